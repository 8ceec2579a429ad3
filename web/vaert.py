"""What whoever runs the site says of it in the environment: whom to write to, and the licence it is given on under."""

from __future__ import annotations

import os

KONTAKT = "REFERAT_KONTAKT"
LICENS = "REFERAT_LICENS"
STANDARDLICENS = "CC BY 4.0"


def kontakt() -> str:
    """An address of e-mail or of the web; empty where none is given, or where it is neither."""
    sat = os.environ.get(KONTAKT, "").strip()
    return sat if sat.startswith("https://") or ("@" in sat and " " not in sat and ":" not in sat) else ""


def licens() -> str:
    """The licence's name."""
    return os.environ.get(LICENS, "").strip() or STANDARDLICENS
