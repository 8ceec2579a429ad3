from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from referat.models.kommuner import KOMMUNER, REGIONER, Kommune, beskadigede_navne, find_kommune, hent_kommune

BESKADIGEDE = Path(__file__).parents[2] / "shared/data/ocr_damaged_names_eng_tesseract.json"


def test_the_98_kommuner_lie_in_their_five_regions() -> None:
    assert len({k.kode for k in KOMMUNER}) == len({k.navn for k in KOMMUNER}) == 98
    assert Counter(k.region for k in KOMMUNER) == {
        "Hovedstaden": 29,
        "Sjælland": 17,
        "Syddanmark": 22,
        "Midtjylland": 19,
        "Nordjylland": 11,
    }
    assert [r.region for r in REGIONER] == ["Nordjylland", "Midtjylland", "Syddanmark", "Hovedstaden", "Sjælland"]


@pytest.mark.parametrize(
    ("navn", "kode"),
    [
        ("København", "0101"),
        ("Københavns Kommune", "0101"),
        ("Høje Taastrup Kommune", "0169"),
        ("høje-tåstrup", "0169"),
        ("Greve", "0253"),
        ("0253", "0253"),
        ("Bornholms Regionskommune", "0400"),
        ("Nordfyns Kommune", "0480"),
        ("Vesthimmerland", "0820"),
        ("Aarhus'", "0751"),
        ("Assens", "0420"),
        ("Hjørring", "0860"),
        ("Region Midtjylland", "1082"),
    ],
)
def test_a_name_finds_its_kommune(navn: str, kode: str) -> None:
    kommune = find_kommune(navn)
    assert kommune is not None and kommune.kode == kode


@pytest.mark.parametrize("navn", ["", "Sermersooq", "Kommune", "Bov Kommune", "9999", "s"])
def test_what_is_no_kommune_of_today_is_not_found(navn: str) -> None:
    assert find_kommune(navn) is None


@given(st.sampled_from(KOMMUNER), st.sampled_from(["{}", "{} Kommune", "{}s Kommune", "{}s", " {} ", "{} kommune"]))
def test_every_kommune_is_found_by_all_forms_of_its_name(kommune: Kommune, form: str) -> None:
    assert find_kommune(form.format(kommune.navn)) == kommune
    assert hent_kommune(kommune.kode) == kommune


def test_a_place_or_postcode_points_to_one_kommune() -> None:
    steder = Counter(navn for k in KOMMUNER for navn, _ in k.steder)
    postnumre = Counter(p for k in KOMMUNER for p in k.postnumre)
    assert max(steder.values()) == max(postnumre.values()) == 1
    assert not set(steder) & {n for k in KOMMUNER for n in k.navne}


def test_no_damaged_spelling_is_the_right_name_of_another() -> None:
    assert not set(beskadigede_navne()) & {n for k in KOMMUNER for n in k.navne}


def test_damage_seen_in_scans_is_known() -> None:
    if not BESKADIGEDE.exists():
        pytest.skip("the shared material is not here")
    par = json.loads(BESKADIGEDE.read_text(encoding="utf-8"))
    kendt = {s: k.navn for s, k in beskadigede_navne().items()}
    assert [(s, navn) for s, navn in par if kendt.get(s, (k := find_kommune(s)) and k.navn) != navn] == []
