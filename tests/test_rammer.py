"""What frames a meeting's punkter: the head, the agenda, the words that close it, and what pages' edges add."""

from __future__ import annotations

import pytest
from referat.extract.navne import find_person
from referat.extract.pipeline import read_referat
from referat.schemas.referat import Moede, Referat

HOVED = "Referat\nTeknikudvalget\nMødedato: 12. marts 2014\nMødetidspunkt: kl. 16.00\n"
MEDLEMMER = "Medlemmer: Anne Holm (V), Per Vang (A), Niels Chr. Bro (C)\n"
PUNKTER = "".join(
    f"\nPunkt {n}. {t}\nSagsnr.: 14/120{n}\n\nBeslutning\nGodkendt.\n"
    for n, t in enumerate(("Dagsorden", "Lokalplan for havnen", "Budget 2015"), 1)
)


def laes(tekst: str) -> Referat:
    return read_referat(tekst.encode())


def moede(tekst: str) -> Moede:
    (ene,) = laes(tekst).moeder
    return ene


def vaek(m: Moede) -> list[set[str]]:
    return [{f.navn for f in p.fravaer} for p in m.punkter]


@pytest.mark.parametrize(
    "slut",
    [
        "Mødet hævet kl. 18.10.\nAfbud: Per Vang",
        "Mødet hævedes kl. 18.10.\n\nFraværende: Per Vang (A)",
        "Således vedtaget i udvalgets møde den 12. marts 2014. Ikke mødt: Per Vang.",
        "Formanden hævede mødet kl. 18.10. Per Vang var bortrejst.",
        "Deltog ikke i mødet: Per Vang.",
    ],
)
def test_who_was_away_by_the_words_that_close_the_minutes_was_away_from_it_all(slut: str) -> None:
    m = moede(f"{HOVED}{MEDLEMMER}{PUNKTER}\n{slut}\n")
    assert vaek(m) == [{"Per Vang"}] * 3
    assert [p.beslutning for p in m.punkter][:2] == ["Godkendt."] * 2


@pytest.mark.parametrize(
    ("linje", "ventet"),
    [
        ("Fraværende: Bro, Vang", {"Niels Chr. Bro", "Per Vang"}),
        ("Fraværende: Niels Christian Bro", {"Niels Chr. Bro"}),
        ("Afbud: Per Vang. Ib Dam er indkaldt som stedfortræder.", {"Per Vang"}),
        ("Afbud:\nPer Vang (A) - Ib Dam (A) deltog som stedfortræder", {"Per Vang"}),
        ("Ikke til stede: Per Vang. For Per Vang deltog Ib Dam.", {"Per Vang"}),
        ("Afbud fra planchef Ib Dam.", set()),
        ("Fra forvaltningen deltog sekretær Lis Ek. Afbud fra direktør Ib Dam.", set()),
    ],
)
def test_a_head_names_those_away_by_surname_in_short_or_with_their_substitutes(linje: str, ventet: set[str]) -> None:
    assert vaek(moede(f"{HOVED}{MEDLEMMER}{linje}\n{PUNKTER}")) == [ventet] * 3


def test_members_are_told_in_a_sentence_and_officials_are_none() -> None:
    linje = "Til stede var formanden Anne Holm samt medlemmerne Per Vang og Bo Ek samt kommunaldirektør Ib Dam.\n"
    assert [d.navn for d in moede(f"{HOVED}{linje}{PUNKTER}").deltagere] == ["Anne Holm", "Per Vang", "Bo Ek"]


def test_labels_that_stand_before_all_their_values_make_nobody_absent() -> None:
    hoved = "Medlemmer\nFraværende Lokale 2, Rådhuset Anne Holm, Per Vang, Bo Ek, Lis Dam, Per Vang\n"
    m = moede(f"{HOVED}{hoved}{PUNKTER}")
    assert {d.navn: str(d.status) for d in m.deltagere} == {
        "Anne Holm": "til stede",
        "Per Vang": "fraværende",
        "Bo Ek": "til stede",
        "Lis Dam": "til stede",
    }


def test_numbered_lines_count_up_from_any_number_where_nothing_else_marks_the_punkter() -> None:
    sager = "".join(f"\nSag nr. {n}.\n{t}\n\nVedtaget.\n" for n, t in ((88, "Budget"), (89, "Depot"), (90, "Takster")))
    m = moede(f"{HOVED}{sager}")
    assert [(p.nr, p.titel) for p in m.punkter] == [("88", "Budget"), ("89", "Depot"), ("90", "Takster")]


def test_another_bodys_number_in_parentheses_is_no_part_of_the_case_line() -> None:
    sager = "".join(
        f"\n{t}\nSag nr. {n} (ØU {n + 20}/13, TM 4/13)\n\nBeslutning\nGodkendt.\n"
        for n, t in ((71, "Meddelelser"), (72, "Regnskab 2012"), (73, "Lokalplan 131"))
    )
    m = moede(f"{HOVED}{sager}")
    assert [(p.nr, p.titel) for p in m.punkter] == [
        ("71", "Meddelelser"),
        ("72", "Regnskab 2012"),
        ("73", "Lokalplan 131"),
    ]
    assert [p.journalnumre for p in m.punkter] == [[]] * 3


def test_an_agenda_over_two_pages_parts_pages_that_run_on() -> None:
    sider = [
        "1 Økonomiudvalg Referat Møde 14. september 2010 kl. 08:00 i mødelokale 3 Pkt. Tekst Side 142 Likviditet og"
        " resultater pr. 31. august Lån til betaling af skatter 2 144 Ansøgning om garanti, Humlum Vandværk",
        "2 Indholdsfortegnelse Folkemøde om nationalparken Revision af forretningsgange 15 Økonomiudvalg, 14. september"
        " 2010 Side 2",
        *(
            f"{n} {x} {t} Sagsfremstilling Økonomiafdelingen har gennemgået sagen og sender den videre til udvalget."
            f" Beslutning Godkendt uden bemærkninger af et enigt udvalg. Økonomiudvalg, 14. september 2010 Side {n}"
            for n, x, t in (
                (3, "Ø", "Likviditet og resultater pr. 31. august 2010"),
                (4, "S", "Lån til betaling af skatter"),
                (5, "P", "Ansøgning om garanti, Humlum Vandværk"),
                (6, "G", "Folkemøde om nationalparken"),
                (7, "A", "Revision af forretningsgange"),
            )
        ),
    ]
    m = moede("Økonomiudvalg. Referat\n\nTranskript\n\n" + "\n\n".join(sider))
    assert [p.titel for p in m.punkter] == [
        "Likviditet og resultater pr. 31. august 2010",
        "Lån til betaling af skatter",
        "Ansøgning om garanti, Humlum Vandværk",
        "Folkemøde om nationalparken",
        "Revision af forretningsgange",
    ]
    assert {str(p.udfald) for p in m.punkter} == {"godkendt"}


def test_votes_under_a_heading_of_their_own_are_the_decisions() -> None:
    afstemning = "Afstemning\nFor: Anne Holm\nImod: Per Vang\nUndlader: Bo Ek\n\nBeslutning\nAnbefales.\n"
    (p,) = laes(f"{HOVED}\nPunkt 1. Lokalplan\nSagsnr.: 14/1201\n\n{afstemning}").punkter
    assert [(s.navn, str(s.stemme)) for s in p.stemmer] == [
        ("Anne Holm", "for"),
        ("Per Vang", "imod"),
        ("Bo Ek", "undlod"),
    ]


def test_a_body_called_by_what_it_is_for_decides_under_its_name() -> None:
    tekst = "Teknik og Miljø – Referat – 6. marts 2017\n" + "".join(
        f"\n{n}. {t}\nSagsnr.: 17/110{n}\nIndstilling\nAt sagen godkendes.\n"
        f"Beslutning i Teknik og Miljø den 6. marts 2017:\n{b}\n"
        for n, t, b in ((1, "Lokalplan", "Godkendt."), (2, "Helhedsplan", "At 1: Udsat."))
    )
    m = moede(tekst)
    assert m.udvalg == "Teknik og Miljø"
    assert [str(p.udfald) for p in m.punkter] == ["godkendt", "udsat"]


def test_a_mark_behind_a_signature_says_who_was_away() -> None:
    underskrifter = "\nMødet hævet kl. 18.10.\n\nAnne Holm\nPer Vang (afbud)\nNiels Chr. Bro\n"
    assert vaek(moede(f"{HOVED}{MEDLEMMER}{PUNKTER}{underskrifter}")) == [{"Per Vang"}] * 3


def test_a_number_alone_under_its_label_is_the_punkts() -> None:
    m = moede(HOVED + "".join(f"\n{n}. {t}\nSagsnr.\n17/{n}\nBeslutning\nGodkendt.\n" for n, t in enumerate("AB", 1)))
    assert [[j.raa for j in p.journalnumre] for p in m.punkter] == [["17/1"], ["17/2"]]


def test_a_bodys_decision_whose_date_was_lost_stays_apart_from_ours() -> None:
    punkt = "Sagen drejer sig om en oversigt. Teknisk Udvalg den: Sagen blev udsat. Beslutning: Godkendt."
    m = moede(
        f"{HOVED}\nPunkt 1. Sti\nSagsnr.: 14/1201 {punkt}\n\nPunkt 2. Vej\nSagsnr.: 14/1202\n\nBeslutning\nGodkendt.\n"
    )
    assert m.punkter[0].beslutning == "Godkendt."


def test_numbers_of_two_parts_stand_over_their_titles_and_case_numbers_under_them() -> None:
    titler = ("Dagsorden", "Snerydning på private veje", "Orientering")
    agenda = "".join(f"0{n}/8{n + 7}   {t} ......... {300 + n}\n" for n, t in enumerate(titler, 1))
    krop = "".join(f"\n0{n}/8{n + 7}\n{t}\nTM/ØK\n\nBeslutning\nGodkendt.\n" for n, t in enumerate(titler, 1))
    m = moede(f"{HOVED}\nIndholdsfortegnelse\n\n{agenda}{krop}")
    assert [(p.nr, p.titel, p.journalnumre) for p in m.punkter] == [
        (f"0{n}/8{n + 7}", t, []) for n, t in enumerate(titler, 1)
    ]
    over = "".join(
        f"\n{t}\n09/44{n}\nSagsfremstilling\nVi har set på det.\nBeslutning\nGodkendt.\n" for n, t in enumerate(titler)
    )
    assert [(p.titel, [j.raa for j in p.journalnumre]) for p in moede(HOVED + over).punkter] == [
        (t, [f"09/44{n}"]) for n, t in enumerate(titler)
    ]


def test_pages_that_run_on_are_parted_at_case_numbers_without_a_label() -> None:
    sider = [
        "Søby Kommune Kulturudvalget Protokol Mødested: Dato: Tidspunkt: Fraværende med afbud: Lokale 2, Rådhuset"
        " Onsdag den 23. maj 2012 Kl. 08:30 - kl. 11:45 Per Vang Åbent møde: 61. Dagsorden Regnskab pr. 30. april 2012"
        " Takster for hal og bane Lukket møde: 64. Klagesag",
        "Kulturudvalget, den 23. maj 2012 Side: 104 61. Dagsorden 00.22.04-A00-2-12 Åbent punkt Beslutning: Godkendt."
        " Fraværende: Per Vang 62. Regnskab pr. 30. april 2012 00.30.14-S00-4-12 Åbent punkt Resume: Der er brugt"
        " 6 mio. kr. Forvaltningen indstiller til kultur- og fritidsudvalget og byrådet, at det godkendes, at der ses"
        " på det igen i juni. Beslutning: Godkendt. Fraværende: Per Vang",
        "Kulturudvalget, den 23. maj 2012 Side: 105 63. Takster for hal og bane 27.36.00-P23-1-12 Åbent punkt Resume:"
        " Taksterne er sat op med 2 pct., og hallen får ny belysning. Beslutning: Udsat. Fraværende: Per Vang"
        " Lukket møde: 64. Klagesag",
    ]
    m = moede("\n\n".join(f"{n} {s}" for n, s in enumerate(sider, 1)))
    assert [(p.nr, p.titel, [j.raa for j in p.journalnumre]) for p in m.punkter] == [
        ("61", "Dagsorden", ["00.22.04-A00-2-12"]),
        ("62", "Regnskab pr. 30. april 2012", ["00.30.14-S00-4-12"]),
        ("63", "Takster for hal og bane", ["27.36.00-P23-1-12"]),
        ("64", "Klagesag", []),
    ]
    assert [d.navn for d in m.deltagere if d.status == "afbud"] == ["Per Vang"]
    assert vaek(m) == [{"Per Vang"}] * 4


def test_the_word_before_a_number_goes_with_it_where_a_page_runs_on() -> None:
    titler = ("Meddelelser fra formanden", "Regnskab for havnen", "Takster for hal og bane")
    agenda = "Indholdsfortegnelse Åbne sager Pkt. Tekst Side 311 " + " ".join(titler)
    punkter = " ".join(
        f"Pkt. {n} {t} Sagsnr. 00.22.02-A00-{n}-11 Beslutning Udvalget tog punktet til efterretning."
        for n, t in enumerate(titler, 311)
    )
    m = moede(f"1 {HOVED}\n\n2 {agenda}\n\n3 Teknikudvalget 12. marts 2014 Side 1 {punkter}")
    assert [(p.nr, p.titel) for p in m.punkter] == [(str(n), t) for n, t in enumerate(titler, 311)]
    assert {p.beslutning for p in m.punkter} == {"Udvalget tog punktet til efterretning."}


def test_another_bodys_decision_does_not_date_the_meeting() -> None:
    punkt = "\nPunkt 1. Havnen\nSagsnr.: 14/1201\n\n{}Beslutning\nGodkendt.\n"
    uden_dato = "Referat\nTeknikudvalget\nMødetidspunkt: kl. 16.00\n"
    anden = "Beslutning i Økonomiudvalget den 3. marts 2014\nAnbefales.\n\n"
    egen = "Beslutning i Teknikudvalget den 12. marts 2014\nGodkendt.\n\n"
    assert moede(uden_dato + punkt.format(anden)).dato is None
    assert moede(uden_dato + punkt.format(anden + egen)).dato == "2014-03-12"


def test_a_place_that_ran_together_with_the_members_is_not_stated() -> None:
    navne = "Anne Holm (V), Per Vang (A), Lis Dam (C), Bo Krog (F)"
    hoved = "Referat\nTeknikudvalget\nMødedato: 12. marts 2014\nMødested: {}\n"
    assert moede(f"{hoved.format('Lokale 2, Rådhuset')}{PUNKTER}").sted == "Lokale 2, Rådhuset"
    assert moede(f"{hoved.format('Lokale 2, Rådhuset ' + navne)}{PUNKTER}").sted is None


@pytest.mark.parametrize(
    "slut",
    [
        "Mødet hævet kl. 18.10.\nPer Vang har meldt afbud til næste møde.",
        "Mødet hævet kl. 18.10.\nNæste møde den 3. april 2014. Per Vang har meldt afbud.",
        "Næste møde: 3. april 2014 kl. 16\nAfbud til næste møde: Per Vang",
        "Således vedtaget.\nPer Vang deltog ikke i behandlingen.",
        "Formanden afsluttede mødet med en tak.\nPer Vang deltog ikke i afstemningen.",
    ],
)
def test_closing_words_about_one_punkt_or_the_next_meeting_make_nobody_absent_from_all(slut: str) -> None:
    m = moede(f"{HOVED}{MEDLEMMER}{PUNKTER}\n{slut}\n")
    assert vaek(m)[:2] == [set(), set()]
    assert [d.status for d in m.deltagere] == ["til stede"] * 3


def test_absence_told_of_the_last_punkt_before_the_next_meeting_is_that_punkts_own() -> None:
    m = moede(f"{HOVED}{MEDLEMMER}{PUNKTER}\nNæste møde den 3. april 2014.\nFraværende: Per Vang\n")
    assert vaek(m) == [set(), set(), {"Per Vang"}]


@pytest.mark.parametrize("linje", ["Afbud: fra Per Vang", "Fraværende: 2. viceborgmester Per Vang"])
def test_those_away_do_not_become_the_members_of_an_empty_list(linje: str) -> None:
    assert vaek(moede(f"{HOVED}Deltagere:\n{linje}\n{PUNKTER}")) == [{"Per Vang"}] * 3


def test_the_only_names_behind_the_labels_of_members_and_of_absence_are_not_said_to_be_away() -> None:
    hoved = "Referat\nTeknikudvalget\nMedlemmer: Mødedato: Fraværende: 12. marts 2014 kl. 16.00 Anne Holm, Per Vang\n"
    assert vaek(moede(f"{hoved}{PUNKTER}")) == [set()] * 3


def test_members_with_a_party_are_members_whatever_they_live_by() -> None:
    m = moede(
        f"{HOVED}Medlemmer: Ingeniør Per Vang (A), konsulent Anne Holm (V)\nAfbud: Konsulent Anne Holm (V)\n{PUNKTER}"
    )
    assert {(d.navn, str(d.status)) for d in m.deltagere} == {("Per Vang", "til stede"), ("Anne Holm", "afbud")}


def test_votes_told_over_another_bodys_decision_are_not_ours() -> None:
    fremmed = (
        "Afstemning\nFor: Anne Holm\nImod: Per Vang\n\nBeslutning i Økonomiudvalget den 3. marts 2014\nAnbefales.\n"
    )
    egen = "\nBeslutning i Teknikudvalget den 12. marts 2014\nGodkendt.\n"
    (p,) = laes(f"{HOVED}\nPunkt 1. Lokalplan\nSagsnr.: 14/1201\n\n{fremmed}{egen}").punkter
    assert (p.beslutning, p.stemmer) == ("Godkendt.", [])


@pytest.mark.parametrize(
    ("kort", "ventet"),
    [
        ("N. Chr. Holm", "Niels Christian Holm"),
        ("R. Holm", "Rita Holm"),
        ("Holm Ek", None),
        ("A. Holm", None),
        ("", None),
    ],
)
def test_a_member_is_known_by_initials_only_where_they_fit_one(kort: str, ventet: str | None) -> None:
    assert find_person(kort, ["Niels Christian Holm", "Rita Holm", "Holm"]) == ventet
