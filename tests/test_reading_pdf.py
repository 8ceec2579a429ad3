"""PDF files: every character PDFium sees, in reading order, with its place, size and boldness."""

import io
import json
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from referat.extract.reading import laes
from referat.extract.reading.tegn import normaliser
from referat.schemas.fejl import KanIkkeLaeses
from referat.schemas.side import Laest, Linje

canvas = pytest.importorskip("reportlab.pdfgen.canvas")
SHARED = Path(__file__).parents[2] / "shared"
kraever_shared = pytest.mark.skipif(not SHARED.exists(), reason="../shared is absent")
BREDDE, HOEJDE = 595, 842
Tegner = Callable[[object], None]


def pdf(*sider: Callable[[object], None], **valg: object) -> bytes:
    """A PDF with a page for each function that draws one."""
    ud = io.BytesIO()
    c = canvas.Canvas(ud, pagesize=(BREDDE, HOEJDE), **valg)
    for tegn in sider:
        c.setFont("Helvetica", 10)
        tegn(c)
        c.showPage()
    c.save()
    return ud.getvalue()


def skriv(c, x, y, tekst, font="Helvetica", stoerrelse=10):
    c.setFont(font, stoerrelse)
    c.drawString(x, HOEJDE - y, tekst)


def linjer(laest: Laest) -> list[Linje]:
    return [x for side in laest.sider for x in side.linjer]


def tekster(data: bytes) -> list[str]:
    return [x.tekst for x in linjer(laes(data))]


def brødtekst(c):
    for n in range(4):
        skriv(c, 50, 200 + 14 * n, "Udvalget drøftede sagen og de bilag, der hører til den.")


def test_size_boldness_and_place_of_a_heading_and_of_a_run_in_label() -> None:
    def side(c):
        skriv(c, 50, 100, "Punkt 3: Ny cykelsti", "Helvetica-Bold", 16)
        skriv(c, 50, 130, "Mødested", "Helvetica-Bold")
        skriv(c, 100, 130, "Sal 2")
        brødtekst(c)

    laest = laes(pdf(side))
    titel, maerke, broed = linjer(laest)[:3]
    assert (titel.tekst, titel.forhold, titel.fed, titel.font) == ("Punkt 3: Ny cykelsti", 1.6, True, "Helvetica-Bold")
    assert (maerke.tekst, maerke.fed_til, maerke.forhold) == ("Mødested Sal 2", len("Mødested"), 1.0)
    assert broed.fed_til == 0
    x0, top, x1, bottom = titel.boks
    assert x0 == pytest.approx(50, abs=1)
    assert top < 100 < bottom < 110
    assert 180 < x1 < 230
    assert (laest.sider[0].bredde, laest.sider[0].hoejde) == (BREDDE, HOEJDE)


def test_reading_order_is_by_place_whatever_the_order_of_drawing() -> None:
    def side(c):
        skriv(c, 70, 120, "anden")
        skriv(c, 70, 100, "første")
        for y in (100, 120):
            skriv(c, 55, y, "•")

    assert tekster(pdf(side)) == ["• første", "• anden"]


def test_wide_gaps_and_aligned_edges_part_the_cells_of_an_unruled_table() -> None:
    def side(c):
        for n, (navn, beloeb) in enumerate([("Drift", "4,5"), ("Vejdrift nord for åen", "12,0"), ("Anlæg", "3,5")]):
            skriv(c, 50, 100 + 14 * n, navn)
            c.drawRightString(173, HOEJDE - 100 - 14 * n, beloeb)

    assert tekster(pdf(side)) == ["Drift\t4,5", "Vejdrift nord for åen\t12,0", "Anlæg\t3,5"]


def tabel(c, x=50, y=100, hoejder=(30, 20), bredder=(120, 80)):
    """A ruled table: its first row has a cell of two lines, its second an empty one."""
    linjer_y = [HOEJDE - y - sum(hoejder[:n]) for n in range(len(hoejder) + 1)]
    c.grid([x, x + bredder[0], x + sum(bredder)], linjer_y)
    skriv(c, x + 4, y + 12, "Område, som det")
    skriv(c, x + 4, y + 24, "står i budgettet")
    skriv(c, x + bredder[0] + 4, y + 12, "Beløb", "Helvetica-Bold")
    skriv(c, x + bredder[0] + 4, y + hoejder[0] + 12, "4,5")


def test_a_ruled_table_is_a_grid_whose_rows_are_lines() -> None:
    def side(c):
        skriv(c, 50, 80, "Tabel 1")
        tabel(c)
        skriv(c, 50, 180, "Efter tabellen")

    laest = laes(pdf(side))
    assert [x.tekst for x in linjer(laest)] == [
        "Tabel 1",
        "Område, som det står i budgettet\tBeløb",
        "\t4,5",
        "Efter tabellen",
    ]
    assert [x.gitter for x in linjer(laest)] == [None, 0, 0, None]
    (gitter,) = laest.sider[0].gitre
    assert [[c and c.raa for c in r] for r in gitter.raekker] == [
        ["Område, som det står i budgettet", "Beløb"],
        ["", "4,5"],
    ]
    assert all(laest.tekst[c.tegn_fra : c.tegn_til] == c.raa for r in gitter.raekker for c in r if c)


def test_a_merged_cell_is_none_where_it_goes_on() -> None:
    def side(c):
        y = [HOEJDE - 100, HOEJDE - 120, HOEJDE - 140]
        c.grid([50, 150, 250], y[1:])
        c.rect(50, y[1], 200, 20)
        skriv(c, 54, 114, "Fælles hoved")
        skriv(c, 54, 134, "A")
        skriv(c, 154, 134, "B")

    (gitter,) = laes(pdf(side)).sider[0].gitre
    assert [[c and c.raa for c in r] for r in gitter.raekker] == [["Fælles hoved", None], ["A", "B"]]


def test_boxes_and_underlines_are_no_tables() -> None:
    def side(c):
        c.rect(40, HOEJDE - 300, 400, 250)
        for n in range(5):
            skriv(c, 50, 100 + 20 * n, f"Understreget label {n}")
            c.line(50, HOEJDE - 103 - 20 * n, 120, HOEJDE - 103 - 20 * n)

    laest = laes(pdf(side))
    assert laest.sider[0].gitre == ()
    assert linjer(laest)[0].tekst == "Understreget label 0"


def test_running_heads_and_page_numbers_are_set_aside_and_titles_are_not() -> None:
    def side(nr):
        def tegn(c):
            skriv(c, 50, 40, "Nordby Byråd, møde 7")
            skriv(c, 50, 90, f"Punkt {nr}: Lukket sag", "Helvetica-Bold", 14)
            skriv(c, 50, 110, "Godkendt.")
            skriv(c, 280, 810, f"Side {nr}")

        return tegn

    laest = laes(pdf(*(side(n) for n in range(1, 5))))
    for s in laest.sider:
        assert [x.art for x in s.linjer] == ["hoved", "broed", "broed", "fod"]
    assert "Side 4" in laest.tekst


def test_titles_that_begin_every_page_are_never_running_heads() -> None:
    def side(nr):
        return lambda c: (skriv(c, 50, 60, f"Punkt {nr}: Lukket", "Helvetica-Bold", 14), brødtekst(c))

    assert {x.art for x in linjer(laes(pdf(*(side(n) for n in range(1, 5)))))} == {"broed"}


@pytest.mark.parametrize("drejning", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(drejning: int) -> None:
    """The page is turned by its /Rotate, and its content the other way, so that it is seen upright."""

    def side(c):
        c.setPageRotation(drejning)  # reportlab lays the media box so that the page shown is BREDDE by HOEJDE
        c.translate(*{0: (0, 0), 90: (HOEJDE, 0), 180: (BREDDE, HOEJDE), 270: (0, BREDDE)}[drejning])
        c.rotate(drejning)
        skriv(c, 50, 100, "Første linje")
        skriv(c, 50, 120, "Anden linje")

    laest = laes(pdf(side))
    assert [x.tekst for x in linjer(laest)] == ["Første linje", "Anden linje"]
    x0, top, _, bottom = linjer(laest)[0].boks
    assert (x0, (top + bottom) / 2) == (pytest.approx(50, abs=1), pytest.approx(97, abs=4))


def test_positions_count_from_the_crop_box() -> None:
    ud = io.BytesIO()
    c = canvas.Canvas(ud, pagesize=(BREDDE, HOEJDE), cropBox=(40, 100, 540, 800))
    c.drawString(90, 700, "Inde i udsnittet")
    c.save()
    side = laes(ud.getvalue()).sider[0]
    assert (side.bredde, side.hoejde) == (500, 700)
    assert side.linjer[0].boks[0] == pytest.approx(50, abs=1)
    assert side.linjer[0].boks[1] == pytest.approx(92, abs=4)


def test_sideways_text_neither_breaks_nor_parts_the_lines() -> None:
    def side(c):
        brødtekst(c)
        c.rotate(90)
        c.drawString(400, -30, "Kladde")

    assert tekster(pdf(side))[-1] == "Kladde"
    assert len(tekster(pdf(side))) == 5


def test_an_empty_page_keeps_its_number() -> None:
    laest = laes(pdf(brødtekst, lambda c: None, lambda c: skriv(c, 50, 100, "Slut")))
    assert [(s.nr, len(s.linjer)) for s in laest.sider] == [(1, 4), (2, 0), (3, 1)]
    assert all(laest.tekst[x.tegn_fra : x.tegn_til] == x.tekst for x in linjer(laest))
    assert laest.tekst.split("\f")[2] == "Slut"


def kode(data: bytes) -> str:
    with pytest.raises(KanIkkeLaeses) as e:
        laes(data)
    assert e.value.besked.endswith(".")
    return e.value.kode


def test_what_cannot_be_read_says_why() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    hel = pdf(brødtekst)
    assert kode(pdf(lambda c: c.rect(10, 10, 50, 50))) == "ingen-tekst"
    assert kode(hel[: len(hel) // 2]) == "afkortet"
    assert kode(b"%PDF-1.7\n" + b"intet her\n" * 9 + b"%%EOF") == "beskadiget-pdf"
    assert kode(pdf(brødtekst, encrypt=StandardEncryption("hemmelig"))) == "krypteret"


def test_a_pdf_that_opens_without_a_password_is_read_whatever_it_permits() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    laast = StandardEncryption("", ownerPassword="ejer", canCopy=0, canPrint=0)
    assert len(tekster(pdf(brødtekst, encrypt=laast))) == 4


def uden_mellemrum(tekst: str) -> Counter[str]:
    return Counter("".join(normaliser(tekst.replace("\ufffe", "-")).split()))


@kraever_shared
@pytest.mark.parametrize("nr", [0, 9, 18, 27, 36, 45, 54, -1])
def test_real_pages_have_every_character_that_pdfium_gives(nr: int) -> None:
    fil = [*sorted((SHARED / "real/greve/pdf").glob("*.pdf")), *sorted((SHARED / "real/aarhus").glob("*.pdf"))][nr]
    laest = laes(fil.read_bytes())
    with pypdfium2.PdfDocument(fil) as dokument:
        for side, vor in zip(dokument, laest.sider, strict=True):
            assert uden_mellemrum(side.get_textpage().get_text_range()) == uden_mellemrum(vor.tekst), vor.nr
    assert all(laest.tekst[x.tegn_fra : x.tegn_til] == x.tekst for x in linjer(laest))


@kraever_shared
def test_ruled_tables_of_a_real_meeting_have_the_cells_of_the_truth() -> None:
    (fil,) = (SHARED / "real/greve/pdf").glob("greve_2022-01-17_*.pdf")
    sandhed = json.loads((SHARED / f"gold/greve/{unicodedata.normalize('NFC', fil.stem)}.truth.json").read_text())
    ventet = Counter(_løs(c) for p in sandhed["punkter"] for t in p.get("tabeller", []) for r in t for c in r)
    laest = laes(fil.read_bytes())
    fundet = Counter(_løs(c.raa) for s in laest.sider for g in s.gitre for r in g.raekker for c in r if c)
    del ventet[""], fundet[""]
    assert (ventet & fundet).total() >= 0.97 * max(ventet.total(), fundet.total())


def _løs(tekst: str) -> str:
    return "".join(x for x in unicodedata.normalize("NFC", tekst).casefold() if x.isalnum())


SMAA = {
    "aring_decomp": "Byråd i Ålborg",
    "aring_ringfirst": "Byråd",
    "lig_fb01": "officielt",
    "softhyphen": "økonomi",
    "fakebold": "Dagsorden",
    "enc_empty_user": "Referat: Punkt 1 godkendt",
    "enc_rc4_empty": "Referat: Punkt 1 godkendt",
    "mediabox_bad": "Referat: Punkt 1 godkendt",
    "cycle_pagetree": "Referat: Punkt 1 godkendt",
    "xref_off": "Referat: Punkt 1 godkendt",
}


@kraever_shared
@pytest.mark.parametrize("navn", SMAA)
def test_odd_files_are_read(navn: str) -> None:
    assert SMAA[navn] in laes((SHARED / f"hostile/{navn}.pdf").read_bytes()).tekst
