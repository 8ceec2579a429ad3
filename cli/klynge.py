"""Reads documents on the machines of a dask cluster: ``referat ingest --cluster tcp://…`` or ``local``.

A task is a bundle of documents. Its worker reads each in a process of its own, within the same limits as ``--jobs``,
and writes what came of them as a shard beside the store (``referat.store.skaar``); this process loads the shards. So
all machines must see the same folders by the same names, and have the same version of referat. A task that is lost
with its worker or with the scheduler is given again, and a shard that an interrupted run had finished is not read anew.
"""

from __future__ import annotations

import hashlib
import logging
import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from referat.cli.arbejdere import Laeser, Opgave, laes_alle
from referat.cli.graenser import MB, Fejl
from referat.cli.kildefiler import Borte, stykker
from referat.schemas.version import UDTRAEKKER

if TYPE_CHECKING:
    from distributed import Client, Future
    from referat.schemas.side import Ocr
    from referat.store.raekker import Raekker

DOKUMENTER, BYTES = 64, 32 * MB
"""A task has no more documents, and is full when it has so many bytes: what a lost worker costs."""
PR_ARBEJDER = 3
"""Tasks under way for each worker: one that it has, and some that wait for it."""
FORSOEG = 5
"""So often a task is given before the run gives up."""
VENT = 60.0
"""Seconds to wait for a cluster that does not answer."""
LOKAL = "local"


@dataclass(frozen=True, slots=True)
class Klynge:
    """Where documents are read. ``kilder`` and the shards lie beside ``lager``; ``behold`` leaves the shards."""

    adresse: str
    lager: Path
    jobs: int
    laes: Laeser
    ocr: Ocr = "auto"
    gem: bool = True
    behold: bool = False

    def laes_alle(self, opgaver: Iterable[Opgave]) -> Iterator[tuple[Opgave, Raekker | Fejl]]:
        """Each document once, in the order that the bundles are finished."""
        from referat.store.skaar import Skaar

        skaar = Skaar(self.lager)
        with forbundet(self.adresse, self.jobs) as klient:
            for bundt, navn in _Koersel(self, klient, skaar).koer(opgaver):
                laest = {x.dokument_id: x for x in skaar.laes(navn)}
                for opgave in bundt:
                    x = laest[opgave.noegle]
                    yield opgave, Fejl(x.kode, x.besked or "", x.side) if x.kode else x.raekker or {}
                if not self.behold:
                    skaar.slet(navn)
        skaar.ryd()


class _Koersel:
    """The bundles of a run: those under way, and how often each was given."""

    def __init__(self, klynge: Klynge, klient: Client, skaar: Any) -> None:
        self.klynge, self.klient, self.skaar = klynge, klient, skaar
        self.maade = f"{UDTRAEKKER} {klynge.ocr}"
        self.undervejs: dict[Future, tuple[list[Opgave], str, int]] = {}

    def koer(self, opgaver: Iterable[Opgave]) -> Iterator[tuple[list[Opgave], str]]:
        """Each bundle with the name of its shard; no more are under way than the workers can take."""
        gamle = self.skaar.register(self.maade)
        for bundt, navn in bundter(opgaver, gamle):
            if navn:
                yield bundt, navn
                continue
            while len(self.undervejs) >= PR_ARBEJDER * self._arbejdere():
                yield from self._faerdige()
            self._giv(bundt, self._navn(bundt), 1)
            yield from self._faerdige(vent=False)
        while self.undervejs:
            yield from self._faerdige()

    def _navn(self, bundt: list[Opgave]) -> str:
        from referat.store.skaar import navn

        return navn(f"{o.noegle} {o.kommune} {o.kendt} {self.maade}" for o in bundt)

    def _arbejdere(self) -> int:
        """How many documents the cluster can read at a time, as far as the client knows."""
        info = self.klient.scheduler_info(n_workers=-1)
        return max(1, sum(int(w["nthreads"]) for w in info["workers"].values()))

    def _giv(self, bundt: list[Opgave], navn: str, forsoeg: int) -> None:
        k = self.klynge
        poster = [(o.noegle, str(o.sti), o.kommune) for o in bundt]
        ny = self.klient.submit(
            laes_bundt, poster, navn, k.lager, k.laes, k.gem, self.maade, key=f"referat-{navn}-{forsoeg}", pure=False
        )
        self.undervejs[ny] = bundt, navn, forsoeg

    def _faerdige(self, vent: bool = True) -> Iterator[tuple[list[Opgave], str]]:
        """Those that are done; one that was lost is given again."""
        done = [f for f in self.undervejs if f.done()]
        if vent and not done:
            time.sleep(0.02)
        for f in done:
            bundt, navn, forsoeg = self.undervejs.pop(f)
            if f.status == "finished" and self.skaar.findes(navn):
                f.release()
                yield bundt, navn
            elif forsoeg == FORSOEG:
                grund = f.exception() if f.status == "error" else "forbindelsen til klyngen gik tabt"
                raise KlyngeFejl(f"En opgave gik tabt {FORSOEG} gange på klyngen ({grund}); kør kommandoen igen.")
            else:
                _efterse(f)
                f.release()
                self._vent_paa_klyngen()
                self._giv(bundt, navn, forsoeg + 1)

    def _vent_paa_klyngen(self) -> None:
        """A client finds its scheduler again by itself, where that is started again in time."""
        frist = time.monotonic() + VENT
        while self.klient.status != "running":
            if self.klient.status == "closed" or time.monotonic() > frist:
                raise KlyngeFejl("Forbindelsen til klyngen gik tabt; det, der er læst, er gemt. Kør kommandoen igen.")
            time.sleep(0.1)


class KlyngeFejl(click.ClickException):
    """A cluster that cannot be used; the message is a Danish sentence."""


def _efterse(f: Future) -> None:
    """What another attempt cannot mend is told at once."""
    if f.status == "error" and isinstance(fejl := f.exception(), KlyngeFejl):
        raise fejl


@contextmanager
def forbundet(adresse: str, jobs: int) -> Iterator[Client]:
    """A client of the cluster; ``local`` is made of ``jobs`` workers on this machine and is gone afterwards."""
    try:
        import dask
        import pyarrow  # noqa: F401 - told now rather than when the first shard is loaded
        from distributed import Client, LocalCluster
        from distributed.comm import CommClosedError
    except ImportError as fejl:
        raise KlyngeFejl(
            "--cluster kræver mere, end der er installeret; skriv: pip install 'referat[cluster]'."
        ) from fejl
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    dask.config.set({"distributed.scheduler.allowed-failures": FORSOEG, "distributed.comm.timeouts.connect": VENT})
    try:
        if adresse == LOKAL:
            with (
                LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=50) as klynge,
                Client(klynge) as klient,
            ):
                yield klient
        else:
            with _klient(adresse) as klient:
                yield klient
    except CommClosedError as fejl:
        raise KlyngeFejl("Forbindelsen til klyngen gik tabt; det, der er læst, er gemt. Kør kommandoen igen.") from fejl


def _klient(adresse: str) -> Client:
    """A client of a cluster that has at least one worker."""
    from distributed import Client

    try:
        klient = Client(adresse, timeout=VENT)
        klient.wait_for_workers(1, timeout=VENT)
    except (OSError, TimeoutError, ValueError) as fejl:
        grund = f"Klyngen {adresse} svarer ikke, eller den har ingen arbejdere ({fejl})"
        raise KlyngeFejl(f"{grund}; se efter, om dask scheduler og dask worker kører.") from fejl
    return klient


def bundter(
    opgaver: Iterable[Opgave], gamle: dict[tuple[str, str | None], str]
) -> Iterator[tuple[list[Opgave], str | None]]:
    """Documents in bundles without their bytes; new ones that an older shard has come with its name."""
    nye: list[Opgave] = []
    stoerrelse = 0
    kendte: dict[str, list[Opgave]] = {}
    for opgave in opgaver:
        uden = replace(opgave, data=b"")
        skaar = None if opgave.kendt else gamle.get((opgave.noegle, opgave.kommune))
        if skaar:
            kendte.setdefault(skaar, []).append(uden)
            continue
        nye.append(uden)
        stoerrelse += len(opgave.data)
        if len(nye) == DOKUMENTER or stoerrelse >= BYTES:
            yield nye, None
            nye, stoerrelse = [], 0
    if nye:
        yield nye, None
    yield from ((flere, navn) for navn, flere in kendte.items())


def laes_bundt(
    poster: list[tuple[str, str, str | None]],
    navn: str,
    lager: Path,
    laes: Laeser,
    gem: bool,
    maade: str,
) -> None:
    """What a worker of the cluster does: read documents (sha256, path, given kommune) into a shard.

    ``maade`` is the version of the reading and how pages are read as pictures.
    """
    from referat.store.kilder import Kilder
    from referat.store.skaar import Skaar

    if (udtraekker := maade.split()[0]) != UDTRAEKKER:
        raise KlyngeFejl(f"En arbejder har en anden udgave af referat ({UDTRAEKKER}); den skal have {udtraekker}.")
    skaar, stier = Skaar(lager), {sha: Path(sti) for sha, sti, _ in poster}
    if skaar.findes(navn):
        return
    multiprocessing.current_process().daemon = False  # dask's workers may have no children otherwise
    hent = partial(_opgaver, poster)
    fejl: list[Any] = []
    laest = []
    for opgave, svar in laes_alle(hent(fejl.append), 1, laes):
        if gem and isinstance(svar, str):
            Kilder(lager).gem(opgave.noegle, stier[opgave.noegle].name, opgave.data)
        laest.append(_laesning(opgave, svar))
    skaar.gem(navn, [*laest, *fejl], maade)


def _opgaver(poster: list[tuple[str, str, str | None]], afvis: Callable[[Any], None]) -> Iterator[Opgave]:
    """The documents with their bytes as this machine sees them; one that it does not see as it was is refused."""
    for sha, sti, kommune in poster:
        data = hent(Path(sti))
        if isinstance(data, bytes) and hashlib.sha256(data).hexdigest() == sha:
            yield Opgave(sha, data, kommune)
        else:
            grund = "arbejderen i klyngen ser ikke filen, som den var; se efter, om alle maskiner har samme mapper"
            afvis(_laesning(Opgave(sha, b"", kommune), Fejl("kan-ikke-aabnes", grund)))


def hent(sti: Path) -> bytes | None:
    """The bytes of a file on the disk or in an archive; None where it cannot be had."""
    try:
        return b"".join(stykker(sti))
    except Borte:
        return None


def _laesning(opgave: Opgave, svar: str | Fejl) -> Any:
    """An answer as a shard keeps it; what cannot be taken apart is refused as it is with ``--jobs``."""
    from referat.cli.ingest import DOKUMENTFEJL, lagringsfejl
    from referat.schemas.referat import Referat
    from referat.store.raekker import dokumentraekker
    from referat.store.skaar import Laesning

    if isinstance(svar, str):
        try:
            return Laesning(opgave.noegle, opgave.kommune, dokumentraekker(Referat.model_validate_json(svar)))
        except DOKUMENTFEJL as fejl:
            svar = lagringsfejl(fejl)
    return Laesning(opgave.noegle, opgave.kommune, None, svar.kode, svar.besked, svar.side)
