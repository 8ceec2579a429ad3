"""Flat files as their readers meet them: any text comes back from CSV, and nothing runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from referat.store.udfoersel.flade import CELLE_TEGN, LEVENDE, csv_bytes, excel_bytes, json_bytes

TEKST = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
KONSTANT = re.compile(r'="[^"\n]{1,255}"')
"""A formula that only says a text: it names no cell, calls nothing, and has no end before its own."""


def laes(stykker: Iterator[bytes], tegn: str = ",") -> list[list[str]]:
    tekst = b"".join(stykker).decode("utf-8")
    return list(csv.reader(io.StringIO(tekst, newline=""), delimiter=tegn, strict=True))


def regneark(*vaerdier: str | int | float | None, kolonne: str = "x") -> list[str]:
    raa = b"".join(excel_bytes([kolonne], [[v] for v in vaerdier]))
    assert raa.startswith(b"\xef\xbb\xbf")
    return [r[0] if r else "" for r in laes(iter([raa[3:]]), ";")[1:]]


@settings(deadline=None)
@given(st.lists(st.tuples(TEKST, TEKST), max_size=5))
def test_any_text_comes_back_from_csv(raekker: list[tuple[str, str]]) -> None:
    assert laes(csv_bytes(["a", "b"], raekker)) == [["a", "b"], *map(list, raekker)]


def test_csv_is_as_the_standard_says() -> None:
    assert b"".join(csv_bytes(["a", "b"], [["x,y", None], ['"', 1.5]])) == b'a,b\r\n"x,y",\r\n"""",1.5\r\n'


@settings(deadline=None)
@given(st.lists(st.one_of(TEKST, st.from_regex(r"[=+@\t\r\n \-][ -~]{0,20}", fullmatch=True)), max_size=8))
def test_no_text_is_run_by_a_spreadsheet(tekster: list[str]) -> None:
    celler = regneark(*tekster)
    assert len(celler) == len(tekster)
    for celle in celler:
        assert not celle.lstrip(" \u00a0").startswith(LEVENDE) or KONSTANT.fullmatch(celle), celle


@settings(deadline=None)
@given(TEKST.filter(lambda t: "\r" not in t))
def test_a_text_is_shown_as_it_is_or_with_an_apostrophe_before_it(tekst: str) -> None:
    (celle,) = regneark(tekst)
    assert tekst in (celle, celle.removeprefix("'"), celle.removeprefix('="').removesuffix('"'))


@pytest.mark.parametrize(
    "tekst",
    [
        "0155",
        "00.01.00",
        "15.00.00",
        "12/2024",
        "3-5",
        "1.234,5",
        "-5",
        "+45 12",
        "12E5",
        "3. maj",
        "maj-24",
        "SAND",
        "5 %",
    ],
)
def test_what_a_spreadsheet_would_change_is_said_to_be_text(tekst: str) -> None:
    assert regneark(tekst) == [f'="{tekst}"']


@pytest.mark.parametrize("tekst", ["Byrådet", "20/33839-A", "00.01.00-P35-1-23", "Vej 5, stuen", "2b", "mandag"])
def test_what_a_spreadsheet_leaves_alone_is_left_alone(tekst: str) -> None:
    assert regneark(tekst) == [tekst]


def test_numbers_dates_and_times_are_such_in_a_danish_spreadsheet() -> None:
    assert regneark(1234.5, -0.1, 1e21, 7, None) == ["1234,5", "-0,1", "1000000000000000000000", "7", ""]
    assert regneark("2024-05-07", kolonne="dato") == ["2024-05-07"]
    assert regneark("2024-05-07", kolonne="journalnummer") == ['="2024-05-07"']
    assert regneark("16:00", kolonne="start") == ["16:00"]
    assert regneark("=1+1", kolonne="start") == ["'=1+1"]
    assert regneark(1234567890123456) == ['="1234567890123456"'], "a sheet keeps fifteen digits"


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    (celle,) = regneark("a" * 40_000)
    assert len(celle) == CELLE_TEGN and celle.endswith("… [afkortet]")


def test_rows_are_read_no_faster_than_they_are_sent() -> None:
    laest = 0

    def raekker() -> Iterator[list[str]]:
        nonlocal laest
        for _ in range(100_000):
            laest += 1
            yield ["x" * 100]

    for skriv in (csv_bytes, excel_bytes):
        resten = skriv(["a"], raekker())
        dele = [next(resten), next(resten)]
        assert laest < 5_000 and all(len(d) < 200_000 for d in dele)


@settings(deadline=None)
@given(st.lists(st.tuples(TEKST, st.none() | st.integers()), max_size=5))
def test_json_is_json(raekker: list[tuple[str, int | None]]) -> None:
    samling = {"alle": [{"a": a, "b": b} for a, b in raekker], "ingen": []}
    assert json.loads(b"".join(json_bytes(samling))) == samling
