"""``referat ingest``: from a folder of referater to a linked store."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from referat.cli.arbejdere import Laeser, Opgave, laes_alle, laes_json
from referat.cli.arkiv import STOERST, UDPAKNING, Post, er_arkiv, poster
from referat.cli.faelles import (
    DB,
    JOBS,
    JSON,
    OCR,
    UDEN_KOPI,
    antal,
    kommunekode,
    kommuner,
    meld,
    skriv_json,
    stor,
    tal,
    venter_paa,
)
from referat.cli.find import Fundet, find_filer
from referat.cli.graenser import MB, Fejl
from referat.schemas.koder import SPRUNGET_OVER
from referat.schemas.side import Ocr
from referat.schemas.version import UDTRAEKKER
from referat.schemas.vokabular import Indlaesningsstatus as Status
from referat.store.systemfejl import paa_dansk

if TYPE_CHECKING:
    from referat.cli.genlaes import Genlaesning
    from referat.store.raekker import Raekker
    from referat.store.skriver import Kendt, Lager

DOKUMENTFEJL = (ValueError, OverflowError, sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError)
"""What one document can do wrong on its way in; anything else (a full disk, a locked file) ends the run."""

Fremdrift = Callable[[Path, Status, "Fejl | None"], None]
"""Told of a file that is done with, what became of it, and why if it gave no document."""
BUNDT = 500
"""So many documents are put in the search index at a time."""

MODSAGT = "kommune-modsagt"
"""The warning that a user who gave the kommune is told at once: the file may be in a wrong folder."""
VIST = 10
"""How many files are named under a code."""


@dataclass
class Koersel:
    """One run: the files it met and what became of each."""

    status: Counter[Status] = field(default_factory=Counter)
    koder: Counter[str] = field(default_factory=Counter)
    links: dict[str, int] = field(default_factory=dict)
    beskeder: list[tuple[str, str]] = field(default_factory=list)
    """Code, and as a sentence for the user why a file is in quarantine, or that it is of another kommune."""
    rettelser: int = 0
    """How many corrections someone should look at."""

    @property
    def fundet(self) -> int:
        return self.status.total()

    def resume(self) -> dict[str, Any]:
        """The run as plain data, for --json."""
        antal = {str(s): self.status[s] for s in Status}
        return {"fundet": self.fundet, **antal, "koder": dict(sorted(self.koder.items())), "links": self.links}

    def klager(self, db: Path) -> Iterator[str]:
        """The first files of each code with what is wrong, and how many more there are."""
        for kode in sorted({k for k, _ in self.beskeder}):
            alle = sorted(b for k, b in self.beskeder if k == kode)
            yield from alle[:VIST]
            if len(alle) > VIST:
                rest = f"… og {tal(len(alle) - VIST)} filer til af samme grund [{kode}]"
                yield f"{rest}; se dem med referat status --alle --db {db}"

    def linje(self) -> str:
        tom = "" if self.fundet else "; mappen er tom: se efter, om det er den rigtige"
        return f"fundet {tal(self.fundet)} = " + " + ".join(f"{s} {tal(self.status[s])}" for s in Status) + tom


@dataclass(frozen=True)
class Maade:
    """How files are read into a store: by how many workers, and ``ocr`` for the pages that are pictures.

    ``kommune`` is the kode that was given for all of them; ``gem`` keeps the documents' bytes beside the store. With
    ``genlaes`` what the store has is read again, whatever version read it. ``klynge`` is the address of a cluster that
    reads instead, and ``behold`` keeps its shards. ``laes`` reads a document in a worker process.
    """

    db: Path
    kommune: str | None = None
    jobs: int = 1
    gem: bool = True
    ocr: Ocr = "auto"
    genlaes: Genlaesning | None = None
    klynge: str | None = None
    behold: bool = False
    laes: Laeser | None = None

    @property
    def laeser(self) -> Laeser:
        """What reads a document: the given one, else our own."""
        return self.laes or partial(laes_json, ocr=self.ocr)


class Indlaesning:
    """A run over found files into a store; ``fremdrift`` is told of each."""

    def __init__(self, lager: Lager, maade: Maade, fremdrift: Fremdrift) -> None:
        from referat.store.kilder import Kilder

        self.lager, self.maade, self.fremdrift = lager, maade, fremdrift
        self.kilder = Kilder(lager.sti) if maade.gem else None
        self.koersel = Koersel()
        self._undervejs: dict[str, list[Path]] = {}

    def koer(self, filer: Iterable[Fundet]) -> Koersel:
        """Read what is new or to be read again, write it, then link what the store holds."""
        from referat.models.kle import hovedgrupper
        from referat.models.organer import samme_organ
        from referat.models.titler import fast_punkt, rettet_udgave
        from referat.store.kle import gem_kle
        from referat.store.link import forbind
        from referat.store.rettelser import staar

        for opgave, svar in self._laes_alle(self._opgaver(filer)):
            for sti in self._undervejs.pop(opgave.noegle):
                self._modtag(sti, opgave, svar)
        self.lager.indekser()
        gem_kle(self.lager, hovedgrupper(), ret=False)
        self.koersel.links = forbind(self.lager, samme_organ, fast_punkt, rettet_udgave)
        self.koersel.rettelser = staar(self.lager.db)
        return self.koersel

    def _laes_alle(self, opgaver: Iterator[Opgave]) -> Iterator[tuple[Opgave, str | Raekker | Fejl]]:
        from referat.cli.klynge import Klynge

        m = self.maade
        if m.klynge is None:
            return laes_alle(opgaver, m.jobs, m.laeser)
        return Klynge(m.klynge, m.db.absolute(), m.jobs, m.laeser, m.ocr, m.gem, m.behold).laes_alle(opgaver)

    def _opgaver(self, filer: Iterable[Fundet]) -> Iterator[Opgave]:
        """The documents to read; files that need no reading are settled on the way."""
        for fundet in filer:
            if fundet.kode:
                self._afvis(fundet.sti, Fejl(fundet.kode, fundet.besked or ""), Status.SPRUNGET_OVER)
                continue
            for sti, data in indhold(fundet):
                if isinstance(data, Fejl):
                    self._afvis(sti, data, Status.SPRUNGET_OVER if data.kode in SPRUNGET_OVER else Status.KARANTAENE)
                elif opgave := self._opgave(sti, data):
                    yield opgave

    def _opgave(self, sti: Path, data: bytes) -> Opgave | None:
        """A document to read, None where the store has it as it is or it is being read from another path."""
        sha = hashlib.sha256(data).hexdigest()
        if sha in self._undervejs:
            self._undervejs[sha].append(sti)
            return None
        kendt = self.lager.kendt(sha)
        kommune = self.maade.kommune or (kendt.kommune_givet if kendt else None)
        uaendret = kendt and (kendt.udtraekker, kendt.kommune_givet) == (UDTRAEKKER, kommune)
        if kendt and uaendret and not self.maade.genlaes and not self._skal_ses(kendt):
            self._gem(sha, sti, data)
            self.lager.moedt_igen(sha, tekst(sti), tekst(sti.name))
            self._taal(sti, Status.UAENDRET)
            return None
        self._undervejs[sha] = [sti]
        return Opgave(sha, data, kommune, sti, kendt is not None)

    def _skal_ses(self, kendt: Kendt) -> bool:
        """Whether pages of a document that were not read as pictures can be so now, or are to be."""
        if self.maade.ocr == "always":
            return not kendt.ocr
        if self.maade.ocr == "never" or not kendt.ulaest:
            return False
        from referat.extract.reading.ocr import findes

        return findes()

    def _modtag(self, sti: Path, opgave: Opgave, svar: str | Raekker | Fejl) -> None:
        """Write what a worker gave for a file (a cluster's as rows, the bytes kept already), or why it gave nothing."""
        from referat.schemas.referat import Referat
        from referat.store.raekker import dokumentraekker

        if isinstance(svar, Fejl):
            return self._afvis(sti, svar)
        try:
            nye = dokumentraekker(Referat.model_validate_json(svar)) if isinstance(svar, str) else svar
            if opgave.data:
                self._gem(opgave.noegle, sti, opgave.data)
            skriv = self.maade.genlaes.skriv if self.maade.genlaes else type(self.lager).skriv_raekker
            self._taal(sti, skriv(self.lager, nye, tekst(sti), tekst(sti.name), self.maade.kommune))
            modsagt = (a["besked"] for a in nye.get("advarsler", ()) if a["kode"] == MODSAGT)
            self.koersel.beskeder += ((MODSAGT, f"{tekst(sti)}: {besked} [{MODSAGT}]") for besked in modsagt)
        except DOKUMENTFEJL as fejl:
            self._afvis(sti, lagringsfejl(fejl))
        return None

    def _gem(self, sha: str, sti: Path, data: bytes) -> None:
        if self.kilder:
            self.kilder.gem(sha, sti.name, data)

    def _afvis(self, sti: Path, fejl: Fejl, status: Status = Status.KARANTAENE) -> None:
        """Write in the ledger, and tell the user, why a file gave no document."""
        from referat.store.skriver import Moedt

        self.lager.noter(Moedt(tekst(sti), status, kode=fejl.kode, besked=tekst(stor(fejl.besked)), side=fejl.side))
        if status is Status.KARANTAENE:
            sted = f", side {fejl.side}" if fejl.side else ""
            besked = f"{tekst(sti)}{sted}: {tekst(stor(fejl.besked))} [{fejl.kode}]"
            self.koersel.beskeder.append((fejl.kode, besked))
        self.koersel.koder[fejl.kode] += 1
        self._taal(sti, status, fejl)

    def _taal(self, sti: Path, status: Status, fejl: Fejl | None = None) -> None:
        self.koersel.status[status] += 1
        self.fremdrift(sti, status, fejl)


def lagringsfejl(fejl: Exception) -> Fejl:
    """Why what was read of a document could not be written."""
    grund = f"det læste kan ikke lagres ({type(fejl).__name__}: {fejl}); meld det som en fejl i referat"
    return Fejl("lagringsfejl", grund.replace("\n", " "))


def indhold(fundet: Fundet) -> Iterator[tuple[Path, bytes | Fejl]]:
    """The files in a found one with their bytes, or why there are none: itself, or those of an archive."""
    sti = fundet.sti
    try:
        if fundet.gemt:
            yield sti, fundet.gemt.read_bytes()
        elif er_arkiv(sti):
            for post in poster(sti, fundet.poster):
                yield (Path(f"{sti}/{post.navn}"), post.indhold) if isinstance(post, Post) else (sti, post)
        elif sti.stat().st_size > STOERST:
            yield sti, Fejl("for-stor", f"filen fylder over {STOERST // MB} MB; del den op, og prøv igen")
        else:
            yield sti, sti.read_bytes()
    except UDPAKNING as fejl:
        raad = "læg den tilbage" if isinstance(fejl, FileNotFoundError) else "giv læseadgang"
        yield sti, Fejl("kan-ikke-aabnes", f"filen kan ikke læses ({paa_dansk(fejl)}); {raad}, og prøv igen")


def tekst(sti: Path | str) -> str:
    """A path or message that any text column can hold, whatever bytes are in it."""
    return str(sti).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


@click.command()
@click.argument("stier", nargs=-1, metavar="STI…", type=click.Path(path_type=Path))
@DB
@click.option("--kommune", help="Kommunens navn eller kode; står over det, dokumenterne selv siger.")
@JOBS
@OCR
@UDEN_KOPI
@click.option("--reread", "genlaes", is_flag=True, help="Læs også det igen, lageret har, og vis, hvad det ændrer.")
@click.option(
    "--cluster",
    metavar="ADRESSE",
    help="Læs på en dask-klynge: tcp://maskine:8786, eller local for en på denne maskine med --jobs arbejdere.",
)
@click.option("--keep-shards", is_flag=True, help="Lad klyngens Parquet-filer ligge i mappen LAGER.skaar.")
@JSON
def ingest(
    stier: tuple[Path, ...],
    db: Path,
    kommune: str | None,
    jobs: int,
    ocr: Ocr,
    no_keep: bool,
    genlaes: bool,
    cluster: str | None,
    keep_shards: bool,
    som_json: bool,
) -> None:
    """Læs mapper og filer ind i et lager.

    Et ZIP-arkiv læses fil for fil. Skjulte filer, genveje ud af mappen, det, der ikke er almindelige filer, og en gemt
    websides stil, scripts og billeder springes over og står i lagerets liste (indlaesninger). Slutter med 3, hvis noget
    er i karantæne; se det med referat status.

    Med --reread skiftes hvert dokument ud på sin plads, og hver ændring vises; rettelser bliver stående. Uden STI
    læses hele lageret igen.
    """
    if not stier and not genlaes:
        raise click.UsageError("STI… mangler; se hvordan med --help.")
    if mangler := [str(s) for s in stier if not os.path.lexists(s)]:
        raise click.UsageError(f"{', '.join(mangler)} findes ikke; se efter i stien.")
    kode = kommunekode(kommune) if kommune else None
    if keep_shards and not cluster:
        raise click.UsageError("--keep-shards hører til --cluster; uden en klynge er der ingen Parquet-filer.")
    if genlaes and cluster:
        raise click.UsageError("--reread læser på denne maskine; brug det uden --cluster.")
    maade = Maade(db, kode, jobs, not no_keep, ocr, klynge=cluster, behold=keep_shards)
    if genlaes:
        laes_igen(stier, maade, som_json)
    slut(koer_filer(find_filer(stier, db), maade), db, som_json)


def laes_igen(stier: Iterable[Path], maade: Maade, som_json: bool) -> NoReturn:
    """Read again what lies under the paths, or all that the store has; every change is on stdout."""
    from referat.cli.genlaes import Genlaesning, alle_kilder

    genlaesning = Genlaesning((lambda _: None) if som_json else click.echo)
    filer = find_filer(stier, maade.db) if stier else list(alle_kilder(maade.db))
    koersel = koer_filer(filer, replace(maade, genlaes=genlaesning))
    slut(koersel, maade.db, som_json, aendringer=genlaesning.aendringer)


def slut(koersel: Koersel, db: Path, som_json: bool, **andet: object) -> NoReturn:
    """Say what became of a run, and end with 3 where a file is in quarantine; ``andet`` goes with --json."""
    for linje in [*koersel.klager(db), koersel.linje()]:
        meld(linje)
    if koersel.rettelser:
        bor = antal(koersel.rettelser, "rettelse", "rettelser")
        meld(f"{bor} bør ses efter; se dem med referat corrections --check --db {db}.")
    if som_json:
        skriv_json(koersel.resume() | andet)
    sys.exit(3 if koersel.status[Status.KARANTAENE] else 0)


def koer_filer(filer: list[Fundet], maade: Maade) -> Koersel:
    """Read, write and link files that were found, once no other program writes in the store."""
    skjult = not sys.stderr.isatty()
    with click.progressbar(length=len(filer), label="Læser", file=sys.stderr, hidden=skjult) as bjaelke:
        return laes_ind(filer, maade, lambda *_: bjaelke.update(1), venter_paa(maade.db))


def laes_ind(
    filer: Iterable[Fundet], maade: Maade, fremdrift: Fremdrift, venter: Callable[[], None] | None = None
) -> Koersel:
    """The same without a word to the user; raises ``IBrug`` where another writes and there is no ``venter``.

    ``fremdrift`` is called once for each file as it is done with, with what became of it.
    """
    from referat.cli.laas import skrivelaas
    from referat.models.sikkerhed import maalte_regler
    from referat.store.migreringer import ForkertLager
    from referat.store.skriver import Lager

    db = maade.db
    try:
        with skrivelaas(db, venter), Lager(db, kommuner(), regler=maalte_regler(), bundt=BUNDT) as lager:
            return Indlaesning(lager, maade, fremdrift).koer(filer)
    except ForkertLager as fejl:
        raise click.ClickException(str(fejl)) from fejl
    except (sqlite3.Error, OSError) as fejl:
        raise click.ClickException(
            f"Lageret {db} kunne ikke skrives ({paa_dansk(fejl)}); det, der er lagret, står fast. Se efter plads og "
            "skriveadgang, og om et andet program har filen."
        ) from fejl
