"""What a search asks of every hit, in one narrow row by its number in the index: only in a published copy.

A common word has hundreds of thousands of hits in a country's store, and each may have to be held against the filters.
The numbers of a copy count from the newest meeting on, so the index gives the newest hits first, and is half as large.
"""

from __future__ import annotations

import sqlite3

from referat.store.kolonner import K, Tabel
from referat.store.soeg import EMNER

SOEGEPUNKTER = Tabel(
    "soegepunkter",
    "What filters of a search ask of a punkt and its meeting, by its number in the index. Only in a published copy.",
    (
        K("soegenr", int, "Number of the item in the search index."),
        K("punkt_id", str, "The agenda item."),
        K("moede_id", str, "The meeting."),
        K("kommune_kode", str, "The kommune; NULL where it is not known."),
        K("udvalg_id", str, "The body that met."),
        K("dato", str, "ISO date of the meeting."),
        K("udfald", str, "What became of it; NULL where the document states no decision."),
        K("udfald_punktvis", str, "Of one that is blandet what became of its points, such as |godkendt|udsat|."),
    ),
    pk=("soegenr",),
)
INDEKS = """
CREATE INDEX soeg_nyeste ON soegepunkter(dato DESC);
CREATE INDEX soeg_kommune ON soegepunkter(kommune_kode, dato DESC);
CREATE INDEX soeg_udvalg ON soegepunkter(udvalg_id, dato DESC);
CREATE INDEX soeg_udfald ON soegepunkter(udfald, dato DESC);
CREATE INDEX soeg_punkt ON soegepunkter(punkt_id);
CREATE INDEX soeg_beloeb ON bevillinger(beloeb_kr, punkt_id);
CREATE INDEX soeg_stemmer ON stemmer(navn, punkt_id);
CREATE INDEX soeg_fravaer ON fravaer(navn, punkt_id);
CREATE INDEX soeg_bemaerkninger ON bemaerkninger(navn, punkt_id);
"""

NUMRE = """
CREATE TEMP TABLE numre (nr INTEGER PRIMARY KEY, punkt_id TEXT NOT NULL UNIQUE);
INSERT INTO numre (punkt_id)
  SELECT p.id FROM kilde.punkter p JOIN kilde.moeder m ON m.id = p.moede_id
  WHERE substr(p.id, 1, 16) NOT IN (SELECT id FROM temp.udenfor) ORDER BY m.dato DESC, p.id;
"""
NUMMER = "(SELECT nr FROM temp.numre WHERE punkt_id = punkter.id)"
"""What a row of ``punkter`` is numbered in the copy."""


INDEKSERET = """
INSERT INTO soegning(soegning, rank) VALUES ('hashsize', 32000000);
INSERT INTO soegning(rowid, titel, beslutning, tekst, numre)
  SELECT rowid, titel, beslutning, tekst, numre FROM soegetekst ORDER BY +rowid;
INSERT INTO soegning(soegning) VALUES ('optimize');
"""
"""Texts are read as they lie in the file and then sorted: FTS5's own ``rebuild`` looks each up by its number."""


def nummerer(db: sqlite3.Connection) -> None:
    """Number the items of the store that is to be published (``kilde``), those withdrawn (``udenfor``) left out, for
    ``NUMMER``."""
    for sql in NUMRE.strip().removesuffix(";").split(";\n"):
        db.execute(sql)


def skriv_soegepunkter(db: sqlite3.Connection) -> None:
    """Fill the table, and index what filters start from."""
    db.execute(f"INSERT INTO soegepunkter SELECT * FROM {EMNER} ORDER BY soegenr")
    for sql in INDEKS.strip().removesuffix(";").split(";\n"):
        db.execute(sql)


def skriv_soegning(db: sqlite3.Connection) -> None:
    """Fill the index, which must be empty, in one transaction."""
    db.execute("BEGIN")
    for sql in INDEKSERET.strip().removesuffix(";").split(";\n"):
        db.execute(sql)
    db.execute("COMMIT")
