"""A folder that is watched: what comes is read once it lies still, whatever else happens to it, and nothing twice."""

from __future__ import annotations

import errno
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from referat.cli.find import Fundet, find_filer
from referat.cli.graenser import Fejl
from referat.cli.laas import IBrug, skrivelaas
from referat.cli.watch import IGEN, Mappesyn, Overvaagning, Vaekker
from referat.schemas.vokabular import Indlaesningsstatus as Status

RO = 5.0


@pytest.fixture
def mappe(tmp_path: Path) -> Path:
    (tmp_path / "ind").mkdir()
    return tmp_path / "ind"


def se(syn: Mappesyn, mappe: Path, nu: float) -> list[str]:
    return [f.sti.name for f in syn.se(find_filer([mappe]), nu)]


def laest(syn: Mappesyn, mappe: Path, nu: float) -> list[str]:
    """What is given, and then read."""
    klar = syn.se(find_filer([mappe]), nu)
    for fundet in klar:
        syn.er_laest(fundet.sti)
    return [f.sti.name for f in klar]


def test_a_file_is_given_once_when_it_has_lain_still(mappe: Path) -> None:
    syn = Mappesyn(RO)
    (mappe / "a").write_text("1")
    assert se(syn, mappe, 0) == [] and syn.naeste(1) == 4
    (mappe / "a").write_text("12")
    assert se(syn, mappe, 4) == [], "it is still being written"
    assert se(syn, mappe, 8) == []
    assert se(syn, mappe, 9) == ["a"]
    assert laest(syn, mappe, 10) == ["a"], "what was given but not read is given again"
    assert laest(syn, mappe, 99) == []
    (mappe / "a").write_text("123")
    assert laest(syn, mappe, 100) == [] and laest(syn, mappe, 105) == ["a"]


def test_what_is_deleted_or_renamed_before_it_was_read_is_not_given(mappe: Path) -> None:
    syn = Mappesyn(RO)
    (mappe / "a").write_text("1")
    (mappe / "b").write_text("2")
    se(syn, mappe, 0)
    (mappe / "a").unlink()
    (mappe / "b").rename(mappe / "c")
    assert se(syn, mappe, 5) == []
    assert laest(syn, mappe, 10) == ["c"]
    assert syn.naeste(10) == float("inf")


def test_what_is_passed_over_is_given_once(mappe: Path) -> None:
    syn = Mappesyn(RO)
    (mappe / ".skjult").mkdir()
    assert laest(syn, mappe, 0) == [] and laest(syn, mappe, 5) == [".skjult"]
    (mappe / ".skjult" / "x").write_text("ny")
    assert laest(syn, mappe, 20) == [] and laest(syn, mappe, 30) == []


class Roligt(Vaekker):
    """Sleeps not at all, and stops after some rounds; before each it does what the test says."""

    def __init__(self, *foer: Callable[[], object]) -> None:
        super().__init__()
        self.foer, self.sovet = iter(foer), list[tuple[float, float]]()

    def sov(self, mindst: float, hoejst: float) -> None:
        self.sovet.append((mindst, hoejst))
        goer = next(self.foer, None)
        self.stop = goer is None
        if goer:
            goer()


def overvaag(mappe: Path, vaekker: Roligt, svar: Callable[[Fundet], object]) -> list[str]:
    """Watch with a reader of the test's own; the names it was given."""
    givet: list[str] = []

    def laes_ind(filer: Iterator[Fundet], fremdrift: Callable[[Path, Status, Fejl | None], None]) -> None:
        for f in filer:
            givet.append(f.sti.name)
            fejl = svar(f)
            assert fejl is None or isinstance(fejl, Fejl)
            fremdrift(f.sti, Status.KARANTAENE if fejl else Status.LAGRET, fejl)

    Overvaagning(mappe, 60, Mappesyn(0), laes_ind, lambda: find_filer([mappe]), vaekker).koer()  # type: ignore[arg-type]
    return givet


def test_what_cannot_be_done_now_is_told_once_and_tried_again(mappe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (mappe / "a").write_text("1")
    fuld = OSError(errno.ENOSPC, "No space left on device")
    fejl: Iterator[Exception | None] = iter([IBrug(), IBrug(), fuld, click.ClickException("Disken er fuld."), None])

    def svar(_: Fundet) -> None:
        if nu := next(fejl):
            raise nu

    vaekker = Roligt(*[lambda: None] * 6)
    assert overvaag(mappe, vaekker, svar) == ["a"] * 5
    linjer = [x.split(" ", 2)[2] for x in capsys.readouterr().err.splitlines()]
    assert linjer == [
        "Et andet program skriver i lageret; 1 fil venter.",
        "Disken er fuld. Prøver igen.",
        f"lagret: {mappe / 'a'}",
    ]
    assert [mindst >= 5 for mindst, _ in vaekker.sovet] == [True] * 4 + [False] * 3, "no hurry after a failure"


def test_the_folder_may_go_and_come_back(mappe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (mappe / "a").write_text("1")
    vaek = mappe.with_name("vaek")
    ny = vaek / "b"
    vaekker = Roligt(lambda: mappe.rename(vaek), lambda: ny.write_text("2"), lambda: vaek.rename(mappe), lambda: None)
    assert overvaag(mappe, vaekker, lambda _: None) == ["a", "b"]
    assert capsys.readouterr().err.count("er der ikke") == 1


def test_a_file_that_another_program_holds_is_tried_again_without_more_words(
    mappe: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ur = iter(range(0, 10_000, 100))
    monkeypatch.setattr("referat.cli.watch.time.monotonic", lambda: float(next(ur)))
    (mappe / "a").write_text("1")
    assert overvaag(mappe, Roligt(*[lambda: None] * 3), lambda _: Fejl(IGEN, "filen er åben")) == ["a"] * 4
    assert capsys.readouterr().err.count("karantæne") == 1


def test_one_program_at_a_time_writes(tmp_path: Path) -> None:
    db = tmp_path / "ny" / "t.db"
    ventet: list[bool] = []
    with skrivelaas(db):
        with pytest.raises(IBrug), skrivelaas(db):
            pass
        traad = threading.Thread(target=lambda: _skriv(db, ventet))
        traad.start()
        while not ventet:
            traad.join(0.01)
    traad.join()
    assert ventet == [False, True]


def _skriv(db: Path, ventet: list[bool]) -> None:
    with skrivelaas(db, lambda: ventet.append(False)):
        ventet.append(True)


def test_where_no_lock_can_be_had_all_is_as_before(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    with skrivelaas(tmp_path / "fil" / "t.db"), skrivelaas(tmp_path / "fil" / "t.db"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be sent Ctrl-C there")
def test_the_command_reads_what_comes_stops_when_asked_and_goes_on_where_it_stopped(mappe: Path) -> None:
    db = mappe.with_name("t.db")

    def koer(*nye: str) -> list[str]:
        """Start the command, put a file in the folder, wait for its line, and stop."""
        kommando = [sys.executable, "-m", "referat.cli", "watch", str(mappe), "--db", str(db), "--settle", "0.1"]
        with subprocess.Popen([*kommando, "--jobs", "1"], stderr=subprocess.PIPE, text=True, encoding="utf-8") as p:
            assert p.stderr
            redning = threading.Timer(300, p.kill)
            redning.start()
            linjer = [p.stderr.readline()]
            for navn in nye:
                (mappe / navn).write_text(f"Punkt 1: {navn}\nBeslutning\nGodkendt.\n", encoding="utf-8")
                while linjer[-1] and not any(navn in x for x in linjer):
                    linjer.append(p.stderr.readline())
            p.send_signal(signal.SIGINT)
            linjer += p.stderr.readlines()
            redning.cancel()
            assert p.wait() == 0
        return [x.split(" ", 2)[2].strip() for x in linjer]

    (mappe / "gammel.txt").write_text("Punkt 1: Gammel\nBeslutning\nUdsat.\n", encoding="utf-8")
    foerste = koer("ny.txt")
    assert foerste[0].startswith("Ser efter nye filer i ")
    assert {f"lagret: {mappe / 'gammel.txt'}"} < {*foerste} and foerste[-1].startswith("Stoppet. I alt: lagret")
    assert f"lagret: {mappe / 'nyere.txt'}" in koer("nyere.txt")
    with sqlite3.connect(db) as lager:
        stier = lager.execute("SELECT sti, status FROM indlaesninger ORDER BY sti").fetchall()
        assert lager.execute("SELECT count(*) FROM dokumenter").fetchone() == (3,)
    assert stier == [(str(mappe / n), "lagret") for n in ("gammel.txt", "ny.txt", "nyere.txt")]
