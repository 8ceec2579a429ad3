"""What two readings differ in, punkt by punkt and fact by fact: two documents of a meeting, or one document read twice.

The punkter are paired as linking pairs them (``manifestationer``); a fact is a text under a field, and the rule that
read it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from referat.store import ids
from referat.store.fakta import KR, noegle, punktfakta, udgave
from referat.store.manifestationer import Punktudgave, Udgave, find_par

Alle = Callable[..., Iterable[dict[str, Any]]]
"""The rows of a query as dicts."""

FAKTA: dict[str, tuple[str, str]] = {
    "journalnummer": ("punkt_journalnumre", "x.raa"),
    "indstilling": ("indstillinger", "x.nr || '. ' || coalesce(x.indstiller || ': ', '') || x.tekst"),
    "indstillingens udfald": ("indstillinger", "x.nr || ': ' || x.udfald"),
    "afstemning": (
        "afstemninger",
        "x.nr || coalesce(' ' || x.emne, '') || ': ' || coalesce(x.for_antal, '–') || ' for, ' || "
        "coalesce(x.imod_antal, '–') || ' imod, ' || coalesce(x.undlod_antal, '–') || ' undlod' || "
        "iif(x.enstemmig, ', enstemmig', '')",
    ),
    "stemme": (
        "stemmer",
        "coalesce(x.navn || ' (' || x.parti || ')', x.navn, x.parti, '') || ': ' || x.stemme || "
        "coalesce(', ' || x.antal, '')",
    ),
    "fravær": (
        "fravaer",
        "x.navn || coalesce(' (' || x.parti || ')', '') || ', ' || x.omfang || coalesce(', ' || x.aarsag, '') || "
        "coalesce(', i stedet ' || x.stedfortraeder, '')",
    ),
    "bemærkning": ("bemaerkninger", "x.art || coalesce(', ' || x.hvem, '') || coalesce(': ' || x.tekst, '')"),
    "bilag": ("bilag", "x.titel"),
    "henvisning": (
        "henvisninger",
        "x.retning || coalesce(' ' || x.udvalg, '') || coalesce(' ' || x.dato, '') || "
        "coalesce(' punkt ' || x.punkt_nr, '')",
    ),
    "bevilling": (
        "bevillinger",
        f"x.art || ' ' || {KR} || coalesce(', ' || x.aar, '') || coalesce(', fra ' || x.fra, '') || "
        "coalesce(', til ' || x.til, '') || coalesce(', ' || x.status, '')",
    ),
    "afsnit": ("afsnit", "iif(x.art = 'beslutning', NULL, coalesce(x.overskrift || ': ', '') || x.tekst)"),
    "tabel": ("tabeller", "x.nr || coalesce('. ' || x.titel, '') || coalesce(' (' || x.enhed || ')', '')"),
}
"""Field → its table, and the fact as one text."""
CELLER = """
SELECT t.punkt_id, 'tabelcelle' AS felt, t.nr || ', ' || coalesce(x.raekkenavn, x.raekke) || ', ' ||
  coalesce(x.kolonnenavn, x.kolonne) || ': ' || x.raa AS tekst, x.regel
FROM tabelceller x JOIN tabeller t ON t.id = x.tabel_id JOIN punkter p ON p.id = t.punkt_id
WHERE p.dokument_id = ?1 AND x.raa <> ''
"""
UNDER_PUNKT = f"{punktfakta(FAKTA, 'p.dokument_id = ?1')} UNION ALL {CELLER}"
PUNKTER = """
SELECT p.*, (SELECT regel FROM afsnit a WHERE a.punkt_id = p.id AND a.art = 'beslutning' ORDER BY a.raekkefoelge)
  AS beslutningens_regel
FROM punkter p WHERE p.dokument_id = ?1 ORDER BY p.raekkefoelge
"""
EGNE = (("titel", "titel"), ("nummer", "nr"), ("udfald", "udfald"), ("beslutning", "beslutning"))
"""Field → column of the punkt."""
ORDEN = {felt: nr for nr, felt in enumerate([*(f for f, _ in EGNE), "lukket", *FAKTA])}
"""The order in which differences are told."""
MOEDER = """
SELECT m.*, d.filnavn, d.type, d.udtraekker, EXISTS (SELECT 1 FROM deltagere x WHERE x.moede_id = m.id) AS deltagere
FROM moeder m JOIN dokumenter d ON d.id = m.dokument_id WHERE d.id = ?1 ORDER BY m.id
"""
DELTAGERE = """
SELECT x.moede_id, x.navn || coalesce(' (' || x.parti || ')', '') || ': ' || x.status ||
  coalesce(', for ' || x.stedfortraeder_for, '') || coalesce(', ' || x.rolle, '') AS tekst, x.regel
FROM deltagere x JOIN moeder m ON m.id = x.moede_id WHERE m.dokument_id = ?1 AND x.navn IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Faktum:
    """A fact of one side: as it is printed, and the rule that read it."""

    tekst: str
    regel: str | None = None


@dataclass(frozen=True, slots=True)
class Feltforskel:
    """A field that the two say different things in: what only the one and only the other says."""

    felt: str
    a: tuple[Faktum, ...]
    b: tuple[Faktum, ...]


@dataclass(frozen=True, slots=True)
class Punktforskel:
    """A punkt that differs: its id on each side, None where only the other side has it; and what it is called.

    One without a number and a title of its own is the meeting's head.
    """

    a: str | None
    b: str | None
    navn: str
    felter: tuple[Feltforskel, ...] = ()


@dataclass(frozen=True, slots=True)
class Laesning:
    """A document as it was read: its meetings with their punkter, and the facts of each, by field."""

    dokument_id: str
    filnavn: str
    udtraekker: str
    moeder: tuple[Udgave, ...]
    fakta: dict[str, dict[str, tuple[Faktum, ...]]] = field(default_factory=dict)
    """Id of a punkt or a meeting → field → what it says."""


def laesning(alle: Alle, dokument_id: str) -> Laesning:
    """What a store says of a document."""
    fakta: dict[str, dict[str, list[Faktum]]] = defaultdict(lambda: defaultdict(list))
    for r in alle(UNDER_PUNKT, dokument_id):
        fakta[r["punkt_id"]][r["felt"]].append(Faktum(r["tekst"], r["regel"]))
    punkter: dict[str, list[Punktudgave]] = defaultdict(list)
    for p in alle(PUNKTER, dokument_id):
        regler = {"udfald": f"udfald:{p['udfald']}", "beslutning": p["beslutningens_regel"]}
        for felt, kolonne in EGNE:
            if p[kolonne] is not None:
                fakta[p["id"]][felt].append(Faktum(p[kolonne], regler.get(felt) or p["regel"]))
        for felt, kolonne in (("lukket", "lukket"), ("ingen fraværende", "ingen_fravaer")):
            if p[kolonne]:
                fakta[p["id"]][felt].append(Faktum("ja", p["regel"]))
        numre = frozenset((noegle("journalnumre", f.tekst), f.tekst) for f in fakta[p["id"]]["journalnummer"])
        punkter[p["moede_id"]].append(Punktudgave(p["id"], p["nr"], p["titel"], {"journalnumre": numre}))
    moeder = [_moede(r, fakta, punkter) for r in alle(MOEDER, dokument_id)]
    for r in alle(DELTAGERE, dokument_id):
        fakta[r["moede_id"]]["deltager"].append(Faktum(r["tekst"], r["regel"]))
    dok = next(iter(alle("SELECT filnavn, udtraekker FROM dokumenter WHERE id = ?1", dokument_id)))
    faste = {id_: {f: tuple(v) for f, v in felter.items() if v} for id_, felter in fakta.items()}
    return Laesning(dokument_id, dok["filnavn"] or dokument_id[: ids.CIFRE], dok["udtraekker"], tuple(moeder), faste)


def _moede(
    r: dict[str, Any], fakta: dict[str, dict[str, list[Faktum]]], punkter: dict[str, list[Punktudgave]]
) -> Udgave:
    """A meeting, and the facts of its head."""
    for felt, kolonne in (
        ("udvalg", "udvalg_navn"),
        ("dato", "dato"),
        ("start", "start"),
        ("slut", "slut"),
        ("sted", "sted"),
    ):
        if r[kolonne] is not None:
            fakta[r["id"]][felt].append(Faktum(r[kolonne], r["regel"]))
    return udgave(r, ids.normal(r["udvalg_navn"] or ""), punkter[r["id"]])


def find_forskelle(a: Laesning, b: Laesning) -> list[Punktforskel]:
    """Where two readings differ, in the order of the first; what only the second has comes last under its meeting.

    Of one document every letter counts; of two documents neither case, spaces nor the signs between words do.
    """
    ens = (lambda t: t) if a.dokument_id == b.dokument_id else ids.normal
    ud: list[Punktforskel] = []
    for ma, mb in _moedepar(a.moeder, b.moeder):
        hoved = _felter(a.fakta.get(ma.moede_id, {}) if ma else {}, b.fakta.get(mb.moede_id, {}) if mb else {}, ens)
        if hoved or not (ma and mb):
            til, fra = mb.moede_id if mb else None, ma.moede_id if ma else None
            ud.append(Punktforskel(fra, til, _moedenavn(ma or mb), tuple(hoved)))
        if ma and mb:
            ud += _punkter(a, b, ma, mb, ens)
    return ud


def _moedepar(a: Sequence[Udgave], b: Sequence[Udgave]) -> Iterator[tuple[Udgave | None, Udgave | None]]:
    """The meetings of two documents: by body and date, then by date, then the one that is left with the one that is."""
    ledige, uparrede = list(b), list(a)
    proever: tuple[Callable[[Udgave], object], ...] = (lambda m: (m.organ, m.dato), lambda m: m.dato)
    for kendes in proever:
        rest = []
        for m in uparrede:
            fundet = next((x for x in ledige if kendes(x) == kendes(m)), None)
            if fundet is None:
                rest.append(m)
            else:
                ledige.remove(fundet)
                yield m, fundet
        uparrede = rest
    if len(uparrede) == len(ledige) == 1:
        yield uparrede[0], ledige[0]
        return
    yield from ((m, None) for m in uparrede)
    yield from ((None, m) for m in ledige)


def _punkter(a: Laesning, b: Laesning, ma: Udgave, mb: Udgave, ens: Callable[[str], str]) -> Iterator[Punktforskel]:
    """The punkter of a meeting that differ."""
    til = {fra: x for x, fra in find_par(ma, mb)}
    if a.dokument_id == b.dokument_id:
        til = {p.id: p.id for p in ma.punkter if p.id not in til.values()} | til
    efter_id = {p.id: p for p in mb.punkter}
    for p in ma.punkter:
        q = efter_id.pop(til.get(p.id, ""), None)
        if q is None:
            yield Punktforskel(p.id, None, _navn(p))
        elif felter := _felter(a.fakta.get(p.id, {}), b.fakta.get(q.id, {}), ens):
            yield Punktforskel(p.id, q.id, _navn(p), tuple(felter))
    yield from (Punktforskel(None, q.id, _navn(q)) for q in efter_id.values())


def _felter(
    a: dict[str, tuple[Faktum, ...]], b: dict[str, tuple[Faktum, ...]], ens: Callable[[str], str]
) -> list[Feltforskel]:
    ud = []
    for felt in sorted({*a, *b}, key=lambda f: (ORDEN.get(f, len(ORDEN)), f)):
        fra, til = a.get(felt, ()), b.get(felt, ())
        kun_a, kun_b = _uden(fra, til, ens), _uden(til, fra, ens)
        if kun_a or kun_b:
            ud.append(Feltforskel(felt, kun_a, kun_b))
    return ud


def _uden(fakta: Iterable[Faktum], andre: Iterable[Faktum], ens: Callable[[str], str]) -> tuple[Faktum, ...]:
    """The facts that the others have not, or have fewer times: the last of those that say the same."""
    tilbage = Counter(ens(f.tekst) for f in andre)
    ud = []
    for f in fakta:
        tilbage[ens(f.tekst)] -= 1
        if tilbage[ens(f.tekst)] < 0:
            ud.append(f)
    return tuple(ud)


def _navn(p: Punktudgave) -> str:
    return f"{p.nr + '. ' if p.nr else ''}{p.titel or '(uden titel)'}"


def _moedenavn(m: Udgave | None) -> str:
    return f"Mødet {m.dato}".strip() if m else "Mødet"
