"""A workbook as a spreadsheet opens it: every value with its type, no text changed, none of it run."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell import Cell
from referat.store.udfoersel.regneark import CELLE_TEGN, bog_bytes, stykker

TEGN = st.characters(exclude_categories=["Cs", "Cn", "Cc"], include_characters="\t\n")
TEKST = st.text(TEGN, min_size=1, max_size=60)


def celler(*vaerdier: Any, kolonne: str = "x") -> list[Cell]:
    bog = load_workbook(io.BytesIO(bog_bytes([kolonne], [[v] for v in vaerdier])))
    return [r[0] for r in bog.active.iter_rows(min_row=2, max_row=1 + len(vaerdier))]


@settings(deadline=None)
@given(st.lists(st.one_of(TEKST, st.from_regex(r"[=+@\t\n \-][ -~]{0,20}", fullmatch=True)), min_size=1, max_size=8))
def test_every_text_is_a_text_and_comes_back_as_it_was(tekster: list[str]) -> None:
    raa = bog_bytes(["x"], [[t] for t in tekster])
    fundne = [r[0] for r in load_workbook(io.BytesIO(raa)).active.iter_rows(min_row=2)]
    assert [(c.data_type, c.value) for c in fundne] == [("s", t) for t in tekster]
    with zipfile.ZipFile(io.BytesIO(raa)) as zip_:
        ark = zip_.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in ark and "hyperlink" not in ark


@pytest.mark.parametrize(
    "tekst", ["0155", "00.01.00", "12/2024", "-5", "3. maj", "SAND", "=1+1", "@SUM(A1)", "http://a.b"]
)
def test_what_a_spreadsheet_would_change_stays_text_also_when_it_is_edited(tekst: str) -> None:
    (celle,) = celler(tekst, kolonne="journalnummer")
    assert (celle.data_type, celle.value, celle.number_format, celle.hyperlink) == ("s", tekst, "@", None)


def test_numbers_and_dates_are_such() -> None:
    tal = [1234.5, -0.1, 7, None]
    assert [c.value for c in celler(*tal, 1234567890123456)] == [*tal, "1234567890123456"]
    (dag,) = celler("2024-05-07", kolonne="dato")
    assert (dag.value, dag.number_format) == (datetime.datetime(2024, 5, 7), "dd.mm.yyyy")
    ingen = ["1850-05-07", "2024", "2024-13-01"]
    assert [c.value for c in celler(*ingen, kolonne="dato")] == ingen
    assert celler("2024-05-07", kolonne="journalnummer")[0].value == "2024-05-07"
    assert celler(1500000.0, kolonne="beloeb_kr")[0].number_format == "#,##0"
    assert celler(2024, kolonne="aar")[0].number_format == "General"


@pytest.mark.parametrize("tegn", ["a", "🏛"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(tegn: str) -> None:
    (celle,) = celler(tegn * 40_000)
    assert len(celle.value.encode("utf-16-le")) // 2 <= CELLE_TEGN
    assert re.fullmatch(rf"{tegn}+ … \[afkortet\]", celle.value)
    assert celler(tegn * 16_000)[0].value == tegn * 16_000


def test_half_a_character_is_no_error() -> None:
    assert celler("a\ud800b")[0].value == "a?b"


def test_a_sheet_never_gets_more_rows_than_it_holds() -> None:
    dele = [[r[0] for r in del_] for del_ in stykker(iter([(n,) for n in range(7)]), 3)]
    assert dele == [[0, 1, 2], [3, 4, 5], [6]]
    assert [list(d) for d in stykker(iter(()), 3)] == [[]]
