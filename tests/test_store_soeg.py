"""Search finds what a person means, and never fails on what is typed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from referat.store.laeser import Laeser
from referat.store.migreringer import ForkertLager
from referat.store.skriver import Lager
from store_hjaelp import KOMMUNER, referat


@pytest.fixture(scope="module")
def laeser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laeser]:
    sti = tmp_path_factory.mktemp("soeg") / "t.db"
    with Lager(sti, KOMMUNER) as lager:
        lager.skriv(referat("a"), "/x/a.pdf", "a.pdf")
        lager.skriv(referat("kommunen", kommune="9002"), "/x/b.pdf", "b.pdf")
    with Laeser(sti) as laeser:
        yield laeser


@pytest.mark.parametrize(
    ("ord_", "antal"),
    [
        ("budget", 2),
        ("BUDGETOPF", 2),
        ('"budget"', 0),
        ('"fuld af ænder"', 2),
        ('"fuld ænder"', 0),
        ("ænder søen", 2),
        ("aender", 0),
        ("soen", 0),
        ("åparken", 2),
        ("aparken", 0),
        ("20/33839", 2),
        ("20/338", 2),
        ("33839/20", 0),
        ("kommunen", 1),
        ("budget findesikke", 0),
        ("", 0),
        ('"', 0),
        ("NOT budget", 0),
    ],
)
def test_words_prefixes_phrases_and_danish_letters(laeser: Laeser, ord_: str, antal: int) -> None:
    assert len(laeser.soeg(ord_)) == antal


def test_filters_narrow(laeser: Laeser) -> None:
    assert [t.kommune for t in laeser.soeg("budget", kommune_kode="9002")] == ["Lyngså"]
    assert len(laeser.soeg("budget", udvalg="TEKNIK- OG MILJØ")) == 2
    assert len(laeser.soeg("budget", fra="2024-05-07", til="2024-05-07")) == 2
    assert laeser.soeg("budget", fra="2024-05-08") == []
    assert laeser.soeg("budget", udfald="afvist") == []


def test_a_hit_in_the_title_comes_before_one_in_the_text(tmp_path: Path) -> None:
    with Lager(tmp_path / "t.db", KOMMUNER) as lager:
        for navn, titel, tekst in (("a", "Andet", "Om havnen. " * 3), ("b", "Havnen", "Om andet.")):
            ref = referat(navn)
            ref.punkter[0].titel = titel
            ref.punkter[0].afsnit[0].tekst = tekst
            lager.skriv(ref, navn, navn)
    with Laeser(tmp_path / "t.db") as laeser:
        assert [t.titel for t in laeser.soeg("havn")] == ["Havnen", "Andet"]


@settings(deadline=None)
@given(st.text())
@example('"a" OR * NEAR(b) -c titel:d ^e {f} (')
@example("ord " * 2000)
@example("\x00 \ud800 \ue000")
@example("a\u0301 \u0301 ½ ²")
def test_whatever_is_typed_is_a_search(laeser: Laeser, tekst: str) -> None:
    assert isinstance(laeser.soeg(tekst), list)


def test_a_file_that_is_no_store_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "tekst.db").write_text("ikke en database, men tekst nok til at ligne en fil " * 50)
    sqlite3.connect(tmp_path / "andet.db").execute("CREATE TABLE min (id)").connection.close()
    for navn in ("tekst.db", "andet.db"):
        with pytest.raises(ForkertLager, match="--db"):
            Lager(tmp_path / navn)
    for navn in ("tekst.db", "andet.db", "findes-ikke.db"):
        with pytest.raises(ForkertLager):
            Laeser(tmp_path / navn)
    assert not (tmp_path / "findes-ikke.db").exists()
