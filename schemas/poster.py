"""What a punkt says, as typed records. Field names are the store's column names (docs/store.md)."""

from __future__ import annotations

from pydantic import Field
from referat.schemas.fakta import Fakta, Post
from referat.schemas.vokabular import (
    Afsnitsart,
    Afvigelsesfortegn,
    Bemaerkningsart,
    Bevillingsstatus,
    Brudgrund,
    Omfang,
    Retning,
    Stemmevalg,
    Udfald,
)


class Afsnit(Fakta):
    """A section of a punkt; the punkt's whole text is its sections in order."""

    overskrift: str | None
    art: Afsnitsart
    tekst: str


class Journalnummer(Fakta):
    """A journal or case number: as written, normalised, and decoded as far as its form says.

    ``kle`` is an emne such as ``15.00.00`` (or a group ``15.00``), ``facet`` such as ``A00``; all are text.
    """

    raa: str
    normaliseret: str
    form: str
    kle: str | None = None
    facet: str | None = None
    aar: int | None = None
    loebenr: str | None = None


class Indstilling(Fakta):
    """One recommended point and what became of it."""

    nr: int
    tekst: str
    indstiller: str | None = None
    til: str | None = None
    udfald: Udfald | None = None


class Afstemning(Fakta):
    """A vote; a count is None where the document states none, and nothing is derived silently."""

    nr: int
    emne: str | None = None
    for_antal: int | None = None
    imod_antal: int | None = None
    undlod_antal: int | None = None
    enstemmig: bool | None = None
    """True where the document says so."""
    stemmer_overens: bool | None = None


class Stemme(Fakta):
    """One named person, or one party, in vote number ``afstemning_nr`` of the punkt."""

    stemme: Stemmevalg
    navn: str | None = None
    parti: str | None = None
    antal: int | None = None
    afstemning_nr: int | None = None


class Bemaerkning(Fakta):
    """A remark, reservation, condition or amendment of a decision; ``hvem`` made it, None where the text names nobody.

    ``navn`` is given where one person alone made it; ``tekst`` is None where no more than the fact is stated.
    """

    nr: int
    art: Bemaerkningsart
    hvem: str | None = None
    navn: str | None = None
    parti: str | None = None
    tekst: str | None = None


Spand = tuple[tuple[int, int, Omfang], ...]
"""Ranges of punkt numbers, each with its first and last and how much of them someone was away from."""


class Fravaer(Fakta):
    """Someone away when this punkt was treated, as the punkt or the meeting's head says."""

    navn: str
    parti: str | None = None
    aarsag: str | None = None
    omfang: Omfang
    stedfortraeder: str | None = None
    spand: Spand | None = Field(default=None, exclude=True, repr=False)
    """The punkter that the statement covers, until the meeting has given each its row; never stored."""


class Bilag(Fakta):
    """An attachment, as listed."""

    nr: int
    titel: str


class Henvisning(Fakta):
    """A reference to another treatment of the case: body, ISO date and punkt number as far as stated."""

    retning: Retning
    udvalg: str | None = None
    dato: str | None = None
    punkt_nr: str | None = None


class Tabelcelle(Fakta):
    """A cell; ``raekke`` and ``kolonne`` count from 0, header rows included. ``vaerdi`` is in the printed unit."""

    raekke: int
    kolonne: int
    raa: str
    vaerdi: float | None = None
    enhed: str | None = None
    raekkenavn: str | None = None
    kolonnenavn: str | None = None
    maal: str | None = None
    aar: int | None = None
    beloeb_kr: float | None = None


class Tabelraekke(Post):
    """A row with values and its place among the rows: ``foraelder_raekke`` is the row that it is part of.

    ``grundlag`` is how that is known: ``kode`` (130 and 13001), ``i alt``, ``heraf`` or ``tal`` (the numbers alone).
    """

    raekke: int
    navn: str | None = None
    niveau: int = 0
    foraelder_raekke: int | None = None
    grundlag: str | None = None


class Kontrol(Post):
    """One arithmetic check of the cell at ``raekke`` and ``kolonne``; numbers are in the table's printed unit.

    ``difference`` is ``fundet`` minus ``ventet``; ``tolerance`` is what the rounding of the printed numbers allows;
    ``udtryk`` is the calculation in Danish numbers, or the words of the prose that quote the cell.
    """

    regel: str
    raekke: int
    kolonne: int
    ventet: float
    fundet: float
    difference: float
    tolerance: float
    udtryk: str
    holder: bool


class Tabel(Fakta):
    """A table in a punkt. ``brudt``: its cells are kept as printed, since their places could not be told.

    ``noter`` are the notes and sources printed with it, one a line; they are no cells.
    """

    nr: int
    titel: str | None = None
    enhed: str | None = None
    er_budget: bool = False
    afvigelse_fortegn: Afvigelsesfortegn | None = None
    brudt: bool = False
    brudt_fordi: Brudgrund | None = None
    noter: str | None = None
    celler: list[Tabelcelle]
    raekker: list[Tabelraekke] = Field(default_factory=list)
    kontroller: list[Kontrol] = Field(default_factory=list)


class Bevilling(Fakta):
    """An appropriation stated in a recommendation or a decision; ``indstilling_nr`` is the recommended point."""

    art: str
    beloeb_kr: float
    fra: str | None = None
    til: str | None = None
    aar: int | None = None
    tekst: str
    status: Bevillingsstatus | None = None
    indstilling_nr: int | None = None


class Omtale(Fakta):
    """A kommune named in the text, the name as printed and how sure the match is (0–1).

    ``punkt`` is the punkt's ``raekkefoelge`` in the document, None outside punkter.
    """

    kommune_kode: str
    raa: str
    score: float
    punkt: int | None = None
