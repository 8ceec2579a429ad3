"""The attachments that a punkt lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from referat.extract.udsnit import Udsnit
from referat.models.viden import regler
from referat.schemas.poster import Bilag
from referat.schemas.side import Linje

KUGLE = re.compile(r"^[\s•·○▪*–-]*(?=\S)")


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
    """Lines gathered by entry: a title that was wrapped at the margin is one."""
    post: list[Linje] = []
    for linje in linjer:
        if linje.tom:
            continue
        post.append(linje)
        if not linje.brudt:
            yield post
            post = []
    if post:
        yield post
