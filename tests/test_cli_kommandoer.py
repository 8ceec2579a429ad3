"""The commands as a user meets them: what they print, how they end, and that help loads nothing heavy."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from referat.cli import gruppe
from referat.cli import ingest as ingest_modul
from referat.cli.ingest import koer_filer
from referat.schemas.fejl import KanIkkeLaeses
from referat.schemas.referat import Referat, SideTekst
from store_hjaelp import referat

TUNGE = ("spacy", "sqlite_utils", "pdfplumber", "pypdfium2", "rapidfuzz")
SANDVIG = "0101"


def laes(data: bytes, kommune: str | None) -> str:
    """A reader of the test's own little format: what the file says is what it is."""
    tekst = data.decode()
    if tekst == "tom":
        raise KanIkkeLaeses("tom", "filen er tom; slet den")
    if tekst == "død":
        os._exit(1)
    if tekst == "umulig":
        side = SideTekst(side=1, tekst="x")
        return Referat(id="0" * 64, type="andet", udtraekker="1", sider=[side, side]).model_dump_json()
    ref = referat(tekst, kommune=kommune or SANDVIG)
    return ref.model_copy(update={"id": hashlib.sha256(data).hexdigest()}).model_dump_json()


@pytest.fixture
def mappe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ingest_modul, "koer_filer", lambda filer, maade: koer_filer(filer, replace(maade, laes=laes)))
    (tmp_path / "ind").mkdir()
    for navn in ("a", "b", "tom", "død", "umulig"):
        (tmp_path / "ind" / f"{navn}.txt").write_text(navn, encoding="utf-8")
    return tmp_path


def kald(*args: str) -> Result:
    return CliRunner().invoke(gruppe, args)


def sti_dump() -> list[str]:
    with sqlite3.connect("referater.db") as db:
        return list(db.iterdump())


def test_ingest_counts_every_file_and_goes_on_past_the_bad(mappe: Path) -> None:
    r = kald("ingest", "ind", "--jobs", "2", "--json")
    assert r.exit_code == 3
    linjer = r.stderr.splitlines()
    assert linjer[-1] == "fundet 5 = lagret 2 + uændret 0 + opdateret 0 + karantæne 3 + sprunget over 0"
    assert f"{mappe}/ind/tom.txt: Filen er tom; slet den. [tom]" in linjer
    ud = json.loads(r.stdout)
    assert ud["koder"] == {"arbejder-doed": 1, "lagringsfejl": 1, "tom": 1}
    assert ud["fundet"] == sum(ud[s] for s in ("lagret", "uændret", "opdateret", "karantæne", "sprunget over"))
    with sqlite3.connect("referater.db") as db:
        assert db.execute("SELECT count(*) FROM indlaesninger").fetchone() == (5,)
    assert len(list(Path("referater.db.kilder").rglob("*.txt"))) >= 2


def test_ingest_twice_leaves_the_dump_identical(mappe: Path) -> None:
    kald("ingest", "ind")
    foer = sti_dump()
    r = kald("ingest", "ind")
    assert "lagret 0 + uændret 2 + opdateret 0 + karantæne 3" in r.stderr
    assert sti_dump() == foer


def test_a_given_kommune_reads_again_and_a_wrong_one_is_a_usage_error(mappe: Path) -> None:
    kald("ingest", "ind/a.txt", "--no-keep")
    assert not Path("referater.db.kilder").exists()
    r = kald("ingest", "ind/a.txt", "--kommune", "tårnby kommune")
    assert r.exit_code == 0 and "opdateret 1" in r.stderr
    r = kald("ingest", "ind/a.txt", "--kommune", "Tårnbi")
    assert r.exit_code == 2 and "Mente du Tårnby?" in r.stderr


def test_search_status_and_show_read_what_was_stored(mappe: Path) -> None:
    kald("ingest", "ind")
    r = kald("search", "budgetopf", "--udfald", "godkendt", "--fra", "1.5.2024", "--til", "2024", "--json")
    traef = json.loads(r.stdout)
    assert len(traef) == 2 and traef[0]["dato"] == "2024-05-07" and "[Budgetopfølgning]" in traef[0]["uddrag"]
    for_folk = kald("search", "budgetopf").stdout
    assert "07.05.2024" in for_folk and "København" in for_folk
    assert kald("search", "--fra", "32.1.2024", "x").exit_code == 2
    status = json.loads(kald("status", "--json").stdout)
    assert (status["dokumenter"], status["aar"], list(status["karantaene"])) == (
        2,
        {"ukendt": 2},
        ["arbejder-doed", "lagringsfejl", "tom"],
    )
    assert "  tom (1)" in kald("status").stdout
    vist = kald("show", traef[0]["punkt_id"]).stdout
    assert "imod" in vist and "side 1, tegn 0–5, prøve:1" in vist
    assert json.loads(kald("show", traef[0]["punkt_id"], "--json").stdout)["stemmer"][0]["navn"] == "Ida Holt"
    ved_navn = kald("show", traef[0]["filnavn"])
    assert ved_navn.exit_code == 0 and traef[0]["titel"] in ved_navn.stdout


def test_search_says_which_telling_of_a_meeting_counts(mappe: Path) -> None:
    (mappe / "ind" / "a.txt").write_text("a", encoding="utf-8")
    kald("ingest", "ind/a.txt")
    (mappe / "ind" / "a.txt").write_text("a ", encoding="utf-8")
    kald("ingest", "ind/a.txt", "--kommune", "0147")
    fundne = json.loads(kald("search", "budget", "--json").stdout)
    ny, gammel = sorted(fundne, key=lambda t: -t["ledende"])
    assert (ny["kommune"], ny["ledende_punkt_id"]) == ("Frederiksberg", None)
    assert (gammel["kommune"], gammel["ledende_punkt_id"]) == ("København", ny["punkt_id"])
    assert kald("search", "budget").stdout.count(f"  Mødet tælles i a.txt: {ny['punkt_id']}\n") == 1
    assert kald("status").stdout.splitlines()[:2] == [
        "2 dokumenter, 2 møder, 2 punkter",
        "Det, flere dokumenter fortæller, talt én gang (ledende = 1): 1 møde",
    ]


def test_a_search_in_a_kommune_names_those_that_became_it_and_are_in_the_store(mappe: Path) -> None:
    kald("ingest", "ind/a.txt", "--kommune", "Gribskov")
    assert kald("search", "budget", "--kommune", "Gribskov").stderr == "1 punkt.\n"
    kald("ingest", "ind/b.txt", "--kommune", "Helsinge")
    r = kald("search", "budget", "--kommune", "Gribskov", "--json")
    assert len(json.loads(r.stdout)) == 1
    assert r.stderr == (
        "Tidligere kommuner, der nu er en del af den, er ikke med: Helsinge (0215, 1 dokument); "
        "søg i dem med --kommune og koden.\n"
    )
    assert kald("search", "budget", "--kommune", "0215").stderr == "1 punkt.\n"


def test_search_says_when_there_is_more_and_why_there_is_nothing(mappe: Path) -> None:
    kald("ingest", "ind")
    assert kald("search", "budget").stderr == "2 punkter.\n"
    assert kald("search", "budget", "--antal", "2").stderr == "2 punkter.\n"
    assert kald("search", "budget", "--antal", "1").stderr == "1 punkt vist, der er flere; se dem med --antal.\n"
    assert len(json.loads(kald("search", "budget", "--antal", "1", "--json").stdout)) == 1
    forkert = kald("search", "budget", "--udvalg", "Teknik- og Miljøudvalgene").stderr
    assert forkert == "Intet udvalg begynder med Teknik- og Miljøudvalgene; mente du Teknik- og Miljøudvalget?\n"
    assert kald("search", "findesikke", "--fra", "2024").stderr.endswith("eller søg uden filtre.\n")


@pytest.mark.parametrize("ord_", [(), ("",), (" ", ""), ("***",), ('"', "!?")])
@pytest.mark.parametrize("filtre", [(), ("--json",), ("--udfald", "udsat")])
def test_a_search_for_nothing_is_a_usage_error_and_filters_alone_are_a_search(
    mappe: Path, ord_: tuple[str, ...], filtre: tuple[str, ...]
) -> None:
    kald("ingest", "ind")
    r = kald("search", *ord_, *filtre)
    tegn = " ".join(ord_).strip()
    if not tegn and "--udfald" in filtre:
        assert r.exit_code == 0
        return
    assert (r.exit_code, r.stdout) == (2, "")
    assert (f"intet at søge efter i {tegn};" if tegn else "Skriv mindst ét ord, eller brug et filter") in r.stderr


def test_an_empty_folder_is_remarked_on_and_status_names_what_is_warned_of(mappe: Path) -> None:
    (mappe / "tom").mkdir()
    assert "mappen er tom" in kald("ingest", "tom").stderr
    (mappe / "a.txt").write_text("a", encoding="utf-8")
    kald("ingest", "a.txt")
    status = kald("status").stdout
    assert status.startswith("1 dokument, 1 møde, 1 punkt\n")
    assert "  prøve (1)\n    a.txt: " in status


def test_publish_writes_a_copy_that_can_be_searched_but_not_written_over_a_store(mappe: Path) -> None:
    kald("ingest", "ind")
    r = kald("publish", "referater.db", "ud/offentlig.db")
    assert (r.exit_code, r.stdout, r.stderr) == (0, "", "ud/offentlig.db er skrevet; 0 CPR-numre er dækket.\n")
    assert kald("search", "budget", "--db", "ud/offentlig.db").stderr == "2 punkter.\n"
    assert kald("publish", "referater.db", "ud/offentlig.db").exit_code == 0, (
        "a copy is made anew as often as one likes"
    )
    r = kald("publish", "referater.db", "referater.db")
    assert r.exit_code == 1 and "referater.db findes og er ikke en tidligere udgivelse" in r.stderr
    r = kald("ingest", "ind", "--db", "ud/offentlig.db")
    assert r.exit_code == 1 and "vælg en anden fil med --db" in r.stderr, "a copy is not written to"


def test_show_reads_a_file_without_a_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.txt").write_text("Punkt 1: Ny bro\nBeslutning\nGodkendt.\n", encoding="utf-8")
    r = kald("show", "r.txt")
    assert r.exit_code == 0 and "Ny bro" in r.stdout and "side 1, tegn" in r.stdout
    assert json.loads(kald("show", "r.txt", "--json").stdout)["sider"][0]["side"] == 1
    assert [p.name for p in tmp_path.iterdir()] == ["r.txt"]


def referat_kommando(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "referat.cli", *args], capture_output=True, text=True, cwd=cwd)


@pytest.mark.parametrize(
    ("args", "kode", "besked"),
    [
        (["status"], 1, "Der er intet lager i referater.db"),
        (["show", "0123456789abcdef-001"], 1, "Der er intet lager"),
        (["show", "referat.pdf"], 1, "referat.pdf findes ikke; nævn en fil"),
        (["show", "."], 1, ". er en mappe; læs den ind med referat ingest"),
        (["status", "--db", "."], 2, "--db: . er en mappe; nævn en fil."),
        (["search", "x", "--fra", "2024", "--til", "2023"], 2, "--til 31.12.2023 ligger før --fra 01.01.2024"),
        (["ingest", ".", "--db", "/dev/null/t.db"], 1, "om der må skrives i mappen"),
        (["ingest", "findes-ikke"], 2, "findes-ikke findes ikke; se efter i stien."),
        (["findes-ikke"], 2, "Der er ingen kommando findes-ikke; der er ingest,"),
        (["ingest"], 2, "STI… mangler"),
        (["search", "x", "--udfald", "måske"], 2, "--udfald: vælg en af godkendt,"),
        (["ingest", ".", "--jobs", "to"], 2, "--jobs: skriv et helt tal"),
        (["ingest", "--jbos", "2"], 2, "mente du --jobs"),
        (["ingest", ".", "--kommune", "Tårnbi"], 2, "Mente du Tårnby?"),
        (["publish", "referater.db", "ud.db"], 1, "Der er intet lager i referater.db"),
        (["publish", "referater.db"], 2, "OUT mangler"),
    ],
)
def test_failures_are_one_sentence_and_never_a_traceback(
    tmp_path: Path, args: list[str], kode: int, besked: str
) -> None:
    r = referat_kommando(*args, cwd=tmp_path)
    assert (r.returncode, r.stdout) == (kode, "")
    assert besked in r.stderr and "Traceback" not in r.stderr


@pytest.mark.parametrize(
    "kode", ["import referat.cli", "from referat.cli import gruppe; gruppe(['--help'], standalone_mode=False)"]
)
def test_help_loads_nothing_heavy(kode: str) -> None:
    vis = f"{kode}\nimport sys\nprint([m for m in {TUNGE!r} if m in sys.modules])"
    r = subprocess.run([sys.executable, "-c", vis], capture_output=True, text=True, check=True)
    assert r.stdout.splitlines()[-1] == "[]"


def test_help_names_every_command(tmp_path: Path) -> None:
    r = referat_kommando("--help", cwd=tmp_path)
    assert all(f"  {navn} " in r.stdout for navn in ("ingest", "show", "search", "status", "corpus"))


def test_filters_alone_list_the_newest_punkter(mappe: Path) -> None:
    kald("ingest", "ind")
    alle = json.loads(kald("search", "--fra", "2000", "--json").stdout)
    assert alle and [t["dato"] for t in alle] == sorted((t["dato"] for t in alle), reverse=True)
    assert {t["udfald"] for t in json.loads(kald("search", "--udfald", "godkendt", "--json").stdout)} == {"godkendt"}
    uden = kald("search")
    assert uden.exit_code == 2 and "mindst ét ord" in uden.stderr


def test_a_file_that_names_another_kommune_than_the_one_given_is_told_of_at_once(tmp_path: Path) -> None:
    krop = "1. Veje\nBeslutning\nGodkendt.\n\n2. Eventuelt\nBeslutning\nIntet."
    (tmp_path / "a.txt").write_text(f"Samsø Kommune\nTeknikudvalget\nMødedato: 4. maj 2022\n\n{krop}", encoding="utf-8")
    db = str(tmp_path / "r.db")
    r = CliRunner().invoke(gruppe, ["ingest", str(tmp_path / "a.txt"), "--kommune", "Læsø", "--db", db])
    assert r.exit_code == 0
    assert "a.txt: Dokumentet nævner selv Samsø som sin kommune" in r.stderr and "[kommune-modsagt]" in r.stderr
    assert "lagret 1" in r.stderr
