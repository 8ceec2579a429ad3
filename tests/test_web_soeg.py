"""Search on the site finds what a person means, combines its filters, and never fails on what is typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from referat.store import soeg
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
