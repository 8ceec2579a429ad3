"""A kommune: its bodies with the years and months they met, its people, its cases, what to be wary of."""

from __future__ import annotations

from typing import Any

from referat.schemas.vokabular import MAANEDER
from referat.web import skrift, udsnit
from referat.web.kilder import kilde_url
from referat.web.side import Raekke, Side

LISTER = ("sager", "advarsler")
FLEST_PERSONER = 40
"""So many persons stand on the page, those seen last; the whole list is by name."""


async def vis(side: Side) -> Any:
    """The page of the kommune ``side.maal``; without a kode, of the documents whose kommune is not known."""
    kode = side.maal or None
    kommune = await side.en("kommune.kommune", kode=kode) or {"kode": None, "navn": skrift.UKENDT, "region": None}
    tal, maaneder, personer = [await side.husket(f"kommune.{n}", kode=kode) for n in ("tal", "maaneder", "personer")]
    lister = {n: await udsnit.hent(side, n, f"kommune.{n}", kode=kode) for n in LISTER}
    valgt = udsnit.valgt(side, ("personer", *LISTER))
    viste = personer if valgt == "personer" else sorted(personer, key=_senest, reverse=True)[:FLEST_PERSONER]
    udvalg = _udvalg(maaneder)
    ids = [u["id"] for u in udvalg] + [p["id"] for p in viste] + [s["id"] for s in lister["sager"].raekker]
    return await side.html(
        "kommune.html",
        k=kommune,
        tal=tal[0],
        udvalg=udvalg,
        aar=_aar(maaneder),
        personer=sorted(viste, key=lambda p: skrift.sorteret(p["navn"])),
        antal_personer=len(personer),
        lister=lister,
        vis=valgt,
        ukendt=f"{side.request.path}/ukendt",
        kilde_url=kilde_url,
        stier=await side.stier([*ids, *(a["punkt_id"] for a in lister["advarsler"].raekker)]),
    )


def _senest(person: Raekke) -> str:
    return person["seneste"] or ""


def _aar(maaneder: list[Raekke]) -> list[str]:
    """The years from the first meeting to the last."""
    alle = [int(m["maaned"][:4]) for m in maaneder]
    return [str(a) for a in range(min(alle), max(alle) + 1)] if alle else []


def _udvalg(maaneder: list[Raekke]) -> list[Raekke]:
    """Each body by name, with its meetings year by year and the months without any between its first and its last."""
    ud: dict[str | None, Raekke] = {}
    for m in maaneder:
        u = ud.setdefault(m["udvalg_id"], {"id": m["udvalg_id"], "navn": m["udvalg"], "maaneder": {}, "antal": 0})
        u["maaneder"][m["maaned"]] = m["moeder"]
        u["antal"] += m["moeder"]
    for u in ud.values():
        u["aar"], u["uden"] = _fordel(u["maaneder"])
        u["navn"] = u["navn"] if u["id"] else None
    return sorted(ud.values(), key=lambda u: (u["id"] is None, skrift.sorteret(u["navn"] or "")))


def _fordel(moeder: dict[str, int]) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Year → meetings, and year → the months without, by name."""
    aar: dict[str, int] = {}
    uden: dict[str, list[str]] = {}
    fra, til = min(moeder), max(moeder)
    for nr in range(int(fra[:4]) * 12 + int(fra[5:7]) - 1, int(til[:4]) * 12 + int(til[5:7])):
        a, maaned = str(nr // 12), nr % 12
        antal = moeder.get(f"{a}-{maaned + 1:02}", 0)
        aar[a] = aar.get(a, 0) + antal
        if not antal:
            uden.setdefault(a, []).append(MAANEDER[maaned][:3])
    return aar, uden
