"""Search: words and filters, best first, each hit with the passage that has the words."""

from __future__ import annotations

import dataclasses
from typing import Any

from referat.schemas.vokabular import Udfald
from referat.store.soeg import FLEST, SLUT, START
from referat.web import forslag, hentning, soegning
from referat.web.side import Raekke, Side
from referat.web.soegning import Soegning

ORD = {"fra": "fra", "til": "til", "kle": "KLE", "beloeb_fra": "bevilling fra", "beloeb_til": "bevilling til"}
"""What stands before a value that would not be understood alone."""

KOLONNER = ("kommune", "udvalg", "dato", "punkt_nr", "punkt", "udfald", "uddrag", "adresse", "dokument", "side")
"""What a file says of a hit."""
AD_GANGEN = 2_500
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
        stier=await side.stier(f["punkt_id"] for f in fundne),
        kommuner=kommuner,
        regioner=sorted({k["region"] for k in kommuner if k["region"]}),
        udvalg=await side.husket("soeg.udvalg"),
        kle=await side.husket("soeg.kle"),
        udfald=[str(u) for u in Udfald],
        valgte=_valgte(s, {k["kode"]: k["navn"] for k in kommuner}),
    )


async def _fundne(side: Side, s: Soegning, antal: int = soegning.PER_SIDE) -> tuple[list[Raekke], int]:
    """The hits of a page; none where no word of the search can be looked for."""
    return ([], 0) if s.forgaeves else await soegning.udfoer(side, s, antal)


async def hent(side: Side) -> Any:
    """The same search as a file in one of ``hentning.FORMER``: the best ``FLEST`` hits, asked for some at a time."""
    s = dataclasses.replace(soegning.laes(side), side=1)
    raekker: list[list[Any]] = []
    i_alt = 1
    while len(raekker) < min(i_alt, hentning.FLEST):
        fundne, i_alt = await _fundne(side, s, AD_GANGEN)
        if not fundne:
            break
        stier = await side.stier(f["punkt_id"] for f in fundne)
        raekker += [_raekke(side, f, stier.get(f["punkt_id"])) for f in fundne]
        s = dataclasses.replace(s, side=s.side + 1)
    soegt = {"q": s.q, **{k: v for k, v in s.skrevet.items() if v}}
    raekker = raekker[: hentning.FLEST]
    om = {"soegning": soegt, "ikke_forstaaet": list(s.uforstaaet), "flere": i_alt > len(raekker)}
    return hentning.fil(side.dele["form"], "soegning", KOLONNER, raekker, om)


def _raekke(side: Side, f: Raekke, sti: str | None) -> list[Any]:
    """A hit as ``KOLONNER`` has it, with an address that can be followed from a spreadsheet."""
    uddrag = " ".join(f["uddrag"].replace(START, "").replace(SLUT, "").split())
    adresse = side.datasette.absolute_url(side.request, sti) if sti else None
    felter = ("kommune", "udvalg", "dato", "nr", "titel", "udfald")
    return [*(f[k] for k in felter), uddrag, adresse, f["filnavn"], f["side"]]


def _valgte(s: Soegning, kommuner: dict[str, str]) -> list[tuple[str, str]]:
    """The fields that are filled in, each as a short text of what it asks."""
    skrevet = s.skrevet | {"kommune": kommuner.get(s.skrevet["kommune"], s.skrevet["kommune"])}
    return [(felt, f"{ORD.get(felt, '')} {vaerdi}".strip()) for felt, vaerdi in skrevet.items() if vaerdi]
