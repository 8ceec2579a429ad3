"""Titles of punkter for comparing: words, numbers, and which of many titles are alike without trying every pair."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from referat.store import ids

NAER = 0.9
"""How alike (0–1) two titles must be for a suggestion."""
SJAELDNE = 3
"""Two titles that are alike share one of so many of their rarest words."""
KORTEST = 15
"""A title of fewer letters is too short for a suggestion."""
FLEST = 200
"""A word in more titles than this tells nothing."""
BEHANDLING = re.compile(r"\b\d\.? behandling\b")
SLUG = 48
ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True, order=True)
class Titel:
    """A title: as printed, its words, and the numbers among them, which tell like titles apart."""

    ord: tuple[str, ...]
    raa: str | None

    @property
    def tal(self) -> tuple[str, ...]:
        return tuple(sorted(x for x in self.ord if any(c.isdigit() for c in x)))

    @property
    def behandling(self) -> bool:
        """Whether it says which reading of a case this is."""
        return bool(BEHANDLING.search(" ".join(self.ord)))


@lru_cache(maxsize=1 << 16)
def titel(raa: str | None) -> Titel:
    """A title as printed, for comparing."""
    return Titel(tuple(ids.normal(raa or "").split()), raa)


def lighed(a: Titel, b: Titel) -> float:
    """How alike two titles are under one number, 0 to 1: words that one of them adds count little."""
    return round(fuzz.token_set_ratio(" ".join(a.ord), " ".join(b.ord)) / 100, 3) if a.ord and b.ord else 0.0


def lignende(titler: Iterable[Titel]) -> Iterator[tuple[Titel, Titel, float]]:
    """Pairs of titles alike enough for a suggestion, each with itself too, and how alike (0 to 1).

    Short titles say too little, and titles that name different numbers are of different things.
    """
    alle = sorted(t for t in titler if len(t.ord) > 1 and len(" ".join(t.ord)) >= KORTEST)
    antal = Counter(x for t in alle for x in set(t.ord))
    spande: dict[tuple[str, tuple[str, ...]], list[Titel]] = defaultdict(list)
    for t in alle:
        yield t, t, 1.0
        for x in sorted(set(t.ord), key=lambda x: (antal[x], x))[:SJAELDNE]:
            if antal[x] <= FLEST:
                spande[x, t.tal].append(t)
    set_foer = set()
    for spand in spande.values():
        for i, a in enumerate(spand):
            for b in spand[i + 1 :]:
                if (a, b) in set_foer:
                    continue
                set_foer.add((a, b))
                score = fuzz.token_sort_ratio(" ".join(a.ord), " ".join(b.ord), score_cutoff=100 * NAER) / 100
                if score:
                    yield a, b, round(score, 3)


@lru_cache(maxsize=10_000)
def slug(tekst: str) -> str:
    """A text as part of an id: small letters, figures and hyphens, cut at a word."""
    plads = unicodedata.normalize("NFKD", tekst.casefold().translate(ASCII)).encode("ascii", "ignore").decode()
    ud = re.sub(r"[^a-z0-9]+", "-", plads).strip("-")
    return ud if len(ud) <= SLUG else ud[:SLUG].rsplit("-", 1)[0]
