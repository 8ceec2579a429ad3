"""Corrections reach all that says the same, journal numbers and cells, and rows that were missed or should not be."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from referat.models.organer import samme_organ
from referat.schemas.poster import Afsnit, Afstemning, Bilag, Fravaer, Journalnummer, Stemme
from referat.schemas.referat import Advarsel, Referat
from referat.store.felter import UgyldigRettelse
from referat.store.laeser import Laeser
from referat.store.link import forbind
from referat.store.rettelser import ophaev, ret
from referat.store.skriver import Lager
from referat.store.udgivelse import udgiv
from rettelses_hjaelp import gem, genlaes, med, nu, punktet, tilstande
from store_hjaelp import B, fakta, referat

HVEM = "Anna", "Side 3"


def med_beslutning(tekst: str = "Godkendt under ét.") -> Referat:
    ref = referat()
    afsnit = [*punktet(ref).afsnit, Afsnit(overskrift="Beslutning", art="beslutning", tekst=tekst, belaeg=B)]
    return med(ref, punktet(ref).model_copy(update={"beslutning": tekst, "afsnit": afsnit}))


def rette(lager: Lager, punkt: str, *rettelser: tuple[str, str]) -> None:
    for felt, vaerdi in rettelser:
        ret(lager, punkt, felt, vaerdi, *HVEM)
    forbind(lager, samme_organ)


def felter(lager: Lager, punkt: str) -> dict[str, dict[str, object]]:
    with Laeser(lager.sti) as laeser:
        return {f["felt"]: f for f in laeser.felter(punkt)}


def test_a_corrected_decision_is_what_its_section_and_search_say_and_undoing_brings_the_reading_back(
    lager: Lager, tmp_path: Path
) -> None:
    punkt = gem(lager, med_beslutning())
    foer = fakta(lager, "rettelser")
    rette(lager, punkt, ("beslutning", "Afvist med bemærkninger."))
    udgiv(lager.sti, tmp_path / "ud.db")
    for sti in (lager.sti, tmp_path / "ud.db"):
        with Laeser(sti) as laeser:
            assert laeser.alle("SELECT tekst FROM afsnit WHERE art = 'beslutning'") == [
                {"tekst": "Afvist med bemærkninger."}
            ]
            assert (len(laeser.soeg("bemærkninger")), laeser.soeg("under ét")) == (1, [])
            assert laeser.en("SELECT laest FROM rettede") == {"laest": "Godkendt under ét."}
    genlaes(lager, med_beslutning("Godkendt."))
    assert nu(lager, "SELECT tekst FROM afsnit WHERE art = 'beslutning'") == ("Afvist med bemærkninger.",)
    genlaes(lager, med_beslutning())
    ophaev(lager, 1, *HVEM)
    forbind(lager, samme_organ)
    assert fakta(lager, "rettelser") == foer


def test_a_decision_corrected_by_its_section_is_the_punkts_too_and_one_that_is_none_is_only_text(lager: Lager) -> None:
    punkt = gem(lager, med_beslutning())
    rette(lager, punkt, ("beslutning", "Udsat."), ("afsnit.2.tekst", "Udsat til maj."))
    assert nu(lager, "SELECT p.beslutning, a.tekst FROM punkter p, afsnit a WHERE a.art = 'beslutning'") == (
        *("Udsat til maj.", "Udsat til maj."),
    )
    ophaev(lager, 2, *HVEM)
    rette(lager, punkt, ("beslutning", "-"))
    assert nu(lager, "SELECT p.beslutning, a.art FROM punkter p, afsnit a WHERE a.raekkefoelge = 2") == (None, "andet")


def test_a_corrected_date_of_the_meeting_is_the_documents_too_and_moves_all_that_goes_by_it(lager: Lager) -> None:
    ref = referat(dato="2024-05-07")
    punkt = gem(lager, ref)
    rette(lager, punkt, ("moede.dato", "12. marts 2023"))
    assert nu(lager, "SELECT m.dato, d.dato FROM moeder m, dokumenter d") == ("2023-03-12", "2023-03-12")
    with Laeser(lager.sti) as laeser:
        assert laeser.status()["aar"] == {"2023": 1}
        assert laeser.soeg("åparken", fra="2024-01-01") == []
    assert nu(lager, "SELECT foerste_dato FROM sager") == ("2023-03-12",)
    genlaes(lager, ref.model_copy(update={"dato": None}))
    assert nu(lager, "SELECT m.dato, d.dato FROM moeder m, dokumenter d") == ("2023-03-12", None), "its own now"


def test_a_journal_number_is_corrected_added_and_taken_away_with_the_case_that_follows(lager: Lager) -> None:
    punkt = gem(lager, referat())
    foer = fakta(lager, "rettelser")
    ret(lager, punkt, "journalnumre.1.raa", "20/11111", *HVEM, lambda f, v, r: {"aar": 2020, "form": "aar/nr"})
    rette(lager, punkt, ("journalnumre.ny", "raa=21/22222\nside=1"))
    numre = lager.db.execute(
        "SELECT p.raa, j.normaliseret, p.aar, p.regel FROM punkt_journalnumre p "
        "JOIN journalnumre j ON j.id = p.journalnummer_id ORDER BY 1"
    ).fetchall()
    assert numre == [("20/11111", "20/11111", 2020, "prøve:1"), ("21/22222", "21/22222", None, "rettelse")]
    with Laeser(lager.sti) as laeser:
        assert [t.punkt_id for t in laeser.soeg("22222")] == [punkt]
    assert felter(lager, punkt)["journalnumre.1.raa"]["laest"] == "Sag 20/33839"
    ophaev(lager, 1, *HVEM)
    rette(lager, punkt, ("journalnumre.1", "-"))
    assert nu(lager, "SELECT group_concat(raa) FROM punkt_journalnumre") == ("21/22222",)
    for nr in (2, 4):
        ophaev(lager, nr, *HVEM)
    forbind(lager, samme_organ)
    assert fakta(lager, "rettelser") == foer


def test_a_number_that_the_punkt_has_already_stands_once(lager: Lager) -> None:
    ref = referat()
    to = [*punktet(ref).journalnumre, Journalnummer(raa="21/1", normaliseret="21/1", form="aar/nr", belaeg=B)]
    punkt = gem(lager, med(ref, punktet(ref).model_copy(update={"journalnumre": to})))
    foer = fakta(lager, "rettelser")
    (fra,) = (f for f, x in felter(lager, punkt).items() if x["vaerdi"] == "Sag 20/33839")
    rette(lager, punkt, (fra, "21/1"))
    assert lager.db.execute("SELECT raa FROM punkt_journalnumre").fetchall() == [("21/1",)]
    ophaev(lager, 1, *HVEM)
    forbind(lager, samme_organ)
    assert fakta(lager, "rettelser") == foer


def test_a_cell_is_corrected_and_no_check_rests_on_what_it_said(lager: Lager) -> None:
    ref = referat(advarsler=[Advarsel(kode="sum-holder-ikke", besked="Se.", punkt=1)])
    punkt = gem(lager, ref)
    foer = fakta(lager, "rettelser")
    celle = {"vaerdi": 2.5, "beloeb_kr": 2500000.0}
    ret(lager, punkt, "tabelceller.1.1.1.raa", "2,5", *HVEM, lambda f, v, r: celle)
    assert nu(lager, "SELECT raa, vaerdi, beloeb_kr FROM tabelceller") == ("2,5", 2.5, 2500000.0)
    assert nu(lager, "SELECT (SELECT count(*) FROM kontroller), (SELECT count(*) FROM advarsler)") == (0, 0)
    genlaes(lager, ref)
    assert nu(lager, "SELECT vaerdi FROM tabelceller") == (2.5,) and tilstande(lager) == [(1, "gælder")]
    ophaev(lager, 1, *HVEM)
    forbind(lager, samme_organ)
    assert fakta(lager, "rettelser") == foer


def test_a_row_that_was_missed_is_added_survives_and_gives_way_where_it_is_read(lager: Lager, tmp_path: Path) -> None:
    ref = referat()
    punkt = gem(lager, ref)
    foer = fakta(lager, "rettelser")
    rette(
        lager,
        punkt,
        ("fravaer.ny", "navn=Ida Holt\nparti=V\nomfang=punktet\nside=1"),
        ("stemmer.ny", "navn=Per Dam\nstemme=for"),
        ("bilag.ny", "titel=Lokalplan 214"),
    )
    vist = "SELECT f.id, p.navn, f.omfang, f.side FROM fravaer f JOIN personer p ON p.id = f.person_id ORDER BY f.id"
    assert lager.db.execute(vist).fetchall()[1] == (f"{punkt}-fr001", "Ida Holt", "punktet", 1)
    assert nu(lager, "SELECT a.nr, s.navn FROM stemmer s JOIN afstemninger a ON a.id = s.afstemning_id "
              "ORDER BY s.id DESC") == (1, "Per Dam")  # fmt: skip
    assert lager.db.execute("SELECT nr, titel FROM bilag ORDER BY nr").fetchall() == [(1, "Kort"), (2, "Lokalplan 214")]
    assert felter(lager, punkt)["fravaer.ny.navn"]["tilfoejet"] == 1
    udgiv(lager.sti, tmp_path / "ud.db")
    with Laeser(tmp_path / "ud.db") as laeser:
        assert laeser.en("SELECT navn_som_skrevet FROM stemmer_vis WHERE stemme = 'for'") == {
            "navn_som_skrevet": "Per Dam"
        }
    laest = [*punktet(ref).bilag, Bilag(nr=2, titel="Lokalplan 214", belaeg=B)]
    genlaes(lager, med(ref, punktet(ref).model_copy(update={"bilag": laest})))
    assert tilstande(lager) == [(1, "gælder"), (2, "gælder"), (3, "enig")]
    assert nu(lager, "SELECT count(*) FROM bilag") == (2,)
    genlaes(lager, ref)
    for nr in (1, 3, 2):
        ophaev(lager, nr, *HVEM)
    forbind(lager, samme_organ)
    assert fakta(lager, "rettelser") == foer


def test_a_row_that_is_wrong_is_taken_away_survives_and_is_not_taken_for_another(lager: Lager) -> None:
    ref = referat()
    dobbelt = [*punktet(ref).bilag, Bilag(nr=2, titel="Kort", belaeg=B), Bilag(nr=3, titel="Plan", belaeg=B)]
    ref = med(ref, punktet(ref).model_copy(update={"bilag": dobbelt}))
    punkt = gem(lager, ref)
    foer = fakta(lager, "rettelser")
    rette(lager, punkt, ("stemmer.1", "-"), ("bilag.2", "-"))
    assert nu(lager, "SELECT (SELECT count(*) FROM stemmer), group_concat(titel) FROM bilag") == (0, "Kort,Plan")
    assert felter(lager, punkt)["bilag.3.titel"]["vaerdi"] == "Plan", "the others keep their places"
    assert felter(lager, punkt)["bilag.2"]["laest"] == '{"titel": "Kort"}'
    rette(lager, punkt, ("bilag.3.titel", "Planen"))
    en = punktet(ref).model_copy(
        update={"bilag": dobbelt[:1], "stemmer": [Stemme(stemme="for", navn="Ida Holt", parti="V", belaeg=B)]}
    )
    genlaes(lager, med(ref, en))
    assert tilstande(lager) == [(1, "læst anderledes"), (2, "enig"), (3, "forsvundet")]
    assert nu(lager, "SELECT s.navn, b.titel FROM stemmer s, bilag b") == ("Ida Holt", "Kort")
    genlaes(lager, ref)
    assert tilstande(lager) == [(1, "gælder"), (2, "gælder"), (3, "gælder")]
    for nr in (1, 2, 3):
        ophaev(lager, nr, *HVEM)
    forbind(lager, samme_organ)
    assert fakta(lager, "rettelser") == foer


def test_votes_that_are_corrected_are_counted_anew_and_a_vote_that_goes_takes_its_votes(lager: Lager) -> None:
    ref = referat(advarsler=[Advarsel(kode="stemmer-uens", besked="Se.", punkt=1)])
    afstemning = [Afstemning(nr=1, imod_antal=2, stemmer_overens=False, belaeg=B)]
    punkt = gem(lager, med(ref, punktet(ref).model_copy(update={"afstemninger": afstemning})))
    foer = fakta(lager, "rettelser")
    rette(lager, punkt, ("stemmer.ny", "navn=Per Dam\nstemme=imod"))
    assert nu(lager, "SELECT stemmer_overens, (SELECT count(*) FROM advarsler) FROM afstemninger") == (1, 0)
    rette(
        lager, punkt, ("afstemninger.1", "-"), ("afstemninger.ny", "for_antal=1"), ("stemmer.ny", "parti=A\nstemme=for")
    )
    assert lager.db.execute("SELECT parti, afstemning_id FROM stemmer").fetchall() == [("A", f"{punkt}-ar003")]
    for nr in (1, 2, 3, 4):
        ophaev(lager, nr, *HVEM)
    forbind(lager, samme_organ)
    assert fakta(lager, "rettelser") == foer


@pytest.mark.parametrize(
    ("felt", "vaerdi", "ventet"),
    [
        ("stemmer.ny", "navn=Per Dam", "mangler stemme"),
        ("stemmer.ny", "hest=1", "har intet felt hest"),
        ("stemmer.ny", "stemme=måske", "stemmer.ny.stemme kan ikke være måske"),
        ("bilag.ny", "titel=Kort", "er læst allerede"),
        ("bilag.ny", "titel=Kort 2\nside=9", "ingen side 9"),
        ("bilag.ny", "", "mangler titel"),
        ("bilag.1", "Kort", "skriv - for at fjerne den"),
        ("bilag.9", "-", "bilag.9 findes ikke"),
        ("tabeller.ny", "titel=x", "kan ikke tilføjes"),
        ("tabelceller.1.1.1", "-", "kan ikke fjernes"),
        ("moede.ny", "dato=1", "moede har intet felt ny"),
    ],
)
def test_a_row_that_cannot_be_added_or_taken_away_is_refused_in_words(
    lager: Lager, felt: str, vaerdi: str, ventet: str
) -> None:
    punkt = gem(lager, referat())
    with pytest.raises(UgyldigRettelse, match=ventet):
        ret(lager, punkt, felt, vaerdi, *HVEM)
    assert nu(lager, "SELECT count(*) FROM rettelser") == (0,)


def test_a_row_is_added_once_and_what_is_published_of_it_is_covered(lager: Lager, tmp_path: Path) -> None:
    punkt = gem(lager, referat())
    rette(lager, punkt, ("bemaerkninger.ny", "art=bemærkning\ntekst=Gælder 010203-1234 nu"))
    with pytest.raises(UgyldigRettelse, match="med rettelse 1"):
        ret(lager, punkt, "bemaerkninger.ny", "art=bemærkning\ntekst=Gælder 010203-1234 nu", *HVEM)
    udgiv(lager.sti, tmp_path / "ud.db")
    assert b"010203" not in (tmp_path / "ud.db").read_bytes()
    with Laeser(tmp_path / "ud.db") as laeser:
        (r,) = laeser.alle("SELECT rettet_til FROM rettede")
    assert json.loads(r["rettet_til"])["art"] == "bemærkning"


def test_a_store_of_the_version_before_keeps_its_corrections_and_can_undo_them(tmp_path: Path) -> None:
    sti = tmp_path / "t.db"
    with Lager(sti) as lager:
        punkt = gem(lager, referat())
        foer = fakta(lager, "rettelser", "rettede")
        rette(lager, punkt, ("udfald", "afvist"), ("moede.udvalg", "Byrådet"))
    with sqlite3.connect(sti) as db:  # as version 10 wrote it
        for nr, noter in db.execute("SELECT nr, foer FROM rettede").fetchall():
            gammel = next(x for t, n, x in json.loads(noter) if n)
            db.execute("UPDATE rettede SET foer = ? WHERE nr = ?", [json.dumps(gammel), nr])
        db.execute("ALTER TABLE rettelser DROP COLUMN afkodet")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm011_raekkerettelser'")
        db.execute("PRAGMA user_version=10")
    with Lager(sti) as lager:
        assert nu(lager, "SELECT p.udfald, m.udvalg_navn FROM punkter p, moeder m") == ("afvist", "Byrådet")
        for nr in (1, 2):
            ophaev(lager, nr, *HVEM)
        forbind(lager, samme_organ)
        assert fakta(lager, "rettelser", "rettede") == foer


def test_an_absence_that_a_reading_moves_keeps_its_correction(lager: Lager) -> None:
    ref = referat()
    punkt = gem(lager, ref)
    rette(lager, punkt, ("fravaer.1", "-"))
    to = [Fravaer(navn="Ida Holt", omfang="hele mødet", belaeg=B), *punktet(ref).fravaer]
    genlaes(lager, med(ref, punktet(ref).model_copy(update={"fravaer": to})))
    assert tilstande(lager) == [(1, "flyttet")]
    assert nu(lager, "SELECT group_concat(navn) FROM fravaer") == ("Ida Holt",)
