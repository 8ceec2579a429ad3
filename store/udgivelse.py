"""A copy of a store that may be shown to all: the public tables without what was withdrawn, every personal number in
them covered, and addresses.

It is written row by row from the store, so nothing that is not to be public was ever in the file. Every table is named
below as public or internal; one that is neither is left out, and a test says so.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from pathlib import Path

from referat.schemas import cpr
from referat.store import skema
from referat.store.adresser import ADRESSER, Stier, gamle_adresser, skriv_adresser
from referat.store.gentagelser import GENTAGELSER, skriv_gentagelser
from referat.store.kolonner import K, Tabel
from referat.store.laeser import Laeser
from referat.store.maske import Celler, Maske
from referat.store.migreringer import SOEGNING, ForkertLager, opret
from referat.store.optaellinger import OPTAELLINGER, UDEN_VIDEN, Titler, skriv_optaellinger
from referat.store.skjul import DAEKKET, Kontakt, Skjul, moenster, skjul
from referat.store.skriver import nu
from referat.store.soeg import ORDLISTE
from referat.store.soegepunkter import NUMMER, SOEGEPUNKTER, nummerer, skriv_soegepunkter, skriv_soegning
from referat.store.systemfejl import paa_dansk
from referat.store.tilbagetraekning import DOKUMENTER, STAAENDE
from referat.store.visninger import UDGIVNE_VISNINGER
from sqlite_utils import Database

OFFENTLIGE = (
    *("kommuner", "udvalg", "dokumenter", "sider", "moeder", "personer", "deltagere", "punkter", "afsnit"),
    *("journalnumre", "punkt_journalnumre", "dokument_journalnumre", "omtaler", "indstillinger", "afstemninger"),
    *("stemmer", "bemaerkninger", "fravaer", "bilag", "henvisninger", "tabeller", "tabelceller", "tabelraekker"),
    *("kontroller", "bevillinger", "advarsler", "indlaesninger", "person_kandidater", "sager", "sagspunkter"),
    *("sagskanter", "kle", "regler", "manifestationer", "punktudgaver", "rettede"),
)
"""The tables that a published copy has; of the ledger, without folders."""
INDEKS = ("CREATE INDEX idx_moeder_dato ON moeder (dato)",)
"""What readers of all kommuner at once look up by."""
INTERNE = ("uforbundne", "uindekserede", "_sqlite_migrations", "rettelser", "tilbagetraekninger", "afloesninger")
"""The store's own bookkeeping, which it has not."""

UDGIVELSE = Tabel(
    "udgivelse",
    "How this copy was made: one row. Only in a published copy.",
    (
        K("tidspunkt", str, "UTC, ISO."),
        K("lager_version", int, "Version of the store's tables."),
        K("udtraekker", str, "Version of the reading; several, with commas, where documents await another reading."),
        K("aftryk", str, "sha256 of the documents' ids, what read them, and how many rows each table has."),
        K("maskeret", int, "How many different personal numbers were covered, wherever each of them stands."),
    ),
    pk=("tidspunkt",),
)
TILBAGETRUKKET = Tabel(
    "tilbagetrukket",
    "That something was taken out of this copy, and why, without saying what. Only in a published copy.",
    (
        K("nr", int, "Number."),
        K("dato", str, "ISO date it was taken out."),
        K("art", str, "dokument, or kontaktoplysninger: where a person can be reached."),
        K("hvorfor", str, "Why."),
        K("steder", int, "How many places were covered with █; NULL for a document."),
    ),
    pk=("nr",),
)
EGNE = (ADRESSER, UDGIVELSE, TILBAGETRUKKET, GENTAGELSER, SOEGEPUNKTER, *OPTAELLINGER)
"""The tables that only a published copy has."""
UDGIVNE: tuple[Tabel, ...] = (*(t for t in skema.TABELLER if t.navn in OFFENTLIGE), *EGNE)
"""Every table that is published, in the schema's order: what the site describes and what is exported."""

AFLAEST = ("vaerdi", "beloeb_kr", "form", "kle", "facet", "aar", "loebenr")
"""What was read out of a row's ``raa``, and would tell the number that is covered there."""
CELLE = "raa, tabel_id, raekke, kolonne"
CELLENAVNE = ("raekkenavn", "kolonnenavn", "navn")
HVOR = {
    "kontroller": f"tabel_id NOT IN (SELECT tabel_id FROM tabelceller WHERE instr(raa, '{cpr.DAEKKET * 4}') "
    f"OR instr(raa, '{DAEKKET}'))"
}
"""A table where a cell is covered is not reckoned after, since the sum would tell it."""
EJER = ("dokument_id", "moede_id", "punkt_id", "tabel_id", "raekke_id")
"""Columns that begin with the id of the document that a row is of."""
BRUGT = {
    "manifestationer": "(rang > 1 OR ledende_id IN (SELECT ledende_id FROM kilde.manifestationer WHERE rang > 1 AND "
    "substr(moede_id, 1, 16) NOT IN (SELECT id FROM temp.udenfor)))",
    "personer": "id IN ("
    + " UNION ALL ".join(
        f"SELECT person_id FROM kilde.{tabel} WHERE person_id IS NOT NULL AND "
        f"substr({ejer}, 1, 16) NOT IN (SELECT id FROM temp.udenfor)"
        for tabel, ejer in (
            ("deltagere", "moede_id"),
            ("stemmer", "punkt_id"),
            ("bemaerkninger", "punkt_id"),
            ("fravaer", "punkt_id"),
            ("person_kandidater", "raekke_id"),
        )
    )
    + ")",
    "sager": "id IN (SELECT sag_id FROM kilde.sagspunkter WHERE "
    "substr(punkt_id, 1, 16) NOT IN (SELECT id FROM temp.udenfor))",
    "udvalg": "id IN (SELECT udvalg_id FROM kilde.moeder WHERE "
    "substr(dokument_id, 1, 16) NOT IN (SELECT id FROM temp.udenfor))",
    "journalnumre": "id IN (SELECT journalnummer_id FROM kilde.punkt_journalnumre WHERE "
    "substr(punkt_id, 1, 16) NOT IN (SELECT id FROM temp.udenfor) "
    "UNION ALL SELECT journalnummer_id FROM kilde.dokument_journalnumre WHERE "
    "substr(dokument_id, 1, 16) NOT IN (SELECT id FROM temp.udenfor))",
}
"""Shared table → what its rows must be of, where a document is withdrawn."""
UDENFOR = DOKUMENTER.format(fra="kilde.")
MAPPE = re.compile(r"(?<![\w/\\])(?:[A-Za-z]:)?[/\\](?:[^/\\\n'\"<>|]+[/\\])+")
"""The folders of an absolute path."""


def udgiv(
    kilde: Path,
    ud: Path,
    kontakt: Kontakt | None = None,
    titler: Titler = UDEN_VIDEN,
    ur: Callable[[], str] = nu,
) -> int:
    """Write the copy of a store, which may be in use, in place of the one that was there.

    Gives how many different numbers it covered.

    ``kontakt`` finds where a person can be reached, to be covered where that is withdrawn. Raises ``ForkertLager``, a
    Danish sentence, where there is no store, or where something else than a copy would be written over.
    """
    gamle = _efterse(kilde, ud)
    try:
        with _ny_fil(ud) as sti:
            with closing(_forbind(sti, kilde)) as db:
                maske = Maske(skjul=skjul(db, kontakt))
                _kopier(db, maske)
                lav_egne(db, len(maske.numre), ur(), gamle, titler)
                _tilbagetrukket(db, maske)
                db.execute("COMMIT")
                db.execute("DETACH kilde")
                goer_faerdig(db)
                db.execute("VACUUM")
                db.execute("PRAGMA journal_mode=DELETE")
            return len(maske.numre)
    except (OSError, sqlite3.Error) as fejl:
        raise ForkertLager(
            f"{ud} kunne ikke skrives ({paa_dansk(fejl)}); se efter plads på disken, og om der må skrives i mappen."
        ) from fejl


def _efterse(kilde: Path, ud: Path) -> Stier:
    """See that there is a store, and that nothing but an older copy is written over; the addresses of that copy."""
    with Laeser(kilde) as laeser:
        if er_udgivet(laeser.db):
            raise ForkertLager(f"{kilde} er selv en udgivelse; udgiv det lager, den er lavet af.")
    if not ud.exists():
        return {}
    try:
        with closing(sqlite3.connect(f"{ud.absolute().as_uri()}?mode=ro", uri=True)) as db:
            if ud.is_file() and er_udgivet(db):
                return gamle_adresser(db)
    except sqlite3.Error:
        pass
    raise ForkertLager(f"{ud} findes og er ikke en tidligere udgivelse; den røres ikke. Vælg et andet navn.")


def er_udgivet(db: sqlite3.Connection) -> bool:
    """Whether a file is a published copy."""
    return bool(db.execute("SELECT 1 FROM sqlite_master WHERE name = 'udgivelse'").fetchone())


def er_foraeldet(db: sqlite3.Connection) -> bool:
    """Whether a published copy lacks a table or a column that one made now has."""
    har = {t.navn: {r[1] for r in db.execute(f"PRAGMA table_xinfo({t.navn})")} for t in UDGIVNE}
    return any({k.navn for k in t.kolonner} - har[t.navn] for t in UDGIVNE)


@contextmanager
def _ny_fil(ud: Path) -> Iterator[Path]:
    """A file that takes its name when it is whole, and is gone when it does not become so."""
    ud.parent.mkdir(parents=True, exist_ok=True)
    haandtag, navn = tempfile.mkstemp(prefix=f".{ud.name}.", suffix=".ny", dir=ud.parent)
    os.close(haandtag)
    sti = Path(navn)
    try:
        yield sti
        with sti.open("r+b") as fil:  # Windows syncs no file that is open for reading only
            os.fsync(fil.fileno())
        sti.chmod(0o644)
        sti.replace(ud)
    finally:
        sti.unlink(missing_ok=True)


def _forbind(sti: Path, kilde: Path) -> sqlite3.Connection:
    """A connection to the new file with the store beside it, opened as ``Laeser`` opens it."""
    db = sqlite3.connect(f"{sti.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF"):
        db.execute(f"PRAGMA {pragma}")
    try:
        db.execute("ATTACH ? AS kilde", [f"{kilde.absolute().as_uri()}?mode=rw"])
        db.execute("SELECT 1 FROM kilde.sqlite_master")
    except sqlite3.OperationalError:
        db.execute("DETACH kilde")
        db.execute("ATTACH ? AS kilde", [f"{kilde.absolute().as_uri()}?mode=ro&immutable=1"])
    return db


def _kopier(db: sqlite3.Connection, maske: Maske) -> None:
    """Begin, and write every public table as one moment has it."""
    db.execute("BEGIN")
    _funktioner(db, maske)
    for navn in OFFENTLIGE:
        db.execute(db.execute("SELECT sql FROM kilde.sqlite_master WHERE name = ?", [navn]).fetchone()[0])
        if navn == "sider":
            _kopier_sider(db, maske)
        else:
            kolonner = _kolonner(db, navn)
            hvor = _hvor(db, navn, kolonner)
            vaerdier = f"SELECT {', '.join(kolonner.values())} FROM kilde.{navn} WHERE {hvor} ORDER BY rowid"
            db.execute(f"INSERT INTO {navn} ({', '.join(kolonner)}) {vaerdier}")
    indeks = "SELECT sql FROM kilde.sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?"
    for sql in [r[0] for navn in OFFENTLIGE for r in db.execute(indeks, [navn])]:
        db.execute(sql)


def _hvor(db: sqlite3.Connection, tabel: str, kolonner: Collection[str]) -> str:
    """Which rows of a table are copied: none of a document that is withdrawn, nor what only such a one has."""
    krav = [HVOR[tabel]] if tabel in HVOR else []
    if db.execute("SELECT 1 FROM temp.udenfor").fetchone():
        ejer = "id" if tabel == "dokumenter" else next((k for k in EJER if k in kolonner), None)
        krav += [f"coalesce(substr({ejer}, 1, 16), '') NOT IN (SELECT id FROM temp.udenfor)"] if ejer else []
        krav += [BRUGT[tabel]] if tabel in BRUGT else []
    return " AND ".join(krav) or "1"


def _tilbagetrukket(db: sqlite3.Connection, maske: Maske) -> None:
    """Say that something was taken out, and why; the name of whom it was for is covered there."""
    staaende = STAAENDE.format(fra="kilde.")
    sql = f"SELECT nr, substr(tidspunkt, 1, 10), navn, hvorfor FROM ({staaende}) ORDER BY nr"
    for plads, (nr, dato, navn, hvorfor) in enumerate(db.execute(sql).fetchall(), 1):
        art, steder = ("kontaktoplysninger", maske.skjul.antal[nr]) if navn else ("dokument", None)
        uden_navn = Skjul({nr: moenster([navn])})(hvorfor) if navn else hvorfor
        raekke = plads, dato, art, maske(uden_navn), steder
        db.execute("INSERT INTO tilbagetrukket VALUES (?, ?, ?, ?, ?)", raekke)


def lav_egne(
    db: sqlite3.Connection,
    maskeret: int,
    tidspunkt: str,
    gamle: Stier | None = None,
    titler: Titler = UDEN_VIDEN,
) -> None:
    """Make the tables that only a published copy has, of the public ones that are there; ``gamle`` addresses stay."""
    for sql in INDEKS:
        db.execute(sql)
    for tabel in EGNE:
        opret(Database(db), tabel, skema.VERSION)
    udtraekkere = [r[0] for r in db.execute("SELECT DISTINCT udtraekker FROM dokumenter ORDER BY 1")]
    raekke = tidspunkt, skema.VERSION, ", ".join(udtraekkere), _aftryk(db), maskeret
    db.execute("INSERT INTO udgivelse VALUES (?, ?, ?, ?, ?)", raekke)
    skriv_gentagelser(db)
    skriv_adresser(db, gamle or {})
    skriv_optaellinger(db, titler)
    skriv_soegepunkter(db)


def _funktioner(db: sqlite3.Connection, maske: Maske) -> None:
    """What the queries call."""
    db.execute(f"CREATE TEMP TABLE udenfor AS SELECT substr(dokument_id, 1, 16) AS id FROM ({UDENFOR})")
    sager, celler = _sags_id(db, maske), Celler(maske)
    celler.find(db)
    nummerer(db)
    db.create_function("cpr", 1, maske, deterministic=True)
    db.create_function("har_cpr", -1, celler.har_cpr, deterministic=True)
    db.create_function("celle", 4, celler.celle, deterministic=True)
    db.create_function("cellenavn", 2, celler.navn, deterministic=True)
    db.create_function("uden_mappe", 2, uden_mappe, deterministic=True)
    db.create_function("sags_id", 1, lambda id_: sager.get(id_, id_), deterministic=True)


def _kolonner(db: sqlite3.Connection, tabel: str) -> dict[str, str]:
    """Column → what is put in it: texts covered, ids as they are."""
    ud = {}
    for _, navn, type_, *_, skjult in db.execute(f"PRAGMA kilde.table_xinfo({tabel})").fetchall():
        if not skjult:
            er_tekst = type_ == "TEXT" and navn not in ("id", "bbox") and not navn.endswith("_id")
            ud[navn] = f"cpr({navn})" if er_tekst else navn
    if tabel == "rettede":  # a line break is two characters in JSON, so nothing in it can be covered with certainty
        ud["foer"] = "'{}'"
    if tabel in ("tabelceller", "tabelraekker"):
        ud |= {k: f"cellenavn(tabel_id, {k})" for k in CELLENAVNE if k in ud}
    if "raa" in ud:
        har = "har_cpr(raa)"
        if tabel == "tabelceller":
            ud["raa"], har = f"celle({CELLE})", f"har_cpr({CELLE})"
        ud |= {k: f"CASE WHEN NOT {har} THEN {k} END" for k in AFLAEST if k in ud}
    if "sag_id" in ud:
        ud["sag_id"] = "sags_id(sag_id)"
    if tabel == "punkter":
        ud["soegenr"] = NUMMER
    if tabel == "sager":
        ud["id"] = "sags_id(id)"
    if tabel == "indlaesninger":
        ud |= {"sti": "cpr(uden_mappe(sti, sti))", "besked": "cpr(uden_mappe(besked, sti))"}
    return ud


def _kopier_sider(db: sqlite3.Connection, maske: Maske) -> None:
    """The pages, a document at a time; one where something is withdrawn has no size, so that no picture shows it."""
    sql = (
        "SELECT dokument_id, side, tekst, bredde, hoejde FROM kilde.sider "
        f"WHERE {_hvor(db, 'sider', ['dokument_id'])} ORDER BY dokument_id, side"
    )
    for _, gruppe in groupby(db.execute(sql), lambda r: r[0]):
        raekker = list(gruppe)
        tekster = maske.dele([r[2] or "" for r in raekker])
        nye = [
            (r[0], r[1], t if r[2] is not None else None, *(r[3:] if DAEKKET not in t else (None, None)))
            for r, t in zip(raekker, tekster, strict=True)
        ]
        db.executemany("INSERT INTO sider (dokument_id, side, tekst, bredde, hoejde) VALUES (?, ?, ?, ?, ?)", nye)


def _sags_id(db: sqlite3.Connection, maske: Maske) -> dict[str, str]:
    """The ids of cases that show what is covered (they are made of titles), each with another that does not."""
    ud: dict[str, str] = {}
    for (id_,) in db.execute("SELECT id FROM kilde.sager ORDER BY id"):
        omraade, _, resten = id_.partition("-")
        if (skjult := maske.skjul.slug(cpr.mask(resten))) != resten:
            ud[id_] = f"{omraade}-{skjult}-{len(ud) + 1}"
    return ud


def _aftryk(db: sqlite3.Connection) -> str:
    sha = hashlib.sha256()
    for raekke in db.execute("SELECT id, udtraekker, kommune_givet FROM dokumenter ORDER BY id"):
        sha.update(repr(raekke).encode())
    for navn in OFFENTLIGE:
        sha.update(repr((navn, db.execute(f"SELECT count(*) FROM {navn}").fetchone()[0])).encode())
    return sha.hexdigest()


def goer_faerdig(db: sqlite3.Connection) -> None:
    """Views and search, made of what was covered."""
    saetninger: Iterable[str] = (f"CREATE VIEW {navn} AS {sql}" for navn, sql in UDGIVNE_VISNINGER.items())
    for sql in (*saetninger, *SOEGNING.strip().removesuffix(";").split(";\n")):
        db.execute(sql)
    skriv_soegning(db)
    db.executescript(ORDLISTE)
    db.execute(f"PRAGMA user_version={skema.VERSION}")
    db.execute("ANALYZE")


def uden_mappe(tekst: str | None, sti: str) -> str | None:
    """A text of the ledger with the name of a file in place of its path, and of any other path."""
    if tekst is None:
        return None
    navn = re.split(r"[/\\]", sti.rstrip("/\\"))[-1]
    return MAPPE.sub("", tekst.replace(sti, navn))


__all__ = [
    *("INTERNE", "OFFENTLIGE", "UDGIVELSE", "UDGIVNE"),
    *("er_foraeldet", "er_udgivet", "goer_faerdig", "lav_egne", "udgiv"),
]
