"""Facts held against truth: which are right, and precision, recall and F1 with 95 % intervals.

A fact is a `Noegle`: what must agree exactly, and perhaps a text. Two facts agree strictly where all is equal, softly
where the texts are spelled nearly alike. Numbers and dates are never matched softly: a text's digits must be equal.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from rapidfuzz import fuzz

LIGE_NOK = 90.0
"""How alike two texts must be to be the same softly (rapidfuzz's ratio, 0–100)."""
UDTRAEK, FROE, FAERREST = 1000, 20240507, 5
"""Bootstrap: resamples, seed, and the fewest documents that it means anything for."""
Z = 1.959964

Raekke = dict[str, Any]
Tal = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Noegle:
    """What a fact says: parts that must agree exactly, and a text that may be spelled otherwise."""

    fast: tuple[Hashable, ...]
    tekst: str = ""


@dataclass(frozen=True, slots=True)
class Faktum:
    """A fact of the truth or of the store: the truth's punkt (from 0) that it is of, and the row that says it."""

    noegle: Noegle
    punkt: int | None = None
    raekke: Raekke | None = field(default=None, compare=False)


@dataclass(slots=True)
class Optaelling:
    """How many facts are right, too many and missed; ``naesten`` of the latter two are the same softly."""

    rigtige: int = 0
    ekstra: int = 0
    mangler: int = 0
    naesten: int = 0

    def __add__(self, a: Optaelling) -> Optaelling:
        return Optaelling(
            self.rigtige + a.rigtige, self.ekstra + a.ekstra, self.mangler + a.mangler, self.naesten + a.naesten
        )

    @property
    def facts(self) -> int:
        """What the truth states."""
        return self.rigtige + self.mangler

    @property
    def precision(self) -> float:
        """Share of what was read that is right; 1 where nothing was read."""
        return del_af(self.rigtige, self.rigtige + self.ekstra)

    @property
    def recall(self) -> float:
        """Share of what the truth states that was read; 1 where it states nothing."""
        return del_af(self.rigtige, self.facts)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return del_af(2 * self.rigtige, 2 * self.rigtige + self.ekstra + self.mangler)

    @property
    def bloed(self) -> Optaelling:
        """The same counts with what is spelled nearly alike as right."""
        return Optaelling(self.rigtige + self.naesten, self.ekstra - self.naesten, self.mangler - self.naesten)


def del_af(a: float, b: float) -> float:
    """``a / b``; 1 of nothing."""
    return a / b if b else 1.0


def opsum(optaellinger: Iterable[Optaelling]) -> Optaelling:
    """The sum of counts."""
    return sum(optaellinger, Optaelling())


@dataclass(slots=True)
class Sammenholdt:
    """The facts of one field of one document, sorted out: read rightly, read too many, missed."""

    rigtige: list[Faktum]
    ekstra: list[Faktum]
    mangler: list[Faktum]

    def optalt(self) -> Optaelling:
        return Optaelling(len(self.rigtige), len(self.ekstra), len(self.mangler), naesten(self.mangler, self.ekstra))


def sammenhold(ventet: Iterable[Faktum], fundet: Iterable[Faktum]) -> Sammenholdt:
    """Each fact of the truth matches one that was read, at most."""
    ventet = list(ventet)
    rest, svar = Counter(v.noegle for v in ventet), Sammenholdt([], [], [])
    for f in fundet:
        rigtigt = rest[f.noegle] > 0
        rest[f.noegle] -= rigtigt
        (svar.rigtige if rigtigt else svar.ekstra).append(f)
    for v in reversed(ventet):
        if rest[v.noegle] > 0:
            rest[v.noegle] -= 1
            svar.mangler.insert(0, v)
    return svar


def naesten(mangler: Sequence[Faktum], ekstra: Sequence[Faktum]) -> int:
    """How many of the missed are among the superfluous, spelled nearly alike; each counts once."""
    ledige = [e.noegle for e in ekstra if e.noegle.tekst]
    fundne = 0
    for m in mangler:
        if (lig := next((n for n in ledige if ens_nok(m.noegle, n)), None)) is not None:
            ledige.remove(lig)
            fundne += 1
    return fundne


def ens_nok(a: Noegle, b: Noegle) -> bool:
    """Whether two facts are the same softly."""
    if a.fast != b.fast or not a.tekst or re.findall(r"\d", a.tekst) != re.findall(r"\d", b.tekst):
        return False
    return fuzz.ratio(a.tekst, b.tekst) >= LIGE_NOK


@dataclass(frozen=True, slots=True)
class Intervaller:
    """95 % intervals of precision, recall and F1, and how they were made: ``bootstrap`` or ``wilson``."""

    precision: Tal
    recall: Tal
    f1: Tal
    metode: str


def intervaller(dokumenter: Sequence[Optaelling]) -> Intervaller:
    """By bootstrap over documents, since errors come in clusters: a layout that is misread is misread all through.

    Where it would say nothing (no error at all, or fewer than five documents) by Wilson's formula over facts.
    """
    sum_ = opsum(dokumenter)
    if len(dokumenter) >= FAERREST and sum_.ekstra + sum_.mangler:
        return _bootstrap([(d.rigtige, d.ekstra, d.mangler) for d in dokumenter])
    rigtige, halve = sum_.rigtige, (sum_.ekstra + sum_.mangler) / 2
    return Intervaller(
        wilson(rigtige, rigtige + sum_.ekstra), wilson(rigtige, sum_.facts), wilson(rigtige, rigtige + halve), "wilson"
    )


def _bootstrap(dokumenter: list[tuple[int, int, int]]) -> Intervaller:
    """The middle 95 % of what as many documents drawn with return give."""
    trukket = []
    for valg in _traekninger(len(dokumenter)):
        a, b, c = map(sum, zip(*(dokumenter[i] for i in valg), strict=True))
        trukket.append(Optaelling(a, b, c))
    precision, recall, f1 = (_midten([getattr(o, n) for o in trukket]) for n in ("precision", "recall", "f1"))
    return Intervaller(precision, recall, f1, "bootstrap")


@cache
def _traekninger(n: int) -> list[list[int]]:
    """The draws of documents: the same for every field, so that fields can be compared."""
    terning = random.Random(FROE)
    return [terning.choices(range(n), k=n) for _ in range(UDTRAEK)]


def _midten(tal: list[float]) -> Tal:
    tal = sorted(tal)
    return tal[int(0.025 * len(tal))], tal[int(0.975 * len(tal)) - 1]


def wilson(rigtige: float, n: float) -> Tal:
    """Wilson's 95 % interval of a proportion; (0, 1) of nothing."""
    if not n:
        return 0.0, 1.0
    p, zz = rigtige / n, Z * Z / n
    midte, halv = p + zz / 2, Z * (p * (1 - p) / n + zz / (4 * n)) ** 0.5
    return max(0.0, (midte - halv) / (1 + zz)), min(1.0, (midte + halv) / (1 + zz))
