"""The edges of pages that were run together into a line each: the counter, the running head and the page's number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from referat.extract.reading.loebehoved import taeller
from referat.models.organer import find_organ
from referat.models.viden import moenster
from referat.schemas.side import Linje

SIDST = re.compile(r"\s(?P<tal>\d{1,4})\s*$")
HOEJEST = 4
"""A page's foot has no more lines than this."""
FAERREST = 3
"""Fewer pages than this do not show that the number behind each is the page's own."""


def find_sidekanter(tekster: Sequence[str], lange: Sequence[bool]) -> dict[int, tuple[int, int]]:
    """Number among ``tekster`` of each that counts on from the page before (`1 …`, `2 …`) → where the page's own text
    begins and ends in it. The first such page is one of the ``lange``."""
    sider: list[int] = []
    for i, tekst in enumerate(tekster):
        if tekst.startswith(f"{len(sider) + 1} ") and (sider or lange[i]):
            sider.append(i)
    starter = {i: len(str(nr)) + 1 for nr, i in enumerate(sider, 1)}
    hoveder = [(i, h) for i in sider[1:] if (h := _hoved(tekster[i], starter[i]))]
    gentaget = {navn for navn, antal in Counter(navn for _, (navn, _) in hoveder).items() if antal > 1}
    starter |= {i: til for i, (navn, til) in hoveder if navn in gentaget}
    return {i: (starter[i], slut) for i, slut in zip(sider, _slutter([tekster[i] for i in sider]), strict=True)}


def uden_sidetal(linjer: Sequence[Linje]) -> list[Linje]:
    """The lines of a text whose pages run on without those of its feet: set apart by blank lines, the page's number
    behind a word for it (`Side 4`), which counts on from page to page."""
    blokke = [list(b) for har_tekst, b in groupby(linjer, key=lambda x: not x.tom) if har_tekst]
    fundne: dict[str, list[tuple[int, list[Linje]]]] = {}
    for blok in blokke:
        tal = [m for x in blok if (m := moenster("struktur", "sidetal").search(x.tekst))]
        if len(blok) <= HOEJEST and len(tal) == 1 and (m := SIDST.search(f" {tal[0].string}")):
            noegle = re.sub(r"\d+\s*$", "#", tal[0].string.strip())
            fundne.setdefault(noegle, []).append((int(m["tal"]), blok))
    vaek = {id(x) for gentaget in fundne.values() if taeller([n for n, _ in gentaget]) for _, b in gentaget for x in b}
    return [x for x in linjer if id(x) not in vaek]


def _hoved(tekst: str, fra: int) -> tuple[str, int] | None:
    """The body that a page's running head names, and where the head ends with its date and page number."""
    m = moenster("struktur", "foran-sidehoved").match(tekst, fra)
    start = m.end() if m else fra
    organ = find_organ(tekst[start : start + 120])
    if organ is None or organ.start():
        return None
    til = start + organ.end()
    hale = moenster("struktur", "bag-sidehoved").match(tekst, til)
    return organ[0], hale.end() if hale else til


def _slutter(sider: Sequence[str]) -> list[int]:
    """Where each page's text ends: before the number behind it, where it keeps step with the pages."""
    fundne = [SIDST.search(x) for x in sider]
    skridt = Counter(int(m["tal"]) - i for i, m in enumerate(fundne) if m)
    faelles, antal = skridt.most_common(1)[0] if skridt else (0, 0)
    if antal < max(FAERREST, len(sider) / 2):
        return [len(x) for x in sider]
    return [_uden_tal(m) if m and int(m["tal"]) - i == faelles else len(sider[i]) for i, m in enumerate(fundne)]


def _uden_tal(m: re.Match[str]) -> int:
    """Where the text before a page number ends, its word for a page taken off as well."""
    ord_ = moenster("struktur", "sidetal").search(m.string[: m.end()])
    return ord_.start() if ord_ and ord_.end() >= m.end("tal") else m.start()
