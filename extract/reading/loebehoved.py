"""Running heads, running feet and page numbers: lines that come again at the same edge of page after page.

Only the outermost lines of a page can be one: a line is looked at when all lines outside it are. A line comes again
when its text is the same but for one number that counts with the pages; so titles, case numbers and section headings
that happen to stand at the same height are not taken. Type clearly larger than the body is never a running head.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import dropwhile, groupby, pairwise, takewhile
from typing import Literal, NamedTuple

from referat.extract.reading.linjer import Raalinje, Raaside
from referat.schemas.side import KUGLER, Boks

TAL = re.compile(r"\d+")
KANT = 0.15
"""A running head lies within this share of the page's height from its edge."""
SIDETAL = re.compile(r"[\W\d_]+")
EFTER = re.compile(r"(?:\W{0,3}\w{0,4}\W{0,3}\d{1,4})?\W*")
"""What may follow a page number: nothing, or the total (" af 12", "/12")."""
STOERST_FORHOLD, MINDRE = 1.15, 0.95
SIDST = re.compile(r"\d{1,4}\s*$")
HOVEDS = re.compile(r"\d|_{3}")
FLEST = 4
"""How many lines a running head or foot may have."""
FLEST_RAEKKER = 2
"""How many rows a running head in a frame may have."""
INDRYK = " " * 20
"""What stands so far in is set to the right."""
BRED = "   "
"""A gap this wide parts cells in a text."""
KORT = 15
"""The longest line, in characters, that is a page number and little else."""


class Noegle(NamedTuple):
    """What a line is known by when it comes again."""

    tekst: str
    """With # for a counting number."""
    forskel: int | None
    """The counting number less the page's."""
    plads: int | None
    """Its height in steps of 4 points; None where the format has no places."""
    fed: bool


def maerk_loebehoveder(sider: Sequence[Raaside]) -> None:
    """Sets ``art`` of the running heads and feet among the pages' lines."""
    if len(sider) < 2:
        for side in sider:
            _maerk_blokke(side.linjer)
        return
    _maerk_kant(sider, "hoved")
    _maerk_kant(sider, "fod")


def _maerk_blokke(linjer: Sequence[Raalinje]) -> None:
    """The running heads of a text whose pages run on: blocks of lines that come again but for one number that counts.

    A block has several lines, of which one behind the first ends in the number, so that titles of punkter (`Punkt 3`
    over `Åbent`) are not taken; none ends in a full stop as `Godkendt.` over a page number, or stands behind a bullet.
    """
    gentaget: dict[tuple[str, ...], list[tuple[int, list[Raalinje]]]] = defaultdict(list)
    for har_tekst, blok in groupby(linjer, key=lambda x: bool(x.tekst.strip())):
        alle = list(blok) if har_tekst else []
        tal = [int(m[0]) for x in alle if (m := SIDST.search(x.tekst))]
        anden = any(x.tekst.rstrip().endswith(".") or x.tekst.lstrip().startswith(tuple(KUGLER)) for x in alle)
        if 1 < len(alle) <= FLEST and len(tal) == 1 and not SIDST.search(alle[0].tekst) and not anden:
            noegle = tuple(SIDST.sub("#", x.tekst.strip()) for x in alle)
            gentaget[noegle].append((tal[0], alle))
    _maerk_fod_og_hoved(linjer)
    for blokke in gentaget.values():
        numre = [n for n, _ in blokke]
        if taeller(numre):
            for linje in (x for _, alle in blokke for x in alle):
                linje.art = "hoved"


def taeller(numre: Sequence[int]) -> bool:
    """Whether numbers count up with few left out, as those of pages do."""
    return len(numre) > 2 and all(a < b for a, b in pairwise(numre)) and numre[-1] - numre[0] < 2 * len(numre)


def _maerk_fod_og_hoved(linjer: Sequence[Raalinje]) -> None:
    """A page number far to the right and the lines below it that are the same each time: foot and head of pages that
    follow one another in a text."""
    fyldte = [i for i, x in enumerate(linjer) if x.tekst.strip()]
    par: dict[tuple[str, str], list[tuple[int, Raalinje, Sequence[Raalinje]]]] = defaultdict(list)
    for i, under in pairwise(fyldte):
        fod = linjer[i]
        m = SIDST.search(fod.tekst)
        if m and len(fod.tekst.strip()) <= KORT and fod.tekst.startswith(INDRYK):
            hoved = list(takewhile(lambda x: x.tekst.strip(), linjer[under : under + FLEST]))
            par[SIDST.sub("#", fod.tekst.strip()), hoved[0].tekst.strip()].append((int(m[0]), fod, hoved))
    for fundne in par.values():
        if taeller([n for n, *_ in fundne]):
            foerste, *senere = [hoved for *_, hoved in fundne]
            ens = list(takewhile(_er_ens, zip(*(x[1:] for x in senere), strict=False)))
            med_foerste = takewhile(_er_ens, ((x, *y) for x, y in zip(foerste[1:], ens, strict=False)))
            for linje in (*(x[0] for *_, x in fundne), *(x for x, *_ in med_foerste), *(y for x in ens for y in x)):
                linje.art = "hoved"  # under the first number the document's own head may go on
            for _, fod, _ in fundne:
                fod.art = "fod"


def _er_ens(linjer: Sequence[Raalinje]) -> bool:
    """Whether lines are the same, and may be a running head's: a heading has neither a number nor a line to sign on."""
    tekster = {x.tekst.strip() for x in linjer}
    return len(tekster) == 1 and HOVEDS.search(tekster.pop()) is not None


def _maerk_kant(sider: Sequence[Raaside], art: Literal["hoved", "fod"]) -> None:
    rest = {i: _fra_kanten(s, art) for i, s in enumerate(sider)}
    for _ in range(FLEST):
        yderste = {i: linjer.pop(0) for i, linjer in rest.items() if linjer}
        gentaget = _gentagne(yderste, len(sider), art)
        for i in gentaget:
            yderste[i].art = art
        rest = {i: rest[i] for i in gentaget}


def _fra_kanten(side: Raaside, art: str) -> list[Raalinje]:
    """The lines that may be running heads (or feet), the outermost first; an empty line ends them."""
    linjer = [x for x in side.linjer if not x.drejet]
    ud: list[Raalinje] = []
    for linje in dropwhile(lambda x: not x.tekst.strip(), linjer if art == "hoved" else linjer[::-1]):
        if not linje.tekst.strip() or len(ud) == FLEST:
            break
        if linje.art != "broed" or linje.forhold > STOERST_FORHOLD:
            break
        if linje.gitter is not None and len(side.gitre[linje.gitter].raekker) > FLEST_RAEKKER:
            break
        if linje.boks is not None and side.hoejde and not _ved_kanten(linje.boks, side.hoejde, art):
            break
        ud.append(linje)
    return ud


def _ved_kanten(boks: Boks, hoejde: float, art: str) -> bool:
    return boks[1] < hoejde * KANT if art == "hoved" else boks[3] > hoejde * (1 - KANT)


def _gentagne(linjer: dict[int, Raalinje], antal: int, art: str) -> list[int]:
    """The pages, of ``antal``, whose line comes again on enough others."""
    grupper: dict[Noegle, set[int]] = defaultdict(set)
    for i, linje in linjer.items():
        for noegle in _noegler(linje, i, art):
            grupper[noegle].add(i)
    return sorted({i for noegle, sider in grupper.items() if _nok(noegle, sider, antal) for i in sider})


def _nok(noegle: Noegle, sider: set[int], antal: int) -> bool:
    """Half of the document's pages, four in five where only the text speaks for it, or nearly all in a stretch.

    The last is for a file of several meetings, each with its own head. Bold lines need more, being like headings, and
    a counting line is then little more than its number: titles of punkter that each begin a page count too.
    """
    taeller = noegle.forskel is not None
    kun_tekst = noegle.plads is None and not taeller
    mindst = 4 if noegle.fed and not taeller else 3 if kun_tekst else 2
    if len(sider) >= max(mindst, antal * 0.8 if kun_tekst else antal / 2 - 0.5):
        return True
    if kun_tekst or noegle.fed or (taeller and len(noegle.tekst) > KORT):
        return False
    return len(sider) >= 4 and len(sider) >= (max(sider) - min(sider) + 1) * 0.8


def _noegler(linje: Raalinje, side: int, art: str) -> Iterator[Noegle]:
    """What a line may be known by: its text and height, and its page number as a count that follows the pages."""
    tekst = " ".join(linje.tekst.split())
    plads = None if linje.boks is None else round(linje.boks[1] / 4)
    fed = 0 < len(linje.tekst) <= linje.fed_til
    yield Noegle(tekst, None, plads, fed)
    for m in TAL.finditer(tekst):
        rest = tekst[m.end() :]
        if len(m[0]) <= 4 and (SIDETAL.fullmatch(tekst) or (EFTER.fullmatch(rest) and _er_sidetal(linje, rest, art))):
            yield Noegle(f"{tekst[: m.start()]}#{rest}", int(m[0]) - side, plads, fed)


def _er_sidetal(linje: Raalinje, rest: str, art: str) -> bool:
    """Whether a counting number after words is a page number, not that of a punkt which begins the page.

    It is at the foot, before a total (3 af 12, 3/12), in a cell of its own, or in type smaller than the body's.
    """
    celle = "\t" in linje.tekst or BRED in linje.tekst.strip()
    return art == "fod" or bool(TAL.search(rest)) or celle or linje.forhold < MINDRE
