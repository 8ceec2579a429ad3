"""A page of a source document: its kept text, with the passage marked that a fact was read in."""

from __future__ import annotations

import json
from typing import Any

from referat.web import billeder
from referat.web.kilder import Tekst, billede_url
from referat.web.side import Side


async def vis(side: Side) -> Any:
    """``/kilde/<document>/<page>?fra=…&til=…``: the offsets count in the document's kept text."""
    dokument, nr = side.dele["dokument"], int(side.dele["nr"])
    om = await side.en("kilde.dokument", dokument=dokument)
    sider = await side.alle("kilde.sider", dokument=dokument, numre=json.dumps([nr]))
    if om is None or not sider:
        raise side.ikke_fundet()
    start, tekst = Tekst(sider).sider[nr]
    sted = _sted(side)
    fra, til = (min(max(n - start, 0), len(tekst)) for n in sted)
    punkter = await side.alle("kilde.punkter", dokument=dokument, nr=nr)
    return await side.html(
        "kilde.html",
        dokument=om,
        nr=nr,
        foer=tekst[:fra],
        sted=tekst[fra:til],
        efter=tekst[til:],
        punkter=punkter,
        billede=billede_url(dokument, nr, *sted) if billeder.findes(side) and sider[0]["bredde"] else None,
        maal=sider[0],
        stier=await side.stier(p["id"] for p in punkter),
    )


async def billede(side: Side) -> Any:
    """``/kilde/<document>/<page>.png?fra=…&til=…``: the page as it looks, with the place marked."""
    from datasette.utils.asgi import Response

    dokument, nr = side.dele["dokument"], int(side.dele["nr"])
    om = await side.en("kilde.side", dokument=dokument, nr=nr)
    png = await billeder.tegn(side, dokument, nr, *_sted(side)) if om and om["bredde"] else None
    if png is None:
        raise side.ikke_fundet()
    return Response(png, headers={"cache-control": "public, max-age=3600"}, content_type="image/png")


def _sted(side: Side) -> tuple[int, int]:
    """The place in the document's text that the address names; the same offset twice where it names none."""
    fra, til = (_heltal(side.arg(n)) for n in ("fra", "til"))
    return fra, max(fra, til)


def _heltal(tekst: str) -> int:
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 12 else 0
