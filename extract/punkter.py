"""Lines of one meeting → its head, its contents list and the room of lines of each punkt.

A punkt begins where a line of the document's own way of numbering is borne out by what stands around it: a case
number, a section heading, the contents list, a mark, larger type. Documents without numbers fall back on what repeats.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from referat.extract.indhold import Indhold, laes_indhold
from referat.extract.indholdssoegning import (
    KORTEST_ENS,
    KORTESTE_OVERSIGT,
    PRIKKET_HALE,
    find_indhold,
    titler_bag_nummer,
)
from referat.extract.linjesyn import (
    FREMHAEVET,
    LUKKET,
    Linjer,
    Start,
    er_afgoerelse,
    er_fremhaevet,
    er_maerke,
    kan_vaere_titel,
    uden_sagsnummer,
)
from referat.extract.nummererede import PUNKTMAERKE, find_starter
from referat.extract.punkthoveder import find_punkthoveder, numre_bag, uden_gentaget
from referat.extract.records.journalnumre import er_journalnummerlinje, er_maerkat
from referat.extract.udsnit import sammenfoej, skaer
from referat.models.afsnit import noegle, ordliste
from referat.models.titler import dagsordensord, lukket_sagslinje, lukket_titel
from referat.models.viden import moenster
from referat.schemas.side import Linje
from referat.schemas.vokabular import Afsnitsart

INITIALER_SIDST = re.compile(r"(.*[^\W_].*\S) [A-ZÆØÅ]{2,5}")
"""A title with the initials of whoever treats the case behind it."""
TOM_PARENTES = re.compile(r"\s*\(\s*\)\s*$")
INDRYK = re.compile(r" {4,}\S.{0,110}[^.:\s]\s*$")
"""A line set in under a title that begins at the margin goes on with it."""
SIDEFOD, GENTAGET = 8, 3
"""The foot of a web page has no more lines; what comes so often stands on every page."""
UDEN_NUMMER = re.compile(r"\W*(?:\w+\.?\s+(?:nr\.?\s+)?)?\d")
"""A line that has the number of its punkt itself."""
FAA_AFGJORTE = 6
"""Where no more than one in so many punkter has a heading of a decision, the others may be decided without one."""
FAA_BARE = 4
"""So they are where one in so many ends in a line that is an outcome and nothing more."""
LAENGSTE_HALE = 120
"""What a title goes on with is no longer, in characters."""
NUMMER_OG_TITEL = re.compile(r"\s\d{1,3}\. [A-ZÆØÅ]")
OMBRUDT = 65
"""A title's line of so many characters may have been wrapped; the rest stands alone below it."""
STOR = 1.25
"""Type this much larger than the body is a title's, not a section heading's."""


@dataclass(frozen=True, slots=True)
class Rum:
    """The lines of one punkt: how it began, its title lines, its other head lines, and its body."""

    nr: str | None
    titel: str | None
    lukket: bool
    regel: str
    titellinjer: tuple[Linje, ...]
    hoved: tuple[Linje, ...]
    krop: tuple[Linje, ...]


@dataclass(frozen=True, slots=True)
class Inddeling:
    """A meeting's lines divided: head, contents list, punkter."""

    hoved: tuple[Linje, ...]
    indhold: Indhold
    rum: tuple[Rum, ...] = field(default=())
    uden_overskrifter: bool = False
    """Headings name no decisions, or next to none where outcomes stand alone: what stands under a title may be one."""
    konkluderer: bool = False
    """Decisions stand under headings of conclusions, and are none of a case's own."""
    slut: tuple[Linje, ...] = ()
    """What stands behind the last punkt: the words that close the meeting, who was away, signatures."""


def inddel(linjer: Sequence[Linje]) -> Inddeling:
    """Divides one meeting's lines."""
    x = Linjer(linjer)
    indhold = find_indhold(x)
    starter = find_starter(x, indhold)
    if not starter:
        uden_numre = all(p.nr is None for p in indhold.poster)
        if indhold.til and uden_numre:  # the list's own first title was taken for a start
            indhold = laes_indhold(x.linjer, indhold.fra, len(x))
        return Inddeling(tuple(linjer), indhold, tuple(_kun_indhold(indhold)))
    foerste = starter[0].i
    hoved = [k for i, k in enumerate(linjer[:foerste]) if not indhold.fra <= i < indhold.til]
    titler = {j for s in starter for j in (s.i, *(x.titel_under(s.i) if not s.titel else ()))}
    bag = numre_bag(x, starter)
    hoveder = {} if bag else find_punkthoveder(x, starter)
    egne_graenser = (hoveder[s.i][0] if s.i in hoveder else s.i if bag else _graense(x, s.i, titler) for s in starter)
    graenser = [*egne_graenser, len(linjer)]
    rum = [_rum(x, s, *kant, indhold) for s, kant in zip(starter, pairwise(graenser), strict=True)]
    rum = [_med_nummer_bag(r) for r in rum] if bag else rum
    egne = ([x.linjer[j] for j in hoveder.get(s.i, ())] for s in starter)
    rum = [replace(r, krop=uden_gentaget(r.krop, hoved)) for r, hoved in zip(rum, egne, strict=True)]
    lukkede = _lukkede_dele(x, max(indhold.til, x.foer(foerste) or 0))
    i_oversigten = _lukkede_i_oversigten(x, foerste)
    rum = [
        replace(r, lukket=r.lukket or lukkede[s.i] or (r.nr or "", noegle(r.titel or "")) in i_oversigten)
        for r, s in zip(rum, starter, strict=True)
    ]
    rum = _med_indholdets_lukkede(rum, indhold, i_oversigten)
    slut = takewhile(lambda k: not _om_det_naeste(k), linjer[_slut(x, starter[-1].i, len(linjer)) :])
    afgjorte = sum(x.har(Afsnitsart.BESLUTNING, fra=fra, til=til) for fra, til in pairwise(graenser))
    bare = moenster("struktur", "kun-afgjort")
    sidste = [next((k.tekst for k in reversed(r.krop) if not k.tom), "") for r in rum]
    afgoeres = FAA_BARE * sum(bare.match(tekst) is not None for tekst in sidste) >= len(rum)
    uden = afgjorte == 0 or (afgoeres and afgjorte * FAA_AFGJORTE <= len(rum))
    return Inddeling(tuple(hoved), indhold, tuple(rum), uden, uden and _konkluderer(x), tuple(slut))


def _konkluderer(x: Linjer) -> bool:
    """Whether several headings of conclusions stand over text, and so many of them over an outcome; of two, one over an
    outcome and nothing more."""
    fundne = [(i, h) for i, h in enumerate(x.overskrifter) if h and noegle(h.ord) in ordliste("konklusioner")]
    tekster = [
        x.linjer[i].tekst[h.rest_fra :]
        if h.rest_fra is not None
        else next((x.linjer[j].tekst for j in x.fyldte(i)), "")
        for i, h in fundne
    ]
    afgjorte = sum(er_afgoerelse(t.strip()) for t in tekster)
    nok = len(tekster) > 2 or (afgjorte == 2 and any(moenster("struktur", "kun-afgjort").match(t) for t in tekster))
    return nok and 3 * afgjorte >= len(tekster)


def _om_det_naeste(linje: Linje) -> bool:
    """Whether a line speaks of the next meeting, and so what follows it may."""
    return moenster("struktur", "naeste-moede").match(linje.tekst) is not None


def _kun_indhold(indhold: Indhold) -> list[Rum]:
    """The punkter of a document of which only the contents list is left: numbered titles and no more."""
    return [
        Rum(p.nr, p.titel, p.lukket, "punktstart:kun-indhold", p.linjer, (), ())
        for p in indhold.poster
        if p.nr is not None and p.linjer
    ]


def _med_indholdets_lukkede(rum: Sequence[Rum], indhold: Indhold, lukkede: Collection[tuple[str, str]]) -> list[Rum]:
    """The punkter and those closed items of which only the contents list tells, each behind the one before it there;
    none unless the list's numbers and titles are those of most punkter."""
    ud = list(rum)
    numre = {r.nr: noegle(r.titel or "") for r in rum}
    poster = _kun_indhold(indhold)
    ens = [p for p in poster if p.nr in numre and numre[p.nr].startswith(noegle(p.titel or "")[:KORTEST_ENS])]
    if len(ens) < KORTESTE_OVERSIGT or 2 * len(ens) <= max(len(poster), len(rum)):
        return ud
    titler = set(numre.values())
    for p, foer in zip(poster[1:], poster, strict=False):
        titel = noegle(p.titel or "")
        lukket = p.lukket or (p.nr or "", titel) in lukkede
        flere = NUMMER_OG_TITEL.search(p.titel or "")  # the list was run together
        if lukket and titel and not flere and p.nr not in numre and titel not in titler:
            efter = next((k for k, r in enumerate(ud) if r.nr == foer.nr), len(ud) - 1)
            ud.insert(efter + 1, replace(p, lukket=True))
    return ud


def _graense(x: Linjer, i: int, titler: Collection[int]) -> int:
    """Where a punkt's own lines begin: its marks, and a case number printed above its title, are its own."""
    foer = x.foer(i)
    while foer is not None and er_maerke(x.linjer[foer].tekst):
        i, foer = foer, x.foer(foer)
    har_eget = any(x.sagslinje[j] for j in takewhile(lambda j: x.overskrifter[j] is None, x.fyldte(i)[:3]))
    if foer is not None and x.sagslinje[foer] and not har_eget and not _forriges_nummer(x, foer, titler):
        return foer
    return i


def _med_nummer_bag(rum: Rum) -> Rum:
    """A punkt with the case number that ends its body among the lines of its head."""
    n = next((n for n in reversed(range(len(rum.krop))) if not rum.krop[n].tom), None)
    if n is None or not er_journalnummerlinje(rum.krop[n].tekst):
        return rum
    return replace(rum, hoved=(*rum.hoved, rum.krop[n]), krop=rum.krop[:n])


def _forriges_nummer(x: Linjer, i: int, titler: Collection[int]) -> bool:
    """Whether a case line belongs to what stands above it: a punkt with a title and number and no more, or a label that
    heads a section of its own as the others do, behind a bullet or in capitals."""
    foer = x.foer(i)
    if foer is None:
        return False
    if er_maerkat(x.linjer[foer].tekst):
        hoveder = [k.tekst.isupper() for k, h in zip(x.linjer, x.overskrifter, strict=True) if h and h.rest_fra is None]
        foran = any(er_maerkat(k.tekst) for k in x.linjer[: min(titler)])  # one heads the first punkt as well
        i_versaler = x.linjer[foer].tekst.isupper() and 2 * sum(hoveder) > len(hoveder) and not foran
        return i_versaler or PUNKTMAERKE.match(x.linjer[foer].tekst) is not None
    return foer in titler


def _rum(x: Linjer, start: Start, fra: int, til: int, indhold: Indhold) -> Rum:
    """The lines from a start to the next, parted into title, head and body."""
    titellinjer = _titellinjer(x, start, til, indhold)
    efter = titellinjer[-1] + 1 if titellinjer else start.i + (1 if start.titel else 0)
    if start.regel.endswith(("overskrift", "sagsid")):
        efter = start.i + (1 if start.regel.endswith("sagsid") else 0)
    overskrift = next((i for i in range(efter, til) if x.overskrifter[i] is not None and not _i_hovedet(x, i)), til)
    sager = [i for i in range(efter, overskrift) if x.sagslinje[i]]
    krop = sager[-1] + 1 if sager else efter
    hoved = [x.linjer[i] for i in range(fra, krop) if i not in titellinjer and not x.linjer[i].tom]
    titel = sammenfoej(list(dict.fromkeys(_titeltekst(x, start, i) for i in titellinjer)))
    titel = TOM_PARENTES.sub("", titel)
    for rest in ("tom-label-sidst", "tom-label-foerst", "initialer-efter-maerke"):
        titel = moenster("struktur", rest).sub("", titel)
    titel, lukket = lukket_titel(titel)
    titel = moenster("struktur", "titelord-foerst").sub("", titel)
    if (m := INITIALER_SIDST.fullmatch(titel)) and indhold.naevner_hellere(m[1], titel):
        titel = m[1]
    titel, egne = uden_sagsnummer(titel, [x.linjer[i] for i in titellinjer])
    egne += _ved_nummeret(x.linjer[start.i])
    return Rum(
        nr=start.nr,
        titel=titel or None,
        lukket=lukket or _lukket_i_hovedet([*egne, *hoved]) or (bool(titel) and indhold.lukker(titel, start.nr)),
        regel=start.regel,
        titellinjer=tuple(x.linjer[i] for i in titellinjer) or (x.linjer[start.i],),
        hoved=(*egne, *(k for k in hoved if not er_maerke(k.tekst) and not _er_eget_nummer(start, k))),
        krop=tuple(x.linjer[krop : _slut(x, krop, til)]),
    )


def _i_hovedet(x: Linjer, i: int) -> bool:
    """Whether a line that could head a section is a punkt's mark, the label of its case number, or says who decides
    right over one."""
    h = x.overskrifter[i]
    afgoeres = h is not None and h.art is Afsnitsart.PROCEDURE and any(x.sagslinje[j] for j in x.fyldte(i)[:2])
    return er_maerke(x.linjer[i].tekst) or x.sagslinje[i] or afgoeres


def _ved_nummeret(linje: Linje) -> list[Linje]:
    """What stands with case numbers on the line of a punkt's own number, the title being under it."""
    m = moenster("punktstart", "n-sagslinje").match(linje.tekst)
    rest = [skaer(linje, m.end(), len(linje.tekst))] if m else []
    return [x for x in rest if er_journalnummerlinje(x.tekst)]


def _er_eget_nummer(start: Start, linje: Linje) -> bool:
    """Whether a case line is the punkt's own number (`Sag nr. 129`) and no journal number."""
    m = moenster("struktur", "sag-nr").match(linje.tekst)
    return m is not None and m[1] == start.nr


def _lukkede_dele(x: Linjer, fra: int) -> list[bool]:
    """For each line whether the last heading of a part of the agenda before it, from the line ``fra`` on (a contents
    list has such headings too), heads the closed part."""
    lukkede, dele = dagsordensord("lukkede_lister"), dagsordensord("lukkede_lister", "aabne_lister")
    ud: list[bool] = []
    lukket = False
    for i, linje in enumerate(x.linjer):
        if i >= fra and (n := noegle(linje.tekst)) in dele:
            lukket = n in lukkede
        ud.append(lukket)
    return ud


def _lukkede_i_oversigten(x: Linjer, foerste: int) -> set[tuple[str, str]]:
    """Number and title of what stands before the first punkt under a heading of the closed part."""
    dele = _lukkede_dele(x, 0)
    fundne = (moenster("struktur", "indholdsnummer").match(x.linjer[i].tekst) for i in range(foerste) if dele[i])
    return {(m["nr"], noegle(PRIKKET_HALE.sub("", m["titel"]))) for m in fundne if m}


def _slut(x: Linjer, fra: int, til: int) -> int:
    """Where a punkt's own lines end: before the heading of the agenda's next part, or the words that close a meeting,
    if no section of the punkt comes after them."""
    dele = dagsordensord("lukkede_lister", "aabne_lister")
    for i in range(til - 1, fra, -1):
        tekst = x.linjer[i].tekst
        if _om_det_naeste(x.linjer[i]) and any(h is not None for h in x.overskrifter[i:til]):
            break
        if noegle(tekst) in dele or moenster("struktur", "moedets-slut").match(tekst) or _er_sidefod(x, i, til):
            til = i
        elif (h := x.overskrifter[i]) is not None and h.art is not Afsnitsart.FRAVAER:
            break
        elif h is not None and _moedets_fravaer(x, fra, i):
            til = i
    return til


def _moedets_fravaer(x: Linjer, fra: int, i: int) -> bool:
    """Whether a line of absence is of the whole meeting: the only one, and right under the title of a closed item, of
    which nothing else is told."""
    titel = x.foer(i)
    if titel is None or titel > fra or not x.adskilt(i) or x.har(Afsnitsart.FRAVAER, fra=0, til=i):
        return False
    tekst = x.linjer[titel].tekst
    return any(lukket_titel(t)[1] for t in (tekst, *titler_bag_nummer(tekst)))


def _er_sidefod(x: Linjer, i: int, til: int) -> bool:
    """Whether a kommune's name alone is a web page's head or foot: printed on each, or a few lines from the end."""
    if not moenster("struktur", "kommune-alene").match(x.linjer[i].tekst):
        return False
    navn = noegle(x.linjer[i].tekst)
    sidst = til == len(x) and sum(not k.tom for k in x.linjer[i:]) <= SIDEFOD
    return sidst or sum(noegle(k.tekst) == navn for k in x.linjer) >= GENTAGET


def _lukket_i_hovedet(hoved: Sequence[Linje]) -> bool:
    """Whether a mark above the title, or the end of the case line, says that the item is closed."""
    maerket = any(lukket_titel(k.tekst)[1] and er_maerke(k.tekst) for k in hoved[:1])
    return maerket or any(er_journalnummerlinje(k.tekst) and lukket_sagslinje(k.tekst) for k in hoved)


def _titeltekst(x: Linjer, start: Start, i: int) -> str:
    gentaget = noegle(x.linjer[i].tekst) == noegle(x.linjer[start.i].tekst)
    return start.titel if gentaget else x.linjer[i].tekst.strip(" *#")


def _titellinjer(x: Linjer, start: Start, til: int, indhold: Indhold) -> list[int]:
    """The line of a title and those that it goes on over; a repeated title is passed over."""
    if not start.titel and start.nr is None:
        return []
    ud = [start.i]
    if start.titel in ("", LUKKET):
        ud += [i for i in x.titel_under(start.i) if i < til]
    gentaget = x.fyldte(ud[-1])[:1]
    ens = {noegle(start.titel), noegle(x.linjer[start.i].tekst)}
    if len(ud) == 1 and gentaget and noegle(x.linjer[gentaget[0]].tekst) in ens:
        return [start.i, gentaget[0]]
    i = ud[-1] + 1
    while i < til and _fortsaetter_titel(x, ud[-1], i, " ".join(_titeltekst(x, start, k) for k in ud), indhold, til):
        ud.append(i)
        i += 1
    return ud


def _fortsaetter_titel(x: Linjer, sidste: int, i: int, hidtil: str, indhold: Indhold, til: int) -> bool:
    a, b = x.linjer[sidste], x.linjer[i]
    if b.tom or x.sagslinje[i] or b.gitter is not None or er_maerke(b.tekst):
        return False
    if a.forhold >= STOR and abs(a.forhold - b.forhold) < 0.05:
        return True
    if x.overskrifter[i] is not None:
        return False
    hale = len(b.tekst) < LAENGSTE_HALE and not b.tekst.rstrip().endswith(".") and not er_afgoerelse(b.tekst.strip())
    if a.brudt and a.fed == b.fed and hale:
        return True
    if er_fremhaevet(a):
        return abs(a.forhold - b.forhold) < 0.05 and (a.fed == b.fed or b.forhold > FREMHAEVET)  # its number may differ
    if INDRYK.match(b.tekst) and not INDRYK.match(a.tekst):
        return True
    naeste = next((j for j in range(i + 1, min(i + 3, til)) if not x.linjer[j].tom), None)
    under_nummeret = len(a.tekst.strip()) >= OMBRUDT and x.linjer[sidste - 1].tom and not UDEN_NUMMER.match(a.tekst)
    if under_nummeret and i + 1 < til and x.linjer[i + 1].tom and kan_vaere_titel(x, i):
        return True
    if len(hidtil) >= 30 and b.tekst.strip()[:1].islower() and len(b.tekst) < 120 and naeste != i + 1:
        return True
    if x.til_komma(sidste):
        return True
    if indhold.naevner_hellere(f"{hidtil} {b.tekst.strip()}", hidtil):
        return True
    if len(hidtil) < 40:
        return False
    return naeste == i + 1 and (x.sagslinje[naeste] or er_maerke(x.linjer[naeste].tekst)) and len(b.tekst) < 120
