"""What the formats of objects share: rows of the chosen part, objects without empty properties, Danish time."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from referat.store.udfoersel.udsnit import VALGT, Udsnit

Objekt = dict[str, Any]

STEDER = (("moeder", "id", "moeder"), ("m_moeder", "m.id", "moeder"), ("p_punkter", "p.id", "punkter"))
"""Place in a query → the column held against the chosen meetings or punkter."""


def sql(udsnit: Udsnit, tekst: str, *vaerdier: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a query whose places for the chosen meetings and punkter are filled in."""
    hvor = {sted: f"{kolonne} {VALGT[tabel]}" if udsnit.snaevert else "1" for sted, kolonne, tabel in STEDER}
    yield from udsnit.db.execute(tekst.format(**hvor), vaerdier)


def ren(**felter: Any) -> Objekt:
    """An object without what is not stated."""
    return {k: v for k, v in felter.items() if v is not None and v != "" and v != []}


def tidspunkt(dato: str | None, klokken: str | None) -> str | None:
    """A date, with its time and zone where a time is stated: what hangs on a Danish wall."""
    if not dato or not klokken:
        return dato
    try:
        tid = datetime.datetime.fromisoformat(f"{dato}T{klokken}")
    except ValueError:
        return dato
    return tid.replace(tzinfo=ZoneInfo("Europe/Copenhagen")).isoformat()
