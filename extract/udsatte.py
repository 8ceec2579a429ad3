"""Punkter that the approval of the agenda took off it, and that say nothing of their own fate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from referat.extract.vaerdier import find_spaend
from referat.models.titler import godkender_dagsorden
from referat.models.viden import moenster, regler
from referat.schemas.poster import Indstilling
from referat.schemas.referat import Moede, Punkt
from referat.schemas.vokabular import Udfald


def med_udsatte(moede: Moede) -> Moede:
    """The meeting, where a punkt without a decision is postponed if the agenda's approval says so of its number."""
    spaend = [s for p in moede.punkter if godkender_dagsorden(p.titel) for s in _spaend(p.beslutning or "")]
    if not spaend:
        return moede
    return moede.model_copy(update={"punkter": [_udsat(p) if _ramt(p, spaend) else p for p in moede.punkter]})


def udsat_andetsteds(punkt: Punkt) -> bool:
    """Whether a punkt's fate is told by the approval of the agenda, and not by itself."""
    return punkt.udfald is Udfald.UDSAT and _siger_intet(punkt)


def uden_udsatte(beslutning: str) -> str:
    """The approval of an agenda with blanks for what it says of other punkter: it decides nothing of its own."""
    for m in _fund(beslutning):
        beslutning = beslutning[: m.start()] + " " * len(m[0]) + beslutning[m.end() :]
    return beslutning


def _spaend(beslutning: str) -> list[tuple[int, int]]:
    """The numbers, as first and last, of the punkter that a decision takes off the agenda."""
    return [s for m in _fund(beslutning) for s in find_spaend(m["numre"])]


def _fund(beslutning: str) -> list[re.Match[str]]:
    smaat = beslutning.lower()
    return [m for r in regler("udsatte") if r.kan_findes(smaat) for m in r.find(beslutning)]


def _ramt(punkt: Punkt, spaend: Sequence[tuple[int, int]]) -> bool:
    nr = int(punkt.nr) if punkt.nr and punkt.nr.isdigit() else None
    return punkt.udfald is None and _siger_intet(punkt) and nr is not None and any(a <= nr <= b for a, b in spaend)


def _siger_intet(punkt: Punkt) -> bool:
    """Whether a punkt has no decision of its own, but for who was away."""
    return not punkt.beslutning or moenster("struktur", "indre-fravaer").match(punkt.beslutning) is not None


def _udsat(punkt: Punkt) -> Punkt:
    def led(x: Indstilling) -> Indstilling:
        return x.model_copy(update={"udfald": x.udfald or Udfald.UDSAT})

    return punkt.model_copy(update={"udfald": Udfald.UDSAT, "indstillinger": list(map(led, punkt.indstillinger))})
