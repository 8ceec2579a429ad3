"""PDFs that no reader opens, put in order: qpdf finds their objects again, and their tree of pages is made flat.

Only one whose every page is there with what it draws: of a file that was cut off, half a document would be made.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

SLUT = b"\n%%EOF\n"
"""Put after the file: qpdf does not find an object that the file ends with."""
ARVES = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""What a page has from the nodes above it (ISO 32000-1, 7.7.3.4)."""


def saet_i_stand(data: bytes, flest_sider: int) -> bytes | None:
    """The same pages in a sound file; None where they are not all there, or are more than ``flest_sider``."""
    import pikepdf  # heavy, and hardly ever needed

    try:
        with pikepdf.open(io.BytesIO(data + SLUT), inherit_page_attributes=False) as pdf:
            sider = list(islice(_sider(pdf.Root.Pages), flest_sider + 1))
            if not 0 < len(sider) <= flest_sider or not all(map(_er_hel, sider)):
                return None
            rod = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=sider, Count=len(sider)))
            for side in sider:
                side.Parent = rod
            pdf.Root.Pages = rod
            ud = io.BytesIO()
            pdf.save(ud)
            return ud.getvalue()
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError):
        return None


def _sider(rod: Any) -> Iterator[Any]:
    """The pages under a node in their order, each with what it has from above; none twice, however deep they lie."""
    moedt = set()
    bunke = [(rod, dict[str, Any]())]
    while bunke:
        knude, arv = bunke.pop()
        if knude.objgen in moedt:
            continue
        moedt.add(knude.objgen)
        arv = arv | {k: knude[k] for k in ARVES if k in knude}
        if "/Kids" in knude:
            bunke += [(barn, arv) for barn in reversed(list(knude.Kids))]
            continue
        for k, v in arv.items():
            knude[k] = v
        yield knude


def _er_hel(side: Any) -> bool:
    """Whether what a page draws is there; of one that draws nothing that cannot be told."""
    tegner = side.get("/Contents")
    alle = [tegner] if hasattr(tegner, "read_raw_bytes") or tegner is None else list(tegner)
    return all(x is not None and x.read_raw_bytes() for x in alle)
