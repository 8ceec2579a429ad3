"""Where a line that text was run together in is broken."""

from __future__ import annotations

import re
from functools import cache

from referat.models.afsnit import loebende_moenster
from referat.models.viden import Regel, regler

OVERSKRIFTER = (
    "afsnit",
    "beslutning",
    "beslutning-organ",
    "beslutning-organ-versal",
    "organ-kolon",
    "organ-dato-kolon",
)
"""The rules whose finds head a section, or what a body decided."""


@cache
def brudsteder() -> tuple[Regel, ...]:
    """The rules that find heads inside a line; the file's others part a title or a heading from what is behind it."""
    return tuple(r for r in regler("brud") if r.giver == "brud")


@cache
def overskriftsmoenstre() -> tuple[re.Pattern[str], ...]:
    """What finds headings inside a line."""
    return (loebende_moenster(), *(r.moenster for r in brudsteder() if r.id.removeprefix("brud:") in OVERSKRIFTER))
