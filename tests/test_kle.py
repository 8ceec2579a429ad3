"""KLE: the main groups are there from the start, an official list adds the rest, and a punkt shows its subject."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from referat.cli import gruppe
from referat.models.kle import Klenummer, hovedgrupper, laes_kle
from referat.schemas.fejl import KanIkkeLaeses
from referat.schemas.poster import Journalnummer
from referat.schemas.referat import Moede, Punkt
from referat.store.kle import gem_kle
from referat.store.skriver import Lager
from store_hjaelp import KOMMUNER, B, dump, referat

DELT = Path(__file__).parents[2] / "shared" / "data" / "kle"

XML = """<?xml version="1.0" encoding="utf-8"?>
<KLE-Emneplan xmlns="urn:x"><UdgivelsesDato>2030-01-01</UdgivelsesDato><Hovedgruppe>
<HovedgruppeNr>17</HovedgruppeNr><HovedgruppeTitel>Skole</HovedgruppeTitel><Gruppe>
<GruppeNr>17.01</GruppeNr><GruppeTitel>Skoledrift &amp; ledelse</GruppeTitel>
<Emne><EmneNr>17.01.04</EmneNr><EmneTitel>Skoleår</EmneTitel><EmneVejledning><VejledningTekst>
<p>12.00</p></VejledningTekst></EmneVejledning></Emne>
<Emne><EmneNr>17.01.04</EmneNr><EmneTitel>Skoleåret før</EmneTitel><EmneAdministrativInfo><Historisk>
<UdgaaetDato>2019-01-01</UdgaaetDato></Historisk></EmneAdministrativInfo></Emne>
</Gruppe></Hovedgruppe></KLE-Emneplan>"""
CSV = "Nummer;Titel;Antal\n17;Skole;2\n17.01;Skoledrift & ledelse;1\n17.01.04;Skoleår;1\n"
BRED = "hoved,hovedtitel,gruppe,gruppetitel,emne,titel\n17,Skole,17.01,Skoledrift & ledelse,17.01.04,Skoleår\n"
VENTET = [Klenummer("17", "Skole"), Klenummer("17.01", "Skoledrift & ledelse"), Klenummer("17.01.04", "Skoleår")]


@pytest.mark.parametrize(
    "indhold",
    [
        XML.encode(),
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.encode("cp1252"),
        CSV.encode("utf-16"),
        CSV.replace(";", "\t").encode(),
        BRED.encode(),
    ],
    ids=["xml", "csv", "bom", "cp1252", "utf-16", "tabulator", "bred"],
)
def test_a_list_is_read_in_the_forms_it_comes_in(indhold: bytes) -> None:
    assert laes_kle(indhold) == VENTET
    assert [n.niveau for n in VENTET] == ["hovedgruppe", "gruppe", "emne"]


@pytest.mark.parametrize(
    ("indhold", "kode"),
    [
        (b" \n", "kle-tom"),
        (b"PK\x03\x04\0\0", "kle-ikke-tekst"),
        (b"<a><b></a>", "kle-xml-fejl"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "kle-xml-fejl"),
        (b"<html><p>Siden findes ikke</p></html>", "kle-ingen-numre"),
        ("navn,antal\nåben,3\n".encode(), "kle-ingen-numre"),
        (b"17," + b"x" * 140_000, "kle-csv-fejl"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_code(indhold: bytes, kode: str) -> None:
    csv.field_size_limit(131_072)  # Python's own, which a library that another test uses may have raised
    with pytest.raises(KanIkkeLaeses) as fejl:
        laes_kle(indhold)
    assert fejl.value.kode == kode


@given(st.binary(max_size=60) | st.text(alphabet='<>17.,;"\n aæ&', max_size=60).map(str.encode))
def test_no_bytes_make_it_fail_otherwise(indhold: bytes) -> None:
    try:
        assert laes_kle(indhold)
    except KanIkkeLaeses as fejl:
        assert fejl.kode.startswith("kle-")


def test_all_main_groups_are_built_in() -> None:
    assert len(hovedgrupper()) == 37
    assert {n.niveau for n in hovedgrupper()} == {"hovedgruppe"}
    assert {n.nummer: n.titel for n in hovedgrupper()}["27"] == "Social service"


@pytest.mark.skipif(not DELT.exists(), reason="../shared/data/kle is not here")
def test_the_official_list_is_read_whole() -> None:
    emner = laes_kle((DELT / "kle_emner_2026-02.csv").read_bytes())
    grupper = laes_kle((DELT / "kle_grupper.csv").read_bytes())
    assert {n.niveau for n in emner} == {"emne"} and {n.niveau for n in grupper} == {"gruppe"}
    assert laes_kle((DELT / "kle_hovedgrupper.csv").read_bytes()) == list(hovedgrupper())
    linjer = (DELT / "kle_emner_2026-02.csv").read_text("utf-8").splitlines()
    assert len(emner) == len(linjer) - 1


def kald(*args: str | Path) -> tuple[int, str]:
    """A run's exit code as ``main`` would give it, and what the user sees."""
    import subprocess
    import sys

    svar = subprocess.run([sys.executable, "-m", "referat.cli", *map(str, args)], capture_output=True, text=True)
    return svar.returncode, svar.stderr


def test_a_punkt_shows_its_subject_once_the_list_is_in(tmp_path: Path) -> None:
    numre = [
        Journalnummer(raa="17.01.04-P20-1-22", normaliseret="17.01.04-P20-1-22", form="x", kle="17.01.04", belaeg=B),
        Journalnummer(raa="27.00", normaliseret="27.00", form="kle", kle="27.00", belaeg=B),
    ]
    punkt = Punkt(raekkefoelge=1, nr="1", titel="Skole", side_fra=1, side_til=1, belaeg=B, journalnumre=numre)
    moede = Moede(udvalg="Byrådet", dato="2022-01-01", belaeg=B, punkter=[punkt])
    with Lager(tmp_path / "t.db", KOMMUNER) as lager:
        lager.skriv(referat(moeder=[moede]), "/x/a", "a")
        gem_kle(lager, hovedgrupper())
        gem_kle(lager, VENTET, ret=False)
        sql = "SELECT kle, hovedgruppe_titel, gruppe_titel, emne_titel FROM punkter_kle_vis ORDER BY kle"
        assert lager.db.execute(sql).fetchall() == [
            ("17.01.04", "Folkeskoleundervisning", "Skoledrift & ledelse", "Skoleår"),
            ("27.00", "Social service", None, None),
        ]
        foer = dump(lager)
        assert gem_kle(lager, hovedgrupper(), ret=False) == {"nye": 0, "rettede": 0, "uændrede": 37}
        assert dump(lager) == foer


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    fil = tmp_path / "kle.csv"
    fil.write_bytes(CSV.encode())
    svar = CliRunner().invoke(gruppe, ["kle", "import", str(fil), "--db", str(tmp_path / "t.db"), "--json"])
    assert svar.exit_code == 0, svar.output
    assert "1 hovedgruppe, 1 gruppe, 1 emne" in svar.stderr
    assert '"nye": 2' in svar.stdout and '"rettede": 1' in svar.stdout
    with Lager(tmp_path / "t.db") as lager:
        assert lager.db.execute("SELECT count(*), max(nummer) FROM kle").fetchone() == (39, "88")


def test_the_command_ends_with_one_sentence_where_it_cannot(tmp_path: Path) -> None:
    tom, lager = tmp_path / "tom.csv", tmp_path / "t.db"
    tom.write_bytes(b"")
    kode, besked = kald("kle", "import", tom, "--db", lager)
    assert (kode, besked.count("\n")) == (1, 1) and "[kle-tom]" in besked
    assert not lager.exists(), "nothing is made for a file that is no list"
    assert kald("kle", "import", tmp_path / "mangler.csv", "--db", lager)[0] == 2
    tom.write_bytes(CSV.encode())
    assert kald("kle", "import", tom, "--db", tom)[0] == 1
