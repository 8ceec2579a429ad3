"""Where a line that text was run together in is broken."""

from __future__ import annotations

from functools import cache

from referat.models.viden import Regel, regler


@cache
def brudsteder() -> tuple[Regel, ...]:
    """The rules that find heads inside a line; the file's others part a title or a heading from what is behind it."""
    return tuple(r for r in regler("brud") if r.giver == "brud")
