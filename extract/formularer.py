"""Tables that only lay out a page, as the lines that they hold: a punkt's headings with their text in the cell beside
them, an agenda whose columns are number, title and decision, a frame around a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile, zip_longest

from referat.extract.moedefelter import felt_i
from referat.extract.overskrifter import find_overskrift
from referat.extract.records.journalnumre import er_maerkat
from referat.extract.udsnit import foren_bokse, skaer
from referat.models.afsnit import noegle, rolle
from referat.models.titler import dagsordensord
from referat.schemas.side import Cellelinje, GitterCelle, Linje, Side
from referat.schemas.vokabular import Afsnitsart

SAGENS = frozenset(
    {Afsnitsart.BESLUTNING, Afsnitsart.INDSTILLING, Afsnitsart.SAGSFREMSTILLING, Afsnitsart.RESUME, Afsnitsart.BILAG}
)
"""The headings of which a punkt's own table has one at least."""
FAERREST_LINJER = 4
"""Fewer lines of a cell do not tell where its right edge is."""
FLEST_CELLER = 3
"""A row of a punkt's own table has no more."""
NUMMER = re.compile(r"(?:[A-ZÆØÅa-zæøå]+\.?\s*(?:nr\.?\s*)?)?\d{1,3}[a-z]?[.):]?")
"""A punkt's number, with or without a word before it."""
TAL = re.compile(r"[\d.,%+\s-]+")


@dataclass(slots=True)
class Raekke:
    """A row: the line that it is, and its cells that are not empty, each by its column with its lines."""

    linje: Linje
    celler: dict[int, list[Linje]] = field(default_factory=dict)

    def tekst(self, k: int) -> str:
        return " ".join(x.tekst for x in self.celler.get(k, ()))


def som_linjer(sider: Iterable[Side]) -> Iterator[Linje]:
    """The lines of the body, those of a table that only lays out a page as a reader of its cells meets them."""
    kolonner: dict[int, Linje] = {}
    for side in sider:
        for nr, gruppe in groupby((x for x in side.linjer if x.art == "broed"), key=lambda x: x.gitter):
            linjer = list(gruppe)
            if nr is None or len(linjer) != len(side.gitre[nr].raekker):
                yield from linjer
                continue
            raekker = [_raekke(x, celler) for x, celler in zip(linjer, side.gitre[nr].raekker, strict=True)]
            egne = _kolonner(raekker[0])
            kolonner = egne or (kolonner if len(side.gitre[nr].raekker[0]) == len(kolonner) else {})
            if kolonner:
                yield from _dagsorden(raekker[bool(egne) :], kolonner)
            elif len(raekker) == 1 and len(raekker[0].celler) > FLEST_CELLER:
                yield replace(linjer[0], gitter=None)  # the head of a table that the next page has
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
    roller = [rolle(_etiket(r)) for r in fyldte if _har_tekst(r)]
    sag = any(x and x.art in SAGENS for x in roller) or any(_alene_under_overskrift(r) for r in fyldte)
    folk = any(_har_tekst(r) and felt_i(_etiket(r)) and len(list(r.celler.values())[1]) > 1 for r in fyldte)
    return (sag or folk) and 2 * sum(map(_kan_vaere_etiket, fyldte)) >= len(fyldte)


def _etiket(r: Raekke) -> str:
    """The text of a row's first cell."""
    return r.tekst(min(r.celler)).strip()


def _har_tekst(r: Raekke) -> bool:
    """Whether a row is a cell with another beside it that is no number."""
    resten = list(r.celler)[1:]
    return len(resten) == 1 and TAL.fullmatch(r.tekst(resten[0])) is None


def _alene_under_overskrift(r: Raekke) -> bool:
    """Whether a row is one cell whose first line heads a part of a punkt."""
    if len(r.celler) != 1:
        return False
    h = find_overskrift(next(iter(r.celler.values()))[0])
    return h is not None and h.art in SAGENS


def _kan_vaere_etiket(r: Raekke) -> bool:
    etiket = _etiket(r)
    kendt = rolle(etiket) is not None or felt_i(etiket) is not None or er_maerkat(etiket)
    return len(r.celler) == 1 or (_har_tekst(r) and (kendt or NUMMER.fullmatch(etiket) is not None))


def _formularlinjer(r: Raekke) -> Iterator[Linje]:
    """The lines of a row: a heading, then the lines beside it; a number with its title in one line, as a label with a
    value of one line."""
    celler = list(r.celler.values())
    if len(celler) == 2 and rolle(_etiket(r)) is None:
        (foerste, *flere), anden = celler
        if not flere and (NUMMER.fullmatch(foerste.tekst) or len(anden) == 1):
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


def _kolonner(hoved: Raekke) -> dict[int, Linje]:
    """What the columns of an agenda are headed, where a row heads titles and decisions, else nothing."""
    ord_ = {k: _samlet(hoved.linje, x) for k, x in hoved.celler.items()}
    afgoer = [k for k, x in ord_.items() if (h := rolle(x.tekst)) and h.art is Afsnitsart.BESLUTNING]
    titler = [k for k, x in ord_.items() if noegle(x.tekst) in dagsordensord("kolonner")]
    return ord_ if afgoer and titler and min(titler) < min(afgoer) else {}


def _dagsorden(raekker: Sequence[Raekke], kolonner: dict[int, Linje]) -> Iterator[Linje]:
    """The punkter of an agenda's rows, each column's text under its head but for number and title; a row without a
    number goes on with the one above it."""
    for r in raekker:
        celler = dict(r.celler)
        titel = [k for k in celler if k in kolonner and noegle(kolonner[k].tekst) in dagsordensord("kolonner")]
        if titel:
            yield from _med_titel(r, [celler.pop(k) for k in titel])
        roller = {k: rolle(kolonner[k].tekst) for k in celler if k in kolonner}
        for k in sorted(celler, key=lambda k: (roller.get(k) is not None, k)):
            yield from [kolonner[k]] if titel and k in kolonner else []
            yield from celler[k]


def _med_titel(r: Raekke, celler: Sequence[list[Linje]]) -> Iterator[Linje]:
    """A punkt's number and title as one line, and what else stands in the cell below a title that is set off, or is a
    paragraph of its own."""
    *foran, sidste = celler
    fede = len(list(takewhile(lambda x: x.fed, sidste))) or (len(sidste) if sidste[0].boks else 1)
    yield _samlet(r.linje, [*(x for linjer in foran for x in linjer), *sidste[:fede]])
    yield from sidste[fede:]
