"""Which punkter are treatments of one case: pure, over the punkter of a kommune, and the same in any order.

A case grows from joins that are sure: a journal number that stands for one matter, a reference to an earlier or later
treatment. A number that one meeting uses for several matters joins only those with like titles. Likeness of titles
alone is a suggestion, and so is a punkt that the prose of another names. Standing items of every meeting (approval of
the agenda) are of no case.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, pairwise, product
from typing import TypeVar

from referat.store import ids
from referat.store.titler import Titel, lighed, lignende, slug

T = TypeVar("T", str, Titel)

ENS = 0.7
"""How alike (0–1) two titles under one journal number are when they are taken for one matter."""
FLEST_TITLER = 60
"""A number on more titles than this joins equal titles only."""
FAST_MOEDER = 4
"""In so many meetings of one body, and of no other, a number under one title is a standing item."""
FLEST_ENS = 40
"""A title on more punkter than this is a standing item's and suggests nothing."""
AAR = 365
"""How many days like titles may lie apart."""
OMTALE = "omtale"
"""What joins a punkt to one that its prose names."""
FLEST_FORSLAG = 12
"""A number of several matters on more punkter than this suggests nothing: it is no case number."""


@dataclass(frozen=True, slots=True)
class Nummer:
    """A journal number and what it says."""

    id: str
    normaliseret: str
    kle: str | None
    aar: int | None
    loebenr: str | None

    @property
    def tom(self) -> bool:
        """A number without a serial number says what a case is about, not which it is."""
        return self.loebenr is None

    @property
    def svag(self) -> bool:
        """A bare serial number may be counted anew each year, or each meeting."""
        return self.aar is None and self.kle is None


@dataclass(frozen=True, slots=True)
class Behandling:
    """A punkt: a treatment of some case, with its journal numbers in the order of print, the first its own."""

    punkt_id: str
    udvalg: str
    dato: str
    titel: Titel
    numre: tuple[Nummer, ...] = ()

    @property
    def moede(self) -> tuple[str, str]:
        return self.udvalg, self.dato

    @property
    def orden(self) -> tuple[str, str]:
        return self.dato, self.punkt_id


@dataclass(frozen=True, slots=True)
class Led:
    """A reference from a punkt to another treatment of its case, resolved."""

    henvisning_id: str
    fra: str
    til: str
    metode: str
    score: float


@dataclass(frozen=True, slots=True)
class Kant:
    """A join of two punkter, the older first; a ``forslag`` joins no case."""

    fra: str
    til: str
    metode: str
    score: float
    forslag: bool = False
    journalnummer_id: str | None = None
    henvisning_id: str | None = None


@dataclass(frozen=True, slots=True)
class Sag:
    """A case: its id, its punkter in order of date, and the number that names it."""

    id: str
    punkter: tuple[Behandling, ...]
    nummer: Nummer | None

    @property
    def behandlinger(self) -> int:
        """How often it was treated: a meeting counts once, however many documents tell it."""
        return len({b.moede if all(b.moede) else b.punkt_id for b in self.punkter})

    @property
    def titel(self) -> str | None:
        return next((b.titel.raa for b in reversed(self.punkter) if b.titel.raa), None)


def find_sager(
    omraade: str, behandlinger: Iterable[Behandling], led: Iterable[Led], fast: Callable[[str], bool]
) -> tuple[list[Sag], list[Kant]]:
    """The cases of a kommune, by id, and all joins, suggestions included.

    ``fast`` says whether a title is that of a standing item.
    """
    alle = sorted((b for b in behandlinger if not fast(b.titel.raa or "")), key=lambda b: b.orden)
    efter_nummer: dict[Nummer, list[Behandling]] = defaultdict(list)
    for b in alle:
        for n in b.numre:
            if not n.tom:
                efter_nummer[n].append(b)
    faste = {b.punkt_id for n, bs in efter_nummer.items() if _fast_nummer(bs) for b in bs if b.numre[0] == n}
    alle = [b for b in alle if b.punkt_id not in faste]
    kanter = [k for n, bs in efter_nummer.items() for k in _af_nummer(n, [b for b in bs if b.punkt_id not in faste])]
    kendte, led = {b.punkt_id: b for b in alle}, list(led)
    kanter += _af_led(kendte, (x for x in led if x.metode != OMTALE))
    grupper = _grupper(alle, kanter)
    kanter += _af_omtale(kendte, led, grupper)
    kanter += _af_titel(alle, grupper)
    return _sager(omraade, alle, grupper), _bedste(kanter)


def _fast_nummer(bs: list[Behandling]) -> bool:
    """Whether a number's punkter are one item that a body has at meeting after meeting."""
    moeder = {b.moede for b in bs}
    if len({b.udvalg for b in bs}) > 1 or len(moeder) < FAST_MOEDER:
        return False
    return all(lighed(a.titel, b.titel) >= ENS for a, b in pairwise(bs)) and not any(b.titel.behandling for b in bs)


def _af_nummer(n: Nummer, bs: list[Behandling]) -> Iterator[Kant]:
    """The joins that a journal number gives: between all that have it for their own, else where titles are alike."""
    delt = _delt(bs)
    egne = [] if n.svag or delt else [b for b in bs if b.numre[0] == n]
    for a, b in pairwise(egne):
        yield Kant(a.punkt_id, b.punkt_id, "journalnummer", 1.0, journalnummer_id=n.id)
    if len(egne) == len(bs):
        return
    grupper = _titelgrupper(bs)
    for gruppe in grupper:
        for a, b in pairwise(gruppe):
            score = lighed(a.titel, b.titel)
            yield Kant(a.punkt_id, b.punkt_id, "journalnummer+titel", score, journalnummer_id=n.id)
    if delt and not n.svag and len(bs) <= FLEST_FORSLAG:
        for x, y in pairwise(grupper):
            a, b = sorted((x[0], y[0]), key=lambda b: b.orden)
            if a.moede != b.moede:
                score = lighed(a.titel, b.titel)
                yield Kant(a.punkt_id, b.punkt_id, "delt journalnummer", score, True, journalnummer_id=n.id)


def _delt(bs: list[Behandling]) -> bool:
    """Whether a number is used for several matters: one meeting has it on unlike titles, or titles hardly recur."""
    i_moede: dict[tuple[str, str], list[Titel]] = defaultdict(list)
    for b in bs:
        if b.titel.ord:
            i_moede[b.moede].append(b.titel)
    for titler in i_moede.values():
        if len(titler) > 1 and any(lighed(a, b) < ENS for a, b in combinations(sorted(set(titler))[:FLEST_TITLER], 2)):
            return True
    antal = len(_titelgrupper(bs))
    return antal > 3 and 2 * antal > len(i_moede)


def _titelgrupper(bs: list[Behandling]) -> list[list[Behandling]]:
    """Punkter whose titles are alike, by links; each group in order of date, and the groups by their first."""
    titler = sorted({b.titel for b in bs})
    rod = {t: t for t in titler}
    if len(titler) <= FLEST_TITLER:
        for t, u in combinations(titler, 2):
            if lighed(t, u) >= ENS:
                _foren(rod, t, u)
    ud: dict[Titel, list[Behandling]] = defaultdict(list)
    for b in sorted(bs, key=lambda b: b.orden):
        ud[_rod(rod, b.titel)].append(b)
    return sorted(ud.values(), key=lambda g: g[0].orden)


def _af_led(kendte: dict[str, Behandling], led: Iterable[Led]) -> Iterator[Kant]:
    """The joins that references give; one to a punkt of the same meeting is no other treatment."""
    for x in led:
        a, b = kendte.get(x.fra), kendte.get(x.til)
        if a and b and a.moede != b.moede:
            a, b = sorted((a, b), key=lambda b: b.orden)
            yield Kant(a.punkt_id, b.punkt_id, x.metode, x.score, henvisning_id=x.henvisning_id)


def _af_omtale(kendte: dict[str, Behandling], led: Iterable[Led], grupper: dict[str, str]) -> Iterator[Kant]:
    """Suggestions: a punkt of another case that the prose names; of two cases the best pair."""
    bedst: dict[frozenset[str], Kant] = {}
    for k in _af_led(kendte, (x for x in led if x.metode == OMTALE)):
        sager = frozenset((grupper[k.fra], grupper[k.til]))
        if len(sager) > 1:
            bedst[sager] = min(bedst.get(sager, k), k, key=lambda k: (-k.score, k.fra, k.til))
    yield from (replace(k, forslag=True) for k in bedst.values())


def _af_titel(alle: list[Behandling], grupper: dict[str, str]) -> Iterator[Kant]:
    """Suggestions: like titles in another body within a year; of two cases only their best pair."""
    efter_titel: dict[Titel, list[Behandling]] = defaultdict(list)
    for b in alle:
        if b.dato:
            efter_titel[b.titel].append(b)
    bedst: dict[tuple[str, str], tuple[float, int, str, str]] = {}
    for s, t, score in lignende(efter_titel):
        if len(efter_titel[s]) + len(efter_titel[t]) > FLEST_ENS:
            continue
        par = combinations(efter_titel[s], 2) if s == t else product(efter_titel[s], efter_titel[t])
        for x, y in par:
            x, y = sorted((x, y), key=lambda b: b.orden)
            sager = min(grupper[x.punkt_id], grupper[y.punkt_id]), max(grupper[x.punkt_id], grupper[y.punkt_id])
            dage = (date.fromisoformat(y.dato) - date.fromisoformat(x.dato)).days
            if sager[0] != sager[1] and x.udvalg != y.udvalg and dage <= AAR:
                bedst[sager] = min(bedst.get(sager, (0.0, 0, "", "")), (-score, dage, x.punkt_id, y.punkt_id))
    for minus, _, fra, til in bedst.values():
        yield Kant(fra, til, "titel", -minus, True)


def _grupper(alle: list[Behandling], kanter: list[Kant]) -> dict[str, str]:
    """Punkt → the first punkt of its case."""
    rod = {b.punkt_id: b.punkt_id for b in alle}
    for k in kanter:
        if not k.forslag:
            _foren(rod, k.fra, k.til)
    return {p: _rod(rod, p) for p in rod}


def _sager(omraade: str, alle: list[Behandling], grupper: dict[str, str]) -> list[Sag]:
    """The cases, each with an id that reads: its number, and its title where other cases have the number too."""
    punkter: dict[str, list[Behandling]] = defaultdict(list)
    for b in alle:
        punkter[grupper[b.punkt_id]].append(b)
    fundet = [(tuple(bs), _nummer(bs)) for bs in punkter.values()]
    navne = [list(_navne(omraade, bs, n)) for bs, n in fundet]
    brugt = Counter(x for flere in navne for x in flere)
    sager = [Sag(next(x for x in flere if brugt[x] == 1), bs, n) for (bs, n), flere in zip(fundet, navne, strict=True)]
    return sorted(sager, key=lambda s: s.id)


def _nummer(bs: list[Behandling]) -> Nummer | None:
    """The number that most of a case's punkter have for their own."""
    antal = Counter(b.numre[0] for b in bs if b.numre and not b.numre[0].tom)
    return min(antal, key=lambda n: (-antal[n], n.normaliseret), default=None)


def _navne(omraade: str, bs: tuple[Behandling, ...], n: Nummer | None) -> Iterator[str]:
    """Ids from the shortest to one that no other case can have."""
    foerst = bs[0]
    navn = f"{omraade[: ids.CIFRE]}-{slug(n.normaliseret) if n else foerst.dato or 'uden-dato'}"
    if n:
        yield navn
    navn += f"-{slug(foerst.titel.raa or 'uden titel')}"
    yield navn
    yield f"{navn}-{foerst.punkt_id}"


def _bedste(kanter: list[Kant]) -> list[Kant]:
    """One join of a sort between two punkter, in a fixed order."""
    ud = {(k.fra, k.til, k.metode): k for k in sorted(kanter, key=lambda k: (k.score, repr(k)))}
    return [ud[x] for x in sorted(ud)]


def _rod(rod: dict[T, T], x: T) -> T:
    while rod[x] != x:
        rod[x] = rod[rod[x]]
        x = rod[x]
    return x


def _foren(rod: dict[T, T], a: T, b: T) -> None:
    """Join two sets; the lesser of the roots stays, whatever order they come in."""
    a, b = _rod(rod, a), _rod(rod, b)
    rod[max(a, b)] = min(a, b)
