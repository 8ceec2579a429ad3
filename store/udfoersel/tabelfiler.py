"""``csv``: one file a table."""

from __future__ import annotations

from referat.store.udfoersel.flade import csv_bytes
from referat.store.udfoersel.mappe import Fil
from referat.store.udfoersel.opgave import Opgave
from referat.store.udfoersel.ordbog import Ark


def csv(opgave: Opgave) -> None:
    """All chosen tables and views as CSV."""
    for ark in opgave.udsnit.ark():
        opgave.meld(ark.navn)
        skriv_csv(opgave, ark)


def skriv_csv(opgave: Opgave, ark: Ark, mappe: str = "") -> Fil:
    """One table as CSV."""
    navne = [f.navn for f in ark.felter]
    return opgave.mappe.skriv(f"{mappe}{ark.navn}.csv", csv_bytes(navne, opgave.udsnit.raekker(ark)))
