"""The roles of section headings: an exact or slightly misspelt heading to its ``Afsnitsart``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process
from referat.models.viden import data
from referat.schemas.vokabular import Afsnitsart

LAVESTE = 88.0
"""The least similarity (rapidfuzz ratio, 0–100) at which a misspelt heading counts; see docs/architecture.md."""

KORTESTE_LIMEDE = 5
"""A shorter heading may be the beginning of a word that text was glued to."""
ENTYDIG = 13
"""A heading with more characters than this is none of a sentence's words."""


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


def _laengst_foerst(ord_: Iterable[str]) -> list[str]:
    return sorted({re.escape(o) for o in ord_}, key=len, reverse=True)


@cache
def limet_moenster(*, alle: bool = False) -> re.Pattern[str]:
    """A heading or a label glued to the text behind it (`BeslutningGodkendt.`, `Sagsnr.17/7`), or to a dash
    (`Fraværende- N.N.`); a decision's heading may go on with the body and the date. ``alle`` takes every heading and
    label that is known, for a text in which several are glued: in another `ProcesPlan` is a word."""
    arter, felter = data("afsnit")["arter"], data("moedehoved")["felter"]
    lange = (o for ord_ in arter.values() for o in ord_ if len(o) >= KORTESTE_LIMEDE)
    kendte = (*lange, *(o for ord_ in felter.values() for o in ord_)) if alle else data("afsnit")["limet"]
    ord_, organ = "|".join(_laengst_foerst(kendte)), "|".join(_laengst_foerst(arter["beslutning"]))
    tal = "|".join(_laengst_foerst((*data("punktstart")["indhold"], *data("afsnit")["limet_nummer"])))
    dato = r"\d{1,2}[.-]\s?(?:\d\d?[.-]|[a-z]{3,9}\s)\s?(?:19|20)\d\d"
    tekst = r"(?=[A-ZÆØÅ][a-zæøå]|\d{1,2}[.)]\s|\d\d[-:.]\d\d|-\s(?!og\b|samt\b)|-\s*$)"
    return re.compile(
        rf"^(?:(?:{ord_}){tekst}|(?:{tal})(?=\d)|(?:{organ})\s[^.:\n]{{4,70}}?\s{dato}(?=[A-ZÆØÅ][a-zæøå]))"
    )


@cache
def limede_soemme() -> re.Pattern[str]:
    """Where two lines were glued: behind a sentence (but not `Chr.`) or a parenthesis, before a label of the head, a
    journal number or a point of a list."""
    felter = (o for ord_ in data("moedehoved")["felter"].values() for o in ord_ if len(o) >= KORTESTE_LIMEDE)
    hoved = (*felter, *data("afsnit")["limet_bag"])
    label = rf"(?<=[a-zæøå\d])(?=(?:{'|'.join(_laengst_foerst(hoved))})(?:[A-ZÆØÅ\d]|:\s))"
    kle = r"(?<=[\wæøå)])(?=\d\d\.\d\d\.\d\d-[A-ZÆØ]\d\d-\d)"
    led = r"(?:(?<=[a-zæøå][,;:])|(?<=[,;]og))(?=at\s)"
    return re.compile(
        rf"(?:(?<=\))|(?<=[a-zæøå]{{2}}[.])(?<!\b[A-ZÆØÅ][a-zæøå]{{2}}[.]))(?=[A-ZÆØÅ][a-zæøå])|{label}|{kle}|{led}"
    )


@cache
def loebende_moenster() -> re.Pattern[str]:
    """A heading inside a line that text was run together in: after the end of a sentence or a case line and before a
    capital, or in capitals itself."""
    arter = {art: ord_ for art, ord_ in data("afsnit")["arter"].items() if art not in ("andet", "fravaer", "deltagere")}
    # a decision's own heading may go on with the body's name, which `brud` knows
    smaat = "|".join(_laengst_foerst(o for art, ord_ in arter.items() if art != "beslutning" for o in ord_))
    stort = "|".join(_laengst_foerst(o.upper() for ord_ in arter.values() for o in ord_ if len(o) > 4))
    lange = "|".join(_laengst_foerst(o for ord_ in arter.values() for o in ord_ if len(o) > ENTYDIG))
    delte = "|".join(_laengst_foerst(o for ord_ in arter.values() for o in ord_ if "/" in o))
    foran = r"(?:(?<=[.!?:)\d] )|(?<=Åben )|(?<=Lukket )|(?<= sag ))"
    stemmer = r"\d{1,2} (?:stemte|medlemmer|stemmer)\b"
    foelger = rf"(?=\s+(?:[A-ZÆØÅ](?!\s)|{stemmer}|\d{{1,2}}[.)]\s+(?:at\b|[A-ZÆØÅ])|at\s|-\s)|\s*$)"
    return re.compile(rf"(?:(?<=[.!?:] )(?:{smaat})|{foran}(?:{lange})|(?<=\s)(?:{stort}|{delte})):?{foelger}")


def find_indledende(tekst: str) -> re.Match[str] | None:
    """A heading that begins a line and has its text right behind it; `Bilag 2. Kort` is no heading."""
    foerst = tekst.split(None, 1)[:1]
    return _indledende_moenster().match(tekst) if foerst and foerst[0] in _foerste_ord() else None


@cache
def _indledende() -> tuple[str, ...]:
    """The headings that may stand so, as others and in capitals."""
    arter = data("afsnit")["arter"]
    svage = ordliste("svage_beslutninger") | {"referat"}
    smaat = [o for art, ord_ in arter.items() if art not in ("andet", "deltagere") for o in ord_]
    smaat = [o for o in smaat if noegle(o) not in svage]
    return (*smaat, *(o.upper() for o in smaat))


@cache
def _foerste_ord() -> frozenset[str]:
    return frozenset(o.split()[0] for o in _indledende())


@cache
def _indledende_moenster() -> re.Pattern[str]:
    ord_ = "|".join(_laengst_foerst(_indledende()))
    foelger = r"(?=[A-ZÆØÅ(][^A-ZÆØÅ]|at\s|[-•–]\s)|(?<!ilag )(?<!ILAG )(?=\d{1,2}[.)]\s)"
    return re.compile(rf"\s*(?P<hoved>{ord_})\s+(?:{foelger})")


@lru_cache(maxsize=65536)
def noegle(tekst: str) -> str:
    """A heading as compared: lower case, single spaces, no colon or marks around it, and with the letters that an OCR
    in another language gives (`Fravaerende`)."""
    ens = " ".join(tekst.split()).strip(" :.*#•·-–").casefold()
    return ens.replace("æ", "ae").replace("ø", "o").replace("å", "a")


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
