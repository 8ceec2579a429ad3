"""How numbers, counts and dates are written for Danes, wherever people read them: terminal, site, documents."""

from __future__ import annotations

from datetime import date

from referat.schemas.vokabular import MAANEDER

BYT = str.maketrans(",.", ".,")


def tal(n: float, decimaler: int = 0) -> str:
    """``1.234`` and ``2.954,9``; exactly ``decimaler`` decimals, or as many as there are where none are asked for."""
    hel = float(n).is_integer()
    return (f"{n:,.{decimaler}f}" if decimaler or hel else f"{n:,}").translate(BYT)


def antal(n: int, ental: str, flertal: str) -> str:
    """A count with its noun: ``1 punkt`` and ``2 punkter``."""
    return f"{tal(n)} {ental if n == 1 else flertal}"


def dato(iso: str | None) -> str:
    """``11.04.2023``; what is no date stays as it is, and where there is none is a dash."""
    d = _dag(iso)
    return f"{d:%d.%m.%Y}" if d else iso or "–"


def dansk_dato(d: date) -> str:
    """``6. august 2024``."""
    return f"{d.day}. {MAANEDER[d.month - 1]} {d.year}"


def lang_dato(iso: str | None) -> str:
    """``6. august 2024``; what is no date stays as it is."""
    d = _dag(iso)
    return dansk_dato(d) if d else iso or "uden dato"


def _dag(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso or "")
    except ValueError:
        return None
