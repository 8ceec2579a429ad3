"""PDF through PDFium: pages of lines with place, size and boldness, tables as their rows; scanned pages by OCR.

What PDFium refuses is tried by the reserve, and what both refuse is put in order first, if it is whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from referat.extract.reading import kald, reparation, reserve
from referat.extract.reading.gitter import FLEST_OBJEKTER
from referat.extract.reading.linjer import Raalinje, Raaside, saml
from referat.extract.reading.livstegn import sideantal
from referat.extract.reading.loebehoved import maerk_loebehoveder
from referat.extract.reading.ocr import INSTALLER, OcrFejl, er_billede, findes
from referat.extract.reading.ocr import laes_ord as laes_billede
from referat.extract.reading.opstilling import stil_op
from referat.extract.reading.ord import Ord, Ramme, Set, laes_ord, laes_tegn
from referat.extract.reading.skjult import Skjultsoeger, find_flader, har_lag, kan_skjule
from referat.extract.reading.tabelfinder import find_tabeller
from referat.schemas.fejl import KanIkkeLaeses
from referat.schemas.side import SIDE_UDEN_TEKST, Laest, Ocr, navngiv

FLEST_SIDER = 5_000
FLEST_TEGN_PAA_SIDE = 200_000
FLEST_TEGN = 50_000_000
SKJULT_TEKST, UKENDTE_TEGN = "skjult-tekst", "ukendte-tegn"
BESKADIGET = ("beskadiget-pdf", "afkortet")
"""Codes of what may be put in order."""
UKENDT = "\ufffd"
SIDEOBJEKT = re.compile(rb"/Type\s*/Page\b")
FLEST_PAA_TOM, FLEST_TOMME = 2_000, 5
"""Objects on a page without text, and how many such pages, that pdfplumber is asked about."""


def laes(data: bytes, ocr: Ocr = "auto") -> Laest:
    """The pages of a PDF. Raises ``KanIkkeLaeses``: ``krypteret``, ``afkortet``, ``beskadiget-pdf``, ``for-stor``,
    ``ingen-tekst``, ``ocr-mangler``. A PDF that opens without a password is read, whatever it permits."""
    if ocr == "always" and not findes():
        raise KanIkkeLaeses("ocr-mangler", f"PDF'en kan ikke OCR-læses her: {INSTALLER}.")
    laeser = Sidelaeser(ocr, har_lag(data))
    sider = _alle_sider(data, laeser)
    if not any(side.linjer for side in sider):
        raise laeser.ingen_tekst()
    laeser.se_tegn(sider)
    laeser.advarsler += krydstjek(data, len(sider), laeser.tomme)
    _saet_forhold(x for side in sider for x in side.linjer)
    maerk_loebehoveder(sider)
    return replace(saml(sider, laeser.alle_advarsler()), ocr=bool(laeser.ocr_sider))


def _alle_sider(data: bytes, laeser: Sidelaeser) -> list[Raaside]:
    """The pages as PDFium reads them, or as the reserve does if PDFium refuses some and the reserve reads more."""
    sider: list[Raaside] = []
    fejl: KanIkkeLaeses | None = None
    try:
        with aabn(data) as dokument:
            sider = list(_sider(dokument, laeser))
    except KanIkkeLaeses as e:
        if e.kode not in BESKADIGET:
            raise
        fejl = e
    if (fejl and fejl.kode == BESKADIGET[0]) or laeser.beskadigede:
        # the whole document, for a page that PDFium passes over shifts the numbers of those after it
        andre = reserve.laes_sider(data, FLEST_SIDER, FLEST_TEGN_PAA_SIDE)
        if _med_tekst(andre) > _med_tekst(sider):
            return laeser.tag_reserven(andre)
    if fejl:
        return _satte_i_stand(data, laeser, fejl)
    return sider


def _satte_i_stand(data: bytes, laeser: Sidelaeser, fejl: KanIkkeLaeses) -> list[Raaside]:
    """The pages of a PDF that was put in order first; raises the ``fejl`` that it had where that cannot be done."""
    hel = reparation.saet_i_stand(data, FLEST_SIDER)
    if hel is None:
        raise fejl
    laeser.tag_reserven(())
    try:
        with aabn(hel) as dokument:
            sider = list(_sider(dokument, laeser))
    except KanIkkeLaeses:
        raise fejl from None
    laeser.reserve_sider = list(range(1, len(sider) + 1))
    return sider


def _med_tekst(sider: Iterable[Raaside | None]) -> int:
    return sum(1 for side in sider if side and side.linjer)


def krydstjek(data: bytes, antal: int, tomme: Sequence[int]) -> list[tuple[str, str]]:
    """What pdfplumber finds that PDFium did not, where there is a sign that it might: more pages, or text."""
    ud = []
    if len(SIDEOBJEKT.findall(data)) > antal and (andet := reserve.antal_sider(data, FLEST_SIDER)) > antal:
        besked = f"PDF'en ser ud til at have {andet} sider, men kun {antal} kunne læses; tekst kan mangle."
        ud.append(("faerre-sider", besked))
    if tomme and (mangler := reserve.sider_med_tekst(data, tomme[:FLEST_TOMME])):
        ud.append(("tekst-mangler", f"{navngiv(mangler)} er læst som tom, men har tekst; se siden efter."))
    return ud


@contextmanager
def aabn(data: bytes) -> Iterator[Any]:
    """The document of a PDF, closed again. Raises ``KanIkkeLaeses`` where it cannot be opened or has too many pages."""
    try:
        dokument = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as e:
        raise _aabnefejl(data, getattr(e, "err_code", None)) from e
    try:
        antal = len(dokument)
        if antal == 0:
            raise KanIkkeLaeses("beskadiget-pdf", "PDF'en har ingen sider; hent den igen, hvor den kom fra.")
        if antal > FLEST_SIDER:
            raise KanIkkeLaeses("for-stor", f"PDF'en har over {FLEST_SIDER} sider; del den op, og prøv igen.")
        sideantal.get()(antal)
        yield dokument
    finally:
        dokument.close()


def _aabnefejl(data: bytes, kode: int | None) -> KanIkkeLaeses:
    # PDFium's last error may be an earlier document's
    if kode == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in data:
        return KanIkkeLaeses("krypteret", "PDF'en er låst med en adgangskode; gem den uden adgangskode, og prøv igen.")
    if b"%%EOF" not in data[-2048:]:
        return KanIkkeLaeses("afkortet", "PDF'en er kun hentet delvis: dens slutning mangler; hent den igen.")
    return KanIkkeLaeses("beskadiget-pdf", "PDF'en er beskadiget og kan ikke åbnes; hent den igen, hvor den kom fra.")


def _sider(dokument: Any, laeser: Sidelaeser) -> Iterator[Raaside]:
    """The pages in order; one that PDFium refuses is empty."""
    tegn = 0
    for nr in range(1, len(dokument) + 1):
        try:
            with aabn_side(dokument, nr) as side:
                laest, antal = laeser.laes(side, nr)
        except pypdfium2.PdfiumError:
            laeser.beskadigede.append(nr)
            yield Raaside()
            continue
        tegn += antal
        if tegn > FLEST_TEGN:
            raise KanIkkeLaeses("for-stor", "PDF'en har for megen tekst til at være et referat; del den op.", nr)
        yield laest
    if len(laeser.beskadigede) == len(dokument):
        besked = "Ingen af PDF'ens sider kan åbnes; filen er beskadiget; hent den igen, hvor den kom fra."
        raise KanIkkeLaeses("beskadiget-pdf", besked)


@contextmanager
def aabn_side(dokument: Any, nr: int) -> Iterator[Any]:
    """A page by its number from 1, closed again. Raises ``PdfiumError`` for one that is damaged."""
    side = dokument[nr - 1]
    try:
        yield side
    finally:
        side.close()


class Sidelaeser:
    """Reads the pages of one document, and keeps account of those that are pictures."""

    def __init__(self, ocr: Ocr, lag: bool = False) -> None:
        self.ocr, self.lag, self.foer = ocr, lag, Set()
        self.skjult: dict[str, list[int]] = {}
        """How text is hidden → the pages that have such text."""
        self.tegnloese: list[int] = []
        self.tomme: list[int] = []
        """Pages that have drawing but neither text nor pictures."""
        self.advarsler: list[tuple[str, str]] = []
        self.ocr_sider: list[int] = []
        self.beskadigede: list[int] = []
        self.reserve_sider: list[int] = []
        self.ulaeste: list[int] = []

    def laes(self, side: Any, nr: int) -> tuple[Raaside, int]:
        """A page, and how many characters PDFium found on it."""
        ramme = Ramme(side)
        andre = kald.andre_end_tekst(kald.adresse(side), FLEST_OBJEKTER)
        alle, antal = self._tekstlag(side, ramme, andre, nr)
        if self.ocr == "always" or (not alle and er_billede(side, ramme)):
            alle = self._billede(side, ramme, nr)
        if antal <= 0 and andre and not alle and nr not in self.ulaeste and len(andre) <= FLEST_PAA_TOM:
            self.tomme.append(nr)
        linjer, faerdige = stil_op(*find_tabeller(andre, ramme, alle))
        return Raaside(linjer, ramme.bredde, ramme.hoejde, faerdige), antal

    def _tekstlag(
        self, side: Any, ramme: Ramme, andre: Sequence[tuple[int, int, int]], nr: int
    ) -> tuple[list[Ord], int]:
        """The words that a page has as text to be seen, and its number of characters."""
        tekstside = side.get_textpage()
        try:
            antal = max(pdfium.FPDFText_CountChars(tekstside), 0)
            if antal > FLEST_TEGN_PAA_SIDE:
                besked = f"Side {nr} har {antal} tegn, for mange til at være et referats; undersøg filen."
                raise KanIkkeLaeses("for-stor", besked, nr)
            self.foer.mistanke, self.foer.tegnloese = False, 0
            alle = laes_ord(tekstside, ramme, antal, self.foer)
            flader = find_flader(andre, ramme) if alle else []
            if alle and (self.foer.mistanke or self.lag or kan_skjule(alle, flader, ramme)):
                soeger = Skjultsoeger(side, tekstside, ramme, flader, self.lag)
                alle = self._uden_skjulte(alle, soeger, tekstside, ramme, nr)
            if self.foer.tegnloese:
                self.tegnloese.append(nr)
            return alle, antal
        finally:
            tekstside.close()

    def _uden_skjulte(self, alle: list[Ord], soeger: Skjultsoeger, tekstside: Any, ramme: Ramme, nr: int) -> list[Ord]:
        """The words of a page but for those that nobody sees."""
        tekst = laes_tegn(tekstside, pdfium.FPDFText_CountChars(tekstside))
        skjulte = soeger.find(tekst)
        if not skjulte:
            return alle
        for hvordan in sorted(set(skjulte.values())):
            self.skjult.setdefault(hvordan, []).append(nr)
        synligt = "".join(" " if i in skjulte else x for i, x in enumerate(tekst))
        return laes_ord(tekstside, ramme, len(tekst), self.foer, synligt)

    def _billede(self, side: Any, ramme: Ramme, nr: int) -> list[Ord]:
        """The words of a page that is a picture; none where it may not or cannot be read."""
        if self.ocr == "never" or not findes():
            self.ulaeste.append(nr)
            return []
        try:
            ord_ = laes_billede(side, ramme)
        except OcrFejl as fejl:
            besked = f"Side {nr} er et billede, som Tesseract ikke kunne læse ({fejl}); dens tekst mangler."
            self.advarsler.append(("ocr-fejlede", besked))
            return []
        self.ocr_sider.append(nr)
        return ord_

    def se_tegn(self, sider: Iterable[Raaside]) -> None:
        """Note the pages with characters that no font names."""
        har = {nr for nr, side in enumerate(sider, 1) if any(UKENDT in x.tekst for x in side.linjer)}
        self.tegnloese = sorted(har | set(self.tegnloese))

    def tag_reserven(self, sider: Sequence[Raaside | None]) -> list[Raaside]:
        """The reserve's pages in place of all that was read; those that it too refused are empty."""
        self.advarsler, self.ocr_sider, self.ulaeste = [], [], []
        self.reserve_sider = [nr for nr, side in enumerate(sider, 1) if side]
        self.beskadigede = [nr for nr, side in enumerate(sider, 1) if not side]
        return [side or Raaside() for side in sider]

    def alle_advarsler(self) -> list[tuple[str, str]]:
        """What a careful reader would want to know of the pages."""
        ud = list(self.advarsler)
        for nr in self.beskadigede:
            ud.append(("beskadiget-side", f"Side {nr} i PDF'en er beskadiget, og dens tekst mangler."))
        for hvordan, sider in sorted(self.skjult.items()):
            besked = f"{navngiv(sider)} har tekst, der ikke kan ses ({hvordan}); den er ikke læst med."
            ud.append((SKJULT_TEKST, besked))
        if self.tegnloese:
            besked = f"{navngiv(self.tegnloese)} har tegn, som skriften ikke navngiver; deres tekst mangler."
            ud.append((UKENDTE_TEGN, besked))
        if self.reserve_sider:
            hvordan = "beskadiget og læst på anden måde, så tekst kan mangle eller stå i en anden rækkefølge"
            ud.append(("beskadiget-laest", f"{navngiv(self.reserve_sider)} er {hvordan}."))
        if self.ocr_sider:
            ud.append(("ocr", f"{navngiv(self.ocr_sider)} er læst med OCR, så tal og navne kan være læst forkert."))
        if self.ulaeste:
            grund = "" if self.ocr == "never" else f": {INSTALLER} (--ocr always)"
            ud.append((SIDE_UDEN_TEKST, f"{navngiv(self.ulaeste)} er billede, og teksten er ikke læst{grund}."))
        return ud

    def ingen_tekst(self) -> KanIkkeLaeses:
        """Why a document without a single line gave nothing."""
        if self.ulaeste and self.ocr == "never":
            besked = "PDF'en er billeder uden tekst; læs den igen med --ocr auto."
            return KanIkkeLaeses("ingen-tekst", besked)
        if self.ulaeste:
            return KanIkkeLaeses("ocr-mangler", f"PDF'en er billeder uden tekst og skal OCR-læses: {INSTALLER}.")
        if self.skjult:
            besked = f"PDF'en har kun tekst, der ikke kan ses ({', '.join(sorted(self.skjult))}); hent en anden udgave."
            return KanIkkeLaeses("ingen-tekst", besked)
        fundet = "OCR fandt ingen tekst i PDF'ens billeder" if self.ocr_sider else "PDF'en har ingen tekst"
        return KanIkkeLaeses("ingen-tekst", f"{fundet}; hent en bedre udgave af den.")


def _saet_forhold(linjer: Iterable[Raalinje]) -> None:
    """Sizes become ratios to the document's body size, the one that most characters have."""
    alle = list(linjer)
    tegn: Counter[float] = Counter()
    for x in alle:
        tegn[x.stoerrelse] += len(x.tekst)
    broed = next((s for s, _ in tegn.most_common() if s > 0), 0.0)
    for x in alle:
        x.forhold = round(x.stoerrelse / broed, 2) if broed and x.stoerrelse else 1.0
