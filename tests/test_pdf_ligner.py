"""Pages that only look like a layout: tables of a case, lists of names and cases, letters of parties, notes."""

from __future__ import annotations

import pytest
from pdf_hjaelp import HOEJDE, Ark
from referat.extract.linjer import loebende_linjer
from referat.extract.pipeline import read_referat
from referat.extract.reading import laes
from referat.schemas.referat import Moede
from referat.schemas.vokabular import Deltagerstatus, Udfald

BREDE = 540
"""Where lines of a full width end."""


def moede(ark: Ark) -> Moede:
    (ene,) = read_referat(ark.pdf()).moeder
    return ene


def hoved(ark: Ark, *linjer: str, y: float = 60) -> float:
    """The head of a meeting; the height of the next line."""
    alle = ("Havby Kommune", "Teknisk Udvalg", "Referat", "Mødedato: 4. maj 2022", *linjer)
    for n, tekst in enumerate(alle):
        ark.skriv(50, y + 12 * n, tekst)
    return y + 12 * len(alle) + 20


def skriv(ark: Ark, y: float, *linjer: str) -> float:
    """Lines close to each other, titles and headings bold; the height of the next, after some air."""
    for n, tekst in enumerate(linjer):
        ark.skriv(
            50, y + 12 * n, tekst, fed=tekst[:1].isdigit() or tekst in ("Beslutning", "Bilag", "Sagsfremstilling")
        )
    return y + 12 * len(linjer) + 12


def tabel(ark: Ark, y: float, x: list[float], raekker: tuple[tuple[str, ...], ...]) -> float:
    kanter = [y + 18 * n for n in range(len(raekker) + 1)]
    for top, celler in zip(kanter, raekker, strict=False):
        for venstre, celle in zip(x, celler, strict=False):
            ark.skriv(venstre + 5, top + 12, celle)
    ark.gitter(x, kanter)
    return kanter[-1] + 24


@pytest.mark.parametrize("ord_", ["Resultat", "Beslutning"])
def test_a_table_of_a_case_is_no_agenda(ord_: str) -> None:
    ark = Ark()
    y = skriv(ark, hoved(ark), "1. Regnskab")
    y = tabel(ark, y, [50, 100, 250, 400], (("Nr.", "Område", ord_), ("1", "Skoler", "1.150"), ("2", "Veje", "800")))
    skriv(ark, y, "Beslutning", "Godkendt.")
    (p,) = moede(ark).punkter
    assert (p.beslutning, [len(t.celler) for t in p.tabeller]) == ("Godkendt.", [9])


def test_another_table_is_no_part_of_the_agenda_before_it() -> None:
    ark = Ark()
    y = tabel(
        ark,
        hoved(ark),
        [50, 100, 300, BREDE],
        (("Pkt.", "Emne", "Beslutning"), ("1", "Veje", "Godkendt."), ("2", "Stier", "Udsat.")),
    )
    tabel(
        ark,
        y,
        [50, 200, 350, BREDE],
        (("Firma", "By", "Pris"), ("Asfalt A/S", "Havby", "1.200.000"), ("Vej ApS", "Nordby", "900.000")),
    )
    assert [(p.titel, p.udfald) for p in moede(ark).punkter] == [("Veje", Udfald.GODKENDT), ("Stier", Udfald.UDSAT)]


def test_a_label_under_a_full_line_begins_another_list() -> None:
    ark = Ark()
    vaek = "Fraværende: Anne Holm, Bo Krog, Lis Dam, Per Vang, Ida Lund, Kaj Toft, Eva Bro, Jens Friis og Ib Juul"
    y = hoved(ark, vaek, "Deltagere: Søren Kjær og Mette Brink")
    skriv(ark, y, "1. Veje", "Beslutning", "Godkendt.")
    til_stede = [d.navn for d in moede(ark).deltagere if d.status is Deltagerstatus.TIL_STEDE]
    assert til_stede == ["Søren Kjær", "Mette Brink"]


def test_cases_listed_with_their_numbers_are_no_punkter() -> None:
    ark = Ark()
    y = skriv(ark, hoved(ark), "1. Dagsorden", "Beslutning", "Godkendt.")
    y = skriv(ark, y, "2. Byggetilladelser")
    for n, vej in enumerate(("Nørregade 4", "Søndergade 18", "Havnegade 3", "Strandvej 77"), 1):
        for x, tekst in ((50, str(n)), (90, vej), (400, f"22/101{n}")):
            ark.skriv(x, y, tekst)
        y += 12
    y = skriv(ark, y + 6, "Beslutning", "Taget til efterretning.")
    skriv(ark, y, "3. Eventuelt", "Beslutning", "Intet.")
    assert [p.titel for p in moede(ark).punkter] == ["Dagsorden", "Byggetilladelser", "Eventuelt"]


def test_an_outcome_under_a_title_that_fills_its_line_is_no_part_of_it() -> None:
    ark = Ark()
    y = hoved(ark)
    titel = "Orientering om anlæg af ny cykelsti langs Nordre Landevej mellem Havby og Nordby og om tilskud fra staten"
    for nr in (1, 2, 3):
        ark.skriv(50, y, f"{nr}. {titel}")
        ark.skriv(50, y + 11, "Taget til efterretning")
        y += 40
    assert [(p.titel, p.udfald) for p in moede(ark).punkter] == [(titel, Udfald.EFTERRETNING)] * 3


def test_letters_of_parties_are_no_word() -> None:
    ark = Ark()
    skriv(
        ark, hoved(ark), "1. Budget", "Beslutning", "Godkendt.", "For stemte:", "A B F V Ø", "Imod stemte:", "C D I O Å"
    )
    (p,) = moede(ark).punkter
    assert p.beslutning is not None and "A B F V Ø" in p.beslutning and "C D I O Å" in p.beslutning


def test_the_conclusions_of_an_agenda_are_no_decisions() -> None:
    ark = Ark()
    y = hoved(ark)
    for nr in (1, 2, 3):
        y = skriv(ark, y, f"{nr}. Vej {nr}", "Konklusion: Forvaltningen vurderer, at vejen bør lukkes.")
    assert [p.beslutning for p in moede(ark).punkter] == [None] * 3


def test_a_plan_of_dates_is_no_row_of_headings() -> None:
    ark = Ark()
    y = skriv(ark, hoved(ark), "1. Lokalplan", "Sagsfremstilling", "Planen følges således:")
    for trin, dato in (
        ("Offentlig høring", "maj til juni"),
        ("Beslutning", "september i byrådet"),
        ("Ikrafttræden", "oktober"),
    ):
        ark.skriv(50, y, trin)
        ark.skriv(250, y, dato)
        y += 12
    skriv(ark, y + 10, "Beslutning", "Udsat.")
    (p,) = moede(ark).punkter
    assert (p.beslutning, p.udfald) == ("Udsat.", Udfald.UDSAT)


def test_tables_on_top_of_pages_are_no_running_heads() -> None:
    ark = Ark()
    y = skriv(ark, hoved(ark), "1. Skolernes budget", "Sagsfremstilling", "Budgetterne følger.")
    for nr in (2, 3, 4):
        ark.c.showPage()
        tabel(
            ark,
            40,
            [50, 200, 300, 400],
            (("Post", "2021", "2022"), (f"Skole {nr}", "100", "200"), ("I alt", "100", "200")),
        )
        y = skriv(ark, 120, "Budgettet er uændret.")
    skriv(ark, y, "Beslutning", "Godkendt.")
    (p,) = moede(ark).punkter
    assert sum(len(t.celler) for t in p.tabeller) >= 3 * 9 - 6  # heads may be told once


def test_names_set_apart_are_one_list() -> None:
    ark = Ark()
    y = skriv(ark, hoved(ark), "1. Veje", "Beslutning", "Godkendt.")
    for n, tekst in enumerate(("Fraværende:", "Bo Krog", "Lis Dam")):
        ark.skriv(50, y + 20 * n, tekst)
    skriv(ark, y + 70, "2. Stier", "Beslutning", "Godkendt.")
    assert [[f.navn for f in p.fravaer] for p in moede(ark).punkter] == [["Bo Krog", "Lis Dam"], []]


def test_months_with_a_hyphen_between_are_no_divided_word() -> None:
    ark = Ark()
    linje = "Vejen lægges om, og arbejdet ventes at vare i hele perioden fra foråret og frem, nemlig i maj-"
    for n, tekst in enumerate((linje, "juni.", linje.replace("maj-", "for-"), "året.")):
        ark.skriv(50, 80 + 11 * n, tekst)
    assert [x.delt for x in loebende_linjer(laes(ark.pdf()))] == [False, False, True, False]


def test_turned_text_of_some_length_is_kept() -> None:
    ark = Ark()
    skriv(ark, hoved(ark), "1. Veje", "Beslutning", "Godkendt.")
    ark.c.saveState()
    ark.c.translate(560, 100)
    ark.c.rotate(90)
    for n in range(2):
        ark.skriv(0, HOEJDE + 12 * n, "Bilag til punktet: Vejen koster 2 mio. kr., og stien koster 1 mio. kr. i alt.")
    ark.c.restoreState()
    assert sum("Vejen koster" in x.tekst for x in loebende_linjer(laes(ark.pdf()))) == 2


def test_a_wrapped_clause_is_no_point_and_points_below_each_other_are() -> None:
    ark = Ark()
    fuld = (
        "Centret indstiller, at der meddeles dispensation fra lokalplanen og dens bestemmelser, idet det er vurderet,"
    )
    y = skriv(ark, hoved(ark), "1. Skur", "Indstilling", fuld, "at skuret er indpasset.", "Beslutning", "Godkendt.")
    led = "at der gives et tilskud på 200.000 kr. til stien ved havnen og til den nye belysning langs med hele stien,"
    skriv(ark, y, "2. Sti", "Indstilling", "Centret indstiller,", led, "at sagen lukkes.", "Beslutning", "Godkendt.")
    assert [len(p.indstillinger) for p in moede(ark).punkter] == [1, 2]
