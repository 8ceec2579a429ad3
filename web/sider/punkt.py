"""A punkt: what was decided, by whom, about what, and where in the document each of it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from referat.store.felter import laes_felt
from referat.store.felter import vis as vis_vaerdi
from referat.web import afstemninger, hentning, kilder, skrift
from referat.web.kilder import Belaeg
from referat.web.side import Raekke, Side
from referat.web.sider.sag import METODER
from referat.web.tabeller import Tabel, indsat, saml

MED_KILDE = (
    "afsnit",
    "indstillinger",
    "afstemninger",
    "stemmer",
    "fravaer",
    "bemaerkninger",
    "bilag",
    "journalnumre",
    "bevillinger",
    "henvisninger",
    "tabeller",
)
ANDRE = ("naboer", "celler", "kontroller", "behandlinger", "advarsler", "rettede")
FORSLAG = 5
"""So many punkter that may be of the same case are named; the page of the case has them all."""
VIST = {"indstilling": "indstillinger", "bilag": "bilag", "fravaer": "fravaer", "forloeb": "henvisninger"}
"""A section that is told in a better way when it was read: its role → the records that tell it."""


async def vis(side: Side) -> Any:
    """The page of the punkt ``side.maal``."""
    punkt = await side.en("punkt.punkt", punkt=side.maal)
    if punkt is None:
        raise side.ikke_fundet()
    dele = await side.flere(*(f"punkt.{navn}" for navn in (*MED_KILDE, *ANDRE)), punkt=side.maal)
    belaeg = await kilder.hent(side, punkt["dokument_id"], [punkt, *(r for navn in MED_KILDE for r in dele[navn])])
    for navn in MED_KILDE:
        belaeg.giv(navn, dele[navn])
    belaeg.giv("punkt", [punkt])
    _udfald(belaeg, punkt, dele["indstillinger"])
    _rettelser(punkt, dele)
    forslag = (await side.alle("sag.forslag", sag=punkt["sag_id"]))[:FORSLAG] if punkt["sag_id"] else []
    tabeller = saml(dele["tabeller"], dele["celler"], dele["kontroller"])
    afsnit, uden_plads = _afsnit(dele, tabeller, lambda t: belaeg.tekst.stykke(t.r["tegn_fra"], t.r["tegn_til"]))
    return await side.html(
        "punkt.html",
        p=punkt,
        dele=dele,
        beslutning=[a for a in dele["afsnit"] if a["art"] == "beslutning" and not _rettet(punkt, "beslutning")],
        afsnit=afsnit,
        tabeller=uden_plads,
        som_trykt=_som_trykt(dele),
        afstemninger=afstemninger.saml(dele["afstemninger"], dele["stemmer"]),
        fravaer=_grupper(dele["fravaer"], "omfang", "aarsag"),
        forslag=forslag,
        metoder=METODER,
        stier=await _stier(side, punkt, dele, forslag),
        kilde_url=kilder.kilde_url,
        former=hentning.FORMER,
    )


def _udfald(belaeg: Belaeg, punkt: Raekke, indstillinger: Iterable[Raekke]) -> None:
    """Say of each outcome how sure it is."""
    punkt["udfald_sikkerhed"] = belaeg.udfald(punkt["udfald"])
    for r in indstillinger:
        r["udfald_sikkerhed"] = belaeg.udfald(r["udfald"], "udfald, indstilling")


def _rettelser(punkt: Raekke, dele: dict[str, list[Raekke]]) -> None:
    """Give each row the corrections of it; an outcome that someone corrected was read by no rule."""
    egne: dict[str, list[Raekke]] = defaultdict(list)
    for r in dele["rettede"]:
        felt = laes_felt(r["felt"])
        som_vist = {k: vis_vaerdi(felt, r[k]) for k in ("laest", "rettet_til")}
        navn = felt.felt or ("tilføjet" if felt.ny else f"fjernet fra {felt.art}")
        egne[r["raekke_id"]].append(r | som_vist | {"navn": navn})
    for raekke in (x for navn in MED_KILDE for x in dele[navn]):
        raekke["rettelser"] = egne.pop(raekke.get("id") or raekke.get("journalnummer_id", ""), [])
        if _rettet(raekke, "udfald"):
            raekke["udfald_sikkerhed"] = ""
    egne_og_moedets = [r for id_ in (punkt["punkt_id"], punkt["moede_id"]) for r in egne.pop(id_, ())]
    vaek = [r | {"kolonne": None} for flere in egne.values() for r in flere]  # of rows that are not there to be marked
    punkt["rettelser"] = egne_og_moedets + vaek
    if _rettet(punkt, "udfald"):
        punkt["udfald_sikkerhed"] = ""


def _rettet(raekke: Raekke, kolonne: str) -> bool:
    """Whether someone corrected a column of a row."""
    return any(r["kolonne"] == kolonne for r in raekke["rettelser"])


def _afsnit(
    dele: dict[str, list[Raekke]], tabeller: list[Tabel], trykt: Callable[[Tabel], str]
) -> tuple[list[Raekke], list[Tabel]]:
    """The sections to be read in order, each with the tables that stand in it, and the tables that stand in none."""
    ud = [a for a in dele["afsnit"] if a["art"] != "beslutning" and not dele.get(VIST.get(a["art"], ""))]
    tilbage = list(tabeller)
    for a in ud:
        her = [t for t in tilbage if a["tegn_fra"] is not None and t.i(a["tegn_fra"], a["tegn_til"])]
        tilbage = [t for t in tilbage if t not in her]
        a["stykker"] = indsat(skrift.afsnit(a["tekst"]), [(t, trykt(t)) for t in her])
    return [a for a in ud if a["stykker"]], tilbage


def _som_trykt(dele: dict[str, list[Raekke]]) -> dict[str, list[Raekke]]:
    """Role → the printed sections whose records are shown in their place."""
    ud: dict[str, list[Raekke]] = defaultdict(list)
    for a in dele["afsnit"]:
        if dele.get(VIST.get(a["art"], "")) and a["tekst"]:
            ud[a["art"]].append(a)
    return ud


def _grupper(raekker: list[Raekke], *felter: str) -> list[tuple[tuple[Any, ...], list[Raekke]]]:
    """Rows under what they have in common, in order of appearance."""
    ud: dict[tuple[Any, ...], list[Raekke]] = defaultdict(list)
    for r in raekker:
        ud[tuple(r[f] for f in felter)].append(r)
    return list(ud.items())


async def _stier(side: Side, punkt: Raekke, dele: dict[str, list[Raekke]], forslag: list[Raekke]) -> dict[str, str]:
    """The addresses of all that the page links to."""
    ids = [punkt["punkt_id"], punkt["moede_id"], punkt["udvalg_id"], punkt["kommune_kode"], punkt["sag_id"]]
    ids += [punkt["ledende_punkt_id"]]
    ids += [n["id"] for n in dele["naboer"]] + [b["punkt_id"] for b in dele["behandlinger"]]
    ids += [x["punkt_id"] for x in forslag]
    ids += [h["maal_punkt_id"] for h in dele["henvisninger"]]
    ids += [r["person_id"] for navn in ("stemmer", "fravaer", "bemaerkninger") for r in dele[navn]]
    return await side.stier(ids)
