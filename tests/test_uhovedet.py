"""Decisions that stand under no heading."""

from __future__ import annotations

from laes_hjaelp import HOVED
from referat.extract.pipeline import read_referat
from referat.schemas.referat import Punkt


def punkter(*dele: str) -> list[Punkt]:
    sager = (f"{nr}. Sag om stien ved åen {nr}\nSagsnr. 22/10{nr}\n\n{del_}" for nr, del_ in enumerate(dele, 1))
    return read_referat("\n\n".join((HOVED, *sager)).encode()).punkter


def test_in_minutes_without_headings_the_decision_begins_where_the_body_decides() -> None:
    sti, depot, valg = punkter(
        "Stien har været lukket siden maj.\n\nForvaltningen indstiller,\na) at stien åbnes,\n"
        "b) at der søges bevilling.\n\nUdvalget vedtog indstillingens punkt a). Punkt b) blev udsat.",
        "Sagen blev forelagt udvalget den 20. september 2007, hvor man vedtog at udsætte den.\n\nVedtaget.",
        "Byrådet har overladt valget til udvalget.\n\nSom medlem valgtes Niels Hest.",
    )
    assert sti.beslutning == "Udvalget vedtog indstillingens punkt a). Punkt b) blev udsat."
    assert [(i.tekst, i.udfald) for i in sti.indstillinger] == [
        ("at stien åbnes,", "godkendt"),
        ("at der søges bevilling.", "udsat"),
    ]
    assert (depot.beslutning, depot.udfald) == ("Vedtaget.", "godkendt")
    assert (valg.beslutning, valg.udfald) == ("Som medlem valgtes Niels Hest.", "valgt")


def test_what_an_agenda_tells_of_decisions_is_none_of_its_own() -> None:
    for p in punkter(
        "Sagsfremstilling\nUdvalget drøftede sagen i foråret.\nUdvalget besluttede at sende planen i høring.\n\n"
        "Indstilling\nForvaltningen indstiller, at planen godkendes.",
        "Sagsfremstilling\nByrådet vedtog budgettet i fjor.\n\nIndstilling\nForvaltningen indstiller, at det følges.",
    ):
        assert (p.udfald, p.beslutning) == (None, None)


def test_a_punkt_whose_last_words_follow_the_recommendation_is_decided_by_them() -> None:
    headed = "Sagsfremstilling\nStien er lukket.\n\nBeslutning\nUdsat."
    _, tankvogn = punkter(headed, "Baggrund\nVognen er fra 1989.\n\nUdvalget tiltrådte indstillingen.")
    assert (tankvogn.beslutning, tankvogn.udfald) == ("Udvalget tiltrådte indstillingen.", "tiltrådt")


def test_an_old_protocol_tells_of_points_and_of_nothing_under_no_heading() -> None:
    sti, spoergetid, forslag = punkter(
        "Udvalget indstiller,\n\n1. at stien åbnes,\n\n2. at den belyses.\n\n"
        "Indstillingens 1. at-punkt blev godkendt.\n\nIndstillingens 2. at-punkt blev forkastet.",
        "Der forelå ingen spørgsmål.",
        "Det foreslås,\n\n1. at bænken males,\n\n2. at den flyttes.\n\nMedlemsforslaget blev ikke vedtaget.",
    )
    assert (sti.udfald, [i.udfald for i in sti.indstillinger]) == ("blandet", ["godkendt", "afvist"])
    assert (spoergetid.udfald, forslag.udfald) == ("intet", "afvist")
