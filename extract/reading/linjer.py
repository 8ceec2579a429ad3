"""Lines while a page is being read, before they have their place in the document; and their end as ``Laest``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

from referat.schemas.side import Boks, Cellelinje, Gitter, GitterCelle, Laest, Linje, Side


@dataclass(slots=True)
class Raalinje:
    """A line as a format gives it; ``stoerrelse`` is the type size in points, 0 where the format has none."""

    tekst: str
    boks: Boks | None = None
    font: str | None = None
    stoerrelse: float = 0.0
    forhold: float = 1.0
    fed_til: int = 0
    art: Literal["broed", "hoved", "fod"] = "broed"
    gitter: int | None = None
    margen: float | None = None
    """The right edge of its column, where that is not the page's."""
    drejet: bool = False
    """Turned text on a page whose other text is not: a note in the margin, or a stamp across the page."""


@dataclass(slots=True)
class Raacelle:
    """A cell: its text, and where that stands in line number ``linje`` of its page."""

    raa: str
    linje: int
    fra: int
    boks: Boks | None = None
    linjer: Sequence[tuple[int, Boks | None, bool]] = ()
    """Where in the cell each of its lines begins, its box and whether it is bold."""


@dataclass(slots=True)
class Raagitter:
    """A table while its page is being read; ``boks`` is None in a format without places."""

    boks: Boks | None
    raekker: list[list[Raacelle | None]]


@dataclass(slots=True)
class Raaside:
    """A page before its place in the document is known."""

    linjer: list[Raalinje] = field(default_factory=list)
    bredde: float | None = None
    hoejde: float | None = None
    gitre: list[Raagitter] = field(default_factory=list)


def startsteder(tekster: Sequence[str]) -> list[int]:
    """Where each of some texts begins when a space joins them."""
    return list(accumulate((len(x) + 1 for x in tekster), initial=0))[:-1]


def saml(sider: Sequence[Raaside], advarsler: Sequence[tuple[str, str]] = ()) -> Laest:
    """The pages with every line's offset in the document's kept text."""
    faerdige: list[Side] = []
    n = 0
    for nr, side in enumerate(sider, 1):
        faerdig = _side(side, nr, n)
        faerdige.append(faerdig)
        n += sum(len(x.tekst) + 1 for x in faerdig.linjer) + (not faerdig.linjer)
    return Laest(sider=tuple(faerdige), advarsler=tuple(advarsler))


def _side(side: Raaside, nr: int, n: int) -> Side:
    linjer: list[Linje] = []
    for x in side.linjer:
        linjer.append(
            Linje(
                tekst=x.tekst,
                side=nr,
                tegn_fra=n,
                boks=x.boks,
                font=x.font,
                forhold=x.forhold,
                fed_til=x.fed_til,
                art=x.art,
                gitter=x.gitter,
                margen=x.margen,
            )
        )
        n += len(x.tekst) + 1
    gitre = tuple(_gitter(g, nr, linjer) for g in side.gitre)
    return Side(nr, tuple(linjer), side.bredde, side.hoejde, gitre)


def _gitter(gitter: Raagitter, nr: int, linjer: Sequence[Linje]) -> Gitter:
    def celle(c: Raacelle | None) -> GitterCelle | None:
        if c is None:
            return None
        fra = linjer[c.linje].tegn_fra + c.fra
        egne = tuple(Cellelinje(fra + n, boks, fed) for n, boks, fed in c.linjer)
        return GitterCelle(c.raa, fra, fra + len(c.raa), c.boks, egne)

    return Gitter(nr, gitter.boks, tuple(tuple(celle(c) for c in raekke) for raekke in gitter.raekker))
