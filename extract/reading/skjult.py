"""Text that a PDF holds and nobody sees: it is no part of what the document says, and is not read.

Two steps, since nearly every page hides nothing. A look at what was read says whether anything could be hidden: a
type drawn invisibly, white or next to nothing, a word off the page, or in a filled box. Then every stretch of the
page is tried: by what drew it, by what was drawn after it, and last by the page as a picture. The text layer of a
scan is drawn invisibly too, over a picture of the same words, and stays.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from typing import Any

import pypdfium2.raw as pdfium
from referat.extract.reading import kald
from referat.extract.reading.gitter import ENHED, FLEST, FLEST_OBJEKTER, Matrix, gange, matrix_af
from referat.extract.reading.ord import KLAR, MINDST, USYNLIGE, Farve, Ord, Ramme, bleg
from referat.schemas.side import Boks

USYNLIG, FARVELOES, LILLE, UDENFOR, DAEKKET, LAG = (
    "tegnet usynligt",
    "i baggrundens farve",
    "for lille til at læse",
    "uden for siden",
    "dækket af en kasse",
    "i et lag, der er slået fra",
)
"""How text can be hidden, as a message says it."""

FLADE = 4.0
"""Points; what is thinner covers no text."""
ENS = 6
"""Greys of 256 that differ no more than this look the same."""
PIXELS = 4_000_000
TEGNET = 200
"""So many objects that are no text, on a page without visible text, are letters drawn as outlines."""
SCAN = 0.25
"""A picture over this share of the page is a scan, and covers nothing."""
FLEST_RAEKKER = 100
DYBDE = 4

SKAERM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
LAGENE = b"/OCProperties"
STROEM = 1 << 20
"""Bytes of an object stream that are looked through."""

Nr = tuple[int, ...]
"""An object's place in the order of drawing; within a form, the form's place first."""


def har_lag(data: bytes) -> bool:
    """Whether a PDF has layers that can be switched off, as far as its bytes tell; packed ones are unpacked."""
    return LAGENE in data or any(LAGENE in _pak_ud(data[m.end() : m.end() + STROEM]) for m in SKAERM.finditer(data))


def _pak_ud(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, STROEM)
    except zlib.error:
        return LAGENE  # locked or damaged: it may have


@dataclass(frozen=True, slots=True)
class Flade:
    """Something drawn over an area: its place in the order of drawing, its box as seen, its colour if it has one."""

    nr: Nr
    boks: Boks
    farve: Farve | None
    rektangel: bool = False

    def rummer(self, x: float, y: float) -> bool:
        x0, top, x1, bottom = self.boks
        return x0 <= x <= x1 and top <= y <= bottom


def find_flader(andre: Iterable[tuple[int, int, int]], ramme: Ramme) -> list[Flade]:
    """The filled boxes and the pictures of a page, from its objects that are no text (``kald.andre_end_tekst``)."""
    return [f for nr, objekt, art in andre for f in _flader((nr,), objekt, art, ENHED, ramme)]


def _flader(nr: Nr, objekt: int, art: int, matrix: Matrix, ramme: Ramme) -> Iterator[Flade]:
    """What one object, or a form's objects, draw over an area."""
    if art == pdfium.FPDF_PAGEOBJ_FORM and len(nr) <= DYBDE:
        indre = gange(matrix_af(objekt), matrix)
        for n, barn, barnets in _boern(objekt):
            yield from _flader((*nr, n), barn, barnets, indre, ramme)
    if art not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
        return
    sti = art == pdfium.FPDF_PAGEOBJ_PATH
    boks = None if sti and not _fyldt(objekt) else _graenser(objekt, matrix, ramme)
    if boks is None or min(boks[2] - boks[0], boks[3] - boks[1]) < FLADE:
        return
    if not sti:
        yield Flade(nr, boks, None)
    elif (farve := farve_af(objekt))[3] == 255 and not pdfium.FPDFPageObj_HasTransparency(_som_objekt(objekt)):
        yield Flade(nr, boks, farve, kald.segmenter(objekt) in (4, 5))


def _boern(form: int) -> Iterator[tuple[int, int, int]]:
    """The objects of a form: number, address and kind."""
    for n in range(min(kald.formobjekter(form), FLEST)):
        barn = kald.formobjekt(form, n)
        if barn:
            yield n, barn, kald.objektart(kald.peger(barn))


def _som_objekt(adresse: int) -> Any:
    return ctypes.cast(adresse, pdfium.FPDF_PAGEOBJECT)


def _fyldt(sti: int) -> bool:
    maade, streg = ctypes.c_int(), ctypes.c_int()
    return bool(kald.stimaade(sti, ctypes.addressof(maade), ctypes.addressof(streg)) and maade.value)


def _graenser(objekt: int, matrix: Matrix, ramme: Ramme) -> Boks | None:
    """An object's box as seen, cut by what it is clipped to."""
    handle, dele = _som_objekt(objekt), [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(handle, *dele):
        return None
    x0, y0, x1, y1 = (d.value for d in dele)
    for a0, b0, a1, b1 in _klip(pdfium.FPDFPageObj_GetClipPath(handle)):
        x0, y0, x1, y1 = max(x0, a0), max(y0, b0), min(x1, a1), min(y1, b1)
    if x0 >= x1 or y0 >= y1:
        return None
    a, b, c, d, e, f = matrix
    hjoerner = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = zip(*hjoerner, strict=True)
    return ramme.boks(min(xs), min(ys), max(xs), max(ys))


def _klip(sti: Any) -> Iterator[Boks]:
    """The boxes around the parts of a clip path."""
    x, y = ctypes.c_float(), ctypes.c_float()
    for n in range(max(pdfium.FPDFClipPath_CountPaths(sti), 0) if sti else 0):
        punkter = []
        for m in range(min(pdfium.FPDFClipPath_CountPathSegments(sti, n), 100)):
            if pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(sti, n, m), x, y):
                punkter.append((x.value, y.value))
        if punkter:
            xs, ys = zip(*punkter, strict=True)
            yield min(xs), min(ys), max(xs), max(ys)


def farve_af(objekt: int) -> Farve:
    """An object's fill colour; black where it has none that can be told."""
    dele = (ctypes.c_uint * 4)(0, 0, 0, 255)
    kald.fyldfarve(kald.peger(objekt), *(ctypes.byref(dele, 4 * n) for n in range(4)))
    r, g, b, alfa = dele
    return r, g, b, alfa


def kan_skjule(alle: Sequence[Ord], flader: Sequence[Flade], ramme: Ramme) -> bool:
    """Whether a word lies off the page or in a filled box."""
    if any(o[1] > ramme.bredde or o[3] < 0 or o[2] > ramme.hoejde or o[4] < 0 for o in alle):
        return True
    kort = Fladekort([f for f in flader if f.farve])
    return any(kort.ved((o.x0 + o.x1) / 2, (o.top + o.bottom) / 2) for o in alle) if kort.raekker else False


class Fladekort:
    """Areas by where they lie, so that a page full of small ones is soon searched."""

    RAEKKE = 20.0
    """Points."""

    def __init__(self, flader: Iterable[Flade]) -> None:
        self.raekker: dict[int, list[Flade]] = {}
        for flade in flader:
            fra, til = (min(max(int(y // self.RAEKKE), 0), FLEST_RAEKKER) for y in (flade.boks[1], flade.boks[3]))
            for nr in range(fra, til + 1):
                self.raekker.setdefault(nr, []).append(flade)

    def ved(self, x: float, y: float) -> list[Flade]:
        """The areas at a place, in the order of drawing."""
        nr = min(max(int(y // self.RAEKKE), 0), FLEST_RAEKKER)
        return [f for f in self.raekker.get(nr, ()) if f.rummer(x, y)]


class Skjultsoeger:
    """Tries every stretch of a page's text. ``lag`` is whether the document has layers."""

    def __init__(self, side: Any, tekstside: Any, ramme: Ramme, flader: Sequence[Flade], lag: bool) -> None:
        self._side, self._ramme, self._flader, self._lag = side, ramme, flader, lag
        self._kort = Fladekort(flader)
        self._tekstside = kald.peger(kald.adresse(tekstside))
        self._raekkefoelge = _raekkefoelge(kald.adresse(side))
        self._kendt: dict[int, str | None] = {}

    def find(self, tekst: str) -> dict[int, str]:
        """The characters (by their number in ``tekst``) that nobody sees, and how each is hidden."""
        ud: dict[int, str] = {}
        objekter = [kald.tekstobjekt(self._tekstside, i) for i in range(len(tekst))]
        ordnr = accumulate(x.isspace() for x in tekst)
        numre = ((o, nr, i) for i, (o, nr, x) in enumerate(zip(objekter, ordnr, tekst, strict=True)) if o and x > " ")
        for (objekt, _), gruppe in groupby(numre, key=lambda x: x[:2]):
            stykke = [i for _, _, i in gruppe]
            if hvordan := self._hvordan(objekt, stykke):
                ud |= dict.fromkeys(stykke, hvordan)
        return ud

    def _hvordan(self, objekt: int, stykke: Sequence[int]) -> str | None:
        """How a stretch that one object drew is hidden, None for one that is seen."""
        boks = self._boks(stykke)
        x0, top, x1, bottom = boks
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        if x0 > self._ramme.bredde or x1 < 0 or top > self._ramme.hoejde or bottom < 0:
            return UDENFOR
        if bottom - top < MINDST:
            return LILLE
        nr = self._raekkefoelge.get(objekt)
        if nr is None:
            return None
        her = self._kort.ved(x, y)
        senere = [f for f in her if f.nr > nr and not self._er_scan(f)]
        if any(f.rektangel and _daekker(f.boks, boks) for f in senere):
            return DAEKKET
        tilstand = self._tilstand(objekt)
        if tilstand == USYNLIG:
            return None if self._over_billede(her) else USYNLIG
        under = [f for f in her if f.farve and f.nr < nr]
        if under and tilstand is None and _ens(under[-1].farve, farve_af(objekt)):
            tilstand = FARVELOES
        hvordan = tilstand or (DAEKKET if senere else None)
        return hvordan if hvordan and self._tom(boks) else None

    def _tilstand(self, objekt: int) -> str | None:
        if objekt not in self._kendt:
            self._kendt[objekt] = self._undersoeg(objekt)
        return self._kendt[objekt]

    def _undersoeg(self, objekt: int) -> str | None:
        """What an object's own drawing says of it: a reason to doubt that it is seen, if any."""
        farve = farve_af(objekt)
        if kald.tegnemaade(kald.peger(objekt)) in USYNLIGE or farve[3] < KLAR:
            return USYNLIG
        if self._lag and (len(self._raekkefoelge[objekt]) > 1 or _maerket_som_lag(_som_objekt(objekt))):
            return LAG
        return FARVELOES if bleg(farve) else None

    def _boks(self, stykke: Sequence[int]) -> Boks:
        """The box around characters, as seen."""
        r = (ctypes.c_float * 4)()
        bokse = []
        for i in (stykke[0], stykke[-1]):
            kald.tegnboks(self._tekstside, i, ctypes.byref(r))
            bokse.append(self._ramme.boks(r[0], r[3], r[2], r[1]))
        (a0, a1, a2, a3), (b0, b1, b2, b3) = bokse
        return min(a0, b0), min(a1, b1), max(a2, b2), max(a3, b3)

    def _er_scan(self, flade: Flade) -> bool:
        x0, top, x1, bottom = flade.boks
        return flade.farve is None and (x1 - x0) * (bottom - top) >= SCAN * self._ramme.bredde * self._ramme.hoejde

    def _over_billede(self, her: Sequence[Flade]) -> bool:
        """Whether a place lies on a picture, or the page's letters are drawn as outlines."""
        if any(f.farve is None for f in her):
            return True
        return not self._synlig_tekst and len(self._flader) >= TEGNET

    @cached_property
    def _synlig_tekst(self) -> bool:
        return any(kald.tegnemaade(kald.peger(o)) not in USYNLIGE for o in self._raekkefoelge)

    def _tom(self, boks: Boks) -> bool:
        """Whether the page looks the same all over a box, a little within its top and bottom."""
        billede, skala, bredde, hoejde, linje = self._billede
        x0, top, x1, bottom = boks
        luft = (bottom - top) * 0.15
        fra, til = max(int((top + luft) * skala), 0), min(int((bottom - luft) * skala) + 1, hoejde)
        venstre, hoejre = max(int(x0 * skala), 0), min(int(x1 * skala) + 1, bredde)
        pixels = [billede[y * linje + venstre : y * linje + hoejre] for y in range(fra, til)]
        if not any(pixels):
            return True
        return max(map(max, pixels)) - min(map(min, pixels)) <= ENS

    @cached_property
    def _billede(self) -> tuple[bytes, float, int, int, int]:
        """The page in grey: pixels, pixels a point, width, height and bytes a row."""
        skala = min(2.0, (PIXELS / max(self._ramme.bredde * self._ramme.hoejde, 1)) ** 0.5)
        bitmap = self._side.render(scale=skala, grayscale=True, may_draw_forms=False, draw_annots=False)
        try:
            return bytes(bitmap.buffer), skala, bitmap.width, bitmap.height, bitmap.stride
        finally:
            bitmap.close()


def _daekker(flade: Boks, boks: Boks) -> bool:
    """Whether an area covers a word but for its edges."""
    x0, top, x1, bottom = boks
    dx, dy = (x1 - x0) * 0.1, (bottom - top) * 0.3
    return flade[0] <= x0 + dx and flade[2] >= x1 - dx and flade[1] <= top + dy and flade[3] >= bottom - dy


def _ens(a: Farve | None, b: Farve) -> bool:
    return a is not None and all(abs(x - y) <= ENS for x, y in zip(a, b, strict=True))


def _raekkefoelge(side: int) -> dict[int, Nr]:
    """The text objects of a page and of its forms, with their places in the order of drawing."""
    ud: dict[int, Nr] = {}
    antal = kald.antal_objekter(kald.peger(side))
    stak: list[tuple[Nr, int]] = [
        ((n,), kald.sideobjekt(kald.peger(side), n)) for n in range(min(antal, FLEST_OBJEKTER))
    ]
    while stak:
        nr, objekt = stak.pop()
        art = kald.objektart(kald.peger(objekt))
        if art == pdfium.FPDF_PAGEOBJ_TEXT:
            ud[objekt] = nr
        elif art == pdfium.FPDF_PAGEOBJ_FORM and len(nr) <= DYBDE and len(stak) < FLEST_OBJEKTER:
            stak += [((*nr, n), barn) for n, barn, _ in _boern(objekt)]
    return ud


def _maerket_som_lag(objekt: Any) -> bool:
    """Whether an object's marked content is a layer's."""
    navn, laengde = ctypes.create_string_buffer(16), ctypes.c_ulong()
    for n in range(max(pdfium.FPDFPageObj_CountMarks(objekt), 0)):
        maerke = pdfium.FPDFPageObj_GetMark(objekt, n)
        if (
            pdfium.FPDFPageObjMark_GetName(
                maerke, ctypes.cast(navn, ctypes.POINTER(ctypes.c_ushort)), len(navn), laengde
            )
            and navn.raw[:4].decode("utf-16-le", errors="replace") == "OC"
        ):
            return True
    return False
