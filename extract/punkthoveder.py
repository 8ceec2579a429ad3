"""The head that each punkt has over its title: body, date, case numbers, who was away; its next pages may begin so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from referat.extract.linjesyn import ETIKETLINJE, Linjer, Start
from referat.extract.records.journalnumre import find_journalnumre
from referat.extract.udsnit import Udsnit
from referat.extract.unummererede import NAESTEN_ALLE
from referat.models.organer import begynder_med_organ
from referat.models.titler import fast_punkt
from referat.schemas.side import Linje
from referat.schemas.vokabular import Afsnitsart

FLEST = 5
"""A head has no more lines."""
FAERREST = 3
"""Fewer punkter do not show that each has a head."""


def find_punkthoveder(x: Linjer, starter: Sequence[Start]) -> Mapping[int, range]:
    """Start → the lines of the head above it; empty where the first has none, or not nearly all have."""
    fundne = {s.i: hoved for s in starter if (hoved := _over(x, s.i))}
    nok = len(fundne) >= max(FAERREST, NAESTEN_ALLE * len(starter)) and starter[0].i in fundne
    return fundne if nok else {}


def _over(x: Linjer, i: int) -> range | None:
    """The lines of a head right above a line, one blank between at most, with labelled case numbers among them."""
    slut = i - 1 if i and x.linjer[i - 1].tom else i
    fra = slut - sum(1 for _ in takewhile(lambda j: _i_hovedet(x, j), range(slut - 1, -1, -1)))
    blok = range(fra, slut)
    har_nummer = any(_med_nummer(x.linjer[j]) for j in blok)
    return blok if har_nummer and 1 < len(blok) <= FLEST else None


def _i_hovedet(x: Linjer, i: int) -> bool:
    """Whether a line is a label, a case line, a body's name or who was away."""
    h, tekst = x.overskrifter[i], x.linjer[i].tekst
    if h is not None and not x.sagslinje[i]:
        return h.art is Afsnitsart.FRAVAER
    return x.sagslinje[i] or ETIKETLINJE.match(tekst) is not None or begynder_med_organ(tekst)


def _med_nummer(linje: Linje) -> bool:
    """Whether a line begins with a label, and has a case number behind it or another."""
    return ETIKETLINJE.match(linje.tekst) is not None and bool(find_journalnumre(Udsnit([linje])))


def uden_gentaget(krop: Sequence[Linje], hoved: Sequence[Linje]) -> tuple[Linje, ...]:
    """A punkt's lines without its head where that comes again whole, as its next pages begin with it."""
    tekster, ens = [x.tekst.strip() for x in krop], [x.tekst.strip() for x in hoved]
    steder = (i for i in range(len(krop)) if ens and tekster[i : i + len(ens)] == ens)
    vaek = {j for i in steder for j in range(i, i + len(ens))}
    return tuple(x for j, x in enumerate(krop) if j not in vaek)


def numre_bag(x: Linjer, starter: Sequence[Start]) -> bool:
    """Whether case numbers end punkter: the first has none above it or under its title, but one behind its text and set
    apart from the next; and the last ends in one, or is a standing item as the first is not."""
    if len(starter) < 2:
        return False
    foerste, anden, sidste = starter[0], starter[1], starter[-1]
    foer, slut = x.foer(foerste.i), x.foer(len(x))
    egne = [j for j in range(foerste.i + 1, anden.i) if x.sagslinje[j]]
    if egne != [x.foer(anden.i)] or not x.adskilt(anden.i) or (foer is not None and x.sagslinje[foer]):
        return False
    faste = [
        any(map(fast_punkt, (s.titel, *(x.linjer[j].tekst for j in x.titel_under(s.i))))) for s in (foerste, sidste)
    ]
    return (slut is not None and slut > sidste.i and x.sagslinje[slut]) or faste == [False, True]
