"""``referat publish``: a copy of a store that may be shown to all."""

from __future__ import annotations

from pathlib import Path

import click
from referat.cli.faelles import antal, meld, udgivelsens_viden


@click.command()
@click.argument("db", metavar="DB", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("ud", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path))
def publish(db: Path, ud: Path) -> None:
    """Lav en kopi af et lager, der kan lægges ud til alle.

    Kopien har de offentlige tabeller, søgning og læsbare adresser. Alt, der ligner et CPR-nummer, er dækket med •,
    mappernes navne er ikke med, og det, der er trukket tilbage (referat withdraw), er ude. OUT må være en tidligere
    udgivelse; den skiftes ud, når den nye er færdig.
    """
    from referat.store.migreringer import ForkertLager
    from referat.store.udgivelse import udgiv

    try:
        daekket = udgiv(db, ud, *udgivelsens_viden())
    except ForkertLager as fejl:
        raise click.ClickException(str(fejl)) from fejl
    meld(f"{ud} er skrevet; {antal(daekket, 'CPR-nummer', 'CPR-numre')} er dækket.")
