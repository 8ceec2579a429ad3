"""How a punkt begins in each way of numbering, and what is no punkt."""

from __future__ import annotations

import pytest
from laes_hjaelp import KROP, TITLER, et, laes, punkter
from referat.extract.pipeline import read_referat

FORMER = {
    "punkt-n": "Punkt {nr}: {titel}",
    "punkt-n, versaler": "PUNKT {nr}: {titel}",
    "punkt-streg": "Punkt {nr} - {titel}",
    "punkt-punktum": "Punkt {nr}. {titel}",
    "punkt-mellemrum": "Punkt {nr} {titel}",
    "punkt-alene": "Punkt {nr}\n{titel}",
    "dagsordenspunkt": "Dagsordenspunkt {nr}\n{titel}",
    "ad-n": "Ad {nr}. {titel}",
    "n-parentes": "{nr}) {titel}",
    "n-streg": "{nr} - {titel}",
    "klokkeslæt": "{nr} - 09.00-09.15 {titel}",
    "pkt-n": "Pkt. {nr} {titel}",
    "sag-n": "Sag nr. {nr}: {titel}",
    "nr-n": "Nr. {nr} {titel}",
    "n-kolon": "{nr} : {titel}",
    "n-punktum": "{nr}. {titel}",
    "n-mellemrum": "{nr} {titel}",
    "markdown": "## {nr}. {titel}",
    "fed": "**{nr}. {titel}**",
    "åben i parentes": "{nr} (Åben) {titel}",
    "åben bag punktum": "{nr}. Åbent punkt - {titel}",
    "åben bagest": "{nr}. {titel} (åben)",
    "åben foran": "(Åben) {nr}. {titel}",
    "åbent punkt": "Åbent punkt {nr}: {titel}",
    "punkt nr": "Punkt nr. {nr} - {titel}",
    "dagsordenens punkt": "Dagsordenens punkt {nr}: {titel}",
    "dagsordenspunkt-streg": "Dagsordenspunkt {nr} - {titel}",
    "pkt-streg": "Pkt. {nr} - {titel}",
    "sag-streg": "Sag {nr} - {titel}",
    "emne": "Emne {nr}: {titel}",
    "ad punkt": "Ad punkt {nr} - {titel}",
    "n i parentes": "({nr}) {titel}",
    "n-lodret": "{nr} | {titel}",
    "n-limet": "{nr}.{titel}",
    "n-tabulator": "{nr}.\t{titel}",
    "n-alene": "{nr}\n{titel}",
    "n-punktum-alene": "{nr}.\n{titel}",
    "sag-alene": "Sag nr. {nr}\n{titel}",
    "paragraf": "§ {nr}. {titel}",
    "n-sag": "{nr}. sag: {titel}",
}


@pytest.mark.parametrize("form", FORMER.values(), ids=FORMER)
def test_each_way_to_begin(form: str) -> None:
    dele = [f"{form.format(nr=nr, titel=t)}\n\n{KROP}" for nr, t in enumerate(TITLER, 1)]
    ref = laes(*dele)
    assert punkter(ref) == [(str(nr), t) for nr, t in enumerate(TITLER, 1)]
    assert [p.udfald for p in ref.punkter] == ["godkendt"] * 3


def test_running_numbers_of_a_year() -> None:
    dele = [f"{nr}/2022 {t}\n\n{KROP}" for nr, t in zip((41, 42, 43), TITLER, strict=True)]
    assert punkter(laes(*dele)) == [(f"{nr}/2022", t) for nr, t in zip((41, 42, 43), TITLER, strict=True)]


def test_case_lines_alone_begin_punkter_without_titles() -> None:
    dele = [f"Sagsid.: 20/3383{nr}, Sagsinitialer: ABCD\n\n{KROP}" for nr in range(3)]
    ref = laes(*dele)
    assert punkter(ref) == [(None, None)] * 3
    assert [p.journalnumre[0].raa for p in ref.punkter] == ["20/33830", "20/33831", "20/33832"]


def test_titles_over_their_running_number() -> None:
    dele = [f"{t}\nSag nr. {nr}\n\n{KROP}" for nr, t in zip((129, 130, 131), TITLER, strict=True)]
    ref = laes(*dele)
    assert punkter(ref) == [("129", TITLER[0]), ("130", TITLER[1]), ("131", TITLER[2])]
    assert all(p.journalnumre == [] for p in ref.punkter)


def test_titles_printed_twice() -> None:
    assert punkter(laes(*(f"{t}\n{t}\n\n{KROP}" for t in TITLER))) == [(None, t) for t in TITLER]


def test_titles_over_their_first_heading() -> None:
    assert punkter(laes(*(f"{t}\n\n{KROP}" for t in TITLER))) == [(None, t) for t in TITLER]


def test_headings_are_all_that_is_left() -> None:
    assert [p.beslutning for p in laes(KROP, KROP).punkter] == ["Godkendt.", "Godkendt."]


def test_a_minutes_of_one_punkt() -> None:
    assert et(laes(f"Punkt 7: {TITLER[1]}\n\n{KROP}")).nr == "7"


# --- what is no punkt --------------------------------------------------------------------------------------------


def test_numbered_points_are_no_punkter() -> None:
    ref = laes(
        "1. Ny skole i Åby\n\nIndstilling\nForvaltningen indstiller,\n\n1. at skolen bygges\n\n2. at udgiften på 4 "
        "mio. kr. bevilges\n\nBeslutning\n1. Godkendt.\n\n2. Udsat til budgettet.",
        f"2. Ny vej i Åby\n\n{KROP}",
    )
    assert punkter(ref) == [("1", "Ny skole i Åby"), ("2", "Ny vej i Åby")]
    assert [i.udfald for i in ref.punkter[0].indstillinger] == ["godkendt", "udsat"]


def test_a_list_in_the_prose_is_no_punkter() -> None:
    ref = laes(
        "1. Ny skole i Åby\n\nSagsfremstilling\nSkolen kan ligge tre steder:\n\n1. Ved havnen\n\n2. Ved stationen\n\n"
        "3. Ved kirken\n\nBeslutning\nGodkendt.",
        f"2. Ny vej i Åby\n\n{KROP}",
    )
    assert punkter(ref) == [("1", "Ny skole i Åby"), ("2", "Ny vej i Åby")]


def test_outcomes_behind_punkt_and_number_are_no_titles() -> None:
    ref = laes(
        "Punkt 1: Ny skole i Åby\n\nIndstilling\n1. at skolen bygges\n2. at vejen bygges\n\nBeslutning\n"
        "Punkt 1: Godkendt.\nPunkt 2: Udsat.",
        f"Punkt 2: Ny vej i Åby\n\n{KROP}",
    )
    assert punkter(ref) == [("1", "Ny skole i Åby"), ("2", "Ny vej i Åby")]
    assert ref.punkter[0].udfald == "blandet"
    assert [i.udfald for i in ref.punkter[0].indstillinger] == ["godkendt", "udsat"]


def test_dates_amounts_and_table_rows_are_no_punkter() -> None:
    ref = laes(
        "1. Ny skole i Åby\n\nSagsfremstilling\nSagen blev drøftet\n\n26. januar 2021\n\n2 Driften\t400\t500\n"
        "3 Anlæg\t10\t20\n\nBeslutning\nGodkendt.",
        f"2. Ny vej i Åby\n\n{KROP}",
    )
    assert punkter(ref) == [("1", "Ny skole i Åby"), ("2", "Ny vej i Åby")]


def test_a_number_alone_is_no_start_where_the_titles_have_numbers() -> None:
    dele = [f"{side}\n{nr}. {t}\n\n{KROP}" for nr, (side, t) in enumerate(zip((2, 5, 9), TITLER, strict=True), 1)]
    assert punkter(laes(*dele)) == [(str(nr), t) for nr, t in enumerate(TITLER, 1)]


def test_a_title_like_a_name_stays_a_title() -> None:
    """`Renovering af Søndergade` has the form of a name with a particle."""
    dele = [f"{nr}.\n{t}\n\n{KROP}" for nr, t in enumerate((*TITLER[:2], "Renovering af Søndergade"), 1)]
    assert punkter(laes(*dele))[2] == ("3", "Renovering af Søndergade")


def test_a_closed_item_with_no_other_title_is_a_punkt() -> None:
    krop = "Punkt {}\n{}\nSagsnummer: 20/4102{}\n\nBeslutning\nGodkendt.\n\n"
    tekst = "".join(krop.format(n, t, n) for n, t in enumerate(("Ny mole", "Lukket punkt", "Ny bro"), 1))
    punkter = read_referat(f"Referat fra Havneudvalget den 3. maj 2021\n\n{tekst}".encode()).moeder[0].punkter
    assert [(p.nr, p.lukket) for p in punkter] == [("1", False), ("2", True), ("3", False)]


def test_a_title_over_two_lines_in_the_contents_list_begins_its_punkt() -> None:
    titel = "Forslag til kommuneplantillæg nr. 8 og lokalplan 221 for Havnen,\netape 4"
    indhold = f"Indholdsfortegnelse\n1. Godkendelse af dagsorden\n2. {titel}\n3. Eventuelt\n\n"
    krop = "".join(
        f"{n}. {t}\n\nBeslutning\nGodkendt.\n\n"
        for n, t in ((1, "Godkendelse af dagsorden"), (2, titel), (3, "Eventuelt"))
    )
    punkter = read_referat(f"Referat fra Havneudvalget den 3. maj 2021\n\n{indhold}{krop}".encode()).moeder[0].punkter
    assert [p.titel for p in punkter][1:] == [titel.replace("\n", " "), "Eventuelt"]


def test_bodies_in_capitals_head_what_they_decided() -> None:
    krop = "HAVNEUDVALGET den 1. maj 2004:\nIndstilles godkendt.\n\nBYRÅDET:\nUdsat.\n"
    hoved = "BYRÅDET\nBeslutningsprotokol for møde onsdag den 24. marts 2004\n\n"
    punkt = read_referat(f"{hoved}48. Ny mole\nJ.nr. 00.01S08/2004-00817\n\n{krop}".encode()).moeder[0].punkter[0]
    assert (punkt.udfald, punkt.beslutning) == ("udsat", "Udsat.")


@pytest.mark.parametrize("nummer", ["PUNKT {nr}.", "Punkt {nr}", "{nr}."])
def test_a_case_number_between_a_number_and_its_title(nummer: str) -> None:
    titler = (
        "Godkendelse af dagsorden",
        "Klage over afslag på dispensation til udvendig isolering af ejendommen\nHavnegade 22",
    )
    dele = [f"{nummer.format(nr=nr)}\nJ.nr. 00.01A0{nr}\n\n{t}\n\n{KROP}" for nr, t in enumerate(titler, 1)]
    ref = laes(*dele)
    assert punkter(ref) == [(str(nr), t.replace("\n", " ")) for nr, t in enumerate(titler, 1)]
    assert [[j.raa for j in p.journalnumre] for p in ref.punkter] == [["00.01A01"], ["00.01A02"]]


def test_a_number_that_is_marked_as_closed_has_its_title_below() -> None:
    dele = [f"PUNKT {nr}.\nJ.nr. 00.01A0{nr}\n\n{t}\n\n{KROP}" for nr, t in enumerate(TITLER, 1)]
    ref = laes(*dele, f"PUNKT 4. LUKKET DØR\nJ.nr. 13.06.02G10\n\nSalg af grund\n\n{KROP}")
    assert [(p.nr, p.titel, p.lukket) for p in ref.punkter][2:] == [
        ("3", TITLER[2], False),
        ("4", "Salg af grund", True),
    ]


def test_a_number_missing_between_two_is_looked_for() -> None:
    lang = (
        "Formanden fortalte om et besøg.\n\nDer er nyt om planen.\n\nUdbuddet er i gang.\n\nDer er valgt en rådgiver."
    )
    ref = laes(
        f"1. {TITLER[0]}\n{KROP}", f"2. Sager på vej\n{lang}", f"3. {TITLER[1]}\n{KROP}", f"4. {TITLER[2]}\n{KROP}"
    )
    assert [p.nr for p in ref.punkter] == ["1", "2", "3", "4"]


def test_a_point_inside_a_punkt_fills_no_gap() -> None:
    liste = "Vi ser på det.\n\n3. Parken vokser til.\n\nDer er nyt.\n\nUdbuddet er i gang.\n\nDer er valgt en."
    ref = laes(f"1. {TITLER[0]}\n{KROP}", f"2. {TITLER[1]}\n{liste}\n{KROP}", f"4. {TITLER[2]}\n{KROP}")
    assert [p.nr for p in ref.punkter] == ["1", "2", "4"]


def test_labels_read_by_an_ocr_of_another_language() -> None:
    hoved = "REFERAT\nModedato: 4. maj 2004\nMedlemmer: Anna Holm (A), Per Vang (V)\nFravaerende: Per Vang (V)\n"
    ref = laes(*(f"{nr}. {t}\n{KROP}" for nr, t in enumerate(TITLER, 1)), hoved=hoved)
    assert [f.navn for f in ref.punkter[0].fravaer] == ["Per Vang"]


@pytest.mark.parametrize(
    ("tekst", "udfald"),
    [
        ("Der var ingen spørgsmål.", "intet"),
        ("Dagsordenen godkendt.", "godkendt"),
        ("Udsat.", "udsat"),
        ("Byens plan godkendt af staten i 2012.", None),
    ],
)
def test_a_punkt_whose_text_is_but_an_outcome_needs_no_heading(tekst: str, udfald: str | None) -> None:
    ref = laes(f"1. {TITLER[0]}\n\n{tekst}", f"2. {TITLER[1]}\n\n{KROP}", f"3. {TITLER[2]}\n\n{KROP}")
    assert ref.punkter[0].udfald == udfald


def test_a_mark_beside_the_number_is_no_title() -> None:
    dele = [f"{nr}  Åbent punkt\n\n{t}\n00.01.00A00-004{nr}\n\n{KROP}" for nr, t in enumerate(TITLER, 1)]
    ref = laes(*dele, f"4  Lukket punkt\n\nEjendomssag\n00.01.00A00-0049\n\n{KROP}")
    assert punkter(ref) == [*((str(nr), t) for nr, t in enumerate(TITLER, 1)), ("4", "Ejendomssag")]
    assert [p.lukket for p in ref.punkter] == [False, False, False, True]


def test_titles_that_end_in_a_full_stop_count_on() -> None:
    med_sag = [f"{nr}. {t}.\nJ.nr. 27.36.04A0{nr}\n\n{KROP}" for nr, t in enumerate(TITLER, 3)]
    ref = laes(
        "1. Godkendelse.\n\nGodkendt.", "2. Meddelelser.\n\nFormanden fortalte.", *med_sag, "6. Eventuelt.\n\nIntet."
    )
    assert [p.nr for p in ref.punkter] == ["1", "2", "3", "4", "5", "6"]


def test_who_handles_a_case_is_no_part_of_its_number() -> None:
    dele = [f"{nr}. {t}\nJ.nr. 05.04.06P20-001{nr}. Sagsbehandler: Bo Dam\n\n{KROP}" for nr, t in enumerate(TITLER, 1)]
    assert [[j.raa for j in p.journalnumre] for p in laes(*dele).punkter] == [
        [f"05.04.06P20-001{n}"] for n in (1, 2, 3)
    ]


def test_a_point_of_a_decision_fills_no_gap() -> None:
    krop = "Beslutning\nUdvalget besluttede følgende:\n\n3. Klasser samles på Åby Skole\n\nDet sker til august."
    ref = laes(f"1. {TITLER[0]}\n{KROP}", f"2. {TITLER[1]}\n{krop}", f"4. {TITLER[2]}\n{KROP}")
    assert [p.nr for p in ref.punkter] == ["1", "2", "4"]


def test_a_capital_inside_a_title_parts_nothing() -> None:
    titler = ("ProcesPlan for skolerne", "MaterialeBanken åbner", "Eventuelt")
    assert [t for _, t in punkter(laes(*(f"{nr}. {t}\n{KROP}" for nr, t in enumerate(titler, 1))))] == [*titler]
    ref = laes(*(f"Punkt {nr}\n{t}\n{KROP}" for nr, t in enumerate(titler, 1)))
    assert [t for _, t in punkter(ref)] == [*titler]


@pytest.mark.parametrize(
    ("titel", "nr"),
    [(" • {t}\n", None), ("{n}. {t}\n", "{n}"), (" • {n} {t}\n  Udskriv\n", "{n}"), ("{n}\n{t}\n", "{n}")],
)
def test_a_title_over_its_case_line_with_initials_is_the_punkts(titel: str, nr: str | None) -> None:
    sager = [
        titel.format(n=n, t=t)
        + f"  Sagsid.: 20/3383{n}, Sagsinitialer: abc\n\nBeslutning Byrådet den 04-05-2022\n\nGodkendt."
        for n, t in enumerate(TITLER, 7)
    ]
    assert punkter(laes(*sager)) == [(nr and nr.format(n=n), t) for n, t in enumerate(TITLER, 7)]


def test_numbers_glued_to_titles_over_their_case_numbers() -> None:
    sager = [f"{n}{t}\nSagsnr.: 17/2{n}\nBeslutningGodkendt." for n, t in enumerate(TITLER, 31)]
    assert punkter(laes(*sager)) == [(str(n), t) for n, t in enumerate(TITLER, 31)]


def test_a_decision_on_its_headings_line_leads_to_no_list() -> None:
    sager = [
        f"{n}) {t}\nBeslutning: {a}"
        for n, (t, a) in enumerate(zip(TITLER, ("Udsat.", "Intet.", "Drøftet."), strict=True), 1)
    ]
    assert punkter(laes(*sager)) == [(str(n), t) for n, t in enumerate(TITLER, 1)]


def test_a_title_in_capitals_is_no_list_of_names() -> None:
    titler = ("TRAFIKSANERING AF HAVNEVEJ - VALG AF PROJEKT", "KØB AF EJENDOM PÅ STRANDVEJEN", "VALG AF FORMAND")
    sager = [f"{n}.\n{t}\n\nSagsnr. 07/{n}4622\n\nBeslutning:\nGodkendt." for n, t in enumerate(titler, 71)]
    assert punkter(laes(*sager)) == [(str(n), t) for n, t in enumerate(titler, 71)]


def test_journal_numbers_glued_to_titles_that_are_glued_to_their_numbers() -> None:
    sager = [
        f"{n}{t} 201{n % 10}29.00.00-P22-1-16\nResuméDer er set på sagen.\nBeslutningUdsat."
        for n, t in enumerate(TITLER, 32)
    ]
    ref = laes(*sager)
    assert punkter(ref) == [(str(n), f"{t} 201{n % 10}") for n, t in enumerate(TITLER, 32)]
    assert [[j.raa for j in p.journalnumre] for p in ref.punkter] == [["29.00.00-P22-1-16"]] * len(TITLER)


def test_a_case_without_a_journal_number_among_those_with_one() -> None:
    sager = [
        f"Sag nr. {n}.{'     J.nr. 01.02.05P16' if n != 61 else ''}\n{t} nr. 2 ved åen.\n"
        "Der er set på sagen.\n\nBeslutning:\nUdsat."
        for n, t in enumerate(TITLER, 59)
    ]
    assert punkter(laes(*sager)) == [(str(n), f"{t} nr. 2 ved åen.") for n, t in enumerate(TITLER, 59)]
