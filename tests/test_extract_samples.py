"""The samples and generated documents against their truth: every field exact, not a share of them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from facit import PUNKT, Sandhed, forskelle
from referat.corpus import samling
from referat.corpus.facit import facit
from referat.corpus.generator import generer
from referat.corpus.moeder import Moede
from referat.corpus.skrivning import endelse, skriv
from referat.extract.pipeline import read_referat
from referat.models.kommuner import hent_kommune

SEED = 11
TEKSTER, PDFER = 60, 10
UENIGE = {"oe": "udfald"}
"""A dialect lists who is away as its first punkt; the truth calls that `andet`, the reading `intet`."""

KENDTE: dict[str | int, list[str]] = {}
"""Differences that are known: a sample's name or a generated text's number, and all that differs in it."""


def sandhed(fil: Path) -> Sandhed:
    d: Sandhed = json.loads((samling.SANDHED / f"{fil.stem}.json").read_text(encoding="utf-8"))
    return d


def kun_kendte(fundne: list[str], kendte: list[str]) -> None:
    """Fails with a line for each difference, and where a known one is gone."""
    assert fundne == kendte, "\n".join(fundne) or "de kendte afvigelser er væk: slet dem af KENDTE"


@pytest.mark.parametrize("fil", samling.referater(), ids=lambda p: p.name)
def test_samples_are_read_as_their_truth_says(fil: Path) -> None:
    kun_kendte(forskelle(read_referat(fil.read_bytes()), sandhed(fil)), KENDTE.get(fil.name, []))


def test_kommuner_named_in_an_ocr_letter() -> None:
    fil = samling.REFERATER / "brev_ocr_2013-02-27.txt"
    fundet = {hent_kommune(o.kommune_kode).navn for o in read_referat(fil.read_bytes()).omtaler}
    assert fundet == set(sandhed(fil)["kommuner_naevnt"])


@cache
def genereret() -> tuple[Moede, ...]:
    return tuple(generer(TEKSTER, SEED))


@pytest.mark.parametrize("nr", range(TEKSTER))
def test_generated_texts(nr: int) -> None:
    kun_kendte(afvigelser(genereret()[nr], "text"), KENDTE.get(nr, []))


@pytest.mark.parametrize("nr", range(0, TEKSTER, TEKSTER // PDFER))
def test_generated_pdfs(nr: int) -> None:
    kun_kendte(afvigelser(genereret()[nr], "pdf"), [])


def afvigelser(moede: Moede, format_: str) -> list[str]:
    d = facit(moede, endelse(moede, format_))
    felter = [f for f in PUNKT if f != UENIGE.get(moede.dialekt)]
    return forskelle(read_referat(skriv(moede, format_)), d, felter)
