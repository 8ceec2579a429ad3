"""Headings before their text on one line with nothing between: `Beslutning Godkendt.`; and titles before their number.

Read so only in a document that does it again and again, but for headings in the margin of a PDF. A heading must never
have a line of its own there, and the numbers before such titles must count up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from referat.extract.overskrifter import HOVEDETS, find_overskrift
from referat.extract.udsnit import skaer
from referat.models.afsnit import find_indledende, noegle, rolle
from referat.models.viden import moenster
from referat.schemas.side import Linje
from referat.schemas.vokabular import Afsnitsart

TAL = re.compile(r"\d+")
MARGENORD = re.compile(r"(?P<ord>[^\t]{3,60})\t+(?P<rest>[^\t]*)")
FAERREST = 3
"""So many lines do it in a document that is read so."""


def del_indledte(linjer: Sequence[Linje]) -> Iterator[Linje]:
    """The lines, each heading and each case number behind a title on a line of its own."""
    alene = {noegle(h.ord) for x in linjer if (h := find_overskrift(x)) and h.rest_fra is None}
    hoveder = _gentagne({i: m for i, x in enumerate(linjer) if (m := _hoved(x, alene))})
    titler = {i: m for i, x in enumerate(linjer) if i not in hoveder and (m := _nummer(x))}
    numre = _taellende(_uden_lister(linjer, titler))
    snit = {i: n for fundne in (hoveder, numre) if len(fundne) >= FAERREST for i, n in fundne.items()}
    snit |= _i_margenen(linjer)
    for i, linje in enumerate(linjer):
        if i in snit:
            yield skaer(linje, 0, len(linje.tekst[: snit[i]].rstrip()))
            yield skaer(linje, snit[i], len(linje.tekst))
        else:
            yield linje


def _i_margenen(linjer: Sequence[Linje]) -> dict[int, int]:
    """Where the text begins beside a heading in a PDF's left margin, by line; in a document where one comes again."""
    fundne = {i: n for i, x in enumerate(linjer) if (n := _ved_siden(x))}
    ord_ = [noegle(linjer[i].tekst[:n]) for i, n in fundne.items()]
    return fundne if len(ord_) >= FAERREST and len(set(ord_)) < len(ord_) else {}


def _ved_siden(linje: Linje) -> int:
    """Where the text begins in a cell beside a heading; 0 where a line has none."""
    m = MARGENORD.fullmatch(linje.tekst) if linje.boks and linje.gitter is None and "\t" in linje.tekst else None
    hel = rolle(m["ord"]) if m else None
    return m.start("rest") if m and hel and hel.art not in HOVEDETS else 0


def _gentagne(fundne: dict[int, re.Match[str]]) -> dict[int, int]:
    """Where the text behind a heading begins, by line. A heading that the document has but once may be a sentence's,
    and without one of decisions they are all something else's (`Forslag A`, `Status Nørregade`)."""
    ord_ = {i: _ordet(m["hoved"]) for i, m in fundne.items()}
    antal = Counter(ord_.values())
    afgoer = any((r := rolle(o)) is not None and r.art is Afsnitsart.BESLUTNING for o in map(str.capitalize, antal))
    return {i: m.end() for i, m in fundne.items() if antal[ord_[i]] > 1} if afgoer and len(antal) > 1 else {}


def _ordet(hoved: str) -> str:
    """A heading without the body and date that may follow its word."""
    return noegle(hoved if rolle(hoved) else hoved.split()[0])


def _uden_lister(linjer: Sequence[Linje], fundne: dict[int, re.Match[str]]) -> dict[int, re.Match[str]]:
    """The finds but those that stand one right under another: points of a list, or attachments."""
    fyldte = [i for i, x in enumerate(linjer) if not x.tom]
    naboer = {i for a, b in pairwise(fyldte) if a in fundne and b in fundne for i in (a, b)}
    return {i: m for i, m in fundne.items() if i not in naboer}


def _hoved(linje: Linje, alene: set[str]) -> re.Match[str] | None:
    m = moenster("brud", "indledende-beslutning").match(linje.tekst) or find_indledende(linje.tekst)
    sikker = m and linje.gitter is None and noegle(m["hoved"]) not in alene and not find_overskrift(linje)
    return m if sikker else None


def _taellende(fundne: dict[int, re.Match[str]]) -> dict[int, int]:
    """Where the case number behind a title begins, by line; none where the titles' own numbers do not count up, as
    those of attachments begin anew under each punkt."""
    egne = [int(tal[0]) for m in fundne.values() if m["nr"] and (tal := TAL.search(m["nr"]))]
    op = all(a < b for a, b in pairwise(egne))
    return {i: m.start("nummer") for i, m in fundne.items()} if op else {}


def _nummer(linje: Linje) -> re.Match[str] | None:
    m = moenster("brud", "titel-foer-nummer").match(linje.tekst)
    return m if m and linje.gitter is None and not find_overskrift(linje) else None
