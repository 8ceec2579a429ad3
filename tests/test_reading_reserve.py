"""PDFs that PDFium refuses are read by the reserve where it can, and say so."""

import io
import re

import pypdfium2
import pytest
from referat.extract.pipeline import read_referat
from referat.extract.reading import laes, reserve
from referat.extract.reading.reserve import laes_sider
from referat.schemas.fejl import KanIkkeLaeses

canvas = pytest.importorskip("reportlab.pdfgen.canvas")
pdfencrypt = pytest.importorskip("reportlab.lib.pdfencrypt")
TITLER = ["Ny cykelsti på Møllevej", "Takster på færgen", "Eventuelt"]


def pdf() -> bytes:
    """Three pages, one punkt each, uncompressed so that a test can damage them."""
    ud = io.BytesIO()
    c = canvas.Canvas(ud, pagesize=(595, 842), pageCompression=0)
    for n, titel in enumerate(TITLER, 1):
        c.setFont("Helvetica-Bold", 18)
        c.drawString(60, 762, f"Punkt {n}: {titel}")
        c.setFont("Helvetica", 11)
        c.drawString(60, 722, "Beslutning")
        c.drawString(60, 702, "Godkendt, idet udvalget følger forvaltningens indstilling.")
        c.showPage()
    c.save()
    return ud.getvalue()


def uden_sidetrae() -> bytes:
    """The catalog no longer names the page tree."""
    return re.sub(rb"/Pages (\d+ 0 R)", rb"/Pagez \1", pdf())


def med_boern_i_en_side() -> bytes:
    """The second page passes itself off as a branch of the page tree too."""
    foer, foerste, efter = pdf().partition(b"/Rotate 0")
    return foer + foerste + efter.replace(b"/Rotate 0", b"/Kids [ ]", 1)


def test_a_lost_page_tree_is_read_as_lines_with_place_and_type() -> None:
    laest, hel = laes(uden_sidetrae()), laes(pdf())
    assert laest.tekst == hel.tekst
    assert [(s.bredde, s.hoejde) for s in laest.sider] == [(595, 842)] * 3
    for a, b in zip(laest.sider[0].linjer, hel.sider[0].linjer, strict=True):
        assert a.boks == pytest.approx(b.boks, abs=6)
        assert (a.font, a.forhold, a.fed) == (b.font, b.forhold, b.fed)
    ((kode, besked),) = laest.advarsler
    assert kode == "beskadiget-laest" and besked.startswith("Side 1, 2 og 3 er beskadiget")


def test_a_locked_file_before_it_does_not_make_it_locked() -> None:
    ud = io.BytesIO()
    c = canvas.Canvas(ud, encrypt=pdfencrypt.StandardEncryption("hemmelig"))
    c.drawString(60, 700, "Punkt 1: Lukket for alle")
    c.save()
    with pytest.raises(KanIkkeLaeses) as e:
        laes(ud.getvalue())
    assert e.value.kode == "krypteret"
    assert [kode for kode, _ in laes(uden_sidetrae()).advarsler] == ["beskadiget-laest"]


def test_its_punkter_are_those_of_the_undamaged_file() -> None:
    punkter = read_referat(uden_sidetrae()).punkter
    assert [p.titel for p in punkter] == TITLER
    assert {p.udfald for p in punkter} == {"godkendt"}


def test_a_page_that_pdfium_passes_over_is_read_in_its_place() -> None:
    laest = laes(med_boern_i_en_side())
    assert laest.tekst == laes(pdf()).tekst
    assert [k for k, _ in laest.advarsler] == ["beskadiget-laest"]


def test_pages_that_neither_finds_stay_missing() -> None:
    laest = laes(pdf().replace(b"/Count 3", b"/Count 5"))
    assert [bool(s.linjer) for s in laest.sider] == [True] * 3 + [False] * 2
    assert [k for k, _ in laest.advarsler] == ["beskadiget-side"] * 2


@pytest.mark.parametrize("slut", [b"", b"%%EOF"])
def test_what_both_refuse_is_refused_as_before(slut: bytes) -> None:
    with pytest.raises(KanIkkeLaeses) as e:
        laes(b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog" + slut)
    assert e.value.kode == ("beskadiget-pdf" if slut else "afkortet")


def test_it_has_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    data = uden_sidetrae()
    assert all(laes_sider(data, 3, 1_000))
    assert laes_sider(data, 2, 1_000) == []
    assert laes_sider(data, 3, 10) == [None] * 3
    monkeypatch.setattr(reserve, "FRIST", -1.0)
    assert laes_sider(data, 3, 1_000) == [None] * 3


def test_pdfium_does_not_forgive_the_damage() -> None:
    """Should it do so one day, the tests above would prove nothing."""
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(uden_sidetrae())
