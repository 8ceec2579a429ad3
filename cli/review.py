"""``referat review``: what a person should look at first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from referat.cli.faelles import DB, JSON, aabn, dato, meld, skriv_json, tal


@click.command()
@DB
@click.option("--antal", type=click.IntRange(1), default=20, show_default=True, help="Højst så mange punkter.")
@JSON
def review(db: Path, antal: int, som_json: bool) -> None:
    """Vis de punkter, der først bør ses efter: hvor læsningen er mest usikker, og der står mest på spil.

    Usikkert er det, hvor udfald af slagsen tit læses forkert, stemmer ikke går op, der er en advarsel, eller en
    beslutning ikke blev forstået. På spil står stemmer, penge, og at en sag standses. Ret med referat correct.
    """
    with aabn(db) as laeser:
        fundne = laeser.gennemsyn(antal)
    if som_json:
        return skriv_json(fundne)
    for p in fundne:
        click.echo("\n".join(linjer(p)))
    meld("Ret med: referat correct PUNKT FELT VÆRDI --by NAVN --why TEKST" if fundne else "Intet at se efter.")
    return None


def linjer(p: dict[str, Any]) -> Iterator[str]:
    """A punkt, what hangs on it, why to look, and its id."""
    nr = f"{p['nr']}. " if p["nr"] else ""
    yield click.style(f"{nr}{p['titel'] or '(uden titel)'}", bold=True)
    hvor = (p["kommune"], p["udvalg"], dato(p["dato"]), f"{p['filnavn']} side {tal(p['side'])}")
    spil = (
        p["udfald"],
        f"{tal(p['beloeb_kr'])} kr." if p["beloeb_kr"] else None,
        "stemmer" if p["stemmer"] else None,
    )
    yield "  " + " · ".join(x for x in (*hvor, *spil) if x)
    yield from (f"  – {grund}" for grund in p["grunde"])
    yield click.style(f"  {p['punkt_id']}  ({tal(round(p['vigtighed'], 2))})", dim=True)
