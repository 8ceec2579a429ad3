"""Who was there, where the head is a table of marks; and lists of attachments with marks before their titles."""

from __future__ import annotations

import pytest
from referat.extract.navne import find_navne, med_hele_navne
from referat.extract.pipeline import read_referat
from referat.schemas.referat import Moede

TABEL = """Klitlund Kommune
Referat af Teknikudvalget den 4. marts 2024

Medlemmer                 Til stede   Afbud
Agnes Rytterholm (A)          x
Bo Thorsager Fink (V)                   x
Carla Nymand (C)              x
Stedfortræder: Dan Aabo (V)   x

1. Godkendelse af dagsorden
Beslutning
Godkendt.
"""
STEDFORTRAEDERE = """Klitlund Kommune
Referat af Teknikudvalget den 4. marts 2024

Deltagere               Afbud    Stedfortræder
Agnes Rytterholm (A)
Bo Thorsager Fink (V)   x        Dan Aabo (V)
Carla Nymand (C)        x        -

1. Godkendelse af dagsorden
Beslutning
Godkendt.
"""

MED_BEMAERKNING = """Klitlund Kommune
Referat af Teknikudvalget den 4. marts 2024

Mødedeltagere              Parti   Til stede   Afbud   Bemærkning
Agnes Rytterholm, formand  A       x
Bo Thorsager Fink          V                   x       Mødte ikke
Carla Nymand               C       x                   Forlod mødet kl. 19

1. Godkendelse af dagsorden
Beslutning
Godkendt.
"""
STATUS = """Klitlund Kommune
Referat af Teknikudvalget den 4. marts 2024

Navn\tFremmøde
Agnes Rytterholm\tTil stede
Bo Thorsager Fink\tAfbud
Carla Nymand\tTil stede fra kl. 15 (pkt. 2)

1. Godkendelse af dagsorden
Beslutning
Godkendt.
"""
I_STEDET = """Klitlund Kommune
Referat af Teknikudvalget den 4. marts 2024
Medlemmer:
Agnes Rytterholm (A)
Carla Nymand (C) - afbud

Fraværende:
Bo Thorsager Fink. Som stedfortræder mødte Dan Aabo.

1. Godkendelse af dagsorden
Beslutning
Godkendt.
"""


def med_hoved(hoved: str) -> Moede:
    """A meeting with one punkt, whose head is as given."""
    krop = "1. Godkendelse af dagsorden\nBeslutning\nGodkendt.\n"
    return read_referat(f"Referat af Teknikudvalget den 4. marts 2024\n\n{hoved}\n\n{krop}".encode()).moeder[0]


def deltagere(tekst: str) -> dict[str, tuple[str, str | None]]:
    (moede,) = read_referat(tekst.encode()).moeder
    return {d.navn: (d.status.value, d.stedfortraeder_for) for d in moede.deltagere}


def test_a_mark_counts_in_the_column_it_stands_in() -> None:
    assert deltagere(TABEL) == {
        "Agnes Rytterholm": ("til stede", None),
        "Bo Thorsager Fink": ("afbud", None),
        "Carla Nymand": ("til stede", None),
        "Dan Aabo": ("til stede", None),
    }


def test_any_mark_counts_and_a_remark_ends_no_table() -> None:
    tekst = TABEL.replace("x\n", "☒\n").replace("Carla Nymand", "\nGruppe 2\nCarla Nymand")
    assert {navn: status for navn, (status, _) in deltagere(tekst).items()} == {
        "Agnes Rytterholm": "til stede",
        "Bo Thorsager Fink": "afbud",
        "Carla Nymand": "til stede",
        "Dan Aabo": "til stede",
    }


def test_two_members_of_much_the_same_name_stay_two() -> None:
    liste = "Medlemmer: Christian Holm (V), Christina Holm (A), Lis Dam\nAfbud: Christina Holm (A)\n"
    fundet = deltagere(TABEL.split("Medlemmer")[0] + liste + TABEL[TABEL.index("\n1. ") :])
    assert {navn: status for navn, (status, _) in fundet.items()} == {
        "Christian Holm": "til stede",
        "Christina Holm": "afbud",
        "Lis Dam": "til stede",
    }


def test_tabs_part_columns_as_well() -> None:
    linjer = ["Medlemmer\tMødt\tFraværende", "Agnes Rytterholm\tx\t", "Bo Thorsager Fink\t\tx", "Carla Nymand\tx\t"]
    hoved, rest = TABEL.split("Medlemmer")[0], TABEL[TABEL.index("\n1. ") :]
    fundet = deltagere(hoved + "\n".join(linjer) + "\n" + rest)
    assert [status for status, _ in fundet.values()] == ["til stede", "fraværende", "til stede"]


def test_a_substitute_stands_beside_the_member_away() -> None:
    fundet = deltagere(STEDFORTRAEDERE)
    assert fundet["Bo Thorsager Fink"] == ("afbud", None) and fundet["Carla Nymand"] == ("afbud", None)
    assert fundet["Dan Aabo"] == ("til stede", "Bo Thorsager Fink")
    (moede,) = read_referat(STEDFORTRAEDERE.encode()).moeder
    assert {f.navn: f.stedfortraeder for f in moede.punkter[0].fravaer} == {
        "Bo Thorsager Fink": "Dan Aabo",
        "Carla Nymand": None,
    }


@pytest.mark.parametrize(
    ("linje", "titel"),
    [
        ("1 (Åben) Skitse", "Skitse"),
        ("Lukket - Notat om priser", "Notat om priser"),
        ("330-2021-44098        Plan over torvet", "Plan over torvet"),
        ("Åben skole, evaluering", "Åben skole, evaluering"),
    ],
)
def test_what_stands_before_an_attachments_title_is_no_part_of_it(linje: str, titel: str) -> None:
    tekst = TABEL + f"\nBilag\n{linje}\n\n----------\nBeslutning i Økonomiudvalget den 2. marts 2024:\nAnbefales.\n"
    (punkt,) = read_referat(tekst.encode()).moeder[0].punkter
    assert [b.titel for b in punkt.bilag] == [titel]


def test_names_in_two_columns_are_two_names() -> None:
    liste = "Medlemmer:\nAgnes Rytterholm      Bo Thorsager Fink\nCarla Nymand\tDan Aabo\n"
    fundet = deltagere(TABEL.split("Medlemmer")[0] + liste + TABEL[TABEL.index("\n1. ") :])
    assert list(fundet) == ["Agnes Rytterholm", "Bo Thorsager Fink", "Carla Nymand", "Dan Aabo"]


def test_a_full_stop_ends_a_name_but_not_an_initial() -> None:
    tekst = "i stedet deltog Bo Thorsager. Carla Nymand ankom. Jens Chr. Aabo og Eva K. Lund gik."
    assert [n.navn for n in find_navne(tekst)] == ["Bo Thorsager", "Carla Nymand", "Jens Chr. Aabo", "Eva K. Lund"]


@pytest.mark.parametrize("tekst", [MED_BEMAERKNING, STATUS], ids=["mærker", "ord"])
def test_a_table_with_columns_of_remarks_or_of_words(tekst: str) -> None:
    assert deltagere(tekst) == {
        "Agnes Rytterholm": ("til stede", None),
        "Bo Thorsager Fink": ("afbud", None),
        "Carla Nymand": ("til stede", None),
    }


def test_who_came_in_anothers_stead_was_there_and_a_mark_behind_a_dash_counts() -> None:
    assert deltagere(I_STEDET) == {
        "Agnes Rytterholm": ("til stede", None),
        "Carla Nymand": ("afbud", None),
        "Bo Thorsager Fink": ("fraværende", None),
        "Dan Aabo": ("til stede", "Bo Thorsager Fink"),
    }


def test_remarks_under_the_labels_of_a_head_are_the_heads_own() -> None:
    """Where only headings part the punkter, `Bemærkninger` in the head begins none of them."""
    hoved = (
        "Referat\n\nMandag d. 7 februar 2022\nMødestedRådssalen\nUdvalgÆldreråd\nBemærkninger\nAfbud fra: Ida Krogh.\n"
    )
    moede = read_referat(f"{hoved}\nResume\n\nOm parken.\n\nBeslutning\n\nGodkendt.\n".encode()).moeder[0]
    assert [(d.navn, d.status) for d in moede.deltagere] == [("Ida Krogh", "afbud")]


@pytest.mark.parametrize(
    ("hoved", "vaek"),
    [
        ("Medlemmerne var mødt med undtagelse af Bo Krag, der havde meldt afbud.", {"Bo Krag"}),
        ("Fraværende: Bo Krag (V). I hans sted deltog Ane Holm (V).", {"Bo Krag"}),
        ("Afbud:\nIndholdsfortegnelse Side 1. Godkendelse Salg af grund i Ny Havby Personalesag", set()),
        ("Deltagere:\nIda Lund, formand\nBo Krag (afbud)\nAne Holm (stedfortræder for Bo Krag)\nPer Vang", {"Bo Krag"}),
    ],
)
def test_a_head_tells_in_its_own_words_who_was_away(hoved: str, vaek: set[str]) -> None:
    krop = "1. Godkendelse af dagsorden\n\nBeslutning\nGodkendt.\n"
    tekst = f"Referat fra Havneudvalget den 3. maj 2021\n\n{hoved}\n\n{krop}"
    assert {f.navn for f in read_referat(tekst.encode()).moeder[0].punkter[0].fravaer} == vaek


def test_a_place_is_no_date() -> None:
    hoved = "Havneudvalget\nReferat af møde\ntirsdag den 14. juni 2005 kl. 15.30 i mødelokale 2, Havby Rådhus\n"
    assert read_referat(f"{hoved}\n1. Molen\n\nBeslutning\nGodkendt.\n".encode()).moeder[0].sted == (
        "mødelokale 2, Havby Rådhus"
    )


def test_attachments_that_were_run_together_are_each_one() -> None:
    bilag = "Bilag: 1 åben Kort over havnen - nord 2 lukket Notat om molen"
    side = f"1 Havneudvalget 7. Ny mole Sagsnr.: 11/48021 Indstilling: at molen bygges. {bilag} Beslutning: Godkendt."
    punkt = read_referat(f"{side}\n2 Havneudvalget Underskrifter {'x' * 90}\n".encode()).moeder[0].punkter[0]
    assert [b.titel for b in punkt.bilag] == ["Kort over havnen - nord", "Notat om molen"]


def test_columns_that_were_copied_one_under_the_other_belong_together_line_by_line() -> None:
    tekst = """Klitlund Kommune
Referat af Teknikudvalget den 4. marts 2024
Deltagere
Agnes Rytterholm (formand)
Bo Thorsager Fink
Carla Nymand
Til stede
Afbud
Til stede

1. Godkendelse af dagsorden
Beslutning
Godkendt.
"""
    assert {navn: status for navn, (status, _) in deltagere(tekst).items()} == {
        "Agnes Rytterholm": "til stede",
        "Bo Thorsager Fink": "afbud",
        "Carla Nymand": "til stede",
    }


def test_a_mark_may_say_more_behind_a_comma() -> None:
    tekst = TABEL.replace("              x\n", "              Ja\n", 1).replace(
        "                   x", "                   Ja, med afbud"
    )
    assert deltagere(tekst)["Bo Thorsager Fink"][0] == "afbud"


@pytest.mark.parametrize(
    ("medlemmer", "navne"),
    [
        (
            "Ulla Brink Rosendal, formand Mogens Thybo Jette Fuglebjerg Carl Storgaard Pia Lindeskov",
            {"Ulla Brink Rosendal"},
        ),
        ("Agnes Rytterholm, Bo Thorsager Fink\nSekretariat: Elin Storedal", {"Agnes Rytterholm", "Bo Thorsager Fink"}),
    ],
)
def test_nobody_is_made_of_names_that_ran_together_or_of_the_staff(medlemmer: str, navne: set[str]) -> None:
    assert {d.navn for d in med_hoved(f"Medlemmer: {medlemmer}").deltagere} == navne


def test_all_but_those_named_were_there() -> None:
    moede = med_hoved("Til stede var\nAlle medlemmer på nær:\nBo Fink\nLis Dam")
    assert {d.navn: str(d.status) for d in moede.deltagere} == {
        "Bo Fink": "fraværende",
        "Lis Dam": "fraværende",
    }


@pytest.mark.parametrize(
    ("tekst", "samlet"),
    [
        ("Bo Krog, Per Vang og Lis\nDam deltog ikke.", True),
        ("Imod: Bo Krog (A), Lis\nDam (F)", True),
        ("Bo Krog og Ida Malene\nKrogh (F)", True),
        ("Bo Krog, Per Vang\nBilag", False),
        ("Bo Krog og Per Vang\nFraværende (V)", False),
        ("Imod stemte Venstre\nSocialdemokratiet, da", False),
    ],
)
def test_a_name_in_a_list_goes_on_over_the_line(tekst: str, samlet: bool) -> None:
    assert med_hele_navne(tekst) == (tekst.replace("\n", " ") if samlet else tekst)


def test_a_party_may_stand_behind_a_comma() -> None:
    hoved = "Til stede:\nAnna Holm, V         Bo Krog, C\nLis Dam, A\n\nAfbud: Per Vang, O"
    assert {d.navn: (d.parti, str(d.status)) for d in med_hoved(hoved).deltagere} == {
        "Anna Holm": ("V", "til stede"),
        "Bo Krog": ("C", "til stede"),
        "Lis Dam": ("A", "til stede"),
        "Per Vang": ("O", "afbud"),
    }


def test_the_first_of_a_list_that_ran_together_with_date_and_place_is_left_out() -> None:
    hoved = "Mødested:\nDeltagere: Onsdag den 25. april 2012 Rådssalen, Nørreby Anna Holm (F), Per Vang (O)"
    assert [d.navn for d in med_hoved(hoved).deltagere] == ["Per Vang"]


def test_who_sent_word_as_a_line_of_the_head_says_was_away_from_it_all() -> None:
    hoved = "Medlemmer: Anna Holm (A), Per Vang (V)\n\nAfbud fra Per Vang (V). Stedfortræder Bo Krog (V) deltog."
    assert [(f.navn, str(f.omfang)) for f in med_hoved(hoved).punkter[0].fravaer] == [("Per Vang", "hele mødet")]


def test_a_date_behind_a_name_leaves_the_name() -> None:
    hoved = "Deltagere: Anne Holm (V) (valgt pr. 1. januar 2009), Per Vang (A)\nAfbud: Ole Krag (orlov fra 1. maj 2009)"
    assert [d.navn for d in med_hoved(hoved).deltagere] == ["Anne Holm", "Per Vang", "Ole Krag"]


@pytest.mark.parametrize(
    ("hoved", "aarsag"),
    [("Fraværende: Per Vang", None), ("Fraværende med afbud: Per Vang", "afbud"), ("Afbud: Per Vang", "afbud")],
)
def test_who_was_away_had_sent_word_only_where_it_is_said(hoved: str, aarsag: str | None) -> None:
    krop = f"1. Godkendelse af dagsorden\n{hoved}\nBeslutning\nGodkendt.\n"
    ref = read_referat(
        f"Referat af Teknikudvalget den 4. marts 2024\n\nMedlemmer: Anna Holm, Per Vang\n\n{krop}".encode()
    )
    assert [(f.navn, f.aarsag) for f in ref.moeder[0].punkter[0].fravaer] == [("Per Vang", aarsag)]
