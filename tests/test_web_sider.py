"""The pages of the site, as their reader sees them."""

from __future__ import annotations

import pytest
from web_hjaelp import Side, Site


def test_the_front_page_tells_what_is_here_and_leads_on(site: Site) -> None:
    side = site.side("/")
    ((punkter, moeder),) = site.sql("SELECT count(*), count(DISTINCT moede_id) FROM punkter")
    assert f"Søg i {punkter} punkter fra {moeder} møder" in side.tekst
    assert side.html.count('type="search"') == 1
    beslutninger = [x for x in side.links if x.count("/") == 4]
    assert beslutninger
    assert all(site.get(x).status_code == 200 for x in beslutninger)


def test_outcomes_have_a_table_behind_the_plot(site: Site) -> None:
    side = site.side("/")
    raekke = side.html.split('<th scope="row">2023</th>')[1].split("</tr>")[0]
    ((godkendt,),) = site.sql("SELECT count(*) FROM behandlinger WHERE aar = 2023 AND udfald = 'godkendt'")
    assert raekke.startswith(f'<td class="tal" data-v="{godkendt}">')


def test_a_punkt_shows_the_decision_the_votes_and_who_was_away(site: Site) -> None:
    side = site.side(site.adresse("titel LIKE 'Endelig vedtagelse af lokalplan 214%'"))
    for stykke in ("Beslutning godkendt", "For: 23", "Imod: 6", "Kirsten Engholm Thy", "inhabil", "EMN-2022-011846"):
        assert stykke in side.tekst
    assert "at lokalplan 214 vedtages endeligt" in side.tekst
    assert "Lokalplan 214, vedtagelsesudgave" in side.tekst


def test_every_fact_of_a_punkt_has_its_source(site: Site) -> None:
    sti = site.adresse("titel LIKE 'Endelig vedtagelse af lokalplan 214%'")
    side = site.side(sti)
    (punkt,) = site.sql("SELECT maal_id FROM adresser WHERE sti = ?", sti)[0]
    tabeller = ("stemmer", "fravaer", "bilag", "indstillinger", "punkt_journalnumre", "henvisninger", "bemaerkninger")
    fakta = sum(site.sql(f"SELECT count(*) FROM {t} WHERE punkt_id = ?", punkt)[0][0] for t in tabeller)
    kilder = [i for i in side.ider if i.startswith("kilde-")]
    assert len(kilder) == len(set(kilder)) >= fakta
    assert "Kirsten Engholm Thy" in side.maerker
    assert all(site.get(x).status_code == 200 for x in side.links if x.startswith("/kilde/"))


def test_the_source_page_marks_the_very_characters(site: Site) -> None:
    dokument, nr, fra, til, navn = site.sql(
        "SELECT p.dokument_id, f.side, f.tegn_fra, f.tegn_til, f.navn FROM fravaer f "
        "JOIN punkter p ON p.id = f.punkt_id "
        "WHERE f.side > 2 ORDER BY f.id LIMIT 1"
    )[0]
    side = site.side(f"/kilde/{dokument}/{nr}?fra={fra}&til={til}")
    assert navn in "".join(side.maerker)
    assert site.get(f"/kilde/{dokument}/999").status_code == 404
    assert site.side(f"/kilde/{dokument}/{nr}?fra=x&til=-1").maerker == []


def test_a_table_is_a_table_and_its_failed_check_is_marked_at_the_cell(lille: Site) -> None:
    ((tabel,),) = lille.sql("SELECT tabel_id FROM kontroller WHERE holder = 0 LIMIT 1")
    side = lille.side(lille.adresse("id = (SELECT punkt_id FROM tabeller WHERE id = ?)", tabel))
    celle = side.html.split('fejl">')[1].split("</t")[0]
    assert "1,5" in celle
    assert f'href="#fejl-{tabel}-1"' in celle
    assert f"fejl-{tabel}-1" in side.ider
    assert "Tallet stemmer ikke. Der står 1,5, men 1,0 + 1,5 giver 2,5: en forskel på −1 (mio. kr.)" in side.tekst


def test_tables_of_the_sample_store_stand_in_their_sections(site: Site) -> None:
    sti = site.adresse("id = (SELECT punkt_id FROM tabeller t JOIN tabelceller c ON c.tabel_id = t.id LIMIT 1)")
    side = site.side(sti)
    assert "<caption" in side.html
    assert '<th scope="col">' in side.html
    assert 'role="region" tabindex="0"' in side.html


def test_a_meeting_lists_its_punkter_in_order(site: Site) -> None:
    sti = site.adresse("titel LIKE 'Endelig vedtagelse af lokalplan 214%'")
    side = site.side(sti.rpartition("/")[0])
    assert sti in side.links
    numre = [int(x.rpartition("/")[2]) for x in side.links if x.startswith(sti.rpartition("/")[0] + "/")]
    assert numre == sorted(numre)
    assert len(numre) > 3


def test_before_and_after_follow_the_meeting(site: Site) -> None:
    sti = site.adresse("titel LIKE 'Endelig vedtagelse af lokalplan 214%'")
    moede, nr = sti.rsplit("/", 1)
    side = site.side(sti)
    assert f"{moede}/{int(nr) - 1}" in side.links
    assert f"{moede}/{int(nr) + 1}" in side.links


@pytest.mark.parametrize("sti", ["/findes-ikke", "/taarnby/x/2024-01-01/1", "/referater/findes_ikke", "/-/findes-ikke"])
def test_what_is_not_there_is_told_in_danish_with_a_search_box(site: Site, sti: str) -> None:
    svar = site.get(sti)
    assert svar.status_code == 404
    assert "Siden findes ikke" in svar.text
    assert 'name="q"' in svar.text


@pytest.mark.parametrize("sti", ["/", "/soeg", "/nope", "/referater", "/referater/punkter.json", "/statisk/site.css"])
def test_every_answer_has_the_headers(site: Site, sti: str) -> None:
    hoveder = site.get(sti).headers
    csp = dict(x.split(" ", 1) for x in hoveder["content-security-policy"].split("; "))
    assert csp["default-src"] == csp["script-src"] == csp["style-src"] == "'self'"
    assert csp["frame-ancestors"] == "'none'"
    assert hoveder["x-content-type-options"] == "nosniff"
    assert hoveder["referrer-policy"] == "same-origin"


def test_every_page_of_the_sample_store_is_whole_and_has_nothing_inline(site: Site) -> None:
    stier = [r[0] for r in site.sql("SELECT sti FROM adresser WHERE art IN ('punkt', 'moede')")]
    tabeller = [f"/referater/{t}" for t in ("punkter", "punkter_vis", "stemmer", "tabelceller_vis")]
    for sti in ["/", "/soeg?q=skole", *stier, "/referater", *tabeller]:
        side = site.side(sti)
        assert side.levende == [], sti
        assert len(side.ider) == len(set(side.ider)), sti


def test_sql_is_closed_until_it_is_opened_and_then_bounded(site: Site, udgivet: object) -> None:
    assert site.get("/referater?sql=select+1").status_code == 403
    assert site.get("/referater.json?sql=select+1").status_code == 403
    aaben = Site(udgivet, sql=True)  # type: ignore[arg-type]
    svar = aaben.get("/referater.json?sql=select+41%2B1+as+svar&_shape=array")
    assert svar.json() == [{"svar": 42}]
    sultne = "select length(hex(randomblob(60000000)))"
    svar = aaben.get("/referater.json", sql=sultne)
    assert svar.status_code == 400


def test_rows_can_be_had_as_json_and_csv(site: Site) -> None:
    assert site.get("/referater/punkter_vis.json?_shape=array&_size=2").json()[0]["punkt_id"]
    assert site.get("/referater/punkter_vis.csv?_size=2").text.startswith("punkt_id,kommune,udvalg")


def test_what_was_searched_for_is_marked_on_the_page_behind_the_click(site: Site) -> None:
    fundet = site.side("/soeg", q="lokalplan")
    sti = next(x for x in fundet.links if x.endswith("?q=lokalplan"))
    assert any(m.lower().startswith("lokalplan") for m in site.side(sti).maerker)


def test_a_page_reads_without_scripts(site: Site) -> None:
    """The button that needs a script is hidden until there is one."""
    html = site.get(site.adresse("titel LIKE 'Endelig vedtagelse af lokalplan 214%'")).text
    knap = html.split("<button")[-1].split(">")[0]
    assert "hidden" in knap
    assert isinstance(Side(html).tekst, str)


def test_advice_on_commands_is_left_out_of_warnings(site: Site) -> None:
    sti = site.adresse("titel LIKE 'Endelig vedtagelse af lokalplan 214%'")
    side = site.side(sti.rpartition("/")[0])
    assert "Kommunen fremgår ikke sikkert af dokumentet." in side.tekst
    assert "--kommune" not in side.html
