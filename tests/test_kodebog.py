"""The codebook has Danish words for all that is published, and none for what is not there."""

from __future__ import annotations

import pytest
from referat.schemas import kodebog
from referat.store.migreringer import aabn_fil
from referat.store.udfoersel import ordbog
from referat.store.udgivelse import UDGIVNE
from referat.store.visninger import VISNINGER
from sqlite_utils import Database


@pytest.fixture(scope="module")
def ark() -> list[ordbog.Ark]:
    db = Database(memory=True)
    aabn_fil(db, ":memory:")
    return [*map(ordbog.ark, UDGIVNE), *(ordbog.visning(db.conn, v) for v in VISNINGER)]


def test_every_published_table_and_column_is_described(ark: list[ordbog.Ark]) -> None:
    assert [a.navn for a in ark if not a.beskrivelse] == []
    assert [(a.navn, f.navn) for a in ark for f in a.felter if not f.beskrivelse] == []


def test_nothing_is_described_that_is_not_there(ark: list[ordbog.Ark]) -> None:
    kolonner = {a.navn: {f.navn for f in a.felter} for a in ark}
    kolonner["alle"] = set().union(*kolonner.values())
    kolonner[kodebog.VISNING] = set().union(*(kolonner[v] for v in VISNINGER))
    assert [(a, k) for a, ord_ in kodebog.afsnit().items() for k in ord_ if k not in kolonner.get(a, ())] == []


def test_amounts_and_votes_have_units_and_a_word_of_its_own_goes_first() -> None:
    assert (kodebog.enhed("beloeb_kr"), kodebog.enhed("for_antal"), kodebog.enhed("titel")) == ("kr.", "stemmer", "")
    assert kodebog.kolonne("bevillinger", "beloeb_kr") != kodebog.kolonne("tabelceller", "beloeb_kr")
    assert kodebog.kolonne("punkter_vis", "titel") == "Punktets titel."
