"""Rows handed out as a file: CSV for machines, CSV for a Danish spreadsheet, JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from referat.store.udfoersel import flade

FLEST = 5_000
"""So many rows are handed out as a file."""
SKRIVERE = {"csv": flade.csv_bytes, "excel.csv": flade.excel_bytes}
FORMER = {"csv": "CSV", "excel.csv": "CSV til Excel", "json": "JSON"}
"""How an address ends → what the form is called."""


def fil(
    form: str, navn: str, hoveder: Sequence[str], raekker: Sequence[Sequence[Any]], om: Mapping[str, object]
) -> Any:
    """The answer with rows in a form, sent as it is written; ``om`` is what JSON says of them."""
    from datasette.utils.asgi import AsgiStream, Response

    if form == "json":
        poster = [dict(zip(hoveder, r, strict=True)) for r in raekker]
        tekst = json.dumps({**om, "raekker": poster}, ensure_ascii=False, indent=1)
        return Response(tekst, content_type="application/json; charset=utf-8")

    async def send(ud: Any) -> None:
        for stykke in SKRIVERE[form](hoveder, raekker):
            await ud.write(stykke.decode())

    headers = {"content-disposition": f'attachment; filename="{navn}.csv"'}
    return AsgiStream(send, headers=headers, content_type="text/csv; charset=utf-8")
