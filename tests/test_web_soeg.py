"""Search on the site finds what a person means, combines its filters, and never fails on what is typed."""

from __future__ import annotations

import csv
import re
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from referat.models.kommuner import MYNDIGHEDER
from referat.store import soeg
from referat.store.link import forbind
from referat.store.skriver import Lager
from referat.store.soeg import ordmoenster
from referat.store.udgivelse import udgiv
from referat.web.sider.soeg import KOLONNER
from referat.web.skrift import fremhaev
from store_hjaelp import KOMMUNER, referat
from web_hjaelp import Side, Site

FELTER = (
    "q",
    "kommune",
    "region",
    "udvalg",
    "fra",
    "til",
    "udfald",
    "kle",
    "person",
    "beloeb_fra",
    "beloeb_til",
    "side",
)
TEGN = st.text(alphabet=st.characters(codec="utf-8"), max_size=40)
FTS = st.text(alphabet="abå \"'*()^:-+{}NEAROTD.,;\x00\\%_", max_size=30)


def antal(side: Side) -> int:
    tekst = side.tekst.split(" Filtre ")[1]
    fundet = [o for o, n in zip(tekst.split(), tekst.split()[1:], strict=False) if n in ("punkt", "punkter")]
    return 0 if "Ingen punkter" in tekst else int(fundet[0])


@pytest.mark.parametrize(
    ("felter", "ventet"),
    [
        ({"q": "budgetopf"}, 2),
        ({"q": "dagpenge"}, 1),
        ({"q": "åpark"}, 2),
        ({"q": "aapark"}, 0),
        ({"q": '"fuld af ænder"'}, 2),
        ({"q": '"fuld ænder"'}, 0),
        ({"q": "20/33839"}, 2),
        ({"q": "budget", "kommune": "9002"}, 1),
        ({"q": "budget", "kommune": "9002", "udfald": "afvist"}, 0),
        ({"q": "budget", "region": "Region Prøve", "udvalg": "teknik"}, 2),
        ({"q": "budget", "region": "Region Andet"}, 0),
        ({"fra": "2024", "til": "7.5.2024"}, 2),
        ({"fra": "8.5.2024"}, 0),
        ({"q": "budget", "udvalg": "miljø"}, 0),
        ({"q": "budget", "person": "ida h"}, 2),
        ({"person": "bo lind", "udfald": "godkendt"}, 2),
        ({"person": "ukendt navn"}, 0),
        ({"beloeb_fra": "0,5 mio.", "beloeb_til": "500.000"}, 2),
        ({"beloeb_fra": "500.001"}, 0),
        ({"q": "budget", "beloeb_til": "400.000"}, 0),
        ({"udfald": "godkendt"}, 2),
    ],
)
def test_words_and_filters_combine(lille: Site, felter: dict[str, str], ventet: int) -> None:
    assert antal(lille.side("/soeg", **felter)) == ventet


def test_kle_is_found_by_its_beginning(site: Site) -> None:
    ((kle, n),) = site.sql(
        "SELECT kle, count(DISTINCT punkt_id) FROM punkt_journalnumre WHERE length(kle) = 8 GROUP BY 1 LIMIT 1"
    )
    assert antal(site.side("/soeg", kle=kle)) == n
    assert antal(site.side("/soeg", kle=kle[:2])) >= n


def test_a_hit_leads_to_its_punkt_with_the_words(lille: Site) -> None:
    side = lille.side("/soeg", q="dagpenge")
    assert "sygedagpenge" in side.maerker
    (sti,) = [x for x in side.links if x.endswith("?q=dagpenge") and x.startswith("/lyng")]
    assert "sygedagpenge" in lille.side(sti).maerker


def test_pages_of_a_result_do_not_overlap(site: Site) -> None:
    sider = [site.side("/soeg", udfald="godkendt", side=str(n)) for n in (1, 2)]
    punkter = [{x for x in s.links if x.count("/") == 4} for s in sider]
    assert len(punkter[0]) == 20
    assert punkter[1]
    assert not punkter[0] & punkter[1]


def test_a_chosen_filter_can_be_taken_away(lille: Site) -> None:
    side = lille.side("/soeg", q="budget", kommune="9002", udfald="godkendt")
    (uden,) = [x for x in side.links if x.startswith("/soeg?") and "kommune" not in x and "udfald" in x]
    assert "Lyngså ×" in side.tekst
    assert antal(lille.side(uden)) == 2


@pytest.mark.parametrize("skrevet", ["i går", "31.02.2024", "99.99.2024", "2024-13-01", "29.2.2023"])
def test_what_is_no_date_is_told_and_left_out(lille: Site, skrevet: str) -> None:
    for felt in ("fra", "til"):
        side = lille.side("/soeg", **{"q": "budget", felt: skrevet})
        assert f"»{skrevet}« blev ikke forstået" in side.tekst
        assert antal(side) == 2


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(FELTER), st.one_of(TEGN, FTS), max_size=4))
@example({"q": '"a" OR * NEAR(b) -c titel:d ^e {f} ('})
@example({"q": "ord " * 2000})
@example({"q": "\x00 \ue000 %00"})
@example({"q": "budget", "beloeb_fra": "9" * 400, "side": "99999999999"})
@example({"q": "budget", "fra": "9999-99-99", "kle": "%", "udvalg": "_"})
def test_whatever_is_typed_is_answered(lille: Site, felter: dict[str, str]) -> None:
    svar = lille.get("/soeg", **felter)
    assert svar.status_code == 200
    assert Side(svar.text).levende == []


def test_a_search_in_titles_alone_finds_what_has_the_words_there(site: Site) -> None:
    sql = "SELECT p.titel FROM soegning JOIN punkter p ON p.soegenr = soegning.rowid WHERE soegning MATCH ?"
    titler = [r[0] for r in site.sql(sql, soeg.i_titlen('"og"*'))]
    assert titler
    assert all(re.search(r"\bog", t, re.IGNORECASE) for t in titler)


def test_a_word_is_marked_whole_where_a_part_of_it_was_searched_for(lille: Site) -> None:
    sti = lille.adresse("titel LIKE '%sygedagpenge%'")
    assert "sygedagpenge" in lille.side(sti, q="dagpenge").maerker
    assert "sygedagpenge" not in lille.side(sti, q="sygedagpengesag").maerker


def test_no_more_of_what_is_typed_is_used_than_a_search_can_have(lille: Site) -> None:
    sti = lille.adresse("titel LIKE '%sygedagpenge%'")
    side = lille.side(sti, q="a" * 280 + " b" * 2_000 + " dagpenge")
    assert "sygedagpenge" not in side.maerker, "what is typed is cut"
    assert 'value="' + "a" * 280 + " b" * 10 + '"' in side.html
    moenster = ordmoenster(" ".join(f"ord{n}" for n in range(500)))
    assert moenster is not None
    assert moenster.findall("ord1 ord7 ord8 ord9") == ["ord1", "ord7"]


@pytest.mark.parametrize("tekst", ["a" * 30_000, "a " * 15_000, "a" + " " * 30_000, "ab" * 15_000])
@pytest.mark.parametrize("q", ["aaaaaaaa" * 30, "a " * 150, '"' + "a " * 140 + 'b"', "abab baba"])
def test_no_text_is_slow_to_mark(tekst: str, q: str) -> None:
    assert len(fremhaev(tekst, q)) >= len(tekst)


def test_a_search_can_be_fetched_whole_and_is_linked(lille: Site) -> None:
    side = lille.side("/soeg", q="budget", udfald="godkendt")
    links = {form: next(x for x in side.links if x.startswith(f"/soeg.{form}?")) for form in ("csv", "xlsx", "json")}
    svar = lille.get(links["csv"])
    assert svar.headers["content-type"] == "text/csv; charset=utf-8"
    raekker = list(csv.DictReader(svar.text.splitlines()))
    assert [r["kommune"] for r in sorted(raekker, key=lambda r: r["kommune"])] == ["Lyngså", "Sandvig"]
    assert raekker[0]["dato"] == "2024-05-07"
    assert lille.get(raekker[0]["adresse"].removeprefix("http://localhost")).status_code == 200
    ark = load_workbook(BytesIO(lille.get(links["xlsx"]).content)).active
    assert [c.value for c in ark[1]] == list(KOLONNER)
    assert {(r[0], f"{r[2]:%Y-%m-%d}") for r in ark.iter_rows(min_row=2, values_only=True)} == {
        (r["kommune"], r["dato"]) for r in raekker
    }
    data = lille.get(links["json"]).json()
    assert (data["soegning"], data["flere"]) == ({"q": "budget", "udfald": "godkendt"}, False)
    assert [r["punkt"] for r in data["raekker"]] == [r["punkt"] for r in raekker]
    assert lille.get("/soeg.csv").text.splitlines() == [",".join(KOLONNER)], "nothing asked is nothing found"


def test_a_hit_in_another_telling_of_a_meeting_says_which_counts(tmp_path: Path) -> None:
    """The minutes of a meeting and the agenda that went before them: both are found, and one of them counts."""
    with Lager(tmp_path / "t.db", KOMMUNER) as lager:
        lager.skriv(referat("a"), "/x/a.pdf", "a.pdf")
        lager.skriv(referat("a", type="dagsorden", id="f" * 64), "/x/b.pdf", "b.pdf")
        forbind(lager)
    udgiv(tmp_path / "t.db", tmp_path / "ud.db")
    site = Site(tmp_path / "ud.db")
    side = site.side("/soeg", q="budget")
    assert antal(side) == 2
    assert side.tekst.count("Det er ikke den udgave af mødet, der tælles; det er a.pdf .") == 1
    foerer, anden = (
        site.adresse("p.dokument_id = (SELECT id FROM dokumenter WHERE filnavn = ?)", f"{f}.pdf") for f in "ab"
    )
    assert side.links.count(foerer) == 1
    assert "Det er ikke den udgave" in site.side(anden).tekst and foerer in site.side(anden).links
    assert "Det er ikke den udgave" not in site.side(foerer).tekst
    moede = site.side(anden.rpartition("/")[0])
    assert "Det er ikke den udgave" in moede.tekst and foerer.rpartition("/")[0] in moede.links
    raekker = csv.DictReader(site.get("/soeg.csv", q="budget").text.splitlines())
    assert {(r["dokument"], r["ledende"]) for r in raekker} == {("a.pdf", "1"), ("b.pdf", "0")}


def test_a_search_in_a_kommune_leads_to_those_that_became_it(tmp_path: Path) -> None:
    with Lager(tmp_path / "t.db", MYNDIGHEDER) as lager:
        for navn, kode in (("a", "0270"), ("b", "0215")):
            lager.skriv(referat(navn, kommune=kode, omtaler=[]), f"/x/{navn}.pdf", f"{navn}.pdf")
    udgiv(tmp_path / "t.db", tmp_path / "ud.db")
    site = Site(tmp_path / "ud.db")
    side = site.side("/soeg", q="budget", kommune="0270")
    assert antal(side) == 1 and "der nu er en del af den, er ikke med: Helsinge ." in side.tekst
    (helsinge,) = {x for x in side.links if "kommune=0215" in x}
    assert antal(site.side(helsinge)) == 1 and "Tidligere kommuner" not in site.side(helsinge).tekst


def test_a_file_of_a_search_is_bounded_and_has_no_hit_twice(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    hele = site.get("/soeg.json", q="at").json()["raekker"]
    monkeypatch.setattr("referat.web.sider.soeg.AD_GANGEN", 7)
    monkeypatch.setattr("referat.web.hentning.FOERST", 3)
    assert site.get("/soeg.json", q="at").json()["raekker"] == hele
    assert len({(r["adresse"]) for r in hele}) == len(hele) > 14
    monkeypatch.setattr("referat.web.hentning.FLEST", 10)
    data = site.get("/soeg.json", q="at").json()
    assert (len(data["raekker"]), data["flere"]) == (10, True)
