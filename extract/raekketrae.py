"""Which rows of a table are sums of which: by their codes, their words (`I alt`, `heraf`), and the numbers themselves.

Words and codes propose, numbers decide: a group is a sum only where most columns bear it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from referat.extract.talnet import Net, Tal, naer
from referat.models.viden import regler
from referat.schemas.poster import Tabelraekke

KODE = re.compile(r"\s*(\d[\d.]*)(?=\W)")
MINDST_LAEST = 1000
"""A sum in one column alone proves a group when its number has so many units of the last place."""


ENKLE_DELE, TAET_PAA, LILLE = 3, 0.1, 1e-9
"""A lone total that no column bears out is taken as one where it has so many parts and is this near their sum."""

STAERK = 15
"""A sum so many times its tolerance hardly comes about by chance."""


@dataclass(frozen=True, slots=True)
class Gruppe:
    """A row and the rows that it is made of; ``proevet``: it is their sum, as most of the columns show."""

    sum: int
    dele: tuple[int, ...]
    grundlag: str
    proevet: bool = True


@dataclass(slots=True)
class Proeve:
    """How many columns a sum holds in, fails in, and says something in at all."""

    holder: int = 0
    fejler: int = 0
    staerke: int = 0
    stoerst: float = 0.0

    @property
    def flertal(self) -> bool:
        return self.holder > 0 and self.holder >= self.fejler

    @property
    def sikker(self) -> bool:
        """Enough for numbers alone: two columns, or one large number, and none that fails; or nearly all of many."""
        uden_fejl = self.fejler == 0 and (self.staerke >= 2 or self.stoerst >= MINDST_LAEST)
        return uden_fejl or self.staerke >= max(4, 4 * self.fejler)


def find_grupper(net: Net) -> list[Gruppe]:
    """The groups of a net, inner ones first: by code, then parents above their parts, then totals below them."""
    grupper = list(_efter_kode(net)) + list(_heraf(net))
    top = _toppe(net, grupper)
    for fund in _over(net, top):
        grupper.append(fund)
    top = _toppe(net, grupper)
    grupper += _under(net, top)
    return grupper


def raekketrae(net: Net, grupper: Sequence[Gruppe]) -> list[Tabelraekke]:
    """Every row with values, its parent row and how deep it lies."""
    forael = {d: g for g in grupper for d in g.dele}
    ud = []
    for r in net.raekker:
        g = forael.get(r)
        ud.append(
            Tabelraekke(
                raekke=r,
                navn=net.navn(r) or None,
                niveau=_dybde(r, forael),
                foraelder_raekke=g.sum if g else None,
                grundlag=g.grundlag if g else None,
            )
        )
    return ud


def _dybde(r: int, forael: dict[int, Gruppe]) -> int:
    niveau, set_ = 0, {r}
    while (g := forael.get(r)) and g.sum not in set_:
        r, niveau = g.sum, niveau + 1
        set_.add(r)
    return niveau


def _toppe(net: Net, grupper: Sequence[Gruppe]) -> list[int]:
    """The rows that are part of no other yet."""
    dele = {d for g in grupper for d in g.dele}
    return [r for r in net.raekker if r not in dele]


def proev(net: Net, sum_: int, dele: Sequence[int]) -> Proeve:
    """Holds a row against its parts, column by column; columns of per cent say nothing."""
    p = Proeve()
    for k in net.kolonner:
        fundet = led(net, sum_, dele, k)
        if fundet is None:
            continue
        total, addender = fundet
        difference, slaek = total.vaerdi - sum(t.vaerdi for t in addender), tolerance(total, addender)
        if not naer(difference, slaek, total.vaerdi):
            p.fejler += 1
        elif sum(t.vaerdi != 0 for t in addender) >= 2:
            p.holder += 1
            p.staerke += abs(total.vaerdi) >= STAERK * slaek
            p.stoerst = max(p.stoerst, abs(total.vaerdi) / (2 * total.halv or 1))
    return p


def led(net: Net, sum_: int, dele: Sequence[int], k: int) -> tuple[Tal, list[Tal]] | None:
    """The total and its addends in a column; None where a cell is no number to be added."""
    total = net.tal.get((sum_, k))
    if total is None or total.procent or any((r, k) in net.tekst for r in dele):
        return None
    addender = [t for r in dele if (t := net.tal.get((r, k)))]
    if len(addender) < 2 or any(t.celle.enhed != total.celle.enhed for t in addender):
        return None
    return total, addender


def tolerance(total: Tal, addender: Sequence[Tal]) -> float:
    """Half a unit of the last place for each addend, and for the total."""
    return total.halv + sum(t.halv for t in addender)


def er_total(navn: str) -> bool:
    """Whether a label says that its row is a total."""
    return any(r.giver == "total" and r.moenster.search(navn) for r in regler("raekkenavne"))


def er_heraf(navn: str) -> bool:
    """Whether a label says that its row is a part of the row above."""
    return any(r.giver == "heraf" and r.moenster.search(navn) for r in regler("raekkenavne"))


def _efter_kode(net: Net) -> Iterator[Gruppe]:
    """`13001` is a part of `130`: the nearest row above whose code begins its own."""
    koder = {r: re.sub(r"\D", "", m[1]) for r in net.raekker if (m := KODE.match(net.navn(r)))}
    dele: dict[int, list[int]] = {}
    for r, kode in koder.items():
        foer = [s for s in koder if s < r and 2 <= len(koder[s]) < len(kode) and kode.startswith(koder[s])]
        if foer:
            dele.setdefault(max(foer, key=lambda s: (len(koder[s]), s)), []).append(r)
    for s, d in dele.items():
        p = proev(net, s, d)
        if len({koder[x] for x in d}) == len(d) and (p.flertal or not p.fejler):
            yield Gruppe(s, tuple(d), "kode", proevet=p.flertal)


def _heraf(net: Net) -> Iterator[Gruppe]:
    """`heraf` rows belong to the row above; they are all of it only if the numbers say so."""
    dele: dict[int, list[int]] = {}
    over: int | None = None
    for r in net.raekker:
        if not er_heraf(net.navn(r)):
            over = r
        elif over is not None:
            dele.setdefault(over, []).append(r)
    for s, d in dele.items():
        yield Gruppe(s, tuple(d), "heraf", proevet=len(d) > 1 and proev(net, s, d).sikker)


def _over(net: Net, top: list[int]) -> Iterator[Gruppe]:
    """A row above its parts, found from the bottom up; a total closes what lies above it."""
    stak: list[int] = []
    for r in reversed(top):
        til_total = next((i for i, x in enumerate(stak) if er_total(net.navn(x))), len(stak))
        antal = _bedste(net, r, [stak[:n] for n in range(2, til_total + 1)], total=False)
        if antal:
            yield Gruppe(r, tuple(sorted(antal)), "tal")
            stak = [x for x in stak if x not in antal]
        stak.insert(0, r)


def _under(net: Net, top: list[int]) -> Iterator[Gruppe]:
    """A total below its parts, found from the top down: the rows right above it, or back to the last total."""
    stak: list[int] = []
    for r in top:
        total = er_total(net.navn(r))
        valgt = _bedste(net, r, [stak[-n:] for n in range(len(stak), 1, -1)], total=total)
        if total and not valgt and r == top[-1] and _enkel(net, stak, r):
            valgt = stak
        if valgt:
            yield Gruppe(r, tuple(valgt), "i alt" if total else "tal")
            stak = [x for x in stak if x not in valgt]
        stak.append(r)


def _enkel(net: Net, dele: Sequence[int], total: int) -> bool:
    """Whether the last row alone is a total, of all other rows, and so near their sum that it is meant as it."""
    if len(dele) < ENKLE_DELE or len(dele) + 1 < len(net.raekker) or any(er_total(net.navn(d)) for d in dele):
        return False
    fundne = [f for k in net.kolonner if (f := led(net, total, dele, k))]
    forhold = [abs(t.vaerdi - sum(x.vaerdi for x in d)) / max(abs(t.vaerdi), LILLE) for t, d in fundne]
    return bool(forhold) and max(forhold) <= TAET_PAA


def _bedste(net: Net, r: int, muligheder: Sequence[Sequence[int]], *, total: bool) -> list[int]:
    """The set of parts that the numbers bear out best; none where they bear out none well enough."""
    bedst: tuple[tuple[int, int, int], Sequence[int]] | None = None
    for dele in muligheder:
        p = proev(net, r, dele)
        if not (p.flertal if total else p.sikker):
            continue
        vaegt = (-p.fejler, p.holder, len(dele) if total else -len(dele))
        if bedst is None or vaegt > bedst[0]:
            bedst = (vaegt, dele)
    return list(bedst[1]) if bedst else []
