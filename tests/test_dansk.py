"""Numbers, counts and dates as Danes write them, the same wherever people read them."""

from __future__ import annotations

import pytest
from referat.schemas import dansk
from referat.store.felter import laes_felt, vis
from referat.web import skrift


@pytest.mark.parametrize(
    ("n", "skrevet"),
    [
        (0, "0"),
        (1234, "1.234"),
        (1234.0, "1.234"),
        (2954.9, "2.954,9"),
        (-0.5, "-0,5"),
        (1e15, "1.000.000.000.000.000"),
    ],
)
def test_a_number(n: float, skrevet: str) -> None:
    assert dansk.tal(n) == skrevet
    assert vis(laes_felt("bevillinger.1.beloeb_kr"), str(n)) == skrevet
    assert skrift.tal(n) == skrevet.replace("-", "−")


def test_decimals_counts_and_what_is_not_there() -> None:
    assert (dansk.tal(1.5, 2), dansk.tal(2, 1)) == ("1,50", "2,0")
    assert [dansk.antal(n, "punkt", "punkter") for n in (0, 1, 2000)] == ["0 punkter", "1 punkt", "2.000 punkter"]
    assert (skrift.tal(None), dansk.dato(None), dansk.lang_dato(None)) == ("–", "–", "uden dato")


def test_a_date() -> None:
    assert (dansk.dato("2024-08-06"), dansk.lang_dato("2024-08-06")) == ("06.08.2024", "6. august 2024")
    assert (dansk.dato("2024"), dansk.lang_dato("sommer")) == ("2024", "sommer")
    assert vis(laes_felt("moede.dato"), "2024-08-06") == "06.08.2024"
    assert vis(laes_felt("bevillinger.1.aar"), "2024") == "2024"
