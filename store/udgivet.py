"""What the site and exports read: a published copy, with personal numbers covered; made for the occasion if need be."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from referat.store.laeser import Laeser
from referat.store.migreringer import ForkertLager
from referat.store.optaellinger import UDEN_VIDEN, Titler
from referat.store.skjul import Kontakt
from referat.store.udgivelse import er_foraeldet, er_udgivet, udgiv


@contextmanager
def udgivet_fil(
    lager: Path, plads: Path, kontakt: Kontakt | None = None, titler: Titler = UDEN_VIDEN
) -> Iterator[Path]:
    """A published store as a file: the store itself if it is one, else a copy in ``plads`` that goes afterwards.

    ``kontakt`` is that of ``udgiv``. Raises ``ForkertLager`` where there is no store, or a copy that
    lacks what is asked of it now.
    """
    with Laeser(lager) as laeser:
        er_selv = er_udgivet(laeser.db)
        foraeldet = er_selv and er_foraeldet(laeser.db)
    if foraeldet:
        raise ForkertLager(f"{lager} er udgivet af en ældre udgave af referat; lav den igen med referat publish.")
    if er_selv:
        yield lager
        return
    plads.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".referat-", dir=plads) as mappe:
        kopi = Path(mappe) / "udgivelse.db"
        udgiv(lager, kopi, kontakt=kontakt, titler=titler)
        yield kopi


@contextmanager
def udgivet(
    lager: Path, plads: Path, kontakt: Kontakt | None = None, titler: Titler = UDEN_VIDEN
) -> Iterator[sqlite3.Connection]:
    """The same, open for reading."""
    with udgivet_fil(lager, plads, kontakt, titler) as fil, Laeser(fil) as laeser:
        yield laeser.db
