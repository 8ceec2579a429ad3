"""Words to lines in reading order: top to bottom, left to right; a ruled table's row is one line of cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import inf
from operator import itemgetter
from statistics import median_low

from referat.extract.reading.linjer import Raacelle, Raagitter, Raalinje, startsteder
from referat.extract.reading.ord import Ord, Skrift
from referat.extract.reading.tospaltet import Omraade, plads
from referat.schemas.side import Boks

X0, TOP, X1, BOTTOM, SKRIFT = (itemgetter(Ord._fields.index(x)) for x in ("x0", "top", "x1", "bottom", "skrift"))
"""Of a word; soonest so, and these are asked for most."""
SAMME_LINJE = 0.4
"""Baselines closer than this share of the type size are one line; superscripts are."""
SPRING = 1.3
"""A gap wider than this many type sizes parts two cells of an unruled table."""
LILLE_SPRING = 0.45
"""So does one wider than this (a space is about 0.25) where a cell in a line nearby has the same left or right edge."""
MELLEMRUM = 0.4
"""A gap no wider than this many type sizes is a space between words, and is not looked at."""
NAER, SAMME_KANT = 3, 1.0
"""How many lines away, and by how many points."""
SAMME_BREDDE = 0.03
"""Characters of one width differ by no more than this share of the type size."""
FAERREST_ORD, UDLIGNET, ENS_HULLER = 5, 0.6, 0.3
"""A line spread out to fill its column has so many words, this share of them no numbers, and gaps that differ by no
more than so many type sizes."""
RANDNOTE = 80
"""A note in the margin, or a stamp, has no more characters."""
SPAERREDE = 5
"""So many letters that stand one by one in a line are words with space between their letters."""
ET_MELLEMRUM = 0.33
"""No space between words is wider than this share of the type size."""
STOERSTE_SPAERRING, NYT_ORD = 0.8, 1.6
"""That space is less than this share of the type size, and so many times as wide between two words."""
MAERKE = re.compile(r"[•·▪‣◦●○■□➢✓*o§–-]|\(?(?:\d{1,3}|[a-zæøå]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?")
"""A bullet or number that opens a list item: the gap after it parts no cells."""


@dataclass(slots=True)
class Ordgitter:
    """A table: rows of cells with their boxes and words, None where a merged cell goes on."""

    boks: Boks
    raekker: list[list[tuple[Boks, list[Ord]] | None]]

    def ord(self) -> Iterable[Ord]:
        """All words that lie in its cells."""
        return (o for raekke in self.raekker for celle in raekke if celle for o in celle[1])


def stil_op(
    grupper: Sequence[list[Ord]], gitre: Sequence[Ordgitter], omraader: Sequence[Omraade] = ()
) -> tuple[list[Raalinje], list[Raagitter]]:
    """The page's lines in reading order, and its tables with their cells' places in those lines."""
    placeret: list[tuple[float, float, Raalinje]] = []
    for gruppe, skel in zip(grupper, _skel(grupper), strict=True):
        placeret.append((_midte(gruppe), gruppe[0].x0, saml_linje(gruppe, skel)))
    _maerk_drejede(placeret)
    _saet_margener(placeret, omraader)
    faerdige = []
    for nr, g in enumerate(gitre):
        faerdig, linjer = _gitter(g, nr)
        faerdige.append((faerdig, linjer))
        placeret += linjer
    placeret.sort(key=lambda x: plads(x[0], x[1], omraader))
    numre = {id(x[2]): n for n, x in enumerate(placeret)}
    for gitter, linjer in faerdige:
        for raekke, (_, _, linje) in zip(gitter.raekker, linjer, strict=True):
            for celle in raekke:
                if celle is not None:
                    celle.linje = numre[id(linje)]
    return [x[2] for x in placeret], [g for g, _ in faerdige]


def _maerk_drejede(placeret: Sequence[tuple[float, float, Raalinje]]) -> None:
    """Sets turned lines aside on a page on which most lines are not."""
    drejede = [linje for y, _, linje in placeret if y == inf]
    if 2 * len(drejede) < len(placeret) and sum(len(x.tekst) for x in drejede) <= RANDNOTE:
        for linje in drejede:
            linje.drejet, linje.art = True, "fod"


def _saet_margener(placeret: Sequence[tuple[float, float, Raalinje]], omraader: Sequence[Omraade]) -> None:
    """Gives the lines of a stretch in two columns the right edge of their own column."""
    for omraade in omraader:
        inde = [(x0 > omraade.x, linje) for y, x0, linje in placeret if omraade.har(y)]
        for hoejre in (False, True):
            egne = [x for er_hoejre, x in inde if er_hoejre is hoejre and x.boks]
            kant = max((x.boks[2] for x in egne if x.boks), default=0.0)
            for x in egne:
                x.margen = kant


def linjegrupper(alle: Iterable[Ord]) -> list[list[Ord]]:
    """Words grouped by baseline, each group from left to right; turned text comes last, in the order drawn."""
    vandret: list[tuple[Skrift, list[Ord]]] = []
    drejet: dict[int, list[Ord]] = {}
    for skrift, ens in groupby(alle, SKRIFT):
        if skrift.bund is not None:
            vandret.append((skrift, list(ens)))
            continue
        for o in ens:
            drejet.setdefault(o.linje, []).append(o)
    vandret.sort(key=lambda x: x[0].bund or 0.0)
    grupper: list[list[Ord]] = []
    bund = stoerst = 0.0
    for skrift, ord_ in vandret:
        egen = skrift.bund or 0.0
        if grupper and egen - bund <= SAMME_LINJE * max(stoerst, skrift.stoerrelse):
            grupper[-1] += ord_
            stoerst = max(stoerst, skrift.stoerrelse)
        else:
            grupper.append(ord_)
            bund, stoerst = egen, skrift.stoerrelse
    for gruppe in grupper:
        gruppe.sort(key=X0)
    return grupper + list(drejet.values())


def uden_spaerring(gruppe: list[Ord]) -> list[Ord]:
    """The words of a line, those set with space between their letters as one each."""
    if len(gruppe) < SPAERREDE or not len(gruppe[2].tekst) == len(gruppe[3].tekst) == 1:
        return gruppe
    return list(_hele_ord(gruppe))


def _hele_ord(gruppe: Sequence[Ord]) -> Iterator[Ord]:
    for enkelte, stykke in groupby(gruppe, key=lambda o: len(o.tekst) == 1):
        tegn = list(stykke)
        huller = [b.x0 - a.x1 for a, b in pairwise(tegn)]
        spaerring = median_low(huller) if enkelte and _er_spaerret(tegn, huller) else 0.0
        if not 0 < spaerring < STOERSTE_SPAERRING * tegn[0].skrift.stoerrelse:
            yield from tegn
            continue
        skel = [n for n, hul in enumerate(huller, 1) if hul > NYT_ORD * spaerring]
        yield from (_et_ord(tegn[a:b]) for a, b in pairwise([0, *skel, len(tegn)]))


def _er_spaerret(tegn: Sequence[Ord], huller: Sequence[float]) -> bool:
    """Whether letters that stand one by one are words: the letters of parties come but once each, all a space apart."""
    bogstaver = [o.tekst for o in tegn if o.tekst.isalpha()]
    if len(bogstaver) < SPAERREDE:
        return False
    spaerring = median_low(huller)
    videre = spaerring > ET_MELLEMRUM * tegn[0].skrift.stoerrelse or max(huller) > NYT_ORD * spaerring
    return videre or len(set(bogstaver)) < len(bogstaver)


def _et_ord(tegn: Sequence[Ord]) -> Ord:
    """Letters as a word, which is set off as bold ones are."""
    tekst = "".join(o.tekst for o in tegn)
    return tegn[0]._replace(tekst=tekst, x1=tegn[-1].x1, fed_til=len(tekst))


def _skel(grupper: Sequence[list[Ord]]) -> list[set[int]]:
    """For each line, which of its words begin a new cell: by the gap alone, by cells of the lines around it, or where
    two of those begin, or have a gap, and what is before the word stands in their left margin."""
    huller = [_huller(g) for g in grupper]
    skel = [{n for n, spring in h.items() if spring > SPRING} for h in huller]
    for orden in (range(len(grupper)), range(len(grupper) - 1, -1, -1)):
        for i in orden:
            if not huller[i]:
                continue
            naboer = [j for j in range(max(i - NAER, 0), min(i + NAER + 1, len(grupper))) if skel[j] and j != i]
            if naboer:
                celler = [c for j in naboer for c in _celler(grupper[j], skel[j])]
                skel[i] |= {n for n in huller[i] if _flugter(grupper[i], n, skel[i], celler)}
    for i, h in enumerate(huller):
        if h and not skel[i]:
            naere = [j for j in range(max(i - NAER, 0), min(i + NAER + 1, len(grupper))) if j != i]
            starter = [grupper[j][n].x0 for j in naere for n in (0, *huller[j])]
            skel[i] = {n for n in h if sum(abs(grupper[i][n].x0 - x0) < SAMME_KANT for x0 in starter) > 1}
    return skel


def _huller(gruppe: Sequence[Ord]) -> dict[int, float]:
    """The words that a gap stands before which could part two cells, and its width in type sizes."""
    huller = {
        n: spring
        for n, (a, b) in enumerate(pairwise(gruppe), 1)
        if b.x0 - a.x1 > MELLEMRUM * a.skrift.stoerrelse
        and (spring := _spring(gruppe, n)) > LILLE_SPRING
        and not _er_skrivemaskines(a, b)
    }
    return {} if huller and er_udligning(gruppe) else huller


def _er_skrivemaskines(a: Ord, b: Ord) -> bool:
    """Whether the gap between two words is as wide as any of their characters: the space of a typewriter's face."""
    bredder = [(o.x1 - o.x0) / len(o.tekst) for o in (a, b)]
    return max(abs(x - (b.x0 - a.x1)) for x in bredder) < SAMME_BREDDE * a.skrift.stoerrelse


def er_udligning(gruppe: Sequence[Ord]) -> bool:
    """Whether the words of a line stand equally far apart, as where the line was spread to fill the column."""
    if len(gruppe) < FAERREST_ORD or sum(o.tekst[:1].isalpha() for o in gruppe) < UDLIGNET * len(gruppe):
        return False
    stoerrelse = gruppe[0].skrift.stoerrelse or 1.0
    huller = [b.x0 - a.x1 for a, b in pairwise(gruppe)]
    return max(huller) < SPRING * stoerrelse and max(huller) - min(huller) < ENS_HULLER * stoerrelse


def _spring(gruppe: Sequence[Ord], n: int) -> float:
    """The gap before a word in type sizes; none after the mark of a list item."""
    foer, her = gruppe[n - 1], gruppe[n]
    if n == 1 and MAERKE.fullmatch(foer.tekst):
        return 0.0
    return (her.x0 - foer.x1) / (max(foer.skrift.stoerrelse, her.skrift.stoerrelse) or 1.0)


def _celler(gruppe: Sequence[Ord], skel: set[int]) -> list[tuple[float, float]]:
    """The left and right edges of a line's cells."""
    graenser = [0, *sorted(skel), len(gruppe)]
    return [(gruppe[a].x0, gruppe[b - 1].x1) for a, b in pairwise(graenser)]


def _flugter(gruppe: Sequence[Ord], n: int, skel: set[int], celler: Sequence[tuple[float, float]]) -> bool:
    slut = min((m for m in skel if m > n), default=len(gruppe))
    x0, x1 = gruppe[n].x0, gruppe[slut - 1].x1
    return any(abs(x0 - a) < SAMME_KANT or abs(x1 - b) < SAMME_KANT for a, b in celler)


def saml_linje(gruppe: Sequence[Ord], skel: Collection[int] = ()) -> Raalinje:
    """Words of one line joined by a space, or a tab before those in ``skel``."""
    tekster = [o.tekst for o in gruppe]
    graenser = [0, *sorted(skel), len(tekster)] if skel else (0, len(tekster))
    tekst = "\t".join([" ".join(tekster[a:b]) for a, b in pairwise(graenser)])
    return Raalinje(tekst, _omkring(gruppe), *_skrift(gruppe), fed_til=_fed_til(gruppe))


def _fed_til(gruppe: Sequence[Ord]) -> int:
    """How many characters of a line are bold from its beginning on."""
    fed_til = laengde = 0
    for o in gruppe:
        if o.fed_til:
            fed_til = laengde + o.fed_til
        if o.fed_til < len(o.tekst):
            break
        laengde += len(o.tekst) + 1
    return fed_til


def _skrift(gruppe: Sequence[Ord]) -> tuple[str | None, float]:
    """The font and size that most of the characters have."""
    skrifter = [o.skrift for o in gruppe]
    if skrifter.count(skrifter[0]) == len(skrifter):
        return skrifter[0].font or None, skrifter[0].stoerrelse
    tegn: Counter[tuple[str, float]] = Counter()
    for o in gruppe:
        tegn[o.skrift.font, o.skrift.stoerrelse] += len(o.tekst)
    (font, stoerrelse), _ = tegn.most_common(1)[0]
    return font or None, stoerrelse


def _omkring(gruppe: Sequence[Ord]) -> Boks:
    x0, top, x1, bottom = min(map(X0, gruppe)), min(map(TOP, gruppe)), max(map(X1, gruppe)), max(map(BOTTOM, gruppe))
    return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)


def _midte(gruppe: Sequence[Ord]) -> float:
    """The height that a line is ordered by; turned text stands after all else."""
    bund = gruppe[0].skrift.bund
    return inf if bund is None else bund - gruppe[0].skrift.stoerrelse * 0.3


def _gitter(g: Ordgitter, nr: int) -> tuple[Raagitter, list[tuple[float, float, Raalinje]]]:
    """A table, and its rows as lines with the height and left edge they are ordered by."""
    raekker, linjer = [], []
    for raekke in g.raekker:
        celler, linje = _raekke(raekke, nr)
        raekker.append(celler)
        top = min(c[0][1] for c in raekke if c)
        linjer.append((top, g.boks[0], linje))
    return Raagitter(g.boks, raekker), linjer


def _raekke(raekke: Sequence[tuple[Boks, list[Ord]] | None], nr: int) -> tuple[list[Raacelle | None], Raalinje]:
    """A row as cells and as one line: the cells' text with a tab between, an empty one for a merged cell."""
    celler: list[Raacelle | None] = []
    tekst, fed_til, fed = "", 0, True
    for n, celle in enumerate(raekke):
        tekst += "\t" if n else ""
        if celle is None:
            celler.append(None)
            continue
        boks, alle = celle
        stykker = [saml_linje(gruppe) for gruppe in linjegrupper(alle)]
        raa = " ".join(x.tekst for x in stykker)
        celler.append(Raacelle(raa, 0, len(tekst), boks, _linjer_i(stykker)))
        fed_her = bool(raa) and all(x.fed_til >= len(x.tekst) for x in stykker)
        fed_til = len(tekst) + len(raa) if fed and fed_her else fed_til
        fed = fed and (fed_her or not raa)
        tekst += raa
    alle = [o for celle in raekke if celle for o in celle[1]]
    if not alle:
        return celler, Raalinje(tekst, gitter=nr)
    return celler, Raalinje(tekst, _omkring(alle), *_skrift(alle), fed_til=fed_til, gitter=nr)


def _linjer_i(stykker: Sequence[Raalinje]) -> list[tuple[int, Boks | None, bool]]:
    """Where the lines of a cell begin when a space joins them, their boxes, and which are bold."""
    starter = startsteder([x.tekst for x in stykker])
    return [(n, x.boks, x.fed_til >= len(x.tekst)) for n, x in zip(starter, stykker, strict=True)]
