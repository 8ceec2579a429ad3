"""Tables without rulings, or with some only: lines → stretches → columns → rows → cells, each a step of its own.

Nothing is a table for its gaps alone: it needs numbers above each other, or a bold head, or cells of several lines
that begin level with each other. Contents lists, fields with their labels, lists with marks and prose in columns
are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from referat.extract.reading import tospaltet
from referat.extract.reading.gitter import find_gitre, find_streger
from referat.extract.reading.opstilling import MAERKE, Ordgitter, linjegrupper, uden_spaerring
from referat.extract.reading.ord import Ord, Ramme
from referat.extract.reading.raekker import Raekkelinje, find_raekker
from referat.extract.reading.spalter import (
    LAENGST,
    Stribe,
    Stykke,
    Tekstlinje,
    del_linje,
    find_omraader,
    find_skel,
    har_spring,
    tekstlinjer,
)
from referat.extract.reading.tospaltet import Omraade
from referat.schemas.side import Boks

SAMME_KANT = 2.0
"""Points by which the edges of a column's cells may differ."""
PROEVE = 300
"""How many cells of a column are looked at for their edges."""
STAK = 6
"""So many lines in one cell are wrapped, or it is none."""
PRIKKER = re.compile(r"\.{4,}|…{2,}|(?:\. ){4,}")
AFKRYDSNING = re.compile(r"[xX+÷✓✔☑☒☐•v]")
SIDETAL = re.compile(r"\d{1,3}")

Vandret = tuple[float, float, float]
"""A level ruling: x0, x1, y."""


@dataclass(slots=True)
class Opstillet:
    """A table as found: its strips and its rows of lines."""

    skel: list[Stribe]
    raekker: list[list[Raekkelinje]]

    @property
    def bredde(self) -> int:
        return len(self.skel) + 1

    def celle(self, r: int, k: int) -> list[Stykke]:
        """The pieces of a cell, top to bottom."""
        return [s for x in self.raekker[r] for s in x.stykker if s.fra == k]

    def tekst(self, r: int, k: int) -> str:
        return " ".join(s.tekst for s in self.celle(r, k))


def find_tabeller(
    andre: Iterable[tuple[int, int, int]], ramme: Ramme, alle: Sequence[Ord]
) -> tuple[list[list[Ord]], list[Ordgitter], list[Omraade]]:
    """The lines of words of a page that lie in no table, its tables, ruled or not, top to bottom, and where it is set
    in two columns.

    ``andre`` are the page's objects that are no text (``kald.andre_end_tekst``).
    """
    streger = find_streger(andre, ramme) if alle else []
    gitre = find_gitre(streger, alle)
    i_gitter = {id(o) for g in gitre for o in g.ord()}
    grupper = linjegrupper([o for o in alle if id(o) not in i_gitter] if i_gitter else alle)
    omraader = tospaltet.find_spaltesaet(grupper)
    vandrette = [(k["x0"], k["x1"], k["top"]) for k in streger if k["orientation"] == "h"]
    grupper = [uden_spaerring(g) for g in tospaltet.i_raekkefoelge(grupper, omraader)]
    uden, grupper = find_opstillinger(grupper, vandrette)
    return grupper, sorted(gitre + uden, key=lambda g: (g.boks[1], g.boks[0])), omraader


def find_opstillinger(
    grupper: Sequence[list[Ord]], streger: Sequence[Vandret] = ()
) -> tuple[list[Ordgitter], list[list[Ord]]]:
    """The tables among a page's lines of words, and the lines that are left."""
    if not har_spring(grupper):
        return [], list(grupper)
    vandrette = [g for g in grupper if g[0].skrift.bund is not None]
    linjer = tekstlinjer(vandrette)
    gitre: list[Ordgitter] = []
    taget: set[int] = set()

    def er_tabel(fra: int, til: int) -> bool:
        fundne = _tabeller(linjer, fra, til, streger)
        for a, b, opstillet in fundne:
            gitre.append(som_gitter(opstillet))
            taget.update(id(x.ord) for x in linjer[a:b])
        return bool(fundne)

    find_omraader(linjer, er_tabel)
    return gitre, [g for g in grupper if id(g) not in taget]


def _tabeller(
    linjer: Sequence[Tekstlinje], fra: int, til: int, streger: Sequence[Vandret]
) -> list[tuple[int, int, Opstillet]]:
    """The tables of a stretch with the lines that they take."""
    ud = []
    for a, b in _del_ved_hoved(linjer, fra, til):
        skel = find_skel(linjer[a:b])
        a, b = _beskaer(linjer, a, b, skel)
        if b - a < 2 or not skel:
            continue
        skel = find_skel(linjer[a:b]) or skel
        igennem = _igennem(streger, linjer[a:b])
        opstillet = _stil(linjer[a:b], skel, igennem)
        if er_tabel(opstillet, igennem):
            ud.append((a, b, opstillet))
    return ud


def _stil(linjer: Sequence[Tekstlinje], skel: list[Stribe], streger: Sequence[float]) -> Opstillet:
    """The rows of the lines of a table. Two columns whose cells never stand side by side are one, set unevenly."""
    raekkelinjer = [Raekkelinje(x.y, x.stoerrelse, del_linje(x, skel)) for x in linjer]
    opstillet = Opstillet(skel, find_raekker(raekkelinjer, streger))
    for k in range(1, len(skel)):
        if _er_en(opstillet, k):
            return _stil(linjer, skel[:k] + skel[k + 1 :], streger)
    spaend_hoved(opstillet)
    return opstillet


def _er_en(t: Opstillet, k: int) -> bool:
    """Whether a column and the next one are one: each has cells, the one no head, and no row has both."""
    if not _har_hoved(t):
        return False
    fyldte = [(bool(t.celle(r, k)), bool(t.celle(r, k + 1))) for r in range(len(t.raekker))]
    har = [sum(x) for x in zip(*fyldte, strict=True)]
    return len(fyldte) > 2 and min(har) > 0 and fyldte[0] != (False, False) and not any(a and b for a, b in fyldte)


def _igennem(streger: Sequence[Vandret], linjer: Sequence[Tekstlinje]) -> list[float]:
    """The heights of the rulings over, in or under a table that run along most of its width."""
    x0, x1 = min(x.x0 for x in linjer), max(x.x1 for x in linjer)
    top, bund = linjer[0].y - LAENGST * linjer[0].stoerrelse, linjer[-1].y + LAENGST * linjer[-1].stoerrelse
    return [y for a, b, y in streger if top < y < bund and min(b, x1) - max(a, x0) > 0.6 * (x1 - x0)]


def _del_ved_hoved(linjer: Sequence[Tekstlinje], fra: int, til: int) -> list[tuple[int, int]]:
    """A stretch parted where much more air than usual is followed by a bold line with columns: the next table."""
    luft = sorted(b.y - a.y for a, b in pairwise(linjer[fra:til]))
    graense = 1.25 * luft[-max(len(luft) // 5, 2)] if len(luft) > 3 else float("inf")
    skel = [
        n
        for n in range(fra + 1, til)
        if linjer[n].y - linjer[n - 1].y > graense and linjer[n].brud and _fed(linjer[n]) and not _fed(linjer[n - 1])
    ]
    return list(pairwise([fra, *skel, til]))


def _fed(linje: Tekstlinje) -> bool:
    return all(o.fed_til for o in linje.ord)


def _beskaer(linjer: Sequence[Tekstlinje], fra: int, til: int, skel: Sequence[Stribe]) -> tuple[int, int]:
    """Without the lines at both ends that are only near the table: those in no column but the first."""
    flere = [n for n in range(fra, til) if linjer[n].brud]
    if not flere or not skel:
        return fra, fra
    hoejre = skel[0][1] - SAMME_KANT
    foerste, sidste = flere[0], flere[-1]
    while foerste > fra and linjer[foerste - 1].x0 > hoejre:
        foerste -= 1
    while sidste + 1 < til and (linjer[sidste + 1].x0 > hoejre or _ombrudt(linjer, sidste + 1)):
        sidste += 1
    return foerste, sidste + 1


def _ombrudt(linjer: Sequence[Tekstlinje], n: int) -> bool:
    """Whether a line in the first column goes on from the one above it."""
    foer, her = linjer[n - 1], linjer[n]
    ens = her.stoerrelse == foer.stoerrelse and abs(her.x0 - foer.x0) < SAMME_KANT
    return ens and her.y - foer.y < 1.32 * her.stoerrelse and _fed(her) == bool(foer.ord[0].fed_til)


def spaend_hoved(t: Opstillet) -> None:
    """Gives a cell of the head that stands in the middle over several columns all of them."""
    hoved = next((r for r in range(len(t.raekker)) if any(x.har_tal for x in t.raekker[r])), 0)
    if hoved < 2:
        return
    rammer = [_kolonneramme(t, k, hoved - 1) for k in range(t.bredde)]
    for r in range(hoved - 1):
        under = {s.fra for x in t.raekker[r + 1] for s in x.stykker if s.fra}
        fyldte = [k for k in range(1, t.bredde) if t.celle(r, k)]
        for foer, k, efter in zip([0, *fyldte], fyldte, [*fyldte[1:], t.bredde], strict=False):
            celle = t.celle(r, k)
            sidst = max((s.til for s in t.celle(r, foer)), default=0) if foer else 0
            fra, til = _bedste_spand(celle, range(sidst + 1, efter), under, rammer)
            for s in celle:
                s.fra, s.til = fra, til


def _kolonneramme(t: Opstillet, k: int, fra: int) -> tuple[float, float]:
    """The left and right edge of all that stands in a column alone, from a row on."""
    alle = [s for r in range(fra, len(t.raekker)) for s in t.celle(r, k) if s.fra == s.til]
    return min((_venstre(s) for s in alle), default=0.0), max((_hoejre(s) for s in alle), default=0.0)


def _bedste_spand(
    celle: Sequence[Stykke], ledige: range, under: set[int], rammer: Sequence[tuple[float, float]]
) -> tuple[int, int]:
    """The columns over whose middle a cell stands best: those it reaches, and neighbours that have a head below."""
    fra, til = celle[0].fra, max(s.til for s in celle)
    venstre, hoejre = min(map(_venstre, celle)), max(map(_hoejre, celle))
    if fra == til and abs(venstre - rammer[fra][0]) < SAMME_KANT:
        return fra, til
    mulige = [
        (a, b) for a in ledige for b in ledige if a <= fra and b >= til and all(k in under for k in range(a, b + 1))
    ]
    return min(mulige, key=lambda x: abs(rammer[x[0]][0] + rammer[x[1]][1] - venstre - hoejre), default=(fra, til))


# What is a table


def er_tabel(t: Opstillet, streger: Sequence[float] = ()) -> bool:
    """Whether what stands in columns is a table: see the module."""
    if (
        sum(len({s.fra for x in r for s in x.stykker}) > 1 for r in t.raekker) < 2
        or _er_felter(t)
        or _er_liste(t)
        or _er_indhold(t)
        or _har_stakke(t)
    ):
        return False
    hoved = _har_hoved(t) or _streg_inde(t, streger)
    if _talkolonner(t):
        return len(t.raekker) > 2 or t.bredde > 2 or hoved
    if _er_afkrydset(t):
        return True
    if not _flugter(t):
        return False
    if hoved or _ombrudte(t) < 2:
        return hoved
    return t.bredde > 2 or _tomt_hjoerne(t) or any(len(c) > 1 for c in _kolonne(t, 0))


def _streg_inde(t: Opstillet, streger: Sequence[float]) -> bool:
    """Whether rulings run along the table, one of them between its lines: those over and under frame anything."""
    y = [x.y for raekke in t.raekker for x in raekke]
    return len(streger) > 1 and any(y[0] < h < y[-1] for h in streger)


def _tomt_hjoerne(t: Opstillet) -> bool:
    """A first row that lacks its label alone."""
    return not t.celle(0, 0) and all(t.celle(0, k) for k in range(1, t.bredde)) and len(_kolonne(t, 0, 1)) > 1


def _kolonne(t: Opstillet, k: int, fra: int = 0) -> list[list[Stykke]]:
    return [c for r in range(fra, len(t.raekker)) if (c := t.celle(r, k))]


def _talkolonner(t: Opstillet) -> list[int]:
    """The columns beyond the first whose cells, but for their heads, are mostly numbers that share an edge."""
    return [k for k in range(1, t.bredde) if _er_talkolonne(t, k)]


def _er_talkolonne(t: Opstillet, k: int) -> bool:
    celler = _kolonne(t, k)
    tal = [c[0] for c in celler if len(c) == 1 and c[0].tal and c[0].fra == c[0].til]
    egentlige = [s for s in tal if any(x.isdigit() for x in s.tekst)]
    return len(egentlige) > 1 and len(tal) >= 0.6 * (len(celler) - 1) and (_har_hoved(t) or _faelles_kant(tal))


def _faelles_kant(stykker: Sequence[Stykke]) -> bool:
    """Whether most pieces have their left edge, right edge, middle or decimal comma in common."""
    for kant in (_venstre, _hoejre, _midt):
        steder = sorted(kant(s) for s in stykker[:PROEVE])
        flest = max(sum(abs(x - y) <= SAMME_KANT for y in steder) for x in steder)
        if flest >= 0.7 * len(steder):
            return True
    return False


def _venstre(s: Stykke) -> float:
    return s.ord[0].x0


def _hoejre(s: Stykke) -> float:
    return s.ord[-1].x1


def _midt(s: Stykke) -> float:
    return (s.ord[0].x0 + s.ord[-1].x1) / 2


def _har_hoved(t: Opstillet) -> bool:
    """A first row that is bold in two columns or more, above rows that are not."""
    foerste = [s for k in range(t.bredde) for s in t.celle(0, k)]
    rest = [s for r in range(1, len(t.raekker)) for k in range(1, t.bredde) for s in t.celle(r, k)]
    if len({s.fra for s in foerste}) < 2 or not all(s.fed for s in foerste):
        return False
    return sum(s.fed for s in rest) < 0.5 * len(rest)


def _ombrudte(t: Opstillet) -> int:
    """How many rows have a cell of several lines beside another cell, both begun level."""
    ud = 0
    for r, raekke in enumerate(t.raekker):
        laengder = [len(t.celle(r, k)) for k in range(t.bredde)]
        ud += max(laengder) > 1 and len(raekke[0].kolonner) == sum(n > 0 for n in laengder) > 1
    return ud


def _har_stakke(t: Opstillet) -> bool:
    """Whether a cell is a stack of lines that end where each has no more to say, and not wrapped at the column's edge:
    lines of a page that stand beside what happens to be set to the right."""
    hoejre = [max((_hoejre(s) for c in _kolonne(t, k) for s in c if s.til == k), default=0.0) for k in range(t.bredde)]
    return any(
        len(c) >= STAK and sum(_har_plads(a, b, hoejre[k]) for a, b in pairwise(c)) >= STAK - 1
        for k in range(t.bredde)
        for c in _kolonne(t, k)
    )


def _har_plads(over: Stykke, under: Stykke, kant: float) -> bool:
    """Whether the first word of the line below could have stood on the one above."""
    foerste = under.ord[0]
    return _hoejre(over) + (over.ord[0].skrift.stoerrelse or 1.0) * 0.3 + foerste.x1 - foerste.x0 < kant - SAMME_KANT


def _er_afkrydset(t: Opstillet) -> bool:
    """Whether all cells beside the first column are marks under heads, in two columns or more."""
    kolonner = [_kolonne(t, k) for k in range(1, t.bredde)]
    maerker = [" ".join(s.tekst for s in c) for celler in kolonner for c in celler[1:]]
    hoveder = all(t.celle(0, k) for k in range(t.bredde))
    return hoveder and t.bredde > 2 and len(maerker) > 2 and all(map(AFKRYDSNING.fullmatch, maerker))


def _flugter(t: Opstillet) -> bool:
    """Whether the cells of every column share an edge."""
    return all(_faelles_kant([c[0] for c in celler]) for k in range(t.bredde) if (celler := _kolonne(t, k)))


def _er_felter(t: Opstillet) -> bool:
    """Labels with their values: most first cells end with a colon."""
    foerste = [c[-1].tekst for c in _kolonne(t, 0)]
    return t.bredde == 2 and sum(x.endswith(":") for x in foerste) >= 0.5 * len(foerste)


def _er_liste(t: Opstillet) -> bool:
    """Items with their marks, or with running numbers."""
    foerste = [t.tekst(r, 0) for r in range(len(t.raekker)) if t.celle(r, 0)]
    numre = [int(x) for x in foerste if SIDETAL.fullmatch(x)]
    loebende = len(numre) == len(foerste) > 1 and all(b == a + 1 for a, b in pairwise(numre))
    tekst = not _talkolonner(t) and not _har_hoved(t)
    return t.bredde == 2 and (all(MAERKE.fullmatch(x) or not x[0].isalnum() for x in foerste) or (loebende and tekst))


def _er_indhold(t: Opstillet) -> bool:
    """A contents list: titles with page numbers that never fall, or with dots that lead to them."""
    if any(PRIKKER.search(s.tekst) for raekke in t.raekker for x in raekke for s in x.stykker):
        return True
    sider, numre = ([t.tekst(r, k) for r in range(len(t.raekker))] for k in (t.bredde - 1, 0))
    talt = t.bredde == 2 or (t.bredde == 3 and _stiger(numre, 1) and len(set(sider)) < len(sider))
    return talt and _stiger(sider, 0) and not _har_hoved(t)


def _stiger(tekster: Sequence[str], mindst: int) -> bool:
    """Whether texts are numbers, each so much higher than the one before."""
    tal = [int(m[0]) for x in tekster if (m := SIDETAL.match(x)) and x[m.end() :] in ("", ".")]
    return len(tal) == len(tekster) and all(a + mindst <= b for a, b in pairwise(tal))


# Cells


def som_gitter(t: Opstillet) -> Ordgitter:
    """The table as a grid of cells with their words, None where a cell that spans columns goes on."""
    alle = [s for raekke in t.raekker for x in raekke for s in x.stykker]
    x = [min(s.boks[0] for s in alle), *((a + b) / 2 for a, b in t.skel), max(s.boks[2] for s in alle)]
    y = _raekkegraenser(t)
    boks = (round(x[0], 2), round(y[0], 2), round(x[-1], 2), round(y[-1], 2))
    return Ordgitter(boks, [_raekke(t, r, x, y) for r in range(len(t.raekker))])


def _raekkegraenser(t: Opstillet) -> list[float]:
    """The heights between the rows: halfway from the one's ink to the next one's."""
    top = [min(s.boks[1] for x in raekke for s in x.stykker) for raekke in t.raekker]
    bund = [max(s.boks[3] for x in raekke for s in x.stykker) for raekke in t.raekker]
    return [top[0], *((a + b) / 2 for a, b in zip(bund, top[1:], strict=False)), bund[-1]]


def _raekke(t: Opstillet, r: int, x: Sequence[float], y: Sequence[float]) -> list[tuple[Boks, list[Ord]] | None]:
    spaendt = {k: max(s.til for s in t.celle(r, k)) for k in range(t.bredde) if t.celle(r, k)}
    optaget = {j for k, til in spaendt.items() for j in range(k + 1, til + 1) if j not in spaendt}
    ud: list[tuple[Boks, list[Ord]] | None] = []
    for k in range(t.bredde):
        if k in optaget:
            ud.append(None)
            continue
        til = spaendt.get(k, k)
        while til > k and til not in optaget:
            til -= 1
        boks = (round(x[k], 2), round(y[r], 2), round(x[til + 1], 2), round(y[r + 1], 2))
        ud.append((boks, [o for s in t.celle(r, k) for o in s.ord]))
    return ud
