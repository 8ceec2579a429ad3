"""Earlier versions of a source: what a path held before the document that it holds now.

They matter to linking where the two were read as of different kommuner, as when ``--kommune`` was given or changed with
the new version: kommuner are linked each for itself, so such a meeting is taken over to the kommune that its source is
of now, where it is one more telling. A path that came to hold quite another meeting joins nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

FRA, TIL = (f"coalesce({d}.kommune_kode, {d}.id)" for d in ("g", "n"))
OVER_KOMMUNER = f"""
SELECT a.dokument_id, a.afloest_af, {FRA} FROM afloesninger a
JOIN dokumenter g ON g.id = a.dokument_id JOIN dokumenter n ON n.id = a.afloest_af
WHERE {FRA} <> {TIL} AND ? IN ({FRA}, {TIL}) ORDER BY 1
"""

Forbind = Callable[[str], None]
"""Has all that a document is linked with linked anew."""


def afloes(db: Database, gammelt: str | None, nyt: str, forbind: Forbind) -> None:
    """Note that a path holds ``nyt`` where it held ``gammelt``; what a path holds is no earlier version."""
    for (efter,) in db.execute("SELECT afloest_af FROM afloesninger WHERE dokument_id = ?", [nyt]).fetchall():
        db.execute("DELETE FROM afloesninger WHERE dokument_id = ?", [nyt])
        forbind(nyt)
        forbind(efter)
    if gammelt in (None, nyt) or db.execute("SELECT 1 FROM indlaesninger WHERE dokument_id = ?", [gammelt]).fetchone():
        return
    db.execute("UPDATE afloesninger SET afloest_af = ? WHERE afloest_af = ?", [nyt, gammelt])
    db.execute("INSERT INTO afloesninger (dokument_id, afloest_af) VALUES (?, ?)", [gammelt, nyt])
    for (dokument,) in db.execute("SELECT dokument_id FROM afloesninger WHERE afloest_af = ?", [nyt]).fetchall():
        forbind(dokument)
    forbind(nyt)


def over_kommuner(db: Database, omraade: str) -> list[tuple[str, str, bool]]:
    """The earlier versions of a kommune's sources that were read as of another, and those of others' that were read as
    of this one: the document, the one that its path holds now, and whether the earlier one is of this kommune."""
    return [(gammelt, nyt, fra == omraade) for gammelt, nyt, fra in db.execute(OVER_KOMMUNER, [omraade])]
