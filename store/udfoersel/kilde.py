"""What exports read: a published copy, in which personal numbers are covered; made for the occasion if need be."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from referat.store.laeser import Laeser
from referat.store.udgivelse import er_udgivet, udgiv


@contextmanager
def udgivet(lager: Path, plads: Path) -> Iterator[sqlite3.Connection]:
    """A published store open for reading: the file itself if it is one, else a copy in ``plads`` that goes afterwards.

    Raises ``ForkertLager`` where there is no store.
    """
    with Laeser(lager) as laeser:
        if er_udgivet(laeser.db):
            yield laeser.db
            return
    plads.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".referat-", dir=plads) as mappe:
        kopi = Path(mappe) / "udgivelse.db"
        udgiv(lager, kopi)
        with Laeser(kopi) as laeser:
            yield laeser.db
