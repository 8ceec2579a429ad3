"""The language pipeline: spaCy's blank Danish with a sentence rule of our own, built once and only when needed."""

from __future__ import annotations

import itertools
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from referat.models.viden import data

if TYPE_CHECKING:
    from spacy.language import Language

SLUT = frozenset(".!?")


@cache
def pipeline() -> Language:
    """Blank Danish. The official Danish models are not needed: minutes are read by rule, not by parse."""
    import spacy

    return spacy.blank("da")


@lru_cache(maxsize=256)  # each reader of a decision asks for its sentences
def saetninger(tekst: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of each sentence.

    A line break ends a sentence when a capital, a digit or a bullet follows; a full stop ends one unless it belongs to
    an abbreviation, and an abbreviation that often ends a sentence (`kr.`, `mv.`) does when a capital follows;
    `nr.` does not before its number, nor does an ordinal (`3.`), unless it is the number of a punkt or a page.
    """
    if not tekst.strip():
        return ()
    slutord = frozenset(data("sprog")["slutord"])
    ud: list[tuple[int, int]] = []
    start = 0
    doc = pipeline()(tekst)
    forrige = ""
    for token, naeste in itertools.pairwise(doc):
        ordenstal = _tal(token.text) and forrige not in data("sprog")["foer_tal"]
        forrige = token.text.casefold()
        slut = token.idx + len(token.text)
        mellem = tekst[slut : naeste.idx] + (token.text if token.is_space else "")
        foran_tal = token.text.casefold() in data("sprog")["foran_tal"] and naeste.text[:1].isdigit()
        stort = naeste.text[:1].isupper() or naeste.text[:1].isdigit() or naeste.text[:1] in "•·-–(”\"'"
        punktum = token.text[-1:] in SLUT and (
            len(token.text) == 1 or token.text.casefold() in slutord or _tal(token.text)
        )
        if (not foran_tal and (stort and ("\n" in mellem or (punktum and not ordenstal)))) or "\n\n" in mellem:
            ud.append((start, slut))
            start = naeste.idx
    ud.append((start, len(tekst)))
    return tuple(_trim(tekst, a, b) for a, b in ud if tekst[a:b].strip())


def _tal(token: str) -> bool:
    """Whether a token is a number with a full stop."""
    return bool(re.fullmatch(r"\d{1,2}\.", token))


def _trim(tekst: str, a: int, b: int) -> tuple[int, int]:
    stykke = tekst[a:b]
    return a + len(stykke) - len(stykke.lstrip()), a + len(stykke.rstrip())
