"""Which lines are headings of a section, which role they name, and where their text begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from referat.extract.vaerdier import find_datoer
from referat.models.afsnit import noegle, ordliste, rolle
from referat.models.organer import er_almen, find_organ, kan_have_organ
from referat.models.viden import moenster
from referat.schemas.side import Linje
from referat.schemas.vokabular import Afsnitsart

LABEL = re.compile(r"^[\s*#•·]*([A-ZÆØÅ][\wæøåÆØÅé./ -]{2,40}?)\s*:\s*(?=\S)")
FOERSTE_ORD = re.compile(r"^[\s*#•·]*([A-ZÆØÅ][\wæøå]+)\s*[:-]?\s+")
NAVN_FOELGER = re.compile(r"[A-ZÆØÅ][\wæøåÆØÅéüöä.'-]+(?: [A-ZÆØÅ][\wæøåÆØÅéüöä.'-]*)+\s*(?:\(|,|$|og )")

SAGENS = frozenset({Afsnitsart.BESLUTNING, Afsnitsart.INDSTILLING, Afsnitsart.SAGSFREMSTILLING, Afsnitsart.RESUME})
"""Headings of a case and of nothing else: no sentence goes on with one, no head of a meeting has one."""
PUNKTETS = SAGENS | {Afsnitsart.BILAG}
"""Headings that a punkt's own sections have: its own table has one at least, and what stands below is a case's."""
HOVEDETS = frozenset({Afsnitsart.FRAVAER, Afsnitsart.DELTAGERE, Afsnitsart.ANDET})
"""What labels of a meeting's head are as well."""
ORGAN, ORGAN_DATO, ORGAN_KOLON = "overskrift:organ", "overskrift:organ-dato", "overskrift:organ-kolon"
LAENGSTE_ORGANLINJE = 100
ORDET = re.compile(r"[^\W\d_]+")
KORT_ORD = 3
"""In capitals a word this short is one between names (`FOR`, `OG`)."""
VERSALER = re.compile(r"\b[A-ZÆØÅ]{4,}\b")
SMAAT_IMELLEM = re.compile(r"(?<=[A-ZÆØÅ]{3}[ -]) ?[A-ZÆØÅ]{2,3}(?= [A-ZÆØÅ]{4})")
"""A short word in capitals between longer ones: `KULTUR- OG FRITIDSUDVALGET`."""
SPAERRET = re.compile(r"\w(?: \w){4,} ?:?")
"""`B e s l u t n i n g :`, as a typewriter sets a heading off."""
KOLON = re.compile(r":(?!\d)\s*")


@dataclass(frozen=True, slots=True)
class Overskrift:
    """A heading: its role, its words as printed, where its own text starts in the line (None: on the next line)."""

    art: Afsnitsart
    ord: str
    rest_fra: int | None = None
    udvalg: str | None = None
    dato: str | None = None
    regel: str = "overskrift"


def find_overskrift(linje: Linje) -> Overskrift | None:
    """The heading that a line is or begins with, None for prose."""
    return None if linje.gitter is not None else _overskrift(linje.tekst, linje.fed_til)


@lru_cache(maxsize=8192)  # a line is asked about when its punkt is found, and again for its section
def _overskrift(raa: str, fed_til: int) -> Overskrift | None:
    """The heading in a line's text, of which so many characters are bold from its beginning."""
    tekst = raa.strip()
    if not tekst:
        return None
    if SPAERRET.fullmatch(tekst):
        tekst = tekst.replace(" ", "")
    if len(tekst) <= 60 and (hel := rolle(tekst)):
        return Overskrift(hel.art, tekst.strip("*#: "), regel="overskrift:ord")
    if (m := moenster("struktur", "beslutning-for-punkt").match(tekst)) and _er_titel(m["rest"] or ""):
        return Overskrift(Afsnitsart.BESLUTNING, tekst, regel="overskrift:punkt")
    return _indrykket(_med_bogstaver(tekst) or _med_organ(tekst), len(raa) - len(raa.lstrip())) or _indloebende(
        raa, fed_til
    )


def _er_titel(tekst: str) -> bool:
    """Whether what stands behind a heading's number is the title once more, and no outcome."""
    return not tekst.endswith(".") and moenster("struktur", "afgjort-foran").match(tekst) is None


def _indrykket(h: Overskrift | None, indryk: int) -> Overskrift | None:
    """A heading found in a line without the blanks before it, with its text's place in the whole line."""
    return replace(h, rest_fra=h.rest_fra + indryk) if h and h.rest_fra is not None else h


def _med_organ(tekst: str) -> Overskrift | None:
    """`Beslutning i Økonomiudvalget den 1. oktober 2018:`, `Byrådets beslutning den 4. maj 2020`, or the body and date
    alone before a colon; what stands behind the colon is the section's first text."""
    if not kan_have_organ(tekst):
        return _med_emner(tekst)
    kerne = tekst.strip("*# ")
    hoved, kolon, rest = _del_ved_kolon(kerne)
    if noegle(hoved) in ordliste("gentaget"):  # `Beslutning: Byrådet den 4. maj`
        hoved, kolon, rest = f"{hoved} {rest}", False, ""
    if len(hoved) > 130 or (kerne.endswith(".") and not kolon):
        return None
    m = FOERSTE_ORD.match(hoved)
    label = m[1] if m and _kan_gentages(m[1]) else None
    levnet, udvalg, dato = _organ_og_dato(_stort(hoved[m.end() :]) if m and label else hoved)
    if udvalg is None:
        return None
    if label is None and _kan_gentages(levnet):
        label, levnet = levnet, ""
    rest_fra = tekst.index(kerne) + len(kerne) - len(rest) if rest else None
    if rest and not (levnet or dato or label) and moenster("struktur", "afgjort-foran").match(rest):
        return Overskrift(Afsnitsart.BESLUTNING, hoved, rest_fra, udvalg, None, ORGAN_KOLON)
    if rest and not levnet and moenster("struktur", "dato-tabt").search(hoved):
        return Overskrift(Afsnitsart.BESLUTNING, hoved, rest_fra, udvalg, None, ORGAN)
    if levnet or (rest and not dato):
        return None
    if label and noegle(label) in ordliste("gentaget_med_dato"):
        return Overskrift(Afsnitsart.BESLUTNING, hoved, rest_fra, udvalg, dato, ORGAN) if dato else None
    if label:
        hel = rolle(label.capitalize())
        return Overskrift(hel.art, hoved, rest_fra, udvalg, dato, ORGAN) if hel else None
    if dato and kolon:
        return Overskrift(Afsnitsart.BESLUTNING, hoved, rest_fra, udvalg, dato, ORGAN_DATO)
    return None


def _med_emner(tekst: str) -> Overskrift | None:
    """`Beslutning i Teknik og Miljø den 6. marts 2017:`, where the body is called by what it is for."""
    m = moenster("struktur", "beslutning-i-emne").match(uden_versaler(tekst))
    datoer = find_datoer(m["dato"]) if m else []
    if not m or not datoer:
        return None
    return Overskrift(Afsnitsart.BESLUTNING, tekst.strip("*# :"), None, m["udvalg"], datoer[0][0], ORGAN)


def _med_bogstaver(tekst: str) -> Overskrift | None:
    """`Beslutning TU 06.09.2005:`, where the body is called by its letters."""
    m = moenster("struktur", "beslutning-forkortet").match(tekst)
    datoer = find_datoer(m["dato"]) if m else []
    if not m or not datoer:
        return None
    rest_fra = m.start("rest") if m["rest"] else None
    return Overskrift(Afsnitsart.BESLUTNING, m[0][: m.end("dato")], rest_fra, m["udvalg"], datoer[0][0], ORGAN)


def _kan_gentages(ord_: str) -> bool:
    """Whether a word heads what a body decided, beside the body's name."""
    return noegle(ord_) in ordliste("gentaget") or noegle(ord_) in ordliste("gentaget_med_dato")


def find_organlinje(linje: Linje) -> Overskrift | None:
    """A line that is nothing but a body's name with a date or a colon: the heading of what that body decided, where
    its surroundings bear that out."""
    kerne = linje.tekst.strip("*# \t")
    if linje.gitter is not None or len(kerne) > LAENGSTE_ORGANLINJE:
        return None
    for regel in ("navn-dato-punkt", "bogstaver-dato"):
        if (m := moenster("struktur", regel).match(kerne)) and (datoer := find_datoer(m["dato"])):
            return Overskrift(Afsnitsart.BESLUTNING, kerne, None, m["navn"], datoer[0][0], "overskrift:organ-alene")
    if not kan_have_organ(kerne):
        return None
    hoved, kolon, rest = _del_ved_kolon(kerne)
    levnet, udvalg, dato = _organ_og_dato(hoved)
    if udvalg is None or levnet or rest or not (kolon or dato):
        return None
    return Overskrift(Afsnitsart.BESLUTNING, hoved, None, udvalg, dato, "overskrift:organ-alene")


def _del_ved_kolon(kerne: str) -> tuple[str, bool, str]:
    """A line before and behind its first colon that is none of a time's."""
    m = KOLON.search(kerne)
    return (kerne[: m.start()].strip(), True, kerne[m.end() :]) if m else (kerne, False, "")


def _organ_og_dato(tekst: str) -> tuple[str, str | None, str | None]:
    """What is left of a text when the name of a body and a date are taken out, and those two; a name in capitals is
    written as others are."""
    tekst = uden_versaler(tekst)
    m = find_organ(tekst)
    if not m or moenster("struktur", "bindeord").sub("", tekst[: m.start()], count=1):
        return tekst, None, None
    hale, navn = tekst[m.end() :], moenster("struktur", "ejefald").sub("", m[0])
    if emne := moenster("struktur", "udvalgsemne").match(hale) if er_almen(navn) else None:
        navn, hale = navn + emne["emne"], hale[emne.end() :]
    hale = moenster("struktur", "forkortelse").sub("", hale)
    dato = None
    if datoer := find_datoer(hale):
        dato, fra, til = datoer[0]
        foran = moenster("struktur", "bindeord").sub("", hale[:fra], count=1)
        hale = moenster("struktur", "foer-dato").sub("", foran) + hale[til:]
    hale = moenster("struktur", "periode-eller-punkt").sub("", hale)
    levnet = moenster("struktur", "bindeord").sub("", hale.strip(" :.,*"), count=1).strip(" :.,*")
    return levnet, navn, dato


def uden_versaler(tekst: str) -> str:
    """A text in capitals, its small words aside (`den`), as names are written: `Udvalget for Børn og Unge`; of another,
    its words in capitals."""
    ord_ = ORDET.findall(tekst)
    if not (any(map(str.isupper, ord_)) and all(o.isupper() or (o.islower() and len(o) <= KORT_ORD) for o in ord_)):
        return VERSALER.sub(lambda m: m[0].capitalize(), SMAAT_IMELLEM.sub(lambda m: m[0].lower(), tekst))
    return ORDET.sub(lambda m: m[0].lower() if len(m[0]) <= KORT_ORD else m[0].capitalize(), tekst)


def _stort(tekst: str) -> str:
    """A heading's rest with the first letter of a body's name large: `i byrådet`."""
    return moenster("struktur", "organ-med-smaat").sub(lambda m: m[0][0].upper() + m[0][1:], tekst)


def _indloebende(tekst: str, fed_til: int) -> Overskrift | None:
    """A heading before its text on one line: `Afbud: N.N.`, or a bold label, or absence with names behind it."""
    m = LABEL.match(tekst) if ":" in tekst else None
    if m and noegle(m[1]) in ordliste("indloebende") and (hel := rolle(m[1])):
        return Overskrift(hel.art, m[1], m.end(), regel="overskrift:indloebende")
    m = FOERSTE_ORD.match(tekst)
    if m and noegle(m[1]) in ordliste("uden_kolon") and (hel := rolle(m[1])):
        fed = m.end(1) <= fed_til < len(tekst.rstrip())
        rest = tekst[m.end() :]
        if fed or NAVN_FOELGER.match(rest):
            return Overskrift(hel.art, m[1], m.end(), regel="overskrift:uden-kolon")
    return None
