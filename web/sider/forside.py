"""The front page: one search box, what is in here, the newest decisions, outcomes over the years."""

from __future__ import annotations

from typing import Any

from referat.web.aar import udfald_pr_aar
from referat.web.side import Raekke, Side


async def vis(side: Side) -> Any:
    """``/``."""
    tal = await side.husket("forside.tal")
    daekning = await side.husket("forside.daekning")
    nyeste = await side.husket("forside.nyeste")
    udfald = await side.husket("forside.udfald")
    return await side.html(
        "forside.html",
        tal=tal[0],
        daekning=_daekning(daekning),
        udfald=udfald_pr_aar(udfald),
        nyeste=nyeste,
        stier=await side.stier([*(p["punkt_id"] for p in nyeste), *(r["kommune_kode"] for r in daekning)]),
    )


def _daekning(raekker: list[Raekke]) -> dict[str, Any]:
    """Years across, kommuner down: how many meetings; a year without any between two with is a gap."""
    aar = (
        [str(a) for a in range(int(min(r["aar"] for r in raekker)), int(max(r["aar"] for r in raekker)) + 1)]
        if raekker
        else []
    )
    kommuner: dict[str, Raekke] = {}
    for r in raekker:
        k = kommuner.setdefault(
            r["kommune"], {"kode": r["kommune_kode"], "navn": r["kommune"], "aar": {}, "punkter": 0}
        )
        k["aar"][r["aar"]] = r["moeder"]
        k["punkter"] += r["punkter"]
    return {"aar": aar, "kommuner": list(kommuner.values())}
