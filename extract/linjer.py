"""Lines as reading left them to lines as a person would lay them out: glued headings parted, run-on pages broken."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache

from referat.extract.udsnit import skaer
from referat.models.afsnit import limet_moenster
from referat.models.viden import regler
from referat.schemas.side import Laest, Linje

LANG = 220
"""A line longer than this may hold a whole page (run-on text)."""
FLEST = 3
"""A long line with this many breaks found in it is a run-on page, not a paragraph."""


def loebende_linjer(laest: Laest) -> list[Linje]:
    """The lines of the body, without running heads, parted where headings were glued or pages run on."""
    broed = (x for side in laest.sider for x in side.linjer if x.art == "broed")
    return list(_del_limede(_del_sammenloebne(broed)))


def _del_limede(linjer: Iterable[Linje]) -> Iterator[Linje]:
    for linje in linjer:
        m = limet_moenster().match(linje.tekst)
        if m and linje.gitter is None:
            yield skaer(linje, 0, m.end())
            yield skaer(linje, m.end(), len(linje.tekst))
        else:
            yield linje


def _del_sammenloebne(linjer: Iterable[Linje]) -> Iterator[Linje]:
    """A long line with several inner heads is broken before and after each of them."""
    for linje in linjer:
        snit = _snit(linje.tekst) if len(linje.tekst) > LANG or _er_transkript(linje.tekst) else []
        if len(snit) < FLEST:
            yield linje
            continue
        graenser = [0, *snit, len(linje.tekst)]
        for fra, til in itertools.pairwise(graenser):
            if linje.tekst[fra:til].strip():
                til_renset = fra + len(linje.tekst[fra:til].rstrip())
                yield skaer(linje, fra + (len(linje.tekst[fra:til]) - len(linje.tekst[fra:til].lstrip())), til_renset)


@cache
def _brud() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{r.moenster.pattern})" for r in regler("brud")), re.I | re.M)


def _snit(tekst: str) -> list[int]:
    punkter = {p for m in _brud().finditer(tekst) for p in (m.start(), m.end())}
    return sorted(p for p in punkter if 0 < p < len(tekst))


def _er_transkript(tekst: str) -> bool:
    return bool(re.match(r"^\d{1,3} \S", tekst)) and len(tekst) > 100
