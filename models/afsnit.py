"""The roles of section headings: an exact or slightly misspelt heading to its ``Afsnitsart``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process
from referat.models.viden import data
from referat.schemas.vokabular import Afsnitsart

LAVESTE = 88.0
"""The least similarity (rapidfuzz ratio, 0–100) at which a misspelt heading counts; see docs/architecture.md."""


@dataclass(frozen=True, slots=True)
class Rolle:
    """A recognised heading."""

    art: Afsnitsart
    ord: str


@cache
def _ord() -> dict[str, Rolle]:
    arter = data("afsnit")["arter"]
    return {noegle(o): Rolle(Afsnitsart(art), o) for art, ord_ in arter.items() for o in ord_}


@cache
def ordliste(navn: str) -> frozenset[str]:
    """One of the file's lists of headings, as keys: ``indloebende``, ``uden_kolon``, ``gentaget``, ``svage_…``."""
    return frozenset(noegle(o) for o in data("afsnit")[navn])


@cache
def limet_moenster() -> re.Pattern[str]:
    """A heading glued to the text behind it (`BeslutningGodkendt.`), or to a dash (`Fraværende- N.N.`)."""
    ord_ = "|".join(sorted(map(re.escape, data("afsnit")["limet"]), key=len, reverse=True))
    hoved = "|".join(map(re.escape, data("moedehoved")["limet"]))
    indhold = "|".join(map(re.escape, data("punktstart")["indhold"]))
    tekst = r"(?=[A-ZÆØÅ][a-zæøå]|\d{1,2}[.)]\s"
    return re.compile(rf"^(?:(?:{ord_}){tekst}|-\s(?!og\b|samt\b))|(?:{indhold})(?=\d)|(?:{hoved}){tekst}))")


@lru_cache(maxsize=65536)
def noegle(tekst: str) -> str:
    """A heading as compared: lower case, single spaces, no colon or marks around it."""
    return " ".join(tekst.split()).strip(" :.*#•·-–").casefold()


@cache
def rolle(overskrift: str) -> Rolle | None:
    """The role of a whole heading line, None when it is no known heading."""
    n = noegle(overskrift)
    renset = overskrift.strip(" *#•·-–")
    if not n or len(n) > 60 or not (renset[:1].isupper() or renset[:1].isdigit()):
        return None
    if n in _ord() and (not renset.endswith(".") or _ord()[n].ord.endswith(".")):
        return _ord()[n]
    if renset.endswith((".", ",")):
        return None
    if len(n) < 7 or len(n.split()) > 5 or re.search(r"\d", n):
        return None
    bedste = process.extractOne(n, _ord().keys(), scorer=fuzz.ratio, score_cutoff=LAVESTE)
    if bedste is None or abs(len(bedste[0]) - len(n)) > 2 or _boejet(n, bedste[0]):
        return None
    return _ord()[bedste[0]]


def _boejet(a: str, b: str) -> bool:
    """Whether one word is the other in another form (`beslutningen`, `bilaget`): prose, not a misspelt heading."""
    kort, lang = sorted((a, b), key=len)
    return lang.startswith(kort) and lang != kort
