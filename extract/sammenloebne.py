"""Tables whose cells a text export ran together into one line: ``Korr. budget Regnskab Drift 12,0 13,5 Anlæg 4,0 3,9``.

Read only where every row has a label and the same number of values; the heads only where they can be told apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from referat.extract.vaerdier import tal

TALORD = re.compile(r"(?<!\S)\(?[-−–+]?\d[\d.]*(?:,\d+)?%?\)?-?(?!\S)")
BOGSTAV = re.compile(r"[^\W\d_]")
STORT = re.compile(r"(?<!\S)(?=-?[A-ZÆØÅ][a-zæøå-])")
FAERREST_RAEKKER = 4
MANGE_TAL = re.compile(rf"(?:\D*+\d\S*+){{{2 * FAERREST_RAEKKER}}}")
"""As many words with digits as the rows have numbers, two or more each; most lines have fewer."""
LAENGSTE_NAVN = 80

Stykke = tuple[int, int]
"""First character and end of a cell."""


@dataclass(frozen=True, slots=True)
class Gruppe:
    """Numbers that follow one another, and where the label before them begins."""

    navn: Stykke
    tal: tuple[Stykke, ...]


def del_op(linje: str) -> list[list[Stykke]] | None:
    """The rows of a table that was run together, as places in the line; None where the line is no such table."""
    if not MANGE_TAL.match(linje):
        return None
    grupper = list(_grupper(linje))
    if len(grupper) < FAERREST_RAEKKER:
        return None
    bredde = Counter(len(g.tal) for g in grupper).most_common(1)[0][0]
    foerste = next(n for n, g in enumerate(grupper) if len(g.tal) == bredde)
    raekker = grupper[foerste:]
    if bredde < 2 or len(raekker) < FAERREST_RAEKKER or linje[raekker[-1].tal[-1][1] :].strip():
        return None
    hoved, navn = _skil_hoved(linje, 0, raekker[0].navn[1])
    navne = [navn, *(g.navn for g in raekker[1:])]
    if any(len(g.tal) != bredde for g in raekker) or not all(_er_navn(linje[a:b]) for a, b in navne):
        return None
    krop = [[n, *g.tal] for n, g in zip(navne, raekker, strict=True)]
    return [_kolonner(linje, hoved, bredde), *krop]


def _grupper(linje: str) -> Iterator[Gruppe]:
    fra = 0
    naboer: list[Stykke] = []
    for m in TALORD.finditer(linje):
        if tal(m[0]) is None:
            continue
        if naboer and linje[naboer[-1][1] : m.start()].strip():
            yield Gruppe(_trim(linje, fra, naboer[0][0]), tuple(naboer))
            fra, naboer = naboer[-1][1], []
        naboer.append((m.start(), m.end()))
    if naboer:
        yield Gruppe(_trim(linje, fra, naboer[0][0]), tuple(naboer))


def _trim(linje: str, fra: int, til: int) -> Stykke:
    stykke = linje[fra:til]
    return fra + len(stykke) - len(stykke.lstrip()), til - len(stykke) + len(stykke.rstrip())


def _er_navn(tekst: str) -> bool:
    return bool(BOGSTAV.search(tekst)) and len(tekst) <= LAENGSTE_NAVN


def _skil_hoved(linje: str, fra: int, til: int) -> tuple[Stykke, Stykke]:
    """The heads, and the first row's label: it begins at the last word with a capital."""
    store = [m.start() for m in STORT.finditer(linje, fra, til)]
    skel = store[-1] if store else fra
    return _trim(linje, fra, skel), _trim(linje, skel, til)


def _kolonner(linje: str, hoved: Stykke, bredde: int) -> list[Stykke]:
    """The corner and a head for each column, each of which begins with a capital; none where there are too few."""
    starter = [m.start() for m in STORT.finditer(linje, *hoved)]
    stykker = [_trim(linje, a, b) for a, b in pairwise([*starter, hoved[1]])]
    return stykker[-bredde - 1 :] if len(stykker) > bredde else []
