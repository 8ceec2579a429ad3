from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from referat.extract.vaerdier import enhed, find_datoer, iso_dato, klokkeslaet, kroner, tal, tal_med_enhed
from referat.models.viden import data, regler


@pytest.mark.parametrize(
    ("raa", "vaerdi"),
    [
        ("2.954,9", 2954.9),
        ("-0,0", 0.0),
        ("1.214,2-", -1214.2),
        ("(12,5)", -12.5),
        ("−4,8", -4.8),
        ("418 pct.", 418.0),
        ("1,3%", 1.3),
        ("+ 11", 11.0),
        ("1 250 000", 1250000.0),
        ("1\u00a0250", 1250.0),
        ("2024", 2024.0),
        ("1.250,-", 1250.0),
        ("kr. 12.000", 12000.0),
        ("4,9 mio. kr.", 4.9),
    ],
)
def test_danish_numbers(raa: str, vaerdi: float) -> None:
    assert tal(raa) == vaerdi


@pytest.mark.parametrize(
    "raa",
    ["", "-", "2 0", "1.5", "0.125", "12 børn", "43 97 97 97", "06-08-2024", "(12", "-5-", "1.00", "9" * 400, "1,2,3"],
)
def test_what_is_no_clean_number_has_no_value(raa: str) -> None:
    assert tal(raa) is None


def _dansk(n: int, decimaler: int, skil: str) -> str:
    hele, rest = divmod(abs(n), 10**decimaler)
    return f"{hele:,}".replace(",", skil) + (f",{rest:0{decimaler}d}" if decimaler else "")


@given(
    st.integers(-(10**11), 10**11),
    st.integers(0, 3),
    st.sampled_from([".", " ", ""]),
    st.sampled_from(["-", "−", "(", "efter"]),
)
def test_printed_numbers_are_read_back(n: int, decimaler: int, skil: str, minus: str) -> None:
    s = _dansk(n, decimaler, skil)
    if n < 0:
        s = f"({s})" if minus == "(" else f"{s}-" if minus == "efter" else minus + s
    assert tal(s) == pytest.approx(n / 10**decimaler)


@given(st.text(max_size=30))
def test_any_text_is_survived(s: str) -> None:
    tal(s), tal_med_enhed(s), klokkeslaet(s), iso_dato(s)


@pytest.mark.parametrize(
    ("raa", "iso"),
    [
        ("06-08-2024", "2024-08-06"),
        ("d. 06. august 2024", "2024-08-06"),
        ("6. november 2018", "2018-11-06"),
        ("11.04.2023", "2023-04-11"),
        ("2. juni 2021", "2021-06-02"),
        ("26/3-2015", "2015-03-26"),
        ("26. January 2021", "2021-01-26"),
        ("Mandag d. 10. januar 2022 kl. 08:00", "2022-01-10"),
        ("den 26.03.15", "2015-03-26"),
        ("26/3-15", "2015-03-26"),
        ("26-03-15", None),
        ("31. februar 2020", None),
        ("22-28-15.00.00-P20", None),
        ("15.00.00", None),
        ("fra 1. maj 2020 til 2. maj 2020", None),
    ],
)
def test_one_date(raa: str, iso: str | None) -> None:
    assert iso_dato(raa) == iso


NAVNE = data("datoer")["maaneder"]
FORMER = [
    "{0.day:02d}-{0.month:02d}-{0.year}",
    "{0.day}.{0.month}.{0.year}",
    "{0.day}/{0.month}-{0.year}",
    "{0.day}. {1} {0.year}",
    "{0.day:02d}. {1} {0.year}",
    "{0.year}-{0.month:02d}-{0.day:02d}",
]


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.integers(0, 5), st.data())
def test_every_printed_date_is_found_in_its_place(d: date, form: int, valg: st.DataObject) -> None:
    navn = valg.draw(st.sampled_from(NAVNE[d.month - 1]))
    skrevet = FORMER[form].format(d, navn)
    tekst = f"Byrådet den {skrevet}, punkt 7."
    assert find_datoer(tekst) == [(d.isoformat(), 12, 12 + len(skrevet))]


def test_dates_of_a_text_come_in_its_order() -> None:
    tekst = "Kultur den 2. juni 2021, Økonomi 11.04.2023 og 26/3-2015; sag 19/24943 og 2019/20."
    assert [x[0] for x in find_datoer(tekst)] == ["2021-06-02", "2023-04-11", "2015-03-26"]


@pytest.mark.parametrize(
    ("raa", "tider"),
    [
        ("kl. 16:00", ("16:00", None)),
        ("kl. 19.00", ("19:00", None)),
        ("9:30", ("09:30", None)),
        ("kl. 9", ("09:00", None)),
        ("kl. 16.00-18.30", ("16:00", "18:30")),
        ("Kl. 17.00 til ca. 19.30", ("17:00", "19:30")),
        ("d. 06-08-2024 kl. 16", ("16:00", None)),
        ("kl. 1630", ("16:30", None)),
        ("16.00 - 18.30", ("16:00", "18:30")),
        ("06-08-2024", (None, None)),
        ("15.00.00", (None, None)),
        ("§ 16.00 i loven", (None, None)),
    ],
)
def test_times(raa: str, tider: tuple[str | None, str | None]) -> None:
    assert klokkeslaet(raa) == tider


@given(st.times(), st.sampled_from([":", "."]))
def test_printed_times_are_read_back(t: object, skil: str) -> None:
    hhmm = f"{t:%H:%M}"
    assert klokkeslaet(f"Mødet begyndte kl. {hhmm.replace(':', skil)} i salen") == (hhmm, None)


@pytest.mark.parametrize(
    ("raa", "navn"),
    [
        ("Tabel 2: Drift (mio. kr. 2023-pl)", "mio. kr."),
        ("i 1.000 kr.", "1.000 kr."),
        ("T.kr.", "1.000 kr."),
        ("Hele kr.", "kr."),
        ("Udvikling i pct.", "pct."),
        ("Antal børn", "antal"),
        ("Børn i alt", None),
    ],
)
def test_units(raa: str, navn: str | None) -> None:
    assert enhed(raa) == navn


def test_amounts_in_kroner() -> None:
    assert kroner(2954.9, "mio. kr.") == 2954900000.0
    assert kroner(-4.8, "1.000 kr.") == -4800.0
    assert kroner(12.0, "pct.") is None


def test_every_month_name_is_in_the_pattern() -> None:
    moenster = regler("datoer")[0].moenster
    assert [n for navne in NAVNE for n in navne if not moenster.fullmatch(f"1. {n} 2020")] == []
