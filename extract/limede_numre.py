"""Numbers glued to the titles of punkter (`31Godkendelse af dagsorden`), as those of notes are to their text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from referat.extract.indhold import Indhold
from referat.extract.linjesyn import Linjer, Start
from referat.extract.unummererede import AFGJORT, NAESTEN_ALLE, STARTER

LIMET = "punktstart:n-limet"
TALT_TITEL = re.compile(r"\d\. [a-zæøå]")
MINDSTE_RAEKKE = 3
"""A row of numbered lines that nothing else bears out has at least so many."""


def er_punkter(x: Linjer, starter: Sequence[Start], indhold: Indhold) -> bool:
    """Whether starts of a form that notes have too are punkter all the same."""
    naevnt = sum(indhold.naevner(s.titel, s.nr) for s in starter)
    i_indholdet = len(starter) >= MINDSTE_RAEKKE and naevnt >= NAESTEN_ALLE * len(starter)
    return i_indholdet or _over_sagsnumre(x, starter) or _fortloebende(x, starter)


def _over_sagsnumre(x: Linjer, starter: Sequence[Start]) -> bool:
    """Whether each start has a case line or a heading right below, and most a case line."""
    under = [j for s in starter for j in x.fyldte(s.i)[:1]]
    sager = sum(x.sagslinje[j] for j in under)
    return 2 * sager > len(under) and all(x.sagslinje[j] or x.overskrifter[j] for j in under)


def _fortloebende(x: Linjer, starter: Sequence[Start]) -> bool:
    """Whether the numbers count up, nearly all one by one, and nearly every title has a heading right below."""
    numre = [int(s.nr or 0) for s in starter]
    under = [x.overskrifter[j] for s in starter for j in x.fyldte(s.i)[:1]]
    over = sum(h is not None and h.art in STARTER | AFGJORT for h in under)
    skridt = [b - a for a, b in pairwise(numre)]
    i_raekke = all(n > 0 for n in skridt) and skridt.count(1) >= NAESTEN_ALLE * len(skridt)
    return len(starter) >= MINDSTE_RAEKKE and i_raekke and over >= NAESTEN_ALLE * len(starter)


def limet_tal(x: Linjer, nr: str, fra: int, til: int) -> list[Start]:
    """The start whose number is glued to that of its title: `1362. budgetopfølgning`."""
    for i in range(fra + 1, til):
        titel = x.linjer[i].tekst.strip().removeprefix(nr)
        if titel != x.linjer[i].tekst.strip() and TALT_TITEL.match(titel) and x.adskilt(i) and x.forbi(fra, i):
            return [Start(i, nr, titel, LIMET, 0)]
    return []
