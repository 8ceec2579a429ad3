"""Pages of sources as pictures: the place marked, numbers covered, and no other file than the store's own."""

from __future__ import annotations

import asyncio
import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image
from referat.cli import gruppe
from referat.cli.originaler import Originaler
from referat.extract.reading.sidebillede import KANT
from referat.store.udgivelse import udgiv
from referat.web.billeder import Billeder, felter
from web_hjaelp import Site

PDF = "rosenaa_byraad_2014-06-16_docplayer.txt", "klitlund_byraad_2023-09-26.pdf"
STEMME = (
    "SELECT p.dokument_id, s.side, s.tegn_fra, s.tegn_til FROM stemmer s JOIN punkter p ON p.id = s.punkt_id "
    "JOIN sider USING (dokument_id, side) WHERE s.bbox IS NOT NULL AND bredde IS NOT NULL ORDER BY s.id LIMIT 1"
)


@pytest.fixture(scope="module")
def mappe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a PDF and a text in a folder of their own."""
    mappe = tmp_path_factory.mktemp("billeder")
    (mappe / "ind").mkdir()
    for navn in PDF:
        shutil.copy(Path(__file__).parents[1] / "corpus/referater" / navn, mappe / "ind")
    svar = CliRunner().invoke(gruppe, ["ingest", str(mappe / "ind"), "--db", str(mappe / "t.db"), "--jobs", "1"])
    assert svar.exit_code == 0, svar.output
    udgiv(mappe / "t.db", mappe / "udgivet.db")
    return mappe


@pytest.fixture(scope="module")
def med(mappe: Path) -> Iterator[Site]:
    yield Site(mappe / "udgivet.db", tegner=Originaler(mappe / "t.db").tegn)


def kantede(png: bytes) -> int:
    """How many pixels are the edge of a marked place."""
    billede = Image.open(io.BytesIO(png)).convert("RGB")
    return sum(n for n, farve in billede.getcolors(1 << 24) or () if farve == KANT)


def test_a_page_of_a_source_shows_its_picture_with_the_place_marked(med: Site) -> None:
    dokument, nr, fra, til = med.sql(STEMME)[0]
    side = med.side(f"/kilde/{dokument}/{nr}?fra={fra}&til={til}")
    assert f"/kilde/{dokument}/{nr}.png?fra={fra}&amp;til={til}" in side.html
    assert "det læste sted er markeret" in side.html
    svar = med.get(f"/kilde/{dokument}/{nr}.png?fra={fra}&til={til}")
    assert svar.headers["content-type"] == "image/png"
    assert kantede(svar.content) > 20
    assert kantede(med.get(f"/kilde/{dokument}/{nr}.png").content) == 0


def test_what_is_no_pdf_and_what_is_not_there_has_no_picture(med: Site) -> None:
    ((tekst,),) = med.sql("SELECT id FROM dokumenter WHERE filnavn LIKE '%.txt'")
    ((pdf,),) = med.sql("SELECT id FROM dokumenter WHERE filnavn LIKE '%.pdf'")
    assert "sidebillede" not in med.side(f"/kilde/{tekst}/1").html
    for sti in (f"{tekst}/1.png", f"{pdf}/0.png", f"{pdf}/99999.png", f"{'0' * 64}/1.png"):
        assert med.get(f"/kilde/{sti}").status_code == 404, sti


def test_a_site_that_cannot_draw_shows_the_text_alone(mappe: Path) -> None:
    uden = Site(mappe / "udgivet.db")
    ((pdf,),) = uden.sql("SELECT id FROM dokumenter WHERE filnavn LIKE '%.pdf'")
    assert "sidebillede" not in uden.side(f"/kilde/{pdf}/1").html
    assert uden.get(f"/kilde/{pdf}/1.png").status_code == 404


def test_a_file_that_was_changed_or_never_read_is_not_drawn(mappe: Path, tmp_path: Path) -> None:
    db = tmp_path / "t.db"
    shutil.copytree(mappe / "ind", tmp_path / "ind")
    shutil.copy(mappe / "t.db", db)
    originaler = Originaler(db)
    sha = next(id_ for id_, stier in originaler.stier.items() if stier[0].suffix == ".pdf")
    assert originaler.laes(sha) == (mappe / "ind" / PDF[1]).read_bytes()
    originaler.stier[sha] = [tmp_path / "ind" / PDF[1]]
    (tmp_path / "ind" / PDF[1]).write_bytes(b"%PDF-1.4 en anden")
    assert originaler.tegn(sha, 1, []) is None
    (tmp_path / "ind" / PDF[1]).unlink()
    assert originaler.tegn(sha, 1, []) is None
    with zipfile.ZipFile(tmp_path / "ind/x.zip", "w") as arkiv:
        arkiv.write(mappe / "ind" / PDF[1], "a.pdf")
    originaler.stier[sha] = [tmp_path / "ind/x.zip/a.pdf"]
    assert originaler.laes(sha) == (mappe / "ind" / PDF[1]).read_bytes(), "also in an archive"
    assert originaler.laes("../../etc/passwd") is None


def test_each_picture_is_drawn_once_and_the_oldest_go_first() -> None:
    tegnet: list[int] = []

    def tegner(dokument: str, side: int, felter: Any) -> bytes | None:
        tegnet.append(side)
        return b"x" * 5000 if side != 3 else None

    async def bed(sider: list[int]) -> list[bytes | None]:
        billeder = Billeder(tegner, plads=13_000)
        return [await billeder.hent("a", n, []) for n in sider]

    svar = asyncio.run(bed([1, 2, 3, 3, 1, 4, 1, 2]))
    assert tegnet == [1, 2, 3, 4, 2]
    assert [s is None for s in svar] == [n == 3 for n in [1, 2, 3, 3, 1, 4, 1, 2]]


def test_the_boxes_of_a_place_are_those_of_what_was_read_there() -> None:
    def fakta(*steder: tuple[int, int]) -> list[dict[str, Any]]:
        return [{"tegn_fra": a, "tegn_til": b, "bbox": f"[{a}, 0, {b}, 9.5]"} for a, b in steder]

    alle = fakta((0, 100), (10, 20), (10, 20), (12, 14), (30, 60))
    assert felter(alle, 10, 20) == [(10, 0, 20, 9.5)]
    assert felter(alle, 9, 20) == [(10, 0, 20, 9.5), (12, 0, 14, 9.5)]
    assert felter(alle, 32, 33) == [(30, 0, 60, 9.5)]
    assert felter([], 0, 9) == []
