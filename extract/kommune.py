"""Which kommune a document is of: names, places and postcodes in it, weighed; a clear margin or nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from referat.extract.kommunenavne import Kommunenavn, Sammenhaeng, find_navne, find_tidligere
from referat.models.kommuner import KOMMUNER, REGIONER, Kommune, find_kommune, paa_dato
from referat.models.viden import moenster

VAEGT_BROED: dict[Sammenhaeng, float] = {
    "styre": 4.0,
    "kommune": 2.0,
    "institution": 1.5,
    "prosa": 1.0,
    "start": 1.0,
    "del af navn": 0.5,
    "liste": 0.25,
}
VAEGT_HOVED: dict[Sammenhaeng, float] = {
    "styre": 12.0,
    "kommune": 12.0,
    "institution": 5.0,
    "prosa": 3.0,
    "start": 3.0,
    "ingen": 3.0,
    "del af navn": 2.0,
    "liste": 0.25,
}
STED_BROED, STED_HOVED = 0.4, 3.0
POSTNUMMER_BROED, POSTNUMMER_HOVED = 0.5, 6.0
SAMMENSAT_HOVED = 4.0
REGION = 4.0
BREVHOVED = 24.0
TAERSKEL = 3.0
"""The least weight that decides: two mentions of ``X Kommune``, or one of ``X Byråd``."""
MARGIN = 2.0
"""The first must weigh so many times the second."""

KODE_I_NUMMER = re.compile(r"(?<![\w-])(\d{3})-(?:19|20)\d\d-\d{2,}(?![\w-])")
FAERREST_NUMRE = 3
POSTNUMMER = re.compile(r"(?<![\d.,/-])(\d{4})[ ]+(?=[A-ZÆØÅ][a-zæøå])")
EFTERNAVN = re.compile(r"[A-ZÆØÅ][\wæøåé'.-]* $")
"""A capitalised word before a place makes it a surname: `Ingelise Toftlund`."""
ANDEN_KOMMUNE = re.compile(r"\b([A-ZÆØÅ][\wæøå-]+) Kommunes?\b")
VEJNAVN = ("vej", "gade", "stræde", "allé", "alle", "vejen", "gaden", "banen")

Vaegte = dict[str, float]


def afgoer_kommune(
    hoved: str, broed: str, navne: Iterable[Kommunenavn], dato: str | None = None
) -> tuple[str | None, str]:
    """The code of the kommune whose document it is, and the rule that says so; (None, why not) where it is unsure.

    ``hoved`` is the text of the meeting's head, ``broed`` the whole text (the head counts in both), ``navne`` are
    the names that ``find_navne`` saw in ``broed``, and ``dato`` is its date (ISO): on it the kommune must have been.
    """
    kode, regel = _afgoer(hoved, broed, navne, dato)
    return (kode and paa_dato(kode, dato)), regel


def _afgoer(hoved: str, broed: str, navne: Iterable[Kommunenavn], dato: str | None) -> tuple[str | None, str]:
    kilder = [_navne(find_navne(hoved), VAEGT_HOVED), _sammensatte(hoved), _regioner(hoved, broed)]
    kilder += [_navne(navne, VAEGT_BROED), _brevhoved(hoved, dato)]
    kilder += [
        _navne((n for n in find_tidligere(tekst) if n.kommune.fandtes(dato)), vaegte)
        for tekst, vaegte in ((hoved, VAEGT_HOVED), (broed, VAEGT_BROED))
    ]
    if afgjort := _bedst(_sum(kilder)):
        return afgjort, "kommune:navn"
    if _anden_kommune(f"{hoved}\n{broed}", dato):
        return None, "kommune:ukendt"
    kilder += [_steder(hoved, STED_HOVED, POSTNUMMER_HOVED), _steder(broed, STED_BROED, POSTNUMMER_BROED)]
    samlet = _sum(kilder)
    if afgjort := _bedst(samlet):
        return afgjort, "kommune:sted"
    if kode := _fra_journalnumre(broed):
        return kode, "kommune:journalnumre"
    return None, "kommune:ingen" if not samlet else "kommune:tvivl"


def _fra_journalnumre(tekst: str) -> str | None:
    """The kommune whose code begins the case numbers (`450-2020-91177`), where there are several and all have it."""
    koder = [f"0{kode}" for kode in KODE_I_NUMMER.findall(tekst)]
    kendt = len(koder) >= FAERREST_NUMRE and len(set(koder)) == 1 and any(k.kode == koder[0] for k in KOMMUNER)
    return koder[0] if kendt else None


def _anden_kommune(tekst: str, dato: str | None) -> bool:
    """Whether a text names a `X Kommune` that may be its own and is not known: then places do not decide."""
    naevnt = {m[1]: find_kommune(m[1]) for m in ANDEN_KOMMUNE.finditer(tekst)}
    return any(k is None or (k.gyldig_til and not dato) for k in naevnt.values())


def _sum(kilder: Sequence[Vaegte]) -> Vaegte:
    ud: Vaegte = defaultdict(float)
    for kilde in kilder:
        for kode, vaegt in kilde.items():
            ud[kode] += vaegt
    return ud


def _bedst(vaegte: Vaegte) -> str | None:
    """The heaviest, where it weighs enough and the next weighs little beside it."""
    raekke = sorted(vaegte.items(), key=lambda kv: (-kv[1], kv[0]))
    if not raekke or raekke[0][1] < TAERSKEL:
        return None
    naeste = raekke[1][1] if len(raekke) > 1 else 0.0
    return raekke[0][0] if raekke[0][1] >= MARGIN * naeste else None


def _navne(navne: Iterable[Kommunenavn], vaegte: dict[Sammenhaeng, float]) -> Vaegte:
    ud: Vaegte = defaultdict(float)
    for navn in navne:
        sikker = navn.score >= 0.3 and not (navn.kommune.ogsaa_ord and navn.sammenhaeng in ("ingen", "del af navn"))
        if sikker:
            ud[navn.kommune.kode] += vaegte.get(navn.sammenhaeng, 0.0) * navn.lighed
    return ud


def _brevhoved(hoved: str, dato: str | None) -> Vaegte:
    """A kommune whose name is a whole line of the head, as on its letters."""
    linjer = (x for x in hoved.split("\n") if moenster("struktur", "kommune-alene").match(x))
    kommuner = (k for x in linjer if (k := find_kommune(x)) is not None)
    return {k.kode: BREVHOVED for k in kommuner if k.fandtes(dato)}


def _sammensatte(hoved: str) -> Vaegte:
    """Words made of a name: ``Gladsaxeværelset``, not ``Roskildevej``, since roads are named after other towns."""
    ud: Vaegte = defaultdict(float)
    for m in _sammensat().finditer(hoved):
        if not m[0].casefold().endswith(VEJNAVN):
            ud[_kode(m[1])] += SAMMENSAT_HOVED
    return ud


@cache
def _sammensat() -> re.Pattern[str]:
    navne = sorted((n for k in KOMMUNER if not k.ogsaa_ord for n in k.navne if len(n) >= 5), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, navne))})(?:[a-zæøå]{{4,}})\b")


def _kode(navn: str) -> str:
    return next(k.kode for k in KOMMUNER if navn in k.navne)


def _regioner(hoved: str, broed: str) -> Vaegte:
    """A region's own minutes name its council in the head; a kommune's only name the region."""
    if not re.search(r"\bregionsråd", hoved, re.IGNORECASE):
        return {}
    tekst = f"{hoved}\n{broed}"
    return {
        r.kode: REGION * n for r in REGIONER if (n := len(re.findall(rf"\b(?:{r.navn}|{r.navn.upper()})\b", tekst)))
    }


def _steder(tekst: str, sted: float, postnummer: float) -> Vaegte:
    ud: Vaegte = defaultdict(float)
    for m in _stedmoenster().finditer(tekst):
        if not EFTERNAVN.search(tekst[max(m.start() - 30, 0) : m.start()]):
            kommune, vaegt = _efter_sted()[m[0]]
            ud[kommune.kode] += sted * vaegt
    for m in POSTNUMMER.finditer(tekst):
        if kommune_ved := _efter_postnummer().get(m[1]):
            ud[kommune_ved.kode] += postnummer
    return ud


@cache
def _efter_sted() -> dict[str, tuple[Kommune, int]]:
    return {navn: (k, vaegt) for k in KOMMUNER for navn, vaegt in k.steder}


@cache
def _stedmoenster() -> re.Pattern[str]:
    navne = sorted(_efter_sted(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, navne))})(?=s?\b)(?!\s?[Vv]ej)")


@cache
def _efter_postnummer() -> dict[str, Kommune]:
    return {p: k for k in KOMMUNER for p in k.postnumre}
