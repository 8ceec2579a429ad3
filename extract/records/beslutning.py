"""What a decision's words say became of the matter, as a whole and point by point."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from referat.extract.citater import uden_citater
from referat.extract.navne import er_navneliste, find_navne, find_partier
from referat.extract.vaerdier import find_spaend
from referat.models.sprog import GENTAGES, saetninger
from referat.models.viden import Regel, data, moenster, regler, udtryk
from referat.schemas.vokabular import Udfald

FOR = {Udfald.GODKENDT, Udfald.TILTRAADT, Udfald.ANBEFALET, Udfald.EFTERRETNING}
OPLYST = {Udfald.ORIENTERET, Udfald.INTET}
FORKASTET, IGEN = "udfald:forkastet", "udfald:ikke-behandlet"
"""The rules of what is turned down, and of what comes again at a later meeting."""
OM_AFSLAG = (
    (Udfald.GODKENDT, "giver-lov", Udfald.AFVIST),
    (Udfald.AFVIST, "giver-afslag", Udfald.GODKENDT),
)
"""A case's outcome, the decision that gives it, and what then became of a recommended refusal."""
SVAGE = {Udfald.DROEFTET, Udfald.ORIENTERET, Udfald.INTET}
VIDERE = {Udfald.UDSAT, Udfald.OVERSENDT}
EGEN, SVAG = 3, 2
HVERT_MEDLEMS = {"mindretal": "mindretal", "ytring": "stoej", "tilslutning": "stemme"}
"""Rules of what is no outcome where a party or a person says it, and what it is."""
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
        fund = _udfald(x.tekst, for_sagen)
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
    if samlet is None and not svag and (_siger_noget(tekst) or (fravaer and tekst.strip())):
        samlet, regel = (Udfald.ORIENTERET, "udfald:orienterende") if orientering else (Udfald.ANDET, "udfald:uden-ord")
        if valg and _kun_navne(tekst):
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
    numre = [() if _art(x) else _naevnte(x) for x in dele]
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
    return any(_art(x) == "mindretal" or (_art(x) == "stemme" and _om_mindretal(x)) for x in i_saetning)


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
        foerste, *andre = ((x, _udfald(x, for_sagen)) for x in led)
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
        laest = ([(x, _udfald(x, for_sagen)) for x in led] for led in delt if len(led) > 1)
        hel = [(tekst[a:b], _udfald(tekst[a:b], for_sagen))]
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
        if _art(saetning) is not None or len(egne) < MINDST_ENS:
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


# --- sentences ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fund:
    """An outcome that a sentence says. Lower ``rang`` means less: 3 the body's own word on the matter, 2 that it
    discussed, heard or had nothing, 1 an amendment's fate or a vote, 0 what had been decided before. ``andres`` is the
    other body whose recommendation it was."""

    udfald: Udfald
    regel: str
    rang: int
    hovedsaetning: bool
    andres: str | None


def _udfald(tekst: str, for_sagen: bool) -> Fund | None:
    """The first outcome of the highest rank; a later refusal by the body itself makes it mixed."""
    fundne = list(_fund(tekst, for_sagen))
    if not fundne:
        return None
    foerste = max(fundne, key=lambda x: min(x.rang, 2))
    if foerste.rang == SVAG:
        mulige = [x for x in fundne if x.rang == EGEN and x.hovedsaetning]
        if foerste.udfald is Udfald.DROEFTET:  # and it comes again
            mulige = [x for x in mulige if x.regel != IGEN]
        foerste = next(iter(mulige), foerste)
    egne = fundne[fundne.index(foerste) + 1 :]
    fulgt = not for_sagen and udtryk("beslutning", "indstillingen_foerst").match(tekst)  # to refuse something
    if foerste.udfald in FOR and not fulgt and any(x.udfald is Udfald.AFVIST and x.rang == EGEN for x in egne):
        return replace(foerste, udfald=Udfald.BLANDET)
    if foerste.udfald is Udfald.AFVIST and moenster("beslutning", "ikke-fulgt").search(tekst):
        return next((x for x in egne if x.udfald in VIDERE and x.rang == EGEN and x.hovedsaetning), foerste)
    return foerste


def _fund(tekst: str, for_sagen: bool) -> Iterator[Fund]:
    """What each sentence says, absence and a minority's standpoint left out."""
    foreslaaet, forslagslinje, svarlinje = False, 0, 0
    behandling: Udfald | None = None
    for a, b in _om_hver_sit(tekst):
        saetning = tekst[a:b]
        if a < svarlinje:  # what the body answers, and not what it decides
            continue
        if moenster("beslutning", "afgiver-svar").search(saetning):
            svarlinje = f"{tekst}\n".index("\n", a)
        art = _art(saetning)
        hoved = udtryk("beslutning", "hovedsaetning").match(saetning)
        if moenster("beslutning", "aendringsforslag").search(saetning):
            forslagslinje = _forslagets_slut(tekst, a)
        elif a < forslagslinje and not hoved and art is None:
            art = "aendring"  # goes on telling of the amendment
        if art == "mindretal" or udtryk("beslutning", "om_aendring").search(saetning):
            foreslaaet = True
        forslag = moenster("beslutning", "foreslaar-behandling").search(saetning)
        behandling = _om_behandlingen(saetning[forslag.start("hvad") :]) if forslag else behandling
        if art in ("stoej", "mindretal"):
            continue
        fundet, citeret = _regel(saetning)
        if fundet is None:
            continue
        if behandling and moenster("beslutning", "forslag-vedtaget").match(saetning):
            yield Fund(behandling, fundet.id, EGEN, True, None)
            continue
        behandling = None  # what was proposed has met its fate, or the case has
        om_forslag = art == "aendring" or (foreslaaet and udtryk("beslutning", "forslaget").match(saetning))
        om_forslag = om_forslag or (art == "stemme" and not (hoved and _foer_stemmerne(saetning, fundet)))
        udfald = Udfald(fundet.giver)
        if for_sagen and udfald is Udfald.ANBEFALET and moenster("beslutning", "anbefaler-afslag").search(saetning):
            udfald = Udfald.AFVIST
        rang = 0 if citeret else 1 if om_forslag else SVAG if udfald in SVAGE else EGEN
        ren = fundet.moenster.match(saetning) or hoved
        andres = moenster("beslutning", "andres").search(saetning)
        yield Fund(udfald, fundet.id, rang, bool(ren), andres and (andres["hvem"] or andres["fra"]))


def _forslagets_slut(tekst: str, fra: int) -> int:
    """Where what a decision tells of an amendment ends: with its line, or where that ends in a colon with the first
    line below that says what became of it, or the blank one."""
    linjer = tekst[fra:].splitlines(keepends=True)
    til = fra + len(linjer[0].rstrip("\n"))
    if linjer[0].rstrip().endswith(":"):
        for linje in linjer[1:]:
            til += 1 + len(linje.rstrip("\n"))
            if not linje.strip() or _regel(linje)[0]:
                break
    return til


def _om_behandlingen(forslag: str) -> Udfald | None:
    """What becomes of the case where a proposal of how to treat it is carried: it is put off or sent on."""
    fundet, _ = _regel(forslag)
    return udfald if fundet and (udfald := Udfald(fundet.giver)) in VIDERE else None


def _om_hver_sit(tekst: str) -> Iterator[tuple[int, int]]:
    """The sentences, parted where one goes from an amendment, a motion or absence on to the matter."""
    for a, b in saetninger(tekst):
        skel = [m.end() for m in udtryk("beslutning", "om_indstillingen").finditer(tekst[a:b])]
        sagen = moenster("beslutning", "om-sagen").search(tekst[a:b])
        if sagen and _art(tekst[a : a + sagen.start()]) == "stoej":
            skel = sorted({*skel, sagen.end()})
        yield from pairwise([a, *(a + til for til in skel), b])


def _foer_stemmerne(saetning: str, fundet: Regel) -> bool:
    """Whether a sentence says what became of the recommendation before it tells the votes."""
    udfald, stemmer = fundet.moenster.search(saetning), moenster("beslutning", "stoej-stemmer").search(saetning)
    return bool(udfald and stemmer and udfald.start() < stemmer.start())


@lru_cache(maxsize=GENTAGES)
def _art(saetning: str) -> str | None:
    """Whether a sentence notes absence, votes, an amendment or a minority's standpoint, and so not the outcome."""
    for regel in regler("beslutning"):
        m = regel.moenster.search(saetning) if regel.giver in ("stoej", "stemme", "aendring") else None
        if m and not (regel.giver == "stoej" and _allerede_afgjort(saetning[: m.start()])):
            return regel.giver
        if regel.giver in HVERT_MEDLEMS and regel.moenster.search(saetning) and _om_mindretal(saetning):
            return HVERT_MEDLEMS[regel.giver]
    return "mindretal" if udtryk("beslutning", "et_mindretal").match(saetning) else None


def _allerede_afgjort(foer: str) -> bool:
    """Whether the clause before has said the outcome: `Godkendt, idet …`."""
    led = moenster("beslutning", "foerste-led").match(foer)
    return led is not None and any(r.moenster.match(led[0]) for r in regler("udfald"))


def _om_mindretal(saetning: str) -> bool:
    """Whether the sentence's subject is a party or a person rather than the body."""
    if udtryk("beslutning", "flertal_foerst").match(saetning):
        return False
    if udtryk("beslutning", "mindretal_subjekt").match(saetning):
        return True
    begyndelse = saetning[:60]
    navne = [*find_partier(begyndelse), *find_navne(begyndelse)]
    return any(n.fra <= 12 for n in navne)


@lru_cache(maxsize=GENTAGES)
def _regel(saetning: str) -> tuple[Regel | None, bool]:
    """The rule that matches earliest (of those at one place the first written), and whether it only cites.

    What had been decided before (`byrådet har vedtaget`) counts if nothing else is said; an outcome that follows
    discussing or hearing (`drøftet og godkendt`) goes before that.
    """
    citater = [m.span() for r in regler("beslutning") if r.giver == "citat" for m in r.moenster.finditer(saetning)]
    smaat = saetning.lower()
    mulige = [(i, r) for i, r in enumerate(regler("udfald")) if r.kan_findes(smaat)]
    alle = sorted((m.start(), i) for i, r in mulige for m in r.moenster.finditer(saetning))
    egne = [(n, i) for n, i in alle if not any(a <= n < b for a, b in citater)]
    if not alle:
        return None, False
    regel = regler("udfald")[(egne or alle)[0][1]]
    if egne and Udfald(regel.giver) in SVAGE:
        senere = (regler("udfald")[i] for n, i in egne if _sideordnet(saetning[:n]))
        regel = next((r for r in senere if Udfald(r.giver) not in SVAGE - {Udfald.DROEFTET}), regel)
    elif egne and Udfald(regel.giver) is Udfald.EFTERRETNING:  # of replies, say, before the matter itself
        sagen = udtryk("beslutning", "verbum_om_indstillingen")
        senere = (regler("udfald")[i] for n, i in egne if _sideordnet(saetning[:n]) and sagen.match(saetning, n))
        regel = next(senere, regel)
    return regel, not egne


def _sideordnet(foer: str) -> bool:
    """Whether what follows is joined to the main clause: `drøftet og …`, `hvorefter sagen blev …`."""
    return udtryk("beslutning", "sideordnet").search(foer) is not None


def _egne_saetninger(tekst: str) -> Iterator[str]:
    """The sentences that note no absence and no votes, and are no names under `Fraværende`."""
    under = False
    for s in (tekst[a:b] for a, b in saetninger(tekst)):
        under = len(s.split()) == 1 if (art := _art(s)) == "stoej" else under and er_navneliste(s)
        if art is None and not under:
            yield s


def _kun_navne(tekst: str) -> bool:
    """Whether nothing but names is stated beside absence and votes."""
    egne = [s for s in _egne_saetninger(tekst) if re.search(r"\w", s)]
    return bool(egne) and all(map(er_navneliste, egne))


def _siger_noget(tekst: str) -> bool:
    """Whether anything but absence and votes is stated."""
    return any(re.search(r"\w{2}", s) for s in _egne_saetninger(tekst))
