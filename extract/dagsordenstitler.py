"""The agenda of a text that runs on: numbered titles one behind the other, each of which comes again over its punkt."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise, takewhile

from referat.models.afsnit import rolle
from referat.models.viden import moenster

PRIKKER = re.compile(r"(?:\.{2,}|…)[.…]*(?:\d{1,3}|[ivxl]{1,6})?$")
"""Leader dots, and the page's number where it is glued to them."""
LAENGSTE_POST = 260
"""Characters from one number of an agenda to the next."""
FAERREST = 3
"""A chain of fewer entries is no agenda."""
KORTEST = 3
"""Characters; a shorter title that comes again may do so by chance."""
FLEST_KAEDER = 20
"""No more chains are tried."""
FLEST_STEDER = 50
"""An entry is looked for at no more places where its number stands."""


@dataclass(frozen=True, slots=True)
class Post:
    """An entry: its number, its words, which may go on behind the title with the number of a page, and where it and
    they begin."""

    nr: int
    ord: Sequence[str]
    fra: int
    ord_fra: int


def find_titler(tekst: str) -> list[tuple[int, str]]:
    """(number, title) of each entry of the agenda that comes again over its punkt; none where fewer than half do.

    ``tekst`` is the whole document with single spaces for its line breaks.
    """
    poster = list(moenster("struktur", "dagsordenspost").finditer(tekst))
    steder: dict[int, list[int]] = defaultdict(list)
    for m in poster:
        steder[int(m["nr"])].append(m.end())
    ud: list[tuple[int, str]] = []
    brugt: list[tuple[int, int]] = []
    for kaede in _kaeder(tekst, poster):
        fra, til = kaede[0].fra, kaede[-1].ord_fra
        if any(a < til and fra < b for a, b in brugt):
            continue
        titler = [(p.nr, titel) for p in kaede if (titel := _igen(p, tekst, til, steder))]
        if len(titler) * 2 > len(kaede):
            ud += titler
            brugt.append((fra, til))
    return ud


def find_numre(tekst: str) -> frozenset[str]:
    """The words and numbers that punkter begin with, as printed: `Sag 3`. Empty where fewer than three of a kind count
    on from one another. A decision on several points (`Punkt 2 Godkendt.`) begins none."""
    afgjort = moenster("struktur", "afgjort-foran")
    fundne: dict[str, dict[int, str]] = defaultdict(dict)
    for m in moenster("struktur", "ord-og-nummer").finditer(tekst):
        if not afgjort.match(tekst[m.end() : m.end() + LAENGSTE_POST]):
            fundne[m["ord"]][int(m["nr"])] = m[0]
    raekker = [[raa for n, raa in numre.items() if n - 1 in numre or n + 1 in numre] for numre in fundne.values()]
    return frozenset(raa for raekke in raekker if len(raekke) >= FAERREST for raa in raekke)


def find_dobbeltnumre(tekst: str) -> dict[str, str]:
    """Number as printed → title, where each punkt has a number of the meeting and one that runs on through the year:
    `01/140`, or `/142` where the first is lost. They are the numbers that come again before the same words, and that
    run on from one another."""
    fundne: dict[int, list[re.Match[str]]] = defaultdict(list)
    for m in moenster("struktur", "dobbeltnummer").finditer(tekst):
        fundne[int(m["loebende"])].append(m)
    titler: dict[int, str] = {}
    for nr, alle in fundne.items():
        ord_ = [tekst[m.end() : m.end() + LAENGSTE_POST].split(" ") for m in alle]
        titel = max((_faelles(a, b) for a, b in pairwise(ord_)), key=len, default="")
        if titel and rolle(titel.split(" ")[0]) is None:
            titler[nr] = titel
    titler = {nr: titel for nr, titel in titler.items() if nr - 1 in titler or nr + 1 in titler}
    return {m[0]: titel for nr, titel in titler.items() for m in fundne[nr]}


def _kaeder(tekst: str, poster: Sequence[re.Match[str]]) -> Iterator[list[Post]]:
    """The longest runs of entries numbered one by one, each near the next, the longest first."""
    naeste: dict[int, int] = {}
    laengde = [1] * len(poster)
    senere: dict[int, int] = {}  # number → the nearest entry further down that has it
    for i in range(len(poster) - 1, -1, -1):
        nr = int(poster[i]["nr"])
        j = senere.get(nr + 1)
        if j is not None and poster[j].start() - poster[i].end() <= LAENGSTE_POST:
            naeste[i], laengde[i] = j, laengde[j] + 1
        senere[nr] = i
    inde = set(naeste.values())
    foerste = (i for i in range(len(poster)) if i not in inde and laengde[i] >= FAERREST)
    for i in nlargest(FLEST_KAEDER, foerste, key=lambda i: laengde[i]):
        raekke = [i]
        while raekke[-1] in naeste:
            raekke.append(naeste[raekke[-1]])
        slutter = [*(poster[n].start() for n in raekke[1:]), poster[raekke[-1]].end() + LAENGSTE_POST]
        yield [
            Post(int(m["nr"]), tekst[m.end() : til].split(" "), m.start(), m.end())
            for m, til in zip((poster[n] for n in raekke), slutter, strict=True)
        ]


def _igen(post: Post, tekst: str, efter: int, steder: Mapping[int, Sequence[int]]) -> str | None:
    """The most of an entry's words that come again behind its number further down."""
    egne = steder[post.nr]
    fra = bisect_right(egne, efter)
    senere = egne[fra : fra + FLEST_STEDER]
    titler = [_faelles(post.ord, tekst[n : n + LAENGSTE_POST].split(" ")) for n in senere]
    laengst = max(titler, key=len, default="")
    return laengst if len(laengst) >= KORTEST else None


def _faelles(a: Sequence[str], b: Sequence[str]) -> str:
    """The words that both begin with, leader dots aside; the last of them may be glued to a heading in ``b``."""
    rene = [(PRIKKER.sub("", x), PRIKKER.sub("", y)) for x, y in zip(a, b, strict=False)]
    ens = [x for x, _ in takewhile(lambda par: par[0] == par[1], rene)]
    naeste, limet = rene[len(ens)] if len(ens) < len(rene) else ("", "")
    if naeste and limet.startswith(naeste) and limet[len(naeste)].isupper():
        ens.append(naeste)
    return " ".join(ens).strip()
