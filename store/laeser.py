"""A store open for reading: what it holds, one punkt with its records, and search."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Any

from referat.store import skema
from referat.store.gennemsyn import gennemsyn
from referat.store.kilder import Kilder
from referat.store.migreringer import ForkertLager
from referat.store.rettelsesliste import felter_paa, rettelsesliste
from referat.store.soeg import Traef, soeg
from referat.store.systemfejl import paa_dansk
from referat.store.tilbagetraekning import LISTE

Raekke = dict[str, Any]

UNDER_PUNKT = (
    "afsnit",
    "indstillinger",
    "afstemninger",
    "stemmer",
    "bemaerkninger",
    "fravaer",
    "bilag",
    "henvisninger",
    "bevillinger",
)


FORGAENGERE = """
SELECT k.kode, k.navn, count(*) AS antal FROM kommuner k JOIN dokumenter d ON d.kommune_kode = k.kode
WHERE k.efterfoelger = ? GROUP BY k.kode ORDER BY k.navn
"""


def _aabn(sti: Path) -> tuple[sqlite3.Connection, int]:
    """A connection that cannot write, and the file's version.

    The file is opened as a writer would, so that SQLite tidies up its log at the end; where nothing may be written
    beside it (a read-only disk), as one that nobody changes.
    """
    sidste: sqlite3.Error | None = None
    for maade in ("mode=rw", "mode=ro&immutable=1"):
        db = sqlite3.connect(f"{sti.absolute().as_uri()}?{maade}", uri=True)
        try:
            db.execute("PRAGMA query_only=ON")
            db.execute("SELECT count(*) FROM sqlite_master")
            return db, db.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.OperationalError as fejl:
            db.close()
            sidste = fejl
    raise sidste or sqlite3.OperationalError()


class Laeser:
    """A store that is only read. Raises ``ForkertLager`` where there is none that this version can read."""

    def __init__(self, sti: Path) -> None:
        if not sti.is_file():
            raise ForkertLager(f"Der er intet lager i {sti}; lav et med referat ingest MAPPE --db {sti}.")
        self.sti, self.kilder = sti, Kilder(sti)
        try:
            self.db, version = _aabn(sti)
        except sqlite3.Error as fejl:
            raise ForkertLager(
                f"{sti} kan ikke læses som et lager ({paa_dansk(fejl)}); vælg en anden fil med --db."
            ) from fejl
        if version != skema.VERSION:
            raise ForkertLager(
                f"{sti} er ikke et lager af denne udgave; kør referat ingest på det, eller vælg et andet."
            )
        self.db.row_factory = sqlite3.Row

    def __enter__(self) -> Laeser:
        return self

    def __exit__(self, t: type[BaseException] | None, v: BaseException | None, tb: TracebackType | None) -> None:
        self.db.close()

    def alle(self, sql: str, *vaerdier: Any) -> list[Raekke]:
        """The rows of a query as dicts."""
        return [dict(r) for r in self.db.execute(sql, vaerdier)]

    def en(self, sql: str, *vaerdier: Any) -> Raekke | None:
        """The first row of a query."""
        return next(iter(self.alle(sql, *vaerdier)), None)

    def soeg(self, ord_: str, **filtre: Any) -> list[Traef]:
        """Search; see ``referat.store.soeg.soeg``."""
        return soeg(self.db, ord_, **filtre)

    def udvalg(self) -> list[str]:
        """The names of the bodies whose meetings the store holds."""
        return [r["navn"] for r in self.alle("SELECT DISTINCT navn FROM udvalg ORDER BY navn")]

    def forgaengere(self, kode: str) -> list[Raekke]:
        """The kommuner that became a kommune and that the store has documents of (``kode``, ``navn``, ``antal``)."""
        return self.alle(FORGAENGERE, kode)

    def advarsler(self) -> dict[str, list[Raekke]]:
        """Code → the warnings that have it: the file's name and what a careful reader would want to know."""
        ud: dict[str, list[Raekke]] = {}
        sql = (
            "SELECT kode, filnavn, besked FROM advarsler a JOIN dokumenter d ON d.id = a.dokument_id "
            "ORDER BY kode, filnavn, a.id"
        )
        for r in self.alle(sql):
            ud.setdefault(r["kode"], []).append(r)
        return ud

    def punkt(self, punkt_id: str) -> Raekke | None:
        """A punkt as in ``punkter_vis`` with its own evidence, and its records in lists by table name."""
        punkt = self.en("SELECT * FROM punkter_vis WHERE punkt_id = ?", punkt_id)
        if punkt is None:
            return None
        egne = self.en("SELECT side, tegn_fra, tegn_til, regel, bbox FROM punkter WHERE id = ?", punkt_id)
        punkt |= egne or {}
        for tabel in UNDER_PUNKT:
            punkt[tabel] = self.alle(f"SELECT * FROM {tabel} WHERE punkt_id = ? ORDER BY id", punkt_id)
        punkt["journalnumre"] = self.alle(
            "SELECT * FROM punkt_journalnumre WHERE punkt_id = ? ORDER BY tegn_fra", punkt_id
        )
        punkt["tabeller"] = self.alle("SELECT * FROM tabeller WHERE punkt_id = ? ORDER BY nr", punkt_id)
        for tabel in punkt["tabeller"]:
            celler = "SELECT * FROM tabelceller WHERE tabel_id = ? ORDER BY raekke, kolonne"
            tabel["celler"] = self.alle(celler, tabel["id"])
            kontroller = "SELECT * FROM kontroller WHERE tabel_id = ? ORDER BY id"
            tabel["kontroller"] = self.alle(kontroller, tabel["id"])
        rettede = "SELECT * FROM rettede WHERE punkt_id = ? AND tabel <> 'moeder' ORDER BY nr"
        punkt["rettede"] = self.alle(rettede, punkt_id)
        return punkt

    def dokument(self, dokument_id: str) -> Raekke | None:
        """A document by its id or the beginning of it (8 signs or more), with its meetings and their punkt ids."""
        if len(dokument_id) < 8:
            return None
        sql = (
            "SELECT d.*, k.navn AS kommune FROM dokumenter d LEFT JOIN kommuner k ON k.kode = d.kommune_kode "
            "WHERE d.id >= ?1 AND d.id < ?1 || 'g' ORDER BY d.id LIMIT 1"
        )
        dokument = self.en(sql, dokument_id)
        if dokument is None:
            return None
        id_ = dokument["id"]
        dokument["moeder"] = self.alle("SELECT * FROM moeder WHERE dokument_id = ? ORDER BY id", id_)
        for moede in dokument["moeder"]:
            punkter = "SELECT id FROM punkter WHERE moede_id = ? ORDER BY raekkefoelge"
            moede["punkter"] = [r["id"] for r in self.alle(punkter, moede["id"])]
            rettet = "SELECT * FROM rettede WHERE raekke_id = ? ORDER BY nr"
            moede["rettede"] = self.alle(rettet, moede["id"])
            moede["deltagere"] = self.alle("SELECT * FROM deltagere WHERE moede_id = ? ORDER BY id", moede["id"])
        for tabel in ("dokument_journalnumre", "omtaler", "advarsler"):
            dokument[tabel] = self.alle(f"SELECT * FROM {tabel} WHERE dokument_id = ? ORDER BY 1, 2", id_)
        return dokument

    def dokument_ider(self, hvad: str) -> list[str]:
        """The documents that have an id, begin with it (8 signs or more), or have a file name."""
        begynder = "length(?1) >= 8 AND id >= ?1 AND id < ?1 || 'g'"
        sql = f"SELECT id FROM dokumenter WHERE filnavn = ?1 OR ({begynder}) ORDER BY id"
        return [r["id"] for r in self.alle(sql, hvad)]

    def felter(self, punkt_id: str) -> list[Raekke]:
        """The fields of a punkt that can be corrected: what they say, and what was read where they are corrected."""
        return felter_paa(self.alle, punkt_id)

    def rettelser(self, alle: bool = False) -> list[Raekke]:
        """The corrections, each with its punkt and its state; ``alle`` with those that do not stand."""
        self._er_lager()
        return rettelsesliste(self.alle, alle)

    def gennemsyn(self, antal: int) -> list[Raekke]:
        """The punkter that a person should look at first; see ``referat.store.gennemsyn``."""
        return gennemsyn(self.alle, antal)

    def tilbagetrukne(self, alle: bool = False) -> list[Raekke]:
        """What is withdrawn from what is published; ``alle`` with what was put back."""
        self._er_lager()
        return self.alle(LISTE, alle)

    def _er_lager(self) -> None:
        """See that this is no published copy, which has not what only its makers are to know."""
        if self._udgivet:
            raise ForkertLager(f"{self.sti} er en udgivelse, som ikke har den liste; nævn lageret selv med --db.")

    @property
    def _udgivet(self) -> bool:
        return self.en("SELECT 1 FROM sqlite_master WHERE name = 'udgivelse'") is not None

    def andre_udgaver(self, dokument_id: str) -> list[Raekke]:
        """The other documents that tell a meeting of this one (``dokument_id``, ``filnavn``)."""
        sql = (
            "SELECT DISTINCT d.id AS dokument_id, d.filnavn FROM moeder m JOIN manifestationer x ON x.moede_id = m.id "
            "JOIN manifestationer y ON y.ledende_id = x.ledende_id JOIN moeder n ON n.id = y.moede_id "
            "JOIN dokumenter d ON d.id = n.dokument_id WHERE m.dokument_id = ?1 AND d.id <> ?1 ORDER BY d.filnavn, d.id"
        )
        return self.alle(sql, dokument_id)

    def status(self) -> Raekke:
        """Counts of what the store holds, and of what is in quarantine and warned of, by code."""

        def efter(sql: str) -> dict[str, int]:
            return {str(r[0]): r[1] for r in self.db.execute(sql)}

        tal = {
            t: self.db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("dokumenter", "moeder", "punkter")
        }
        return {
            **tal,
            "moeder_ledende": tal["moeder"] - len(self.alle("SELECT 1 FROM manifestationer WHERE rang > 1")),
            "typer": efter("SELECT type, count(*) FROM dokumenter GROUP BY 1 ORDER BY 1"),
            "kommuner": efter(
                "SELECT coalesce(k.navn, 'ukendt'), count(*) FROM dokumenter d "
                "LEFT JOIN kommuner k ON k.kode = d.kommune_kode GROUP BY 1 ORDER BY 1"
            ),
            "aar": efter(
                "SELECT coalesce(substr(dato, 1, 4), 'ukendt'), count(*) FROM dokumenter GROUP BY 1 ORDER BY 1"
            ),
            "udfald": efter(
                "SELECT coalesce(udfald, 'intet angivet'), count(*) FROM punkter GROUP BY 1 ORDER BY 2 DESC, 1"
            ),
            "filer": efter("SELECT status, count(*) FROM indlaesninger GROUP BY 1 ORDER BY 1"),
            "karantaene": self._koder("karantæne"),
            "sprunget_over": self._koder("sprunget over"),
            "advarsler": efter("SELECT kode, count(*) FROM advarsler GROUP BY 1 ORDER BY 1"),
            "rettelser": efter("SELECT tilstand, count(*) FROM rettede GROUP BY 1 ORDER BY 1"),
            "trukket_tilbage": len(
                self.alle("SELECT 1 FROM tilbagetrukket") if self._udgivet else self.tilbagetrukne()
            ),
        }

    def kilder_i_liste(self) -> list[Raekke]:
        """The ledger's paths to documents (``sti``, ``dokument_id``), sorted."""
        return self.alle("SELECT sti, dokument_id FROM indlaesninger WHERE dokument_id IS NOT NULL ORDER BY sti")

    def karantaene(self, kode: str | None = None) -> list[str]:
        """The paths in quarantine, or those with a code, sorted."""
        sql = "SELECT sti FROM indlaesninger WHERE status = 'karantæne' AND ?1 IN (kode, '') ORDER BY sti"
        return [r["sti"] for r in self.alle(sql, kode or "")]

    def _koder(self, status: str) -> dict[str, list[Raekke]]:
        """Code → the files that have it."""
        ud: dict[str, list[Raekke]] = {}
        sql = "SELECT kode, sti, besked FROM indlaesninger WHERE status = ? ORDER BY kode, sti"
        for r in self.alle(sql, status):
            ud.setdefault(str(r.pop("kode")), []).append(r)
        return ud
