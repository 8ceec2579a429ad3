"""What a table's own numbers prove: which rows are sums, which columns are reckoned, and what does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from referat.extract.pipeline import read_referat
from referat.extract.records.kontroller import find_kontroller
from referat.extract.records.tabeller import find_tabeller
from referat.extract.udsnit import Udsnit
from referat.schemas.poster import Kontrol, Tabel
from referat.schemas.referat import Referat
from referat.schemas.side import Linje

DELT = Path(__file__).parents[2] / "shared"


def tabeller(tekst: str, prosa: str = "") -> list[Tabel]:
    linjer, fra = [], 0
    for linje in tekst.split("\n"):
        linjer.append(Linje(linje, side=1, tegn_fra=fra))
        fra += len(linje) + 1
    return find_kontroller(find_tabeller(Udsnit(linjer)), prosa)


def kontroller(tekst: str, prosa: str = "") -> list[Kontrol]:
    (tabel,) = tabeller(tekst, prosa)
    return tabel.kontroller


def fejl(tekst: str, prosa: str = "") -> list[tuple[str, int, int, float]]:
    return [(k.regel, k.raekke, k.kolonne, k.ventet) for k in kontroller(tekst, prosa) if not k.holder]


RAMMER = """Mio. kr.\tVedtaget budget 2023\tForventet regnskab 2023\tAfvigelse
Skove\t64,0\t63,9\t0,1
Marker\t725,1\t683,8\t41,4
Enge\t60,5\t40,2\t20,3
I alt\t849,6\t787,9\t61,7"""


def test_sums_and_differences_hold_as_far_as_the_printed_decimals_allow() -> None:
    fundne = kontroller(RAMMER)
    assert all(k.holder for k in fundne)
    assert [(k.raekke, k.kolonne) for k in fundne if k.regel == "kontroller:i-alt"] == [(4, 1), (4, 2), (4, 3)]
    marker = next(k for k in fundne if (k.raekke, k.kolonne) == (2, 3))
    assert (marker.udtryk, marker.ventet, marker.fundet) == ("725,1 − 683,8", 41.3, 41.4)
    assert marker.tolerance == pytest.approx(0.15)


def test_a_wrong_number_is_found_where_it_stands() -> None:
    assert fejl(RAMMER.replace("787,9", "778,9")) == [
        ("kontroller:i-alt", 4, 2, 787.9),
        ("kontroller:difference", 4, 3, 70.7),
    ]


def test_one_budget_one_outcome_and_one_deviation_belong_together_even_in_a_single_row() -> None:
    tekst = (
        "Mio. kr.\tVedtaget budget 2023\tForventet forbrug 2023\tForventet mer/mindreforbrug\nEnge\t60,5\t52,8\t20,3"
    )
    assert fejl(tekst) == [("kontroller:difference", 1, 3, 7.7)]


def test_the_prose_that_repeats_a_number_is_tied_to_its_cell_and_one_that_contradicts_it_is_told() -> None:
    god = "For Marker ventes et mindreforbrug på 41,4 mio. kr. i forhold til vedtaget budget."
    assert [(k.regel, k.holder, k.udtryk) for k in kontroller(RAMMER, god) if k.regel.endswith("prosa")] == [
        ("kontroller:prosa", True, "mindreforbrug på 41,4 mio. kr.")
    ]
    assert fejl(RAMMER, god.replace("41,4", "44,1")) == [("kontroller:prosa", 2, 3, 44.1)]
    assert fejl(RAMMER, "Heraf kan Marker henføre et mindreforbrug på 44,1 mio. kr.") == []
    assert fejl(RAMMER, "Færre besøg i Marker giver et mindreforbrug på 7,5 mio. kr.") == []


@pytest.mark.parametrize(
    ("hoved", "a", "b", "fortegn"),
    [
        ("Korrigeret budget\tForventet regnskab\tAfvigelse", 1, -1, "mindreforbrug positivt"),
        ("Korrigeret budget\tForventet regnskab\tAfvigelse", -1, 1, "merforbrug positivt"),
        ("Korrigeret budget\tForventet regnskab\tUddybning", 1, -1, None),
    ],
)
def test_the_sign_of_deviations_is_read_from_the_numbers(hoved: str, a: int, b: int, fortegn: str | None) -> None:
    par = [(100, 90), (55, 75), (300, 260)]
    krop = [f"Række {n}\t{x}\t{y}\t{a * x + b * y}" for n, (x, y) in enumerate(par)]
    (tabel,) = tabeller("\n".join([f"1.000 kr.\t{hoved}", *krop]))
    assert tabel.afvigelse_fortegn == fortegn


def test_no_sign_is_told_where_nothing_deviates() -> None:
    (tabel,) = tabeller("Kr.\tBudget\tRegnskab\tAfvigelse\nDrift\t10\t10\t0\nAnlæg\t20\t20\t0")
    assert tabel.afvigelse_fortegn is None


KODER = """Mio. kr.\tBudget\tForbrug
Hele kommunen\t2.954,9\t1.214,2
130 - Arbejde\t573,9\t254,7
13001 - Job\t256,5\t102,1
13002 - Sygdom\t91,5\t46,4
13004 - Støtte\t225,9\t106,2"""


def test_rows_with_longer_codes_are_parts_of_the_row_whose_code_begins_theirs() -> None:
    (tabel,) = tabeller(KODER)
    assert [(r.raekke, r.niveau, r.foraelder_raekke, r.grundlag) for r in tabel.raekker] == [
        (1, 0, None, None),
        (2, 0, None, None),
        (3, 1, 2, "kode"),
        (4, 1, 2, "kode"),
        (5, 1, 2, "kode"),
    ]
    assert fejl(KODER.replace("573,9", "575,9")) == [("kontroller:gruppe", 2, 1, 573.9)]


def test_totals_of_totals_and_parts_within_rows_are_told_apart() -> None:
    tekst = """1.000 kr.\t2023\t2024
Løn\t4.100\t4.300
Mad\t900\t950
Drift i alt\t5.000\t5.250
Vej\t2.000\t1.000
Heraf cykelsti\t300\t200
Bro\t3.000\t2.500
Anlæg i alt\t5.000\t3.500
I alt\t10.000\t8.750"""
    (tabel,) = tabeller(tekst)
    assert {r.navn: r.foraelder_raekke for r in tabel.raekker} == {
        "Løn": 3,
        "Mad": 3,
        "Drift i alt": 8,
        "Vej": 7,
        "Heraf cykelsti": 4,
        "Bro": 7,
        "Anlæg i alt": 8,
        "I alt": None,
    }
    assert all(k.holder for k in tabel.kontroller)


def test_a_column_of_per_cent_is_held_against_the_columns_it_comes_from() -> None:
    tekst = """Ydelse\t2021\t2022\tForskel
Krav\t405.377\t2.098.552\t418 pct.
Sparet\t908.846\t2.397.337\t164 pct.
Andet\t1.000\t1.500\t50 pct.
Resten\t2.000\t1.000\t-50 pct.
I alt\t1.317.223\t4.498.389\t242 pct."""
    assert {k.regel for k in kontroller(tekst)} == {"kontroller:vækst", "kontroller:i-alt"}
    assert fejl(tekst.replace("164", "146")) == [("kontroller:vækst", 2, 3, 163.778132)]


def test_a_deviation_of_three_columns_is_understood() -> None:
    tekst = """1.000 kr.\tKorr. budget\tForv. regnskab\tOmplaceret\tAfvigelse
Skove\t100\t120\t5\t15
Marker\t200\t190\t-10\t0
Enge\t300\t340\t0\t40
Heder\t400\t400\t0\t0
Søer\t500\t530\t0\t30"""
    (tabel,) = tabeller(tekst)
    assert all(k.holder for k in tabel.kontroller)
    assert next(k.udtryk for k in tabel.kontroller) == "120 − 100 − 5"


@pytest.mark.parametrize(
    "tekst",
    [
        "Kommune\tSager\tOmgjort\nSandvig\t5\t4\nLyngså\t2\t1\nTorup\t4\t4\nGennemsnit i alt\t4\t3",
        "Budget\t2023\t2024\nPulje\t100\t200\nHeraf brugt\t30\t40\nRest til fordeling\t10\t20",
        "Navn\tBudget\nSkole\t100\nSkov\t200\nI alt\t9.000",
    ],
)
def test_numbers_that_were_not_meant_to_add_up_are_left_alone(tekst: str) -> None:
    assert fejl(tekst) == []


# --- made tables -------------------------------------------------------------------------------------------------

PAR = st.lists(st.tuples(st.integers(20_000, 990_000), st.integers(20_000, 990_000)), min_size=4, max_size=8)


def lav(par: list[tuple[int, int]], decimaler: int) -> list[list[float]]:
    """True numbers in tenths and their printed rounding: budget, spending, deviation, and their sums below."""
    raekker = [[b, f, b - f] for b, f in par]
    raekker.append([sum(r[k] for r in raekker) for k in range(3)])
    return [[round(x / 10, decimaler) for x in r] for r in raekker]


def skriv(raekker: list[list[float]], decimaler: int) -> str:
    def tal(x: float) -> str:
        return f"{x:.{decimaler}f}".replace(".", ",")

    navne = [*(f"Skole {chr(65 + n)}" for n in range(len(raekker) - 1)), "I alt"]
    hoved = "1.000 kr.\tKorrigeret budget\tRegnskab\tAfvigelse"
    return "\n".join([hoved, *("\t".join([n, *map(tal, r)]) for n, r in zip(navne, raekker, strict=True))])


@given(PAR, st.sampled_from([0, 1]))
def test_a_table_with_true_sums_always_passes(par: list[tuple[int, int]], decimaler: int) -> None:
    fundne = kontroller(skriv(lav(par, decimaler), decimaler))
    assert [k for k in fundne if not k.holder] == []
    assert {(len(par) + 1, k) for k in (1, 2)} <= {
        (k.raekke, k.kolonne) for k in fundne if k.regel == "kontroller:i-alt"
    }


@given(PAR, st.data())
def test_one_changed_number_fails_just_the_checks_that_touch_it(
    par: list[tuple[int, int]], data: st.DataObject
) -> None:
    raekker = lav(par, 0)
    r = data.draw(st.integers(0, len(par)), label="row")
    k = data.draw(st.integers(0, 2), label="column")
    raekker[r][k] += data.draw(st.integers(20, 1500), label="by") * data.draw(st.sampled_from([1, -1]), label="sign")
    fejlende = {(x.regel, x.raekke, x.kolonne) for x in kontroller(skriv(raekker, 0)) if not x.holder}
    assert fejlende == {("kontroller:i-alt", len(par) + 1, k + 1), ("kontroller:difference", r + 1, 3)}


# --- the seeds ---------------------------------------------------------------------------------------------------


def laes(nr: str) -> Referat:
    stier = list((DELT / "seeds").glob(f"{nr}_*.txt"))
    if not stier:
        pytest.skip("the shared material is not here")
    return read_referat(stier[0].read_bytes())


def test_the_contradiction_of_a_real_table_is_a_warning_that_says_that_the_prose_repeats_it() -> None:
    referat = laes("001")
    (advarsel,) = [a for a in referat.advarsler if a.kode == "difference-holder-ikke"]
    for stykke in (
        "Punkt 2",
        "Tabel 1",
        "Servicerammen",
        "mindreforbrug 2023",
        "20,3",
        "60,5 − 52,8",
        "7,7",
        "Teksten",
    ):
        assert stykke in advarsel.besked
    anden = next(p for p in referat.punkter if p.nr == "2").tabeller[1]
    assert all(k.holder for k in anden.kontroller)
    assert len(anden.kontroller) >= 13
    assert anden.afvigelse_fortegn == "mindreforbrug positivt"


def test_the_codes_of_a_real_budget_are_its_hierarchy() -> None:
    tabeller = next(p for p in laes("000").punkter if p.nr == "3").tabeller
    for tabel in tabeller:
        assert [r.foraelder_raekke for r in tabel.raekker] == [None, None, 2, 2, 2]
        grupper = [k for k in tabel.kontroller if k.regel == "kontroller:gruppe"]
        assert len(grupper) == 8
        assert all(k.holder for k in grupper)
        assert tabel.afvigelse_fortegn == "merforbrug positivt"
