"""Columns of a table without rulings: the clear strips that run down through lines close to each other.

Lines → stretches that share a strip (``find_omraader``) → the strips of a stretch (``find_skel``) → each line's pieces
by column (``del_linje``). A strip is an interval of x in which no line has ink; widths are points.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from referat.extract.reading.opstilling import er_udligning
from referat.extract.reading.ord import Ord
from referat.schemas.side import Boks

SMALLEST = 0.42
"""The narrowest strip between two columns, in type sizes; a space is 0.25 to 0.28."""
SMALLEST_FAST = 0.86
"""The same in typewriter faces, whose space is 0.6."""
LAENGST = 2.8
"""Baselines further apart than this many type sizes belong to no one table."""
STOERRELSER = 0.72
"""How much smaller the one's type may be than the other's where both have columns."""
FLEST_KOLONNER = 40
"""A line with more gaps than this is no row of a table."""
KRYDSER = 6
"""One line in so many may cross a strip."""
UENDELIG = float("inf")

BELOEB = r"[-−–+±(]{0,2}\s?(?:\d{1,3}(?:[. ]\d{3})+|\d+)(?:,\d+)?\s?[-−)]?\*{0,3}"
ENHED = r"(?:%|[a-zæøå]{1,5}\.?\s?[a-zæøå]{0,2}\.?)?\*?"
TAL = re.compile(rf"{BELOEB}\s?{ENHED}", re.IGNORECASE)
STREG = re.compile(r"[-−–—]+")
Stribe = tuple[float, float]


@dataclass(slots=True)
class Tekstlinje:
    """A line of words; ``brud`` are the words that a gap wider than ``mindst`` points stands before."""

    ord: list[Ord]
    brud: list[int]
    mindst: float

    @property
    def y(self) -> float:
        return self.ord[0].skrift.bund or 0.0

    @property
    def stoerrelse(self) -> float:
        return self.ord[0].skrift.stoerrelse or 1.0

    @property
    def x0(self) -> float:
        return self.ord[0].x0

    @property
    def x1(self) -> float:
        return self.ord[-1].x1

    def huller(self) -> list[Stribe]:
        """Where the line has no ink, to both sides without end."""
        kanter = [-UENDELIG, self.x0]
        for n in self.brud:
            kanter += (self.ord[n - 1].x1, self.ord[n].x0)
        kanter += (self.x1, UENDELIG)
        return list(zip(kanter[::2], kanter[1::2], strict=True))


@dataclass(slots=True)
class Stykke:
    """What a line has in one column, or, where it spans several, in ``fra`` to ``til``."""

    ord: list[Ord]
    fra: int
    til: int
    tekst: str
    tal: bool

    @property
    def boks(self) -> Boks:
        return self.ord[0].x0, min(o.top for o in self.ord), self.ord[-1].x1, max(o.bottom for o in self.ord)

    @property
    def fed(self) -> bool:
        return all(o.fed_til for o in self.ord)


def er_tal(tekst: str) -> bool:
    """A number with at most a short unit after it, or a dash in its place."""
    return bool(TAL.fullmatch(tekst) or STREG.fullmatch(tekst))


def har_spring(grupper: Iterable[Sequence[Ord]]) -> bool:
    """Whether two lines or more have a gap that could part columns: without that, no more is done for a page."""
    fundet = 0
    for gruppe in grupper:
        graense = SMALLEST * gruppe[0].skrift.stoerrelse
        for a, b in pairwise(gruppe):
            if b.x0 - a.x1 > graense:
                fundet += 1
                break
        if fundet > 1:
            return True
    return False


def tekstlinjer(grupper: Iterable[list[Ord]]) -> list[Tekstlinje]:
    """The lines with their gaps; what counts as one depends on the spaces that a font has."""
    grupper = list(grupper)
    mindst = {font: SMALLEST_FAST if _er_fast(x) else SMALLEST for font, x in _efter_font(grupper).items()}
    return [_tekstlinje(g, mindst[g[0].skrift.font] * max(o.skrift.stoerrelse for o in g)) for g in grupper]


def _efter_font(grupper: Iterable[Sequence[Ord]]) -> dict[str, list[Ord]]:
    fundne: dict[str, list[Ord]] = {}
    for g in grupper:
        fundne.setdefault(g[0].skrift.font, []).append(max(g, key=lambda o: len(o.tekst)))
    return fundne


def _er_fast(alle: Sequence[Ord]) -> bool:
    """Whether all characters of a font are of one width, the space too: as a typewriter's."""
    proeve = [o for o in alle if len(o.tekst) > 3 and o.tekst.isalpha()][:30]
    bredder = [(o.x1 - o.x0) / (len(o.tekst) * (o.skrift.stoerrelse or 1.0)) for o in proeve]
    ens = bool(bredder) and max(bredder) - min(bredder) < 0.02
    return ens and (len(bredder) > 2 or abs(bredder[0] - 0.6) < 0.003)


def _tekstlinje(gruppe: list[Ord], mindst: float) -> Tekstlinje:
    brud = [n for n, (a, b) in enumerate(pairwise(gruppe), 1) if b.x0 - a.x1 > mindst]
    brud = [] if brud and er_udligning(gruppe) else brud
    return Tekstlinje(gruppe, brud if len(brud) < FLEST_KOLONNER else [], mindst)


# Stretches


def find_omraader(linjer: Sequence[Tekstlinje], er_tabel: Callable[[int, int], bool]) -> None:
    """Tells of every stretch of lines from, to (not included) that share a strip with ink on both its sides.

    A stretch may reach up into one before it, unless ``er_tabel`` took that.
    """
    n = efter = 0
    while n < len(linjer):
        if not linjer[n].brud:
            n += 1
            continue
        fra, til = _voks(linjer, n, efter)
        if til - fra > 1 and er_tabel(fra, til):
            efter = til
        n = max(til, n + 1)


def _voks(linjer: Sequence[Tekstlinje], her: int, efter: int) -> tuple[int, int]:
    """The stretch around a line with a gap: on as long as a strip is left, then up."""
    huller = linjer[her].huller()
    til = her + 1
    while til < len(linjer) and _sammen(linjer[til - 1], linjer[til]):
        rest = _faelles(huller, linjer[til])
        if rest:
            huller = rest
        elif not _er_grupperaekke(linjer, til, huller):
            break
        til += 1
    fra = her
    while fra > efter and _sammen(linjer[fra - 1], linjer[fra]):
        rest = _faelles(huller, linjer[fra - 1])
        if not rest:
            break
        huller, fra = rest, fra - 1
    return fra, til


def _er_grupperaekke(linjer: Sequence[Tekstlinje], n: int, huller: Sequence[Stribe]) -> bool:
    """A line that crosses the strips from the left edge, between rows that keep them, is a heading of rows."""
    if n + 1 >= len(linjer) or linjer[n].brud or not linjer[n + 1].brud or not linjer[n - 1].brud:
        return False
    foer, her, efter = linjer[n - 1 : n + 2]
    ens = her.stoerrelse == foer.stoerrelse == efter.stoerrelse and abs(her.x0 - efter.x0) < 1.0
    taet = abs((efter.y - her.y) - (her.y - foer.y)) < 0.3 * her.stoerrelse
    return ens and taet and abs(her.x0 - foer.x0) < 1.0 and bool(_faelles(huller, efter))


def _inde(stribe: Stribe) -> bool:
    return stribe[0] > -UENDELIG and stribe[1] < UENDELIG


def _faelles(huller: Sequence[Stribe], linje: Tekstlinje) -> list[Stribe]:
    """The strips that a line leaves; none where only the sides are left."""
    rest = snit(huller, linje.huller(), linje.mindst)
    return rest if any(map(_inde, rest)) else []


def snit(a: Sequence[Stribe], b: Sequence[Stribe], mindst: float) -> list[Stribe]:
    """The strips that two lists of strips have in common, those narrower than ``mindst`` left out."""
    faelles = ((max(p[0], q[0]), min(p[1], q[1])) for p in a for q in b)
    return [(x0, x1) for x0, x1 in faelles if x1 - x0 >= mindst]


def _sammen(over: Tekstlinje, under: Tekstlinje) -> bool:
    """Close enough, and of one type unless both have columns."""
    mindst, stoerst = sorted((over.stoerrelse, under.stoerrelse))
    if not 0 <= under.y - over.y <= LAENGST * stoerst:
        return False
    graense = STOERRELSER if over.brud and under.brud else 0.97
    return mindst >= graense * stoerst


# Columns


def find_skel(linjer: Sequence[Tekstlinje]) -> list[Stribe]:
    """The strips between the columns of a stretch. Those of its head may be crossed by cells that span columns."""
    krop = _krop(linjer)
    mindst = median(x.mindst for x in linjer)
    rene = [h for h in _striber(krop, 0) if h[1] - h[0] >= mindst]
    krydsede = [
        h
        for h in _striber(krop, len(krop) // KRYDSER)
        if h[1] - h[0] >= mindst and all(b <= h[0] or a >= h[1] for a, b in rene) and _kun_krydset(h, krop)
    ]
    return sorted(rene + krydsede)


def _blaek(linje: Tekstlinje) -> list[Stribe]:
    """Where a line has ink: its stretches between wide gaps."""
    return [(linje.ord[a].x0, linje.ord[b - 1].x1) for a, b in pairwise([0, *linje.brud, len(linje.ord)])]


def _striber(linjer: Sequence[Tekstlinje], flest: int) -> list[Stribe]:
    """The strips in which no more than ``flest`` lines have ink, those at both sides left out."""
    kanter = sorted((x, d) for linje in linjer for a, b in _blaek(linje) for x, d in ((a, 1), (b, -1)))
    ud: list[Stribe] = []
    lag, inde, fra = 0, False, 0.0
    for x, d in kanter:
        foer, lag = lag, lag + d
        if foer > flest >= lag:
            inde, fra = True, x
        elif inde and lag > flest >= foer:
            ud.append((fra, x))
    return ud


def _kun_krydset(stribe: Stribe, linjer: Sequence[Tekstlinje]) -> bool:
    """Whether no cell begins or ends within a strip: what lies in it only passes through."""
    inde = ((a, b) for linje in linjer for a, b in _blaek(linje) if a < stribe[1] and b > stribe[0])
    return all(a < stribe[0] and b > stribe[1] for a, b in inde)


def _krop(linjer: Sequence[Tekstlinje]) -> list[Tekstlinje]:
    """The lines that tell the columns: from the first with numbers, without labels that stand alone."""
    med_tal = [n for n, x in enumerate(linjer) if _talstykker(x)]
    fra = med_tal[0] if len(med_tal) > 1 else 0
    flere = [x for x in linjer[fra:] if x.brud]
    alene = [x for x in linjer[fra:] if not x.brud and abs(x.x0 - linjer[-1].x0) > 2.0]
    return flere + alene if len(flere) > 2 else [x for x in linjer[fra:] if x.brud] or list(linjer)


def _talstykker(linje: Tekstlinje) -> int:
    graenser = [*linje.brud, len(linje.ord)]
    return sum(er_tal(" ".join(o.tekst for o in linje.ord[a:b])) for a, b in pairwise(graenser))


def del_linje(linje: Tekstlinje, skel: Sequence[Stribe]) -> list[Stykke]:
    """A line's pieces by column; words that only a space parts are one piece, whatever columns it spans."""
    stykker: list[tuple[list[Ord], int, int]] = []
    for a, b in pairwise([0, *linje.brud, len(linje.ord)]):
        alle = linje.ord[a:b]
        fra, til = _kolonner(alle[0].x0, alle[-1].x1, skel)
        if stykker and stykker[-1][2] >= fra:
            foer, foerst, sidst = stykker[-1]
            if foerst < fra:
                stykker[-1] = (foer, foerst, fra - 1)
            elif sidst < til:
                fra = sidst + 1
            else:
                stykker[-1] = ([*foer, *alle], foerst, til)
                continue
        stykker.append((alle, fra, til))
    return [_stykke(*x) for x in stykker]


def _kolonner(x0: float, x1: float, skel: Sequence[Stribe]) -> tuple[int, int]:
    """The first and last column that ink from x0 to x1 reaches.

    What lies within one strip is a head set left over numbers set right, so it is of the column after the strip.
    """
    fra = sum(x0 > a - 0.5 for a, _ in skel)
    return fra, max(fra, sum(x1 > b + 0.5 for _, b in skel))


def _stykke(alle: list[Ord], fra: int, til: int) -> Stykke:
    tekst = " ".join(o.tekst for o in alle)
    return Stykke(alle, fra, til, tekst, er_tal(tekst))
