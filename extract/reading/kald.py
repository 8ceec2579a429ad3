"""The PDFium functions that are called for every word or object, as cheap as a call from Python can be.

pypdfium2's own bindings make a pointer object of every handle, which costs more than the call, and let go of Python's
lock, which nobody waits for. Here an address is a plain number (``adresse(handle)``). The functions in the second half
are called most: they convert nothing, so a pointer is handed over ready, as ``peger(adresse)`` or ``ctypes.byref(x)``.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

P, INT, D, TAL = ctypes.c_void_p, ctypes.c_int, ctypes.c_double, ctypes.c_size_t


def _kald(funktion: Any, svar: Any, *argumenter: Any) -> Callable[..., Any]:
    return ctypes.PYFUNCTYPE(svar, *argumenter)(ctypes.cast(funktion, P).value or 0)


def adresse(handle: Any) -> int:
    """The address behind a pypdfium2 helper or raw handle."""
    return ctypes.cast(getattr(handle, "raw", handle), P).value or 0


peger: Callable[[int], Any] = P.from_param
"""An address ready to be handed to a function that converts nothing."""


def andre_end_tekst(side: int, flest: int) -> list[tuple[int, int, int]]:
    """The objects of a page that are no text: number, address and kind; at most ``flest`` objects are looked at."""
    objekter = list(map(sideobjekt, repeat(peger(side)), range(min(antal_objekter(side), flest))))
    arter, tekst = map(objektart, map(peger, objekter)), pdfium.FPDF_PAGEOBJ_TEXT
    return [(n, objekter[n], art) for n, art in enumerate(arter) if art != tekst]


antal_objekter = _kald(pdfium.FPDFPage_CountObjects, INT, P)
objektmatrix = _kald(pdfium.FPDFPageObj_GetMatrix, INT, P, P)
formobjekter = _kald(pdfium.FPDFFormObj_CountObjects, INT, P)
formobjekt = _kald(pdfium.FPDFFormObj_GetObject, P, P, ctypes.c_ulong)
stimaade = _kald(pdfium.FPDFPath_GetDrawMode, INT, P, P, P)
segmenter = _kald(pdfium.FPDFPath_CountSegments, INT, P)
segment = _kald(pdfium.FPDFPath_GetPathSegment, P, P, INT)
segmentart = _kald(pdfium.FPDFPathSegment_GetType, INT, P)
segmentpunkt = _kald(pdfium.FPDFPathSegment_GetPoint, INT, P, P, P)
segmentlukker = _kald(pdfium.FPDFPathSegment_GetClose, INT, P)

tekstobjekt = _kald(pdfium.FPDFText_GetTextObject, TAL)
"""(textpage, character) → the address of its text object, 0 for a character that PDFium put in."""
tegnboks = _kald(pdfium.FPDFText_GetLooseCharBox, None)
"""(textpage, character, four floats): left, top, right and bottom in PDF coordinates; untouched where there is none."""
tegnmatrix = _kald(pdfium.FPDFText_GetMatrix, None)
"""(textpage, character, six floats)"""
tegnstoerrelse = _kald(pdfium.FPDFText_GetFontSize, D)
"""(textpage, character) → its font's size before any matrix"""
objektfont = _kald(pdfium.FPDFTextObj_GetFont, TAL)
"""(text object) → the address of its font"""
tegnemaade = _kald(pdfium.FPDFTextObj_GetTextRenderMode, INT)
"""(text object) → fill, stroke or both"""
fyldfarve = _kald(pdfium.FPDFPageObj_GetFillColor, INT)
"""(object, four unsigned ints): red, green, blue and alpha; 0 where it has none"""
sideobjekt = _kald(pdfium.FPDFPage_GetObject, TAL)
"""(page, number) → the address of an object"""
objektart = _kald(pdfium.FPDFPageObj_GetType, INT)
"""(object) → text, path, image, form …"""
