"""The sample store as a site, made once for all tests that look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner


@pytest.fixture(scope="session")
def proevelager(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the sample referater, read as a user reads them."""
    from referat.cli import gruppe

    db = tmp_path_factory.mktemp("proeve") / "proeve.db"
    kilder = Path(__file__).parents[1] / "corpus/referater"
    svar = CliRunner().invoke(gruppe, ["ingest", str(kilder), "--db", str(db), "--jobs", "1"])
    assert svar.exit_code == 0, svar.output
    return db


@pytest.fixture(scope="session")
def udgivet(proevelager: Path) -> Path:
    from referat.store.udgivelse import udgiv

    ud = proevelager.with_name("udgivet.db")
    udgiv(proevelager, ud)
    return ud


@pytest.fixture(scope="session")
def site(udgivet: Path) -> Iterator[object]:
    from web_hjaelp import Site

    yield Site(udgivet)


@pytest.fixture(scope="session")
def lille(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """A site of two documents made by hand, with a record of every kind, in two kommuner."""
    from referat.store.skriver import Lager
    from referat.store.udgivelse import udgiv
    from store_hjaelp import KOMMUNER, referat
    from web_hjaelp import Site

    db = tmp_path_factory.mktemp("lille") / "lille.db"
    with Lager(db, KOMMUNER) as lager:
        lager.skriv(referat("a"), "/x/a.pdf", "a.pdf")
        lager.skriv(referat("sygedagpenge", kommune="9002"), "/x/b.pdf", "b.pdf")
    udgiv(db, db.with_name("udgivet.db"))
    yield Site(db.with_name("udgivet.db"))


@pytest.fixture
def lager(tmp_path: Path) -> Iterator[object]:
    """An empty store, where it is always the first of March."""
    from referat.store.skriver import Lager
    from store_hjaelp import KOMMUNER

    with Lager(tmp_path / "t.db", KOMMUNER, ur=lambda: "2026-03-01T12:00:00Z") as ud:
        yield ud
