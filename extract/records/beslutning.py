"""What a decision's words say became of the matter, as a whole and point by point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from referat.extract.navne import find_navne, find_partier
from referat.models.sprog import saetninger
from referat.models.viden import Regel, data, regler
from referat.schemas.poster import Indstilling
from referat.schemas.vokabular import Udfald

FOR = {Udfald.GODKENDT, Udfald.TILTRAADT, Udfald.ANBEFALET, Udfald.EFTERRETNING}
FLEST = 40
"""A decision that speaks of a higher point than this speaks of something else."""


@dataclass(frozen=True, slots=True)
class Afgoerelse:
    """The outcome, the rule that read it, and the outcomes of the points that the decision names."""

    udfald: Udfald | None
    regel: str | None = None
    punkter: dict[int, Udfald] = field(default_factory=dict)
    generelt: Udfald | None = None


@dataclass(frozen=True, slots=True)
class Led:
    """A part of the decision and the points it is about; none for the part about them all."""

    numre: tuple[int, ...]
    tekst: str


def afgoer(
    tekst: str, *, antal: int = 0, svag: bool = False, orientering: bool = False, fravaer: bool = False
) -> Afgoerelse:
    """Reads a decision on ``antal`` recommended points (0: not known).

    ``svag``: its heading need not mean a decision; ``orientering``: the item only informs; ``fravaer``: it is about
    who is away, so that names are what was decided.
    """
    led = list(_led(tekst, antal or FLEST))
    generelt, regel = _udfald(led[0].tekst) if led else (None, None)
    punkter: dict[int, Udfald] = {}
    for x in led[1:]:
        udfald, r = _udfald(x.tekst)
        if udfald is not None:
            regel = regel or r
            punkter |= {n: udfald for n in x.numre if n not in punkter}
    samlet = _samlet(generelt, punkter)
    if svag and samlet is Udfald.ORIENTERET:
        samlet = None
    if samlet is None and not svag and (_siger_noget(tekst) or (fravaer and tekst.strip())):
        samlet, regel = (Udfald.ORIENTERET, "udfald:orienterende") if orientering else (Udfald.ANDET, "udfald:uden-ord")
    return Afgoerelse(samlet, regel, punkter, generelt if punkter else samlet)


def fordel(indstillinger: Sequence[Indstilling], afgoerelse: Afgoerelse) -> list[Indstilling]:
    """The recommendations with their fates: the named point's own, else the decision's as a whole."""
    alle = Udfald.BLANDET
    generelt = afgoerelse.generelt if afgoerelse.generelt is not alle else None
    return [x.model_copy(update={"udfald": afgoerelse.punkter.get(x.nr, generelt)}) for x in indstillinger]


def er_orienterende(titel: str | None, indstillinger: Sequence[Indstilling]) -> bool:
    """Whether an item only informs, as its title or every recommendation says."""
    ord_ = data("beslutning")["orientering"]
    if titel and (titel.rstrip().endswith("(O)") or any(o in titel.casefold() for o in ord_)):
        return True
    return bool(indstillinger) and all("orientering" in x.tekst.casefold() for x in indstillinger)


# --- parts -------------------------------------------------------------------------------------------------------


def _led(tekst: str, hoejst: int) -> Iterator[Led]:
    """The part about all points first, then the parts that name points."""
    maerker: list[tuple[int, int, tuple[int, ...]]] = []
    for regel in regler("beslutning"):
        if regel.giver != "punkt":
            continue
        for m in regel.moenster.finditer(tekst):
            numre = _numre(m)
            fri = all(m.end() <= a or m.start() >= b for a, b, _ in maerker)
            if numre and fri and max(numre) <= hoejst:
                maerker.append((m.start(), m.end(), numre))
    maerker.sort()
    yield Led((), tekst[: maerker[0][0]] if maerker else tekst)
    slutter = [*(fra for fra, *_ in maerker[1:]), len(tekst)] if maerker else []
    for (_, fra, numre), naeste in zip(maerker, slutter, strict=True):
        yield Led(numre, tekst[fra:naeste])


def _numre(m: re.Match[str]) -> tuple[int, ...]:
    """`1.-3. og 5.` is 1, 2, 3, 5."""
    g = m.groupdict()
    if g.get("bogstaver"):
        dele = [str(ord(c) - ord("a") + 1) if c.isalpha() else c for c in re.findall(r"[a-j]|-|–|til", g["bogstaver"])]
        tekst = " ".join(dele)
    else:
        tekst = g["numre"] or ""
    ud: list[int] = []
    for a, _, b in re.findall(r"(\d+)\s*\.?\s*(?:(-|–|til)\s*(\d+))?", tekst):
        ud += range(int(a), int(b) + 1) if b and int(a) <= int(b) <= FLEST else [int(a)]
    return tuple(ud) if ud and max(ud) <= FLEST else ()


def _samlet(generelt: Udfald | None, punkter: dict[int, Udfald]) -> Udfald | None:
    alle = set(punkter.values()) | ({generelt} if generelt else set())
    if not alle:
        return None
    return alle.pop() if len(alle) == 1 else Udfald.BLANDET


# --- sentences ---------------------------------------------------------------------------------------------------


def _udfald(tekst: str) -> tuple[Udfald | None, str | None]:
    """The first sentence that says an outcome; a later refusal by the body itself makes it mixed."""
    fundne: list[tuple[Udfald, str]] = []
    stemt: list[tuple[Udfald, str]] = []
    for a, b in saetninger(tekst):
        saetning = tekst[a:b]
        art = _art(saetning)
        if art in ("stoej", "mindretal"):
            continue
        if fundet := _regel(saetning):
            (stemt if art == "stemme" else fundne).append((Udfald(fundet.giver), fundet.id))
    fundne = fundne or stemt
    if not fundne:
        return None, None
    foerste = fundne[0]
    if foerste[0] in FOR and any(u is Udfald.AFVIST for u, _ in fundne[1:]):
        return Udfald.BLANDET, foerste[1]
    return foerste


def _art(saetning: str) -> str | None:
    """Whether a sentence notes absence, votes or a minority's standpoint, and so not the outcome."""
    for regel in regler("beslutning"):
        if regel.giver in ("stoej", "stemme") and regel.moenster.search(saetning):
            return regel.giver
        if regel.giver == "mindretal" and regel.moenster.search(saetning) and _om_mindretal(saetning):
            return "mindretal"
    return None


def _om_mindretal(saetning: str) -> bool:
    """Whether the sentence's subject is a party or a person rather than the body."""
    begyndelse = saetning[:60]
    navne = [*find_partier(begyndelse), *find_navne(begyndelse)]
    return any(n.fra <= 12 for n in navne)


def _regel(saetning: str) -> Regel | None:
    """The rule that matches earliest; of those that match at one place, the first written."""
    fundne = [(m.start(), i, r) for i, r in enumerate(regler("udfald")) if (m := r.moenster.search(saetning))]
    return min(fundne, key=lambda x: x[:2])[2] if fundne else None


def _siger_noget(tekst: str) -> bool:
    """Whether anything but absence and votes is stated."""
    return any(_art(tekst[a:b]) is None and re.search(r"\w{2}", tekst[a:b]) for a, b in saetninger(tekst))
