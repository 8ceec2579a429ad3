"""What became of each recommendation, by the decision that was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from referat.extract.records.beslutning import Afgoerelse
from referat.extract.udsagn import FOR
from referat.models.organer import ender_paa_organ, er_fagudvalg, find_organ, samme_organ
from referat.models.viden import udtryk
from referat.schemas.poster import Indstilling
from referat.schemas.vokabular import Udfald


def fordel(
    indstillinger: Sequence[Indstilling], afgoerelse: Afgoerelse, tidligere: Mapping[str, Afgoerelse], organ: str | None
) -> list[Indstilling]:
    """The recommendations with their fates: the named point's own, else the decision's as a whole, unless the point is
    addressed to other committees than ``organ``, the one that meets.

    Where another body's recommendation was decided, the point's fate is known only if that body is the one that
    recommends it, or if what it decided (``tidligere``, by body) is printed and was for the point.
    """
    return [
        x
        if x.nr not in afgoerelse.punkter and _til_andre(x, organ)
        else x.model_copy(update={"udfald": _skaebne(x, afgoerelse, tidligere, organ)})
        for x in indstillinger
    ]


def _til_andre(x: Indstilling, organ: str | None) -> bool:
    """Whether a point is addressed to other committees, none of which is the one that meets or above it."""
    til = x.til.split("; ") if x.til and find_organ(x.til) else []
    if not til or organ is None or not er_fagudvalg(organ):
        return False
    return all(er_fagudvalg(o) and not samme_organ(o, organ) for o in til)


def _skaebne(
    x: Indstilling, afgoerelse: Afgoerelse, tidligere: Mapping[str, Afgoerelse], organ: str | None
) -> Udfald | None:
    hvem = afgoerelse.om_andres(x.nr)
    egne = [o for o in (x.indstiller, organ) if o]
    if x.nr not in afgoerelse.punkter and afgoerelse.generelt is Udfald.VALGT and not _om_valg(x):
        return None
    return afgoerelse.af_punkt(x.nr) if hvem is None or _anbefalede(x.nr, hvem, tidligere, egne) else None


def _om_valg(x: Indstilling) -> bool:
    """Whether a point is to elect or appoint somebody, or to choose."""
    return udtryk("beslutning", "om_valg").search(x.tekst) is not None


def _anbefalede(nr: int, hvem: str, tidligere: Mapping[str, Afgoerelse], egne: Sequence[str]) -> bool:
    """Whether a point is what a body recommended: its own (``egne``), or one that it was for, as is printed, be it that
    it followed another that was."""
    if any(ender_paa_organ(o, hvem) for o in egne):
        return True
    organ = next((o for o in tidligere if o not in egne and ender_paa_organ(o, hvem)), None)
    if organ is None or tidligere[organ].af_punkt(nr) not in FOR:
        return False
    videre = tidligere[organ].om_andres(nr)
    return videre is None or _anbefalede(nr, videre, {o: a for o, a in tidligere.items() if o != organ}, egne)
