"""What part of a store is exported: filters choose whole documents, meetings and punkter, and their records follow.

Rows are read as SQLite yields them, in the order of their keys, so memory does not grow with the store.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from referat.store import soeg
from referat.store.optaellinger import SUMMER
from referat.store.udfald import har_udfald
from referat.store.udfoersel import ordbog
from referat.store.udfoersel.ordbog import Ark

Vaerdi = str | int | float | None
Raekke = Sequence[Vaerdi]

MOEDER = f"""
CREATE TEMP TABLE valgte_moeder AS SELECT m.id, m.dokument_id FROM main.moeder m
WHERE (:kommune IS NULL OR m.kommune_kode = :kommune) AND (:fra IS NULL OR m.dato >= :fra)
  AND (:til IS NULL OR m.dato <= :til)
  AND (:udvalg IS NULL OR m.udvalg_id {soeg.UDVALG})
"""
PUNKTER = f"""
CREATE TEMP TABLE valgte_punkter AS SELECT p.id, p.moede_id FROM main.punkter p
WHERE p.moede_id IN (SELECT id FROM valgte_moeder) AND (:udfald IS NULL OR {har_udfald("p", "id", ":udfald")})
"""
KUN_MED_PUNKTER = "DELETE FROM valgte_moeder WHERE id NOT IN (SELECT moede_id FROM valgte_punkter)"
DOKUMENTER = """
CREATE TEMP TABLE valgte_dokumenter AS SELECT DISTINCT dokument_id AS id FROM valgte_moeder
UNION SELECT d.id FROM main.dokumenter d WHERE :udvalg IS NULL AND :udfald IS NULL
  AND NOT EXISTS (SELECT 1 FROM main.moeder WHERE dokument_id = d.id)
  AND (:kommune IS NULL OR d.kommune_kode = :kommune) AND (:fra IS NULL OR d.dato >= :fra)
  AND (:til IS NULL OR d.dato <= :til)
"""
"""A document without meetings (a notat) goes by its own date and kommune."""

VALGT = {t: f"IN (SELECT id FROM temp.valgte_{t})" for t in ("dokumenter", "moeder", "punkter")}
NAEVNT = ("deltagere", "stemmer", "bemaerkninger", "fravaer")
"""Tables that name persons."""


@dataclass(frozen=True, slots=True)
class Filtre:
    """What to take: ISO dates, both within; ``udvalg`` is the beginning of a name; ``udfald`` is that of a punkt, or of
    a point of one that is ``blandet``; no ``tabeller`` means all."""

    kommune: str | None = None
    udvalg: str | None = None
    fra: str | None = None
    til: str | None = None
    udfald: str | None = None
    tabeller: tuple[str, ...] = ()

    def som_data(self) -> dict[str, Any]:
        """The filters that were given."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name)}


class UkendtTabel(Exception):  # noqa: N818 - the project's errors are Danish nouns
    """There is no table or view of that name among those that can be exported."""

    def __init__(self, navn: str, kendte: list[str]) -> None:
        super().__init__(navn)
        self.navn, self.kendte = navn, kendte


class Udsnit:
    """The chosen part of an open store."""

    def __init__(self, db: sqlite3.Connection, filtre: Filtre = Filtre()) -> None:
        self.db, self.filtre = db, filtre
        self.snaevert = any(v for k, v in filtre.som_data().items() if k != "tabeller")
        db.row_factory = None
        if self.snaevert:
            self._vaelg()

    def _vaelg(self) -> None:
        """Note the chosen punkter, meetings and documents in temporary tables, which the rows are then held against."""
        db, vaerdier = self.db, {f.name: getattr(self.filtre, f.name) for f in fields(self.filtre)}
        vaerdier.pop("tabeller")
        (kun_laesning,) = db.execute("PRAGMA query_only").fetchone()
        db.execute("PRAGMA query_only=OFF")  # the store stays as it is: only temporary tables are written
        soeg.registrer(db)
        for tabel in VALGT:
            db.execute(f"DROP TABLE IF EXISTS temp.valgte_{tabel}")
        db.execute(MOEDER, vaerdier)
        db.execute(PUNKTER, vaerdier)
        if self.filtre.udfald:
            db.execute(KUN_MED_PUNKTER)
        db.execute(DOKUMENTER, vaerdier)
        for tabel in VALGT:
            db.execute(f"CREATE UNIQUE INDEX temp.valgte_{tabel}_id ON valgte_{tabel} (id)")
        db.commit()
        db.execute(f"PRAGMA query_only={kun_laesning}")

    @cached_property
    def tabeller(self) -> dict[str, Ark]:
        """All published tables, whatever ``--table`` says; of a part of the store without counts of the whole."""
        uden = {t.navn for t in SUMMER} if self.snaevert else set()
        return {navn: ark for navn, ark in ordbog.tabeller(self.db).items() if navn not in uden}

    def ark(self) -> list[Ark]:
        """The tables to export, in the schema's order, then the views that were asked for.

        Raises ``UkendtTabel``.
        """
        oensket = self.filtre.tabeller
        if not oensket:
            return list(self.tabeller.values())
        visninger = ordbog.visningsnavne(self.db)
        for navn in oensket:
            if navn not in self.tabeller and navn not in visninger:
                raise UkendtTabel(navn, [*self.tabeller, *visninger])
        valgte = [a for n, a in self.tabeller.items() if n in oensket]
        return valgte + [ordbog.visning(self.db, v) for v in visninger if v in oensket]

    def visninger(self) -> list[Ark]:
        """The views that go with all tables, where none were named: names in place of ids, for people."""
        alle = () if self.filtre.tabeller else ordbog.visningsnavne(self.db)
        return [ordbog.visning(self.db, v) for v in alle]

    def raekker(self, ark: Ark, og: str = "", *vaerdier: Vaerdi, ogsaa: Sequence[str] = ()) -> Iterator[Raekke]:
        """The chosen rows of a table or view; ``og`` is one more condition on it, ``ogsaa`` more columns as SQL."""
        kolonner = ", ".join((*(f.navn for f in ark.felter), *ogsaa))
        yield from self.db.execute(f"SELECT {kolonner} {self._fra(ark, og)}", vaerdier)

    def antal(self, ark: Ark) -> int:
        """How many rows that is."""
        hvor = self._hvor(ark)
        antal: int = self.db.execute(f"SELECT count(*) FROM {ark.navn}{' WHERE ' + hvor if hvor else ''}").fetchone()[0]
        return antal

    def har_tomme(self, ark: Ark, kolonne: str) -> bool:
        """Whether any chosen row has NULL there."""
        hvor = " AND ".join(x for x in (self._hvor(ark), f"{kolonne} IS NULL") if x)
        return self.db.execute(f"SELECT 1 FROM {ark.navn} WHERE {hvor} LIMIT 1").fetchone() is not None

    def _fra(self, ark: Ark, og: str) -> str:
        hvor = " AND ".join(x for x in (self._hvor(ark), og) if x)
        orden = f" ORDER BY {', '.join(ark.pk)}" if ark.pk else ""
        return f"FROM {ark.navn}{' WHERE ' + hvor if hvor else ''}{orden}"

    def _hvor(self, ark: Ark) -> str:
        """The condition that leaves the chosen rows of a table; empty where all are chosen."""
        if not self.snaevert:
            return ""
        if ark.navn in SAERLIGE:
            return SAERLIGE[ark.navn]
        if ark.navn in VALGT:
            return f"id {VALGT[ark.navn]}"
        navne = {f.navn for f in ark.felter}
        if {"dokument_id", "punkt_id"} <= navne:
            return f"dokument_id {VALGT['dokumenter']} AND (punkt_id IS NULL OR punkt_id {VALGT['punkter']})"
        for kolonne, hvor in UNDER.items():
            if kolonne in navne:
                return f"{kolonne} {hvor}"
        return f"kommune_kode {KOMMUNER}" if "kommune_kode" in navne else ""


UNDER = {
    "punkt_id": VALGT["punkter"],
    "fra_punkt_id": f"{VALGT['punkter']} AND til_punkt_id {VALGT['punkter']}",
    "tabel_id": f"IN (SELECT id FROM main.tabeller WHERE punkt_id {VALGT['punkter']})",
    "moede_id": VALGT["moeder"],
    "dokument_id": VALGT["dokumenter"],
}
"""Column → what its values must be in; the first that a table has."""

PERSONER = " UNION ".join(
    f"SELECT person_id FROM main.{t} WHERE {'moede_id' if t == 'deltagere' else 'punkt_id'} "
    f"{VALGT['moeder' if t == 'deltagere' else 'punkter']}"
    for t in NAEVNT
)
KANDIDATER = " UNION ".join(
    f"SELECT '{t}', id FROM main.{t} WHERE {'moede_id' if t == 'deltagere' else 'punkt_id'} "
    f"{VALGT['moeder' if t == 'deltagere' else 'punkter']}"
    for t in NAEVNT
)
KOMMUNER = f"IN (SELECT kommune_kode FROM main.moeder WHERE id {VALGT['moeder']})"
UDVALG = f"IN (SELECT udvalg_id FROM main.moeder WHERE id {VALGT['moeder']})"
SAGER = f"IN (SELECT sag_id FROM main.sagspunkter WHERE punkt_id {VALGT['punkter']})"
SAERLIGE = {
    "udvalg": f"id {UDVALG}",
    "personer": f"(id IN ({PERSONER}) OR id IN (SELECT person_id FROM main.person_kandidater "
    f"WHERE (tabel, raekke_id) IN ({KANDIDATER})))",
    "person_kandidater": f"(tabel, raekke_id) IN ({KANDIDATER})",
    "journalnumre": "id IN (SELECT journalnummer_id FROM main.punkt_journalnumre "
    f"WHERE punkt_id {VALGT['punkter']} UNION SELECT journalnummer_id FROM main.dokument_journalnumre "
    f"WHERE dokument_id {VALGT['dokumenter']})",
    "sager": f"id {SAGER}",
    "gentagelser": f"moede_id {VALGT['moeder']} AND hoved_id {VALGT['moeder']}",
    "adresser": f"(art = 'punkt' AND maal_id {VALGT['punkter']} OR art = 'moede' AND maal_id {VALGT['moeder']} "
    f"OR art = 'udvalg' AND maal_id {UDVALG} OR art = 'person' AND maal_id IN ({PERSONER}) "
    f"OR art = 'sag' AND maal_id {SAGER} OR art = 'kommune')",
}
"""Tables that others point to: what the chosen rows name."""
