"""What a correction does to the rows of the store, each change noted so that it can be undone to the letter.

A note is ``[table, key, before]``: the row with the key gets the columns of ``before`` back. Without ``before`` the row
was added and goes; without a key it was taken away, or is shared and may be by linking, and comes back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from referat.store import skema

if TYPE_CHECKING:
    from sqlite_utils import Database

Raekke = dict[str, Any]
Note = tuple[str, Raekke | None, Raekke | None]

LINKS = {"person_id", "maal_punkt_id", "metode", "score"}
"""Columns that linking fills, and will fill again."""


class Overlaeg:
    """The changes that one correction makes."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.noter: list[Note] = []

    def saet(self, tabel: str, noegle: Raekke, nye: Raekke) -> None:
        """Set columns of a row, if it is there."""
        if foer := self.find(tabel, noegle):
            self._skriv(tabel, noegle, nye)
            ny_noegle = {k: nye.get(k, v) for k, v in noegle.items()}
            self.noter.append((tabel, ny_noegle, {k: foer[k] for k in nye}))

    def foej_til(self, tabel: str, raekke: Raekke) -> None:
        """Add a row."""
        self.db.table(tabel).insert(raekke)
        self.noter.append((tabel, noegle(tabel, raekke), None))

    def fjern(self, tabel: str, hvor: Raekke) -> None:
        """Take rows away; none that points to them goes with them unless it is taken first."""
        for raekke in self.alle(tabel, hvor):
            self._slet(tabel, noegle(tabel, raekke))
            self.noter.append((tabel, None, {k: None if k in LINKS else v for k, v in raekke.items()}))

    def behold(self, tabel: str, hvor: Raekke) -> None:
        """Note a row that several documents share, which linking may take away as one that nobody points to; after
        what pointed to it, so that it comes back before that."""
        if raekke := self.find(tabel, hvor):
            self.noter.append((tabel, None, raekke))

    def find(self, tabel: str, noegle: Raekke) -> Raekke | None:
        """The row that has a key."""
        return next(iter(self.alle(tabel, noegle)), None)

    def alle(self, tabel: str, hvor: Raekke) -> list[Raekke]:
        """The rows that have some values, without computed columns."""
        sql = f"SELECT {', '.join(_kolonner(tabel))} FROM {tabel} WHERE {_lig(hvor)}"
        return list(self.db.query(sql, list(hvor.values())))

    def tag_af(self, noter: Iterable[Note]) -> None:
        """Undo changes, the last one first."""
        for tabel, noegle_, foer in reversed([*noter]):
            if noegle_ is None:
                self.db.table(tabel).insert(foer or {}, ignore=True)
            elif foer is None:
                self._slet(tabel, noegle_)
            else:
                self._skriv(tabel, noegle_, foer)

    def som_json(self) -> str:
        """The notes as ``rettede.foer`` keeps them."""
        return json.dumps(self.noter, ensure_ascii=False)

    def _skriv(self, tabel: str, noegle_: Raekke, vaerdier: Raekke) -> None:
        saet = ", ".join(f"{k} = ?" for k in vaerdier)
        self.db.execute(f"UPDATE {tabel} SET {saet} WHERE {_lig(noegle_)}", [*vaerdier.values(), *noegle_.values()])

    def _slet(self, tabel: str, noegle_: Raekke) -> None:
        self.db.execute(f"DELETE FROM {tabel} WHERE {_lig(noegle_)}", list(noegle_.values()))


def noegle(tabel: str, raekke: Raekke) -> Raekke:
    """What tells a row from all others."""
    return {k: raekke[k] for k in _tabel(tabel).pk}


def raekke_id(tabel: str, raekke: Raekke) -> str:
    """The key of a row as one text, for those who look a correction up by it."""
    return (
        raekke["journalnummer_id"]
        if tabel == "punkt_journalnumre"
        else "-".join(map(str, noegle(tabel, raekke).values()))
    )


def _lig(hvor: Raekke) -> str:
    return " AND ".join(f"{k} IS ?" for k in hvor)


@cache
def _tabel(navn: str) -> skema.Tabel:
    return next(t for t in skema.TABELLER if t.navn == navn)


@cache
def _kolonner(tabel: str) -> tuple[str, ...]:
    return tuple(k.navn for k in _tabel(tabel).kolonner if not k.beregnet)
