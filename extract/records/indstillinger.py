"""The recommendations of a punkt: who recommends what to whom, point by point."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from referat.extract.udsnit import Udsnit
from referat.models.organer import find_organ
from referat.models.viden import Regel, regler
from referat.schemas.poster import Indstilling

ORGAN_LAENGDE = 120
BISAETNING = re.compile(r",\s*[a-zæøå]+\s+[a-zæøå]+|\.\s")
"""Who recommends is a name; with a clause or a full stop in it the words before the verb are a sentence."""
LAENGSTE_ALENE = 600
"""An unmarked text longer than this is an explanation, not a recommended point."""


@dataclass(frozen=True, slots=True)
class Indleder:
    """The lead-in of a recommendation, and where it ends."""

    hvem: str | None
    til: str | None
    slut: int


@dataclass(frozen=True, slots=True)
class Maerke:
    """A line that begins a point: its place, where its text starts, its number, and the rule."""

    fra: int
    tekst_fra: int
    nr: int | None
    regel: Regel


def find_indstillinger(afsnit: Sequence[Udsnit]) -> list[Indstilling]:
    """The recommended points of a punkt's sections of that role, numbered as printed or 1, 2, 3 …"""
    ud: list[Indstilling] = []
    for udsnit in afsnit:
        ud += _af_afsnit(udsnit, len(ud))
    return ud


def _af_afsnit(udsnit: Udsnit, foer: int) -> list[Indstilling]:
    tekst = udsnit.tekst
    if not tekst.strip() or _ingen(tekst):
        return []
    ud: list[Indstilling] = []
    graenser = _indledere(tekst)
    blokke = graenser or [(0, Indleder(None, None, 0))]
    for (_, indleder), (naeste, _) in zip(blokke, [*blokke[1:], (len(tekst), None)], strict=True):
        for fra, til, nr, regel in _punkter(tekst, indleder.slut, naeste, bool(graenser)):
            nummer = nr if nr is not None and nr > len(ud) + foer else len(ud) + foer + 1
            ud.append(
                Indstilling(
                    belaeg=udsnit.belaeg(fra, til, regel),
                    nr=nummer,
                    tekst=re.sub(r"\s+", " ", tekst[fra:til]).strip(" *"),
                    indstiller=indleder.hvem,
                    til=indleder.til,
                )
            )
    return ud


def _ingen(tekst: str) -> bool:
    return any(r.giver == "ingen" and r.moenster.match(tekst) for r in regler("indstilling"))


def _indledere(tekst: str) -> list[tuple[int, Indleder]]:
    """Each lead-in (`X indstiller til Y, at`) at the beginning of a line."""
    ud: list[tuple[int, Indleder]] = []
    for regel in regler("indstilling"):
        if regel.giver != "indleder":
            continue
        for m in regel.moenster.finditer(tekst):
            if any(a <= m.start() < max(i.slut, a + 1) for a, i in ud):
                continue
            g = m.groupdict()
            hvem = re.sub(r"\s+", " ", g.get("hvem") or "").strip(" *#,") or None
            if hvem and re.match(r"(?:at|At)\b|\d", hvem):
                continue
            if hvem and BISAETNING.search(hvem):
                hvem = None
            ud.append(
                (
                    m.start(),
                    Indleder(
                        hvem,
                        _organ(
                            tekst[m.start("til") : m.start("til") + ORGAN_LAENGDE] if g.get("til") else None,
                            g.get("til"),
                        ),
                        m.end(),
                    ),
                )
            )
    return sorted(ud, key=lambda x: x[0])


def _organ(fra: str | None, til: str | None) -> str | None:
    """The body at the beginning of a stretch, commas in its name and all; else the words up to the first comma."""
    if not fra or not til:
        return None
    m = find_organ(re.sub(r"\s+", " ", fra))
    return m[0] if m and m.start() == 0 else re.sub(r"\s+", " ", til).strip(" ,*") or None


def _punkter(tekst: str, fra: int, til: int, indledt: bool) -> Iterator[tuple[int, int, int | None, str]]:
    """(start, end, number, rule) of each point: by the first kind of mark that the text has, else the whole."""
    maerker = _maerker(tekst, fra, til)
    if not maerker:
        hele = tekst[fra:til].strip(" \n*,:")
        if hele and len(hele) <= LAENGSTE_ALENE:
            start = fra + tekst[fra:til].index(hele)
            yield start, start + len(hele), None, "indstilling:hele" if indledt else "indstilling:uden-indleder"
        return
    for m, naeste in zip(maerker, [*(x.fra for x in maerker[1:]), til], strict=True):
        slut = m.tekst_fra + len(tekst[m.tekst_fra : naeste].rstrip())
        if slut > m.tekst_fra:
            yield m.tekst_fra, slut, m.nr, m.regel.id


def _maerker(tekst: str, fra: int, til: int) -> list[Maerke]:
    """The marks of one kind in a stretch; a numbered list must begin with its first number."""
    for regel in regler("indstilling"):
        if regel.giver != "punkt":
            continue
        ud = []
        start = fra
        for linje in tekst[fra:til].splitlines(keepends=True):
            if (m := regel.moenster.match(linje)) and linje.strip():
                ud.append(Maerke(start, start + m.end(), _nummer(m), regel))
            start += len(linje)
        if ud and (ud[0].nr is None or ud[0].nr <= 1 or len(ud) > 1) and _i_raekke(ud):
            return ud
    return []


def _nummer(m: re.Match[str]) -> int | None:
    g = m.groupdict()
    if g.get("nr"):
        return int(g["nr"])
    return ord(g["bogstav"].lower()) - ord("a") + 1 if g.get("bogstav") else None


def _i_raekke(maerker: Sequence[Maerke]) -> bool:
    numre = [m.nr for m in maerker if m.nr is not None]
    return all(b > a for a, b in itertools.pairwise(numre))
