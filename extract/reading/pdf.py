"""Born-digital PDF through PDFium: pages of lines with place, size and boldness, ruled tables as their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from referat.extract.reading.linjer import Raalinje, Raaside, saml
from referat.extract.reading.loebehoved import maerk_loebehoveder
from referat.extract.reading.opstilling import stil_op
from referat.extract.reading.ord import Ramme, Set, laes_ord
from referat.extract.reading.tabelfinder import find_tabeller
from referat.schemas.fejl import KanIkkeLaeses
from referat.schemas.side import Laest

FLEST_SIDER = 5_000
FLEST_TEGN_PAA_SIDE = 200_000
FLEST_TEGN = 50_000_000


def laes(data: bytes) -> Laest:
    """The pages of a PDF. Raises ``KanIkkeLaeses``: ``krypteret``, ``afkortet``, ``beskadiget-pdf``, ``for-stor``,
    ``ingen-tekst``. A PDF that opens without a password is read, whatever it permits."""
    advarsler: list[tuple[str, str]] = []
    with _aabn(data) as dokument:
        sider = list(_sider(dokument, advarsler))
    if not any(side.linjer for side in sider):
        raise KanIkkeLaeses("ingen-tekst", "PDF'en er billeder uden tekst; den skal OCR-læses, før den kan indlæses.")
    _saet_forhold(x for side in sider for x in side.linjer)
    maerk_loebehoveder(sider)
    return saml(sider, advarsler)


@contextmanager
def _aabn(data: bytes) -> Iterator[Any]:
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
        yield dokument
    finally:
        dokument.close()


def _aabnefejl(data: bytes, kode: int | None) -> KanIkkeLaeses:
    if kode == pdfium.FPDF_ERR_PASSWORD:
        return KanIkkeLaeses("krypteret", "PDF'en er låst med en adgangskode; gem den uden adgangskode, og prøv igen.")
    if b"%%EOF" not in data[-2048:]:
        return KanIkkeLaeses("afkortet", "PDF'en er kun hentet delvis: dens slutning mangler; hent den igen.")
    return KanIkkeLaeses("beskadiget-pdf", "PDF'en er beskadiget og kan ikke åbnes; hent den igen, hvor den kom fra.")


def _sider(dokument: Any, advarsler: list[tuple[str, str]]) -> Iterator[Raaside]:
    """The pages in order; one that cannot be opened is empty, and an ``advarsel`` says so."""
    tegn = aabnet = 0
    foer = Set()
    for nr in range(1, len(dokument) + 1):
        try:
            side = dokument[nr - 1]
        except pypdfium2.PdfiumError:
            advarsler.append(("beskadiget-side", f"Side {nr} i PDF'en er beskadiget, og dens tekst mangler."))
            yield Raaside()
            continue
        try:
            laest, antal = _side(side, nr, foer)
        finally:
            side.close()
        aabnet += 1
        tegn += antal
        if tegn > FLEST_TEGN:
            raise KanIkkeLaeses("for-stor", "PDF'en har for megen tekst til at være et referat; del den op.", nr)
        yield laest
    if not aabnet:
        besked = "Ingen af PDF'ens sider kan åbnes; filen er beskadiget; hent den igen, hvor den kom fra."
        raise KanIkkeLaeses("beskadiget-pdf", besked)


def _side(side: Any, nr: int, foer: Set) -> tuple[Raaside, int]:
    """A page, and how many characters PDFium found on it."""
    ramme = Ramme(side)
    tekstside = side.get_textpage()
    try:
        antal = max(pdfium.FPDFText_CountChars(tekstside), 0)
        if antal > FLEST_TEGN_PAA_SIDE:
            besked = f"Side {nr} har {antal} tegn, for mange til at være et referats; undersøg filen."
            raise KanIkkeLaeses("for-stor", besked, nr)
        alle = laes_ord(tekstside, ramme, antal, foer)
    finally:
        tekstside.close()
    linjer, faerdige = stil_op(*find_tabeller(side, ramme, alle))
    return Raaside(linjer, ramme.bredde, ramme.hoejde, faerdige), antal


def _saet_forhold(linjer: Iterable[Raalinje]) -> None:
    """Sizes become ratios to the document's body size, the one that most characters have."""
    alle = list(linjer)
    tegn: Counter[float] = Counter()
    for x in alle:
        tegn[x.stoerrelse] += len(x.tekst)
    broed = next((s for s, _ in tegn.most_common() if s > 0), 0.0)
    for x in alle:
        x.forhold = round(x.stoerrelse / broed, 2) if broed and x.stoerrelse else 1.0
