"""Reads documents in worker processes that may die: each document ends as an answer or as a reason why not.

A worker takes one document at a time over a pipe, and answers in bytes that are taken apart as text, never as objects:
what has read a hostile file is not trusted. Past its limits (``graenser``) it is ended, and the document, not the
machine's load, is to blame. A pool from the library breaks as a whole when one of its workers aborts; pebble's does
not, but knows no limit but the clock. Hence our own.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

import psutil
from referat.cli.graenser import NAESTE, Fejl, Graenser, Vagt, begraens_cpu, begraens_hukommelse
from referat.schemas.side import Ocr

FORUDINDLAES = "referat.cli.klar"
DOKUMENTER = 500
"""So many documents, and a worker is done: what leaks, leaks no further."""
STOERST_SVAR = 100 << 20
"""Bytes of an answer; the largest real ones have one."""

SVAR, FEJL, SIDER, LIV = b"s", b"f", b"n", b"l"
"""How a message from a worker begins: an answer, a reason, the number of pages, a sign of life."""


@dataclass(frozen=True, slots=True)
class Opgave:
    """A document to read: its bytes, the kommunekode that was given for it, where it was found, whether it is known."""

    noegle: str
    data: bytes
    kommune: str | None = None
    sti: Path | None = None
    kendt: bool = False


Laeser = Callable[[bytes, "str | None"], str]
"""Reads bytes (and a given kommunekode) into a ``Referat`` as JSON; importable by name from another process."""


def laes_json(data: bytes, kommune: str | None, ocr: Ocr = "auto") -> str:
    """The real reader: ``read_referat`` as JSON."""
    from referat.extract.pipeline import read_referat

    return read_referat(data, kommune, ocr).model_dump_json()


def laes_alle(
    opgaver: Iterable[Opgave], jobs: int, laes: Laeser = laes_json, graenser: Graenser | None = None
) -> Iterator[tuple[Opgave, str | Fejl]]:
    """Read documents on ``jobs`` processes; each comes back once, in the order they are finished.

    ``opgaver`` is drawn from only as workers come free, so no more than ``jobs`` documents are held at a time.
    """
    kontekst = _kontekst()
    koe, hold = iter(opgaver), [_Arbejder(kontekst, laes, graenser or Graenser()) for _ in range(jobs)]
    try:
        while True:
            for arbejder in hold:
                if arbejder.opgave is None and (opgave := next(koe, None)) is not None:
                    arbejder.giv(opgave)
            travle = [a for a in hold if a.opgave is not None]
            if not travle:
                return
            wait([a.roer for a in travle], timeout=Vagt.TIT)
            for arbejder in travle:
                if svar := arbejder.svar():
                    yield svar
    finally:
        for arbejder in hold:
            arbejder.stop()


def _kontekst() -> BaseContext:
    """Workers forked from a server that has made the reader ready, so that a new one is cheap; else fresh ones."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    kontekst = multiprocessing.get_context("forkserver")
    kontekst.set_forkserver_preload([FORUDINDLAES])
    return kontekst


class _Arbejder:
    """A worker process and the document it has; started at its first document, and again after a death."""

    def __init__(self, kontekst: BaseContext, laes: Laeser, graenser: Graenser) -> None:
        self._kontekst, self._laes, self._graenser = kontekst, laes, graenser
        self._proces: BaseProcess | None = None
        self._antal = 0
        self.roer: Connection
        self.vagt: Vagt
        self.opgave: Opgave | None = None

    def giv(self, opgave: Opgave) -> None:
        if self._proces is None or not self._proces.is_alive() or self._udtjent():
            self._start()
        self.opgave = opgave
        self._antal += 1
        self.vagt.begynd()
        with contextlib.suppress(OSError):  # a worker that died at its start is seen by svar
            self.roer.send((opgave.data, opgave.kommune))

    def svar(self) -> tuple[Opgave, str | Fejl] | None:
        """The answer if there is one; a worker that died or must end gives a reason and is done with."""
        if self.opgave is None:
            return None
        if self.roer.poll():
            resultat = self._modtag()
        elif resultat := self.vagt.se():
            self.stop()
        if resultat is None:
            return None
        opgave, self.opgave = self.opgave, None
        return opgave, resultat

    def _modtag(self) -> str | Fejl | None:
        """What the worker says; None where it is no end."""
        try:
            besked = self.roer.recv_bytes(STOERST_SVAR + 1)
            art, resten = besked[:1], besked[1:].decode()
            if art == SIDER:
                self.vagt.sider = int(resten)
            if art in (SIDER, LIV):
                self.vagt.lever()
                return None
            return resten if art == SVAR else Fejl(*json.loads(resten))
        except (EOFError, OSError, ValueError):
            return self._doedsaarsag()

    def stop(self) -> None:
        if self._proces is not None:
            boern = afkom(self._proces.pid)
            self._proces.kill()
            self._proces.join()
            for barn in boern:
                with contextlib.suppress(psutil.Error):
                    barn.kill()
            self.roer.close()
            self._proces = None

    def _udtjent(self) -> bool:
        """Whether the worker has read its share, or holds on to too much memory."""
        return self._antal >= DOKUMENTER or self.vagt.maal() > self._graenser.vagt // 2

    def _start(self) -> None:
        self.stop()
        self._proces, self.roer = self._ny_proces()
        self._antal, self.vagt = 0, Vagt(self._proces.pid, self._graenser)

    def _ny_proces(self, forsoeg: int = 5) -> tuple[BaseProcess, Connection]:
        """A process and our end of its pipe; the server it is forked from may have died, and is then started anew."""
        roer, ende = self._kontekst.Pipe()
        proces = self._kontekst.Process(target=arbejd, args=(ende, self._laes, self._graenser), daemon=True)  # type: ignore[attr-defined]
        try:
            proces.start()
        except (OSError, EOFError):
            roer.close()
            if forsoeg == 1:
                raise
            time.sleep(Vagt.TIT)
            return self._ny_proces(forsoeg - 1)
        finally:
            ende.close()
        return proces, roer

    def _doedsaarsag(self) -> Fejl:
        assert self._proces is not None
        self._proces.join(5)
        kode = self._proces.exitcode
        self.stop()
        return self.vagt.doedsaarsag(kode)


def arbejd(roer: Connection, laes: Laeser, graenser: Graenser) -> None:
    """A worker's life: answer documents until the pipe closes, as it does when the parent is gone."""
    from referat.extract.reading.livstegn import livstegn, sideantal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what a dying library says is not for the user
    threading.Thread(target=_doe_med_foraelderen, daemon=True).start()
    begraens_hukommelse(graenser)
    fra = 0.0

    def sider(antal: int) -> None:
        roer.send_bytes(SIDER + b"%d" % antal)
        begraens_cpu(graenser, fra, antal)

    livstegn.set(lambda: roer.send_bytes(LIV))
    sideantal.set(sider)
    while True:
        try:
            data, kommune = roer.recv()
        except (EOFError, OSError):
            return
        fra = time.process_time()
        begraens_cpu(graenser, fra)
        roer.send_bytes(_besked(_forsoeg(laes, data, kommune, graenser)))


def _doe_med_foraelderen() -> None:
    """End in the middle of a document, with the programs it has started, when there is nobody left to answer."""
    foraelder = multiprocessing.parent_process()
    if foraelder is None:
        return
    foraelder.join()
    for barn in afkom(os.getpid()):
        with contextlib.suppress(psutil.Error):
            barn.kill()
    os._exit(1)


def afkom(pid: int | None) -> list[psutil.Process]:
    """The processes that a worker has started, such as Tesseract."""
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.Error:
        return []


def _besked(svar: str | Fejl) -> bytes:
    """What a worker says to its parent at the end of a document."""
    if isinstance(svar, str):
        data = SVAR + svar.encode("utf-8", errors="replace")
        if len(data) <= STOERST_SVAR:
            return data
        svar = Fejl("for-stor", f"der er læst for meget til, at det kan være et referat; {NAESTE}")
    return FEJL + json.dumps([svar.kode, svar.besked[:1000], svar.side]).encode()


def _forsoeg(laes: Laeser, data: bytes, kommune: str | None, graenser: Graenser) -> str | Fejl:
    from referat.schemas.fejl import KanIkkeLaeses

    try:
        return laes(data, kommune)
    except KanIkkeLaeses as fejl:
        return Fejl(fejl.kode, fejl.besked, fejl.side)
    except MemoryError:
        return graenser.for_stor()
    except RecursionError:
        return Fejl("for-dyb", f"filen er dybere indlejret, end der kan læses; {NAESTE}")
    except Exception as fejl:  # noqa: BLE001 - one document's fault must not end the run
        return Fejl("laesefejl", f"læsningen fejlede ({type(fejl).__name__}: {fejl}); {NAESTE}")
