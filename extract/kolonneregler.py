"""Which column of a table is reckoned from which others: differences, sums of two, and per cent.

A relation is taken up where most rows bear it out, or where the labels leave no doubt (one budget, one outcome, one
deviation). All here is said of columns; rows are asked by turning the net.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from referat.extract.talnet import Net, Tal, naer
from referat.models.viden import data
from referat.schemas.vokabular import Afvigelsesfortegn

FLEST_KOLONNER = 12
NABOER = 6
FAERREST_RAEKKER = 3
"""Rows that must bear out a relation which no label tells of."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Column ``maal`` is reckoned from others: ``led`` are columns with their signs, or the two of a percentage."""

    art: str
    maal: int
    led: tuple[tuple[int, int], ...]

    @property
    def kolonner(self) -> frozenset[int]:
        return frozenset({self.maal, *(k for k, _ in self.led)})


@dataclass(frozen=True, slots=True)
class Fund:
    """What a relation gives for one cell: the printed number, the one reckoned, the tolerance, what it rests on."""

    maal: Tal
    ventet: float
    tolerance: float
    led: tuple[Tal, ...]

    @property
    def holder(self) -> bool:
        stoerst = max(abs(t.vaerdi) for t in (self.maal, *self.led))
        return naer(self.maal.vaerdi - self.ventet, self.tolerance, stoerst)


@dataclass(frozen=True, slots=True)
class Vidner:
    """How many rows of a net bear a relation out, and how many do not."""

    holder: int
    fejler: int

    def flertal(self, mindst: int, gange: int = 3) -> bool:
        return self.holder >= mindst and self.holder >= gange * self.fejler


def regn(net: Net, r: Relation, raekke: int) -> Fund | None:
    """What the relation gives in a row; None where the row lacks a number, or they are of different kinds."""
    maal = net.tal.get((raekke, r.maal))
    led = tuple(t for k, _ in r.led if (t := net.tal.get((raekke, k))))
    if maal is None or len(led) < len(r.led):
        return None
    if r.art in ("procent", "vækst"):
        return _procenttal(r.art, maal, *led)
    if maal.procent or any(t.celle.enhed != maal.celle.enhed for t in led):
        return None
    ventet = sum(fortegn * t.vaerdi for t, (_, fortegn) in zip(led, r.led, strict=True))
    return Fund(maal, ventet, maal.halv + sum(t.halv for t in led), led)


def _procenttal(art: str, maal: Tal, a: Tal, b: Tal) -> Fund | None:
    """`procent` is a in per cent of b, `vækst` the way from a to b in per cent of a.

    The tolerance is what the rounding of both may do to it.
    """
    over, under = (a, b) if art == "procent" else (b, a)
    if a.procent or b.procent or a.celle.enhed != b.celle.enhed or abs(under.vaerdi) <= 2 * under.halv:
        return None
    kvotient = 100 * over.vaerdi / under.vaerdi
    graenser = [
        100 * (over.vaerdi + x) / (under.vaerdi + y) for x in (-over.halv, over.halv) for y in (-under.halv, under.halv)
    ]
    slaek = max(abs(g - kvotient) for g in graenser)
    return Fund(maal, kvotient - (100 if art == "vækst" else 0), maal.halv + slaek, (a, b))


def vidner(net: Net, r: Relation) -> Vidner:
    """Counts the rows that say something: where all but one number are zero, nothing is said."""
    holder = fejler = 0
    for raekke in net.raekker:
        if (fund := regn(net, r, raekke)) is None:
            continue
        if not fund.holder:
            fejler += 1
            if 2 * fejler > len(net.raekker):
                break
        elif sum(abs(t.vaerdi) > t.halv for t in (fund.maal, *fund.led)) >= (3 if r.art == "sum" else 2):
            holder += 1
    return Vidner(holder, fejler)


def find_relationer(net: Net) -> list[Relation]:
    """The relations of a net's columns, one for a column at most, and one for the same columns.

    Across the rows of a turned net only differences that a label tells of are asked for.
    """
    if len(net.kolonner) > FLEST_KOLONNER and not net.vendt:
        return []
    ud: list[Relation] = []
    for k in sorted(net.kolonner, key=lambda k: (net.maal(k) not in data("tabeller")["differencer"], -k)):
        valgt = _procent(net, k) if k in net.procent else _forskel(net, k)
        if valgt and not any(r.kolonner == valgt.kolonner for r in ud):
            ud.append(valgt)
    return sorted(ud, key=lambda r: r.maal)


def _forskel(net: Net, k: int) -> Relation | None:
    """A deviation or rest: the pair that most rows bear out, with a third where that explains more, or as labelled."""
    if net.maal(k) in data("tabeller")["differencer"]:
        forskelle = [Relation("difference", k, ((a, 1), (b, -1))) for a, b in _par(net, k)]
        valgt = _med_tredje(net, _bedste(net, forskelle, min(2, len(net.raekker)), gange=1))
        return valgt if valgt and vidner(net, valgt).flertal(1) else _efter_maerker(net, k)
    if net.vendt or net.maal(k) in data("tabeller")["grundmaal"]:
        return None
    summer = [Relation("sum", k, ((a, 1), (b, 1))) for a, b in _par(net, k) if a < b]
    return _bedste(net, summer, FAERREST_RAEKKER)


def _med_tredje(net: Net, r: Relation | None) -> Relation | None:
    """The difference with one column more, where rows fail without it and none does with it."""
    if r is None or vidner(net, r).fejler == 0:
        return r
    andre = [k for k in net.kolonner if k not in r.kolonner and k not in net.procent]
    udvidet = [Relation(r.art, r.maal, (*r.led, (k, f))) for k in andre for f in (1, -1)]
    return next((x for x in udvidet if (v := vidner(net, x)).fejler == 0 and v.flertal(FAERREST_RAEKKER)), r)


def _procent(net: Net, k: int) -> Relation | None:
    fundne = [Relation(art, k, ((a, 1), (b, 1))) for a, b in _par(net, k) for art in ("procent", "vækst")]
    return None if net.vendt else _bedste(net, fundne, FAERREST_RAEKKER)


def _par(net: Net, k: int) -> Iterator[tuple[int, int]]:
    """Pairs of columns that may be reckoned with; of a turned net's many rows those close by."""
    naere = [x for x in net.kolonner if x != k and (not net.vendt or abs(x - k) <= NABOER)]
    return permutations([x for x in naere if x not in net.procent], 2)


def _bedste(net: Net, fundne: Sequence[Relation], mindst: int, gange: int = 3) -> Relation | None:
    """The relation with the most rows for it, then the one whose heads share its words, then the nearest columns."""
    vejede = [(v, r) for r in fundne if (v := vidner(net, r)).flertal(mindst, gange)]
    if not vejede:
        return None
    return max(vejede, key=lambda x: (x[0].holder - 3 * x[0].fejler, _ligner(net, x[1]), -_afstand(x[1])))[1]


def _ligner(net: Net, r: Relation) -> int:
    """How many words the column's head shares with those it is reckoned from."""
    egne = {o[:5] for o in _ord(net, r.maal)}
    return sum(o[:5] in egne for k, _ in r.led for o in _ord(net, k))


def _ord(net: Net, k: int) -> list[str]:
    return [o for o in re.findall(r"\w+", net.kolonnenavne.get(k, "").casefold()) if len(o) > 3]


def _afstand(r: Relation) -> int:
    return sum(abs(r.maal - k) for k, _ in r.led)


def _efter_maerker(net: Net, k: int) -> Relation | None:
    """Where a table has one budget, one outcome and one deviation, they belong together whatever the numbers say."""
    budgetter = [x for x in net.kolonner if net.maal(x) in data("tabeller")["budget"]]
    forbrug = [x for x in net.kolonner if net.maal(x) in data("tabeller")["forbrug"]]
    ene = sum(net.maal(x) in data("tabeller")["differencer"] for x in net.kolonner) == 1
    if len(budgetter) != 1 or len(forbrug) != 1 or not ene or len(net.kolonner) > 3:
        return None
    begge = [Relation("difference", k, ((a, 1), (b, -1))) for a, b in permutations((budgetter[0], forbrug[0]))]
    return min(begge, key=lambda r: _fejl(net, r))


def _fejl(net: Net, r: Relation) -> float:
    return sum(abs(f.maal.vaerdi - f.ventet) for raekke in net.raekker if (f := regn(net, r, raekke)))


def find_fortegn(net: Net, relationer: Sequence[Relation]) -> Afvigelsesfortegn | None:
    """What a positive deviation means, as the rows that bear out the difference show; None where they do not tell."""
    budget, forbrug = data("tabeller")["budget"], data("tabeller")["forbrug"]
    fundne = set()
    for r in relationer:
        if r.art != "difference" or net.maal(r.maal) != "afvigelse" or not _viser_fortegn(net, r):
            continue
        a, b = (net.maal(k) for k, _ in r.led[:2])
        if a in budget and b in forbrug:
            fundne.add(Afvigelsesfortegn.MINDREFORBRUG)
        elif a in forbrug and b in budget:
            fundne.add(Afvigelsesfortegn.MERFORBRUG)
    return fundne.pop() if len(fundne) == 1 else None


def _viser_fortegn(net: Net, r: Relation) -> bool:
    """Whether some row holds this way and would not hold the other way, and spending is printed as positive."""
    omvendt = Relation(r.art, r.maal, tuple((k, -f) for k, f in r.led))
    her, der = vidner(net, r), vidner(net, omvendt)
    positive = [t.vaerdi > 0 for (_, k), t in net.tal.items() if k in r.kolonner - {r.maal} and t.vaerdi]
    return her.holder > 0 and der.fejler > her.fejler and sum(positive) * 2 > len(positive)
