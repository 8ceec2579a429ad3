"""Pages set in two columns of prose: where the gutter runs, and which lines are read before which.

A line of words may have one line of each column in it, for it has all that stands on one baseline. Positions are points
from the page's upper left corner.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from referat.extract.reading.ord import Ord

FAERREST = 8
"""So many lines each column has."""
MIDT = 0.25
"""The gutter is no nearer to the text's sides than this share of its width."""
SMALLEST = 0.8
"""Nor narrower than so many type sizes."""
ORD = 3
"""So many words, mostly, a line of a column has."""
FYLDT, NAESTEN = 0.35, 0.85
"""This share of the lines of a column fills so much of its width: prose does, cells do not."""
BOGSTAVER = 0.75
"""So many of the words are no numbers."""
LINJEAFSTAND, LUFT = 2.6, 3.5
"""Lines of a column that follow each other are no further apart, in type sizes; nor are any two lines of a stretch."""


@dataclass(frozen=True, slots=True)
class Omraade:
    """A stretch of a page in two columns: the top of its first line, its last baseline, and where the gutter is."""

    fra: float
    til: float
    x: float

    def har(self, y: float | None) -> bool:
        return y is not None and self.fra <= y <= self.til + 1


def find_spaltesaet(grupper: Sequence[list[Ord]]) -> list[Omraade]:
    """The stretches in two columns among a page's lines of words, which are in order from top to bottom."""
    x = _rende([g for g in grupper if g[0].skrift.bund is not None])
    if x is None:
        return []
    ud: list[Omraade] = []
    stykke: list[list[Ord]] = []
    for g in grupper:
        fri = g[0].skrift.bund is not None and _fri(g, x)
        if stykke and not (fri and _taet(stykke[-1], g, LUFT)):
            ud += _omraade(stykke, x)
            stykke = []
        stykke += [g] if fri else []
    return [*ud, *_omraade(stykke, x)]


def _rende(grupper: Sequence[list[Ord]]) -> float | None:
    """Where most lines of a right column begin, less the half of a gutter; None without one in the middle."""
    if not grupper:
        return None
    venstre, hoejre = min(g[0].x0 for g in grupper), max(g[-1].x1 for g in grupper)
    fra, til = venstre + MIDT * (hoejre - venstre), hoejre - MIDT * (hoejre - venstre)
    # a line that joins two of PDFium's own, or begins far to the right
    mulige = [g for g in grupper if g[0].linje != g[-1].linje or g[0].x0 > fra]
    if len(mulige) < FAERREST:
        return None
    starter = [o for g in mulige for o in _starter(g) if fra < o.x0 < til]
    (x, antal), *_ = Counter(round(o.x0) for o in starter).most_common(1) or [(0, 0)]
    return x - SMALLEST / 2 * median(o.skrift.stoerrelse for o in starter) if antal >= FAERREST else None


def _starter(gruppe: Sequence[Ord]) -> Iterator[Ord]:
    """The first word of a line, and each behind a gap as wide as a gutter."""
    yield gruppe[0]
    yield from (b for a, b in pairwise(gruppe) if b.x0 - a.x1 > SMALLEST * a.skrift.stoerrelse)


def _fri(gruppe: Sequence[Ord], x: float) -> bool:
    """Whether neither a word of a line nor a space between two lies over the gutter."""
    n = _skel(gruppe, x)
    if n in (0, len(gruppe)):
        return n == 0 or gruppe[-1].x1 < x
    return gruppe[n].x0 - gruppe[n - 1].x1 > SMALLEST * gruppe[n].skrift.stoerrelse


def _skel(gruppe: Sequence[Ord], x: float) -> int:
    """How many words of a line stand left of the gutter."""
    return bisect_left(gruppe, x, key=lambda o: o.x0)


def _omraade(stykke: Sequence[list[Ord]], x: float) -> Iterator[Omraade]:
    """The stretch of lines that leave the gutter free in which both columns are prose: from the first line of the right
    one on, and as far as lines follow close on each other."""
    hoejre = [n for n, g in enumerate(stykke) if g[-1].x0 > x]
    if len(hoejre) < FAERREST:
        return
    fra, til = hoejre[0], hoejre[-1]
    while til + 1 < len(stykke) and _taet(stykke[til], stykke[til + 1], LINJEAFSTAND):
        til += 1
    linjer = stykke[fra : til + 1]
    delte = [(g[:n], g[n:]) for g in linjer for n in [_skel(g, x)]]
    spalter = ([d for d in spalte if d] for spalte in zip(*delte, strict=True))
    if all(map(_er_prosa, spalter)):
        yield Omraade(_bund(linjer[0]) - linjer[0][0].skrift.stoerrelse, _bund(linjer[-1]), x)


def _bund(gruppe: Sequence[Ord]) -> float:
    return gruppe[0].skrift.bund or 0.0


def _taet(over: Sequence[Ord], under: Sequence[Ord], afstand: float) -> bool:
    return _bund(under) - _bund(over) < afstand * max(over[0].skrift.stoerrelse, under[0].skrift.stoerrelse)


def _er_prosa(linjer: Sequence[Sequence[Ord]]) -> bool:
    """Whether lines have words enough, and mostly fill the column's width."""
    if len(linjer) < FAERREST:
        return False
    venstre, hoejre = min(d[0].x0 for d in linjer), max(d[-1].x1 for d in linjer)
    fyldte = sum(d[-1].x1 - venstre >= NAESTEN * (hoejre - venstre) for d in linjer)
    alle = [o for d in linjer for o in d]
    bogstaver = sum(o.tekst[:1].isalpha() for o in alle)
    nok = median(len(d) for d in linjer) >= ORD and bogstaver >= BOGSTAVER * len(alle)
    return nok and fyldte >= FYLDT * len(linjer)


def i_raekkefoelge(grupper: Iterable[list[Ord]], omraader: Sequence[Omraade]) -> list[list[Ord]]:
    """The lines of words in the order in which they are read, those of a stretch in two columns parted."""
    if not omraader:
        return list(grupper)
    dele = []
    for g in grupper:
        omraade = _find(omraader, g[0].skrift.bund)
        n = _skel(g, omraade.x) if omraade else len(g)
        dele += [d for d in (g[:n], g[n:]) if d]
    return sorted(dele, key=lambda g: plads(g[0].skrift.bund, g[0].x0, omraader))


def plads(y: float | None, x0: float, omraader: Sequence[Omraade]) -> tuple[float, int, float, float]:
    """What a line or table, by its height and left edge, is ordered by: a stretch stands where it begins, its left
    column before its right; what has no height, being turned, comes last."""
    hoejde = float("inf") if y is None else y
    omraade = _find(omraader, y)
    return (omraade.fra, int(x0 > omraade.x), hoejde, x0) if omraade else (hoejde, 0, hoejde, x0)


def _find(omraader: Sequence[Omraade], y: float | None) -> Omraade | None:
    return next((o for o in omraader if o.har(y)), None)
