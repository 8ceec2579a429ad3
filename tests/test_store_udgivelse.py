"""What is published holds no personal number and no folder, and all else that a store holds."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from referat.models.titler import underskriftsside
from referat.schemas.cpr import DAEKKET
from referat.schemas.poster import Afsnit, Bilag, Journalnummer, Tabel, Tabelcelle, Tabelraekke
from referat.schemas.referat import Advarsel, Referat, SideTekst
from referat.schemas.vokabular import Indlaesningsstatus as Status
from referat.store import skema
from referat.store.laeser import Laeser
from referat.store.link import forbind
from referat.store.migreringer import ForkertLager
from referat.store.optaellinger import Titler
from referat.store.skriver import Lager, Moedt
from referat.store.udgivelse import INTERNE, OFFENTLIGE, uden_mappe, udgiv
from store_hjaelp import KOMMUNER, B, referat

DATO, LOEBENR = "240281", "9317"
SKREVET = (
    f"{DATO}-{LOEBENR}",
    f"{DATO}–{LOEBENR}",
    f"{DATO} - {LOEBENR}",
    f"{DATO} {LOEBENR}",
    DATO + LOEBENR,
    " ".join(DATO) + " - " + " ".join(LOEBENR),
    f"24.02.81-{LOEBENR}",
    f"24/02/81-{LOEBENR}",
    f"{DATO}-\n{LOEBENR}",
    f"{DATO}\xad-\u200b{LOEBENR}",
    "".join(chr(ord(c) + 0xFEE0) for c in DATO) + "-" + LOEBENR,
)
ALLE = "; ".join(SKREVET)
HOVED, HALE = f"Vedrørende {DATO}-", f"{LOEBENR} om ydelse"


def hemmeligt(navn: str = "hemmelig") -> Referat:
    """A document with the number in every text that a reader writes."""
    ref = referat(navn)
    (moede,) = ref.moeder
    (punkt,) = moede.punkter
    tabel = Tabel(
        nr=2,
        celler=[Tabelcelle(raekke=0, kolonne=0, raa=DATO + LOEBENR, vaerdi=2402819317.0, aar=1981, belaeg=B)],
        belaeg=B,
    )
    nummer = Journalnummer(raa=SKREVET[0], normaliseret=SKREVET[0], form="andet", loebenr=LOEBENR, belaeg=B)
    nyt = {
        "titel": f"Klage fra {SKREVET[0]}",
        "beslutning": ALLE,
        "nr": SKREVET[0],
        "afsnit": [Afsnit(overskrift=ALLE, art="resume", tekst=ALLE, belaeg=B)],
        "bilag": [Bilag(nr=1, titel=ALLE, belaeg=B)],
        "tabeller": [tabel],
        "journalnumre": [nummer],
    }
    nye = [
        punkt.model_copy(update=nyt),
        punkt.model_copy(update=nyt | {"raekkefoelge": 2, "titel": "Klage fra 240281 9317"}),
    ]
    sider = [SideTekst(side=1, tekst=ALLE), SideTekst(side=2, tekst=HOVED), SideTekst(side=3, tekst=HALE)]
    andet = {"sider": sider, "advarsler": [Advarsel(kode="prøve", besked=ALLE)], "journalnumre": [nummer]}
    return ref.model_copy(update=andet | {"moeder": [moede.model_copy(update={"punkter": nye, "sted": ALLE})]})


@pytest.fixture
def kilde(tmp_path: Path) -> Path:
    with Lager(tmp_path / "t.db", KOMMUNER) as lager:
        lager.skriv(hemmeligt(), f"/home/anna/hemmelig mappe/{SKREVET[0]}.pdf", f"{SKREVET[0]}.pdf")
        lager.skriv(referat("b"), "/home/anna/hemmelig mappe/b.pdf", "b.pdf")
        besked = "Fejlede (OSError: /home/anna/hemmelig mappe/c.pdf)."
        lager.noter(Moedt("/home/anna/hemmelig mappe/c.pdf", Status.KARANTAENE, kode="x", besked=besked))
        forbind(lager)
    return tmp_path / "t.db"


def alle(sti: Path, sql: str) -> list[tuple[object, ...]]:
    db = sqlite3.connect(sti)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


def test_no_byte_of_the_file_shows_a_number_or_a_folder(kilde: Path, tmp_path: Path) -> None:
    mellem = rb"[^0-9A-Za-z]{0,40}"
    nummer = re.compile(mellem.join(str(c).encode() for c in DATO + LOEBENR))
    assert nummer.search(kilde.read_bytes()), "the store itself has it"
    antal = udgiv(kilde, tmp_path / "ud.db")
    bytes_ = (tmp_path / "ud.db").read_bytes()
    assert not nummer.search(bytes_)
    assert DATO.encode() not in bytes_
    assert b"anna" not in bytes_
    assert b"hemmelig mappe" not in bytes_
    ord_ = alle(tmp_path / "ud.db", "SELECT count(*) FROM soegning WHERE soegning MATCH '9317 OR 240281 OR 2402819317'")
    assert ord_ == [(0,)]
    assert alle(tmp_path / "ud.db", "SELECT maskeret FROM udgivelse") == [(antal,)]
    assert antal == 1, "it stands in a hundred places, in many writings, and is one number"


def test_texts_keep_their_length_so_that_offsets_stay_true(kilde: Path, tmp_path: Path) -> None:
    udgiv(kilde, tmp_path / "ud.db")
    for sql in ("SELECT dokument_id, side, length(tekst) FROM sider", "SELECT id, length(beslutning) FROM punkter"):
        assert sorted(alle(kilde, sql)) == sorted(alle(tmp_path / "ud.db", sql))
    sider = dict(alle(tmp_path / "ud.db", "SELECT side, tekst FROM sider WHERE side > 1"))
    assert sider == {2: f"Vedrørende {DAEKKET * 6}-", 3: f"{DAEKKET * 4} om ydelse"}


def test_a_covered_cell_and_a_covered_case_number_do_not_tell_their_digits_otherwise(
    kilde: Path, tmp_path: Path
) -> None:
    udgiv(kilde, tmp_path / "ud.db")
    celler = alle(tmp_path / "ud.db", "SELECT DISTINCT vaerdi, aar FROM tabelceller WHERE raa LIKE '•%'")
    assert celler == [(None, None)]
    numre = alle(tmp_path / "ud.db", "SELECT DISTINCT form, loebenr FROM punkt_journalnumre WHERE raa LIKE '•%'")
    assert numre == [(None, None)]
    assert alle(
        tmp_path / "ud.db", "SELECT count(*) FROM sagspunkter LEFT JOIN sager s ON s.id = sag_id WHERE s.id IS NULL"
    ) == [(0,)]


def test_a_number_that_stands_in_two_cells_of_a_row_is_covered_wherever_its_parts_stand(tmp_path: Path) -> None:
    def celle(raekke: int, kolonne: int, raa: str, **andet: object) -> Tabelcelle:
        return Tabelcelle(raekke=raekke, kolonne=kolonne, raa=raa, belaeg=B, **andet)  # type: ignore[arg-type]

    celler = [
        celle(0, 0, DATO, raekkenavn=DATO, aar=1981),
        celle(0, 1, LOEBENR, vaerdi=9317.0, raekkenavn=DATO, kolonnenavn="Nr.", beloeb_kr=9317.0),
        celle(0, 2, "500", vaerdi=500.0, raekkenavn=DATO),
        celle(1, 0, "Fødsel"),
        celle(1, 1, "120", vaerdi=120.0, kolonnenavn=LOEBENR),
    ]
    raekker = [Tabelraekke(raekke=0, navn=DATO), Tabelraekke(raekke=1, navn="Fødsel")]
    ref = referat("c")
    (moede,) = ref.moeder
    (punkt,) = moede.punkter
    tabel = Tabel(nr=1, celler=celler, raekker=raekker, belaeg=B)
    moede = moede.model_copy(update={"punkter": [punkt.model_copy(update={"tabeller": [tabel]})]})
    with Lager(tmp_path / "t.db", KOMMUNER) as lager:
        lager.skriv(ref.model_copy(update={"moeder": [moede]}), "/x/c.pdf", "c.pdf")
    assert udgiv(tmp_path / "t.db", tmp_path / "ud.db") == 1
    bytes_ = (tmp_path / "ud.db").read_bytes()
    assert DATO.encode() not in bytes_
    assert LOEBENR.encode() not in bytes_
    ud = alle(tmp_path / "ud.db", "SELECT raa, vaerdi, beloeb_kr, aar, raekkenavn, kolonnenavn FROM tabelceller")
    dato, nr = DAEKKET * 6, DAEKKET * 4
    assert ud == [
        (dato, None, None, None, dato, None),
        (nr, None, None, None, dato, "Nr."),
        ("500", 500.0, None, None, dato, None),
        ("Fødsel", None, None, None, None, None),
        ("120", 120.0, None, None, None, nr),
    ]
    assert alle(tmp_path / "ud.db", "SELECT navn FROM tabelraekker ORDER BY raekke") == [(dato,), ("Fødsel",)]


def test_the_page_of_signatures_is_not_told_to_lack_a_decision(tmp_path: Path) -> None:
    with Lager(tmp_path / "t.db", KOMMUNER) as lager:
        for titel in ("Underskriftsark", "Indsamling af underskrifter mod nedrivning"):
            ref = referat(titel)
            (moede,) = ref.moeder
            tomt = {"titel": titel, "udfald": None, "beslutning": None, "lukket": False}
            punkter = [p.model_copy(update=tomt) for p in moede.punkter]
            ref = ref.model_copy(update={"moeder": [moede.model_copy(update={"punkter": punkter})]})
            lager.skriv(ref, titel, titel)
    udgiv(tmp_path / "t.db", tmp_path / "ud.db", titler=Titler(underskriftsside))
    sql = "SELECT titel FROM fundsteder f JOIN punkter p ON p.id = f.punkt_id WHERE f.art = 'uden beslutning'"
    assert alle(tmp_path / "ud.db", sql) == [("Indsamling af underskrifter mod nedrivning",)]


def test_all_else_is_as_in_the_store(tmp_path: Path) -> None:
    with Lager(tmp_path / "t.db", KOMMUNER) as lager:
        for navn in ("a", "b"):
            lager.skriv(referat(navn), f"/x/{navn}.pdf", f"{navn}.pdf")
        forbind(lager)
    udgiv(tmp_path / "t.db", tmp_path / "ud.db")
    for tabel in OFFENTLIGE:
        kolonner = {"indlaesninger": "id, status", "punkter": "id, titel, beslutning, side, regel"}.get(tabel, "*")
        sql = f"SELECT {kolonner} FROM {tabel}"
        assert sorted(alle(tmp_path / "t.db", sql), key=repr) == sorted(alle(tmp_path / "ud.db", sql), key=repr), tabel
    assert alle(tmp_path / "ud.db", "SELECT sti FROM indlaesninger ORDER BY sti") == [("a.pdf",), ("b.pdf",)]
    with Laeser(tmp_path / "t.db") as foer, Laeser(tmp_path / "ud.db") as efter:
        assert foer.soeg("ænder") == efter.soeg("ænder") != []
    assert alle(tmp_path / "ud.db", "PRAGMA integrity_check") == [("ok",)]
    assert alle(tmp_path / "ud.db", "PRAGMA foreign_key_check") == []
    assert alle(tmp_path / "ud.db", "PRAGMA journal_mode") == [("delete",)]


def test_every_table_of_a_store_is_named_as_public_or_internal(tmp_path: Path) -> None:
    with Lager(tmp_path / "t.db") as lager:
        tabeller = {t for t in lager.db.table_names() if not t.startswith(("soegning", "sqlite_"))}
    assert tabeller == {*OFFENTLIGE, *INTERNE}
    assert {t.navn for t in skema.TABELLER} <= tabeller


def test_a_store_in_use_is_published_as_it_was_last_whole(kilde: Path, tmp_path: Path) -> None:
    with Lager(kilde) as lager, lager.transaktion():
        lager.db.execute("DELETE FROM punkter")
        udgiv(kilde, tmp_path / "ud.db")
    assert alle(tmp_path / "ud.db", "SELECT count(*) FROM punkter") == [(3,)]


def test_publishing_again_replaces_the_copy_and_nothing_else(kilde: Path, tmp_path: Path) -> None:
    ud = tmp_path / "ud.db"
    for _ in range(2):
        udgiv(kilde, ud, ur=lambda: "2026-01-01T00:00:00Z")
    assert alle(ud, "SELECT tidspunkt, lager_version, udtraekker FROM udgivelse") == [
        ("2026-01-01T00:00:00Z", skema.VERSION, "1")
    ]
    with pytest.raises(ForkertLager, match="er selv en udgivelse"):
        udgiv(ud, tmp_path / "x.db")
    with pytest.raises(ForkertLager, match="findes og er ikke en tidligere udgivelse"):
        udgiv(kilde, kilde)
    (tmp_path / "brev.txt").write_text("Kære alle")
    with pytest.raises(ForkertLager, match=r"brev\.txt findes"):
        udgiv(kilde, tmp_path / "brev.txt")
    with pytest.raises(ForkertLager, match="intet lager"):
        udgiv(tmp_path / "nix.db", tmp_path / "x.db")
    (tmp_path / "tekst.db").write_text("Dette er ikke en database.")
    with pytest.raises(ForkertLager, match="kan ikke læses som et lager"):
        udgiv(tmp_path / "tekst.db", tmp_path / "x.db")
    assert not (tmp_path / "x.db").exists()


def test_a_copy_that_fails_leaves_the_old_one_and_no_rest(
    kilde: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ud = tmp_path / "ud" / "ud.db"
    udgiv(kilde, ud)
    gammel = ud.read_bytes()

    def fuld(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("referat.store.udgivelse.skriv_adresser", fuld)
    with pytest.raises(ForkertLager, match=r"kunne ikke skrives .*full"):
        udgiv(kilde, ud)
    assert [p.name for p in ud.parent.iterdir()] == ["ud.db"]
    assert ud.read_bytes() == gammel


@pytest.mark.parametrize(
    ("besked", "ventet"),
    [
        ("Fejlede (OSError: /home/bo/a b/c.pdf).", "Fejlede (OSError: c.pdf)."),
        ("[Errno 2] '/usr/lib/python3/x.py' mangler", "[Errno 2] 'x.py' mangler"),
        (r"C:\Brugere\Bo\c.pdf er tom", "c.pdf er tom"),
        ("referat og/eller dagsorden", "referat og/eller dagsorden"),
        ("Side 3/4 er et billede", "Side 3/4 er et billede"),
    ],
)
def test_messages_name_no_folder(besked: str, ventet: str) -> None:
    assert uden_mappe(besked, "/home/bo/a b/c.pdf") == ventet


def test_what_a_copy_has_counted_beforehand_is_what_its_store_says(kilde: Path, tmp_path: Path) -> None:
    udgiv(kilde, tmp_path / "ud.db")
    for navn in ("udvalg_medlemmer_vis", "person_partier_vis"):
        foer, efter = (sorted(alle(sti, f"SELECT * FROM {navn}"), key=repr) for sti in (kilde, tmp_path / "ud.db"))
        assert foer == efter and foer, navn
        plan = " ".join(str(r) for r in alle(tmp_path / "ud.db", f"EXPLAIN QUERY PLAN SELECT * FROM {navn} LIMIT 1"))
        assert "TEMP B-TREE" not in plan and "CO-ROUTINE" not in plan
