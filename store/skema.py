"""The store's tables and columns as data: migrations create them, docs/store.md is generated from them.

The tables named in ``TABELLER`` are public: later versions add to them and never rename or drop. ``fra`` says which
migration brought a table or column in. Every fact read from a document has the five columns of ``BELAEG``.
"""

from __future__ import annotations

from dataclasses import dataclass

VERSION = 3
"""The number of the newest migration; the file keeps it in ``PRAGMA user_version``."""


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

TABELLER: tuple[Tabel, ...] = (
    Tabel(
        "kommuner",
        "One of the 98 kommuner; regions and other bodies have codes of their own.",
        (
            K("kode", str, "Four digits."),
            K("navn", str, "Name without the word Kommune."),
            K("region", str, "The region it lies in."),
            visningsnavn("navn"),
        ),
        pk=("kode",),
    ),
    Tabel(
        "udvalg",
        "A committee, council or board, without its election period.",
        (ID, KOMMUNE, K("navn", str, "Name as most of the documents write it."), visningsnavn("navn")),
    ),
    Tabel(
        "dokumenter",
        "One source document, whatever paths it was found at.",
        (
            K("id", str, "sha256 of the bytes, hex."),
            K("filnavn", str, "File name; the alphabetically first where it was found under several."),
            K("type", str, "referat, dagsorden, notat, brev or andet."),
            KOMMUNE,
            K("dato", str, "ISO date."),
            K("sider", int, "Number of pages."),
            K("tegn", int, "Number of characters of kept text."),
            K("ocr", int, "1 where the text was read by OCR."),
            K("udtraekker", str, "Version of the reading."),
            K("kommune_givet", str, "The kode given by --kommune, which then stood above the document's own words."),
            visningsnavn("filnavn"),
        ),
    ),
    Tabel(
        "sider",
        "A page of the kept text; a document's text is its pages joined by a form feed.",
        (
            DOKUMENT,
            K("side", int, "Page, from 1."),
            K("tekst", str, "The page's text."),
            K("bredde", float, "Width in points; NULL for text files."),
            K("hoejde", float, "Height in points; NULL for text files."),
        ),
        pk=("dokument_id", "side"),
    ),
    Tabel(
        "moeder",
        "A meeting; one document may hold several.",
        (
            ID,
            DOKUMENT,
            KOMMUNE,
            K("udvalg_id", str, "The body that met.", "udvalg", "SET NULL"),
            K("udvalg_navn", str, "The body's name as this document writes it."),
            K("periode", str, "Election period, such as 2022-2025."),
            K("dato", str, "ISO date."),
            K("start", str, "HH:MM."),
            K("slut", str, "HH:MM."),
            K("sted", str, "Where it was held."),
            *BELAEG,
            visningsnavn("coalesce(udvalg_navn, 'Møde') || coalesce(' ' || dato, '')"),
        ),
        indeks=(("kommune_kode", "dato"),),
    ),
    Tabel(
        "personer",
        "A person as resolved over all the documents of a kommune.",
        (
            ID,
            KOMMUNE,
            K("navn", str, "The fullest spelling."),
            K("parti", str, "Party as written."),
            visningsnavn("navn || coalesce(' (' || parti || ')', '')"),
        ),
    ),
    Tabel(
        "deltagere",
        "A name in the meeting's own list, or one that the document says was away from the whole meeting.",
        (
            ID,
            MOEDE,
            PERSON,
            K("navn", str, "Name as written."),
            K("parti", str, "Party as written."),
            K("status", str, "til stede, afbud or fraværende."),
            K("stedfortraeder_for", str, "The member that this substitute sat in for."),
            *BELAEG,
        ),
    ),
    Tabel(
        "punkter",
        "An agenda item.",
        (
            ID,
            MOEDE,
            DOKUMENT,
            K("raekkefoelge", int, "Place in the document, from 1."),
            K("nr", str, "Number as printed."),
            K("titel", str, "Title without Punkt N: and Lukket:."),
            K("lukket", int, "1 for an item treated behind closed doors."),
            K("udfald", str, "What became of it; NULL where the document states no decision."),
            K("beslutning", str, "The decision's text."),
            K("side_fra", int, "First page."),
            K("side_til", int, "Last page."),
            K("soegenr", int, "Number of the item in the search index, made from its id."),
            *BELAEG,
            visningsnavn("coalesce(nr || '. ', '') || coalesce(titel, '(uden titel)')"),
        ),
        indeks=(("dokument_id", "raekkefoelge"), ("soegenr",), ("udfald",)),
    ),
    Tabel(
        "afsnit",
        "A section of an item; the item's whole text is its sections in order.",
        (
            ID,
            PUNKT,
            K("raekkefoelge", int, "Place in the item, from 1."),
            K("overskrift", str, "Heading as printed."),
            K("art", str, "Role: resume, sagsfremstilling, indstilling, beslutning, oekonomi, bilag and more."),
            K("tekst", str, "Text."),
            *BELAEG,
        ),
    ),
    Tabel(
        "journalnumre",
        "A journal or case number within a kommune (within its document where the kommune is not known).",
        (
            ID,
            KOMMUNE,
            K("raa", str, "As written; the alphabetically first where it is written in several ways."),
            K("normaliseret", str, "Written in one way, so that equal numbers are equal."),
            *AFKODET,
            visningsnavn("raa"),
        ),
        indeks=(("kommune_kode", "normaliseret"),),
    ),
    Tabel(
        "punkt_journalnumre",
        "A journal number on an item.",
        (
            PUNKT,
            K("journalnummer_id", str, "The number.", "journalnumre"),
            K("raa", str, "As written here."),
            *AFKODET,
            *BELAEG,
        ),
        pk=("punkt_id", "journalnummer_id"),
    ),
    Tabel(
        "dokument_journalnumre",
        "A number of the document's own (J.nr., Sags ID), as on a notat or a letter.",
        (
            DOKUMENT,
            K("journalnummer_id", str, "The number.", "journalnumre"),
            K("raa", str, "As written here."),
            *AFKODET,
            *BELAEG,
        ),
        pk=("dokument_id", "journalnummer_id"),
    ),
    Tabel(
        "omtaler",
        "A kommune named in the text.",
        (
            ID,
            DOKUMENT,
            PUNKT,
            KOMMUNE,
            K("raa", str, "The name as printed."),
            K("score", float, "How sure the match is, 0 to 1."),
            *BELAEG,
        ),
    ),
    Tabel(
        "indstillinger",
        "One recommended point and what became of it.",
        (
            ID,
            PUNKT,
            K("nr", int, "Number, from 1."),
            K("indstiller", str, "Who recommends."),
            K("til", str, "The body it is addressed to."),
            K("tekst", str, "Text."),
            K("udfald", str, "What became of it."),
            *BELAEG,
        ),
    ),
    Tabel(
        "afstemninger",
        "A vote.",
        (
            ID,
            PUNKT,
            K("nr", int, "Number within the item, from 1."),
            K("emne", str, "What was voted on."),
            K("for_antal", int, "Votes for; NULL where the document states no number."),
            K("imod_antal", int, "Votes against."),
            K("undlod_antal", int, "Abstentions."),
            K("stemmer_overens", int, "1 where the named votes add up to the stated numbers, 0 where they do not."),
            *BELAEG,
        ),
    ),
    Tabel(
        "stemmer",
        "One named person's vote, or one party's with a number.",
        (
            ID,
            PUNKT,
            K("afstemning_id", str, "The vote.", "afstemninger"),
            K("navn", str, "Name as written."),
            PERSON,
            K("parti", str, "Party as written."),
            K("antal", int, "Number of votes."),
            K("stemme", str, "for, imod or undlod."),
            *BELAEG,
        ),
    ),
    Tabel(
        "fravaer",
        "Someone away when this item was treated, whether the item or the meeting's head says so.",
        (
            ID,
            PUNKT,
            K("navn", str, "Name as written."),
            PERSON,
            K("parti", str, "Party as written."),
            K("aarsag", str, "Reason, such as inhabil."),
            K("omfang", str, "hele mødet, punktet or delvis."),
            K("stedfortraeder", str, "Who sat in instead."),
            *BELAEG,
        ),
    ),
    Tabel(
        "bilag",
        "An attachment, as listed.",
        (ID, PUNKT, K("nr", int, "Number in the list, from 1."), K("titel", str, "Title."), *BELAEG),
    ),
    Tabel(
        "henvisninger",
        "A reference to another treatment of the case.",
        (
            ID,
            PUNKT,
            K("retning", str, "tidligere, kommende or omtalt."),
            K("udvalg", str, "The body, as written."),
            K("dato", str, "ISO date."),
            K("punkt_nr", str, "Number of the item, as stated."),
            K("maal_punkt_id", str, "The item referred to, once it is in the store.", "punkter", "SET NULL"),
            K("metode", str, "What the link rests on, or why there is none."),
            K("score", float, "How well the body's name fits, 0 to 1; NULL without a link."),
            *BELAEG,
        ),
    ),
    Tabel(
        "tabeller",
        "A table in an item.",
        (
            ID,
            PUNKT,
            K("nr", int, "Number within the item, from 1."),
            K("titel", str, "Caption."),
            K("enhed", str, "Unit of its numbers, as printed."),
            K("er_budget", int, "1 for a table of budget or accounts."),
            K(
                "afvigelse_fortegn",
                str,
                "merforbrug positivt or mindreforbrug positivt: how its own numbers show that it counts deviations; "
                "NULL where they do not tell.",
                fra=2,
            ),
            K("brudt", int, "1 where the places of its cells could not be told: kept as printed.", fra=2),
            K("brudt_fordi", str, "Why: its sums fit no layout of its numbers, or several, or it has none.", fra=3),
            K("noter", str, "Notes and sources printed with it (Anm.:, Kilde:, *), one a line; NULL for none.", fra=3),
            *BELAEG,
            visningsnavn("coalesce(titel, 'Tabel ' || nr)"),
        ),
    ),
    Tabel(
        "tabelceller",
        "A cell.",
        (
            K("tabel_id", str, "The table.", "tabeller"),
            K("raekke", int, "Row, from 0, header rows included."),
            K("kolonne", int, "Column, from 0."),
            K("raa", str, "As printed."),
            K("vaerdi", float, "The number, in the table's printed unit."),
            K("enhed", str, "Unit as printed."),
            K("raekkenavn", str, "The row's label."),
            K("kolonnenavn", str, "The column's label."),
            K("maal", str, "oprindeligt budget, korrigeret budget, forbrug, forventet regnskab and more."),
            K("aar", int, "The year that the number is of."),
            K("beloeb_kr", float, "The amount in kroner."),
            *BELAEG,
        ),
        pk=("tabel_id", "raekke", "kolonne"),
    ),
    Tabel(
        "tabelraekker",
        "A row of a table that has values, and its place among the rows.",
        (
            K("tabel_id", str, "The table.", "tabeller"),
            K("raekke", int, "Row, from 0, as in tabelceller."),
            K("navn", str, "The row's label."),
            K("niveau", int, "How many rows it is part of: 0 for the outermost."),
            K("foraelder_raekke", int, "The row that it is part of."),
            K("grundlag", str, "How that is known: kode (130 and 13001), i alt, heraf or tal (the numbers alone)."),
        ),
        pk=("tabel_id", "raekke"),
        fra=2,
    ),
    Tabel(
        "kontroller",
        "One arithmetic check of a table.",
        (
            ID,
            K("tabel_id", str, "The table.", "tabeller"),
            K("regel", str, "The id of the check."),
            K("raekke", int, "Row, from 0."),
            K("kolonne", int, "Column, from 0."),
            K("ventet", float, "What the other cells give."),
            K("fundet", float, "What the cell says."),
            K("difference", float, "fundet minus ventet."),
            K("holder", int, "1 where they agree as far as the rounding of the printed numbers allows."),
            K("tolerance", float, "What that rounding allows.", fra=2),
            K(
                "udtryk",
                str,
                "The calculation in Danish numbers, or the words of the prose that quote the cell.",
                fra=2,
            ),
        ),
    ),
    Tabel(
        "bevillinger",
        "An appropriation stated in a recommendation or decision.",
        (
            ID,
            PUNKT,
            K("art", str, "tillægsbevilling, anlægsbevilling and more."),
            K("beloeb_kr", float, "Amount in kroner."),
            K("fra", str, "Where the money comes from."),
            K("til", str, "What it goes to."),
            K("aar", int, "Year."),
            K("tekst", str, "The sentence."),
            K("status", str, "givet, anbefalet, søgt or afslået; NULL where it cannot be told.", fra=2),
            K("indstilling_id", str, "The recommended point that states it.", "indstillinger", fra=2),
            *BELAEG,
        ),
    ),
    Tabel(
        "advarsler",
        "Something a careful reader would want to know.",
        (
            ID,
            DOKUMENT,
            PUNKT,
            K("kode", str, "Stable code of the warning."),
            K("besked", str, "One Danish sentence."),
        ),
        indeks=(("kode",),),
    ),
    Tabel(
        "indlaesninger",
        "The ledger: a file met by a run, and what came of it when it was last new or changed.",
        (
            ID,
            K("sti", str, "Absolute path."),
            K("dokument_id", str, "The document found there.", "dokumenter", "SET NULL"),
            K("tidspunkt", str, "UTC, ISO."),
            K("status", str, "lagret, uændret, opdateret, karantæne or sprunget over."),
            K("kode", str, "Why, where it was not stored."),
            K("besked", str, "One Danish sentence."),
            SIDE,
        ),
        indeks=(("status", "kode"),),
    ),
    Tabel(
        "person_kandidater",
        "A person who may be meant by a name that fits several; the name's own person_id is then NULL.",
        (
            K("tabel", str, "deltagere, fravaer or stemmer."),
            K("raekke_id", str, "The row's id in that table."),
            K("person_id", str, "A person whom the name fits.", "personer"),
        ),
        pk=("tabel", "raekke_id", "person_id"),
    ),
    Tabel(
        "uforbundne",
        "A kommune (or a document of unknown kommune) whose links are to be made again; empty after a whole run.",
        (K("omraade", str, "Kommunekode, or the document's id."),),
        pk=("omraade",),
    ),
)
