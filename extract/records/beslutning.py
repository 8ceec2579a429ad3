"""What a decision's words say became of the matter, as a whole and point by point."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from referat.extract.citater import uden_citater
from referat.extract.udsagn import (
    EGEN,
    FOR,
    FORKASTET,
    SVAG,
    Fund,
    find_udfald,
    kun_navne,
    om_mindretal,
    saetningsart,
    siger_noget,
)
from referat.extract.vaerdier import find_spaend
from referat.models.sprog import GENTAGES, saetninger
from referat.models.viden import data, moenster, regler, udtryk
from referat.schemas.vokabular import Udfald

OPLYST = {Udfald.ORIENTERET, Udfald.INTET}
OM_AFSLAG = (
    (Udfald.GODKENDT, "giver-lov", Udfald.AFVIST),
    (Udfald.AFVIST, "giver-afslag", Udfald.GODKENDT),
)
"""A case's outcome, the decision that gives it, and what then became of a recommended refusal."""
STAMME = 5
"""Words that begin with the same letters, so many, are taken for one."""
MINDST_ENS, ENS = 2, 0.75
"""A sentence says a point again when so many, and such a share, of its words are the point's."""
FLEST = 40
"""A decision that speaks of a higher point than this speaks of something else."""


@dataclass(frozen=True, slots=True)
class Afgoerelse:
    """The outcome, the rule that read it, and the outcomes of the points that the decision names; None for a point that
    is excepted without a word of what became of it. ``andres`` are the points (None: those not named) that it decides
    as another body recommended them, and that body."""

    udfald: Udfald | None
    regel: str | None = None
    punkter: dict[int, Udfald | None] = field(default_factory=dict)
    generelt: Udfald | None = None
    andres: dict[int | None, str] = field(default_factory=dict)

    def af_punkt(self, nr: int) -> Udfald | None:
        """What became of a point: its own fate, else the decision's as a whole."""
        return self.punkter.get(nr, None if self.generelt is Udfald.BLANDET else self.generelt)

    def om_andres(self, nr: int) -> str | None:
        """The body whose recommendation was decided on at a point, None where it was the one at hand."""
        return self.andres.get(nr if nr in self.punkter else None)


@dataclass(frozen=True, slots=True)
class Led:
    """A part of the decision and the points it is about; none for a part about them all, or about the rest."""

    numre: tuple[int, ...]
    tekst: str
    undtaget: bool = False


def afgoer(
    tekst: str,
    *,
    anbefalet: Sequence[str] = (),
    for_sagen: bool = False,
    svag: bool = False,
    orientering: bool = False,
    fravaer: bool = False,
    valg: bool = False,
) -> Afgoerelse:
    """Reads a decision on the points that were recommended, in these words (none: not known).

    ``for_sagen``: they are for the matter, so that to advise a refusal goes against them; ``svag``: its heading need
    not mean a decision; ``orientering``: the item only informs; ``fravaer``: it is about who is away, so that names are
    what was decided; ``valg``: somebody is to be elected, so that names are who was.
    """
    if not tekst.strip(" .\n"):
        return Afgoerelse(None)
    tekst, antal = uden_citater(tekst), len(anbefalet)
    generelt, regel, rang = None, None, 0
    punkter: dict[int, Udfald | None] = {}
    andres: dict[int | None, str] = {}
    frit: list[str] = []
    for x in _led(tekst, antal):
        if x.numre and not antal and moenster("beslutning", "dagsordenspunkt").search(x.tekst):
            continue  # with no points of its own the decision names those of the agenda
        fund = find_udfald(x.tekst, for_sagen)
        udfald = fund.udfald if fund else None
        if not x.numre:
            frit.append(x.tekst)
            generelt, rang = (generelt, rang) if generelt else (udfald, fund.rang if fund else 0)
        elif udfald is not None or x.undtaget or x.tekst.lstrip()[:1].isupper():
            punkter |= {n: udfald for n in x.numre if n not in punkter}
        if fund:
            regel = regel or fund.regel
            andres |= {n: fund.andres for n in x.numre or (None,) if fund.andres and n not in andres}
    efter_ord = _efter_ord("\n".join(frit), anbefalet, for_sagen, punkter)
    if efter_ord and not punkter:
        generelt, regel = None, "udfald:punkters-ord"
    elif generelt in FOR and not punkter and _afviser_noget(tekst, for_sagen):
        generelt = Udfald.BLANDET
    punkter = efter_ord | punkter
    if generelt is None and not punkter and not svag and (gentaget := _som_anbefalet(tekst, anbefalet)):
        punkter, regel = gentaget, "udfald:som-anbefalet"
    if any(punkter.values()) and rang < SVAG:  # an amendment's fate, or what was decided before
        generelt = None
    samlet = _samlet(generelt, punkter if antal else {n: u for n, u in punkter.items() if u not in OPLYST} or punkter)
    for samlede, anderledes, delte in OM_AFSLAG:
        if samlet is samlede and moenster("beslutning", anderledes).match("\n".join(frit)):
            afslag = moenster("beslutning", "beder-om-afslag")
            ramte = (n for n, x in enumerate(anbefalet, 1) if punkter.get(n, samlet) is samlet and afslag.search(x))
            punkter |= dict.fromkeys(ramte, delte)
    orientering = orientering and not moenster("beslutning", "besluttede").search(tekst)
    if svag and samlet is Udfald.ORIENTERET:
        samlet = None
    if samlet is None and not svag and (siger_noget(tekst) or (fravaer and tekst.strip())):
        samlet, regel = (Udfald.ORIENTERET, "udfald:orienterende") if orientering else (Udfald.ANDET, "udfald:uden-ord")
        if valg and kun_navne(tekst):
            samlet, regel, generelt = Udfald.VALGT, "udfald:valgte-navne", Udfald.VALGT
    return Afgoerelse(samlet, regel, punkter, generelt, andres)


def afgoer_tidligere(tekst: str, anbefalet: Sequence[str]) -> Afgoerelse:
    """Reads what another body decided on the points; one that it adjusted or would not recommend, or all where it does
    not say which, has no fate to hand on."""
    afgoerelse = afgoer(tekst, anbefalet=anbefalet)
    aendret = udtryk("beslutning", "aendret")
    numre = [_naevnte(tekst[a:b]) for a, b in saetninger(tekst) if aendret.search(tekst[a:b])]
    if not all(numre):
        return Afgoerelse(None)
    return replace(afgoerelse, punkter=afgoerelse.punkter | {n: None for x in numre for n in x})


def hoejeste_punkt(tekst: str) -> int:
    """The highest point that a decision names, 0 where it names none."""
    return max((n for m in _maerker(tekst, 0) for n in m.numre), default=0)


# --- parts -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Maerke:
    """A place where the decision turns to some points (`Ad 2:`), to the rest, or excepts some (`dog ikke punkt 3`)."""

    fra: int
    til: int
    numre: tuple[int, ...]
    undtaget: bool


def _led(tekst: str, antal: int) -> Iterator[Led]:
    """The part about all points first, then the parts that name points or speak of the rest."""
    maerker = _maerker(tekst, antal)
    if not maerker:
        yield from list(_efter_saetning(tekst)) or [Led((), tekst)]
        return
    foran = tekst[: maerker[0].fra]
    if udtryk("beslutning", "anbefaler_at").search(foran) and not udtryk("beslutning", "naegtet").search(tekst):
        yield Led((), tekst)  # recommends the points that it says again
        return
    if re.search(r"\w", foran):
        yield Led((), foran)
    slutter = [*(m.fra for m in maerker[1:]), len(tekst)]
    for m, naeste in zip(maerker, slutter, strict=True):
        if m.undtaget:
            yield Led(m.numre, tekst[m.fra : m.til], undtaget=True)
        if not m.undtaget or re.search(r"\w", tekst[m.til : naeste]):
            yield Led(() if m.undtaget else m.numre, tekst[m.til : naeste])


def _efter_saetning(tekst: str) -> Iterator[Led]:
    """Each sentence with the points it names, where any names some: `Udvalget anbefaler indstillingspunkt 1.`"""
    dele = [tekst[a:b] for a, b in saetninger(tekst)]
    numre = [() if saetningsart(x) else _naevnte(x) for x in dele]
    if any(numre):
        yield from (Led(n, x) for n, x in zip(numre, dele, strict=True))


def _naevnte(saetning: str) -> tuple[int, ...]:
    """The points that a sentence names."""
    return tuple(n for m in moenster("beslutning", "i-saetning").finditer(saetning) for n in _numre(m))


@lru_cache(maxsize=GENTAGES)
def _maerker(tekst: str, antal: int) -> tuple[Maerke, ...]:
    """The marks in order. Exceptions count only where points are known: `punkt 7` may be the agenda's."""
    ud: list[Maerke] = []
    arter = ("punkt", "undtagelse", "resten") if antal else ("punkt", "resten")
    for regel in regler("beslutning"):
        if regel.giver not in arter:
            continue
        for m in regel.moenster.finditer(tekst):
            numre = _numre(m, antal)
            fri = all(m.end() <= x.fra or m.start() >= x.til for x in ud)
            if regel.giver == "undtagelse" and _mindretals(tekst, m.start()):
                continue
            if fri and (regel.giver == "resten" or (numre and max(numre) <= (antal or FLEST))):
                ud.append(Maerke(m.start(), m.end(), numre, regel.giver == "undtagelse"))
    return tuple(sorted(ud, key=lambda x: x.fra))


def _mindretals(tekst: str, sted: int) -> bool:
    """Whether the sentence at a place tells a minority's standpoint, or its votes."""
    i_saetning = (tekst[a:b] for a, b in saetninger(tekst) if a <= sted < b)
    return any(saetningsart(x) == "mindretal" or (saetningsart(x) == "stemme" and om_mindretal(x)) for x in i_saetning)


def _numre(m: re.Match[str], antal: int = 0) -> tuple[int, ...]:
    """`1.-3. og 5.` is 1, 2, 3, 5; the last of ``antal`` points, where they are known, has their number."""
    g = m.groupdict()
    if g.get("ordenstal"):
        ordenstal = data("beslutning")["ordenstal"]
        numre = [ordenstal[o] for o in re.split(r"\s*,\s*|\s+og\s+|\s+", g["ordenstal"].casefold()) if o]
        return tuple(n or antal for n in numre if n or antal)
    if g.get("foerste"):
        return tuple(range(1, data("beslutning")["foerste"][g["foerste"].casefold()] + 1))
    tekst = g.get("numre") or ""
    if g.get("bogstaver"):
        dele = re.findall(r"\b[a-j]\b|-|–|til", g["bogstaver"].casefold())
        tekst = " ".join(str(ord(c) - ord("a") + 1) if len(c) == 1 and c.isalpha() else c for c in dele)
    spaend = find_spaend(tekst)
    return tuple(n for a, b in spaend for n in range(a, b + 1)) if all(b <= FLEST for _, b in spaend) else ()


def _efter_ord(
    tekst: str, anbefalet: Sequence[str], for_sagen: bool, naevnt: Mapping[int, Udfald | None]
) -> dict[int, Udfald | None]:
    """Point → outcome, where the sentences that say what became of something each speak of points in words that only
    those have (`Strategien vedtaget. Tidsplanen drøftet.`), and not all, those ``naevnt`` by number too, fared alike.
    """
    stammer = [_stammer(x) for x in anbefalet]
    faelles = {o for o, n in Counter(o for s in stammer for o in s).items() if n > 1}
    ud: dict[int, Udfald | None] = {}
    for led, fund in _saetningsled(tekst, for_sagen) if len(anbefalet) > 1 else ():
        if fund is None or fund.rang < SVAG:
            continue
        egne = _stammer(led) - faelles
        ramte = [nr for nr, s in enumerate(stammer, 1) if egne & s]
        om_alt = udtryk("beslutning", "alene_om_alt").match(led) is not None
        if om_alt or not ramte or any(ud.get(nr, fund.udfald) is not fund.udfald for nr in ramte):
            return {}
        ud |= dict.fromkeys(ramte, fund.udfald)
    return ud if len({*ud.values(), *naevnt.values()}) > 1 else {}


def _afviser_noget(tekst: str, for_sagen: bool) -> bool:
    """Whether a sentence grants something in its first clause and turns down another part of the case in the next; no
    objection, amendment or wish is one."""
    skel, andet = (udtryk("beslutning", x) for x in ("led_skel", "ikke_sagen"))
    for a, b in saetninger(tekst):
        led = skel.split(tekst[a:b])
        foerste, *andre = ((x, find_udfald(x, for_sagen)) for x in led)
        giver = foerste[1] and foerste[1].udfald in FOR and foerste[1].rang == EGEN and foerste[1].hovedsaetning
        afvist = (x for x, f in andre if f and f.regel == FORKASTET and f.rang == EGEN and f.hovedsaetning)
        if giver and any(not andet.search(x) for x in afvist):
            return True
    return False


def _saetningsled(tekst: str, for_sagen: bool) -> Iterator[tuple[str, Fund | None]]:
    """The sentences with what they say; one is parted where each of its clauses says what became of something
    (`godkendte A, men kunne ikke anbefale B`, `A godkendt, B drøftet`)."""
    for a, b in saetninger(tekst):
        delt = (udtryk("beslutning", skel).split(tekst[a:b]) for skel in ("led_skel", "led_komma"))
        laest = ([(x, find_udfald(x, for_sagen)) for x in led] for led in delt if len(led) > 1)
        hel = [(tekst[a:b], find_udfald(tekst[a:b], for_sagen))]
        yield from next((x for x in laest if all(fund for _, fund in x)), hel)


def _som_anbefalet(tekst: str, anbefalet: Sequence[str]) -> dict[int, Udfald | None]:
    """The points that a decision without a word of outcome says again, for (`Der meddeles tilladelse.`) or, with a
    negation that they have not, against."""
    naegtet = udtryk("beslutning", "naegtet")
    ud: dict[int, Udfald | None] = {}
    for a, b in saetninger(tekst):
        saetning = tekst[a:b]
        led = next((x for x in re.split(r",\s", saetning) if _stammer(x)), "")
        egne = _stammer(led)
        if saetningsart(saetning) is not None or len(egne) < MINDST_ENS:
            continue
        for nr, punkt in enumerate(anbefalet, 1):
            if len(egne & _stammer(punkt)) >= max(MINDST_ENS, len(egne) * ENS):
                imod = bool(naegtet.search(led)) != bool(naegtet.search(punkt))
                ud.setdefault(nr, Udfald.AFVIST if imod else Udfald.GODKENDT)
    return ud


@lru_cache(maxsize=GENTAGES)
def _stammer(tekst: str) -> frozenset[str]:
    """The beginnings of the words of a text that carry its meaning, without endings, and a proposal's number."""
    alle = udtryk("beslutning", "indholdsord").findall(tekst.casefold())
    ord_ = (o for o in alle if o not in data("beslutning")["uden_indhold"])
    return frozenset(udtryk("beslutning", "endelse").sub("", o)[:STAMME] for o in ord_)


def _samlet(generelt: Udfald | None, punkter: dict[int, Udfald | None]) -> Udfald | None:
    alle = {u for u in (*punkter.values(), generelt) if u}
    if not alle:
        return None
    return alle.pop() if len(alle) == 1 else Udfald.BLANDET
