"""``referat search``: the punkter that hold some words, best first."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from referat.cli import faelles
from referat.cli.faelles import DB, JSON, aabn, dato, kommunekode, meld, skriv_json, tal
from referat.schemas.vokabular import Udfald

if TYPE_CHECKING:
    from referat.store.laeser import Laeser
    from referat.store.soeg import Traef


class Dato(click.ParamType[str]):
    """A date as Danes or ISO write it, or a year; ``slut`` makes a year its last day."""

    name = "dato"

    def __init__(self, slut: bool = False) -> None:
        self.slut = slut

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from referat.store.datoer import iso_dato

        tekst = str(value).strip()
        if iso := iso_dato(tekst, self.slut):
            return iso
        self.fail(f"{tekst} er ikke en dato; skriv f.eks. 11.04.2023, 2023-04-11 eller 2023.", param, ctx)
        return None


@click.command()
@click.argument("ord_", nargs=-1, metavar="[ORD…]")
@DB
@click.option("--kommune", help="Kommunens navn eller kode.")
@click.option("--udvalg", help="Begyndelsen af udvalgets navn.")
@click.option("--fra", type=Dato(), help="Første mødedato, f.eks. 11.04.2023 eller 2023.")
@click.option("--til", type=Dato(slut=True), help="Sidste mødedato.")
@click.option(
    "--udfald",
    type=click.Choice([str(u) for u in Udfald]),
    help="Hvad der blev af punktet, eller af en del af det, hvor udfaldet er blandet.",
)
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

    Et ord finder alt, der begynder sådan; ord i "anførselstegn" er en vending. Alle ord skal være der. En mødedato
    søges med --fra og --til. Uden ord vises de nyeste punkter, som filtrene lader tilbage.
    """
    from referat.store.soeg import fts_udtryk

    kode = kommunekode(kommune) if kommune else None
    if fra and til and fra > til:
        raise click.UsageError(f"--til {dato(til)} ligger før --fra {dato(fra)}; byt dem om.")
    soegt = " ".join(" ".join(ord_).split())
    if soegt and not fts_udtryk(soegt):
        raise click.UsageError(f"Der er intet at søge efter i {soegt}; skriv mindst ét ord eller tal.")
    filtre = {"kommune_kode": kode, "udvalg": udvalg, "fra": fra, "til": til, "udfald": udfald}
    if not soegt and not any(filtre.values()):
        raise click.UsageError("Skriv mindst ét ord, eller brug et filter som --udfald udsat.")
    with aabn(db) as laeser:
        fundne = laeser.soeg(soegt, **filtre, antal=antal + 1)
        ingen = "" if fundne else hvorfor_ingen(laeser, filtre)
        foer = laeser.forgaengere(kode) if kode else []
    if foer:
        meld(ogsaa_foer(foer))
    if som_json:
        skriv_json([som_data(t) for t in fundne[:antal]])
        return
    for t in fundne[:antal]:
        vis_traef(t)
    vist = faelles.antal(min(len(fundne), antal), "punkt", "punkter")
    meld(ingen or vist + (" vist, der er flere; se dem med --antal." if len(fundne) > antal else "."))


def ogsaa_foer(foer: list[dict[str, Any]]) -> str:
    """That documents of the kommuner that became the one asked for are not searched, and how to."""
    navne = [f"{r['navn']} ({r['kode']}, {faelles.antal(r['antal'], 'dokument', 'dokumenter')})" for r in foer]
    opremset = " og ".join(x for x in (", ".join(navne[:-1]), navne[-1]) if x)
    return f"Tidligere kommuner, der nu er en del af den, er ikke med: {opremset}; søg i dem med --kommune og koden."


def hvorfor_ingen(laeser: Laeser, filtre: dict[str, str | None]) -> str:
    """Why nothing was found, as far as it can be told, and what to try."""
    from difflib import get_close_matches

    navne = {n.casefold(): n for n in laeser.udvalg()}
    soegt = (filtre["udvalg"] or "").casefold()
    if not any(n.startswith(soegt) for n in navne):
        naere = " eller ".join(navne[n] for n in get_close_matches(soegt, navne, 3))
        return f"Intet udvalg begynder med {filtre['udvalg']}{f'; mente du {naere}?' if naere else '.'}"
    ellers = ", eller søg uden filtre" if any(filtre.values()) else ""
    return f"Ingen punkter; prøv færre ord eller begyndelsen af et ord{ellers}."


def som_data(t: Traef) -> dict[str, object]:
    """A hit as plain data, for --json."""
    from referat.store.fund import SLUT, START

    return dataclasses.asdict(t) | {"uddrag": t.uddrag.translate({ord(START): "[", ord(SLUT): "]"})}


def vis_traef(t: Traef) -> None:
    """A hit as four lines: title, where and when, the passage, the id; a fifth where another telling counts."""
    from referat.store.fund import SLUT, START

    nr = f"{t.nr}. " if t.nr else ""
    click.echo(click.style(f"{nr}{t.titel or '(uden titel)'}", bold=True))
    udfald = f"{t.udfald} ({t.punktvis})" if t.punktvis else t.udfald
    hvor = [t.kommune, t.udvalg, dato(t.dato), udfald, f"{t.filnavn} side {tal(t.side)}"]
    click.echo("  " + " · ".join(x for x in hvor if x))
    if not t.ledende:
        click.echo(f"  Mødet tælles i {t.ledende_filnavn}: {t.ledende_punkt_id or 'punktet står ikke der'}")
    uddrag = " ".join(t.uddrag.split()).replace(START, "\x1b[1m" if farver() else "[")
    click.echo("  " + uddrag.replace(SLUT, "\x1b[22m" if farver() else "]"))
    click.echo(click.style(f"  {t.punkt_id}", dim=True))


def farver() -> bool:
    """Whether stdout is a terminal, where a hit can stand in bold."""
    return sys.stdout.isatty()
