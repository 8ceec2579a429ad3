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


# --- what looks like it and is not --------------------------------------------------------------------------------


def test_a_decision_right_over_the_next_punkts_case_line_stays() -> None:
    m = moede(
        "Teknikudvalget\nMødedato: 12. marts 2014\n"
        + "".join(
            f"\nSagsnr.: 14/120{n}\nSagsbehandler: Lis Dam\n{n}. Sag om vej {n}\n\nBeslutning\n\n{hvad}"
            for n, hvad in enumerate(("Godkendt.", "Udsat.", "Forkastet."), 1)
        )
    )
    assert [p.udfald for p in m.punkter] == [Udfald.GODKENDT, Udfald.UDSAT, Udfald.AFVIST]


def test_case_numbers_that_close_a_punkt_are_not_the_next_ones() -> None:
    m = moede(
        HOVED
        + "".join(f"\n{n}. Sag om vej {n}\n\n{KROP}\nSagsnr.: 14/120{n}\nSagsbehandler: Lis Dam\n" for n in range(1, 5))
    )
    assert all(f"14/120{n - 1}" not in [j.raa for j in p.journalnumre] for n, p in enumerate(m.punkter, 1))


def test_the_bodys_line_over_its_decision_is_no_head_come_again() -> None:
    organ = "Teknikudvalget den 12. marts 2014"
    m = moede(
        "Teknikudvalget\nMødedato: 12. marts 2014\n"
        + "".join(
            f"\n{organ}\nSagsnr.: 14/120{n}\n\n{n}. Sag om vej {n}\n\nSagsfremstilling:\nSagen er belyst.\n\n"
            f"Økonomiudvalget den 10. marts 2014\nAnbefales.\n\n{organ}\n{hvad}\n"
            for n, hvad in enumerate(("Vedtaget.", "Forkastet.", "Udsat."), 1)
        )
    )
    assert [p.udfald for p in m.punkter] == [Udfald.GODKENDT, Udfald.AFVIST, Udfald.UDSAT]


@pytest.mark.parametrize(
    "begynder", ["Beslutning {} Punkt {}. Sag om vej {} Sagsnr. 14/10{} Sagsfremstilling Der er søgt."]
)
def test_the_heading_that_every_page_begins_with_is_not_its_running_head(begynder: str) -> None:
    udfald = ("Godkendt.", "Udsat.", "Forkastet.")
    sider = [
        "2 Byrådet den 12. marts 2014 Punkt 1. Sag om vej 1 Sagsnr. 14/101 Sagsfremstilling Der er søgt om noget nyt."
    ]
    sider += [
        f"{n + 2} Byrådet den 12. marts 2014 "
        + begynder.format(hvad, n + 1, n + 1, n + 1)
        + " Der er kommet svar fra naboer."
        for n, hvad in enumerate(udfald[:2], 1)
    ]
    sider.append(f"5 Byrådet den 12. marts 2014 Beslutning {udfald[2]} Mødet hævet kl. 19.00")
    m = moede("1 Havby Kommune Byrådet Referat fra mødet onsdag den 12. marts 2014 kl. 16.00\n" + "\n".join(sider))
    assert [p.udfald for p in m.punkter] == [Udfald.GODKENDT, Udfald.UDSAT, Udfald.AFVIST]


def test_the_only_line_that_names_body_and_date_stays_though_it_comes_again_under_page_numbers() -> None:
    organ = "Byrådet den 4. maj 2022"
    sider = "".join(f"\n{n}\n{organ}\n{n}. Sag om vej {n}\nSagsnr. 14/10{n}\n{KROP}" for n in range(1, 5))
    m = moede(f"Havby Kommune\nReferat\n{organ}\n{sider}")
    assert (m.udvalg, m.dato) == ("Byrådet", "2022-05-04")


def test_bullets_about_other_punkter_begin_none() -> None:
    m = moede(
        f"{HOVED}\nPunkt 1 Dagsorden\n\n{KROP}\nPunkt 2 Opfølgning på sidste møde\n\n"
        "Sagsfremstilling\nDer følges op på:\n"
        f"• Punkt 3 Cykelsti\n• Punkt 4 Renovering af havnen\n\n{KROP}\nPunkt 3 Budget 2015\n\n{KROP}"
    )
    assert [p.titel for p in m.punkter] == ["Dagsorden", "Opfølgning på sidste møde", "Budget 2015"]


@pytest.mark.parametrize(
    "hoved",
    [
        "Mødedato:\nStarttidspunkt:\nMødested:\nDeltagere:\nFraværende:\n12. marts 2014\nkl. 16.00\nRådhuset\n"
        "Anne Holm (A)\nBo Krog (V)\nLis Dam (F)\n",
        "Deltagere\nAnne Holm\nAfbud\nPer Vang\nStedfortrædere:\nBo Krog\nAfbud\nIb Mol\nTil stede\nLis Dam\n",
    ],
)
def test_those_of_a_list_that_may_be_read_two_ways_are_not_away(hoved: str) -> None:
    m = fire_punkter(f"Referat\nTeknikudvalget\n{hoved}")
    assert not {"Anne Holm", "Bo Krog", "Lis Dam"} & fravaer(m)[0]


def test_a_mark_behind_a_role_is_that_members_and_labels_nobody() -> None:
    m = fire_punkter(f"{HOVED}Medlemmer:\nAnne Holm (A), formand – Afbud\nBo Krog (V)\nLis Dam (F)\n")
    assert fravaer(m) == [{"Anne Holm"}] * 4


@pytest.mark.parametrize(
    ("linje", "vaek"),
    [
        ("Anne Holm (V) var ikke til stede på mødet under dette punkt.", {"Anne Holm"}),
        ("Fraværende: Anne Holm (V), Bo Krog (F), begge fra punkt 3", set()),
        ("Fraværende: Anne Holm (V). Mødet ledes af næstformanden, Bo Krog (F) fra punkt 3", {"Anne Holm"}),
        ("Anne Holm (V) registreres som fraværende.", {"Anne Holm"}),
    ],
)
def test_absence_told_in_a_punkt_is_of_whom_and_when_it_says(linje: str, vaek: set[str]) -> None:
    tekst = "".join(
        f"\n{n}. Sag om vej {n}\nBeslutning\nGodkendt.\n" + (f"\n{linje}\n" if n == 2 else "") for n in range(1, 5)
    )
    m = moede(HOVED + tekst)
    assert fravaer(m)[1] == vaek
    assert fravaer(m)[0] == set()


def test_an_agenda_with_one_earlier_decision_decides_nothing() -> None:
    m = moede(
        "Havby Kommune\nTeknikudvalget\nDagsorden\nMødedato: 12. marts 2014\n\n1. Meddelelser\n\n"
        "2. Lokalplan for havnen\n\nBeslutning i Teknikudvalget den 3. februar 2014\nUdsat.\n\n"
        "3. Budget 2015\nForvaltningen foreslår, at budgettet godkendes.\n\n"
        "4. Grundsalg\nDet indstilles, at sagen udsættes.\n\n"
        "5. Vinter\nSagen afvises efter ønske fra forvaltningen.\n\n6. Eventuelt\n"
    )
    assert {p.udfald for p in m.punkter} == {None}


@pytest.mark.parametrize(
    "organ", ["Byrådet", "Langeland Byråd", "Kommunalbestyrelsen", "Byrådet anbefales at godkende købet. Byrådet"]
)
def test_a_council_by_any_of_its_names_is_the_body_that_met(organ: str) -> None:
    m = moede(
        "Havby Kommune\nKommunalbestyrelsen\nReferat\n12. marts 2014\n"
        + "".join(f"\n{n}. Sag om vej {n}\nSagsnr. 14/10{n}\n\n{organ} vedtog planen.\n" for n in range(1, 4))
    )
    assert all(p.udfald is not None for p in m.punkter)


@pytest.mark.parametrize(
    ("beslutning", "udfald"),
    [
        ("Der er ikke modtaget bemærkninger. Planen vedtages.", Udfald.GODKENDT),
        ("Der blev ikke stillet spørgsmål til sagen, som hermed udsættes.", Udfald.UDSAT),
        ("Indstillingen godkendes, og forslaget er dermed bortfaldet.", Udfald.GODKENDT),
        ("Udvalget ønsker, at forvaltningen følger borgerrådgiverens anbefaling. Sagen udsættes.", Udfald.UDSAT),
        ("Udvalget følger indstillingen, således at ansøgningen ikke godkendes fuldt ud.", Udfald.GODKENDT),
        ("Ingen afbud og forslaget vedtaget.", Udfald.GODKENDT),
        ("Sagen overføres til mødet i Byrådet den 24. marts 2014.", Udfald.ANDET),
        ("Ingen fraværende.\nForslaget vedtaget.", Udfald.GODKENDT),
    ],
)
def test_words_near_an_outcome_do_not_turn_it(beslutning: str, udfald: Udfald) -> None:
    assert afgjort(beslutning)[0] is udfald


@pytest.mark.parametrize(
    "beslutning",
    [
        "Et flertal (A og V) tiltrådte forvaltningens indstilling om at afvise ansøgningen.",
        "Et flertal (A og V) godkendte indstillingen og afviste ændringsforslaget fra O.",
        "Et flertal bestående af A og V afviste forslag om udsættelse. Indstillingen godkendt.",
    ],
)
def test_a_majority_that_turns_something_else_down_votes_for(beslutning: str) -> None:
    m = moede(f"{HOVED}\n1. Ny vej\nBeslutning\n{beslutning}\n\n2. Ny bro\n{KROP}")
    assert {(s.parti, s.stemme) for s in m.punkter[0].stemmer} >= {("A", "for"), ("V", "for")}


def test_points_named_behind_while_have_their_own_fate_and_counts_have_none() -> None:
    led = "\n1. at vejen anlægges.\n2. at broen males.\n3. at sagen sendes til Byrådet.\n4. at borgerne høres."
    assert afgjort("Efter debat blev 1. og 2. godkendt, mens 3. og 4. blev udsat.", led)[1] == [
        Udfald.GODKENDT,
        Udfald.GODKENDT,
        Udfald.UDSAT,
        Udfald.UDSAT,
    ]
    assert afgjort("Udvalget anbefaler 1. og 2., mens 3. ikke godkendes.", led)[1][2] is Udfald.AFVIST
    assert afgjort("Godkendt. Tre ansøgere fik støtte, mens 2 afvises.", led)[1][1] is not Udfald.AFVIST
