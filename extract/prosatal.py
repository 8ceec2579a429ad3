"""Numbers in the prose that quote a table: `et mindreforbrug på 20,3 mio. kr.` held against the table's deviations.

A quotation that agrees is noted where the sentence names the row, or the table leaves no choice. One that disagrees is
noted only where the sentence names row and column and the number is near the table's: else it speaks of another thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from referat.extract.raekketrae import er_total
from referat.extract.talnet import DECIMALER, Tal, lav_net
from referat.extract.vaerdier import enhed, kroner, tal
from referat.models.viden import regler
from referat.schemas.poster import Tabel

SAETNING = re.compile(r"[^\n.]*(?:\.(?!\s+[A-ZÆØÅ])[^\n.]*)*")
KODE = re.compile(r"^\s*[\d.]+\s*[-–:]?\s*|\([^)]*\)|^\s*[-–•]\s*")
BOEJNING = r"(?:e[tn])?s?"
NAER = 0.15
"""How near a quoted number must be to its cell, as a share of it, to be a contradiction rather than another matter."""
KORTESTE_NAVN = 6


@dataclass(frozen=True, slots=True)
class Citat:
    """An amount in a sentence: its value and unit, half a unit of its last place, the words, the budget it is from."""

    vaerdi: float
    enhed: str | None
    halv: float
    ord: str
    saetning: str
    basis: str | None
    cirka: bool
    samlet: bool


@dataclass(frozen=True, slots=True)
class Traef:
    """A quotation and the cell it quotes; numbers in the cell's unit."""

    tabel: int
    celle: Tal
    citat: Citat
    vaerdi: float
    tolerance: float
    holder: bool


def find_citater(tekst: str) -> list[Citat]:
    """The deviations that a text states."""
    ud = []
    for s in SAETNING.finditer(tekst):
        if "\t" in s[0] or "forbrug" not in s[0]:
            continue
        for regel in (r for r in regler("prosatal") if r.giver == "afvigelse"):
            ud += [c for m in regel.moenster.finditer(s[0]) if (c := _citat(m, s[0]))]
    return ud


def _citat(m: re.Match[str], saetning: str) -> Citat | None:
    vaerdi = tal(m["tal"])
    if vaerdi is None:
        return None
    decimaler = DECIMALER.search(m["tal"])
    return Citat(
        vaerdi=vaerdi,
        enhed=enhed(m["enhed"] + "."),
        halv=0.5 * 10.0 ** -(len(decimaler[1]) if decimaler else 0),
        ord=re.sub(r"\s+", " ", m[0]) + ".",
        saetning=saetning.casefold(),
        basis=_basis(m[0] + saetning[m.end() : m.end() + 60]),
        cirka=_siger("cirka", saetning[: m.end()]),
        samlet=_siger("samlet", saetning[: m.end()]),
    )


def _basis(tekst: str) -> str | None:
    """The one budget that a deviation is counted from."""
    (regel,) = (r for r in regler("prosatal") if r.giver == "basis")
    m = regel.moenster.search(tekst)
    return m.lastgroup if m else None


def _siger(giver: str, tekst: str) -> bool:
    return any(r.giver == giver and r.moenster.search(tekst) for r in regler("prosatal"))


def find_traef(tabeller: Sequence[Tabel], tekst: str) -> list[Traef]:
    """Each quotation with the cell it agrees with, or else the one that it names and contradicts."""
    celler = [(i, a) for i, t in enumerate(tabeller) for a in _afvigelser(t)]
    ud: list[Traef] = []
    for citat in find_citater(tekst) if celler else ():
        fundne = [x for i, (navngivet, c) in _kandidater(celler, citat) if (x := _traef(i, c, citat, navngivet))]
        valgt = next((x for x in fundne if x.holder), None) or next(iter(fundne), None)
        if valgt and not any((x.tabel, x.celle, x.holder) == (valgt.tabel, valgt.celle, valgt.holder) for x in ud):
            ud.append(valgt)
    return ud


@dataclass(frozen=True, slots=True)
class Afvigelse:
    """A cell of a deviation, the name of its row, and whether it is the only row, or a total."""

    celle: Tal
    navn: str
    kolonne: str
    ene_kolonne: bool
    ene_raekke: bool
    total: bool


def _afvigelser(tabel: Tabel) -> Iterator[Afvigelse]:
    net = lav_net(tabel)
    kolonner = [k for k in net.kolonner if net.maal(k) == "afvigelse" and k not in net.procent]
    for r in net.raekker:
        for k in kolonner:
            if celle := net.tal.get((r, k)):
                navn = KODE.sub(" ", net.navn(r)).strip().casefold()
                hoved = net.kolonnenavne.get(k, "").casefold()
                ene = len(net.raekker) == 1
                yield Afvigelse(celle, navn, hoved, len(kolonner) == 1, ene, er_total(net.navn(r)))


def _kandidater(celler: Sequence[tuple[int, Afvigelse]], citat: Citat) -> Iterator[tuple[int, tuple[bool, Afvigelse]]]:
    """The cells that a quotation may mean, and whether it names row and column."""
    for i, a in celler:
        i_kolonne = a.ene_kolonne or (citat.basis is not None and citat.basis[:6] in a.kolonne)
        navngivet = len(a.navn) >= KORTESTE_NAVN and bool(
            re.search(rf"(?<!\w){re.escape(a.navn)}{BOEJNING}(?!\w)", citat.saetning)
        )
        if navngivet or (i_kolonne and (a.ene_raekke or (a.total and citat.samlet))):
            yield i, (navngivet and i_kolonne, a)


def _traef(i: int, a: Afvigelse, citat: Citat, navngivet: bool) -> Traef | None:
    vaerdi, halv = _i_enhed(citat, a.celle.celle.enhed)
    if vaerdi is None:
        return None
    tolerance = max(halv, a.celle.halv)
    difference = abs(abs(a.celle.vaerdi) - vaerdi)
    holder = difference <= tolerance + 1e-6
    naer = difference <= NAER * max(vaerdi, abs(a.celle.vaerdi))
    if holder or (navngivet and naer and not citat.cirka):
        return Traef(i, a.celle, citat, vaerdi, tolerance, holder)
    return None


def _i_enhed(citat: Citat, maal: str | None) -> tuple[float | None, float]:
    """The quoted amount and its rounding in a cell's unit; a table without a unit is taken to have the prose's."""
    if maal is None:
        return citat.vaerdi, citat.halv
    egen, faktor = kroner(1.0, citat.enhed), kroner(1.0, maal)
    if egen is None or faktor is None:
        return None, 0.0
    return citat.vaerdi * egen / faktor, citat.halv * egen / faktor
