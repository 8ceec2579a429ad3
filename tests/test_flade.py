"""Flat files as their readers meet them: any text comes back from CSV, and JSON is JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from referat.store.udfoersel.flade import csv_bytes, csv_raekker, json_bytes

TEKST = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def laes(stykker: Iterator[bytes]) -> list[list[str]]:
    tekst = b"".join(stykker).decode("utf-8")
    return list(csv.reader(io.StringIO(tekst, newline=""), strict=True))


@settings(deadline=None)
@given(st.lists(st.tuples(TEKST, TEKST), max_size=5))
def test_any_text_comes_back_from_csv(raekker: list[tuple[str, str]]) -> None:
    assert laes(csv_bytes(["a", "b"], raekker)) == [["a", "b"], *map(list, raekker)]


def test_csv_is_as_the_standard_says() -> None:
    assert b"".join(csv_bytes(["a", "b"], [["x,y", None], ['"', 1.5]])) == b'a,b\r\n"x,y",\r\n"""",1.5\r\n'
    assert b"".join(csv_raekker([["x", 1]])) == b"x,1\r\n"


def test_rows_are_read_no_faster_than_they_are_sent() -> None:
    laest = 0

    def raekker() -> Iterator[list[str]]:
        nonlocal laest
        for _ in range(100_000):
            laest += 1
            yield ["x" * 100]

    resten = csv_bytes(["a"], raekker())
    dele = [next(resten), next(resten)]
    assert laest < 5_000 and all(len(d) < 200_000 for d in dele)


@settings(deadline=None)
@given(st.lists(st.tuples(TEKST, st.none() | st.integers()), max_size=5))
def test_json_is_json(raekker: list[tuple[str, int | None]]) -> None:
    samling = {"alle": [{"a": a, "b": b} for a, b in raekker], "ingen": []}
    assert json.loads(b"".join(json_bytes(samling))) == samling
