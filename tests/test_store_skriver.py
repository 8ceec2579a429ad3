"""The writer: all of a document or nothing, the same ids and facts whatever the order, nothing twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from referat.models.kommuner import MYNDIGHEDER, TIDLIGERE
from referat.store.link import forbind
from referat.store.skriver import Lager, Moedt
from store_hjaelp import KOMMUNER, dump, fakta, referat


@pytest.fixture
def lager(tmp_path: Path) -> Iterator[Lager]:
    with Lager(tmp_path / "t.db", KOMMUNER, ur=iter(f"t{n}" for n in range(1000)).__next__) as lager:
        yield lager


def test_every_record_lands_with_its_evidence(lager: Lager) -> None:
    assert lager.skriv(referat(), "/x/a.pdf", "a.pdf") == "lagret"
    tomme = {t for t, r in fakta(lager).items() if not r}
    menneskers = {"rettelser", "rettede", "tilbagetraekninger"}
    forbundne = {"person_kandidater", "personer", "sager", "sagspunkter", "sagskanter"}
    assert (
        tomme
        == forbundne
        | {"manifestationer", "punktudgaver", "afloesninger", "kle", "regler"}
        | {"uindekserede"}
        | menneskers
    ), "not read from documents"
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
    for n, orden in enumerate([alle, alle[::-1], [*alle[2:], *alle[:2]]]):
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


def test_regions_and_former_kommuner_are_named_with_their_first_document(tmp_path: Path) -> None:
    with Lager(tmp_path / "t.db", MYNDIGHEDER) as lager:
        lager.skriv(referat("a", kommune="1082"), "/x/a", "a.txt")
        lager.skriv(referat("b", kommune="0427"), "/x/b", "b.txt")
        koder = dict(lager.db.execute("SELECT kode, navn FROM kommuner").fetchall())
        egebjerg = lager.db.execute(
            "SELECT region, gyldig_til, efterfoelger FROM kommuner WHERE kode = '0427'"
        ).fetchone()
    assert (koder["1082"], koder["0427"]) == ("Region Midtjylland", "Egebjerg")
    assert egebjerg == ("Syddanmark", "2006-12-31", "0479")
    assert {k.kode for k in TIDLIGERE} & set(koder) == {"0427"}, "the others that are no more have no business here"
