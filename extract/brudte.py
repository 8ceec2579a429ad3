"""Lines that a text was broken into anywhere, its headings inside them: joined, to be parted at the headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from statistics import median

from referat.extract.overskrifter import find_overskrift
from referat.extract.sidekanter import find_sidekanter
from referat.models.brud import overskriftsmoenstre
from referat.schemas.side import Linje

FAERREST = 4
"""Fewer headings inside lines do not show that the breaks mean nothing."""
FORTSAT = 0.05
"""So many lines go on with a sentence where lines were broken anywhere."""
FAERREST_SIDER = 2
"""So many lines that begin with a counting number are pages."""
LAENGST = 200
"""Characters; where most lines are longer each is a page or a punkt."""
INDE = 3
"""So many headings stand inside lines for each that has a line of its own."""


def saml_brudte(linjer: Sequence[Linje]) -> list[Linje]:
    """The lines, those of each block joined where the document's headings stand inside them, and not at their edges."""
    if not _er_brudte(linjer):
        return list(linjer)
    blokke = groupby(linjer, key=lambda x: (x.tom or x.gitter is not None, x.side))
    return [y for (hver_for_sig, _), blok in blokke for y in (blok if hver_for_sig else [_samlet(list(blok))])]


def _er_brudte(linjer: Sequence[Linje]) -> bool:
    tekster = [x for x in linjer if not x.tom and x.gitter is None]
    if not tekster or sum(x.tekst.lstrip()[:1].islower() for x in tekster) < FORTSAT * len(tekster):
        return False
    ude = sum(find_overskrift(x) is not None for x in tekster)
    inde = sum(fra > 0 for x in tekster for fra in _overskrifter_i(x.tekst.strip()))
    if inde < FAERREST or inde < INDE * ude or median(len(x.tekst) for x in tekster) > LAENGST:
        return False
    return len(find_sidekanter([x.tekst for x in linjer], [True] * len(linjer))) < FAERREST_SIDER


def _overskrifter_i(tekst: str) -> set[int]:
    """Where sections and decisions begin in a line."""
    return {m.start() for moenster in overskriftsmoenstre() for m in moenster.finditer(tekst)}


def _samlet(blok: Sequence[Linje]) -> Linje:
    """One line of several, each at its place: what parts them is as many blanks as the characters between them."""
    tekst, foerste = "", blok[0]
    for x in blok:
        tekst = tekst.ljust(x.tegn_fra - foerste.tegn_fra) + x.tekst
    return replace(foerste, tekst=tekst, fed_til=0, brudt=False)
