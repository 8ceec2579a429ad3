"""Pages from formats that have no places: headings, paragraphs, list items and tables, set one under the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from referat.extract.reading.linjer import Raacelle, Raagitter, Raalinje, Raaside, startsteder
from referat.extract.reading.tegn import normaliser

FORHOLD = (2.0, 1.6, 1.35, 1.2, 1.1, 1.05)
"""Type size over body size for a heading of level 1 to 6, about as browsers show them."""
FLEST_KOLONNER = 500
"""A table wider than this is no table that a person made; what is further to the right goes on the last cell's line."""
LUFT = re.compile(r"\s+")

Celle = tuple[str, ...]
"""The paragraphs of a cell."""


def ren(tekst: str) -> str:
    """A text on one line: every run of blanks is one space."""
    return LUFT.sub(" ", normaliser(tekst)).strip()


class Sidebygger:
    """Takes what a document holds in its order; ``side`` gives the page."""

    def __init__(self) -> None:
        self._side = Raaside()
        self.art: Literal["broed", "fod"] = "broed"
        """What the lines to come are; ``fod`` is kept and set aside, as a page's foot is."""

    def side(self) -> Raaside:
        """The page so far, without blank lines at its end."""
        while self._side.linjer and not self._side.linjer[-1].tekst:
            self._side.linjer.pop()
        return self._side

    def overskrift(self, tekst: str, niveau: int) -> None:
        """A heading of level 1 to 6, with air above it."""
        if tekst := ren(tekst):
            self.luft()
            forhold = FORHOLD[min(max(niveau, 1), len(FORHOLD)) - 1]
            self._side.linjer.append(Raalinje(tekst, forhold=forhold, fed_til=len(tekst), art=self.art))

    def afsnit(self, tekst: str, fed_til: int = 0) -> None:
        """A paragraph, or a line of it; blank ones are left out."""
        if tekst := ren(tekst):
            self._side.linjer.append(Raalinje(tekst, fed_til=min(fed_til, len(tekst)), art=self.art))

    def luft(self) -> None:
        """A blank line, if there is none."""
        if self._side.linjer and self._side.linjer[-1].tekst:
            self._side.linjer.append(Raalinje(""))

    def tabel(self, raekker: Sequence[Sequence[Celle | None]]) -> None:
        """A table, one line a row with a tab between cells; None where a merged cell goes on.

        One with a single column or a single row is only a frame around its paragraphs.
        """
        bredde = max((sum(c is not None for c in r) for r in raekker), default=0)
        fyldte = [r for r in raekker if any(r)]
        if bredde < 2 or len(fyldte) < 2:
            for celle in (c for r in raekker for c in r if c):
                for tekst in celle:
                    self.afsnit(tekst)
            return
        nr = len(self._side.gitre)
        self.luft()
        gitter = Raagitter(None, [self._raekke(r, nr) for r in fyldte])
        self._side.gitre.append(gitter)
        self.luft()

    def _raekke(self, raekke: Sequence[Celle | None], nr: int) -> list[Raacelle | None]:
        celler: list[Raacelle | None] = []
        tekst = ""
        for n, celle in enumerate(raekke):
            tekst += "\t" if n else ""
            afsnit = [x for x in map(ren, celle or ()) if x]
            linjer = [(n, None, False) for n in startsteder(afsnit)]
            raa = " ".join(afsnit)
            celler.append(None if celle is None else Raacelle(raa, len(self._side.linjer), len(tekst), linjer=linjer))
            tekst += raa
        self._side.linjer.append(Raalinje(tekst, gitter=nr))
        return celler
