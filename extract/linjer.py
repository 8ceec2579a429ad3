"""Lines as reading left them to lines as a person would lay them out: glued headings parted, run-on pages broken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from referat.extract.indhold import indholdsord
from referat.extract.sidekanter import find_sidekanter, uden_indre_kanter, uden_sidetal
from referat.extract.udsnit import skaer
from referat.models.afsnit import limet_moenster, loebende_moenster
from referat.models.titler import er_navigation
from referat.models.viden import data, moenster, regler
from referat.schemas.side import Laest, Linje, Side

LANG = 220
"""A line longer than this may hold a whole page (run-on text)."""
FLEST = 3
"""A long line with this many breaks of several kinds found in it is a run-on page, not a paragraph."""
AFSTAND = 0.6
"""A gap of more than this share of a line's height parts paragraphs."""
MARGEN = 0.98
"""The right margin is where all but this share of the lines end."""
INDHOLD_INDEN = 100
"""A run-on contents list names itself within this many characters."""
POSTNUMMER = re.compile(r"(?<=\s)(\d{1,3})[.:)]? (?=[A-ZÆØÅ(])")
SIDETAL = re.compile(r"[\s.…]+(\d{1,3})$")
PRIKKER = re.compile(r"\s*(?:\.{3,}|…).*$")
PUNKTMAERKE = re.compile(r"^\s*(?:[•·○▪*–-]\s|\d{1,2}[.)]\s)")


def loebende_linjer(laest: Laest) -> list[Linje]:
    """The body's lines without running heads and a page's buttons, parted where headings were glued or pages run on."""
    broed = [
        _uden_ramme(x, s) for s in laest.sider for x in s.linjer if x.art == "broed" and not er_navigation(x.tekst)
    ]
    linjer = uden_sidetal(list(_med_brud(broed)))
    linjer = list(uden_indre_kanter(linjer, [x for x in linjer if _er_loebende(x.tekst)]))
    sider = [del_ for x in linjer for del_ in _del_i_sider(x)]
    return list(_del_limede(_del_sammenloebne(sider)))


def _uden_ramme(linje: Linje, side: Side) -> Linje:
    """A line alone in a frame is no table: so are the heads of punkter printed in some layouts."""
    alene = linje.gitter is not None and len(side.gitre[linje.gitter].raekker) == 1
    return replace(linje, gitter=None) if alene else linje


def _med_brud(linjer: Sequence[Linje]) -> Iterator[Linje]:
    """Marks the lines of a PDF that were wrapped: the next line's first word would have passed the right margin."""
    kanter = sorted(x.boks[2] for x in linjer if x.boks and x.gitter is None)
    margen = kanter[int(len(kanter) * MARGEN)] if kanter else 0.0
    for linje, naeste in zip_longest(linjer, linjer[1:]):
        yield replace(linje, brudt=True) if naeste and _brudt(linje, naeste, margen) else linje


def _brudt(linje: Linje, naeste: Linje, margen: float) -> bool:
    if not linje.boks or not naeste.boks or linje.gitter is not None or naeste.gitter is not None:
        return False
    if linje.side != naeste.side or abs(linje.forhold - naeste.forhold) > 0.08 or PUNKTMAERKE.match(naeste.tekst):
        return False
    hoejde = linje.boks[3] - linje.boks[1]
    if naeste.boks[1] - linje.boks[3] > AFSTAND * hoejde:
        return False
    foerste_ord = len(naeste.tekst.split(maxsplit=1)[0]) if naeste.tekst.strip() else 0
    bredde = (naeste.boks[2] - naeste.boks[0]) * (foerste_ord + 1) / max(len(naeste.tekst), 1)
    return linje.boks[2] + bredde > margen


def _del_limede(linjer: Iterable[Linje]) -> Iterator[Linje]:
    for linje in linjer:
        m = limet_moenster().match(linje.tekst)
        if m and linje.gitter is None:
            yield skaer(linje, 0, m.end())
            yield skaer(linje, m.end(), len(linje.tekst))
        else:
            yield linje


def _del_sammenloebne(linjer: Sequence[Linje]) -> Iterator[Linje]:
    """A long line with several inner heads is broken before and after each of them; what stands at a page's edges
    goes."""
    loebende = [_er_loebende(x.tekst) for x in linjer]
    if sum(loebende) > 1:  # among such pages a short punkt is run together as well
        kort = moenster("struktur", "kort-punkt")
        loebende = [ja or bool(kort.match(x.tekst)) for ja, x in zip(loebende, linjer, strict=True)]
    titler = [t for x, lang in zip(linjer, loebende, strict=True) if lang for t in _indholdstitler(x.tekst)]
    alle_snit = [_snit(x.tekst, titler) if lang else [] for x, lang in zip(linjer, loebende, strict=True)]
    kanter = find_sidekanter([x.tekst for x in linjer], loebende) if any(alle_snit) else {}
    for i, linje in enumerate(linjer):
        start, slut = kanter.get(i, (0, len(linje.tekst)))
        snit = alle_snit[i] if loebende[i] or i not in kanter else _snit(linje.tekst, titler)
        if not snit and i not in kanter:
            yield linje
            continue
        for fra, til in pairwise([start, *(n for n in snit if start < n < slut), slut]):
            stykke = linje.tekst[fra:til]
            if stykke.strip() and not (snit and moenster("struktur", "sidetal").fullmatch(stykke.strip())):
                yield skaer(linje, til - len(stykke.lstrip()), fra + len(stykke.rstrip()))


def _del_i_sider(linje: Linje) -> Iterator[Linje]:
    """A line broken, where several pages run on in it, at each foot whose number meets the next page's counter:
    `… Side 3 4 Byrådet …`."""
    alle = moenster("struktur", "sideskel").finditer(linje.tekst) if _er_loebende(linje.tekst) else ()
    skel = [m.start("naeste") for m in alle if int(m["naeste"]) == int(m["side"]) + 1]
    if not skel:
        yield linje
        return
    for fra, til in pairwise([0, *skel, len(linje.tekst)]):
        yield skaer(linje, fra, fra + len(linje.tekst[fra:til].rstrip()))


def _snit(tekst: str, titler: Sequence[str]) -> list[int]:
    """Where to break: only with breaks of two kinds or more, since a paragraph may well name its `Bilag` thrice."""
    fundne = [(r.id, m.span()) for r in regler("brud") for m in r.moenster.finditer(tekst)]
    fundne += [("titel", sted) for sted in _titelsteder(tekst, titler)]
    fundne += [("afsnit", m.span()) for m in loebende_moenster().finditer(tekst)]
    if m := indholdsord().search(tekst, 0, INDHOLD_INDEN):
        delt = any(id_ == "titel" for id_, _ in fundne)
        fundne = [*fundne, ("indholdsord", m.span())] if delt else [f for f in fundne if f[0] != "brud:underskrift"]
    punkter = {p for _, sted in fundne for p in sted}
    flere_slags = len({id_ for id_, _ in fundne}) > 1 and len(punkter) >= FLEST
    return sorted(p for p in punkter if 0 < p < len(tekst)) if flere_slags else []


def _titelsteder(tekst: str, titler: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the numbered titles of a run-on contents list stand, in that list and over their punkter."""
    for titel in titler:
        fra = tekst.find(titel)
        foran, bag = tekst[max(fra - 1, 0) : fra].strip(), tekst[fra + len(titel) :].lstrip()
        if fra >= 0 and not foran and not bag[:1].islower():
            yield fra, fra + len(titel)


def _indholdstitler(tekst: str) -> list[str]:
    """The titles with their numbers, one counting on from the other, of a contents list that runs on in one line."""
    m = indholdsord().search(tekst, 0, INDHOLD_INDEN)
    if not m:
        return []
    steder: list[tuple[int, int]] = []
    for led in POSTNUMMER.finditer(tekst, m.end()):
        if not steder or int(led[1]) == steder[-1][0] + 1:
            steder.append((int(led[1]), led.start()))
    slut = moenster("brud", "underskrift").search(tekst, m.end())
    graenser = [*(fra for _, fra in steder), slut.start() if slut else len(tekst)]
    poster = [tekst[fra:til].strip() for fra, til in pairwise(graenser)]
    if len(poster) == 1 and moenster("struktur", "sidekolonne").search(tekst, m.end(), steder[0][1]):
        return [_foerste_titel(poster[0])]
    return [PRIKKER.sub("", p) for p in _poster_uden_sidetal(poster)] if len(poster) > 1 else []


def _foerste_titel(tekst: str) -> str:
    """The first of titles that run on and have lost the numbers between them: up to a capital that nothing leads to."""
    ord_ = tekst.split(" ")
    inde = data("punktstart")["inde_i_titel"]
    slut = (
        i
        for i, (foer, naeste) in enumerate(pairwise(ord_[1:]), 2)
        if foer[:1].islower() and foer.strip(".") not in inde and naeste[:1].isupper()
    )
    return " ".join(ord_[: next(slut, len(ord_))])


def _poster_uden_sidetal(poster: Sequence[str]) -> Sequence[str]:
    """Entries without the numbers of their pages, where all have one and none is lower than the one before it."""
    sider = [m for p in poster if (m := SIDETAL.search(p))]
    tal = [int(m[1]) for m in sider]
    return [m.string[: m.start()] for m in sider] if len(sider) == len(poster) and tal == sorted(tal) else poster


def _er_loebende(tekst: str) -> bool:
    return len(tekst) > LANG or _er_transkript(tekst)


def _er_transkript(tekst: str) -> bool:
    return len(tekst) > 100 and bool(re.match(r"^\d{1,3} \S", tekst))
