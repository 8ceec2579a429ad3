"""Scanned pages: read by Tesseract where it is installed, else never passed over in silence."""

import io
from collections.abc import Callable
from itertools import repeat
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from referat.cli import gruppe
from referat.extract.pipeline import read_referat
from referat.extract.reading import laes, ocr, pdf
from referat.schemas.fejl import KanIkkeLaeses
from scans import SHARED, indscannet, scan

canvas = pytest.importorskip("reportlab.pdfgen.canvas")
kraever_tesseract = pytest.mark.skipif(not ocr.findes(), reason="Tesseract with Danish is not installed")
BREDDE, HOEJDE = 595, 842
LINJER = ["21-014439", "Beslutning", "Godkendt, idet området følger planen, som udvalget drøftede på sit møde i maj."]


def side(c) -> None:
    c.setFont("Helvetica-Bold", 18)
    c.drawString(60, HOEJDE - 80, "Punkt 7: Ny cykelsti på Møllevej")
    c.setFont("Helvetica", 11)
    for n, linje in enumerate(LINJER):
        c.drawString(60, HOEJDE - 120 - 20 * n, linje)


def tegn(*sider: Callable[[object], None]) -> bytes:
    ud = io.BytesIO()
    c = canvas.Canvas(ud, pagesize=(BREDDE, HOEJDE))
    for s in sider:
        s(c)
        c.showPage()
    c.save()
    return ud.getvalue()


def blandet() -> bytes:
    """A page of text, and one that is a picture."""
    billede = next(scan(tegn(side)))
    return tegn(side, lambda c: c.drawInlineImage(billede, 0, 0, BREDDE, HOEJDE))


@pytest.fixture
def uden_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "findes", lambda: False)


@kraever_tesseract
@pytest.mark.parametrize("grader", [0.7, -0.7])
def test_a_turned_scan_gives_level_lines_with_place_and_size(grader: float) -> None:
    laest = laes(indscannet(tegn(side), repeat(grader)))
    assert laest.ocr
    titel, *resten = laest.sider[0].linjer
    assert titel.tekst == "Punkt 7: Ny cykelsti på Møllevej"
    assert [x.tekst for x in resten] == LINJER
    assert titel.forhold > 1.3 and {x.forhold for x in resten} == {1.0}
    assert all(x.boks[0] == pytest.approx(60, abs=2) for x in laest.sider[0].linjer)
    assert titel.boks[3] == pytest.approx(80, abs=8)
    assert (laest.sider[0].bredde, laest.sider[0].hoejde) == (
        pytest.approx(BREDDE, abs=1),
        pytest.approx(HOEJDE, abs=1),
    )
    assert [k for k, _ in laest.advarsler] == ["ocr"]


@pytest.mark.parametrize(("maalt", "top", "ens"), [(26, 32, True), (36, 32, True), (26, 60, False), (45, 32, False)])
def test_the_second_line_of_a_heading_has_the_size_of_its_first(maalt: float, top: float, ens: bool) -> None:
    """Tesseract guesses a line's size from the letters in it, and a short one has few."""
    maal = [(0, 28), (top, maalt)] + [(200 + 20 * n, 20) for n in range(5)]
    linjer = [ocr.Ocrlinje((0, y, 300, y + 20), 0, 0, st, [("Vej", (0, y, 300, y + 20))] * 2) for y, st in maal]
    alle = list(ocr._ord(linjer, SimpleNamespace(bredde=600, hoejde=800), 1.0))
    assert (alle[0].skrift.stoerrelse == alle[2].skrift.stoerrelse) is ens
    assert {o.skrift.stoerrelse for o in alle[4:]} == {20}


def test_punkter_are_known_by_misread_headings() -> None:
    titler = ["Punkt l: Cykelsti", "Punkt 2; Takster", "Punkt 3: Høring"]
    hoved = "REFERAT Børneudvalget d. 07-02-2023\nMødested: Lokale 1\nIndholdsfortegnelse\nCykelsti\nTakster\nHøring"
    tekst = "\n\n".join(f"{t}\n21-01443{n}\nBeslutning\nGodkendt." for n, t in enumerate(titler))
    punkter = read_referat(f"{hoved}\n\n{tekst}\n".encode()).punkter
    assert [(p.nr, p.titel) for p in punkter] == [("1", "Cykelsti"), ("2", "Takster"), ("3", "Høring")]


def test_without_tesseract_a_scan_says_what_to_install(uden_tesseract: None) -> None:
    with pytest.raises(KanIkkeLaeses) as e:
        laes(indscannet(tegn(side)))
    assert e.value.kode == "ocr-mangler"
    assert "apt-get install tesseract-ocr tesseract-ocr-dan" in e.value.besked
    with pytest.raises(KanIkkeLaeses):
        laes(tegn(side), "always")


def test_a_picture_among_pages_of_text_is_warned_of(uden_tesseract: None) -> None:
    laest = laes(blandet())
    assert [bool(s.linjer) for s in laest.sider] == [True, False]
    ((kode, besked),) = laest.advarsler
    assert kode == "side-uden-tekst" and besked.startswith("Side 2 ") and "tesseract-ocr-dan" in besked
    assert not laest.ocr


@kraever_tesseract
def test_only_the_picture_is_read_so_unless_all_or_none_is_asked_for() -> None:
    tekst, billede = laes(blandet()).sider
    assert tekst.linjer[0].font and not billede.linjer[0].font
    assert [x.tekst for x in billede.linjer] == [x.tekst for x in tekst.linjer]
    assert not any(x.font for s in laes(blandet(), "always").sider for x in s.linjer)
    aldrig = laes(blandet(), "never")
    assert not aldrig.sider[1].linjer and aldrig.advarsler[0][0] == "side-uden-tekst"


def test_an_empty_page_is_no_picture() -> None:
    assert laes(tegn(side, lambda c: c.rect(10, 10, 50, 50)), "never").advarsler == ()


@kraever_tesseract
def test_a_document_is_read_again_when_its_pictures_can_be(tmp_path: Path) -> None:
    (tmp_path / "referat.pdf").write_bytes(blandet())

    def status(valg: str) -> str:
        svar = CliRunner().invoke(gruppe, ["ingest", str(tmp_path), "--db", str(tmp_path / "r.db"), "--ocr", valg])
        assert svar.exit_code == 0, svar.output
        return next(s for s in ("lagret 1", "uændret 1", "opdateret 1") if s in svar.stderr)

    assert [status(v) for v in ("never", "never", "auto", "auto")] == [
        "lagret 1",
        "uændret 1",
        "opdateret 1",
        "uændret 1",
    ]


@kraever_tesseract
@pytest.mark.skipif(not SHARED.exists(), reason="../shared is absent")
def test_a_scan_of_a_real_meeting_has_the_punkter_and_numbers_of_its_original() -> None:
    (fil,) = (SHARED / "real/greve/pdf").glob("greve_2022-10-27_*.pdf")

    def punkter(data: bytes) -> list[tuple[str | None, str | None, list[str]]]:
        return [(p.nr, p.titel, [j.raa for j in p.journalnumre]) for p in read_referat(data).punkter]

    original = fil.read_bytes()
    assert len(punkter(original)) > 1
    assert punkter(indscannet(original)) == punkter(original)
