"""Reads documents in worker processes that may die: each document ends as an answer or as a reason why not.

A worker takes one document at a time over a pipe. It may spend ``CPU`` seconds of processor time on it; past that the
system stops the worker, and the document, not the machine's load, is to blame. ``FRIST`` seconds of wall time are the
last resort against one that sleeps; they begin anew with every page that was read as a picture.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from referat.schemas.side import Ocr

CPU = 120
FRIST = 900.0
HUKOMMELSE = 4 << 30
"""Bytes of address space for a worker."""

FORUDINDLAES = "referat.cli.klar"


@dataclass(frozen=True, slots=True)
class Fejl:
    """Why a document gave no answer: a code, a Danish sentence that does not name the file, a page if known."""

    kode: str
    besked: str
    side: int | None = None


@dataclass(frozen=True, slots=True)
class Opgave:
    """A document to read: its bytes, and the kommunekode that was given for it."""

    noegle: str
    data: bytes
    kommune: str | None = None


Laeser = Callable[[bytes, "str | None"], str]
"""Reads bytes (and a given kommunekode) into a ``Referat`` as JSON; importable by name from another process."""


def laes_json(data: bytes, kommune: str | None, ocr: Ocr = "auto") -> str:
    """The real reader: ``read_referat`` as JSON."""
    from referat.extract.pipeline import read_referat

    return read_referat(data, kommune, ocr).model_dump_json()


def laes_alle(
    opgaver: Iterable[Opgave], jobs: int, laes: Laeser = laes_json, cpu: int = CPU, frist: float = FRIST
) -> Iterator[tuple[Opgave, str | Fejl]]:
    """Read documents on ``jobs`` processes; each comes back once, in the order they are finished.

    ``opgaver`` is drawn from only as workers come free, so no more than ``jobs`` documents are held at a time.
    """
    kontekst = _kontekst()
    koe, hold = iter(opgaver), [_Arbejder(kontekst, laes, cpu, frist) for _ in range(jobs)]
    try:
        while True:
            for arbejder in hold:
                if arbejder.opgave is None and (opgave := next(koe, None)) is not None:
                    arbejder.giv(opgave)
            travle = [a for a in hold if a.opgave is not None]
            if not travle:
                return
            wait([a.roer for a in travle], timeout=max(0.0, min(a.udloeb for a in travle) - time.monotonic()))
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

    def __init__(self, kontekst: BaseContext, laes: Laeser, cpu: int, frist: float) -> None:
        self._kontekst, self._laes, self._cpu, self._frist = kontekst, laes, cpu, frist
        self._proces: BaseProcess | None = None
        self.roer: Connection
        self.opgave: Opgave | None = None
        self.udloeb = 0.0

    def giv(self, opgave: Opgave) -> None:
        if self._proces is None or not self._proces.is_alive():
            self._start()
        self.opgave, self.udloeb = opgave, time.monotonic() + self._frist
        with contextlib.suppress(BrokenPipeError):  # a worker that died at its start is seen by svar
            self.roer.send((opgave.data, opgave.kommune))

    def svar(self) -> tuple[Opgave, str | Fejl] | None:
        """The answer if there is one; a dead or overdue worker gives a reason and is done with."""
        if self.opgave is None:
            return None
        resultat: str | Fejl | None
        if self.roer.poll():
            try:
                resultat = self.roer.recv()
            except (EOFError, OSError):
                resultat = self._doedsaarsag()
            if resultat is None:  # a sign of life
                self.udloeb = time.monotonic() + self._frist
                return None
        elif time.monotonic() >= self.udloeb:
            self.stop()
            resultat = Fejl("for-langsom", f"læsningen var ikke færdig efter {self._frist:.0f} sekunder; {NAESTE}")
        else:
            return None
        opgave, self.opgave = self.opgave, None
        return opgave, resultat

    def stop(self) -> None:
        if self._proces is not None:
            self._proces.kill()
            self._proces.join()
            self.roer.close()
            self._proces = None

    def _start(self) -> None:
        self.stop()
        self.roer, ende = self._kontekst.Pipe()
        self._proces = self._kontekst.Process(target=arbejd, args=(ende, self._laes, self._cpu), daemon=True)  # type: ignore[attr-defined]
        self._proces.start()
        ende.close()

    def _doedsaarsag(self) -> Fejl:
        assert self._proces is not None
        self._proces.join(5)
        kode = self._proces.exitcode
        self.stop()
        if kode is not None and -kode == getattr(signal, "SIGXCPU", 0):
            return Fejl("for-tung", f"læsningen brugte mere end {self._cpu} sekunders regnetid; {NAESTE}")
        navn = signal.Signals(-kode).name if kode is not None and kode < 0 else f"kode {kode}"
        return Fejl("arbejder-doed", f"læsningen gik ned ({navn}); {NAESTE}")


NAESTE = "åbn filen i et andet program, gem den på ny som PDF, og prøv igen"


def arbejd(roer: Connection, laes: Laeser, cpu: int) -> None:
    """A worker's life: answer documents until the pipe closes, as it does when the parent is gone."""
    from referat.extract.reading.ocr import livstegn

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    livstegn.set(lambda: roer.send(None))
    _loft(cpu=None)
    while True:
        try:
            data, kommune = roer.recv()
        except (EOFError, OSError):
            return
        _loft(cpu)
        roer.send(_forsoeg(laes, data, kommune))


def _forsoeg(laes: Laeser, data: bytes, kommune: str | None) -> str | Fejl:
    from referat.schemas.fejl import KanIkkeLaeses

    try:
        return laes(data, kommune)
    except KanIkkeLaeses as fejl:
        return Fejl(fejl.kode, fejl.besked, fejl.side)
    except MemoryError:
        return Fejl("for-stor", f"læsningen brugte mere end {HUKOMMELSE >> 30} GB hukommelse; {NAESTE}")
    except RecursionError:
        return Fejl("for-dyb", f"filen er dybere indlejret, end der kan læses; {NAESTE}")
    except Exception as fejl:  # noqa: BLE001 - one document's fault must not end the run
        return Fejl("laesefejl", f"læsningen fejlede ({type(fejl).__name__}: {fejl}); {NAESTE}")


def _loft(cpu: int | None) -> None:
    """Limit this process: memory once, processor time anew for each document. Only where the system can."""
    if sys.platform == "win32":
        return
    import resource

    if cpu is None:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (HUKOMMELSE, resource.getrlimit(resource.RLIMIT_AS)[1]))
        return
    brugt = resource.getrusage(resource.RUSAGE_SELF)
    loft = int(brugt.ru_utime + brugt.ru_stime) + 1 + cpu
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (loft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
