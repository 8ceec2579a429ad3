"""Heads whose labels stand one under the other, and then their values in the same order."""

from __future__ import annotations

from collections.abc import Sequence

from referat.extract.moedefelter import PERSONER, felt_alene
from referat.extract.navne import er_navneliste, find_navne
from referat.extract.vaerdier import find_datoer, klokkeslaet
from referat.models.viden import moenster
from referat.schemas.side import Linje

FAERREST = 4
"""Fewer labels in a row may each have an empty value."""
TIDER = ("start", "slut")


def parret(linjer: Sequence[Linje]) -> list[Linje]:
    """The lines of a head, each label of such a row with its value right below; as they stand, where a value is not of
    its label's kind. The last label keeps what is left."""
    felter = [felt_alene(x) for x in linjer]
    for fra in range(len(linjer)):
        til = next((i for i in range(fra, len(linjer)) if felter[i] is None), len(linjer))
        navne = [f for f in felter[fra:til] if f is not None]
        vaerdier = linjer[til : til + len(navne)]
        if len(navne) < FAERREST or len(vaerdier) < len(navne):
            continue
        efter = linjer[til + len(navne)].tekst if til + len(navne) < len(linjer) else ""
        en_til_hver = navne[-1] not in PERSONER or not er_navneliste(efter)
        if en_til_hver and all(_er_vaerdi(navn, x.tekst) for navn, x in zip(navne[:-1], vaerdier, strict=False)):
            par = (x for etiket, vaerdi in zip(linjer[fra:til], vaerdier, strict=True) for x in (etiket, vaerdi))
            return [*linjer[:fra], *par, *linjer[til + len(navne) :]]
    return list(linjer)


def _er_vaerdi(felt: str, tekst: str) -> bool:
    """Whether a line may be the value of a field."""
    dato, tid = bool(find_datoer(tekst)), klokkeslaet(tekst)[0] is not None
    if felt == "dato":
        return dato
    if felt in TIDER:
        return tid and not dato
    if felt == "deltagere":
        return er_navneliste(tekst) and len(find_navne(tekst)) > 1
    if felt in PERSONER:
        return er_navneliste(tekst) or moenster("struktur", "ingen-alene").match(tekst) is not None
    return bool(tekst.strip()) and not dato and not tid
