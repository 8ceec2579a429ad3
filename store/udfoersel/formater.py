"""The formats by name, and the one way to make any of them."""

from __future__ import annotations

import importlib
import importlib.util
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from referat.store.udfoersel import foelgeblade
from referat.store.udfoersel.foelgeblade import LICENSER, Herkomst
from referat.store.udfoersel.mappe import Fil, ny_mappe
from referat.store.udfoersel.opgave import Opgave
from referat.store.udfoersel.udsnit import Filtre, Udsnit

BASE_URL = "https://example.org/"
"""A name that nobody can own, for addresses nobody has said anything of."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the function that writes it, whom it is for, the packages it needs, whether ``--table`` applies."""

    sted: str
    til: str
    kraever: tuple[str, ...] = ()
    tabeller: bool = True


FORMATER = {
    "csv": Format("tabelfiler:csv", "CSV efter RFC 4180, én fil pr. tabel: R, Python, databaser."),
    "excel": Format("regneark:skriv", "Én projektmappe (.xlsx) med et ark pr. tabel: Excel, LibreOffice."),
    "parquet": Format(
        "parquet:skriv",
        "Parquet med typer, store tabeller delt på kommune: DuckDB, pandas.",
        ("pyarrow",),
    ),
    "jsonl": Format("jsonl:skriv", "Ét helt dokument pr. linje med alt under sig, og JSON Schema.", tabeller=False),
    "datapackage": Format("datapakke:skriv", "Frictionless Data Package: CSV med typer og nøgler."),
    "csvw": Format("csvw:skriv", "W3C CSV on the Web: CSV med metadata."),
    "popolo": Format("popolo:skriv", "Popolo: personer, organisationer, forslag og afstemninger.", tabeller=False),
    "oparl": Format("oparl:skriv", "OParl 1.1: møder, dagsordenspunkter, sager og dokumenter.", tabeller=False),
    "dcat": Format("dcat:skriv", "DCAT-AP-DK: samlingens post til et datakatalog.", ("rdflib",), tabeller=False),
}


class ManglerPakke(Exception):  # noqa: N818 - the project's errors are Danish nouns
    """A package that a format needs is not installed; the text is its name."""


@dataclass(frozen=True, slots=True)
class Bestilling:
    """What is asked for: a format by name, and how it is to be made."""

    format: str
    filtre: Filtre = field(default_factory=Filtre)
    licens: str = "CC-BY-4.0"
    base_url: str = BASE_URL
    overskriv: bool = False
    program: str = ""
    dato: str = ""


@dataclass(frozen=True, slots=True)
class Udfoert:
    """What was made."""

    filer: tuple[Fil, ...]
    herkomst: Herkomst


def efterse_pakker(navn: str) -> None:
    """Raises ``ManglerPakke`` where a package that a format needs is missing: asked before the store is copied."""
    for pakke in FORMATER[navn].kraever:
        if importlib.util.find_spec(pakke) is None:
            raise ManglerPakke(pakke)


def udfoer(
    db: sqlite3.Connection, ud: Path, bestilling: Bestilling, meld: Callable[[str], None] = lambda _: None
) -> Udfoert:
    """Write an export of an open store to the folder ``ud``, whole or not at all.

    Raises ``ManglerPakke``, ``Optaget`` where ``ud`` exists, ``UkendtTabel``.
    """
    efterse_pakker(bestilling.format)
    modul, funktion = FORMATER[bestilling.format].sted.split(":")
    skriv: Callable[[Opgave], None] = getattr(importlib.import_module(f"referat.store.udfoersel.{modul}"), funktion)
    with ny_mappe(ud, bestilling.overskriv) as mappe:
        udsnit, licens = Udsnit(db, bestilling.filtre), LICENSER[bestilling.licens]
        udsnit.ark()
        herkomst = foelgeblade.herkomst(udsnit, bestilling.program)
        base_url = bestilling.base_url.rstrip("/") + "/"
        skriv(Opgave(udsnit, mappe, herkomst, licens, base_url, bestilling.dato, meld))
        foelgeblade.laeg_ved(mappe, udsnit, herkomst, licens, bestilling.format, bestilling.dato)
    return Udfoert(tuple(mappe.filer), herkomst)
