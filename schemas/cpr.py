"""Danish personal numbers (CPR, DDMMYY-XXXX) in text: where they stand, and the text with their digits covered.

Found by their digits alone, in any writing that a referat or a scan may give them, so it needs no words. The date must
be one that a number can have; modulus 11 is not asked for, since numbers without it are given out. What looks just
like one (a case number ``010203-1234``, ten digits of another register) is taken for one: a number shown does harm,
one covered too many does little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

DAEKKET = "•"
"""What a digit becomes: one character for one, so that offsets into the text stay true."""

USYNLIG = r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]{0,3}"
"""Signs without width, and the soft hyphen; bounded, as all that repeats here, so that no text is slow to search."""
BLANK = r"[^\S\n\r\f\v\x1c-\x1f\x85\u2028\u2029]"
"""A space of any width, on the line."""
STREG = r"[-_~¬\u00ad\u02d7\u058a\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]"

C = rf"\d{USYNLIG}"
"""A digit of any script, such as full width."""
LUFT = rf"(?:{BLANK}{USYNLIG})?"
LED = rf"(?:{BLANK}?(?:[./]|{STREG}){BLANK}?{USYNLIG}|{LUFT})"
"""What may stand between day, month and year."""
AARHUNDREDE = rf"(?:(?:[1１]{USYNLIG}{LUFT}[89８９]|[2２]{USYNLIG}{LUFT}[0０]){USYNLIG}{LUFT})?"
"""The century, where the year is written in full."""

FOERST = r"\d(?<!\d\d)" + USYNLIG
"""The first digit: patterns that begin with what they look for are searched fast, so what is before comes after."""
TAL = r"(?!\d|[.,/:\-–]\d{1,3}(?!\d))"
"""What follows is not the rest of a longer number: its decimals, its minutes."""

MED_STREG = (
    rf"(?:(?<!\d[./]\d)|(?=\d{{5}})){LUFT}{C}{LED}{C}{LUFT}{C}{LED}{AARHUNDREDE}{C}{LUFT}{C}"
    rf"\s{{0,40}}{STREG}{{1,2}}{USYNLIG}\s{{0,40}}{USYNLIG}"
    rf"{C}{LUFT}{C}{LUFT}{C}{LUFT}\d(?!\d)"
)
"""With a hyphen of some sort before the last four: the digits may be spaced, and a line or a page may end at it."""

KONTO = r"(?<!(?<!\d)\d{4}[ \xa0\-–]\d)"
"""Not an account, which has four digits before the ten."""
SAMMEN = rf"{KONTO}{C * 8}\d(?!\d)"

FRIT = rf"(?<!\d[./]\d){KONTO}"
UDEN_STREG = (
    rf"{FRIT}{C}(?:{C}{C}|(?P<led>[./]|{STREG}|{BLANK}){C}{C}(?P=led)){C}{C}"
    rf"(?:{BLANK}?[./:]{BLANK}?|\s{{1,2}}|){USYNLIG}{C}{C}{C}\d{TAL}"
)
"""With a space, a dot, a slash or a colon before the last four."""

SPATIERET = (
    rf"(?<!\d \d){FRIT}" + rf"{BLANK}{{1,2}}{C}" * 5 + rf"{BLANK}{{1,4}}{C}" + rf"{BLANK}{{1,2}}{C}" * 3
) + rf"(?!{BLANK}\d\b){TAL}"
"""Every digit apart from the next, and no hyphen."""

MOENSTER = re.compile(f"{FOERST}(?:{MED_STREG}|{SAMMEN}|{UDEN_STREG}|{SPATIERET})")
MULIGT = re.compile(r"(?:\d[\W_]*){10,}")
"""Ten digits that no letter stands between: what is searched in earnest."""
KORTEST = 10
OMGANGE = 10
"""One that is covered no longer hides the next (``01.02.03-1234/04.05.06-1234``): how many in a row are told apart."""


def find(tekst: str) -> list[tuple[int, int]]:
    """Where numbers stand: first character and the one after the last, in order, none within another."""
    return [] if MULIGT.search(tekst) is None else _find(tekst)


def nummer(skrevet: str) -> str:
    """The ten digits of a number as it was found, without its century."""
    cifre = "".join(str(int(c)) for c in skrevet if c.isdecimal())
    return cifre[:4] + cifre[-6:]


def _find(tekst: str) -> list[tuple[int, int]]:
    alle: list[tuple[int, int]] = []
    for _ in range(OMGANGE):
        if not (nye := list(_fundne(tekst))):
            break
        alle += nye
        tekst = _daek(tekst, nye)
    return sorted(alle)


def mask(tekst: str) -> str:
    """The text with every digit of every number covered; as long as before, and the same where there is none."""
    return _daek(tekst, find(tekst))


def _daek(tekst: str, steder: list[tuple[int, int]]) -> str:
    ud, slut = [], 0
    for fra, til in steder:
        ud += [tekst[slut:fra], "".join(DAEKKET if c.isdecimal() else c for c in tekst[fra:til])]
        slut = til
    return "".join([*ud, tekst[slut:]])


def _fundne(tekst: str) -> Iterator[tuple[int, int]]:
    """The numbers that can be told as the text stands."""
    for muligt in MULIGT.finditer(tekst):
        start, slut = muligt.span()
        while slut - start >= KORTEST and (m := MOENSTER.search(tekst, start, slut)):
            fundet = _har_dato([int(c) for c in m[0] if c.isdecimal()])
            start = m.end() if fundet else m.start() + 1
            if fundet:
                yield m.span()


def _har_dato(cifre: list[int]) -> bool:
    """Whether the first four digits are a day and a month; 60 is added to the day of a replacement number."""
    dag, maaned = cifre[0] * 10 + cifre[1], cifre[2] * 10 + cifre[3]
    return 1 <= maaned <= 12 and (1 <= dag <= 31 or 61 <= dag <= 91)
