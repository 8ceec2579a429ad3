"""Damaged text put right for reading, and all that was read put back as printed.

Text that an English OCR read has lost its Danish letters, and some text its pairs of letters (`Indslling`). The rules
are for Danish as it is written: so they read the text with the words of minutes in it put right. A word is only put
right where no other word of the document is written so; what was read is then given its own spelling and place again,
word by word, and nothing that is stored is spelt as nobody printed it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from referat.models.ordforraad import kan_have_tabt_par, misforstaaede, tabte_par, uden_par
from referat.schemas.fakta import Belaeg, Post
from referat.schemas.side import Gitter, GitterCelle, Laest, Linje

ORD = re.compile(r"(?:[^\W_]|[@&])+")
DELT = re.compile(r"[^\W_]+-\n[ \t]*[^\W_]+")
"""A word divided at the end of a line."""
BOGSTAV, DANSK = re.compile(r"[^\W\d_]"), "æøåÆØÅ"
NOK, MINDST = 400, 0.004
"""So many letters of Danish have at least this share of the Danish ones; 0.011 is the least that was seen."""
KODER = frozenset((
    "id", "kode", "regel", "form", "udtraekker", "kommune_kode", "normaliseret", "kle", "facet", "loebenr", "art",
    "aarsag", "maal", "enhed", "grundlag", "rolle",
))  # fmt: skip
"""Fields that hold words of ours, not the printed ones."""
CITAT = re.compile(r"»[^«]*«")

Spand = tuple[int, int]
P = TypeVar("P", bound=Post)


@dataclass(frozen=True)
class Skade:
    """What was put right in a document: its words as printed by how they were put right, and where each stands."""

    trykt: Mapping[str, str] = field(default_factory=dict)
    her: Sequence[Spand] = ()
    """The places of the words put right, in the text put right."""
    der: Sequence[Spand] = ()
    """Their places in the text as printed."""

    def tilbage(self, post: P) -> P:
        """A record in the document's own spelling, with its evidence where it is printed."""
        if not self.trykt:
            return post
        return post.model_copy(update={navn: self._vaerdi(navn, x) for navn, x in post})

    def _vaerdi(self, navn: str, x: Any) -> Any:
        if isinstance(x, Belaeg):
            fra, til = (_flyt(n, self.her, self.der) for n in (x.tegn_fra, x.tegn_til))
            return x.model_copy(update={"tegn_fra": fra, "tegn_til": til})
        if isinstance(x, Post):
            return self.tilbage(x)
        if isinstance(x, list):
            return [self._vaerdi(navn, y) for y in x]
        if type(x) is not str or navn in KODER:  # no member of a vocabulary either
            return x
        if navn == "besked":
            return CITAT.sub(lambda m: _erstat(m[0], self._former), x)
        return _erstat(x, self._former)

    @cached_property
    def _former(self) -> Mapping[str, str]:
        """The words also as a rule writes one that is printed in capitals (`BYRADET`)."""
        andre = {rettet.capitalize(): raa.capitalize() for rettet, raa in self.trykt.items() if rettet.isupper()}
        return {**andre, **self.trykt}


def saet_i_stand(laest: Laest) -> tuple[Laest, Skade]:
    """A document with its damaged words put right, and what was done; both as they were where nothing is damaged."""
    rigtige = _rettelser(laest.tekst)
    if not rigtige:
        return laest, Skade()
    her: list[Spand] = []
    der: list[Spand] = []
    sider = []
    for side in laest.sider:
        linjer = []
        for linje in side.linjer:
            flyttet = her[-1][1] - der[-1][1] if her else 0
            steder = [m.span() for m in ORD.finditer(linje.tekst) if m[0] in rigtige]
            linjer.append(_ret(linje, flyttet, steder, rigtige))
            for fra, til in steder:
                der.append((linje.tegn_fra + fra, linje.tegn_fra + til))
                start = der[-1][0] + flyttet
                her.append((start, start + len(rigtige[linje.tekst[fra:til]])))
                flyttet = her[-1][1] - der[-1][1]
        sider.append(replace(side, linjer=tuple(linjer)))
    sider = [replace(s, gitre=tuple(_flyttet(g, der, her) for g in s.gitre)) if s.gitre else s for s in sider]
    return replace(laest, sider=tuple(sider)), Skade({rettet: raa for raa, rettet in rigtige.items()}, her, der)


def _rettelser(tekst: str) -> dict[str, str]:
    """Damaged word → the word of minutes that it is. Of several that would be the same word the most common one is put
    right, and none where the document has that word as well."""
    engelsk = _paa_engelsk(tekst)
    if not engelsk and not kan_have_tabt_par(tekst.split()):
        return {}
    antal = Counter(o for o in ORD.findall(DELT.sub(" ", tekst)) if BOGSTAV.search(o))
    par = tabte_par(antal.keys())
    fundne = uden_par(antal, par) if par else {}
    fundne |= misforstaaede(antal) if engelsk else {}
    hyppigst: dict[str, str] = {}
    for raa in sorted(fundne, key=lambda o: (antal[o], o)):
        hyppigst[fundne[raa]] = raa
    alle = set(ORD.findall(tekst))
    return {raa: rettet for rettet, raa in hyppigst.items() if rettet not in alle}


def _paa_engelsk(tekst: str) -> bool:
    """Whether a text has so few Danish letters that it was read as English."""
    danske = sum(map(tekst.count, DANSK))
    if danske >= MINDST * len(tekst):
        return False
    bogstaver = sum(map(str.isalpha, tekst))
    return bogstaver >= NOK and danske < MINDST * bogstaver


def _erstat(tekst: str, andre: Mapping[str, str]) -> str:
    """A text with other words for some of its own."""
    return ORD.sub(lambda m: andre.get(m[0], m[0]), tekst)


def _ret(linje: Linje, flyttet: int, steder: Sequence[Spand], rigtige: Mapping[str, str]) -> Linje:
    """A line put right, that stands ``flyttet`` characters further on than printed."""
    if not steder:
        return replace(linje, tegn_fra=linje.tegn_fra + flyttet) if flyttet else linje
    tekst = _erstat(linje.tekst, rigtige)
    foer_fed = sum(len(rigtige[linje.tekst[a:b]]) - (b - a) for a, b in steder if b <= linje.fed_til)
    return replace(linje, tekst=tekst, tegn_fra=linje.tegn_fra + flyttet, fed_til=linje.fed_til + foer_fed)


def _flyttet(gitter: Gitter, fra: Sequence[Spand], til: Sequence[Spand]) -> Gitter:
    """A table where its lines stand now; what its cells say stays as printed."""

    def celle(c: GitterCelle | None) -> GitterCelle | None:
        if c is None:
            return None
        linjer = tuple(replace(x, tegn_fra=_flyt(x.tegn_fra, fra, til)) for x in c.linjer)
        return replace(c, tegn_fra=_flyt(c.tegn_fra, fra, til), tegn_til=_flyt(c.tegn_til, fra, til), linjer=linjer)

    return replace(gitter, raekker=tuple(tuple(map(celle, r)) for r in gitter.raekker))


def _flyt(n: int, her: Sequence[Spand], der: Sequence[Spand]) -> int:
    """Where a character of one text stands in the other."""
    i = bisect_right(her, (n, n)) - 1 if her else -1
    i += i + 1 < len(her) and her[i + 1][0] == n
    if i < 0:
        return n
    (fra, til), (ny_fra, ny_til) = her[i], der[i]
    return ny_til + n - til if n >= til else min(ny_fra + n - fra, ny_til)
