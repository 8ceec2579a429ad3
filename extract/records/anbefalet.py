"""What a punkt is about by its title and what is recommended: an election, a refusal, information alone."""

from __future__ import annotations

from collections.abc import Sequence

from referat.models.viden import data, moenster
from referat.schemas.poster import Indstilling


def vaelger_nogen(tekst: str) -> bool:
    """Whether a title or a point is to elect or appoint somebody."""
    return moenster("beslutning", "valg-af-nogen").search(tekst) is not None


def er_for_sagen(indstillinger: Sequence[Indstilling]) -> bool:
    """Whether points are recommended, and none of them is to refuse something."""
    afslag = moenster("beslutning", "beder-om-afslag")
    return bool(indstillinger) and not any(afslag.search(x.tekst) for x in indstillinger)


def er_orienterende(titel: str | None, indstillinger: Sequence[Indstilling]) -> bool:
    """Whether an item only informs, as its title or every recommendation says."""
    ord_ = data("beslutning")["orientering"]
    if titel and (titel.rstrip().endswith("(O)") or any(o in titel.casefold() for o in ord_)):
        return True
    return bool(indstillinger) and all("orientering" in x.tekst.casefold() for x in indstillinger)
