"""Links over a store: made again they are the same, and a person read before their full name is known is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from referat.schemas.poster import Fravaer, Henvisning
from referat.schemas.referat import Deltager, Moede, Punkt, Referat
from referat.store.link import forbind
from referat.store.skriver import Lager
from store_hjaelp import KOMMUNER, B, dump, fakta, referat


@pytest.fixture
def lager(tmp_path: Path) -> Iterator[Lager]:
    with Lager(tmp_path / "t.db", KOMMUNER) as lager:
        yield lager


def med_moede(
    navn: str, dato: str, udvalg: str, hvem: str, fravaer: str, kommune: str | None = "9001", **p: object
) -> Referat:
    """A document with one meeting, one member, one absence and one punkt."""
    felter = {"raekkefoelge": 1, "nr": "1", "titel": "Havnen", "side_fra": 1, "side_til": 1, "belaeg": B}
    punkt = Punkt.model_validate(felter | {"fravaer": [Fravaer(navn=fravaer, omfang="punktet", belaeg=B)]} | p)
    deltager = Deltager(navn=hvem, parti="V", status="til stede", belaeg=B)
    moede = Moede(udvalg=udvalg, dato=dato, belaeg=B, deltagere=[deltager], punkter=[punkt])
    return referat(navn, kommune=kommune, moeder=[moede])


def skriv(lager: Lager, *alle: Referat) -> None:
    for ref in alle:
        lager.skriv(ref, f"/x/{ref.id}", ref.id)
    forbind(lager)


def test_a_fuller_name_that_comes_later_is_the_same_person(lager: Lager) -> None:
    skriv(lager, med_moede("a", "2024-01-01", "Byrådet", "Ebbe Krag", "Ida Holt"))
    skriv(lager, med_moede("b", "2024-02-01", "Byrådet", "Ebbe W. Krag", "Ida Holt"))
    navne = "SELECT p.navn FROM deltagere d JOIN personer p ON p.id = d.person_id"
    assert lager.db.execute(navne).fetchall() == [("Ebbe W. Krag",)] * 2
    assert lager.db.execute("SELECT count(*) FROM personer").fetchone() == (2,)


def test_namesakes_of_two_kommuner_and_of_unknown_kommuner_are_not_joined(lager: Lager) -> None:
    alle = [("a", "9001"), ("b", "9002"), ("c", None), ("d", None)]
    skriv(lager, *(med_moede(n, "2024-01-01", "Byrådet", "Ebbe Krag", "Ebbe Krag", k) for n, k in alle))
    assert lager.db.execute("SELECT count(*) FROM personer").fetchone() == (4,)
    assert lager.db.execute("SELECT count(*) FROM udvalg").fetchone() == (4,)


def test_a_reference_finds_its_punkt_whichever_comes_first(lager: Lager, tmp_path: Path) -> None:
    h = Henvisning(retning="tidligere", udvalg="Økonomiudvalget", dato="2024-01-01", punkt_nr="1", belaeg=B)
    fra = med_moede("a", "2024-02-01", "Byrådet", "Ebbe Krag", "Ida Holt", henvisninger=[h])
    til = med_moede("b", "2024-01-01", "Økonomiudvalget", "Ebbe Krag", "Ida Holt")
    skriv(lager, fra)
    assert lager.db.execute("SELECT maal_punkt_id, metode FROM henvisninger").fetchone() == (None, "ingen kandidat")
    skriv(lager, til)
    maal = lager.db.execute("SELECT maal_punkt_id, metode FROM henvisninger").fetchone()
    assert maal == (f"{til.id[:16]}-001", "udvalg+dato+punkt_nr")
    with Lager(tmp_path / "omvendt.db", KOMMUNER) as omvendt:
        skriv(omvendt, til, fra)
        assert fakta(omvendt) == fakta(lager)


def test_linking_again_writes_nothing(lager: Lager) -> None:
    skriv(lager, *(med_moede(n, "2024-01-01", "Byrådet", "Ebbe Krag", "Krag") for n in "abc"))
    foer = dump(lager)
    lager.db.execute("INSERT INTO uforbundne VALUES ('9001')")
    aendringer = lager.db.conn.total_changes
    forbind(lager)
    assert dump(lager) == foer
    assert lager.db.conn.total_changes - aendringer == 1, "only the mark that asked for it"


def test_a_document_that_goes_takes_what_was_its_alone(lager: Lager) -> None:
    skriv(lager, med_moede("a", "2024-01-01", "Byrådet", "Ebbe Krag", "Ida Holt"), referat("b", kommune="9002"))
    foer = fakta(lager)
    lager.skriv(med_moede("c", "2024-02-01", "Byrådet", "Ebbe Krag", "Ida Holt"), "/x/c", "c")
    lager.db.execute("DELETE FROM dokumenter WHERE id = ?", [referat("c").id])
    forbind(lager)
    assert fakta(lager) == foer


def test_punkter_with_one_journal_number_are_counted(lager: Lager) -> None:
    skriv(lager, referat("a"), referat("b"), referat("c", kommune="9002"))
    numre = lager.db.execute("SELECT kommune, journalnummer, punkter FROM journalnumre_vis ORDER BY 1").fetchall()
    assert numre == [("Lyngså", "20/33839", 1), ("Sandvig", "20/33839", 2)]


def test_the_roster_of_a_body_and_a_change_of_party_can_be_seen(lager: Lager) -> None:
    def moede(dato: str, parti: str, rolle: str | None = None) -> Referat:
        d = Deltager(navn="Pil Overby", parti=parti, status="til stede", rolle=rolle, belaeg=B)
        return referat(dato, moeder=[Moede(udvalg="Byrådet", dato=dato, belaeg=B, deltagere=[d])])

    skriv(lager, moede("2022-03-01", "UP"), moede("2022-01-01", "V", "formand"), moede("2022-02-01", "UP"))
    roster = (
        "SELECT person, udvalg, parti, foerste_moede, seneste_moede, antal_moeder, roller FROM udvalg_medlemmer_vis"
    )
    assert lager.db.execute(roster).fetchall() == [
        ("Pil Overby", "Byrådet", "V", "2022-01-01", "2022-03-01", 3, "formand")
    ]
    partier = "SELECT parti, foerste_dato, seneste_dato FROM person_partier_vis ORDER BY foerste_dato"
    assert lager.db.execute(partier).fetchall() == [
        ("V", "2022-01-01", "2022-01-01"),
        ("UP", "2022-02-01", "2022-03-01"),
    ]
