"""What a search does with the best of its hits: their subject before the names of bodies, their headings set apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

START, SLUT = "\ue000", "\ue001"
"""What stands around a hit in a snippet: characters for private use, which no text has."""
DELES = re.compile(r"-(?:,| og\b)")
"""That the parts of a body's name share the end of the last: "Social- og Sundhedsudvalget"."""


def organmoenster(navne: Iterable[str]) -> re.Pattern[str] | None:
    """What finds the names of bodies in a text, also a last part that stands alone; None for no names."""
    alle = {n for n in navne if n.strip()}
    alle |= {n.split()[-1] for n in alle if DELES.search(n)}
    hele = (r"\W+".join(map(re.escape, re.findall(r"\w+", n))) for n in sorted(alle, key=len, reverse=True))
    moenstre = [m for m in hele if m]
    return re.compile(rf"\b(?:{'|'.join(moenstre)})\w*", re.IGNORECASE) if moenstre else None


def emnet_foerst(
    raekker: Sequence[dict[str, Any]], led: Sequence[re.Pattern[str]], organer: re.Pattern[str]
) -> list[dict[str, Any]]:
    """The hits, those last where some word stands in the names of bodies alone; ``hele`` is what each was found in."""

    def kun_navn(r: dict[str, Any]) -> bool:
        rest = organer.sub(" ", r["hele"] or "")
        return any(m.search(r["hele"] or "") and not m.search(rest) for m in led)

    return sorted(raekker, key=kun_navn)


def opstil(uddrag: str, overskrifter: Iterable[str]) -> str:
    """A passage as one line, where a heading ends with a colon and is parted from what comes before it."""
    kendte = {_rent(o).rstrip(":.").casefold() for o in overskrifter}
    ud = ""
    for linje in uddrag.splitlines():
        if not (tekst := " ".join(linje.split())):
            continue
        rent = _rent(tekst).strip("… ")
        if rent.rstrip(":.").casefold() in kendte:
            skel = "" if not ud else " " if ud.endswith(":") else " · "
            ud += skel + (tekst if rent.endswith(":") else tekst.rstrip(".") + ":")
        else:
            ud += (" " if ud else "") + tekst
    return ud.removesuffix(":")


def _rent(tekst: str) -> str:
    return " ".join(tekst.replace(START, "").replace(SLUT, "").split())
