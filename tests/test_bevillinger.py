"""Appropriations: the kind, the amount, from where to where, the year, and whether they were made."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from referat.extract.pipeline import read_referat
from referat.extract.records.bevillinger import find_bevillinger
from referat.extract.udsnit import Udsnit
from referat.schemas.fakta import Belaeg
from referat.schemas.poster import Bevilling, Indstilling
from referat.schemas.side import Linje
from referat.schemas.vokabular import Udfald

DELT = Path(__file__).parents[2] / "shared"
B = Belaeg(side=1, tegn_fra=0, tegn_til=5, regel="prøve:1")


def bevillinger(
    tekst: str, udfald: str | None = None, organ: str | None = "Byrådet", beslutning: str | None = None
) -> list[Bevilling]:
    indstilling = Indstilling(nr=1, tekst=tekst, udfald=Udfald(udfald) if udfald else None, belaeg=B)
    udsnit = Udsnit([Linje(beslutning, side=1, tegn_fra=0)]) if beslutning else None
    return find_bevillinger([indstilling], udsnit, indstilling.udfald, organ)


def kort(tekst: str) -> list[tuple[str, float, int | None]]:
    return [(b.art, b.beloeb_kr, b.aar) for b in bevillinger(tekst)]


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("at der gives en tillægsbevilling på 0,57 mio. kr. i 2024", [("tillægsbevilling", 570_000, 2024)]),
        ("at der meddeles tillægsbevilling på -2.450.000 kr.", [("tillægsbevilling", -2_450_000, None)]),
        ("at der gives driftsbevilling på 1,2 mio. kr. årligt", [("driftsbevilling", 1_200_000, None)]),
        ("at der frigives 500 t.kr. til broen", [("frigivelse", 500_000, None)]),
        ("at der meddeles anlægsbevilling på kr. 3,4 mio. til tag", [("anlægsbevilling", 3_400_000, None)]),
        ("at der meddeles tillægsbevilling til merindtægter på 1 mio. kr. i 2023", [("indtægtsbevilling", 1e6, 2023)]),
        (
            "at der afsættes rådighedsbeløb på 10 mio. kr. i 2023 og 3 mio. kr. i 2024 til tag",
            [("rådighedsbeløb", 10e6, 2023), ("rådighedsbeløb", 3e6, 2024)],
        ),
        (
            "at der afsættes rådighedsbeløb i 2022 og meddeles anlægsbevilling på 1,0 mio. kr. til en bro",
            [("anlægsbevilling", 1e6, 2022)],
        ),
        ("at der optages lån på 5 mio. kr.", [("lånoptagelse", 5e6, None)]),
        ("at der stilles kommunegaranti til værket på 8.000.000 kr.", [("garanti", 8e6, None)]),
        ("at der omplaceres 250.000 kr. fra løn til drift", [("omplacering", 250_000, None)]),
        ("at der overføres 1,5 mio. kr. fra 2022 til 2023", [("overførsel", 1.5e6, None)]),
    ],
)
def test_kind_amount_and_year(tekst: str, ventet: list[tuple[str, float, int | None]]) -> None:
    assert kort(tekst) == ventet


@pytest.mark.parametrize(
    "tekst",
    [
        "at regningen på 2,5 mio. kr. tages til efterretning",
        "at tillægsbevillingen på 2 mio. kr. tages til efterretning",
        "at der meddeles anlægsbevilling hertil, finansieret af rådighedsbeløbet på 12,0 mio. kr.",
        "at finansiering af det afsatte rådighedsbeløb på 2,5 mio. kr. håndteres senere",
        "at grunden sælges for 4,1 mio. kr.",
        "at der meddeles tillægsbevilling på 0,539 kr. i 2022",
        "at bevillinger over 50.000 kr. forelægges udvalget",
    ],
)
def test_an_amount_without_a_word_of_appropriation_is_none(tekst: str) -> None:
    assert kort(tekst) == []


@pytest.mark.parametrize(
    ("tekst", "fra", "til"),
    [
        (
            'at tillægsbevilge 640.000 kr. fra Skovudvalget ramme 4 "Støtte til ænder" til Søudvalget ramme 2 i 2023',
            'Skovudvalget ramme 4 "Støtte til ænder"',
            "Søudvalget ramme 2",
        ),
        ("at der gives tillægsbevilling til leje af både på 7.000 kr.", None, "leje af både"),
        (
            "at der meddeles anlægsbevilling på 2 mio. kr. til en bro, som finansieres af kassebeholdningen.",
            "kassebeholdningen",
            "en bro",
        ),
        (
            "at der meddeles tillægsbevilling til merudgifter på 2 mio. kr. i 2023 vedrørende ænder, "
            "finansieret af ”Puljen til genopretning o.l.” i 2023, som reduceres",
            "Puljen til genopretning o.l.",
            "ænder",
        ),
    ],
)
def test_from_where_to_where(tekst: str, fra: str | None, til: str | None) -> None:
    (b,) = bevillinger(tekst)
    assert (b.fra, b.til) == (fra, til)


BRO = "at der meddeles anlægsbevilling på 2 mio. kr. til en bro"


@pytest.mark.parametrize(
    ("udfald", "organ", "tekst", "status"),
    [
        ("godkendt", "Byrådet", BRO, "givet"),
        ("tiltrådt", "Kommunalbestyrelsen", BRO, "givet"),
        ("godkendt", "Teknikudvalget", BRO, "anbefalet"),
        ("anbefalet", "Økonomiudvalget", BRO, "anbefalet"),
        ("afvist", "Byrådet", BRO, "afslået"),
        ("afvist", "Teknikudvalget", BRO, None),
        ("udsat", "Byrådet", BRO, "søgt"),
        (None, "Byrådet", BRO, "søgt"),
        ("blandet", "Byrådet", BRO, None),
        ("godkendt", None, BRO, None),
        ("godkendt", "Byrådet", BRO.replace("at der", "at der tages stilling til, om der"), None),
    ],
)
def test_what_became_of_it(udfald: str | None, organ: str | None, tekst: str, status: str | None) -> None:
    (b,) = bevillinger(tekst, udfald, organ)
    assert (b.status, b.indstilling_nr) == (status, 1)


def test_a_decision_may_state_an_appropriation_of_its_own() -> None:
    andet = "Udvalget anbefaler i stedet, at der meddeles anlægsbevilling på 1 mio. kr. i 2024."
    fundne = bevillinger(BRO, "anbefalet", "Teknikudvalget", andet)
    assert [(b.beloeb_kr, b.aar, b.indstilling_nr) for b in fundne] == [(2e6, None, 1), (1e6, 2024, None)]
    assert len(bevillinger(BRO, "godkendt", "Byrådet", "Godkendt, at der meddeles anlægsbevilling på 2 mio. kr.")) == 1
    assert len(bevillinger(BRO, "godkendt", "Byrådet", "Ida Holt foreslog, at der bevilges 9 mio. kr. til en ø.")) == 1


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from([*BRO.split(), "i 2023", "og", ",", "finansieret af"])).map(" ".join)
)
def test_any_text_is_survived_and_amounts_stand_in_it(tekst: str) -> None:
    for b in bevillinger(tekst):
        assert b.tekst == tekst
        assert abs(b.beloeb_kr) >= 1


def test_the_appropriation_of_a_real_recommendation() -> None:
    stier = list((DELT / "seeds").glob("001_*.txt"))
    if not stier:
        pytest.skip("the shared material is not here")
    (b,) = [b for p in read_referat(stier[0].read_bytes()).punkter for b in p.bevillinger]
    assert (b.art, b.beloeb_kr, b.aar, b.status, b.indstilling_nr) == (
        "tillægsbevilling",
        67641790,
        2023,
        "anbefalet",
        2,
    )
    assert str(b.fra).startswith("Psykiatri- og Handicapudvalget ramme 4")
    assert str(b.til).startswith("Beskæftigelses- og Integrationsudvalget ramme 2")


def test_what_was_decided_on_another_bodys_advice_is_not_still_asked_for() -> None:
    punkt = Indstilling(nr=1, tekst="at der gives en tillægsbevilling på 500.000 kr.", belaeg=B)
    assert [b.status for b in find_bevillinger([punkt], None, Udfald.GODKENDT, "Byrådet")] == [None]
    assert [b.status for b in find_bevillinger([punkt], None, Udfald.UDSAT, "Byrådet")] == ["søgt"]


def test_an_amount_that_the_decision_changes_is_not_said_to_be_granted() -> None:
    tekst = (
        "Byrådet\nReferat den 25. marts 2014\n\n1. Støtte\nIndstilling\nDirektionen indstiller, at der gives en "
        "anlægsbevilling på 250.000 kr. til taget.\nBeslutning\nGodkendt{}.\n"
    )
    for dog, status in (("", "givet"), (", dog således at beløbet nedsættes til 150.000 kr", None)):
        (punkt,) = read_referat(tekst.format(dog).encode()).punkter
        assert [(b.beloeb_kr, b.status) for b in punkt.bevillinger] == [(250000, status)]
