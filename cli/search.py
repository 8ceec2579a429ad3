"""``referat search``: the punkter that hold some words, best first."""

from __future__ import annotations

import dataclasses
import re
import sys
from pathlib import Path

import click
from referat.cli.faelles import DB, JSON, aabn, dato, find_kommune, meld, skriv_json, tal
from referat.schemas.vokabular import Udfald


class Dato(click.ParamType[str]):
    """A date as Danes or ISO write it, or a year; ``slut`` makes a year its last day."""

    name = "dato"

    def __init__(self, slut: bool = False) -> None:
        self.slut = slut

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        import datetime

        tekst = str(value).strip()
        if re.fullmatch(r"\d{4}", tekst):
            return f"{tekst}-12-31" if self.slut else f"{tekst}-01-01"
        m = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", tekst)
        try:
            iso = f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}" if m else tekst
            return datetime.date.fromisoformat(iso).isoformat()
        except ValueError:
            self.fail(f"{tekst} er ikke en dato; skriv f.eks. 11.04.2023, 2023-04-11 eller 2023.", param, ctx)


@click.command()
@click.argument("ord_", nargs=-1, required=True, metavar="ORD…")
@DB
@click.option("--kommune", help="Kommunens navn eller kode.")
@click.option("--udvalg", help="Begyndelsen af udvalgets navn.")
@click.option("--fra", type=Dato(), help="Første mødedato, f.eks. 11.04.2023 eller 2023.")
@click.option("--til", type=Dato(slut=True), help="Sidste mødedato.")
@click.option("--udfald", type=click.Choice([str(u) for u in Udfald]), help="Hvad der blev af punktet.")
@click.option("--antal", type=click.IntRange(1), default=20, show_default=True, help="Højst så mange punkter.")
@JSON
def search(
    ord_: tuple[str, ...],
    db: Path,
    kommune: str | None,
    udvalg: str | None,
    fra: str | None,
    til: str | None,
    udfald: str | None,
    antal: int,
    som_json: bool,
) -> None:
    """Søg i titler, afsnit, beslutninger og journalnumre.

    Et ord finder alt, der begynder sådan; ord i "anførselstegn" er en vending. Alle ord skal være der.
    """
    from referat.store.soeg import SLUT, START

    kode = find_kommune(kommune) if kommune else None
    with aabn(db) as laeser:
        traef = laeser.soeg(
            " ".join(ord_), kommune_kode=kode, udvalg=udvalg, fra=fra, til=til, udfald=udfald, antal=antal
        )
    if som_json:
        skriv_json(
            [dataclasses.asdict(t) | {"uddrag": t.uddrag.translate({ord(START): "[", ord(SLUT): "]"})} for t in traef]
        )
        return
    for t in traef:
        nr = f"{t.nr}. " if t.nr else ""
        click.echo(click.style(f"{nr}{t.titel or '(uden titel)'}", bold=True))
        hvor = [t.kommune, t.udvalg, dato(t.dato), t.udfald, f"{t.filnavn} side {tal(t.side)}"]
        click.echo("  " + " · ".join(x for x in hvor if x))
        uddrag = " ".join(t.uddrag.split()).replace(START, "\x1b[1m" if farver() else "[")
        click.echo("  " + uddrag.replace(SLUT, "\x1b[22m" if farver() else "]"))
        click.echo(click.style(f"  {t.punkt_id}", dim=True))
    meld(f"{tal(len(traef))} punkter." if traef else "Ingen punkter; prøv færre ord eller begyndelsen af et ord.")


def farver() -> bool:
    """Whether stdout is a terminal, where a hit can stand in bold."""
    return sys.stdout.isatty()
