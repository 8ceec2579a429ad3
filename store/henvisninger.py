"""Which punkt a reference means: pure, over the punkter of a kommune. A link needs that one candidate remains."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz
from referat.store import ids

NAER = 0.92
"""How alike two names of bodies are (0–1) when they are taken for one in spite of a slip."""

Samme = Callable[[str, str], bool]
"""Whether two names mean the same body, as the caller knows it."""


@dataclass(frozen=True, slots=True)
class Maal:
    """A punkt that may be referred to."""

    punkt_id: str
    udvalg: str | None
    dato: str
    nr: str | None
    titel: str | None
    type: str
    journalnumre: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as read, and what is known of the punkt that makes it."""

    id: str
    punkt_id: str
    udvalg: str | None
    dato: str | None
    punkt_nr: str | None


@dataclass(frozen=True, slots=True)
class Traef:
    """The punkt meant and what says so (with how well the body's name fits), or why none is given."""

    punkt_id: str | None
    metode: str
    score: float | None = None


def find_maal(referencer: Iterable[Reference], punkter: Iterable[Maal], samme: Samme) -> dict[str, Traef]:
    """Reference id → what it means."""
    alle = {p.punkt_id: p for p in punkter}
    efter_dato: dict[str, list[Maal]] = defaultdict(list)
    for p in alle.values():
        efter_dato[p.dato].append(p)
    return {r.id: _find(r, alle.get(r.punkt_id), efter_dato.get(r.dato or "", []), samme) for r in referencer}


def _find(r: Reference, fra: Maal | None, samme_dag: list[Maal], samme: Samme) -> Traef:
    if r.dato is None or (r.udvalg is None and r.punkt_nr is None):
        return Traef(None, "for lidt oplyst")
    mulige, score = _af_udvalg(r.udvalg, [p for p in samme_dag if p.punkt_id != r.punkt_id], samme)
    metode = ["udvalg"] * bool(r.udvalg) + ["dato"]
    if r.punkt_nr is not None:
        mulige = [p for p in mulige if _nr(p.nr) == _nr(r.punkt_nr)]
        metode.append("punkt_nr")
    if r.udvalg is None or r.punkt_nr is None:
        mulige, grund = _samme_sag(fra, mulige)
        metode.append(grund)
    mulige = _ens([p for p in mulige if p.type == "referat"] or mulige)
    if len(mulige) != 1:
        return Traef(None, "flere kandidater" if mulige else "ingen kandidat")
    return Traef(mulige[0].punkt_id, "+".join(metode), score)


def _af_udvalg(udvalg: str | None, mulige: list[Maal], samme: Samme) -> tuple[list[Maal], float]:
    """The punkter of the body named, and how well the name fits; a near name counts only where none is the same."""
    if udvalg is None:
        return mulige, 1.0
    score = {navn: _lighed(udvalg, navn, samme) for navn in {p.udvalg for p in mulige if p.udvalg}}
    bedst = max(score.values(), default=0.0)
    if bedst < NAER:
        return [], 0.0
    return [p for p in mulige if p.udvalg and score[p.udvalg] == bedst], round(bedst, 3)


def _lighed(a: str, b: str, samme: Samme) -> float:
    if ids.normal(a) == ids.normal(b) or samme(a, b):
        return 1.0
    return min(fuzz.ratio(ids.normal(a), ids.normal(b)) / 100, 0.99)


def _ens(mulige: list[Maal]) -> list[Maal]:
    """The first alone where all are one punkt that several documents print."""
    ens = len({(ids.normal(p.udvalg or ""), _nr(p.nr), ids.normal(p.titel or "")) for p in mulige}) == 1
    return [min(mulige, key=lambda p: p.punkt_id)] if ens else mulige


def _samme_sag(fra: Maal | None, mulige: list[Maal]) -> tuple[list[Maal], str]:
    """The punkter of the same case: a shared journal number, with the title where several have it; else the title."""
    if fra is None:
        return [], "journalnummer"
    titel = ids.normal(fra.titel or "")
    ens = [p for p in mulige if titel and ids.normal(p.titel or "") == titel]
    faelles = [p for p in mulige if p.journalnumre & fra.journalnumre]
    if len(faelles) > 1 and (begge := [p for p in faelles if p in ens]):
        return begge, "journalnummer+titel"
    return (faelles, "journalnummer") if faelles else (ens, "titel")


def _nr(nr: str | None) -> str:
    """A punkt's number for comparing: ``Punkt 07.`` is ``7``."""
    m = re.search(r"\d+(?:\.\d+)*[a-zæøå]?", (nr or "").casefold())
    return m[0].lstrip("0") if m else ""
