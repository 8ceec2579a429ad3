"""``referat export`` as a user meets it: what it makes, what it says, and how it ends when it cannot."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from referat.cli import gruppe
from referat.cli.faelles import kommuner
from referat.store.link import forbind
from referat.store.skriver import Lager
from referat.store.udfoersel import formater
from referat.store.udfoersel.formater import FORMATER
from store_hjaelp import referat


@pytest.fixture
def mappe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with Lager(tmp_path / "referater.db", kommuner()) as lager:
        lager.skriv(referat(kommune="0155"), "/hjem/a.pdf", "a.pdf")
        forbind(lager)
    return tmp_path


def kald(*args: str) -> Result:
    return CliRunner().invoke(gruppe, ["export", *args])


def test_an_export_is_a_folder_and_nothing_is_left_beside_it(mappe: Path) -> None:
    r = kald("csv", "ud/data", "--kommune", "Dragør", "--from", "2024", "--to", "7.5.2024", "--udvalg", "teknik")
    assert (r.exit_code, r.stdout) == (0, "")
    *undervejs, sidst = r.stderr.splitlines()
    assert re.fullmatch(r"\d+ filer i ud/data; 1 dokument\.", sidst)
    assert "Skriver punkter …" in undervejs, "a long export says how far it is"
    assert "Kommunale referater: Dragør 2024" in (mappe / "ud/data/LAESMIG.md").read_text(encoding="utf-8")
    assert [p.name for p in (mappe / "ud").iterdir()] == ["data"]


def test_an_export_there_is_already_is_left_unless_it_is_to_be_written_over(mappe: Path) -> None:
    kald("csv", "ud")
    r = kald("csv", "ud")
    assert (r.exit_code, r.stderr) == (
        1,
        "Fejl: ud findes allerede; erstat den med --overwrite.\n",
    )
    (mappe / "hjem").mkdir()
    (mappe / "hjem" / "brev.txt").write_text("kært", encoding="utf-8")
    r = kald("csv", "hjem", "--overwrite")
    assert (r.exit_code, r.stderr) == (1, "Fejl: hjem findes og er ikke en eksport; vælg et andet navn.\n")
    assert (mappe / "hjem" / "brev.txt").exists()
    r = kald("csv", "ud", "--overwrite", "--table", "punkter", "--json")
    assert r.exit_code == 0
    svar = json.loads(r.stdout)
    assert svar["filer"][0]["sti"] == "punkter.csv" and svar["herkomst"]["dokumenter"] == 1
    assert len(list((mappe / "ud").glob("*.csv"))) == 1


@pytest.mark.parametrize(
    ("args", "kode", "besked"),
    [
        (("csv", "ud", "--table", "stemer"), 2, "Der er ingen tabel stemer; mente du stemmer"),
        (("popolo", "ud", "--table", "stemmer"), 2, "--table gælder ikke popolo"),
        (("jsonl", "ud.jsonl"), 2, "ud.jsonl ligner en fil, men en eksport er en mappe; skriv f.eks. ud."),
        (("csv", "ud", "--fra", "2024", "--til", "2023"), 2, "--til 31.12.2023 ligger før --fra 01.01.2024"),
        (("csv", "ud", "--kommune", "Dragor"), 2, "Mente du Dragør"),
        (("csv", "ud", "--db", "findes-ikke.db"), 1, "Der er intet lager i findes-ikke.db"),
        (("csv", "/dev/null/ud"), 1, "/dev/null/ud kunne ikke skrives"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(mappe: Path, args: tuple[str, ...], kode: int, besked: str) -> None:
    r = kald(*args)
    assert (r.exit_code, r.stdout) == (kode, "")
    assert besked in r.stderr and "Traceback" not in r.stderr
    assert sorted(p.name for p in mappe.iterdir()) == ["referater.db"]


def test_a_missing_extra_is_named_with_how_to_install_it_before_the_store_is_copied(
    mappe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formater.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr("referat.cli.export.udgivet", lambda *_: pytest.fail("the store was copied"))
    r = kald("dcat", "ud", "--base-url", "https://x.dk")
    assert r.exit_code == 1 and "dcat kræver pakken rdflib; installér den med pip install 'referat[data]'." in r.stderr


def test_an_empty_part_is_remarked_on(mappe: Path) -> None:
    r = kald("csv", "ud", "--udfald", "afvist")
    assert r.exit_code == 0 and "Filtrene lod intet dokument tilbage" in r.stderr


def test_an_address_nobody_gave_is_remarked_on(mappe: Path) -> None:
    assert "--base-url" in kald("oparl", "ud").stderr
    assert "--base-url" not in kald("oparl", "ud", "--overwrite", "--base-url", "https://x.dk").stderr


def test_help_says_whom_each_format_is_for() -> None:
    hjaelp = kald("--help").stdout
    assert all(re.search(rf"^  +{navn} +\w", hjaelp, re.MULTILINE) for navn in FORMATER)
