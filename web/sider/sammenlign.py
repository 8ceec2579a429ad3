"""Comparison: a topic, an outcome or a budget measure, across kommuner and years, as shares and as counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from referat.web.side import Raekke, Side
from referat.web.skrift import UKENDT, sorteret

ARTER = {"udfald": "Udfald", "emne": "Emne (KLE)", "maal": "Mål i budgettabeller"}
FLEST = 8
"""So many kommuner are compared at a time: as many as the plot has colours."""
FOERST = "udfald:udsat"


@dataclass(frozen=True, slots=True)
class Felt:
    """A kommune's year: how many, of how many punkter at how many meeting days; or the largest amount of a measure."""

    antal: int = 0
    punkter: int | None = None
    moeder: int | None = None
    kr: float | None = None
    celler: int | None = None
    punkt_id: str | None = None

    @property
    def andel(self) -> float | None:
        return self.antal / self.punkter if self.punkter else None

    @property
    def y(self) -> float | None:
        """What the plot shows: per cent, or millions."""
        if self.celler is not None:
            return None if self.kr is None else round(self.kr / 1e6, 3)
        return None if self.andel is None else round(100 * self.andel, 2)


async def vis(side: Side) -> Any:
    """``/sammenlign?hvad=udfald:udsat&kommune=0253&kommune=…``."""
    valg = await side.husket("sammenlign.valg")
    art, valgt = _hvad(side.arg("hvad"), valg)
    tal = await _tal(side, art, valgt)
    navne = {k["kode"]: k["navn"] for k in await side.husket("soeg.kommuner")}
    koder = _kommuner(side, tal, navne)
    aar = sorted({a for k, a in tal if k in koder})
    return await side.html(
        "sammenlign.html",
        arter={a: [v for v in valg if v["art"] == a] for a in ARTER},
        artnavne=ARTER,
        hvad=f"{art}:{valgt}",
        art=art,
        valgt=valgt,
        navn=next((v["navn"] for v in valg if (v["art"], v["valgt"]) == (art, valgt)), valgt),
        alle=[(k or "", navne.get(k, UKENDT)) for k in sorted({k for k, _ in tal}, key=_raekkefoelge(navne))],
        kommuner=[(k, navne.get(k, UKENDT)) for k in koder],
        i_alt=len({k for k, _ in tal if k}),
        flest=FLEST,
        aar=aar,
        tal=tal,
        uden_kle=await _uden_kle(side, koder, navne) if art == "emne" else [],
        stier=await side.stier([*(k for k in koder if k), *(f.punkt_id for f in tal.values())]),
    )


def _hvad(skrevet: str, valg: list[Raekke]) -> tuple[str, str]:
    """What is compared; the usual where the address says nothing that is here."""
    findes = {f"{v['art']}:{v['valgt']}" for v in valg}
    foerste = FOERST if FOERST in findes else min(findes, default=FOERST)
    art, _, valgt = (skrevet if skrevet in findes else foerste).partition(":")
    return art, valgt


async def _tal(side: Side, art: str, valgt: str) -> dict[tuple[str | None, int], Felt]:
    """Kommune and year → its numbers; with every year of a kommune's minutes, so that none is a true zero."""
    fundne = await side.alle(f"sammenlign.{art}", valgt=valgt)
    noegler = {(r["kommune_kode"], r["aar"]): r for r in fundne}
    if art == "maal":
        return {
            k: Felt(r["tabeller"], None, None, r["stoerste_kr"], r["celler"], r["punkt_id"]) for k, r in noegler.items()
        }
    moeder = {(r["kommune_kode"], r["aar"]): r["antal"] for r in await side.husket("sammenlign.moeder")}
    punkter = {(r["kommune_kode"], r["aar"]): r["antal"] for r in await side.husket("sammenlign.punkter")}
    return {k: Felt(noegler[k]["antal"] if k in noegler else 0, n, moeder.get(k)) for k, n in punkter.items()}


def _kommuner(side: Side, tal: dict[tuple[str | None, int], Felt], navne: dict[str, str]) -> list[str | None]:
    """The kommuner that are asked for, or those with the most."""
    findes = {k for k, _ in tal}
    bedt: list[str | None] = [k or None for k in side.request.args.getlist("kommune")[:FLEST] if (k or None) in findes]
    if not bedt:
        antal = {k: sum(f.antal for (kk, _), f in tal.items() if kk == k) for k in findes if k}
        bedt = list(sorted(antal, key=lambda k: (-antal[k], str(k)))[:FLEST])
    return sorted(set(bedt), key=_raekkefoelge(navne))


def _raekkefoelge(navne: dict[str, str]) -> Callable[[str | None], tuple[bool, str]]:
    """What kommuner are sorted by: their names, the unknown last."""
    return lambda k: (k is None, sorteret(navne.get(k or "", "")))


async def _uden_kle(side: Side, koder: list[str | None], navne: dict[str, str]) -> list[str]:
    """The kommuner whose minutes show no KLE number at all: a zero of theirs says nothing."""
    med = {r["kommune_kode"] for r in await side.husket("sammenlign.emnepunkter")}
    return [navne.get(k or "", UKENDT) for k in koder if k not in med]
