"""What an ingest meets: every file once, in order, and a reason for each that is passed over."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from referat.cli.find import SAMLING, _under, find_filer


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
