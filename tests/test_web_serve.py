"""``referat serve``: what a user meets when it cannot be done."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from referat.cli import gruppe


def test_a_file_that_is_no_store_is_told_so_in_one_sentence(tmp_path: Path) -> None:
    svar = CliRunner().invoke(gruppe, ["serve", str(tmp_path / "findes-ikke.db"), "--port", str(ledig_port())])
    assert svar.exit_code == 1
    assert "Der er intet lager" in svar.output


def test_without_the_extra_the_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, proevelager: Path) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    svar = CliRunner().invoke(gruppe, ["serve", str(proevelager)])
    assert svar.exit_code == 1
    assert "pip install 'referat[web]'" in svar.output


def test_a_port_that_is_taken_ends_with_one_sentence(proevelager: Path) -> None:
    with socket.socket() as optaget:
        optaget.bind(("127.0.0.1", 0))
        optaget.listen()
        kommando = ["serve", str(proevelager), "--port", str(optaget.getsockname()[1])]
        svar = subprocess.run(
            [sys.executable, "-m", "referat.cli", *kommando], capture_output=True, text=True, check=False
        )
    assert svar.returncode == 1
    assert "Traceback" not in svar.stderr
    assert "er optaget" in svar.stderr


def test_what_publish_makes_is_shown_as_it_is(monkeypatch: pytest.MonkeyPatch, udgivet: Path) -> None:
    vist = []
    monkeypatch.setattr("uvicorn.run", lambda app, **_: vist.append(app))
    foer = udgivet.read_bytes()
    svar = CliRunner().invoke(gruppe, ["serve", str(udgivet), "--port", str(ledig_port())])
    assert svar.exit_code == 0, svar.output
    assert vist and f"{udgivet} vises på" in svar.output
    assert udgivet.read_bytes() == foer


def test_a_copy_of_an_older_version_is_not_shown_half(udgivet: Path, tmp_path: Path) -> None:
    (gammel := tmp_path / "gammel.db").write_bytes(udgivet.read_bytes())
    with closing(sqlite3.connect(gammel)) as db:
        db.execute("ALTER TABLE behandlinger DROP COLUMN fast")
        db.commit()
    for kommando in (["serve", str(gammel), "--port", str(ledig_port())], ["export", "csv", "ud", "--db", str(gammel)]):
        svar = CliRunner().invoke(gruppe, kommando)
        assert svar.exit_code == 1
        assert "lav den igen med referat publish" in svar.output


def ledig_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])
