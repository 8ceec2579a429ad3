"""Which meetings of a published store are the same meeting, read from another document: a PDF and its text, an agenda.

Two of one body and date are the same where most titles of the one are among those of the other, so that the closed part
of a meeting, or a second meeting that day, is one of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from referat.store import ids
from referat.store.kolonner import K, Tabel

GENTAGELSER = Tabel(
    "gentagelser",
    "A meeting that another document tells too, so that it is counted once. Only in a published copy.",
    (
        K("moede_id", str, "The meeting as a further document tells it.", "moeder"),
        K(
            "hoved_id",
            str,
            "The same meeting as told by its minutes, with a list of members and as pages if it can be had.",
            "moeder",
        ),
    ),
    pk=("moede_id",),
)

FAELLES = 0.5
"""So great a share of the titles of the shorter one are titles of the other."""

FLERE = """
WITH alle AS (
  SELECT m.id, m.udvalg_id, m.dato, m.start, m.dokument_id, d.type <> 'referat' AS andet,
    count(*) OVER (PARTITION BY m.udvalg_id, m.dato) AS antal
  FROM moeder m JOIN dokumenter d ON d.id = m.dokument_id WHERE m.udvalg_id IS NOT NULL AND m.dato IS NOT NULL
)
SELECT udvalg_id, dato, id, start, dokument_id FROM alle WHERE antal > 1
ORDER BY udvalg_id, dato, andet, NOT EXISTS (SELECT 1 FROM deltagere WHERE moede_id = alle.id),
  NOT EXISTS (SELECT 1 FROM sider s WHERE s.dokument_id = alle.dokument_id AND s.bredde IS NOT NULL), dokument_id, id
"""
TITLER = "SELECT titel FROM punkter WHERE moede_id = ? AND titel IS NOT NULL"

Moede = tuple[str, str | None, str]
"""Id, start and document."""


def skriv_gentagelser(db: sqlite3.Connection) -> None:
    """Fill the table."""
    for _, raekker in groupby(db.execute(FLERE).fetchall(), lambda r: r[:2]):
        fundet = _gentagne(db, [r[2:] for r in raekker])
        db.executemany("INSERT INTO gentagelser (moede_id, hoved_id) VALUES (?, ?)", fundet)


def _gentagne(db: sqlite3.Connection, moeder: list[Moede]) -> Iterator[tuple[str, str]]:
    """Each meeting of a body and date that is told better by one before it, and that one."""
    hoveder: list[tuple[Moede, set[str]]] = []
    for moede in moeder:
        titler = {ids.normal(t) for (t,) in db.execute(TITLER, [moede[0]])}
        hoved = next((h for h, andre in hoveder if _samme(h, moede) and _ens(andre, titler)), None)
        if hoved:
            yield moede[0], hoved[0]
        else:
            hoveder.append((moede, titler))


def _samme(a: Moede, b: Moede) -> bool:
    """Whether two may be one: of two documents, and not begun at two times."""
    return a[2] != b[2] and (a[1] is None or b[1] is None or a[1] == b[1])


def _ens(a: set[str], b: set[str]) -> bool:
    return len(a & b) >= FAELLES * min(len(a), len(b))
