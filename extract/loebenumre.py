"""Numbers of punkter: read as an OCR left them, and by where they count up."""

from __future__ import annotations

import re

LOEBENR = re.compile(r"(?:(?P<organ>[A-ZÆØÅ]{2,4})-)?(?P<nr>\d+)(?:/(?P<aar>\d+)(?:-[A-Z])?)?\Z")
OCRTAL = str.maketrans("lIO", "110")


def nummer(nr: str | None) -> str | None:
    """A number with the letters that an OCR takes for digits put right: `l` and `I2`; in `12a` the letter is meant."""
    return nr.translate(OCRTAL) if nr and len(nr) < 3 else nr


def plads(nr: str | None) -> int | None:
    """Where a number counts up: `43` of `ØU-43/07-B`."""
    m = LOEBENR.match(nr or "")
    return int(m["nr"]) if m else None


def raekke(nr: str | None) -> tuple[str | None, ...]:
    """What is the same in all numbers of a row: the body and the year."""
    m = LOEBENR.match(nr or "")
    return m.group("organ", "aar") if m else ()
