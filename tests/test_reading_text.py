"""Text and Markdown files: whatever wrote them, the same characters, lines and pages come out."""

import codecs
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from referat.extract.reading import laes
from referat.extract.reading.tegn import normaliser
from referat.schemas.fejl import KanIkkeLaeses
from referat.schemas.side import Laest, Linje

SHARED = Path(__file__).parents[2] / "shared"
DANSK = st.text("abcdefgå æøåÆØÅéüö0123456789.,:;-–()§\n\t", min_size=1).filter(str.strip)


def linjer(laest: Laest) -> list[Linje]:
    return [x for side in laest.sider for x in side.linjer]


def tekster(data: bytes) -> list[str]:
    return [x.tekst for x in linjer(laes(data))]


def hver_linje_staar_hvor_den_siger(laest: Laest) -> bool:
    return all(laest.tekst[x.tegn_fra : x.tegn_til] == x.tekst for x in linjer(laest))


def _er_utf8(data: bytes) -> bool:
    """Whether bytes of another encoding happen to be UTF-8 too, so that nobody could know."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@given(DANSK, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"]), st.sampled_from(["NFC", "NFD"]))
def test_danish_text_comes_back_whole_from_every_encoding(tekst: str, kodning: str, form: str) -> None:
    if form == "NFD" and not kodning.startswith("utf"):
        form = "NFC"
    if kodning == "latin-1":
        tekst = tekst.replace("–", "-")
    data = unicodedata.normalize(form, tekst).encode(kodning)
    assume(kodning.startswith("utf") or tekst.isascii() or not _er_utf8(data))
    laest = laes(data)
    assert laest.tekst == "\n".join(x.rstrip(" ") for x in tekst.removesuffix("\n").split("\n"))
    assert hver_linje_staar_hvor_den_siger(laest)


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_read_with_true_offsets_or_refused_with_a_reason(tekst: str) -> None:
    try:
        laest = laes(tekst.encode())
    except KanIkkeLaeses as e:
        assert e.kode in {"tom-fil", "ukendt-format"}
    else:
        assert hver_linje_staar_hvor_den_siger(laest)
        assert unicodedata.is_normalized("NFC", laest.tekst)


@pytest.mark.parametrize(
    ("raa", "ren"),
    [
        ("Bevilling\u00a0på\u202f5\u2009mio.", "Bevilling på 5 mio."),
        ("øko\u00adno\u200bmi", "økonomi"),
        ("o\ufb03cielt, \ufb01re \ufb02ag, sto\ufb00er", "officielt, fire flag, stoffer"),
        ("Byra\u030adet i A\u030alborg", "Byrådet i Ålborg"),
        ("ga\u030aafstand", "gåafstand"),
        ("Byr\u030aadet", "Byrådet"),
        ("Byr\u02daadet og Byra\u02dadet", "Byrådet og Byrådet"),
        ("en temperatur på 20 °C", "en temperatur på 20 °C"),
        ("Punkt \x1b[31m\u202e7\u200f\x07", "Punkt 7"),
        ("\uf0b7 Godkendt", "• Godkendt"),
        ("en\r\nto\rtre\u2028fire", "en\nto\ntre\nfire"),
    ],
)
def test_one_spelling_of_every_character(raa: str, ren: str) -> None:
    assert normaliser(raa) == ren


def test_windows_bytes_that_are_no_utf8_keep_their_quotes_and_dashes() -> None:
    assert tekster("Punkt 1 – “Åben” sag".encode("cp1252")) == ["Punkt 1 – “Åben” sag"]


def test_indentation_and_cells_stay_also_empty_ones_and_line_ends_are_trimmed() -> None:
    assert tekster(b"  1. at  \r\nNavn\tBeloeb\t \r\n\r\nslut\r\n") == ["  1. at", "Navn\tBeloeb\t", "", "slut"]


def test_a_form_feed_begins_a_page() -> None:
    laest = laes(b"en\nto\f\ntre\f")
    assert [(s.nr, s.tekst) for s in laest.sider] == [(1, "en\nto"), (2, "tre")]
    assert laest.tekst == "en\nto\ftre"
    assert hver_linje_staar_hvor_den_siger(laest)


def test_running_heads_are_set_aside_and_headings_are_not() -> None:
    sider = [
        f"Byrådet i Nordby\nPunkt {n}: Sag om vej\n24-00{n}\nBeslutning\nGodkendt.\n\nSide {n} af 5"
        for n in range(1, 6)
    ]
    laest = laes("\f".join(sider).encode())
    art = {(x.side, x.tekst): x.art for x in linjer(laest)}
    assert {art[n, "Byrådet i Nordby"] for n in range(1, 6)} == {"hoved"}
    assert {art[n, f"Side {n} af 5"] for n in range(1, 6)} == {"fod"}
    assert {art[n, "Beslutning"] for n in range(1, 6)} == {"broed"}
    assert {art[n, "Godkendt."] for n in range(1, 6)} == {"broed"}


def test_titles_and_decisions_that_repeat_across_pages_are_body() -> None:
    sider = ["Forside\nMødedeltagere", "Indhold\nPunkt 1 til 3"]
    sider += [f"Punkt {n}: Lukket sag\n24-00{n}\nBeslutning\n{x}." for n, x in ((7, "Godkendt"), (8, "Udsat"))]
    sider += ["Punkt 9: Eventuelt\nIntet.", "Underskrifter"]
    assert {x.art for x in linjer(laes("\f".join(sider).encode()))} == {"broed"}


MARKDOWN = r"""# REFERAT Vejudvalget

**Mødested**    Sal 2

## **Punkt 1: Cykelsti \_nord\_**
### Beslutning

1. at *godkende* sagen
- se [planen](https://example.dk/plan)

| Navn | Beløb |
|------|------:|
| Drift | **5,0** |
"""


def test_markdown_marks_become_size_and_boldness() -> None:
    alle = {x.tekst: x for x in linjer(laes(MARKDOWN.encode()))}
    titel, punkt, afsnit = alle["REFERAT Vejudvalget"], alle["Punkt 1: Cykelsti _nord_"], alle["Beslutning"]
    assert titel.forhold > punkt.forhold > afsnit.forhold > 1
    assert punkt.fed and not afsnit.fed
    assert alle["Mødested    Sal 2"].fed_til == len("Mødested")
    assert "1. at godkende sagen" in alle
    assert "- se planen" in alle


def test_bold_that_goes_on_over_a_line_end_is_bold_on_both_lines() -> None:
    alle = linjer(laes("# Møde\n**Center for Politik og\nKommunikation indstiller,** at".encode()))
    assert [(x.tekst, x.fed_til) for x in alle[1:]] == [
        ("Center for Politik og", 21),
        ("Kommunikation indstiller, at", 25),
    ]


def test_a_markdown_table_is_lines_of_cells() -> None:
    assert tekster(MARKDOWN.encode())[-2:] == ["Navn\tBeløb", "Drift\t5,0"]


def test_stars_in_plain_text_are_left_alone() -> None:
    assert tekster(b"Beregning: 3 * 4 * 5\nSag_nr_12 og \\_x") == ["Beregning: 3 * 4 * 5", "Sag_nr_12 og \\_x"]


@pytest.mark.parametrize(
    ("data", "kode"),
    [
        (b"", "tom-fil"),
        (b" \r\n\f\n", "tom-fil"),
        (codecs.BOM_UTF8, "tom-fil"),
        ("\u200b\u00ad\n".encode(), "tom-fil"),
        (b"PK\x03\x04" + bytes(60), "ukendt-format"),
        (b"<!DOCTYPE html><html><body><script>hent()</script></body></html>", "tom-fil"),
        (b"<?xml version='1.0'?><rss><title>Referat</title></rss>", "ukendt-format"),
        (b'{"Dagsordenpunkter": [{"Number": "1"', "beskadiget"),
        (b"PK\x03\x04 word/document.xml" + bytes(60), "beskadiget"),
        (b'{"punkter": []}', "ukendt-format"),
        (bytes(range(256)) * 4, "ukendt-format"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, kode: str) -> None:
    with pytest.raises(KanIkkeLaeses) as e:
        laes(data)
    assert e.value.kode == kode
    assert e.value.besked.endswith(".")


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is absent")
@pytest.mark.parametrize("mappe", ["seeds", "real/greve/txt"])
def test_real_text_files_are_read_with_true_offsets(mappe: str) -> None:
    for fil in sorted((SHARED / mappe).glob("*.txt")):
        laest = laes(fil.read_bytes())
        assert hver_linje_staar_hvor_den_siger(laest)
        assert not any(x.tekst.startswith(("#", "**F", "**C", "**M")) for x in linjer(laest))


def test_running_heads_of_a_text_without_pages_are_set_aside() -> None:
    hoved = "Klitlund Kommune\nTeknikudvalget\nSide {}\n"
    tekst = "\n".join(f"{hoved.format(n)}\n{n}. Sag om torv {n}\nBeslutning\nGodkendt.\n" for n in (1, 2, 4, 5))
    art = {x.tekst: x.art for x in linjer(laes(tekst.encode()))}
    assert art["Klitlund Kommune"] == art["Side 4"] == "hoved"
    assert art["2. Sag om torv 2"] == art["Godkendt."] == "broed"
    punkter = "\n".join(f"Punkt {n}\nÅbent\n" for n in (1, 2, 3))
    assert {x.art for x in linjer(laes(punkter.encode()))} == {"broed"}
