"""A reader who is lost is led on; a table can be fetched alone, and an amount says which way it goes."""

from __future__ import annotations

import csv
import io
import json

import pytest
from referat.store.forslag import bedste_ord
from referat.web.penge import omkring, retning
from referat.web.soegning import soegbart
from web_hjaelp import Site


@pytest.mark.parametrize(
    ("skrevet", "soegt", "udeladt"),
    [
        ("c++", "", ("c++",)),
        ("budget c++", "budget", ("c++",)),
        ("§ 5", "5", ("§",)),
        ("50%", "50%", ()),
        ("vitamin c", 'vitamin "c"', ()),
        ("børn & unge", "børn unge", ("&",)),
        ('"c++ kursus"', '"c++ kursus"', ()),
    ],
)
def test_what_is_told_by_its_signs_alone_is_not_searched(skrevet: str, soegt: str, udeladt: tuple[str, ...]) -> None:
    assert soegbart(skrevet) == (soegt, udeladt)


def test_what_cannot_be_searched_is_told_and_finds_nothing(lille: Site) -> None:
    alene = lille.side("/soeg", q="c++")
    assert "»c++« kan der ikke søges efter" in alene.tekst
    assert "punkter" not in alene.tekst.split("»c++«")[1]
    assert lille.get("/soeg.json", q="c++").json()["raekker"] == []
    med = lille.side("/soeg", q="budget c++")
    assert "Der er søgt efter »budget« uden det." in med.tekst
    assert (
        lille.get("/soeg.json", q="budget c++").json()["raekker"]
        == lille.get("/soeg.json", q="budget").json()["raekker"]
    )


def test_a_page_after_the_last_is_the_last(site: Site) -> None:
    sidste = site.side("/soeg", fra="2000", side="499")
    nr = sidste.tekst.split("Side ")[-1].split()
    assert nr[0] == nr[2] != "1"
    assert 'rel="next"' not in sidste.html.split("Sider af resultatet")[1]
    assert "Svaret har ikke så mange sider" in site.side("/spoergsmaal/inhabile", side="99").tekst


def test_a_misspelt_word_has_another_beside_it_that_finds_something(site: Site) -> None:
    side = site.side("/soeg", q="plejehjm")
    assert "Mente du plejehjem ?" in side.tekst
    assert "Ingen punkter" not in site.side("/soeg", q="plejehjem").tekst
    assert "Mente du" not in site.side("/soeg", q="xqzwkv").tekst


def test_of_equally_near_words_the_most_used_is_meant() -> None:
    assert bedste_ord("skolle", [("skole", 2), ("skolde", 900), ("havnen", 9999)]) == "skolde"
    assert bedste_ord("skolle", [("havnen", 9999)]) is None


def test_an_address_that_is_not_there_names_those_near_it(site: Site) -> None:
    (sti,) = site.sql("SELECT sti FROM adresser WHERE art = 'udvalg' ORDER BY sti LIMIT 1")[0]
    svar = site.get(sti + "e")
    assert svar.status_code == 404
    assert f'<a href="{sti}">' in svar.text
    assert '<a href="/soeg">/soeg</a>' in site.get("/sog").text
    assert site.get("/" + "a" * 5000).status_code == 404


def test_one_table_can_be_fetched_with_numbers_as_numbers(lille: Site) -> None:
    (tabel,) = lille.sql("SELECT tabel_id FROM kontroller WHERE holder = 0 LIMIT 1")[0]
    (sti,) = lille.sql("SELECT a.sti FROM tabeller t JOIN adresser a ON a.maal_id = t.punkt_id WHERE t.id = ?", tabel)[
        0
    ]
    assert f"/tabel/{tabel}.csv" in lille.side(sti).links
    raekker = list(csv.reader(io.StringIO(lille.get(f"/tabel/{tabel}.csv").text)))
    vaerdier = [v for (v,) in lille.sql("SELECT vaerdi FROM tabelceller WHERE tabel_id = ? AND vaerdi > 0", tabel)]
    assert sorted(float(c) for r in raekker[1:] for c in r if c.replace(".", "").isdigit()) == sorted(vaerdier)
    om = json.loads(lille.get(f"/tabel/{tabel}.json").text)
    assert lille.get(om["kilde"].removeprefix("http://localhost")).status_code == 200
    assert lille.get("/tabel/findes-ikke.csv").status_code == 404


@pytest.mark.parametrize(
    ("tekst", "kr", "ventet"),
    [
        ("at der meddeles tillægsbevilling til netto mindreudgifter på 0,825 mio. kr. i 2022", 825_000, "mindreudgift"),
        ("tillægsbevilling på 4,414 mio. kr. til nettomerudgifter", 4_414_000, "merudgift"),
        ("til merudgifter på 1 mio. kr. og mindreindtægter på 2 mio. kr.", 2_000_000, "mindreindtægt"),
        ("på 5 mio. kr. til mindreudgifter og på 5 mio. kr. til nye veje", 5_000_000, ""),
        ("der gives 3 mio. kr. til havnen, og indtægter drøftes senere", 3_000_000, ""),
        (None, None, ""),
    ],
)
def test_the_words_beside_an_amount_say_which_way_it_goes(tekst: str | None, kr: float | None, ventet: str) -> None:
    assert retning(tekst, kr) == ventet


def test_a_long_sentence_is_shown_where_its_amount_stands() -> None:
    lang = "ord " * 200 + "på 3,5 mio. kr. til veje " + "mere " * 200
    kort = omkring(lang, 3_500_000)
    assert "på 3,5 mio. kr. til veje" in kort
    assert len(kort) < 300 and kort.startswith("… ord") and kort.endswith("mere …")
    assert omkring("kort sætning", 1.0) == "kort sætning"
