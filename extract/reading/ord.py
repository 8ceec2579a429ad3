"""Words of a PDF page with box, font, size and boldness, from PDFium's text page.

PDFium gives a page's text in one call; a word needs few calls more (its first and last character's box, and the text
object it was drawn by), so no work is done for each character unless a word changes type within itself.
Boxes are points from the upper left corner of the page as shown, whatever its rotation and crop box.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium
from referat.extract.reading.tegn import normaliser
from referat.schemas.side import Boks

ORD = re.compile(r"[^\s\ufffe]+\ufffe?|\ufffe")
LINJEENDE = "\ufffe"
"""PDFium's mark for a hyphen at the end of a line, which it takes out of the word."""
FEDE_NAVNE = re.compile(r"bold|black|heavy|fett|(?<![a-z])(?:semi|demi)(?![a-z])|[-,]bd(?![a-z])", re.IGNORECASE)
FED_VAEGT = 600
TVUNGEN_FED = 1 << 18
"""The ForceBold flag of a font descriptor (ISO 32000-1, table 123)."""

Punkt = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Skrift:
    """How a word is drawn. ``bund`` is its baseline, None where the text does not run from left to right."""

    font: str
    stoerrelse: float
    fed: bool
    bund: float | None


@dataclass(slots=True)
class Ord:
    """A word; ``linje`` is its line in PDFium's own order, ``fed_til`` how many of its first characters are bold."""

    tekst: str
    x0: float
    top: float
    x1: float
    bottom: float
    skrift: Skrift
    fed_til: int
    linje: int

    @property
    def boks(self) -> Boks:
        return self.x0, self.top, self.x1, self.bottom


class Ramme:
    """The page as shown: its size, and the way from PDF coordinates to points from its upper left corner."""

    def __init__(self, side: Any) -> None:
        r = pdfium.FS_RECTF()
        ok = pdfium.FPDF_GetPageBoundingBox(side, r)
        self.venstre, self.bund, self.hoejre, self.top = (
            (r.left, r.bottom, r.right, r.top) if ok and r.right > r.left and r.top > r.bottom else (0, 0, 612, 792)
        )
        self.drejning = pdfium.FPDFPage_GetRotation(side) % 4
        bredde, hoejde = self.hoejre - self.venstre, self.top - self.bund
        self.bredde, self.hoejde = (hoejde, bredde) if self.drejning % 2 else (bredde, hoejde)

    def punkt(self, x: float, y: float) -> Punkt:
        """A PDF point as seen on the page."""
        if self.drejning == 0:
            return x - self.venstre, self.top - y
        if self.drejning == 1:
            return y - self.bund, x - self.venstre
        if self.drejning == 2:
            return self.hoejre - x, y - self.bund
        return self.top - y, self.hoejre - x

    def boks(self, x0: float, y0: float, x1: float, y1: float) -> Boks:
        """A box as seen on the page."""
        (ax, ay), (bx, by) = self.punkt(x0, y0), self.punkt(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def vandret(self, a: float, b: float) -> bool:
        """Whether a text matrix that runs along (a, b) runs from left to right as seen."""
        dx, dy = ((a, -b), (b, a), (-a, b), (-b, -a))[self.drejning]
        return dx > 0 and abs(dy) < dx * 0.05


def laes_ord(tekstside: Any, ramme: Ramme, antal: int) -> list[Ord]:
    """The words of a page in PDFium's order; ``antal`` is its number of characters."""
    if antal <= 0:
        return []
    return list(_ord(tekstside, ramme, _tekst(tekstside, antal)))


def _tekst(tekstside: Any, antal: int) -> str:
    """The page's characters, one for each of PDFium's indices."""
    buffer = ctypes.create_string_buffer(2 * (antal + 1))
    skrevet = pdfium.FPDFText_GetText(tekstside, 0, antal, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    tekst = buffer.raw[: 2 * max(skrevet - 1, 0)].decode("utf-16-le", errors="surrogatepass")
    if len(tekst) == antal:
        return tekst
    return "".join(_tegn(pdfium.FPDFText_GetUnicode(tekstside, i)) for i in range(antal))


def _tegn(kode: int) -> str:
    """A character that PDFium leaves out of its text keeps its place, as one that normalising removes."""
    if kode == 2:
        return LINJEENDE
    return chr(kode) if 0 < kode < 0x110000 and not 0xD800 <= kode < 0xE000 else "\x01"


def _ord(tekstside: Any, ramme: Ramme, tekst: str) -> Iterator[Ord]:
    skrift_ved, boks = _skrifter(tekstside, ramme), _bokse(tekstside)
    linje = sidst = 0
    for m in ORD.finditer(tekst):
        fra, til = m.span()
        linje += tekst.count("\n", sidst, fra)
        sidst = til
        rent = normaliser(m[0].replace(LINJEENDE, "-"))
        if rent:
            skrift = skrift_ved(fra)
            x0, y0, x1, y1 = boks(fra)
            if til - fra > 1:
                a0, b0, a1, b1 = boks(til - 1)
                x0, y0, x1, y1 = min(x0, a0), min(y0, b0), max(x1, a1), max(y1, b1)
            fed_til = _fed_til(skrift_ved, fra, til, skrift, len(rent))
            yield Ord(rent, *ramme.boks(x0, y0, x1, y1), skrift, fed_til, linje)
        linje += m[0][-1] == LINJEENDE


def _bokse(tekstside: Any) -> Callable[[int], tuple[float, float, float, float]]:
    """The box of a character by its index: its advance by its font's height, in PDF coordinates."""
    r = pdfium.FS_RECTF()
    kald, reference = pdfium.FPDFText_GetLooseCharBox, ctypes.byref(r)

    def boks(i: int) -> tuple[float, float, float, float]:
        kald(tekstside, i, reference)
        return r.left, r.bottom, r.right, r.top

    return boks


def _fed_til(skrift_ved: Callable[[int], Skrift], fra: int, til: int, skrift: Skrift, laengde: int) -> int:
    """How many of a word's first characters are bold; each is looked at only where its ends differ."""
    sidste = skrift if til - fra == 1 else skrift_ved(til - 1)
    if sidste.fed == skrift.fed:
        return laengde if skrift.fed else 0
    if not skrift.fed:
        return 0
    return min(next((n for n in range(til - fra) if not skrift_ved(fra + n).fed), til - fra), laengde)


def _skrifter(tekstside: Any, ramme: Ramme) -> Callable[[int], Skrift]:
    """How the character at an index is drawn, remembered for each text object and font of the page."""
    objekter: dict[int, Skrift] = {}
    fonte: dict[int, tuple[str, bool]] = {}
    m = pdfium.FS_MATRIX()

    def skrift_ved(i: int) -> Skrift:
        objekt = pdfium.FPDFText_GetTextObject(tekstside, i)
        adresse = ctypes.cast(objekt, ctypes.c_void_p).value or 0
        if adresse in objekter:
            return objekter[adresse]
        navn, fed = _font(objekt, fonte) if adresse else ("", False)
        pdfium.FPDFText_GetMatrix(tekstside, i, m)
        stoerrelse = pdfium.FPDFText_GetFontSize(tekstside, i) * (m.c * m.c + m.d * m.d) ** 0.5
        if adresse and pdfium.FPDFTextObj_GetTextRenderMode(objekt) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE:
            fed = True
        bund = ramme.punkt(m.e, m.f)[1] if ramme.vandret(m.a, m.b) else None
        skrift = objekter[adresse] = Skrift(navn, round(abs(stoerrelse), 1), fed, bund)
        return skrift

    return skrift_ved


def _font(objekt: Any, fonte: dict[int, tuple[str, bool]]) -> tuple[str, bool]:
    """A text object's font: its name without the subset's prefix, and whether it is bold."""
    font = pdfium.FPDFTextObj_GetFont(objekt)
    adresse = ctypes.cast(font, ctypes.c_void_p).value or 0
    if adresse not in fonte:
        fonte[adresse] = _fontnavn(font) if adresse else ("", False)
    return fonte[adresse]


def _fontnavn(font: Any) -> tuple[str, bool]:
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    navn = buffer.value.decode("utf-8", errors="replace")
    navn = navn[7:] if navn[6:7] == "+" else navn
    fed = bool(FEDE_NAVNE.search(navn)) or pdfium.FPDFFont_GetWeight(font) >= FED_VAEGT
    return navn, fed or bool(max(pdfium.FPDFFont_GetFlags(font), 0) & TVUNGEN_FED)
