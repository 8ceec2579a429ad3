"""The worked questions, the comparison, the data and the about page, held against the samples' truth."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from referat.web import spoergsmaal
from web_hjaelp import Site

SANDHED = [json.loads(f.read_text()) for f in sorted(Path(__file__).parents[1].glob("corpus/sandhed/*.json"))]
NAVNE = list(spoergsmaal.alle())
FELTER = sorted({f for s in spoergsmaal.alle().values() for f in s.felter})


def hent(site: Site, navn: str, **felter: str) -> list[dict[str, str]]:
    svar = site.get(f"/spoergsmaal/{navn}.csv", **felter)
    assert svar.status_code == 200
    return list(csv.DictReader(io.StringIO(svar.text)))


def sande() -> Iterator[tuple[str, dict[str, Any]]]:
    """File name and punkt, of the minutes whose truth is whole."""
    for d in SANDHED:
        if d["type"] == "referat":
            yield from ((Path(d["fil"]).name, p) for p in d["punkter"] if p.get("komplet", True))


def test_there_are_questions_enough_and_each_says_what_it_does_not_answer(site: Site) -> None:
    side = site.side("/spoergsmaal")
    assert len(NAVNE) >= 16
    assert {f"/spoergsmaal/{n}" for n in NAVNE} <= set(side.links)
    assert all(s.titel in side.tekst and len(s.ikke) > 40 for s in spoergsmaal.alle().values())


@pytest.mark.parametrize("navn", NAVNE)
def test_each_question_is_answered_as_a_page_and_as_files(site: Site, navn: str) -> None:
    side, raekker = site.side(f"/spoergsmaal/{navn}"), hent(site, navn)
    json_ = site.get(f"/spoergsmaal/{navn}.json").json()
    assert not side.levende
    assert len(json_["raekker"]) == len(raekker)
    assert ("Ingen rækker" in side.tekst) == (not raekker)
    for r in raekker[:5]:
        for adresse in (r["adresse"], r["kilde"]):
            assert site.get(adresse.removeprefix("http://localhost")).status_code == 200, adresse


def test_all_who_were_against_or_abstained_are_named(site: Site) -> None:
    ventet = {
        (fil, s.get("navn") or s.get("parti"), s["stemme"])
        for fil, p in sande()
        for s in p.get("stemmer", [])
        if s["stemme"] != "for" and s.get("navn", s.get("parti"))
    }
    raekker = hent(site, "imod-eller-undlod")
    assert len(ventet) > 10
    assert {(r["dokument"], r["navn"] or r["parti"], r["stemme"]) for r in raekker} >= ventet


def test_a_vote_shows_the_words_that_say_so(site: Site) -> None:
    side = site.side("/spoergsmaal/imod-eller-undlod", ord="genoptræning", fra="2024")
    assert "Asger Kvistholm" in side.maerker
    assert "2 rækker" in side.tekst
    (punkt,) = {x for x in side.links if x.endswith("?q=genoptr%C3%A6ning")}
    assert "Asger Kvistholm" in site.side(punkt).tekst


@pytest.mark.parametrize(
    ("navn", "udfald"), [("udsat-og-aldrig-genoptaget", "udsat"), ("sendt-videre-eller-i-hoering", "oversendt")]
)
def test_punkter_are_found_by_what_became_of_them_or_of_a_part(site: Site, navn: str, udfald: str) -> None:
    alle = list(sande())
    dele = {(fil, p["nr"] or "") for fil, p in alle if udfald in {i["udfald"] for i in p["indstillinger"]}}
    hele = {(fil, p["nr"] or "") for fil, p in alle if p["udfald"] == udfald}
    assert hele and dele - hele
    assert {(r["dokument"], r["punkt_nr"]) for r in hent(site, navn)} == hele | dele


def test_recommendations_that_were_refused_are_found_each_for_itself(site: Site) -> None:
    ventet = {
        (fil, p["nr"] or "", i["tekst"][:20])
        for fil, p in sande()
        for i in p["indstillinger"]
        if i["udfald"] == "afvist"
    }
    assert len(ventet) > 4
    assert {(r["dokument"], r["punkt_nr"], r["tekst"][:20]) for r in hent(site, "indstilling-ikke-fulgt")} == ventet


def test_rows_that_the_least_number_hides_are_said_to_be_hidden(site: Site) -> None:
    """No body of the samples has as many punkter as the question asks for where nothing is typed."""
    raekker = hent(site, "hvem-udsaetter", mindst="1")
    side = site.side("/spoergsmaal/hvem-udsaetter")
    assert raekker and "Ingen rækker" in side.tekst and "ingen af dem svarer" not in side.tekst
    assert f"{len(raekker)} rækker er skjult: »Mindst så mange i alt« er 20 . Vis dem" in side.tekst
    (vis,) = {x for x in side.links if "mindst=1" in x}
    assert f"{len(raekker)} rækker" in site.side(vis).tekst
    ingen = site.side("/spoergsmaal/hvem-udsaetter", udvalg="Havnebestyrelsen").tekst
    assert "skjult" not in ingen


def test_money_is_in_kroner_the_largest_first(site: Site) -> None:
    raekker = hent(site, "stoerste-bevillinger", bevilling="")
    beloeb = [float(r["beloeb_kr"]) for r in raekker]
    assert (beloeb[0], raekker[0]["status"]) == (31_800_000, "givet")
    assert beloeb == sorted(beloeb, reverse=True)
    assert {r["art"] for r in hent(site, "stoerste-bevillinger")} == {"tillægsbevilling"}


def test_deviations_are_those_of_the_asked_size(site: Site) -> None:
    alle, store = (hent(site, "budgetafvigelser", pct=p) for p in ("1", "17,9 %"))
    assert {r["raekkenavn"] for r in store} == {"Resultat i alt", "Anlæg", "Vintertjeneste"}
    assert len(alle) > len(store)
    for r in alle:
        ventet = 100 * (float(r["resultat_kr"]) - float(r["budget_kr"])) / abs(float(r["budget_kr"]))
        assert float(r["afvigelse_pct"]) == pytest.approx(ventet)


def test_tables_that_contradict_themselves_are_found(lille: Site) -> None:
    side = lille.side("/spoergsmaal/tabeller-der-ikke-stemmer")
    assert "1,0 + 1,5" in side.tekst
    assert "2 rækker" in side.tekst


def test_inhabile_are_named_and_closed_items_counted(site: Site) -> None:
    assert "Kirsten Engholm Thy" in {r["navn"] for r in hent(site, "inhabile")}
    lukkede = sum(int(r["lukkede"]) for r in hent(site, "lukkede-punkter", mindst="1"))
    assert lukkede == sum(bool(p["lukket"]) for _, p in sande()) > 3


def test_those_away_from_a_whole_meeting_are_found_and_none_who_was_inhabil(site: Site) -> None:
    ventet = {navn for d in SANDHED for navn in d["fravaerende"] or () if d["type"] == "referat"}
    raekker = hent(site, "oftest-fravaerende", mindst="1")
    assert {r["navn"] for r in raekker if r["vaek"] != "0"} == ventet
    assert "Kirsten Engholm Thy" not in {r["navn"] for r in raekker}


def test_no_rows_say_how_much_was_searched(site: Site) -> None:
    (punkter,) = site.sql("SELECT count(*) FROM behandlinger")[0]
    (referater,) = site.sql("SELECT sum(dokumenter) FROM moedetal")[0]
    side = site.side("/spoergsmaal/snaevert-flertal", forskel="0")
    assert "Ingen rækker" in side.tekst
    assert f"ledt i {punkter} punkter i {referater} referater" in side.tekst
    assert "Ingen punkter i samlingen passer" in site.side("/spoergsmaal/snaevert-flertal", fra="2031").tekst


def test_what_is_no_number_is_told(site: Site) -> None:
    assert "»mange« blev ikke forstået" in site.side("/spoergsmaal/budgetafvigelser", pct="mange").tekst


@pytest.mark.parametrize("skrevet", ["01.02.2024", "31.02.2024", "99.99.2024", "2024-05", "i år"])
def test_a_question_is_of_whole_years_and_what_is_none_is_told(lille: Site, skrevet: str) -> None:
    for felt in ("fra", "til"):
        side = lille.side("/spoergsmaal/imod-eller-undlod", **{felt: skrevet})
        assert f"»{skrevet}« blev ikke forstået" in side.tekst
        assert "2 rækker" in side.tekst


def test_a_year_may_be_written_as_its_first_or_last_day(lille: Site) -> None:
    for fra, til, ventet in (
        ("1.1.2024", "31.12.2024", 2),
        ("2024", "2024", 2),
        ("2025-01-01", "", 0),
        ("", "2023-12-31", 0),
    ):
        assert len(hent(lille, "imod-eller-undlod", fra=fra, til=til)) == ventet


def test_a_body_is_chosen_by_the_beginning_of_its_name_as_in_a_search(lille: Site) -> None:
    for udvalg, ventet in (("teknik", 2), ("TEKNIK- og miljø", 2), ("miljø", 0), ("%", 0)):
        assert len(hent(lille, "imod-eller-undlod", udvalg=udvalg)) == ventet


def test_an_unknown_question_is_not_there(site: Site) -> None:
    assert site.get("/spoergsmaal/findes-ikke").status_code == 404
    assert site.get("/spoergsmaal/findes-ikke.json").status_code == 404


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    navn=st.sampled_from(NAVNE),
    form=st.sampled_from(["", ".csv", ".json"]),
    felter=st.dictionaries(
        st.sampled_from([*FELTER, "side"]),
        st.text(max_size=30) | st.sampled_from(['"', "9" * 40, "-1", "1e999", "' OR 1=1 --", "2023", "NEAR(", "*"]),
        max_size=5,
    ),
)
def test_whatever_is_asked_is_answered(lille: Site, navn: str, form: str, felter: dict[str, str]) -> None:
    felter = {k: v.encode("utf-8", "ignore").decode() for k, v in felter.items()}
    assert lille.get(f"/spoergsmaal/{navn}{form}", **felter).status_code == 200


def test_kommuner_are_compared_by_share_and_count(lille: Site) -> None:
    side = lille.side("/sammenlign", hvad="udfald:godkendt")
    for stykke in ("Sandvig", "Lyngså", "100 %", "Mødedage"):
        assert stykke in side.tekst
    assert side.html.count('data-v="100.0"') == 2
    assert 'data-tabel="sammenligning"' in side.html
    en = lille.side("/sammenlign", hvad="udfald:godkendt", kommune="9001")
    assert en.html.count('data-v="100.0"') == 1


@pytest.mark.parametrize("hvad", ["emne:15", "maal:afvigelse", "udfald:udsat", "junk", "emne:' OR 1", ""])
def test_any_comparison_is_answered(site: Site, lille: Site, hvad: str) -> None:
    for s in (site, lille):
        assert not s.side("/sammenlign", hvad=hvad, kommune="xx").levende


def test_the_codebook_has_every_table_and_column(site: Site) -> None:
    side = site.side("/data")
    tabeller = [r[0] for r in site.sql("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'")]
    assert len(tabeller) > 35
    for t in tabeller:
        assert f"tabel-{t}" in side.ider
        for (kolonne,) in site.sql(f"SELECT name FROM pragma_table_info('{t}') WHERE name <> 'name'"):
            assert f"<code>{kolonne}</code>" in side.html, (t, kolonne)


def test_tables_are_described_in_danish_where_they_are_listed_and_shown(site: Site) -> None:
    assert "Et punkt på dagsordenen." in site.side("/referater").tekst
    assert "Et punkt på dagsordenen." in site.side("/referater/punkter").tekst
    assert "Beslutningens ordlyd" in site.side("/referater/punkter").tekst
    assert "Punktets journalnumre, med komma imellem." in site.side("/referater/punkter_vis").tekst


def test_downloads_hold_every_row(site: Site) -> None:
    side = site.side("/data")
    for t in ("punkter", "stemmer", "punkter_vis"):
        (link,) = [x for x in side.links if x.startswith(f"/referater/{t}.csv")]
        (antal,) = site.sql(f"SELECT count(*) FROM {t}")[0]
        assert len(list(csv.DictReader(io.StringIO(site.get(link).text)))) == antal
    assert site.get("/referater.db").content.startswith(b"SQLite format 3")


def test_how_right_it_is_comes_from_the_measured_rules(site: Site) -> None:
    side = site.side("/data")
    for felt, n in site.sql("SELECT felt, sum(n) FROM regler GROUP BY 1"):
        assert felt in side.tekst
        assert f"{n:,}".replace(",", ".") in side.tekst
    (aftryk,) = site.sql("SELECT aftryk FROM udgivelse")[0]
    assert aftryk in side.tekst


def test_about_tells_whom_to_write_to(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "ikke oplyst nogen adresse" in site.side("/om").tekst
    monkeypatch.setenv("REFERAT_KONTAKT", "red@sandvig.example")
    assert '<a href="mailto:red@sandvig.example">' in site.get("/om").text
    monkeypatch.setenv("REFERAT_KONTAKT", "javascript:alert(1)//@")
    assert "javascript" not in site.get("/om").text


@pytest.mark.parametrize(
    ("tabel", "kolonne"), [("punkter_vis", "punkt_id"), ("sager_vis", "sag_id"), ("udvalg_medlemmer_vis", "person_id")]
)
def test_an_id_in_a_table_leads_to_its_page(site: Site, tabel: str, kolonne: str) -> None:
    ids = [r[0] for r in site.sql(f"SELECT {kolonne} FROM {tabel} LIMIT 3")]
    links = [x for x in site.side(f"/referater/{tabel}").links if x.startswith("/id/")]
    for id_ in ids:
        svar = site.get(next(x for x in links if unquote(x) == f"/id/{id_}"))
        assert svar.status_code == 200
        assert svar.url.path == site.sql("SELECT sti FROM adresser WHERE maal_id = ?", id_)[0][0]
    assert site.get("/id/findes-ikke").status_code == 404
