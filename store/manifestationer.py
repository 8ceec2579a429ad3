"""Which meetings are the same meeting told by another document (a PDF, a portal's JSON, a text, the agenda before it),
and where the documents disagree: pure, over the meetings of a kommune, and the same in any order.

Two of one body and date, from two documents, are the same where their beginnings do not contradict each other and most
punkter of the shorter are in the longer; so the closed part of a meeting, or a second one that day, stands for itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from referat.schemas.vokabular import Dokumenttype
from referat.store import ids
from referat.store.titler import lighed, titel

FAELLES = 0.5
"""So great a share of the punkter of the shorter one are in the other."""
NAESTEN_ALLE = 0.8
"""So great a share of the longer one where the two begin at different times."""
FORSINKET = 30
"""Minutes that a meeting may begin after what its agenda says."""
ENS = 0.6
"""How alike (0–1) titles under one number are in two tellings of one punkt."""
LAENGST = 160
"""Characters of a reading that a warning quotes."""

FORSKEL = "udgave-forskel"
"""The code of the warning that two documents of a meeting disagree."""
KUN_REFERAT = {"udfald", "fravær", "stemmer", "afstemning", "indstillingernes udfald"}
"""What an agenda cannot know."""

Laesning = frozenset[tuple[str, str]]
"""What a document says in a field: for comparing, and as printed."""


@dataclass(frozen=True, slots=True)
class Punktudgave:
    """A punkt as one document tells it; ``felter`` are the facts that documents are held against each other on."""

    id: str
    nr: str | None
    titel: str | None
    felter: dict[str, Laesning] = field(default_factory=dict)

    @property
    def numre(self) -> frozenset[str]:
        return frozenset(n for n, _ in self.felter.get("journalnumre", frozenset()))


@dataclass(frozen=True, slots=True)
class Udgave:
    """A meeting as one document tells it; ``organ`` is one name for all spellings of the body."""

    moede_id: str
    dokument_id: str
    filnavn: str
    type: str
    organ: str
    dato: str
    start: str | None
    deltagere: bool
    sider: bool
    """Whether it has pages that can be shown."""
    punkter: tuple[Punktudgave, ...] = ()
    rettet: bool = False
    """Whether the document calls itself a corrected version."""
    trukket: bool = False
    """Whether the document is withdrawn: it stands behind all that are not, and is held against none."""
    afloest: bool = False
    """Whether the path that held the document holds another now."""
    kommune: str | None = None
    """The name of the kommune that it was read as."""

    @property
    def navn(self) -> str:
        """What a warning calls it."""
        return f"en tidligere udgave af {self.filnavn}" if self.afloest else self.filnavn

    @property
    def rang(self) -> tuple[object, ...]:
        """Minutes before an agenda, what a path holds now before what it held, corrected ones first, with a list of
        members, as pages, the longest."""
        andet = self.type != Dokumenttype.REFERAT
        return (
            self.trukket,
            andet,
            self.afloest,
            not self.rettet,
            not self.deltagere,
            not self.sider,
            -len(self.punkter),
            self.dokument_id,
            self.moede_id,
        )


@dataclass(frozen=True, slots=True)
class Gruppe:
    """The tellings of one meeting, the leading one first, and the punkter of the others beside the leading one's."""

    udgaver: tuple[Udgave, ...]
    par: dict[str, str]
    """Punkt of another → the leading one's punkt."""


@dataclass(frozen=True, slots=True)
class Forskel:
    """A disagreement of the leading telling with another one; ``punkt_id`` is None for a punkt that it lacks."""

    udgave: Udgave
    punkt_id: str | None
    besked: str


def find_grupper(udgaver: Iterable[Udgave]) -> list[Gruppe]:
    """The meetings that several documents tell."""
    efter_moede: dict[tuple[str, str], list[Udgave]] = defaultdict(list)
    for u in sorted(udgaver, key=lambda u: u.rang):
        efter_moede[u.organ, u.dato].append(u)
    ud: list[Gruppe] = []
    for _, flere in sorted(efter_moede.items()):
        samlinger: list[list[Udgave]] = []
        for u in flere:
            samling = next((s for s in samlinger if _samme(s, u)), None)
            if samling is None:
                samlinger.append([u])
            else:
                samling.append(u)
        ud += [Gruppe(tuple(s), {k: v for u in s[1:] for k, v in find_par(s[0], u)}) for s in samlinger if len(s) > 1]
    return ud


def _samme(samling: Sequence[Udgave], u: Udgave) -> bool:
    """Whether a telling is of the meeting that others tell; no document tells a meeting twice."""
    hoved = samling[0]
    if any(x.dokument_id == u.dokument_id for x in samling):
        return False
    a, b = _kendetegn(hoved), _kendetegn(u)
    if not a or not b:
        return hoved.start is not None and hoved.start == u.start
    faelles = len(a & b)
    if hoved.start and u.start and hoved.start != u.start:
        naer = abs(_minutter(hoved.start) - _minutter(u.start)) <= FORSINKET
        return naer and faelles >= NAESTEN_ALLE * max(len(a), len(b))
    return faelles >= FAELLES * min(len(a), len(b))


def _minutter(start: str) -> int:
    timer, _, minutter = start.partition(":")
    return int(timer) * 60 + int(minutter)


def _kendetegn(u: Udgave) -> set[str]:
    """What its punkter are known by: their titles, else their case numbers."""
    titler = {ids.normal(p.titel) for p in u.punkter if p.titel}
    return titler or {n for p in u.punkter for n in p.numre}


def find_par(hoved: Udgave, anden: Udgave) -> Iterator[tuple[str, str]]:
    """The punkter of another telling with those of the leading one: by number and title, by title, then by number."""
    ledige = list(hoved.punkter)
    uparrede = list(anden.punkter)
    for ens in (_ens_nr_og_titel, _ens_titel, _ens_nr, _ens_sagsnummer):
        rest: list[Punktudgave] = []
        for p in uparrede:
            fundet = next((h for h in ledige if ens(h, p)), None)
            if fundet is None:
                rest.append(p)
            else:
                ledige.remove(fundet)
                yield p.id, fundet.id
        uparrede = rest


def _ens_titel(a: Punktudgave, b: Punktudgave) -> bool:
    return bool(a.titel and b.titel) and ids.normal(a.titel or "") == ids.normal(b.titel or "")


def _ens_nr_og_titel(a: Punktudgave, b: Punktudgave) -> bool:
    return a.nr is not None and a.nr == b.nr and _ens_titel(a, b)


def _ens_nr(a: Punktudgave, b: Punktudgave) -> bool:
    if a.nr is None or a.nr != b.nr:
        return False
    return not a.titel or not b.titel or lighed(titel(a.titel), titel(b.titel)) >= ENS


def _ens_sagsnummer(a: Punktudgave, b: Punktudgave) -> bool:
    return bool(a.numre) and a.numre == b.numre and (not a.titel or not b.titel or a.nr == b.nr)


def find_forskelle(gruppe: Gruppe) -> Iterator[Forskel]:
    """Where the other tellings say something else than the leading one, each with both readings and documents."""
    hoved = gruppe.udgaver[0]
    efter_id = {p.id: p for p in hoved.punkter}
    for anden in (u for u in gruppe.udgaver[1:] if not u.trukket):
        moedte = set()
        if anden.kommune != hoved.kommune:
            laest = (f"»{u.kommune or 'ukendt'}« i {u.navn}" for u in (hoved, anden))
            yield Forskel(anden, None, f"Mødets udgaver er uenige om kommune: {', '.join(laest)}.")
        for p in anden.punkter:
            h = efter_id.get(gruppe.par.get(p.id, ""))
            if h is None:
                yield Forskel(anden, None, f"{_punkt(p)} står i {anden.navn}, men ikke i {hoved.navn}.")
                continue
            moedte.add(h.id)
            for felt in _uenige(hoved, h, anden, p):
                yield Forskel(anden, h.id, _besked(felt, hoved, h, anden, p))
        for h in (h for h in hoved.punkter if h.id not in moedte):
            yield Forskel(anden, h.id, f"Punktet står i {hoved.navn}, men ikke i {anden.navn}.")


def _uenige(hoved: Udgave, h: Punktudgave, anden: Udgave, p: Punktudgave) -> list[str]:
    """The fields that the two say different things in."""
    referater = hoved.type == anden.type == Dokumenttype.REFERAT
    felter = sorted({*h.felter, *p.felter} - (set() if referater else KUN_REFERAT))
    return [f for f in felter if _noegler(h, f) != _noegler(p, f)]


def _noegler(p: Punktudgave, felt: str) -> set[str]:
    return {n for n, _ in p.felter.get(felt, frozenset())}


def _besked(felt: str, hoved: Udgave, h: Punktudgave, anden: Udgave, p: Punktudgave) -> str:
    """One sentence with both readings: of a list only what the other has not."""
    return f"Mødets udgaver er uenige om {felt}: {_kun(h, p, felt)} i {hoved.navn}, {_kun(p, h, felt)} i {anden.navn}."


def _kun(a: Punktudgave, b: Punktudgave, felt: str) -> str:
    andre = _noegler(b, felt)
    egne = sorted(raa for n, raa in a.felter.get(felt, frozenset()) if n not in andre)
    tekst = "; ".join(egne)
    if not tekst:
        return "intet" if not _noegler(a, felt) else "ikke mere"
    return f"»{tekst if len(tekst) <= LAENGST else tekst[:LAENGST] + '…'}«"


def _punkt(p: Punktudgave) -> str:
    return f"Punkt {p.nr}: {p.titel or '(uden titel)'}" if p.nr else p.titel or "Et punkt uden titel"
