"""Where a punkt's number, title, case number and labels stand in the pages of kommuner: each apart, and still read."""

from __future__ import annotations

import pytest
from referat.extract.pipeline import read_referat
from referat.schemas.referat import Punkt
from referat.schemas.vokabular import Udfald

HOVED = "Referat\nUdvalg: Teknikudvalget\nDato: 12. marts 2014\n\n"


def punkter(tekst: str) -> list[Punkt]:
    return list(read_referat(tekst.encode()).punkter)


def numre_og_titler(tekst: str) -> list[tuple[str | None, str | None]]:
    return [(p.nr, p.titel) for p in punkter(tekst)]


def journalnumre(tekst: str) -> list[list[str]]:
    return [[j.raa for j in p.journalnumre] for p in punkter(tekst)]


def test_behind_the_number_stands_whether_the_item_is_open_and_the_title_below() -> None:
    tekst = HOVED + "".join(
        f"Nr. {n} {adgang}\n{titel}\nSagsnr.: 14/{n}\nBeslutning:\nGodkendt.\n\n"
        for n, adgang, titel in (
            (1, "Åben", "Cykelsti"),
            (2, "Åben", "Ny plan"),
            (3, "Lukket", "Køb"),
        )
    )
    assert numre_og_titler(tekst) == [("1", "Cykelsti"), ("2", "Ny plan"), ("3", "Køb")]
    assert [p.lukket for p in punkter(tekst)] == [False, False, True]


def test_a_title_under_its_number_may_begin_with_a_number() -> None:
    tekst = HOVED + "".join(
        f"Sag nr. {n}.\n{titel}\nJ.nr. 00.30.10-S00-{n}-08\n\nByrådets beslutning:\nVedtaget.\n\n"
        for n, titel in ((131, "2. BEHANDLING AF BUDGET 2009."), (132, "SKAT FOR 2009."), (133, "EVENTUELT."))
    )
    assert [nr for nr, _ in numre_og_titler(tekst)] == ["131", "132", "133"]
    assert numre_og_titler(tekst)[0] == ("131", "2. BEHANDLING AF BUDGET 2009.")


def test_case_numbers_at_the_end_of_punkter_are_theirs_and_not_the_next_ones() -> None:
    ender = HOVED + "".join(
        f"SAG NR. {n}\n{titel}\n\nUDVALGETS BESLUTNING\nGodkendt.\n\nJournalnr.: 1600{n}\n\n"
        for n, titel in ((3, "BYGGERI AF NYT VÆRKSTED"), (4, "CYKELSTI TIL BYEN"))
    )
    assert journalnumre(f"{ender}SAG NR. 5\nEVENTUELT\n") == [["16003"], ["16004"], []]
    assert [p.beslutning for p in punkter(ender)] == ["Godkendt."] * 2
    begynder = f"{HOVED}1. Godkendelse af dagsorden\nBeslutning\nGodkendt.\n\n" + "".join(
        f"14/10{n}\n{n}. {titel}\nBeslutning\nGodkendt.\n\n"
        for n, titel in ((2, "Nyt værksted"), (3, "Cykelsti til byen"))
    )
    assert journalnumre(begynder) == [[], ["14/102"], ["14/103"]]


def test_a_list_of_titles_without_a_heading_may_have_wrapped_ones() -> None:
    titler = ("Godkendelse af dagsorden", "Ny busrute mellem havnen og\nstationen", "Takster for haller")
    liste = "".join(f"{n}.  {titel}\n" for n, titel in enumerate(titler, 1))
    krop = "".join(f"{n}. {' '.join(titel.split())}\n\nBeslutning\nGodkendt.\n\n" for n, titel in enumerate(titler, 1))
    assert numre_og_titler(f"{HOVED}Åbne sager\nPkt.  Titel\n{liste}\n{krop}") == [
        (str(n), " ".join(titel.split())) for n, titel in enumerate(titler, 1)
    ]


def test_page_numbers_of_a_contents_list_may_stand_one_under_another_behind_it() -> None:
    titler = (
        "Økonomirapport 1",
        "Cykelsti mellem to byer",
        "Nedrivning af et hus med en bevaringsværdig\nfacade",
        "Orientering",
    )
    liste = "".join(f"{n} {titel}\n" for n, titel in enumerate(titler, 1))
    krop = "".join(
        f"05.04.1{n}-P20-2-16\n{n}.\n{titel}\nSagsfremstilling\nEn sag.\nBeslutning:\nGodkendt.\n"
        for n, titel in enumerate(titler, 1)
    )
    tekst = f"{HOVED}Følgende sager behandles:\nPkt. Tekst\n{liste}Side\n2\n4\n6\n8\n{krop}"
    assert numre_og_titler(tekst) == [(str(n), " ".join(titel.split())) for n, titel in enumerate(titler, 1)]


def test_the_first_case_number_over_its_title_ends_the_contents_list() -> None:
    titler = ("Meddelelser", "Tilsyn med sygedagpenge", "Klagesag")
    liste = "".join(f"{n}. {titel}\n" for n, titel in enumerate(titler, 11))
    krop = "".join(
        f"Sag: 09/44{n}\n{n}. {titel}\n\nEn sag om noget.\n\nUdvalgets beslutning:\nTil efterretning.\n\n"
        for n, titel in enumerate(titler, 11)
    )
    tekst = f"{HOVED}INDHOLD:\nÅBNE SAGER\n{liste}\n{krop}"
    assert numre_og_titler(tekst) == [(str(n), titel) for n, titel in enumerate(titler, 11)]
    assert journalnumre(tekst) == [["09/4411"], ["09/4412"], ["09/4413"]]


def test_numbers_behind_bullets_are_no_page_numbers_though_a_button_stands_over_each() -> None:
    tekst = HOVED + "".join(
        f"  • {n}\n\n    {titel}\n\n    • Indstilling\n\n      Direktøren indstiller, at sagen godkendes.\n\n"
        "    • Beslutning\n\n      Godkendt.\n\n    • Luk\n"
        for n, titel in (
            (58, "Årsregnskab"),
            (59, "Cykelsti til byen"),
            (60, "Lokalplan ved havnen"),
            (61, "Takster for haller"),
        )
    )
    assert [nr for nr, _ in numre_og_titler(tekst)] == ["58", "59", "60", "61"]


def test_punkter_behind_bullets_are_so_though_other_lines_begin_with_the_word_for_a_case() -> None:
    tekst = HOVED + "".join(
        f"  • Punkt {n} {titel}\n\n    SagsID/Sagsnummer: 14/20{n}\n    Sagen afgøres i: Byrådet\n\n"
        "    Sagsgang\n\n    BY\n\n"
        f"    Beslutning i Teknikudvalget den 12-03-2014\n\n    Godkendt.\n\n"
        for n, titel in ((1, "Cykelsti til byen"), (2, "Lokalplan ved havnen"), (3, "Takster for haller"))
    )
    assert [nr for nr, _ in numre_og_titler(tekst)] == ["1", "2", "3"]
    assert journalnumre(tekst) == [["14/201"], ["14/202"], ["14/203"]]


def test_a_title_printed_twice_under_a_number_is_a_title() -> None:
    tekst = HOVED + "".join(
        f"  • {n}. \n\n    Beslutningssag: {titel}\n\n    Beslutningssag: {titel}\n    INDHOLD\n\n    INDSTILLING:\n\n"
        f"    Det indstilles, at sagen godkendes.\n\n    BESLUTNING I TEKNIKUDVALGET den 12-03-2014\n    Godkendt\n\n"
        for n, titel in ((121, "Cykelsti til byen"), (122, "Lokalplan ved havnen"))
    )
    assert numre_og_titler(tekst) == [
        ("121", "Beslutningssag: Cykelsti til byen"),
        ("122", "Beslutningssag: Lokalplan ved havnen"),
    ]


def test_the_body_may_stand_before_a_punkts_number_and_empty_lines_between_its_labels() -> None:
    tekst = "Kommunalbestyrelsen\n\nReferat fra møde 30. april 2018\n\n" + "".join(
        f"Kommunalbestyrelsen Punkt: {n}\n\nAcadre sagsnr.: 18/21{n} Journalnr.: 00.01.00.A00\n\nSagsforløb: KB"
        " Mødedato: 30.04.2018\n\nSagsansvarlig enhed: Teknik Sagsbehandler: Bo Krog\n\n"
        f"{titel}\n\nResume\n\nEn sag.\n\n"
        "Beslutning Kommunalbestyrelsen den 30.04.2018\n\nGodkendt.\n\n"
        for n, titel in ((1, "Lokalplan ved havnen"), (2, "Lukket sag: Salg af grund"))
    )
    assert numre_og_titler(tekst) == [("1", "Lokalplan ved havnen"), ("2", "Salg af grund")]
    assert journalnumre(tekst) == [["18/211", "00.01.00.A00"], ["18/212", "00.01.00.A00"]]


def test_a_standing_item_that_ends_in_an_abbreviation_is_a_title() -> None:
    korte = ("Velkomst", "Status på arbejdet", "Puljen til huse", "Evt.")
    tekst = HOVED + "".join(f"{n}) {titel}\nDer blev talt om {titel.lower()}.\n\n" for n, titel in enumerate(korte, 1))
    assert [nr for nr, _ in numre_og_titler(tekst)] == ["1", "2", "3", "4"]


def test_in_run_on_text_a_body_and_a_date_behind_a_comma_head_what_it_decided() -> None:
    sider = "".join(
        f"\n\n{n} Økonomiudvalget, 13. marts 2012 Side {50 + n} {40 + n}. {titel} J.nr.: 00.32.S0{n} Sagsnr.: 12/12{n} "
        "Sagsfremstilling: Udvalgene har behandlet opgørelsen i februar, og den er uden afvigelser. Forvaltningens "
        "indstilling: Forvaltningen indstiller 1. at beløbet overføres 2. at resten tilføres kassen "
        f"Økonomiudvalget, den 13. marts 2012 {beslutning} Bilag: Opgørelse"
        for n, titel, beslutning in (
            (2, "Regnskab 2011", "Anbefales godkendt."),
            (3, "Overførsler", "Pkt. 1 og 2 anbefales."),
            (4, "Garanti", "Udsat."),
        )
    )
    tekst = f"Beslutningsprotokol. Dato: 13. marts 2012\n\nTranskript\n\n1 Økonomiudvalget Beslutningsprotokol{sider}"
    assert [p.udfald for p in punkter(tekst)] == [Udfald.ANBEFALET, Udfald.ANBEFALET, Udfald.UDSAT]


def test_conclusions_are_decisions_where_nothing_else_is_and_two_are_outcomes() -> None:
    tekst = HOVED + "".join(
        f"{n}. {titel}\nSagsnr. 09/5{n}\n\nBorgmesteren indstiller,\n\nat sagen godkendes.\n\nKonklusion\n{afgjort}\n\n"
        for n, titel, afgjort in ((1, "Cykelsti", "Godkendt."), (2, "Takster", "Udsat."))
    )
    assert [p.udfald for p in punkter(tekst)] == [Udfald.GODKENDT, Udfald.UDSAT]


def test_a_recommendation_right_below_what_another_body_decided_is_no_part_of_that() -> None:
    (punkt,) = punkter(
        f"{HOVED}1. Tillæg\nResumé\nEn sag.\nTidligere beslutninger:\nTeknikudvalget, 7. marts 2013, pkt. 9:\nUdsat.\n"
        "Direktøren for Teknikforvaltningen indstiller, at:\n1. Tillægget sendes i høring.\n2. Der holdes borgermøde.\n"
        "Beslutning:\nIndstilles godkendt.\n"
    )
    assert [x.tekst for x in punkt.indstillinger] == ["Tillægget sendes i høring.", "Der holdes borgermøde."]


def test_a_date_of_an_earlier_treatment_is_not_the_meetings_where_the_own_dates_were_lost() -> None:
    sider = "".join(
        f"\n\n{n} {40 + n}. {titel} J.nr.: G01 Sagsresumé: Beboerne har søgt. {foer}Forvaltningens indstilling: "
        "Teknik- og Miljøforvaltningen indstiller, at ansøgningen godkendes. "
        "Beslutning i Teknik- og Miljøudvalget den: Godkendt."
        for n, titel, foer in (
            (
                2,
                "Nedsat hastighed i byen",
                "Tidligere behandling: Teknik- og Miljøudvalget den 12. februar 2009: Udsat. ",
            ),
            (3, "Regulativ for affald", ""),
        )
    )
    uden = f"Åbent referat for Teknik- og Miljøudvalgets møde\n\nTranskript\n\n1 Teknik- og Miljøudvalget{sider}"
    assert read_referat(uden.encode()).moeder[0].dato is None
    download = 'Download "Åbent referat for Teknik- og Miljøudvalgets møde den 14-05-2009 kl. 14:30"'
    med = uden.replace("Transkript", f"{download}\n\nTranskript")
    assert read_referat(med.encode()).moeder[0].dato == "2009-05-14"


@pytest.mark.parametrize(
    ("foerste", "udvalg"),
    [
        ("§ 17, stk. 4-udvalget for Levende Landdistrikter", "§ 17, stk. 4-udvalget for Levende Landdistrikter"),
        ("Valby Lokaludvalg", "Valby Lokaludvalg"),
        ("Referat\ntil møde i Udvalg vedrørende nære sundhedstilbud", "Udvalg vedrørende nære sundhedstilbud"),
        ("Referat af kommunalbestyrelsesmøde", "Kommunalbestyrelsen"),
        ("REFERAT FRA BYRÅDSMØDE", "Byrådet"),
        ("Plan og tekniks møde den 15. maj 2024", "Plan og teknik"),
        ("Referat for Teknisk Udvalg møde den 15. maj 2024", "Teknisk Udvalg"),
    ],
)
def test_the_body_that_met_may_be_named_in_other_ways(foerste: str, udvalg: str) -> None:
    krop = "1. Cykelsti til byen\nBeslutning\nGodkendt.\n\n2. Takster\nBeslutning\nUdsat.\n"
    tekst = f"{foerste}\nDato: 15. maj 2024\n\n{krop}"
    assert read_referat(tekst.encode()).moeder[0].udvalg == udvalg


def test_a_running_head_may_be_all_that_names_the_body() -> None:
    sider = "\f".join(
        f"BYPLANUDVALGET\n\nSide {n}\n\n{n}. {titel}\nBeslutning\nGodkendt.\n"
        for n, titel in ((1, "Cykelsti til byen"), (2, "Takster for haller"), (3, "Lokalplan ved havnen"))
    )
    (moede,) = read_referat(f"Mødedato: 15. maj 2024\n\n{sider}".encode()).moeder
    assert (moede.udvalg or "").casefold() == "byplanudvalget"


def test_who_is_away_from_all_open_punkter_is_away_from_a_closed_one_that_says_nothing_of_it() -> None:
    aabne = "".join(
        f"{n}. {titel}\nBeslutning\nGodkendt.\nFraværende: Anne Holm\n\n"
        for n, titel in ((1, "Cykelsti til byen"), (2, "Takster for haller"), (3, "Lokalplan ved havnen"))
    )
    fundne = punkter(f"{HOVED}{aabne}4. Lukket: Salg af grund\nBeslutning\nGodkendt.\n")
    assert [[f.navn for f in p.fravaer] for p in fundne] == [["Anne Holm"]] * 4


def test_case_numbers_under_a_heading_in_capitals_are_those_of_the_section_above() -> None:
    tekst = HOVED + "".join(
        f"{n}. {titel}\n\nINDSTILLING\n\nDet indstilles, at sagen godkendes.\n\nBESLUTNING\n\nGodkendt.\n\n{nummer}"
        for n, titel, nummer in (
            (1, "Godkendelse af dagsorden", ""),
            (2, "Cykelsti til byen", "JOURNALNUMMER\n\n22051188\n\n"),
            (3, "Takster for haller", "JOURNALNUMMER\n\n22033740\n\n"),
            (4, "Underskriftsark", ""),
        )
    )
    assert journalnumre(tekst) == [[], ["22051188"], ["22033740"], []]


def test_a_transcripts_titles_stand_over_the_mark_of_an_open_item_behind_a_date_that_was_lost() -> None:
    titler = ("Godkendelse af dagsorden", "Energirenovering af børnehuset", "Udskiftning af hallens tag", "Eventuelt")
    sider = "".join(
        f"\n\n{n} Bygge- og Ejendomsudvalget d {titel} Åben sag Sagsnr.: 15/1820{n} Sagsansvarlig: pki.tf Fraværende: "
        "INDSTILLING Teknisk Forvaltning indstiller til Bygge- og Ejendomsudvalget, 1. at sagen godkendes. "
        f"BESLUTNING I BYGGE- OG EJENDOMSUDVALGET DEN Godkendt. {n - 1}"
        for n, titel in enumerate(titler, 3)
    )
    hoved = (
        "1 HAVBY KOMMUNE Åbent referat til Bygge- og Ejendomsudvalget Mødedato: Mandag den 7. september 2015 "
        "Mødetidspunkt: 15:30 Medlemmer: Bent Holm, Finn Krog, Gerda Vang, Kim Lund, Lis Dam"
    )
    liste = f"2 Indholdsfortegnelse Punkter til dagsorden Side 1. {' '.join(titler)}...15 Bilagsoversigt"
    tekst = f"Åbent referat til Bygge- og Ejendomsudvalget\n\nTranskript\n\n{hoved}\n\n{liste}{sider}"
    assert [p.titel for p in punkter(tekst)] == list(titler)
    assert journalnumre(tekst) == [[f"15/1820{n}"] for n in range(3, 7)]


def test_an_attachments_button_is_no_part_of_a_decision_and_names_no_meeting() -> None:
    (punkt,) = punkter(
        f'{HOVED}1. Cykelsti til byen\nBeslutning\nGodkendt.\nDownload "Byrådets afvisning af 3. maj 2012"\n'
    )
    assert punkt.beslutning == "Godkendt."


def test_a_list_inside_a_case_that_its_decision_repeats_is_no_contents_list() -> None:
    led = ("Ny sti ved åen", "Ny bro ved møllen", "Nyt lys i parken")
    soegt = "".join(f"{n}) {x}\nTeksten er her\n" for n, x in enumerate(led, 1))
    afgjort = "".join(f"{n}) {x}\nGodkendt.\n" for n, x in enumerate(led, 1))
    tekst = (
        f"{HOVED}1. Godkendelse af dagsorden\nBeslutning\nGodkendt.\n\n2. Anlægspuljen\nSagsnr.: 14/1202\n"
        f"Sagsfremstilling\nDer er søgt om:\n{soegt}Beslutning\n{afgjort}\n"
        "3. Budget\nSagsnr.: 14/1203\nBeslutning\nUdsat.\n"
    )
    assert [nr for nr, _ in numre_og_titler(tekst)] == ["1", "2", "3"]


def test_numbers_without_bullets_go_before_points_behind_them() -> None:
    punkt = "".join(f"• Punkt {n}: Tidsplan {n} godkendes\n" for n in (1, 2, 3))
    tekst = (
        f"{HOVED}1. Godkendelse af dagsorden\nBeslutning\nGodkendt.\n\n2. Budgetprocedure\nBeslutning\n{punkt}\n"
        + "".join(
            f"{n}. {titel}\nSagsfremstilling\nEn sag.\nBeslutning\nGodkendt.\n\n"
            for n, titel in ((3, "Lokalplan ved havnen"), (4, "Ny svømmehal"), (5, "Salg af grund"))
        )
    )
    assert [nr for nr, _ in numre_og_titler(tekst)] == ["1", "2", "3", "4", "5"]


def test_labels_in_capitals_over_the_first_title_are_each_next_punkts() -> None:
    tekst = "Byrådet\nDato: 12. marts 2014\n\n" + "".join(
        f"SAGSNR.\n14/120{n}\n{n}. {titel}\n\nBESLUTNING\nGodkendt.\n\n"
        for n, titel in ((1, "GODKENDELSE AF DAGSORDEN"), (2, "LOKALPLAN FOR HAVNEN"))
    )
    assert journalnumre(tekst) == [["14/1201"], ["14/1202"]]


@pytest.mark.parametrize("tabt", ["Beslutning i Teknisk Udvalg den\n12. marts 2014", "Beslutning i Teknisk Udvalg den"])
def test_one_date_that_wrapped_or_was_lost_leaves_the_meeting_its_date(tabt: str) -> None:
    hoveder = ("Beslutning i Teknisk Udvalg den 12. marts 2014", tabt, "Beslutning i Teknisk Udvalg den 12. marts 2014")
    tekst = "Teknisk Udvalg\nReferat\n\n" + "".join(
        f"{n}. {titel}\nSagsnr.: 14/{n}\n{hoved}\nGodkendt.\n\n"
        for n, (titel, hoved) in enumerate(zip(("Cykelsti", "Takster", "Lokalplan"), hoveder, strict=True), 1)
    )
    assert read_referat(tekst.encode()).moeder[0].dato == "2014-03-12"


def test_an_attachment_that_is_a_note_does_not_make_minutes_a_note() -> None:
    tekst = (
        "Kommunalbestyrelsen - onsdag den 25. maj 2011\n\nPunkt 8\nUdbygning af skolen\n\n"
        "Sagsnr. 2011-3518\n\nSagsfremstilling\nSkolen er for lille.\n\nBilag\nNotat om elevtal\n\nIndstilling\n"
        "Direktionen foreslår,\n1) at beløbet gives\n\nKB den 25. maj 2011\nTiltrådt.\n"
    )
    (punkt,) = punkter(tekst)
    assert (punkt.nr, punkt.udfald) == ("8", Udfald.TILTRAADT)


def test_another_boards_decision_in_a_case_is_not_this_bodys() -> None:
    (punkt,) = punkter(
        f"{HOVED}1. Udvidelse af skolen\nSagsfremstilling\nDer mangler plads.\nSkolebestyrelsens beslutning\n"
        "Bestyrelsen kan ikke anbefale forslaget.\nIndstilling\nDet indstilles, at udvidelsen godkendes.\n"
        "Politisk beslutning\nRammen blev afvist i budget 2013.\nBeslutning\nGodkendt.\n"
    )
    assert (punkt.udfald, punkt.beslutning) == (Udfald.GODKENDT, "Godkendt.")
