"""From bytes to a ``Referat``: read this page first. Pure: the same bytes always give the same ``Referat``."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from referat.extract.advarsler import find_advarsler
from referat.extract.dokument import afgoer_type, del_i_moeder, egne_numre, find_dato, kalder_sig, uden_foelgemail
from referat.extract.fravaer import med_fravaer
from referat.extract.kommune import afgoer_kommune
from referat.extract.kommunenavne import find_navne
from referat.extract.linjer import loebende_linjer
from referat.extract.moede import laes_moede
from referat.extract.oprydning import uden_oprydning
from referat.extract.punkt import laes_punkt
from referat.extract.punkter import Inddeling, inddel
from referat.extract.reading import laes
from referat.extract.records.omtaler import find_omtaler
from referat.extract.sidekanter import kantlinjer
from referat.extract.skade import saet_i_stand
from referat.extract.udsatte import med_udsatte
from referat.extract.udsnit import Udsnit
from referat.models.kommuner import paa_dato
from referat.schemas.referat import Moede, Referat, SideTekst
from referat.schemas.side import Gitter, Laest, Linje, Ocr
from referat.schemas.version import UDTRAEKKER
from referat.schemas.vokabular import Dokumenttype


def read_referat(data: bytes, kommune: str | None = None, ocr: Ocr = "auto") -> Referat:
    """Reads one document. ``kommune`` is a code that overrides what the text says.

    ``ocr`` says which pages of a PDF are read as pictures: those without text where Tesseract is installed, none, or
    all. Raises ``KanIkkeLaeses`` when the bytes are no readable document.
    """
    with uden_oprydning():
        return _referat(data, laes(data, ocr), kommune)


def _referat(data: bytes, laest: Laest, kommune: str | None) -> Referat:
    """A document from its lines to its records; damaged words are put right for the reading alone."""
    i_stand, skade = saet_i_stand(laest)
    return skade.tilbage(_poster(data, i_stand, laest, kommune))


def _poster(data: bytes, laest: Laest, trykt: Laest, kommune: str | None) -> Referat:
    """The records of a document put right; its pages are ``trykt``."""
    linjer = loebende_linjer(laest)
    gitre = [g for side in laest.sider for g in side.gitre]
    egne = uden_foelgemail(linjer)
    kalder = kalder_sig(egne)
    kanter = kantlinjer(laest)
    moeder = [] if kalder in (Dokumenttype.NOTAT, Dokumenttype.BREV) else _moeder(egne, gitre, kanter)
    dokumenttype = afgoer_type(kalder, [m for m, _ in moeder])
    broed = Udsnit(linjer)
    navne = find_navne(broed.tekst)
    referat = bool(moeder) and dokumenttype in (Dokumenttype.REFERAT, Dokumenttype.DAGSORDEN)
    dato = moeder[0][0].dato if referat else find_dato(linjer)
    udpeget = kommune and paa_dato(kommune, dato)
    egen = afgoer_kommune(_hoved(linjer, moeder, kanter), broed.tekst, navne, dato)
    kode = udpeget or egen[0]
    return Referat(
        id=hashlib.sha256(data).hexdigest(),
        type=dokumenttype,
        kommune_kode=kode,
        dato=dato,
        ocr=laest.ocr,
        udtraekker=UDTRAEKKER,
        sider=[SideTekst(side=s.nr, tekst=s.tekst, bredde=s.bredde, hoejde=s.hoejde) for s in trykt.sider],
        moeder=[m for m, _ in moeder] if referat else [],
        journalnumre=[] if referat else egne_numre(linjer),
        omtaler=find_omtaler(broed, navne),
        advarsler=find_advarsler(trykt, linjer, dokumenttype, kode, egen, moeder),
    )


def _moeder(linjer: Sequence[Linje], gitre: Sequence[Gitter], kanter: Sequence[Linje]) -> list[tuple[Moede, Inddeling]]:
    """The meetings that have punkter or at least say when or whose they are; the pages' edges are of the only one."""
    ud: list[tuple[Moede, Inddeling]] = []
    dele = list(filter(None, del_i_moeder(linjer)))
    for del_ in dele:
        ud.append(_moede(del_, gitre, sum(len(m.punkter) for m, _ in ud), kanter if len(dele) == 1 else ()))
    return [(m, i) for m, i in ud if m.punkter or m.dato or m.udvalg]


def _moede(
    linjer: Sequence[Linje], gitre: Sequence[Gitter], foer: int, kanter: Sequence[Linje]
) -> tuple[Moede, Inddeling]:
    """One meeting with its punkter, numbered on from ``foer`` through the document."""
    inddeling = inddel(linjer)
    moede = laes_moede(inddeling.hoved, linjer, inddeling.slut, kanter)
    punkter = [laes_punkt(rum, moede, foer + nr, gitre, inddeling) for nr, rum in enumerate(inddeling.rum, 1)]
    return med_udsatte(med_fravaer(moede, punkter, inddeling.hoved, inddeling.slut)), inddeling


def _hoved(linjer: Sequence[Linje], moeder: Sequence[tuple[Moede, Inddeling]], kanter: Sequence[Linje]) -> str:
    """The text of the first meeting's head, else of the first lines, and what stands at the pages' edges."""
    hoved = moeder[0][1].hoved if moeder and moeder[0][1].rum else linjer[:15]
    return "\n".join(x.tekst for x in (*hoved, *kanter))
