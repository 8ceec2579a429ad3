"""Search: words and filters, best first, each hit with the passage that has the words."""

from __future__ import annotations

from typing import Any

from referat.schemas.vokabular import Udfald
from referat.store.soeg import FLEST
from referat.web import soegning
from referat.web.side import Side
from referat.web.soegning import Soegning

ORD = {"fra": "fra", "til": "til", "kle": "KLE", "beloeb_fra": "bevilling fra", "beloeb_til": "bevilling til"}
"""What stands before a value that would not be understood alone."""


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
        valgte=_valgte(s, {k["kode"]: k["navn"] for k in kommuner}),
    )


def _valgte(s: Soegning, kommuner: dict[str, str]) -> list[tuple[str, str]]:
    """The fields that are filled in, each as a short text of what it asks."""
    skrevet = s.skrevet | {"kommune": kommuner.get(s.skrevet["kommune"], s.skrevet["kommune"])}
    return [(felt, f"{ORD.get(felt, '')} {vaerdi}".strip()) for felt, vaerdi in skrevet.items() if vaerdi]
