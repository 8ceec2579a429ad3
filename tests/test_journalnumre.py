from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from referat.extract.records.journalnumre import er_journalnummerlinje, find_journalnumre, normaliser
from referat.extract.udsnit import Udsnit
from referat.schemas.side import Linje

FORMER = Path(__file__).parents[2] / "shared/data/kle/case_number_shapes.json"


def udsnit(tekst: str) -> Udsnit:
    linjer, n = [], 0
    for linje in tekst.split("\n"):
        linjer.append(Linje(linje, side=1, tegn_fra=n))
        n += len(linje) + 1
    return Udsnit(linjer)


def numre(tekst: str) -> list[str]:
    return [j.raa for j in find_journalnumre(udsnit(tekst))]


@pytest.mark.parametrize(
    ("linje", "ventet"),
    [
        ("Sagsnr.: 330-2018-3619        Dok.nr.: 330-2018-500301       Åbent", ["330-2018-3619"]),
        ("Sagsid.: 15/240, Sagsinitialer: jne", ["15/240"]),
        ("Dok.nr.: 1965 Sagsid.: 14/40 Initialer: dosko", ["14/40"]),
        ("Sagsnummer: 00.22.04-G01-1-18", ["00.22.04-G01-1-18"]),
        ("Sags ID: SAG-2024-00843 Dok. ID: 3501993", ["SAG-2024-00843"]),
        ("Sag nr. 130", ["130"]),
        ("J.nr. 21/05938", ["21/05938"]),
        ("(2018-0123456)", ["2018-0123456"]),
        ("25/19069 -", ["25/19069"]),
        ("012497 - 2017/12299", ["012497 - 2017/12299"]),
        ("20-055104K", ["20-055104K"]),
        ("85.02.02G00-0011", ["85.02.02G00-0011"]),
        ("23-3-85.10.00-P07", ["23-3-85.10.00-P07"]),
        ("15/240", ["15/240"]),
        ("15.00.00-P20", ["15.00.00-P20"]),
        ("Sagsnr.: 15/240, 17/69 og 22/12345", ["15/240", "17/69", "22/12345"]),
    ],
)
def test_case_lines(linje: str, ventet: list[str]) -> None:
    assert numre(linje) == ventet
    assert er_journalnummerlinje(linje)


@pytest.mark.parametrize(
    "linje",
    [
        "LBK nr 47 15.01.2019",
        "2019/20",
        "2019/2020",
        "20/21",
        "03/2020",
        "01-04-2020",
        "11.04.23",
        "Tlf. 43979797",
        "43 97 97 97",
        "Dok.nr.: 330-2018-500301",
        "130",
        "i sag nr. 3 på listen",
        "Sag nr. 3 på listen",
        "Der var 15/240 fremmødte i 2018-2021.",
        "12 - 1,5",
        "2014-2017",
        "cpr 010203-1234",
        "Beslutning",
        "",
    ],
)
def test_dates_laws_and_telephones_are_no_case_numbers(linje: str) -> None:
    assert numre(linje) == []
    assert not er_journalnummerlinje(linje)


def test_numbers_in_prose_need_a_clear_shape() -> None:
    tekst = "Se sagen EMN-2023-009832, jf. kontrakt 19/24943, ikke 15/24 eller 2021/22."
    assert numre(tekst) == ["EMN-2023-009832", "19/24943"]
    assert not er_journalnummerlinje(tekst)


def test_a_title_after_the_number_is_no_case_line() -> None:
    assert numre("Sagsnr. 15/240 Budget 2021/22") == ["15/240"]
    assert not er_journalnummerlinje("Sagsnr. 15/240 Budget 2021/22")


def test_a_label_at_the_end_of_a_line_goes_with_the_next() -> None:
    assert numre("Sagsnr.:\n\n130\nDeltagere: 12") == ["130"]


def test_each_number_once_with_its_place() -> None:
    fund = find_journalnumre(udsnit("Budget\n15.00.00-A00-24-576443\n15.00.00 – A00 – 24 – 576443"))
    assert [j.belaeg.tegn_fra for j in fund] == [7]
    assert fund[0].belaeg.tegn_til == 7 + len(fund[0].raa)
    assert fund[0].belaeg.regel == "journalnumre:kle-facet-aar-loebenr"


@pytest.mark.parametrize(
    ("raa", "form", "aar", "loebenr"),
    [
        ("15.00.00-A00-24-57", "kle-facet-kort", None, None),
        ("32.03.12-G01-36-19", "kle-facet-loebenr-aar", 2019, "36"),
        ("00.30.00-S00-3607-18", "kle-facet-loebenr-aar", 2018, "3607"),
        ("98/12345", "aa/loebenr", 1998, "12345"),
        ("00.22.00P35-0012", "klefacet-loebenr", None, "0012"),
    ],
)
def test_a_doubtful_tail_is_not_decoded(raa: str, form: str, aar: int | None, loebenr: str | None) -> None:
    j = find_journalnumre(udsnit(raa))[0]
    assert (j.form, j.aar, j.loebenr) == (form, aar, loebenr)


emne = st.from_regex(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}", fullmatch=True)
facet = st.from_regex(r"[APSØGKI][0-9]{2}", fullmatch=True)
aar = st.integers(1980, 2035)


def nr(fra: int, til: int) -> st.SearchStrategy[str]:
    return st.from_regex(rf"[0-9]{{{fra},{til}}}", fullmatch=True)


@given(emne, facet, aar, nr(5, 7), st.sampled_from(["-", " - ", "–"]))
def test_kle_first_is_decoded(kle: str, f: str, a: int, n: str, streg: str) -> None:
    j = find_journalnumre(udsnit(streg.join([kle, f, f"{a % 100:02d}", n])))[0]
    assert (j.normaliseret, j.kle, j.facet, j.aar, j.loebenr) == (f"{kle}-{f}-{a % 100:02d}-{n}", kle, f, a, n)


@given(emne, facet, aar, nr(1, 7))
def test_year_first_is_decoded(kle: str, f: str, a: int, n: str) -> None:
    j = find_journalnumre(udsnit(f"se {a % 100:02d}-{n}-{kle}-{f}."))[0]
    assert (j.form, j.kle, j.facet, j.aar, j.loebenr) == ("aar-loebenr-kle-facet", kle, f, a, n)


@given(st.sampled_from(["EMN", "SAG", "GEO", "ÅRH"]), st.integers(101, 860), aar, nr(4, 7))
def test_numbers_with_a_whole_year_are_decoded(praefiks: str, kommune: int, a: int, n: str) -> None:
    fund = find_journalnumre(udsnit(f"Se {praefiks}-{a}-{n} og {kommune}-{a}-{n}"))
    assert [(j.form, j.aar, j.loebenr) for j in fund] == [
        ("praefiks-aar-loebenr", a, n),
        ("kommune-aar-loebenr", a, n),
    ]


@given(aar, nr(5, 6), nr(6, 6), nr(7, 9))
def test_year_and_number_are_decoded(a: int, skraa: str, seks: str, lang: str) -> None:
    fund = find_journalnumre(udsnit(f"{a % 100:02d}/{skraa}, {a % 100:02d}-{seks}, {a}-{lang}"))
    assert [(j.aar, j.loebenr) for j in fund] == [(a, skraa), (a, seks), (a, lang)]


@given(st.text(alphabet=st.sampled_from("Sagsnr.:Dok J/-–0123456789APÅ\n \t,()"), max_size=60))
def test_any_line_is_survived_and_keeps_its_place(tekst: str) -> None:
    er_journalnummerlinje(tekst)
    for j in find_journalnumre(udsnit(tekst)):
        assert tekst[j.belaeg.tegn_fra : j.belaeg.tegn_til] == j.raa
        assert j.normaliseret == normaliser(j.raa)


def test_every_shape_seen_in_the_wild_is_read() -> None:
    if not FORMER.exists():
        pytest.skip("the shared material is not here")
    eksempler = [x for form in json.loads(FORMER.read_text(encoding="utf-8")) for x in form["examples"]]
    assert [x for x in eksempler if numre(x) != [x]] == []
