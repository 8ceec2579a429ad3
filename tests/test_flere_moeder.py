"""Several meetings in one file, as when minutes are sent by mail and saved as one PDF: none is lost, none is mixed."""

from __future__ import annotations

import io
import itertools
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from referat.corpus import samling
from referat.extract.pipeline import read_referat
from referat.models.organer import samme_organ
from referat.schemas.referat import Moede, Referat
from referat.store.link import forbind
from referat.store.skriver import Lager
from reportlab.pdfgen import canvas

MAIL = """Fra: Byrådssekretariatet <sekretariat@kommune.eksempel>
Sendt: 14. september 2012 09:12
Til: Arkivet
Emne: VS: Referater fra Ældreudvalget
Vedhæftede filer: referat.pdf

Kære arkivar

Hermed referaterne fra de seneste møder.

Med venlig hilsen
Anna Holm
"""
PDF = [r for r in sorted(samling.REFERATER.glob("*.pdf")) if "notat" not in r.name]


def mail() -> bytes:
    ud = io.BytesIO()
    side = canvas.Canvas(ud)
    for nr, linje in enumerate(MAIL.splitlines()):
        side.drawString(60, 780 - 16 * nr, linje)
    side.save()
    return ud.getvalue()


def samlet(*dele: bytes) -> bytes:
    ud, flade = pikepdf.new(), io.BytesIO()
    for del_ in dele:
        with pikepdf.open(io.BytesIO(del_)) as pdf:
            ud.pages.extend(pdf.pages)
    ud.save(flade)
    return flade.getvalue()


@cache
def alene(sti: Path) -> Referat:
    return read_referat(sti.read_bytes())


def sagt(moede: Moede) -> tuple[object, ...]:
    return moede.dato, moede.start, [(p.nr, p.titel, len(p.stemmer)) for p in moede.punkter]


@pytest.mark.parametrize(("a", "b"), list(itertools.permutations(PDF, 2)), ids=lambda p: p.stem)
def test_two_referater_in_one_file_are_two_meetings_as_they_are_alone(a: Path, b: Path) -> None:
    ref = read_referat(samlet(a.read_bytes(), b.read_bytes()))
    ventet = [m for sti in (a, b) for m in alene(sti).moeder]
    assert [sagt(m) for m in ref.moeder] == [sagt(m) for m in ventet]
    for m, v in zip(ref.moeder, ventet, strict=True):  # a running head may name the body in its other way
        assert m.udvalg and v.udvalg and m.udvalg.split()[-1][:5] == v.udvalg.split()[-1][:5]


def test_a_mail_with_three_referater_is_one_document_with_three_meetings(lager: Lager) -> None:
    tre = PDF[:3]
    ref = read_referat(samlet(mail(), *(sti.read_bytes() for sti in tre)))
    assert [sagt(m) for m in ref.moeder] == [sagt(m) for sti in tre for m in alene(sti).moeder]
    assert ref.dato == ref.moeder[0].dato, "and not the day it was sent"
    lager.skriv(ref, "/x/mail.pdf", "mail.pdf")
    forbind(lager, samme_organ)
    sql = "SELECT count(DISTINCT moede_id), count(*), max(raekkefoelge) FROM punkter"
    antal = sum(len(m.punkter) for m in ref.moeder)
    assert lager.db.execute(sql).fetchone() == (3, antal, antal)


def test_a_short_referat_in_a_mail_is_no_letter() -> None:
    tekst = (samling.REFERATER / "sandby_to_moeder_2012-09-13.txt").read_text("utf-8")
    ref = read_referat((MAIL + "\n" + tekst).encode())
    assert [sagt(m) for m in ref.moeder] == [sagt(m) for m in read_referat(tekst.encode()).moeder]
    assert ref.type == "referat" and MAIL.splitlines()[0] in ref.tekst, "all of the text is kept"
