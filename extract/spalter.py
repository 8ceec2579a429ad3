"""Text set in two columns, labels to the left and values to the right, where a label goes on over several lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from referat.extract.overskrifter import HOVEDETS, find_overskrift
from referat.extract.udsnit import skaer
from referat.models.organer import er_organ
from referat.schemas.side import Linje

FAERREST = 4
"""Fewer labels with their values in the same column are no layout."""
LAENGST = 5
"""A label is broken over at most so many lines."""
RAEKKE = re.compile(r"(?P<etiket>\S+(?: \S+)*) {2,}(?=\S)")
"""What stands to the left, and the blanks before what stands to the right."""


def med_hele_etiketter(linjer: Sequence[Linje]) -> list[Linje]:
    """The lines, each label that is broken over several (`Beslutning      Vedtaget.` over `Byrådet den 3. maj`) on one
    line, and below it what stands to its right; so are those of one line where any is broken."""
    kant = _kant(linjer)
    brudte = [_etiketlinjer(linjer[i : i + LAENGST], kant) if kant else 0 for i in range(len(linjer))]
    if not any(brudte):
        return list(linjer)
    ud: list[Linje] = []
    i = 0
    while i < len(linjer):
        antal = brudte[i] or int(_er_etiket(linjer[i], kant))
        if antal:
            ud.append(_etiket(linjer[i : i + antal], kant))
            ud += (skaer(x, kant, len(x.tekst)) for x in linjer[i : i + antal] if x.tekst[kant:].strip())
        else:
            ud.append(linjer[i])
        i += max(antal, 1)
    return ud


def _kant(linjer: Sequence[Linje]) -> int:
    """The column where the values of labels begin, 0 where they have none in common."""
    kanter = Counter(
        m.end()
        for x in linjer
        if x.gitter is None and (m := RAEKKE.match(x.tekst)) and find_overskrift(replace(x, tekst=m["etiket"]))
    )
    (kant, antal), *_ = kanter.most_common(1) or [(0, 0)]
    return kant if antal >= FAERREST else 0


def _etiketlinjer(linjer: Sequence[Linje], kant: int) -> int:
    """How many of the lines the label takes that begins on the first; 0 where one is enough or it is none."""
    if not linjer[0].tekst[kant:].strip() or ":" in linjer[0].tekst[:kant]:
        return 0
    etiketter = [x.tekst[:kant] if _har_etiket(x, kant) else "" for x in linjer]
    kendte = [find_overskrift(replace(x, tekst=e)) is not None for x, e in zip(linjer, etiketter, strict=True)]
    slut = next((n for n, e in enumerate(etiketter) if not e or (n and kendte[n])), len(linjer))
    for n in range(slut, 1, -1):
        h = find_overskrift(_etiket(linjer[:n], kant))
        if h is not None and h.rest_fra is None and (h.dato or not _har_organer(linjer[:n], kant)):
            return n
    return 0


def _er_etiket(linje: Linje, kant: int) -> bool:
    """Whether a line is a label of a section and its value."""
    h = find_overskrift(_etiket([linje], kant)) if _har_etiket(linje, kant) and ":" not in linje.tekst[:kant] else None
    return h is not None and h.rest_fra is None and h.art not in HOVEDETS


def _har_organer(linjer: Sequence[Linje], kant: int) -> bool:
    """Whether a line under the first begins what another body decided: its name, beside text, under a sentence that has
    ended."""
    return any(
        er_organ(x.tekst[:kant].strip()) and over.tekst.rstrip().endswith(".") and x.tekst[kant:].strip()
        for over, x in pairwise(linjer)
    )


def _har_etiket(linje: Linje, kant: int) -> bool:
    """Whether a line has text to the left of the column, parted from what begins in it."""
    foran, bag = linje.tekst[:kant], linje.tekst[kant:]
    return linje.gitter is None and foran[:1].strip() != "" and not foran[kant - 2 :].strip() and bag[:1] != " "


def _etiket(linjer: Sequence[Linje], kant: int) -> Linje:
    """The left column of some lines as one line, at the place of the first."""
    tekst = " ".join(x.tekst[:kant].strip() for x in linjer)
    return replace(linjer[0], tekst=tekst, fed_til=0, brudt=False)
