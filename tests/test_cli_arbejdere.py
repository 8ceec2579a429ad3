"""Workers: one that dies, hangs, runs wild or fails costs its own document and no other."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from referat.cli.arbejdere import Fejl, Opgave, laes_alle
from referat.cli.klar import PROEVE
from referat.extract.pipeline import read_referat
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
        return str(len(bytearray(1 << 40)))
    while data == b"uendelig":
        pass
    return f"{data.decode()} {kommune}"


def svar(*data: bytes, jobs: int = 2, cpu: int = 60) -> dict[str, str | Fejl]:
    opgaver = (Opgave(str(n), d, "0101") for n, d in enumerate(data))
    alle = [(o.noegle, s) for o, s in laes_alle(opgaver, jobs, laes, cpu)]
    assert len(alle) == len(data)
    return dict(alle)


@pytest.mark.parametrize("jobs", [1, 3])
def test_every_document_comes_back_once_whatever_happens_to_the_others(jobs: int) -> None:
    fundet = svar(b"a", GAA_NED, b"fejl", b"kan ikke", b"dyb", GAA_NED, b"b", jobs=jobs)
    assert fundet["0"] == "a 0101" and fundet["6"] == "b 0101"
    koder = [f.kode if isinstance(f := fundet[str(n)], Fejl) else f for n in range(1, 6)]
    assert koder == ["arbejder-doed", "laesefejl", "tom", "for-dyb", "arbejder-doed"]
    assert fundet["3"] == Fejl("tom", "filen er tom", 2)


@pytest.mark.skipif(sys.platform == "win32", reason="limits are the system's")
def test_one_that_takes_all_time_or_memory_is_stopped() -> None:
    fundet = svar(b"uendelig", b"stor", b"a", cpu=1)
    assert [getattr(fundet[n], "kode", None) for n in "012"] == ["for-tung", "for-stor", None]


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
