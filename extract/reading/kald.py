"""The PDFium functions that are called for every word or object, with addresses as plain numbers.

pypdfium2's own bindings make a pointer object of every handle, which costs more than the call.
A handle is passed as ``adresse(handle)``.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

P, INT, D = ctypes.c_void_p, ctypes.c_int, ctypes.c_double


def _kald(funktion: Any, svar: Any, *argumenter: Any) -> Callable[..., Any]:
    return ctypes.CFUNCTYPE(svar, *argumenter)(ctypes.cast(funktion, P).value or 0)


def adresse(handle: Any) -> int:
    """The address behind a pypdfium2 helper or raw handle."""
    return ctypes.cast(getattr(handle, "raw", handle), P).value or 0


tekstobjekt = _kald(pdfium.FPDFText_GetTextObject, P, P, INT)
tegnboks = _kald(pdfium.FPDFText_GetLooseCharBox, INT, P, INT, P)
tegnmatrix = _kald(pdfium.FPDFText_GetMatrix, INT, P, INT, P)
tegnstoerrelse = _kald(pdfium.FPDFText_GetFontSize, D, P, INT)
objektfont = _kald(pdfium.FPDFTextObj_GetFont, P, P)
tegnemaade = _kald(pdfium.FPDFTextObj_GetTextRenderMode, INT, P)
antal_objekter = _kald(pdfium.FPDFPage_CountObjects, INT, P)
objekt = _kald(pdfium.FPDFPage_GetObject, P, P, INT)
objektart = _kald(pdfium.FPDFPageObj_GetType, INT, P)
objektmatrix = _kald(pdfium.FPDFPageObj_GetMatrix, INT, P, P)
formobjekter = _kald(pdfium.FPDFFormObj_CountObjects, INT, P)
formobjekt = _kald(pdfium.FPDFFormObj_GetObject, P, P, ctypes.c_ulong)
stimaade = _kald(pdfium.FPDFPath_GetDrawMode, INT, P, P, P)
segmenter = _kald(pdfium.FPDFPath_CountSegments, INT, P)
segment = _kald(pdfium.FPDFPath_GetPathSegment, P, P, INT)
segmentart = _kald(pdfium.FPDFPathSegment_GetType, INT, P)
segmentpunkt = _kald(pdfium.FPDFPathSegment_GetPoint, INT, P, P, P)
segmentlukker = _kald(pdfium.FPDFPathSegment_GetClose, INT, P)
