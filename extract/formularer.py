"""Tables that only lay out a page, as the lines that they hold: a punkt's headings with their text in the cell beside
them, an agenda whose columns are number, title and decision, a frame around a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile, zip_longest

from referat.extract.moedefelter import felt_i
from referat.extract.overskrifter import PUNKTETS, find_overskrift
from referat.extract.records.journalnumre import er_maerkat
from referat.extract.udsnit import foren_bokse, skaer
from referat.models.afsnit import noegle, ordliste, rolle
from referat.models.titler import dagsordensord
from referat.models.viden import moenster
from referat.schemas.side import Cellelinje, GitterCelle, Linje, Side
from referat.schemas.vokabular import Afsnitsart

AFGOERENDE = frozenset({Afsnitsart.BESLUTNING, Afsnitsart.INDSTILLING})
"""One of these alone is enough."""
FAERREST_LINJER = 4
"""Fewer lines of a cell do not tell where its right edge is."""
FLEST_CELLER = 3
"""A row of a punkt's own table has no more."""
TAL = re.compile(r"[\d.,%+\s-]+")


@dataclass(slots=True)
class Raekke:
    """A row: the line that it is, and its cells that are not empty, each by its column with its lines."""

    linje: Linje
    celler: dict[int, list[Linje]] = field(default_factory=dict)

    def tekst(self, k: int) -> str:
        return " ".join(x.tekst for x in self.celler.get(k, ()))


def som_linjer(sider: Sequence[Side]) -> Iterator[Linje]:
    """The lines of the body, those of a table that only lays out a page as a reader of its cells meets them. An agenda
    in columns may go on in the next table; in a document that heads its decisions elsewhere there is none."""
    dagsorden: Dagsorden | None = None
    foer: tuple[int, int] = (0, 0)
    for side in sider:
        for nr, gruppe in groupby((x for x in side.linjer if x.art == "broed"), key=lambda x: x.gitter):
            linjer = list(gruppe)
            if nr is None or len(linjer) != len(side.gitre[nr].raekker):
                yield from linjer
                continue
            raekker = [_raekke(x, celler) for x, celler in zip(linjer, side.gitre[nr].raekker, strict=True)]
            bredde = len(side.gitre[nr].raekker[0])
            fortsat = len(raekker) == 1 and bredde > 1 and foer == (side.nr - 1, bredde)
            foer = side.nr, bredde
            dagsorden = _dagsorden(raekker, bredde, sider) or (dagsorden if _gaar_videre(dagsorden, raekker) else None)
            if dagsorden:
                yield from _dagsordenslinjer(raekker, dagsorden)
            elif fortsat or (len(raekker) == 1 and len(raekker[0].celler) > FLEST_CELLER):
                yield replace(linjer[0], gitter=None)  # a row of a table that is on the page before or after
            elif len(raekker) == 1 or _er_formular(raekker):
                yield from (x for r in raekker for x in _formularlinjer(r))
            else:
                yield from linjer


def _raekke(linje: Linje, celler: Sequence[GitterCelle | None]) -> Raekke:
    raekke = Raekke(linje)
    for k, celle in enumerate(celler):
        if celle and celle.raa.strip():
            raekke.celler[k] = list(_cellens(linje, celle))
    return raekke


def _cellens(linje: Linje, celle: GitterCelle) -> Iterator[Linje]:
    """The lines of a cell, cut from the line that its row is."""
    starter = celle.linjer or (Cellelinje(celle.tegn_fra, linje.boks, False),)
    kanter = [x.boks[2] for x in starter if x.boks]
    margen = max(kanter) if len(kanter) >= FAERREST_LINJER else None
    for x, naeste in zip_longest(starter, starter[1:]):
        fra, til = (n - linje.tegn_fra for n in (x.tegn_fra, naeste.tegn_fra if naeste else celle.tegn_til))
        del_ = skaer(linje, fra, fra + len(linje.tekst[fra:til].rstrip()))
        yield replace(del_, boks=x.boks, fed_til=len(del_.tekst) if x.fed else 0, gitter=None, margen=margen)


# A punkt's own table


def _er_formular(raekker: Sequence[Raekke]) -> bool:
    """Whether most rows are a label, a number or a text alone, and headings of a punkt are among the labels; or the
    members of a body stand in a cell line by line."""
    fyldte = [r for r in raekker if r.celler]
    if any(len(r.celler) > FLEST_CELLER for r in fyldte):
        return False
    etiketter = [_etiket(r) for r in fyldte if _har_tekst(r)]
    staerke = [x for x in etiketter if noegle(x) not in ordliste("svage_indstillinger")]
    arter = {x.art for x in map(rolle, staerke) if x and x.art in PUNKTETS}
    talt = any(_er_nummer(x) and x[0].isalpha() for x in etiketter)
    sagsnr = any(map(er_maerkat, etiketter))
    kendetegn = len(arter) + talt + sagsnr
    sag = bool(arter & AFGOERENDE) or kendetegn > 1 or any(_alene_under_overskrift(r) for r in fyldte)
    folk = any(_har_tekst(r) and felt_i(_etiket(r)) and len(list(r.celler.values())[1]) > 1 for r in fyldte)
    folk = folk or any(map(_flere_felter, fyldte))
    return (sag or folk) and 2 * sum(map(_kan_vaere_etiket, fyldte)) >= len(fyldte)


def _etiket(r: Raekke) -> str:
    """The text of a row's first cell."""
    return r.tekst(min(r.celler)).strip()


def _er_nummer(tekst: str) -> bool:
    """Whether a text is a punkt's number and nothing more, with or without a word before it."""
    return moenster("struktur", "punktnummer").match(tekst) is not None


def _har_tekst(r: Raekke) -> bool:
    """Whether a row is a cell with another beside it that is no number."""
    resten = list(r.celler)[1:]
    return len(resten) == 1 and TAL.fullmatch(r.tekst(resten[0])) is None


def _alene_under_overskrift(r: Raekke) -> bool:
    """Whether a row is one cell whose first line heads a part of a punkt."""
    if len(r.celler) != 1:
        return False
    h = find_overskrift(next(iter(r.celler.values()))[0])
    return h is not None and h.art in PUNKTETS


def _flere_felter(r: Raekke) -> bool:
    """Whether a row's first cell is several labels of a head, one below the other."""
    foerste = r.celler[min(r.celler)]
    return len(foerste) > 1 and all(felt_i(x.tekst) for x in foerste)


def _kan_vaere_etiket(r: Raekke) -> bool:
    etiket = _etiket(r)
    kendt = rolle(etiket) is not None or felt_i(etiket) is not None or er_maerkat(etiket) or _flere_felter(r)
    return len(r.celler) == 1 or (_har_tekst(r) and (kendt or _er_nummer(etiket)))


def _formularlinjer(r: Raekke) -> Iterator[Linje]:
    """The lines of a row: a heading, then the lines beside it; a number with its title in one line, as a label with a
    value of one line."""
    celler = list(r.celler.values())
    if len(celler) == 2 and _flere_felter(r):  # the value is the first one's
        yield from (celler[0][0], *celler[1], *celler[0][1:])
        return
    if len(celler) == 2 and rolle(_etiket(r)) is None:
        (foerste, *flere), anden = celler
        if not flere and (_er_nummer(foerste.tekst) or len(anden) == 1):
            yield _samlet(r.linje, [foerste, *anden])
            return
    if len(celler) > 2 and all(len(x) == 1 for x in celler):
        yield _samlet(r.linje, [x for (x,) in celler])
        return
    for n, linjer in enumerate(celler):
        yield from [_samlet(r.linje, linjer)] if n == 0 and len(celler) > 1 else linjer


def _samlet(hele: Linje, dele: Sequence[Linje]) -> Linje:
    """Lines that stand one after another in a row's line, as one."""
    fra, til = dele[0].tegn_fra - hele.tegn_fra, dele[-1].tegn_til - hele.tegn_fra
    fed_til = til - fra if all(x.fed for x in dele) else dele[0].fed_til
    return replace(skaer(hele, fra, til), fed_til=fed_til, gitter=None, boks=foren_bokse(dele))


# An agenda in columns


@dataclass(frozen=True, slots=True)
class Dagsorden:
    """The heads of an agenda's columns: those of number and title, and all by their column; and how many there are."""

    titler: frozenset[int]
    hoveder: dict[int, Linje]
    bredde: int


def _dagsorden(raekker: Sequence[Raekke], bredde: int, sider: Sequence[Side]) -> Dagsorden | None:
    """An agenda, where the first row heads a column of titles and one of decisions, and the rows below are numbered."""
    hoved = raekker[0]
    hoveder = {k: _samlet(hoved.linje, x) for k, x in hoved.celler.items()}
    afgoer = [k for k, x in hoveder.items() if noegle(x.tekst) in dagsordensord("afgoerelseskolonner")]
    titler = {k for k, x in hoveder.items() if noegle(x.tekst) in dagsordensord("kolonner")}
    if not afgoer or not titler or min(titler) > min(afgoer) or _har_beslutninger(sider):
        return None
    titler |= {k for k in range(min(afgoer)) if k not in hoveder}  # a column of numbers may lack its head
    dagsorden = Dagsorden(frozenset(titler), hoveder, bredde)
    return dagsorden if _gaar_videre(dagsorden, raekker[1:]) else None


def _gaar_videre(dagsorden: Dagsorden | None, raekker: Sequence[Raekke]) -> bool:
    """Whether rows are an agenda's: numbered in the first column, or going on with a row above; the head may be
    repeated."""
    if dagsorden is None or not raekker:
        return False
    foerste = [r.tekst(0) for r in raekker if not _er_hoved(r, dagsorden)]
    talte = [x for x in foerste if _er_nummer(x.strip())]
    return all(not x or _er_nummer(x.strip()) for x in foerste) and (bool(talte) or dagsorden.bredde > 2)


def _er_hoved(r: Raekke, dagsorden: Dagsorden) -> bool:
    """Whether a row is the heads of the columns."""
    return {k: r.tekst(k) for k in r.celler} == {k: x.tekst for k, x in dagsorden.hoveder.items()}


def _har_beslutninger(sider: Sequence[Side]) -> bool:
    """Whether decisions are headed outside all tables."""
    linjer = (x for side in sider for x in side.linjer if x.gitter is None)
    ord_ = ordliste("gentaget") - ordliste("dokumentets_navn")
    return any(noegle(h.ord) in ord_ for x in linjer if (h := find_overskrift(x)))


def _dagsordenslinjer(raekker: Sequence[Raekke], dagsorden: Dagsorden) -> Iterator[Linje]:
    """The punkter of an agenda's rows, each column's text under its head but for number and title; a row without a
    number goes on with the one above it."""
    for r in raekker:
        if _er_hoved(r, dagsorden):
            continue
        titel = [x for k, x in r.celler.items() if k in dagsorden.titler]
        if titel:
            yield from _med_titel(r, titel)
        andre = [k for k in r.celler if k not in dagsorden.titler]
        for k in sorted(andre, key=lambda k: (k in dagsorden.hoveder and bool(rolle(dagsorden.hoveder[k].tekst)), k)):
            yield from [dagsorden.hoveder[k]] if titel and k in dagsorden.hoveder else []
            yield from r.celler[k]


def _med_titel(r: Raekke, celler: Sequence[list[Linje]]) -> Iterator[Linje]:
    """A punkt's number and title as one line, and what else stands in the cell below a title that is set off, or is a
    paragraph of its own."""
    *foran, sidste = celler
    fede = len(list(takewhile(lambda x: x.fed, sidste))) or (len(sidste) if sidste[0].boks else 1)
    yield _samlet(r.linje, [*(x for linjer in foran for x in linjer), *sidste[:fede]])
    yield from sidste[fede:]
