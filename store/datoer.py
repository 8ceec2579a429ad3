"""Dates as they are typed, made into ISO dates."""

from __future__ import annotations

import re
from datetime import date


def iso_dato(skrevet: str, slut: bool = False) -> str | None:
    """The ISO date of ``11.04.2023``, ``11/4-2023``, ``2023-04-11`` or ``2023``; None for what is no date.

    A year is its first day, or its last where ``slut``.
    """
    if re.fullmatch(r"[12]\d{3}", skrevet, re.ASCII):
        return f"{skrevet}-12-31" if slut else f"{skrevet}-01-01"
    m = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", skrevet, re.ASCII)
    iso = f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}" if m else skrevet
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", iso, re.ASCII):
        return None
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError:
        return None
