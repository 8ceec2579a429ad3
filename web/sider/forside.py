"""The front page: one search box, what is in here, the newest decisions, outcomes over the years."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from referat.schemas.vokabular import Udfald
from referat.web.aar import udfald_pr_aar
from referat.web.side import Raekke, Side
from referat.web.skrift import UKENDT, sorteret

MOEDER, PR_MOEDE = 5, 3
"""Of so many of the newest meetings, so many decisions are shown."""
LINKS = ("moede_id", "punkt_id", "kommune_kode")
UDEN_DATO = "uden dato"


async def vis(side: Side) -> Any:
    """``/``."""
    tal = await side.husket("forside.tal")
    daekning = await side.husket("forside.daekning")
    nyeste = await side.husket("forside.nyeste", intet=str(Udfald.INTET), moeder=MOEDER, pr_moede=PR_MOEDE)
    udfald = await side.husket("forside.udfald")
    return await side.html(
        "forside.html",
        tal=tal[0],
        daekning=_daekning(daekning),
        udfald=udfald_pr_aar(udfald),
        nyeste=[list(moedets) for _, moedets in groupby(nyeste, lambda p: p["moede_id"])],
        stier=await side.stier(r[k] for r in (*nyeste, *daekning) for k in LINKS if k in r),
    )


def _daekning(raekker: list[Raekke]) -> dict[str, Any]:
    """Years across, the newest first, kommuner down: how many meetings; a year without any between two with is a gap.

    Meetings without a date or a kommune stand last: what is counted above the table is in it.
    """
    kendte = sorted(int(r["aar"]) for r in raekker if r["aar"])
    aar = [str(a) for a in range(kendte[-1], kendte[0] - 1, -1)] if kendte else []
    kommuner: dict[str | None, Raekke] = {}
    for r in sorted(raekker, key=lambda r: (r["kommune"] is None, sorteret(r["kommune"] or ""))):
        ny = {"kode": r["kommune_kode"], "navn": r["kommune"] or UKENDT, "aar": {}, "punkter": 0}
        k = kommuner.setdefault(r["kommune_kode"], ny)
        k["aar"][r["aar"] or UDEN_DATO] = r["moeder"]
        k["punkter"] += r["punkter"]
    if any(UDEN_DATO in k["aar"] for k in kommuner.values()):
        aar.append(UDEN_DATO)
    return {"aar": aar, "kommuner": list(kommuner.values())}
