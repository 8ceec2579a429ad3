"""The samples and their truth: what the truth says really stands in the document, and nothing is borrowed."""

from __future__ import annotations

import json
import re
import zipfile
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from referat.corpus import samling
from referat.models.viden import data
from referat.schemas.vokabular import Dokumenttype, Stemmevalg, Udfald

SHARED = Path(__file__).resolve().parents[2] / "shared"
NAVNE = [p.name for p in samling.referater()]
ORD = 12


@cache
def kildetekst(navn: str) -> str:
    """The text of a sample; a PDF's as PDFium gives it, that of others without their markup."""
    fil = samling.REFERATER / navn
    if fil.suffix == ".docx":
        with zipfile.ZipFile(fil) as zip_:
            return " ".join(re.findall(r"<w:t\b[^>]*>([^<]*)", zip_.read("word/document.xml").decode()))
    if fil.suffix in (".html", ".json"):
        return unescape(re.sub(r"<[^>]+>", " ", fil.read_text(encoding="utf-8")))
    if fil.suffix != ".pdf":
        return fil.read_text(encoding="utf-8")
    with pypdfium2.PdfDocument(fil) as pdf:
        return "\n".join(side.get_textpage().get_text_range() for side in pdf)


def sandhed(navn: str) -> dict[str, Any]:
    fil = samling.SANDHED / f"{Path(navn).stem}.json"
    return json.loads(fil.read_text(encoding="utf-8"))


def loest(s: str) -> str:
    """Letters and digits only: line breaks and spacing do not matter."""
    return re.sub(r"\W", "", s.casefold())


def citater(d: dict[str, Any]) -> list[str]:
    """Everything that the truth claims to have read word for word."""
    ud = [*(d.get("medlemmer") or []), *(d.get("fravaerende") or []), *d.get("journalnumre", [])]
    ud += [d[f] for f in ("kommune_navn", "udvalg", "sted") if d.get(f)]
    for p in d["punkter"]:
        ud += [*p["journalnumre"], *p["fravaerende"], *(p.get("bilag") or []), p["titel"] or ""]
        ud += [s["navn"] for s in p.get("stemmer") or [] if "navn" in s]
        ud += [i["tekst"] for i in p["indstillinger"]]
        for t in p["tabeller"]:
            ud += [*t["kolonner"], *t["raekker"]]
    return ud


def test_samples_are_enough() -> None:
    assert len(NAVNE) >= 14
    assert sum(n.endswith(".pdf") for n in NAVNE) >= 7
    assert {p.stem for p in samling.SANDHED.iterdir()} == {Path(n).stem for n in NAVNE}
    assert sum(p.stat().st_size for p in samling.REFERATER.iterdir()) < 1_500_000


@pytest.mark.parametrize("navn", NAVNE)
def test_truth_stands_in_source(navn: str) -> None:
    tekst = loest(kildetekst(navn))
    uden_kommune = {"kommune_navn": None} if "Kommune" not in kildetekst(navn) else {}
    mangler = [c for c in citater(sandhed(navn) | uden_kommune) if loest(c) not in tekst]
    assert mangler == []


@pytest.mark.parametrize("navn", NAVNE)
def test_truth_uses_the_vocabularies(navn: str) -> None:
    d = sandhed(navn)
    assert d["fil"] == navn
    assert d["type"] in list(Dokumenttype)
    for p in d["punkter"]:
        for udfald in [p["udfald"], *(i["udfald"] for i in p["indstillinger"])]:
            assert udfald is None or udfald in list(Udfald)
        assert all(s["stemme"] in list(Stemmevalg) for s in p.get("stemmer") or [])


@pytest.mark.parametrize("navn", NAVNE)
def test_truth_agrees_with_itself(navn: str) -> None:
    """A blandet punkt has different fates, any other has one; whoever misses the meeting misses each punkt."""
    d = sandhed(navn)
    for p in d["punkter"]:
        skaebner = {i["udfald"] for i in p["indstillinger"]}
        assert skaebner <= {p["udfald"]} or (p["udfald"] == "blandet" and len(skaebner) > 1)
        assert set(d["fravaerende"] or []) <= set(p["fravaerende"])
    assert set(d["fravaerende"] or []) <= set(d["medlemmer"] or d["fravaerende"] or [])


@pytest.mark.parametrize("navn", NAVNE)
def test_table_totals_add_up(navn: str) -> None:
    for p in sandhed(navn)["punkter"]:
        for t in p["tabeller"]:
            *dele, sidste = t["raekker"].items()
            if "alt" in sidste[0].split():
                summer = [round(sum(s), 2) for s in zip(*(v for _, v in dele), strict=True)]
                assert summer == [round(v, 2) for v in sidste[1]]


def test_every_udfald_is_seen() -> None:
    alle = {i["udfald"] for n in NAVNE for p in sandhed(n)["punkter"] for i in [p, *p["indstillinger"]]}
    assert alle >= set(Udfald)


def test_kommuner_are_invented() -> None:
    virkelige = {loest(k["navn"]) for k in data("kommuner")["kommuner"]}
    assert not {loest(sandhed(n)["kommune_navn"] or "") for n in NAVNE} & virkelige


def test_committed_documents_are_fresh(tmp_path: Path) -> None:
    """A stale PDF or Word document: run `referat corpus build` and read what it made."""
    for fil in samling.byg(tmp_path):
        assert samling.samme(fil.read_bytes(), (samling.REFERATER / fil.name).read_bytes()), fil.name


def raekker_af_ord(tekst: str) -> set[tuple[str, ...]]:
    ord_ = re.findall(r"\w+", tekst.casefold())
    return {tuple(ord_[i : i + ORD]) for i in range(len(ord_) - ORD + 1)}


def test_no_text_is_borrowed() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared er her ikke, så teksterne kan ikke holdes mod de virkelige.")
    egne = {r: n for n in NAVNE for r in raekker_af_ord(kildetekst(n))}
    laante = []
    for fil in [f for endelse in ("txt", "json", "md") for f in SHARED.rglob(f"*.{endelse}")]:
        tekst = fil.read_text(encoding="utf-8", errors="replace")
        laante += [(egne[r], fil.name, " ".join(r)) for r in raekker_af_ord(tekst) if r in egne]
    assert laante == []
