"""``referat export``: the store, or a part of it, as files for others."""

from __future__ import annotations

import dataclasses
import datetime
import importlib.metadata
import sqlite3
from difflib import get_close_matches
from pathlib import Path

import click
from referat.cli.faelles import DB, JSON, antal, dato, kommunekode, meld, skriv_json, udgivelsens_viden
from referat.cli.search import Dato
from referat.schemas.vokabular import Udfald
from referat.store.migreringer import ForkertLager
from referat.store.udfoersel.foelgeblade import LICENSER
from referat.store.udfoersel.formater import (
    BASE_URL,
    FORMATER,
    Bestilling,
    ManglerPakke,
    Udfoert,
    efterse_pakker,
    udfoer,
)
from referat.store.udfoersel.mappe import Optaget, efterse
from referat.store.udfoersel.udsnit import Filtre, UkendtTabel
from referat.store.udgivet import udgivet

MED_ADRESSER = ("popolo", "oparl", "dcat")
"""Formats whose objects have addresses on the web."""
FILNAVNE = (".csv", ".json", ".jsonl", ".parquet", ".ttl", ".xlsx", ".zip")
"""How a name ends that someone thinks is a file's."""

OVERSIGT = "\b\nFormater:\n" + "\n".join(f"  {navn:<12} {f.til}" for navn, f in FORMATER.items())


@click.command(epilog=OVERSIGT)
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(FORMATER)))
@click.argument("ud", metavar="OUT", type=click.Path(path_type=Path))
@DB
@click.option("--kommune", help="Kun denne kommune: navn eller kode.")
@click.option("--udvalg", help="Kun udvalg, hvis navn begynder sådan.")
@click.option("--fra", "--from", "fra", type=Dato(), help="Første mødedato, f.eks. 11.04.2023 eller 2023.")
@click.option("--til", "--to", "til", type=Dato(slut=True), help="Sidste mødedato.")
@click.option(
    "--udfald",
    type=click.Choice([str(u) for u in Udfald]),
    help="Kun punkter med dette udfald, eller hvor en del af et blandet udfald er det.",
)
@click.option("--table", "tabeller", multiple=True, help="Kun denne tabel eller visning; kan gentages.")
@click.option(
    "--licence",
    "licens",
    type=click.Choice(list(LICENSER)),
    default="CC-BY-4.0",
    show_default=True,
    help="Licensen, som samlingen gives videre under.",
)
@click.option(
    "--base-url",
    default=BASE_URL,
    show_default=True,
    help="Nettets adresse på det, som popolo, oparl og dcat peger på.",
)
@click.option("--overwrite", "overskriv", is_flag=True, help="Erstat OUT, hvis den er en tidligere eksport.")
@JSON
def export(
    format_: str,
    ud: Path,
    db: Path,
    kommune: str | None,
    udvalg: str | None,
    fra: str | None,
    til: str | None,
    udfald: str | None,
    tabeller: tuple[str, ...],
    licens: str,
    base_url: str,
    overskriv: bool,
    som_json: bool,
) -> None:
    """Skriv lageret, eller en del af det, som filer i mappen OUT.

    Kun offentlige tabeller; CPR-numre er skjult. Filtre vælger hele møder og punkter med alt under sig. Med følger
    licens, CITATION.cff, ordbog over tabeller og kolonner, og kontrolsummer.
    """
    if fra and til and fra > til:
        raise click.UsageError(f"--til {dato(til)} ligger før --fra {dato(fra)}; byt dem om.")
    if tabeller and not FORMATER[format_].tabeller:
        raise click.UsageError(f"--table gælder ikke {format_}, som altid rummer hele dokumenter; udelad den.")
    if ud.suffix.lower() in FILNAVNE:
        raise click.UsageError(f"{ud} ligner en fil, men en eksport er en mappe; skriv f.eks. {ud.with_suffix('')}.")
    if format_ in MED_ADRESSER and base_url == BASE_URL:
        meld(f"Adresserne begynder med {BASE_URL}; sig med --base-url, hvor filerne vil ligge.")
    filtre = Filtre(kommunekode(kommune) if kommune else None, udvalg, fra, til, udfald, tabeller)
    bestilling = Bestilling(
        format_, filtre, licens, base_url, overskriv, importlib.metadata.version("referat"), _i_dag()
    )
    udfoert = _udfoer(db, ud, bestilling)
    if not udfoert.herkomst.dokumenter:
        meld("Filtrene lod intet dokument tilbage; prøv færre af dem.")
    if som_json:
        skriv_json({"mappe": str(ud), **dataclasses.asdict(udfoert)})
    meld(
        f"{antal(len(udfoert.filer), 'fil', 'filer')} i {ud}; "
        f"{antal(udfoert.herkomst.dokumenter, 'dokument', 'dokumenter')}."
    )


def _udfoer(db: Path, ud: Path, bestilling: Bestilling) -> Udfoert:
    """Make the export; what hinders it is told in one sentence."""
    try:
        efterse_pakker(bestilling.format)
        efterse(ud, bestilling.overskriv)
        with udgivet(db, ud.absolute().parent, *udgivelsens_viden()) as udgivelse:
            return udfoer(udgivelse, ud, bestilling, lambda navn: meld(f"Skriver {navn} …"))
    except ForkertLager as fejl:
        raise click.ClickException(str(fejl)) from fejl
    except Optaget as fejl:
        raad = "og er ikke en eksport; vælg et andet navn" if fejl.fremmed else "allerede; erstat den med --overwrite"
        raise click.ClickException(f"{ud} findes {raad}.") from fejl
    except ManglerPakke as fejl:
        raise click.ClickException(
            f"{bestilling.format} kræver pakken {fejl}; installér den med pip install 'referat[data]'."
        ) from fejl
    except UkendtTabel as fejl:
        naere = " eller ".join(get_close_matches(fejl.navn, fejl.kendte, 3))
        forslag = f"mente du {naere}?" if naere else f"der er {', '.join(fejl.kendte)}."
        raise click.UsageError(f"Der er ingen tabel {fejl.navn}; {forslag}") from fejl
    except (OSError, sqlite3.Error) as fejl:
        raise click.ClickException(f"{ud} kunne ikke skrives ({fejl}); se efter plads og rettigheder.") from fejl


def _i_dag() -> str:
    return datetime.datetime.now(tz=datetime.UTC).date().isoformat()
