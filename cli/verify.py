"""``referat verify``: whether the sources still are what was read."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from referat.cli.arkiv import UDPAKNING, Post, find_post, poster
from referat.cli.faelles import DB, JSON, aabn, skriv_json, tal

UAENDRET, AENDRET, MANGLER = "uændret", "ændret", "mangler"


@click.command()
@DB
@JSON
def verify(db: Path, som_json: bool) -> None:
    """Se efter, om kilderne er, som da de blev læst.

    Hver fil, som lagerets liste nævner, og hver kilde, der er gemt ved siden af lageret, holdes med sin sha256 mod det,
    der blev læst. Slutter med 1, hvis nogen er ændret eller mangler.
    """
    with aabn(db) as laeser:
        liste = laeser.kilder_i_liste()
        gemte = {d: sti for d in {r["dokument_id"] for r in liste} if (sti := laeser.kilder.find(d))}
    fundet = [{**r, "status": tilstand(Path(r["sti"]), r["dokument_id"])} for r in liste]
    fundet += [{"sti": str(s), "dokument_id": d, "status": tilstand(s, d)} for d, s in sorted(gemte.items())]
    antal = Counter(r["status"] for r in fundet)
    if som_json:
        skriv_json({**{s: antal[s] for s in (UAENDRET, AENDRET, MANGLER)}, "filer": fundet})
    else:
        click.echo("\n".join(linjer(fundet, antal)))
    sys.exit(1 if antal[AENDRET] or antal[MANGLER] else 0)


def linjer(fundet: list[dict[str, Any]], antal: Counter[str]) -> Iterator[str]:
    """Each file that is not as it was, and the counts."""
    for r in fundet:
        if r["status"] != UAENDRET:
            yield f"{r['sti']}: {r['status']}"
    yield ", ".join(f"{s} {tal(antal[s])}" for s in (UAENDRET, AENDRET, MANGLER))


def tilstand(sti: Path, sha256: str) -> str:
    """Whether a file, on the disk or in an archive, has the hash that its document was read with."""
    try:
        fundet = _hash_i_arkiv(*post) if not sti.is_file() and (post := find_post(sti)) else _hash(sti)
    except UDPAKNING:
        return MANGLER
    return MANGLER if fundet is None else UAENDRET if fundet == sha256 else AENDRET


def _hash(sti: Path) -> str:
    with sti.open("rb") as fil:
        return hashlib.file_digest(fil, "sha256").hexdigest()


def _hash_i_arkiv(arkiv: Path, navn: str) -> str | None:
    """The hash of a file in an archive, None where the archive has none of that name."""
    for post in poster(arkiv, {navn}):
        if isinstance(post, Post) and isinstance(post.indhold, bytes):
            return hashlib.sha256(post.indhold).hexdigest()
    return None
