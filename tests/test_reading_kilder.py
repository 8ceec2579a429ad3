"""Web pages, Word documents and a portal's JSON give lines, headings and tables that the same rules read."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from hypothesis import given
from hypothesis import strategies as st
from referat.extract.pipeline import read_referat
from referat.extract.reading import laes
from referat.extract.reading.opmaerkning import Opmaerkning
from referat.extract.reading.sidebygger import Sidebygger
from referat.schemas.fejl import KanIkkeLaeses
from referat.schemas.referat import Referat

HTML = """<!DOCTYPE html><html><head><title>Referat</title><style>p { color: red }</style>
<script>var beslutning = "Afvist";</script></head><body><nav><ul><li>Forside<li>Dagsordener</ul></nav>
<h1>Referat af Teknikudvalget den 12. marts 2024</h1>
<p>Mødested: Mødelokale 2</p><p>Deltagere: Ida Holt (V), Bo Lind (A)</p>
<h2>1. Ny cykelsti ved &Aring;parken</h2><p>Sagsnr.: 24/1234</p>
<h3>Indstilling</h3><p>Forvaltningen indstiller,<ol><li>at stien anlægges<li>at der gives 2 mio. kr.</ol>
<h3>Sagsfremstilling</h3><p>Der er <b>behov</b> for en sti.</p>
<table><tr><th rowspan=2>1.000 kr.<th colspan=2>Budget<tr><th>2024<th>2025
<tr><td>Anlæg<td>1.500<td>500<tr><td>I alt<td>1.500<td>500</table>
<h3>Beslutning</h3><p>Anbefales.<script>document.write("Udsat.")</script></p>
<footer><p>Sandvig Kommune, Torvet 1<p>Afvist af ingen</footer>
</body></html>"""


def portal(**andet: Any) -> bytes:
    """A meeting as a portal gives it."""
    beslutning = "<div><h3>Beslutning</h3><span>Godkendt.</span></div><h3>Resume</h3><div>Om en <i>sti</i>.</div>"
    tabel = (
        "<table><tr><td>1.000 kr.</td><td>2024</td></tr><tr><td>Drift</td><td>1.500</td></tr>"
        "<tr><td>I alt</td><td>1.500</td></tr></table>"
    )
    punkt = {
        "Felter": [{"Navn": "", "Html": beslutning + tabel}],
        "SagsNummer": "24-001234",
        "CaseNumber": "24-001234",
        "Number": "1",
        "Sorting": 1,
        "Caption": "Ny cykelsti ved Åparken",
        "Bilag": [{"Navn": "Kort over stien"}, {"Navn": "Høringssvar"}],
        "ExternalAgendaItemAttendees": [{"Name": "Bo Lind", "Reason": "Fraværende", "Email": "bo@example.dk"}],
    }
    lukket = {
        "Felter": [{"Html": "<div>Salget blev godkendt.</div>"}],
        "CaseNumber": "24-001235",
        "Number": "2",
        "Sorting": 2,
        "Caption": "Lukket: Salg af grund",
        "Bilag": [],
        "ExternalAgendaItemAttendees": [],
    }
    moede = {
        "Dato": "2024-03-12T16:00:00+01:00",
        "Sted": "Mødelokale 2",
        "Afsluttet": True,
        "Navn": "Dagsorden",
        "Moededeltagere": [
            {"Name": "Ida Holt", "Absent": False, "ParticipationCancelled": False},
            {"Name": "Bo Lind", "Absent": False, "ParticipationCancelled": False},
            {"Name": "Eva Krog", "Absent": False, "ParticipationCancelled": True},
        ],
    }
    felter = {"Dagsordenpunkter": [lukket, punkt], "Moede": moede, "Udvalg": {"Navn": "Teknikudvalget 2022-2025"}}
    return json.dumps(felter | andet).encode()


def word() -> bytes:
    d = docx.Document()
    d.add_heading("Referat af Teknikudvalget", 0)
    d.add_paragraph("Mødedato: 12. marts 2024 kl. 16.00")
    d.add_heading("1. Ny cykelsti ved Åparken", 1)
    d.add_paragraph("Sagsnr.: 24/1234")
    d.add_heading("Indstilling", 2)
    d.add_paragraph("Forvaltningen indstiller,")
    for tekst in ("at stien anlægges", "at der gives 2 mio. kr."):
        d.add_paragraph(tekst, style="List Number")
    d.add_heading("Sagsfremstilling", 2)
    tabel = d.add_table(3, 3)
    for r, raekke in enumerate([("1.000 kr.", "2024", "2025"), ("Anlæg", "1.500", "500"), ("I alt", "1.500", "500")]):
        for k, tekst in enumerate(raekke):
            tabel.cell(r, k).text = tekst
    d.add_heading("Beslutning", 2)
    _i_indholdskontrol(d.add_paragraph("Anbefales."))
    d.add_page_break()
    d.add_heading("2. Orientering", 1)
    d.add_heading("Beslutning", 2)
    d.add_paragraph("Taget til efterretning.").add_run(" Skjult.").font.hidden = True
    ud = io.BytesIO()
    d.save(ud)
    return ud.getvalue()


def _i_indholdskontrol(afsnit: Any) -> None:
    """Put a paragraph in a content control, as templates of minutes do."""
    p = afsnit._p
    sdt, indhold = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    p.addprevious(sdt)
    sdt.append(indhold)
    indhold.append(p)


def belagt(ref: Referat) -> None:
    """Every fact of a punkt stands where it says."""
    for p in ref.punkter:
        for b, tekst in [
            *((x.belaeg, x.titel) for x in p.bilag),
            *((x.belaeg, x.raa) for x in p.journalnumre),
            *((x.belaeg, x.navn) for x in p.fravaer),
            *((c.belaeg, c.raa) for t in p.tabeller for c in t.celler),
        ]:
            assert str(tekst) in ref.tekst[b.tegn_fra : b.tegn_til]


def test_a_web_page_is_read_without_its_scripts_and_its_menu() -> None:
    ref = read_referat(HTML.encode())
    assert (ref.moeder[0].udvalg, ref.moeder[0].dato) == ("Teknikudvalget", "2024-03-12")
    [p] = ref.punkter
    assert (p.nr, p.titel, p.udfald, p.beslutning) == ("1", "Ny cykelsti ved Åparken", "anbefalet", "Anbefales.")
    assert [(i.nr, i.tekst) for i in p.indstillinger] == [(1, "at stien anlægges"), (2, "at der gives 2 mio. kr.")]
    assert [j.raa for j in p.journalnumre] == ["24/1234"]
    assert "Der er behov for en sti." in ref.tekst
    assert not any(ord_ in ref.tekst for ord_ in ("Udsat", '"Afvist"', "color", "Forside"))
    assert "Torvet 1" in ref.tekst and "Torvet 1" not in "".join(a.tekst for a in p.afsnit)
    [tabel] = p.tabeller
    celle = next(c for c in tabel.celler if c.raa == "500")
    assert (celle.raekkenavn, celle.aar, celle.beloeb_kr) == ("Anlæg", 2025, 500_000)
    belagt(ref)


def test_a_portals_json_is_read_as_its_pdf_is() -> None:
    ref = read_referat(portal())
    [moede] = ref.moeder
    assert (moede.udvalg, moede.periode, moede.dato, moede.start, moede.sted) == (
        *("Teknikudvalget", "2022-2025", "2024-03-12", "16:00", "Mødelokale 2"),
    )
    assert {(d.navn, str(d.status)) for d in moede.deltagere} == {
        *(("Ida Holt", "til stede"), ("Bo Lind", "til stede"), ("Eva Krog", "afbud")),
    }
    aaben, lukket = moede.punkter
    assert (aaben.nr, aaben.titel, aaben.beslutning) == ("1", "Ny cykelsti ved Åparken", "Godkendt.")
    assert [j.raa for j in aaben.journalnumre] == ["24-001234"]
    assert [b.titel for b in aaben.bilag] == ["Kort over stien", "Høringssvar"]
    assert {f.navn for f in aaben.fravaer} == {"Bo Lind", "Eva Krog"}
    assert [c.beloeb_kr for t in aaben.tabeller for c in t.celler if c.raekkenavn == "Drift" and c.vaerdi] == [
        1_500_000
    ]
    assert (lukket.lukket, lukket.titel, lukket.udfald) == (True, "Salg af grund", "godkendt")
    assert (aaben.side_fra, lukket.side_fra) == (2, 3)
    assert "example.dk" not in ref.tekst
    belagt(ref)


def test_a_meeting_not_yet_held_is_an_agenda() -> None:
    moede = {"Dato": "2024-03-12T15:00:00Z", "Afsluttet": False, "Navn": "Dagsorden"}
    punkt = {"Number": "1", "Caption": "Budget", "Felter": [{"Html": "<h3>Resume</h3><p>Om budgettet."}]}
    ref = read_referat(portal(Moede=moede, Dagsordenpunkter=[punkt]))
    assert (ref.type, ref.moeder[0].start) == ("dagsorden", "16:00")


def test_word_gives_headings_numbers_tables_and_what_stands_in_content_controls() -> None:
    ref = read_referat(word())
    assert (ref.moeder[0].udvalg, ref.moeder[0].dato) == ("Teknikudvalget", "2024-03-12")
    sti, orientering = ref.punkter
    assert (sti.titel, sti.beslutning, sti.udfald) == ("Ny cykelsti ved Åparken", "Anbefales.", "anbefalet")
    assert [i.tekst for i in sti.indstillinger] == ["at stien anlægges", "at der gives 2 mio. kr."]
    assert "2. at der gives" in ref.tekst
    assert next(c for c in sti.tabeller[0].celler if c.raa == "500").beloeb_kr == 500_000
    assert (orientering.beslutning, orientering.side_fra) == ("Taget til efterretning.", 2)
    belagt(ref)


def test_a_word_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("referat.extract.reading.docx.STOERST", 1000)
    with pytest.raises(KanIkkeLaeses) as e:
        laes(word())
    assert e.value.kode == "for-stor"


def test_a_zip_with_a_broken_document_is_refused() -> None:
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w") as zip_:
        zip_.writestr("word/document.xml", "<w:document")
    with pytest.raises(KanIkkeLaeses) as e:
        laes(ud.getvalue())
    assert e.value.kode == "beskadiget"


def linjer(html: str) -> list[str]:
    bygger = Sidebygger()
    Opmaerkning(bygger).laes(html)
    return [x.tekst for x in bygger.side().linjer if x.tekst]


@pytest.mark.parametrize(
    ("html", "ventet"),
    [
        ("<p>et<br>to <b>tre</b>", ["et", "to tre"]),
        ("<ol start=3><li>a<li>b<ul><li>c</ul><li>d</ol>", ["3. a", "4. b", "- c", "5. d"]),
        ("<table><tr><td>en <p>ramme</table>", ["en", "ramme"]),
        ("<table><tr><td>ude<table><tr><td>a<td>b<tr><td>c<td>d</table></table>", ["ude", "a\tb", "c\td"]),
        ("<table><tr><td rowspan=2>x<td>1<tr><td>2</table>", ["x\t1", "\t2"]),
        ("<svg><text>a</text></svg><noscript>b</noscript><template>c</template>d", ["d"]),
        ("<h3><div><h3>Titel</h3></div></h3>", ["Titel"]),
        ("a &lt;script&gt; b", ["a <script> b"]),
    ],
)
def test_markup_becomes_lines_as_a_visitor_sees_them(html: str, ventet: list[str]) -> None:
    assert linjer(html) == ventet


@given(st.text(alphabet="<>/=\"' abdhlotruv123&;-!", max_size=200))
def test_any_markup_is_read_to_its_end(html: str) -> None:
    assert all(len(t.splitlines()) <= 1 for t in linjer(html + "<p>slut")[:-1])


def test_markup_that_nests_without_end_is_read_in_a_stream() -> None:
    assert linjer("<div>" * 100_000 + "<b>x" * 1000 + "<td>" * 1000 + "<table>" * 1000 + "y") == ["x" * 1000, "y"]
