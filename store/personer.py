"""Which names mean the same person: pure, over all names of a kommune at once, and the same in any order.

A name as written, with its party, is a form. Two forms may be one person where first and last name agree, the middle
names of one are among those of the other (an initial stands for a name), the parties do not differ (to have none is
not to differ, unless both are at one meeting), and no meeting lists both. A person is a largest set of forms that may
all be one; a form in two such sets is ambiguous, and a name with an ambiguous form gets a person only where the
meeting's own list leaves one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from referat.schemas.navne import navneord, samme_navn, skadet
from referat.store import ids

PARTI = re.compile(r"\s*[(\[]\s*([^()\[\]]{1,25})\s*[)\]]\s*$")
PARTILOES = re.compile(r"up ?\d*|ufp ?\d*|løsgænger|uden for parti(?:erne)?")
"""What stands in a party's place for who has none: they may have left, or may join, any."""


@dataclass(frozen=True, slots=True)
class Navn:
    """A name as written somewhere: the row it is in, its meeting and its document."""

    tabel: str
    id: str
    moede_id: str
    dokument_id: str
    navn: str
    parti: str | None

    @property
    def paa_liste(self) -> bool:
        return self.tabel == "deltagere"


@dataclass(frozen=True, slots=True, order=True)
class Form:
    """A name for comparing: its words folded to plain letters, and its party, empty where none is given."""

    ord: tuple[str, ...]
    parti: str


@dataclass(slots=True)
class Brug:
    """Where a form is used: spellings, documents, meetings, and the meetings that list it."""

    stavemaader: Counter[str] = field(default_factory=Counter)
    partier: Counter[str] = field(default_factory=Counter)
    dokumenter: set[str] = field(default_factory=set)
    moeder: set[str] = field(default_factory=set)
    lister: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Person:
    """A resolved person: ``navn`` is the fullest spelling."""

    id: str
    navn: str
    parti: str | None


@dataclass(frozen=True, slots=True)
class Svar:
    """The persons, and for each row the one that is meant or several that may be."""

    personer: list[Person]
    sikre: dict[tuple[str, str], str]
    mulige: dict[tuple[str, str], list[str]]


def find_personer(omraade: str, navne: Iterable[Navn]) -> Svar:
    """Resolve all names of a kommune (or of a document whose kommune is not known)."""
    alle = [(n, form(n.navn, n.parti)) for n in sorted(navne, key=lambda n: (n.tabel, n.id))]
    brug = _brug((n, f) for n, f in alle if len(f.ord) > 1)
    grupper = list(_grupper(brug))
    antal = Counter(f for g in grupper for f in g)
    personer = {g: p for g, p in zip(grupper, _personer(omraade, grupper, antal, brug), strict=True) if p}
    mulige = {f: sorted(p.id for g, p in personer.items() if f in g) for f in brug}
    return _svar(alle, sorted(personer.values(), key=lambda p: p.id), mulige, personer)


@lru_cache(maxsize=1 << 16)
def form(navn: str, parti: str | None) -> Form:
    """The form of a name as written; a party in parentheses behind the name counts where none is given apart."""
    m = PARTI.search(navn)
    if m:
        navn, parti = navn[: m.start()], parti or m[1]
    return Form(navneord(navn), ids.normal(parti or ""))


def _brug(navne: Iterable[tuple[Navn, Form]]) -> dict[Form, Brug]:
    ud: dict[Form, Brug] = defaultdict(Brug)
    for n, f in navne:
        b = ud[f]
        m = PARTI.search(n.navn)
        b.stavemaader[" ".join((n.navn[: m.start()] if m else n.navn).split())] += 1
        if parti := n.parti or (m and m[1]):
            b.partier[parti] += 1
        b.dokumenter.add(n.dokument_id)
        b.moeder.add(n.moede_id)
        if n.paa_liste:
            b.lister.add(n.moede_id)
    return ud


def _forenelige(a: Form, b: Form, brug: dict[Form, Brug]) -> bool:
    """Whether two forms may be one person."""
    x, y = brug[a], brug[b]
    if a.parti and b.parti and a.parti != b.parti:
        skiftet = PARTILOES.fullmatch(a.parti) or PARTILOES.fullmatch(b.parti)
        if not skiftet or x.moeder & y.moeder:
            return False
    if a.ord != b.ord and x.lister & y.lister:
        return False
    if samme_navn(a.ord, b.ord):
        return True
    sjaeldent, ofte = sorted((len(x.dokumenter), len(y.dokumenter)))
    alene = sjaeldent == 1 < ofte and not x.moeder & y.moeder
    return bool(alene and a.parti and a.parti == b.parti and skadet(a.ord, b.ord))


def _grupper(brug: dict[Form, Brug]) -> Iterator[frozenset[Form]]:
    """The largest sets of forms that may all be one person, in a fixed order. First letters always agree."""
    efter_bogstav: dict[str, list[Form]] = defaultdict(list)
    for f in sorted(brug):
        efter_bogstav[f.ord[0][0]].append(f)
    for former in efter_bogstav.values():
        naboer: dict[Form, set[Form]] = {f: set() for f in former}
        for a, b in combinations(former, 2):
            if _forenelige(a, b, brug):
                naboer[a].add(b)
                naboer[b].add(a)
        yield from sorted(_kliker(frozenset(), set(former), set(), naboer), key=sorted)


def _kliker(r: frozenset[Form], p: set[Form], x: set[Form], naboer: dict[Form, set[Form]]) -> Iterator[frozenset[Form]]:
    """Maximal cliques (Bron and Kerbosch 1973, with a pivot)."""
    if not p and not x:
        yield r
        return
    drejepunkt = max(sorted(p | x), key=lambda f: len(naboer[f] & p))
    for f in sorted(p - naboer[drejepunkt]):
        yield from _kliker(r | {f}, p & naboer[f], x & naboer[f], naboer)
        p = p - {f}
        x = x | {f}


def _personer(
    omraade: str, grupper: list[frozenset[Form]], antal: Counter[Form], brug: dict[Form, Brug]
) -> list[Person | None]:
    """A person for each group with a form of its own; the id is of the fullest name, and of the party if need be."""
    egne = [sorted(f for f in g if antal[f] == 1) for g in grupper]
    fuldest = [max(e, key=lambda f: _fylde(f, brug[f])) if e else None for e in egne]
    flere = Counter(f.ord for f in fuldest if f)
    ud: list[Person | None] = []
    for e, f in zip(egne, fuldest, strict=True):
        if f is None:
            ud.append(None)
            continue
        partier = sum((brug[x].partier for x in e), Counter[str]())
        dele = ["person", omraade, " ".join(f.ord), *([f.parti] if flere[f.ord] > 1 else [])]
        parti = min(partier, key=lambda p: (bool(PARTILOES.fullmatch(ids.normal(p))), -partier[p], p), default=None)
        ud.append(Person(ids.hash_id(*dele), _stavemaade(brug[f].stavemaader), parti))
    return ud


def _fylde(f: Form, b: Brug) -> tuple[int, int, int, Form]:
    """How full a form is: most words, fewest of them initials, then most used."""
    return len(f.ord), -sum(len(o) == 1 for o in f.ord), b.stavemaader.total(), f


def _stavemaade(maader: Counter[str]) -> str:
    """The spelling to show: not all capitals or all small, with its Danish letters, most used."""
    return min(maader, key=lambda m: (m in (m.upper(), m.lower()), m.isascii(), -maader[m], m))


def _svar(
    alle: list[tuple[Navn, Form]],
    personer: list[Person],
    mulige: dict[Form, list[str]],
    efter_gruppe: dict[frozenset[Form], Person],
) -> Svar:
    """Give each row its person, by the form alone or by the meeting's list."""
    liste: dict[str, set[str]] = defaultdict(set)
    efternavne: dict[str, set[str]] = {p.id: {f.ord[-1] for f in g} for g, p in efter_gruppe.items()}
    for n, f in alle:
        if n.paa_liste and len(mulige.get(f, ())) == 1:
            liste[n.moede_id].add(mulige[f][0])
    svar = Svar(personer, {}, {})
    for n, f in alle:
        kandidater = mulige.get(f, [])
        if len(f.ord) == 1:
            kandidater = sorted(p for p in liste[n.moede_id] if f.ord[0] in efternavne[p])
        elif len(kandidater) > 1:
            paa_listen = [p for p in kandidater if p in liste[n.moede_id]]
            kandidater = paa_listen if len(paa_listen) == 1 and not n.paa_liste else kandidater
        if len(kandidater) == 1:
            svar.sikre[n.tabel, n.id] = kandidater[0]
        elif kandidater:
            svar.mulige[n.tabel, n.id] = kandidater
    return svar
