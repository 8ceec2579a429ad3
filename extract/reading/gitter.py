"""Ruled tables: the rulings are read through PDFium, and pdfplumber finds the grids that they make.

Only pages with enough path objects are looked at, and nothing of the page is parsed a second time.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium
from referat.extract.reading.opstilling import Ordgitter
from referat.extract.reading.ord import Ord, Ramme
from referat.schemas.side import Boks

FAERREST, FLEST = 4, 20_000
"""Path objects on a page: fewer make no table, more are a drawing."""
DYBDE = 4
TYND = 3.0
"""A filled rectangle thinner than this many points is a line."""
KORTEST = 3.0
TOLERANCE = 3.0
"""Points by which rulings may miss each other and still meet (pdfplumber's own default)."""

Matrix = tuple[float, float, float, float, float, float]
ENHED: Matrix = (1, 0, 0, 1, 0, 0)


def findes_streger(side: Any) -> bool:
    """Whether a page has as many rulings as a table needs, counted without reading them."""
    antal = pdfium.FPDFPage_CountObjects(side)
    fundet = 0
    for i in range(antal):
        art = pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(side, i))
        if art == pdfium.FPDF_PAGEOBJ_FORM:
            fundet += FAERREST
        elif art == pdfium.FPDF_PAGEOBJ_PATH:
            fundet += 1
        if fundet >= FAERREST:
            return antal <= 20 * FLEST
    return False


def find_gitre(side: Any, ramme: Ramme, alle: Sequence[Ord]) -> list[Ordgitter]:
    """The ruled tables of a page with the words that lie in them, the innermost first."""
    kanter = list(_kanter(side, ramme))
    if not FAERREST <= len(kanter) <= FLEST:
        return []
    gitre: list[Ordgitter] = []
    taget: set[int] = set()
    for raekker in sorted(_tabeller(kanter), key=_areal):
        ledige = [o for o in alle if id(o) not in taget and o.skrift.bund is not None]
        gitter = _fyld(raekker, ledige)
        if gitter is not None:
            gitre.append(gitter)
            taget |= {id(o) for o in gitter.ord()}
    return sorted(gitre, key=lambda g: (g.boks[1], g.boks[0]))


Raekker = list[list[Boks | None]]


def _tabeller(kanter: list[dict[str, Any]]) -> Iterator[Raekker]:
    """The grids that the edges make, as rows of cell boxes."""
    from pdfplumber import table as t  # heavy, and most pages have no rulings

    samlet = t.merge_edges(kanter, TOLERANCE, TOLERANCE, TOLERANCE, TOLERANCE)
    samlet = [k for k in samlet if max(k["x1"] - k["x0"], k["bottom"] - k["top"]) >= KORTEST]
    celler = t.intersections_to_cells(t.edges_to_intersections(samlet, TOLERANCE, TOLERANCE))
    for gruppe in t.cells_to_tables(celler):
        yield [list(r.cells) for r in t.Table(None, gruppe).rows]


def _areal(raekker: Raekker) -> float:
    x0, top, x1, bottom = _omkring(raekker)
    return (x1 - x0) * (bottom - top)


def _omkring(raekker: Raekker) -> Boks:
    celler = [c for r in raekker for c in r if c]
    return min(c[0] for c in celler), min(c[1] for c in celler), max(c[2] for c in celler), max(c[3] for c in celler)


def _fyld(raekker: Raekker, alle: Sequence[Ord]) -> Ordgitter | None:
    """A grid with its words; None where it is a mere box, a frame around prose or a row of underlines."""
    x0, top, x1, bottom = _omkring(raekker)
    inde = [o for o in alle if x0 <= (o.x0 + o.x1) / 2 < x1 and top <= (o.top + o.bottom) / 2 < bottom]
    fyldt = [[(c, _ord_i(c, inde)) if c else None for c in r] for r in raekker]
    fyldt = _uden_mellemrum(fyldt)
    kolonner = {n for r in fyldt for n, c in enumerate(r) if c and c[1]}
    if len(kolonner) < 2:
        return None
    return Ordgitter((round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)), fyldt)


def _ord_i(celle: Boks, alle: Sequence[Ord]) -> list[Ord]:
    x0, top, x1, bottom = celle
    return [o for o in alle if x0 <= (o.x0 + o.x1) / 2 < x1 and top <= (o.top + o.bottom) / 2 < bottom]


Fyldt = list[list[tuple[Boks, list[Ord]] | None]]


def _uden_mellemrum(raekker: Fyldt) -> Fyldt:
    """Without the empty rows and columns that double rulings leave between the real ones."""
    raekker = [r for r in raekker if any(c and (c[1] or c[0][3] - c[0][1] > 2 * TYND) for c in r)]
    bredde = max((len(r) for r in raekker), default=0)
    beholdt = [n for n in range(bredde) if any(r[n] and _er_kolonne(r[n]) for r in raekker)]
    return [[r[n] for n in beholdt] for r in raekker]


def _er_kolonne(celle: tuple[Boks, list[Ord]] | None) -> bool:
    return celle is not None and (bool(celle[1]) or celle[0][2] - celle[0][0] > 2 * TYND)


def _kanter(side: Any, ramme: Ramme) -> Iterator[dict[str, Any]]:
    """The rulings of a page as pdfplumber's edges."""
    for x0, top, x1, bottom in _bokse(side, ramme):
        bredde, hoejde = x1 - x0, bottom - top
        if hoejde <= TYND or bredde <= TYND:
            if max(bredde, hoejde) >= 1:
                yield _streg(x0, top, x1, bottom, vandret=bredde >= hoejde)
            continue
        for y in (top, bottom):
            yield _streg(x0, y, x1, y, vandret=True)
        for x in (x0, x1):
            yield _streg(x, top, x, bottom, vandret=False)


def _streg(x0: float, top: float, x1: float, bottom: float, vandret: bool) -> dict[str, Any]:
    if vandret:
        top = bottom = (top + bottom) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    maal = {"width": x1 - x0, "height": bottom - top, "orientation": "h" if vandret else "v"}
    return {"x0": x0, "x1": x1, "top": top, "bottom": bottom, **maal}


def _bokse(side: Any, ramme: Ramme) -> Iterator[Boks]:
    """The lines and rectangles of a page, also those inside forms; curves are passed over."""
    tilbage = FLEST
    for objekt, matrix in _stier(side):
        tilbage -= 1
        if tilbage < 0:
            return
        for a, b in _streger(objekt, matrix):
            yield ramme.boks(*a, *b)


def _stier(side: Any) -> Iterator[tuple[Any, Matrix]]:
    stak = [
        (pdfium.FPDFPage_GetObject(side, i), ENHED, 0) for i in range(pdfium.FPDFPage_CountObjects(side) - 1, -1, -1)
    ]
    set_i_alt = 0
    while stak and set_i_alt < 20 * FLEST:
        objekt, matrix, dybde = stak.pop()
        set_i_alt += 1
        art = pdfium.FPDFPageObj_GetType(objekt)
        if art == pdfium.FPDF_PAGEOBJ_PATH:
            yield objekt, _gange(_matrix(objekt), matrix)
        elif art == pdfium.FPDF_PAGEOBJ_FORM and dybde < DYBDE:
            indre = _gange(_matrix(objekt), matrix)
            antal = min(max(pdfium.FPDFFormObj_CountObjects(objekt), 0), FLEST)
            stak += [(pdfium.FPDFFormObj_GetObject(objekt, i), indre, dybde + 1) for i in range(antal - 1, -1, -1)]


def _matrix(objekt: Any) -> Matrix:
    m = pdfium.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if pdfium.FPDFPageObj_GetMatrix(objekt, m) else ENHED


def _gange(m: Matrix, n: Matrix) -> Matrix:
    a, b, c, d, e, f = m
    g, h, i, j, k, x = n
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + x


Punkt = tuple[float, float]


def _streger(objekt: Any, matrix: Matrix) -> Iterator[tuple[Punkt, Punkt]]:
    """Pairs of opposite corners: a path of straight lines that closes a rectangle, else its single level lines."""
    if not _ses(objekt):
        return
    for delsti in _delstier(objekt, matrix):
        x = [p[0] for p in delsti]
        y = [p[1] for p in delsti]
        if len(delsti) in (4, 5) and all(_lige(a, b) for a, b in zip(delsti, delsti[1:], strict=False)):
            yield (min(x), min(y)), (max(x), max(y))
        else:
            yield from ((a, b) for a, b in zip(delsti, delsti[1:], strict=False) if _lige(a, b))


def _lige(a: Punkt, b: Punkt) -> bool:
    return abs(a[0] - b[0]) < 0.5 or abs(a[1] - b[1]) < 0.5


def _ses(objekt: Any) -> bool:
    fyld, streg = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(objekt, fyld, streg):
        return False
    return bool(fyld.value or streg.value)


def _delstier(objekt: Any, matrix: Matrix) -> Iterator[list[Punkt]]:
    """The subpaths of a path as points on the page; those with curves are left out."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    punkter: list[Punkt] = []
    kurve = False
    for n in range(min(pdfium.FPDFPath_CountSegments(objekt), FLEST)):
        segment = pdfium.FPDFPath_GetPathSegment(objekt, n)
        art = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if art == pdfium.FPDF_SEGMENT_MOVETO:
            if len(punkter) > 1 and not kurve:
                yield punkter
            punkter, kurve = [], False
        kurve = kurve or art == pdfium.FPDF_SEGMENT_BEZIERTO
        punkter.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(punkter) > 2:
            punkter.append(punkter[0])
    if len(punkter) > 1 and not kurve:
        yield punkter
