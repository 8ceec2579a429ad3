"""Who acts in a decision: people and parties before or behind the words of a vote or a remark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from referat.extract.moede import uden_indlejrede
from referat.extract.navne import Navn, find_navne, find_partier
from referat.models.viden import udtryk

PARTI = "parti"
"""The mark of a ``Navn`` that is a party."""


def subjekt(tekst: str) -> list[Navn]:
    """Who did what follows: the first names, joined by no more than commas and `og`, of the clause that leads to it.

    A clause without names has the subject of the one before if it says `hun` or is relative.
    """
    ledsaetninger = udtryk("stemmer", "ledsaetning").finditer(tekst)
    skel = [m for m in ledsaetninger if find_vaelgere(tekst[: m.start()], foran=True)]
    alle = find_vaelgere(tekst, foran=True)
    if skel and (relativ := udtryk("stemmer", "relativ").search(tekst)):
        return sammenhaengende(tekst, [n for n in alle if n.til <= relativ.start()])
    if skel:
        i_ledsaetning = [n for n in alle if n.fra >= skel[-1].end()]
        henviser = udtryk("stemmer", "henviser").search(tekst[skel[-1].start() :])
        henviser = henviser or udtryk("stemmer", "og_sidst").search(tekst)
        alle = i_ledsaetning or ([n for n in alle if n.til <= skel[0].start()] if henviser else [])
    return sammenhaengende(tekst, alle)


def sammenhaengende(tekst: str, navne: Sequence[Navn]) -> list[Navn]:
    """The first of some names and those that commas, `og` and titles join to it."""
    ud = list(navne[:1])
    for n in navne[1:]:
        if not udtryk("stemmer", "mellem_vaelgere").search(tekst[ud[-1].til : n.fra]):
            break
        ud.append(n)
    return ud


def find_vaelgere(tekst: str, foran: bool) -> list[Navn]:
    """People and parties in a stretch; a party in parentheses behind a person is the person's."""
    if not foran and (hale := udtryk("stemmer", "hale").search(tekst)):
        tekst = tekst[: hale.start()]
    alle = find_partier(tekst)
    ejere = [p for p in alle if _ejer_person(tekst, p)]
    partier = [p for p in alle if p not in ejere]
    navngivne = [p for p in partier if len(p.navn) > 4]
    personer = [n for n in uden_indlejrede(find_navne(tekst)) if not any(p.fra <= n.fra < p.til for p in navngivne)]
    personer = [_uden_parti(n, ejere) for n in personer]
    ud = list(personer)
    for p in [*partier, *_bogstaver(tekst, partier)]:
        i_person = any(n.fra <= p.fra < n.til for n in personer)
        om_person = udtryk("stemmer", "fra_parti").search(tekst[: p.fra]) and personer
        if not i_person and not om_person:
            ud.append(Navn(p.navn, p.fra, p.til, p.parti, PARTI))
    return sorted(ud, key=lambda n: n.fra)


def _ejer_person(tekst: str, parti: Navn) -> bool:
    """Whether a party stands in the genitive before a person's name: `Venstres Per Vang`."""
    if parti.til - parti.fra <= len(parti.navn):
        return False
    person = find_navne(tekst[parti.til :])
    return bool(person) and not tekst[parti.til : parti.til + person[0].fra].strip()


def _uden_parti(n: Navn, ejere: Sequence[Navn]) -> Navn:
    """A person without the party in the genitive that the name was read with."""
    p = next((p for p in ejere if p.fra == n.fra and n.til > p.til), None)
    return replace(n, navn=n.navn[p.til - p.fra :].strip(), fra=p.til + 1, parti=n.parti or p.parti) if p else n


def _bogstaver(tekst: str, kendte: Sequence[Navn]) -> Iterator[Navn]:
    """Single letters where only voters can stand: `Liste O`, `C undlod`, `F (4), Ø (3) og B (2)`.

    `I` is a word as well, so it counts only in an enumeration; `model B` is no party.
    """
    for m in udtryk("stemmer", "bogstav").finditer(tekst):
        if udtryk("stemmer", "ikke_parti_efter").search(tekst[: m.start()]):
            continue
        if not any(k.fra <= m.start() < k.til for k in kendte):
            yield Navn(m[0], m.start(), m.end(), m[0])
