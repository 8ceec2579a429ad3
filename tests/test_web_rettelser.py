"""The site shows what people said: corrections with who, why and what was read, and that something was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from referat.models.kontakt import find_kontakt
from referat.schemas.referat import SideTekst
from referat.store.link import forbind
from referat.store.rettelser import ret
from referat.store.skriver import Lager
from referat.store.tilbagetraekning import traek_dokument, traek_kontakt
from referat.store.udgivelse import udgiv
from store_hjaelp import KOMMUNER, referat
from web_hjaelp import Site

HVEM = "Anna <b>Bruun</b>", "Se side 3"


@pytest.fixture(scope="module")
def rettet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    sti = tmp_path_factory.mktemp("rettet") / "t.db"
    ref = referat("a", sider=[SideTekst(side=1, tekst="Ida Holt, Skovvej 12", bredde=595.0, hoejde=842.0)])
    with Lager(sti, KOMMUNER, ur=lambda: "2026-03-01T12:00:00Z") as lager:
        lager.skriv(ref, "/x/a.pdf", "a.pdf")
        lager.skriv(referat("b"), "/x/b.pdf", "b.pdf")
        for felt, vaerdi in (
            ("udfald", "-"),
            ("fravaer.1.navn", "Bo Lindh"),
            ("beslutning", "Ikke godkendt."),
            ("moede.start", "15:00"),
            ("bemaerkninger.ny", "art=forbehold\nhvem=Per Dam\ntekst=tiden"),
            ("bilag.1", "-"),
            ("tabelceller.1.1.1.raa", "2,5"),
            ("journalnumre.1.raa", "21/4444"),
        ):
            ret(lager, f"{ref.id[:16]}-001", felt, vaerdi, *HVEM)
        traek_dokument(lager, referat("b").id, "Anna", "Trukket af kommunen")
        traek_kontakt(lager, "Ida Holt", "Anna", "Efter ønske")
        forbind(lager)
    udgiv(sti, sti.with_name("ud.db"), kontakt=find_kontakt)
    yield Site(sti.with_name("ud.db"))


def test_a_corrected_fact_says_so_with_who_when_why_and_what_was_read(rettet: Site) -> None:
    side = rettet.side(rettet.adresse("1"))
    assert side.levende == []
    for ord_ in (
        "rettet: udfald Rettet til ikke angivet af Anna <b>Bruun</b> den 1. marts 2026: Se side 3",
        "Læst af programmet: godkendt",
        "Bo Lindh rettet: navn Rettet til Bo Lindh af",
        "Læst af programmet: Bo Lind ",
        "rettet: start Rettet til 15:00 af",
        "Ikke godkendt.",
        "Per Dam: tiden rettet: tilføjet Rettet til art forbehold, hvem Per Dam, tekst tiden",
        "rettet: fjernet fra bilag Rettet til ingen række af",
        "Læst af programmet: titel Kort",
        "rettet: raa Rettet til 2,5 af",
        "21/4444 rettet: raa Rettet til 21/4444 af",
    ):
        assert ord_ in side.tekst, ord_
    assert "rettet" not in side.tekst.partition("Bilag")[2].partition("Kilde")[0]


def test_the_site_says_that_something_was_withdrawn_and_why_but_not_what(rettet: Site) -> None:
    om = rettet.side("/om").tekst
    assert "1. marts 2026: et dokument. Trukket af kommunen" in om
    assert "hvor en person kan træffes (1 sted). Efter ønske" in om
    kilde = rettet.side(f"/kilde/{referat('a').id}/1")
    assert "Ida Holt, ███████ ██" in kilde.tekst and "billede" not in kilde.html.partition("<main")[2].lower()
    assert rettet.get(f"/kilde/{referat('b').id}/1").status_code == 404
    assert rettet.get(f"/kilde/{referat('a').id}/1.png").status_code == 404
