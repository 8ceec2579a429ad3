"""Atom feeds (RFC 4287) of a search, a case, a person, a body, a kommune: what is new, newest meeting first.

An entry's id is made of the id of the punkt or the meeting, so it is the same on any host and after any new reading;
``published`` is the day of the meeting, ``updated`` when its document was read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from referat.web import skrift, soegning
from referat.web.side import Raekke, Side
from referat.web.sider import udvalg

ANTAL = 50
"""So many punkter a feed has."""
MOEDER = 25
"""So many meetings."""


async def soeg(side: Side) -> Any:
    """``/soeg.atom?q=…``: the newest punkter that a search finds."""
    s = soegning.laes(side)
    fundne = [] if s.tom or s.forgaeves else await soegning.nyeste(side, s, ANTAL)
    titel = " · ".join(["Søgning", *([f"»{s.q}«"] if s.q else []), *(v for v in s.skrevet.values() if v)])
    return await _punkter(side, titel, s.url(), fundne)


async def sag(side: Side) -> Any:
    """The treatments of the case ``side.maal``."""
    sagen = await side.en("feed.sag", sag=side.maal)
    if sagen is None:
        raise side.ikke_fundet()
    fundne = await side.alle("feed.sagens", sag=side.maal, antal=ANTAL)
    return await _punkter(side, f"Sag: {sagen['titel'] or sagen['id']}", _siden(side), fundne)


async def person(side: Side) -> Any:
    """The punkter where the person ``side.maal`` voted, remarked or was inhabil."""
    personen = await side.en("person.person", person=side.maal)
    if personen is None:
        raise side.ikke_fundet()
    fundne = await side.alle("feed.personens", person=side.maal, antal=ANTAL)
    titel = ", ".join(x for x in (personen["navn"], personen["kommune"]) if x)
    return await _punkter(side, titel, _siden(side), fundne)


async def udvalgets(side: Side) -> Any:
    """The meetings of the body ``side.maal``."""
    u = await udvalg.hvilket(side)
    fundne = await side.alle("feed.udvalgets", udvalg=u["id"], kode=u["kode"], antal=MOEDER)
    return await _moeder(side, f"{u['navn'] or 'Ukendt udvalg'}, {u['kommune'] or 'ukendt kommune'}", fundne)


async def kommunens(side: Side) -> Any:
    """The meetings of the kommune ``side.maal``."""
    kommune = await side.en("kommune.kommune", kode=side.maal or None)
    fundne = await side.alle("feed.kommunens", kode=side.maal or None, antal=MOEDER)
    return await _moeder(side, kommune["navn"] if kommune else skrift.UKENDT, fundne)


async def _punkter(side: Side, titel: str, sti: str, fundne: Iterable[Raekke]) -> Any:
    """A feed of punkter, each with what was decided."""
    poster = await side.alle("feed.punkter", poster=json.dumps([{"id": f["id"], "hvad": f["hvad"]} for f in fundne]))
    for p in poster:
        p["overskrift"] = p["titel"] or "(uden titel)"
    return await _svar(side, titel, sti, poster)


async def _moeder(side: Side, titel: str, fundne: Iterable[Raekke]) -> Any:
    """A feed of meetings, each with its punkter."""
    poster = await side.alle("feed.moeder", moeder=json.dumps([f["id"] for f in fundne]))
    for m in poster:
        m["overskrift"] = m["udvalg"] or "Ukendt udvalg"
        m["punkter"] = json.loads(m["punkter"])
    return await _svar(side, titel, _siden(side), poster)


def _siden(side: Side) -> str:
    """The address of the page that the feed is of."""
    return str(side.request.path).removesuffix(".atom")


async def _svar(side: Side, titel: str, sti: str, poster: list[Raekke]) -> Any:
    from datasette.utils.asgi import Response

    def url(x: str) -> str:
        return str(side.datasette.absolute_url(side.request, x))

    udgivelse = await side.en("feed.udgivelse")
    kontekst = {
        "titel": titel,
        "id": uuid5(NAMESPACE_URL, f"referat:{sti}"),
        "sti": sti,
        "opdateret": max((p["opdateret"] or "" for p in poster), default="") or (udgivelse or {}).get("tidspunkt"),
        "poster": [p | {"uuid": uuid5(NAMESPACE_URL, f"referat:{p['id']}")} for p in poster],
        "stier": await side.stier(p["id"] for p in poster),
        "url": url,
    }
    xml = await side.datasette.render_template("feed.xml", kontekst, side.request)
    return Response(xml, content_type="application/atom+xml; charset=utf-8")
