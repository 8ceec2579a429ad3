"""What the site and exports read: a published copy, with personal numbers covered; made for the occasion if need be."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from referat.store.laeser import Laeser
from referat.store.optaellinger import Underskrift
from referat.store.skjul import Kontakt
from referat.store.udgivelse import er_udgivet, ingen, udgiv


@contextmanager
def udgivet_fil(
    lager: Path, plads: Path, kontakt: Kontakt | None = None, underskrift: Underskrift = ingen
) -> Iterator[Path]:
    """A published store as a file: the store itself if it is one, else a copy in ``plads`` that goes afterwards.

    ``kontakt`` is that of ``udgiv``. Raises ``ForkertLager`` where there is no store.
    """
    with Laeser(lager) as laeser:
        er_selv = er_udgivet(laeser.db)
    if er_selv:
        yield lager
        return
    plads.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".referat-", dir=plads) as mappe:
        kopi = Path(mappe) / "udgivelse.db"
        udgiv(lager, kopi, kontakt=kontakt, underskrift=underskrift)
        yield kopi


@contextmanager
def udgivet(
    lager: Path, plads: Path, kontakt: Kontakt | None = None, underskrift: Underskrift = ingen
) -> Iterator[sqlite3.Connection]:
    """The same, open for reading."""
    with udgivet_fil(lager, plads, kontakt, underskrift) as fil, Laeser(fil) as laeser:
        yield laeser.db
