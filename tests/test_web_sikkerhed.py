"""What a document or an address holds is text: none of it is run, loaded or followed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from nyttelast import ALLE
from openpyxl import load_workbook
from referat.schemas.referat import Referat
from referat.store.skriver import Lager
from referat.store.udgivelse import udgiv
from store_hjaelp import KOMMUNER, referat
from web_hjaelp import Site

NYTTELAST = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea></style></script><svg onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "<a href=javascript:alert(1)>her</a>",
    "javascript:alert(1)//",
    "<iframe src=//evil.example></iframe>",
    "<style>@import'//evil.example'</style>",
    "<base href=//evil.example/>",
    "<svg><foreignObject><body onload=alert(1)></foreignObject></svg>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "{{7*7}}{% for x in ().__class__.__base__.__subclasses__() %}x{% endfor %}",
    "<!--><img src onerror=alert(1)>-->",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\ue000<img src=x onerror=alert(1)>\ue001",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><button>Søg</button></form>",
    "<details open ontoggle=alert(1)>",
)
FASTE = {
    "id",
    "art",
    "type",
    "udtraekker",
    "kommune_kode",
    "regel",
    "dato",
    "start",
    "stemme",
    "omfang",
    "retning",
    "status",
}
FASTE |= {"udfald", "form", "afvigelse_fortegn", "maal"}
"""What has a vocabulary or a form of its own, and no room for another's words."""


def forgift(vaerdi: object, gift: str, navn: str = "") -> object:
    """The same document with every free text replaced."""
    if isinstance(vaerdi, dict):
        return {k: forgift(v, gift, k) for k, v in vaerdi.items()}
    if isinstance(vaerdi, list):
        return [forgift(v, gift, navn) for v in vaerdi]
    return f"gift {gift}" if isinstance(vaerdi, str) and navn not in FASTE else vaerdi


@pytest.fixture(scope="module")
def giftigt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield forgiftet(tmp_path_factory.mktemp("gift") / "t.db", NYTTELAST)


def forgiftet(db: Path, nyttelast: Iterable[str]) -> Site:
    """A site of one document for each of these texts."""
    with Lager(db, KOMMUNER) as lager:
        for n, gift in enumerate(nyttelast):
            data = forgift(referat(str(n)).model_dump(mode="json"), gift)
            assert isinstance(data, dict)
            data["id"] = hashlib.sha256(gift.encode()).hexdigest()
            lager.skriv(Referat.model_validate(data), f"/x/{n}{gift.replace('/', '')}", f"{n} gift {gift}")
    udgiv(db, db.with_name("udgivet.db"))
    return Site(db.with_name("udgivet.db"))


def test_nothing_in_a_document_lives(giftigt: Site) -> None:
    stier = [r[0] for r in giftigt.sql("SELECT sti FROM adresser WHERE art IN ('punkt', 'moede')")]
    kilder = [f"/kilde/{r[0]}/1?fra=0&til=9" for r in giftigt.sql("SELECT id FROM dokumenter")]
    tabeller = ["/referater/punkter", "/referater/punkter_vis", "/referater/tabelceller", "/referater/dokumenter"]
    assert len(stier) == 2 * len(NYTTELAST)
    for sti in [
        "/",
        "/soeg?q=gift",
        "/soeg?q=gift&side=2",
        *stier,
        *(f"{s}?q=gift" for s in stier),
        *kilder,
        *tabeller,
    ]:
        side = giftigt.side(sti)
        assert "gift" in side.tekst, sti
        assert side.levende == [], sti


def test_a_punkt_shows_the_payload_as_the_text_it_is(giftigt: Site) -> None:
    gift = NYTTELAST[0]
    sti = giftigt.adresse("titel = ?", f"gift {gift}")
    assert giftigt.side(sti).tekst.count(gift) > 8


@pytest.mark.parametrize("gift", NYTTELAST)
def test_nothing_in_an_address_lives(giftigt: Site, gift: str) -> None:
    for felt in ("q", "kommune", "udvalg", "fra", "kle", "person", "beloeb_fra", "side"):
        assert giftigt.side("/soeg", **{felt: gift}).levende == []
    (sti,) = [r[0] for r in giftigt.sql("SELECT sti FROM adresser WHERE art = 'punkt' ORDER BY 1 LIMIT 1")]
    assert giftigt.side(sti, q=gift).levende == []
    assert giftigt.side("/referater/punkter", titel__contains=gift, _sort="titel").levende == []


@pytest.mark.slow
def test_two_hundred_ways_of_the_cheat_sheets_come_to_nothing(tmp_path: Path) -> None:
    """In every text of a document, on every page that shows it, and in the address of a search."""
    assert len(set(ALLE)) == 200
    bunker = [ALLE[n : n + 20] for n in range(0, 200, 20)]
    site = forgiftet(tmp_path / "t.db", [" gift ".join(bunke) for bunke in bunker])
    for bunke in bunker:
        vist = site.side(site.adresse("titel = ?", "gift " + " gift ".join(bunke))).tekst
        assert [g for g in bunke if " ".join(g.split()) not in vist] == [], "what is shown is whole"
    stier = [r[0] for r in site.sql("SELECT sti FROM adresser")]
    kilder = [f"/kilde/{r[0]}/1?fra=0&til=9" for r in site.sql("SELECT id FROM dokumenter")]
    soegninger = [f"/soeg?q=gift&side={n}" for n in range(1, 11)]
    spoergsmaal = [s for s in site.side("/spoergsmaal").links if s.startswith("/spoergsmaal/")]
    for sti in ["/", "/sammenlign", "/data", "/om", *stier, *kilder, *soegninger, *spoergsmaal]:
        assert site.side(sti).levende == [], sti
    for gift in ALLE:
        assert site.side("/soeg", q=gift, person=gift, fra=gift).levende == [], gift
        assert site.side("/sammenlign", vis=gift, emne=gift).levende == [], gift
        assert site.side(spoergsmaal[0], navn=gift, kommune=gift).levende == [], gift


@pytest.mark.parametrize("sti", ["/soeg.xlsx", "/spoergsmaal/stoerste-bevillinger.xlsx"])
def test_no_formula_of_a_document_lives_in_a_spreadsheet(tmp_path_factory: pytest.TempPathFactory, sti: str) -> None:
    formel = '=HYPERLINK("http://evil.example";"Åbn")'
    db = tmp_path_factory.mktemp("formel") / "t.db"
    ref = referat("a")
    (moede,) = ref.moeder
    punkter = [p.model_copy(update={"titel": formel}) for p in moede.punkter]
    with Lager(db, KOMMUNER) as lager:
        lager.skriv(ref.model_copy(update={"moeder": [moede.model_copy(update={"punkter": punkter})]}), "/x/a", "a.pdf")
    udgiv(db, db.with_name("udgivet.db"))
    svar = Site(db.with_name("udgivet.db")).get(sti, q="evil", beloeb="1")
    celler = [c for r in load_workbook(BytesIO(svar.content)).active.iter_rows() for c in r]
    assert formel in [c.value for c in celler if c.data_type == "s"]
    assert not [c for c in celler if c.data_type == "f"]


@pytest.mark.parametrize("navn", ["versions", "plugins", "settings", "databases", "metadata", "threads", "config", "x"])
def test_what_the_server_knows_of_itself_is_not_told(giftigt: Site, navn: str) -> None:
    for sti in (f"/-/{navn}", f"/-/{navn}.json"):
        svar = giftigt.get(sti)
        assert svar.status_code == 404, sti
    assert giftigt.get("/-/static/app.css").status_code == 200


def test_no_page_tells_where_the_file_lies(giftigt: Site) -> None:
    mappe = str(Path(giftigt.datasette.get_database("referater").path).parent)
    for sti in ("/", "/.json", "/data", "/referater", "/referater.json", "/referater/punkter.json"):
        assert mappe not in giftigt.get(sti).text, sti
