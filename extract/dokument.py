"""What a document is, when it is of, and how its lines divide into meetings."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from referat.extract.moede import find_titel
from referat.extract.records.journalnumre import er_journalnummerlinje, find_journalnumre
from referat.extract.udsnit import Udsnit
from referat.extract.vaerdier import find_datoer
from referat.models.viden import regler
from referat.schemas.poster import Journalnummer
from referat.schemas.referat import Moede
from referat.schemas.side import Linje
from referat.schemas.vokabular import Dokumenttype

FOERSTE = 15
"""A document says what it is within this many filled lines."""
KORT_BREV = 120
"""A letter ends with its greeting within this many filled lines; minutes that quote one go on."""
DATOLINJE = re.compile(r"\b(?:dato|den|d\.)\s*:?\s*$", re.I)


def kalder_sig(linjer: Sequence[Linje]) -> Dokumenttype | None:
    """What a document calls itself, or what its greeting shows; None where nothing says it."""
    fyldte = [x for x in linjer if not x.tom]
    for linje in fyldte[:FOERSTE]:
        for regel in regler("dokumenttype"):
            if regel.giver not in ("brev", "hilsen") and regel.moenster.search(linje.tekst):
                return Dokumenttype(regel.giver)
    breve = [r for r in regler("dokumenttype") if r.giver in ("brev", "hilsen")]
    if len(fyldte) <= KORT_BREV and any(r.moenster.search(x.tekst) for x in fyldte for r in breve):
        return Dokumenttype.BREV
    return None


def afgoer_type(kalder: Dokumenttype | None, moeder: Sequence[Moede]) -> Dokumenttype:
    """What a document is by its own word and by what was found in it."""
    if kalder in (Dokumenttype.NOTAT, Dokumenttype.BREV, Dokumenttype.REFERAT):
        return kalder
    punkter = [p for m in moeder for p in m.punkter]
    if not punkter:
        return kalder or Dokumenttype.ANDET
    besluttet = any(p.beslutning for p in punkter)
    return Dokumenttype.REFERAT if besluttet else Dokumenttype.DAGSORDEN


def del_i_moeder(linjer: Sequence[Linje]) -> list[Sequence[Linje]]:
    """The lines of each meeting: a new title with another body or date begins the next."""
    snit: list[int] = []
    sidste = None
    for i, linje in enumerate(linjer):
        titel = find_titel(linje) if len(linje.tekst) < 160 else None
        if titel and titel != sidste and titel[1] is not None:
            if sidste is not None:
                snit.append(i)
            sidste = titel
    graenser = [0, *snit, len(linjer)]
    return [linjer[a:b] for a, b in itertools.pairwise(graenser)]


def find_dato(linjer: Sequence[Linje]) -> str | None:
    """The date of a notat or letter: behind a label, else the first that ends a line of the head or stands alone."""
    for linje in linjer:
        for iso, fra, _ in find_datoer(linje.tekst)[:1]:
            if DATOLINJE.search(linje.tekst[:fra]) and len(linje.tekst) < 60:
                return iso
    for linje in [x for x in linjer if not x.tom][:FOERSTE]:
        for iso, _, til in find_datoer(linje.tekst):
            if not linje.tekst[til:].strip(" .*") and len(linje.tekst) < 120:
                return iso
    return None


def egne_numre(linjer: Sequence[Linje]) -> list[Journalnummer]:
    """Journal numbers of the document's own: on lines that are nothing but labels and numbers."""
    return find_journalnumre(Udsnit([x for x in linjer if not x.tom and er_journalnummerlinje(x.tekst)]))
