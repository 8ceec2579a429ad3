"""Files made to break readers: each ends in one row of the ledger, and none of what they hide gets out."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from pathlib import Path

import pytest
from click.testing import CliRunner
from referat.cli import gruppe

FJENDTLIGE = Path(__file__).parents[2] / "shared/hostile"
pytestmark = pytest.mark.skipif(not FJENDTLIGE.exists(), reason="../shared is absent")

KARANTAENE = {
    "black_box_cpr": "ingen-tekst",
    "billion_laughs": "for-stor",
    "bomb_flate_1g": "for-stor",
    "bomb_ops_3m": "for-stor",
    "cmap_bfchar_long": "for-stor",
    "enc_userpw": "krypteret",
    "no_tounicode": "ingen-tekst",
    "pages_1m_shared": "for-stor",
    "predictor_columns": "ingen-tekst",
    "truncated_half": "afkortet",
    "zero_bytes": "tom-fil",
    "zip_as_pdf": "ukendt-format",
}

TEGN = {
    "lig_fffd": "ukendte-tegn",
    "lig_half": "forkerte-tegn",
    "lig_lost": "ukendte-tegn",
    "lone_surrogate": "ukendte-tegn",
    "map_shifted": "forkerte-tegn",
}
"""Files in which a font names letters wrongly or not at all."""


@pytest.fixture(scope="module")
def lager(tmp_path_factory: pytest.TempPathFactory) -> Path:
    db = tmp_path_factory.mktemp("fjendtlig") / "t.db"
    r = CliRunner().invoke(gruppe, ["ingest", str(FJENDTLIGE), "--db", str(db), "--jobs", "2", "--ocr", "never"])
    assert r.exit_code == 3, r.output
    return db


def raekker(db: Path, sql: str) -> list[tuple[str, ...]]:
    with sqlite3.connect(db) as forbindelse:
        return forbindelse.execute(sql).fetchall()


def test_each_ends_in_one_row_of_the_ledger_with_its_code(lager: Path) -> None:
    alle = {
        Path(s).stem: (status, kode)
        for s, status, kode in raekker(lager, "SELECT sti, status, kode FROM indlaesninger")
    }
    index = json.loads((FJENDTLIGE / "index.json").read_text())
    assert {Path(p["file"]).stem for p in index} <= alle.keys()
    assert {n: k for n, (_, k) in alle.items() if k and n != "index"} == KARANTAENE
    assert len(raekker(lager, "SELECT 1 FROM indlaesninger")) == len(index) + 1  # the index itself


def test_what_the_index_expects_is_read_or_warned_of(lager: Path) -> None:
    index = json.loads((FJENDTLIGE / "index.json").read_text())
    ord_ = defaultdict[str, set[str]](set)
    for fil, tekst in raekker(lager, "SELECT filnavn, tekst FROM sider JOIN dokumenter d ON d.id = dokument_id"):
        ord_[fil] |= set(tekst.split())
    anderledes = {p["file"] for p in index if p["expect"] and not set(p["expect"].split()) <= ord_[p["file"]]}
    advarsler = "SELECT filnavn, kode FROM advarsler JOIN dokumenter d ON d.id = dokument_id WHERE kode LIKE '%-tegn'"
    advaret = {Path(fil).stem: kode for fil, kode in raekker(lager, advarsler)}
    assert advaret == TEGN
    assert {Path(fil).stem for fil in anderledes} <= TEGN.keys()
    laest = "SELECT filnavn FROM advarsler JOIN dokumenter d ON d.id = dokument_id WHERE kode = 'beskadiget-laest'"
    assert {fil for (fil,) in raekker(lager, laest)} >= {"trunc_tail.pdf", "deep_pagetree_5k.pdf"}


def test_what_is_hidden_is_in_no_page_of_the_store_nor_in_the_published_copy(lager: Path) -> None:
    ud = lager.with_name("ud.db")
    assert CliRunner().invoke(gruppe, ["publish", str(lager), str(ud)]).exit_code == 0
    index = json.loads((FJENDTLIGE / "index.json").read_text())
    skjulte = {Path(p["file"]).stem: p["forbid"] for p in index if p["forbid"]}
    sider = dict(raekker(lager, "SELECT filnavn, tekst FROM sider JOIN dokumenter d ON d.id = dokument_id"))
    assert not [n for n, hvad in skjulte.items() if hvad in sider.get(f"{n}.pdf", "")]
    advaret = {
        n
        for (n,) in raekker(
            lager, "SELECT filnavn FROM advarsler JOIN dokumenter d ON d.id = dokument_id WHERE kode = 'skjult-tekst'"
        )
    }
    assert advaret == {f"{n}.pdf" for n in skjulte if n not in ("black_box_cpr",)}
    assert not [hvad for hvad in skjulte.values() if hvad.encode() in ud.read_bytes()]
