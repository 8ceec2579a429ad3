"""Text that nobody sees is no part of a document; what is seen stays, however it is drawn."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from referat.extract.reading import laes
from referat.extract.reading.pdf import SKJULT_TEKST, UKENDTE_TEGN, krydstjek
from referat.schemas.fejl import KanIkkeLaeses
from test_reading_pdf import pdf, skriv

canvas = pytest.importorskip("reportlab.pdfgen.canvas")
SKJULT, SYNLIGT = "skjult 070761-4285", "Punkt 1: Ny cykelsti"
Tegner = Callable[[object], None]


def laest(*sider: Tegner) -> tuple[str, list[tuple[str, str]]]:
    ud = laes(pdf(*sider))
    return ud.tekst, [a for a in ud.advarsler if a[0] == SKJULT_TEKST]


def kasse(c, farve, x=40, y=110, bredde=300, hoejde=20):
    c.setFillColorRGB(*farve)
    c.rect(x, 842 - y, bredde, hoejde, stroke=0, fill=1)


def hvid(c):
    c.setFillColorRGB(1, 1, 1)
    skriv(c, 50, 105, SKJULT)


def sort_paa_sort(c):
    kasse(c, (0, 0, 0))
    c.setFillColorRGB(0, 0, 0)
    skriv(c, 50, 105, SKJULT)


def usynlig(c):
    tekst = c.beginText(50, 842 - 105)
    tekst.setTextRenderMode(3)
    tekst.textLine(SKJULT)
    tekst.setTextRenderMode(0)
    c.drawText(tekst)


def gennemsigtig(c):
    c.setFillAlpha(0)
    skriv(c, 50, 105, SKJULT)
    c.setFillAlpha(1)


def lille(c):
    skriv(c, 50, 105, SKJULT, stoerrelse=0.5)


def udenfor(c):
    skriv(c, 900, 105, SKJULT)


def daekket(c):
    c.setFillColorRGB(0, 0, 0)
    skriv(c, 50, 105, SKJULT)
    kasse(c, (0, 0, 0))


def overskrevet(c):
    """A covered number with a word of its own on the box."""
    daekket(c)
    c.setFillColorRGB(1, 1, 1)
    skriv(c, 50, 105, "UDELADT")


def formular(c):
    """The same inside a form."""
    c.beginForm("f")
    daekket(c)
    c.endForm()
    c.doForm("f")


@pytest.mark.parametrize(
    "skjul", [hvid, sort_paa_sort, usynlig, gennemsigtig, lille, udenfor, daekket, overskrevet, formular]
)
def test_what_nobody_sees_is_not_read_and_is_warned_of_with_its_page(skjul: Tegner) -> None:
    def side(c):
        skjul(c)
        c.setFillColorRGB(0, 0, 0)
        skriv(c, 50, 200, SYNLIGT)

    tekst, advarsler = laest(lambda c: skriv(c, 50, 100, "Første side"), side)
    assert "070761" not in tekst and "4285" not in tekst and "skjult" not in tekst
    assert SYNLIGT in tekst and ("UDELADT" in tekst) == (skjul is overskrevet)
    assert len(advarsler) == 1 and advarsler[0][1].startswith("Side 2 har tekst, der ikke kan ses")


def hvid_paa_moerk(c):
    kasse(c, (0, 0.2, 0.4))
    c.setFillColorRGB(1, 1, 1)
    skriv(c, 50, 105, SYNLIGT)


def paa_graat(c):
    kasse(c, (0.9, 0.9, 0.9))
    c.setFillColorRGB(0, 0, 0)
    skriv(c, 50, 105, SYNLIGT)


def under_gennemsigtig(c):
    skriv(c, 50, 105, SYNLIGT)
    c.setFillAlpha(0.3)
    kasse(c, (1, 1, 0))


def klippet_kasse(c):
    """A box that would cover the text, but is clipped to a place beside it."""
    skriv(c, 50, 105, SYNLIGT)
    c.saveState()
    sti = c.beginPath()
    sti.rect(400, 700, 50, 50)
    c.clipPath(sti, stroke=0, fill=0)
    kasse(c, (0, 0, 0), 0, 842, 595, 842)
    c.restoreState()


def ocr_lag(c):
    """A scan: a picture over the page, and its words drawn invisibly."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    c.drawImage(ImageReader(Image.new("L", (60, 80), 255)), 0, 0, 595, 842)
    tekst = c.beginText(50, 842 - 105)
    tekst.setTextRenderMode(3)
    tekst.textLine(SYNLIGT)
    c.drawText(tekst)


@pytest.mark.parametrize("tegn", [hvid_paa_moerk, paa_graat, under_gennemsigtig, klippet_kasse, ocr_lag])
def test_what_is_seen_is_read_however_it_is_drawn(tegn: Tegner) -> None:
    assert laest(tegn) == (SYNLIGT, [])


def test_a_redaction_over_a_scan_covers_its_text_layer_too() -> None:
    def side(c):
        ocr_lag(c)
        kasse(c, (0, 0, 0))
        c.setFillColorRGB(0, 0, 0)
        skriv(c, 50, 300, "Godkendt.")

    assert laest(side)[0] == "Godkendt."


def test_a_document_of_nothing_but_hidden_text_says_so() -> None:
    with pytest.raises(KanIkkeLaeses, match="dækket af en kasse") as fejl:
        laes(pdf(daekket))
    assert fejl.value.kode == "ingen-tekst"


FJENDTLIGE = Path(__file__).parents[2] / "shared/hostile"


@pytest.mark.skipif(not FJENDTLIGE.exists(), reason="../shared is absent")
@pytest.mark.parametrize("navn", ["lig_fffd", "lig_lost", "lone_surrogate"])
def test_characters_without_a_name_are_warned_of(navn: str) -> None:
    advarsler = dict(laes((FJENDTLIGE / f"{navn}.pdf").read_bytes()).advarsler)
    assert advarsler[UKENDTE_TEGN].startswith("Side 1 har tegn")


@pytest.mark.skipif(not FJENDTLIGE.exists(), reason="../shared is absent")
def test_a_layer_that_is_switched_off_is_not_read_and_one_that_is_on_is() -> None:
    data = (FJENDTLIGE / "ocg_off.pdf").read_bytes()
    assert "skjult" not in laes(data).tekst
    assert "skjult" in laes(data.replace(b"/OFF[6 0 R]", b"/ON [6 0 R]")).tekst


def test_pages_and_text_that_only_the_other_reader_finds_are_warned_of() -> None:
    data = pdf(lambda c: skriv(c, 50, 100, SYNLIGT), lambda c: skriv(c, 50, 100, "To"))
    assert krydstjek(data, 2, []) == []
    assert [k for k, _ in krydstjek(data, 1, [])] == ["faerre-sider"]
    assert krydstjek(data, 2, [2]) == [("tekst-mangler", "Side 2 er læst som tom, men har tekst; se siden efter.")]


def test_a_page_of_mere_drawing_is_no_missing_text() -> None:
    ud = io.BytesIO(pdf(lambda c: skriv(c, 50, 100, SYNLIGT), lambda c: c.line(0, 0, 500, 500)))
    assert laes(ud.getvalue()).advarsler == ()
