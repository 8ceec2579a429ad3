"""The generator: alike for one seed, a truth that the document bears out, references that lead somewhere."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from referat.corpus.cli import corpus
from referat.corpus.facit import facit
from referat.corpus.generator import generer, kommunenavne
from referat.corpus.moeder import Moede
from referat.corpus.ordbog import data
from referat.corpus.skrivning import endelse, skriv
from referat.corpus.tabeller import MINUS, dansk_tal
from referat.models import viden
from referat.schemas.vokabular import Udfald

SEED = 7


@cache
def moeder() -> list[Moede]:
    return list(generer(400, SEED))


def loest(s: str) -> str:
    return re.sub(r"[\W_]", "", s.casefold())


def citater(d: dict[str, Any]) -> list[str]:
    ud = [d["udvalg"], d["sted"] or "", *(d["medlemmer"] or []), *(d["fravaerende"] or [])]
    for p in d["punkter"]:
        ud += [p["titel"] or "", *p["journalnumre"], *p["fravaerende"], *p["bilag"], p.get("beslutning") or ""]
        ud += [i["tekst"] for i in p["indstillinger"]] + [s["navn"] for s in p["stemmer"] if "navn" in s]
        ud += [f"{h['udvalg']}" for h in p.get("henvisninger", [])]
        for t in p["tabeller"]:
            ud += [*t["kolonner"], *t["raekker"]]
    return ud


def test_every_dialect_is_used() -> None:
    assert {m.dialekt for m in moeder()} == {d["navn"] for d in data("dialekter")}


def test_truth_stands_in_the_text() -> None:
    for m in moeder():
        tekst = loest(skriv(m, "text").decode())
        assert [c for c in citater(facit(m, "txt")) if loest(c) not in tekst] == [], m.fil


def test_truth_stands_in_the_pdf() -> None:
    for m in moeder()[::25]:
        with pypdfium2.PdfDocument(io.BytesIO(skriv(m, "pdf"))) as pdf:
            tekst = loest("".join(side.get_textpage().get_text_range() for side in pdf).replace("￾", ""))
        ord_ = {o for c in citater(facit(m, "pdf")) for o in map(loest, c.split())}
        assert {o for o in ord_ if o not in tekst} == set(), m.fil


def test_a_table_goes_over_a_page() -> None:
    def sider_med_tabel(m: Moede) -> int:
        tabel = next(p.sag.tabel for p in m.punkter if p.sag.tabel)
        with pypdfium2.PdfDocument(io.BytesIO(skriv(m, "pdf"))) as pdf:
            tekster = [side.get_textpage().get_text_range() for side in pdf]
        return sum(any(navn in t for navn, _ in tabel.raekker[:-1]) for t in tekster)

    lange = [m for m in moeder() if any(p.sag.tabel and len(p.sag.tabel.raekker) > 20 for p in m.punkter)]
    assert any(sider_med_tabel(m) > 1 for m in lange[:20])


def test_seed_decides_and_longer_runs_begin_alike() -> None:
    kort = [skriv(m, "text") for m in generer(23, SEED)]
    assert kort == [skriv(m, "text") for m in moeder()[:23]]
    assert kort != [skriv(m, "text") for m in generer(23, SEED + 1)]


def test_references_lead_to_the_same_case() -> None:
    punkter = {(m.fil, p.nr): p for m in moeder() for p in m.punkter}
    henvisninger = [(p, h) for m in moeder() for p in m.punkter for h in p.tidligere]
    assert len(henvisninger) > 100
    for p, h in henvisninger:
        assert h.fil is not None and h.punkt is not None
        assert punkter[h.fil, h.punkt].sag.journalnummer == p.sag.journalnummer
        assert f"_{h.dato}" in h.fil


def test_a_case_sent_on_is_met_again() -> None:
    """What is recommended to another body stands on that body's next agenda."""
    for m in moeder():
        for p in m.punkter:
            naeste = [n for n in moeder() if p.kommende and (n.kommune, n.dato) == (m.kommune, p.kommende[0].dato)]
            assert all(any(q.sag is p.sag for q in n.punkter) for n in naeste)


def test_variety() -> None:
    punkter = [p for m in moeder() for p in facit(m, "txt")["punkter"]]
    udfald = Counter(p["udfald"] for p in punkter)
    assert set(udfald) == {*Udfald, None}
    assert sum(bool(p["stemmer"]) for p in punkter) > 50
    assert sum(p["lukket"] for p in punkter) > 100
    assert {"for", "imod", "undlod"} <= {s["stemme"] for p in punkter for s in p["stemmer"]}


def test_fates_and_udfald_agree() -> None:
    for m in moeder():
        for p in m.punkter:
            assert set(p.skaebner) <= {p.udfald} or (p.udfald == "blandet" and len(set(p.skaebner)) > 1)


def test_sums_hold() -> None:
    for m in moeder():
        for p in m.punkter:
            if p.sag.tabel:
                *dele, (_, sum_) = p.sag.tabel.raekker
                assert [round(sum(k), 1) for k in zip(*(v for _, v in dele), strict=True)] == [
                    round(v, 1) for v in sum_
                ]


def test_names_are_invented_and_unlike() -> None:
    virkelige = {loest(k["navn"]) for k in viden.data("kommuner")["kommuner"]}
    navne = kommunenavne(SEED)
    assert len(set(navne)) == len(navne) and not {loest(n) for n in navne} & virkelige


@given(st.integers(-9_999_999, 9_999_999), st.sampled_from([1, 10, 100]), st.sampled_from(MINUS))
def test_printed_numbers_read_back(tal: int, faktor: int, minus: str) -> None:
    trykt = dansk_tal(tal, faktor, minus)
    cifre = float(re.sub(r"[^\d,]", "", trykt).replace(",", "."))
    assert cifre * faktor == pytest.approx(abs(tal))
    assert len(trykt.strip("-−()").partition(",")[2]) == {1: 0, 10: 1, 100: 2}[faktor]
    assert bool(re.search(r"[-−(]", trykt)) == (tal < 0)


@pytest.mark.parametrize("format_", ["text", "pdf"])
def test_generate_writes_documents_and_truth(tmp_path: Path, format_: str) -> None:
    svar = CliRunner().invoke(corpus, ["generate", "--n", "5", "--seed", "3", "--format", format_, str(tmp_path)])
    assert svar.exit_code == 0
    filer = {p.name for p in tmp_path.iterdir() if p.is_file()}
    sandheder = [json.loads(p.read_text(encoding="utf-8")) for p in (tmp_path / "sandhed").iterdir()]
    assert len(filer) == 5 and {d["fil"] for d in sandheder} == filer
    assert filer == {f"{m.fil}.{endelse(m, format_)}" for m in generer(5, 3)}
