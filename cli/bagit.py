"""``referat bagit``: a store and its sources as a bag for the archive."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import click
from referat.cli.faelles import DB, JSON, antal, meld, skriv_json, stor, tal
from referat.store.systemfejl import paa_dansk


@click.command()
@click.argument("ud", metavar="OUT", type=click.Path(path_type=Path))
@DB
@click.option("--organisation", metavar="NAVN", help="Hvem pakken kommer fra; skrives i bag-info.txt.")
@JSON
def bagit(ud: Path, db: Path, organisation: str | None, som_json: bool) -> None:
    """Læg lageret og alle dets kilder i en BagIt-pakke i mappen OUT.

    Pakken er et arkiv, ikke en udgivelse: intet er dækket, heller ikke CPR-numre. Læg den et lukket sted; det, der må
    lægges ud, laves med referat publish.

    Kilderne hentes, hvor lagerets liste siger, de ligger, ellers fra kopierne ved siden af lageret, og kun med de
    bytes, der blev læst; filer i karantæne kommer med, som de er. Slutter med 3, hvis nogen mangler. OUT må ikke findes
    i forvejen, medmindre mappen er tom. Pakken kan efterses med bagit.py --validate OUT.
    """
    from referat.cli.arkivpakke import pak
    from referat.store.migreringer import ForkertLager
    from referat.store.udfoersel.mappe import Optaget

    oplysninger = {"Source-Organization": organisation} if organisation else {}
    try:
        with click.progressbar(length=0, label="Pakker", file=sys.stderr, hidden=not sys.stderr.isatty()) as bjaelke:

            def fremdrift(i_alt: int) -> None:
                bjaelke.length = i_alt
                bjaelke.update(1)

            pakke = pak(db, ud, oplysninger, fremdrift)
    except ForkertLager as fejl:
        raise click.ClickException(str(fejl)) from fejl
    except Optaget as fejl:
        raise click.ClickException(f"{ud} findes og er ikke en tom mappe; vælg et andet navn.") from fejl
    except (OSError, sqlite3.Error) as fejl:
        raise click.ClickException(
            f"{ud} kunne ikke skrives ({paa_dansk(fejl)}), og intet er lagt der; se efter plads og rettigheder."
        ) from fejl
    for s in pakke.savnede:
        meld(f"{s.sti}: {stor(s.besked)} [{s.kode}]")
    if som_json:
        skriv_json({"mappe": str(ud), **pakke.resume()})
    gemte = f" ({tal(pakke.fra_kopi)} fra kopierne ved siden af lageret)" if pakke.fra_kopi else ""
    meld(
        f"{ud} er skrevet: {antal(pakke.dokumenter, 'kilde', 'kilder')}{gemte}, "
        f"{antal(pakke.karantaene, 'fil', 'filer')} i karantæne; {tal(len(pakke.savnede))} mangler."
    )
    sys.exit(3 if pakke.savnede else 0)
