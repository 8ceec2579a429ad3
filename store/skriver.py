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
from referat.store.afloesninger import afloes
from referat.store.forskelle import Punktforskel, find_forskelle, laesning
from referat.store.indeks import fjern_fra_indeks, indekser, venter
from referat.store.migreringer import ForkertLager, aabn_fil, skrivetransaktion
from referat.store.raekker import Raekke, Raekker
from referat.store.systemfejl import paa_dansk
from sqlite_utils import Database

FAELLES = {"udvalg", "journalnumre"}
"""Rows that several documents share: the first to come stands until linking weighs them all."""

KOMMUNE = ("kode", "navn", "region", "gyldig_til", "efterfoelger")
"""What the caller knows of a kommune."""

UKENDT = dict.fromkeys(KOMMUNE)

EJET = ("moeder", "sider", "dokument_journalnumre", "omtaler", "advarsler", "rettede")
"""What goes when a document is replaced; foreign keys take the rest with it."""


class Kommune(Protocol):
    """A kommune as the caller knows it."""

    @property
    def kode(self) -> str: ...

    @property
    def navn(self) -> str: ...

    @property
    def region(self) -> str | None: ...

    @property
    def gyldig_til(self) -> str | None: ...

    @property
    def efterfoelger(self) -> str | None: ...


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

    ``kommuner``, and the rules that were measured where ``regler`` are given, are put in when it is opened, and so are
    documents in the search index that a run was stopped before it had put there.

    ``bundt`` is how many documents are put in the search index at a time: one, or many where many come at once, which
    is several times as fast. Those that wait are in ``uindekserede``, and a search finds them all the same.

    Raises ``ForkertLager`` for a path that is no store or cannot be written.
    """

    def __init__(
        self,
        sti: Path | str,
        kommuner: Iterable[Kommune] = (),
        ur: Callable[[], str] | None = None,
        regler: Iterable[Maalt] | None = None,
        bundt: int = 1,
    ) -> None:
        self.sti = Path(sti)
        self._bundt, self._uindekserede = bundt, 0
        self.ur = ur or nu
        self._kommuner = {k.kode: {felt: getattr(k, felt) for felt in KOMMUNE} for k in kommuner}
        try:
            self.sti.parent.mkdir(parents=True, exist_ok=True)
            self.db = Database(self.sti)
            aabn_fil(self.db, str(sti))
            self._skriv_kommuner()
            if regler is not None:
                self._skriv_regler(regler)
            self.indekser()
        except (OSError, sqlite3.Error) as fejl:
            raise ForkertLager(
                f"{sti} kan ikke åbnes som lager ({paa_dansk(fejl)}); se efter, om der må skrives i mappen."
            ) from fejl

    def __enter__(self) -> Lager:
        return self

    def __exit__(self, t: type[BaseException] | None, v: BaseException | None, tb: TracebackType | None) -> None:
        self.db.close()

    @contextmanager
    def transaktion(self) -> Iterator[None]:
        """All or nothing; see ``skrivetransaktion``."""
        with skrivetransaktion(self.db):
            yield

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
        return self.skriv_raekker(raekker.dokumentraekker(ref), sti, filnavn, kommune_givet)

    def skriv_raekker(self, ny: Raekker, sti: str, filnavn: str, kommune_givet: str | None = None) -> Status:
        """``skriv`` of a document that was made into rows elsewhere (``raekker.dokumentraekker``)."""
        [dokument] = ny["dokumenter"]
        id_, ulaest = dokument["id"], any(a["kode"] == SIDE_UDEN_TEKST for a in ny.get("advarsler", ()))
        with self.transaktion():
            kendt = self.kendt(id_)
            givet = kendt.kommune_givet if kendt and kommune_givet is None else kommune_givet
            if kendt == Kendt(dokument["udtraekker"], givet, bool(dokument["ocr"]), ulaest):
                self._igen(id_, sti, filnavn)
                return Status.UAENDRET
            status = Status.OPDATERET if kendt else Status.LAGRET
            self._fjern(id_)
            self._indsaet(ny | {"dokumenter": [dokument | {"kommune_givet": givet}]}, filnavn)
            self._ledger(Moedt(sti, status, id_))
        self._indekser_bundt()
        return status

    def erstat(
        self, ny: Raekker, sti: str, filnavn: str, kommune_givet: str | None = None
    ) -> tuple[Status, list[Punktforskel]]:
        """Put a new reading of a document in place of the one that is there, in one transaction; what it changed.

        It is ``uændret`` where it changed no fact and the version is the same. Corrections are laid over both, so what
        they hide is no change.
        """
        [dokument] = ny["dokumenter"]
        id_ = dokument["id"]
        with self.transaktion():
            kendt, foer = self.kendt(id_), laesning(self.hent, id_)
            givet = kommune_givet or (kendt.kommune_givet if kendt else None)
            self._fjern(id_)
            self._indsaet(ny | {"dokumenter": [dokument | {"kommune_givet": givet}]}, filnavn)
            forskelle = find_forskelle(foer, laesning(self.hent, id_))
            samme = not forskelle and kendt is not None and kendt.udtraekker == dokument["udtraekker"]
            if samme:
                self._uaendret(id_, sti)
            else:
                self._ledger(Moedt(sti, Status.OPDATERET, id_))
        self._indekser_bundt()
        return Status.UAENDRET if samme else Status.OPDATERET, forskelle

    def hent(self, sql: str, *vaerdier: object) -> list[dict[str, Any]]:
        """The rows of a query as dicts."""
        return list(self.db.query(sql, list(vaerdier)))

    def moedt_igen(self, dokument_id: str, sti: str, filnavn: str) -> None:
        """Note a document that is as it was: its row in the ledger stays, a new path gets one (``uændret``)."""
        with self.transaktion():
            self._igen(dokument_id, sti, filnavn)

    def _igen(self, dokument_id: str, sti: str, filnavn: str) -> None:
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
        self._saet_ind("indlaesninger", [{**raekke, "tidspunkt": self.ur()}], erstat="id")
        if moedt.dokument_id:
            afloes(self.db, gammel["dokument_id"] if gammel else None, moedt.dokument_id, self._skal_forbindes)

    def _skriv_kommuner(self) -> None:
        """Those of today stand in every store; the others come with the first document of theirs."""
        gamle = {r["kode"]: r for r in self.db.query(f"SELECT {', '.join(KOMMUNE)} FROM kommuner")}
        ventede = (r for kode, r in sorted(self._kommuner.items()) if kode in gamle or not r["gyldig_til"])
        if aendret := [r for r in ventede if gamle.get(r["kode"]) != r]:
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
            fjern_fra_indeks(self.db, dokument_id)
            yield
            self._skal_indekseres(dokument_id)
            self._skal_forbindes(dokument_id)

    def foej_til(self, tabel: str, **felter: object) -> int:
        """Add a row to a table that nothing is ever overwritten in; its number. Within the caller's transaction."""
        nr = int(self.db.execute(f"SELECT coalesce(max(nr), 0) + 1 FROM {tabel}").fetchone()[0])
        self.db.table(tabel).insert({"nr": nr, "tidspunkt": self.ur(), **felter})
        return nr

    def _fjern(self, dokument_id: str) -> None:
        """Take away all that a document says; the places it was linked to are to be linked again."""
        self._skal_forbindes(dokument_id)
        fjern_fra_indeks(self.db, dokument_id)
        for tabel in EJET:
            self.db.execute(f"DELETE FROM {tabel} WHERE dokument_id = ?", [dokument_id])

    def _skal_forbindes(self, dokument_id: str) -> None:
        gammel = self.db.execute("SELECT coalesce(kommune_kode, id) FROM dokumenter WHERE id = ?", [dokument_id])
        self._uforbundet(*(r[0] for r in gammel.fetchall()))

    def _indsaet(self, ny: Raekker, filnavn: str) -> None:
        [dokument] = ny["dokumenter"]
        koder = {dokument["kommune_kode"], *(o["kommune_kode"] for o in ny.get("omtaler", ()))} - {None}
        self._saet_ind(
            "kommuner", [self._kommuner.get(k, UKENDT | {"kode": k, "navn": k}) for k in sorted(koder)], ignorer=True
        )
        self._saet_ind("dokumenter", [dokument], erstat="id")
        self._filnavn(dokument["id"], filnavn)
        for tabel in (t.navn for t in skema.TABELLER if t.navn != "dokumenter"):
            self._saet_ind(tabel, ny.get(tabel, []), ignorer=tabel in FAELLES)
        rettelser.laeg_over(self.db, dokument["id"])
        self._skal_indekseres(dokument["id"])
        self._uforbundet(raekker.omraade(dokument["kommune_kode"], dokument["id"]))

    def _skal_indekseres(self, dokument_id: str) -> None:
        """Have a document put in the search index: at once, or with those that come after it."""
        self._saet_ind("uindekserede", [{"dokument_id": dokument_id}], ignorer=True)
        if self._bundt == 1:
            indekser(self.db)
        else:
            self._uindekserede += 1

    def _saet_ind(self, tabel: str, nye: list[Raekke], ignorer: bool = False, erstat: str = "") -> None:
        """Insert rows that have the same columns; where ``erstat`` is a row's key, in place of those that are there."""
        if not nye:
            return
        kolonner = list(nye[0])
        pladser = ", ".join("?" * len(kolonner))
        sql = f"INSERT {'OR IGNORE ' * ignorer}INTO {tabel} ({', '.join(kolonner)}) VALUES ({pladser})"
        if erstat:
            sql += f" ON CONFLICT ({erstat}) DO UPDATE SET " + ", ".join(f"{k} = excluded.{k}" for k in kolonner)
        self.db.conn.executemany(sql, (tuple(r[k] for k in kolonner) for r in nye))

    def _indekser_bundt(self) -> None:
        """Empty the queue of the search index where it is long enough for that."""
        if self._uindekserede >= self._bundt:
            self.indekser()

    def indekser(self) -> None:
        """Put the documents that wait for it in the search index, in one transaction."""
        if venter(self.db):
            with self.transaktion():
                indekser(self.db)
        self._uindekserede = 0

    def _filnavn(self, dokument_id: str, filnavn: str) -> None:
        self.db.execute(
            "UPDATE dokumenter SET filnavn = ?1 WHERE id = ?2 AND (filnavn IS NULL OR filnavn > ?1)",
            [filnavn, dokument_id],
        )

    def _uforbundet(self, *omraader: str) -> None:
        self._saet_ind("uforbundne", [{"omraade": x} for x in omraader], ignorer=True)


def ledger_id(sti: str) -> str:
    """The id of a path's row in the ledger."""
    return ids.hash_id("sti", sti)


def nu() -> str:
    """The time in UTC to the second, ISO."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
