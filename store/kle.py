"""KLE in the store: the main groups from the start, and what an official list adds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from referat.store.skriver import Lager


class Klenummer(Protocol):
    """A number of KLE as the caller knows it."""

    @property
    def nummer(self) -> str: ...

    @property
    def titel(self) -> str: ...

    @property
    def niveau(self) -> str: ...


def gem_kle(lager: Lager, numre: Iterable[Klenummer], ret: bool = True) -> dict[str, int]:
    """Write numbers and titles in one transaction; what the store has besides stays.

    Without ``ret`` a title that the store has already stands. Gives how many were ``nye``, ``rettede``, ``uændrede``.
    """
    gamle = dict(lager.db.execute("SELECT nummer, titel FROM kle").fetchall())
    alle = {n.nummer: n for n in numre}
    nye = [n for nr, n in sorted(alle.items()) if nr not in gamle]
    rettede = [n for nr, n in sorted(alle.items()) if ret and gamle.get(nr, n.titel) != n.titel]
    if nye or rettede:
        with lager.transaktion():
            raekker = [{"nummer": n.nummer, "titel": n.titel, "niveau": n.niveau} for n in [*nye, *rettede]]
            lager.db.table("kle").upsert_all(raekker, pk="nummer")
    return {"nye": len(nye), "rettede": len(rettede), "uændrede": len(alle) - len(nye) - len(rettede)}
