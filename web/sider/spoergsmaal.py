"""The worked questions: a list of them, each with its form and its answer, and the answer as a file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import groupby
from typing import Any

from referat.store.soeg import FLEST
from referat.web import hentning, spoergsmaal, svar
from referat.web.side import Side
from referat.web.spoergsmaal import Stillet

STEMMER = ("imod", "undlod")


async def oversigt(side: Side) -> Any:
    """``/spoergsmaal``."""
    grupper = [(g, list(s)) for g, s in groupby(spoergsmaal.alle().values(), key=lambda s: s.gruppe)]
    return await side.html("spoergsmaal.html", grupper=grupper)


async def vis(side: Side) -> Any:
    """``/spoergsmaal/<name>?kommune=…``: whatever is typed is an answer, never an error."""
    stillet = await _stillet(side)
    fundet, valg = await svar.svar(side, stillet), await _valg(side)
    return await side.html(
        "svar.html",
        s=stillet,
        spm=stillet.spm,
        svar=fundet,
        vaerdi=svar.vaerdi,
        standard=spoergsmaal.STANDARD,
        hoveder=spoergsmaal.HOVEDER,
        gennemsoegt=None if fundet.raekker else await _gennemsoegt(side, stillet),
        skjult=0 if fundet.raekker else await _skjult(side, stillet),
        former=hentning.FORMER,
        flest=hentning.FLEST,
        per_side=spoergsmaal.PER_SIDE,
        valg=valg,
        brugt=_brugt(stillet, valg),
    )


async def hent(side: Side) -> Any:
    """The same answer as a file in one of ``hentning.FORMER``, up to ``hentning.FLEST`` rows."""
    stillet = await _stillet(side)
    om = {"spoergsmaal": stillet.spm.titel, "svarer_ikke": stillet.spm.ikke, "stillet": stillet.skrevet, "flere": False}
    raekker = _stykker(side, stillet, om)
    return await hentning.fil(side.dele["form"], stillet.spm.navn, svar.hoveder(stillet), raekker, om)


async def _stykker(side: Side, stillet: Stillet, om: dict[str, Any]) -> AsyncIterator[hentning.Raekker]:
    """The first rows of a file, then the others; ``om`` is told whether there are more than it may have."""
    fundet = await svar.udsnit(side, stillet, min(hentning.FOERST, hentning.FLEST), 0)
    yield svar.flad(side, stillet, fundet)
    if fundet.flere and hentning.FLEST > hentning.FOERST:
        fundet = await svar.udsnit(side, stillet, hentning.FLEST - hentning.FOERST, hentning.FOERST)
        yield svar.flad(side, stillet, fundet)
    om["flere"] = fundet.flere


async def _stillet(side: Side) -> Stillet:
    spm = spoergsmaal.alle().get(side.dele["navn"])
    if spm is None:
        raise side.ikke_fundet()
    return await spoergsmaal.udvid(side, spoergsmaal.laes(side, spm))


async def _gennemsoegt(side: Side, stillet: Stillet) -> Any:
    """How much was searched: the punkter that the fields leave, before the question itself is asked.

    With words they are counted no further than in a search.
    """
    ord_ = any(stillet.vaerdier[f] is not None for f in ("ord", "kle"))
    sql = stillet.sql("gennemsoegt-ord" if ord_ else "gennemsoegt")
    (raekke,) = await side.koer((sql, stillet.vaerdier | {"flest": FLEST}))
    return raekke | {"flere": ord_ and raekke["punkter"] > FLEST}


async def _skjult(side: Side, stillet: Stillet) -> int:
    """How many rows there would be but for the least number that is asked for, no further than a file has."""
    if "mindst" not in stillet.spm.felter or stillet.side > 1:
        return 0
    alle = stillet.vaerdier | {"mindst": 1, "antal": hentning.FLEST, "spring": 0}
    (raekke,) = await side.koer((f"SELECT count(*) AS antal FROM ({stillet.sql()})", alle))
    return int(raekke["antal"])


def _brugt(stillet: Stillet, valg: dict[str, Any]) -> list[str]:
    """The fields that are filled in, each as its label and what it asks."""
    ud = []
    for felt, skrevet in stillet.skrevet.items():
        navne = dict(valg[felt]) if felt in valg and felt != "udvalg" else {}
        ud += [f"{spoergsmaal.HOVEDER[felt]}: {navne.get(skrevet, skrevet)}"] if skrevet else []
    return ud


async def _valg(side: Side) -> dict[str, Any]:
    """What can be chosen in the fields."""
    (arter,) = await side.husket("spoergsmaal.valg")
    return {
        "kommune": [(k["kode"], k["navn"]) for k in await side.husket("soeg.kommuner")],
        "udvalg": [u["navn"] for u in await side.husket("soeg.udvalg")],
        "kle": [(k["nummer"], f"{k['nummer']} {k['titel']}") for k in await side.husket("soeg.kle")],
        "stemme": [(s, s) for s in STEMMER],
        "bevilling": [(a, a) for a in (arter["bevilling"] or "").split("|") if a],
        "bemaerkning": [(a, a) for a in (arter["bemaerkning"] or "").split("|") if a],
    }
