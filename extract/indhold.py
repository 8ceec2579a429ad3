"""The contents list: where it stands and which punkter it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from rapidfuzz import fuzz
from referat.extract.udsnit import sammenfoej
from referat.models.afsnit import noegle
from referat.models.titler import dagsordensord, lukket_titel
from referat.models.viden import data, moenster
from referat.schemas.side import Linje

PRIKKER = re.compile(r"^\s*(?P<titel>\S.*?)[\s.…\t]*(?:\.{3,}|…+)[\s.]*(?P<side>\d{1,4}|[ivx]{1,6})\s*$")
SIDETAL = re.compile(r"^\s*(?P<titel>\S.*?)(?:\t| {2,}|\s)(?P<side>\d{1,4})\s*$")
SIDEKOLONNE = re.compile(r"(?<=\w)\s+Side\s*$", re.IGNORECASE)
SIDECELLE = re.compile(r"\t\d{1,4}\s*$")
ULAESELIGT = re.compile(r"(?:\.{3,}|…)[.…]*\t.*$")
"""Leader dots, and page numbers that an OCR read as something else."""
DELLISTER = ("aabne_lister", "lukkede_lister", "maerker", "navigation", "kolonner")
"""Lines of a contents list that head a part of it or lead elsewhere."""
LAENGSTE_ORD = 8
"""`Indhold` or `Punkter` may begin a sentence; a longer word for a contents list does not."""
ENS, ENS_AFKORTET = 90, 92
"""From this likeness on an entry and a title are the same."""
MINDSTE_LINJE = 20
"""Fewer letters may begin several titles."""
LAENGSTE = 98
"""FirstAgenda cuts the titles of its contents list at about this many characters."""


@dataclass(frozen=True, slots=True)
class Post:
    """An entry of the contents list."""

    titel: str
    nr: str | None = None
    lukket: bool = False
    linjer: tuple[Linje, ...] = ()


@dataclass(frozen=True, slots=True)
class Indhold:
    """The lines ``fra`` to ``til`` that the contents list covers, and its entries; empty where there is none."""

    fra: int
    til: int
    poster: tuple[Post, ...]

    def naevner(self, titel: str, nr: str | None = None) -> bool:
        """Whether the list has an entry of this title (cut short or misspelt a little) and, where it counts, number."""
        return self._post(titel, nr) is not None

    def naevner_hellere(self, lang: str, kort: str) -> bool:
        """Whether an entry is the longer title, and not the shorter one at least as well."""
        lighed = max((_lighed(p.titel, lang) for p in self.poster), default=0)
        return lighed >= ENS and lighed > max(_lighed(p.titel, kort) for p in self.poster)

    def begynder(self, linje: str, mindst: int = MINDSTE_LINJE) -> bool:
        """Whether an entry begins with a line of so many letters, which may be the first of a title's two."""
        n = noegle(linje)
        return len(n) >= mindst and any(noegle(p.titel).startswith(n) for p in self.poster)

    def lukker(self, titel: str, nr: str | None = None) -> bool:
        """Whether the list has the title among its closed items."""
        post = self._post(titel, nr)
        return post is not None and post.lukket

    def _post(self, titel: str, nr: str | None) -> Post | None:
        ens = (p for p in self.poster if _ens(p.titel, titel) and (p.nr is None or nr is None or p.nr == nr))
        return next(ens, None)


def er_indholdsoverskrift(linje: Linje) -> bool:
    """Whether a line is the heading of a contents list, that of its page numbers may be behind it."""
    return noegle(SIDEKOLONNE.sub("", linje.tekst)) in dagsordensord("indhold")


def begynder_indhold(linje: Linje) -> bool:
    """Whether a line begins with the heading of a contents list, which may run on behind it."""
    return indholdsord(LAENGSTE_ORD).match(linje.tekst.lstrip()) is not None


@cache
def indholdsord(laengere_end: int = 0) -> re.Pattern[str]:
    """A word for a contents list, of more letters than some; a long one may be in capitals."""
    ord_ = sorted((o for o in data("punktstart")["indhold"] if len(o) > laengere_end), key=len, reverse=True)
    versaler = (o.upper() for o in ord_ if len(o) > LAENGSTE_ORD)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, (*ord_, *versaler)))})\b")


def er_prikket(linje: Linje) -> bool:
    """Whether a line ends in leader dots and a page number."""
    return ("..." in linje.tekst or "…" in linje.tekst) and PRIKKER.match(linje.tekst) is not None


def er_post(linjer: Sequence[Linje], i: int) -> bool:
    """Whether a line is an entry of a contents list, or the first of the lines of one: dots or a cell with the page
    number end it."""
    til = next((j for j in range(i, min(i + 3, len(linjer))) if not linjer[j].brudt), i)
    return any(er_prikket(x) or SIDECELLE.search(x.tekst) for x in linjer[i : til + 1])


def laes_indhold(linjer: Sequence[Linje], fra: int, til: int) -> Indhold:
    """The entries among ``linjer[fra:til]``; a title over two lines is joined."""
    poster: list[Post] = []
    venter: list[Linje] = []
    prikket = any(er_prikket(x) for x in linjer[fra:til])
    for linje in linjer[fra:til]:
        tekst = linje.tekst.strip()
        if not tekst or er_indholdsoverskrift(linje) or noegle(tekst) in dagsordensord(*DELLISTER):
            continue
        if dagsordensord("kolonner").issuperset(noegle(tekst).split()):
            continue
        m = PRIKKER.match(tekst) or (SIDETAL.match(tekst) if prikket or len(tekst) > LAENGSTE - 8 else None)
        venter.append(linje)
        if not prikket or m:
            sidst = m["titel"] if m else ULAESELIGT.sub("", tekst)
            poster.append(_post(" ".join([*(x.tekst.strip() for x in venter[:-1]), sidst]), tuple(venter)))
            venter = []
    return Indhold(fra, til, tuple(_samlede(poster)))


def _samlede(poster: Sequence[Post]) -> Iterator[Post]:
    """Where entries are numbered, one without a number goes on with the title before it, unless as many numbers as
    there are such entries are missing behind it."""
    talte = sum(p.nr is not None for p in poster) * 2 > len(poster)
    egne = _i_huller(poster)
    sidste: Post | None = None
    for i, post in enumerate(poster):
        uden_nummer = post.nr is None and not post.lukket and i not in egne
        if sidste is not None and talte and uden_nummer and sidste.nr is not None:
            linjer = (*sidste.linjer, *post.linjer)
            sidste = replace(sidste, titel=sammenfoej([sidste.titel, post.titel]), linjer=linjer)
            continue
        if sidste is not None:
            yield sidste
        sidste = post
    if sidste is not None:
        yield sidste


def _i_huller(poster: Sequence[Post]) -> set[int]:
    """The entries without a number that stand where as many numbers are missing."""
    talte = [(i, int(p.nr)) for i, p in enumerate(poster) if p.nr and p.nr.isdigit()]
    return {k for (i, a), (j, b) in pairwise(talte) if 1 < j - i == b - a for k in range(i + 1, j)}


def _post(tekst: str, linjer: tuple[Linje, ...]) -> Post:
    m = moenster("struktur", "indholdsnummer").match(tekst)
    hele = m["titel"] if m else tekst
    titel, lukket = lukket_titel(hele)
    if lukket and titel.isdigit():  # the page's number is no title
        titel = hele.removesuffix(titel).strip()
    if m and hele.startswith(("(", "[")) and titel != hele and (sidetal := SIDETAL.match(titel)):
        titel = sidetal["titel"]
    return Post(titel, m["nr"] if m else None, lukket or tekst.casefold().startswith("lukket"), linjer)


def _lighed(kort: str, lang: str) -> float:
    """How alike an entry and a title are, from 0 to 100; of a title that the list may have cut, the first part."""
    a, b = noegle(kort), noegle(lang)
    if not a or not b:
        return 0
    return fuzz.ratio(a, b[: len(a)] if len(a) >= LAENGSTE - 12 else b)


def _ens(kort: str, lang: str) -> bool:
    return _lighed(kort, lang) >= (ENS_AFKORTET if len(noegle(kort)) >= LAENGSTE - 12 else ENS)
