"""Pages, heads and lists as kommuner set them: transcripts that run on, heads over each punkt, labels over values,
numbers glued to titles, and who was away from what."""

from __future__ import annotations

import pytest
from referat.extract.pipeline import read_referat
from referat.schemas.referat import Moede
from referat.schemas.vokabular import Deltagerstatus, Udfald

HOVED = "Referat\nUdvalg: Teknikudvalget\nDato: 12. marts 2014\n"
KROP = "Beslutning\nGodkendt.\n"


def moede(tekst: str) -> Moede:
    (ene,) = read_referat(tekst.encode()).moeder
    return ene


def fravaer(m: Moede) -> list[set[str]]:
    return [{f.navn for f in p.fravaer} for p in m.punkter]


def fire_punkter(hoved: str) -> Moede:
    return moede(hoved + "".join(f"\n{n}. Sag om vej {n}\nSagsnr. 14/10{n}\n{KROP}" for n in range(1, 5)))


# --- pages -------------------------------------------------------------------------------------------------------


def test_a_running_head_of_two_lines_under_page_numbers_is_no_decision() -> None:
    kant = " " * 39
    sider = "".join(
        f"{n}. Sag om vej {n}\nSagsnr.: 14/10{n}\n\nFORVALTNINGEN INDSTILLER,\n1) at vejen anlægges, og\n\n"
        f"{kant}{n}\n\nHavby Kommune\nTeknikudvalget, 12-03-2014\n\n2) at regningen betales.\n\n"
        f"BESLUTNING\nGodkendt.\n\n"
        for n in range(1, 5)
    )
    m = moede(f"Havby Kommune\nTeknikudvalget, 12-03-2014\n\nReferat\n\n{sider}")
    assert [p.beslutning for p in m.punkter] == ["Godkendt."] * 4
    assert [len(p.indstillinger) for p in m.punkter] == [2] * 4


def test_page_numbers_right_over_the_running_head_begin_no_punkt() -> None:
    kant = "Teknikudvalget, onsdag den 12. marts 2014"
    sider = "".join(f"{n}\n{kant}\n{n}.\nSag om vej {n}\nSagsnr. 14/10{n}\n{KROP}" for n in range(1, 5))
    assert [(p.nr, p.titel) for p in moede(f"Referat\n{kant}\n{sider}").punkter] == [
        (str(n), f"Sag om vej {n}") for n in range(1, 5)
    ]


SAGER = ["Bemærkninger til dagsordenen", "Tilskud til overdækning af banen", "Udbud af skolebuskørsel"]


def test_titles_of_a_transcript_stand_between_its_running_head_and_their_case_numbers() -> None:
    navn = "Havby Byråd onsdag den 12. marts HAVBY BYRÅD"
    agenda = (
        f"1 HAVBY KOMMUNE Havby Byråd Mødet blev holdt onsdag den 12. marts 2014 kl. 18:30 1. {' '.join(SAGER)}... 9"
    )
    sider = [
        f"{n} {navn} {titel} Sagsnr.: 14/10{n} Punkttype Beslutning. Tema Byrådet skal tage stilling til noget, "
        f"som der er søgt om. Sagsbeskrivelse Der er søgt om noget. "
        f"Beslutning Havby Byråd den Fraværende Nej Godkendt. Claus Vang"
        for n, titel in enumerate(SAGER, 2)
    ]
    m = moede("Referat\n\nStørrelse: px\nStarte visningen fra side:\n\nTranskript\n\n" + "\n\n".join([agenda, *sider]))
    assert [p.titel for p in m.punkter] == SAGER
    assert [p.udfald for p in m.punkter] == [Udfald.GODKENDT] * 3
    assert fravaer(m) == [{"Claus Vang"}] * 3


def test_titles_of_a_transcript_stand_behind_the_labels_of_their_case() -> None:
    navn = "Kulturudvalget"
    agenda = f"1 {navn} Referat fra møde 12. marts 2014 Onsdag kl. 16:00 Mødelokale D1 "
    agenda += (
        "Følgende sager behandles på mødet Side "
        + " ".join(f"{titel} {n}" for n, titel in enumerate(("Meddelelser", *SAGER[1:]), 2))
        + " Bilagsoversigt 9"
    )
    sider = [
        f"{n} {navn} Punkt: {40 + n} Acadre sagsnr.: 15/10{n} Journalnr.: A00 Sagsforløb: KU - Åben sag Mødedato: "
        f"Sagsansvarlig enhed: Kultur og Fritid Sagsbehandler: Tine Holm {titel} Resume Der er søgt om noget, som "
        f"udvalget kan give. Beslutning {navn} den Godkendt som nr. {n}. {navn} Onsdag den Side {2 * n}"
        for n, titel in enumerate(("Meddelelser", *SAGER[1:]), 2)
    ]
    m = moede("Følgende sager behandles på mødet\n\nTranskript\n\n" + "\n\n".join([agenda, *sider]))
    assert [(p.nr, p.titel) for p in m.punkter] == [("42", "Meddelelser"), ("43", SAGER[1]), ("44", SAGER[2])]
    assert [[j.raa for j in p.journalnumre] for p in m.punkter] == [[f"15/10{n}"] for n in (2, 3, 4)]
    assert [p.beslutning for p in m.punkter] == [f"Godkendt som nr. {n}." for n in (2, 3, 4)]


# --- what begins a punkt -----------------------------------------------------------------------------------------


def test_the_head_over_each_punkt_is_its_own_and_no_part_of_the_one_before() -> None:
    sider = "".join(
        f"TEKNIKUDVALGET                  HAVBY KOMMUNE\n"
        f"MØDEDATO: 12.03.2014    J.NR.: 27.36.0{n}K08    SAGSNR.: 2014-114{n}\n"
        f"Fraværende: {vaek}\n\nPunkt nr. {n}: Sag om vej {n}\n\nSagsfremstilling\nDer er søgt.\n\n{KROP}\n"
        for n, vaek in enumerate(("Anne Holm", "Anne Holm", "Anne Holm og Bo Krog", "Anne Holm"), 1)
    )
    m = moede(f"Referat\nMØDE I TEKNIKUDVALGET\nOnsdag den 12. marts 2014\n\n{sider}")
    assert [[j.raa for j in p.journalnumre] for p in m.punkter] == [
        [f"27.36.0{n}K08", f"2014-114{n}"] for n in range(1, 5)
    ]
    assert fravaer(m) == [{"Anne Holm"}, {"Anne Holm"}, {"Anne Holm", "Bo Krog"}, {"Anne Holm"}]


def test_numbers_glued_to_titles_number_the_punkter_one_of_which_has_a_number_itself() -> None:
    titler = ("133Godkendelse af dagsorden", "134Ny vej", "1352. budgetopfølgning for veje", "136Eventuelt")
    m = moede(HOVED + "".join(f"\n{t}\n\n{KROP}" for t in titler))
    assert [(p.nr, p.titel) for p in m.punkter] == [
        ("133", "Godkendelse af dagsorden"),
        ("134", "Ny vej"),
        ("135", "2. budgetopfølgning for veje"),
        ("136", "Eventuelt"),
    ]


def test_notes_with_glued_numbers_are_no_punkter() -> None:
    m = fire_punkter(f"{HOVED}\n1Tallene er i løbende priser\n2Se bilaget\n3Opgjort i maj\n")
    assert [p.nr for p in m.punkter] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("maerke", ["  • Punkt {} ", "ØU-4{}/07-B ", "{}. - Lukket punkt: "])
def test_bullets_bodies_and_dashes_may_stand_at_a_punkts_number(maerke: str) -> None:
    m = moede(HOVED + "".join(f"\n{maerke.format(n)}Sag om vej {n}\n\n{KROP}" for n in range(1, 5)))
    assert [p.titel for p in m.punkter] == [f"Sag om vej {n}" for n in range(1, 5)]


def test_a_title_in_capitals_over_two_lines_stands_under_its_case_number() -> None:
    m = moede(
        f"{HOVED}\nSag nr. 101\nJ.nr. 00.01.00 A16\nMEDDELELSER\n\n{KROP}\nSag nr. 102\nJ.nr. 01.02.05 P16\n"
        f"LOKALPLAN NR. 87, OMRÅDE VED STOREGADE,\nENDELIG VEDTAGELSE\n\n{KROP}\nSag nr. 103\nJ.nr. 02.34.00 P19\n"
        f"ANSØGNING\n\n{KROP}"
    )
    assert m.punkter[1].titel == "LOKALPLAN NR. 87, OMRÅDE VED STOREGADE, ENDELIG VEDTAGELSE"


def test_a_decision_may_be_headed_with_the_punkts_number_and_title() -> None:
    m = moede(
        HOVED
        + "".join(
            f"\nPunkt {n}: Sag om vej {n}\n\n14/1010{n}\n\n"
            f"Indstilling\n\nForvaltningen indstiller, at vejen anlægges.\n\n"
            f"Beslutning for Punkt {n}: Sag om vej {n}\n\nUdsat.\n\nSagsfremstilling\n\nVejen er smal.\n"
            for n in range(1, 4)
        )
    )
    assert [(p.beslutning, p.udfald) for p in m.punkter] == [("Udsat.", Udfald.UDSAT)] * 3


def test_an_attachment_over_the_next_punkts_case_number_is_no_punkt() -> None:
    m = moede(
        HOVED
        + "".join(
            f"\n06.00.05-P16-{n}-14\n\n{87 + n}. Sag om vej {n}\n\n{KROP}\nBilag\n 1. Skema {n}a\n 2. Skema {n}b\n"
            for n in range(1, 4)
        )
    )
    assert [p.nr for p in m.punkter] == ["88", "89", "90"]
    assert [[j.raa for j in p.journalnumre] for p in m.punkter] == [[f"06.00.05-P16-{n}-14"] for n in range(1, 4)]


# --- decisions without a heading, and other bodies' ---------------------------------------------------------------


def test_where_next_to_no_decisions_are_headed_the_others_are_read_but_no_other_bodys() -> None:
    sager = [
        "Borgmesteren meddelte, at der er anlagt sag.\nTil efterretning.",
        "Teknisk Udvalg anbefalede den 4. marts 2014 planen.\nAnne Holm stillede forslag om en højde på 12 m.\n"
        "For forslaget stemte A. Imod stemte C og V. Forslaget var dermed forkastet.\nPlanen blev vedtaget.",
        "Økonomiudvalget anbefaler, at reglerne ændres.",
        "Økonomiudvalget indstiller,\n1. at grunden sælges.\nBeslutning:\nVedtaget.",
        "Vejen er smal.\nGodkendt.",
        "Økonomiudvalgets indstilling fulgtes.",
    ]
    m = moede(
        "Havby Kommune\nByrådet\nReferat\n12. marts 2014\n"
        + "".join(f"\n{n}. Sag om vej {n}\nj.nr. 14/10{n}\n{tekst}\n" for n, tekst in enumerate(sager, 158))
    )
    assert [p.udfald for p in m.punkter] == [
        Udfald.EFTERRETNING,
        Udfald.GODKENDT,
        None,
        Udfald.GODKENDT,
        Udfald.GODKENDT,
        Udfald.GODKENDT,
    ]


def test_a_body_named_with_the_punkt_of_its_own_meeting_is_not_the_one_that_met() -> None:
    m = moede(
        "Referat\n"
        + "".join(
            f"\n • {n}. Sag om vej {n}\n\nIndstilling\n\nTeknik indstiller, at vejen anlægges.\n\n"
            f"Økonomiudvalget, 4. marts 2014, pkt. {n}:\n\nAnbefales.\n\nBeslutning\n\nForkastet.\n"
            for n in range(688, 691)
        )
    )
    assert (m.udvalg, m.dato) == (None, None)
    assert [p.udfald for p in m.punkter] == [Udfald.AFVIST] * 3


# --- heads and lists ---------------------------------------------------------------------------------------------


def test_labels_one_under_the_other_have_the_values_that_follow_in_their_order() -> None:
    m = fire_punkter(
        "Referat\nTeknikudvalget\nMødedato:\nMødested:\nStarttidspunkt:\nSluttidspunkt:\nAfbud:\nFraværende:\n"
        "Bemærkninger:\nOnsdag den 12. marts 2014\nRådhuset, 1. sal\nKl. 15:30\nKl. 18:10\nAnne Holm\nIngen\n"
        "Udvalget besøgte biblioteket.\n"
    )
    assert (m.dato, m.start, m.slut, m.sted) == ("2014-03-12", "15:30", "18:10", "Rådhuset, 1. sal")
    assert fravaer(m) == [{"Anne Holm"}] * 4


def test_values_that_are_not_of_their_labels_kind_are_given_to_none() -> None:
    m = fire_punkter(
        "Referat\nTeknikudvalget\nMødedato:\nMødested:\nStarttidspunkt:\nAfbud:\nBemærkninger:\n"
        "Onsdag den 12. marts 2014\nKl. 15:30\nRådhuset, 1. sal\nAnne Holm\nIngen\n"
    )
    assert (m.start, fravaer(m)) != ("Rådhuset, 1. sal", [{"Ingen"}] * 4)
    assert all(d.navn != "Rådhuset" for d in m.deltagere)


def test_a_word_of_who_was_there_may_stand_under_each_name() -> None:
    m = fire_punkter(f"{HOVED}\nMedlemmer\nAnne Holm (A)\nTil stede\nBo Krog (V)\nAfbud\nLis Dam (C)\nTil stede\n")
    assert {d.navn: d.status for d in m.deltagere} == {
        "Anne Holm": Deltagerstatus.TIL_STEDE,
        "Bo Krog": Deltagerstatus.AFBUD,
        "Lis Dam": Deltagerstatus.TIL_STEDE,
    }


@pytest.mark.parametrize(
    ("liste", "vaek"),
    [
        ("Fraværende: Anne Holm (V), Bo Krog (A) under sag nr. 3", ["A", "A", "AB", "A"]),
        ("Fraværende med afbud: Anne Holm (V), Bo Krog indtil kl. 17.05\n(under punkt 1 og 2)", ["AB", "AB", "A", "A"]),
        ("Afbud: Anne Holm (V), Bo Krog (A) fra punkt 3", ["A", "A", "AB", "AB"]),
        ("Fraværende: Anne Holm (V) og Bo Krog (A) under sag nr. 3", ["", "", "AB", ""]),
        ("Deltagere:\nAnne Holm (V), 1. næstformand- afbud\nBo Krog (A)- deltog ikke i behandlingen af punkt: 3, 4",
         ["A", "A", "AB", "AB"]),
        ("Afbud\nAnne Holm\n\nUden afbud\nBo Krog", ["AB"] * 4),
    ],
)  # fmt: skip
def test_what_a_list_says_behind_a_name_is_that_persons(liste: str, vaek: list[str]) -> None:
    assert ["".join(sorted(n[0] for n in navne)) for navne in fravaer(fire_punkter(f"{HOVED}{liste}\n"))] == vaek


def test_a_substitute_named_behind_a_dash_was_there() -> None:
    m = fire_punkter(f"{HOVED}Afbud\n • Anne Holm, V - Bo Krog stedfortræder\n • Lis Dam, A\n")
    assert fravaer(m) == [{"Anne Holm", "Lis Dam"}] * 4


def test_what_should_have_stood_in_earlier_minutes_is_no_absence() -> None:
    m = moede(
        f"{HOVED}\n1. Godkendelse af referat\nBeslutning\nDer var en rettelse til referatets punkt 4, hvor Bo Krog "
        f"skal stå som fraværende. Med denne rettelse er referatet godkendt.\n\n2. Ny vej\n{KROP}"
    )
    assert fravaer(m) == [set(), set()]


def test_a_punkt_of_absence_may_go_on_about_a_single_punkt() -> None:
    m = moede(
        f"{HOVED}\n1. Fraværende\n\nBeslutning\nAnne Holm.\n\nBo Krog fraværende under punkt 3.\n\n2. Ny vej\n{KROP}\n"
        f"3. Ny bro\n{KROP}"
    )
    assert fravaer(m) == [{"Anne Holm"}, {"Anne Holm"}, {"Anne Holm", "Bo Krog"}]


@pytest.mark.parametrize("ord_", ["forkastede indstillingen", "afviste forslaget"])
def test_a_majority_that_turns_a_proposal_down_votes_against_it(ord_: str) -> None:
    m = moede(
        f"{HOVED}\n1. Ny vej\nIndstilling\nForvaltningen indstiller, at vejen anlægges.\nBeslutning\nEt flertal (C, V "
        f"og B) {ord_}. Et mindretal (A og F) stemte for.\n\n2. Ny bro\n{KROP}"
    )
    assert {s.parti: s.stemme for s in m.punkter[0].stemmer} == {
        "C": "imod",
        "V": "imod",
        "B": "imod",
        "A": "for",
        "F": "for",
    }
    assert m.punkter[0].udfald is Udfald.AFVIST


def afgjort(beslutning: str, indstilling: str = "at vejen anlægges.") -> tuple[Udfald | None, list[Udfald | None]]:
    m = moede(
        f"{HOVED}\n1. Ny vej\nIndstilling\nForvaltningen indstiller, {indstilling}\nBeslutning\n{beslutning}\n\n"
        f"2. Ny bro\n{KROP}"
    )
    return m.punkter[0].udfald, [i.udfald for i in m.punkter[0].indstillinger]


@pytest.mark.parametrize(
    ("beslutning", "udfald"),
    [
        ("Socialistisk Folkepartis ændringsforslag ÆF1 om, at vejen spærres, blev forkastet med 9 stemmer mod 4.\n"
         "For stemte: F og Ø.\n\nIndstillingen blev herefter godkendt med 9 stemmer mod 4.\nFor stemte: A og V.",
         Udfald.GODKENDT),
        ("A foreslog, at sagen oversendes til Socialudvalget.\nForslaget om oversendelse blev godkendt.",
         Udfald.OVERSENDT),
        ("Forslaget om udsættelse blev forkastet. Indstillingen blev godkendt.", Udfald.GODKENDT),
        ("Et flertal på 3 (Anne Holm, Bo Krog og Lis Dam) stemte imod indstillingen.", Udfald.AFVIST),
        ("Anne Holm og Bo Krog ønskede sagen afvist. Lis Dam, Ib Mol og Per Vang kunne tiltræde indstillingen, der "
         "dermed er tiltrådt.", Udfald.TILTRAADT),
        ("Børneudvalgets indstilling følges, og forslaget er dermed forkastet.", Udfald.AFVIST),
        ("Udvalget følger fagenhedens indstilling.", Udfald.GODKENDT),
    ],
)  # fmt: skip
def test_amendments_motions_and_minorities_do_not_decide_the_matter(beslutning: str, udfald: Udfald) -> None:
    assert afgjort(beslutning)[0] is udfald


def test_a_refusal_that_was_recommended_is_no_second_outcome() -> None:
    assert afgjort("Indstillingen godkendt. Der gives afslag.", "at der gives afslag.") == (
        Udfald.GODKENDT,
        [Udfald.GODKENDT],
    )
    assert afgjort("Indstillingen godkendt. Der gives afslag.")[0] is Udfald.BLANDET


def test_bodies_follow_one_another_under_one_heading_of_decisions() -> None:
    m = moede(
        "Havby Kommune\nBorgerrepræsentationen\nReferat\nMødedato: 21. november 2019\n"
        + "".join(
            f"\n{n}. Sag om vej {n} (2019-000044{n})\n\nIndstilling\n\nForvaltningen indstiller,\n1. at vejen anlægges."
            "\n\nBeslutning\n\nTeknikudvalgets beslutning i mødet den 28. oktober 2019\n\nIndstillingen blev anbefalet "
            "med 7 stemmer mod 3.\nFor stemte: B.\nImod stemte: C.\n\nBorgerrepræsentationens beslutning i mødet den "
            "21. november 2019\n\nIndstillingen blev godkendt med 37 stemmer mod 17.\nFor stemte: A.\nImod stemte: F.\n"
            for n in range(1, 4)
        )
    )
    assert [p.udfald for p in m.punkter] == [Udfald.GODKENDT] * 3
    assert [[(s.parti, s.stemme) for s in p.stemmer] for p in m.punkter] == [[("A", "for"), ("F", "imod")]] * 3
