"""The data: what it holds, how right it is, how to take it home and cite it, and what every column means."""

from __future__ import annotations

from typing import Any

from referat.schemas import kodebog
from referat.store.kolonner import BELAEG
from referat.store.udfoersel import ordbog
from referat.store.udgivelse import UDGIVNE
from referat.store.visninger import VISNINGER
from referat.web import vaert
from referat.web.side import DATABASE, Side


async def vis(side: Side) -> Any:
    """``/data``."""
    antal = await side.datasette.get_database(DATABASE).table_counts()
    return await side.html(
        "data.html",
        udgivelse=(await side.husket("data.udgivelse"))[0],
        tal=(await side.husket("forside.tal"))[0],
        graenser=(await side.husket("data.graenser"))[0],
        regler=await side.husket("data.regler"),
        svageste=await side.husket("data.svageste"),
        tabeller=[(ordbog.ark(t), antal[t.navn]) for t in UDGIVNE],
        arter=ordbog.DANSK,
        visninger={v: kodebog.tabel(v) for v in VISNINGER},
        belaeg={k.navn: kodebog.kolonne("", k.navn) for k in BELAEG},
        database=DATABASE,
        licens=vaert.licens(),
        adresse=side.datasette.absolute_url(side.request, "/"),
    )
