"""Correcting, reading again, holding readings against each other and withdrawing, as an archivist does it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from referat.cli import gruppe
from referat.cli import ingest as ingest_modul
from store_hjaelp import referat

LAESNING = Path("laesning.json")
"""What the reader of these tests says of every document's punkt, beside what it says anyway."""
HVEM = ("--by", "Anna Bruun", "--why", "Side 3")


def laes(data: bytes, kommune: str | None) -> str:
    """A reader whose mind is changed by a file."""
    ref = referat(data.decode(), kommune=kommune or "0101")
    (moede,) = ref.moeder
    sagt = json.loads(LAESNING.read_text("utf-8")) if LAESNING.exists() else {}
    punkt = type(moede.punkter[0]).model_validate(moede.punkter[0].model_dump() | sagt)
    nyt = {"id": hashlib.sha256(data).hexdigest(), "moeder": [moede.model_copy(update={"punkter": [punkt]})]}
    return ref.model_copy(update=nyt).model_dump_json()


@pytest.fixture
def mappe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    egentlig = ingest_modul.koer_filer

    monkeypatch.setattr(ingest_modul, "koer_filer", lambda filer, maade: egentlig(filer, replace(maade, laes=laes)))
    (tmp_path / "ind").mkdir()
    for navn in ("a", "b"):
        (tmp_path / "ind" / f"{navn}.txt").write_text(navn, encoding="utf-8")
    kald("ingest", "ind", "--jobs", "1")
    return tmp_path


def kald(*args: str) -> Result:
    return CliRunner().invoke(gruppe, args)


def punkt_id(navn: str = "a") -> str:
    return f"{hashlib.sha256(navn.encode()).hexdigest()[:16]}-001"


def sql(tekst: str, fil: str = "referater.db") -> list[tuple[Any, ...]]:
    with sqlite3.connect(fil) as db:
        return db.execute(tekst).fetchall()


def test_a_punkt_is_corrected_by_its_id_or_its_address_and_the_list_says_so(mappe: Path) -> None:
    r = kald("correct", punkt_id(), "udfald", "afvist", *HVEM)
    assert (r.exit_code, r.stderr) == (0, "Rettelse 1: udfald er afvist; læst: godkendt.\n")
    kald("publish", "referater.db", "ud.db")
    ((adresse,),) = sql(f"SELECT sti FROM adresser WHERE maal_id = '{punkt_id()}'", "ud.db")
    r = kald("correct", f"https://referater.eksempel.dk{adresse}?q=x", "fravaer.1.omfang", "delvis", *HVEM, "--json")
    assert json.loads(r.stdout)["raekke_id"] == f"{punkt_id()}-f001"
    felter = {f["felt"]: f for f in json.loads(kald("correct", punkt_id(), "--json").stdout)}
    assert (felter["udfald"]["vaerdi"], felter["udfald"]["laest"], felter["nr"]["rettet"]) == (
        "afvist",
        "godkendt",
        False,
    )
    assert "udfald" in kald("correct", punkt_id()).stdout
    linjer = kald("corrections").stdout.splitlines()
    assert linjer[0] == "1. udfald: godkendt → afvist" and "Side 3" in linjer[2]
    assert [r["felt"] for r in json.loads(kald("corrections", "--json").stdout)] == ["udfald", "fravaer.1.omfang"]
    assert kald("corrections", "undo", "1", *HVEM).stderr == "Rettelse 1 af udfald er ophævet.\n"
    assert sql("SELECT udfald, omfang FROM punkter JOIN fravaer f ON f.punkt_id = punkter.id ORDER BY omfang")[0] == (
        *("godkendt", "delvis"),
    )
    assert len(json.loads(kald("corrections", "--all", "--json").stdout)) == 2


@pytest.mark.parametrize(
    ("args", "ventet"),
    [
        (("udfald", "vedtaget", *HVEM), "udfald kan ikke være vedtaget"),
        (("udfald", "afvist"), "--by NAVN og --why TEKST mangler"),
        (("udfald", "afvist", "--by", " ", "--why", "x"), "--by mangler en tekst"),
        (("hest", "1", *HVEM), "Der er intet felt hest"),
        (("stemmer.4.navn", "Bo", *HVEM), "Punktet har 1 række i stemmer"),
    ],
)
def test_what_cannot_be_corrected_is_a_usage_error_and_leaves_no_row(
    mappe: Path, args: tuple[str, ...], ventet: str
) -> None:
    r = kald("correct", punkt_id(), *args)
    assert r.exit_code == 2 and ventet in r.stderr and "Traceback" not in r.output
    assert sql("SELECT count(*) FROM rettelser") == [(0,)]
    assert kald("correct", "/findes/ikke/2024-01-01/1").exit_code == 2
    assert "Der er intet lager" in kald("correct", punkt_id(), "--db", "x.db").stderr


def test_reading_again_says_what_it_changed_and_keeps_corrections(mappe: Path) -> None:
    kald("correct", punkt_id("b"), "udfald", "afvist", *HVEM)
    assert kald("ingest", "--reread", "--jobs", "1").stdout == ""
    LAESNING.write_text('{"udfald": "udsat", "bilag": []}', encoding="utf-8")
    r = kald("ingest", "--reread", "--jobs", "1")
    assert r.stdout.splitlines() == [
        f"{mappe}/ind/a.txt",
        "7. Budgetopfølgning for Åparken a",
        "  udfald: godkendt → udsat",
        "  − bilag: Kort",
        f"{mappe}/ind/b.txt",
        "7. Budgetopfølgning for Åparken b",
        "  − bilag: Kort",
    ]
    assert "opdateret 2" in r.stderr and "1 rettelse bør ses efter" in r.stderr
    assert sql("SELECT udfald FROM punkter ORDER BY titel") == [("udsat",), ("afvist",)]
    (rettelse,) = json.loads(kald("corrections", "--check", "--json").stdout)
    assert (rettelse["tilstand"], rettelse["laest"]) == ("læst anderledes", "udsat")
    LAESNING.unlink()
    (mappe / "ind" / "a.txt").unlink()
    aendringer = json.loads(kald("ingest", "--reread", "--jobs", "1", "--json").stdout)["aendringer"]
    felter = [[f["felt"] for f in d["forskelle"][0]["felter"]] for d in aendringer]
    assert felter == [["udfald", "bilag"], ["bilag"]], "a source that is gone is read where it is kept"
    assert aendringer[0]["forskelle"][0]["felter"][0]["b"] == [{"tekst": "godkendt", "regel": "udfald:godkendt"}]


def test_two_documents_or_two_stores_are_held_against_each_other(mappe: Path) -> None:
    r = kald("diff", "a.txt", hashlib.sha256(b"b").hexdigest()[:12])
    assert r.exit_code == 0 and "7. Budgetopfølgning for Åparken a (kun i A)" not in r.stdout
    assert kald("diff", "a.txt", "b.txt", "--exit-code").exit_code == 1
    assert "  titel: Budgetopfølgning for Åparken a → Budgetopfølgning for Åparken b" in r.stdout.splitlines()
    Path("foer.db").write_bytes(Path("referater.db").read_bytes())
    assert kald("diff", "foer.db", "referater.db", "--exit-code").exit_code == 0
    kald("correct", punkt_id(), "udfald", "afvist", *HVEM)
    svar = json.loads(kald("diff", "foer.db", "referater.db", "--json").stdout)
    assert [(s["a"]["filnavn"], s["forskelle"][0]["felter"][0]["felt"]) for s in svar] == [("a.txt", "udfald")]
    assert kald("diff", "a.txt", "a.txt").exit_code == kald("diff", "a.txt", "c.txt").exit_code == 2


def test_what_matters_most_and_is_least_sure_comes_first_until_it_is_corrected(mappe: Path) -> None:
    LAESNING.write_text('{"udfald": null}', encoding="utf-8")
    (mappe / "ind" / "c.txt").write_text("c", encoding="utf-8")
    kald("ingest", "ind", "--jobs", "1")
    foerst, *_ = json.loads(kald("review", "--json").stdout)
    assert foerst["punkt_id"] and "Se efter." in foerst["grunde"]
    kun_c = [p for p in json.loads(kald("review", "--json").stdout) if p["punkt_id"] == punkt_id("c")]
    assert "Beslutningen er læst, men ikke forstået som et udfald." in kun_c[0]["grunde"]
    kald("correct", punkt_id("c"), "udfald", "godkendt", *HVEM)
    kun_c = [p for p in json.loads(kald("review", "--json").stdout) if p["punkt_id"] == punkt_id("c")]
    assert kun_c[0]["grunde"] == ["Se efter."]
    assert len(kald("review", "--antal", "1").stdout.splitlines()) >= 4


def test_a_withdrawn_document_is_not_published_and_can_be_put_back(mappe: Path) -> None:
    r = kald("withdraw", "a.txt", "--by", "Anna", "--why", "Kommunen har trukket det tilbage")
    assert r.exit_code == 0 and r.stderr.startswith("Tilbagetrækning 1. ") and "a.txt" in r.stdout
    kald("publish", "referater.db", "ud.db")
    assert sql("SELECT filnavn FROM dokumenter", "ud.db") == [("b.txt",)]
    assert sql("SELECT art, hvorfor FROM tilbagetrukket", "ud.db") == [("dokument", "Kommunen har trukket det tilbage")]
    assert "trukket tilbage: 1" in kald("status", "--db", "ud.db").stdout
    for liste in ("corrections", "withdrawals"):
        r = kald(liste, "--db", "ud.db")
        assert (r.exit_code, "er en udgivelse" in r.stderr) == (1, True)
    kald("export", "csv", "eksport")
    assert "Åparken a" not in (mappe / "eksport/punkter.csv").read_text("utf-8")
    assert "1. a.txt" in kald("withdrawals").stdout
    assert kald("withdrawals", "undo", "1", *HVEM).exit_code == 0
    assert kald("withdrawals").stdout == "" and "lagt tilbage af Anna Bruun" in kald("withdrawals", "--all").stdout
    kald("publish", "referater.db", "ud.db")
    assert len(sql("SELECT 1 FROM dokumenter", "ud.db")) == 2


def test_a_persons_details_are_shown_before_they_are_withdrawn(mappe: Path) -> None:
    LAESNING.write_text(
        json.dumps({"beslutning": "Ida Holt, Skovvej 12, 9001 Sandvig, tlf. 22 33 44 55."}), encoding="utf-8"
    )
    kald("ingest", "--reread", "--jobs", "1")
    with sqlite3.connect("referater.db") as db:
        db.execute("UPDATE sider SET tekst = 'Ida Holt, Skovvej 12, 9001 Sandvig, tlf. 22 33 44 55.'")
    args = ("withdraw", "--person", "Ida Holt", "--keep", "22 33 44 55", "--text", "Sandviggård", *HVEM)
    svar = json.loads(kald(*args, "--try", "--json").stdout)
    assert (svar["nr"], svar["fundet"]) == (None, {"Skovvej 12, 9001 Sandvig": 2, "Skovvej 12": 2})
    assert sql("SELECT count(*) FROM tilbagetraekninger") == [(0,)]
    r = kald(*args)
    assert r.stdout.splitlines() == [
        "Skovvej 12, 9001 Sandvig  (2 steder)",
        "Skovvej 12  (2 steder)",
        "Sandviggård  (givet)",
    ]
    kald("publish", "referater.db", "ud.db")
    assert sql("SELECT beslutning FROM punkter LIMIT 1", "ud.db") == [
        ("Ida Holt, ███████ ███ ████ ███████, tlf. 22 33 44 55.",)
    ]
    for forkert in (("withdraw", *HVEM), ("withdraw", "a.txt", "--person", "Bo", *HVEM), ("withdraw", "x.txt", *HVEM)):
        assert kald(*forkert).exit_code == 2


@pytest.mark.parametrize(
    ("kommune", "dato", "ventet"),
    [
        ("Slagelse", "12.3.2005", "Slagelse var den 12.03.2005 en anden kommune (0333)"),
        ("Slagelse", "12.3.2015", None),
        ("Helsinge", "12.3.2015", "Helsinge var kommune til 31.12.2006, og er siden en del af Gribskov (0270)"),
        ("0333", "12.3.2015", "Slagelse var kommune til 31.12.2006, og er siden en del af Slagelse (0330)"),
        ("Gribskov", "12.3.2005", None),
    ],
)
def test_a_corrected_date_of_another_kommunes_time_is_told_of(
    mappe: Path, kommune: str, dato: str, ventet: str | None
) -> None:
    kald("ingest", "ind/a.txt", "--kommune", kommune)
    linjer = kald("correct", punkt_id(), "moede.dato", dato, *HVEM).stderr.splitlines()[1:]
    if ventet is None:
        assert linjer == []
    else:
        (linje,) = linjer
        assert linje.startswith(f"{ventet}; er referatet derfra, så indlæs a.txt igen med --kommune 0")
        kald("ingest", "ind/a.txt", "--kommune", linje.split()[-1].rstrip("."))
        (raekke,) = sql("SELECT kommune_kode, dato FROM punkter_vis WHERE filnavn = 'a.txt'")
        assert raekke == (linje.split()[-1].rstrip("."), "-".join(["2005" if "2005" in dato else "2015", "03", "12"]))


def test_no_remedy_is_told_that_would_not_help(mappe: Path) -> None:
    """The date that is read is of the time before, so a new reading would choose the former kommune again."""
    kald("ingest", "ind/a.txt", "--kommune", "0333")
    with sqlite3.connect("referater.db") as db:
        db.execute("UPDATE moeder SET dato = '2005-03-12' WHERE id LIKE ? || '%'", [punkt_id()[:16]])
    (linje,) = kald("correct", punkt_id(), "moede.dato", "12.3.2015", *HVEM).stderr.splitlines()[1:]
    assert linje.endswith("(0330); mødet regnes stadig til den tidligere.")


def test_a_person_who_stands_nowhere_is_withdrawn_only_as_one_to_come(mappe: Path) -> None:
    for proev in ((), ("--try",)):
        r = kald("withdraw", "--person", "Ida Hol", *proev, *HVEM)
        assert (r.exit_code, r.stdout) == (1, "")
        assert r.stderr == (
            "Fejl: Ida Hol står ingen steder i det, der udgives, og intet er gemt; stav navnet, som det er trykt, "
            "eller læg --ahead til, hvis det først kommer. [ukendt-person]\n"
        )
    assert sql("SELECT count(*) FROM tilbagetraekninger") == [(0,)]
    r = kald("withdraw", "--person", "Ida Hol", "--ahead", *HVEM)
    assert (r.exit_code, r.stdout) == (0, "Ida Hol står endnu ingen steder; det, der kommer til, dækkes.\n")
    with sqlite3.connect("referater.db") as db:
        db.execute("UPDATE sider SET tekst = 'Ida Hol, tlf. 22 33 44 55.'")
    assert json.loads(kald("withdraw", "--person", "Ida Hol", "--try", *HVEM, "--json").stdout)["fundet"]


def test_undoing_one_of_two_withdrawals_says_what_the_other_still_covers(mappe: Path) -> None:
    with sqlite3.connect("referater.db") as db:
        db.execute("UPDATE sider SET tekst = 'Ida Holt og Bo Lind, Skovvej 12, 9001 Sandvig, tlf. 22 33 44 55.'")
    for navn in ("Ida Holt", "ida  holt", "Bo Lind"):
        assert kald("withdraw", "--person", navn, *(("--keep", "22 33 44 55") * (navn[0] == "B")), *HVEM).exit_code == 0
    r = kald("withdrawals", "undo", "1", *HVEM)
    assert r.stderr.splitlines()[1:] == [
        "Tilbagetrækning 2 (ida holt) står og dækker stadig 22 33 44 55; Skovvej 12, 9001 Sandvig; Skovvej 12.",
        "Tilbagetrækning 3 (Bo Lind) står og dækker stadig Skovvej 12, 9001 Sandvig; Skovvej 12.",
    ]
    stadig = json.loads(kald("withdrawals", "undo", "2", *HVEM, "--json").stdout)["daekkes_stadig"]
    assert [(x["nr"], x["navn"], len(x["tekster"])) for x in stadig] == [(3, "Bo Lind", 2)]
    assert len(kald("withdrawals", "undo", "3", *HVEM).stderr.splitlines()) == 1


def test_a_row_is_added_or_taken_away_and_show_marks_what_is_corrected(mappe: Path) -> None:
    r = kald("correct", punkt_id(), "fravaer.ny", "navn=Ida Holt", "omfang=hele mødet", *HVEM)
    assert r.stderr == "Rettelse 1: tilføjet fravaer.ny: navn Ida Holt, omfang hele mødet.\n"
    r = kald("correct", punkt_id(), "bilag.1", "-", *HVEM)
    assert r.stderr == "Rettelse 2: bilag.1 er fjernet; læst: titel Kort.\n"
    assert kald("correct", punkt_id(), "journalnumre.1.raa", "00.22.04-G01-5-19", *HVEM).exit_code == 0
    numre = sql("SELECT j.kle, j.aar FROM punkt_journalnumre p JOIN journalnumre j ON j.id = p.journalnummer_id")
    assert ("00.22.04", 2019) in numre
    assert kald("correct", punkt_id(), "tabelceller.1.1.1.raa", "1.250,5", *HVEM).exit_code == 0
    assert (1250.5, 1250500000.0) in sql("SELECT vaerdi, beloeb_kr FROM tabelceller")
    vist = kald("show", punkt_id()).stdout
    for linje in (
        "rettet: fravaer.ny: ingen række → navn Ida Holt, omfang hele mødet (rettelse 1, Anna Bruun, ",
        "rettet: bilag.1: titel Kort → ingen række",
        "rettet: journalnumre.1.raa: Sag 20/33839 → 00.22.04-G01-5-19",
        "rettet: tabelceller.1.1.1.raa: 1,5 → 1.250,5",
    ):
        assert linje in " ".join(vist.split()), linje
    felter = kald("correct", punkt_id()).stdout
    assert "fravaer.ny.navn" in felter and "(tilføjet med rettelse 1)" in felter and "tabelceller." not in felter
    assert kald("correct", punkt_id(), "tabelceller.1").stdout.splitlines() == [
        "tabelceller.1.1.1.raa     1.250,5  (rettet; læst: 1,5)",
        "tabelceller.1.1.1.vaerdi  1.250,5",
    ]
    for forkert in (("hest",), ("henvisninger.9",), ("titel", "to", "ord", *HVEM), ("fravaer.ny", "navn", *HVEM)):
        assert kald("correct", punkt_id(), *forkert).exit_code == 2, forkert


def test_the_list_says_who_undid_and_when_and_that_nothing_is_to_be_looked_at(mappe: Path) -> None:
    kald("correct", punkt_id(), "udfald", "afvist", *HVEM)
    assert kald("corrections", "--check").stderr == "Ingen bør ses efter; der er 1 rettelse.\n"
    kald("corrections", "undo", "1", "--by", "Bo Lind", "--why", "En fejl")
    dag = time.strftime("%d.%m.%Y", time.gmtime())
    assert kald("corrections", "--all").stdout.splitlines()[-1] == f"   ophævet af Bo Lind, {dag}: En fejl"


def test_a_correction_is_to_be_seen_to_when_a_corrected_edition_takes_the_lead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    hoved = "{}Tårnby Kommune\nKommunalbestyrelsen\nMødedato: 4. maj 2022\n\n"
    tekst = f"{hoved}1. Ny skole\n\nBeslutning\n{{}}\n\n2. Eventuelt\n\nBeslutning\nIntet.\n"
    (tmp_path / "a.txt").write_text(tekst.format("REFERAT\n", "Godkendt."), encoding="utf-8")
    kald("ingest", "a.txt")
    [(punkt,)] = sql("SELECT id FROM punkter WHERE nr = '1'")
    assert kald("correct", punkt, "stemmer.ny", "navn=Lis Krog", "stemme=imod", "side=1", *HVEM).exit_code == 0
    assert "Ingen bør ses efter" in kald("corrections", "--check").output
    (tmp_path / "b.txt").write_text(tekst.format("Rettet referat\n", "Godkendt med ændringer."), encoding="utf-8")
    kald("ingest", "b.txt")
    assert "en anden udgave af mødet gælder nu" in kald("corrections", "--check").output
