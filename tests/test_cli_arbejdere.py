"""Workers: one that dies, hangs, runs wild or fails costs its own document and no other."""

from __future__ import annotations

import multiprocessing
import os
import time
from pathlib import Path

import pytest
from referat.cli import arbejdere
from referat.cli.arbejdere import Opgave, laes_alle
from referat.cli.graenser import MB, Fejl, Graenser
from referat.cli.klar import PROEVE
from referat.extract.pipeline import read_referat
from referat.extract.reading.livstegn import sideantal
from referat.schemas.fejl import KanIkkeLaeses

GAA_NED = b"gaa ned"


def laes(data: bytes, kommune: str | None) -> str:
    """A reader that does what the document tells it to."""
    if data == GAA_NED:
        os._exit(7)
    if data == b"fejl":
        raise ValueError("noget gik galt")
    if data == b"kan ikke":
        raise KanIkkeLaeses("tom", "filen er tom", side=2)
    if data == b"dyb":
        return laes(data, kommune)
    if data == b"stor":
        return str(len(bytearray(1 << 50)))
    if data == b"800 MB":
        return str(len(bytearray(800 * MB)))
    if data == b"snak":
        return "x" * (arbejdere.STOERST_SVAR + 1)
    if data == b"hvem":
        return str(os.getpid())
    if data == b"sover":
        time.sleep(60)
    if data == b"mange sider":
        sideantal.get()(100)
    if data in (b"arbejder", b"mange sider"):
        slut = time.process_time() + 1.5
        while time.process_time() < slut:
            pass
    holdt: list[bytes] = []
    while data == b"vokser":
        holdt.append(b"x" * MB)
    while data == b"uendelig":
        pass
    return f"{data.decode()} {kommune}"


def svar(*data: bytes, jobs: int = 2, **graenser: object) -> dict[str, str | Fejl]:
    opgaver = (Opgave(str(n), d, "0101") for n, d in enumerate(data))
    alle = [(o.noegle, s) for o, s in laes_alle(opgaver, jobs, laes, Graenser(**graenser))]  # type: ignore[arg-type]
    assert len(alle) == len(data)
    return dict(alle)


@pytest.mark.parametrize("jobs", [1, 3])
def test_every_document_comes_back_once_whatever_happens_to_the_others(jobs: int) -> None:
    fundet = svar(b"a", GAA_NED, b"fejl", b"kan ikke", b"dyb", GAA_NED, b"b", jobs=jobs)
    assert fundet["0"] == "a 0101" and fundet["6"] == "b 0101"
    koder = [f.kode if isinstance(f := fundet[str(n)], Fejl) else f for n in range(1, 6)]
    assert koder == ["arbejder-doed", "laesefejl", "tom", "for-dyb", "arbejder-doed"]
    assert fundet["3"] == Fejl("tom", "filen er tom", 2)


@pytest.mark.parametrize("system", [True, False], ids=["the system's limits", "the watch alone"])
def test_one_that_takes_all_time_or_memory_is_stopped(system: bool) -> None:
    tid = svar(b"uendelig", b"a", cpu=0.5, system=system)
    plads = svar(b"stor", b"vokser", b"a", cpu=30, vagt=300 * MB, system=system)  # growing takes time on a busy machine
    assert [getattr(tid[n], "kode", None) for n in "01"] == ["for-tung", None]
    assert [getattr(plads[n], "kode", None) for n in "012"] == ["for-stor", "for-stor", None]


def test_workers_that_are_started_afresh_as_on_windows_do_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    fundet = svar(b"a", GAA_NED, b"vokser", b"b", vagt=300 * MB, system=False)
    assert [getattr(fundet[n], "kode", fundet[n]) for n in "0123"] == ["a 0101", "arbejder-doed", "for-stor", "b 0101"]


def test_memory_that_is_asked_for_at_once_is_refused_before_it_is_taken() -> None:
    assert getattr(svar(b"800 MB", vagt=4096 * MB, loft=600 * MB)["0"], "kode", None) == "for-stor"


def test_one_that_sleeps_is_ended() -> None:
    assert getattr(svar(b"sover", stille=0.5)["0"], "kode", None) == "for-langsom"


def test_more_pages_may_take_more_time() -> None:
    fundet = svar(b"arbejder", b"mange sider", cpu=0.5, cpu_pr_side=0.1)
    assert getattr(fundet["0"], "kode", None) == "for-tung"
    assert fundet["1"] == "mange sider 0101"


def test_a_worker_is_done_after_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arbejdere, "DOKUMENTER", 2)
    fundet = svar(*[b"hvem"] * 5, jobs=1)
    assert len(set(fundet.values())) == 3


def test_an_answer_beyond_all_measure_is_a_reason() -> None:
    assert getattr(svar(b"snak", vagt=4096 * MB, loft=4096 * MB)["0"], "kode", None) == "for-stor"


def test_no_more_documents_are_held_than_workers_can_take(tmp_path: Path) -> None:
    trukket = 0

    def opgaver() -> object:
        nonlocal trukket
        for n in range(6):
            trukket += 1
            yield Opgave(str(n), b"x")

    for faerdige, _ in enumerate(laes_alle(opgaver(), 2, laes), 1):  # type: ignore[arg-type]
        assert trukket <= faerdige + 2


def test_what_the_server_reads_to_make_ready_needs_every_part_of_the_reader() -> None:
    [punkt] = read_referat(PROEVE.encode()).moeder[0].punkter
    assert punkt.beslutning and punkt.indstillinger and punkt.bevillinger and punkt.journalnumre and punkt.fravaer
