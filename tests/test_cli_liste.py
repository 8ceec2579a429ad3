"""The ledger: archives, quarantine read again, sources held against what was read, and codes that all are explained."""

from __future__ import annotations

import io
import json
import os
import re
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from referat.cli import arkiv, gruppe
from referat.cli import ingest as ingest_modul
from referat.schemas.koder import ADVARSLER, KARANTAENE, KILDER, KODER, KOMMANDOER, SPRUNGET_OVER
from referat.schemas.referat import Advarsel
from referat.store.skriver import Lager
from store_hjaelp import referat
from test_cli_kommandoer import kald, laes

ROD = Path(__file__).parents[1]


@pytest.fixture
def mappe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    koer_filer = ingest_modul.koer_filer
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ingest_modul, "koer_filer", lambda filer, maade: koer_filer(filer, replace(maade, laes=laes)))
    (tmp_path / "ind").mkdir()
    return tmp_path


def pak(**filer: bytes) -> bytes:
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as z:
        for navn, data in filer.items():
            z.writestr(navn, data)
    return ud.getvalue()


def liste() -> dict[str, tuple[str, str | None]]:
    with sqlite3.connect("referater.db") as db:
        rod = f"{Path.cwd()}/ind/"
        return {s.removeprefix(rod): (t, k) for s, t, k in db.execute("SELECT sti, status, kode FROM indlaesninger")}


def test_an_archive_is_read_file_by_file_each_with_its_own_row(mappe: Path) -> None:
    filer = {"2024/a.txt": b"a", "b.txt": b"b", "tom.txt": b"tom", "../ude.txt": b"ude", "__MACOSX/b.txt": b"x"}
    (mappe / "ind/maj.zip").write_bytes(pak(**filer, **{"indre.zip": pak(c=b"c")}))
    r = kald("ingest", "ind", "--jobs", "1")
    assert r.exit_code == 3
    assert liste() == {
        "maj.zip/../ude.txt": ("lagret", None),
        "maj.zip/2024/a.txt": ("lagret", None),
        "maj.zip/b.txt": ("lagret", None),
        "maj.zip/indre.zip": ("karantæne", "arkiv-i-arkiv"),
        "maj.zip/tom.txt": ("karantæne", "tom"),
    }
    assert not (mappe / "ind/ude.txt").exists(), "nothing is laid out on the disk"
    assert "uændret 3" in kald("ingest", "ind", "--jobs", "1").stderr


def test_bombs_and_damaged_archives_are_refused_and_office_files_are_none(
    mappe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arkiv, "FRA", 1000)
    hel = pak(**{"a.txt": os.urandom(2000)})
    skadet = hel.replace(hel[200:300], bytes(100))
    for navn, data in {
        "bombe": pak(**{"nuller.txt": bytes(1_000_000), "b.txt": b"b"}),
        "mange": pak(**{str(n): b"" for n in range(6)}),
        "tomt": pak(),
        "skadet": skadet,
        "notat": pak(**{"[Content_Types].xml": b"<x/>"}),
    }.items():
        (mappe / f"ind/{navn}.zip").write_bytes(data)
    monkeypatch.setattr(arkiv, "FLEST", 5)
    kald("ingest", "ind", "--jobs", "1")
    assert liste() == {
        "bombe.zip/b.txt": ("lagret", None),
        "bombe.zip/nuller.txt": ("karantæne", "arkiv-for-stort"),
        "mange.zip": ("karantæne", "arkiv-for-stort"),
        "notat.zip": ("karantæne", "laesefejl"),
        "skadet.zip/a.txt": ("karantæne", "arkiv-beskadiget"),
        "tomt.zip": ("sprunget over", "tomt-arkiv"),
    }


def test_files_of_an_archive_that_share_their_bytes_are_a_bomb(tmp_path: Path) -> None:
    data = pak(a=b"xxxx", b=b"xxxx")
    _, anden = (m.start() for m in re.finditer(b"PK\x01\x02", data))
    (tmp_path / "b.zip").write_bytes(data[: anden + 42] + bytes(4) + data[anden + 46 :])
    (fejl,) = arkiv.poster(tmp_path / "b.zip")
    assert fejl.kode == "arkiv-for-stort"  # type: ignore[union-attr]


def test_a_file_too_large_to_be_read_is_refused_unopened(mappe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest_modul, "STOERST", 3)
    (mappe / "ind/a.txt").write_bytes(b"abcd")
    kald("ingest", "ind", "--jobs", "1")
    assert liste() == {"a.txt": ("karantæne", "for-stor")}


def test_retry_reads_what_is_in_quarantine_and_nothing_else(mappe: Path) -> None:
    (mappe / "ind/a.txt").write_bytes(b"a")
    (mappe / "ind/b.txt").write_bytes(b"tom")
    (mappe / "ind/x.zip").write_bytes(pak(**{"c.txt": b"tom", "d.txt": b"d"}))
    (mappe / "ind/e.txt").write_bytes(b"tom")
    kald("ingest", "ind", "--jobs", "1")
    (mappe / "ind/b.txt").write_bytes(b"b")
    (mappe / "ind/x.zip").write_bytes(pak(**{"c.txt": b"c", "d.txt": b"d"}))
    (mappe / "ind/e.txt").unlink()
    r = kald("retry", "--jobs", "1")
    assert r.exit_code == 3 and "fundet 3 = lagret 2 + uændret 0 + opdateret 0 + karantæne 1" in r.stderr
    assert liste()["x.zip/c.txt"] == ("lagret", None) and liste()["b.txt"] == ("lagret", None)
    assert liste()["e.txt"] == ("karantæne", "kan-ikke-aabnes")
    assert "e.txt: Filen kan ikke læses (den findes ikke); læg den tilbage, og prøv igen. [kan-ikke-aabnes]" in r.stderr


def test_retry_can_be_asked_for_one_code(mappe: Path) -> None:
    (mappe / "ind/b.txt").write_bytes(b"tom")
    kald("ingest", "ind", "--jobs", "1")
    r = kald("retry", "--code", "for-stor")
    assert (r.exit_code, r.stderr) == (0, "Intet er i karantæne med koden for-stor.\n")
    assert json.loads(kald("retry", "--code", "for-stor", "--json").stdout)["fundet"] == 0
    r = kald("retry", "--code", "findes-ikke")
    assert r.exit_code == 2 and "der er ingen kode findes-ikke" in r.stderr


def test_verify_tells_what_changed_and_what_is_gone(mappe: Path) -> None:
    for navn in ("a", "b", "c"):
        (mappe / f"ind/{navn}.txt").write_bytes(navn.encode())
    (mappe / "ind/x.zip").write_bytes(pak(**{"d.txt": b"d", "e.txt": b"e"}))
    kald("ingest", "ind", "--jobs", "1")
    r = kald("verify")
    assert (r.exit_code, r.stdout) == (0, "uændret 10, ændret 0, mangler 0\n"), "five files, each with its kept copy"
    (mappe / "ind/a.txt").write_bytes(b"andet")
    (mappe / "ind/b.txt").unlink()
    (mappe / "ind/x.zip").write_bytes(pak(**{"d.txt": b"andet"}))
    next(Path("referater.db.kilder").rglob("*.txt")).write_bytes(b"i stykker")
    r = kald("verify", "--json")
    ud = json.loads(r.stdout)
    assert r.exit_code == 1 and (ud["uændret"], ud["ændret"], ud["mangler"]) == (5, 3, 2)
    assert f"{mappe}/ind/b.txt: mangler" in kald("verify").stdout


def test_verify_tells_of_what_is_gone_from_quarantine(mappe: Path) -> None:
    (mappe / "ind/t.txt").write_bytes(b"tom")
    (mappe / "ind/x.zip").write_bytes(pak(**{"c.txt": b"tom", "d.txt": b"tom"}))
    kald("ingest", "ind", "--jobs", "1")
    r = kald("verify")
    assert (r.exit_code, r.stdout) == (0, "uændret 0, ændret 0, mangler 0\n")
    (mappe / "ind/t.txt").unlink()
    (mappe / "ind/x.zip").write_bytes(pak(**{"d.txt": b"tom"}))
    r = kald("verify")
    assert (r.exit_code, r.stdout.splitlines()) == (
        1,
        [
            f"{mappe}/ind/t.txt: mangler (i karantæne)",
            f"{mappe}/ind/x.zip/c.txt: mangler (i karantæne)",
            "uændret 0, ændret 0, mangler 2",
        ],
    )


def test_status_says_what_a_code_means(mappe: Path) -> None:
    os.mkfifo(mappe / "ind/roer")
    kald("ingest", "ind")
    assert f"  ikke-en-fil (1): {SPRUNGET_OVER['ikke-en-fil'].betyder}" in CliRunner().invoke(gruppe, ["status"]).stdout


def test_status_says_that_documents_of_unknown_kommune_are_joined_with_nothing(mappe: Path) -> None:
    with Lager(mappe / "referater.db") as lager:
        savner = Advarsel(kode="kommune-usikker", besked="Kommunen fremgår ikke sikkert.")
        lager.skriv(referat(kommune=None, omtaler=[], advarsler=[savner]), "/x/a.pdf", "a.pdf")
    assert "samles derfor ikke med andre dokumenters." in kald("status").stdout


KODE = re.compile(
    r"""(?:KanIkkeLaeses|Fejl|Fundet|Kontrolart|append\(|savn)\(\s*(?:\w+,\s*)?"([a-zæøå-]+)"|kode="([a-zæøå-]+)"|"""
    r"""^[A-Z_, ]+ = "([a-zæøå]+-[a-zæøå-]+)"(?:, "([a-zæøå-]+)")?$""",
    re.MULTILINE,
)
IKKE_I_LISTEN = {"ingen-side", "side-er-billede"}
"""Refusals of a page's picture, which no file is given."""


def test_every_code_that_is_given_is_explained_and_none_other() -> None:
    givet = {
        k
        for rum in ("cli", "extract", "schemas", "store")
        for fil in (ROD / rum).rglob("*.py")
        for m in KODE.finditer(fil.read_text(encoding="utf-8"))
        for k in m.groups()
        if k
    }
    givet |= {"udvalg-mangler", "dato-mangler"}  # put together where they are given
    assert givet - IKKE_I_LISTEN == set(KODER)
    assert len(KODER) == len(KARANTAENE) + len(SPRUNGET_OVER) + len(ADVARSLER) + len(KILDER) + len(KOMMANDOER)
