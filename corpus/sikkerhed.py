"""How often each rule is right where the truth is known, and whether a confidence made of that means what it says.

A rule's confidence in one kommune is tested with counts from the other kommuner only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from referat.corpus.evaluering import INGEN, Svar
from referat.corpus.maaltal import Faktum, Noegle

FELTER = {
    **{f: f for f in ("punkter", "journalnumre", "udfald", "indstillinger", "udfald, indstilling", "fravær, punkt")},
    **{f: f for f in ("stemmer", "bilag", "henvisninger", "tabelværdier", "tabelceller")},
    "behandlingsforløb": "henvisninger",
    "indstilling og udfald": "udfald, indstilling",
}
"""Field of the evaluation → the field that its facts count in."""
UDFALD = frozenset({"udfald", "udfald, indstilling"})
"""Fields whose facts go by what they say, since a store does not keep the rule of an outcome."""
GRAENSER = (0.0, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)
"""Where the bins of the reliability table begin and end."""

Regel = tuple[str, str]
"""Field, and id of the rule."""


@dataclass(frozen=True, slots=True)
class Proeve:
    """A fact that a rule read, and whether it is right."""

    dokument: str
    kommune: str
    felt: str
    regel: str
    noegle: Noegle
    rigtig: bool


@dataclass(frozen=True, slots=True)
class Antal:
    """How many facts were held against the truth, and how many of them are right."""

    n: int = 0
    rigtige: int = 0

    def __add__(self, andet: Antal) -> Antal:
        return Antal(self.n + andet.n, self.rigtige + andet.rigtige)

    @property
    def sikkerhed(self) -> float:
        """The share right by Jeffreys' prior: (right + 1/2) / (all + 1)."""
        return (self.rigtige + 0.5) / (self.n + 1)


def proever(*saet: Iterable[Svar]) -> list[Proeve]:
    """The facts of several sets. One that two readings of the same meeting share (PDF and text) counts once."""
    ud: Counter[Proeve] = Counter()
    for svar in saet:
        ud |= Counter(p for s in svar for p in _proever(s))
    return list(ud.elements())


def _proever(svar: Svar) -> Iterator[Proeve]:
    for felt, holdt in svar.felter.items():
        if felt not in FELTER:
            continue
        for rigtig, facts in ((True, holdt.rigtige), (False, holdt.ekstra)):
            for f in facts:
                if regel := _regel(FELTER[felt], f):
                    yield Proeve(svar.dokument, svar.kommune, FELTER[felt], regel, f.noegle, rigtig)


def _regel(felt: str, faktum: Faktum) -> str | None:
    """The rule that read a fact; None for what no row of the store states."""
    if faktum.raekke is None:
        return None
    if felt in UDFALD:
        udfald = faktum.raekke.get("udfald")
        return f"udfald:{udfald}" if udfald and udfald != INGEN and "regel" in faktum.raekke else None
    return faktum.raekke.get("regel")


def efter_kommune(proever_: Iterable[Proeve]) -> dict[str, dict[Regel, Antal]]:
    """Kommune → what each rule got right there."""
    ud: dict[str, dict[Regel, Antal]] = defaultdict(lambda: defaultdict(Antal))
    for p in proever_:
        ud[p.kommune][p.felt, p.regel] += Antal(1, int(p.rigtig))
    return ud


def saml(kommuner: Iterable[Mapping[Regel, Antal]]) -> dict[Regel, Antal]:
    """What each rule got right in several kommuner."""
    ud: dict[Regel, Antal] = defaultdict(Antal)
    for regler in kommuner:
        for regel, antal in regler.items():
            ud[regel] += antal
    return dict(sorted(ud.items()))


@dataclass(frozen=True, slots=True)
class Trin:
    """A bin of the reliability table: facts whose confidence is from ``fra`` and below ``til``."""

    fra: float
    til: float
    kommuner: int
    facts: Antal
    lovet: float
    """The mean of the confidences stated."""
    pr_kommune: float
    """The share right, where every kommune counts the same however many facts it has."""


def trovaerdighed(kommuner: Mapping[str, Mapping[Regel, Antal]], uden: str | None = None) -> tuple[list[Trin], Antal]:
    """The reliability table, leave-one-kommune-out; and the facts of rules that no other kommune measures.

    ``uden`` is a kommune whose own facts are left out of the table, since it would outweigh the others.
    """
    i_trin: dict[int, list[tuple[str, float, Antal]]] = defaultdict(list)
    umaalt = Antal()
    alle = saml(kommuner.values())
    for kommune, regler in kommuner.items():
        for regel, her in regler.items() if kommune != uden else ():
            andre = Antal(alle[regel].n - her.n, alle[regel].rigtige - her.rigtige)
            if not andre.n:
                umaalt += her
                continue
            nr = max(i for i, g in enumerate(GRAENSER[:-1]) if andre.sikkerhed >= g)
            i_trin[nr].append((kommune, andre.sikkerhed, her))
    return [_trin(nr, i_trin[nr]) for nr in sorted(i_trin)], umaalt


def _trin(nr: int, indhold: list[tuple[str, float, Antal]]) -> Trin:
    facts = sum((a for _, _, a in indhold), Antal())
    pr_kommune: dict[str, Antal] = defaultdict(Antal)
    for kommune, _, antal in indhold:
        pr_kommune[kommune] += antal
    return Trin(
        fra=GRAENSER[nr],
        til=GRAENSER[nr + 1],
        kommuner=len(pr_kommune),
        facts=facts,
        lovet=sum(s * a.n for _, s, a in indhold) / facts.n,
        pr_kommune=sum(a.rigtige / a.n for a in pr_kommune.values()) / len(pr_kommune),
    )
