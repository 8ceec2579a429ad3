"""The public contract: the tables and columns that others rely on are there, and described."""

from __future__ import annotations

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from referat.store import skema
from referat.store.indeks import SOEGT
from referat.store.kilder import Kilder
from referat.store.link import forbind
from referat.store.migreringer import migrering, opsaet, skrivetransaktion
from referat.store.raekker import dokumentraekker
from referat.store.skriver import Lager
from sqlite_utils import Database
from store_hjaelp import KOMMUNER, fakta, referat

KONTRAKT = Path(__file__).parents[2] / "shared" / "STORE.md"


@pytest.mark.skipif(not KONTRAKT.exists(), reason="../shared/STORE.md is not here")
def test_every_table_and_column_of_the_contract_exists(tmp_path: Path) -> None:
    with Lager(tmp_path / "t.db") as lager:
        for navn, kolonner in re.findall(r"^\| `(\w+)` \| (.+?) \|", KONTRAKT.read_text("utf-8"), re.MULTILINE):
            if "`" in kolonner and navn != "godkendt":
                lovet = set(re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", kolonner)))
                assert lovet <= set(lager.db[navn].columns_dict), navn


def test_the_schema_describes_what_is_made(tmp_path: Path) -> None:
    with Lager(tmp_path / "t.db") as lager:
        for tabel in skema.TABELLER:
            lavet = {r[1] for r in lager.db.execute(f"PRAGMA table_xinfo({tabel.navn})")}
            assert lavet == {k.navn for k in tabel.kolonner}
            assert all(k.beskrivelse for k in tabel.kolonner)


def test_the_file_is_set_up_for_safety(tmp_path: Path) -> None:
    with Lager(tmp_path / "t.db") as lager:
        pragmaer = {
            p: lager.db.execute(f"PRAGMA {p}").fetchone()[0] for p in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmaer == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        with Lager(tmp_path / "t.db", KOMMUNER) as lager:
            dump = list(lager.db.conn.iterdump())
        assert not (tmp_path / "t.db-wal").exists()
    with Lager(tmp_path / "t.db", KOMMUNER) as lager:
        assert list(lager.db.conn.iterdump()) == dump


MIGRERINGER = [m.name for m in migrering.pending(Database(memory=True))]


def gammelt_lager(sti: Path, version: int) -> None:
    """A store as a version of the past left it, with a document in all that it had."""
    db = Database(sti)
    migrering.apply(db, stop_before=MIGRERINGER[version] if version < len(MIGRERINGER) else None)
    db.execute("INSERT INTO kommuner (kode, navn) VALUES ('9001', 'Sandvig'), ('9002', 'Lyngså')")
    raekker = dokumentraekker(referat())
    for tabel in (t for t in skema.TABELLER if t.fra <= version):
        kendte = {k.navn for k in tabel.kolonner if k.fra <= version}
        nye = [{k: v for k, v in r.items() if k in kendte} for r in raekker.get(tabel.navn, [])]
        db.table(tabel.navn).insert_all(nye, ignore=True)
    db.execute(f"INSERT INTO soegning(rowid, {SOEGT}) SELECT rowid, {SOEGT} FROM soegetekst")
    assert db.execute("PRAGMA user_version").fetchone() == (version,)
    db.conn.commit()
    db.close()


def skemaet(lager: Lager) -> set[tuple[str, str]]:
    """Tables, views, indexes and triggers."""
    return {(r[0], r[1]) for r in lager.db.execute("SELECT name, sql FROM sqlite_master")}


@pytest.mark.parametrize("version", range(1, skema.VERSION))
def test_a_store_of_any_earlier_version_is_brought_up_to_date_with_all_that_it_holds(
    tmp_path: Path, version: int
) -> None:
    gammelt_lager(tmp_path / "t.db", version)
    with Lager(tmp_path / "t.db", KOMMUNER) as gammelt, Lager(tmp_path / "ny.db", KOMMUNER) as nyt:
        assert gammelt.db.execute("SELECT titel, nr FROM punkter").fetchone() == ("Budgetopfølgning for Åparken a", "7")
        traef = "SELECT count(*) FROM soegning WHERE soegning MATCH 'ænder'"
        assert gammelt.db.execute(traef).fetchone() == (1,)
        gammelt.skriv(referat(udtraekker="2"), "/x/a.pdf", "a.pdf")
        nyt.skriv(referat(udtraekker="2"), "/x/a.pdf", "a.pdf")
        for lager in (gammelt, nyt):
            forbind(lager)
        assert skemaet(gammelt) == skemaet(nyt)
        assert fakta(gammelt) == fakta(nyt)
        assert gammelt.db.execute(traef).fetchone() == (1,)
        assert not gammelt.db.execute("PRAGMA foreign_key_check").fetchall()


@pytest.mark.parametrize("naaet", range(len(MIGRERINGER)))
def test_a_store_whose_making_was_stopped_is_made_whole_by_the_next(tmp_path: Path, naaet: int) -> None:
    """All migrations are one transaction: whoever comes after a stop finds none of them, or all."""
    db = Database(tmp_path / "t.db")
    opsaet(db)
    with pytest.raises(KeyboardInterrupt), skrivetransaktion(db):
        migrering.apply(db, stop_before=MIGRERINGER[naaet])
        raise KeyboardInterrupt
    db.close()
    with Lager(tmp_path / "t.db", KOMMUNER) as lager, Lager(tmp_path / "ny.db", KOMMUNER) as nyt:
        assert skemaet(lager) == skemaet(nyt)


def test_two_that_make_a_store_at_the_same_time_make_one(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as traade:
        list(traade.map(lambda _: Lager(tmp_path / "t.db", KOMMUNER).db.close(), range(8)))
    with Lager(tmp_path / "t.db", KOMMUNER) as lager:
        assert lager.db.execute("SELECT count(*) FROM kommuner").fetchone() == (2,)


def test_more_spent_is_positive_whatever_sign_a_table_uses(tmp_path: Path) -> None:
    with Lager(tmp_path / "t.db", KOMMUNER) as lager:
        lager.skriv(referat(), "/x/a.pdf", "a.pdf")
        assert lager.db.execute("SELECT raa, merforbrug_kr FROM afvigelser_vis").fetchone() == ("1,5", -1500000)
        lager.db.execute("UPDATE tabeller SET afvigelse_fortegn = 'merforbrug positivt'")
        assert lager.db.execute("SELECT merforbrug_kr FROM afvigelser_vis").fetchone() == (1500000,)
        lager.db.execute("UPDATE tabeller SET afvigelse_fortegn = NULL")
        assert lager.db.execute("SELECT merforbrug_kr FROM afvigelser_vis").fetchone() == (None,)


def test_every_view_can_be_read_and_shows_names_in_place_of_ids(tmp_path: Path) -> None:
    with Lager(tmp_path / "t.db", KOMMUNER) as lager:
        lager.skriv(referat(), "/x/a.pdf", "a.pdf")
        forbind(lager)
    db = sqlite3.connect(tmp_path / "t.db")
    uden = {"punkter_kle_vis", "sagsforslag_vis"}  # the sample has no KLE and only one punkt; other tests read these
    for (navn,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        assert len(db.execute(f"SELECT * FROM {navn}").fetchall()) == (navn not in uden), navn
    assert db.execute("SELECT kommune, udvalg, nr, journalnumre FROM punkter_vis").fetchone() == (
        "Sandvig",
        "Teknik- og Miljøudvalget",
        "7",
        "Sag 20/33839",
    )
    assert db.execute("SELECT name FROM moeder").fetchone() == ("Teknik- og Miljøudvalget 2024-05-07",)


def test_sources_are_kept_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kilder = Kilder(tmp_path / "t.db")
    sti = kilder.gem("abcdef", "Referat.PDF", b"%PDF")
    assert sti == tmp_path / "t.db.kilder" / "ab" / "abcdef.pdf"
    assert kilder.gem("abcdef", "andet.txt", b"%PDF") == sti, "the same bytes are kept once"

    def fuld(self: Path, maal: Path) -> Path:
        raise OSError("disken er fuld")

    monkeypatch.setattr(Path, "replace", fuld)
    with pytest.raises(OSError, match="fuld"):
        kilder.gem("ab0000", "b.pdf", b"%PDF")
    assert [p.name for p in (tmp_path / "t.db.kilder" / "ab").iterdir()] == ["abcdef.pdf"]
