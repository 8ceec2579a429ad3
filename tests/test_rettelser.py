"""A correction is laid over what was read, survives every new reading, says how it is met, and can be undone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from referat.models.organer import samme_organ
from referat.schemas.poster import Fravaer, Stemme
from referat.schemas.vokabular import Udfald
from referat.store.felter import POSTER, Felt, UgyldigRettelse, felter, laes_felt, laes_vaerdi
from referat.store.laeser import Laeser
from referat.store.link import forbind
from referat.store.rettelser import ophaev, ret
from referat.store.skriver import Lager
from referat.store.udgivelse import udgiv
from rettelses_hjaelp import gem, genlaes, med, nu, punktet, tilstande
from store_hjaelp import B, fakta, referat


def test_a_corrected_value_is_what_views_search_and_the_published_copy_say(lager: Lager, tmp_path: Path) -> None:
    punkt = gem(lager, referat())
    ret(lager, punkt, "udfald", "Afvist", "Anna", "Side 3")
    ret(lager, punkt, "titel", "Budget for Ålykke", "Anna", "Trykfejl i læsningen")
    ret(lager, punkt, "afstemninger.1.for_antal", "9", "Anna", "Side 3")
    forbind(lager, samme_organ)
    vist = "SELECT udfald, titel, rettet FROM punkter_vis"
    assert nu(lager, vist) == ("afvist", "Budget for Ålykke", 1)
    udgiv(tmp_path / "t.db", tmp_path / "ud.db")
    for sti in (tmp_path / "t.db", tmp_path / "ud.db"):
        with Laeser(sti) as laeser:
            assert [t.titel for t in laeser.soeg("ålykke", udfald="afvist")] == ["Budget for Ålykke"]
            assert laeser.soeg("åparken") == []
            assert laeser.en("SELECT for_antal FROM afstemninger") == {"for_antal": 9}
            kolonner = "felt, laest, rettet_til, af, hvorfor"
            assert tuple((laeser.en(f"SELECT {kolonner} FROM rettede WHERE nr = 1") or {}).values()) == (
                *("udfald", "godkendt", "afvist", "Anna", "Side 3"),
            )
    with Laeser(tmp_path / "ud.db") as laeser:
        assert laeser.en(
            "SELECT 1 AS x FROM fundsteder f JOIN behandlinger b USING (punkt_id) WHERE b.udfald = 'afvist'"
        )


def test_undoing_leaves_the_store_as_it_was_but_for_the_rows_of_who_and_why(lager: Lager) -> None:
    punkt = gem(lager, referat())
    foer = fakta(lager, "rettelser")
    for felt, vaerdi in (("udfald", "-"), ("moede.udvalg", "Byrådet"), ("fravaer.1.navn", "Bo Lindh"), ("titel", "Ny")):
        ret(lager, punkt, felt, vaerdi, "Anna", "Prøve")
    forbind(lager, samme_organ)
    assert nu(lager, "SELECT u.navn FROM moeder m JOIN udvalg u ON u.id = m.udvalg_id") == ("Byrådet",)
    assert fakta(lager, "rettelser") != foer
    for nr in (2, 1, 4, 3):
        ophaev(lager, nr, "Bo", "Alligevel ikke")
        forbind(lager, samme_organ)
    assert fakta(lager, "rettelser") == foer
    assert nu(lager, "SELECT count(*), count(ophaever) FROM rettelser") == (8, 4)
    with Laeser(lager.sti) as laeser:
        assert laeser.rettelser() == []
        assert {r["tilstand"] for r in laeser.rettelser(alle=True)} == {"ophævet"}
        assert laeser.soeg("åparken") != []


def test_a_correction_outlives_another_reading_and_is_flagged_when_that_meets_it_otherwise(lager: Lager) -> None:
    ref = referat()
    punkt = gem(lager, ref)
    ret(lager, punkt, "udfald", "afvist", "Anna", "Side 3")
    for laest, tilstand in (
        (Udfald.GODKENDT, "gælder"),
        (Udfald.UDSAT, "læst anderledes"),
        (Udfald.AFVIST, "enig"),
        (None, "læst anderledes"),
    ):
        genlaes(lager, med(ref, punktet(ref).model_copy(update={"udfald": laest})))
        assert tilstande(lager) == [(1, tilstand)]
        assert nu(lager, "SELECT p.udfald, r.laest FROM punkter p, rettede r") == ("afvist", laest)
    with Laeser(lager.sti) as laeser:
        assert laeser.rettelser()[0]["tilstand"] == "læst anderledes"


def test_a_correction_follows_its_punkt_and_its_record_where_others_come_before_them(lager: Lager) -> None:
    ref = referat()
    punkt = gem(lager, ref)
    ret(lager, punkt, "stemmer.1.stemme", "for", "Anna", "Side 3")
    ret(lager, punkt, "udfald", "udsat", "Anna", "Side 3")
    foran = punktet(ref).model_copy(update={"titel": "Godkendelse af dagsorden", "nr": "6", "stemmer": []})
    stemmer = [Stemme(stemme="imod", navn="Per Dam", parti="A", afstemning_nr=1, belaeg=B), *punktet(ref).stemmer]
    flyttet = punktet(ref).model_copy(update={"raekkefoelge": 2, "stemmer": stemmer})
    genlaes(lager, med(ref, foran, flyttet))
    assert tilstande(lager) == [(1, "flyttet"), (2, "flyttet")]
    assert lager.db.execute("SELECT navn, stemme FROM stemmer ORDER BY id").fetchall() == [
        ("Per Dam", "imod"),
        ("Ida Holt", "for"),
    ]
    assert [r[0] for r in lager.db.execute("SELECT udfald FROM punkter ORDER BY id")] == ["godkendt", "udsat"]


def test_what_cannot_be_found_again_is_laid_over_nothing_and_comes_back(lager: Lager) -> None:
    ref = referat()
    punkt = gem(lager, ref)
    ret(lager, punkt, "fravaer.1.navn", "Bo Lindh", "Anna", "Side 3")
    ret(lager, punkt, "udfald", "udsat", "Anna", "Side 3")
    andet = punktet(ref).model_copy(update={"titel": "Noget helt andet", "nr": "8"})
    genlaes(lager, med(ref, andet))
    assert tilstande(lager) == [(1, "forsvundet"), (2, "forsvundet")]
    assert nu(lager, "SELECT udfald FROM punkter") == ("godkendt",)
    genlaes(lager, med(ref, punktet(ref).model_copy(update={"fravaer": []})))
    assert tilstande(lager) == [(1, "forsvundet"), (2, "gælder")]
    genlaes(lager, ref)
    assert tilstande(lager) == [(1, "gælder"), (2, "gælder")]
    assert nu(lager, "SELECT navn FROM fravaer") == ("Bo Lindh",)


def test_of_two_corrections_of_a_fact_the_newer_is_shown_and_the_older_when_it_is_undone(lager: Lager) -> None:
    punkt = gem(lager, referat())
    for udfald in ("udsat", "afvist"):
        ret(lager, punkt, "udfald", udfald, "Anna", "Prøve")
    assert nu(lager, "SELECT udfald FROM punkter") == ("afvist",)
    ophaev(lager, 2, "Bo", "Nej")
    assert nu(lager, "SELECT udfald FROM punkter") == ("udsat",)
    for nr in (2, 9):
        with pytest.raises(UgyldigRettelse, match="referat corrections"):
            ophaev(lager, nr, "Bo", "Nej")


def test_what_someone_said_cannot_be_overwritten(lager: Lager) -> None:
    punkt = gem(lager, referat())
    ret(lager, punkt, "udfald", "udsat", "Anna", "Prøve")
    for sql in ("UPDATE rettelser SET af = 'Bo'", "DELETE FROM rettelser"):
        with pytest.raises(sqlite3.IntegrityError, match="ophæv den"):
            lager.db.execute(sql)
        lager.db.rollback()


def test_a_value_that_was_read_or_a_row_that_is_not_there_changes_nothing(lager: Lager) -> None:
    punkt = gem(lager, referat())
    foer = fakta(lager)
    for felt, vaerdi in (
        ("udfald", "godkendt"),
        ("fravaer.2.navn", "Bo"),
        ("stemmer.0.navn", "Bo"),
        ("udfald", "vedtaget"),
    ):
        with pytest.raises(UgyldigRettelse):
            ret(lager, punkt, felt, vaerdi, "Anna", "Prøve")
    assert fakta(lager) == foer


def test_a_name_that_is_corrected_is_linked_to_the_person(lager: Lager) -> None:
    ref = referat()
    forkert = [Fravaer(navn="Iba Holtz", parti="V", omfang="punktet", belaeg=B)]
    punkt = gem(lager, med(ref, punktet(ref).model_copy(update={"fravaer": forkert})))
    ret(lager, punkt, "fravaer.1.navn", "Ida Holt", "Anna", "Side 3")
    forbind(lager, samme_organ)
    assert nu(lager, "SELECT p.navn FROM fravaer f JOIN personer p ON p.id = f.person_id") == ("Ida Holt",)


@pytest.mark.parametrize(
    ("felt", "skrevet", "ventet"),
    [
        ("bevillinger.1.beloeb_kr", "1.250.000 kr.", "1250000.0"),
        ("bevillinger.1.beloeb_kr", "1.234,50", "1234.5"),
        ("bevillinger.1.beloeb_kr", "500000.5", "500000.5"),
        ("afstemninger.1.imod_antal", "1.200", "1200"),
        ("afstemninger.1.enstemmig", "Ja", "1"),
        ("henvisninger.1.dato", "11/4-2023", "2023-04-11"),
        ("moede.dato", "12. marts 2024", "2024-03-12"),
        ("moede.dato", "den 1 dec. 2024", "2024-12-01"),
        ("moede.dato", "12-03-2024", "2024-03-12"),
        ("henvisninger.1.dato", "3. februar 2021", "2021-02-03"),
        ("moede.start", "kl. 9.05", "09:05"),
        ("lukket", "nej", "0"),
        ("stemmer.2.stemme", "IMOD", "imod"),
        ("titel", "  Åparken \n 2 ", "Åparken 2"),
        ("nr", "7a", "7a"),
        ("udfald", "-", None),
    ],
)
def test_values_are_read_as_danes_write_them(felt: str, skrevet: str, ventet: str | None) -> None:
    assert laes_vaerdi(laes_felt(felt), skrevet) == ventet


@pytest.mark.parametrize(
    ("felt", "skrevet"),
    [
        ("udfald", "godkend"),
        ("titel", ""),
        ("titel", "a\x07b"),
        ("lukket", "måske"),
        ("lukket", "-"),
        ("bevillinger.1.beloeb_kr", "-5"),
        ("bevillinger.1.beloeb_kr", "mange"),
        ("bevillinger.1.aar", "24"),
        ("afstemninger.1.for_antal", "4,5"),
        ("henvisninger.1.dato", "2023"),
        ("moede.dato", "31.02.2024"),
        ("moede.dato", "12. ma 2024"),
        ("moede.dato", "31. februar 2024"),
        ("moede.slut", "25:00"),
        ("fravaer.1.navn", "12 34"),
        ("fravaer.1.navn", "-"),
        ("fravaer.1.omfang", "lidt"),
    ],
)
def test_values_that_cannot_be_are_refused_with_what_may_be_written(felt: str, skrevet: str) -> None:
    with pytest.raises(UgyldigRettelse, match="; "):
        laes_vaerdi(laes_felt(felt), skrevet)


@given(st.text(max_size=30))
def test_whatever_is_typed_as_a_field_or_a_value_gives_an_answer_in_words(tekst: str) -> None:
    for kald in (lambda: laes_felt(tekst), *(lambda f=f: laes_vaerdi(f, tekst) for f in ALLE)):
        try:
            kald()
        except UgyldigRettelse as fejl:
            assert str(fejl).endswith((".", "?"))


ALLE = [
    Felt(art, navn, {"punkter": (), "moede": (), "tabelceller": (1, 2, 3)}.get(art, (1,)))
    for art in POSTER
    for navn in felter(art)
]


def test_every_field_can_be_named_as_it_is_shown() -> None:
    assert len(ALLE) > 40
    assert [laes_felt(str(f)) for f in ALLE] == ALLE


def test_a_number_broken_over_a_line_in_what_was_corrected_is_not_published(lager: Lager, tmp_path: Path) -> None:
    ref = referat()
    brudt = punktet(ref).model_copy(update={"beslutning": "Ansøger 010203-\n1234 fik afslag."})
    punkt = gem(lager, med(ref, brudt))
    ret(lager, punkt, "beslutning", "Ansøgeren fik afslag.", "Anna", "Trykfejl")
    udgiv(tmp_path / "t.db", tmp_path / "ud.db")
    kopi = (tmp_path / "ud.db").read_bytes()
    assert b"1234 fik" not in kopi and b"010203" not in kopi
