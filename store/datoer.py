"""Dates as they are typed, made into ISO dates."""

from __future__ import annotations

import re
from datetime import date

from referat.schemas.vokabular import MAANEDER


def iso_dato(skrevet: str, slut: bool = False) -> str | None:
    """The ISO date of ``11.04.2023``, ``11/4-2023``, ``11. april 2023``, ``2023-04-11`` or ``2023``; None for what is
    no date.

    A year is its first day, or its last where ``slut``; a month's name may be cut short after three letters.
    """
    if re.fullmatch(r"[12]\d{3}", skrevet, re.ASCII):
        return f"{skrevet}-12-31" if slut else f"{skrevet}-01-01"
    m = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", skrevet, re.ASCII)
    iso = f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}" if m else _med_navn(skrevet) or skrevet
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", iso, re.ASCII):
        return None
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError:
        return None


def _med_navn(skrevet: str) -> str | None:
    """``den 12. marts 2024`` as ISO; None where no month is named."""
    m = re.fullmatch(r"(?:den\s+|d\.\s*)?(\d{1,2})\.?\s*([a-z]{3,9})\.?\s*(\d{4})", skrevet.casefold().strip())
    nr = next((i for i, navn in enumerate(MAANEDER, 1) if m and navn.startswith(m[2])), None)
    return f"{m[3]}-{nr:02}-{int(m[1]):02}" if m and nr else None
