"""Notes of a table are tied to it, and are neither cells nor lost from the text."""

from __future__ import annotations

import pytest
from referat.extract.records.tabeller import find_tabeller
from referat.extract.udsnit import Udsnit
from referat.schemas.poster import Tabel
from referat.schemas.side import Gitter, GitterCelle, Linje


def tabeller(tekst: str) -> list[Tabel]:
    linjer, fra = [], 0
    for linje in tekst.split("\n"):
        linjer.append(Linje(linje, side=1, tegn_fra=fra))
        fra += len(linje) + 1
    return find_tabeller(Udsnit(linjer))


DRIFT = "mio. kr.\tBudget\tForbrug\nSkove*\t1,5\t1,4\nVeje 1)\t2,5\t2,6"


@pytest.mark.parametrize(
    ("under", "noter"),
    [
        ("\nAnm.: Tallene er afrundet.\n\nUdvalget ser på sagen.", "Anm.: Tallene er afrundet."),
        ("\n\nKilde: Egne tal.\nNote 2: Inkl. moms.\nBilag", "Kilde: Egne tal.\nNote 2: Inkl. moms."),
        ("\n* Heraf er en del\nsøgt andetsteds.\n\nMere tekst.", "* Heraf er en del søgt andetsteds."),
        ("\n1) Uden broer.\n2) Udvalget ser på sagen.", "1) Uden broer."),
        ("\n** Udvalget ser på sagen.", None),
        ("\n2) Udvalget ser på sagen.", None),
        ("\nForvaltningen skriver:\nKilde: Egne tal.", None),
        ("\nKildevejen lukkes.", None),
        ("\n+ = indtægter\nØkonomi", "+ = indtægter"),
        (
            "\nNote:\n\n- Skove – hegn medregnet\n\n- Veje – uden broer\n\nUdvalget ser på sagen.",
            "Note:\n- Skove – hegn medregnet\n- Veje – uden broer",
        ),
    ],
)
def test_the_notes_under_a_table_are_its_own(under: str, noter: str | None) -> None:
    (tabel,) = tabeller(DRIFT + "\n" + under)
    assert tabel.noter == noter
    assert max(c.raekke for c in tabel.celler) == 2


def test_a_note_belongs_to_the_table_above_it() -> None:
    foerste, anden = tabeller(f"{DRIFT}\n\nKilde: Egne tal.\n\nTabel 2. Uden noter\n\n{DRIFT}\n\nSå vidt tallene.")
    assert (foerste.noter, anden.noter, anden.titel) == ("Kilde: Egne tal.", None, "Tabel 2. Uden noter")


def test_a_last_row_that_is_a_note_is_no_row() -> None:
    (tabel,) = tabeller(f"{DRIFT}\nI alt\t4,0\t4,0\nKilde:\tEgne tal.\t\n* Uden hegn.\t\t")
    assert tabel.noter == "Kilde: Egne tal.\n* Uden hegn."
    assert max(c.raekke for c in tabel.celler) == 3
    assert all(k.holder for k in tabel.kontroller)


def test_a_merged_last_cell_of_a_ruled_table_is_a_note() -> None:
    tekst = "Skove\t1,5\nVeje\t2,5\nI alt\t4,0\nAnm.: Tallene er afrundet."
    linjer, raekker, fra = [], [], 0
    for n, linje in enumerate(tekst.split("\n")):
        boks = (50.0, 100.0 + 20 * n, 300.0, 112.0 + 20 * n)
        linjer.append(Linje(linje, side=1, tegn_fra=fra, boks=boks, gitter=0))
        celler, i = [], fra
        for raa in linje.split("\t"):
            celler.append(GitterCelle(raa, i, i + len(raa), boks))
            i += len(raa) + 1
        raekker.append((*celler, None)[:2])
        fra += len(linje) + 1
    (tabel,) = find_tabeller(Udsnit(linjer), [Gitter(1, (50.0, 100.0, 300.0, 200.0), tuple(raekker))])
    assert tabel.noter == "Anm.: Tallene er afrundet."
    assert [c.raa for c in tabel.celler if c.kolonne == 0] == ["Skove", "Veje", "I alt"]
