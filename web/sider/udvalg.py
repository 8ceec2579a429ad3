"""A body: its meetings year by year, what it decided, who sat in it, what it put off, what it dealt with."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from referat.web import kilder, udsnit
from referat.web.aar import udfald_pr_aar
from referat.web.side import Raekke, Side

LISTER = ("medlemmer", "udsat")


async def vis(side: Side) -> Any:
    """The page of the body ``side.maal``; without an id, of the meetings of a kommune whose body is not named."""
    udvalg = await hvilket(side)
    hvor = {"udvalg": udvalg["id"], "kode": udvalg["kode"]}
    dele = await side.flere(*(f"udvalg.{n}" for n in ("moeder", "udfald", "kle", "tal")), **hvor)
    lister = {n: await udsnit.hent(side, n, f"udvalg.{n}", **hvor, kort=25) for n in LISTER}
    medlemmer, udsatte = lister["medlemmer"].raekker, await _udsatte(side, lister["udsat"].raekker)
    await kilder.giv_alle(side, ("deltagere", medlemmer), ("punkt", udsatte))
    ids = [m["id"] for m in dele["moeder"]] + [m["person_id"] for m in medlemmer]
    ids += [i for u in udsatte for i in (u["punkt_id"], u["sag_id"], (u["siden"] or {}).get("punkt_id"))]
    return await side.html(
        "udvalg.html",
        u=udvalg,
        tal=dele["tal"][0],
        aar=[(a or "uden dato", list(m)) for a, m in groupby(dele["moeder"], lambda m: m["aar"])],
        udfald=udfald_pr_aar(dele["udfald"]),
        kle=dele["kle"],
        lister=lister,
        vis=udsnit.valgt(side, lister),
        soeg=_soeg(udvalg),
        stier=await side.stier([udvalg["kode"], *ids]),
    )


async def hvilket(side: Side) -> Raekke:
    """The body that the address stands for, with its kommune; its id is None where documents do not name it."""
    if side.maal:
        fundet = await side.en("udvalg.udvalg", udvalg=side.maal)
        if fundet is None:
            raise side.ikke_fundet()
        return fundet
    kommune = await side.en("udvalg.kommune", sti="/" + side.dele["sti"].partition("/")[0])
    return {"id": None, "navn": None} | (kommune or {"kode": None, "kommune": None})


async def _udsatte(side: Side, raekker: list[Raekke]) -> list[Raekke]:
    """What was put off, read where its decision says so, with what became of it since."""
    punkter = json.dumps([r["punkt_id"] for r in raekker])
    steder = {b["punkt_id"]: b for b in await side.alle("udvalg.beslutninger", punkter=punkter)}
    for r in raekker:
        r |= steder.get(r["punkt_id"], {}) | {"siden": json.loads(r["siden"] or "null")}
    return raekker


def _soeg(udvalg: Raekke) -> str:
    """The search for the punkter of the body; empty where it has no name to search for."""
    felter = {"kommune": udvalg["kode"], "udvalg": udvalg["navn"]}
    return f"/soeg?{urlencode({k: v for k, v in felter.items() if v})}" if udvalg["navn"] else ""
