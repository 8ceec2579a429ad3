"""Votes for a page: each with those who are named in it, and the shares of its bar."""

from __future__ import annotations

from collections.abc import Sequence

from referat.web.side import Raekke

VALG = ("for", "imod", "undlod")
UDEN = {"id": "uden", "nr": None, "emne": None, "enstemmig": None, "stemmer_overens": None, "kilde": None}
"""What holds the names that no vote is known of."""


def saml(afstemninger: Sequence[Raekke], stemmer: Sequence[Raekke]) -> list[Raekke]:
    """The votes of a punkt in order; the names without a vote come last."""
    ud = [a | {"valg": _valg(a, [s for s in stemmer if s["afstemning_id"] == a["id"]])} for a in afstemninger]
    kendte = {a["id"] for a in afstemninger}
    loese = [s for s in stemmer if s["afstemning_id"] not in kendte]
    return [*ud, *([UDEN | {"valg": _valg({}, loese)}] if loese else [])]


def _valg(afstemning: Raekke, stemmer: list[Raekke]) -> list[Raekke]:
    """For, against and abstaining: the stated number, the names, and where in the bar (0 to 100) it begins and ends."""
    antal = {v: afstemning.get(f"{v}_antal") for v in VALG}
    alle, ud, fra = sum(n or 0 for n in antal.values()), [], 0.0
    for valg, n in antal.items():
        bredde = 100 * (n or 0) / alle if alle else 0.0
        ud.append({"valg": valg, "antal": n, "fra": round(fra, 2), "bredde": round(bredde, 2)})
        ud[-1]["stemmer"] = [s for s in stemmer if s["stemme"] == valg]
        fra += bredde
    return ud
