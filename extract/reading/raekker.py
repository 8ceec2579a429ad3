"""Rows of a table without rulings: which of its lines are one row.

Within a cell lines stand closer than rows do, wherever rows have air between them; where they have none, every line
with numbers is a row, and a line without is part of the one that it goes on from.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from referat.extract.reading.spalter import Stykke

SKUDT = 1.5
"""Lines further apart than this many type sizes are never of one paragraph."""
SLUP = 1.08
"""How much a paragraph's leading may vary."""

KANT = 1.5
"""Points by which the edges of the lines of a cell may differ."""


@dataclass(slots=True)
class Raekkelinje:
    """A line of a table: its baseline, type size and pieces by column."""

    y: float
    stoerrelse: float
    stykker: list[Stykke]

    @property
    def kolonner(self) -> set[int]:
        return {s.fra for s in self.stykker}

    @property
    def har_tal(self) -> bool:
        return any(s.tal and s.fra for s in self.stykker)

    def i(self, kolonne: int) -> Stykke | None:
        return next((s for s in self.stykker if s.fra == kolonne), None)


def find_raekker(linjer: Sequence[Raekkelinje], streger: Sequence[float] = ()) -> list[list[Raekkelinje]]:
    """The lines of each row. ``streger`` are the heights of level rulings through the table."""
    hoejder = sorted(streger)
    ved_streg = {n for n in range(1, len(linjer)) if bisect(hoejder, linjer[n - 1].y) < bisect(hoejder, linjer[n].y)}
    if _streger_er_raekker(linjer, ved_streg):
        return _del(linjer, ved_streg)
    skridt = _skridt(linjer)
    if skridt is None or not _uden_luft(linjer, skridt):
        starter = _med_luft(linjer, skridt)
        if all(any(p < n <= q for n in starter) for p, q in _talpar(linjer)):
            return _del(linjer, starter | ved_streg)
    return _del(linjer, _uden(linjer) | ved_streg)


def _talpar(linjer: Sequence[Raekkelinje]) -> list[tuple[int, int]]:
    """Lines that follow each other with numbers in one column, and so are not of one row."""
    kolonner = [[n for n, x in enumerate(linjer) if (s := x.i(k)) and s.tal] for k in _talkolonner(linjer)]
    return [par for i_kolonne in kolonner for par in pairwise(i_kolonne)]


def _talkolonner(linjer: Sequence[Raekkelinje]) -> set[int]:
    return {s.fra for x in linjer for s in x.stykker if s.tal and s.fra}


def _del(linjer: Sequence[Raekkelinje], starter: set[int]) -> list[list[Raekkelinje]]:
    graenser = [0, *sorted(starter), len(linjer)]
    return [list(linjer[a:b]) for a, b in pairwise(graenser)]


def _streger_er_raekker(linjer: Sequence[Raekkelinje], ved_streg: set[int]) -> bool:
    """Whether there is a ruling at every row: none between two has numbers above each other."""
    if len(ved_streg) < 2:
        return False
    return not any(_tal_over_tal(a, b) for r in _del(linjer, ved_streg) for a, b in pairwise(r))


def _tal_over_tal(a: Raekkelinje, b: Raekkelinje) -> bool:
    return any(s.tal and s.fra and (t := b.i(s.fra)) and t.tal for s in a.stykker)


def _par(linjer: Sequence[Raekkelinje]) -> list[tuple[int, int, bool]]:
    """Lines that follow each other in some column, as indices, and whether they are two cells there all the same:
    numbers both, or in the head not set to one edge."""
    hoved = hovedlinjer(linjer)
    ud = []
    for k in {s.fra for x in linjer for s in x.stykker}:
        i_kolonne = [(n, s) for n, x in enumerate(linjer) if (s := x.i(k))]
        for (p, s), (q, t) in pairwise(i_kolonne):
            ud.append((p, q, k > 0 and ((s.tal and t.tal) or (p < hoved and not _samme_celle(s, t)))))
    return ud


def hovedlinjer(linjer: Sequence[Raekkelinje]) -> int:
    """How many lines stand above the first with a number; none where hardly a line has one."""
    med_tal = [n for n, x in enumerate(linjer) if x.har_tal]
    return med_tal[0] if len(med_tal) > 1 else 0


def _samme_celle(over: Stykke, under: Stykke) -> bool:
    """Whether two pieces of a head may be lines of one cell: over the same columns, set to one edge or middle."""
    a, b = over.boks, under.boks
    ens = abs(a[0] - b[0]) < KANT or abs(a[2] - b[2]) < KANT or abs(a[0] + a[2] - b[0] - b[2]) < 2 * KANT
    return ens and (over.til > over.fra) == (under.til > under.fra)


def _skridt(linjer: Sequence[Raekkelinje]) -> float | None:
    """The leading within cells: the least distance of two lines of text in a column; None where no cell is wrapped."""
    fundne = sorted(
        y
        for p, q, tal in _par(linjer)
        if not tal and (y := linjer[q].y - linjer[p].y) <= SKUDT * max(linjer[p].stoerrelse, linjer[q].stoerrelse)
    )
    return fundne[len(fundne) // 10] if fundne else None


def _uden_luft(linjer: Sequence[Raekkelinje], skridt: float) -> bool:
    """Whether rows stand as close as the lines of a cell, as the numbers show, or a table of single lines."""
    tal = [linjer[q].y - linjer[p].y for p, q, tal in _par(linjer) if tal and q == p + 1]
    if tal:
        return sum(_taet(y, skridt) for y in tal) > 0.3 * len(tal)
    fulde = [b.y - a.y for a, b in pairwise(linjer) if len(a.kolonner & b.kolonner) > 1]
    alle = [b.y - a.y for a, b in pairwise(linjer)]
    return len(fulde) == len(alle) and all(_taet(y, skridt) for y in alle)


def _taet(y: float, skridt: float | None) -> bool:
    return skridt is not None and y <= SLUP * skridt + 0.3


def _uden(linjer: Sequence[Raekkelinje]) -> set[int]:
    """Rows where air tells nothing: those with numbers; others go on from above, or begin by their own label."""
    foerste = next((n for n, x in enumerate(linjer) if x.har_tal), 0)
    starter = {foerste} - {0}
    for n in range(foerste + 1, len(linjer)):
        if linjer[n].har_tal:
            if not _gaar_videre(linjer, n) or linjer[n - 1].har_tal:
                starter.add(n)
        elif 0 in linjer[n].kolonner and not _gaar_videre(linjer, n):
            starter.add(n)
    return starter


def _gaar_videre(linjer: Sequence[Raekkelinje], n: int) -> bool:
    """Whether a line's label goes on from the label above it."""
    foer, her = linjer[n - 1].i(0), linjer[n].i(0)
    if her is None:
        return True
    return bool(foer) and (her.tekst[0].islower() or bool(foer and foer.tekst[-1] in "-,/(&"))


@dataclass(slots=True)
class _Blok:
    """Lines that some cell holds together, ``luft`` from the line above."""

    start: int
    linjer: list[Raekkelinje]
    luft: float

    @property
    def foerst(self) -> set[int]:
        return self.linjer[0].kolonner

    @property
    def kolonner(self) -> set[int]:
        return set().union(*(x.kolonner for x in self.linjer))


def _med_luft(linjer: Sequence[Raekkelinje], skridt: float | None) -> set[int]:
    """Rows where no cell's paragraph runs on, less the paragraphs that only a blank line parts from their row."""
    laast = {
        b
        for p, q, tal in _par(linjer)
        if not tal and _taet(linjer[q].y - linjer[p].y, skridt)
        for b in range(p + 1, q + 1)
    }
    starter = [0, *(n for n in range(1, len(linjer)) if n not in laast)]
    blokke = [
        _Blok(a, list(linjer[a:b]), linjer[a].y - linjer[a - 1].y if a else 0.0)
        for a, b in pairwise([*starter, len(linjer)])
    ]
    luft = _raekkeluft(blokke)
    ud: set[int] = set()
    raekke = blokke[0].kolonner
    for blok in blokke[1:]:
        if _begynder(blok, raekke, luft):
            ud.add(blok.start)
            raekke = set()
        raekke |= blok.kolonner
    return ud


def _raekkeluft(blokke: Sequence[_Blok]) -> float | None:
    """The usual distance of a row from the last line above it."""
    fundne = [b.luft for b in blokke[1:] if 0 in b.foerst and len(b.foerst) > 1]
    return median(fundne) if fundne else None


def _begynder(blok: _Blok, raekke: set[int], luft: float | None) -> bool:
    """Whether a block is a new row, or goes on in the one above, which has ``raekke`` filled."""
    if any(x.har_tal for x in blok.linjer) or (0 in blok.foerst and len(blok.foerst) > 1):
        return True
    if luft is None:
        return 0 in blok.kolonner
    if abs(blok.luft - luft) <= 0.1 * luft:
        return True
    if blok.luft < luft:
        return False
    return not blok.kolonner <= raekke
