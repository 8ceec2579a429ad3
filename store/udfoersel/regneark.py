"""``excel``: a workbook with a sheet a view and a table. Its cells have types: nothing is guessed, and nothing runs.

A text stands as text whatever it looks like (0155, 15.00.00, 12/2024, =1+1); a date is a date, a number a number.
Rows are written as they are read, one sheet after another, so memory does not grow with the store.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from referat.store.udfoersel import ordbog
from referat.store.udfoersel.flade import Vaerdi
from referat.store.udfoersel.opgave import Opgave
from referat.store.udfoersel.ordbog import Ark, Art, Felt
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

FIL = "referater.xlsx"
RAEKKER = 1_048_575
"""What a sheet holds below its heads."""
CELLE_TEGN = 32_767
"""The most that a cell keeps."""
FORKORTET = " … [afkortet]"
CIFRE = 10**15
"""A sheet keeps fifteen digits; a longer number is written as text."""
FOERSTE_AAR = 1901
"""Excel counts days from 1900, and wrongly at first."""
BREDDER = {Art.DATO: 11, Art.TEKST: 26}
ORDBOG = tuple(Felt(navn) for navn in ("tabel", "kolonne", "betyder", "enhed"))
Raekke = Sequence[Vaerdi]


@dataclass(frozen=True, slots=True)
class Formater:
    """How cells look: heads, texts, dates and kroner."""

    hoved: Any
    tekst: Any
    dato: Any
    kr: Any


def skriv(opgave: Opgave) -> None:
    """All chosen tables and views in one workbook, and what their columns mean on its last sheet."""
    arkene = [*opgave.udsnit.visninger(), *opgave.udsnit.ark()]
    with _bog(str(opgave.mappe.plads(FIL)), constant_memory=True, tmpdir=str(opgave.mappe.rod)) as (bog, formater):
        bog.set_properties({"title": "Referater", "created": datetime.datetime.fromisoformat(opgave.dato)})
        for ark in arkene:
            opgave.meld(ark.navn)
            for n, raekker in enumerate(stykker(iter(opgave.udsnit.raekker(ark)), RAEKKER), 1):
                navn = f"{ark.navn[:27]}{f'_{n}' if n > 1 else ''}"
                _udfyld(bog.add_worksheet(navn), formater, ark.felter, raekker)
        _udfyld(bog.add_worksheet("Ordbog"), formater, ORDBOG, _ordbog(arkene))
    opgave.mappe.taget(FIL)


def bog_bytes(hoveder: Sequence[str], raekker: Iterable[Raekke]) -> bytes:
    """A workbook of one sheet, for some thousands of rows of any columns; a column named as a date has dates."""
    ud = io.BytesIO()
    with _bog(ud, in_memory=True) as (bog, formater):
        _udfyld(bog.add_worksheet("Referater"), formater, [ordbog.felt_af_navn(h) for h in hoveder], raekker)
    return ud.getvalue()


@contextmanager
def _bog(ud: str | io.BytesIO, **valg: Any) -> Iterator[tuple[Workbook, Formater]]:
    """A workbook to fill, written when the block ends well."""
    bog = Workbook(ud, valg)
    bog.use_zip64()
    udseender = ({"bold": True, "bottom": 1}, {"num_format": "@"}, {"num_format": "dd.mm.yyyy"}, {"num_format": 3})
    yield bog, Formater(*(bog.add_format(u) for u in udseender))
    bog.close()


def _ordbog(arkene: Iterable[Ark]) -> Iterator[Raekke]:
    for ark in arkene:
        yield ark.navn, "", ark.beskrivelse, ""
        for f in ark.felter:
            yield ark.navn, f.navn, f.beskrivelse, f.enhed


def _udfyld(ark: Worksheet, formater: Formater, felter: Sequence[Felt], raekker: Iterable[Raekke]) -> None:
    """Heads that stay and can be filtered by, then the rows."""
    for k, f in enumerate(felter):
        ark.set_column(k, k, BREDDER.get(f.art, 12))
    for k, f in enumerate(felter):
        ark.write_string(0, k, f.navn, formater.hoved)
    ark.freeze_panes(1, 0)
    ark.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    n = 0
    for n, raekke in enumerate(raekker, 1):
        for k, (f, vaerdi) in enumerate(zip(felter, raekke, strict=True)):
            if vaerdi is not None:
                _celle(ark, n, k, f, vaerdi, formater)
    ark.autofilter(0, 0, n, len(felter) - 1)


def _celle(ark: Worksheet, n: int, k: int, f: Felt, vaerdi: str | int | float, formater: Formater) -> None:
    if isinstance(vaerdi, str):
        if f.art is Art.DATO and (dag := _dato(vaerdi)):
            ark.write_datetime(n, k, dag, formater.dato)
        else:
            ark.write_string(n, k, tekstcelle(vaerdi), formater.tekst)
    elif isinstance(vaerdi, int) and abs(vaerdi) >= CIFRE:
        ark.write_string(n, k, str(vaerdi), formater.tekst)
    elif f.art is Art.JA_NEJ:
        ark.write_boolean(n, k, bool(vaerdi))
    else:
        ark.write_number(n, k, vaerdi, formater.kr if f.enhed == "kr." else None)


def tekstcelle(tekst: str) -> str:
    """A text as a cell can hold it: whole characters, and no more of them than there is room for; it says so."""
    enheder = tekst.encode("utf-8", "replace").decode().encode("utf-16-le")
    plads = 2 * CELLE_TEGN
    if len(enheder) <= plads:
        return enheder.decode("utf-16-le")
    return enheder[: plads - 2 * len(FORKORTET)].decode("utf-16-le", "ignore") + FORKORTET


def _dato(tekst: str) -> datetime.date | None:
    try:
        dag = datetime.date.fromisoformat(tekst)
    except ValueError:
        return None
    return dag if len(tekst) == len("2024-05-07") and dag.year >= FOERSTE_AAR else None


def stykker(raekker: Iterator[Raekke], antal: int) -> Iterator[Iterator[Raekke]]:
    """The rows in runs of at most ``antal``, each to be read before the next is asked for; the first may be empty."""
    yield islice(raekker, antal)
    for naeste in raekker:
        yield chain([naeste], islice(raekker, antal - 1))
