"""A case: its treatments in all bodies in order of date, what joins them, and what may belong to it too.

A meeting that several documents tell is one treatment, told by the best of them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from referat.web import afstemninger, kilder, udsnit
from referat.web.side import Raekke, Side
from referat.web.udsnit import LANG, Udsnit

FAKTA = ("beslutninger", "indstillinger", "afstemninger", "stemmer", "bevillinger")
TABELLER = {"beslutninger": "punkt"}
"""What was asked for → the table whose rules read it, where it is called something else."""
METODER = {
    "journalnummer": "samme journalnummer",
    "journalnummer+titel": "samme journalnummer og lignende titel",
    "henvisning": "henvisning i teksten",
    "sagsforløb": "sagsforløb, som dokumentet oplyser",
    "omtale": "omtalt i teksten",
    "titel": "lignende titel i et andet udvalg inden for et år",
    "delt journalnummer": "et fælles journalnummer, som bruges til flere sager",
}
"""How two treatments are joined, in words."""


@dataclass(frozen=True, slots=True)
class Behandling:
    """A case at one body's meeting: the punkter to show, and the same in other documents."""

    nr: int
    punkter: list[Raekke]
    andre: list[Raekke]

    @property
    def foerste(self) -> Raekke:
        return self.punkter[0]


async def vis(side: Side) -> Any:
    """The page of the case ``side.maal``."""
    sag = await side.en("sag.sag", sag=side.maal)
    if sag is None:
        raise side.ikke_fundet()
    dele = await side.flere("sag.punkter", "sag.kanter", "sag.forslag", sag=side.maal)
    alle = _behandlinger(dele["punkter"])
    nr = udsnit.sidenr(side)
    vist = Udsnit("behandlinger", [], len(alle), nr, alene=len(alle) > LANG)
    behandlinger = alle[(nr - 1) * LANG : nr * LANG]
    fakta = await _fakta(side, behandlinger)
    kanter = _kanter(dele["kanter"], alle)[:LANG]
    lister = [(TABELLER.get(navn, navn), fakta[navn]) for navn in FAKTA]
    await kilder.giv_alle(side, *lister, ("henvisninger", kanter))
    ids = [r[k] for r in dele["punkter"] for k in ("punkt_id", "moede_id", "udvalg_id")]
    ids += [r[k] for r in dele["forslag"] for k in ("punkt_id", "sag_id")] + [s["person_id"] for s in fakta["stemmer"]]
    return await side.html(
        "sag.html",
        s=sag,
        behandlinger=behandlinger,
        alle={b.nr: b for b in alle},
        udvalg=sorted({b.foerste["udvalg"] or "Ukendt udvalg" for b in alle}),
        fakta=_efter_punkt(fakta),
        kanter=kanter,
        forslag=dele["forslag"],
        metoder=METODER,
        sider=vist,
        kilde_url=kilder.kilde_url,
        stier=await side.stier([sag["kommune_kode"], *ids]),
    )


def _behandlinger(punkter: Iterable[Raekke]) -> list[Behandling]:
    """The punkter by body and date; of those that another document repeats only the first document's are shown."""
    gange: dict[str, list[Raekke]] = defaultdict(list)
    for p in punkter:
        gange[p["gang"]].append(p)
    ud = []
    for nr, gang in enumerate(gange.values(), 1):
        vist = [p for p in gang if not p["gentaget"]] or [p for p in gang if p["moede_id"] == gang[0]["moede_id"]]
        ud.append(Behandling(nr, vist, [p for p in gang if p not in vist]))
    return ud


async def _fakta(side: Side, behandlinger: Iterable[Behandling]) -> dict[str, list[Raekke]]:
    """What was recommended, voted, decided and granted at the punkter that are shown."""
    punkter = json.dumps([p["punkt_id"] for b in behandlinger for p in b.punkter])
    return await side.flere(*(f"sag.{navn}" for navn in FAKTA), punkter=punkter)


def _kanter(kanter: Iterable[Raekke], behandlinger: Iterable[Behandling]) -> list[Raekke]:
    """The joins between treatments, the surest of each sort, in order of date; those of one meeting are none."""
    nr = {p["punkt_id"]: b.nr for b in behandlinger for p in (*b.punkter, *b.andre)}
    ud: dict[tuple[int, int, str], Raekke] = {}
    for k in kanter:
        fra, til = nr.get(k["fra_punkt_id"]), nr.get(k["til_punkt_id"])
        if fra and til and fra != til:
            ud.setdefault((fra, til, k["metode"]), k | {"fra": fra, "til": til})
    return [ud[x] for x in sorted(ud)]


def _efter_punkt(fakta: dict[str, list[Raekke]]) -> dict[str, dict[str, list[Raekke]]]:
    """What was asked for → punkt → its rows; each vote with its own names."""
    ud: dict[str, dict[str, list[Raekke]]] = {navn: defaultdict(list) for navn in fakta}
    for navn, raekker in fakta.items():
        for r in raekker:
            ud[navn][r["punkt_id"]].append(r)
    med_stemmer = {*ud["afstemninger"], *ud["stemmer"]}
    return ud | {"afstemninger": {p: afstemninger.saml(ud["afstemninger"][p], ud["stemmer"][p]) for p in med_stemmer}}
