"""The one writer of a store: a document's rows in one transaction, and the ledger of files met."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from referat.schemas.referat import Referat
from referat.schemas.side import SIDE_UDEN_TEKST
from referat.schemas.vokabular import Indlaesningsstatus as Status
from referat.store import ids, raekker, rettelser, skema
from referat.store.forskelle import Punktforskel, find_forskelle, laesning
from referat.store.migreringer import ForkertLager, aabn_fil
from sqlite_utils import Database

FAELLES = {"udvalg", "journalnumre"}
"""Rows that several documents share: the first to come stands until linking weighs them all."""

EJET = ("moeder", "sider", "dokument_journalnumre", "omtaler", "advarsler", "rettede")
"""What goes when a document is replaced; foreign keys take the rest with it."""

SOEGT = "titel, beslutning, tekst, numre"
"""The columns of the search index."""


class Kommune(Protocol):
    """A kommune as the caller knows it."""

    @property
    def kode(self) -> str: ...

    @property
    def navn(self) -> str: ...

    @property
    def region(self) -> str | None: ...


class Maalt(Protocol):
    """A rule that was held against the truth: how many facts it read, how many were right, how sure that makes it."""

    @property
    def regel(self) -> str: ...

    @property
    def felt(self) -> str: ...

    @property
    def n(self) -> int: ...

    @property
    def rigtige(self) -> int: ...

    @property
    def sikkerhed(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Kendt:
    """A document that the store has: the version that read it, the kommune that was given for it, whether pages were
    read as pictures, and whether some still are not."""

    udtraekker: str
    kommune_givet: str | None
    ocr: bool = False
    ulaest: bool = False


@dataclass(frozen=True, slots=True)
class Moedt:
    """A file that a run met and what came of it: a row of the ledger."""

    sti: str
    status: Status
    dokument_id: str | None = None
    kode: str | None = None
    besked: str | None = None
    side: int | None = None


class Lager:
    """A store open for writing, made with its folder where there is none.

    ``kommuner``, and the rules that were measured where ``regler`` are given, are put in when it is opened.

    Raises ``ForkertLager`` for a path that is no store or cannot be written.
    """

    def __init__(
        self,
        sti: Path | str,
        kommuner: Iterable[Kommune] = (),
        ur: Callable[[], str] | None = None,
        regler: Iterable[Maalt] | None = None,
    ) -> None:
        self.sti = Path(sti)
        self.ur = ur or nu
        try:
            self.sti.parent.mkdir(parents=True, exist_ok=True)
            self.db = Database(self.sti)
            aabn_fil(self.db, str(sti))
            self._skriv_kommuner(kommuner)
            if regler is not None:
                self._skriv_regler(regler)
        except (OSError, sqlite3.Error) as fejl:
            raise ForkertLager(
                f"{sti} kan ikke åbnes som lager ({fejl}); se efter, om der må skrives i mappen."
            ) from fejl

    def __enter__(self) -> Lager:
        return self

    def __exit__(self, t: type[BaseException] | None, v: BaseException | None, tb: TracebackType | None) -> None:
        self.db.close()

    @contextmanager
    def transaktion(self) -> Iterator[None]:
        """All or nothing; the write lock is taken at once, so that no reader-turned-writer has to give up."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.rollback()
            raise
        self.db.commit()

    def kendt(self, dokument_id: str) -> Kendt | None:
        """What the store knows of a document, None where it has none of the id."""
        raekke = self.db.execute(
            "SELECT udtraekker, kommune_givet, ocr, EXISTS (SELECT 1 FROM advarsler a WHERE a.dokument_id = d.id "
            "AND a.kode = ?) FROM dokumenter d WHERE id = ?",
            [SIDE_UDEN_TEKST, dokument_id],
        ).fetchone()
        return Kendt(*raekke) if raekke else None

    def skriv(self, ref: Referat, sti: str, filnavn: str, kommune_givet: str | None = None) -> Status:
        """Store a document and its ledger row in one transaction.

        ``lagret`` for a new one; ``opdateret`` where another version or another given kommune had read it; else
        ``uændret``, and then nothing is written but a new path. A kommune that was given stands until another is.
        """
        kendt = self.kendt(ref.id)
        if kendt and kommune_givet is None:
            kommune_givet = kendt.kommune_givet
        ulaest = any(a.kode == SIDE_UDEN_TEKST for a in ref.advarsler)
        if kendt == Kendt(ref.udtraekker, kommune_givet, ref.ocr, ulaest):
            self.moedt_igen(ref.id, sti, filnavn)
            return Status.UAENDRET
        status = Status.OPDATERET if kendt else Status.LAGRET
        with self.transaktion():
            self._fjern(ref.id)
            self._indsaet(ref, filnavn, kommune_givet)
            self._ledger(Moedt(sti, status, ref.id))
        return status

    def erstat(
        self, ref: Referat, sti: str, filnavn: str, kommune_givet: str | None = None
    ) -> tuple[Status, list[Punktforskel]]:
        """Put a new reading of a document in place of the one that is there, in one transaction; what it changed.

        It is ``uændret`` where it changed no fact and the version is the same. Corrections are laid over both, so what
        they hide is no change.
        """
        kendt = self.kendt(ref.id)
        with self.transaktion():
            foer = laesning(self.hent, ref.id)
            self._fjern(ref.id)
            self._indsaet(ref, filnavn, kommune_givet or (kendt.kommune_givet if kendt else None))
            forskelle = find_forskelle(foer, laesning(self.hent, ref.id))
            if not forskelle and kendt and kendt.udtraekker == ref.udtraekker:
                self._uaendret(ref.id, sti)
                return Status.UAENDRET, []
            self._ledger(Moedt(sti, Status.OPDATERET, ref.id))
        return Status.OPDATERET, forskelle

    def hent(self, sql: str, *vaerdier: object) -> list[dict[str, Any]]:
        """The rows of a query as dicts."""
        return list(self.db.query(sql, list(vaerdier)))

    def moedt_igen(self, dokument_id: str, sti: str, filnavn: str) -> None:
        """Note a document that is as it was: its row in the ledger stays, a new path gets one (``uændret``)."""
        with self.transaktion():
            self._filnavn(dokument_id, filnavn)
            self._uaendret(dokument_id, sti)

    def noter(self, moedt: Moedt) -> None:
        """Write a file that gave no document in the ledger."""
        with self.transaktion():
            self._ledger(moedt)

    def _uaendret(self, dokument_id: str, sti: str) -> None:
        fundet = self.db.execute(
            "SELECT 1 FROM indlaesninger WHERE id = ? AND dokument_id = ?", [ledger_id(sti), dokument_id]
        ).fetchone()
        if not fundet:
            self._ledger(Moedt(sti, Status.UAENDRET, dokument_id))

    def _ledger(self, moedt: Moedt) -> None:
        """One row a path, its newest result; where that is what the row says already, the row keeps its time."""
        raekke = {
            "id": ledger_id(moedt.sti),
            "sti": moedt.sti,
            "dokument_id": moedt.dokument_id,
            "status": str(moedt.status),
            "kode": moedt.kode,
            "besked": moedt.besked,
            "side": moedt.side,
        }
        gammel = next(self.db.query("SELECT * FROM indlaesninger WHERE id = ?", [raekke["id"]]), None)
        if gammel and moedt.dokument_id is None and raekke.items() <= gammel.items():
            return
        self.db.table("indlaesninger").upsert({**raekke, "tidspunkt": self.ur()}, pk="id")

    def _skriv_kommuner(self, kommuner: Iterable[Kommune]) -> None:
        nye = {k.kode: (k.navn, k.region) for k in kommuner}
        gamle = {k: (n, r) for k, n, r in self.db.execute("SELECT kode, navn, region FROM kommuner")}
        aendret = [{"kode": k, "navn": n, "region": r} for k, (n, r) in sorted(nye.items()) if gamle.get(k) != (n, r)]
        if aendret:
            with self.transaktion():
                self.db.table("kommuner").upsert_all(aendret, pk="kode")

    def _skriv_regler(self, regler: Iterable[Maalt]) -> None:
        """What was measured stands for all documents, those read before too; only differences are written."""
        nye = sorted((r.regel, r.felt, r.n, r.rigtige, r.sikkerhed) for r in regler)
        kolonner = "regel, felt, n, rigtige, sikkerhed"
        if nye != self.db.execute(f"SELECT {kolonner} FROM regler ORDER BY regel, felt").fetchall():
            with self.transaktion():
                self.db.execute("DELETE FROM regler")
                for raekke in nye:
                    self.db.execute(f"INSERT INTO regler ({kolonner}) VALUES (?, ?, ?, ?, ?)", list(raekke))

    @contextmanager
    def aendring(self, dokument_id: str) -> Iterator[None]:
        """Change a document's rows in one transaction: search follows, and what they are linked to is linked anew."""
        with self.transaktion():
            self._ud_af_soegning(dokument_id)
            yield
            self._ind_i_soegning(dokument_id)
            self._skal_forbindes(dokument_id)

    def foej_til(self, tabel: str, **felter: object) -> int:
        """Add a row to a table that nothing is ever overwritten in; its number. Within the caller's transaction."""
        nr = int(self.db.execute(f"SELECT coalesce(max(nr), 0) + 1 FROM {tabel}").fetchone()[0])
        self.db.table(tabel).insert({"nr": nr, "tidspunkt": self.ur(), **felter})
        return nr

    def _fjern(self, dokument_id: str) -> None:
        """Take away all that a document says; the places it was linked to are to be linked again."""
        self._skal_forbindes(dokument_id)
        self._ud_af_soegning(dokument_id)
        for tabel in EJET:
            self.db.execute(f"DELETE FROM {tabel} WHERE dokument_id = ?", [dokument_id])

    def _ud_af_soegning(self, dokument_id: str) -> None:
        self.db.execute(
            f"INSERT INTO soegning(soegning, rowid, {SOEGT}) "
            f"SELECT 'delete', rowid, {SOEGT} FROM soegetekst WHERE dokument_id = ?",
            [dokument_id],
        )

    def _ind_i_soegning(self, dokument_id: str) -> None:
        self.db.execute(
            f"INSERT INTO soegning(rowid, {SOEGT}) "
            f"SELECT rowid, {SOEGT} FROM soegetekst WHERE dokument_id = ? ORDER BY rowid",
            [dokument_id],
        )

    def _skal_forbindes(self, dokument_id: str) -> None:
        gammel = self.db.execute("SELECT coalesce(kommune_kode, id) FROM dokumenter WHERE id = ?", [dokument_id])
        self._uforbundet(*(r[0] for r in gammel.fetchall()))

    def _indsaet(self, ref: Referat, filnavn: str, kommune_givet: str | None) -> None:
        nye = raekker.raekker(ref)
        self._manglende_kommuner(ref)
        self.db.table("dokumenter").upsert(raekker.dokument(ref, kommune_givet), pk="id")
        self._filnavn(ref.id, filnavn)
        for tabel in (t.navn for t in skema.TABELLER):
            if nye.get(tabel):
                self.db.table(tabel).insert_all(nye[tabel], ignore=tabel in FAELLES)
        rettelser.laeg_over(self.db, ref.id)
        self._ind_i_soegning(ref.id)
        self._uforbundet(raekker.omraade(ref))

    def _manglende_kommuner(self, ref: Referat) -> None:
        koder = {ref.kommune_kode, *(o.kommune_kode for o in ref.omtaler)} - {None}
        self.db.table("kommuner").insert_all([{"kode": k, "navn": k} for k in sorted(map(str, koder))], ignore=True)

    def _filnavn(self, dokument_id: str, filnavn: str) -> None:
        self.db.execute(
            "UPDATE dokumenter SET filnavn = ?1 WHERE id = ?2 AND (filnavn IS NULL OR filnavn > ?1)",
            [filnavn, dokument_id],
        )

    def _uforbundet(self, *omraader: str) -> None:
        self.db.table("uforbundne").insert_all([{"omraade": x} for x in omraader], ignore=True)


def ledger_id(sti: str) -> str:
    """The id of a path's row in the ledger."""
    return ids.hash_id("sti", sti)


def nu() -> str:
    """The time in UTC to the second, ISO."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
