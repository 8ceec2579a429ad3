"""The generator's own words: names, places, cases and formulas, kept as JSON in ``corpus/data``."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from referat.corpus.samling import RUM


@cache
def data(navn: str) -> Any:
    """The parsed ``corpus/data/<navn>.json``."""
    return json.loads((RUM / "data" / f"{navn}.json").read_text(encoding="utf-8"))
