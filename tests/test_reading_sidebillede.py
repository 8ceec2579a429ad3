"""A page as a picture: what is asked for is marked, and no personal number can be read from it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont
from referat.extract.reading import ocr
from referat.extract.reading.sidebillede import DAEKKE, tegn_her, tegn_side
from referat.schemas.fejl import KanIkkeLaeses

canvas = pytest.importorskip("reportlab.pdfgen.canvas")
REFERATER = Path(__file__).parents[1] / "corpus/referater"
FJENDTLIGE = Path(__file__).parents[2] / "shared/hostile"
BREDDE, HOEJDE = 595, 842
SKALA = 2.0
Tegner = Callable[[Any, str, str], None]


def pdf(tegn: Callable[[Any], None], drejet: int = 0) -> bytes:
    """A page that a function draws in Courier, where every digit is as wide."""
    ud = io.BytesIO()
    c = canvas.Canvas(ud, pagesize=(BREDDE, HOEJDE), invariant=1)
    c.setPageRotation(drejet)
    c.setFont("Courier", 12)
    tegn(c)
    c.showPage()
    c.save()
    return ud.getvalue()


def billede(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def sort(b: Image.Image) -> int:
    """How many pixels are as what is painted over."""
    return {farve: n for n, farve in b.getcolors(b.width * b.height) or []}.get(DAEKKE, 0)


def moerke(b: Image.Image) -> int:
    """How many pixels are as dark as print."""
    return sum(b.convert("L").histogram()[:60])


def bagvendt(c: Any, dato: str, nr: str) -> None:
    """What stands last is drawn first."""
    c.drawString(72 + 7.2 * len(dato), 500, f"-{nr}")
    c.drawString(72, 500, dato)


SKREVET: dict[str, Tegner] = {
    "i en sætning": lambda c, d, n: c.drawString(72, 500, f"Klage fra {d}-{n} om afslag"),
    "sammen": lambda c, d, n: c.drawString(72, 500, f"CPR{d}{n}."),
    "spatieret": lambda c, d, n: c.drawString(72, 500, " ".join(d) + " - " + " ".join(n)),
    "over to linjer": lambda c, d, n: (
        c.drawString(72, 500, f"Klage fra {d}-"),
        c.drawString(72, 480, f"{n} om afslag"),
    ),
    "tegnet bagfra": bagvendt,
    "hvid på hvidt": lambda c, d, n: (c.setFillGray(0.99), c.drawString(72, 500, f"{d}-{n}")),
}


@pytest.mark.parametrize("drejet", [0, 90, 180, 270])
@pytest.mark.parametrize("skrevet", SKREVET)
def test_pages_that_differ_in_a_personal_number_give_the_same_picture(skrevet: str, drejet: int) -> None:
    billeder = [
        tegn_her(pdf(lambda c, d=d, n=n: SKREVET[skrevet](c, d, n), drejet), 1, skala=SKALA)
        for d, n in (("240281", "9317"), ("130768", "5520"))
    ]
    assert billeder[0] == billeder[1]
    assert sort(billede(billeder[0])) > 40 * 10 * SKALA**2


def test_another_number_and_the_words_around_are_not_painted_over() -> None:
    a, b = (tegn_her(pdf(lambda c, t=t: c.drawString(72, 500, t)), 1) for t in ("Sag 240281-93175", "Sag 240281-93174"))
    assert a != b
    uden = tegn_her(pdf(lambda c: c.drawString(72, 500, "Klage")), 1)
    med = tegn_her(pdf(lambda c: c.drawString(72, 500, "Klage 240281-9317")), 1)
    ordet = (0, 0, round((72 + 5 * 7.2) * 1.5), HOEJDE)
    assert ImageChops.difference(billede(uden).crop(ordet), billede(med).crop(ordet)).getbbox() is None


def test_what_is_asked_for_is_marked_and_nothing_else() -> None:
    data = (REFERATER / "noerrebaek_social_2024-03-12.pdf").read_bytes()
    felt = (50.0, 90.0, 300.0, 120.0)
    foer, efter = billede(tegn_her(data, 2, skala=SKALA)), billede(tegn_her(data, 2, [felt], SKALA))
    assert ImageChops.difference(foer, efter).getbbox() == tuple(round(x * SKALA) for x in felt)
    assert moerke(foer) > 1_000
    assert moerke(efter) >= moerke(foer), "its text can be read"


@pytest.mark.parametrize("felt", [(-50.0, -50.0, 9999.0, 9999.0), (700.0, 10.0, 800.0, 20.0), (10.0, 10.0, 10.0, 10.0)])
def test_a_place_that_reaches_out_of_the_page_does_no_harm(felt: tuple[float, float, float, float]) -> None:
    data = pdf(lambda c: c.drawString(72, 500, "Åben dagsorden"))
    assert billede(tegn_her(data, 1, [felt], 0.5)).size == (round(BREDDE / 2), HOEJDE // 2)


def test_the_process_draws_as_here_and_says_why_it_does_not() -> None:
    data = (REFERATER / "aalykke_teknik_2018-02-07.pdf").read_bytes()
    felt = (50.0, 90.0, 300.0, 120.0)
    assert tegn_side(data, 1, [felt]) == tegn_her(data, 1, [felt])
    for forkert, side, kode, besked in (
        (data, 99, "ingen-side", "Side 99 findes ikke; PDF'ens sider er 1 til"),
        (data[:400], 1, "afkortet", "kun hentet delvis"),
        (b"%PDF-1.4 intet %%EOF", 1, "beskadiget-pdf", "beskadiget"),
    ):
        with pytest.raises(KanIkkeLaeses, match=besked) as fejl:
            tegn_side(forkert, side)
        assert fejl.value.kode == kode
    with pytest.raises(KanIkkeLaeses) as fejl:
        tegn_side(data, 1, frist=0.0)
    assert fejl.value.kode == "for-langsom"


def test_a_scale_out_of_all_bounds_gives_a_picture_of_a_size_that_can_be_sent() -> None:
    data = pdf(lambda c: c.drawString(72, 500, "Åben dagsorden"))
    for skala in (1e9, 0.0, -1.0):
        bredde, hoejde = billede(tegn_her(data, 1, skala=skala)).size
        assert 0 < bredde * hoejde <= 8_100_000


@pytest.mark.skipif(not FJENDTLIGE.exists(), reason="../shared/hostile is not here")
def test_a_page_made_to_do_harm_is_refused_and_this_process_lives() -> None:
    with pytest.raises(KanIkkeLaeses) as fejl:
        tegn_side((FJENDTLIGE / "bomb_flate_1g.pdf").read_bytes(), 1)
    assert fejl.value.kode in ("arbejder-doed", "for-stor") and "læs sidens tekst" in fejl.value.besked


def skannet() -> bytes:
    """A page that is nothing but a picture, with a number on it."""
    ud = io.BytesIO()
    papir().save(ud, "PDF", resolution=150)
    return ud.getvalue()


def stemplet() -> bytes:
    """The same with a word of text over it, as an archive stamps its scans."""
    from reportlab.lib.utils import ImageReader

    return pdf(lambda c: (c.drawImage(ImageReader(papir()), 0, 0, BREDDE, HOEJDE), c.drawString(500, 820, "Modtaget")))


def papir() -> Image.Image:
    ark = Image.new("RGB", (1240, 1754), "white")
    skrift = ImageFont.load_default(size=32)
    ImageDraw.Draw(ark).text((150, 300), "Klagen fra 240281-9317 blev behandlet i udvalget.", "black", skrift)
    return ark


@pytest.mark.parametrize("data", [skannet, stemplet])
def test_a_page_that_is_a_picture_is_not_shown_where_it_cannot_be_read(
    data: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "findes", lambda: False)
    with pytest.raises(KanIkkeLaeses, match="Side 1 er et billede") as fejl:
        tegn_her(data(), 1)
    assert fejl.value.kode == "side-er-billede"


@pytest.mark.skipif(not ocr.findes(), reason="Tesseract is not installed with Danish")
@pytest.mark.parametrize("data", [skannet, stemplet])
def test_a_number_on_a_scanned_page_is_found_by_ocr_and_painted_over(data: Callable[[], bytes]) -> None:
    assert sort(billede(tegn_her(data(), 1))) > 60 * 10
