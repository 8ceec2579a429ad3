"""The codebook: what tables and columns hold, in Danish, and the units of numbers, for the site and every export."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HER = Path(__file__).parent
VISNING = "visninger"
"""The section of the views, and of what their columns have in common."""


@cache
def _laest(navn: str) -> dict[str, dict[str, str]]:
    fundet: dict[str, Any] = tomllib.loads((HER / f"{navn}.toml").read_text(encoding="utf-8"))
    return fundet


def tabel(navn: str) -> str:
    """What one row of a table or view is; empty for what is not published."""
    om = _laest("kodebog")
    return om["tabeller"].get(navn) or om[VISNING].get(navn, "")


def enhed(kolonne: str) -> str:
    """The unit of a column's numbers, the same in every table; empty for texts, counts and years."""
    return _laest("kodebog")["enheder"].get(kolonne, "")


def kolonne(tabel: str, navn: str) -> str:
    """What a column of a table or view holds; empty for what the codebook does not know."""
    afsnit = _laest("kolonner")
    egne = (tabel, *((VISNING,) if tabel in _laest("kodebog")[VISNING] else ()), "alle")
    return next((afsnit[a][navn] for a in egne if navn in afsnit.get(a, {})), "")


def afsnit() -> dict[str, dict[str, str]]:
    """All that is said of columns: section → column → words."""
    return _laest("kolonner")
