from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from referat.extract.reading import laes
from referat.extract.records.tabeller import find_tabeller
from referat.extract.udsnit import Udsnit
from referat.schemas.poster import Tabel, Tabelcelle
from referat.schemas.side import Gitter, GitterCelle, Linje

DELT = Path(__file__).parents[2] / "shared"


def linjer(tekst: str, side: int = 1, fra: int = 0) -> list[Linje]:
    ud = []
    for linje in tekst.split("\n"):
        ud.append(Linje(linje, side=side, tegn_fra=fra))
        fra += len(linje) + 1
    return ud


def tabeller(tekst: str, aar: int | None = None) -> list[Tabel]:
    return find_tabeller(Udsnit(linjer(tekst)), moede_aar=aar)


def celle(tabel: Tabel, raekke: int, kolonne: int) -> Tabelcelle:
    return next(c for c in tabel.celler if (c.raekke, c.kolonne) == (raekke, kolonne))


def vaerdier(tabel: Tabel) -> dict[tuple[str | None, str | None], float]:
    return {(c.raekkenavn, c.kolonnenavn): c.vaerdi for c in tabel.celler if c.vaerdi is not None}


BUDGET = """Tabel 1: Skovriders drift

Mio. kr.\tOprindeligt budget 2023\tKorr. budget 2023\tForv. regnskab\tAfvigelse i pct.
Skoler\t12,5\t13,0\t1.214,2-\t1,3%
I alt\t(12,5)\t−4,8\t-\t418 pct.

Udvalget drøftede tabellen."""


def test_a_budget_table_is_read_with_units_measures_years_and_kroner() -> None:
    (tabel,) = tabeller(BUDGET, 2023)
    assert (tabel.titel, tabel.enhed, tabel.er_budget, tabel.nr) == (
        "Tabel 1: Skovriders drift",
        "mio. kr.",
        True,
        1,
    )
    c = celle(tabel, 1, 2)
    assert (c.raa, c.vaerdi, c.enhed, c.maal, c.aar, c.beloeb_kr) == (
        "13,0",
        13.0,
        "mio. kr.",
        "korrigeret budget",
        2023,
        13000000.0,
    )
    assert celle(tabel, 1, 3).vaerdi == -1214.2
    assert (celle(tabel, 2, 4).enhed, celle(tabel, 2, 4).beloeb_kr) == ("pct.", None)
    assert celle(tabel, 2, 3).vaerdi is None
    assert [c.maal for c in tabel.celler if c.raekke == 2 and c.kolonne] == [
        "oprindeligt budget",
        "korrigeret budget",
        None,
        "afvigelse",
    ]


def test_every_cell_says_where_it_stands() -> None:
    (tabel,) = tabeller(BUDGET)
    assert all(BUDGET[c.belaeg.tegn_fra : c.belaeg.tegn_til] == c.raa for c in tabel.celler)
    assert BUDGET[tabel.belaeg.tegn_fra : tabel.belaeg.tegn_til].startswith("Mio. kr.")
    assert BUDGET[tabel.belaeg.tegn_fra : tabel.belaeg.tegn_til].endswith("418 pct.")


def test_a_row_of_years_is_a_head() -> None:
    (tabel,) = tabeller("1.000 kr.\t2023\t2024\nVeje\t11.000\t12\nHeraf broer (1,4%)\t5\t6", 2023)
    assert vaerdier(tabel)["Veje", "2023"] == 11000.0
    assert celle(tabel, 1, 2).aar == 2024
    assert celle(tabel, 2, 1).beloeb_kr == 5000.0


def test_years_far_from_the_meeting_are_values() -> None:
    (tabel,) = tabeller("Kapacitet\t1990\t2020\nBehov\t1.800\t1.900", 2020)
    assert [celle(tabel, 0, k).vaerdi for k in (1, 2)] == [1990.0, 2020.0]


def test_a_table_without_a_head_has_values_from_its_first_row() -> None:
    (tabel,) = tabeller("Rådhuset\t1.067\nPlejehjem\t177")
    assert vaerdier(tabel) == {("Rådhuset", None): 1067.0, ("Plejehjem", None): 177.0}


def test_two_head_rows_name_each_column_together() -> None:
    (tabel,) = tabeller("Status\tTilladelse\t\tPlan\n\tAnsøgt\tGivet\tVedtaget\nLunden\t0\t538\t18")
    assert vaerdier(tabel) == {
        ("Lunden", "Tilladelse Ansøgt"): 0.0,
        ("Lunden", "Tilladelse Givet"): 538.0,
        ("Lunden", "Plan Vedtaget"): 18.0,
    }


def test_numbers_before_the_name_are_no_values() -> None:
    (tabel,) = tabeller("Konto\tNavn\tForbrug\n130\tArbejde\t5,0\n131\tSygdom\t6,0")
    assert vaerdier(tabel) == {("Arbejde", "Forbrug"): 5.0, ("Sygdom", "Forbrug"): 6.0}


@pytest.mark.parametrize(
    ("tekst", "antal"),
    [
        ("Navn\tBudget\tForbrug\nDrift\t1,0\t2,0\n\nAnlæg\t3,0\t4,0", 1),
        ("Navn\tBudget\tForbrug\nDrift\t1,0\t2,0\n\nNavn\tBudget\tForbrug\nDrift\t1,0\t2,0", 2),
        ("Navn\t2023\nDrift\t1,0\n\nNavn\t2024\nDrift\t1,0", 2),
        ("Navn\tBudget\nDrift\t1,0\nHerefter gælder:\nNavn\tBudget\nDrift\t1,0", 2),
        ("Beslutning\nGodkendt.", 0),
        ("•\tførste\n•\tandet", 0),
        ("Godkendelse af dagsorden.....\t3\nMeddelelser.....\t4", 0),
        ("Dato:\t4. maj", 0),
    ],
)
def test_where_one_table_ends_and_the_next_begins(tekst: str, antal: int) -> None:
    assert len(tabeller(tekst)) == antal


def test_a_table_run_together_into_one_line_is_taken_apart() -> None:
    tekst = (
        "Beløb i 1.000 kr. Korr. budget Forv. regnskab Drift 422.536 390.242 -Løn 190 -158 Anlæg m.v. 12 3 I alt 1 2"
    )
    (tabel,) = tabeller(tekst)
    assert tabel.enhed == "1.000 kr."
    assert vaerdier(tabel)["-Løn", "Forv. regnskab"] == -158.0
    assert vaerdier(tabel)["Drift", "Korr. budget"] == 422536.0
    assert tabeller("I 2021 kom 12 og 13, i 2022 kom 14 og 15, i 2023 kom 16 og 17, i 2024 kom 18.") == []


SPREDT = """Resultat i mio. kr.
Budget 2023
Regnskab 2023
Skove
-5,0
-6,0
Marker
12,5
13,0
Enge
1,0
2,0"""


def test_a_table_with_one_cell_a_line_is_read() -> None:
    (tabel,) = tabeller(SPREDT, 2023)
    assert vaerdier(tabel)["Marker", "Regnskab 2023"] == 13.0
    assert vaerdier(tabel)["Skove", "Budget 2023"] == -5.0
    assert (tabel.enhed, tabel.brudt, celle(tabel, 1, 1).aar) == ("mio. kr.", False, 2023)


@pytest.mark.parametrize(
    "tekst", [SPREDT.replace("12,5\n", ""), "Den 4. maj\n12\n13\nIda kom.", "Ja\n1\nNej\n2\nVed ikke\n3"]
)
def test_lines_that_no_grid_fits_are_no_table(tekst: str) -> None:
    assert tabeller(tekst) == []


BRUDT = """Kr.\t2023\t2024\t2025
---\t---\t---\t---
Drift\t\t120\t
\t110
---\t---
\t\t\t130
Løn
70 80 91
Mad
40 40 39
I alt

120 130

110"""


def test_a_broken_table_is_put_together_where_the_sums_prove_the_order() -> None:
    (tabel,) = tabeller(BRUDT.replace("I alt", "Drift og anlæg i alt").replace("Drift\t", "Vej og\t"), 2023)
    assert not tabel.brudt
    assert [vaerdier(tabel)["Vej og", str(aar)] for aar in (2023, 2024, 2025)] == [110, 120, 130]
    assert [vaerdier(tabel)["Drift og anlæg i alt", str(aar)] for aar in (2023, 2024, 2025)] == [110, 120, 130]


def test_a_broken_table_without_proof_is_kept_as_printed() -> None:
    (tabel,) = tabeller(BRUDT.replace("I alt", "Resten"), 2023)
    assert tabel.brudt
    assert [c.raa for c in tabel.celler if c.raekke == 1] == ["Drift", "120", "110", "130"]
    assert {c.kolonnenavn for c in tabel.celler} == {None}
    assert {c.aar for c in tabel.celler} == {None}


@pytest.mark.parametrize(
    ("fra", "til", "hvorfor"),
    [
        ("I alt", "Resten", "ingen sum at regne efter"),
        ("120 130", "220 130", "ingen opstilling er fundet, hvor summerne passer"),
        ("70 80 91", "70\t80\n91", "flere opstillinger passer lige godt med summerne"),
    ],
)
def test_a_broken_table_says_why_it_could_not_be_put_together(fra: str, til: str, hvorfor: str) -> None:
    (tabel,) = tabeller(BRUDT.replace(fra, til), 2023)
    assert (tabel.brudt, tabel.brudt_fordi) == (True, hvorfor)


def gitter(side: int, raekker: list[list[str | None]], fra: int) -> tuple[Gitter, list[Linje]]:
    celler: list[tuple[GitterCelle | None, ...]] = []
    tekst: list[str] = []
    n = fra
    for raekke in raekker:
        ud: list[GitterCelle | None] = []
        for k, raa in enumerate(raekke):
            n += 1 if k else 0
            boks = (10.0 * k, float(n), 10.0 * k + 9, float(n + 1))
            ud.append(None if raa is None else GitterCelle(raa, n, n + len(raa), boks))
            n += len(raa or "")
        celler.append(tuple(ud))
        tekst.append("\t".join(x or "" for x in raekke))
        n += 1
    return Gitter(side, (0.0, 0.0, 100.0, 100.0), tuple(celler)), linjer("\n".join(tekst), side, fra)


def test_a_ruled_table_goes_on_over_the_page_without_its_repeated_head() -> None:
    a, linjer_a = gitter(1, [["Kr.", "Budget"], ["Drift", "10"]], 0)
    b, linjer_b = gitter(2, [["Kr.", "Budget"], ["Anlæg", "20"]], 100)
    (tabel,) = find_tabeller(Udsnit([*linjer_a, *linjer_b]), [a, b])
    assert vaerdier(tabel) == {("Drift", "Budget"): 10.0, ("Anlæg", "Budget"): 20.0}
    assert [c.belaeg.side for c in tabel.celler] == [1, 1, 1, 1, 2, 2]
    assert celle(tabel, 1, 1).belaeg.boks is not None


def test_a_ruled_table_goes_on_over_the_page_with_rows_whose_label_stands_above() -> None:
    a, linjer_a = gitter(1, [["Type", "Opgave", "Status"], ["Veje", "Ny bro", "Bygges nu"]], 0)
    b, linjer_b = gitter(2, [[None, "Ny sti", "Venter"], ["Hegn", "Nye pæle", "Sat"]], 100)
    (tabel,) = find_tabeller(Udsnit([*linjer_a, *linjer_b]), [a, b])
    assert [c.raa for c in tabel.celler if c.kolonne == 1] == ["Opgave", "Ny bro", "Ny sti", "Nye pæle"]


def test_prose_between_two_ruled_tables_parts_them() -> None:
    a, linjer_a = gitter(1, [["Kr.", "Budget"], ["Drift", "10"]], 0)
    b, linjer_b = gitter(2, [["Kr.", "Budget"], ["Anlæg", "20"]], 100)
    assert len(find_tabeller(Udsnit([*linjer_a, *linjer("Herefter:", 2, 60), *linjer_b]), [a, b])) == 2


TEKST = st.text(st.characters(exclude_characters="\t\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029", codec="utf-8"), max_size=8)


@given(st.lists(st.lists(TEKST, min_size=2, max_size=5).map("\t".join) | st.just(""), max_size=8))
def test_any_grid_is_survived_and_printed_back(raekker: list[str]) -> None:
    tekst = "\n".join(raekker)
    for tabel in tabeller(tekst):
        assert all(tekst[c.belaeg.tegn_fra : c.belaeg.tegn_til] == c.raa for c in tabel.celler)


TAL = st.lists(st.integers(-9999, 9999), min_size=2, max_size=6)


@given(
    TAL.flatmap(lambda r: st.lists(st.lists(st.integers(-9999, 9999), min_size=len(r), max_size=len(r)), min_size=2))
)
def test_every_number_of_a_table_comes_back(tal: list[list[int]]) -> None:
    hoved = "Navn\t" + "\t".join(f"Kolonne {chr(65 + k)}" for k in range(len(tal[0])))
    krop = ["\t".join([f"Række {chr(65 + n % 26)}", *map(str, r)]) for n, r in enumerate(tal)]
    (tabel,) = tabeller("\n".join([hoved, *krop]))
    assert [c.vaerdi for c in tabel.celler if c.vaerdi is not None] == [v for r in tal for v in r]


def punkter(nr: str) -> dict[str, Udsnit]:
    stier = list((DELT / "seeds").glob(f"{nr}_*.txt"))
    if not stier:
        pytest.skip("the shared material is not here")
    alle = [x for s in laes(stier[0].read_bytes()).sider for x in s.linjer]
    starter = [(n, m[1]) for n, x in enumerate(alle) if (m := re.match(r"Punkt (\d+)\s*:", x.tekst))]
    ender = [*(n for n, _ in starter[1:]), len(alle)]
    return {p: Udsnit(alle[n:slut]) for (n, p), slut in zip(starter, ender, strict=True)}


@pytest.mark.parametrize("nr", ["000", "001"])
def test_the_values_of_the_seeds(nr: str) -> None:
    fundet = punkter(nr)
    guld = json.loads((DELT / f"gold/seeds/{nr}.json").read_text(encoding="utf-8"))
    for punkt in guld["punkter"]:
        ventet = [
            (navn, kolonne, vaerdi)
            for t in punkt.get("tabeller", ())
            for navn, tal in t["raekker"].items()
            for kolonne, vaerdi in zip(t["kolonner"], tal, strict=True)
        ]
        har = [(*n, v) for t in find_tabeller(fundet[str(punkt["nr"])]) for n, v in vaerdier(t).items()]
        assert not ventet or set(ventet) == set(har)
