"""One referat in the shapes that text comes out in: what it says is read the same in all of them."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable

import pytest
from referat.extract.dagsordenstitler import find_dobbeltnumre, find_numre, find_titler
from referat.extract.pipeline import read_referat
from referat.schemas.referat import Referat

HOVED = """\
Søndermark Kommune
Referat fra Teknik- og Havneudvalget
Mødedato: 14. marts 2019
Mødested: Lokale 4, Rådhuset
Starttidspunkt: Kl. 15:30
Afbud: Bodil Ravnsø (V)

"""
AGENDA = """\
Dagsorden
41. Godkendelse af dagsorden
42. Ny bro over Kvindeåen ved Toftemølle
43. Budgetopfølgning pr. 28. februar 2019
44. Ansøgning om stade på havnen
45. Lukket punkt: Køb af areal ved Strandvejen

"""
KROP = """\
41. Godkendelse af dagsorden
Sagsnr.: 19/201

Beslutning
Dagsordenen blev godkendt.

42. Ny bro over Kvindeåen ved Toftemølle
Sagsnr.: 19/1337

Sagsfremstilling
Den gamle træbro er lukket, og skolebørnene går en omvej på to kilometer langs landevejen, hvor der ikke er fortov.

Indstilling
Teknisk Forvaltning indstiller, at broen bygges i stål.

Beslutning
Indstillingen blev godkendt. Kai Tranebjerg (O) stemte imod, fordi han hellere vil have en træbro.

43. Budgetopfølgning pr. 28. februar 2019
Sagsnr.: 19/880

Sagsfremstilling
Udvalgets område ventes at holde budgettet.

Indstilling
Teknisk Forvaltning indstiller, at opfølgningen tages til efterretning.

Beslutning
Taget til efterretning.

44. Ansøgning om stade på havnen
Sagsnr.: 19/912

Indstilling
Havnefogeden indstiller, at der gives tilladelse.

Beslutning
Sagen udsættes til næste møde. Ulla Egebæk (A) deltog ikke i behandlingen på grund af inhabilitet.

45. Lukket punkt: Køb af areal ved Strandvejen
Sagsnr.: 19/77

Beslutning
Anbefales.
"""
VENTET = [
    ("41", "Godkendelse af dagsorden", "godkendt", ["19/201"], False),
    ("42", "Ny bro over Kvindeåen ved Toftemølle", "godkendt", ["19/1337"], False),
    ("43", "Budgetopfølgning pr. 28. februar 2019", "taget til efterretning", ["19/880"], False),
    ("44", "Ansøgning om stade på havnen", "udsat", ["19/912"], False),
    ("45", "Køb af areal ved Strandvejen", "anbefalet", ["19/77"], True),
]


def afsnit(tekst: str) -> list[str]:
    return [" ".join(blok.split("\n")) for blok in re.split(r"\n\n+", tekst) if blok.strip()]


def limet(tekst: str) -> str:
    """Each punkt on a line, its headings glued to what stands before and behind them."""
    punkter = re.split(r"\n\n(?=\d\d\. |Dagsorden)", tekst)
    return "\n".join(p if p.startswith(("Dagsorden", "Sønder")) else re.sub(r"\n+", "", p) for p in punkter)


def dobbelt(tekst: str) -> str:
    linjer = [d for x in tekst.split("\n") if x for d in textwrap.wrap(x, 72)]
    return "\n\n".join(linjer)


def indrykket(tekst: str) -> str:
    return "\n".join(" " * 9 + x if x else x for x in tekst.split("\n"))


def uden_luft(tekst: str) -> str:
    return "\n".join(x for x in tekst.split("\n") if x)


def et_afsnit_en_linje(tekst: str) -> str:
    return "\n".join(afsnit(tekst))


def i_en_linje(tekst: str) -> str:
    return " ".join(afsnit(tekst))


def brudt_hvor_som_helst(tekst: str) -> str:
    ord_, tilfaeldig = i_en_linje(tekst).split(" "), random.Random(7)
    linjer: list[str] = []
    while ord_:
        n = tilfaeldig.randint(2, 16)
        linjer.append(" ".join(ord_[:n]))
        ord_ = ord_[n:]
    return "\n".join(linjer)


def sider(tekst: str) -> str:
    linjer = [d for x in tekst.split("\n") for d in (textwrap.wrap(x, 72) or [""])]
    ud, antal = [], -(-len(linjer) // 21)
    for nr in range(antal):
        ud += [*linjer[nr * 21 : nr * 21 + 21], "", f"Side {nr + 1} af {antal}"]
        ud += ["\fSøndermark Kommune", "Teknik- og Havneudvalget, 14-03-2019", ""] if nr < antal - 1 else []
    return "\n".join(ud)


def sidetal_alene(tekst: str) -> str:
    linjer = textwrap.wrap(i_en_linje(HOVED), 60) + dobbelt(tekst).split("\n")
    ud = []
    for nr in range(0, len(linjer), 35):
        ud += [*linjer[nr : nr + 35], str(nr // 35 + 1)]
    return "\n".join(ud)


SAMLEDE = (i_en_linje, brudt_hvor_som_helst)
"""Shapes in which nothing but the agenda shows where the titles end."""
FORMER: list[Callable[[str], str]] = [dobbelt, indrykket, uden_luft, et_afsnit_en_linje, limet, sider, *SAMLEDE]


def laest(tekst: str) -> Referat:
    return read_referat(tekst.encode())


def sagt(referat: Referat) -> list[tuple[object, ...]]:
    return [
        (p.nr, p.titel, p.udfald, [j.raa for j in p.journalnumre], p.lukket) for m in referat.moeder for p in m.punkter
    ]


@pytest.mark.parametrize("form", FORMER, ids=lambda f: f.__name__)
def test_a_referat_says_the_same_however_its_lines_are_broken(form: Callable[[str], str]) -> None:
    referat = laest(form(HOVED + AGENDA + KROP))
    (moede,) = referat.moeder
    assert (moede.udvalg, moede.dato, moede.start) == ("Teknik- og Havneudvalget", "2019-03-14", "15:30")
    assert sagt(referat) == VENTET
    bro, stade = moede.punkter[1], moede.punkter[3]
    assert [(s.navn, s.stemme) for s in bro.stemmer] == [("Kai Tranebjerg", "imod")]
    assert [(i.tekst.rstrip("."), i.udfald) for i in bro.indstillinger] == [("at broen bygges i stål", "godkendt")]
    assert {f.navn: f.aarsag for f in stade.fravaer} == {"Bodil Ravnsø": "afbud", "Ulla Egebæk": "inhabil"}
    assert all([f.navn for f in p.fravaer] == ["Bodil Ravnsø"] for p in moede.punkter if p is not stade)


def test_every_fact_of_a_run_on_text_stands_where_its_evidence_says() -> None:
    tekst = brudt_hvor_som_helst(HOVED + AGENDA + KROP)
    referat = laest(tekst)
    for p in referat.moeder[0].punkter:
        for s in (*p.stemmer, *p.journalnumre):
            sted = tekst[s.belaeg.tegn_fra : s.belaeg.tegn_til]
            assert (s.navn if hasattr(s, "navn") else s.raa) in " ".join(sted.split())


def test_a_short_documents_running_head_on_its_second_page_is_no_text() -> None:
    side = "Vedtaget som indstillet.\n\n2. Ny sti\n\nBeslutning\n"
    foerste = f"Byrådet\nReferat 4. maj 2021\n\n1. Budget\n\nBeslutning\n{side}Stien bygges\n"
    tekst = f"{foerste}\fByrådet, 04-05-2021\nsom foreslået.\n"
    assert [p.beslutning for p in laest(tekst).moeder[0].punkter] == [
        "Vedtaget som indstillet.",
        "Stien bygges\nsom foreslået.",
    ]


def test_lone_numbers_at_even_distances_that_break_into_the_text_are_pages() -> None:
    blok = ["4. Vejbidrag", "", "Beslutning", *["Udvalget drøftede sagen, som"] * 17]
    tekst = "\n".join(
        ["Vejudvalget", "Referat 4. maj 2021", "", *blok, "1", *["går videre"] * 20, "2", *["og videre"] * 20, "3"]
    )
    (punkt,) = laest(tekst).moeder[0].punkter
    assert not re.search(r"^\d$", punkt.beslutning or "", re.MULTILINE)


def test_lone_numbers_over_titles_are_punkter_and_not_pages() -> None:
    krop = ["Sagsfremstilling", *["En linje af sagen."] * 20, "Beslutning", "Godkendt."]
    punkter = [x for nr, titel in enumerate(("Budget", "Ny vej", "Havnen"), 1) for x in (str(nr), titel, *krop, "")]
    tekst = "\n".join(["Vejudvalget", "Referat 4. maj 2021", "", *punkter])
    assert [(p.nr, p.titel) for p in laest(tekst).moeder[0].punkter] == [
        ("1", "Budget"),
        ("2", "Ny vej"),
        ("3", "Havnen"),
    ]


def test_a_decision_alone_over_each_page_number_is_no_part_of_the_pages_edge() -> None:
    dele = [f"{n}. Sag {n}\n\nBeslutning\n\nGodkendt.\n\nByrådet side {n}\n" for n in range(1, 5)]
    punkter = laest("\n".join(["Referat fra Byrådet", "12-09-2023", "", *dele])).moeder[0].punkter
    assert [p.beslutning for p in punkter] == ["Godkendt."] * 4


def test_attachments_with_numbers_of_their_own_are_no_titles() -> None:
    bilag = "Bilag\n1. Kort over sti {0} 2018/10221\n2. Overslag over sti {0} 2018/10222\n\n"
    sag = "{0}. Sti {0}\nSagsnr. 19/10{0}\n\nBeslutning\nGodkendt.\n\n"
    sager = "".join((sag + bilag).format(n) for n in (1, 2, 3))
    (moede,) = laest(f"Vejudvalget\nReferat 4. maj 2021\n\n{sager}").moeder
    assert [(p.titel, p.udfald, len(p.bilag)) for p in moede.punkter] == [
        (f"Sti {n}", "godkendt", 2) for n in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("tekst", "titler"),
    [
        ("Dagsorden 1. Budget 2. Ny vej ... 4 3. Havnen 1. Budget Beslutning Godkendt. 2. Ny vej 3. Havnen", 3),
        ("Der er 1. Anders And 2. Fætter Vims 3. Rap og mere sker der ikke.", 0),
        ("1. Budget 2. Ny vej", 0),
    ],
)
def test_an_agenda_is_a_run_of_titles_that_come_again(tekst: str, titler: int) -> None:
    assert len(find_titler(tekst)) == titler


@pytest.mark.parametrize(
    ("linjer", "titler"),
    [
        (
            [f"{n}. Ny sti {n} J.nr.: 10/{n}\nGodkendt.\n" for n in (1, 2, 3, 4)],
            ["Ny sti 1", "Ny sti 2", "Ny sti 3", "Ny sti 4"],
        ),
        (
            [
                f"{n}. {x} 1{n}/1{n + 1}\nBeslutning\nGodkendt.\n"
                for n, x in enumerate(("Ferieplan", "Elevtal", "Budget"))
            ],
            ["Ferieplan 10/11", "Elevtal 11/12", "Budget 12/13"],
        ),
        (
            ["1. Ny sti\nBeslutning\nGodkendt.\nBilag\n1 Kort 10/12345\n2 Skitse 10/12346\n3 Overslag 10/12350\n"],
            ["Ny sti"],
        ),
        (
            [
                "1. Vedtægt\nSagsfremstilling\nVedtægten er gennemgået af forvaltningen og "
                " foreslås ændret, så bestyrelsen vælges for to år. "
                "Det drejer sig om § 3 Bestyrelsen, der foreslås omskrevet, og om § 4 Valg, "
                "hvor fristen ændres, samt om § 5 Regnskab, som tilpasses.\nBeslutning\nGodkendt.\n"
            ],
            ["Vedtægt"],
        ),
    ],
)
def test_titles_are_parted_from_case_numbers_and_from_nothing_else(linjer: list[str], titler: list[str]) -> None:
    (moede,) = laest("Teknisk Udvalg\nReferat den 4. maj 2010\n\n" + "\n".join(linjer)).moeder
    assert [p.titel for p in moede.punkter] == titler
    assert all(p.udfald == "godkendt" for p in moede.punkter)


@pytest.mark.parametrize(
    "beslutning",
    [
        "Forslag A fik 5 stemmer.\nForslag B fik 3 stemmer.\nForslag C fik 1 stemme.\nForslag A er dermed vedtaget.",
        "Status Nørregade: Arbejdet er færdigt.\nStatus Vestergade: Arbejdet er udsat.\nTaget til efterretning.",
        "Udvalget godkendte politikken med de ændringer, som forvaltningen havde foreslået i notatet, der var uddelt "
        "på mødet. Tema Sundhed udvides med et afsnit om kost og motion for børn i skolerne. "
        "Tema Trivsel udgår og tages op.",
        "Udvalget anbefaler, at planen godkendes, jf. Bilag Kort Side 4 og Side 5 i rapporten.",
    ],
)
def test_words_that_may_head_a_section_do_not_part_a_decision(beslutning: str) -> None:
    lang = "Stien anlægges langs åen og giver en sikker skolevej for børnene i de to byer, som den forbinder. " * 3
    tekst = f"Teknisk Udvalg\nReferat den 4. maj 2010\n\n1. En sag\nSagsfremstilling\n{lang}\n{lang}\nBeslutning\n"
    (punkt,) = laest(f"{tekst}{beslutning}\n").moeder[0].punkter
    assert (punkt.beslutning, punkt.bilag) == (beslutning, [])


def test_titles_and_decisions_on_top_of_a_page_are_no_running_head() -> None:
    tekst = (
        "Solby Kommune\nByrådet den 4. maj 2022\n\n1. Dagsorden\nBeslutning Byrådet den 4. maj 2022\nGodkendt.\n\n"
        "2. Ny sti\nSagsfremstilling\nStien anlægges.\n\fBeslutning Byrådet den 4. maj 2022\nGodkendt.\n"
        "\f3. Budget 4. maj 2022\nBeslutning Byrådet den 4. maj 2022\nUdsat.\n"
    )
    (moede,) = laest(tekst).moeder
    assert [(p.titel, p.udfald) for p in moede.punkter] == [
        ("Dagsorden", "godkendt"),
        ("Ny sti", "godkendt"),
        ("Budget 4. maj 2022", "udsat"),
    ]


def test_a_title_below_a_page_break_is_not_glued_to_the_attachment_above_it() -> None:
    tekst = "Ny sti\n\nBeslutning:\nGodkendt.\n\nBilag:\nKort over stien langs åen fra Nørregade til Søndergade\n\n\f\n"
    (moede,) = laest(f"Teknisk Udvalg\nMøde den 4. maj 2010\n\n{tekst}Budget 2023\n\nBeslutning:\nUdsat.\n").moeder
    assert [(p.titel, p.udfald) for p in moede.punkter] == [("Ny sti", "godkendt"), ("Budget 2023", "udsat")]


def test_a_timetables_line_heads_no_decision() -> None:
    tid = "Tidsplan for budgettet\nByrådet den 25. maj 2022\nGodkendes materialet, sendes det i høring.\n"
    tekst = f"Byrådet\nMøde den 25. maj 2022 kl. 17.00\n\n1. Budget\nSagsfremstilling\n{tid}Beslutning\nUdsat.\n"
    assert [p.beslutning for p in laest(tekst).moeder[0].punkter] == ["Udsat."]


def test_titles_of_older_minutes_end_in_a_full_stop_and_their_numbers_may_be_roman() -> None:
    sager = "".join(
        f"{nr}.      {titel}.\n         J.nr. 13.06.02G1{i}\n\n         B e s l u t n i n g :\n         {udfald}.\n\n"
        for i, (nr, titel, udfald) in enumerate(
            [("I", "Ny mole", "Tiltrådt"), ("II", "Havnebad", "Udsættes"), ("III", "Is", "Tiltrådt")]
        )
    )
    (moede,) = laest(f"Byrådet\n\nÅr 1991 tirsdag den 18. juni kl. 18.30 holdt byrådet møde.\n\n{sager}").moeder
    assert moede.dato == "1991-06-18"
    assert [(p.nr, p.titel, p.beslutning) for p in moede.punkter] == [
        ("I", "Ny mole.", "Tiltrådt."),
        ("II", "Havnebad.", "Udsættes."),
        ("III", "Is.", "Tiltrådt."),
    ]


def test_text_that_is_nothing_but_buttons_has_no_lines() -> None:
    assert laest("Til toppen\n").moeder == []


def test_words_and_numbers_that_decide_points_begin_no_punkt() -> None:
    assert find_numre("Sag 3 Havnen er slidt. Sag 4 Broen. Sag 5 Vejen.") == {"Sag 3 ", "Sag 4 ", "Sag 5 "}
    assert not find_numre("Punkt 1 Godkendt. Punkt 2 Udsat. Punkt 3 Vedtaget.")


def test_each_bodys_decision_on_its_line_is_that_bodys_own() -> None:
    sag = (
        "{0} Sti {0}\nSagsid.: 15/441{0} Åben sag\nSagsfremstilling Stien mangler.\nIndstilling Direktionen "
        "indstiller, at stien bygges.\nBeslutning Økonomiudvalget den 17-08-2015 Anbefales godkendt. Afbud: Ida Krog.\n"
        "Beslutning Kommunalbestyrelsen den 24-08-2015 Udsat. Afbud: Ove Dam.\n"
    )
    hoved = "Solby Kommune Kommunalbestyrelsen\nDato: Mandag den 24. august 2015 Kl.: 17.00 Sted: Salen\n"
    (moede,) = laest(hoved + "".join(sag.format(n) for n in (1, 2, 3))).moeder
    assert [(p.udfald, [f.navn for f in p.fravaer]) for p in moede.punkter] == [("udsat", ["Ove Dam"])] * 3


TABTE_NUMRE = """\
Transkript

1 Søby Kommune Referat Teknik- og Miljøudvalget Mødedato: Mødested: Deltagere: Fraværende: Referent: Torsdag den 5. \
februar 2009 Kl Lokale 2, Rådhuset Ida Krog, Ove Dam Bo Lund Karen Friis

2 Teknik- og Miljøudvalget 5. februar 2009 Indholdsfortegnelse Pkt. Tekst Side 1 Godkendelse af dagsorden \
Affaldstakster, høringssvar Frigivelse af midler til asfalt Lokalplan nr. 84 ved Strandvejen Eventuelt

3 Teknik- og Miljøudvalget 5. februar 2009 Godkendelse af dagsorden Sagsnr.: Sagsbehandler: Beslutning i Teknik- og \
Miljøudvalget den Godkendt.

4 Teknik- og Miljøudvalget 5. februar 2009 Affaldstakster, høringssvar Sagsnr.: Sagsbehandler: jek Resumé Forslaget \
til nye takster har været i høring. Forvaltningen indstiller at taksterne fastholdes Beslutning i Teknik- og \
Miljøudvalget den Anbefales.

5 Teknik- og Miljøudvalget 5. februar 2009 Frigivelse af midler til asfalt 2009 Sagsnr.: Sagsbehandler: pbl \
Sagsfremstilling Der er afsat 6,2 mio. kr. Beslutning i Teknik- og Miljøudvalget den Udsat. Lokalplan nr. 84 ved \
Strandvejen Sagsnr.: Sagsbehandler: ulr Sagsfremstilling Ejeren ønsker at bygge på Strandvejen Beslutning i Teknik- og \
Miljøudvalget den Afvist. Eventuelt Sagsnr.: Sagsbehandler: Beslutning i Teknik- og Miljøudvalget den Intet.
"""


def test_titles_whose_numbers_are_lost_are_those_of_the_agenda() -> None:
    (moede,) = laest(TABTE_NUMRE).moeder
    assert [(p.titel, p.udfald) for p in moede.punkter] == [
        ("Godkendelse af dagsorden", "godkendt"),
        ("Affaldstakster, høringssvar", "anbefalet"),
        ("Frigivelse af midler til asfalt 2009", "udsat"),
        ("Lokalplan nr. 84 ved Strandvejen", "afvist"),
        ("Eventuelt", "intet"),
    ]
    assert [p.fravaer for p in moede.punkter] == [[]] * 5  # whose names stand behind all labels nobody can tell


DOBBELTE_NUMRE = """\
Transkript

1 Søby Kommune Sammenlægningsudvalget Beslutningsprotokol Dato: 12. september 2006 Lokale: Byrådssalen

2 Indholdsfortegnelse Sag nr. Side Åbne sager: 01/140 Meddelelser /141 Budget 2007, 1. behandling /142 Ny vedtægt \
/143 Valg af tilforordnede

3 Sammenlægningsudvalget, 12. september 2006 Side 201 Åbne sager: 01/140 Meddelelser SLU Beslutning i \
Sammenlægningsudvalget den 12. september 2006 Taget til efterretning. Fraværende: Ole Holm 02/141 Budget 2007, \
1. behandling SLU Beslutning i Sammenlægningsudvalget den 12. september 2006 Tiltrådt. Fraværende: Ole Holm

4 Sammenlægningsudvalget, 12. september 2006 Side 202 /142 Ny vedtægt SLU Sagsfremstilling Vedtægterne er samlet. \
Beslutning i Sammenlægningsudvalget den 12. september 2006 Udsat. Fraværende: Ole Holm 04/143 Valg af tilforordnede \
SLU Beslutning i Sammenlægningsudvalget den 12. september 2006 Lis Dam blev valgt. Fraværende: Ole Holm
"""


def test_numbers_of_the_meeting_and_the_year_begin_punkter_also_where_the_first_is_lost() -> None:
    (moede,) = laest(DOBBELTE_NUMRE).moeder
    assert [(p.nr, p.titel, p.udfald) for p in moede.punkter] == [
        ("01/140", "Meddelelser", "taget til efterretning"),
        ("02/141", "Budget 2007, 1. behandling", "tiltrådt"),
        ("/142", "Ny vedtægt", "udsat"),
        ("04/143", "Valg af tilforordnede", "valgt"),
    ]
    assert find_dobbeltnumre("19/201 Ny sti Godkendt. 19/202 Ny bro Udsat. 19/202 Ny bro") == {}


def test_numbers_with_the_meetings_own_begin_punkter_with_their_titles() -> None:
    (moede,) = laest("""\
Transkript

1 Søby Kommune Socialudvalget Referat Dato: 5. april 2001 Fraværende: Ingen 01/69 Orientering fra formanden 01/70 \
Takster for madservice 01/71 Skema B for ældreboliger

2 Socialudvalget, den 5. april 2001 side 112 01/69 Orientering fra formanden Formanden orienterede om mødet med amtet. \
Socialudvalgets beslutning: Til efterretning. 01/70 Takster for madservice J.nr. 27.36.04Ø32 Det foreslås, at prisen \
hæves. Socialudvalgets beslutning: Anbefales.

3 Socialudvalget, den 5. april 2001 side 113 01/71 Skema B for ældreboliger J.nr. 03.02.13G01 Forvaltningen \
indstiller, at skema B godkendes. Socialudvalgets beslutning: Udsat.
""").moeder
    assert [(p.nr, p.titel, p.udfald, [j.raa for j in p.journalnumre]) for p in moede.punkter] == [
        ("01/69", "Orientering fra formanden", "taget til efterretning", []),
        ("01/70", "Takster for madservice", "anbefalet", ["27.36.04Ø32"]),
        ("01/71", "Skema B for ældreboliger", "udsat", ["03.02.13G01"]),
    ]


def test_titles_without_their_numbers_between_numbered_ones() -> None:
    (moede,) = laest("""\
Transkript

1 Søby Kommune Referat Kulturudvalget Mødedato: 10. juni 2008 Afbud: Ingen

2 Kulturudvalget, 10-06-2008 Indholdsfortegnelse Sag nr. Side Godkendelse af dagsorden 71. Budgetopfølgning pr. 30. \
april Tilskud til nyt klubhus Orientering fra formanden

3 Kulturudvalget, 10-06-2008 Side Godkendelse af dagsorden Beslutning Kulturudvalget den 10-06-2008 Godkendt. 71. \
Budgetopfølgning pr. 30. april Sagsid.: 08/11724 Initialer: hnor Åben sag SAGSFREMSTILLING Der forventes et \
merforbrug. Beslutning Kulturudvalget den 10-06-2008 Taget til efterretning.

4 Kulturudvalget, 10-06-2008 Side 72. Tilskud til nyt klubhus Sagsid.: 08/9310 Initialer: mskj Åben sag \
SAGSFREMSTILLING Klubben søger. Beslutning Kulturudvalget den 10-06-2008 Afslået. Orientering fra formanden Sagsid.: \
08/311 Initialer: hnor Åben sag SAGSFREMSTILLING Status på havnen. Beslutning Kulturudvalget den 10-06-2008 Intet at \
bemærke.
""").moeder
    assert [(p.nr, p.titel, p.udfald) for p in moede.punkter] == [
        (None, "Godkendelse af dagsorden", "godkendt"),
        ("71", "Budgetopfølgning pr. 30. april", "taget til efterretning"),
        ("72", "Tilskud til nyt klubhus", "afvist"),
        (None, "Orientering fra formanden", "intet"),
    ]
