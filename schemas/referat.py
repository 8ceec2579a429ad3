"""A whole document as read: the serialisable end of the pure way from bytes (``extract/pipeline.py``)."""

from __future__ import annotations

from pydantic import Field
from referat.schemas.fakta import Belaeg, Fakta, Post
from referat.schemas.poster import (
    Afsnit,
    Afstemning,
    Bemaerkning,
    Bevilling,
    Bilag,
    Fravaer,
    Henvisning,
    Indstilling,
    Journalnummer,
    Omtale,
    Stemme,
    Tabel,
)
from referat.schemas.vokabular import Deltagerstatus, Dokumenttype, Udfald


class Advarsel(Post):
    """Something a careful reader would want to know. ``punkt`` is a ``raekkefoelge``, None for the whole document."""

    kode: str
    besked: str
    punkt: int | None = None


class Deltager(Fakta):
    """A name in the meeting's own list, or one that the document says was away from the whole meeting."""

    navn: str
    parti: str | None = None
    status: Deltagerstatus
    stedfortraeder_for: str | None = None
    rolle: str | None = None


class Punkt(Fakta):
    """An agenda item. ``raekkefoelge`` counts from 1 through the whole document."""

    raekkefoelge: int
    nr: str | None
    titel: str | None
    lukket: bool = False
    udfald: Udfald | None = None
    beslutning: str | None = None
    side_fra: int
    side_til: int
    ingen_fravaer: bool | None = None
    """True where the punkt or the meeting's head states that nobody was away; None where nothing is stated."""
    afsnit: list[Afsnit] = Field(default_factory=list)
    journalnumre: list[Journalnummer] = Field(default_factory=list)
    indstillinger: list[Indstilling] = Field(default_factory=list)
    afstemninger: list[Afstemning] = Field(default_factory=list)
    stemmer: list[Stemme] = Field(default_factory=list)
    fravaer: list[Fravaer] = Field(default_factory=list)
    bemaerkninger: list[Bemaerkning] = Field(default_factory=list)
    bilag: list[Bilag] = Field(default_factory=list)
    henvisninger: list[Henvisning] = Field(default_factory=list)
    tabeller: list[Tabel] = Field(default_factory=list)
    bevillinger: list[Bevilling] = Field(default_factory=list)


class Moede(Fakta):
    """A meeting; ``udvalg`` is without its election period, which is ``periode``. Dates are ISO, times HH:MM."""

    udvalg: str | None = None
    periode: str | None = None
    dato: str | None = None
    start: str | None = None
    slut: str | None = None
    sted: str | None = None
    deltagere: list[Deltager] = Field(default_factory=list)
    punkter: list[Punkt] = Field(default_factory=list)


class SideTekst(Post):
    """A page of the kept text."""

    side: int
    tekst: str
    bredde: float | None = None
    hoejde: float | None = None


class Referat(Post):
    """A document, all that was read from it, and where."""

    id: str
    """sha256 of the bytes, hex."""
    type: Dokumenttype
    kommune_kode: str | None = None
    dato: str | None = None
    ocr: bool = False
    udtraekker: str
    sider: list[SideTekst]
    moeder: list[Moede] = Field(default_factory=list)
    journalnumre: list[Journalnummer] = Field(default_factory=list)
    omtaler: list[Omtale] = Field(default_factory=list)
    advarsler: list[Advarsel] = Field(default_factory=list)

    @property
    def tekst(self) -> str:
        """The kept text that all offsets count in."""
        return "\f".join(s.tekst for s in self.sider)

    @property
    def punkter(self) -> list[Punkt]:
        return [p for m in self.moeder for p in m.punkter]


__all__ = ["Advarsel", "Belaeg", "Deltager", "Moede", "Punkt", "Referat", "SideTekst"]
