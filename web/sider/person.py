"""A person: parties and bodies over time, votes, absence over the years, remarks, and names that may be meant."""

from __future__ import annotations

import json
from typing import Any

from referat.web import kilder, udsnit
from referat.web.side import Raekke, Side
from referat.web.udsnit import Udsnit

DELE = ("partier", "udvalg", "stemmetal", "fravaer_aar")
LISTER: dict[str, tuple[str, dict[str, Any]]] = {
    "imod": ("stemmer", {"valg": '["imod", "undlod"]'}),
    "for": ("stemmer", {"valg": '["for"]'}),
    "bemaerkninger": ("bemaerkninger", {}),
    "fravaer": ("fravaer", {}),
    "mulige": ("mulige", {}),
}
"""A list that has a page of its own → its query, and what is asked of it."""


async def vis(side: Side) -> Any:
    """The page of the person ``side.maal``."""
    person = await side.en("person.person", person=side.maal)
    if person is None:
        raise side.ikke_fundet()
    valgt = udsnit.valgt(side, LISTER)
    dele: dict[str, list[Raekke]] = {n: [] for n in DELE}
    if not valgt:
        dele = await side.flere(*(f"person.{n}" for n in DELE), person=side.maal)
    dele["partier"] = [p for p in dele["partier"] if p["nr"] == 1]
    lister = {n: Udsnit(n, [], 0) for n in LISTER}
    for n in [valgt] if valgt else LISTER:
        sporgsmaal, hvad = LISTER[n]
        lister[n] = await udsnit.hent(side, n, f"person.{sporgsmaal}", person=side.maal, **hvad)
    af_liste = [(sporgsmaal, lister[n].raekker) for n, (sporgsmaal, _) in LISTER.items()]
    await kilder.giv_alle(side, ("partier", dele["partier"]), ("deltagere", dele["udvalg"]), *af_liste)
    mulige = lister["mulige"].raekker
    andre = {r["raekke_id"]: json.loads(r["andre"]) for r in mulige}
    return await side.html(
        "person.html",
        p=person,
        dele=dele,
        lister=lister,
        vis=valgt,
        stemmetal={r["stemme"]: r["antal"] for r in dele["stemmetal"]},
        andre=andre,
        stier=await _stier(side, person, dele["udvalg"], lister, [id_ for par in andre.values() for id_, _ in par]),
    )


async def _stier(
    side: Side, person: Raekke, udvalg: list[Raekke], lister: dict[str, Udsnit], andre: list[str]
) -> dict[str, str]:
    """The addresses of all that the page links to."""
    raekker = [r for u in lister.values() for r in u.raekker]
    ids = [person["kommune_kode"], *(u["udvalg_id"] for u in udvalg), *andre]
    return await side.stier([*ids, *(r["punkt_id"] for r in raekker), *(r.get("moede_id") for r in raekker)])
