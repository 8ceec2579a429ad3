"""About: what this is, how it is read, what an empty field means, whom to write to, and for whom it can be used."""

from __future__ import annotations

from typing import Any

from referat.web import vaert
from referat.web.side import Side


async def vis(side: Side) -> Any:
    """``/om``."""
    return await side.html(
        "om.html",
        kontakt=vaert.kontakt(),
        tal=(await side.husket("forside.tal"))[0],
        tilbagetrukket=await side.husket("data.tilbagetrukket"),
        udgivelse=(await side.husket("data.udgivelse"))[0],
    )
