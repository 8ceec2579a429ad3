"""How text looks when a font names its letters wrongly: ligatures lost, letters moved, no word of any language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from referat.models.viden import data, regler

FLEST_AF_EN_FEJL = 2
"""So many words that lost a ligature may be misspelled, where others have it."""


def tabte_bogstaver(ord_: Iterable[str], tekst: str) -> list[str]:
    """Of a text's words in small letters, those that lost letters to a ligature that the text nowhere else has whole.

    Where it has, a few such words are taken for slips of whoever wrote them.
    """
    fundne: dict[str, list[str]] = {}
    noedvendigt = data("tegnfejl")["noedvendigt"]
    mulige = [o for o in ord_ if any(x in o for x in noedvendigt)]
    for o in sorted(filter(_mistaenkt().search, mulige)):
        for regel in regler("tegnfejl"):
            if regel.moenster.search(o):
                fundne.setdefault(regel.giver, []).append(o)
    return [o for giver, alle in fundne.items() if giver not in tekst or len(alle) > FLEST_AF_EN_FEJL for o in alle]


def forskudte(ord_: set[str]) -> set[str]:
    """Of a text's words, those whose every letter stands equally many places from a known word's."""
    return ord_ & _forskudte()


def almindelige(ord_: set[str]) -> int:
    """How many of a text's words in small letters are those that no page of Danish prose is without."""
    return len(ord_ & _almindelige())


@cache
def _mistaenkt() -> re.Pattern[str]:
    """What any of the rules matches, looked for at once."""
    return re.compile("|".join(r.moenster.pattern for r in regler("tegnfejl")))


@cache
def _almindelige() -> frozenset[str]:
    return frozenset(data("tegnfejl")["almindelige"])


@cache
def _forskudte() -> frozenset[str]:
    former = {f for kendt in data("tegnfejl")["kendte"] for f in (kendt, kendt.capitalize(), kendt.upper())}
    skridt = data("tegnfejl")["forskydninger"]
    return frozenset("".join(chr(ord(x) + n) for x in form) for form in former for n in skridt)
