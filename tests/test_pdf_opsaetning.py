"""What the layout of a page says of its text: paragraphs, columns, frames, tables, margins, spaced letters, stamps."""

from __future__ import annotations

import io

import pytest
from pdf_hjaelp import HOEJDE, Ark
from referat.extract.linjer import loebende_linjer
from referat.extract.pipeline import read_referat
from referat.extract.reading import laes
from referat.schemas.referat import Moede
from referat.schemas.vokabular import Deltagerstatus, Udfald

LANG = "Forvaltningen har undersøgt vejen og finder, at den bør have nyt slidlag inden vinteren, og at det kan ske for"
SMAL = "Vejen er slidt ned og skal have nyt slidlag inden"


def moede(ark: Ark) -> Moede:
    (ene,) = read_referat(ark.pdf()).moeder
    return ene


def linjer(ark: Ark) -> list[str]:
    return [x.tekst for x in loebende_linjer(laes(ark.pdf()))]


def hoved(ark: Ark, y: float = 60) -> float:
    """The head of a meeting; the height of the next line."""
    for n, tekst in enumerate(("Havby Kommune", "Teknisk Udvalg", "Referat", "Mødedato: 4. maj 2022")):
        ark.skriv(50, y + 14 * n, tekst)
    return y + 14 * 4 + 20


def test_paragraphs_that_stand_apart_are_parted_and_wrapped_lines_are_not() -> None:
    ark = Ark()
    y = 80.0
    for _ in range(5):
        for tekst in (LANG, LANG, "200.000 kr."):
            ark.skriv(50, y, tekst)
            y += 11
        y += 6
    assert linjer(ark) == [*[LANG, LANG, "200.000 kr.", ""] * 4, LANG, LANG, "200.000 kr."]


def test_wide_spacing_of_lines_parts_no_paragraphs() -> None:
    ark = Ark()
    for n in range(12):
        ark.skriv(50, 80 + 20 * n, LANG)
    fundne = loebende_linjer(laes(ark.pdf()))
    assert [x.tekst for x in fundne] == [LANG] * 12 and all(x.brudt for x in fundne[:-1])


def test_titles_case_numbers_and_kinds_of_item_in_cells_of_one_line() -> None:
    ark = Ark()
    y = hoved(ark)
    for nr, (titel, bag) in enumerate(
        (("Veje", "Sag nr. 22/1004"), ("Budget", "22/1187"), ("Stier", "Orientering")), 7
    ):
        ark.skriv(50, y, f"Pkt. {nr}.", fed=True)
        ark.skriv(110, y, titel, fed=True)
        ark.skriv(430, y, bag)
        ark.skriv(50, y + 16, "Beslutning:", fed=True)
        ark.skriv(50, y + 28, "Godkendt.")
        y += 60
    m = moede(ark)
    assert [(p.nr, p.titel, [j.raa for j in p.journalnumre]) for p in m.punkter] == [
        ("7", "Veje", ["22/1004"]),
        ("8", "Budget", ["22/1187"]),
        ("9", "Stier", []),
    ]


def test_a_punkts_own_table_is_read_as_headings_with_their_text() -> None:
    ark = Ark()
    y = hoved(ark)
    for nr, titel in ((1, "Dagsorden"), (2, "Stien ved havnen")):
        raekker = (
            (f"Punkt {nr}", [titel]),
            ("Sagsnr.", [f"22/10{nr}"]),
            ("Indstilling", ["Direktøren indstiller,", "at stien anlægges,", "at den belyses."]),
            ("Beslutning", ["1. godkendt.", "2. udsat."]),
        )
        kanter = [y]
        for etiket, tekster in raekker:
            ark.skriv(56, kanter[-1] + 13, etiket, fed=True)
            for n, tekst in enumerate(tekster):
                ark.skriv(146, kanter[-1] + 13 + 12 * n, tekst)
            kanter.append(kanter[-1] + 8 + 12 * len(tekster))
        ark.gitter([50, 140, 540], kanter)
        y = kanter[-1] + 25
    for nr, p in enumerate(moede(ark).punkter, 1):
        assert (p.nr, [j.raa for j in p.journalnumre]) == (str(nr), [f"22/10{nr}"])
        assert [(i.tekst.rstrip(","), i.udfald) for i in p.indstillinger] == [
            ("at stien anlægges", Udfald.GODKENDT),
            ("at den belyses.", Udfald.UDSAT),
        ]
        assert p.beslutning == "1. godkendt.\n2. udsat." and not p.tabeller


def test_an_agenda_in_columns_is_punkter_with_decisions() -> None:
    ark = Ark()
    y = hoved(ark)
    raekker = [
        ("Pkt.", ["Emne"], ["Beslutning"]),
        ("1", ["Dagsorden"], ["Godkendt."]),
        ("2", ["Vedtægter"], ["Afvist med stemmerne 3 mod 2.", "Sagen er slut."]),
        ("", [], ["Formanden giver besked."]),
    ]
    kanter = [y]
    for nr, titel, tekster in raekker:
        ark.skriv(56, kanter[-1] + 13, nr, fed=kanter == [y])
        for x, linjer_i in ((106, titel), (306, tekster)):
            for n, tekst in enumerate(linjer_i):
                ark.skriv(x, kanter[-1] + 13 + 12 * n, tekst, fed=kanter == [y])
        kanter.append(kanter[-1] + 8 + 12 * len(tekster))
    ark.gitter([50, 100, 300, 540], kanter)
    assert [(p.nr, p.titel, p.udfald, " ".join((p.beslutning or "").split())) for p in moede(ark).punkter] == [
        ("1", "Dagsorden", Udfald.GODKENDT, "Godkendt."),
        ("2", "Vedtægter", Udfald.AFVIST, "Afvist med stemmerne 3 mod 2. Sagen er slut. Formanden giver besked."),
    ]


def test_figures_with_names_of_sections_stay_a_table() -> None:
    ark = Ark()
    y = hoved(ark)
    ark.skriv(50, y, "1. Budget", fed=True)
    raekker = (
        ("Post", "2021", "2022"),
        ("Økonomi", "1.200", "1.300"),
        ("Bilag", "15", "20"),
        ("I alt", "1.215", "1.320"),
    )
    kanter = [y + 10 + 20 * n for n in range(len(raekker) + 1)]
    for top, celler in zip(kanter, raekker, strict=False):
        for x, celle in zip((56, 206, 306), celler, strict=True):
            ark.skriv(x, top + 13, celle)
    ark.gitter([50, 200, 300, 400], kanter)
    ark.skriv(50, kanter[-1] + 30, "Beslutning", fed=True)
    ark.skriv(50, kanter[-1] + 44, "Godkendt.")
    (p,) = moede(ark).punkter
    assert p.udfald is Udfald.GODKENDT and [len(t.celler) for t in p.tabeller] == [12]


def test_two_columns_are_read_one_after_the_other_and_spread_lines_whole() -> None:
    ark = Ark()
    y = hoved(ark)
    for x, titel, slut in (
        (50, "1. Nyt slidlag", "Vejen ligger øst for byen."),
        (310, "2. Ny cykelsti", "Stien er ny."),
    ):
        ark.skriv(x, y, titel, fed=True)
        for n in range(12):
            ark.skriv(x, y + 14 + 12 * n, SMAL)
        for n, tekst in enumerate((slut, "Beslutning", "Udsat." if x == 50 else "Afvist.")):
            ark.skriv(x, y + 14 + 12 * (12 + n), tekst, fed=n == 1)
    m = moede(ark)
    assert [(p.titel, p.udfald) for p in m.punkter] == [
        ("Nyt slidlag", Udfald.UDSAT),
        ("Ny cykelsti", Udfald.AFVIST),
    ]


def test_a_list_of_members_in_two_columns_is_no_prose() -> None:
    ark = Ark()
    y = hoved(ark)
    for n in range(9):
        ark.skriv(50, y + 14 * n, f"Anne Holm {n}")
        ark.skriv(310, y + 14 * n, f"Bo Krog {n}")
    assert linjer(ark)[-9:] == [f"Anne Holm {n}\tBo Krog {n}" for n in range(9)]


def test_letters_set_apart_are_words_and_turned_text_is_set_aside() -> None:
    ark = Ark()
    y = hoved(ark)
    for nr in (34, 35):
        ark.c.setFont("Helvetica-Bold", 10)
        ark.c.drawString(50, HOEJDE - y, f"SAG NR. {nr}", charSpace=4)
        ark.skriv(50, y + 14, f"Sag om vej {nr}", fed=True)
        ark.c.setFont("Helvetica", 10)
        ark.c.drawString(50, HOEJDE - y - 28, "BESLUTNING", charSpace=4)
        ark.skriv(50, y + 42, "Godkendt.")
        y += 80
    ark.c.saveState()
    ark.c.translate(30, 300)
    ark.c.rotate(90)
    ark.skriv(0, HOEJDE, "Afvist af arkivet")
    ark.c.restoreState()
    m = moede(ark)
    assert [(p.nr, p.titel, p.beslutning) for p in m.punkter] == [
        (str(nr), f"Sag om vej {nr}", "Godkendt.") for nr in (34, 35)
    ]


def test_marks_far_apart_are_cells_and_no_word() -> None:
    ark = Ark()
    for n in range(3):
        for k in range(6):
            ark.skriv(50 + 60 * k, 80 + 14 * n, "X")
    assert linjer(ark) == ["X\tX\tX\tX\tX\tX"] * 3


def test_headings_in_the_left_margin_have_their_text_beside_them() -> None:
    ark = Ark()
    y = hoved(ark)
    for nr in (1, 2):
        ark.skriv(50, y, f"{nr}. Sag om vej {nr}", fed=True)
        for etiket, tekster in (
            ("Resumé", ["Vejen er slidt ned.", "Den er fra 1988."]),
            ("Bilag", ["– Kort", "– Overslag"]),
            ("Beslutning", ["Udsat, idet der ønskes et", "nyt overslag."]),
        ):
            y += 4
            ark.skriv(128, y + 12, etiket, fed=True, hoejre=True)
            for tekst in tekster:
                y += 12
                ark.skriv(138, y, tekst)
        y += 30
        ark.streg(50, y - 12, 540, y - 12)
    for p in moede(ark).punkter:
        assert (p.udfald, [b.titel for b in p.bilag]) == (Udfald.UDSAT, ["Kort", "Overslag"])
        assert p.beslutning is not None and p.beslutning.split() == [
            "Udsat,",
            "idet",
            "der",
            "ønskes",
            "et",
            "nyt",
            "overslag.",
        ]


@pytest.mark.parametrize("fed", [True, False])
def test_a_decision_may_be_bold_over_several_lines(fed: bool) -> None:
    ark = Ark()
    y = hoved(ark)
    for nr in (1, 2):
        ark.skriv(50, y, f"{nr}. Sag om vej {nr}", fed=True)
        for n, (tekst, er_fed) in enumerate(
            (
                ("Bilag", True),
                ("Overslag", False),
                ("Beslutning", True),
                ("Udvalget sender sagen tilbage til forvaltningen", fed),
                ("med henblik på et nyt overslag", fed),
                ("og et kort.", fed),
            )
        ):
            ark.skriv(50, y + 14 + 12 * n, tekst, fed=er_fed)
        y += 110
    assert [(p.udfald, [b.titel for b in p.bilag]) for p in moede(ark).punkter] == [
        (Udfald.OVERSENDT, ["Overslag"])
    ] * 2


def test_members_in_a_table_with_their_roles_and_who_was_there() -> None:
    ark = Ark()
    y = hoved(ark)
    raekker = (
        ("Medlem", "Funktion", "Deltagelse"),
        ("Anne Holm", "Formand", "Til stede"),
        ("Bo Krog", "Medlem", "Afbud"),
        ("Lis Dam", "Medlem", "Til stede"),
    )
    for n, celler in enumerate(raekker):
        for x, celle in zip((50, 200, 350), celler, strict=True):
            ark.skriv(x, y + 14 * n, celle, fed=n == 0)
    ark.skriv(50, y + 90, "1. Dagsorden", fed=True)
    ark.skriv(50, y + 104, "Beslutning", fed=True)
    ark.skriv(50, y + 116, "Godkendt.")
    assert {d.navn: d.status for d in moede(ark).deltagere} == {
        "Anne Holm": Deltagerstatus.TIL_STEDE,
        "Bo Krog": Deltagerstatus.AFBUD,
        "Lis Dam": Deltagerstatus.TIL_STEDE,
    }


def test_what_bodies_called_by_their_letters_decided_is_each_ones_own() -> None:
    ark = Ark()
    y = hoved(ark)
    for nr in (1, 2, 3):
        for n, tekst in enumerate(
            (
                f"{nr}. Sag om vej {nr}",
                "Indstilling",
                "Forvaltningen indstiller, at vejen lukkes.",
                "TU 06.04.2022: Udsat, idet udvalget ønsker et kort.",
                "Beslutning TU 04.05.2022:",
                "Afvist.",
            )
        ):
            ark.skriv(50, y + 12 * n, tekst, fed=n in (0, 1, 4))
        y += 90
    assert [(p.udfald, p.beslutning) for p in moede(ark).punkter] == [(Udfald.AFVIST, "Afvist.")] * 3


def test_marks_under_plain_heads_say_who_was_there() -> None:
    ark = Ark()
    y = hoved(ark)
    for n, (navn, x) in enumerate((("Anne Holm", 290), ("Bo Krog", 390), ("Lis Dam", 290), ("Per Vang", 390)), 1):
        ark.skriv(50, y + 14 * n, navn)
        ark.skriv(x, y + 14 * n, "x")
    for x, tekst in ((50, "Medlemmer"), (275, "Til stede"), (380, "Afbud")):
        ark.skriv(x, y, tekst)
    ark.skriv(50, y + 100, "1. Dagsorden", fed=True)
    ark.skriv(50, y + 114, "Beslutning", fed=True)
    ark.skriv(50, y + 126, "Godkendt.")
    assert [d.navn for d in moede(ark).deltagere if d.status is Deltagerstatus.AFBUD] == ["Bo Krog", "Per Vang"]


def test_the_tables_of_a_word_document_that_lay_out_its_punkter() -> None:
    docx = pytest.importorskip("docx")
    d = docx.Document()
    for tekst in ("Havby Kommune", "Teknisk Udvalg", "Referat", "Mødedato: 4. maj 2022"):
        d.add_paragraph(tekst)
    for nr in (1, 2):
        tabel = d.add_table(rows=0, cols=2)
        for etiket, afsnit in (
            (f"Punkt {nr}", ["Stien ved havnen"]),
            ("Indstilling", ["Direktøren indstiller,", "at stien anlægges,", "at den belyses."]),
            ("Beslutning", ["1. godkendt.", "2. udsat."]),
        ):
            celler = tabel.add_row().cells
            celler[0].text = etiket
            celler[1].text = afsnit[0]
            for tekst in afsnit[1:]:
                celler[1].add_paragraph(tekst)
        d.add_paragraph("")
    ud = io.BytesIO()
    d.save(ud)
    (m,) = read_referat(ud.getvalue()).moeder
    assert [(p.nr, p.titel, [i.udfald for i in p.indstillinger]) for p in m.punkter] == [
        (str(nr), "Stien ved havnen", [Udfald.GODKENDT, Udfald.UDSAT]) for nr in (1, 2)
    ]


def test_an_agenda_in_the_table_of_a_page() -> None:
    side = (
        "<html><body><h1>Teknisk Udvalg</h1><p>Havby Kommune</p><p>Referat</p><p>Mødedato: 4. maj 2022</p><table>"
        "<tr><th>Pkt.</th><th>Emne</th><th>Beslutning</th></tr>"
        "<tr><td>1</td><td>Dagsorden</td><td>Godkendt.</td></tr>"
        "<tr><td>2</td><td><p>Stien</p><p>Den er slidt.</p></td><td><p>1. godkendt.</p><p>2. udsat.</p></td></tr>"
        "</table></body></html>"
    )
    (m,) = read_referat(side.encode()).moeder
    assert [(p.nr, p.titel, p.beslutning) for p in m.punkter] == [
        ("1", "Dagsorden", "Godkendt."),
        ("2", "Stien", "1. godkendt.\n2. udsat."),
    ]
