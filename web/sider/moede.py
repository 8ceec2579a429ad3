"""A meeting: its punkter in order, and who was there."""

from __future__ import annotations

from typing import Any

from referat.web import kilder
from referat.web.side import Side


async def vis(side: Side) -> Any:
    """The page of the meeting ``side.maal``."""
    moede = await side.en("moede.moede", moede=side.maal)
    if moede is None:
        raise side.ikke_fundet()
    navne = ("punkter", "deltagere", "naboer", "advarsler")
    dele = await side.flere(*(f"moede.{n}" for n in navne), moede=side.maal)
    belaeg = await kilder.hent(side, moede["dokument_id"], [moede, *dele["deltagere"]])
    belaeg.giv("moede", [moede])
    belaeg.giv("deltagere", dele["deltagere"])
    ids = [moede["kommune_kode"], moede["udvalg_id"], *(r["id"] for navn in ("punkter", "naboer") for r in dele[navn])]
    stier = await side.stier([*ids, *(d["person_id"] for d in dele["deltagere"])])
    return await side.html("moede.html", m=moede, dele=dele, stier=stier)
