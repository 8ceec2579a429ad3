"""``referat kle``: the classification that gives a punkt its subject."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from referat.cli.faelles import DB, JSON, antal, kommuner, meld, skriv_json, stor, tal
from referat.store.systemfejl import paa_dansk

if TYPE_CHECKING:
    from referat.models.kle import Klenummer


@click.group()
def kle() -> None:
    """KL's emneplan (KLE), som journalnumrene henviser til.

    De 37 hovedgrupper er indbygget. Titler på grupper og emner kommer fra KL's egen liste.
    """


@kle.command("import")
@click.argument("fil", metavar="FIL", type=click.Path(dir_okay=False, path_type=Path))
@DB
@JSON
def importer(fil: Path, db: Path, som_json: bool) -> None:
    """Læs KLE-listen fra en fil, XML fra KL eller CSV, ind i lageret.

    Numre, som filen ikke har, bliver stående. Punkternes emner ses i punkter_kle_vis.
    """
    from referat.models.kle import laes_kle
    from referat.schemas.fejl import KanIkkeLaeses

    if not fil.exists():
        raise click.UsageError(f"{fil} findes ikke; se efter i stien.")
    try:
        numre = laes_kle(fil.read_bytes())
    except OSError as fejl:
        raise click.ClickException(f"{fil} kan ikke åbnes ({paa_dansk(fejl)}); se efter i rettighederne.") from fejl
    except KanIkkeLaeses as fejl:
        raise click.ClickException(f"{fil}: {stor(fejl.besked)} [{fejl.kode}]") from fejl
    svar = _gem(db, numre)
    niveauer = {n: sum(x.niveau == n for x in numre) for n in ("hovedgruppe", "gruppe", "emne")}
    ord_ = (("hovedgruppe", "hovedgrupper"), ("gruppe", "grupper"), ("emne", "emner"))
    meld("Læst: " + ", ".join(antal(niveauer[ental], ental, flertal) for ental, flertal in ord_))
    meld("Numre: " + ", ".join(f"{tal(n)} {navn}" for navn, n in svar.items()))
    if som_json:
        skriv_json({"laest": niveauer, "numre": svar})


def _gem(db: Path, numre: Sequence[Klenummer]) -> dict[str, int]:
    """Write to the store; what hinders it is told in one sentence."""
    from referat.models.kle import hovedgrupper
    from referat.store.kle import gem_kle
    from referat.store.migreringer import ForkertLager
    from referat.store.skriver import Lager

    try:
        with Lager(db, kommuner()) as lager:
            gem_kle(lager, hovedgrupper(), ret=False)
            return gem_kle(lager, numre)
    except ForkertLager as fejl:
        raise click.ClickException(str(fejl)) from fejl
    except sqlite3.Error as fejl:
        raise click.ClickException(
            f"Lageret {db} kunne ikke skrives ({paa_dansk(fejl)}); se efter plads og rettigheder."
        ) from fejl
