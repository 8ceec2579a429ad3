"""Pages as texts show them: heads and feet between the lines, buttons of web pages, a whole page on one line."""

from __future__ import annotations

from laes_hjaelp import KROP, et, laes, punkter
from referat.extract.pipeline import read_referat
from referat.models.kommuner import hent_kommune

FOD = "Sandvig Kommune                                        Side {} af 9"


def test_a_page_foot_goes_and_the_heading_under_it_stays() -> None:
    dele = [f"{FOD.format(nr)}\nPunkt {nr}: Sag {nr}\n\nBeslutning\nGodkendt.\n" for nr in (3, 4, 6)]
    ref = laes(*dele)
    assert [(p.nr, p.titel, p.beslutning) for p in ref.punkter] == [
        (str(nr), f"Sag {nr}", "Godkendt.") for nr in (3, 4, 6)
    ]


def test_numbers_that_count_up_in_the_text_are_no_page_numbers() -> None:
    ref = et(laes("1. Ny sti\n\nSagsfremstilling\nSe side 3\nSe også side 5\n\nBeslutning\nGodkendt."))
    assert ref.afsnit[0].tekst == "Se side 3\nSe også side 5"


def test_the_kommune_is_read_from_the_pages_edges() -> None:
    dele = [
        f"{nr}. Sag {nr}\n\nBeslutning\nGodkendt.\n\nRingsted Kommune · Miljøudvalget · side {nr}\n" for nr in (1, 2, 3)
    ]
    dokument = read_referat("\n".join(["Referat fra Miljøudvalget", "12-09-2023", "", *dele]).encode())
    assert hent_kommune(dokument.kommune_kode or "").navn == "Ringsted"
    assert [p.beslutning for p in dokument.moeder[0].punkter] == ["Godkendt."] * 3


NETSIDE = """Spring til hovedindhold
Forside > Politik > Referater > Byrådet > 5. juni 2023

Byrådet
Mandag den 5. juni 2023 kl. 17:00

Hent som PDF
Fold alle punkter ud

Godkendelse af dagsorden
Link til dette punkt
Sagsnummer
00.22.02-A00-2-22

Beslutning
Godkendt.

Ny sti i Åby
Link til dette punkt
Sagsnummer
05.04.00-P20-3-23

Beslutning
Udsat.

Bilag
Åbn bilag: Kort over stien
Hvidbog.pdf
Åbn bilag

Forrige punkt   Næste punkt
"""


def test_the_buttons_of_a_web_page_are_no_part_of_its_punkter() -> None:
    dokument = read_referat(NETSIDE.encode())
    fundet = [(p.titel, [j.raa for j in p.journalnumre], p.beslutning) for p in dokument.moeder[0].punkter]
    assert fundet == [
        ("Godkendelse af dagsorden", ["00.22.02-A00-2-22"], "Godkendt."),
        ("Ny sti i Åby", ["05.04.00-P20-3-23"], "Udsat."),
    ]
    assert [b.titel for b in dokument.moeder[0].punkter[1].bilag] == ["Kort over stien", "Hvidbog.pdf"]


TRANSKRIPT = """Referat Miljøudvalget den 10. marts 2015

1 Sandvig Kommune Referat Miljøudvalget Dato: Tirsdag den 10. marts 2015 Mødested: Lokale 2 Afbud: Per Vang (C)

2 Miljøudvalget Side 3 21. Ny sti (MU) Sagsnr.: 14/20761 BESLUTNINGSTEMA Udvalget skal tage stilling. INDSTILLING \
Forvaltningen indstiller, at stien bygges. BESLUTNING Godkendt. Lis Dam (Ø) undlod at stemme.

3 Miljøudvalget Side 4 22. Ny bro (MU) Sagsnr.: 15/22 SAGSFREMSTILLING Broen er gammel. BESLUTNING Udsat.
"""


def test_a_page_on_one_line_is_parted_at_headings_in_capitals() -> None:
    [moede] = read_referat(TRANSKRIPT.encode()).moeder
    assert [(p.nr, p.titel, p.beslutning) for p in moede.punkter] == [
        ("21", "Ny sti (MU)", "Godkendt. Lis Dam (Ø) undlod at stemme."),
        ("22", "Ny bro (MU)", "Udsat."),
    ]
    assert [i.tekst for i in moede.punkter[0].indstillinger] == ["at stien bygges."]


def test_numbers_behind_a_sign_and_marks_before_a_number_begin_punkter() -> None:
    krop = "\n\nBeslutning\nGodkendt.\n"
    assert punkter(laes(f"#1 Ny skole{krop}", f"#2 Ny vej{krop}")) == [("1", "Ny skole"), ("2", "Ny vej")]
    ref = laes(f"Punkt 1: Ny skole{krop}", f"Lukket: Punkt 2: Salg af grund{krop}")
    assert [(p.nr, p.titel, p.lukket) for p in ref.punkter] == [("1", "Ny skole", False), ("2", "Salg af grund", True)]


def test_a_recommendation_to_recommend_onwards_leads_in_its_points() -> None:
    dokument = laes(
        "1. Regnskab\n\nIndstilling\nForvaltningen indstiller, at udvalget over for Byrådet anbefaler,\n"
        "at regnskabet godkendes, og\nat resten overføres.\n\nBeslutning\nAnbefales."
    )
    assert [i.tekst for i in et(dokument).indstillinger] == ["at regnskabet godkendes, og", "at resten overføres."]


def test_who_came_in_anothers_stead_and_marks_in_columns() -> None:
    hoved = """REFERAT
Byrådet
Mødedato: 4. maj 2022
Til stede / fraværende
Anna Holm (A)        X
Per Vang (V)         Afbud
Lis Dam (B)          X
"""
    ref = laes("1. Eventuelt\n\nBeslutning\nIntet.", hoved=hoved)
    assert [(d.navn, d.status) for d in ref.moeder[0].deltagere] == [
        ("Anna Holm", "til stede"),
        ("Per Vang", "afbud"),
        ("Lis Dam", "til stede"),
    ]
    hoved = (
        "REFERAT\nByrådet\nMødedato: 4. maj 2022\nFraværende: Per Vang (V). I stedet for Per Vang deltog Bo Krog (V).\n"
    )
    ref = laes("1. Eventuelt\n\nBeslutning\nIntet.", hoved=hoved)
    assert [(f.navn, f.stedfortraeder) for f in et(ref).fravaer] == [("Per Vang", "Bo Krog")]


def test_a_list_with_one_member_a_line_keeps_what_they_stand_for_apart() -> None:
    hoved = """REFERAT
Handicaprådet
Mødedato: 4. maj 2022
Til stede:
Anna Holm, Danske Handicaporganisationer
Per Vang, Danske Handicaporganisationer
Lis Dam, Byrådet

Ikke til stede:
Bo Krog, Byrådet
Ida Lund, Danske Handicaporganisationer
"""
    ref = laes("1. Eventuelt\n\nBeslutning\nIntet.", hoved=hoved)
    assert {d.navn for d in ref.moeder[0].deltagere} == {"Anna Holm", "Per Vang", "Lis Dam", "Bo Krog", "Ida Lund"}


def test_a_decision_that_is_the_same_on_every_page_is_no_page_foot() -> None:
    ref = laes(*(f"Punkt {nr}: Sag {nr}\n\nBeslutning\nGodkendt.\nSide {nr}" for nr in (1, 2, 3)))
    assert [p.beslutning for p in ref.punkter] == ["Godkendt."] * 3


def test_a_kommune_alone_on_a_line_does_not_end_a_punkt() -> None:
    krop = "Sagsfremstilling\nAnsøger er\nAarhus Kommune\nsom har betalt.\n" + "Mere.\n" * 9
    ref = laes(f"1. Ny vej\n\n{krop}", f"2. Sti\n\n{KROP}")
    assert ref.punkter[0].afsnit[0].tekst.startswith("Ansøger er\nAarhus Kommune\nsom har betalt.")


def test_prose_that_names_a_decision_and_its_date_is_not_parted() -> None:
    prosa = "Skolen bygges på baggrund af Kommunalbestyrelsens beslutning 4. maj 2021 om at bygge, og "
    ref = et(laes(f"1. Ny skole\n\nSagsfremstilling\n{prosa * 6}den er dyr.\n\nBeslutning\nGodkendt."))
    assert ref.beslutning == "Godkendt."


def test_sentences_that_speak_of_the_points_in_their_own_words() -> None:
    def af(beslutning: str, *points: str) -> list[str | None]:
        anbefalet = "\n".join(f"{nr}. {x}" for nr, x in enumerate(points, 1))
        ref = laes(f"1. Plan\n\nIndstilling\nForvaltningen indstiller,\n{anbefalet}\n\nBeslutning\n{beslutning}")
        return [i.udfald for i in et(ref).indstillinger]

    to = ("at strategien vedtages", "at den nye tidsplan drøftes")
    assert af("Strategien vedtaget. Tidsplanen drøftet.", *to) == ["godkendt", "drøftet"]
    assert af("Godkendt. Tidsplanen drøftet.", *to) == ["godkendt", "godkendt"]
    assert af("Der meddeles landzonetilladelse.", "at der meddeles landzonetilladelse til et skur") == ["godkendt"]
    assert af("Udvalget besluttede, at kommunen ikke overtager arealet.", "at kommunen overtager arealet") == ["afvist"]
    assert af("Udvalget ønsker et notat om arealet.", "at kommunen overtager arealet") == [None]


def test_the_letterhead_goes_before_neighbours_named_in_the_punkter() -> None:
    hoved = "Tårnby Kommune\nREFERAT\nByrådet\nMødedato: 4. maj 2022\n"
    dele = [f"{nr}. Veje til Gribskov Kommune\n\nBeslutning\nGribskov Kommune får vejen." for nr in range(1, 5)]
    dokument = laes(*dele, "Mødet sluttede kl. 20.40", hoved=hoved)
    assert hent_kommune(dokument.kommune_kode or "").navn == "Tårnby"
    assert dokument.moeder[0].slut == "20:40"


def test_who_voted_against_did_not_abstain_too() -> None:
    punkt = et(laes("1. Plan\n\nBeslutning\nGodkendt. 8 stemte for, 3 stemte imod (V og O), 1 undlod."))
    assert {(s.parti or s.navn, s.stemme) for s in punkt.stemmer} == {("V", "imod"), ("O", "imod")}


UDEN_OVERSKRIFT = """Byrådet
Mandag den 5. juni 2023 kl. 17:00
Fraværende:
Anne Holm (F), pkt. 22-23
Per Vang (V)

21. Godkendelse af dagsorden
22. Ny sti i Åby (10/2251)
23. Budget for skolerne

21. Godkendelse af dagsorden

Behandling i Byrådet, 5. juni 2023
Godkendt.

Luk punkt

22. Ny sti i Åby (10/2251)

Behandling i Byrådet, 5. juni 2023
Udsat.

Luk punkt

23. Budget for skolerne

Behandling i Byrådet, 5. juni 2023
Vedtaget.

Luk punkt
"""


def test_a_contents_list_without_a_heading_begins_no_punkt() -> None:
    (moede,) = read_referat(UDEN_OVERSKRIFT.encode()).moeder
    assert [(p.nr, p.titel, p.beslutning) for p in moede.punkter] == [
        ("21", "Godkendelse af dagsorden", "Godkendt."),
        ("22", "Ny sti i Åby", "Udsat."),
        ("23", "Budget for skolerne", "Vedtaget."),
    ]
    assert [[f.navn for f in p.fravaer] for p in moede.punkter] == [
        ["Per Vang"],
        ["Anne Holm", "Per Vang"],
        ["Anne Holm", "Per Vang"],
    ]


def test_a_counter_of_pages_alone_on_its_line_goes_and_a_case_number_stays() -> None:
    dele = [f"Punkt {n}: Sag {n}\n\n16/311\n\nBeslutning\n\nGodkendt.\n\n{n + 1} / 13\n" for n in (1, 2, 3)]
    ref = laes(*dele)
    assert [p.beslutning for p in ref.punkter] == ["Godkendt."] * 3
    assert [[j.normaliseret for j in p.journalnumre] for p in ref.punkter] == [["16/311"]] * 3


def test_a_title_goes_on_where_the_next_line_begins_with_a_small_letter() -> None:
    ref = laes(
        "44. Budgetopfølgning pr. 30. april for Teknik- og Miljøudvalgets\nområder\n\nSagsnr.: 12/9047\n\n"
        "Beslutning:\nGodkendt.\n",
        "45. Eventuelt\n\nSagsnr.: 12/9048\n\nBeslutning:\nIntet.\n",
    )
    assert ref.punkter[0].titel == "Budgetopfølgning pr. 30. april for Teknik- og Miljøudvalgets områder"


def test_a_regions_number_above_the_title_is_the_punkts() -> None:
    ref = laes(
        "1-01-72-14-14\n1. Godkendelse af dagsorden\n\nBeslutning\nGodkendt.\n",
        "1-15-1-72-9-14\n2. Ny trafikplan\n\nBeslutning\nUdsat.\n",
    )
    assert [[j.normaliseret for j in p.journalnumre] for p in ref.punkter] == [["1-01-72-14-14"], ["1-15-1-72-9-14"]]


def test_a_paragraph_that_recommends_needs_no_heading() -> None:
    ref = et(
        laes(
            "40. Takster for haller\nJ.nr. 04.08.00Ø23\n\nIdrætsrådet har udtalt sig imod.\n\n"
            "Kulturforvaltningen indstiller, at taksterne hæves pr. 1. august 1998.\n\n"
            "Teknisk udvalg den 5. marts 1998:\nAnbefales.\n\nByrådets beslutning:\nForkastet.\n"
        )
    )
    assert [(x.tekst, x.udfald) for x in ref.indstillinger] == [("at taksterne hæves pr. 1. august 1998.", "afvist")]


def test_a_recommendation_that_begins_with_a_large_at_is_no_punkt() -> None:
    ref = et(
        laes(
            "3. Lokalplan 1085\n\nIndstilling\n1. At lokalplanen vedtages endeligt\n"
            "2. At tillægget vedtages endeligt\n\nBeslutning\nGodkendt.\n"
        )
    )
    assert len(ref.indstillinger) == 2


FORLOEB = """Indstilling
Administrationen indstiller,
1. at planen godkendes
2. at stien anlægges
3. at taksten hæves

Beslutning
Byrådet godkendte Økonomiudvalgets indstilling.

Sagens forløb
02-05-2022 Teknik- og Miljøudvalget
1. Anbefales.
2. Kan ikke anbefales.
3. Anbefales.
09-05-2022 Økonomiudvalget
{}
"""


def test_the_history_of_a_punkt_tells_what_another_body_recommended() -> None:
    hoved = "REFERAT\nByrådet\nMødedato: 16. maj 2022\nMødested: Salen\n"

    def skaebner(beslutning: str) -> list[str | None]:
        punkt = et(laes(f"7. Ny plan\n\n{FORLOEB.format(beslutning)}", hoved=hoved))
        return [x.udfald and x.udfald.value for x in punkt.indstillinger]

    assert skaebner("Økonomiudvalget anbefaler, at administrationens indstilling godkendes.") == ["godkendt"] * 3
    assert skaebner("Teknik- og Miljøudvalgets indstilling anbefales.") == ["godkendt", None, "godkendt"]
    assert skaebner("Udvalget kan ikke anbefale, at taksten hæves. Planen anbefales.") == [None] * 3


LOEBENDE = (
    "1 Sandby Kommune REFERAT Byrådet Mødedato: Mandag den 4. maj 2009 Mødested: Byrådssalen Starttidspunkt: Kl. 17:30 "
    "Afbud: Anna Holm (A). Som stedfortræder for Anna Holm deltog Per Vang (A) Fraværende: Ingen Side 1 2 "
    "Indholdsfortegnelse Side Åben dagsorden 12. Godkendelse af dagsorden 3 13. Ny skole i Vestby 3 Lukket dagsorden "
    "14. Lukket: Køb af jord 4 Side 2 3 Byrådet den 4. maj 2009 12. Godkendelse af dagsorden Sagsnr. 2009/00417 "
    "Initialer: abc Åben sag Beslutning Byrådet den 4. maj 2009 Godkendt. 13. Ny skole i Vestby Sagsnr. 2009/00521 "
    "Initialer: abc Åben sag Sagsfremstilling Skolen er for lille. Direktionen indstiller, - at skolen bygges - at der "
    "gives 4 mio. kr. Beslutning Byrådet den 4. maj 2009 1. at: Godkendt. 2. at: Udsat. Side 3 4 Byrådet den 4. maj "
    "2009 14. Lukket: Køb af jord Sagsnr. 2009/00612 Initialer: abc Lukket sag Beslutning Byrådet den 4. maj 2009 "
    "Godkendt. Side 4"
)


def test_pages_that_run_on_in_one_line_are_parted_where_a_foot_meets_the_next_counter() -> None:
    ref = read_referat(f"Referat fra Byrådet\n\n{LOEBENDE}\n".encode())
    (moede,) = ref.moeder
    assert [(p.nr, p.titel, p.beslutning, [j.raa for j in p.journalnumre]) for p in moede.punkter] == [
        ("12", "Godkendelse af dagsorden", "Godkendt.", ["2009/00417"]),
        ("13", "Ny skole i Vestby", "1. at: Godkendt. 2. at: Udsat.", ["2009/00521"]),
        ("14", "Køb af jord", "Godkendt.", ["2009/00612"]),
    ]
    assert [(i.tekst, i.udfald) for i in moede.punkter[1].indstillinger] == [
        ("at skolen bygges", "godkendt"),
        ("at der gives 4 mio. kr.", "udsat"),
    ]
    assert [(f.navn, f.stedfortraeder) for f in moede.punkter[0].fravaer] == [("Anna Holm", "Per Vang")]
    assert [p.lukket for p in moede.punkter] == [False, False, True]


def test_of_a_contents_list_that_lost_its_numbers_the_first_title_is_known() -> None:
    tekst = (
        "Transkript\n\n1 REFERAT Byrådet Mødedato: Torsdag den 5. marts 2009 Mødested: Rådhuset Starttidspunkt: Kl. 17 "
        "Afbud: Bemærkninger: Der var ingen spørgsmål.\n\n2 Byrådet, Indholdsfortegnelse Sag nr. Side 42. Valg af "
        "medlemmer til fredningsnævnet Regnskab for havnen Ny plads på torvet LUKKET MØDE 57. Salg af jord ved Åvej\n"
    )
    (moede,) = read_referat(tekst.encode()).moeder
    assert [(p.nr, p.titel, p.beslutning) for p in moede.punkter] == [
        ("42", "Valg af medlemmer til fredningsnævnet", None)
    ]


def test_a_date_over_the_line_is_no_point_of_a_recommendation() -> None:
    tekst = (
        "Indstilling\nForvaltningen indstiller,\n\n1. at planen sendes i høring fra 10. november til\n9. december\n\n"
    )
    punkt = et(laes(f"1. Ny sti\n\n{tekst}Beslutning\nGodkendt."))
    assert [(i.nr, i.tekst) for i in punkt.indstillinger] == [
        (1, "at planen sendes i høring fra 10. november til 9. december")
    ]


def test_numbers_in_parentheses_part_a_recommendation_that_runs_on() -> None:
    tekst = "Indstilling\nDirektionen indstiller, at 1) planen godkendes 2) der gives 2 mio. kr.\n\n"
    punkt = et(laes(f"1. Ny sti\n\n{tekst}Beslutning\nAd 1) Godkendt. Ad 2) Udsat."))
    assert [(i.nr, i.udfald) for i in punkt.indstillinger] == [(1, "godkendt"), (2, "udsat")]


def test_a_running_head_inside_a_line_goes_and_a_body_with_a_colon_decides() -> None:
    hoved = "SANDBY KOMMUNE Økonomiudvalget 18. marts 2004 side {} "
    tekst = (
        "SANDBY KOMMUNE Økonomiudvalget\n\n1 SANDBY KOMMUNE Økonomiudvalget Udskrift af beslutningsprotokol fra mødet "
        "torsdag den 18. marts 2004 kl. 15.00. Til stede: Anna Holm, Per Vang. Punkt 41. Nyt tag på Vestre Skole J.nr. "
        "17.01.00Ø54-0003 Der søges om 650.000 kr. Indstilling: Teknisk forvaltning indstiller, at beløbet frigives. "
        f"Økonomiudvalget: Anbefales. {hoved.format(2)}Punkt 42. Lån til beboerindskud J.nr. 32.18.00P24-0001 Reglerne "
        "er gamle. Indstilling: Det indstilles, at 1) reglerne ændres 2) de gælder fra maj. Socialudvalget den "
        f"9. marts 2004: Anbefales. Økonomiudvalget: Ad 1) Ikke godkendt. Ad 2) Godkendt. "
        f"{hoved.format(3)}Punkt 43. Salg af grund på "
        "Industrivej J.nr. 13.06.02G10-0014 En vognmand vil købe. Økonomiudvalget: Udsat. "
        f"{hoved.format(4)}Punkt 44. Ny havnefoged J.nr. 08.00.00A30-0001 Havnen søger. Økonomiudvalget: Drøftet.\n"
    )
    (moede,) = read_referat(tekst.encode()).moeder
    assert moede.udvalg == "Økonomiudvalget"
    assert [(p.nr, p.titel, p.beslutning, p.udfald) for p in moede.punkter] == [
        ("41", "Nyt tag på Vestre Skole", "Anbefales.", "anbefalet"),
        ("42", "Lån til beboerindskud", "Ad 1) Ikke godkendt. Ad 2) Godkendt.", "blandet"),
        ("43", "Salg af grund på Industrivej", "Udsat.", "udsat"),
        ("44", "Ny havnefoged", "Drøftet.", "drøftet"),
    ]
    assert [i.udfald for i in moede.punkter[1].indstillinger] == ["afvist", "godkendt"]


def test_a_running_head_that_names_no_body_is_known_by_coming_again() -> None:
    side = "{} Sandby Kommune 30. august 2017 Side {} {}"
    krop = "Sagsnr.: 00.01.00-A26-{}-17 Resume Der er en sag om veje og skoler i byen. Beslutning Godkendt. Bilag Notat"
    sider = [
        "1 Referat Byrådet Mødedato: 30. august 2017 Mødested: Byrådssalen Afbud: Ingen Deltagere: Bo Krog (A), Lis Dam"
    ]
    sider += [side.format(n + 1, n, f"{n}. Sag om vej {n} {krop.format(n)}") for n in range(1, 5)]
    (moede,) = read_referat("\n\n".join(sider).encode()).moeder
    assert [(p.titel, p.beslutning, [b.titel for b in p.bilag]) for p in moede.punkter] == [
        (f"Sag om vej {n}", "Godkendt.", ["Notat"]) for n in range(1, 5)
    ]


def test_a_running_head_under_a_page_number_is_no_part_of_a_decision() -> None:
    fod = f"{'Side {} af 9':>70}\n\nUdvalget for Børn, Unge og Familie den 8. maj 2012"
    dele = [f"{n}. Sag {n}\n\nBeslutning\nGodkendt.\n\n{fod.format(n)}" for n in range(1, 6)]
    assert [p.beslutning for p in laes(*dele).punkter] == ["Godkendt."] * 5


def test_two_meetings_of_one_day_are_two_where_their_heads_name_two_bodies() -> None:
    moede = (
        "Sandby Kommune\n\nREFERAT FOR {}\n\nMødedato: Mandag den 30. november 2009\nMødested: Rådhuset\n\n"
        "Medlemmer: Anna Holm (A), Per Vang (V)\n\nAfbud: {}\n\n"
        "Indholdsfortegnelse\n{nr}. Meddelelser\n{n2}. Ny sti\n\n"
        "{nr}. Meddelelser\n\n{organ}, 30. november 2009, pkt. {nr}\n\nIngen.\n\n"
        "{n2}. Ny sti\n09/1977{nr}\n\n{organ}, 30. november 2009, pkt. {n2}\n\nGodkendt.\n\n"
    )
    tekst = moede.format("ØKONOMIUDVALGET", "Per Vang", organ="Økonomiudvalget", nr=4, n2=5)
    tekst += moede.format("BYRÅDET", "Anna Holm", organ="Byrådet", nr=8, n2=9)
    ref = read_referat(tekst.encode())
    assert [(m.udvalg, [p.nr for p in m.punkter], [f.navn for f in m.punkter[1].fravaer]) for m in ref.moeder] == [
        ("Økonomiudvalget", ["4", "5"], ["Per Vang"]),
        ("Byrådet", ["8", "9"], ["Anna Holm"]),
    ]


def test_what_a_text_says_of_pages_is_no_running_head() -> None:
    tekst = " og ".join(
        f"det fremgår af redegørelsen side {n}, som er lagt frem for borgerne i byen" for n in range(1, 6)
    )
    punkt = et(laes(f"1. Ny sti\n\nSagsfremstilling\n{tekst}\n\nBeslutning\nGodkendt."))
    assert punkt.afsnit[0].tekst == tekst


def test_a_decision_alone_under_every_page_number_stays() -> None:
    dele = [f"{n}. Sag {n}\nBeslutning\n\nSide {n}\n\nGodkendt." for n in range(1, 5)]
    assert [p.beslutning for p in laes(*dele).punkter] == ["Godkendt."] * 4


def test_what_bodies_are_to_do_is_not_what_they_decided() -> None:
    tekst = (
        "Den videre proces:\nØkonomiudvalget: Godkendelse af udbuddet\nTeknik- og Miljøudvalget: Godkendt i april 2008."
    )
    punkt = et(laes(f"1. Ny sti\n\nSagsfremstilling\n{tekst}\n\nBeslutning\nUdsat."))
    assert (punkt.beslutning, punkt.udfald) == ("Udsat.", "udsat")


def test_numbers_inside_a_point_do_not_part_it() -> None:
    for tekst in ("at 1. og 2. etape af stien anlægges", "at planen med 1) boliger og 2) erhverv godkendes"):
        punkt = et(laes(f"1. Ny sti\n\nIndstilling\nForvaltningen indstiller, {tekst}\n\nBeslutning\nGodkendt."))
        assert [i.tekst for i in punkt.indstillinger] == [tekst]
