"""What reading a file gives: pages of lines with place and type, the same for every format.

A document's kept text is its pages joined by a form feed, and a page is its lines joined by a newline; all offsets
(``tegn_fra``, ``tegn_til``) count characters in that text. Positions are PDF points from the page's upper left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Boks = tuple[float, float, float, float]
"""x0, top, x1, bottom in points."""

SIDESKIFT = "\f"

KUGLER = "•·○▪"
"""What points of a list, and punkter, are printed behind where they are not numbered."""

SIDE_UDEN_TEKST = "side-uden-tekst"
"""The code of the warning that pages are pictures which were not read."""

NAEVNT = 8
"""How many pages a message names."""

Ocr = Literal["auto", "never", "always"]
"""Which pages are read as pictures: those without text where Tesseract is installed, none, or all."""


@dataclass(frozen=True, slots=True)
class Linje:
    """A line of kept text; ``forhold`` is its type size over the document's body size, 1.0 where unknown."""

    tekst: str
    side: int
    tegn_fra: int
    boks: Boks | None = None
    font: str | None = None
    forhold: float = 1.0
    fed_til: int = 0
    """How many of the line's first characters are bold: a run-in label, or the whole line."""
    art: Literal["broed", "hoved", "fod"] = "broed"
    """``hoved`` and ``fod`` are running heads and page numbers: kept in the text, set aside in reading it."""
    gitter: int | None = None
    """Index in ``Side.gitre`` of the table that the line lies in."""
    margen: float | None = None
    """The right edge of the column that the line is in, where that is not the page's."""
    brudt: bool = False
    """The line was wrapped at the margin: the next one goes on with its sentence."""
    delt: bool = False
    """It was wrapped within a word, and ends in the hyphen that stands for that."""

    @property
    def tegn_til(self) -> int:
        return self.tegn_fra + len(self.tekst)

    @property
    def tom(self) -> bool:
        return not self.tekst.strip()

    @property
    def fed(self) -> bool:
        return 0 < len(self.tekst.rstrip()) <= self.fed_til


@dataclass(frozen=True, slots=True)
class Cellelinje:
    """Where a line of a cell begins in the kept text, and how it is set."""

    tegn_fra: int
    boks: Boks | None
    fed: bool


@dataclass(frozen=True, slots=True)
class GitterCelle:
    """A cell of a table as printed: ``raa`` has its lines joined by a space; ``linjer`` where they are known."""

    raa: str
    tegn_fra: int
    tegn_til: int
    boks: Boks | None = None
    linjer: tuple[Cellelinje, ...] = ()


@dataclass(frozen=True, slots=True)
class Gitter:
    """A table found by its rulings, its columns or its markup: rows of cells, None where a merged cell goes on."""

    side: int
    boks: Boks | None
    raekker: tuple[tuple[GitterCelle | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A page. ``bredde`` and ``hoejde`` are points, None for text files."""

    nr: int
    linjer: tuple[Linje, ...]
    bredde: float | None = None
    hoejde: float | None = None
    gitre: tuple[Gitter, ...] = ()

    @property
    def tekst(self) -> str:
        return "\n".join(x.tekst for x in self.linjer)


@dataclass(frozen=True, slots=True)
class Laest:
    """A file as read: its pages, and what a careful reader of the file would warn of (code, Danish sentence)."""

    sider: tuple[Side, ...]
    ocr: bool = False
    advarsler: tuple[tuple[str, str], ...] = field(default=())

    @property
    def tekst(self) -> str:
        return SIDESKIFT.join(s.tekst for s in self.sider)


def navngiv(sider: Sequence[int]) -> str:
    """Pages by number, as a sentence begins: ``Side 3``, ``Side 3, 4 og 9``, ``Side 3, 4 og 12 til``."""
    if len(sider) == 1:
        return f"Side {sider[0]}"
    if len(sider) > NAEVNT:
        return f"Side {', '.join(map(str, sider[:NAEVNT]))} og {len(sider) - NAEVNT} til"
    return f"Side {', '.join(map(str, sider[:-1]))} og {sider[-1]}"
