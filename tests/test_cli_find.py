"""What an ingest meets: every file once, in order, and a reason for each that is passed over."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from referat.cli.find import find_filer


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
