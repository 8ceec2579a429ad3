"""A meeting: its punkter in order, and who was there."""

from __future__ import annotations

from typing import Any

from referat.web import kilder
from referat.web.side import Raekke, Side


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
    ligner = await _ligner(side, moede)
    ids = [moede["kommune_kode"], moede["udvalg_id"], moede["hoved_id"]]
    ids += [r["id"] for navn in ("punkter", "naboer") for r in dele[navn]]
    ids += [x[k] for x in ligner for k in ("udvalg_id", "kode")]
    stier = await side.stier([*ids, *(d["person_id"] for d in dele["deltagere"])])
    return await side.html("moede.html", m=moede, dele=dele, stier=stier, ligner=ligner, kilde_url=kilder.kilde_url)


async def _ligner(side: Side, moede: Raekke) -> list[Raekke]:
    """Where a meeting of unknown kommune may be from: bodies of its name with the same members or items, and how many.

    It is shown as what it is, and joins nothing.
    """
    if moede["kommune_kode"] or not moede["udvalg_navn"]:
        return []
    return await side.alle("moede.ligner", moede=moede["id"], udvalg=moede["udvalg_navn"])
