"""When two spellings may mean one person or one body: what the reading of a document and the linking of many share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

FOLD = str.maketrans({"ø": "o", "æ": "ae", "å": "a", "ö": "o", "ä": "ae", "ü": "y"})
SKADET_ORD = 6
"""A word shorter than this is not taken for a damaged other: ``Ole`` is not ``Ove``."""
FORKORTELSER = frozenset({"chr", "kr", "fr", "joh", "th", "sv"})
"""First names that are written short."""
KORT_ORD = 4
"""Nor one shorter than this, where two other words of the name are the same."""
VARIANTER = {frozenset(p) for p in ("td", "ck", "sz", "iy", "ij", "vw", "eæ", "pb", "kg", "fv", "ea", "eo")}
"""Letters that tell real names apart (``Petersen``, ``Pedersen``), so that their exchange is no damage."""
STUMME = set("eh")
"""Letters that real names have or lack (``Nilsen``, ``Nielsen``)."""


def normal(navn: str) -> str:
    """A name for comparing: case, spaces, dots and the sort of hyphen or apostrophe do not count; aa is å."""
    navn = unicodedata.normalize("NFKC", navn).casefold().replace("aa", "å").replace("&", " og ")
    return " ".join(re.sub(r"[^\w]+|_", " ", navn).split())


@lru_cache(maxsize=1 << 16)
def navneord(navn: str) -> tuple[str, ...]:
    """A person's name, without party, as words in plain letters."""
    foldet = unicodedata.normalize("NFKD", normal(navn).translate(FOLD).replace("oe", "o"))
    return tuple("".join(c for c in foldet if not unicodedata.combining(c)).split())


def samme_navn(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names differ only in middle names, initials, or where a double name is parted."""
    if "".join(a) == "".join(b):
        return True
    kort, lang = sorted((a, b), key=len)
    if len(kort) < 2 or kort[-1] != lang[-1] or not (kort[0] == lang[0] or _forkortet(kort[0], lang[0])):
        return False
    rest = iter(lang[1:-1])
    return all(
        any(x == y or (min(len(x), len(y)) == 1 and x[0] == y[0]) or _forkortet(x, y) for y in rest) for x in kort[1:-1]
    )


def _forkortet(a: str, b: str) -> bool:
    """Whether one word is the usual short form of the other: `Chr.` and `Christian`."""
    kort, lang = sorted((a, b), key=len)
    return kort in FORKORTELSER and lang.startswith(kort)


def skadet(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names differ by one letter, in a long word, such as a slip or a scan makes and two names do not.

    A letter more or less counts in a shorter word too, and whatever letter, where two other words are the same.
    """
    forskel = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    if len(a) != len(b) or len(forskel) != 1:
        return False
    kort, lang = sorted(forskel[0], key=len)
    tre = len(a) > 2 and len(kort) < len(lang)
    if len(kort) < (KORT_ORD if tre else SKADET_ORD) or kort[0] != lang[0]:
        return False
    i = next((i for i, (x, y) in enumerate(zip(kort, lang, strict=False)) if x != y), len(kort))
    if len(kort) == len(lang):
        if kort[i + 1 :] == lang[i + 1 :]:
            return frozenset(kort[i] + lang[i]) not in VARIANTER
        byttet = kort[:i] + kort[i + 1 : i + 2] + kort[i] + kort[i + 2 :]
        return byttet == lang
    if kort != lang[:i] + lang[i + 1 :]:
        return False
    return tre or (lang[i] not in STUMME and lang[i] not in lang[i - 1 : i] + lang[i + 1 : i + 2])
