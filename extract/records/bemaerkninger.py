"""Remarks, reservations, conditions and amendments that stand in a decision, and who made them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from referat.extract.navne import Navn
from referat.extract.udsnit import Udsnit, sammenfoej
from referat.extract.vaelgere import PARTI, find_vaelgere, sammenhaengende, subjekt
from referat.models.sprog import saetninger
from referat.models.viden import Regel, regler, udtryk
from referat.schemas.poster import Bemaerkning
from referat.schemas.vokabular import Bemaerkningsart

MAERKER = "<?!:"
"""What a rule may say of its words' maker: named before them, the sentence's voters (maybe, surely), or in a label."""


@dataclass(frozen=True, slots=True)
class Fund:
    """The words of a rule in a decision, and the remark that follows or lies in them, from ``fra`` to ``til``."""

    regel: Regel
    start: int
    fra: int
    til: int
    hvem: tuple[int, int, tuple[Navn, ...]] | None

    @property
    def slut(self) -> int:
        return max(self.til, self.start + 1)


def find_bemaerkninger(udsnit: Udsnit) -> list[Bemaerkning]:
    """The remarks of a decision in its order. What lies inside another remark is part of that one."""
    fund: list[Fund] = []
    for a, b in saetninger(udsnit.tekst):
        for f in sorted(_i_saetning(udsnit.tekst, a, b), key=lambda f: f.start):
            if not fund or f.start >= fund[-1].slut:
                fund.append(f)
    return [_bemaerkning(udsnit, f, nr) for nr, f in enumerate(fund, 1)]


def _bemaerkning(udsnit: Udsnit, f: Fund, nr: int) -> Bemaerkning:
    fra, til, navne = f.hvem or (0, 0, ())
    ene = navne[0] if len(navne) == 1 else None
    tekst = _renset(udsnit.tekst[f.fra : f.til])
    return Bemaerkning(
        belaeg=udsnit.belaeg(min(f.start, fra) if f.hvem else f.start, max(f.til, til), f.regel.id),
        nr=nr,
        art=Bemaerkningsart(f.regel.giver.rstrip(MAERKER)),
        hvem=sammenfoej(udsnit.tekst[fra:til].split("\n")) or None,
        navn=ene.navn if ene and ene.maerke != PARTI else None,
        parti=ene.parti if ene else None,
        tekst=tekst if re.search(r"\w{3}", tekst) else None,
    )


def _renset(tekst: str) -> str:
    """A remark without the quotation marks around it and the full stop behind it; a list keeps its lines."""
    linjer = tekst.strip().split("\n")
    punkter = any(udtryk("bemaerkninger", "punktliste").match(x) for x in linjer[1:])
    ud = "\n".join(linjer) if punkter else sammenfoej(linjer)
    if citat := udtryk("bemaerkninger", "citat_start").match(ud):
        ud = udtryk("bemaerkninger", "citat_sidst").sub("", ud[citat.end() :])
        ud = udtryk("bemaerkninger", "ledende").sub("", ud)
    return ud.strip(" ,;:.\n")


def _i_saetning(tekst: str, a: int, b: int) -> Iterator[Fund]:
    smaat = tekst[a:b].lower()
    for regel in (r for r in regler("bemaerkninger") if r.kan_findes(smaat)):
        for m in regel.moenster.finditer(tekst, a, b):
            hvem = _hvem(tekst, a, m, regel)
            if (regel.giver[-1] in "<!" and hvem is None) or _hypotetisk(tekst[a : m.start()]):
                continue
            g = m.groupdict()
            fra, til = m.span("tekst") if g.get("tekst") else (m.end(), _slut(tekst, m.end(), b, regel))
            yield Fund(regel, m.start(), fra, til, hvem)


def _hypotetisk(foer: str) -> bool:
    return udtryk("bemaerkninger", "hypotetisk").search(foer) is not None


# --- where a remark ends -----------------------------------------------------------------------------------------


def _slut(tekst: str, fra: int, til: int, regel: Regel) -> int:
    """A quotation ends with its mark, a remark behind a colon with its paragraph or list, else with its sentence."""
    if citat := udtryk("bemaerkninger", "citat_start").match(tekst[fra:]):
        slut = udtryk("bemaerkninger", "citat_slut").search(tekst[fra + citat.end() :])
        if slut:
            return fra + citat.end() + slut.end()
    varslet = udtryk("bemaerkninger", "varsler").search(tekst[:fra]) and not tekst[fra:til].strip()
    aaben = varslet or tekst[:fra].rstrip().endswith((":", ";"))
    if regel.giver.endswith(":") or (aaben and _er_protokol(regel)):
        return _afsnit_slut(tekst, fra, til)
    if aaben or tekst[fra:til].rstrip().endswith(":"):
        return _liste_slut(tekst, til) if tekst[fra:til].strip(" .,:;") else _naeste_afsnit(tekst, fra)
    tidligere = udtryk("bemaerkninger", "slut_efter_tal").search(tekst[fra:til])
    return fra + tidligere.start("slut") if tidligere else til


def _er_protokol(regel: Regel) -> bool:
    return regel.giver.startswith(Bemaerkningsart.PROTOKOL)


def _afsnit_slut(tekst: str, fra: int, til: int) -> int:
    """Up to a blank line, or a sentence that tells of absence or votes."""
    slut = til
    for a, b in saetninger(tekst[fra:]):
        if a and ("\n\n" in tekst[slut : fra + a] or udtryk("bemaerkninger", "andet").search(tekst[fra + a : fra + b])):
            break
        slut = fra + b
    return slut


def _naeste_afsnit(tekst: str, fra: int) -> int:
    """The end of the paragraph or list under a line that ends without a remark; ``fra`` where another point begins."""
    m = re.search(r"[^\n]+", tekst[fra:])
    if m is None or any(udtryk("bemaerkninger", x).search(m[0]) for x in ("ny_linje", "andet")):
        return fra
    if udtryk("bemaerkninger", "punktliste").match(m[0]):
        return _liste_slut(tekst, fra)
    return _afsnit_slut(tekst, fra + m.start(), fra + m.end())


def _liste_slut(tekst: str, til: int) -> int:
    """The end of the list of bullets that follows a sentence."""
    slut = til
    for m in re.finditer(r"[^\n]+", tekst[til:]):
        if not udtryk("bemaerkninger", "punktliste").match(m[0]) and not m[0][:1].islower():
            break
        slut = til + m.end()
    return slut


# --- who made it -------------------------------------------------------------------------------------------------


def _hvem(tekst: str, a: int, m: re.Match[str], regel: Regel) -> tuple[int, int, tuple[Navn, ...]] | None:
    """Place and names of who made a remark: in the rule's group, before its words, or the voters of the sentence."""
    if m.groupdict().get("hvem"):
        fra, til = m.span("hvem")
        return _plads(tekst, fra, sammenhaengende(tekst[fra:til], find_vaelgere(tekst[fra:til], foran=True)))
    maerke = regel.giver[-1]
    if maerke == "<":
        return _plads(tekst, a, subjekt(tekst[a : m.start()]))
    return _vaelgere(tekst, a, m.start() if maerke == "?" else m.end()) if maerke in "?!" else None


def _vaelgere(tekst: str, a: int, til: int) -> tuple[int, int, tuple[Navn, ...]] | None:
    """Those whose vote the remark goes with: beside the last vote word before it, or alone before it: `(F) med …`."""
    stykke = tekst[a:til]
    ord_ = list(udtryk("bemaerkninger", "stemmeord").finditer(stykke))
    if not ord_:
        alle = find_vaelgere(stykke, foran=True)
        ene = sammenhaengende(stykke, alle)
        rest = stykke[: ene[0].fra] + stykke[ene[-1].til :] if ene else stykke
        return _plads(tekst, a, ene) if ene and not re.search(r"\w{2}", rest) else None
    sidste = ord_[-1]
    if udtryk("bemaerkninger", "efter_stemmeord").match(sidste[0]):
        navne = find_vaelgere(stykke[sidste.end() :], foran=False)
        return _plads(tekst, a + sidste.end(), sammenhaengende(stykke[sidste.end() :], navne))
    fra = ord_[-2].end() if len(ord_) > 1 else 0
    return _plads(tekst, a + fra, subjekt(stykke[fra : sidste.start()]))


def _plads(tekst: str, fra: int, navne: list[Navn]) -> tuple[int, int, tuple[Navn, ...]] | None:
    """Where the names stand, with the brackets and the word for a group that belong to them."""
    if not navne:
        return None
    start, slut = fra + navne[0].fra, fra + navne[-1].til
    if m := udtryk("bemaerkninger", "hvem_slut").match(tekst[slut:]):
        slut += m.end()
    if m := udtryk("bemaerkninger", "foran_hvem").search(tekst[:start]):
        start = m.start()
    return start, slut, tuple(navne)
