"""A page of a source document: its kept text, with the passage marked that a fact was read in."""

from __future__ import annotations

import json
from typing import Any

from referat.web.kilder import Tekst
from referat.web.side import Side


async def vis(side: Side) -> Any:
    """``/kilde/<document>/<page>?fra=…&til=…``: the offsets count in the document's kept text."""
    dokument, nr = side.dele["dokument"], int(side.dele["nr"])
    om = await side.en("kilde.dokument", dokument=dokument)
    sider = await side.alle("kilde.sider", dokument=dokument, numre=json.dumps([nr]))
    if om is None or not sider:
        raise side.ikke_fundet()
    start, tekst = Tekst(sider).sider[nr]
    fra, til = (max(_heltal(side.arg(n)) - start, 0) for n in ("fra", "til"))
    fra, til = min(fra, len(tekst)), min(max(til, fra), len(tekst))
    punkter = await side.alle("kilde.punkter", dokument=dokument, nr=nr)
    return await side.html(
        "kilde.html",
        dokument=om,
        nr=nr,
        foer=tekst[:fra],
        sted=tekst[fra:til],
        efter=tekst[til:],
        punkter=punkter,
        stier=await side.stier(p["id"] for p in punkter),
    )


def _heltal(tekst: str) -> int:
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 12 else 0
