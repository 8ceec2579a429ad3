"""The data: what it holds, how right it is, how to take it home and cite it, and what every column means."""

from __future__ import annotations

from functools import cache
from typing import Any

from referat.store.migreringer import noegle
from referat.store.skema import BELAEG
from referat.store.udgivelse import UDGIVNE
from referat.store.visninger import VISNINGER
from referat.web import vaert
from referat.web.side import DATABASE, Side
from referat.web.skrift import KODEBOG

TYPER = {str: "tekst", int: "heltal", float: "tal"}
SMAA = 10
"""A rule held against the truth fewer times than this says little."""


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
        tabeller=[t | {"antal": antal[t["navn"]]} for t in kodebog()],
        visninger=list(VISNINGER),
        belaeg=[(k.navn, k.beskrivelse) for k in BELAEG],
        database=DATABASE,
        licens=vaert.licens(),
        adresse=side.datasette.absolute_url(side.request, "/"),
    )


@cache
def kodebog() -> list[dict[str, Any]]:
    """Every public table with its columns, as the schema in code has them; Danish words from ``kodebog.toml``."""
    ud = []
    for t in UDGIVNE:
        kolonner = [
            {
                "navn": k.navn,
                "type": TYPER[k.type],
                "noegle": k.navn in t.pk,
                "peger": (k.fk, noegle(k.fk)) if k.fk else None,
                "enhed": KODEBOG["enheder"].get(k.navn, ""),
                "beskrivelse": k.beskrivelse,
            }
            for k in t.kolonner
            if not k.beregnet
        ]
        ud.append({"navn": t.navn, "dansk": KODEBOG["tabeller"][t.navn], "kolonner": kolonner})
    return ud
