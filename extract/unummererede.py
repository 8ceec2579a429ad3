"""Unnumbered punkter: what else may begin one, the surest sign first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from referat.extract.indhold import Indhold, laes_indhold
from referat.extract.linjesyn import Linjer, Start, kan_vaere_titel
from referat.extract.moede import find_titel
from referat.extract.vaerdier import find_datoer
from referat.models.afsnit import noegle
from referat.models.organer import er_organ
from referat.models.viden import moenster, regler
from referat.schemas.vokabular import Afsnitsart

STARTER = {Afsnitsart.RESUME, Afsnitsart.SAGSFREMSTILLING, Afsnitsart.PROCEDURE}
"""Roles that a punkt's text begins with."""
AFGJORT = {Afsnitsart.BESLUTNING, Afsnitsart.INDSTILLING}


def find_unummererede(x: Linjer, indhold: Indhold) -> list[Start]:
    """Ways to begin without a borne-out number, the surest first: a title printed twice, a title over its case number,
    a title over the first of the headings that repeat, the headings alone."""
    if sikre := _titel_to_gange(x) or titel_over_sagsnummer(x) or _titel_fra_indhold(x, indhold):
        return sikre
    fundne = [starter for finder in (_titel_over_overskrift, _kun_overskrifter) if (starter := finder(x))]
    return next((starter for starter in fundne if len(starter) > 1), fundne[0] if fundne else [])


def _titel_to_gange(x: Linjer) -> list[Start]:
    ud: list[Start] = []
    for i, linje in enumerate(x.linjer):
        naeste = x.fyldte(i)[:1]
        if naeste and kan_vaere_titel(x, i) and noegle(linje.tekst) == noegle(x.linjer[naeste[0]].tekst):
            ud += [] if _gentager(x, i) else [Start(i, None, linje.tekst.strip(), "punktstart:titel-to-gange", 3)]
    return ud if len(ud) > 1 else []


def _gentager(x: Linjer, i: int) -> bool:
    """Whether a line is the one before it once more: a title printed twice or thrice is one."""
    foer = x.foer(i)
    return foer is not None and noegle(x.linjer[foer].tekst) == noegle(x.linjer[i].tekst)


def _titel_fra_indhold(x: Linjer, indhold: Indhold) -> list[Start]:
    """Lines of the body that the contents list names; without a headed list, a run of short lines that all come again
    is one."""
    if not indhold.poster:
        indhold = _uanmeldt_indhold(x)
    ud = [
        Start(i, None, linje.tekst.strip(), "punktstart:indhold", 3)
        for i, linje in enumerate(x.linjer)
        if i >= indhold.til
        and kan_vaere_titel(x, i)
        and indhold.naevner(linje.tekst.strip(" *#•-"))
        and not _gentager(x, i)
    ]
    return ud if len(ud) > 1 else []


def _uanmeldt_indhold(x: Linjer) -> Indhold:
    """A contents list without a heading."""
    antal = Counter(noegle(k.tekst) for i, k in enumerate(x.linjer) if kan_vaere_titel(x, i))
    raekke: list[int] = []
    for i, linje in enumerate(x.linjer):
        if linje.tom:
            continue
        if antal[noegle(linje.tekst)] > 1:
            raekke.append(i)
        elif len(raekke) > 1:
            break
        else:
            raekke = []
    return laes_indhold(x.linjer, raekke[0], raekke[-1] + 1) if len(raekke) > 1 else Indhold(0, 0, ())


def titel_over_sagsnummer(x: Linjer) -> list[Start]:
    """A title over its case number; where those are short and count up (`Sag nr. 129`) they number the punkter."""
    ud: list[Start] = []
    for i in range(len(x)):
        foer = x.foer(i)
        if x.sagslinje[i] and foer is not None and kan_vaere_titel(x, foer):
            m = moenster("struktur", "sag-nr").match(x.linjer[i].tekst)
            regel = "punktstart:titel-sag-nr" if m else "punktstart:titel-sagsnr"
            ud.append(Start(foer, m[1] if m else None, x.linjer[foer].tekst.strip(), regel, 3))
    return ud


def _titel_over_overskrift(x: Linjer) -> list[Start]:
    """Short lines above a starting heading, once a decision has passed or at the beginning."""

    def begynder(i: int, art: Afsnitsart) -> Start | None:
        foer = x.foer(i)
        if art not in STARTER | AFGJORT or foer is None or not kan_vaere_titel(x, foer) or not _alene(x, foer):
            return None
        return Start(foer, None, x.linjer[foer].tekst.strip(), "punktstart:titel", 2)

    return _en_til_hver_beslutning(x, begynder) if x.har(*AFGJORT) else []


def _kun_overskrifter(x: Linjer) -> list[Start]:
    """Only headings are left: a starting heading after a decision begins the next punkt."""
    if gentagne := _foerste_overskrift_igen(x):
        return gentagne

    def begynder(i: int, art: Afsnitsart) -> Start | None:
        hoved = art in STARTER or art is Afsnitsart.INDSTILLING
        return Start(i, None, "", "punktstart:overskrift", 1) if hoved else None

    return _en_til_hver_beslutning(x, begynder) if x.har(Afsnitsart.BESLUTNING) else []


def _en_til_hver_beslutning(x: Linjer, begynder: Callable[[int, Afsnitsart], Start | None]) -> list[Start]:
    """The first heading that begins a punkt, and after each decision the next that does."""
    ud: list[Start] = []
    venter = True
    for i, h in enumerate(x.overskrifter):
        if h is None:
            continue
        if venter and (start := begynder(i, h.art)):
            ud.append(start)
            venter = False
        venter = venter or h.art is Afsnitsart.BESLUTNING
    return ud


def _foerste_overskrift_igen(x: Linjer) -> list[Start]:
    """Where the very first heading comes again after a decision, each time begins a punkt."""
    fundne = [(i, h) for i, h in enumerate(x.overskrifter) if h is not None and h.art is not Afsnitsart.FRAVAER]
    if not fundne or fundne[0][1].art not in STARTER:
        return []
    steder = [i for i, h in fundne if noegle(h.ord) == noegle(fundne[0][1].ord)]
    mellem = [any(h.art is Afsnitsart.BESLUTNING for k, h in fundne if a < k < b) for a, b in pairwise(steder)]
    ud = [Start(i, None, "", "punktstart:overskrift", 1) for i in steder]
    return ud if len(ud) > 1 and all(mellem) else []


def _alene(x: Linjer, i: int) -> bool:
    """Whether a line stands by itself (a blank line or the page's top before it) and names no body, date or label."""
    tekst = x.linjer[i].tekst
    sted = any(r.giver == "sted" and r.moenster.match(tekst) for r in regler("moedehoved"))
    organ = er_organ(tekst.split(",")[0].strip(" *#"))
    hoved = sted or organ or find_titel(x.linjer[i]) or find_datoer(tekst) or ":" in tekst
    return not hoved and (i == 0 or x.linjer[i - 1].tom or x.fremhaevet(i))
