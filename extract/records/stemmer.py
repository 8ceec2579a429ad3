"""Votes: the counts a decision states, and who is named for, against or abstaining."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from referat.extract.moede import uden_indlejrede
from referat.extract.navne import Navn, find_navne, find_partier
from referat.extract.udsnit import Udsnit
from referat.models.sprog import saetninger
from referat.models.viden import data, regler
from referat.schemas.poster import Afstemning, Stemme
from referat.schemas.vokabular import Stemmevalg

PARTI = "parti"
BOGSTAV = re.compile(r"(?<![\w.-])(?:[ABCDEFGHKLMNOPQSTUVÆØÅ]|I(?=\s*(?:\(|,|og [A-ZÆØÅ]\b)))(?![\w.'-])")
"""A party's letter. `I` is a word as well, so it counts only in an enumeration."""


@dataclass(frozen=True, slots=True)
class Verbum:
    """A place that says how somebody voted, and on which side of it the voters stand."""

    fra: int
    til: int
    valg: Stemmevalg
    foran: bool
    regel: str


def find_stemmer(udsnit: Udsnit) -> tuple[list[Afstemning], list[Stemme]]:
    """The vote of a decision and its named voters. Nothing is derived: a count stands only where it is stated."""
    stemmer: list[Stemme] = []
    for a, b in saetninger(udsnit.tekst):
        stemmer += _i_saetning(udsnit, a, b)
    optaelling = _antal(udsnit.tekst)
    if not stemmer and not optaelling:
        return [], []
    fra, til = (optaelling.fra, optaelling.til) if optaelling else (0, len(udsnit.tekst))
    tal = optaelling.tal if optaelling else {}
    afstemning = Afstemning(
        belaeg=udsnit.belaeg(fra, til, "stemmer:afstemning"),
        nr=1,
        for_antal=tal.get(Stemmevalg.FOR),
        imod_antal=tal.get(Stemmevalg.IMOD),
        undlod_antal=tal.get(Stemmevalg.UNDLOD),
        stemmer_overens=_overens(optaelling, stemmer),
    )
    return [afstemning], [s.model_copy(update={"afstemning_nr": 1}) for s in _uden_dubletter(stemmer)]


def _verber(saetning: str) -> list[Verbum]:
    """The vote words of a sentence in order; where two overlap the longer stays."""
    fundne = [
        Verbum(m.start(), m.end(), Stemmevalg(r.giver[:-1]), r.giver.endswith("<"), r.id)
        for r in regler("stemmer")
        if r.giver[-1] in "<>"
        for m in r.moenster.finditer(saetning)
    ]
    ud: list[Verbum] = []
    for v in sorted(fundne, key=lambda v: (v.fra - v.til, v.fra)):
        if all(v.til <= u.fra or v.fra >= u.til for u in ud):
            ud.append(v)
    return sorted(ud, key=lambda v: v.fra)


def _i_saetning(udsnit: Udsnit, a: int, b: int) -> Iterator[Stemme]:
    saetning = udsnit.tekst[a:b]
    verber = _verber(saetning)
    for i, v in enumerate(verber):
        foer = verber[i - 1].til if i else 0
        efter = verber[i + 1].fra if i + 1 < len(verber) else len(saetning)
        fra, til = (foer, v.fra) if v.foran else (v.til, efter)
        for n in _vaelgere(saetning[fra:til], v.foran):
            yield Stemme(
                belaeg=udsnit.belaeg(a + fra + n.fra, a + fra + n.til, v.regel),
                stemme=v.valg,
                navn=n.navn if not re.fullmatch(r"[A-ZÆØÅ]|UP-?\d?", n.navn) else None,
                parti=n.parti,
                antal=_antal_ved(saetning[fra:til], n) if n.maerke == PARTI else None,
            )


def _vaelgere(tekst: str, foran: bool) -> list[Navn]:
    """People and parties in a stretch; a party in parentheses behind a person is the person's."""
    if not foran and (hale := re.search(data("stemmer")["hale"], tekst)):
        tekst = tekst[: hale.start()]
    partier = find_partier(tekst)
    navngivne = [p for p in partier if len(p.navn) > 4]
    personer = [n for n in uden_indlejrede(find_navne(tekst)) if not any(p.fra <= n.fra < p.til for p in navngivne)]
    ud = list(personer)
    for p in [*partier, *_bogstaver(tekst, partier)]:
        i_person = any(n.fra <= p.fra < n.til for n in personer)
        om_person = re.search(r"\bfra\s*\(?$", tekst[: p.fra]) and personer
        if not i_person and not om_person:
            ud.append(Navn(p.navn, p.fra, p.til, p.parti, PARTI))
    return sorted(ud, key=lambda n: n.fra)


def _bogstaver(tekst: str, kendte: Sequence[Navn]) -> Iterator[Navn]:
    """Single letters where only voters can stand: `Liste O`, `C undlod`, `F (4), Ø (3) og B (2)`."""
    for m in BOGSTAV.finditer(tekst):
        if not any(k.fra <= m.start() < k.til for k in kendte):
            yield Navn(m[0], m.start(), m.end(), m[0])


def _antal_ved(tekst: str, n: Navn) -> int | None:
    """The number beside one party: `F (4)`, `12 (V)`. A number before several parties is theirs together."""
    if m := re.match(r"\)?\s*\((\d{1,2})\)", tekst[n.til :]):
        return int(m[1])
    m = re.search(r"\b(\d{1,2})\s*$", tekst[: n.fra])
    alene = re.match(r"\s*(?:$|,|og\b)", tekst[n.til :])
    return int(m[1]) if m and alene else None


@dataclass(frozen=True, slots=True)
class Optaelling:
    """The counts that a decision states, and where the first of them stands."""

    fra: int
    til: int
    tal: dict[Stemmevalg, int]


def _antal(tekst: str) -> Optaelling | None:
    """`Med stemmerne 12 for og 7 imod`, `5 medlemmer … stemte for`: the first statement of each count."""
    tal: dict[Stemmevalg, int] = {}
    sted: tuple[int, int] | None = None
    for regel in regler("stemmer"):
        if not regel.giver.startswith("antal"):
            continue
        for m in regel.moenster.finditer(tekst):
            g = m.groupdict()
            fundne = {g["valg"].lower(): g["antal"]} if regel.giver == "antal-et" else g
            for valg, ord_ in fundne.items():
                if ord_:
                    tal.setdefault(Stemmevalg(valg), _tal(ord_))
            sted = sted or m.span()
    return Optaelling(*sted, tal) if sted else None


def _tal(ord_: str) -> int:
    return int(data("stemmer")["talord"].get(ord_.casefold(), 0) or ord_)


def _overens(optaelling: Optaelling | None, stemmer: Sequence[Stemme]) -> bool | None:
    """Whether names and counts agree; None where parties voted without numbers, or no count is stated."""
    if not optaelling or any(s.navn is None and s.antal is None for s in stemmer):
        return None
    svar = []
    for valg, antal in optaelling.tal.items():
        navngivne = [s for s in stemmer if s.stemme is valg]
        if navngivne and not any(s.parti and s.navn and s.antal is None and find_partier(s.navn) for s in navngivne):
            svar.append(sum(s.antal or 1 for s in navngivne) == antal)
    return all(svar) if svar else None


def _uden_dubletter(stemmer: Sequence[Stemme]) -> list[Stemme]:
    """One row a voter and choice."""
    ud: dict[tuple[str | None, str | None, str], Stemme] = {}
    for s in stemmer:
        ud.setdefault((s.navn, None if s.navn else s.parti, s.stemme), s)
    return list(ud.values())
