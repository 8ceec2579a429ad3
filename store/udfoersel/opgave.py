"""What a format's module is handed: the chosen part of the store, the folder, and what the user said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from referat.store.udfoersel.foelgeblade import Herkomst, Licens
from referat.store.udfoersel.mappe import Mappe
from referat.store.udfoersel.udsnit import Udsnit


@dataclass(frozen=True, slots=True)
class Opgave:
    """One export. ``base_url`` ends in a slash; ``dato`` is today's, ISO; ``meld`` is told the name of each table."""

    udsnit: Udsnit
    mappe: Mappe
    herkomst: Herkomst
    licens: Licens
    base_url: str
    dato: str
    meld: Callable[[str], None]
