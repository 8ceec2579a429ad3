"""The pages of persons, bodies, kommuner and cases, and their feeds, as their reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from referat.models.titler import fast_punkt
from referat.schemas.fakta import Belaeg
from referat.schemas.poster import (
    Afsnit,
    Afstemning,
    Bemaerkning,
    Bevilling,
    Fravaer,
    Indstilling,
    Journalnummer,
    Stemme,
)
from referat.schemas.referat import Advarsel, Deltager, Moede, Punkt, Referat, SideTekst
from referat.store.link import forbind
from referat.store.skriver import Lager
from referat.store.udgivelse import udgiv
from store_hjaelp import KOMMUNER, referat
from web_hjaelp import Site

ATOM = "{http://www.w3.org/2005/Atom}"
VEJ = "Ny vej ved Åparken"
IMOD = "Anna Hansen (A) stemte imod."
TEKST = (
    f"Beslutning. Udvalget godkendte ikke & udsatte <b>sagen</b> igen. {IMOD} Ole Bruun var inhabil. Slut på punktet."
)


def sted(ord_: str = "Beslutning") -> Belaeg:
    """Where a word stands in the text."""
    fra = TEKST.index(ord_)
    return Belaeg(side=1, tegn_fra=fra, tegn_til=fra + len(ord_), regel="prøve:1")


def punkt(nr: int, titel: str, udfald: str | None = "godkendt", numre: tuple[str, ...] = (), **andet: Any) -> Punkt:
    journalnumre = [
        Journalnummer(raa=n, normaliseret=n, form="aa-loebenr", aar=2022, loebenr=n[3:], kle="05.01.00", belaeg=sted())
        for n in numre
    ]
    felter = {"raekkefoelge": nr, "nr": str(nr), "side_fra": 1, "side_til": 1, "belaeg": sted()}
    afsnit = [Afsnit(overskrift="Beslutning", art="beslutning", tekst="Beslutning.", belaeg=sted())]
    return Punkt.model_validate(
        felter | {"titel": titel, "udfald": udfald, "journalnumre": journalnumre, "afsnit": afsnit} | andet
    )


def dokument(navn: str, udvalg: str, dato: str, deltagere: str, *punkter: Punkt, pdf: bool = True) -> Referat:
    """Minutes of one meeting; ``deltagere`` as ``Anna Hansen A formand, Ole Bruun -``: a minus is afbud."""
    liste = []
    for skrevet in filter(None, deltagere.split(", ")):
        fornavn, efternavn, parti, *rolle = skrevet.split(" ")
        status = "afbud" if parti == "-" else "til stede"
        liste.append(
            Deltager(
                navn=f"{fornavn.replace('_', ' ')} {efternavn}",
                parti=None if parti in "-·" else parti,
                status=status,
                rolle=rolle[0] if rolle else None,
                belaeg=sted("Anna Hansen"),
            )
        )
    moede = Moede(udvalg=udvalg, dato=dato, start="16:00", belaeg=sted(), deltagere=liste, punkter=list(punkter))
    sider = [SideTekst(side=1, tekst=TEKST, bredde=595.0 if pdf else None)]
    return referat(navn, moeder=[moede], sider=sider, journalnumre=[], omtaler=[], advarsler=[])


def anna(stemme: str, parti: str = "UP") -> dict[str, Any]:
    return {
        "afstemninger": [Afstemning(nr=1, for_antal=4, imod_antal=1, belaeg=sted())],
        "stemmer": [
            Stemme(stemme=stemme, navn="Anna Hansen", parti=parti, afstemning_nr=1, belaeg=sted("Anna Hansen (A)"))
        ],
    }


def andet_moede(navn: str, pdf: bool) -> Referat:
    """The meeting that both a PDF and a text tell."""
    inhabil = [Fravaer(navn="Ole Bruun", omfang="punktet", aarsag="inhabil", belaeg=sted("Ole Bruun"))]
    ind = [Indstilling(nr=1, tekst="at vejen anlægges", indstiller="Forvaltningen", udfald="anbefalet", belaeg=sted())]
    return dokument(
        navn,
        "Økonomiudvalget",
        "2022-05-16",
        "Anna Hansen A formand, Ole Bruun B",
        punkt(1, "Godkendelse af dagsorden"),
        punkt(2, VEJ, "anbefalet", ("22-000100",), fravaer=inhabil, indstillinger=ind, **anna("imod", "A")),
        pdf=pdf,
    )


def samling() -> Iterator[Referat]:
    hele = [Fravaer(navn="Ole Bruun", omfang="hele mødet", belaeg=sted("Ole Bruun"))]
    yield dokument(
        "u1",
        "Økonomiudvalget",
        "2022-02-07",
        "Anna Hansen A formand, Ole Bruun -",
        punkt(1, "Godkendelse af dagsorden", fravaer=hele),
        punkt(2, VEJ, "udsat", ("22-000100",), fravaer=hele),
    )
    yield andet_moede("u2-pdf", True)
    yield andet_moede("u2-tekst", False)
    bem = [
        Bemaerkning(nr=1, art="forbehold", hvem="Anna Hansen", navn="Anna Hansen", tekst="for prisen", belaeg=sted())
    ]
    penge = [Bevilling(art="anlægsbevilling", beloeb_kr=500000, aar=2023, tekst="at give", belaeg=sted())]
    yield dokument(
        "b1",
        "Byrådet",
        "2023-06-01",
        "Anna Hansen UP, Åse Ørum C",
        punkt(1, VEJ, "godkendt", ("22-000100",), bemaerkninger=bem, bevillinger=penge, **anna("undlod")),
        punkt(2, "Farligt <script>alert(1)</script> & \x0bmere"),
        *(punkt(n, f"Sag nummer {n}", **anna("for")) for n in range(3, 16)),
    )
    yield dokument("t1", "Teknikudvalget", "2023-07-03", "Bo_Kim Lind ·", punkt(1, VEJ, "drøftet"))
    yield dokument("t2", "Teknikudvalget", "2023-09-04", "Bo_Max Lind ·", punkt(1, "Parkering ved havnen"))
    uvist = [Stemme(stemme="imod", navn="Bo Lind", belaeg=sted())]
    ref = dokument("t3", "Teknikudvalget", "2023-10-02", "", punkt(1, "Cykelsti i Sandvig by", stemmer=uvist))
    yield ref.model_copy(update={"advarsler": [Advarsel(kode="prøve", besked="Se efter i stien.", punkt=1)]})


@pytest.fixture(scope="module")
def udgivelser(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The same store published twice, at two moments."""
    db = tmp_path_factory.mktemp("folk") / "folk.db"
    with Lager(db, KOMMUNER) as lager:
        for ref in samling():
            lager.skriv(ref, f"/x/{ref.id}", f"{ref.id[:8]}.pdf")
        forbind(lager, fast=fast_punkt)
    ud = [db.with_name("1.db"), db.with_name("2.db")]
    for nr, sti in enumerate(ud):
        udgiv(db, sti, ur=lambda nr=nr: f"2024-01-0{nr + 1}T00:00:00Z")  # type: ignore[misc]
    return ud


@pytest.fixture(scope="module")
def folk(udgivelser: list[Path]) -> Site:
    return Site(udgivelser[0])


def raekke(side: Any, tabel: str, hoved: str) -> list[str]:
    """The cells of the row of a table that has this heading."""
    html = side.html.split(f'id="{tabel}"')[1].split("</table>")[0]
    celler = next(r for r in html.split("<tr>") if f'<th scope="row">{hoved}</th>' in r).split("</th>", 1)[1]
    return [re.sub("<[^>]*>", "", c) for c in celler.split("</td>")[:-1]]


def test_two_documents_of_one_meeting_are_one_and_a_closed_part_is_not(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    lukket = dokument("u2-lukket", "Økonomiudvalget", "2022-05-16", "", punkt(9, "Salg af grund"))
    senere = andet_moede("u2-senere", True)
    senere.moeder[0].start = "20:00"
    with Lager(db, KOMMUNER) as lager:
        for ref in (andet_moede("u2-pdf", True), andet_moede("u2-tekst", False), lukket, senere):
            lager.skriv(ref, f"/x/{ref.id}", ref.id)
        forbind(lager)
    udgiv(db, db.with_name("ud.db"))
    ider = {n: dokument(n, "x", "2022-01-01", "").id[:16] + "-m01" for n in ("u2-pdf", "u2-tekst")}
    assert Site(db.with_name("ud.db")).sql("SELECT moede_id, hoved_id FROM gentagelser") == [
        (ider["u2-tekst"], ider["u2-pdf"])
    ]


def test_votes_against_come_first_each_once_with_the_sentence_that_says_so(folk: Site) -> None:
    side = folk.side("/sandvig/person/anna-hansen")
    assert "1 gang imod, 1 undladt, 13 for" in side.tekst
    assert side.tekst.index("stemte imod") < side.tekst.index("stemte for")
    stemme = side.html.split("stemt-imod")[1].split("</li>")[0]
    assert "<mark>Anna Hansen (A)</mark> stemte imod.</blockquote>" in stemme
    assert "Udvalget godkendte" not in stemme.split("</blockquote>")[0]
    assert "/kilde/" in stemme
    assert 'href="/sandvig/oekonomiudvalget/2022-05-16' in side.html


def test_parties_and_bodies_of_a_person_are_told_over_time(folk: Site) -> None:
    side = folk.side("/sandvig/person/anna-hansen")
    assert "A 7. februar 2022 – 16. maj 2022" in side.tekst
    assert "UP 1. juni 2023" in side.tekst
    assert "Økonomiudvalget formand 7. februar 2022 – 16. maj 2022 2 2" in side.tekst
    assert "Byrådet ikke angivet 1. juni 2023 1 1" in side.tekst
    assert "forbehold for prisen" in side.tekst


def test_absence_is_a_share_of_the_punkter_of_meetings_that_list_the_person(folk: Site) -> None:
    side = folk.side("/sandvig/person/ole-bruun")
    assert raekke(side, "fravaerstabel", "2022") == ["75 %", "3", "4", "2", "2", "1"]
    assert 'data-v="75.0"' in side.html
    assert "2023" not in side.html.split('id="fravaerstabel"')[1].split("</table>")[0]
    assert 'data-tabel="fravaerstabel"' in side.html


def test_a_name_that_fits_several_is_noted_with_each_and_counted_with_none(folk: Site) -> None:
    for navn, anden in (("bo-kim-lind", "bo-max-lind"), ("bo-max-lind", "bo-kim-lind")):
        side = folk.side(f"/sandvig/person/{navn}")
        assert "»Bo Lind«, Cykelsti i Sandvig by — kan også være" in side.tekst
        assert f"/sandvig/person/{anden}" in side.links
        assert "Ingen dokumenter nævner navnet ved en afstemning." in side.tekst


def test_a_long_list_has_a_page_of_its_own(folk: Site) -> None:
    kort = folk.side("/sandvig/person/anna-hansen")
    assert "?vis=for" in kort.links
    lang = folk.side("/sandvig/person/anna-hansen?vis=for")
    assert kort.html.count('class="maerke stemt-for"') == 10
    assert lang.html.count('class="maerke stemt-for"') == 13
    assert "stemt-imod" not in lang.html
    assert folk.get("/sandvig/person/anna-hansen?vis=for&side=9").status_code == 404


def test_a_body_counts_each_meeting_once_and_tells_what_became_of_the_postponed(folk: Site) -> None:
    side = folk.side("/sandvig/oekonomiudvalget")
    assert "2 møder med 4 punkter" in side.tekst
    navne = side.html.split('id="udfaldstabel"')[1].split("</thead>")[0]
    udfald = re.findall(r'<th scope="col">([^<]*)</th>', navne)[1:]
    assert dict(zip(udfald, raekke(side, "udfaldstabel", "2022"), strict=True)) == {
        "godkendt": "2",
        "anbefalet": "1",
        "udsat": "1",
    }
    assert "Siden: Økonomiudvalget, 16. maj 2022 anbefalet" in side.tekst
    assert "Anna Hansen A formand 7. februar 2022 – 16. maj 2022 2 2" in side.tekst
    assert re.search(r"05 \S.* 2 7. februar 2022 – 16. maj 2022", side.tekst)


def test_a_kommune_tells_its_gaps_its_people_and_what_to_be_wary_of(folk: Site) -> None:
    side = folk.side("/sandvig")
    assert "6 møder med 22 punkter" in side.tekst
    assert "Økonomiudvalget 2 uden mar, apr" in side.tekst
    assert "Teknikudvalget ingen 3 uden aug 3" in side.tekst
    navne = [x.rpartition("/")[2] for x in side.links if "/person/" in x]
    assert navne == ["anna-hansen", "bo-kim-lind", "bo-max-lind", "ole-bruun", "aase-oerum"]
    assert "Se efter i stien." in side.tekst
    assert "3 behandlinger i 2 udvalg" in side.tekst
    assert "/sandvig/sag/22-000100" in side.links


def test_a_case_is_told_in_order_with_one_treatment_a_meeting(folk: Site) -> None:
    side = folk.side("/sandvig/sag/22-000100")
    forloeb, efter = side.html.split("Hvad der binder sagen sammen")
    assert [x for x in side.ider if x.startswith("behandling-")] == ["behandling-1", "behandling-2", "behandling-3"]
    datoer = re.findall(r'<time datetime="([^"]*)"', forloeb)
    assert datoer == ["2022-02-07", "2022-05-16", "2023-06-01"]
    assert forloeb.count("Samme møde i andre dokumenter") == 1
    for stykke in (
        "at vejen anlægges",
        "500.000 kr. anlægsbevilling",
        "imod: 1 Anna Hansen (A)",
        "undlod Anna Hansen (UP)",
    ):
        assert stykke in side.tekst
    assert "samme journalnummer (22-000100) 100 %" in side.tekst
    assert "Teknikudvalget" not in forloeb
    assert "Forslag: hører måske også til" in efter
    assert "lignende titel i et andet udvalg" in efter
    assert "3. juli 2023" in efter


STIER = ("/sandvig", "/sandvig/oekonomiudvalget", "/sandvig/person/anna-hansen", "/sandvig/sag/22-000100")


@pytest.mark.parametrize("sti", [*STIER, "/soeg?q=vej", "/soeg?udfald=godkendt&kommune=9001"])
def test_a_page_names_its_feed_and_the_feed_is_atom(folk: Site, sti: str) -> None:
    html = folk.get(sti).text
    (feed,) = re.findall(r'<link rel="alternate" type="application/atom\+xml"[^>]* href="([^"]*)"', html)
    svar = folk.get(feed.replace("&amp;", "&"))
    assert svar.headers["content-type"].startswith("application/atom+xml")
    rod = ElementTree.fromstring(svar.content)
    assert rod.tag == ATOM + "feed"
    assert all(rod.findtext(ATOM + n) for n in ("title", "id", "updated"))
    assert rod.findtext(f"{ATOM}author/{ATOM}name")
    poster = rod.findall(ATOM + "entry")
    assert poster
    ider = [p.findtext(ATOM + "id") for p in poster]
    assert len(set(ider)) == len(ider)
    for p in poster:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", p.findtext(ATOM + "updated") or "")
        link = p.find(ATOM + "link")
        assert link is not None
        assert folk.get(link.get("href", "").removeprefix("http://localhost")).status_code == 200


def test_a_feed_holds_hostile_text_as_text_and_leaves_out_what_xml_cannot_hold(folk: Site) -> None:
    svar = folk.get("/sandvig/byraadet.atom")
    (post,) = ElementTree.fromstring(svar.content).findall(ATOM + "entry")
    assert "Farligt <script>alert(1)</script> & mere: godkendt" in (post.findtext(ATOM + "content") or "")
    assert post.findtext(ATOM + "published") == "2023-06-01T00:00:00Z"


def test_entries_keep_their_ids_in_the_next_publication(udgivelser: list[Path]) -> None:
    def ider(sti: Path, feed: str) -> list[str | None]:
        return [x.text for x in ElementTree.fromstring(Site(sti).get(feed).content).iter(ATOM + "id")]

    for feed in ("/sandvig.atom", "/sandvig/sag/22-000100.atom", "/soeg.atom?q=vej"):
        assert ider(udgivelser[0], feed) == ider(udgivelser[1], feed)


def test_a_search_feed_has_the_newest_first_and_each_meeting_once(folk: Site) -> None:
    poster = ElementTree.fromstring(folk.get("/soeg.atom", q="vej åparken").content).findall(ATOM + "entry")
    datoer = [p.findtext(ATOM + "published") for p in poster]
    assert datoer == [f"{d}T00:00:00Z" for d in ("2023-07-03", "2023-06-01", "2022-05-16", "2022-02-07")]


def test_what_a_person_did_stands_in_the_feed(folk: Site) -> None:
    rod = ElementTree.fromstring(folk.get("/sandvig/person/anna-hansen.atom").content)
    resumeer = [p.findtext(ATOM + "summary") or "" for p in rod.findall(ATOM + "entry")]
    assert sum("Stemte imod." in r for r in resumeer) == 1
    assert any("Undlod at stemme." in r and "Forbehold: for prisen" in r for r in resumeer)


@pytest.mark.parametrize("sti", ["/sandvig/person/findes-ikke", "/sandvig/person/findes-ikke.atom", "/sandvig.pdf"])
def test_nobody_is_nowhere(folk: Site, sti: str) -> None:
    assert folk.get(sti).status_code == 404


def test_every_such_page_is_whole_and_each_link_leads_somewhere(folk: Site, site: Site) -> None:
    arter = "('kommune', 'udvalg', 'person', 'sag')"
    sql = f"SELECT sti FROM adresser WHERE art IN {arter} AND sti NOT IN (SELECT '/' || navn FROM kommuner)"
    for sted_ in (folk, site):
        koder = {r[0] for r in sted_.sql("SELECT kommune_kode FROM dokumenter")}
        tomme = {
            r[0] for r in sted_.sql("SELECT sti, maal_id FROM adresser WHERE art = 'kommune'") if r[1] not in koder
        }
        for (sti,) in sted_.sql(sql):
            if sti in tomme and sti != "/odense":
                continue
            side = sted_.side(sti)
            assert side.levende == [], sti
            assert len(side.ider) == len(set(side.ider)), sti
            if sted_ is folk:
                assert all(
                    sted_.get(x if x[0] == "/" else sti + x).status_code == 200 for x in side.links if x[0] != "#"
                )
                assert all(x[1:] in side.ider for x in side.links if x[0] == "#"), sti


def test_an_address_typed_with_capitals_leads_on(folk: Site) -> None:
    (sti,) = folk.sql("SELECT sti FROM adresser WHERE art = 'kommune' AND maal_id IS NOT NULL LIMIT 1")[0]
    svar = folk.get(sti.title())
    assert (svar.status_code, svar.url.path) == (200, sti)


def test_a_case_of_unknown_kommune_says_that_it_is_joined_with_nothing(tmp_path: Path) -> None:
    note = "Dokumentets kommune kendes ikke, så sagen er ikke samlet med andre dokumenter."
    with Lager(tmp_path / "t.db", KOMMUNER) as lager:
        lager.skriv(referat("a", kommune=None), "/x/a.pdf", "a.pdf")
        lager.skriv(referat("b"), "/x/b.pdf", "b.pdf")
        forbind(lager)
    udgiv(tmp_path / "t.db", tmp_path / "ud.db")
    ud = Site(tmp_path / "ud.db")
    sager = ud.sql("SELECT sti, s.kommune_kode FROM adresser JOIN sager s ON s.id = maal_id WHERE art = 'sag'")
    assert {(kode, note in ud.side(sti).tekst) for sti, kode in sager} == {(None, True), ("9001", False)}
