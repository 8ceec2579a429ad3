"""Ten thousand personal numbers in every writing: none of them is in the published file, an export or a page."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from referat.cli import gruppe
from referat.schemas.poster import Afsnit, Tabel, Tabelcelle
from referat.schemas.referat import Referat, SideTekst
from referat.store.skriver import Lager
from referat.store.udfoersel.formater import FORMATER
from referat.store.udgivelse import udgiv
from store_hjaelp import KOMMUNER, B, referat
from test_cpr import SKRIVEMAADER
from web_hjaelp import Site

ANTAL, DOKUMENTER, I_TABEL = 10_000, 50, 50
FULD_BREDDE = {0xFF10 + n: str(n) for n in range(10)}
UDSEENDE = re.compile(r"(?<!\d)(?:\d[\W_]{0,45}){9,11}\d(?!\d)")

Nummer = tuple[str, str]


def dokument(navn: str, numre: list[Nummer]) -> Referat:
    """A document with the numbers in its page, its title, its decision, its section and the cells of a table."""
    maader = list(SKRIVEMAADER.values())
    linjer = [f"borger {maader[n % len(maader)](*nummer)} ;" for n, nummer in enumerate(numre)]
    tekst = "\n".join(linjer)
    celler = [
        Tabelcelle(raekke=n, kolonne=k, raa=raa, belaeg=B)
        for n, nummer in enumerate(numre[:I_TABEL])
        for k, raa in enumerate(nummer)
    ]
    ref = referat(navn)
    (moede,) = ref.moeder
    (punkt,) = moede.punkter
    nyt = {
        "titel": linjer[0],
        "beslutning": tekst,
        "afsnit": [Afsnit(overskrift="Sag", art="resume", tekst=tekst, belaeg=B)],
        "tabeller": [Tabel(nr=1, celler=celler, belaeg=B)],
    }
    moede = moede.model_copy(update={"punkter": [punkt.model_copy(update=nyt)]})
    return ref.model_copy(update={"moeder": [moede], "sider": [SideTekst(side=1, tekst=tekst)]})


def fundne(data: bytes, numre: set[str]) -> int:
    """How many of the numbers can be read in the bytes, however they are written."""
    tekst = data.decode("utf-8", "ignore").translate(FULD_BREDDE)
    cifre = ("".join(re.findall(r"\d", m[0])) for m in UDSEENDE.finditer(tekst))
    return sum(c in numre or (len(c) == 12 and c[:4] + c[6:] in numre) for c in cifre)


@pytest.mark.slow
def test_no_number_of_ten_thousand_is_in_the_file_an_export_or_a_page(tmp_path: Path) -> None:
    held = random.Random(1)
    alle = [
        (f"{held.randint(1, 31):02}{held.randint(1, 12):02}{held.randint(0, 99):02}", f"{held.randint(0, 9999):04}")
        for _ in range(ANTAL)
    ]
    numre, db, ud = {d + n for d, n in alle}, tmp_path / "t.db", tmp_path / "ud.db"
    with Lager(db, KOMMUNER) as lager:
        for n in range(DOKUMENTER):
            lager.skriv(dokument(f"d{n}", alle[n::DOKUMENTER]), f"/x/{n}.pdf", f"{n}.pdf")
    assert fundne(db.read_bytes(), numre) > ANTAL, "the store itself has them"
    assert len(numre) <= udgiv(db, ud) < 1.01 * len(numre), "each counts once, wherever it stands"
    talt = {"publish": fundne(ud.read_bytes(), numre)}
    for format_ in FORMATER:
        mappe = tmp_path / format_
        svar = CliRunner().invoke(gruppe, ["export", format_, str(mappe), "--db", str(ud)])
        assert svar.exit_code == 0, svar.output
        talt[format_] = sum(fundne(f.read_bytes(), numre) for f in mappe.rglob("*") if f.is_file())
    site = Site(ud)
    stier = [r[0] for r in site.sql("SELECT sti FROM adresser WHERE art IN ('punkt', 'moede')")]
    stier += [f"/kilde/{r[0]}/1" for r in site.sql("SELECT id FROM dokumenter")]
    stier += ["/", "/soeg?q=borger", "/soeg.csv?q=borger", "/referater/tabelceller.csv?_stream=on"]
    talt["site"] = sum(fundne(site.get(sti).content, numre) for sti in stier)
    print(talt)  # noqa: T201
    assert set(talt.values()) == {0}
