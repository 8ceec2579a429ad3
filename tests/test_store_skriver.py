"""The writer: all of a document or nothing, the same ids and facts whatever the order, nothing twice."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from referat.schemas.fakta import Belaeg
from referat.schemas.poster import (
    Afsnit,
    Afstemning,
    Bilag,
    Fravaer,
    Henvisning,
    Indstilling,
    Journalnummer,
    Omtale,
    Stemme,
    Tabel,
    Tabelcelle,
)
from referat.schemas.referat import Advarsel, Deltager, Moede, Punkt, Referat, SideTekst
from referat.store.link import forbind
from referat.store.skriver import Lager, Moedt

B = Belaeg(side=1, tegn_fra=0, tegn_til=5, regel="prøve:1", boks=(1.0, 2.0, 3.0, 4.5))


class Kommune:
    def __init__(self, kode: str, navn: str) -> None:
        self.kode, self.navn, self.region = kode, navn, "Region Prøve"


KOMMUNER = [Kommune("9001", "Sandvig"), Kommune("9002", "Lyngså")]


def referat(navn: str = "a", udtraekker: str = "1", kommune: str | None = "9001", **andet: object) -> Referat:
    """A document with at least one record in every table."""
    punkt = Punkt(
        raekkefoelge=1,
        nr="7",
        titel=f"Budgetopfølgning for Åparken {navn}",
        udfald="godkendt",
        beslutning="Godkendt.",
        side_fra=1,
        side_til=1,
        belaeg=B,
        afsnit=[Afsnit(overskrift="Resume", art="resume", tekst=f"Søen er fuld af ænder {navn}.", belaeg=B)],
        journalnumre=[Journalnummer(raa="Sag 20/33839", normaliseret="20/33839", form="aar/nr", aar=2020, belaeg=B)],
        indstillinger=[Indstilling(nr=1, tekst="at planen godkendes", udfald="godkendt", belaeg=B)],
        afstemninger=[Afstemning(nr=1, for_antal=4, imod_antal=1, stemmer_overens=True, belaeg=B)],
        stemmer=[Stemme(stemme="imod", navn="Ida Holt", parti="V", afstemning_nr=1, belaeg=B)],
        fravaer=[Fravaer(navn="Bo Lind", omfang="punktet", aarsag="inhabil", belaeg=B)],
        bilag=[Bilag(nr=1, titel="Kort", belaeg=B)],
        henvisninger=[Henvisning(retning="tidligere", udvalg="Byrådet", dato="2024-01-01", belaeg=B)],
        tabeller=[Tabel(nr=1, celler=[Tabelcelle(raekke=0, kolonne=0, raa="1,5", vaerdi=1.5, belaeg=B)], belaeg=B)],
    )
    moede = Moede(
        udvalg="Teknik- og Miljøudvalget",
        dato="2024-05-07",
        start="16:00",
        belaeg=B,
        deltagere=[Deltager(navn="Ida Holt", parti="V", status="til stede", belaeg=B)],
        punkter=[punkt],
    )
    felter: dict[str, object] = {
        "id": hashlib.sha256(navn.encode()).hexdigest(),
        "type": "referat",
        "kommune_kode": kommune,
        "udtraekker": udtraekker,
        "sider": [SideTekst(side=1, tekst="hej")],
        "moeder": [moede],
        "journalnumre": [Journalnummer(raa="20/33839", normaliseret="20/33839", form="aar/nr", aar=2020, belaeg=B)],
        "omtaler": [Omtale(kommune_kode="9002", raa="Lyngsa", score=0.9, punkt=1, belaeg=B)],
        "advarsler": [Advarsel(kode="prøve", besked="Se efter.", punkt=1)],
    }
    return Referat.model_validate(felter | andet)


@pytest.fixture
def lager(tmp_path: Path) -> Iterator[Lager]:
    with Lager(tmp_path / "t.db", KOMMUNER, ur=iter(f"t{n}" for n in range(1000)).__next__) as lager:
        yield lager


def dump(lager: Lager) -> list[str]:
    return list(lager.db.conn.iterdump())


def fakta(lager: Lager, *uden: str) -> dict[str, list[tuple[object, ...]]]:
    """Every table's rows but the ledger's, sorted."""
    tabeller = [t for t in lager.db.table_names() if not t.startswith(("soegning", "_sqlite", "sqlite_"))]
    return {
        t: sorted(lager.db.execute(f"SELECT * FROM {t}").fetchall(), key=repr)
        for t in tabeller
        if t not in {"indlaesninger", *uden}
    }


def test_every_record_lands_with_its_evidence(lager: Lager) -> None:
    assert lager.skriv(referat(), "/x/a.pdf", "a.pdf") == "lagret"
    tomme = {t for t, r in fakta(lager).items() if not r}
    assert tomme == {"kontroller", "bevillinger", "person_kandidater", "personer"}
    assert lager.db.execute("SELECT side, tegn_til, regel, bbox FROM bilag").fetchone() == (
        1,
        5,
        "prøve:1",
        "[1.0, 2.0, 3.0, 4.5]",
    )
    assert lager.db.execute("SELECT vaerdi, raa FROM tabelceller").fetchone() == (1.5, "1,5")
    assert lager.db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_document_read_twice_changes_nothing(lager: Lager) -> None:
    for _ in range(2):
        lager.skriv(referat(), "/x/a.pdf", "a.pdf")
        forbind(lager)
    foer = dump(lager)
    assert lager.skriv(referat(), "/x/a.pdf", "a.pdf") == "uændret"
    forbind(lager)
    assert dump(lager) == foer


def test_order_of_ingestion_does_not_show(tmp_path: Path) -> None:
    alle = [referat("a"), referat("b"), referat("c", kommune=None), referat("d", kommune="9002")]
    resultater = []
    for n, orden in enumerate(permutations(alle)):
        with Lager(tmp_path / f"{n}.db", KOMMUNER) as lager:
            for ref in orden:
                lager.skriv(ref, f"/x/{ref.id}", f"{ref.id[:4]}.pdf")
            forbind(lager)
            resultater.append(fakta(lager))
    assert all(r == resultater[0] for r in resultater)


def test_a_new_version_replaces_everything_and_leaves_nothing_behind(lager: Lager, tmp_path: Path) -> None:
    lager.skriv(referat(), "/x/a.pdf", "a.pdf")
    forbind(lager)
    ny = referat(udtraekker="2", moeder=[], journalnumre=[], kommune="9002")
    assert lager.skriv(ny, "/x/a.pdf", "a.pdf") == "opdateret"
    forbind(lager)
    with Lager(tmp_path / "ny.db", KOMMUNER) as frisk:
        frisk.skriv(ny, "/x/a.pdf", "a.pdf")
        forbind(frisk)
        assert fakta(lager) == fakta(frisk)
    assert lager.db.execute("SELECT count(*) FROM soegning WHERE soegning MATCH 'budgetopfølgning'").fetchone() == (0,)


def test_a_fault_between_tables_leaves_the_store_as_it_was(lager: Lager) -> None:
    lager.skriv(referat(), "/x/a.pdf", "a.pdf")
    foer = dump(lager)
    lager.db.execute("CREATE TEMP TRIGGER stop BEFORE INSERT ON bilag BEGIN SELECT raise(ABORT, 'nej'); END")
    for ref in (referat(udtraekker="2"), referat("ny")):
        with pytest.raises(sqlite3.IntegrityError):
            lager.skriv(ref, "/x/b.pdf", "b.pdf")
    lager.db.execute("DROP TRIGGER stop")
    assert dump(lager) == foer


def test_one_document_at_two_paths(lager: Lager) -> None:
    lager.skriv(referat(), "/x/b.pdf", "b.pdf")
    assert lager.skriv(referat(), "/y/a.pdf", "a.pdf") == "uændret"
    assert lager.db.execute("SELECT filnavn FROM dokumenter").fetchall() == [("a.pdf",)]
    raekker = lager.db.execute("SELECT sti, status FROM indlaesninger ORDER BY sti").fetchall()
    assert raekker == [("/x/b.pdf", "lagret"), ("/y/a.pdf", "uændret")]


def test_a_given_kommune_makes_a_new_reading_and_then_stands(lager: Lager) -> None:
    lager.skriv(referat(), "/x/a.pdf", "a.pdf")
    assert lager.skriv(referat(kommune="9002"), "/x/a.pdf", "a.pdf", "9002") == "opdateret"
    assert lager.skriv(referat(kommune="9002"), "/x/a.pdf", "a.pdf") == "uændret"
    assert lager.kendt(referat().id).kommune_givet == "9002"  # type: ignore[union-attr]


def test_the_ledger_keeps_a_failure_as_it_was_first_met(lager: Lager) -> None:
    for _ in range(2):
        lager.noter(Moedt("/x/tom.pdf", "karantæne", kode="tom", besked="Filen er tom."))  # type: ignore[arg-type]
    assert lager.db.execute("SELECT tidspunkt, kode FROM indlaesninger").fetchall() == [("t0", "tom")]
    lager.skriv(referat(), "/x/tom.pdf", "tom.pdf")
    assert lager.db.execute("SELECT status, kode FROM indlaesninger").fetchall() == [("lagret", None)]
