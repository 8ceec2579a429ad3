"""Long lists: a page shows the beginning of each; with ``?vis=<list>`` it shows that list alone, a part at a time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from referat.web.side import Raekke, Side

KORT = 10
"""So many rows stand on a page among other things."""
LANG = 100
"""So many stand on a page of their own."""


@dataclass(frozen=True, slots=True)
class Udsnit:
    """Some rows of a list, and how many it has in all; ``alene`` where the page shows nothing else."""

    navn: str
    raekker: list[Raekke]
    i_alt: int
    nr: int = 1
    alene: bool = False

    @property
    def sider(self) -> int:
        """How many pages the whole list takes."""
        return -(-self.i_alt // LANG)

    @property
    def er_kort(self) -> bool:
        """Whether there are more rows than the page shows."""
        return not self.alene and self.i_alt > len(self.raekker)

    def url(self, nr: int = 1) -> str:
        """The address of a page of the whole list, from the page that it is on."""
        return f"?vis={self.navn}" + (f"&side={nr}" if nr > 1 else "")


async def hent(side: Side, navn: str, sporgsmaal: str, kort: int = KORT, **vaerdier: Any) -> Udsnit:
    """The rows of a named query to be shown; it takes ``antal`` and ``spring``, and each row says ``i_alt``."""
    alene = side.arg("vis") == navn
    nr, antal = (sidenr(side), LANG) if alene else (1, kort)
    raekker = await side.alle(sporgsmaal, antal=antal, spring=(nr - 1) * antal, **vaerdier)
    if alene and not raekker:
        raise side.ikke_fundet()
    return Udsnit(navn, raekker, raekker[0]["i_alt"] if raekker else 0, nr, alene)


def sidenr(side: Side) -> int:
    """Which page of a list the address asks for, from 1."""
    nr = side.arg("side")
    return max(int(nr), 1) if nr.isascii() and nr.isdigit() and len(nr) < 5 else 1


def valgt(side: Side, navne: Collection[str]) -> str:
    """The list that the address asks to see alone; empty where it asks for the whole page."""
    return side.arg("vis") if side.arg("vis") in navne else ""
