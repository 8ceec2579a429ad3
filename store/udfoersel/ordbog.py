"""The data dictionary: tables and columns as the site and exports describe them, in the words of ``schemas/kodebog``.

The kinds are narrower than SQLite's: a 0/1 is a ``JA_NEJ`` and an ISO date a ``DATO``, so that Parquet, Frictionless
and JSON get real types.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from enum import StrEnum

from referat.schemas import kodebog
from referat.store import skema
from referat.store.migreringer import noegle
from referat.store.udgivelse import UDGIVNE
from referat.store.visninger import VISNINGER


class Art(StrEnum):
    """What the values of a column are."""

    TEKST = "text"
    HELTAL = "integer"
    TAL = "number"
    JA_NEJ = "boolean"
    DATO = "date"


@dataclass(frozen=True, slots=True)
class Felt:
    """A column: ``enhed`` is the unit of its numbers, ``peger`` the table and column that it points to."""

    navn: str
    art: Art = Art.TEKST
    beskrivelse: str = ""
    enhed: str | None = None
    peger: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Ark:
    """A table or view to export, with its primary key (empty for a view)."""

    navn: str
    beskrivelse: str
    felter: tuple[Felt, ...]
    pk: tuple[str, ...] = ()


JA_NEJ = frozenset(
    [
        "ocr",
        "lukket",
        "fast",
        "ingen_fravaer",
        "enstemmig",
        "stemmer_overens",
        "er_budget",
        "brudt",
        "holder",
        "forslag",
        "kun_stedfortraeder",
        "ledende",
        "rettet",
    ]
)
DANSK = {
    Art.TEKST: "tekst",
    Art.HELTAL: "heltal",
    Art.TAL: "tal",
    Art.JA_NEJ: "0 eller 1",
    Art.DATO: "dato",
}
"""Kind → what people call it."""

REGNEDE = frozenset(("kr.", "0–1"))
"""Units of what views compute."""
OPTALT = frozenset(("trin", "punkter", "udvalg"))
"""Columns of views that count."""

SQLARTER = {"TEXT": Art.TEKST, "INTEGER": Art.HELTAL, "INT": Art.HELTAL, "REAL": Art.TAL}


def art(navn: str, ellers: Art) -> Art:
    """The kind of a column by its name, or the one that SQLite tells."""
    if navn in JA_NEJ:
        return Art.JA_NEJ
    return Art.DATO if ellers is Art.TEKST and (navn == "dato" or navn.endswith("_dato")) else ellers


def felt(tabel: str, k: skema.Kolonne) -> Felt:
    """A column of the schema as those who use the data see it."""
    ellers = {str: Art.TEKST, int: Art.HELTAL, float: Art.TAL}[k.type]
    return replace(_felt(tabel, k.navn, ellers), peger=(k.fk, noegle(k.fk)) if k.fk else None)


def _felt(tabel: str, navn: str, ellers: Art) -> Felt:
    return Felt(navn, art(navn, ellers), kodebog.kolonne(tabel, navn), kodebog.enhed(navn) or None)


def felt_af_navn(navn: str) -> Felt:
    """A column of which only the name is known."""
    return _felt("", navn, Art.TEKST)


def ark(t: skema.Tabel) -> Ark:
    """A table of the schema; computed columns follow from others and stay out."""
    return Ark(t.navn, kodebog.tabel(t.navn), tuple(felt(t.navn, k) for k in t.kolonner if not k.beregnet), t.pk)


def tabeller(db: sqlite3.Connection) -> dict[str, Ark]:
    """The published tables of a file, in the order of the schema."""
    findes = {r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    ud = {t.navn: ark(t) for t in UDGIVNE if t.navn in findes}
    return {navn: replace(a, felter=_uden_loese(a, ud)) for navn, a in ud.items()}


def _uden_loese(ark: Ark, alle: dict[str, Ark]) -> tuple[Felt, ...]:
    """The columns, pointing only to tables that are there."""
    return tuple(replace(f, peger=f.peger if f.peger and f.peger[0] in alle else None) for f in ark.felter)


def visning(db: sqlite3.Connection, navn: str) -> Ark:
    """A view, with its columns as SQLite names them."""
    kolonner = [(k, _regnet(k, sqlart)) for _, k, sqlart, *_ in db.execute(f"PRAGMA table_xinfo({navn})")]
    return Ark(navn, kodebog.tabel(navn), tuple(_felt(navn, *k) for k in kolonner))


def _regnet(kolonne: str, sqlart: str) -> Art:
    """The kind of a view's column, by its name where SQLite knows no type, as it does not for what is computed."""
    if sqlart in SQLARTER:
        return SQLARTER[sqlart]
    if kodebog.enhed(kolonne) in REGNEDE:
        return Art.TAL
    return Art.HELTAL if kolonne.startswith("antal") or kolonne in OPTALT else Art.TEKST


def visningsnavne(db: sqlite3.Connection) -> list[str]:
    """The views that can be exported."""
    findes = {r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    return [v for v in VISNINGER if v in findes]
