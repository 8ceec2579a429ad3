"""The edges of pages that were run together into a line each: the counter, the running head and the page's number."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise, takewhile

from referat.extract.overskrifter import find_overskrift
from referat.extract.udsnit import skaer
from referat.models.organer import find_organ
from referat.models.viden import moenster
from referat.schemas.side import Laest, Linje

SIDST = re.compile(r"\s(?P<tal>\d{1,4})\s*$")
TAL_FOR_SIG = re.compile(r"(?<=\S)(?:\s{3,}|\t)(?P<nr>\d{1,4})\s*$")
LANGT_TIL_SIDETAL = re.compile(r"\S\s{3,}\w+:? #")
"""A line's page number stands so far from the rest of it that it is a cell of its own."""
BREDEST = 160
"""No line at a page's edge is longer, in characters."""
OP = 0.7
"""So many of the page numbers are higher than the one before."""
HOEJEST = 4
"""A page's foot and the head below it have no more lines together."""
KORTESTE = 2
"""Words; one that every page begins with may be the text's own."""
FOERSTE = 2
"""The first page may have no number, or none that is found; one that begins higher is no page's."""
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
    starter |= {i: til for i, (navn, til) in hoveder if navn in gentaget} or _ens_begyndelse(tekster, starter)
    return {i: (starter[i], slut) for i, slut in zip(sider, _slutter([tekster[i] for i in sider]), strict=True)}


def _ens_begyndelse(tekster: Sequence[str], starter: Mapping[int, int]) -> dict[int, int]:
    """Where the text of each page but the first begins behind words that all of them begin with, and the page's number;
    empty where they begin differently."""
    sider = list(starter.items())[1:]
    ens = _faelles_begyndelse([tekster[i][fra:].split(" ") for i, fra in sider])
    if len(sider) < FAERREST or len(ens) < KORTESTE:
        return {}
    hale = moenster("struktur", "bag-sidehoved")
    foer_ord = (len(" ".join(ens)), len(" ".join(ens[:-1])))  # the last may be the word for a page
    haler = {i: [hale.match(tekster[i], fra + n) for n in foer_ord] for i, fra in sider}
    return {i: max(m.end() for m in fundne if m) for i, fundne in haler.items()}


def uden_indre_kanter(linjer: Sequence[Linje], loebende: Sequence[Linje]) -> Iterator[Linje]:
    """The lines without the running heads and feet inside those that run on: the words that stand before every page's
    number, which counts up. What follows one is a line of its own."""
    fundne = _taeller_op((x, m) for x in loebende for m in moenster("struktur", "side").finditer(x.tekst))
    foran = _faelles_begyndelse([_foer(x, m).split()[::-1] for x, m in fundne])[::-1]
    ord_ = re.compile(r"\s+".join(map(re.escape, foran)) + r"\s*\Z")
    kanter = [(x, m.start() - len(k[0]), m.end()) for x, m in fundne if (k := ord_.search(_foer(x, m)))]
    hoved = find_organ(" ".join(foran)) or (len(foran) >= KORTESTE and foran[0][:1].isupper())
    fra_begyndelsen = bool(fundne) and int(fundne[0][1]["nr"]) <= FOERSTE
    if (
        len(kanter) < FAERREST
        or not (hoved and fra_begyndelsen)
        or any(x.tekst[:fra].strip(" 0123456789") == "" for x, fra, _ in kanter)
    ):
        yield from linjer  # a page that begins with its counter and head is known by them
        return
    for x in linjer:
        graenser = [0, *(g for y, fra, til in kanter if y is x for g in (fra, til)), len(x.tekst)]
        if len(graenser) == 2:
            yield x
            continue
        for fra, til in zip(graenser[::2], graenser[1::2], strict=True):
            if stykke := x.tekst[fra:til].strip():
                start = x.tekst.index(stykke, fra)
                yield skaer(x, start, start + len(stykke))


def _faelles_begyndelse(raekker: Sequence[Sequence[str]]) -> list[str]:
    """The words that all begin with."""
    return [ens[0] for ens in takewhile(lambda ord_: len(set(ord_)) == 1, zip(*raekker, strict=False))]


def _foer(linje: Linje, sidetal: re.Match[str]) -> str:
    """The words before a page's number, as many as a running head may have."""
    return linje.tekst[max(sidetal.start() - BREDEST, 0) : sidetal.start()]


def _taeller_op(fundne: Iterable[tuple[Linje, re.Match[str]]]) -> list[tuple[Linje, re.Match[str]]]:
    """The longest run of numbers of which each is one more than the one before."""
    alle = list(fundne)
    foer: list[int | None] = []
    laengst: dict[int, tuple[int, int]] = {}  # number → how many lead to it, and the last of them in ``alle``
    for i, (_, m) in enumerate(alle):
        nr = int(m["nr"])
        antal, sidste = laengst.get(nr - 1, (0, None))
        foer.append(sidste)
        if antal + 1 > laengst.get(nr, (0, i))[0]:
            laengst[nr] = (antal + 1, i)
    led = max(laengst.values(), default=(0, None), key=lambda x: x[0])[1]
    ud = []
    while led is not None:
        ud.append(alle[led])
        led = foer[led]
    return ud[::-1]


def uden_sidetal(linjer: Sequence[Linje]) -> list[Linje]:
    """The lines of a text whose pages run on without those at the pages' edges: a line that comes again but for the
    page's number, which counts up, and what stands the same beside it each time."""
    kanter = _sidetalslinjer(linjer)
    return [x for x in linjer if id(x) not in kanter]


def kanttekst(laest: Laest) -> str:
    """What stands at the pages' edges, each line once: it often names the kommune, the body and the date."""
    linjer = [x for s in laest.sider for x in s.linjer]
    kanter = _sidetalslinjer(linjer)
    tekster = (x.tekst for x in linjer if x.art != "broed" or id(x) in kanter)
    return "\n".join(dict.fromkeys(SIDST.sub("", x) for x in tekster))


def _sidetalslinjer(linjer: Sequence[Linje]) -> set[int]:
    """The lines that `uden_sidetal` takes away, by `id`."""
    fundne: dict[str, list[tuple[int, Linje, list[Linje]]]] = defaultdict(list)
    blokke = [list(blok) for har_tekst, blok in groupby(linjer, key=lambda x: not x.tom) if har_tekst]
    for blok in blokke:
        for x in blok:
            if kant := _sidekant(x.tekst):
                fundne[kant[0]].append((kant[1], x, blok))
    efter = {id(blok): naeste for blok, naeste in pairwise(blokke)}
    ud: set[int] = set()
    for noegle, kanter in fundne.items():
        if _er_sider(noegle, [nr for nr, _, _ in kanter]):
            ud |= {id(kant) for _, kant, _ in kanter} | _ved_siden_af(kanter) | _under(kanter, efter)
    return ud


def _under(kanter: Sequence[tuple[int, Linje, list[Linje]]], efter: Mapping[int, list[Linje]]) -> set[int]:
    """The line that stands by itself below most page numbers, the running head of the next page; ``efter`` is the block
    of lines below each, by `id`."""
    alene = [blok[0] for _, _, kant in kanter if len(blok := efter.get(id(kant), [])) == 1]
    (hoved, antal), *_ = Counter(x.tekst.strip() for x in alene).most_common(1) or [("", 0)]
    if antal < max(FAERREST, OP * len(kanter)) or not find_organ(hoved):
        return set()
    return {id(x) for x in alene if x.tekst.strip() == hoved}


def _ved_siden_af(kanter: Sequence[tuple[int, Linje, list[Linje]]]) -> set[int]:
    """What stands the same beside every page number, in blocks of a few lines of which none heads a section."""
    if len(kanter) < 2 or any(len(blok) > HOEJEST or any(map(find_overskrift, blok)) for *_, blok in kanter):
        return set()
    ens = Counter(tekst for _, _, blok in kanter for tekst in {x.tekst.strip() for x in blok})
    return {id(x) for _, _, blok in kanter for x in blok if ens[x.tekst.strip()] == len(kanter)}


def _sidekant(tekst: str) -> tuple[str, int] | None:
    """A line with # for the page number that ends it, and the number: behind a word for it, or far behind a body; or
    the number alone with that of the last page (`2/13`)."""
    m = moenster("struktur", "sidetal").search(tekst) if len(tekst) <= BREDEST else None
    m = m or moenster("struktur", "side-af-sider").match(tekst)
    if m is None and ((m := TAL_FOR_SIG.search(tekst)) is None or not find_organ(tekst[: m.start()])):
        return None
    return f"{tekst[: m.start('nr')].strip()} #{tekst[m.end('nr') :].rstrip()}", int(m["nr"])


def _er_sider(noegle: str, numre: Sequence[int]) -> bool:
    """Whether numbers are those of pages: they count up, but where another meeting begins."""
    sidetal, linje = moenster("struktur", "sidetal"), noegle.replace("#", "1")
    alene = sidetal.fullmatch(linje)
    if alene and alene["af"]:
        return True
    if af := moenster("struktur", "side-af-sider").match(linje):  # `2/13` may be a case number
        return len(numre) > 1 and numre[-1] <= int(af["af"]) and all(a < b for a, b in pairwise(numre))
    if not sidetal.search(linje):
        return len(numre) >= FAERREST and all(b == a + 1 for a, b in pairwise(numre))
    op = sum(a < b for a, b in pairwise(numre))
    return op >= (1 if alene or LANGT_TIL_SIDETAL.search(noegle) else 2) and op >= (len(numre) - 1) * OP


def _hoved(tekst: str, fra: int) -> tuple[str, int] | None:
    """The body that a page's running head names, and where the head ends with its date and page number."""
    m = moenster("struktur", "foran-sidehoved").match(tekst, fra)
    start = m.end() if m else fra
    efter = moenster("struktur", "organets-navn-slut").search(tekst, start, start + 120)
    organ = find_organ(tekst[start : efter.start() if efter else start + 120])
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
