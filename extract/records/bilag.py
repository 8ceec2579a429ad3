"""The attachments that a punkt lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from referat.extract.udsnit import Udsnit, skaer
from referat.models.viden import moenster, regler
from referat.schemas.poster import Bilag
from referat.schemas.side import KUGLER, Linje

NUMMER = re.compile(r"^\s*\d{1,2}(?:[.):]\s+|\.\d{1,2}\.?\s+|\s+[-–]\s+|\s{2,})(?=\S)")
ORD = re.compile(r"[^\W_]")
KUGLE = re.compile(rf"^[\s{KUGLER}*–-]*(?=\S)")


def find_bilag(afsnit: Sequence[Udsnit], foran: Sequence[Udsnit] = ()) -> list[Bilag]:
    """The titles under the heading, in order; `Ingen bilag` is none. In what stands before the first heading
    (``foran``) a line that names a file is one as well."""
    ud: list[Bilag] = []
    for udsnit in foran:
        for linje in udsnit.linjer:
            if m := _filnavn().match(linje.tekst):
                fil = Udsnit([linje]).belaeg(m.start("fil"), m.end("fil"), "bilag:filnavn")
                ud.append(Bilag(belaeg=fil, nr=len(ud) + 1, titel=m["fil"]))
    for udsnit in afsnit:
        fyldte = [x.tekst for x in udsnit.linjer if ORD.search(x.tekst)]
        maerke = NUMMER if fyldte and all(NUMMER.match(x) for x in fyldte) else KUGLE
        for linjer in _poster([x for linje in udsnit.linjer for x in _i_linjen(linje, alene=len(fyldte) == 1)]):
            foerste, *resten = (x.tekst.strip() for x in linjer)
            titel = re.sub(r"\s+", " ", " ".join((maerke.sub("", foerste), *resten)))
            titel = _foran().sub("", titel).strip()
            if ORD.search(titel) and not any(r.moenster.match(titel) for r in regler("bilag") if r.giver == "ingen"):
                ud.append(Bilag(belaeg=Udsnit(linjer).hele("bilag:linje"), nr=len(ud) + 1, titel=titel))
    return ud


@cache
def _foran() -> re.Pattern[str]:
    """What stands before a title in a list: its number, whether it is open, its document number."""
    return moenster("bilag", "foran")


@cache
def _filnavn() -> re.Pattern[str]:
    return next(r.moenster for r in regler("bilag") if r.giver == "fil")


def _i_linjen(linje: Linje, *, alene: bool) -> list[Linje]:
    """The entries of a list that was run together in a line: each has the same mark, the first at its beginning; where
    the line is all there is, a semicolon may part them."""
    for regel in (r for r in regler("bilag") if r.giver == "i linjen" or (alene and r.giver == "alene i linjen")):
        maerker = list(regel.moenster.finditer(linje.tekst))
        numre = [int(m["nr"]) for m in maerker if "nr" in m.groupdict()]
        if (
            len(maerker) > 1
            and not linje.tekst[: maerker[0].start()].strip()
            and numre in ([], [*range(1, len(maerker) + 1)])
        ):
            graenser = [*(m.end() for m in maerker), len(linje.tekst)]
            slutter = [*(m.start() for m in maerker[1:]), len(linje.tekst)]
            return [skaer(linje, a, b) for a, b in zip(graenser, slutter, strict=False)]
    return [linje]


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
