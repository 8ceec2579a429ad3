"""Search: words and filters, best first, each hit with the passage that has the words."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator
from typing import Any

from referat.schemas.vokabular import Udfald
from referat.store.fund import SLUT, START
from referat.store.soeg import FLEST
from referat.web import forslag, hentning, soegning
from referat.web.side import Raekke, Side
from referat.web.soegning import Soegning

ORD = {"fra": "fra", "til": "til", "kle": "KLE", "beloeb_fra": "bevilling fra", "beloeb_til": "bevilling til"}
"""What stands before a value that would not be understood alone."""

OM_PUNKTET = ("kommune", "udvalg", "dato", "punkt_nr", "punkt", "udfald")
KOLONNER = (*OM_PUNKTET, "uddrag", "adresse", "dokument", "side", "ledende", "punktvis")
"""What a file says of a hit."""
AD_GANGEN = 1_000
"""So many hits of a file are asked for at a time: each time all are weighed, but a query has its time."""


async def vis(side: Side) -> Any:
    """``/soeg?q=…&kommune=…``: whatever is typed is a search, never an error."""
    s = soegning.laes(side)
    fundne, i_alt = await _fundne(side, s)
    sider = -(-min(i_alt, FLEST) // soegning.PER_SIDE)
    if s.side > max(sider, 1):
        s = dataclasses.replace(s, side=max(sider, 1))
        fundne, _ = await _fundne(side, s)
    kommuner = await side.husket("soeg.kommuner")
    return await side.html(
        "soeg.html",
        s=s,
        fundne=fundne,
        i_alt=i_alt,
        flest=FLEST,
        former=hentning.FORMER,
        flest_hentes=hentning.FLEST,
        sider=sider,
        q=s.ord_,
        stavning=None if i_alt else await forslag.stavning(side, s.ord_),
        stier=await side.stier(f[k] for f in fundne for k in ("punkt_id", "ledende_punkt_id")),
        kommuner=kommuner,
        regioner=sorted({k["region"] for k in kommuner if k["region"]}),
        udvalg=await side.husket("soeg.udvalg"),
        forgaengere=await side.alle("soeg.forgaengere", kode=s.filtre.kommune_kode) if s.filtre.kommune_kode else [],
        kle=await side.husket("soeg.kle"),
        udfald=[str(u) for u in Udfald],
        valgte=_valgte(s, {k["kode"]: k["navn"] for k in kommuner}),
    )


async def _fundne(side: Side, s: Soegning) -> tuple[list[Raekke], int]:
    """The hits of a page; none where no word of the search can be looked for."""
    spring = (s.side - 1) * soegning.PER_SIDE
    return ([], 0) if s.forgaeves else await soegning.udfoer(side, s, soegning.PER_SIDE, spring)


async def hent(side: Side) -> Any:
    """The same search as a file in one of ``hentning.FORMER``: the best ``hentning.FLEST`` hits."""
    s = soegning.laes(side)
    soegt = {"q": s.q, **{k: v for k, v in s.skrevet.items() if v}}
    om = {"soegning": soegt, "ikke_forstaaet": list(s.uforstaaet), "flere": False}
    return await hentning.fil(side.dele["form"], "soegning", KOLONNER, _stykker(side, s, om), om)


async def _stykker(side: Side, s: Soegning, om: dict[str, Any]) -> AsyncIterator[hentning.Raekker]:
    """The rows of a file, some at a time; ``om`` is told whether there are more than it may have."""
    fra, i_alt = 0, 0 if s.forgaeves else 1
    while fra < min(i_alt, hentning.FLEST):
        antal = min(AD_GANGEN if fra else hentning.FOERST, hentning.FLEST - fra)
        fundne, i_alt = await soegning.udfoer(side, s, antal, fra)
        om["flere"] = i_alt > hentning.FLEST
        stier = await side.stier(f["punkt_id"] for f in fundne)
        yield [_raekke(side, f, stier.get(f["punkt_id"])) for f in fundne]
        fra = fra + len(fundne) if fundne else i_alt


def _raekke(side: Side, f: Raekke, sti: str | None) -> list[Any]:
    """A hit as ``KOLONNER`` has it, with an address that can be followed from a spreadsheet."""
    uddrag = " ".join(f["uddrag"].replace(START, "").replace(SLUT, "").split())
    adresse = side.datasette.absolute_url(side.request, sti) if sti else None
    felter = ("kommune", "udvalg", "dato", "nr", "titel", "udfald")
    return [*(f[k] for k in felter), uddrag, adresse, f["filnavn"], f["side"], f["ledende"], f["punktvis"]]


def _valgte(s: Soegning, kommuner: dict[str, str]) -> list[tuple[str, str]]:
    """The fields that are filled in, each as a short text of what it asks."""
    skrevet = s.skrevet | {"kommune": kommuner.get(s.skrevet["kommune"], s.skrevet["kommune"])}
    return [(felt, f"{ORD.get(felt, '')} {vaerdi}".strip()) for felt, vaerdi in skrevet.items() if vaerdi]
