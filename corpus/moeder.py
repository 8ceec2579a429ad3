"""A generated meeting before it is laid out: people, cases, and what became of them."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True)
class Person:
    """A member; ``str`` is the name with the party letter behind it."""

    navn: str
    parti: str

    def __str__(self) -> str:
        return f"{self.navn} ({self.parti})"


@dataclass(frozen=True, slots=True)
class Tabel:
    """A budget table: ``enhed``, column names, and rows of (name, values in the unit); the last row is the sum."""

    enhed: str
    kolonner: tuple[str, ...]
    raekker: tuple[tuple[str, tuple[float, ...]], ...]
    trykt: tuple[tuple[str, ...], ...]
    """The same as printed, header first."""


@dataclass(frozen=True, slots=True)
class Sag:
    """A case as it travels between bodies. ``art`` says how it ends: beslutning, videre (to another body), valg, …"""

    art: str
    titel: str
    journalnummer: str
    indstiller: str = ""
    resume: str = ""
    fremstilling: tuple[str, ...] = ()
    led: tuple[str, ...] = ()
    punkter: tuple[str, ...] = ()
    bilag: tuple[str, ...] = ()
    tabel: Tabel | None = None


@dataclass(slots=True)
class Behandling:
    """A case on a meeting: the punkt. ``skaebner`` are the fates of the recommended points."""

    nr: int
    sag: Sag
    lukket: bool = False
    udfald: str | None = None
    skaebner: list[str | None] = field(default_factory=list)
    ordlyd: list[str] = field(default_factory=list)
    stemmer: list[dict[str, Any]] = field(default_factory=list)
    vaek: list[Person] = field(default_factory=list)
    """Away from this punkt only, as a sentence of the decision says."""
    tidligere: list[Stedfaestet] = field(default_factory=list)
    kommende: list[Stedfaestet] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stedfaestet:
    """A treatment elsewhere: body, date, and the punkt with its file once it is known."""

    udvalg: str
    dato: datetime.date
    punkt: int | None = None
    fil: str | None = None


@dataclass(slots=True)
class Moede:
    """A meeting of a body of an invented kommune."""

    fil: str
    kommune: str
    dialekt: str
    udvalg: str
    omraade: str
    dato: datetime.date
    start: str
    sted: str
    medlemmer: list[Person]
    afbud: list[Person]
    punkter: list[Behandling] = field(default_factory=list)


def opregning(navne: list[str]) -> str:
    """``a, b og c``."""
    return " og ".join([", ".join(navne[:-1]), navne[-1]]) if len(navne) > 1 else "".join(navne)


def filnavn(tekst: str) -> str:
    """A name in ASCII for a file."""
    tekst = tekst.lower().translate(ASCII)
    return re.sub(r"[^a-z0-9]+", "-", tekst).strip("-")
