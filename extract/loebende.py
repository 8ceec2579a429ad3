"""Run-on lines, which hold a page or the whole document: parted at the titles, headings and case numbers in them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from referat.extract.dagsordenstitler import find_dobbeltnumre, find_numre, find_titler
from referat.extract.indhold import LAENGSTE_ORD, indholdsord
from referat.extract.nummerloese import Titelliste, titelliste
from referat.extract.sidekanter import find_sidekanter
from referat.extract.udsnit import skaer
from referat.models.afsnit import loebende_moenster
from referat.models.brud import brudsteder
from referat.models.viden import data, moenster
from referat.schemas.side import Linje

LANG = 220
"""A line longer than this may hold a whole page (run-on text)."""
SIDETAELLER = re.compile(r"\d{1,3} \S")
KORTEST_SIDE = 100
"""A transcript's page is longer than this."""
KORT = 60
"""Among such pages a line longer than this is looked through as well."""
FLEST = 3
"""A long line with this many breaks of several kinds found in it is a run-on page, not a paragraph."""
RUMMELIGE = ("brud:titel-foer-aaben", "brud:indhold")
"""Rules whose finds may hold another: a title with its case number, the columns' heads of a contents list."""
HALE = re.compile(r"[^.:;!?]{0,60}")
"""No more of a title is missing in the agenda."""
MELLEMRUM = re.compile(r"\s+")
LIMET, AFSNIT = "brud:limet", "brud:afsnit"
TITEL, TALT = "titel", "talt"
"""A title of the agenda's that has its number over its punkt alone: a find only where no other begins there."""
INDHOLD_INDEN, HOVED_INDEN = 100, 250
"""A run-on contents list names itself within this many characters; behind the meeting's head a long word does."""
SIDETAL_BAG = re.compile(
    r"(?:\s*(?:\.{2,}|…)[.…\s]*(?:\d{1,4}|[ivxl]{1,6})|\s+\d{1,4})(?=\s+\S{0,8} ?\d{1,3}[.:)]?\s+[A-ZÆØÅ]|\s*$)"
)
"""The number of a page behind a title in the agenda, before the next entry."""

Sted = tuple[int, int]
"""The places to break: before and behind what was found."""
Fund = tuple[str, Sted]
"""What was found in a line, by its name, and where."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a document says of its punkter in one place."""

    titler: Mapping[int, Sequence[str]]
    """Number → the titles that may stand behind it."""
    numre: frozenset[str]
    """The words and numbers that punkter begin with where they count up: `Sag 3`."""
    dobbeltnumre: Mapping[str, str]
    """Those of them that have two numbers (`01/140`), and the title behind each."""


def del_sammenloebne(linjer: Sequence[Linje]) -> Iterator[Linje]:
    """A long line with several inner heads is broken before and after each of them; what stands at a page's edges
    goes."""
    loebende = [er_loebende(x.tekst) for x in linjer]
    if sum(loebende) > 1:  # among such pages a short punkt is run together as well
        kort = moenster("struktur", "kort-punkt")
        loebende = [ja or bool(kort.match(x.tekst)) for ja, x in zip(loebende, linjer, strict=True)]
    fund = {i: _fund(linjer[i].tekst) for i, lang in enumerate(loebende) if lang}
    agenda = _agenda(linjer, loebende)
    for i, fundne in ({} if agenda.dobbeltnumre else _nummerloese(linjer, fund)).items():
        fund[i] += fundne
    alle_snit = {i: _snit(linjer[i].tekst, fundne, agenda) for i, fundne in fund.items()}
    brydes = any(alle_snit.values())
    kanter = find_sidekanter([x.tekst for x in linjer], loebende) if brydes else {}
    for i, linje in enumerate(linjer):
        if i not in alle_snit and brydes and (len(linje.tekst) > KORT or i in kanter or _nummer_foerst(linje.tekst)):
            # where pages run on, shorter lines hold a whole punkt as well
            alle_snit[i] = _snit(linje.tekst, _fund(linje.tekst), agenda)
        start, slut = kanter.get(i, (0, len(linje.tekst)))
        snit = alle_snit.get(i, [])
        if not snit and i not in kanter:
            yield linje
            continue
        for fra, til in pairwise([start, *(n for n in snit if start < n < slut), slut]):
            stykke = linje.tekst[fra:til]
            if stykke.strip() and not (snit and moenster("struktur", "sidetal").fullmatch(stykke.strip())):
                yield skaer(linje, til - len(stykke.lstrip()), fra + len(stykke.rstrip()))


def del_i_sider(linje: Linje) -> Iterator[Linje]:
    """A line broken, where several pages run on in it, at each foot whose number meets the next page's counter:
    `… Side 3 4 Byrådet …`."""
    alle = moenster("struktur", "sideskel").finditer(linje.tekst) if er_loebende(linje.tekst) else ()
    skel = [m.start("naeste") for m in alle if int(m["naeste"]) == int(m["side"]) + 1]
    if not skel:
        yield linje
        return
    for fra, til in pairwise([0, *skel, len(linje.tekst)]):
        yield skaer(linje, fra, fra + len(linje.tekst[fra:til].rstrip()))


def _agenda(linjer: Sequence[Linje], loebende: Sequence[bool]) -> Agenda:
    """What the document says of its punkter in one place, for finding them in its long lines."""
    titler: dict[int, list[str]] = defaultdict(list)
    hele = " ".join(" ".join(x.tekst for x in linjer).split()) if any(loebende) else ""
    enlige = (t for x, lang in zip(linjer, loebende, strict=True) if lang and (t := _foerste_titel(x.tekst)))
    for nr, titel in (*enlige, *find_titler(hele)):
        titler[nr].append(titel)
    return Agenda(titler, find_numre(hele), find_dobbeltnumre(hele))


def _nummerloese(linjer: Sequence[Linje], fund: Mapping[int, Sequence[Fund]]) -> Mapping[int, Sequence[Fund]]:
    """Line → where titles that have no number in the agenda stand in it; in the agenda, where they begin."""
    ud: dict[int, list[Fund]] = defaultdict(list)
    lister = _agendalinjer(linjer, fund)
    for i in (i for i in fund if lister and i > max(lister)):
        for i_listen, liste in lister.items():
            for fra, til, sted, talt in liste.titler(linjer[i].tekst, sorted({fra for _, (fra, _) in fund[i]})):
                ud[i].append((TALT if talt else TITEL, (fra, til)))
                ud[i_listen].append((TITEL, sted))
    return ud


def _agendalinjer(linjer: Sequence[Linje], fund: Mapping[int, Sequence[Fund]]) -> Mapping[int, Titelliste]:
    """Line → the agenda's titles in it: the page that names itself a contents list, or has the heads of its columns,
    and the pages behind it on which no punkt has begun."""
    ud: dict[int, Titelliste] = {}
    for i in fund:
        tekst = linjer[i].tekst
        begynder = _indhold(tekst) or moenster("struktur", "kolonnehoveder").search(tekst)
        if begynder:
            ud[i] = titelliste(tekst, begynder.end())
        elif ud and any(id_ == AFSNIT for id_, _ in fund[i]):
            break
    return ud


def _fund(tekst: str) -> list[Fund]:
    """What the rules find in a long line, and where to break for each."""
    fundne = [(r.id, _sted(m)) for r in brudsteder() for m in r.moenster.finditer(tekst)]
    return fundne + [(AFSNIT, m.span()) for m in loebende_moenster().finditer(tekst)]


def _snit(tekst: str, fund: Sequence[Fund], agenda: Agenda) -> list[int]:
    """Where to break: at titles of the agenda, and with breaks of two kinds or more, since a paragraph may well name
    its `Bilag` thrice."""
    fundne = [*fund, *((TITEL, sted) for sted in _titelsteder(tekst, agenda.titler))]
    begyndelser = moenster("struktur", "ord-og-nummer").finditer(tekst) if agenda.numre else ()
    fundne += [("nummer", (m.start(), m.start())) for m in begyndelser if m[0] in agenda.numre]
    fundne += [(TITEL, sted) for sted in _dobbelte(tekst, agenda.dobbeltnumre)]
    fundne += [("nummer", foerst.span())] if (foerst := _nummer_foerst(tekst)) else []
    begyndt = {fra for id_, (fra, _) in fundne if id_ != TALT}
    fundne = [f for f in fundne if f[0] != TALT or f[1][0] not in begyndt]
    if ord_ := _indhold(tekst):
        delt = any(id_ in (TITEL, "brud:indhold") for id_, _ in fundne)
        fundne = [*fundne, ("indholdsord", ord_.span())] if delt else [f for f in fundne if f[0] != "brud:underskrift"]
    punkter = {p for _, sted in fundne for p in sted}
    slags = Counter(id_ for id_, _ in fundne)
    sikre = slags[TITEL] > 0 or slags["nummer"] > 0 or slags[LIMET] > 1  # no prose has a heading glued to it
    brydes = sikre or (len(slags) > 1 and len(punkter) >= FLEST)
    samlede = [sted for id_, sted in fundne if id_ not in RUMMELIGE]
    return _yderste(punkter, samlede, len(tekst)) if brydes else []


def _indhold(tekst: str) -> re.Match[str] | None:
    """The word with which a page names itself a contents list."""
    return indholdsord().search(tekst, 0, INDHOLD_INDEN) or indholdsord(LAENGSTE_ORD).search(tekst, 0, HOVED_INDEN)


def _sted(m: re.Match[str]) -> Sted:
    """Where to break: around what a rule found, or only where it says."""
    return m.span("her") if "her" in m.re.groupindex else m.span()


def _yderste(punkter: set[int], steder: Sequence[tuple[int, int]], slut: int) -> list[int]:
    """The places to break that lie inside no other find: not `resumé` in `Sagsresumé`."""
    ud, naaet = [], 0
    til = iter(sorted(steder))
    fund = next(til, None)
    for p in sorted(punkter):
        while fund and fund[0] < p:
            naaet = max(naaet, fund[1])
            fund = next(til, None)
        if naaet <= p and 0 < p < slut:
            ud.append(p)
    return ud


def _titelsteder(tekst: str, titler: Mapping[int, Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Where the agenda's titles stand behind their numbers, there and over their punkter, with the case number or the
    page behind them."""
    if not titler:
        return
    for m in moenster("struktur", "dagsordenspost").finditer(tekst):
        for titel in titler.get(int(m["nr"]), ()):
            fundet = _som_moenster(titel).match(tekst, m.end())
            if not fundet or tekst[fundet.end() : fundet.end() + 2].lstrip()[:1].islower():
                continue
            side = SIDETAL_BAG.match(tekst, fundet.end())
            nummer = None if side else _nummer_bag(tekst, fundet.end())
            slut = side.end() if side else nummer.start() if nummer else fundet.end()
            yield m.start(), slut
            if nummer:
                yield slut, nummer.end()


def _dobbelte(tekst: str, titler: Mapping[str, str]) -> Iterator[Sted]:
    """Where titles stand behind numbers of two parts, and the case numbers behind them."""
    for m in moenster("struktur", "dobbeltnummer").finditer(tekst) if titler else ():
        if (titel := titler.get(m[0])) and tekst.startswith(titel, m.end()):
            slut = m.end() + len(titel)
            yield m.start(), slut
            if nummer := moenster("brud", "nummer-bag-titel").match(tekst, slut):
                yield nummer.span()


def _nummer_foerst(tekst: str) -> re.Match[str] | None:
    """The labelled case number that a line begins with, and text behind it."""
    m = moenster("brud", "nummer-bag-titel").match(tekst)
    return m if m and not m[0].lstrip()[:1].isdigit() and tekst[m.end() :].strip() else None


def _nummer_bag(tekst: str, fra: int) -> re.Match[str] | None:
    """The case number behind a title, past the few words of it that the agenda left out."""
    nummer = moenster("brud", "nummer-bag-titel")
    hale = HALE.match(tekst, fra)
    steder = (m.start() for m in MELLEMRUM.finditer(tekst, fra, hale.end() if hale else fra + 1))
    return next((m for n in (fra, *steder) if (m := nummer.match(tekst, n))), None)


@lru_cache(maxsize=1024)
def _som_moenster(titel: str) -> re.Pattern[str]:
    """A title, whatever stands between its words."""
    return re.compile(r"\s+".join(map(re.escape, titel.split())))


def _foerste_titel(tekst: str) -> tuple[int, str] | None:
    """The number and title that begin a run-on contents list in which the numbers between the others are lost: up to a
    capital that nothing leads to."""
    m = _indhold(tekst)
    foerste = moenster("struktur", "dagsordenspost").search(tekst, m.end()) if m else None
    if not m or not foerste or not moenster("struktur", "sidekolonne").search(tekst, m.end(), foerste.start()):
        return None
    ord_ = tekst[foerste.end() :].split(" ")
    inde = data("punktstart")["inde_i_titel"]
    slut = (
        i
        for i, (foer, naeste) in enumerate(pairwise(ord_), 1)
        if foer[:1].islower() and foer.strip(".") not in inde and naeste[:1].isupper()
    )
    return int(foerste["nr"]), " ".join(ord_[: next(slut, len(ord_))])


def er_loebende(tekst: str) -> bool:
    """Whether a line is long enough to hold a page, or counts as one of a transcript does."""
    return len(tekst) > LANG or (len(tekst) > KORTEST_SIDE and SIDETAELLER.match(tekst) is not None)
