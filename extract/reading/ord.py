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
from itertools import takewhile
from typing import Any

import pypdfium2.raw as pdfium
from referat.extract.reading import kald
from referat.extract.reading.tegn import normaliser
from referat.schemas.side import Boks

ORD = re.compile(r"[^\s\ufffe]+\ufffe?|\ufffe")
LINJEENDE = "\ufffe"
"""PDFium's text has this for a hyphen that ends a line, and also for a glyph whose character it does not know."""
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
        rigtig = ok and r.right > r.left and r.top > r.bottom
        kasse: Boks = (r.left, r.bottom, r.right, r.top) if rigtig else (0.0, 0.0, 612.0, 792.0)
        self.venstre, self.bund, self.hoejre, self.top = kasse
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
        """A box as seen on the page, from two opposite corners."""
        if self.drejning == 0 and x0 <= x1 and y0 <= y1:
            return x0 - self.venstre, self.top - y1, x1 - self.venstre, self.top - y0
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
    return list(_ord(kald.adresse(tekstside), ramme, _tekst(tekstside, antal)))


def _tekst(tekstside: Any, antal: int) -> str:
    """The page's characters, one for each of PDFium's indices."""
    buffer = ctypes.create_string_buffer(2 * (antal + 1))
    skrevet = pdfium.FPDFText_GetText(tekstside, 0, antal, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    tekst = buffer.raw[: 2 * max(skrevet - 1, 0)].decode("utf-16-le", errors="surrogatepass")
    if len(tekst) != antal:
        return "".join(_tegn(tekstside, i) for i in range(antal))
    if LINJEENDE not in tekst:
        return tekst
    return "".join(_tegn(tekstside, i) if x == LINJEENDE else x for i, x in enumerate(tekst))


def _tegn(tekstside: Any, i: int) -> str:
    """A character by its index; U+FFFD where the font says no character for a glyph."""
    if pdfium.FPDFText_IsHyphen(tekstside, i) == 1:
        return LINJEENDE
    kode = pdfium.FPDFText_GetUnicode(tekstside, i)
    return chr(kode) if 0 < kode < 0x110000 and not 0xD800 <= kode < 0xE000 else "\ufffd"


def _ord(tekstside: int, ramme: Ramme, tekst: str) -> Iterator[Ord]:
    skrifter, boks = Skrifter(tekstside, ramme), _bokse(tekstside)
    til_side = ramme.boks
    linje = sidst = 0
    for m in ORD.finditer(tekst):
        fra, til = m.span()
        linje += tekst.count("\n", sidst, fra)
        sidst = til
        rent = normaliser(m[0].replace(LINJEENDE, "-"))
        if rent:
            skrift, fed_til = skrifter.for_ord(fra, til, len(rent))
            x0, y0, x1, y1 = boks(fra)
            if til - fra > 1:
                a0, b0, a1, b1 = boks(til - 1)
                if ramme.drejning or skrift.bund is None or a1 < x0:  # not simply from left to right
                    x0, x1 = min(x0, a0), max(x1, a1)
                else:
                    x1 = a1
                y0, y1 = (y0 if y0 < b0 else b0), (y1 if y1 > b1 else b1)
            yield Ord(rent, *til_side(x0, y0, x1, y1), skrift, fed_til, linje)
        linje += m[0][-1] == LINJEENDE


def _bokse(tekstside: int) -> Callable[[int], Boks]:
    """The box of a character by its index: its advance by its font's height, as x0, y0, x1, y1 in PDF coordinates."""
    r = pdfium.FS_RECTF()
    tegnboks, reference = kald.tegnboks, ctypes.addressof(r)

    def boks(i: int) -> Boks:
        tegnboks(tekstside, i, reference)
        return r.left, r.bottom, r.right, r.top

    return boks


class Skrifter:
    """How the characters of a page are drawn, remembered for each of its text objects and fonts."""

    def __init__(self, tekstside: int, ramme: Ramme) -> None:
        self.tekstside, self.ramme = tekstside, ramme
        self._objekter: dict[int, Skrift] = {}
        self._fonte: dict[int, tuple[str, bool]] = {}
        self._matrix = pdfium.FS_MATRIX()
        self._matrixadresse = ctypes.addressof(self._matrix)

    def for_ord(self, fra: int, til: int, laengde: int) -> tuple[Skrift, int]:
        """A word's type at its beginning, and how many of its characters are bold from there on."""
        objekt = kald.tekstobjekt(self.tekstside, fra) or 0
        skrift = self._skrift(objekt, fra)
        slut = objekt if til - fra == 1 else kald.tekstobjekt(self.tekstside, til - 1) or 0
        if slut == objekt or kald.objektfont(slut) == kald.objektfont(objekt):
            return skrift, laengde if skrift.fed else 0
        if not skrift.fed:
            return skrift, 0
        return skrift, min(sum(1 for _ in takewhile(self._fed, range(fra, til))), laengde)

    def _fed(self, i: int) -> bool:
        return self._skrift(kald.tekstobjekt(self.tekstside, i) or 0, i).fed

    def _skrift(self, objekt: int, i: int) -> Skrift:
        skrift = self._objekter.get(objekt)
        if skrift is None:
            skrift = self._objekter[objekt] = self._laes(objekt, i)
        return skrift

    def _laes(self, objekt: int, i: int) -> Skrift:
        if not objekt:
            return Skrift("", 0.0, False, None)
        m = self._matrix
        kald.tegnmatrix(self.tekstside, i, self._matrixadresse)
        stoerrelse = kald.tegnstoerrelse(self.tekstside, i) * (m.c * m.c + m.d * m.d) ** 0.5
        font = kald.objektfont(objekt) or 0
        if font not in self._fonte:
            self._fonte[font] = _font(font)
        navn, fed = self._fonte[font]
        fed = fed or kald.tegnemaade(objekt) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
        bund = self.ramme.punkt(m.e, m.f)[1] if self.ramme.vandret(m.a, m.b) else None
        return Skrift(navn, round(abs(stoerrelse), 1), fed, bund)


def _font(adresse: int) -> tuple[str, bool]:
    """A font's name without its subset's prefix, and whether it is bold by name, weight or flag."""
    if not adresse:
        return "", False
    font = ctypes.cast(adresse, pdfium.FPDF_FONT)
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    navn = buffer.value.decode("utf-8", errors="replace")
    navn = navn[7:] if navn[6:7] == "+" else navn
    fed = bool(FEDE_NAVNE.search(navn)) or pdfium.FPDFFont_GetWeight(font) >= FED_VAEGT
    return navn, fed or bool(max(pdfium.FPDFFont_GetFlags(font), 0) & TVUNGEN_FED)
