"""Ruled tables: the rulings are read through PDFium, and pdfplumber finds the grids that they make.

Only pages whose rulings could make a cell are looked at, and nothing of the page is parsed a second time.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

import pypdfium2.raw as pdfium
from referat.extract.reading import kald
from referat.extract.reading.opstilling import Ordgitter
from referat.extract.reading.ord import Ord, Ramme
from referat.schemas.side import Boks

FAERREST, FLEST = 2, 20_000
"""Level, and upright, rulings on a page: fewer make no table, more are a drawing."""
FLEST_LUKKES = 4_000
DYBDE = 4
FLEST_OBJEKTER = 400_000
FLEST_SEGMENTER = 2_000
TYND = 3.0
"""A filled rectangle thinner than this many points is a line."""
KORTEST = 3.0
TOLERANCE = 3.0
"""Points by which rulings may miss each other and still meet (pdfplumber's own default)."""

Matrix = tuple[float, float, float, float, float, float]
ENHED: Matrix = (1, 0, 0, 1, 0, 0)


def find_streger(andre: Iterable[tuple[int, int, int]], ramme: Ramme) -> list[dict[str, Any]]:
    """The rulings of a page as pdfplumber's edges; none where there are so many that they are a drawing.

    ``andre`` are the page's objects that are no text (``kald.andre_end_tekst``).
    """
    stier = list(islice(_stier(andre), FLEST + 1))
    if len(stier) > FLEST:
        return []
    kanter = list(islice(_kanter(stier, ramme), FLEST + 1))
    return kanter if len(kanter) <= FLEST else []


def find_gitre(kanter: list[dict[str, Any]], alle: Sequence[Ord]) -> list[Ordgitter]:
    """The tables that rulings make, with the words that lie in them, top to bottom."""
    vandrette = sum(k["orientation"] == "h" for k in kanter)
    if len(kanter) - vandrette < FAERREST or not vandrette:
        return []
    kanter = kanter + _lukkende(kanter)
    if sum(k["orientation"] == "h" for k in kanter) < FAERREST:
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


def _lukkende(kanter: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rulings that close a frame open above, below (as where a page break cuts a row) or at its sides."""
    if len(kanter) > FLEST_LUKKES:
        return []
    lodrette = [k for k in kanter if k["orientation"] == "v"]
    vandrette = [k for k in kanter if k["orientation"] == "h"]
    ud = []
    for ende in ("top", "bottom"):
        for y, steder in _ender(lodrette, ende, "x0").items():
            x0, x1 = min(steder), max(steder)
            if len(steder) > 2 and not any(abs(k["top"] - y) <= TOLERANCE and k["x1"] > x0 for k in vandrette):
                ud.append(_streg(x0, y, x1, y, vandret=True))
    for side in ("x0", "x1"):
        for x, steder in _ender(vandrette, side, "top").items():
            if len(steder) > 1 and not any(abs(k["x0"] - x) <= TOLERANCE for k in lodrette):
                inde = [(a, b) for a, b in pairwise(sorted(steder)) if _spaendt(lodrette, a, b)]
                ud += [_streg(x, a, x, b, vandret=False) for a, b in inde]
    return ud


def _ender(kanter: Sequence[dict[str, Any]], ende: str, sted: str) -> dict[float, set[float]]:
    """Where the edges lie that end at one height, or at one x: by that, to half a point."""
    ud: dict[float, set[float]] = {}
    for k in kanter:
        ud.setdefault(round(2 * k[ende]) / 2, set()).add(round(k[sted], 1))
    return ud


def _spaendt(lodrette: Sequence[dict[str, Any]], top: float, bund: float) -> bool:
    """Whether an upright ruling runs from one height to the other."""
    return any(k["top"] <= top + TOLERANCE and k["bottom"] >= bund - TOLERANCE for k in lodrette)


Raekker = list[list[Boks | None]]


def _tabeller(kanter: list[dict[str, Any]]) -> Iterator[Raekker]:
    """The grids that the edges make, as rows of cell boxes."""
    from pdfplumber import table as t  # heavy, and most pages have no rulings

    samlet = t.merge_edges(kanter, TOLERANCE, TOLERANCE, TOLERANCE, TOLERANCE)
    samlet = [k for k in samlet if max(k["x1"] - k["x0"], k["bottom"] - k["top"]) >= KORTEST]
    celler = t.intersections_to_cells(t.edges_to_intersections(samlet, TOLERANCE, TOLERANCE))
    for gruppe in t.cells_to_tables(celler):
        tabel = t.Table(None, gruppe)  # type: ignore[arg-type]  # its page is asked for text only
        yield [list(r.cells) for r in tabel.rows]


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


def _kanter(stier: Sequence[tuple[int, Matrix]], ramme: Ramme) -> Iterator[dict[str, Any]]:
    """The rulings of a page as pdfplumber's edges; curves are passed over."""
    bokse = (ramme.boks(*a, *b) for objekt, matrix in stier for a, b in _streger(objekt, matrix))
    for x0, top, x1, bottom in bokse:
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


def _stier(andre: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, Matrix]]:
    """The path objects of a page and of the forms on it, each with its matrix onto the page."""
    stak = [(objekt, art, ENHED, 0) for _, objekt, art in andre]
    while stak:
        objekt, art, matrix, dybde = stak.pop()
        if art == pdfium.FPDF_PAGEOBJ_PATH:
            yield objekt, gange(matrix_af(objekt), matrix)
        elif art == pdfium.FPDF_PAGEOBJ_FORM and dybde < DYBDE and len(stak) < FLEST_OBJEKTER:
            indre = gange(matrix_af(objekt), matrix)
            boern = (kald.formobjekt(objekt, i) for i in range(min(kald.formobjekter(objekt), FLEST)))
            stak += [(barn, kald.objektart(kald.peger(barn)), indre, dybde + 1) for barn in boern]


def matrix_af(objekt: int) -> Matrix:
    """How an object, such as a form, lies on what it is drawn on."""
    m = pdfium.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if kald.objektmatrix(objekt, ctypes.addressof(m)) else ENHED


def gange(m: Matrix, n: Matrix) -> Matrix:
    """The one matrix that does what two do, ``m`` first."""
    a, b, c, d, e, f = m
    g, h, i, j, k, x = n
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + x


Punkt = tuple[float, float]


def _streger(objekt: int, matrix: Matrix) -> Iterator[tuple[Punkt, Punkt]]:
    """Pairs of opposite corners: a path of straight lines that closes a rectangle, else its single level lines."""
    if not _ses(objekt):
        return
    for delsti in _delstier(objekt, matrix):
        x = [p[0] for p in delsti]
        y = [p[1] for p in delsti]
        if len(delsti) in (4, 5) and all(_lige(a, b) for a, b in pairwise(delsti)):
            yield (min(x), min(y)), (max(x), max(y))
        else:
            yield from ((a, b) for a, b in pairwise(delsti) if _lige(a, b))


def _lige(a: Punkt, b: Punkt) -> bool:
    return abs(a[0] - b[0]) < 0.5 or abs(a[1] - b[1]) < 0.5


def _ses(objekt: int) -> bool:
    fyld, streg = ctypes.c_int(), ctypes.c_int()
    if not kald.stimaade(objekt, ctypes.addressof(fyld), ctypes.addressof(streg)):
        return False
    return bool(fyld.value or streg.value)


def _delstier(objekt: int, matrix: Matrix) -> Iterator[list[Punkt]]:
    """The subpaths of a path as points on the page; those with curves are left out."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    punkter: list[Punkt] = []
    kurve = False
    for n in range(min(kald.segmenter(objekt), FLEST_SEGMENTER)):
        segment = kald.segment(objekt, n)
        art = kald.segmentart(segment)
        kald.segmentpunkt(segment, ctypes.addressof(x), ctypes.addressof(y))
        if art == pdfium.FPDF_SEGMENT_MOVETO:
            if len(punkter) > 1 and not kurve:
                yield punkter
            punkter, kurve = [], False
        kurve = kurve or art == pdfium.FPDF_SEGMENT_BEZIERTO
        punkter.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if kald.segmentlukker(segment) and len(punkter) > 2:
            punkter.append(punkter[0])
    if len(punkter) > 1 and not kurve:
        yield punkter
