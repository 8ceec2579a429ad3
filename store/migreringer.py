"""Brings a store's file to the newest shape: tables by numbered migrations, views whenever their text differs."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from referat.store import skema
from referat.store.indeks import INDEKS
from referat.store.skema_rettelser import UROERLIG
from referat.store.tilbagetraekning import DOKUMENTER
from referat.store.visninger import VISNINGER
from sqlite_utils import Database, Migrations
from sqlite_utils.db import ForeignKey

migrering = Migrations("referat")

VENTETID = 600.0
"""Seconds to wait for another writer; the longest that one holds the file is while it links a kommune."""

SQLTYPE = {str: "TEXT", int: "INTEGER", float: "REAL"}

SOEGNING = f"""
CREATE VIEW soegetekst AS
SELECT p.soegenr AS rowid, p.id AS punkt_id, p.dokument_id, p.titel, p.beslutning,
  (SELECT group_concat(tekst, char(10)) FROM
    (SELECT coalesce(overskrift || char(10), '') || tekst AS tekst FROM afsnit
     WHERE punkt_id = p.id ORDER BY raekkefoelge)) AS tekst,
  (SELECT group_concat(raa, ' ') FROM
    (SELECT raa FROM punkt_journalnumre WHERE punkt_id = p.id ORDER BY journalnummer_id)) AS numre
FROM punkter p;
CREATE VIRTUAL TABLE soegning USING fts5(
  titel, beslutning, tekst, numre,
  content='soegetekst', content_rowid='rowid', {INDEKS}
);
"""


class ForkertLager(Exception):  # noqa: N818 - the project's errors are Danish nouns
    """A file that cannot be used as a store; the text is a Danish sentence."""


def aabn_fil(db: Database, sti: str) -> None:
    """Set up the connection and bring the file up to date.

    Raises ``ForkertLager`` for a file that is no store, or one made by a newer version.
    """
    _efterse(db, sti)
    opsaet(db)
    if _er_ny(db):
        return
    with skrivetransaktion(db):  # another writer may have come first, and been stopped or not
        if _efterse(db, sti) < skema.VERSION:
            migrering.apply(db)
        opdater_visninger(db)


def _efterse(db: Database, sti: str) -> int:
    """The version of a store's file, 0 for an empty one. Raises ``ForkertLager`` for another file."""
    try:
        version, tabeller = db.execute("PRAGMA user_version").fetchone()[0], db.table_names()
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as fejl:
        raise ForkertLager(f"{sti} er ikke en SQLite-fil; vælg en anden fil med --db.") from fejl
    if version > skema.VERSION:
        raise ForkertLager(f"{sti} er lavet af en nyere udgave af referat; installér den nyeste.")
    if tabeller and Migrations.migrations_table not in tabeller:
        raise ForkertLager(f"{sti} er en SQLite-fil med andet indhold; vælg en anden fil med --db.")
    return int(version)


def opsaet(db: Database) -> None:
    """The settings of every writing connection: safe first, then 64 MB of pages at hand.

    Ids are hashes, so each document touches pages all over the file: a larger cache and rarer checkpoints keep the time
    per document as the store grows.
    """
    sikre = ("busy_timeout=10000", "synchronous=FULL", "foreign_keys=ON")
    for pragma in (*sikre, "cache_size=-65536", "wal_autocheckpoint=8000"):
        db.execute(f"PRAGMA {pragma}")
    vent(db.enable_wal)


@contextmanager
def skrivetransaktion(db: Database) -> Iterator[None]:
    """All or nothing; the write lock is taken at once, so that no reader-turned-writer has to give up."""
    vent(lambda: db.execute("BEGIN IMMEDIATE"))
    try:
        yield
        db.commit()
    except BaseException:
        db.rollback()
        raise


def vent(goer: Callable[[], object]) -> None:
    """Do what another writer may be in the way of, as soon as it is not; SQLite's own wait cannot be interrupted."""
    frist = time.monotonic() + VENTETID
    while True:
        try:
            goer()
            return
        except sqlite3.OperationalError as fejl:
            if fejl.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > frist:
                raise
            time.sleep(0.01)


@migrering()
def m001_grundlag(db: Database) -> None:
    """All tables of version 1, and the search index."""
    for tabel in skema.TABELLER:
        if tabel.fra == 1:
            opret(db, tabel, 1)
    db.executescript(SOEGNING)
    db.execute("PRAGMA user_version=1")


@migrering()
def m002_tabellers_mening(db: Database) -> None:
    """The rows of tables and the sign of deviations; what a check allows; what became of an appropriation."""
    udvid(db, 2)


@migrering()
def m003_tabellers_noter(db: Database) -> None:
    """The notes and sources printed with tables; why a broken one could not be put together."""
    udvid(db, 3)


@migrering()
def m004_sager(db: Database) -> None:
    """Cases with their items and joins; KLE; the roles that lists of members state. All is to be linked anew."""
    udvid(db, 4)
    db.execute("INSERT OR IGNORE INTO uforbundne SELECT DISTINCT coalesce(kommune_kode, id) FROM dokumenter")


@migrering()
def m005_reglers_sikkerhed(db: Database) -> None:
    """How often each rule was right."""
    udvid(db, 5)


@migrering()
def m006_bemaerkninger(db: Database) -> None:
    """Remarks and conditions of decisions; unanimous votes; that nobody was away."""
    udvid(db, 6)


@migrering()
def m007_manifestationer(db: Database) -> None:
    """Meetings that several documents tell. All is to be linked anew."""
    udvid(db, 7)
    db.execute("INSERT OR IGNORE INTO uforbundne SELECT DISTINCT coalesce(kommune_kode, id) FROM dokumenter")


@migrering()
def m008_uindekserede(db: Database) -> None:
    """Documents that wait for the search index."""
    udvid(db, 8)


@migrering()
def m009_rettelser(db: Database) -> None:
    """Corrections, and what is taken out of what is published; which documents are corrected versions.

    Meetings that several tell are to be linked anew.
    """
    udvid(db, 9)
    db.executescript(UROERLIG)
    db.execute(
        "INSERT OR IGNORE INTO uforbundne SELECT DISTINCT coalesce(m.kommune_kode, m.dokument_id) "
        "FROM manifestationer x JOIN moeder m ON m.id = x.moede_id"
    )


@migrering()
def m010_tidligere_kommuner(db: Database) -> None:
    """Until when a kommune was, and what it became part of."""
    udvid(db, 10)


@migrering()
def m011_raekkerettelser(db: Database) -> None:
    """Corrections of whole rows, so what each changed is kept row by row. Meetings with a telling that is withdrawn are
    to be linked anew."""
    udvid(db, 11)
    for r in list(db.query("SELECT nr, tabel, raekke_id, foer FROM rettede WHERE foer IS NOT NULL")):
        foer = json.loads(r["foer"])
        noter: list[object] = [(r["tabel"], {"id": r["raekke_id"]}, foer)]
        if foer.get("udvalg_id"):
            sql = "SELECT coalesce(kommune_kode, '') FROM moeder WHERE id = ?"
            [(kommune,)] = db.execute(sql, [r["raekke_id"]])
            udvalg = {"id": foer["udvalg_id"], "kommune_kode": kommune or None, "navn": foer["udvalg_navn"]}
            noter += [("udvalg", None, udvalg)]
        db.execute("UPDATE rettede SET foer = ? WHERE nr = ?", [json.dumps(noter, ensure_ascii=False), r["nr"]])
    db.execute(
        "INSERT OR IGNORE INTO uforbundne SELECT DISTINCT coalesce(kommune_kode, id) FROM dokumenter "
        f"WHERE id IN ({DOKUMENTER.format(fra='')})"
    )


@migrering()
def m012_afloesninger(db: Database) -> None:
    """Which document a path held before the one that it holds now."""
    udvid(db, 12)


def udvid(db: Database, version: int) -> None:
    """Add the tables and columns that a version brought in."""
    for tabel in skema.TABELLER:
        if tabel.fra == version:
            opret(db, tabel, version)
            continue
        for k in (k for k in tabel.kolonner if k.fra == version):
            peger = f" REFERENCES {k.fk}({noegle(k.fk)}) ON DELETE {k.slet}" if k.fk else ""
            db.execute(f"ALTER TABLE {tabel.navn} ADD COLUMN {k.navn} {SQLTYPE[k.type]}{peger}")
            if k.fk:
                db.table(tabel.navn).create_index([k.navn])
    db.execute(f"PRAGMA user_version={version}")


def opret(db: Database, tabel: skema.Tabel, version: int) -> None:
    """Create a table with its indexes, foreign keys and computed columns as they were in a version."""
    kolonner = [k for k in tabel.kolonner if k.fra <= version]
    t = db.table(tabel.navn)
    t.create(
        {k.navn: k.type for k in kolonner if not k.beregnet},
        pk=tabel.pk if len(tabel.pk) > 1 else tabel.pk[0],
        foreign_keys=[ForeignKey(tabel.navn, k.navn, k.fk, noegle(k.fk), on_delete=k.slet) for k in kolonner if k.fk],
        not_null=set(tabel.pk),
        strict=True,
    )
    for k in kolonner:
        if k.beregnet:
            db.execute(f"ALTER TABLE {tabel.navn} ADD COLUMN {k.navn} TEXT GENERATED ALWAYS AS ({k.beregnet}) VIRTUAL")
        if k.fk and k.navn != tabel.pk[0]:
            t.create_index([k.navn])
    for indeks in tabel.indeks:
        t.create_index(list(indeks))


def noegle(tabel: str) -> str:
    """The column that foreign keys to a table point to."""
    return {"kommuner": "kode", "kle": "nummer"}.get(tabel, "id")


def _er_ny(db: Database) -> bool:
    """Whether a file has the newest shape, views and all."""
    return db.execute("PRAGMA user_version").fetchone()[0] == skema.VERSION and not _gamle_visninger(db)


def _gamle_visninger(db: Database) -> list[str]:
    findes = {v.name: v.schema for v in db.views}
    return [navn for navn, sql in VISNINGER.items() if findes.get(navn) != f"CREATE VIEW {navn} AS {sql}"]


def opdater_visninger(db: Database) -> None:
    """Make the views anew where their SQL is not the present one; they hold nothing of their own."""
    for navn in _gamle_visninger(db):
        db.execute(f"DROP VIEW IF EXISTS {navn}")
        db.execute(f"CREATE VIEW {navn} AS {VISNINGER[navn]}")
