"""Rows handed out as a file: CSV for machines, a workbook for a spreadsheet, JSON.

CSV is sent as its rows are found; the first of them are found before the answer begins, so that what hinders it can
still be told.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any

from referat.store.udfoersel import flade, regneark

FLEST = 5_000
"""So many rows are handed out as a file."""
FOERST = 100
"""So many rows are found before the first is sent."""
FORMER = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}
"""How an address ends → what the form is called."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Raekker = list[list[Any]]


async def fil(
    form: str, navn: str, hoveder: Sequence[str], stykker: AsyncIterator[Raekker], om: Mapping[str, object]
) -> Any:
    """The answer with rows in a form; ``om``, read when all rows are, is what JSON says of them."""
    from datasette.utils.asgi import AsgiStream, Response

    if form == "csv":
        send = await _csv(hoveder, stykker)
        return AsgiStream(send, headers=_som(f"{navn}.csv"), content_type="text/csv; charset=utf-8")
    raekker = [r async for stykke in stykker for r in stykke]
    if form == "xlsx":
        bog = await asyncio.to_thread(regneark.bog_bytes, hoveder, raekker)
        return Response(bog, headers=_som(f"{navn}.xlsx"), content_type=XLSX)
    poster = [dict(zip(hoveder, r, strict=True)) for r in raekker]
    tekst = json.dumps({**om, "raekker": poster}, ensure_ascii=False, indent=1)
    return Response(tekst, content_type="application/json; charset=utf-8")


async def paa_en_gang(raekker: Raekker) -> AsyncIterator[Raekker]:
    """Rows that are all there."""
    yield raekker


def _som(navn: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{navn}"'}


async def _csv(hoveder: Sequence[str], stykker: AsyncIterator[Raekker]) -> Any:
    """What writes the file, its first rows already found."""
    foerste: Raekker = await anext(stykker, [])

    async def send(ud: Any) -> None:
        await ud.write(_tekst(flade.csv_bytes(hoveder, foerste)))
        async for stykke in stykker:
            await ud.write(_tekst(flade.csv_raekker(stykke)))

    return send


def _tekst(stykker: Iterable[bytes]) -> str:
    return b"".join(stykker).decode()
