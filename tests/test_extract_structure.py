"""How a document is divided: small documents, each with one thing in it that a reader would not miss."""

from __future__ import annotations

import pytest
from laes_hjaelp import HOVED, KROP, TITLER, et, koder, laes, punkter, saet
from referat.extract.pipeline import read_referat
from referat.schemas.referat import Referat

# --- the contents list -------------------------------------------------------------------------------------------

LANG = "Anlægsbevilling til renovering af broer, tunneler, støttemure og kajanlæg i hele kommunen i årene 2022-2025"
assert len(LANG) > 100


def med_indhold(indhold: str, titler: tuple[str, ...] = TITLER) -> Referat:
    dele = [f"Punkt {nr}: {t}\n\n{KROP}" for nr, t in enumerate(titler, 1)]
    return laes(f"Indholdsfortegnelse\n{indhold}", *dele)


INDHOLD = {
    "prikker": "\n".join(f"{t} ........ {n}" for n, t in enumerate(TITLER, 2)),
    "prikker og numre": "\n".join(f"{nr}. {t}.....\t{nr + 1}" for nr, t in enumerate(TITLER, 1)),
    "uden prikker": "\n".join(TITLER),
    "numre": "\n".join(f"{nr}. {t}" for nr, t in enumerate(TITLER, 1)),
    "Punkt N:": "\n".join(f"Punkt {nr}: {t} ..... {nr}" for nr, t in enumerate(TITLER, 1)),
    "Punkt N: uden sidetal": "\n".join(f"Punkt {nr}: {t}" for nr, t in enumerate(TITLER, 1)),
}


@pytest.mark.parametrize("indhold", INDHOLD.values(), ids=INDHOLD)
def test_a_contents_list_is_no_punkter_and_agrees(indhold: str) -> None:
    ref = med_indhold(indhold)
    assert punkter(ref) == [(str(nr), t) for nr, t in enumerate(TITLER, 1)]
    assert koder(ref) == []


def test_a_title_cut_short_in_the_list_is_the_same() -> None:
    titler = (TITLER[0], LANG, TITLER[2])
    ref = med_indhold("\n".join(f"{t[:98].strip()}..... {n}" for n, t in enumerate(titler, 2)), titler)
    assert punkter(ref)[1] == ("2", LANG)
    assert koder(ref) == []


def test_a_punkt_that_is_missing_and_one_that_is_extra() -> None:
    ref = med_indhold("\n".join(f"{t}..... 2" for t in (TITLER[0], "Salg af gammel brandstation", TITLER[2])))
    assert koder(ref) == ["punkt-mangler", "punkt-ekstra"]
    assert "Salg af gammel brandstation" in next(a.besked for a in ref.advarsler if a.kode == "punkt-mangler")
    assert next(a.punkt for a in ref.advarsler if a.kode == "punkt-ekstra") == 2


def test_a_list_of_more_than_was_found() -> None:
    ref = med_indhold("\n".join(f"{t}..... 2" for t in (*TITLER, "Salg af gammel brandstation")))
    assert koder(ref) == ["indhold-antal", "punkt-mangler"]
    assert "4 punkter, men 3" in next(a.besked for a in ref.advarsler if a.kode == "indhold-antal")


# --- closed items ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("linjer", "titel"),
    [
        ("Punkt 2: Lukket: Salg af grund", "Salg af grund"),
        ("Punkt 2: LUKKET PUNKT - Salg af grund", "Salg af grund"),
        ("Punkt 2: Lukket punkt: Salg af grund", "Salg af grund"),
        ("Punkt 2: Salg af grund (lukket)", "Salg af grund"),
        ("Punkt 2: Salg af grund - Lukket punkt", "Salg af grund"),
        ("Punkt 2: Lukket punkt", "Lukket punkt"),
        ("Punkt 2: Lukket", "Lukket"),
        ("Lukket punkt\nPunkt 2: Salg af grund", "Salg af grund"),
        ("Punkt 2: Salg af grund\nSagsid.: 14/9120 Lukket sag", "Salg af grund"),
        ("Lukkede sager\n\nPunkt 2: Salg af grund", "Salg af grund"),
    ],
)
def test_marks_of_a_closed_item(linjer: str, titel: str) -> None:
    ref = laes(f"Punkt 1: {TITLER[0]}\n\n{KROP}", f"{linjer}\n\nBeslutning\nGodkendt.")
    assert punkter(ref) == [("1", TITLER[0]), ("2", titel)]
    assert [p.lukket for p in ref.punkter] == [False, True]


def test_a_mark_of_a_closed_item_before_its_number() -> None:
    dele = [
        f"Åbent punkt 1: Ny sti\n\n{KROP}",
        f"Lukket punkt 2: Personsag\n\n{KROP}",
        f"Åbent punkt 3: Budget\n\n{KROP}",
    ]
    ref = laes(*dele)
    assert [(p.nr, p.titel, p.lukket) for p in ref.punkter] == [
        ("1", "Ny sti", False),
        ("2", "Personsag", True),
        ("3", "Budget", False),
    ]


def test_a_closed_item_without_number_stands_between_the_numbered() -> None:
    ref = laes(f"1. {TITLER[0]}\n\n{KROP}", "- Lukket punkt", f"3. {TITLER[2]}\n\n{KROP}")
    assert [(p.nr, p.lukket) for p in ref.punkter] == [("1", False), (None, True), ("3", False)]


def test_a_closed_items_decision_needs_no_heading() -> None:
    ref = laes(f"Punkt 1: {TITLER[0]}\n\n{KROP}", "Punkt 2: Lukket: Salg af grund\n\nGodkendt.")
    assert (ref.punkter[1].lukket, ref.punkter[1].udfald) == (True, "godkendt")


@pytest.mark.parametrize("titel", ["Lukket svømmehal genåbnes", "Åby Skole er lukket", "Lukkede skoler sælges"])
def test_what_is_closed_in_the_world_is_no_closed_item(titel: str) -> None:
    assert not et(laes(f"Punkt 1: {titel}\n\n{KROP}")).lukket


# --- the document ------------------------------------------------------------------------------------------------


def test_two_meetings_in_a_file() -> None:
    andet = HOVED.replace("Teknik- og Miljøudvalget", "Økonomiudvalget").replace("4. maj", "9. maj")
    dele = [f"Punkt {nr}: {t}\n\n{KROP}" for nr, t in enumerate(TITLER[:2], 1)]
    ref = laes(*dele, andet, *dele)
    assert [(m.udvalg, m.dato, len(m.punkter)) for m in ref.moeder] == [
        ("Teknik- og Miljøudvalget", "2022-05-04", 2),
        ("Økonomiudvalget", "2022-05-09", 2),
    ]
    assert [p.raekkefoelge for p in ref.punkter] == [1, 2, 3, 4]


def test_two_meetings_whose_dates_have_no_label() -> None:
    hoved = "ÅBY KOMMUNE\n\nByrådet\n\nREFERAT\n{}\nLokale 2\n\nAfbud: {}"
    moeder = (
        hoved.format("Tirsdag den 3. maj 2022 kl. 8.30", "Anna Holm"),
        f"1. Ny sti\n\n{KROP}",
        f"2. Gebyrer\n\n{KROP}",
        hoved.format("Ekstraordinært møde onsdag den 18. maj 2022 kl. 9.00", "Per Vang"),
        f"1. Salg af grund\n\n{KROP}",
        f"2. Budget\n\n{KROP}",
    )
    ref = laes(*moeder[1:], hoved=moeder[0])
    assert [(m.udvalg, m.dato, m.start) for m in ref.moeder] == [
        ("Byrådet", "2022-05-03", "08:30"),
        ("Byrådet", "2022-05-18", "09:00"),
    ]
    assert [[p.titel for p in m.punkter] for m in ref.moeder] == [["Ny sti", "Gebyrer"], ["Salg af grund", "Budget"]]
    assert [[d.navn for d in m.deltagere] for m in ref.moeder] == [["Anna Holm"], ["Per Vang"]]


def test_an_agenda_has_punkter_and_decides_nothing() -> None:
    dele = [f"Punkt {nr}: {t}\n\nSagsfremstilling\nForvaltningen har set på sagen." for nr, t in enumerate(TITLER, 1)]
    ref = laes(*dele, hoved=HOVED.replace("REFERAT", "DAGSORDEN"))
    assert ref.type == "dagsorden" and len(ref.punkter) == 3
    assert all(p.udfald is None and p.beslutning is None for p in ref.punkter)


def test_an_agenda_that_was_decided_on_is_minutes() -> None:
    dele = [f"Punkt {nr}: {t}\n\n{KROP}" for nr, t in enumerate(TITLER, 1)]
    assert laes(*dele, hoved=HOVED.replace("REFERAT", "DAGSORDEN")).type == "referat"


def test_a_notat_has_no_punkter() -> None:
    ref = laes(
        "J.nr.: 15/240",
        "1. Baggrund\n\nUdvalget har bedt om et overblik.",
        "2. Økonomi\n\nUdgiften er 4 mio. kr.",
        hoved="NOTAT\n\nTil: Børneudvalget\nDato: 7. oktober 2021",
    )
    assert (ref.type, ref.dato, ref.moeder) == ("notat", "2021-10-07", [])
    assert [j.raa for j in ref.journalnumre] == ["15/240"]


def test_a_letter_is_a_letter() -> None:
    ref = laes(
        "Kære borgmester",
        "Tak for brevet om vejene. Vi ser på sagen.",
        "Med venlig hilsen\nAnna Holm",
        hoved="3. marts 2020\nJ.nr. 2019-0123456",
    )
    assert (ref.type, ref.dato, ref.punkter) == ("brev", "2020-03-03", [])
    assert [j.raa for j in ref.journalnumre] == ["2019-0123456"]


def test_minutes_without_punkter_warn() -> None:
    ref = laes("Mødet blev aflyst.")
    assert ref.type == "referat" and ref.punkter == []
    assert "ingen-punkter" in {a.kode for a in ref.advarsler}


# --- sections ----------------------------------------------------------------------------------------------------

TIDLIGERE = {
    "organ og dato": "Beslutning i Børneudvalget den 2. maj 2022:\nAnbefales ikke. Afbud: Ole Birk (C)",
    "genitiv": "Børneudvalgets beslutning den 2. maj 2022\nAnbefales ikke. Afbud: Ole Birk (C)",
    "organ, kolon": "Børneudvalget den 2. maj 2022:\nAnbefales ikke. Afbud: Ole Birk (C)",
    "forløb": "Sagens forløb\nBørneudvalget den 2. maj 2022:\nAnbefales ikke. Afbud: Ole Birk (C)",
}


@pytest.mark.parametrize("andres", TIDLIGERE.values(), ids=TIDLIGERE)
def test_an_earlier_bodys_decision_is_never_this_bodys(andres: str) -> None:
    egen = "Beslutning i Teknik- og Miljøudvalget den 4. maj 2022:\nGodkendt."
    p = et(laes(f"Punkt 1: Ny skole i Åby\n\nSagsfremstilling\nSkolen er slidt.\n\n{andres}\n\n{egen}"))
    assert (p.beslutning, p.udfald) == ("Godkendt.", "godkendt")
    assert [f.navn for f in p.fravaer] == []
    assert ("Børneudvalget", "2022-05-02") in [(h.udvalg, h.dato) for h in p.henvisninger]


@pytest.mark.parametrize("andres", TIDLIGERE.values(), ids=TIDLIGERE)
def test_without_a_decision_of_its_own_there_is_none(andres: str) -> None:
    p = et(laes(f"Punkt 1: Ny skole i Åby\n\nSagsfremstilling\nSkolen er slidt.\n\n{andres}"))
    assert (p.beslutning, p.udfald) == (None, None)


@pytest.mark.parametrize(
    ("overskrift", "art"),
    [
        ("Indstiliing", "indstilling"),
        ("Indstilling:", "indstilling"),
        ("INDSTILLING", "indstilling"),
        ("Sagsfremstiling", "sagsfremstilling"),
        ("Resumé", "resume"),
        ("Resume", "resume"),
        ("Okonomiske konsekvenser", "oekonomi"),
        ("### Lovgrundlag", "lovgrundlag"),
        ("**Bilag**", "bilag"),
    ],
)
def test_headings_misspelt_or_dressed(overskrift: str, art: str) -> None:
    p = et(laes(f"Punkt 1: Ny skole i Åby\n\n{overskrift}\nDet handler om skolen.\n\nBeslutning\nGodkendt."))
    assert [a.art for a in p.afsnit] == [art, "beslutning"]
    assert p.afsnit[0].tekst == "Det handler om skolen."


def test_glued_headings_are_parted() -> None:
    p = et(
        laes(
            "Punkt 1: Ny skole i Åby\n\nSagsfremstillingSkolen er slidt.\n\nIndstillingAt skolen bygges."
            "\n\nBeslutningGodkendt."
        )
    )
    assert [(a.art, a.tekst) for a in p.afsnit] == [
        ("sagsfremstilling", "Skolen er slidt."),
        ("indstilling", "At skolen bygges."),
        ("beslutning", "Godkendt."),
    ]
    assert p.udfald == "godkendt"


def test_words_that_begin_like_a_heading_are_prose() -> None:
    p = et(laes("Punkt 1: Ny skole i Åby\n\nBeslutningen venter på budgettet.\n\nBeslutning\nUdsat."))
    assert [a.art for a in p.afsnit] == ["indledning", "beslutning"]
    assert p.beslutning == "Udsat."


def test_a_run_on_page_is_broken() -> None:
    side = (
        "2 1. Ny skole i Åby J.nr.: 14/77 Sagsid.: 14/9120 Initialer: abcd Åben sag Sagsfremstilling Skolen er slidt, "
        "og der mangler plads til de mange nye børn i byen. Indstilling Det indstilles, at skolen bygges. Beslutning "
        "Teknik- og Miljøudvalget den 4. maj 2022 Godkendt. Afbud: Anna Holm (A) Side 2"
    )
    p = et(laes(side))
    assert (p.titel, p.udfald) == ("Ny skole i Åby", "godkendt")
    assert {a.art for a in p.afsnit} >= {"sagsfremstilling", "indstilling", "beslutning"}
    assert [f.navn for f in p.fravaer] == ["Anna Holm"]


LOEBENDE = (
    "1 Åby Kommune Byrådet Referat Mødedato: 4. maj 2022 Mødested: Lokale 2 Medlemmer: Anna Holm (A), Per Vang (V)",
    "2 Indholdsfortegnelse 1. Ny sti ved søen 2. Gebyrer 2022/2023 3. Fremtidens bibliotek 4. Lukket punkt: Personsag",
    "3 1. Ny sti ved søen 22/4411 Resumé Stien bliver to kilometer lang, og den får lys hele vejen rundt. Indstilling "
    "Forvaltningen indstiller, at stien bygges. Beslutning Taget til efterretning. 2. Gebyrer 2022/2023 22/4412 "
    "Sagsfremstilling Gebyrerne følger prisudviklingen. Beslutning",
    "4 Ikke godkendt. Bilag: Gebyrer.pdf 3. Fremtidens bibliotek Der er holdt et møde om bygningen, og borgerne fik "
    "lov til at se sig om i de nye rum. Beslutning Godkendt. 4. Lukket punkt: Personsag 22/4413 Beslutning Godkendt.",
    "5 Underskriftsside Anna Holm Per Vang",
)


def test_run_on_pages_with_bare_case_numbers_or_none() -> None:
    ref = read_referat("\n\n".join(("Transkript", *LOEBENDE)).encode())
    assert punkter(ref) == [
        ("1", "Ny sti ved søen"),
        ("2", "Gebyrer 2022/2023"),
        ("3", "Fremtidens bibliotek"),
        ("4", "Personsag"),
    ]
    assert [[j.raa for j in p.journalnumre] for p in ref.punkter] == [["22/4411"], ["22/4412"], [], ["22/4413"]]
    assert [p.beslutning for p in ref.punkter] == [
        "Taget til efterretning.",
        "Ikke godkendt.",
        "Godkendt.",
        "Godkendt.",
    ]
    assert [p.lukket for p in ref.punkter] == [False, False, False, True]


# --- heads -------------------------------------------------------------------------------------------------------


def test_a_case_number_above_its_heading() -> None:
    dele = [f"Sagsnr.: 22/10{nr}\n\n{nr}. {t}\n\n{KROP}" for nr, t in enumerate(TITLER, 1)]
    ref = laes(*dele)
    assert punkter(ref) == [(str(nr), t) for nr, t in enumerate(TITLER, 1)]
    assert [[j.raa for j in p.journalnumre] for p in ref.punkter] == [["22/101"], ["22/102"], ["22/103"]]


def test_a_case_number_below_its_heading() -> None:
    dele = [f"{nr}. {t}\nSagsnr.: 22/10{nr}\n\n{KROP}" for nr, t in enumerate(TITLER, 1)]
    assert [[j.raa for j in p.journalnumre] for p in laes(*dele).punkter] == [["22/101"], ["22/102"], ["22/103"]]


def kilde(*dele: str, stil: str = "firstagenda") -> str:
    hoved = "# Teknik- og Miljøudvalget 2022-2025: 04-05-2022\n@felt Mødedato | 4. maj 2022\n@felt Sted | Lokale 2"
    return "\n".join((f"@stil {stil}", hoved, *dele))


SAG = "### Sagsfremstilling\nForvaltningen har set på sagen.\n### Beslutning\nGodkendt."


@pytest.mark.parametrize("stil", ["firstagenda", "sans", "vera", "sbsys", "protokol", "skrivemaskine"])
def test_a_title_over_several_lines(stil: str) -> None:
    ref = saet(kilde(f"## Punkt 1: {LANG}\n22/101\n{SAG}", f"## Punkt 2: Eventuelt\n22/102\n{SAG}", stil=stil))
    assert punkter(ref) == [("1", LANG), ("2", "Eventuelt")]
    assert [[j.raa for j in p.journalnumre] for p in ref.punkter] == [["22/101"], ["22/102"]]
    assert ref.punkter[0].belaeg.boks


def test_a_contents_list_with_cut_titles_on_its_own_page() -> None:
    dele = [f"## Punkt {nr}: {t}\n22/10{nr}\n{SAG}" for nr, t in enumerate((TITLER[0], LANG, TITLER[2]), 1)]
    ref = saet(kilde("### Indholdsfortegnelse\n@indhold\n@side", *dele))
    assert punkter(ref) == [("1", TITLER[0]), ("2", LANG), ("3", TITLER[2])]
    assert koder(ref) == []
    assert [p.side_fra for p in ref.punkter] == sorted({p.side_fra for p in ref.punkter})


def test_a_punkt_goes_on_over_the_page() -> None:
    prosa = "\n".join(f"Afsnit {n} fortæller om vejene i byen og om de broer, der skal renoveres." for n in range(70))
    ref = saet(
        kilde(
            f"## Punkt 1: Veje\n### Sagsfremstilling\n{prosa}\n### Beslutning\nUdsat.", f"## Punkt 2: Eventuelt\n{SAG}"
        )
    )
    p = ref.punkter[0]
    assert p.side_til > p.side_fra and p.udfald == "udsat"
    assert "Afsnit 69" in next(a.tekst for a in p.afsnit if a.art == "sagsfremstilling")


# --- headings that are a body's name, parts of the agenda, what closes a meeting ---------------------------------


@pytest.mark.parametrize("overskrift", ["Teknik- og Miljøudvalget:", "Teknik- og Miljøudvalget den 4. maj 2022"])
def test_the_bodys_own_name_heads_its_decision(overskrift: str) -> None:
    p = et(
        laes(
            "1. Ny skole i Åby\n\nSagsfremstilling\nSkolen er slidt.\n\nØkonomiudvalget den 2. maj 2022\nAfvist."
            f"\n\n{overskrift}\nGodkendt."
        )
    )
    assert (p.udfald, p.beslutning) == ("godkendt", "Godkendt.")


def test_bodies_listed_below_each_other_decide_nothing() -> None:
    p = et(
        laes(
            "1. Ny skole i Åby\n\nSagsfremstilling\nSagen behandles i\n\nTeknik- og Miljøudvalget den 4. maj 2022\n"
            "Byrådet den 25. maj 2022\n\nBeslutning\nUdsat."
        )
    )
    assert p.udfald == "udsat"


def test_a_contents_list_without_heading_closes_its_closed_part_only() -> None:
    oversigt = "Åbent møde\n\n1. Ny skole i Åby\n2. Ny vej i Åby\n\nLukket møde\n\n3. Salg af grund"
    dele = [f"{nr}\n{t}\n\n{KROP}" for nr, t in enumerate(("Ny skole i Åby", "Ny vej i Åby", "Salg af grund"), 1)]
    assert [p.lukket for p in laes(oversigt, *dele).punkter] == [False, False, True]


@pytest.mark.parametrize("slut", ["Mødet sluttede kl. 17.40", "Underskrifter:\n\nAnna Holm"])
def test_what_closes_a_meeting_is_no_part_of_its_last_decision(slut: str) -> None:
    assert et(laes(f"1. Ny skole i Åby\n\n{KROP}\n\n{slut}")).beslutning == "Godkendt."


def test_a_title_printed_twice_with_its_number_is_one() -> None:
    lang = "Punkt 5. Genåbning af sagen om cykelsti mellem Åby og Nørre Åby"
    assert punkter(laes(f"{lang}\n{lang}\n14/77\n\n{KROP}")) == [("5", lang.removeprefix("Punkt 5. "))]


def test_a_mark_between_number_and_title_is_no_title() -> None:
    ref = laes(f"Sag 1\nNy skole i Åby\n\n{KROP}", f"Sag 2\nEKSTRA SAG\nNy vej i Åby\n\n{KROP}")
    assert punkter(ref) == [("1", "Ny skole i Åby"), ("2", "Ny vej i Åby")]


def test_the_heading_of_the_closed_part_is_no_part_of_the_decision_before_it() -> None:
    ref = laes(f"1. Ny skole i Åby\n\n{KROP}\n\nLukkede punkter", f"2. Salg af grund\n\n{KROP}")
    assert [(p.beslutning, p.lukket) for p in ref.punkter] == [("Godkendt.", False), ("Godkendt.", True)]


def test_page_numbers_and_heads_of_a_text_that_runs_on_are_no_part_of_it() -> None:
    fod = f"{'':>60}Side {{}}\n\n\n{'':>40}Teknikudvalget, 04-05-2022\n\n"
    dele = [f"{nr}. {t}\n\n{KROP}\n\n{fod.format(nr)}" for nr, t in enumerate((*TITLER, "Orientering"), 1)]
    assert [p.beslutning for p in laes(*dele).punkter] == ["Godkendt."] * 4


def test_points_of_a_decision_are_no_contents_list() -> None:
    ref = laes(
        "1. Første sag\n\nBeslutning\nAd 1 Sendes tilbage.\nAd 2 Godkendt.\nAd 3 Godkendt.",
        "2. Anden sag\n\nBeslutning\nGodkendt.",
        "3. Tredje sag\n\nBeslutning\nSendes tilbage.",
    )
    assert (len(ref.punkter), koder(ref)) == (3, [])


@pytest.mark.parametrize(
    "hoved",
    [
        "Mødedato: 4. maj 2022 Mødetidspunkt: 15:00 Mødested: Deltagere: Mødelokale 3, Rådhuset Anna Holm (A)",
        "Mødedato: Mødetidspunkt: Mødested: 4. maj 2022 15:00 Mødelokale 3, Rådhuset Deltagere: Anna Holm (A)",
    ],
)
def test_a_place_parted_from_its_label(hoved: str) -> None:
    ref = laes(
        f"1. Første sag\n\n{KROP}", f"2. Anden sag\n\n{KROP}", hoved=f"REFERAT\nTeknik- og Miljøudvalget\n{hoved}\n"
    )
    assert (ref.moeder[0].sted, ref.moeder[0].dato) == ("Mødelokale 3, Rådhuset", "2022-05-04")
