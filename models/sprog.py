"""The language pipeline: spaCy's blank Danish with a sentence rule of our own, built once and only when needed."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from referat.models.viden import data, udtryk

if TYPE_CHECKING:
    from spacy.language import Language

SLUT = frozenset(".!?")
EN_SAETNING = re.compile(r"[^\n.!?]*[.!?]?[ \t]*")
"""Nothing in it could end a sentence before its end."""

GENTAGES = 2048
"""So many sentences and decisions are remembered: most punkter end in one of few."""


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
    `nr.` does not before its number, nor does an ordinal (`3.`), unless it is the number of a punkt, a page or votes.
    A capital with a full stop is an initial but before a word that begins a sentence. Behind a comma and a word that
    ends no sentence (`og`, `stemte`; before a number `til`) a line was broken at the margin.
    """
    if not tekst.strip():
        return ()
    if EN_SAETNING.fullmatch(tekst):
        return (_trim(tekst, 0, len(tekst)),)
    ud: list[tuple[int, int]] = []
    start = 0
    ord_ = [(t.text, t.idx) for t in pipeline()(tekst)]
    for (forrige, _), (token, fra), (naeste, efter) in zip([("", 0), *ord_], ord_, ord_[1:], strict=False):
        slut = fra + len(token)
        mellem = tekst[slut:efter] + (token if token.isspace() else "")
        if (token[-1:] in SLUT or "\n" in mellem) and _slutter(forrige, token, mellem, naeste):
            ud.append((start, slut))
            start = efter
    ud.append((start, len(tekst)))
    return tuple(_trim(tekst, a, b) for a, b in ud if tekst[a:b].strip())


def partiskel(tekst: str) -> list[int]:
    """Where a new sentence begins behind a party's letter (`Imod stemte Ø. F undlod.`), which looks like an initial."""
    return [m.end() for m in udtryk("stemmer", "saetningsskel").finditer(tekst)]


def _slutter(forrige: str, token: str, mellem: str, naeste: str) -> bool:
    """Whether a sentence ends with a word (``token``) that ends in a full stop or the like, or before a line break."""
    viden, smaat = data("sprog"), token.casefold()
    ordenstal = _tal(token) and forrige.casefold() not in viden["foer_tal"]
    foran_tal = smaat in viden["foran_tal"] and naeste[:1].isdigit()
    stort = naeste[:1].isupper() or naeste[:1].isdigit() or naeste[:1] in "•·-–(”\"'"
    forkortet = smaat in viden["slutord"] and not (token[:1].isupper() and forrige[:1].isupper())  # `Jens Kr. Holm`
    punktum = token[-1:] in SLUT and (len(token) == 1 or forkortet or _tal(token))
    punktum = punktum or (_bogstav(token) and naeste in viden["begynder_saetning"])
    sidste = forrige if token.isspace() else token
    uafsluttet = sidste.casefold() in viden["gaar_videre"] and naeste not in viden["begynder_saetning"]
    videre = (sidste.endswith(",") or uafsluttet) and naeste[:1].isupper()
    videre |= naeste.isdigit() and sidste in viden["gaar_videre_til_tal"]
    slut = "\n" in mellem or (punktum and not ordenstal)
    return (slut and stort and not foran_tal and not videre) or "\n\n" in mellem


def _tal(token: str) -> bool:
    """Whether a token is a number with a full stop."""
    return bool(re.fullmatch(r"\d{1,2}\.", token))


def _bogstav(token: str) -> bool:
    """Whether a token is a capital with a full stop: an initial, or a party at a sentence's end."""
    return bool(re.fullmatch(r"[A-ZÆØÅ]\.", token))


def _trim(tekst: str, a: int, b: int) -> tuple[int, int]:
    stykke = tekst[a:b]
    return a + len(stykke) - len(stykke.lstrip()), a + len(stykke.rstrip())
