"""The answer to a worked question: its rows, each with the punkt it stands on and the words of the source."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from referat.web import kilder, spoergsmaal
from referat.web.side import Raekke, Side
from referat.web.spoergsmaal import Kolonne, Stillet

OMKRING = 110
"""So many characters are shown on each side of a passage."""
LINKS = ("punkt_id", "person_id", "udvalg_id", "sag_id", "kommune_kode", "foer_id", "forslag_id")
PUNKTS = {"dato": "dato", "kommune": "kommune", "udvalg": "udvalg", "nr": "punkt_nr", "titel": "punkt"}
"""What a file says of the punkt: its column here → in the file."""


@dataclass(frozen=True, slots=True)
class Svar:
    """Rows, those columns that say anything, the addresses they link to, whether there are more, the punkter by id."""

    raekker: list[Raekke]
    kolonner: list[Kolonne]
    stier: dict[str, str]
    flere: bool
    punkter: dict[str, Raekke]


async def svar(side: Side, stillet: Stillet) -> Svar:
    """The rows of a page of a question, with the words of the source around each."""
    return await udsnit(side, stillet, spoergsmaal.PER_SIDE, (stillet.side - 1) * spoergsmaal.PER_SIDE, med_sted=True)


async def udsnit(side: Side, stillet: Stillet, antal: int, spring: int, med_sted: bool = False) -> Svar:
    """So many rows of a question after the first ``spring``; ``med_sted`` with the words of the source around each."""
    raekker = await side.koer((stillet.sql(), stillet.vaerdier | {"antal": antal + 1, "spring": spring}))
    flere, raekker = len(raekker) > antal, raekker[:antal]
    ids = {str(r[k]) for r in raekker for k in ("punkt_id", "foer_id", "forslag_id") if r.get(k)}
    fundne = await side.alle("spoergsmaal.punkter", ids=json.dumps(sorted(ids)))
    punkter = {p["punkt_id"]: p for p in fundne}
    for r in raekker:
        r["p"] = punkter.get(str(r.get("punkt_id")), {})
        r["side"] = r.get("side") or r["p"].get("side_fra")
    if med_sted:
        med = [r for r in raekker if r["p"]]
        for r in med:
            r["dokument_id"] = r["p"]["dokument_id"]
        await kilder.giv_alle(side, ("", med), bredde=OMKRING)
    stier = await side.stier({str(r[k]) for r in raekker for k in LINKS if r.get(k)})
    kolonner = [k for k in stillet.spm.kolonner if any(vaerdi(r, k.felt) not in (None, "") for r in raekker)]
    return Svar(raekker, kolonner, stier, flere, punkter)


def hoveder(stillet: Stillet) -> list[str]:
    """What heads the columns of a file."""
    om_punkt = PUNKTS.values() if stillet.spm.om == "punkt" else ()
    return [*om_punkt, *(k.felt for k in stillet.spm.kolonner), "adresse", "dokument", "side", "kilde"]


def flad(side: Side, stillet: Stillet, fundet: Svar) -> list[list[Any]]:
    """The rows of a file, with the addresses of the punkt and of the page of the source."""
    om_punkt, egne = stillet.spm.om == "punkt", [k.felt for k in stillet.spm.kolonner]
    return [[*_celler(r, om_punkt, egne), *_hvor(side, r, fundet)] for r in fundet.raekker]


def vaerdi(r: Raekke, felt: str) -> Any:
    """What a row says of a column; of its punkt where it says nothing itself."""
    return r[felt] if felt in r else r["p"].get(felt)


def _celler(r: Raekke, om_punkt: bool, egne: list[str]) -> list[Any]:
    return [*((r["p"].get(f) for f in PUNKTS) if om_punkt else ()), *(vaerdi(r, f) for f in egne)]


def _hvor(side: Side, r: Raekke, fundet: Svar) -> list[Any]:
    """Addresses with the site's name before them, so that they can be followed from a spreadsheet."""
    p = r["p"]
    sti = fundet.stier.get(str(r.get("punkt_id")))
    kilde = f"/kilde/{p['dokument_id']}/{r['side']}" if p and r["side"] else None
    hele = [side.datasette.absolute_url(side.request, s) if s else None for s in (sti, kilde)]
    return [hele[0], p.get("filnavn"), r["side"], hele[1]]
