"""Documents that PDFium refuses, read by pdfplumber: slower and with less to go by, but it forgives other damage.

It finds pages by their objects where the page tree is lost, so their order is not sure. What neither can read stays
refused. Damaged files bring out faults of every kind in a parser written in Python, so any of them is a refusal.
"""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from referat.extract.reading.linjer import Raaside
from referat.extract.reading.opstilling import linjegrupper, stil_op
from referat.extract.reading.ord import FEDE_NAVNE, MINDST, Ord, Skrift
from referat.extract.reading.tabelfinder import find_opstillinger
from referat.extract.reading.tegn import normaliser

FRIST = 60.0
"""Seconds of processor time for a document; pages that are left then are not read."""
HVID = 0.98
"""So much of every colour is white; on whatever it stands, since pdfplumber does not tell what was drawn first."""
UNAVNGIVET = "(cid:"
"""How pdfminer writes a glyph whose character it does not know."""


def laes_sider(data: bytes, flest_sider: int, flest_tegn_paa_side: int) -> list[Raaside | None]:
    """All pages; None for one that cannot be read, has too much text or is left when the time is up.

    Nothing at all where the document cannot be opened or has too many pages. Memory is for the caller to limit.
    """
    slut = time.process_time() + FRIST
    ud: list[Raaside | None] = []
    with _som_afslag():
        for side in _aabn(data, flest_sider):
            ud.append(None)
            with _som_afslag():
                ud[-1] = _laes(side, flest_tegn_paa_side) if time.process_time() < slut else None
    return ud


def antal_sider(data: bytes, flest: int) -> int:
    """How many pages pdfplumber finds; 0 where it cannot open the document or finds more than ``flest``."""
    with _som_afslag():
        return len(_aabn(data, flest))
    return 0


def sider_med_tekst(data: bytes, sider: Sequence[int]) -> list[int]:
    """Those of some pages (from 1) on which pdfplumber finds words to be seen."""
    import pdfplumber

    ud: list[int] = []
    with _som_afslag():
        for side in pdfplumber.open(io.BytesIO(data), pages=list(sider)).pages:
            if next(_ord(side), None):
                ud.append(int(side.page_number))
            side.close()
    return ud


@contextmanager
def _som_afslag() -> Iterator[None]:
    """Takes a fault for a refusal, and keeps pdfminer's log quiet."""
    log = logging.getLogger("pdfminer")
    niveau = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    except MemoryError:
        raise
    except Exception as fejl:  # noqa: BLE001 - see above
        log.debug("refused: %r", fejl)
    finally:
        log.setLevel(niveau)


def _aabn(data: bytes, flest: int) -> list[Any]:
    import pdfplumber  # heavy, and hardly ever needed

    sider = pdfplumber.open(io.BytesIO(data), pages=list(range(1, flest + 2))).pages
    return list(sider) if len(sider) <= flest else []


def _laes(side: Any, flest_tegn: int) -> Raaside | None:
    """A page's lines with their boxes, and its unruled tables."""
    try:
        if len(side.chars) > flest_tegn:
            return None
        gitre, grupper = find_opstillinger(linjegrupper(_ord(side)))
        linjer, faerdige = stil_op(grupper, gitre)
        return Raaside(linjer, float(side.width), float(side.height), faerdige)
    finally:
        side.close()


def _ses(tegn: dict[str, Any], ramme: tuple[float, float, float, float]) -> bool:
    """Whether a character has a name, a size that can be read and a place on the page, and is not white."""
    x0, top, x1, bottom = ramme
    farve = tegn.get("non_stroking_color") or (0,)
    hvid = len(farve) in (1, 3) and all(isinstance(f, int | float) and f >= HVID for f in farve)
    inde = tegn["x1"] > x0 and tegn["x0"] < x1 and tegn["bottom"] > top and tegn["top"] < bottom
    return inde and not hvid and tegn["size"] >= MINDST and not tegn["text"].startswith(UNAVNGIVET)


def _ord(side: Any) -> Iterator[Ord]:
    """The words with places from the page's upper left corner; a word's foot stands for its baseline."""
    venstre, top = side.bbox[:2]
    navngivne = side.filter(lambda x: "text" not in x or _ses(x, side.bbox))
    for nr, o in enumerate(navngivne.extract_words(extra_attrs=["fontname", "size"])):
        x0, y0, x1, y1 = o["x0"] - venstre, o["top"] - top, o["x1"] - venstre, o["bottom"] - top
        font = str(o["fontname"]).rpartition("+")[2]
        fed = bool(FEDE_NAVNE.search(font))
        skrift = Skrift(font, round(o["size"], 1), fed, y1 if o["upright"] and o["direction"] == "ltr" else None)
        if tekst := normaliser(o["text"]):
            yield Ord(tekst, x0, y0, x1, y1, skrift, len(tekst) if fed else 0, nr)
