"""What frames a meeting's punkter: the head, the agenda, the words that close it, and what pages' edges add."""

from __future__ import annotations

import pytest
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
