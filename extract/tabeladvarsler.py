"""What does not add up in a table, as sentences that a journalist can query: table, row, column, expected, found."""

from __future__ import annotations

from collections.abc import Iterator

from referat.extract.talnet import DECIMALER, skriv_tal
from referat.schemas.poster import Kontrol, Tabel, Tabelcelle
from referat.schemas.referat import Advarsel, Punkt

KODER = {
    "kontroller:i-alt": "sum-holder-ikke",
    "kontroller:gruppe": "sum-holder-ikke",
    "kontroller:kolonnesum": "sum-holder-ikke",
    "kontroller:sum": "sum-holder-ikke",
    "kontroller:difference": "difference-holder-ikke",
    "kontroller:procent": "procent-holder-ikke",
    "kontroller:vækst": "procent-holder-ikke",
    "kontroller:prosa": "tekst-holder-ikke",
}
"""The rule of a check → the code of the warning where it fails."""


def tabeladvarsler(punkt: Punkt) -> Iterator[Advarsel]:
    """A warning for each check of the punkt's tables that fails, and for each table that could not be put together."""
    for tabel in punkt.tabeller:
        hvor = f"Punkt {punkt.nr or punkt.raekkefoelge}, {_navn(tabel)}"
        if tabel.brudt:
            besked = f"{hvor}: tabellen er brudt i teksten, og tallene viser ikke, hvor de hører til."
            yield Advarsel(kode="tabel-brudt", besked=besked, punkt=punkt.raekkefoelge)
        for k in tabel.kontroller:
            if not k.holder:
                celle = next(c for c in tabel.celler if (c.raekke, c.kolonne) == (k.raekke, k.kolonne))
                besked = f"{hvor}, {_plads(celle)}: {_fejl(tabel, k, celle)}"
                yield Advarsel(kode=KODER[k.regel], besked=besked, punkt=punkt.raekkefoelge)


def _navn(tabel: Tabel) -> str:
    return f"»{tabel.titel}«" if tabel.titel else f"tabel {tabel.nr}"


def _plads(celle: Tabelcelle) -> str:
    raekke = f"rækken »{celle.raekkenavn}«" if celle.raekkenavn else f"række {celle.raekke + 1}"
    kolonne = f"kolonnen »{celle.kolonnenavn}«" if celle.kolonnenavn else f"kolonne {celle.kolonne + 1}"
    return f"{raekke}, {kolonne}"


def _fejl(tabel: Tabel, k: Kontrol, celle: Tabelcelle) -> str:
    """What the cell says and what was expected; a number that the prose repeats is said to be repeated."""
    ventet = skriv_tal(k.ventet, _halv(celle))
    if k.regel == "kontroller:prosa":
        return f"tabellen har {celle.raa}, men teksten siger »{k.udtryk}«"
    gentaget = [x for x in tabel.kontroller if x.regel == "kontroller:prosa" and x.holder and _samme(x, k)]
    ogsaa = " Teksten gentager tallet." if gentaget else ""
    return f"der står {celle.raa}, men {k.udtryk} giver {ventet}.{ogsaa}"


def _samme(a: Kontrol, b: Kontrol) -> bool:
    return (a.raekke, a.kolonne) == (b.raekke, b.kolonne)


def _halv(celle: Tabelcelle) -> float:
    m = DECIMALER.search(celle.raa)
    return 0.5 * 10.0 ** -(len(m[1]) if m else 0)
