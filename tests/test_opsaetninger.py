"""Layouts that kommuner's pages have: what begins a punkt, what stands at a page's edges, how a head says who was
there."""

from __future__ import annotations

import pytest
from referat.extract.pipeline import read_referat
from referat.schemas.referat import Moede, Punkt
from referat.schemas.vokabular import Udfald

HOVED = "Referat\nUdvalg: Teknikudvalget\nDato: 12. marts 2014\n"


def moede(tekst: str) -> Moede:
    (ene,) = read_referat(tekst.encode()).moeder
    return ene


def numre_og_titler(punkter: list[Punkt] | tuple[Punkt, ...]) -> list[tuple[str | None, str | None]]:
    return [(p.nr, p.titel) for p in punkter]


def test_case_lines_begin_punkter_without_titles_though_a_line_stands_over_each() -> None:
    fravaer = "Afbud under hele mødet:\nAnne Holm\nBo Krog deltog som stedfortræder for Anne Holm\n"
    beslutning = "Beslutning i Teknikudvalget den 12-03-2014\n"
    tekst = HOVED + "".join(
        f"Sagsnr.: 14/{n}\n{beslutning}{hvad}\n{fravaer}"
        for n, hvad in ((611, "Godkendt."), (612, "Udsat."), (613, "Afvist."))
    )
    m = moede(f"{tekst}Sagsnr.: 14/614\nLUKKET SAG\n")
    assert [[j.raa for j in p.journalnumre] for p in m.punkter] == [["14/611"], ["14/612"], ["14/613"], ["14/614"]]
    assert [p.udfald for p in m.punkter] == [Udfald.GODKENDT, Udfald.UDSAT, Udfald.AFVIST, None]
    assert [p.titel for p in m.punkter] == [None] * 4


def test_the_running_head_stands_over_page_numbers_and_over_the_next_punkt() -> None:
    navn = "Miljø- og Teknikudvalget"
    sider = "".join(
        f"{navn}\nPunkt: {n}\nAcadre sagsnr.: 13/11{n} Journalnr.: 05.01.00P20\nSagsforløb: MTU - Åben sag\n"
        f"Sagsbehandler: Bo Krog\n\n{titel}\n\nBaggrund\nEn sag om noget.\nBeslutninger:\n{navn} den 12. marts 2014\n"
        f"Godkendt nr. {n}.\n\n{navn}\nOnsdag den 12.03.2014\nSide {n}\n\n"
        for n, titel in enumerate(("Meddelelser", "Trafikplan for skolevejene,\nførste etape", "Ny vej", "Ny bro"), 1)
    )
    m = moede(f"{navn}\nReferat fra møde den 12. marts 2014\n\n{sider}")
    assert numre_og_titler(m.punkter) == [
        ("1", "Meddelelser"),
        ("2", "Trafikplan for skolevejene, første etape"),
        ("3", "Ny vej"),
        ("4", "Ny bro"),
    ]
    assert [p.beslutning for p in m.punkter] == [f"Godkendt nr. {n}." for n in range(1, 5)]


def test_a_button_glued_to_every_title_is_none_of_it() -> None:
    tekst = HOVED + "".join(
        f"{n}. {titel}Vis/skjul punktet\nSagsnr.: 14/12{n}\n{titel}\nBeslutning\nGodkendt.\n"
        for n, titel in enumerate(("Dagsorden", "Lokalplan for havnen", "Budget 2015"), 11)
    )
    assert [p.titel for p in moede(tekst).punkter] == ["Dagsorden", "Lokalplan for havnen", "Budget 2015"]


def test_the_next_punkt_glued_to_the_end_of_a_decision_begins_there() -> None:
    titler = ("Landzonesag", "Vejbelysning i byen", "Regnskab for renovation", "Eventuelt")
    tekst = "".join(
        f"{n}/{n - 20}. {titel} (Åben sag)\nJournalnr. 01.03 P19/22{n}\nVedtagelse:\nGodkendt som nr. {n}."
        for n, titel in enumerate(titler, 21)
    )
    m = moede(f"{HOVED}{tekst}\n")
    assert numre_og_titler(m.punkter) == [(f"{n}/{n - 20}", t) for n, t in enumerate(titler, 21)]
    assert [p.beslutning for p in m.punkter] == [f"Godkendt som nr. {n}." for n in range(21, 25)]
    assert [j.raa for p in m.punkter for j in p.journalnumre] == [f"01.03 P19/22{n}" for n in range(21, 25)]


def test_a_case_number_under_a_heading_of_its_own_belongs_to_the_punkt_above() -> None:
    tekst = HOVED + "".join(
        f"Punkt {n} {titel}\n  • Beslutning\n\n    Godkendt.\n\n  • Bilag\n\n    Et kort\n\n"
        f"  • Sagsnummer\n\n    05.01.10-P24-{n}-21\n\nShow video\n"
        for n, titel in enumerate(("Dagsorden", "Vejnavne", "Budget"), 318)
    )
    m = moede(tekst)
    assert [[j.raa for j in p.journalnumre] for p in m.punkter] == [[f"05.01.10-P24-{n}-21"] for n in (318, 319, 320)]
    assert [[b.titel for b in p.bilag] for p in m.punkter] == [["Et kort"]] * 3


def test_numbers_glued_to_titles_count_up_over_headings() -> None:
    tekst = HOVED + "".join(
        f"\n{n}{titel}\n\nBeslutning\n\nGodkendt.\n"
        for n, titel in enumerate(("Godkendelse af dagsorden", "Vintertjeneste", "Eventuelt"), 71)
    )
    assert numre_og_titler(moede(tekst).punkter) == [
        ("71", "Godkendelse af dagsorden"),
        ("72", "Vintertjeneste"),
        ("73", "Eventuelt"),
    ]


def test_a_point_of_a_decision_over_the_next_case_number_is_no_punkt() -> None:
    tekst = (
        f"{HOVED}00.22.04-G01-31-18\n\n201. Dagsorden\n\nBeslutning\n\nGodkendt.\n\n"
        "00.32.00-S08-5-19\n\n202. Regnskab\n\nIndstilling\n\nForvaltningen indstiller, at\n\n"
        " 1. Regnskabet godkendes.\n 2. Overskuddet lægges i kassen.\n\nBeslutning\n\n1. Godkendt.\n\n"
        "2. Udvalget bruger overskuddet til fortove. Anne Holm (V) stemte imod.\n\n"
        "02.34.02-P25-188-19\n\n203. Altan\n\nBeslutning\n\nUdsat.\n"
    )
    m = moede(tekst)
    assert [p.nr for p in m.punkter] == ["201", "202", "203"]
    assert [j.raa for p in m.punkter for j in p.journalnumre] == [
        "00.22.04-G01-31-18",
        "00.32.00-S08-5-19",
        "02.34.02-P25-188-19",
    ]
    assert [(s.navn, s.stemme) for s in m.punkter[1].stemmer] == [("Anne Holm", "imod")]


def test_headings_in_capitals_part_pages_that_run_on() -> None:
    tekst = "Åbent referat til Kultur- og Fritidsudvalget Mødedato: Tirsdag den 4. november 2014\n\n" + "\n\n".join(
        f"{n + 1} {n}. {titel} Åben sag Sagsnr.: 14/2210{n} Sagsansvarlig: lkr.kf RESUMÉ Sagen forelægges. "
        f"UDTALELSE/INDSTILLING Forvaltningen indstiller, at sagen godkendes. "
        f"BESLUTNING I KULTUR- OG FRITIDSUDVALGET DEN {hvad} {n}"
        for n, (titel, hvad) in enumerate(
            (("Dagsorden", "Godkendt."), ("Ny hal", "Udsat."), ("Kor", "Ikke godkendt.")), 1
        )
    )
    m = moede(tekst)
    assert numre_og_titler(m.punkter) == [("1", "Dagsorden"), ("2", "Ny hal"), ("3", "Kor")]
    assert [p.udfald for p in m.punkter] == [Udfald.GODKENDT, Udfald.UDSAT, Udfald.AFVIST]


def test_a_decision_in_capitals_but_for_its_small_words_is_the_meetings() -> None:
    m = moede(
        "Kultur, Fritid og Lokalsamfundsudvalg\nReferat af mødet 12. maj 2020\n\n44. Dagsorden\n\nINDSTILLING\n\n"
        "Direktionen indstiller:\n\n1. at dagsordenen godkendes.\n\n"
        "BESLUTNING I KULTUR, FRITID OG LOKALSAMFUNDSUDVALG den 12-05-2020\n\nGodkendt.\n\n"
        "45. Bane\n\nBESLUTNING I KULTUR, FRITID OG LOKALSAMFUNDSUDVALG den 12-05-2020\n\nUdsat.\n"
    )
    assert [p.udfald for p in m.punkter] == [Udfald.GODKENDT, Udfald.UDSAT]


def test_a_list_of_names_with_a_word_behind_each_says_who_was_there() -> None:
    m = moede(
        f"{HOVED}\nPunkter på dagsordenen\n\n 1. Dagsorden\n 2. Budget\n\nMedlemmer\n\n • Anne Holm: Deltog\n"
        " • Per Vang: Afbud (Stedfortræder Bo Krog)\n • Lis Dam: Deltog\n • Ib Friis: Fraværende\n\n"
        "1. Dagsorden\n\nBeslutning\n\nGodkendt.\n\n2. Budget\n\nBeslutning\n\nGodkendt.\n"
    )
    assert {d.navn: (d.status, d.stedfortraeder_for) for d in m.deltagere} == {
        "Anne Holm": ("til stede", None),
        "Per Vang": ("afbud", None),
        "Bo Krog": ("til stede", "Per Vang"),
        "Lis Dam": ("til stede", None),
        "Ib Friis": ("fraværende", None),
    }
    assert [{f.navn for f in p.fravaer} for p in m.punkter] == [{"Per Vang", "Ib Friis"}] * 2


def test_members_with_initials_and_a_party_that_run_together_are_each_one() -> None:
    m = moede(
        f"{HOVED}Medlemmer Anne Holm (ahol) V Per Vang (pervan) A Lis Dam (lisda) V\n"
        "Fravær: Per Vang (pervan) A\n\n1. Dagsorden\nBeslutning\nGodkendt.\n\n2. Budget\nBeslutning\nGodkendt.\n"
    )
    assert [(d.navn, d.parti, d.status) for d in m.deltagere] == [
        ("Anne Holm", "V", "til stede"),
        ("Per Vang", "A", "fraværende"),
        ("Lis Dam", "V", "til stede"),
    ]


@pytest.mark.parametrize(
    ("tid", "dato", "start"),
    [
        ("3/4/2020 2:30:00 PM", "2020-03-04", "14:30"),
        ("11/12/2020 12:05:00 PM", "2020-11-12", "12:05"),
        ("3/4/2020 14:30", "2020-04-03", "14:30"),
    ],
)
def test_a_page_that_writes_time_as_in_english_has_the_month_first(tid: str, dato: str, start: str) -> None:
    m = moede(
        f"Udvalg: Børneudvalget\n\nMødedato: {tid}\n\n1. Dagsorden\nBeslutning\nGodkendt.\n\n2. Valg\nBeslutning\n-\n"
    )
    assert (m.dato, m.start) == (dato, start)


def test_a_case_number_glued_to_a_title_is_the_punkts() -> None:
    m = moede(
        f"{HOVED}\n218. Godkendelse af dagsorden12/28114\n\nBeslutning\nGodkendt.\n\n"
        "219. Budgetopfølgning pr. 31. juli 201212/30876\n\nBeslutning\nUdsat.\n"
    )
    assert numre_og_titler(m.punkter) == [
        ("218", "Godkendelse af dagsorden"),
        ("219", "Budgetopfølgning pr. 31. juli 2012"),
    ]
    assert [[j.raa for j in p.journalnumre] for p in m.punkter] == [["12/28114"], ["12/30876"]]


def test_tags_that_a_page_left_in_its_text_are_no_part_of_it() -> None:
    punkter = "".join(
        f"{n}. {titel}<br />\n\nBESLUTNING<br />\n\n<strong>Udvalget</strong> sagde ja til nr. {n}.<br />\n\n"
        for n, titel in enumerate(("Dagsorden", "Saldo for <strong>puljen</strong>", "Meddelelser"), 1)
    )
    m = moede(f"BESLUTNINGSPROTOKOL<br />\n\nfra mødet den 27.10.2011 i Teknikudvalget<br />\n\n{punkter}")
    assert [p.titel for p in m.punkter] == ["Dagsorden", "Saldo for puljen", "Meddelelser"]
    assert [p.beslutning for p in m.punkter] == [f"Udvalget sagde ja til nr. {n}." for n in (1, 2, 3)]


def test_a_case_number_on_a_line_of_its_own_does_not_end_an_agenda() -> None:
    titler = ["Dagsorden", "Saldo", "Ansøgning om en have", "Lys i tunnelen", "Eventuelt"]
    agenda = "".join(f"{n}. {t}\n{'(2011-128845)' if n == 3 else ''}\n" for n, t in enumerate(titler, 1))
    punkter = "".join(f"{n}. {t}\n\nBESLUTNING\n\nGodkendt.\n\n" for n, t in enumerate(titler, 1))
    m = moede(f"{HOVED}\n{agenda}\n{punkter}")
    assert numre_og_titler(m.punkter) == [(str(n), t) for n, t in enumerate(titler, 1)]


def test_a_list_of_members_goes_on_past_blank_lines_with_what_each_did() -> None:
    m = moede(
        f"{HOVED}\nDeltagere:\n\nAnne Holm (A), Formand\n\nPer Vang (V), Næstformand\n\nLis Dam (A)- afbud\n\n"
        "Bo Krog (C)\n\n1. Dagsorden\n\nBeslutning\n\nGodkendt.\n\n2. Valg\n\nBeslutning\n\nUdsat.\n"
    )
    assert [(d.navn, d.status) for d in m.deltagere] == [
        ("Anne Holm", "til stede"),
        ("Per Vang", "til stede"),
        ("Lis Dam", "afbud"),
        ("Bo Krog", "til stede"),
    ]


def test_what_stands_under_those_away_is_not_their_names() -> None:
    m = moede(
        f"{HOVED}\nFraværende: Anne Holm. Per Vang deltog ikke i behandlingen af pkt. 2.\n"
        "SAGER TIL BESLUTNING\nAnsøgning fra Bro Sangkor om en garanti\n\n"
        "1. Dagsorden\nBeslutning\nGodkendt.\n\n2. Valg\nBeslutning\nUdsat.\n"
    )
    assert [{f.navn for f in p.fravaer} for p in m.punkter] == [{"Anne Holm"}, {"Anne Holm", "Per Vang"}]


def test_the_word_and_number_of_punkter_part_pages_that_run_on() -> None:
    titler = ["Principper for personalepolitik", "Kunstgræsbane", "Én eller fire musikskoler", "Valg af en formand"]
    agenda = " ".join(f"Punkt nr. {n}: {t}...{n}" for n, t in enumerate(titler, 61))
    sider = "\n\n".join(
        f"{n - 58} UDVALGET MØDEDATO: J.NR.: A21 SAGSNR.: {n} Fraværende: Anne Holm Punkt nr. {n}: {t} Sagsfremstilling"
        f" Forvaltningen har set på sagen i tre måneder og hørt alle, som er berørt af den. Beslutning: Vedtaget som "
        f"nr. {n}. Side {n - 58} af 9"
        for n, t in enumerate(titler, 61)
    )
    m = moede(
        f"1 Referat Teknikudvalget Onsdag den 17. maj 2006\n\n2 INDHOLDSFORTEGNELSE {agenda} Side 2 af 9\n\n{sider}"
    )
    assert numre_og_titler(m.punkter) == [(str(n), t) for n, t in enumerate(titler, 61)]
    assert [p.udfald for p in m.punkter] == [Udfald.GODKENDT] * 4


def test_decisions_over_the_page_numbers_stay() -> None:
    sider = "".join(
        f"Punkt {n}. Sag nummer {n}\nSagsnr.: 21/100{n}\nBeslutning\n{hvad}\nØkonomiudvalget, 4. maj 2021\nSide {n}\n\n"
        for n, hvad in enumerate(("Godkendt.", "Godkendt.", "Udsat.", "Godkendt."), 1)
    )
    m = moede(f"Økonomiudvalget\nReferat\nTirsdag den 4. maj 2021 kl. 16:00\n\n{sider}")
    assert [p.beslutning for p in m.punkter] == ["Godkendt.", "Godkendt.", "Udsat.", "Godkendt."]


def test_closed_items_with_case_numbers_alone_are_read_without_headings() -> None:
    tekst = "".join(f"Sagsnr.: 21/100{n}\nLukket punkt\n\n" for n in range(5))
    assert read_referat(f"{HOVED}\n{tekst}".encode()).moeder


def test_the_last_point_of_a_decision_over_a_case_number_is_no_punkt() -> None:
    m = moede(
        f"{HOVED}\nSagsnr.: 21/1001\n1. Budget\nIndstilling\n1. at A vedtages\n2. at B vedtages\n"
        "Beslutning\n1. Godkendt\n2. Godkendt\nSagsnr.: 21/1002\n2. Skoler\nBeslutning\nUdsat.\n"
    )
    assert numre_og_titler(m.punkter) == [("1", "Budget"), ("2", "Skoler")]


def test_a_list_glued_in_one_paragraph_makes_no_punkter() -> None:
    m = moede(
        f"{HOVED}\nPunkt 1. Budget\nSagsfremstilling\nPlanen har fire mål:1. Færre biler.2. Flere cykler.3. Bedre veje."
        "4. Mere natur.\nBeslutning\nGodkendt.\n\nPunkt 2. Skoler\nSagsfremstilling\nEn sag.\nBeslutning\nUdsat.\n"
    )
    assert numre_og_titler(m.punkter) == [("1", "Budget"), ("2", "Skoler")]


def test_titles_that_end_alike_keep_their_ends() -> None:
    tekst = "".join(
        f"{n}. {titel} i VandCenter syd\nSagsnr.: 14/12{n}\nBeslutning\nGodkendt.\n"
        for n, titel in enumerate(("Budget", "Takster", "Regnskab"), 11)
    )
    assert [p.titel for p in moede(HOVED + tekst).punkter] == [
        f"{t} i VandCenter syd" for t in ("Budget", "Takster", "Regnskab")
    ]


def test_titles_that_come_again_over_case_numbers_are_titles() -> None:
    titler = ["Dagsorden", "Orientering", "Ny skole", "Orientering", "Ny vej", "Orientering", "Budget"]
    tekst = "".join(
        f"{t}\nSagsnr. 21/100{n}\nSagsfremstilling\nEn sag.\nBeslutning\nGodkendt.\n\n" for n, t in enumerate(titler, 1)
    )
    assert [p.titel for p in moede(f"{HOVED}\n{tekst}").punkter] == titler


def test_notes_with_glued_numbers_over_attachments_are_no_punkter() -> None:
    noter = "".join(f"{n}{t} er fast\nBilag\nEt kort\n" for n, t in enumerate(("Taksten", "Prisen", "Tallet"), 1))
    m = moede(
        f"{HOVED}\nBudget\nSagsfremstilling\n{noter}Beslutning\nGodkendt.\n\n"
        "Skoler\nSagsfremstilling\nEn sag.\nBeslutning\nUdsat.\n"
    )
    assert "Taksten er fast" not in [p.titel for p in m.punkter]


def test_who_did_not_take_part_was_away() -> None:
    m = moede(
        f"{HOVED}\nMedlemmer\n\nAnne Holm: Deltog\nPer Vang: Deltog ikke\nLis Dam: Deltog\n\n"
        "1. Dagsorden\nBeslutning\nGodkendt.\n\n2. Budget\nBeslutning\nGodkendt.\n"
    )
    assert {d.navn: d.status for d in m.deltagere}["Per Vang"] == "fraværende"


@pytest.mark.parametrize(
    "linjer",
    [
        "Afbud: Per Vang (A), der var syg.\nLis Dam (V), der var på ferie.",
        "Afbud: Per Vang (A) med afbud.\nLis Dam (V) uden afbud.",
    ],
)
def test_those_away_may_each_end_in_a_full_stop(linjer: str) -> None:
    m = moede(f"{HOVED}{linjer}\n\n1. Dagsorden\nBeslutning\nGodkendt.\n\n2. Budget\nBeslutning\nGodkendt.\n")
    assert [{f.navn for f in p.fravaer} for p in m.punkter] == [{"Per Vang", "Lis Dam"}] * 2


def test_a_tag_that_breaks_a_line_parts_names() -> None:
    m = moede(
        f"{HOVED}Fraværende: Lis Dam<br>Bo Krog<br>Anne Holm<br>\n<br>\n<br>\n1. Dagsorden\nBeslutning\nGodkendt.\n\n"
        "2. Budget\nBeslutning\nGodkendt.\n"
    )
    assert [{f.navn for f in p.fravaer} for p in m.punkter] == [{"Lis Dam", "Bo Krog", "Anne Holm"}] * 2


def test_a_title_may_end_in_a_compound_of_a_heading() -> None:
    m = moede(
        f"{HOVED}\n1. Dagsorden\nSagsnr. 21/1001\nBeslutning\nGodkendt.\n\n"
        "2. Ny app: MitReferat\nSagsnr. 21/1002\nBeslutning\nGodkendt.\n"
    )
    assert m.punkter[1].titel == "Ny app: MitReferat"
