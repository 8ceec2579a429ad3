"""Counts by year, for a table and the plot that is drawn from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from referat.web.side import Raekke

FLEST_UDFALD = 7
"""So many outcomes are told apart; the rest are one."""
RESTEN = "alle andre"


def udfald_pr_aar(raekker: Iterable[Raekke]) -> dict[str, Any]:
    """Years down, outcomes across, the most used first; of rows with ``aar``, ``udfald`` and ``antal``."""
    raekker = list(raekker)
    sum_: Counter[str] = Counter()
    for r in raekker:
        sum_[r["udfald"]] += r["antal"]
    navne = sorted(sum_, key=lambda u: (-sum_[u], u))[:FLEST_UDFALD]
    aar: dict[str, Counter[str]] = {}
    for r in raekker:
        aar.setdefault(r["aar"], Counter())[r["udfald"] if r["udfald"] in navne else RESTEN] += r["antal"]
    return {"navne": [*navne, *([RESTEN] if len(sum_) > len(navne) else [])], "aar": aar}
