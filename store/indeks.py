"""The search index of a store that is written to: what is in it, and what waits to be put there.

A document's rows and its place in the queue (``uindekserede``) are written in one transaction, so a stop at any moment
leaves it either in the index or in the queue, and whoever opens the store next empties the queue. Many documents at
once, in the order of their numbers, cost a fraction of what they cost one by one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

SOEGT = "titel, beslutning, tekst, numre"
"""The columns of the search index."""
INDEKS = """prefix='2 3', tokenize="unicode61 remove_diacritics 0\""""
"""How it parts words, and how it finds their beginnings."""
VENTER = "SELECT dokument_id FROM uindekserede"


def venter(db: Database | sqlite3.Connection) -> bool:
    """Whether there are documents that wait."""
    return db.execute(f"{VENTER} LIMIT 1").fetchone() is not None


@contextmanager
def oejeblik(db: sqlite3.Connection) -> Iterator[None]:
    """The store as one moment has it, with what is made for the occasion and is gone afterwards."""
    skrivbar = db.execute("PRAGMA query_only").fetchone()[0]
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.rollback()
        db.execute(f"PRAGMA query_only={skrivbar}")


def indekser_ventende(db: sqlite3.Connection) -> None:
    """Let ``soegning`` mean an index of the documents that wait, until the end of an ``oejeblik``."""
    db.execute("PRAGMA query_only=OFF")
    db.execute(f"CREATE VIRTUAL TABLE temp.soegning USING fts5({SOEGT}, {INDEKS})")
    db.execute(
        f"INSERT INTO temp.soegning(rowid, {SOEGT}) SELECT rowid, {SOEGT} FROM main.soegetekst "
        f"WHERE dokument_id IN ({VENTER}) ORDER BY rowid"
    )


def indekser(db: Database) -> None:
    """Put the documents that wait in the index; within the caller's transaction."""
    db.execute(
        f"INSERT INTO soegning(rowid, {SOEGT}) "
        f"SELECT rowid, {SOEGT} FROM soegetekst WHERE dokument_id IN ({VENTER}) ORDER BY rowid"
    )
    db.execute("DELETE FROM uindekserede")


def fjern_fra_indeks(db: Database, dokument_id: str) -> None:
    """Take a document out of the index, before its rows change; one that waits was never there."""
    db.execute(
        f"INSERT INTO soegning(soegning, rowid, {SOEGT}) SELECT 'delete', rowid, {SOEGT} FROM soegetekst "
        f"WHERE dokument_id = ?1 AND ?1 NOT IN ({VENTER})",
        [dokument_id],
    )
