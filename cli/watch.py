"""``referat watch``: reads what comes into a folder, for as long as it runs."""

from __future__ import annotations

import contextlib
import datetime
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from types import FrameType

import click
from referat.cli import ingest
from referat.cli.faelles import DB, JOBS, OCR, UDEN_KOPI, antal, kommunekode, meld, stor, tal
from referat.cli.find import Fundet, find_filer
from referat.cli.graenser import Fejl
from referat.cli.ingest import Fremdrift
from referat.cli.laas import IBrug
from referat.schemas.side import Ocr
from referat.schemas.vokabular import Indlaesningsstatus as Status
from referat.store.systemfejl import paa_dansk
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

SIGNALER = ("SIGINT", "SIGTERM", "SIGBREAK")
"""How a system asks a program to end; the last is Windows' own."""
KORT = 0.5
"""Seconds, at most, before it is seen that the watch is to stop."""
PAUSE = 5.0
"""Seconds before what could not be done is tried again."""
HVIL = 5
"""Looking at the folder takes no more than one part in so many of the time."""
MELDER_LAESNING = frozenset(("opened", "closed_no_write"))
"""Events that reading a file makes, and no change of it."""
IGEN = "kan-ikke-aabnes"
"""The code of a file that another program may have open: it is tried again, changed or not."""

Aftryk = tuple[int, int] | str
"""What tells that a file has changed: its size and time, or the code with which it is passed over."""


class Mappesyn:
    """Which files of a folder are new or changed, and have lain still for ``ro`` seconds: those are to be read."""

    def __init__(self, ro: float) -> None:
        self.ro = ro
        self._laest: dict[Path, Aftryk] = {}
        self._venter: dict[Path, tuple[Aftryk, float]] = {}

    def naeste(self, nu: float) -> float:
        """Seconds until a file that lies still may be read; without end where there is none."""
        return min((max(siden + self.ro - nu, 0.0) for _, siden in self._venter.values()), default=inf)

    def se(self, fundne: Iterable[Fundet], nu: float) -> list[Fundet]:
        """The files that may be read at ``nu``, of all that are there then; each is given once until it changes."""
        klar, laest, venter = [], {}, {}
        for fundet in fundne:
            aftryk = _aftryk(fundet)
            if aftryk is None:
                continue
            if self._laest.get(fundet.sti) == aftryk:
                laest[fundet.sti] = aftryk
                continue
            foer, siden = self._venter.get(fundet.sti, (None, nu))
            siden = siden if foer == aftryk else nu
            venter[fundet.sti] = aftryk, siden
            if nu - siden >= self.ro:
                klar.append(fundet)
        self._laest, self._venter = laest, venter
        return klar

    def er_laest(self, sti: Path) -> None:
        """A file that ``se`` gave is done with."""
        if sti in self._venter:
            self._laest[sti] = self._venter.pop(sti)[0]

    def igen(self, sti: Path, siden: float) -> None:
        """A file is to be given again though it has not changed: as if it lay still from ``siden``."""
        if aftryk := self._laest.pop(sti, None):
            self._venter[sti] = aftryk, siden


def _aftryk(fundet: Fundet) -> Aftryk | None:
    if fundet.kode:
        return fundet.kode
    try:
        art = fundet.sti.stat()
    except OSError:
        return None  # gone since it was found
    return art.st_size, art.st_mtime_ns


class Vaekker(FileSystemEventHandler):
    """Lets the watch sleep until the file system tells of something, or it is to stop."""

    def __init__(self) -> None:
        self.stop = False
        self._haendt = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog, on its thread."""
        if event.event_type not in MELDER_LAESNING:
            self._haendt.set()

    def afbryd(self, signal_: int, ramme: FrameType | None) -> None:
        """Called for Ctrl-C and its like: stop in good order, or at once when asked again."""
        if self.stop:
            raise KeyboardInterrupt
        self.stop = True  # and no more than that: the thread that is stopped may hold the event's lock

    def sov(self, mindst: float, hoejst: float) -> None:
        """Sleep at least so many seconds, and at most so many until something happens."""
        tidligst, senest = time.monotonic() + mindst, time.monotonic() + max(mindst, hoejst)
        while not self.stop and (nu := time.monotonic()) < senest:
            if nu < tidligst:
                time.sleep(min(tidligst - nu, KORT))
            elif self._haendt.wait(min(senest - nu, KORT)):
                break
        self._haendt.clear()


@dataclass
class Overvaagning:
    """A folder that is read into a store, and how. ``hver`` is the seconds between looks where nothing is told."""

    mappe: Path
    hver: float
    syn: Mappesyn
    laes_ind: Callable[[Iterable[Fundet], Fremdrift], object]
    """Reads files into the store; tells of each."""
    find: Callable[[], list[Fundet]]
    vaekker: Vaekker = field(default_factory=Vaekker)
    status: Counter[Status] = field(default_factory=Counter)
    _igen: set[Path] = field(default_factory=set)
    _klaget: str = ""

    def koer(self) -> None:
        """Look and read until told to stop. What cannot be done now is told once, and tried again."""
        while not self.vaekker.stop:
            fra = time.monotonic()
            klar = self.se_efter(fra)
            hvil = max(min(self.syn.ro, 1.0), HVIL * (time.monotonic() - fra))
            if klar and not self.laes(klar):
                hvil = max(hvil, PAUSE)
            self.vaekker.sov(hvil, min(self.hver, self.syn.naeste(time.monotonic())))

    def se_efter(self, nu: float) -> list[Fundet]:
        """The files that may be read now."""
        if not self.mappe.is_dir():
            self._klag(f"Mappen {self.mappe} er der ikke; venter på, at den kommer igen.")
            return []
        klar = self.syn.se(self.find(), nu)
        if not klar:
            self._klag("")
        return klar

    def laes(self, klar: list[Fundet]) -> bool:
        """Read files; False where that could not be done, so that they are to be given again."""
        givet: list[Fundet] = []

        def filer() -> Iterator[Fundet]:
            for fundet in klar:
                if self.vaekker.stop:
                    return
                if fundet.kode or fundet.sti.exists():
                    givet.append(fundet)
                    yield fundet

        try:
            self.laes_ind(filer(), self._fortael)
        except IBrug:
            self._klag(f"Et andet program skriver i lageret; {antal(len(klar), 'fil', 'filer')} venter.")
            return False
        except (click.ClickException, OSError) as fejl:
            self._klag(f"{stor(paa_dansk(fejl))} Prøver igen.")
            return False
        self._klag("")
        for fundet in givet:
            self.syn.er_laest(fundet.sti)
        for sti in self._igen:
            self.syn.igen(sti, time.monotonic() + self.hver)
        return True

    def _klag(self, besked: str) -> None:
        """Tell what is wrong, once."""
        if besked and besked != self._klaget:
            meld(f"{_klokken()} {besked}")
        self._klaget = besked

    def _fortael(self, sti: Path, status: Status, fejl: Fejl | None) -> None:
        """One line for a file; none where nothing came of it, or where it was told already."""
        self.status[status] += 1
        sagt = sti in self._igen
        self._igen.discard(sti)
        if fejl and fejl.kode == IGEN:
            self._igen.add(sti)
        if status is not Status.UAENDRET and not (sagt and sti in self._igen):
            grund = f": {stor(fejl.besked)} [{fejl.kode}]" if fejl else ""
            meld(f"{_klokken()} {status}: {_paa_en_linje(sti)}{grund}")


def _klokken() -> str:
    return f"{datetime.datetime.now():%d.%m.%Y %H.%M.%S}"


def _paa_en_linje(sti: Path) -> str:
    return "".join(x if x.isprintable() else "?" for x in ingest.tekst(sti))


@click.command()
@click.argument("mappe", metavar="FOLDER", type=click.Path(path_type=Path))
@DB
@click.option("--kommune", help="Kommunens navn eller kode; står over det, dokumenterne selv siger.")
@JOBS
@OCR
@UDEN_KOPI
@click.option(
    "--settle",
    "ro",
    metavar="SEKUNDER",
    type=click.FloatRange(0),
    default=5,
    show_default=True,
    help="Så længe skal en fil have ligget uændret, før den læses.",
)
@click.option(
    "--every",
    "hver",
    metavar="SEKUNDER",
    type=click.FloatRange(1),
    default=60,
    show_default=True,
    help="Se hele mappen efter så tit, også når filsystemet intet melder, som på netværksdrev.",
)
def watch(
    mappe: Path, db: Path, kommune: str | None, jobs: int, ocr: Ocr, no_keep: bool, ro: float, hver: float
) -> None:
    """Læs det ind, der kommer i en mappe, så længe kommandoen kører.

    Først læses det, der ligger i mappen, som med referat ingest; derefter hver fil, der kommer eller ændres, når den
    har ligget stille lidt. Én linje på stderr for hver. Stop med Ctrl-C: det, der læses, gøres færdigt, og næste gang
    fortsættes der. Anden indlæsning i samme lager kan køre imens; de to venter på hinanden.
    """
    if not mappe.is_dir():
        raise click.UsageError(f"{mappe} er ikke en mappe, der findes; se efter i stien.")
    kode = kommunekode(kommune) if kommune else None

    maade = ingest.Maade(db, kode, jobs, not no_keep, ocr)

    def laes_ind(filer: Iterable[Fundet], fremdrift: Fremdrift) -> object:
        return ingest.laes_ind(filer, maade, fremdrift)

    with contextlib.suppress(IBrug):
        laes_ind((), lambda *_: None)  # no store, no watch
    overvaagning = Overvaagning(mappe, hver, Mappesyn(ro), laes_ind, lambda: find_filer([mappe], db))
    for signal_ in filter(None, (getattr(signal, n, None) for n in SIGNALER)):
        signal.signal(signal_, overvaagning.vaekker.afbryd)
    with _lyt(mappe, overvaagning.vaekker):
        meld(f"{_klokken()} Ser efter nye filer i {mappe}; stop med Ctrl-C.")
        overvaagning.koer()
    i_alt = ", ".join(f"{s} {tal(n)}" for s in Status if (n := overvaagning.status[s]))
    meld(f"{_klokken()} Stoppet. I alt: {i_alt or 'ingen filer'}.")


@contextlib.contextmanager
def _lyt(mappe: Path, vaekker: Vaekker) -> Iterator[None]:
    """Have the file system tell of changes, where it can; else the folder is only looked at now and then."""
    lytter = Observer()
    try:
        lytter.schedule(vaekker, str(mappe), recursive=True)
        lytter.start()
    except OSError as fejl:
        meld(f"Filsystemet kan ikke melde om nye filer ({paa_dansk(fejl)}); mappen ses efter med mellemrum.")
        yield
        return
    try:
        yield
    finally:
        lytter.stop()
        lytter.join(5)
