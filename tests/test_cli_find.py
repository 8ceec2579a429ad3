"""What an ingest meets: every file once, in order, and a reason for each that is passed over."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from referat.cli.arkiv import Post as Post_
from referat.cli.arkiv import poster
from referat.cli.find import SAMLING, _under, find_filer
from referat.cli.graenser import Fejl


@pytest.fixture
def mappe(tmp_path: Path) -> Path:
    rod = tmp_path / "rod"
    for navn in ("b/2.txt", "a.txt", ".skjult.txt", ".git/x.txt", "b/10.txt"):
        (rod / navn).parent.mkdir(parents=True, exist_ok=True)
        (rod / navn).write_text(navn)
    (tmp_path / "ude.txt").write_text("ude")
    (rod / "ud").symlink_to(tmp_path / "ude.txt")
    (rod / "ind").symlink_to(rod / "a.txt")
    (rod / "ring").symlink_to(rod)
    (rod / "tom").symlink_to(rod / "findes-ikke")
    os.mkfifo(rod / "roer")
    return rod


def test_files_are_found_once_and_in_order(mappe: Path) -> None:
    fundet = {str(f.sti.relative_to(mappe)): f.kode for f in find_filer([mappe, mappe / "b"])}
    assert fundet == {
        ".git": "skjult",
        ".skjult.txt": "skjult",
        "a.txt": None,
        "b/10.txt": None,
        "b/2.txt": None,
        "ind": None,
        "ring": "henviser-ud",
        "roer": "ikke-en-fil",
        "tom": "kan-ikke-aabnes",
        "ud": "henviser-ud",
    }
    assert list(fundet) == sorted(fundet)


def test_a_file_named_on_its_own_is_read_whatever_its_name(mappe: Path) -> None:
    assert [f.kode for f in find_filer([mappe / ".skjult.txt", mappe / "ud"])] == [None, None]


WEBSIDE = {
    "referat.html": None,
    "referat_files/stil.css": "sidedel",
    "referat_files/logo.PNG": "sidedel",
    "referat_files/site.js.download": "sidedel",
    "referat_files/f/skrift": "sidedel",
    "referat_files/ramme.html": None,
    "andre_files/scan.png": None,
    "2021/bilag.pdf": None,
    "2021/site.css": "sidedel",
}
"""A page that was saved whole; a picture that belongs to none may be a scan, and is to be told of as before."""


def test_the_parts_of_a_saved_web_page_are_passed_over_and_told_of(tmp_path: Path) -> None:
    for navn in WEBSIDE:
        (tmp_path / navn).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / navn).write_text(navn)
    assert {f.sti.relative_to(tmp_path).as_posix(): f.kode for f in find_filer([tmp_path])} == WEBSIDE
    assert [f.kode for f in find_filer([tmp_path / "referat_files/stil.css"])] == [None], "named on its own it is read"
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as arkiv:
        for navn in WEBSIDE:
            arkiv.writestr(navn, navn)
    fundne = [p for p in poster(tmp_path / "a.zip") if isinstance(p, Post_)]
    assert {p.navn: p.indhold.kode if isinstance(p.indhold, Fejl) else None for p in fundne} == WEBSIDE


def test_the_stores_own_files_are_not_met(mappe: Path) -> None:
    (mappe / "t.db").write_text("lager")
    (mappe / "t.db.kilder" / "ab").mkdir(parents=True)
    (mappe / "t.db.kilder" / "ab" / "ab.txt").write_text("kilde")
    assert not [f for f in find_filer([mappe], mappe / "t.db") if "t.db" in str(f.sti)]


def test_a_store_is_known_whatever_the_case_of_its_name_where_that_does_not_matter(
    mappe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.path.normcase", lambda sti: str(sti).lower())
    (mappe / "Lager.DB").write_text("lager")
    assert not [f for f in find_filer([mappe], mappe / "lager.db") if "Lager" in str(f.sti)]


class Post:
    """A file as Windows tells of it."""

    def __init__(self, sti: Path, art: int = 0, maerke: int = 0) -> None:
        self.path, self.name, self._art, self._maerke = str(sti), sti.name, art, maerke

    def stat(self, *, follow_symlinks: bool) -> SimpleNamespace:
        return SimpleNamespace(st_file_attributes=self._art, st_reparse_tag=self._maerke)

    def is_dir(self, *, follow_symlinks: bool) -> bool:
        return Path(self.path).is_dir()

    def is_symlink(self) -> bool:
        return False


def test_what_windows_hides_is_passed_over_and_a_junction_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for navn in ("desktop.ini", "a.txt"):
        (tmp_path / navn).write_text(navn)
    (tmp_path / "til").symlink_to(tmp_path)  # what realpath makes of a junction
    poster = [Post(tmp_path / "desktop.ini", 2), Post(tmp_path / "a.txt", 32), Post(tmp_path / "til", 16, SAMLING)]
    monkeypatch.setattr("referat.cli.find.WINDOWS", True)
    monkeypatch.setattr("referat.cli.find.os.scandir", lambda _: poster)
    fundet = [(f.sti.name, f.kode) for f in _under(tmp_path, os.path.realpath(tmp_path), set())]
    assert fundet == [("a.txt", None), ("desktop.ini", "skjult"), ("til", "henviser-ud")]
