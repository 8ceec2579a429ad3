"""Ids made from content: the same document gives the same ids on any machine, in any order of ingestion."""

from __future__ import annotations

import hashlib

from referat.schemas.navne import normal

CIFRE = 16
"""Hex digits of a hashed id: 64 bits."""


def hash_id(*dele: str) -> str:
    """A short hex id of some texts, kept apart by a character that none of them holds."""
    return hashlib.sha256("\x1f".join(dele).encode("utf-8", "surrogatepass")).hexdigest()[:CIFRE]


def moede_id(dokument_id: str, nr: int) -> str:
    """The ``nr``-th meeting (from 1) of a document; ids sort in the document's order."""
    return f"{dokument_id[:CIFRE]}-m{nr:02}"


def punkt_id(dokument_id: str, raekkefoelge: int) -> str:
    """An agenda item by its place in the document; ids sort in the document's order."""
    return f"{dokument_id[:CIFRE]}-{raekkefoelge:03}"


def under(forael: str, art: str, nr: int) -> str:
    """A record within another: ``art`` is its kind in a letter or two, ``nr`` its place from 1."""
    return f"{forael}-{art}{nr:03}"


def soegenr(dokument_id: str, raekkefoelge: int) -> int:
    """A search index number: 47 bits of the document, 16 of the place, so it rises through a document."""
    if raekkefoelge >= 1 << 16:
        raise ValueError(f"Dokumentet har mere end {1 << 16} punkter.")
    return (int(dokument_id[:12], 16) >> 1) << 16 | raekkefoelge


__all__ = ["CIFRE", "hash_id", "moede_id", "normal", "punkt_id", "soegenr", "under"]
