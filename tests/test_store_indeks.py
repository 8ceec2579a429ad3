"""Many documents at once: the search index is filled in bulk, and a search is right at every moment of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from referat.store.laeser import Laeser
from referat.store.raekker import dokumentraekker
from referat.store.skriver import Lager
from store_hjaelp import KOMMUNER, fakta, referat


def fundne(sti: Path, ord_: str, **filtre: object) -> list[str]:
    with Laeser(sti) as laeser:
        return sorted(t.titel or "" for t in laeser.soeg(ord_, **filtre))


def efterse(lager: Lager) -> None:
    lager.db.execute("INSERT INTO soegning(soegning, rank) VALUES ('integrity-check', 1)")


def test_what_waits_for_the_index_is_found_by_whoever_searches_meanwhile(tmp_path: Path) -> None:
    sti = tmp_path / "t.db"
    with Lager(sti, KOMMUNER, bundt=3) as lager:
        for navn in ("rågerne", "ænderne", "mågerne", "alkene"):
            lager.skriv(referat(navn), f"/x/{navn}", navn)
        assert lager.db.execute("SELECT count(*) FROM uindekserede").fetchone() == (1,)
        assert fundne(sti, "budgetopf") == [
            f"Budgetopfølgning for Åparken {n}" for n in sorted(("alkene", "mågerne", "rågerne", "ænderne"))
        ]
        assert fundne(sti, "alkene", udfald="godkendt") == ["Budgetopfølgning for Åparken alkene"]
        assert fundne(sti, "alkene", udfald="afvist") == []
        with Laeser(sti) as laeser:
            assert len(laeser.soeg("budgetopf", antal=2)) == 2
            assert laeser.db.execute("PRAGMA query_only").fetchone()[0] == 1
        lager.indekser()
        efterse(lager)
        assert fundne(sti, "alkene") == ["Budgetopfølgning for Åparken alkene"]


def test_documents_that_are_put_in_place_of_others_are_indexed_bundle_by_bundle(tmp_path: Path) -> None:
    navne = ("rågerne", "ænderne", "mågerne", "alkene", "terne")
    with Lager(tmp_path / "t.db", KOMMUNER, bundt=2) as lager:
        for navn in navne:
            lager.skriv(referat(navn), f"/x/{navn}", navn)
        ventede = []
        for navn, version in zip(navne, "11222", strict=True):
            lager.erstat(dokumentraekker(referat(navn, version)), f"/x/{navn}", navn)
            ventede += lager.db.execute("SELECT count(*) FROM uindekserede").fetchone()
        assert max(ventede) < 3
        lager.indekser()
        efterse(lager)


def test_a_run_that_was_stopped_is_indexed_by_the_next_to_open_the_store(tmp_path: Path) -> None:
    sti = tmp_path / "t.db"
    lager = Lager(sti, KOMMUNER, bundt=100)
    lager.skriv(referat("rågerne"), "/x/a", "a")
    lager.db.close()
    assert fundne(sti, "rågerne") == ["Budgetopfølgning for Åparken rågerne"], "also before it is mended"
    with Lager(sti, KOMMUNER) as naeste:
        assert naeste.db.execute("SELECT count(*) FROM uindekserede").fetchone() == (0,)
        assert naeste.db.execute("SELECT count(*) FROM soegning WHERE soegning MATCH 'rågerne'").fetchone() == (1,)
        efterse(naeste)


@pytest.mark.parametrize("bundt", [1, 2, 100])
def test_a_document_read_again_while_it_waits_leaves_nothing_of_the_first_reading(tmp_path: Path, bundt: int) -> None:
    sti = tmp_path / "t.db"
    with Lager(sti, KOMMUNER, bundt=bundt) as lager:
        for navn, version in (("a", "1"), ("b", "1"), ("a", "2"), ("b", "2"), ("b", "3")):
            lager.skriv(referat(navn, version), f"/x/{navn}", navn)
        lager.skriv(referat("b", "4", moeder=[]), "/x/b", "b")
        lager.indekser()
        efterse(lager)
        assert lager.db.execute("SELECT count(*) FROM soegning WHERE soegning MATCH 'budgetopfølgning'").fetchone() == (
            1,
        )
        with Lager(tmp_path / "ny.db", KOMMUNER) as frisk:
            frisk.skriv(referat("a", "2"), "/x/a", "a")
            frisk.skriv(referat("b", "4", moeder=[]), "/x/b", "b")
            assert fakta(lager) == fakta(frisk)
