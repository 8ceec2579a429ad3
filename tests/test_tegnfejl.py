"""Text whose letters a font names wrongly is warned of; text that is only odd is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from referat.corpus import samling
from referat.extract.reading import laes
from referat.extract.tegnfejl import NOK, find_tegnfejl
from referat.schemas.side import Linje, Side

SHARED = Path(__file__).resolve().parents[2] / "shared"
PROSA = "Forvaltningen indstiller, at puljen fordeles, og at der følges op på det efter sommeren. "


def beskeder(*sider: str) -> list[str]:
    fundet = list(find_tegnfejl([Side(n, (Linje(t, n, 0),)) for n, t in enumerate(sider, 1)]))
    assert {k for k, _ in fundet} <= {"forkerte-tegn"}
    return [b for _, b in fundet]


def flyt(tekst: str, skridt: int) -> str:
    return " ".join("".join(chr(ord(x) + skridt) for x in o) for o in tekst.split())


def test_words_that_lost_a_ligature_are_named_with_their_pages() -> None:
    assert beskeder(PROSA, "Det blev offcielt, at projektet fnansieres.", "Profl og trafk.") == [
        "Side 2 og 3 har ord, hvor skriften ser ud til at have tabt bogstaver: »fnansieres«, »offcielt«, »profl«."
    ]


def test_a_slip_of_the_writer_is_no_fault_of_the_font() -> None:
    assert beskeder("Det officielle svar er offcielt.", "Ofentlig høring om affald.") == []
    assert len(beskeder("Den første konfirmation: trafk, fnansieres, specifkke og profl.")) == 1


@pytest.mark.parametrize("skridt", [-3, -2, -1, 1, 2, 3])
@pytest.mark.parametrize("ord_", ["godkendt", "Godkendt", "INDSTILLING"])
def test_letters_that_are_all_moved_are_seen_by_one_word(ord_: str, skridt: int) -> None:
    assert len(beskeder(f"{PROSA} {flyt(ord_, skridt)}")) == 1


def test_a_page_in_no_language_is_seen_and_a_list_of_names_is_not() -> None:
    bogstaver = str.maketrans("abcdefghijklmnopqrstuvwxyzæøå", "qwpåzxcvbnmøasdfghjklæertyuio")
    tekst = " ".join((samling.REFERATER / "noerrebaek_oekonomi_2024-03-19.txt").read_text(encoding="utf-8").split())
    assert beskeder(tekst) == []
    (besked,) = beskeder(PROSA, tekst.lower().translate(bogstaver))
    assert besked.startswith("Side 2 har tekst, der ikke ligner noget sprog")
    assert beskeder(" ".join(f"{chr(97 + n % 26)}{chr(97 + n // 26)}sen" for n in range(NOK - 1))) == []


def ordentlige() -> list[Path]:
    """Documents in which no font is at fault."""
    mapper = [samling.REFERATER, SHARED / "seeds", SHARED / "real/greve/txt", SHARED / "real/aarhus"]
    return [p for m in mapper if m.is_dir() for p in sorted(m.iterdir()) if p.suffix in (".pdf", ".txt", ".md")]


def test_no_ordinary_document_is_warned_of() -> None:
    advaret = {p.name: f for p in ordentlige() if (f := list(find_tegnfejl(laes(p.read_bytes(), "never").sider)))}
    assert advaret == {}
