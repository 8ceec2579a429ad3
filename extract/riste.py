"""Tables whose cells a text export spread over lines: one cell a line, or rows broken into pieces out of order.

A row is a label and the numbers up to the next label. The grid is proved by its rows: all have the same count of
numbers. Where the pieces of a row stand out of order, sums prove which number is whose column (``rejs``); where they
do not, the table is broken and its numbers stay in the order printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from referat.extract.raekketrae import er_total
from referat.extract.sammenloebne import TALORD, Stykke
from referat.extract.tabeltyper import er_aar
from referat.extract.talnet import DECIMALER
from referat.extract.udsnit import Udsnit
from referat.extract.vaerdier import tal
from referat.schemas.vokabular import Brudgrund

BOGSTAV = re.compile(r"[^\W\d_]")
STREGER = re.compile(r"[\s\-–—_=|+:]*")
STREG = re.compile(r"[-–—−]")
LAENGSTE_NAVN, LAENGSTE_HOVED = 120, 60
FAERREST_RAEKKER, FAERREST_TAL, FLEST_TAL = 3, 2, 10
FLEST_FORSOEG = 40_000

Cifre = tuple[Stykke, ...]


@dataclass(slots=True)
class Ristraekke:
    """A label and its numbers as places in the text; ``sikker``: their order is that of the columns."""

    navn: Stykke
    tal: Cifre
    linjer: int
    sikker: bool
    fra_linje: int


@dataclass(frozen=True, slots=True)
class Rist:
    """A table of spread cells: rows as places in the text, heads first; ``brudt`` is why their order is not known."""

    raekker: list[list[Stykke]]
    brudt: Brudgrund | None

    @property
    def omraade(self) -> Stykke:
        alle = [s for r in self.raekker for s in r]
        return min(a for a, _ in alle), max(b for _, b in alle)


@dataclass(frozen=True, slots=True)
class Ristlinje:
    """A line taken apart: its words before the numbers, and the numbers."""

    nr: int
    fra: int
    ord: tuple[Stykke, ...]
    tal: Cifre
    tabulator: bool


def find_riste(udsnit: Udsnit) -> Iterator[Rist]:
    """The spread tables of a text without positions."""
    if any(x.boks for x in udsnit.linjer):
        return
    linjer = list(_linjer(udsnit))
    for blok in _blokke(linjer, udsnit.tekst):
        k = len(blok[0].tal)
        if len(blok) >= FAERREST_RAEKKER and any(r.linjer > 1 for r in blok):
            hoved = _hoved(udsnit.tekst, linjer, blok[0].fra_linje, k)
            raekker = rejs(udsnit.tekst, blok)
            brudt = raekker if isinstance(raekker, Brudgrund) else None
            krop = [[r.navn, *r.tal] for r in (blok if isinstance(raekker, Brudgrund) else raekker)]
            yield Rist([hoved, *krop] if hoved else krop, brudt)


def _linjer(udsnit: Udsnit) -> Iterator[Ristlinje]:
    """The lines that say something; rows of dashes draw a table and say nothing."""
    start = 0
    for nr, linje in enumerate(udsnit.linjer):
        if not STREGER.fullmatch(linje.tekst):
            yield _linje(nr, start, linje.tekst)
        start += len(linje.tekst) + 1


def _linje(nr: int, start: int, tekst: str) -> Ristlinje:
    ord_: list[Stykke] = []
    cifre: list[Stykke] = []
    for m in re.finditer(r"[^\t]+", tekst):
        dele = list(re.finditer(r"\S+", m[0]))
        if all(_er_tal(d[0]) for d in dele):
            cifre += [(start + m.start() + d.start(), start + m.start() + d.end()) for d in dele]
        elif m[0].strip():
            fra = start + m.start() + len(m[0]) - len(m[0].lstrip())
            ord_.append((fra, fra + len(m[0].strip())))
    return Ristlinje(nr, start, tuple(ord_), tuple(cifre), "\t" in tekst)


def _er_tal(ord_: str) -> bool:
    return bool(STREG.fullmatch(ord_)) or bool(TALORD.fullmatch(ord_) and tal(ord_) is not None)


def _blokke(linjer: Sequence[Ristlinje], tekst: str) -> Iterator[list[Ristraekke]]:
    """Runs of rows that follow each other with the same count of numbers."""
    blok: list[Ristraekke] = []
    for raekke in _raekker(linjer):
        if raekke and all(er_aar(tekst[a:b]) for a, b in raekke.tal):
            raekke = None
        if raekke is None or (blok and len(raekke.tal) != len(blok[0].tal)):
            if blok:
                yield blok
            blok = []
        if raekke:
            blok.append(raekke)
    if blok:
        yield blok


def _raekker(linjer: Sequence[Ristlinje]) -> Iterator[Ristraekke | None]:
    """Each label with the numbers behind it; None where the text is no such row."""
    i = 0
    while i < len(linjer):
        navn, j = linjer[i], i + 1
        dele = [navn.tal] if navn.tal else []
        while j < len(linjer) and linjer[j].tal and not linjer[j].ord:
            dele.append(linjer[j].tal)
            j += 1
        antal = sum(map(len, dele))
        if len(navn.ord) == 1 and FAERREST_TAL <= antal <= FLEST_TAL and _kort(navn.ord[0]):
            led = [x for x in linjer[i:j] if x.tal]
            yield Ristraekke(navn.ord[0], tuple(s for d in dele for s in d), j - i, _sikker(led, dele), i)
        else:
            yield None
        i = j


def _kort(s: Stykke) -> bool:
    return s[1] - s[0] <= LAENGSTE_NAVN


def _sikker(led: Sequence[Ristlinje], dele: Sequence[Cifre]) -> bool:
    """Whether a row's numbers are in their order: all in one line, or each in a line of its own."""
    return len(dele) == 1 or (all(len(d) == 1 for d in dele) and not any(x.tabulator for x in led))


def _hoved(tekst: str, linjer: Sequence[Ristlinje], foer: int, k: int) -> list[Stykke] | None:
    """The heads above the first row: as many cells in the line above, or as many short lines."""
    if not foer:
        return None
    over = linjer[foer - 1]
    celler = sorted([*over.ord, *over.tal])
    if over.tabulator and len(celler) in (k, k + 1):
        return celler if len(celler) == k + 1 else [(over.fra, over.fra), *celler]
    enkelte = [(*x.ord, *x.tal) for x in linjer[max(foer - k, 0) : foer]]
    if len(enkelte) == k and all(len(c) == 1 and c[0][1] - c[0][0] <= LAENGSTE_HOVED for c in enkelte):
        if any(tekst[c[0][1] - 1] in ".:" for c in enkelte):
            return None
        return [(enkelte[0][0][0], enkelte[0][0][0]), *(c[0] for c in enkelte)]
    return None


# --- out of order ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Vaerdier:
    """A row's numbers in one order, their values, and half a unit of their last place."""

    orden: tuple[int, ...]
    vaerdier: tuple[float, ...]
    halv: float


def rejs(tekst: str, raekker: Sequence[Ristraekke]) -> list[Ristraekke] | Brudgrund:
    """The rows with their numbers under the right columns; else why no sums prove one order.

    The last row is a total of groups, each a row above its parts, or of all rows.
    """
    if all(r.sikker for r in raekker):
        return list(raekker)
    if not er_total(tekst[slice(*raekker[-1].navn)]):
        return Brudgrund.UDEN_SUM
    muligheder = [list(_ordener(tekst, r)) for r in raekker]
    loesninger = [x for grupper in _delinger(len(raekker) - 1) for x in _loes(muligheder, grupper)]
    if not loesninger:
        return Brudgrund.INGEN
    bedst = min(v for v, _ in loesninger)
    valgte = {tuple(o.vaerdier for o in x): x for v, x in loesninger if v == bedst}
    if len(valgte) != 1:
        return Brudgrund.FLERE
    (valgt,) = valgte.values()
    return [
        Ristraekke(r.navn, tuple(r.tal[i] for i in o.orden), r.linjer, True, r.fra_linje)
        for r, o in zip(raekker, valgt, strict=True)
    ]


def _ordener(tekst: str, r: Ristraekke) -> Iterator[Vaerdier]:
    """Every different order of a row's numbers; only the printed one where that is known."""
    trykt = [tal(tekst[a:b]) or 0.0 for a, b in r.tal]
    decimaler = max((len(m[1]) for a, b in r.tal if (m := DECIMALER.search(tekst[a:b]))), default=0)
    halv = 0.5 * 10.0**-decimaler
    for orden in [tuple(range(len(trykt)))] if r.sikker else _permutationer(trykt):
        yield Vaerdier(orden, tuple(trykt[i] for i in orden), halv)


def _permutationer(trykt: Sequence[float]) -> Iterator[tuple[int, ...]]:
    """The orders that differ in value: equal numbers keep their order."""
    if not trykt:
        yield ()
        return

    def naeste(brugt: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if len(brugt) == len(trykt):
            yield brugt
            return
        set_: set[float] = set()
        for i, v in enumerate(trykt):
            if i not in brugt and v not in set_:
                set_.add(v)
                yield from naeste((*brugt, i))

    yield from naeste(())


def _delinger(antal: int) -> Iterator[list[range]]:
    """The ways to part rows into groups: none at all, or groups of a head and its parts."""
    yield [range(i, i + 1) for i in range(antal)]

    def videre(fra: int) -> Iterator[list[range]]:
        if fra == antal:
            yield []
        for til in range(fra + 2, antal + 1):
            for rest in videre(til):
                yield [range(fra, til), *rest]

    yield from videre(0)


Loesning = tuple[float, tuple[Vaerdier, ...]]
"""How far the sums are off in all, and the chosen order of each row."""


def _loes(muligheder: Sequence[Sequence[Vaerdier]], grupper: Sequence[range]) -> Iterator[Loesning]:
    """The orders under which each group and the total add up."""
    pr_gruppe: list[list[tuple[float, tuple[Vaerdier, ...]]]] = []
    for g in grupper:
        fundne = list(_gruppe([muligheder[i] for i in g]))
        if not fundne:
            return
        pr_gruppe.append(fundne)
    antal = len(muligheder[-1])
    for fundne in pr_gruppe:
        antal *= len(fundne)
    if antal > FLEST_FORSOEG:
        return
    for valg in product(*pr_gruppe):
        hoveder = [raekker[0] for _, raekker in valg]
        for total in muligheder[-1]:
            if (afvigelse := _summer(total, hoveder)) is not None:
                raekker = (*(r for _, rr in valg for r in rr), total)
                yield round(afvigelse + sum(a for a, _ in valg), 6), raekker


def _gruppe(muligheder: Sequence[Sequence[Vaerdier]]) -> Iterator[tuple[float, tuple[Vaerdier, ...]]]:
    """The orders of a head and its parts under which they add up; a row alone adds up in any order."""
    if len(muligheder) == 1:
        yield from ((0.0, (v,)) for v in muligheder[0])
        return
    antal = 1
    for m in muligheder:
        antal *= len(m)
    if antal > FLEST_FORSOEG or not _totaler_passer([m[0] for m in muligheder]):
        return
    for valg in product(*muligheder):
        if (afvigelse := _summer(valg[0], valg[1:])) is not None:
            yield afvigelse, valg


def _totaler_passer(raekker: Sequence[Vaerdier]) -> bool:
    """Whether the rows add up taken whole, which no order changes: a cheap test before all orders are tried."""
    slaek = sum(r.halv for r in raekker) * len(raekker[0].vaerdier)
    return abs(sum(raekker[0].vaerdier) - sum(sum(r.vaerdier) for r in raekker[1:])) <= slaek + 1e-6


def _summer(total: Vaerdier, dele: Sequence[Vaerdier]) -> float | None:
    """How far the columns are off in all; None where one is off by more than rounding explains."""
    slaek = total.halv + sum(d.halv for d in dele) + 1e-6
    ud = 0.0
    for k, v in enumerate(total.vaerdier):
        afvigelse = abs(v - sum(d.vaerdier[k] for d in dele))
        if afvigelse > slaek:
            return None
        ud += afvigelse
    return ud
