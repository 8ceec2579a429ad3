"""Titles of a run-on agenda in which the numbers between them are lost: each comes again before a case number or a
heading, and so says where it begins and ends."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile, pairwise, takewhile

from referat.models.afsnit import noegle
from referat.models.titler import dagsordensord
from referat.models.viden import data, moenster

ORD, BOGSTAV = re.compile(r"\S+"), re.compile(r"[^\W\d_]")
NUMMER = re.compile(r"\d{1,3}[.:)]?|[:–-]")
"""What stands before a title that has its number, or that is the end of a longer one."""
TEGN, SLUT = ".,:;", ".!?)"
"""What a word may end in; what ends the sentence before a title of a single word."""
POST = re.compile(r"\d{1,3}[.:)]\s+[A-ZÆØÅ]")
"""A number with a title of its own behind it."""
FLEST_STEDER = 50
"""A title is looked for at no more places of the agenda where its last word stands."""
LAENGSTE, KORTESTE = 260, 8
"""Characters; a shorter title may come again by chance."""

Ord = tuple[int, str]
"""Where a word begins, and the word."""
Sted = tuple[int, int]
"""The places to break an agenda at a title: before it, and behind it where the next title follows at once."""


@dataclass(frozen=True, slots=True)
class Titelliste:
    """The words of an agenda; those without letters are passed over, since a number may be lost in either place."""

    ord: Sequence[Ord]
    steder: Mapping[str, Sequence[int]]
    ene: frozenset[int]
    """Those of the words that have a number before and behind, and so are a title."""

    def titler(self, tekst: str, slutter: Iterable[int]) -> Iterator[tuple[int, int, Sted, bool]]:
        """(start, end, place in the agenda, whether it begins with its number) of each title that ends at one of the
        places in a text."""
        for til in slutter:
            if (fundet := self._titel(tekst, til)) is not None:
                fra, i_listen, talt = fundet
                yield fra, til, i_listen, talt

    def _titel(self, tekst: str, til: int) -> tuple[int, Sted, bool] | None:
        """The title that ends at a place: the most words that stand so in the agenda too, from a capital to a
        capital."""
        foerst = max(til - LAENGSTE, 0)
        foran = [(foerst + m.start(), m[0]) for m in ORD.finditer(tekst[foerst:til])][::-1]
        ord_ = [x for x in takewhile(lambda x: not POST.match(tekst, x[0]), foran) if BOGSTAV.search(x[1])]
        if not ord_:
            return None
        antal, sidst = max(
            ((self._ens(ord_, n), n) for n in self.steder.get(ord_[0][1], ())[:FLEST_STEDER]), default=(0, 0)
        )
        k = next((k for k in reversed(range(antal)) if _begynder(ord_, k)), None)
        if k is None or til - ord_[k][0] < KORTESTE:
            return None
        nr, foer = next((x for x in foran if x[0] < ord_[k][0]), (0, ""))
        talt = NUMMER.fullmatch(foer) is not None
        if k == 0 and foer and foer[-1] not in SLUT and not talt and sidst not in self.ene:
            return None
        ord_foran = moenster("struktur", "ord-foran-nummer").search(tekst, max(nr - KORTESTE, 0), nr) if talt else None
        nr = ord_foran.start() if ord_foran else nr
        fra, (sted, sidste_ord) = self.ord[sidst - k][0], self.ord[sidst]
        efter = self.ord[sidst + 1][0] if sidst + 1 < len(self.ord) else None
        slut = sted + len(sidste_ord)
        return nr if talt else ord_[k][0], (fra, slut if efter == slut + 1 else fra), talt

    def _ens(self, ord_: Sequence[Ord], sted: int) -> int:
        """How many words, the last of them first, end so at a place in the agenda; none where no title ends there."""
        if any(not x[0].isupper() for _, x in self.ord[sted + 1 : sted + 2]):
            return 0
        par = zip(ord_, self.ord[sted::-1], strict=False)
        return sum(1 for _ in takewhile(lambda x: x[0][1].strip(TEGN) == x[1][1].strip(TEGN), par))


def _begynder(ord_: Sequence[Ord], k: int) -> bool:
    """Whether a title may begin with a word; ``ord_`` are the words from the last to the first."""
    foer = ord_[k + 1][1].strip(TEGN) if k + 1 < len(ord_) else ""
    return ord_[k][1][0].isupper() and foer not in data("punktstart")["inde_i_titel"]


def titelliste(tekst: str, fra: int) -> Titelliste:
    """The agenda that begins at ``fra``, past the heads of its columns; the number before a word goes with it."""
    alle = [(m.start(), m[0]) for m in ORD.finditer(tekst, fra)]
    alle = list(dropwhile(lambda x: noegle(x[1]) in dagsordensord("kolonneord"), alle))
    foran = [(-1, ""), *alle]
    ord_ = [
        (talt if NUMMER.fullmatch(nr) and nr[0].isdigit() else sted, x)
        for (talt, nr), (sted, x) in zip(foran, alle, strict=False)
        if BOGSTAV.search(x)
    ]
    steder: dict[str, list[int]] = defaultdict(list)
    for i, (_, x) in enumerate(ord_):
        steder[x].append(i)
    efter_tal = [i for i, (sted, _) in enumerate(ord_) if i == 0 or tekst[sted].isdigit()]
    ene = frozenset(a for a, b in pairwise([*efter_tal, len(ord_)]) if b == a + 1)
    return Titelliste(ord_, steder, ene)
