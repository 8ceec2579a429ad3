"""A bag holds the store and every source that was read from, or says which it has not."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import sqlite3
import zipfile
from pathlib import Path

import bagit
import pytest
from click.testing import CliRunner, Result
from referat.cli import gruppe
from referat.schemas.vokabular import Indlaesningsstatus as Status
from referat.store.skriver import Lager, Moedt
from store_hjaelp import KOMMUNER, referat

CPR = "070761-4285"


def kald(*args: str | Path) -> Result:
    return CliRunner().invoke(gruppe, list(map(str, args)))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A store of three documents (one in an archive, one read at two paths) and a file in quarantine."""
    ind = tmp_path / "ind"
    ind.mkdir()
    (ind / "a.PDF").write_text(f"a {CPR}")
    (ind / "b.txt").write_text("b")
    (ind / "b igen.txt").write_text("b")
    with zipfile.ZipFile(ind / "z.zip", "w") as arkiv:
        arkiv.writestr("inde/c.txt", "c")
    (ind / "tom.pdf").write_text("")
    sti = tmp_path / "t.db"
    with Lager(sti, KOMMUNER) as lager:
        for navn in ("a.PDF", "b.txt", "b igen.txt", "z.zip/inde/c.txt"):
            data = b"c" if navn.startswith("z") else (ind / navn).read_bytes()
            ref = referat(data.decode()[:1]).model_copy(update={"id": hashlib.sha256(data).hexdigest()})
            lager.skriv(ref, str(ind / navn), Path(navn).name)
        lager.noter(Moedt(str(ind / "tom.pdf"), Status.KARANTAENE, kode="tom-fil", besked="Filen er tom."))
    return sti


def indhold(pakke: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (pakke / "data").rglob("*") if p.is_file()}


def test_a_bag_is_valid_and_has_every_source_and_a_store_that_works(db: Path, tmp_path: Path) -> None:
    ud = tmp_path / "pakke"
    r = kald("bagit", ud, "--db", db, "--organisation", "Lyngsø\nArkiv", "--json")
    assert r.exit_code == 0, r.stderr
    assert json.loads(r.stdout) == {"mappe": str(ud), "dokumenter": 3, "fra_kopi": 0, "karantaene": 1, "mangler": []}
    pakke = bagit.Bag(str(ud))
    assert pakke.validate() and pakke.version_info == (1, 0) and set(pakke.algorithms) == {"sha256", "sha512"}
    assert pakke.info["Referat-Dokumenter"] == "3" and pakke.info["Source-Organization"] == "LyngsøArkiv"
    assert "ikke en udgivelse" in pakke.info["Internal-Sender-Description"]
    filer = indhold(ud)
    for data, endelse in ((f"a {CPR}".encode(), ".pdf"), (b"b", ".txt"), (b"c", ".txt"), (b"", ".pdf")):
        assert filer[hashlib.sha256(data).hexdigest() + endelse] == data
    assert len(filer) == 6
    with sqlite3.connect(db) as a, sqlite3.connect(ud / "data/t.db") as b:
        assert sorted(a.iterdump()) == sorted(b.iterdump())
    assert pakke.validate(), "reading the store leaves the bag as it was"


def test_the_list_says_where_each_file_of_the_ledger_is(db: Path, tmp_path: Path) -> None:
    kald("bagit", tmp_path / "pakke", "--db", db)
    with (tmp_path / "pakke/data/indlaesninger.csv").open(encoding="utf-8", newline="") as fil:
        liste = {Path(r["sti"]).name: r for r in csv.DictReader(fil)}
    assert liste["b.txt"]["fil"] == liste["b igen.txt"]["fil"]
    assert (liste["tom.pdf"]["status"], liste["tom.pdf"]["kode"]) == ("karantæne", "tom-fil")
    for r in liste.values():
        data = (tmp_path / "pakke" / r["fil"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == r["sha256"]


def test_a_source_that_is_gone_or_another_is_told_and_a_kept_copy_stands_in(db: Path, tmp_path: Path) -> None:
    (tmp_path / "ind/a.PDF").unlink()
    (tmp_path / "ind/b.txt").write_text("bb")
    (tmp_path / "ind/b igen.txt").write_text("bbb")
    (tmp_path / "ind/z.zip").unlink()
    with Lager(db) as lager:
        from referat.store.kilder import Kilder

        Kilder(lager.sti).gem(hashlib.sha256(b"c").hexdigest(), "c.txt", b"c")
    r = kald("bagit", tmp_path / "pakke", "--db", db, "--json")
    assert r.exit_code == 3
    ud = json.loads(r.stdout)
    assert (ud["dokumenter"], ud["fra_kopi"]) == (1, 1)
    assert {(Path(s["sti"]).name, s["kode"]) for s in ud["mangler"]} == {
        ("a.PDF", "kilde-mangler"),
        ("b igen.txt", "kilde-aendret"),
    }
    assert "ind/a.PDF: Filen er der ikke mere" in r.stderr and "2 mangler" in r.stderr
    pakke = bagit.Bag(str(tmp_path / "pakke"))
    assert pakke.validate() and pakke.info["Referat-Manglende-Kilder"] == "2"


def test_it_is_whole_or_not_there_and_writes_over_nothing(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    optaget = tmp_path / "optaget"
    optaget.mkdir()
    (optaget / "fil").write_text("min")
    r = kald("bagit", optaget, "--db", db)
    assert r.exit_code == 1 and "er ikke en tom mappe" in r.stderr
    assert [p.name for p in optaget.iterdir()] == ["fil"]
    (tmp_path / "tom").mkdir()
    assert kald("bagit", tmp_path / "tom", "--db", db).exit_code == 0
    foer = set(tmp_path.iterdir())

    def fuld(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "sync", fuld)
    r = kald("bagit", tmp_path / "pakke", "--db", db)
    assert r.exit_code == 1 and "intet er lagt der" in r.stderr
    assert set(tmp_path.iterdir()) == foer


def test_a_disk_that_is_full_is_not_taken_for_a_source_that_is_gone(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fuld(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("referat.store.udfoersel.mappe.Mappe.skriv", fuld)
    r = kald("bagit", tmp_path / "pakke", "--db", db)
    assert r.exit_code == 1 and not (tmp_path / "pakke").exists()


def test_a_published_copy_is_refused(db: Path, tmp_path: Path) -> None:
    kald("publish", db, tmp_path / "ud.db")
    r = kald("bagit", tmp_path / "pakke", "--db", tmp_path / "ud.db")
    assert r.exit_code == 1 and "er en udgivelse" in r.stderr and not (tmp_path / "pakke").exists()
    assert kald("bagit", tmp_path / "pakke", "--db", tmp_path / "nej.db").exit_code == 1
