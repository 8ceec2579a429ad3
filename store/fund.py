"""What a search does with the best of its hits: their subject before the names of bodies, their headings set apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

START, SLUT = "\ue000", "\ue001"
"""What stands around a hit in a snippet: characters for private use, which no text has."""
DELES = re.compile(r"\w-[,\s]")
"""That the parts of a body's name share the end of the last, whatever joins them: "Social- og Sundhedsudvalget"."""


def organmoenster(navne: Iterable[str], led: Sequence[re.Pattern[str]]) -> re.Pattern[str] | None:
    """What finds the names of bodies in a text, also a last part that stands alone; None where none has a word.

    ``led`` are the words of the search: other names need not be found.
    """
    alle = {n for n in navne if n.strip()}
    alle |= {n.split()[-1] for n in alle if DELES.search(n)}
    ordene = [o for n in sorted(alle) if any(m.search(n) for m in led) and (o := re.findall(r"\w+", n))]
    return re.compile(rf"\b(?:{_traet(ordene)})", re.IGNORECASE) if ordene else None


def _traet(ordene: Iterable[Sequence[str]]) -> str:
    """A pattern of any of some runs of words, the longest it can: those that begin alike begin as one."""
    efter: dict[str, list[Sequence[str]]] = {}
    for foerste, *resten in ordene:
        efter.setdefault(foerste, []).append(resten)
    grene = []
    for foerste, rester in efter.items():
        videre = _traet(r for r in rester if r)
        slut = r"\w*" if not all(rester) else ""
        gren = rf"\W+(?:{videre})" if videre else ""
        grene.append(re.escape(foerste) + (f"(?:{gren}|{slut})" if gren and slut else gren or slut))
    return "|".join(sorted(grene, key=len, reverse=True))


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
