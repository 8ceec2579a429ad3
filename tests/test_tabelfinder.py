"""Tables of PDFs, ruled, half ruled or only set in columns: found whole, and nothing else taken for one."""

import collections
import json
import secrets
import unicodedata
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from referat.extract.reading import laes
from referat.extract.records.tabeller import find_tabeller
from referat.extract.udsnit import Udsnit

pytest.importorskip("reportlab")
from pdf_hjaelp import HOEJDE, Ark
from referat.corpus.tabelproever import proevefil

SHARED = Path(__file__).parents[2] / "shared"


def gitre(data: bytes) -> list[list[list[str | None]]]:
    """The grids of a PDF as read; every cell's place is that of its text."""
    laest = laes(data)
    alle = [g for s in laest.sider for g in s.gitre]
    assert all(laest.tekst[c.tegn_fra : c.tegn_til] == c.raa for g in alle for r in g.raekker for c in r if c)
    return [[[c and c.raa for c in r] for r in g.raekker] for g in alle]


def tabeller(data: bytes) -> list[list[list[str]]]:
    """The tables of a PDF as records, joined over pages."""
    laest = laes(data)
    fundne = find_tabeller(Udsnit(x for s in laest.sider for x in s.linjer), [g for s in laest.sider for g in s.gitre])
    ud = []
    for t in fundne:
        celler = {(c.raekke, c.kolonne): c.raa for c in t.celler}
        bredde = max(k for _, k in celler) + 1
        ud.append([[celler.get((r, k), "") for k in range(bredde)] for r in sorted({r for r, _ in celler})])
    return ud


def naboer(gitter: list[list[str]]) -> collections.Counter[tuple[str, str, str]]:
    """Each filled cell with the next filled one to its right and below it."""
    ud: collections.Counter[tuple[str, str, str]] = collections.Counter()
    for retning, raekker in (("→", gitter), ("↓", list(zip(*gitter, strict=True)))):
        for raekke in raekker:
            fyldte = [x for x in ("".join(c.casefold().split()) for c in raekke) if x]
            ud += collections.Counter((retning, a, b) for a, b in pairwise(fyldte))
    return ud


def test_random_tables_are_read_cell_by_cell() -> None:
    """Twenty files of ten tables, made anew at each run; a failing run names its seed."""
    froe = secrets.randbelow(1_000_000)
    fundet, ventet, rigtige = 0, 0, 0
    for n in range(20):
        data, sande = proevefil(Random(froe + n))
        sandt: collections.Counter[tuple[str, str, str]] = sum(map(naboer, sande), collections.Counter())
        laest: collections.Counter[tuple[str, str, str]] = sum(map(naboer, tabeller(data)), collections.Counter())
        fundet, ventet, rigtige = fundet + laest.total(), ventet + sandt.total(), rigtige + (sandt & laest).total()
    assert 2 * rigtige / (fundet + ventet) >= 0.95, f"seed {froe}"


def test_numbers_above_each_other_make_columns_and_a_wrapped_label_is_one_cell() -> None:
    ark = Ark()
    ark.prosa(80)
    for y, navn, a, b in (
        (130, "Område", "2023", "2024"),
        (146, "Dagpleje og", "1.234,5", "-12,0"),
        (174, "Skoler", "7,5", "0,4"),
    ):
        ark.skriv(50, y, navn)
        ark.skriv(250, y, a, hoejre=True)
        ark.skriv(320, y, b, hoejre=True)
    ark.skriv(50, 157, "daginstitutioner")
    ark.prosa(200)
    assert gitre(ark.pdf()) == [
        [["Område", "2023", "2024"], ["Dagpleje og daginstitutioner", "1.234,5", "-12,0"], ["Skoler", "7,5", "0,4"]]
    ]


def test_cells_of_several_paragraphs_stay_with_their_row() -> None:
    ark = Ark()
    for x, tekst in ((50, "Emne"), (150, "Bemærkning")):
        ark.skriv(x, 100, tekst, fed=True)
    for y, tekst in (
        (116, "Bygningen bliver lavere,"),
        (127, "og facaden lysere."),
        (149, "Beplantningen bliver stående."),
    ):
        ark.skriv(150, y, tekst)
    ark.skriv(50, 116, "Udseende")
    ark.skriv(50, 165, "Trafik")
    ark.skriv(150, 165, "En lastbil om ugen.")
    assert gitre(ark.pdf()) == [
        [
            ["Emne", "Bemærkning"],
            ["Udseende", "Bygningen bliver lavere, og facaden lysere. Beplantningen bliver stående."],
            ["Trafik", "En lastbil om ugen."],
        ]
    ]


def test_a_head_over_several_columns_is_one_cell_that_goes_on() -> None:
    ark = Ark()
    ark.c.setFont("Helvetica-Bold", 9)
    ark.c.drawCentredString(250, HOEJDE - 100, "Budget 2024")
    for x, tekst in ((220, "Udgift"), (300, "Indtægt")):
        ark.skriv(x, 114, tekst, fed=True, hoejre=True)
    for n, (navn, a, b) in enumerate(
        (("Skoler", "812,5", "-3,1"), ("Veje", "44,0", "0,0"), ("I alt", "856,5", "-3,1"))
    ):
        ark.skriv(50, 128 + 14 * n, navn)
        ark.skriv(220, 128 + 14 * n, a, hoejre=True)
        ark.skriv(300, 128 + 14 * n, b, hoejre=True)
    (gitter,) = gitre(ark.pdf())
    assert gitter[:2] == [["", "Budget 2024", None], ["", "Udgift", "Indtægt"]]
    assert gitter[-1] == ["I alt", "856,5", "-3,1"]


def test_level_rulings_alone_part_the_rows() -> None:
    ark = Ark()
    for n, (navn, mere, a) in enumerate(
        (("Tilskud til", "foreninger", "4,5"), ("Drift af", "svømmehal", "12,0"), ("Anlæg og", "udstyr", "3,5"))
    ):
        y = 100 + 22 * n
        ark.c.line(50, HOEJDE - y + 10, 300, HOEJDE - y + 10)
        ark.skriv(50, y, navn)
        ark.skriv(50, y + 11, mere)
        ark.skriv(300, y, a, hoejre=True)
    ark.c.line(50, HOEJDE - 157, 300, HOEJDE - 157)
    assert gitre(ark.pdf()) == [
        [["Tilskud til foreninger", "4,5"], ["Drift af svømmehal", "12,0"], ["Anlæg og udstyr", "3,5"]]
    ]


def test_a_table_goes_on_over_the_page_down_to_its_last_row() -> None:
    ark = Ark()
    ark.prosa(80)
    raekker = [("Område", "Budget", "Forbrug"), *((f"Center {x}", f"{n},5", f"{n},0") for n, x in enumerate("ABCD", 1))]
    for n, raekke in enumerate(raekker):
        for x, tekst in zip((50, 250, 320), raekke, strict=True):
            ark.skriv(x, 740 + 14 * n, tekst, fed=n == 0)
    ark.c.showPage()
    for x, tekst in ((50, "I alt"), (250, "10,0"), (320, "8,0")):
        ark.skriv(x, 80, tekst)
    ark.prosa(110)
    assert tabeller(ark.pdf()) == [[list(r) for r in raekker] + [["I alt", "10,0", "8,0"]]]


def spalter(ark: Ark) -> None:
    for n in range(12):
        ark.skriv(50, 100 + 11 * n, "Udvalget drøftede sagen, som var udsat")
        ark.skriv(310, 100 + 11 * n, "Byrådet godkendte planen med et flertal")


def indhold(ark: Ark) -> None:
    for n in range(8):
        ark.skriv(50, 100 + 16 * n, f"Godkendelse af sag nummer {n} om vejene")
        ark.skriv(545, 100 + 16 * n, str(3 + 2 * n), hoejre=True)


def medlemmer(ark: Ark) -> None:
    for n, navn in enumerate(("Asta Brink", "Bo Dalsgaard", "Cille Eng", "Dan Fjord")):
        ark.skriv(50, 100 + 14 * n, navn)
        ark.skriv(200, 100 + 14 * n, "Borgerlisten")
        ark.skriv(320, 100 + 14 * n, "Til stede")


def felter(ark: Ark) -> None:
    for n, (navn, vaerdi) in enumerate(
        (("Mødedato:", "12. maj 2023"), ("Mødested:", "Lokale 4"), ("Varighed:", "90 min."))
    ):
        ark.skriv(50, 100 + 14 * n, navn, fed=True)
        ark.skriv(150, 100 + 14 * n, vaerdi)


@pytest.mark.parametrize(
    "maerker", [("1.", "2.", "3."), ("•", "•", "•"), ("·", "·", "·"), ("1", "2", "3"), ("a)", "b)", "c)")]
)
def test_lists_are_no_tables(maerker: tuple[str, ...]) -> None:
    ark = Ark()
    for n, maerke in enumerate(maerker):
        ark.skriv(60, 100 + 28 * n, maerke)
        ark.skriv(85, 100 + 28 * n, "at der gives en tillægsbevilling på 2,5 mio. kr. til drift")
        ark.skriv(85, 111 + 28 * n, "af vejene, finansieret af kassen")
    assert gitre(ark.pdf()) == []


@pytest.mark.parametrize("tegn", [spalter, indhold, medlemmer, felter])
def test_what_only_stands_in_columns_is_no_table(tegn) -> None:
    ark = Ark()
    ark.prosa(60)
    tegn(ark)
    ark.prosa(300)
    assert gitre(ark.pdf()) == []


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is absent")
def test_an_unruled_meeting_has_the_cells_of_the_truth() -> None:
    (fil,) = (SHARED / "real/greve/pdf").glob("greve_2023-11-21_*.pdf")
    sandhed = json.loads((SHARED / f"gold/greve/{unicodedata.normalize('NFC', fil.stem)}.truth.json").read_text())
    ventet = collections.Counter(
        _løs(c) for p in sandhed["punkter"] for t in p.get("tabeller", []) for r in t for c in r
    )
    fundet = collections.Counter(_løs(c) for g in gitre(fil.read_bytes()) for r in g for c in r if c)
    del ventet[""], fundet[""]
    assert (ventet & fundet).total() >= 0.95 * max(ventet.total(), fundet.total())


def _løs(tekst: str) -> str:
    return "".join(x for x in unicodedata.normalize("NFC", tekst).casefold() if x.isalnum())
