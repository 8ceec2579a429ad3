"""Absence that one place tells for several punkter: who left or came, who was away in part, who sent word."""

from __future__ import annotations

import pytest
from laes_hjaelp import HOVED, TITLER, laes
from referat.schemas.referat import Referat
from referat.schemas.vokabular import Deltagerstatus, Omfang


def med(*beslutninger: str, hoved: str = HOVED) -> Referat:
    """A meeting of three punkter with these decisions."""
    dele = zip(TITLER, beslutninger, strict=True)
    return laes(*(f"{nr}. {titel}\nBeslutning\n{tekst}" for nr, (titel, tekst) in enumerate(dele, 1)), hoved=hoved)


def vaek(ref: Referat) -> dict[str, list[tuple[str, str]]]:
    """Punkt → who was away from it, and how much of it."""
    return {p.nr or "": [(f.navn, str(f.omfang)) for f in p.fravaer] for p in ref.punkter}


@pytest.mark.parametrize(
    ("saetning", "ved", "efter"),
    [
        ("Per Vang forlod mødet efter dette punkt.", [], [("Per Vang", "punktet")]),
        (
            "Per Vang (V) forlod mødet kl. 17.05 under behandlingen af dette punkt.",
            [("Per Vang", "delvis")],
            [("Per Vang", "punktet")],
        ),
        (
            "Per Vang forlod mødet kl. 18.40 og var ikke til stede under de følgende sager.",
            [("Per Vang", "delvis")],
            [("Per Vang", "punktet")],
        ),
        ("Per Vang forlod mødet kl. 17.05 og kom tilbage kl. 17.20.", [("Per Vang", "delvis")], []),
        ("Arkitekt Bo Krog forlod mødet efter dette punkt.", [], []),
        ("Per Vang forlod mødet kl. 17.05. Han vendte tilbage kl. 17.20.", [("Per Vang", "delvis")], []),
        ("Per Vang forlod mødet kl. 17.05-17.20.", [("Per Vang", "delvis")], []),
        ("Per Vang (V) erklærede sig inhabil og forlod mødet kl. 17.05.", [("Per Vang", "punktet")], []),
        ("Per Vang takkede direktøren, som forlod mødet efter dette punkt.", [], []),
        ("Per Vang bad om, at forvaltningen forlod mødet efter dette punkt.", [], []),
        ("Hverken Anna Holm eller Per Vang forlod mødet efter dette punkt.", [], []),
    ],
)
def test_a_member_who_left_is_away_from_the_punkter_that_follow(
    saetning: str, ved: list[tuple[str, str]], efter: list[tuple[str, str]]
) -> None:
    assert vaek(med("Godkendt.", f"Godkendt. {saetning}", "Intet.")) == {"1": [], "2": ved, "3": efter}


def test_one_who_came_back_was_away_in_between() -> None:
    ref = med("Godkendt. Per Vang forlod mødet efter dette punkt.", "Udsat.", "Intet. Per Vang kom tilbage kl. 18.")
    assert vaek(ref)["2"] == [("Per Vang", "punktet")]
    assert ("Per Vang", "punktet") not in vaek(ref)["3"]


def test_one_who_came_late_was_away_before() -> None:
    ref = med("Godkendt.", "Udsat. Ida Lund kom til stede kl. 16.40 under dette punkt.", "Intet.")
    assert vaek(ref) == {"1": [("Ida Lund", "punktet")], "2": [("Ida Lund", "delvis")], "3": []}


def test_a_mark_behind_the_last_of_two_absent_is_the_last_ones() -> None:
    ref = med(
        "Godkendt.", "Udsat.", "Intet.", hoved=f"{HOVED}Fraværende: Per Vang og Ida Lund (kom kl. 18 under punkt 2)\n"
    )
    assert vaek(ref)["1"] == [("Ida Lund", "punktet"), ("Per Vang", "hele mødet")]
    assert vaek(ref)["3"] == [("Per Vang", "hele mødet")]


@pytest.mark.parametrize(
    "maerke",
    ["(afbud meldt kl. 14.00)", "- mødet hævet kl. 18.00", "(orlov jf. styrelseslovens § 15)"],
)
def test_a_time_beside_an_absent_member_that_is_not_theirs_makes_them_no_less_absent(maerke: str) -> None:
    ref = med("Godkendt.", "Udsat.", "Intet.", hoved=f"{HOVED}Fraværende: Per Vang (V) {maerke}\n")
    assert [d.navn for d in ref.moeder[0].deltagere if d.status is not Deltagerstatus.TIL_STEDE] == ["Per Vang"]


@pytest.mark.parametrize("andet", ["Udsat.\nFraværende: Ingen", "For stemte Per Vang. Imod stemte Ida Lund. Udsat."])
def test_a_list_under_the_agenda_is_its_own_where_another_punkt_says_otherwise(andet: str) -> None:
    ref = med("Godkendt.\n\nFraværende med afbud:\nPer Vang (V)", andet, "Intet.")
    assert "Per Vang" not in [f.navn for f in ref.punkter[1].fravaer]


@pytest.mark.parametrize("maerke", ["(til kl. 17)", ", pkt. 9-12", "(deltog ikke i den første del)"])
def test_a_list_of_absent_that_tells_of_a_part_makes_nobody_absent_from_all(maerke: str) -> None:
    ref = med("Godkendt.", "Udsat.", "Intet.", hoved=f"{HOVED}Fraværende: Per Vang {maerke}\n")
    assert all(d.status is Deltagerstatus.TIL_STEDE for d in ref.moeder[0].deltagere)
    assert all(f.omfang is not Omfang.HELE_MOEDET for p in ref.punkter for f in p.fravaer)


def test_the_absent_of_a_list_that_covers_every_punkt_were_away_from_the_meeting() -> None:
    hoved = f"{HOVED}\nFraværende\n\nPer Vang (V), sag 1-12\nIda Lund (B), sag 1-12\n"
    status = {d.navn: d.status for d in med("Godkendt.", "Udsat.", "Intet.", hoved=hoved).moeder[0].deltagere}
    assert status["Per Vang"] is status["Ida Lund"] is Deltagerstatus.FRAVAERENDE


def test_who_had_sent_word_when_the_agenda_was_approved_was_away_from_the_meeting() -> None:
    ref = med("Godkendt.\n\nFraværende med afbud:\nPer Vang (V)", "Udsat.", "Intet.")
    assert [d.navn for d in ref.moeder[0].deltagere if d.status is Deltagerstatus.AFBUD] == ["Per Vang"]
    ref = med("Godkendt.\nAfbud: Per Vang", "Udsat.\nAfbud: Per Vang", "Intet.")
    assert [d.navn for d in ref.moeder[0].deltagere if d.status is Deltagerstatus.AFBUD] == []


def test_who_was_away_from_each_punkt_was_away_from_the_meeting() -> None:
    ref = med(*(f"{x}\nFraværende: Per Vang" for x in ("Godkendt.", "Udsat.", "Intet.")))
    assert [d.navn for d in ref.moeder[0].deltagere if d.status is Deltagerstatus.FRAVAERENDE] == ["Per Vang"]
    ref = med(*(f"{x}\nPer Vang var inhabil." for x in ("Godkendt.", "Udsat.", "Intet.")))
    assert [d.navn for d in ref.moeder[0].deltagere if d.status is Deltagerstatus.FRAVAERENDE] == []


def test_who_left_is_away_from_what_follows_where_punkter_have_no_numbers() -> None:
    dele = [
        f"Sagsid.: 20/{n}, Sagsinitialer: abc\nSagsfremstilling\nDer er set på den.\nBeslutning\n{x}"
        for n, x in enumerate(("Godkendt.", "Udsat. Per Vang forlod mødet kl. 17.", "Intet."), 33839)
    ]
    ref = laes(*dele, hoved=f"{HOVED}Fraværende: Ingen\n")
    assert [[f.navn for f in p.fravaer] for p in ref.punkter] == [[], ["Per Vang"], ["Per Vang"]]
    assert [p.ingen_fravaer for p in ref.punkter] == [True, None, None]


def test_a_mark_behind_a_name_says_why() -> None:
    p = med("Godkendt.\nFraværende: Per Vang (V), Ida Lund (B) (inhabil)", "Udsat.", "Intet.").punkter[0]
    assert [(f.navn, f.aarsag) for f in p.fravaer] == [("Per Vang", None), ("Ida Lund", "inhabil")]


@pytest.mark.parametrize(
    ("liste", "roller"),
    [
        ("Anna Holm (A) - formand\nPer Vang (V) - næstformand\nIda Lund (B)", ["formand", "næstformand", None]),
        ("Anna Holm, formand (A), Per Vang (V), Ida Lund (B)", ["formand", None, None]),
        ("Formand Anna Holm (A), Per Vang (V), Ida Lund (B)", ["formand", None, None]),
    ],
)
def test_a_role_is_that_of_the_name_it_stands_by(liste: str, roller: list[str | None]) -> None:
    hoved = f"REFERAT\nTeknik- og Miljøudvalget\nMødedato: 4. maj 2022\nMedlemmer:\n{liste}\n"
    deltagere = med("Godkendt.", "Udsat.", "Intet.", hoved=hoved).moeder[0].deltagere
    assert [(d.navn, d.rolle) for d in deltagere] == list(
        zip(("Anna Holm", "Per Vang", "Ida Lund"), roller, strict=True)
    )


def test_names_over_a_label_of_absence_are_not_its_names() -> None:
    ref = med(
        "Godkendt.", "Udsat.", "Intet.", hoved=f"{HOVED}\nTil stede:\nPer Vang\nFraværende uden afbud: Ida Lund\n"
    )
    assert [d.navn for d in ref.moeder[0].deltagere if d.status is not Deltagerstatus.TIL_STEDE] == ["Ida Lund"]


@pytest.mark.parametrize(
    "saetning",
    [
        "Bemærkninger: Elna Krog (V) deltog i stedet for Per Vang.",
        "Bemærkninger:     For Per Vang deltog 1. stedfortræder Elna Krog (V)",
        "Elna Krog mødte som suppleant for Per Vang.",
    ],
)
def test_who_stood_in_as_the_head_says_is_of_the_meeting(saetning: str) -> None:
    hoved = f"{HOVED}Afbud: Per Vang\n{saetning}\n"
    ref = med("Godkendt.", "Udsat.", "Intet.", hoved=hoved)
    assert [(d.navn, d.stedfortraeder_for) for d in ref.moeder[0].deltagere if d.stedfortraeder_for] == [
        ("Elna Krog", "Per Vang")
    ]
    assert [[(f.navn, f.stedfortraeder) for f in p.fravaer] for p in ref.punkter] == [[("Per Vang", "Elna Krog")]] * 3


def test_who_sent_word_as_the_head_says_is_away_and_another_bodys_are_not() -> None:
    der = f"{HOVED}Der var afbud fra Ida Lund (B).\nFra Udvalget for Kultur er der afbud fra Bo Krag.\n"
    ref = med("Godkendt.", "Udsat.", "Intet.", hoved=der)
    assert [d.navn for d in ref.moeder[0].deltagere if d.status is not Deltagerstatus.TIL_STEDE] == ["Ida Lund"]


def test_names_that_ran_together_before_who_came_late_are_not_all_away() -> None:
    hoved = "REFERAT\nByrådet\nMødedato: 4. maj 2022\nBemærkninger: Anna Holm (A), formand Per Vang (V) Ida Lund (B) "
    ref = med("Godkendt.", "Udsat.", "Intet.", hoved=f"{hoved}Bo Krag deltog fra og med punkt 2.\n")
    assert [[f.navn for f in p.fravaer] for p in ref.punkter] == [[], [], []]


def test_who_kept_out_of_one_case_does_not_narrow_the_word_sent_at_the_agenda() -> None:
    ref = laes(
        "1. Godkendelse af dagsorden\nBeslutning\nGodkendt.\n\nFraværende med afbud\nPer Vang (V), sygdom.",
        "2. Skovsti\nBeslutning\nGodkendt.\n\nLis Dam (A) deltog ikke i sagens behandling.",
        "3. Havnekaj\nBeslutning\nGodkendt.",
    )
    assert [[f.navn for f in p.fravaer] for p in ref.punkter] == [["Per Vang"], ["Lis Dam", "Per Vang"], ["Per Vang"]]
