"""Small documents for the tests of structure, read: a head and parts in text, or a plain source set as PDF."""

from __future__ import annotations

from referat.corpus.blokke import laes_kilde
from referat.corpus.layout import byg_pdf
from referat.extract.pipeline import read_referat
from referat.schemas.referat import Punkt, Referat

TITLER = ("Godkendelse af dagsorden", "Budgetopfølgning for vejene", "Eventuelt")
KROP = "Sagsfremstilling\nForvaltningen har set på sagen.\n\nBeslutning\nGodkendt."
HOVED = """REFERAT
Teknik- og Miljøudvalget
Mødedato: 4. maj 2022
Mødested: Lokale 2
Medlemmer: Anna Holm (A), Per Vang (V), Ida Lund (B)
"""


def laes(*dele: str, hoved: str = HOVED) -> Referat:
    """A text document: the head and its parts with a blank line between."""
    return read_referat("\n\n".join((hoved, *dele)).encode())


def saet(kilde: str) -> Referat:
    """The document that a plain source describes (`corpus/blokke.py`), set as PDF."""
    return read_referat(byg_pdf(laes_kilde(kilde)))


def punkter(ref: Referat) -> list[tuple[str | None, str | None]]:
    return [(p.nr, p.titel) for p in ref.punkter]


def koder(ref: Referat) -> list[str]:
    return [a.kode for a in ref.advarsler if a.kode.startswith(("indhold", "punkt"))]


def et(ref: Referat) -> Punkt:
    """The only punkt of a document."""
    assert len(ref.punkter) == 1, punkter(ref)
    return ref.punkter[0]
