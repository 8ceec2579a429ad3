"""What the distances between a PDF's lines tell: which were wrapped, and where an empty line parts paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from statistics import median_low

from referat.extract.linjesyn import FREMHAEVET, er_afgoerelse, er_fremhaevet
from referat.extract.moedefelter import har_label
from referat.extract.navne import er_navneliste
from referat.extract.overskrifter import SAGENS, find_overskrift
from referat.extract.udsnit import er_delt, skaer
from referat.models.viden import udtryk
from referat.schemas.side import KUGLER, Linje
from referat.schemas.vokabular import Afsnitsart

AFSTAND = 0.6
"""A gap of more than this share of a line's height parts paragraphs, where nothing is known of their own lines."""
MERE = 0.35
"""A gap wider by this share of a line's height than those between wrapped lines parts paragraphs."""
LAENGST = 2.0
"""No line is wrapped over a gap of so many heights."""
FAERREST = 8
"""Fewer wrapped lines tell nothing of the gaps within paragraphs."""
MARGEN = 0.98
"""The right margin is where all but this share of the lines end."""
ANDEN_STOERRELSE = 0.08
"""Lines whose type differs by more of the body's size were not wrapped."""
PUNKTMAERKE = re.compile(rf"^\s*(?:[{KUGLER}*–-]\s|\d{{1,2}}[.)]\s)")


def med_afsnit(linjer: Sequence[Linje]) -> Iterator[Linje]:
    """The lines of a PDF marked where they were wrapped, that is where the next line's first word would have passed the
    right margin, and with an empty one where paragraphs stand apart; those of a text as they are."""
    kanter = sorted(x.boks[2] for x in linjer if x.boks and x.gitter is None and x.margen is None)
    margen = kanter[int(len(kanter) * MARGEN)] if kanter else 0.0
    afstande = [_afstand(a, b) for a, b in pairwise(linjer)]
    fyldte = [d is not None and _fyldt(a, b, margen) for d, (a, b) in zip(afstande, pairwise(linjer), strict=True)]
    inde = [d for d, fyldt in zip(afstande, fyldte, strict=True) if d is not None and fyldt and d < LAENGST]
    graense = median_low(inde) + MERE if len(inde) >= FAERREST else AFSTAND
    for linje, naeste, d, fyldt in zip_longest(linjer, linjer[1:], afstande, fyldte):
        adskilt = d is not None and d > graense and not _hoerer_sammen(linje, naeste, d, fyldt)
        brudt = fyldt and not adskilt
        yield replace(linje, brudt=True, delt=er_delt(linje.tekst, naeste.tekst)) if brudt else linje
        if adskilt:
            yield skaer(linje, len(linje.tekst), len(linje.tekst))


def _afstand(linje: Linje, naeste: Linje) -> float | None:
    """How far the next line stands below one, in the line's own heights; None across pages, columns and tables."""
    if not linje.boks or not naeste.boks or linje.side != naeste.side:
        return None
    if linje.gitter is not None or naeste.gitter is not None or naeste.boks[1] < linje.boks[1]:
        return None
    return (naeste.boks[1] - linje.boks[3]) / max(linje.boks[3] - linje.boks[1], 1.0)


def _fyldt(linje: Linje, naeste: Linje, margen: float) -> bool:
    """Whether a line has no room for the first word of the next, which begins nothing of its own and is as large."""
    if not linje.boks or not naeste.boks:
        return False
    if abs(linje.forhold - naeste.forhold) > ANDEN_STOERRELSE:
        return False
    foerste_ord = len(naeste.tekst.split(maxsplit=1)[0]) if naeste.tekst.strip() else 0
    bredde = (naeste.boks[2] - naeste.boks[0]) * (foerste_ord + 1) / max(len(naeste.tekst), 1)
    uden_plads = linje.boks[2] + bredde > (margen if linje.margen is None else linje.margen)
    return uden_plads and not _begynder_nyt(linje, naeste)


def _hoerer_sammen(linje: Linje, naeste: Linje, afstand: float, fyldt: bool) -> bool:
    """Whether lines that stand apart go on all the same: wrapped before a small letter or in a larger type, where lines
    are set further apart, or names below each other."""
    if fyldt and afstand < LAENGST and (naeste.tekst[:1].islower() or er_fremhaevet(linje)):
        return True
    stor = min(linje.forhold, naeste.forhold) > FREMHAEVET and abs(linje.forhold - naeste.forhold) < ANDEN_STOERRELSE
    if stor and afstand < AFSTAND and not naeste.tekst.lstrip()[:1].isdigit():  # large type has more between its lines
        return True
    ens = bool(linje.boks and naeste.boks and abs(linje.boks[0] - naeste.boks[0]) < 1.0)
    return ens and afstand < LAENGST and er_navneliste(linje.tekst) and er_navneliste(naeste.tekst)


def _begynder_led(tekst: str, naeste: str) -> bool:
    """Whether the next line is a point worded `at …`, under one such or under what leads up to the first; none where
    the line goes on with a point that began in it."""
    at = udtryk("indstilling", "at_begynder")
    if not at.match(naeste) or not tekst.rstrip().endswith((",", ";", ":")):
        return False
    inde = [m.start() for m in at.finditer(tekst)]
    return not inde or not tekst[: inde[0]].strip(f" \t{KUGLER}*–-")


def _begynder_nyt(linje: Linje, naeste: Linje) -> bool:
    """Whether the next line is a point of a list, a heading, a label, or an outcome under the names of those away."""
    if har_label(naeste) or PUNKTMAERKE.match(naeste.tekst) or _begynder_led(linje.tekst, naeste.tekst):
        return True
    under, over = find_overskrift(naeste), find_overskrift(linje)
    hoved = under is not None and under.rest_fra is None and (under.art in SAGENS or under.dato is not None)
    return hoved or (over is not None and over.art is Afsnitsart.FRAVAER and er_afgoerelse(naeste.tekst.strip()))
