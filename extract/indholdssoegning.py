"""Where a meeting's contents list begins and ends: from its heading, or by its titles that come again further down."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from referat.extract.indhold import Indhold, er_indholdsoverskrift, er_post, er_prikket, laes_indhold
from referat.extract.linjesyn import Linjer, er_afgoerelse
from referat.extract.moedefelter import er_hovedlinje
from referat.extract.nummererede import familier, kandidater
from referat.models.afsnit import noegle
from referat.models.titler import dagsordensord
from referat.models.viden import Regel, moenster
from referat.schemas.side import Linje
from referat.schemas.vokabular import Afsnitsart

PRIKKET_HALE = re.compile(r"\s*(?:\.{2,}|…)[.…\s]*\w*\s*$|(?:\s{2,}|\t)\d{1,4}\s*$")
"""Leader dots and the number of a page, or the number set off from the title."""
LAENGST_I_OVERSIGT, KORTESTE_OVERSIGT = 160, 3
"""A longer line is no title, and fewer titles are no list."""
INDHOLD_IGEN = 15
"""The contents list may name itself again within so many lines."""
KORTEST_ENS = 12
"""So many letters of an entry, and it may be the beginning of a title alone: the rest was lost there."""


def find_indhold(x: Linjer) -> Indhold:
    """From its heading (or first dotted line) to the first line that belongs to a punkt's body."""
    fra = next((i for i, k in enumerate(x.linjer) if er_indholdsoverskrift(k) or er_prikket(k)), None)
    if fra is None:
        return laes_indhold(x.linjer, *_oversigt(x))
    if not any(x.fyldte(fra, -1)):  # the document may be named as its contents list is
        ens = noegle(x.linjer[fra].tekst)
        fra = max(i for i in range(fra, min(fra + INDHOLD_IGEN, len(x))) if noegle(x.linjer[i].tekst) == ens)
    kolonner = moenster("struktur", "kolonnehoveder")  # a list over two pages may name itself on the second
    fra = next((i for i, k in enumerate(x.linjer[:fra]) if kolonner.search(k.tekst)), fra)
    mulige = {i for f in familier() for i, *_ in kandidater(x, f)}
    sidst = _sidste_af_hvert_nummer(x)
    resten = range(fra + 1, len(x))
    igen = _igen(x, [i for i in sorted(mulige) if i > fra])
    kroppe = (i for i in resten if i == igen or (_er_krop(x, i, sidst) and not _tom_bilagsliste(x, i, mulige)))
    krop = min(next(kroppe, len(x)), _nummer_igen(x, fra))
    sidste = max((i for i in mulige if fra < i <= krop), default=krop)
    til = sidste if krop < len(x) or x.fyldte(sidste) else krop
    if igen is not None and krop < igen and all(x.sagslinje[i] or x.linjer[i].tom for i in range(krop, igen)):
        til = krop  # the first case number stands over its title
    over = x.foer(krop) if krop < len(x) else None
    if over is not None and over > til and x.foer(over) not in mulige and _uden_nummer_igen(x, fra, over):
        til = over
    sidste_prik = max((i for i in range(fra, len(x)) if er_prikket(x.linjer[i])), default=fra)
    til = max(til, sidste_prik + 1) if sidste_prik < krop else til
    til = next((i for i in range(fra + 1, til) if er_hovedlinje(x.linjer[i])), til)  # the members may stand behind it
    tal, slut = _sidetalskolonne(x, til)
    return replace(laes_indhold(x.linjer, fra, tal), til=slut)


def _sidetalskolonne(x: Linjer, til: int) -> tuple[int, int]:
    """Where the page numbers of a contents list begin and end that stand one under another behind its titles, up to
    or from line ``til``; that line twice where none do."""
    er_tal = [k.tekst.strip().isdigit() for k in x.linjer]
    fra = til - sum(1 for _ in takewhile(lambda i: er_tal[i], range(til - 1, -1, -1)))
    slut = til + sum(1 for _ in takewhile(lambda i: er_tal[i], range(til, len(x))))
    numre = [int(x.linjer[i].tekst) for i in range(fra, slut)]
    stiger = all(a <= b for a, b in pairwise(numre)) and any(b > a + 1 for a, b in pairwise(numre))
    return (fra, slut) if len(numre) >= KORTESTE_OVERSIGT and stiger else (til, til)


def _igen(x: Linjer, mulige: Sequence[int]) -> int | None:
    """The first of some lines that repeats the first of them: the contents list has it once."""
    uden_side = [noegle(PRIKKET_HALE.sub("", x.linjer[i].tekst)) for i in mulige]
    return next((i for i, n in zip(mulige[1:], uden_side[1:], strict=True) if n == uden_side[0]), None)


def _nummer_igen(x: Linjer, fra: int) -> int:
    """The line under the first of the list's titles where it stands once more under its number, which is alone."""
    foerste = next(((nr, noegle(t)) for f in familier() for i, nr, t in kandidater(x, f) if i > fra and t), None)
    if foerste is None:
        return len(x)
    alene = (k for f in familier() for k in kandidater(x, f) if k[0] > fra + 1 and not k[2])
    under = (j for i, nr, _ in alene if nr == foerste[0] for j in x.fyldte(i)[:1])
    return next((j for j in under if noegle(x.linjer[j].tekst) == foerste[1]), len(x))


def _uden_nummer_igen(x: Linjer, fra: int, i: int) -> bool:
    """Whether a line over the first of a body repeats one of the contents list, which has a number there or none."""
    titel = noegle(x.linjer[i].tekst)
    liste = [t for j in range(fra + 1, i) for t in (x.linjer[j].tekst, *titler_bag_nummer(x.linjer[j].tekst))]
    return bool(titel) and any(
        titel == n or (len(n) >= KORTEST_ENS and titel.startswith(n)) for n in map(noegle, liste)
    )


def _oversigt(x: Linjer) -> tuple[int, int]:
    """Where a contents list without a heading begins and ends: numbered titles one under another, most of which come
    again further down; (0, 0) where there is none."""
    raekker = (raekke for familie in familier() for raekke in _raekker(x, familie))
    return next(((r[0][0], r[-1][0] + 1) for r in raekker if _kommer_igen(x, r)), (0, 0))


def _raekker(x: Linjer, familie: Regel) -> Iterator[list[tuple[int, str]]]:
    """(line, title) of numbered lines that stand one under another, no number twice; short runs left out."""
    raekke: list[tuple[int, str]] = []
    numre: set[str | None] = set()
    for i, nr, titel in [*kandidater(x, familie), (len(x), None, "")]:
        forfra = nr in numre or _falder(numre, nr)
        if raekke and (forfra or not titel or not _lige_under(x, raekke[-1][0], i)):
            if len(raekke) >= KORTESTE_OVERSIGT:
                yield raekke
            raekke, numre = [], set()
        if titel:
            raekke.append((i, titel))
            numre.add(nr)


def _falder(numre: set[str | None], nr: str | None) -> bool:
    """Whether a number is lower than all of some."""
    tal = [int(n) for n in numre if n and n.isdigit()]
    return bool(tal) and nr is not None and nr.isdigit() and int(nr) < min(tal)


def _kommer_igen(x: Linjer, raekke: Sequence[tuple[int, str]]) -> bool:
    """Whether most titles of a run are found once more below it, with or without a number."""
    slut = raekke[-1][0]
    senere = {noegle(linje.tekst) for linje in x.linjer[slut + 1 :] if len(linje.tekst) <= LAENGST_I_OVERSIGT}
    senere |= {noegle(t) for i, tekst in x.talte if i > slut for t in titler_bag_nummer(tekst)}
    titler = [t for _, t in raekke if not er_afgoerelse(t)]  # `Ad 1 Godkendt.` comes again as well
    return sum(noegle(t) in senere for t in titler) > len(raekke) / 2


def titler_bag_nummer(tekst: str) -> list[str]:
    """What a line says behind a number, in each way in which one may stand."""
    fundne = (f.moenster.match(tekst) for f in familier())
    return [m["titel"] for m in fundne if m and m.groupdict().get("titel")]


def _lige_under(x: Linjer, fra: int, til: int) -> bool:
    """Whether nothing stands between two lines but the rest of the first, what heads a part of the agenda, or a case
    number."""
    dele = dagsordensord("lukkede_lister", "aabne_lister", "maerker")
    mellem = range(fra + 1, til)
    if mellem and _er_rest(x, fra):
        mellem = mellem[1:]
    return til < len(x) and all(x.linjer[i].tom or x.sagslinje[i] or noegle(x.linjer[i].tekst) in dele for i in mellem)


def _er_rest(x: Linjer, i: int) -> bool:
    """Whether the line below a title in a list of them is its rest: the title goes on, or the line does."""
    tekst = x.linjer[i + 1].tekst.strip()
    if not tekst or x.overskrifter[i + 1] is not None or tekst.endswith((".", ":")):
        return False
    return tekst[:1].islower() or moenster("struktur", "gaar-videre").search(x.linjer[i].tekst) is not None


def _staerkt_nummer(linje: Linje) -> str | None:
    """The number of a line that is a strong start by itself."""
    fundne = (f.moenster.match(linje.tekst) for f in familier() if f.giver == "staerk")
    return next((m["nr"] for m in fundne if m), None)


def _sidste_af_hvert_nummer(x: Linjer) -> dict[str | None, int]:
    """Number of a strong start → the last line that has it."""
    return {_staerkt_nummer(x.linjer[i]): i for i, _ in x.talte}


def _er_krop(x: Linjer, i: int, sidst: dict[str | None, int]) -> bool:
    """A case line, a section heading or a strong start ends the contents list; one whose number comes again is an
    entry of it."""
    h = x.overskrifter[i]
    nr = _staerkt_nummer(x.linjer[i])
    staerk = nr is not None and sidst.get(nr, i) <= i
    return not er_post(x.linjer, i) and (staerk or x.sagslinje[i] or (h is not None and h.art is not Afsnitsart.ANDET))


def _tom_bilagsliste(x: Linjer, i: int, mulige: Collection[int]) -> bool:
    """Whether a line names a list of attachments with a numbered title right below it: an entry of the contents."""
    h = x.overskrifter[i]
    return h is not None and h.art is Afsnitsart.BILAG and any(j in mulige for j in x.fyldte(i)[:1])
