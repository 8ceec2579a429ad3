"""The attachments that a punkt lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from referat.extract.udsnit import Udsnit
from referat.models.viden import regler
from referat.schemas.poster import Bilag
from referat.schemas.side import Linje

KUGLE = re.compile(r"^[\s•·○▪*–-]*(?=\S)")
FULD_LINJE = 0.9
"""A line that reaches this far across the page goes on over the next line."""


def find_bilag(afsnit: Sequence[Udsnit]) -> list[Bilag]:
    """The titles under the heading, in order; `Ingen bilag` is none."""
    ud: list[Bilag] = []
    for udsnit in afsnit:
        for linjer in _poster(udsnit.linjer):
            titel = re.sub(r"\s+", " ", " ".join(x.tekst.strip() for x in linjer))
            titel = KUGLE.sub("", titel).strip()
            if titel and not any(r.moenster.match(titel) for r in regler("bilag") if r.giver == "ingen"):
                ud.append(Bilag(belaeg=Udsnit(linjer).hele("bilag:linje"), nr=len(ud) + 1, titel=titel))
    return ud


def _poster(linjer: Sequence[Linje]) -> Iterator[list[Linje]]:
    """Lines gathered by entry: a wrapped title is one, on a PDF by how far its line reached."""
    bredest = max((x.boks[2] for x in linjer if x.boks), default=0.0)
    post: list[Linje] = []
    for linje in linjer:
        if linje.tom:
            continue
        if post and not _fortsaetter(post[-1], linje, bredest):
            yield post
            post = []
        post.append(linje)
    if post:
        yield post


def _fortsaetter(sidste: Linje, linje: Linje, bredest: float) -> bool:
    if sidste.boks is None or linje.boks is None or sidste.side != linje.side:
        return False
    foerste_ord = linje.tekst.split()[0]
    ordbredde = (linje.boks[2] - linje.boks[0]) * len(foerste_ord) / max(len(linje.tekst), 1)
    return sidste.boks[2] + ordbredde > SIDENS_HOEJRE and sidste.boks[2] > FULD_LINJE * bredest


SIDENS_HOEJRE = 520.0
"""Points: a word that would have passed this was wrapped (A4 with ordinary margins)."""
