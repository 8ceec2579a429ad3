"""Every format opens in what its users open it with, and none loses a row of the store."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pandas as pd
import pytest
import rdflib
import yaml
from csvw import CSVW
from frictionless import Package
from openpyxl import load_workbook
from popolo_skemaer import SKEMAER
from referat.schemas.poster import Journalnummer
from referat.store.link import forbind
from referat.store.optaellinger import SUMMER
from referat.store.skriver import Lager
from referat.store.udfoersel import formater
from referat.store.udfoersel.formater import FORMATER, Bestilling, ManglerPakke, udfoer
from referat.store.udfoersel.mappe import Optaget
from referat.store.udfoersel.ordbog import tabeller
from referat.store.udfoersel.udsnit import Filtre, Udsnit, UkendtTabel
from referat.store.udgivet import udgivet
from store_hjaelp import KOMMUNER, B, referat

CPR = "010180-1234"
BASE = "https://data.example.dk/r"
NUMRE = ("00.01.00", "0155", "12/2024", "=1+1")


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A published store of three documents: two kommuner, two years, one of neither, and texts that try things."""
    mappe = tmp_path_factory.mktemp("lager")
    with Lager(mappe / "t.db", KOMMUNER) as lager:
        for navn, kommune, dato in (("a", "9001", "2024-05-07"), ("=b;\n\"'", "9002", "2023-01-31"), ("c", None, None)):
            ref = referat(navn, kommune=kommune)
            punkt = ref.moeder[0].punkter[0]
            numre = [Journalnummer(raa=n, normaliseret=n, form="andet", kle="00.01.00", belaeg=B) for n in NUMRE]
            ref.omtaler[0].kommune_kode = "0155"
            nyt = punkt.model_copy(update={"beslutning": f"Godkendt for {CPR}.", "journalnumre": numre})
            moede = ref.moeder[0].model_copy(update={"dato": dato, "punkter": [nyt]})
            lager.skriv(ref.model_copy(update={"moeder": [moede]}), f"/hjem/{navn[0]}.pdf", f"{navn[0]}.pdf")
        forbind(lager)
    with udgivet(mappe / "t.db", mappe) as db:
        yield db


def lav(db: sqlite3.Connection, ud: Path, format_: str, **andet: Any) -> Path:
    bestilling = {"base_url": BASE, "program": "1.2", "dato": "2026-01-02"} | andet
    udfoer(db, ud / format_, Bestilling(format_, **bestilling))
    return ud / format_


def rows(db: sqlite3.Connection, navn: str) -> list[tuple[Any, ...]]:
    ark = tabeller(db)[navn]
    return db.execute(
        f"SELECT {', '.join(f.navn for f in ark.felter)} FROM {navn} ORDER BY {', '.join(ark.pk)}"
    ).fetchall()


def som_tekst(raekke: tuple[Any, ...]) -> list[str]:
    return ["" if v is None else str(v) for v in raekke]


def laes_csv(sti: Path, tegn: str = ",") -> list[list[str]]:
    with sti.open(encoding="utf-8-sig", newline="") as ind:
        return list(csv.reader(ind, delimiter=tegn, strict=True))


def test_csv_loses_no_row_and_no_value(db: sqlite3.Connection, tmp_path: Path) -> None:
    ud = lav(db, tmp_path, "csv")
    assert {p.stem for p in ud.glob("*.csv")} == set(tabeller(db))
    for navn, ark in tabeller(db).items():
        hoved, *raekker = laes_csv(ud / f"{navn}.csv")
        assert hoved == [f.navn for f in ark.felter]
        assert raekker == [som_tekst(r) for r in rows(db, navn)], navn


def test_every_table_of_the_published_copy_is_exported_but_counts_of_all_not_with_a_part(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    findes = {r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'")}
    hele = {p.stem for p in lav(db, tmp_path / "hele", "csv").glob("*.csv")}
    assert hele == findes
    assert {"gentagelser", "behandlinger", "udgivelse", "punkttal"} <= hele
    del_ = {p.stem for p in lav(db, tmp_path / "del", "csv", filtre=Filtre(kommune="9001")).glob("*.csv")}
    assert hele - del_ == {t.navn for t in SUMMER}


def pakket_ud(fil: Path) -> str:
    with zipfile.ZipFile(fil) as zip_:
        return "".join(zip_.read(n).decode() for n in zip_.namelist())


def test_nothing_that_is_not_public_is_exported(db: sqlite3.Connection, tmp_path: Path) -> None:
    for format_ in FORMATER:
        ud = lav(db, tmp_path, format_)
        for fil in (f for f in ud.rglob("*") if f.is_file() and f.suffix != ".parquet"):
            tekst = pakket_ud(fil) if fil.suffix == ".xlsx" else fil.read_text(encoding="utf-8")
            assert CPR not in tekst and "/hjem" not in tekst, fil
    raa = duckdb.sql(f"SELECT beslutning FROM '{tmp_path}/parquet/punkter/**/*.parquet'").fetchall()
    assert len(raa) == 3 and all("Godkendt for" in b and CPR not in b for (b,) in raa)


def test_what_goes_with_every_export(db: sqlite3.Connection, tmp_path: Path) -> None:
    for format_ in FORMATER:
        ud = lav(db, tmp_path, format_, licens="CC0-1.0")
        citat = yaml.safe_load((ud / "CITATION.cff").read_text(encoding="utf-8"))
        assert (citat["cff-version"], citat["type"], citat["license"]) == ("1.2.0", "dataset", "CC0-1.0")
        (aftryk,) = db.execute("SELECT aftryk FROM udgivelse").fetchone()
        assert citat["identifiers"][0]["value"] == f"sha256:{aftryk}"
        assert "CC0-1.0" in (ud / "LICENS.md").read_text(encoding="utf-8")
        assert "`beloeb_kr` | tal | kr. |" in (ud / "ORDBOG.md").read_text(encoding="utf-8")
        summer = dict(reversed(x.split("  ")) for x in (ud / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
        assert summer
        for sti, sum_ in summer.items():
            assert hashlib.sha256((ud / sti).read_bytes()).hexdigest() == sum_


def ark(ud: Path, navn: str) -> list[tuple[Any, ...]]:
    """The rows of a sheet, dates as the store writes them."""
    bog = load_workbook(ud / "referater.xlsx", read_only=True)
    raekker = [tuple(f"{v:%Y-%m-%d}" if isinstance(v, datetime) else v for v in r) for r in bog[navn].values]
    bog.close()
    return raekker


def test_excel_is_a_workbook_that_loses_no_row_and_no_value(db: sqlite3.Connection, tmp_path: Path) -> None:
    ud = lav(db, tmp_path, "excel")
    assert [p.name for p in ud.glob("*.xlsx")] == ["referater.xlsx"] and not list(ud.glob("*.csv"))
    for navn, tabel in tabeller(db).items():
        hoved, *raekker = ark(ud, navn)
        assert hoved == tuple(f.navn for f in tabel.felter)
        assert raekker == [tuple(v if v != "" else None for v in r) for r in rows(db, navn)], navn
    assert {r[2] for r in ark(ud, "punkt_journalnumre")[1:]} == set(NUMRE)
    assert load_workbook(ud / "referater.xlsx", read_only=True).sheetnames[1] == "punkter_vis"
    assert {r[0] for r in ark(ud, "punkt_journalnumre_vis")[1:]} == set(NUMRE)
    assert {r[0] for r in ark(ud, "kommuner")[1:]} == {"0155", "9001", "9002"}
    assert ("tabelceller", "beloeb_kr") in {r[:2] for r in ark(ud, "Ordbog")}
    assert CPR not in "".join(map(str, ark(ud, "punkter")))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_shows_what_the_store_holds(db: sqlite3.Connection, tmp_path: Path) -> None:
    navne = ("punkt_journalnumre", "kommuner", "punkter")
    ud = lav(db, tmp_path, "excel", filtre=Filtre(tabeller=navne))
    ind = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1030,false,false,false,false,false,-1"
    hjem = f"-env:UserInstallation=file://{tmp_path}/profil"
    kald = ["soffice", hjem, "--headless", "--convert-to", ind, "--outdir", str(tmp_path), str(ud / "referater.xlsx")]
    subprocess.run(kald, check=True, capture_output=True, timeout=300)
    for navn, kolonner in zip(navne, ((2, 4), (0, 1), (0, 4)), strict=True):
        vist = [[r[k] for k in kolonner] for r in laes_csv(tmp_path / f"referater-{navn}.csv")[1:]]
        assert vist == [[som_tekst(r)[k] for k in kolonner] for r in rows(db, navn)]


@pytest.mark.parametrize("mange", [0, 250_000])
def test_parquet_in_duckdb_and_pandas(
    db: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mange: int
) -> None:
    monkeypatch.setattr("referat.store.udfoersel.parquet.MANGE", mange)
    ud = lav(db, tmp_path, "parquet")
    for navn, ark in tabeller(db).items():
        kolonner = ", ".join(f.navn for f in ark.felter)
        laest = duckdb.sql(f"SELECT {kolonner} FROM read_parquet('{ud}/{navn}/**/*.parquet')").fetchall()
        assert sorted(map(str, (tuple(map(tekst, r)) for r in laest))) == sorted(
            map(str, (tuple(map(tekst, r)) for r in rows(db, navn)))
        ), navn
    (typer,) = [
        dict(duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE FROM '{ud}/moeder/**/*.parquet')").fetchall())
    ]
    assert (typer["dato"], typer["kommune_kode"], typer["side"]) == ("DATE", "VARCHAR", "BIGINT")
    ukendt = "ukendt" if mange == 0 else None
    for navn in ("punkter", "stemmer", "moeder", "tabelceller"):
        sql = f"SELECT DISTINCT kommune, moedeaar FROM '{ud}/{navn}/**/*.parquet'"
        fundne = set(duckdb.sql(sql).fetchall())
        assert fundne == {("Lyngså", 2023), ("Sandvig", 2024), (ukendt, None)}, navn
    assert [p.name for p in (ud / "kommuner").iterdir()] == ["kommuner.parquet"]
    ramme = pd.read_parquet(ud / "punkter")
    assert len(ramme) == 3 and set(ramme["kommune"].dropna()) - {"ukendt"} == {"Lyngså", "Sandvig"}
    assert duckdb.sql(f"SELECT DISTINCT typeof(lukket) FROM '{ud}/punkter/**/*.parquet'").fetchall() == [("BOOLEAN",)]
    assert len(list((ud / "punkter").rglob("*.parquet"))) == (3 if mange == 0 else 1)


def tekst(v: object) -> str:
    """A value whatever reader it came through: 1 and True are the same, a date is its text."""
    return str(int(v)) if isinstance(v, bool) else str(v)


def test_jsonl_holds_every_row_and_keeps_its_schema(db: sqlite3.Connection, tmp_path: Path) -> None:
    ud = lav(db, tmp_path, "jsonl")
    skema = json.loads((ud / "referat.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(skema)
    validator = jsonschema.Draft202012Validator(skema, format_checker=jsonschema.FormatChecker())
    with (ud / "referater.jsonl").open(encoding="utf-8") as ind:
        dokumenter = [json.loads(x) for x in ind]
    for d in dokumenter:
        validator.validate(d)
    assert [d["id"] for d in dokumenter] == [r[0] for r in rows(db, "dokumenter")]
    punkter = [p for d in dokumenter for m in d["moeder"] for p in m["punkter"]]
    for felt in ("afsnit", "indstillinger", "stemmer", "fravaer", "bilag", "bevillinger", "tabeller", "bemaerkninger"):
        assert sorted(x["id"] for p in punkter for x in p[felt]) == [r[0] for r in rows(db, felt)], felt
    celler = [c for p in punkter for t in p["tabeller"] for c in t["celler"]]
    assert len(celler) == len(rows(db, "tabelceller")) and celler[0]["bbox"] == [1.0, 2.0, 3.0, 4.5]
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(dokumenter[0] | {"sider": "to"})


def test_the_data_package_is_valid_and_its_keys_hold(db: sqlite3.Connection, tmp_path: Path) -> None:
    ud = lav(db, tmp_path, "datapackage")
    rapport = Package(str(ud / "datapackage.json")).validate()
    assert rapport.valid, rapport.flatten(["title", "message"])
    with (ud / "data/stemmer.csv").open("a", encoding="utf-8") as fil:
        fil.write("x,findes-ikke,,,,,,,,,,,\r\n")
    assert not Package(str(ud / "datapackage.json")).validate().valid, "a vote on no punkt is seen"


def test_csvw_is_valid(db: sqlite3.Connection, tmp_path: Path) -> None:
    metadata = CSVW(str(lav(db, tmp_path, "csvw") / "csv-metadata.json"), validate=True)
    assert metadata.is_valid, metadata.warnings


def test_popolo_keeps_its_schemas_and_its_references(db: sqlite3.Connection, tmp_path: Path) -> None:
    p = json.loads((lav(db, tmp_path, "popolo") / "popolo.json").read_text(encoding="utf-8"))
    for klasse, skema in SKEMAER.items():
        for objekt in p[klasse]:
            jsonschema.validate(objekt, skema)
    ids = {klasse: {o["id"] for o in p[klasse]} for klasse in p}
    assert all(len(ids[k]) == len(p[k]) for k in p)
    for m in p["memberships"]:
        assert m["person_id"] in ids["persons"] and m["organization_id"] in ids["organizations"]
        assert m["on_behalf_of_id"] in ids["organizations"]
    stemmer = [s for v in p["vote_events"] for s in v["votes"]]
    assert len(stemmer) == len(rows(db, "stemmer"))
    assert {(s["option"], s["navn"]) for s in stemmer} == {("no", "Ida Holt")}
    assert {v["motion_id"] for v in p["vote_events"]} <= ids["motions"]
    assert p["vote_events"][0]["counts"] == [{"option": "yes", "value": 4}, {"option": "no", "value": 1}]
    assert {m["sources"][0]["url"] for m in p["motions"]} >= {
        f"{BASE}/sandvig/teknik-og-miljoeudvalget/2024-05-07/7",
        f"{BASE}/lyngsaa/teknik-og-miljoeudvalget/2023-01-31/7",
    }


def test_oparl_objects_are_reached_from_the_system(db: sqlite3.Connection, tmp_path: Path) -> None:
    ud = lav(db, tmp_path, "oparl")

    def hent(url: str) -> Any:
        return json.loads((ud / url.removeprefix(f"{BASE}/")).read_text(encoding="utf-8"))

    kroppe = hent(hent(f"{BASE}/system.json")["body"])["data"]
    assert [b["shortName"] for b in kroppe] == ["Ukendt", "Sandvig", "Lyngså"]
    moeder = [m for b in kroppe for m in hent(b["meeting"])["data"]]
    assert [m["start"] for m in moeder if "start" in m] == ["2024-05-07T16:00:00+02:00", "2023-01-31T16:00:00+01:00"]
    punkter = [p for m in moeder for p in m["agendaItem"]]
    assert len(punkter) == len(rows(db, "punkter")) and punkter[0]["result"] == "godkendt"
    hoeringer = {c["id"]: c for b in kroppe for sag in hent(b["paper"])["data"] for c in sag["consultation"]}
    assert {p["id"] for p in punkter} == {hoeringer[p["consultation"]]["agendaItem"] for p in punkter}
    personer = {p["id"] for b in kroppe for p in hent(b["person"])["data"]}
    assert {x for m in moeder for x in m["participant"]} <= personer
    for b in kroppe:
        for art in ("organization", "file", "membership", "consultation", "agendaItem", "legislativeTermList"):
            for objekt in hent(b[art])["data"]:
                assert objekt["id"].startswith(BASE) and objekt["type"].startswith("https://schema.oparl.org/1.1/")


def test_oparl_lists_go_on_from_page_to_page(
    db: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("referat.store.udfoersel.oparl.PR_SIDE", 2)
    ud = lav(db, tmp_path, "oparl")
    foerste = json.loads((ud / "bodies/1.json").read_text(encoding="utf-8"))
    anden = json.loads((ud / "bodies/2.json").read_text(encoding="utf-8"))
    assert foerste["links"]["next"] == f"{BASE}/bodies/2.json" and "next" not in anden["links"]
    assert len(foerste["data"]) + len(anden["data"]) == 3


def test_dcat_is_turtle_with_what_the_profile_wants(db: sqlite3.Connection, tmp_path: Path) -> None:
    dcat, dct = rdflib.DCAT, rdflib.DCTERMS
    g = rdflib.Graph().parse(lav(db, tmp_path, "dcat") / "katalog.ttl")
    (samling,) = g.subjects(rdflib.RDF.type, dcat.Dataset)
    for krav in (
        dct.title,
        dct.description,
        dct.publisher,
        dcat.contactPoint,
        dcat.theme,
        dct.temporal,
    ):
        assert (samling, krav, None) in g, krav
    udgaver = list(g.objects(samling, dcat.distribution))
    assert len(udgaver) == len(FORMATER) - 1
    for u in udgaver:
        assert (u, dct.license, rdflib.URIRef("https://creativecommons.org/licenses/by/4.0/")) in g
        assert str(g.value(u, dcat.accessURL)).startswith(BASE)


@pytest.mark.parametrize(
    ("filtre", "punkter"),
    [
        (Filtre(kommune="9001"), 1),
        (Filtre(fra="2024-01-01"), 1),
        (Filtre(til="2023-12-31", udvalg="teknik"), 1),
        (Filtre(udfald="godkendt"), 3),
        (Filtre(udfald="afvist"), 0),
        (Filtre(udvalg="Byråd"), 0),
        (Filtre(udvalg="%"), 0),
        (Filtre(udvalg="Teknik_"), 0),
        (Filtre(), 3),
    ],
)
def test_filters_take_punkter_whole(db: sqlite3.Connection, tmp_path: Path, filtre: Filtre, punkter: int) -> None:
    ud = lav(db, tmp_path, "csv", filtre=filtre)
    for navn in ("punkter", "afsnit", "stemmer", "tabelceller", "bevillinger", "dokumenter", "moeder", "sider"):
        assert len(laes_csv(ud / f"{navn}.csv")) - 1 == punkter, navn


@pytest.mark.parametrize("format_", list(FORMATER))
def test_a_part_of_the_store_holds_together(db: sqlite3.Connection, tmp_path: Path, format_: str) -> None:
    filtre = Filtre(kommune="9001", udvalg="teknik", fra="2024-01-01", til="2024-12-31", udfald="godkendt")
    ud = lav(db, tmp_path, format_, filtre=filtre)
    assert "Sandvig 2024" in (ud / "CITATION.cff").read_text(encoding="utf-8")
    assert not any("Lyngså" in f.read_text(encoding="utf-8") for f in ud.rglob("*.json*") if f.name != "ordbog.json")
    if format_ == "datapackage":
        assert Package(str(ud / "datapackage.json")).validate().valid
    if format_ == "csvw":
        assert CSVW(str(ud / "csv-metadata.json"), validate=True).is_valid


def test_a_view_and_a_table_can_be_asked_for(db: sqlite3.Connection, tmp_path: Path) -> None:
    filtre = Filtre(kommune="9001", tabeller=("stemmer_vis", "kommuner"))
    ud = lav(db, tmp_path, "excel", filtre=filtre)
    assert load_workbook(ud / "referater.xlsx").sheetnames == ["kommuner", "stemmer_vis", "Ordbog"]
    hoved, raekke = ark(ud, "stemmer_vis")
    assert dict(zip(hoved, raekke, strict=True))["kommune"] == "Sandvig"
    with pytest.raises(UkendtTabel, match="findesikke"):
        lav(db, tmp_path, "csv", filtre=Filtre(tabeller=("findesikke",)))
    assert not (tmp_path / "csv").exists()


@pytest.mark.parametrize("mange", [0, 250_000])
def test_every_view_can_be_exported_with_its_types(
    db: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mange: int
) -> None:
    monkeypatch.setattr("referat.store.udfoersel.parquet.MANGE", mange)
    navne = tuple(
        r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'view' AND name <> 'soegetekst'")
    )
    ud = lav(db, tmp_path, "parquet", filtre=Filtre(tabeller=navne))
    for navn in navne:
        antal = duckdb.sql(f"SELECT count(*) FROM '{ud}/{navn}/**/*.parquet'").fetchall()[0][0]
        assert antal == db.execute(f"SELECT count(*) FROM {navn}").fetchone()[0], navn


def test_an_export_is_whole_or_not_there(
    db: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ud = lav(db, tmp_path, "csv")
    foer = (ud / "SHA256SUMS").read_text(encoding="utf-8")
    with pytest.raises(Optaget):
        lav(db, tmp_path, "csv")

    def fuld(*_: object) -> Iterator[Any]:
        yield from ()
        raise OSError("disken er fuld")

    monkeypatch.setattr(Udsnit, "raekker", fuld)
    with pytest.raises(OSError, match="fuld"):
        lav(db, tmp_path, "csv", overskriv=True)
    assert (ud / "SHA256SUMS").read_text(encoding="utf-8") == foer
    monkeypatch.undo()
    lav(db, tmp_path, "csv", overskriv=True, filtre=Filtre(kommune="9001"))
    assert (ud / "SHA256SUMS").read_text(encoding="utf-8") != foer
    assert [p.name for p in tmp_path.iterdir()] == ["csv"]


def test_a_missing_package_is_named(db: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formater.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ManglerPakke, match="pyarrow"):
        lav(db, tmp_path, "parquet")
    assert lav(db, tmp_path, "csv").is_dir()


def test_a_published_copy_is_read_as_it_is(db: sqlite3.Connection, tmp_path: Path) -> None:
    (sti,) = [r[2] for r in db.execute("PRAGMA database_list") if r[1] == "main"]
    with udgivet(Path(sti), tmp_path) as samme:
        assert (
            samme.execute("SELECT tidspunkt FROM udgivelse").fetchone()[0]
            == db.execute("SELECT tidspunkt FROM udgivelse").fetchone()[0]
        )
        assert not list(tmp_path.iterdir())
    with closing(sqlite3.connect(sti)) as fil:
        assert fil.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'valgte%'").fetchone() == (0,)


def test_an_export_counts_the_kommuner_that_have_meetings(tmp_path: Path) -> None:
    with Lager(tmp_path / "t.db", KOMMUNER) as lager:
        lager.skriv(referat("a"), "/x/a.pdf", "a.pdf")
        lager.skriv(referat("b", kommune="9002", moeder=[], type="brev", omtaler=[], advarsler=[]), "/x/b.pdf", "b.pdf")
    for filtre, titel in ((Filtre(), "Sandvig 2024"), (Filtre(kommune="9002"), "Lyngså")):
        with udgivet(tmp_path / "t.db", tmp_path) as db:
            ud = lav(db, tmp_path / titel, "csv", filtre=filtre)
        assert f'title: "Kommunale referater: {titel}"' in (ud / "CITATION.cff").read_text(encoding="utf-8")
