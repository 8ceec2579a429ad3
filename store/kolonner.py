"""What the store's schema is made of: the shapes of tables and columns, and the columns that many tables share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kolonne:
    """A column: its Python type, what it holds, and the table whose ``id`` (or ``kode``) it points to.

    ``slet`` is what happens here when the row pointed to goes; ``beregnet`` is the SQL of a generated column.
    """

    navn: str
    type: type
    beskrivelse: str
    fk: str | None = None
    slet: str = "CASCADE"
    beregnet: str | None = None
    fra: int = 1


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table: what one row is, its columns, its primary key."""

    navn: str
    beskrivelse: str
    kolonner: tuple[Kolonne, ...]
    pk: tuple[str, ...] = ("id",)
    indeks: tuple[tuple[str, ...], ...] = ()
    fra: int = 1


K = Kolonne


def visningsnavn(sql: str) -> Kolonne:
    """The column that plain Datasette shows in place of an id: it looks for the English word ``name``."""
    return K("name", str, "Label that Datasette shows for the row; computed.", beregnet=sql)


ID = K("id", str, "Stable id, made from the content.")
MOEDE = K("moede_id", str, "The meeting.", "moeder")
DOKUMENT = K("dokument_id", str, "The document.", "dokumenter")
PUNKT = K("punkt_id", str, "The agenda item.", "punkter")
KOMMUNE = K("kommune_kode", str, "The kommune; NULL where it is not known.", "kommuner", "SET NULL")
PERSON = K("person_id", str, "The person, where exactly one fits the name.", "personer", "SET NULL")
SIDE = K("side", int, "Page where it was read, from 1.")
BELAEG = (
    SIDE,
    K("tegn_fra", int, "First character in the document's kept text."),
    K("tegn_til", int, "The character after the last, in the document's kept text."),
    K("regel", str, "The id of the rule that read it."),
    K("bbox", str, "Box on a PDF page as JSON [x0, top, x1, bottom], points from the upper left corner."),
)

AFKODET = (
    K("form", str, "Which of the known shapes it has."),
    K("kle", str, "KLE emne, such as 15.00.00."),
    K("facet", str, "KLE facet, such as A00."),
    K("aar", int, "Year, four digits."),
    K("loebenr", str, "Serial number."),
)
"""What a journal number says: kept where it was read, and on the number itself as most of those places read it."""
