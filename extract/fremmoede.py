"""A table of who was there: names below each other, and a mark in the column of those present or of those away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from referat.extract.navne import find_navne
from referat.extract.udsnit import Udsnit
from referat.models.afsnit import noegle
from referat.models.viden import data
from referat.schemas.referat import Deltager
from referat.schemas.side import Linje
from referat.schemas.vokabular import Deltagerstatus

CELLE = re.compile(r"[^\s](?:[^\t\n]*?[^\s])??(?=\t| {2,}|\s*$)")
STEDFORTRAEDER = "stedfortraeder"
MAERKE = 3
"""A mark, whatever sign it is, has no more characters than this."""
SER_FREM = 3
"""How many lines on the table's next row may stand, a blank line or a remark between."""


@dataclass(frozen=True, slots=True)
class Celle:
    """A cell of a line: its text, where it stands, and its number among the line's tabs."""

    tekst: str
    fra: int
    nr: int


@dataclass(frozen=True, slots=True)
class Fremmoede:
    """What such a table says, and its lines from ``fra`` up to ``til``."""

    fra: int
    til: int
    deltagere: tuple[Deltager, ...]


def find_fremmoede(linjer: Sequence[Linje]) -> Fremmoede | None:
    """The table of who was there among the lines of a head, None where there is none."""
    for i, linje in enumerate(linjer):
        kolonner = _kolonner(linje)
        if not kolonner:
            continue
        til = i + 1
        deltagere: list[Deltager] = []
        while til < len(linjer) and any(_raekke(x, kolonner) for x in linjer[til : til + SER_FREM]):
            deltagere += _raekke(linjer[til], kolonner)
            til += 1
        if len([d for d in deltagere if d.stedfortraeder_for is None]) > 1:
            return Fremmoede(i, til, tuple(deltagere))
    return None


def _kolonner(linje: Linje) -> dict[str, Celle]:
    """The columns that a line heads, by what a mark in them means; none unless one is of those away."""
    celler = _celler(linje.tekst)
    kolonner = {_hoveder()[noegle(c.tekst)]: c for c in celler[1:] if noegle(c.tekst) in _hoveder()}
    navne = len(celler) > 1 and noegle(celler[0].tekst) in _navnehoveder()
    return kolonner if navne and len(kolonner) == len(celler) - 1 and set(kolonner) - {"til stede"} else {}


def _raekke(linje: Linje, kolonner: dict[str, Celle]) -> list[Deltager]:
    """The person of a row, and the substitute named in it; none where it is no row of such a table."""
    celler = _celler(linje.tekst)
    navne = find_navne(celler[0].tekst) if celler else []
    if len(navne) != 1:
        return []
    n, status, ud = navne[0], Deltagerstatus.TIL_STEDE, []
    udsnit = Udsnit([linje])
    for celle in celler[1:]:
        kolonne = _kolonne(celle, kolonner, "\t" in linje.tekst)
        if kolonne == STEDFORTRAEDER:
            ud += [
                Deltager(
                    belaeg=udsnit.belaeg(celle.fra + s.fra, celle.fra + s.til, "deltagere:tabel"),
                    navn=s.navn,
                    parti=s.parti,
                    status=Deltagerstatus.TIL_STEDE,
                    stedfortraeder_for=n.navn,
                )
                for s in find_navne(celle.tekst)
            ]
        elif len(celle.tekst) <= MAERKE:
            status = Deltagerstatus(kolonne)
        else:
            return []
    belaeg = udsnit.belaeg(celler[0].fra + n.fra, celler[0].fra + n.til, "deltagere:tabel")
    return [Deltager(belaeg=belaeg, navn=n.navn, parti=n.parti, status=status), *ud]


def _kolonne(celle: Celle, kolonner: dict[str, Celle], tabulator: bool) -> str:
    """What the column means that a cell stands in: the one of its number, else the nearest."""
    return min(kolonner, key=lambda k: abs((kolonner[k].nr - celle.nr) if tabulator else (kolonner[k].fra - celle.fra)))


def _celler(tekst: str) -> list[Celle]:
    return [Celle(m[0], m.start(), tekst.count("\t", 0, m.start())) for m in CELLE.finditer(tekst)]


@cache
def _hoveder() -> dict[str, str]:
    return {noegle(o): betyder for betyder, ord_ in data("moedehoved")["fremmoede"].items() for o in ord_}


@cache
def _navnehoveder() -> frozenset[str]:
    return frozenset(noegle(o) for o in data("moedehoved")["felter"]["deltagere"]) | {"navn", "navne"}
