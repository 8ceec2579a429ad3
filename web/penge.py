"""What a sentence says of an amount that it states: which way the money goes, in the words that stand beside it."""

from __future__ import annotations

import re

from referat.models.viden import regler
from referat.web.soegning import beloeb

BELOEB = re.compile(r"\d[\d.]*(?:,\d+)?\s*(?:mio|mia|t)?\.?\s*kr\b")
FORAN, BAGEFTER = 25, 30
"""So many characters before an amount and after it may such a word stand."""


def retning(tekst: str | None, kr: float | None) -> str:
    """``mindreudgift``, ``merindtægt`` …; empty where no such word stands beside the amount, or more than one does."""
    fundne = list(BELOEB.finditer(tekst or ""))
    ord_ = {_ved(tekst or "", m) for m in fundne if beloeb(m[0]) == kr} - {""}
    return ord_.pop() if len(ord_) == 1 else ""


def _ved(tekst: str, m: re.Match[str]) -> str:
    """The word just before an amount; else the one just after it."""
    foran = tekst[max(m.start() - FORAN, 0) : m.start()]
    return _sidste(foran) or _sidste(re.split(r"\d", tekst[m.end() : m.end() + BAGEFTER])[0])


def _sidste(stykke: str) -> str:
    """What the last of such words in a piece of text gives."""
    fundne = [(m.end(), r.giver) for r in regler("pengeord") for m in r.moenster.finditer(stykke)]
    return max(fundne, default=(0, ""))[1]
