"""Names of kommuner in a text, undamaged or as an OCR damaged them, each with the context that says how it is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from rapidfuzz import fuzz, process
from referat.models.kommuner import KOMMUNER, TIDLIGERE, Kommune, beskadigede_navne, find_kommune
from referat.models.viden import regler

Sammenhaeng = Literal["styre", "kommune", "liste", "institution", "prosa", "start", "del af navn", "ingen"]

ORD = re.compile(r"(?<![\w@])[A-ZÆØÅ/@&0][\w@&}]*")
MELLEM = re.compile(r"[-‐‑–]\s?|\s")
SKILLETEGN = re.compile(r"(?:[\s,;/|()%+\-]|[\d.,]*\d)*(?:\b(?:og|samt|eller|and)\b)?\s*", re.IGNORECASE)
KOMMUNE_EFTER = re.compile(r"\s+[Kk]ommune")
VINDUE = 40
STOERSTE_AFSTAND = 60
LIGHED = 88.0
"""The least likeness (0–100) of an unknown spelling, and only right before ``Kommune``."""
SIKKERHED: dict[Sammenhaeng, float] = {
    "styre": 1.0,
    "kommune": 1.0,
    "liste": 0.95,
    "prosa": 0.75,
    "start": 0.7,
    "institution": 0.5,
    "del af navn": 0.3,
    "ingen": 0.3,
}


@dataclass(frozen=True, slots=True)
class Kommunenavn:
    """A name in a text. ``lighed`` (0–1) is how like the spelling is; ``sammenhaeng`` how the words around mean it."""

    kommune: Kommune
    fra: int
    til: int
    raa: str
    lighed: float
    sammenhaeng: Sammenhaeng = "ingen"

    @property
    def skadet(self) -> bool:
        return self.lighed < 1

    @property
    def score(self) -> float:
        """How sure it is that the kommune is meant; a damaged name needs ``Kommune`` or a list."""
        sikker = self.sammenhaeng in ("styre", "kommune", "liste")
        if self.skadet and not sikker:
            return 0.2
        if self.kommune.ogsaa_ord and self.sammenhaeng == "start":
            return 0.2
        return round(SIKKERHED[self.sammenhaeng] * self.lighed, 2)


def find_navne(tekst: str) -> list[Kommunenavn]:
    """Every name of a kommune in the order of the text, the doubtful ones with a low ``score``."""
    navne = [replace(n, sammenhaeng=_sammenhaeng(tekst, n)) for n in _kandidater(tekst)]
    navne = [n for n in navne if n.lighed >= 0.9 or n.sammenhaeng in ("styre", "kommune")]
    return [n for run in _raekker(tekst, navne) for n in _som_liste(tekst, run)]


def find_tidligere(tekst: str) -> list[Kommunenavn]:
    """Names of kommuner that are no more and left theirs to none of today, where they are named as kommuner."""
    ud = (Kommunenavn(_tidligere()[m[0]], m.start(), m.end(), m[0], 1.0) for m in _tidligere_moenster().finditer(tekst))
    navne = (replace(n, sammenhaeng=_sammenhaeng(tekst, n)) for n in ud)
    return [n for n in navne if n.sammenhaeng in ("styre", "kommune")]


@cache
def _tidligere() -> dict[str, Kommune]:
    kendte = {navn: k for k in TIDLIGERE for navn in k.navne if find_kommune(navn) is k}
    return kendte | {navn.upper(): k for navn, k in kendte.items()}


@cache
def _tidligere_moenster() -> re.Pattern[str]:
    navne = sorted(_tidligere(), key=len, reverse=True)
    ende = "|".join(map(re.escape, navne))
    return re.compile(rf"\b(?<!-)(?=[{''.join({navn[0] for navn in navne})}])(?:{ende})(?=s?\b)")


def _kandidater(tekst: str) -> Iterator[Kommunenavn]:
    ord_ = list(ORD.finditer(tekst))
    slut = 0
    begynder = _begynder()
    for i, m in enumerate(ord_):
        kendt = m[0] in begynder
        if m.start() < slut or not (kendt or KOMMUNE_EFTER.match(tekst, m.end(), m.end() + 12)):
            continue
        naeste = ord_[i + 1] if kendt and i + 1 < len(ord_) else None
        fundet = (naeste and _to_ord(tekst, m, naeste)) or (_et_ord(m) if kendt else _ligner(m))
        if fundet:
            slut = fundet.til
            yield fundet


def _to_ord(tekst: str, a: re.Match[str], b: re.Match[str]) -> Kommunenavn | None:
    if not MELLEM.fullmatch(tekst, a.end(), b.start()):
        return None
    return _slaa_op(f"{a[0]}-{b[0]}", a.start(), b.end(), tekst[a.start() : b.end()])


def _et_ord(m: re.Match[str]) -> Kommunenavn | None:
    return _slaa_op(m[0], m.start(), m.end(), m[0]) or _ligner(m)


def _slaa_op(ord_: str, fra: int, til: int, raa: str) -> Kommunenavn | None:
    """A word as a name, with or without the s of the genitive."""
    for navn in (ord_, ord_.removesuffix("s")):
        skaaret = len(ord_) - len(navn)
        if kommune := _rigtige().get(navn):
            return Kommunenavn(kommune, fra, til - skaaret, raa[: len(raa) - skaaret], 1.0)
        if kommune := beskadigede_navne().get(navn):
            return Kommunenavn(kommune, fra, til - skaaret, raa[: len(raa) - skaaret], 0.9)
    return None


def _ligner(m: re.Match[str]) -> Kommunenavn | None:
    """An unknown spelling that is close to one name only; whoever asks must see ``Kommune`` after it."""
    if m.end() - m.start() < 6 or not KOMMUNE_EFTER.match(m.string, m.end(), m.end() + 12):
        return None
    if m[0] in _tidligere() or m[0].removesuffix("s") in _tidligere():  # `Helsinge` is no misspelt Helsingør
        return None
    bedst = process.extract(m[0], list(_stavemaader()), scorer=fuzz.ratio, score_cutoff=LIGHED, limit=5)
    kommuner = {_stavemaader()[navn].kode for navn, _, _ in bedst}
    if len(kommuner) != 1:
        return None
    navn, lighed, _ = bedst[0]
    return Kommunenavn(_stavemaader()[navn], m.start(), m.end(), m[0], round(lighed / 100 * 0.9, 2))


@cache
def _rigtige() -> dict[str, Kommune]:
    navne = {navn.replace(" ", "-"): k for k in KOMMUNER for navn in k.navne}
    return navne | {navn.upper(): k for navn, k in navne.items()}


@cache
def _stavemaader() -> dict[str, Kommune]:
    return {**beskadigede_navne(), **_rigtige()}


@cache
def _begynder() -> frozenset[str]:
    """The words that a name, or its genitive, begins with."""
    navne = {led for navn in _stavemaader() for led in (navn, navn.split("-")[0])}
    return frozenset(navne | {f"{navn}s" for navn in navne})


def _sammenhaeng(tekst: str, navn: Kommunenavn) -> Sammenhaeng:
    efter, foer = tekst[navn.til : navn.til + VINDUE], tekst[max(navn.fra - VINDUE, 0) : navn.fra]
    for fil, sted in (("efter_kommunenavn", efter), ("foer_kommunenavn", foer)):
        for regel in regler(fil):
            if regel.moenster.search(sted):
                return regel.giver  # type: ignore[return-value]
    return "prosa" if re.search(r"[a-zæøå,] \Z", foer) else "ingen"


def _raekker(tekst: str, navne: Sequence[Kommunenavn]) -> Iterator[list[Kommunenavn]]:
    """Names with nothing but commas, numbers and ``og`` between them."""
    run: list[Kommunenavn] = []
    for navn in navne:
        if run and not _naboer(tekst, run[-1], navn):
            yield run
            run = []
        run.append(navn)
    if run:
        yield run


def _naboer(tekst: str, a: Kommunenavn, b: Kommunenavn) -> bool:
    mellem = tekst[a.til : b.fra]
    return len(mellem) <= STOERSTE_AFSTAND and SKILLETEGN.fullmatch(mellem) is not None


def _som_liste(tekst: str, run: list[Kommunenavn]) -> list[Kommunenavn]:
    """A run as a list of kommuner where it has three sure names, or two names and the word kommune by them."""
    sikre = sum(not n.skadet for n in run)
    naevnt = any(n.sammenhaeng in ("styre", "kommune") for n in (run[0], run[-1])) or _kommuner_efter(tekst, run[-1])
    if sikre >= 3 or (len(run) >= 2 and sikre >= 1 and naevnt):
        return [replace(n, sammenhaeng="liste") for n in run]
    return run


def _kommuner_efter(tekst: str, navn: Kommunenavn) -> bool:
    return re.match(r"\s+[Kk]ommuner?\b", tekst[navn.til : navn.til + 12]) is not None
