"""What does not add up in a table, as sentences that a journalist can query: table, row, column, expected, found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from referat.extract.talnet import DECIMALER, skriv_tal
from referat.schemas.poster import Kontrol, Tabel, Tabelcelle
from referat.schemas.referat import Advarsel, Punkt


@dataclass(frozen=True, slots=True)
class Kontrolart:
    """A kind of check: the code of the warning where it fails, and what it holds against what."""

    kode: str
    beskrivelse: str


ARTER = {
    "kontroller:i-alt": Kontrolart("sum-holder-ikke", "a total (`I alt`) is the sum of the rows that it closes"),
    "kontroller:gruppe": Kontrolart(
        "sum-holder-ikke", "a row is the sum of its parts: by code (`130` and `13001`), by `heraf`, or as numbers show"
    ),
    "kontroller:kolonnesum": Kontrolart("sum-holder-ikke", "a column `I alt` is the sum of the columns beside it"),
    "kontroller:sum": Kontrolart("sum-holder-ikke", "a column is the sum of two others, as its rows show"),
    "kontroller:difference": Kontrolart(
        "difference-holder-ikke", "a deviation or rest is the difference of two columns (or rows), less a third at most"
    ),
    "kontroller:procent": Kontrolart("procent-holder-ikke", "a column is one column in per cent of another"),
    "kontroller:vækst": Kontrolart("procent-holder-ikke", "a column is the way from one to another in per cent"),
    "kontroller:prosa": Kontrolart("tekst-holder-ikke", "the prose quotes the deviation that the table has"),
}
"""The rule of a check → its kind."""


def tabeladvarsler(punkt: Punkt) -> Iterator[Advarsel]:
    """A warning for each check of the punkt's tables that fails, and for each table that could not be put together."""
    for tabel in punkt.tabeller:
        hvor = f"Punkt {punkt.nr or punkt.raekkefoelge}, {_navn(tabel)}"
        if tabel.brudt:
            hvorfor = f": {tabel.brudt_fordi}" if tabel.brudt_fordi else ""
            besked = f"{hvor}: tabellen er brudt i teksten, og tallene viser ikke, hvor de hører til{hvorfor}."
            yield Advarsel(kode="tabel-brudt", besked=besked, punkt=punkt.raekkefoelge)
        for k in tabel.kontroller:
            if not k.holder:
                celle = next(c for c in tabel.celler if (c.raekke, c.kolonne) == (k.raekke, k.kolonne))
                besked = f"{hvor}, {_plads(celle)}: {_fejl(tabel, k, celle)}"
                yield Advarsel(kode=ARTER[k.regel].kode, besked=besked, punkt=punkt.raekkefoelge)


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
