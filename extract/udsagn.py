"""What the sentences of a decision say: an outcome, or absence, votes, an amendment, a minority's standpoint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from referat.extract.navne import er_navneliste, find_navne, find_partier
from referat.models.sprog import GENTAGES, saetninger
from referat.models.viden import Regel, moenster, regler, udtryk
from referat.schemas.vokabular import Udfald

FOR = {Udfald.GODKENDT, Udfald.TILTRAADT, Udfald.ANBEFALET, Udfald.EFTERRETNING}
FORKASTET, IGEN = "udfald:forkastet", "udfald:ikke-behandlet"
"""The rules of what is turned down, and of what comes again at a later meeting."""
SVAGE = {Udfald.DROEFTET, Udfald.ORIENTERET, Udfald.INTET}
VIDERE = {Udfald.UDSAT, Udfald.OVERSENDT}
EGEN, SVAG = 3, 2
HVERT_MEDLEMS = {"mindretal": "mindretal", "ytring": "stoej", "tilslutning": "stemme"}
"""Rules of what is no outcome where a party or a person says it, and what it is."""


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


def find_udfald(tekst: str, for_sagen: bool) -> Fund | None:
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
        art = saetningsart(saetning)
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
        if sagen and saetningsart(tekst[a : a + sagen.start()]) == "stoej":
            skel = sorted({*skel, sagen.end()})
        yield from pairwise([a, *(a + til for til in skel), b])


def _foer_stemmerne(saetning: str, fundet: Regel) -> bool:
    """Whether a sentence says what became of the recommendation before it tells the votes."""
    udfald, stemmer = fundet.moenster.search(saetning), moenster("beslutning", "stoej-stemmer").search(saetning)
    return bool(udfald and stemmer and udfald.start() < stemmer.start())


@lru_cache(maxsize=GENTAGES)
def saetningsart(saetning: str) -> str | None:
    """Whether a sentence notes absence, votes, an amendment or a minority's standpoint, and so not the outcome."""
    for regel in regler("beslutning"):
        m = regel.moenster.search(saetning) if regel.giver in ("stoej", "stemme", "aendring") else None
        if m and not (regel.giver == "stoej" and _allerede_afgjort(saetning[: m.start()])):
            return regel.giver
        if regel.giver in HVERT_MEDLEMS and regel.moenster.search(saetning) and om_mindretal(saetning):
            return HVERT_MEDLEMS[regel.giver]
    return "mindretal" if udtryk("beslutning", "et_mindretal").match(saetning) else None


def _allerede_afgjort(foer: str) -> bool:
    """Whether the clause before has said the outcome: `Godkendt, idet …`."""
    led = moenster("beslutning", "foerste-led").match(foer)
    return led is not None and any(r.moenster.match(led[0]) for r in regler("udfald"))


def om_mindretal(saetning: str) -> bool:
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
    under = False  # a word of absence
    for a, b in saetninger(tekst):
        saetning = tekst[a:b]
        art = saetningsart(saetning)
        if art == "stoej":
            under = len(saetning.split()) == 1
            continue
        under = under and er_navneliste(saetning)
        if art is None and not under:
            yield saetning


def kun_navne(tekst: str) -> bool:
    """Whether nothing but names is stated beside absence and votes."""
    egne = [s for s in _egne_saetninger(tekst) if re.search(r"\w", s)]
    return bool(egne) and all(map(er_navneliste, egne))


def siger_noget(tekst: str) -> bool:
    """Whether anything but absence and votes is stated."""
    return any(re.search(r"\w{2}", s) for s in _egne_saetninger(tekst))
