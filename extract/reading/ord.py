"""Words of a PDF page with box, font, size and boldness, from PDFium's text page.

PDFium gives a page's text in one call, and everything else by the character. So the words that one text object drew
are read together: each stands as far from the one before as the words and gaps of its font were seen to reach in the
document, which is believed if the last one ends where the object does. What is new, or does not fit, is measured.
Boxes are points from the upper left corner of the page as shown, whatever its rotation and crop box.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import takewhile
from math import nan
from struct import Struct
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from referat.extract.reading import kald
from referat.extract.reading.tegn import normaliser
from referat.schemas.side import Boks

LINJE = re.compile(r"[^\n\ufffe]+\ufffe?|\ufffe")
ORD = re.compile(r"[^\s\ufffe]+\ufffe?|\ufffe")
HEL_LINJE, HELT_ORD = re.compile(r"[^\n]+"), re.compile(r"\S+")
"""The same where no line ends in a hyphen, found sooner."""
STYRETEGN = re.compile(r"[\x01-\x08\x0e-\x1f]+")
"""How PDFium gives glyphs whose font tells nothing of them but their numbers."""
LINJEENDE = "\ufffe"
"""PDFium's text has this for a hyphen that ends a line, and also for a glyph whose character it does not know."""
FEDE_NAVNE = re.compile(r"bold|black|heavy|fett|(?<![a-z])(?:semi|demi)(?![a-z])|[-,]bd(?![a-z])", re.IGNORECASE)
FED_VAEGT = 600
TVUNGEN_FED = 1 << 18
"""The ForceBold flag of a font descriptor (ISO 32000-1, table 123)."""

NOEJAGTIGT = 0.05
"""How many points a word may stand from where its text object says."""
FIRE, OTTE, TO, SNIT = Struct("4f"), Struct("8f"), Struct("2f"), Struct("4I4f")

USYNLIGE = frozenset((pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP))
HVID, KLAR = 250, 5
"""A colour of which every part is at least so much is white; with less alpha than this a colour is none."""
MINDST = 1.0
"""Points; smaller type is not there to be read."""

Farve = tuple[int, int, int, int]

Punkt = tuple[float, float]
Spand = tuple[int, int]
"""A word's first character, and the one after its last."""


class Skrift(NamedTuple):
    """How a word is drawn. ``bund`` is its baseline, None where the text does not run from left to right."""

    font: str
    stoerrelse: float
    fed: bool
    bund: float | None


class Ord(NamedTuple):
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


class Font(NamedTuple):
    """A font, and what was seen to be written in it."""

    navn: str
    """Without its subset's prefix."""
    fed: bool
    ord: dict[str, tuple[float, str]]
    """How far a word reaches, in units of the type's size, and how it is kept."""
    huller: dict[str, float]
    """How far it is from one word to the next, by what stands between with a character at either end."""


class Rene(dict[str, str]):
    """Words as they are kept, by the word as PDFium gives it."""

    def __missing__(self, raa: str) -> str:
        almindeligt = raa.isascii() and raa.isprintable()
        rent = self[raa] = raa if almindeligt else normaliser(raa.replace(LINJEENDE, "-"))
        return rent


class Set:
    """What the pages of a document have shown so far: its fonts, and its words as they are kept."""

    def __init__(self) -> None:
        self.rene = Rene()
        self.mistanke = False
        """Whether some type was drawn so that it may not be seen; for whoever asks to clear."""
        self.tegnloese = 0
        """How many words had no character that is known."""
        self._fonte: dict[tuple[str, bool], Font] = {}

    def font(self, adresse: int) -> Font:
        """A font by name and boldness; two of one name do no harm, since the widths of one would not fit the other."""
        navn, fed = _font(adresse)
        font = self._fonte.get((navn, fed))
        if font is None:
            uden = navn[7:] if navn[6:7] == "+" else navn
            font = self._fonte[navn, fed] = Font(uden, fed, {}, {})
        return font


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


def laes_ord(tekstside: Any, ramme: Ramme, antal: int, foer: Set | None = None, tekst: str | None = None) -> list[Ord]:
    """The words of a page in PDFium's order; ``antal`` is its number of characters, ``foer`` what was seen before.

    ``tekst`` is the page's characters (``laes_tegn``), where some of them are to be passed over as spaces.
    """
    if antal <= 0:
        return []
    return Ordlaeser(tekstside, ramme, tekst or laes_tegn(tekstside, antal), foer or Set()).laes()


def laes_tegn(tekstside: Any, antal: int) -> str:
    """The page's characters, one for each of PDFium's indices."""
    buffer = bytearray(2 * (antal + 1))
    skrevet = pdfium.FPDFText_GetText(tekstside, 0, antal, ctypes.c_ushort.from_buffer(buffer))
    tekst = buffer[: 2 * max(skrevet - 1, 0)].decode("utf-16-le", errors="surrogatepass")
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


class Ordlaeser:
    """Reads a page's words line by line, and each line by the text objects that drew it."""

    def __init__(self, tekstside: Any, ramme: Ramme, tekst: str, foer: Set) -> None:
        self.tekst, self.ramme, self._rene, self._foer = tekst, ramme, foer.rene, foer
        self.ord: list[Ord] = []
        self._til_side = ramme.boks
        self._side = kald.peger(kald.adresse(tekstside))
        self._sikker = 0
        """The character whose left edge, or ``~`` the one whose right edge, was measured last: there ``x`` is exact."""
        self._skrifter, self._boks, self._to_bokse = Skrifter(self._side, ramme, foer), *_bokse(self._side)

    def laes(self) -> list[Ord]:
        """The words in PDFium's order."""
        tekst = self.tekst
        linjer, ord_ = (LINJE, ORD) if LINJEENDE in tekst else (HEL_LINJE, HELT_ORD)
        for nr, linje in enumerate(linjer.finditer(tekst)):
            if alle := [m.span() for m in ord_.finditer(tekst, *linje.span())]:
                self._linje(alle, nr)
        ud = [o for o in self.ord if o[0]]
        if len(ud) < len(self.ord):
            self._foer.tegnloese += len(STYRETEGN.findall(tekst))
        return ud

    def _linje(self, alle: list[Spand], nr: int) -> None:
        """The words of a line: those that one object drew together, and those of several objects one by one."""
        objekt_ved, side = kald.tekstobjekt, self._side
        i, sidste = 0, len(alle) - 1
        slut = objekt_ved(side, alle[-1][1] - 1)
        while i <= sidste:
            fra, til = alle[i]
            objekt = objekt_ved(side, fra)
            if objekt == slut:
                self._stykke(alle[i:], objekt, nr)
                return
            eget, n = objekt_ved(side, til - 1), i + 1
            if eget == objekt:
                n = bisect_left(range(sidste), True, n, key=lambda k: objekt_ved(side, alle[k][1] - 1) != objekt)
                self._stykke(alle[i:n], objekt, nr)
            else:
                self._maal(fra, til, *self._skrifter.for_ord(fra, til, objekt, eget), nr)
            i = n

    def _stykke(self, alle: list[Spand], objekt: int, nr: int) -> None:
        """Words that one object drew: their edges are reckoned if they can be, else measured."""
        skrift, font, skala = self._skrifter.laes(objekt, alle[0][0])
        ord_ = self._regn(alle, skrift, font, skala, nr) if skala and len(alle) > 1 else None
        if ord_ is not None:
            self.ord += ord_
            return
        for fra, til in alle:
            self._maal(fra, til, skrift, til - fra if skrift.fed else 0, nr)

    def _regn(self, alle: list[Spand], skrift: Skrift, font: Font, skala: float, nr: int) -> list[Ord] | None:
        """Words by how far they and their gaps reached before; None where that does not end where the last one does."""
        tekst, kendt_ord, kendt_hul, ny, klasse = self.tekst, font.ord.get, font.huller.get, tuple.__new__, Ord
        x, y1, _, y0 = self._boks(alle[0][0])
        x, top, bund, fed = x - self.ramme.venstre, self.ramme.top - y1, self.ramme.top - y0, skrift.fed
        ud: list[Ord] = []
        forrige, self._sikker = 0, alle[0][0]
        for fra, til in alle:
            if forrige:
                hul = tekst[forrige - 1 : fra + 1]
                x += (kendt_hul(hul) or self._laer_hul(font, hul, skala, x, forrige - 1, fra)) * skala
            raa = tekst[fra:til]
            bredde, rent = kendt_ord(raa) or self._laer_ord(font, raa, skala, x, fra, til - 1)
            x0, x = x, x + bredde * skala
            ud.append(ny(klasse, (rent, x0, top, x, bund, skrift, len(rent) if fed else 0, nr)))
            forrige = til
        _, b1, slut, b0 = self._boks(forrige - 1)
        hoejde = abs(b1 - y1) + abs(b0 - y0)  # next to nothing unless the font gives its characters no common height
        return ud if abs(slut - self.ramme.venstre - x) <= NOEJAGTIGT and hoejde < 0.05 * skala else None

    def _laer_ord(self, font: Font, raa: str, skala: float, x: float, fra: int, sidste: int) -> tuple[float, str]:
        """How far a word new to its font reaches; not a number where it does not begin at ``x``."""
        venstre = self.ramme.venstre
        if self._sikker != fra and not abs(self._boks(fra)[0] - venstre - x) <= NOEJAGTIGT:
            return nan, ""
        self._sikker = ~sidste
        font.ord[raa] = ny = (self._boks(sidste)[2] - venstre - x) / skala, self._rene[raa]
        return ny

    def _laer_hul(self, font: Font, hul: str, skala: float, x: float, foer: int, efter: int) -> float:
        """How far it is between two words, when new to the font; not a number where the first does not end at ``x``."""
        venstre = self.ramme.venstre
        if self._sikker != ~foer and not abs(self._boks(foer)[2] - venstre - x) <= NOEJAGTIGT:
            return nan
        self._sikker = efter
        font.huller[hul] = bredde = (self._boks(efter)[0] - venstre - x) / skala
        return bredde

    def _maal(self, fra: int, til: int, skrift: Skrift, fed_til: int, nr: int) -> None:
        """A word by the boxes of its first and last characters."""
        rent = self._rene[self.tekst[fra:til]]
        x0, y1, x1, y0, a0, b1, a1, b0 = self._to_bokse(fra, til - 1)
        if self.ramme.drejning or skrift.bund is None or a1 < x0:  # not simply from left to right
            x0, x1 = min(x0, a0), max(x1, a1)
        else:
            x1 = a1
        y0, y1 = (y0 if y0 < b0 else b0), (y1 if y1 > b1 else b1)
        fed_til = fed_til and min(fed_til, len(rent))
        self.ord.append(tuple.__new__(Ord, (rent, *self._til_side(x0, y0, x1, y1), skrift, fed_til, nr)))


def _bokse(side: Any) -> tuple[Callable[[int], Boks], Callable[[int, int], tuple[float, ...]]]:
    """What gives the box of a character by its index, and those of two: its advance by its font's height, as left, top,
    right, bottom (PDF)."""
    r = (ctypes.c_float * 8)()
    tegnboks, en, anden = kald.tegnboks, ctypes.byref(r), ctypes.byref(r, 16)
    laes, laes_to = FIRE.unpack_from, OTTE.unpack

    def boks(i: int) -> Boks:
        tegnboks(side, i, en)
        return laes(r)

    def to_bokse(i: int, j: int) -> tuple[float, ...]:
        tegnboks(side, i, en)
        tegnboks(side, j, anden)
        return laes_to(r)

    return boks, to_bokse


class Skrifter:
    """How the text objects of a page are drawn."""

    def __init__(self, side: Any, ramme: Ramme, foer: Set) -> None:
        self._side, self.ramme, self._set = side, ramme, foer
        self._snit: dict[tuple[Any, ...], tuple[Skrift, Font, float]] = {}
        """Fonts in one size and colour, each as met last: words of one baseline share their ``Skrift``."""
        self._fonte: dict[int, Font] = {}
        """By address, which is a font's for as long as the page is open."""
        self._raa = ctypes.create_string_buffer(SNIT.size + TO.size)
        """A colour and a matrix, as PDFium writes them."""
        self._farve = tuple(ctypes.byref(self._raa, 4 * n) for n in range(4))
        self._matrix = ctypes.byref(self._raa, 16)

    def laes(self, objekt: int, i: int) -> tuple[Skrift, Font, float]:
        """The type of a text object that drew character ``i``, its font, and its size along the line.

        The size is 0 where the text does not simply run from left to right on the page as stored.
        """
        if not objekt:
            return UKENDT
        peger, raa = kald.peger(objekt), self._raa
        kald.tegnmatrix(self._side, i, self._matrix)
        kald.fyldfarve(peger, *self._farve)
        noegle = kald.objektfont(peger), kald.tegnemaade(peger), kald.tegnstoerrelse(self._side, i), raa.raw[:32]
        snit = self._snit.get(noegle) or self._nyt_snit(*noegle)
        if snit[0].bund is not None:
            bund = self.ramme.punkt(*TO.unpack_from(raa, 32))[1]
            if bund != snit[0].bund:
                navn, stoerrelse, fed, _ = snit[0]
                snit = self._snit[noegle] = Skrift(navn, stoerrelse, fed, bund), snit[1], snit[2]
        return snit

    def _nyt_snit(self, adresse: int, maade: int, stoerrelse: float, raa: bytes) -> tuple[Skrift, Font, float]:
        """A font in a size and a colour, its baseline not yet known."""
        *farve, a, b, c, d = SNIT.unpack(raa)
        font = self._fonte.get(adresse) or self._fonte.setdefault(adresse, self._set.font(adresse))
        fed = font.fed or maade == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
        vandret = self.ramme.vandret(a, b)
        skala = 0.0 if self.ramme.drejning or not vandret else max(stoerrelse * a, 0.0)
        hoejde = abs(stoerrelse * (c * c + d * d) ** 0.5)
        if maade in USYNLIGE or hoejde < MINDST or bleg(farve):
            self._set.mistanke = True
        skrift = Skrift(font.navn, round(hoejde, 1), fed, nan if vandret else None)
        snit = self._snit[adresse, maade, stoerrelse, raa] = skrift, font, skala
        return snit

    def for_ord(self, fra: int, til: int, objekt: int, slut: int) -> tuple[Skrift, int]:
        """The type of a word of several objects at its beginning, and how many characters are bold from there."""
        skrift = self.laes(objekt, fra)[0]
        if not skrift.fed:
            return skrift, 0
        if kald.objektfont(kald.peger(slut)) == kald.objektfont(kald.peger(objekt)):
            return skrift, til - fra
        return skrift, sum(1 for _ in takewhile(self._fed, range(fra, til)))

    def _fed(self, i: int) -> bool:
        return self.laes(kald.tekstobjekt(self._side, i), i)[0].fed


def bleg(farve: Sequence[int]) -> bool:
    """Whether a colour (red, green, blue, alpha) is next to nothing on white."""
    return min(farve[:3]) >= HVID or farve[3] < KLAR


UKENDT = (Skrift("", 0.0, False, None), Font("", False, {}, {}), 0.0)
"""What PDFium put in itself has no type."""


def _font(adresse: int) -> tuple[str, bool]:
    """A font's name, and whether it is bold by name, weight or flag."""
    if not adresse:
        return "", False
    font = ctypes.cast(adresse, pdfium.FPDF_FONT)
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    navn = buffer.value.decode("utf-8", errors="replace")
    fed = bool(FEDE_NAVNE.search(navn)) or pdfium.FPDFFont_GetWeight(font) >= FED_VAEGT
    return navn, fed or bool(max(pdfium.FPDFFont_GetFlags(font), 0) & TVUNGEN_FED)
