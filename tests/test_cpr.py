"""Personal numbers are covered in every writing, and other numbers left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from referat.schemas import cpr

SHARED = Path(__file__).parents[2] / "shared"

ORD = ["og", "Borgeren,", "Åse", "Ærøe", "sagen.", "(Bilag)", "CPR:", "født", "§", "afgørelse;", "pkt.", "brevet"]
prosa = st.lists(st.sampled_from(ORD), min_size=0, max_size=6).map(" ".join)
dage = st.integers(1, 31) | st.integers(61, 91)
datoer = st.tuples(dage, st.integers(1, 12), st.integers(0, 99)).map(lambda d: "".join(f"{x:02}" for x in d))
numre = st.tuples(datoer, st.integers(0, 9999).map(lambda n: f"{n:04}"))

SKRIVEMAADER = {
    "bindestreg": lambda d, n: f"{d}-{n}",
    "tankestreg": lambda d, n: f"{d}–{n}",
    "minus": lambda d, n: f"{d}\u2212{n}",
    "fast bindestreg": lambda d, n: f"{d}\u2011{n}",
    "luft om stregen": lambda d, n: f"{d} - {n}",
    "fast luft om stregen": lambda d, n: f"{d}\xa0–\xa0{n}",
    "mellemrum": lambda d, n: f"{d} {n}",
    "kolon": lambda d, n: f"{d}:{n}",
    "aarhundrede": lambda d, n: f"{d[:4]}19{d[4:]}-{n}",
    "dato med aarhundrede": lambda d, n: f"{d[:2]}.{d[2:4]}.20{d[4:]}-{n}",
    "luft om aarhundrede": lambda d, n: f"{d[:2]}/{d[2:4]} 18{d[4:]} - {n}",
    "sammen": lambda d, n: d + n,
    "spatieret": lambda d, n: f"{' '.join(d)} - {' '.join(n)}",
    "spatieret uden streg": lambda d, n: " ".join(d + n),
    "punktummer": lambda d, n: f"{d[:2]}.{d[2:4]}.{d[4:]}-{n}",
    "skraastreger": lambda d, n: f"{d[:2]}/{d[2:4]}/{d[4:]}-{n}",
    "skraastreg": lambda d, n: f"{d}/{n}",
    "streger": lambda d, n: f"{d[:2]}-{d[2:4]}-{d[4:]}-{n}",
    "linjeskift efter": lambda d, n: f"{d}-\n{n}",
    "linjeskift foer": lambda d, n: f"{d}\r\n-{n}",
    "linjeskift uden streg": lambda d, n: f"{d}\n{n}",
    "indrykket": lambda d, n: f"{d}-\n          {n}",
    "sideskift": lambda d, n: f"{d}-\f{n}",
    "fuld bredde": lambda d, n: "".join(chr(ord(c) + 0xFEE0) for c in d) + "－" + n,
    "bloed bindestreg": lambda d, n: f"{d[:4]}\xad{d[4:]}-{n}",
    "uden bredde": lambda d, n: f"{d[:2]}\u200b{d[2:]}\u2060-\ufeff{n[:2]}\u200c{n[2:]}",
}


@pytest.mark.parametrize("skrivemaade", SKRIVEMAADER)
@given(
    numre, prosa, prosa, st.sampled_from(["", " ", ":", "(", "nr."]), st.sampled_from(["", " ", ".", ")", ", ", ";"])
)
def test_a_number_is_covered_in_every_writing(
    skrivemaade: str, nummer: tuple[str, str], foer: str, efter: str, aaben: str, luk: str
) -> None:
    skrevet = SKRIVEMAADER[skrivemaade](*nummer)
    tekst = foer + aaben + skrevet + luk + efter
    ud = cpr.mask(tekst)
    assert len(ud) == len(tekst)
    assert not any(c.isdecimal() for c in ud)
    assert cpr.find(tekst) == [(len(foer + aaben), len(foer + aaben + skrevet))]
    assert re.sub(r"\d", cpr.DAEKKET, tekst) == ud, "all but the digits stands"


@pytest.mark.parametrize(
    "tekst",
    [
        "J.nr. 00.01.00-P35-1-23",
        "00.01.02.03-1234",
        "22-28-15.00.00",
        "Sag 20/33839",
        "tlf. 12 34 56 78",
        "12345678 og 20 10 12 34",
        "1.010.203.123 kr.",
        "1.010.203 1.234.567",
        "010.203,12",
        "EAN 5798001020312",
        "CVR 29189609",
        "P-nr. 1000123456",
        "reg. 1234 0102031234",
        "konto 1234-0102031234",
        "IBAN DK5000400440116243",
        "12.03.2024 kl. 16.00",
        "12.03.24 16:00–18:30",
        "2024-03-12T16:00:00Z",
        "01.01.2024-31.12.2024",
        "01.01.2124-1234",
        "01012024-12345",
        "120324:16:00",
        "budget 2023-2026",
        "321303-1234",
        "011303-1234",
        "000103-1234",
        "920103-1234",
        "010203-12345",
        "5010203-1234",
        "matr. 12ab, 010203",
        "70.87, 501.2, 310.4, 512.25",
        "",
    ],
)
def test_another_number_is_left_alone(tekst: str) -> None:
    assert cpr.mask(tekst) == tekst


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("1 010203-1234 og 040506-7890", "1 ••••••-•••• og ••••••-••••"),
        ("referat_010203-1234.pdf", "referat_••••••-••••.pdf"),
        ("sag 2024-010203-1234-5", "sag 2024-••••••-••••-5"),
        ("99010203-1234 010203-1234", "99010203-1234 ••••••-••••"),
        ("010203-1234.0102031234,0405061234", "••••••-••••.••••••••••,••••••••••"),
        ("01.02.03-1234/04.05.06-1234", "••.••.••-••••/••.••.••-••••"),
        ("010203 1234/040506 1234", "•••••• ••••/•••••• ••••"),
    ],
)
def test_what_stands_around_a_number_does_not_hide_it(tekst: str, ventet: str) -> None:
    assert cpr.mask(tekst) == ventet


@given(st.text("0123 -.\n\u200b\xada", max_size=200))
def test_masking_keeps_length_and_leaves_nothing_to_mask(tekst: str) -> None:
    ud = cpr.mask(tekst)
    assert len(ud) == len(tekst)
    assert cpr.find(ud) == []


def test_no_text_is_slow_to_search() -> None:
    for stykke in ("0 ", "01\u200b", "0" + "\xad" * 50, "01 02 03" + " " * 60, "1-"):
        assert cpr.find(stykke * 4_000) is not None


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")
def test_at_most_one_in_two_hundred_numbers_of_real_minutes_is_taken_for_one() -> None:
    tekster = [
        p.read_text("utf-8", errors="replace") for p in [*SHARED.rglob("seeds/*.txt"), *SHARED.rglob("real/**/*.txt")]
    ]
    tal = sum(len(re.findall(r"\d+(?:[.,/:–-]\d+)*", t)) for t in tekster)
    assert tal > 10_000
    assert sum(len(cpr.find(t)) for t in tekster) <= tal / 200
