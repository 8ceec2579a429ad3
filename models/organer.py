"""Names of bodies (udvalg, byråd, nævn): found in text, cleaned of election period and case ending."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from referat.models.viden import data, regler, udtryk

INITIALER = re.compile(r"\s*\([A-ZÆØÅ]{2,6}\)$")
BOGSTAVER = re.compile(r"[A-ZÆØÅ]{2,5}")
EMNE = re.compile(r"[^\W\d_]{4,}")
PERIODE = re.compile(r"\s*\(?\b((?:19|20)\d\d)\s*[-–]\s*((?:19|20)?\d\d)\b\)?")


@cache
def organ_moenster() -> re.Pattern[str]:
    """One pattern for any body's name."""
    return re.compile("|".join(f"(?:{r.moenster.pattern})" for r in regler("organer")))


def find_organ(tekst: str) -> re.Match[str] | None:
    """The first name of a body in a text."""
    return organ_moenster().search(tekst) if kan_have_organ(tekst) else None


@lru_cache(maxsize=8192)  # a document's lines are asked about when its meetings, punkter and sections are found
def kan_have_organ(tekst: str) -> bool:
    """Whether a text has any of the words that names of bodies end in; most lines have none."""
    return any(map(tekst.lower().__contains__, _anker()))


@cache
def _anker() -> frozenset[str]:
    return frozenset(ord_ for r in regler("organer") for ord_ in r.anker)


def er_organ(tekst: str) -> bool:
    """Whether the text is the name of a body and nothing more (an election period, its initials aside)."""
    renset = uden_initialer(uden_periode(tekst)[0].rstrip(" :."))
    m = organ_moenster().match(renset)
    return bool(m and m.end() == len(renset))


def begynder_med_organ(tekst: str) -> bool:
    """Whether a line begins with a body's name, in capitals or not."""
    m = find_organ(tekst.strip().capitalize()) or find_organ(tekst.strip())
    return m is not None and m.start() == 0


def uden_periode(navn: str) -> tuple[str, str | None]:
    """A body's name without its election period, and the period as ``2022-2025``."""
    m = PERIODE.search(navn)
    if not m:
        return navn.strip(), None
    return (navn[: m.start()] + navn[m.end() :]).strip(" ()"), f"{m[1]}-{m[2]}"


def uden_initialer(navn: str) -> str:
    """A body's name without the initials that may follow it: `Udvalget for plan og kultur (PK)`."""
    return INITIALER.sub("", navn)


def samme_organ(a: str | None, b: str | None) -> bool:
    """Whether two names mean the same body: `Byrådet` and `Byråd`, `Økonomiudvalgets` and `Økonomiudvalget`, `TU` and
    `Teknisk Udvalg`."""
    if not a or not b:
        return False
    return _stamme(a) == _stamme(b) or _er_bogstaver_for(a, b) or _er_bogstaver_for(b, a)


def _er_bogstaver_for(bogstaver: str, navn: str) -> bool:
    """Whether capitals alone are the first letters of a name's words, `udvalg` and `råd` in them parted off, or those
    that a council's name begins with (`BY`)."""
    if not BOGSTAVER.fullmatch(bogstaver):
        return False
    dele = udtryk("organer", "slags").sub(r" \g<0>", navn.casefold())
    ord_ = [o for o in re.findall(r"\w+", dele) if o not in data("organer")["smaaord"]]
    kort = bogstaver.casefold()
    raad = any(o in navn.casefold() for o in data("organer")["kommunens_raad"])
    return kort == "".join(o[0] for o in ord_) or (raad and navn.casefold().startswith(kort))


def kan_vaere_samme_organ(a: str, b: str) -> bool:
    """Whether two names may mean one body of a kommune: a council by any of its names, one named by its kind alone, or
    two that share a word of what they are for (`Teknik- og Miljøudvalget`, `Udvalget for Miljø og Teknik`)."""
    raad = [any(ord_ in x.casefold() for ord_ in data("organer")["kommunens_raad"]) for x in (a, b)]
    if any(raad):
        return all(raad)
    emner = [_emner(a), _emner(b)]
    return not all(emner) or not emner[0].isdisjoint(emner[1])


def _emner(navn: str) -> set[str]:
    """The words of what a body is for."""
    ord_ = {udtryk("organer", "slags").sub("", o) for o in EMNE.findall(navn.casefold())}
    return ord_ - {""}


def er_almen(navn: str) -> bool:
    """Whether a body is named by its kind alone, so that what it is for may follow in small letters."""
    return _stamme(navn) in {"udvalg", "råd", "nævn"}


def er_fagudvalg(navn: str) -> bool:
    """Whether a body is one among equals, and not one that decides or recommends on what others treated."""
    smaat = navn.casefold()
    return not any(del_ in smaat for del_ in data("organer")["overordnede"])


def ender_paa_organ(navn: str, del_: str) -> bool:
    """Whether a name means the body that another gives the end of: `Miljøudvalgets` of `Klima- og Miljøudvalget`."""
    return _stamme(navn).endswith(_stamme(del_))


@lru_cache(maxsize=2048)  # a document names few bodies, and compares them again and again
def _stamme(navn: str) -> str:
    ord_ = re.sub(r"[^\wæøå]", "", uden_periode(navn)[0].casefold())
    ord_ = re.sub(r"s$", "", ord_)
    ord_ = re.sub(r"(udvalg|råd|nævn)et$", r"\1", ord_)
    return re.sub(r"(bestyrelse|repræsentation|magistrat|komite|komité|kommission)e?n$", r"\1", ord_)
