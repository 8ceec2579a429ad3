"""The public contract: the tables and columns that others rely on are there, and described."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from referat.store import skema
from referat.store.kilder import Kilder
from referat.store.link import forbind
from referat.store.migreringer import migrering
from referat.store.skriver import Lager
from sqlite_utils import Database
from store_hjaelp import KOMMUNER, referat

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


@pytest.mark.parametrize(
    ("version", "naeste", "mangler"),
    [
        (1, "m002_tabellers_mening", ("bevillinger", "status")),
        (2, "m003_tabellers_noter", ("tabeller", "noter")),
        (3, "m004_sager", ("deltagere", "rolle")),
        (4, "m005_reglers_sikkerhed", ("regler", "sikkerhed")),
        (5, "m006_bemaerkninger", ("bemaerkninger", "hvem")),
        (6, "m007_manifestationer", ("manifestationer", "rang")),
        (7, "m009_rettelser", ("rettelser", "hvorfor")),
    ],
)
def test_an_older_file_is_brought_up_to_date_with_what_it_holds(
    tmp_path: Path, version: int, naeste: str, mangler: tuple[str, str]
) -> None:
    db = Database(tmp_path / "t.db")
    migrering.apply(db, stop_before=naeste)
    db.execute("INSERT INTO kommuner (kode, navn) VALUES ('9001', 'Sandvig')")
    assert db.execute("PRAGMA user_version").fetchone() == (version,)
    assert mangler[0] not in db.table_names() or mangler[1] not in db[mangler[0]].columns_dict
    db.conn.commit()
    db.close()
    with Lager(tmp_path / "t.db", KOMMUNER) as gammelt, Lager(tmp_path / "ny.db", KOMMUNER) as nyt:
        assert gammelt.db.execute("SELECT navn FROM kommuner WHERE kode = '9001'").fetchone() == ("Sandvig",)
        gammelt.skriv(referat(), "/x/a.pdf", "a.pdf")
        assert gammelt.db.execute("SELECT status, indstilling_nr FROM bevillinger_vis").fetchone() == ("givet", 1)
        assert gammelt.db.execute("SELECT noter FROM tabeller").fetchone() == ("Kilde: Egne tal.",)
        skemaer = [{(r[0], r[1]) for r in x.db.execute("SELECT name, sql FROM sqlite_master")} for x in (gammelt, nyt)]
        assert skemaer[0] == skemaer[1]
        assert not gammelt.db.execute("PRAGMA foreign_key_check").fetchall()


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
