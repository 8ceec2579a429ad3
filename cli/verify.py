"""``referat verify``: whether the sources still are what was read."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from referat.cli.faelles import DB, JSON, aabn, skriv_json, tal
from referat.cli.kildefiler import AENDRET, MANGLER, UAENDRET, findes, tilstand


@click.command()
@DB
@JSON
def verify(db: Path, som_json: bool) -> None:
    """Se efter, om kilderne er, som da de blev læst.

    Hver fil, som lagerets liste nævner, og hver kilde, der er gemt ved siden af lageret, holdes med sin sha256 mod det,
    der blev læst. En fil i karantæne blev ikke læst; den skal bare være der endnu. Slutter med 1, hvis nogen er ændret
    eller mangler.
    """
    with aabn(db) as laeser:
        liste, karantaene = laeser.kilder_i_liste(), laeser.karantaene()
        gemte = {d: sti for d in {r["dokument_id"] for r in liste} if (sti := laeser.kilder.find(d))}
    fundet = [{**r, "status": tilstand(Path(r["sti"]), r["dokument_id"])} for r in liste]
    fundet += [{"sti": str(s), "dokument_id": d, "status": tilstand(s, d)} for d, s in sorted(gemte.items())]
    vaek = [s for s in karantaene if not findes(Path(s))]
    fundet += [{"sti": s, "dokument_id": None, "status": MANGLER} for s in vaek]
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
            yield f"{r['sti']}: {r['status']}{'' if r['dokument_id'] else ' (i karantæne)'}"
    yield ", ".join(f"{s} {tal(antal[s])}" for s in (UAENDRET, AENDRET, MANGLER))
