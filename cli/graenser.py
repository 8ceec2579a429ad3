"""What a worker may spend on a document, and the two that see to it: the system itself, and a watch beside it.

Processor time decides, not the clock: a busy machine makes a reading longer by the clock, and no dearer. The system's
own limits (``resource``) hold even against one that takes all at once, but only POSIX systems have them, and not all
of those heed them; so a watch looks at the process from outside as well, by psutil, on every system.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from dataclasses import dataclass

import psutil

MB = 1 << 20
NAESTE = "åbn filen i et andet program, gem den på ny som PDF, og prøv igen"
FAA_SIDER = 5_000
"""No more pages than this add to what a document may spend, whatever it claims to have."""
SELVMORD = frozenset(getattr(signal, n, 0) for n in ("SIGABRT", "SIGTRAP", "SIGILL", "SIGSEGV", "SIGBUS"))
"""How a program in C ends when it gets no memory."""


@dataclass(frozen=True, slots=True)
class Fejl:
    """Why a document gave no answer: a code, a Danish sentence that does not name the file, a page if known."""

    kode: str
    besked: str
    side: int | None = None


@dataclass(frozen=True, slots=True)
class Graenser:
    """Limits of a worker. ``system`` is whether the system's own are set too, where it has them."""

    cpu: float = 60.0
    """Seconds of processor time for a document,"""
    cpu_pr_side: float = 0.2
    """and for each of its pages: about ten times what a page takes."""
    vagt: int = 700 * MB
    """Bytes in use at which the watch ends it,"""
    loft: int = 900 * MB
    """and those that the system gives it at all; what it shares with others comes on top."""
    stille: float = 900.0
    """Seconds by the clock without a second of processor time or a sign of life: one that sleeps."""
    system: bool = True

    def cpu_for(self, sider: int) -> float:
        """Seconds of processor time for a document of so many pages."""
        return self.cpu + self.cpu_pr_side * min(sider, FAA_SIDER)

    def for_tung(self, sider: int) -> Fejl:
        return Fejl("for-tung", f"læsningen brugte mere end {self.cpu_for(sider):.0f} sekunders regnetid; {NAESTE}")

    def for_stor(self) -> Fejl:
        return Fejl("for-stor", f"læsningen brugte mere end {self.vagt // MB} MB hukommelse; {NAESTE}")


class Vagt:
    """Watches one worker from outside, document by document."""

    TIT = 0.1
    """Seconds between looks."""

    def __init__(self, pid: int | None, graenser: Graenser) -> None:
        self._graenser = graenser
        self._stoerst = 0
        self._proces: psutil.Process | None = None
        with contextlib.suppress(psutil.Error):
            self._proces = psutil.Process(pid)
        self.begynd()

    def begynd(self) -> None:
        """A new document."""
        self.sider = 0
        self._set = time.monotonic()
        self._fra = self._sidst = self._cpu()
        self._stoerst = 0
        self.lever()

    def lever(self) -> None:
        """A sign of life."""
        self._stille = time.monotonic()

    def se(self) -> Fejl | None:
        """Why the worker must end, if it must."""
        if (nu := time.monotonic()) - self._set < self.TIT:
            return None
        self._set = nu
        cpu = self._cpu()
        if cpu - self._sidst >= 1:
            self._sidst = cpu
            self.lever()
        if self.maal() > self._graenser.vagt:
            return self._graenser.for_stor()
        if cpu - self._fra > self._graenser.cpu_for(self.sider):
            return self._graenser.for_tung(self.sider)
        if nu - self._stille > self._graenser.stille:
            return Fejl("for-langsom", f"læsningen stod stille i {self._graenser.stille:.0f} sekunder; {NAESTE}")
        return None

    def doedsaarsag(self, kode: int | None) -> Fejl:
        """Why a worker that ended by itself did so, by its exit code and by what it had taken."""
        signal_ = -kode if kode is not None and kode < 0 else None
        if signal_ == getattr(signal, "SIGXCPU", 0):
            return self._graenser.for_tung(self.sider)
        if signal_ in SELVMORD and self._stoerst > self._graenser.vagt // 3:
            return self._graenser.for_stor()
        navn = signal.Signals(signal_).name if signal_ else f"kode {kode}"
        return Fejl("arbejder-doed", f"læsningen gik ned ({navn}); {NAESTE}")

    def _cpu(self) -> float:
        with contextlib.suppress(psutil.Error):
            if self._proces:
                tider = self._proces.cpu_times()
                return float(tider.user + tider.system)
        return 0.0

    def maal(self) -> int:
        """Bytes that the worker has in use; 0 for one that is gone."""
        brugt = 0
        with contextlib.suppress(psutil.Error):
            if self._proces:
                brugt = int(self._proces.memory_info().rss)
        self._stoerst = max(self._stoerst, brugt)
        return brugt


def begraens_hukommelse(graenser: Graenser) -> None:
    """Limit this process' memory, once, and let it leave no core file. Only where the system can."""
    if sys.platform == "win32" or not graenser.system:
        return
    import resource

    for hvad, loft in ((resource.RLIMIT_DATA, graenser.loft), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(hvad, (loft, resource.getrlimit(hvad)[1]))


def begraens_cpu(graenser: Graenser, fra: float, sider: int = 0) -> None:
    """Limit this process to what a document may spend from ``fra`` (``time.process_time``), somewhat late."""
    if sys.platform == "win32" or not graenser.system:
        return
    import resource

    loft = int(fra + graenser.cpu_for(sider)) + 2
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (loft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
