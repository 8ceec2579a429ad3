"""The site in a real browser, wide and narrow: nothing from elsewhere, no errors, usable by all. Pictures in build/."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from web_hjaelp import Site

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
BILLEDER = Path(__file__).parents[1] / "build/skud"
BREDDER = (1280, 390)
AXE = {"rules": {"target-size": {"enabled": True}}}
"""With WCAG 2.5.8, which axe leaves out unless it is asked."""
LAVE = """[...document.querySelectorAll("main a, main button, main summary")].filter(
  (e) => e.checkVisibility() && e.getBoundingClientRect().width > 1 && e.getBoundingClientRect().height < 23.9)
  .map((e) => e.outerHTML.slice(0, 120))"""
"""What is there to be hit and is lower than 24 px."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed here; apt-get install chromium"),
]


@pytest.fixture(scope="module")
def vaert(udgivet: Path) -> Iterator[str]:
    """The address of the sample store's site, served as ``referat serve`` serves it."""
    import uvicorn
    from referat.web.server import lav_site

    with socket.socket() as ledig:
        ledig.bind(("127.0.0.1", 0))
        port = ledig.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(lav_site(udgivet).app(), port=port, log_level="error", lifespan="on"))
    traad = threading.Thread(target=server.run, daemon=True)
    traad.start()
    while traad.is_alive():
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    traad.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as pw:
        browser = pw.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=BREDDER)
def blad(request: pytest.FixtureRequest, browser: Any, vaert: str) -> Iterator[Any]:
    """A tab that must ask nobody else and log no error."""
    sammenhaeng = browser.new_context(viewport={"width": request.param, "height": 900}, base_url=vaert)
    sammenhaeng.grant_permissions(["clipboard-read", "clipboard-write"])
    side = sammenhaeng.new_page()
    fejl: list[str] = []
    side.on("console", lambda m: fejl.append(m.text) if m.type in ("error", "warning") else None)
    side.on("pageerror", lambda e: fejl.append(str(e)))
    side.on("request", lambda r: None if r.url.startswith((vaert, "data:")) else fejl.append(r.url))
    side.bredde = request.param
    yield side
    sammenhaeng.close()
    assert fejl == []


def se(blad: Any, sti: str, navn: str) -> None:
    """Go there; the page fits the screen, axe finds nothing serious, and a picture is kept."""
    from axe_playwright_python.sync_playwright import Axe

    assert blad.goto(sti).status == 200
    blad.wait_for_load_state("networkidle")
    assert blad.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the screen"
    svar = Axe().run(blad, options=AXE).response["violations"]
    alvorlige = [
        (v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in svar if v["impact"] in ("serious", "critical")
    ]
    assert alvorlige == []
    assert blad.evaluate(LAVE) == []
    BILLEDER.mkdir(parents=True, exist_ok=True)
    blad.screenshot(path=BILLEDER / f"{navn}-{blad.bredde}.png", full_page=True)


def test_front_page(blad: Any) -> None:
    se(blad, "/", "forside")
    assert blad.locator("figure.plot svg rect").count() > 10
    blad.get_by_label("Søg efter en sag, en person eller et ord").fill("plejehjem")
    aar = blad.locator(".daekning thead th").all_inner_texts()[1:-1]
    assert aar == sorted(aar, reverse=True), "the newest years are in sight"
    blad.keyboard.press("Enter")
    blad.wait_for_url("**/soeg?q=plejehjem")
    assert blad.locator(".punktliste mark").count() > 1


def test_search(blad: Any) -> None:
    se(blad, "/soeg?q=plejehjem&udfald=blandet", "soeg")
    blad.locator(".punktliste h3 a").first.click()
    assert blad.locator("main mark").first.inner_text().lower().startswith("plejehjem")


def test_punkt(blad: Any, site: Site) -> None:
    sti = site.adresse("titel LIKE 'Endelig vedtagelse af lokalplan 214%'")
    se(blad, sti, "punkt")
    kilde = blad.locator(".stemmer details.kilde").first
    kilde.locator("summary").click()
    assert kilde.locator("mark").is_visible()
    blad.get_by_role("button", name="Kopiér kildehenvisning").click()
    blad.get_by_text("Kopieret").wait_for()
    kopi = blad.evaluate("navigator.clipboard.readText()")
    assert "26. september 2023, punkt 5: »Endelig vedtagelse af lokalplan 214" in kopi
    assert kopi.endswith(sti)


def test_a_budget_table_scrolls_in_its_own_frame(blad: Any, site: Site) -> None:
    sti = site.adresse(
        "id = (SELECT punkt_id FROM tabeller t JOIN tabelceller c ON c.tabel_id = t.id WHERE t.er_budget = 1 "
        "GROUP BY t.id ORDER BY max(c.kolonne) DESC LIMIT 1)"
    )
    se(blad, sti, "tabel")
    if blad.bredde == BREDDER[-1]:
        assert blad.locator(".rulletip").first.is_visible()
        rul = blad.locator(".rul.bred").first
        rul.evaluate("e => (e.scrollLeft = 150)")
        foerste = rul.locator("tbody tr > :first-child").first.bounding_box()
        assert foerste["x"] >= rul.bounding_box()["x"] - 1


def test_on_a_phone_the_answer_stands_before_its_form(blad: Any) -> None:
    se(blad, "/spoergsmaal/imod-eller-undlod", "svar")
    formen = blad.get_by_role("button", name="Vis svaret")
    assert formen.is_visible() == (blad.bredde != BREDDER[-1])
    blad.locator("summary", has_text="Afgræns svaret").click()
    assert formen.is_visible() == (blad.bredde == BREDDER[-1])


def test_a_wide_table_is_whole_on_paper(blad: Any, site: Site, tmp_path: Path) -> None:
    import pypdfium2

    blad.goto("/referater/punkter_vis")
    blad.wait_for_load_state("networkidle")
    blad.pdf(path=tmp_path / "tryk.pdf", prefer_css_page_size=True)
    foerste = pypdfium2.PdfDocument(tmp_path / "tryk.pdf")[0]
    assert foerste.get_width() > foerste.get_height()
    assert "ledende" in "".join(foerste.get_textpage().get_text_range().split())


def test_meeting_and_source_and_rows(blad: Any, site: Site) -> None:
    sti = site.adresse("titel LIKE 'Endelig vedtagelse af lokalplan 214%'")
    se(blad, sti.rpartition("/")[0], "moede")
    ((dokument, nr, fra, til),) = site.sql(
        "SELECT p.dokument_id, b.side, b.tegn_fra, b.tegn_til FROM bilag b JOIN punkter p ON p.id = b.punkt_id LIMIT 1"
    )
    se(blad, f"/kilde/{dokument}/{nr}?fra={fra}&til={til}", "kilde")
    se(blad, "/referater", "tabeller")
    se(blad, "/referater/punkter_vis", "raekker")


def test_a_person_a_body_a_kommune_and_a_case(blad: Any, site: Site) -> None:
    mest = "SELECT sti FROM adresser WHERE art = ? AND maal_id = ({})"
    person = "SELECT person_id FROM fravaer WHERE person_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    udvalg = (
        "SELECT udvalg_id FROM moeder m JOIN punkter p ON p.moede_id = m.id GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    )
    sag = "SELECT id FROM sager ORDER BY antal DESC, id LIMIT 1"
    for art, sql in (("person", person), ("udvalg", udvalg), ("sag", sag)):
        se(blad, site.sql(mest.format(sql), art)[0][0], art)
        if art != "sag":
            assert blad.locator("figure.plot svg rect").count() > 0
    se(blad, "/ukendt", "kommune")


def test_who_was_never_away_has_a_table_of_noughts_and_no_bars(blad: Any, site: Site) -> None:
    aldrig = "SELECT person_id FROM fremmoede GROUP BY 1 HAVING sum(vaek) + sum(delvis) = 0 ORDER BY 1 LIMIT 1"
    blad.goto(site.sql(f"SELECT sti FROM adresser WHERE art = 'person' AND maal_id = ({aldrig})")[0][0])
    blad.wait_for_load_state("networkidle")
    assert blad.get_by_text("Fravær år for år").is_visible()
    assert blad.locator("figure.plot svg").count() == 0
