"""The head that each punkt has over its title: body, date, case numbers, who was away; on its next pages once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from referat.extract.linjesyn import ETIKETLINJE, Linjer, Start
from referat.extract.records.journalnumre import find_journalnumre
from referat.extract.udsnit import Udsnit
from referat.schemas.side import Linje
from referat.schemas.vokabular import Afsnitsart

FLEST = 5
"""A head has no more lines."""
FAERREST = 3
"""Fewer punkter do not show that each has a head."""
NAESTEN_ALLE = 0.8


def find_punkthoveder(x: Linjer, starter: Sequence[Start]) -> Mapping[int, range]:
    """Start → the lines of the head above it; empty where not nearly all have one."""
    fundne = {s.i: hoved for s in starter if (hoved := _over(x, s.i))}
    return fundne if len(fundne) >= max(FAERREST, NAESTEN_ALLE * len(starter)) else {}


def _over(x: Linjer, i: int) -> range | None:
    """The block of lines above a line, one blank between at most, that holds labelled case numbers among its labels."""
    slut = i - 1 if i and x.linjer[i - 1].tom else i
    fra = slut - sum(1 for _ in takewhile(lambda j: not x.linjer[j].tom, range(slut - 1, -1, -1)))
    blok = range(fra, slut)
    dele = {h.art for j in blok if (h := x.overskrifter[j]) is not None} - {Afsnitsart.FRAVAER}
    har_nummer = any(_med_nummer(x.linjer[j]) for j in blok)
    return blok if har_nummer and 1 < len(blok) <= FLEST and not dele else None


def _med_nummer(linje: Linje) -> bool:
    """Whether a line begins with a label, and has a case number behind it or another."""
    return ETIKETLINJE.match(linje.tekst) is not None and bool(find_journalnumre(Udsnit([linje])))


def uden_gentaget(krop: Sequence[Linje], hoved: Sequence[Linje]) -> tuple[Linje, ...]:
    """A punkt's lines without its head, which its next pages begin with."""
    ens = {x.tekst.strip() for x in hoved}
    return tuple(x for x in krop if x.tom or x.tekst.strip() not in ens)
