"""``csv`` and ``excel``: one file a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from referat.store.udfoersel.flade import csv_bytes, excel_bytes
from referat.store.udfoersel.mappe import Fil
from referat.store.udfoersel.opgave import Opgave
from referat.store.udfoersel.ordbog import Ark
from referat.store.udfoersel.udsnit import Raekke

REGNEARK_RAEKKER = 1_048_575
"""What a sheet holds below its heads."""


def csv(opgave: Opgave) -> None:
    """All chosen tables and views as CSV."""
    for ark in opgave.udsnit.ark():
        opgave.meld(ark.navn)
        skriv_csv(opgave, ark)


def excel(opgave: Opgave) -> None:
    """All chosen tables and views for a spreadsheet."""
    for ark in opgave.udsnit.ark():
        opgave.meld(ark.navn)
        skriv_excel(opgave, ark)


def skriv_csv(opgave: Opgave, ark: Ark, mappe: str = "") -> Fil:
    """One table as CSV."""
    navne = [f.navn for f in ark.felter]
    return opgave.mappe.skriv(f"{mappe}{ark.navn}.csv", csv_bytes(navne, opgave.udsnit.raekker(ark)))


def skriv_excel(opgave: Opgave, ark: Ark) -> None:
    """One table for a spreadsheet, in more files where it has more rows than a sheet holds."""
    navne = [f.navn for f in ark.felter]
    for n, raekker in enumerate(stykker(iter(opgave.udsnit.raekker(ark)), REGNEARK_RAEKKER), 1):
        opgave.mappe.skriv(f"{ark.navn}{f'_{n}' if n > 1 else ''}.csv", excel_bytes(navne, raekker))


def stykker(raekker: Iterator[Raekke], antal: int) -> Iterator[Iterator[Raekke]]:
    """The rows in runs of at most ``antal``, each to be read before the next is asked for; the first may be empty."""
    yield islice(raekker, antal)
    for naeste in raekker:
        yield chain([naeste], islice(raekker, antal - 1))
