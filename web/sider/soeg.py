"""Search: words and filters, best first, each hit with the passage that has the words."""

from __future__ import annotations

from typing import Any

from referat.schemas.vokabular import Udfald
from referat.store.soeg import FLEST
from referat.web import soegning
from referat.web.side import Side


async def vis(side: Side) -> Any:
    """``/soeg?q=…&kommune=…``: whatever is typed is a search, never an error."""
    s = soegning.laes(side)
    fundne, i_alt = await soegning.udfoer(side, s)
    kommuner = await side.husket("soeg.kommuner")
    return await side.html(
        "soeg.html",
        s=s,
        fundne=fundne,
        i_alt=i_alt,
        flest=FLEST,
        sider=(min(i_alt, FLEST) + soegning.PER_SIDE - 1) // soegning.PER_SIDE,
        stier=await side.stier(f["punkt_id"] for f in fundne),
        kommuner=kommuner,
        regioner=sorted({k["region"] for k in kommuner if k["region"]}),
        udvalg=await side.husket("soeg.udvalg"),
        kle=await side.husket("soeg.kle"),
        udfald=[str(u) for u in Udfald],
    )
