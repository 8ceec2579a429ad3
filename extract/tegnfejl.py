"""Text that a font names wrongly, so that it is read as other letters than a reader of the page sees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from referat.models import skrift
from referat.schemas.side import Side, navngiv

KODE = "forkerte-tegn"
ORD = re.compile(r"[^\W\d_]{2,}")
NOK, MINDST = 100, 3
"""A page of so many different words has at least so many of those that all prose has; 6 is the least that was seen."""
VIST = 3


def find_tegnfejl(sider: Sequence[Side]) -> Iterator[tuple[str, str]]:
    """Code and message for each way in which letters look wrong, with the pages to see and words as examples."""
    tekster = {s.nr: s.tekst for s in sider}
    smaa = {nr: set(ORD.findall(t.lower())) for nr, t in tekster.items()}
    flyttede = {nr: f for nr, t in tekster.items() if (f := skrift.forskudte(set(t.split())))}
    tabte = set(skrift.tabte_bogstaver(set().union(*smaa.values()), " ".join(tekster.values()).lower()))
    if nr := [n for n, alle in smaa.items() if alle & tabte]:
        yield KODE, f"{navngiv(nr)} har ord, hvor skriften ser ud til at have tabt bogstaver: {_citer(tabte)}."
    if flyttede:
        eksempler = _citer({o for alle in flyttede.values() for o in alle})
        yield KODE, f"{navngiv(list(flyttede))} har ord, hvor skriften navngiver alle bogstaver forkert: {eksempler}."
    proever = {n: alle for n, alle in smaa.items() if len(alle) >= NOK and n not in flyttede}
    if nr := [n for n, alle in proever.items() if skrift.almindelige(alle) < MINDST]:
        yield KODE, f"{navngiv(nr)} har tekst, der ikke ligner noget sprog; måske navngiver skriften tegn forkert."


def _citer(ord_: Iterable[str]) -> str:
    return ", ".join(f"»{o}«" for o in sorted(ord_)[:VIST])
