"""Running heads, running feet and page numbers: lines that come again at the same edge of page after page.

Only the outermost lines of a page can be one: a line is looked at when all lines outside it are. A line comes again
when its text is the same but for one number that counts with the pages; so titles, case numbers and section headings
that happen to stand at the same height are not taken. Type clearly larger than the body is never a running head.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from referat.extract.reading.linjer import Raalinje, Raaside

TAL = re.compile(r"\d+")
KANT = 0.15
"""A running head lies within this share of the page's height from its edge."""
STOERST_FORHOLD = 1.15
FLEST = 4
"""How many lines a running head or foot may have."""
Noegle = tuple[str, int | None]


def maerk_loebehoveder(sider: Sequence[Raaside]) -> None:
    """Sets ``art`` of the running heads and feet among the pages' lines."""
    if len(sider) < 2:
        return
    _maerk_kant(sider, "hoved")
    _maerk_kant(sider, "fod")


def _maerk_kant(sider: Sequence[Raaside], art: Literal["hoved", "fod"]) -> None:
    rest = {i: _fra_kanten(s, art) for i, s in enumerate(sider)}
    for _ in range(FLEST):
        yderste = {i: linjer.pop(0) for i, linjer in rest.items() if linjer}
        gentaget = _gentagne(yderste, len(sider), med_plads=any(s.hoejde for s in sider))
        for i in gentaget:
            yderste[i].art = art
        rest = {i: rest[i] for i in gentaget}


def _fra_kanten(side: Raaside, art: str) -> list[Raalinje]:
    """The lines that may be running heads (or feet), the outermost first."""
    linjer = [x for x in side.linjer if x.tekst.strip()]
    if art == "fod":
        linjer.reverse()
    ud: list[Raalinje] = []
    for linje in linjer[:FLEST]:
        if linje.art != "broed" or linje.forhold > STOERST_FORHOLD or linje.gitter is not None:
            break
        if linje.boks is not None and side.hoejde and not _ved_kanten(linje.boks, side.hoejde, art):
            break
        ud.append(linje)
    return ud


def _ved_kanten(boks: tuple[float, float, float, float], hoejde: float, art: str) -> bool:
    return boks[1] < hoejde * KANT if art == "hoved" else boks[3] > hoejde * (1 - KANT)


def _gentagne(linjer: dict[int, Raalinje], antal: int, med_plads: bool) -> list[int]:
    """The pages whose line comes again on others: on at least half of the pages they span, and on enough of them."""
    grupper: dict[Noegle, set[int]] = defaultdict(set)
    for i, linje in linjer.items():
        for noegle in _noegler(linje, i):
            grupper[noegle].add(i)
    ud: set[int] = set()
    for (moenster, forskel), sider in grupper.items():
        mindst = 2 if forskel is not None or med_plads else 3
        spaend = max(sider) - min(sider) + 1
        nok = len(sider) >= max(mindst, min(spaend / 2, antal / 2)) and spaend >= antal / 4
        if nok and (len(sider) > 2 or antal < 6 or not moenster):
            ud |= sider
    return sorted(ud)


def _noegler(linje: Raalinje, side: int) -> Iterable[Noegle]:
    """What a line is known by: its text and height, and each of its numbers as a count that follows the pages."""
    tekst = " ".join(linje.tekst.split())
    plads = "" if linje.boks is None else f"@{round(linje.boks[1] / 4)}"
    yield tekst + plads, None
    for m in TAL.finditer(tekst):
        if len(m[0]) <= 4:
            yield f"{tekst[: m.start()]}#{tekst[m.end() :]}{plads}", int(m[0]) - side
