"""Which meetings of a published store repeat another: what linking found (``manifestationer``), as the site asks it."""

from __future__ import annotations

import sqlite3

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


def skriv_gentagelser(db: sqlite3.Connection) -> None:
    """Fill the table."""
    db.execute("INSERT INTO gentagelser SELECT moede_id, ledende_id FROM manifestationer WHERE rang > 1")
