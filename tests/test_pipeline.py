"""`read_referat`: pure, true to its evidence over every document at hand, and never thrown by what it is given."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from referat.corpus import samling
from referat.corpus.evaluering import loest
from referat.extract.pipeline import read_referat
from referat.schemas.fakta import Fakta, Post
from referat.schemas.fejl import KanIkkeLaeses
from referat.schemas.referat import Referat

SHARED = Path(__file__).resolve().parents[2] / "shared"
UAABNET = {int(n) for n in re.findall(r"\d+", "21 22 24 25 28 29 33 39 42 55 60 61 74 95 101 109 111 112")}
"""Variants that no test opens by itself: they are kept for an honest score."""


def virkelige() -> list[Path]:
    """Real documents of ../shared, none where it is absent: seeds, variants, some PDFs and a cut one."""
    pdfer = sorted((SHARED / "real/greve/pdf").glob("*.pdf"))[::6][:10]
    varianter = [p for p in sorted((SHARED / "variants").glob("*.txt")) if int(p.stem[-3:]) not in UAABNET]
    return [*sorted((SHARED / "seeds").glob("*")), *varianter, *pdfer, *(SHARED / "real/aarhus").glob("*.pdf")]


ALLE = [*samling.referater(), *virkelige()]


@cache
def laest(fil: Path) -> Referat:
    return read_referat(fil.read_bytes())


# --- pure --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fil", samling.referater()[::4], ids=lambda p: p.name)
def test_the_same_bytes_give_the_same_referat_here_and_elsewhere(fil: Path) -> None:
    her = laest(fil).model_dump_json()
    assert read_referat(fil.read_bytes()).model_dump_json() == her
    kode = (
        "import sys, pathlib; from referat.extract.pipeline import read_referat;"
        "sys.stdout.buffer.write(read_referat(pathlib.Path(sys.argv[1]).read_bytes()).model_dump_json().encode())"
    )
    miljoe = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    r = subprocess.run([sys.executable, "-c", kode, fil], capture_output=True, check=True, env=miljoe, cwd="/")
    assert r.stdout.decode() == her


# --- evidence ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fil", ALLE, ids=lambda p: p.name)
def test_every_fact_stands_where_it_says(fil: Path) -> None:
    ref = laest(fil)
    fejl = [*forkerte_sider(ref), *(f for f, sagt in sagte(ref) if not staar(sagt, ref, f))]
    assert not fejl, "\n".join(f"{f!r}: {_sted(ref, f)!r}" for f in fejl[:10])


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared er her ikke, så kun egne referater er efterset.")
def test_real_documents_were_among_them() -> None:
    assert len(ALLE) > len(samling.referater()) + 40


def _sted(ref: Referat, f: Fakta) -> str:
    return ref.tekst[f.belaeg.tegn_fra : f.belaeg.tegn_til]


def staar(sagt: str, ref: Referat, f: Fakta) -> bool:
    """Whether all words of what a fact says stand in its place, in order; page headings may stand between."""
    sted = loest(_sted(ref, f))
    if loest(sagt) in sted:
        return True
    plads = 0
    for ord_ in map(loest, re.split(r"[\s-]+", sagt)):
        fundet = sted.find(ord_, plads)
        if fundet < 0:
            return False
        plads = fundet + len(ord_)
    return True


def alle_fakta(post: Post) -> Iterator[Fakta]:
    """Every fact inside a record, at any depth."""
    if isinstance(post, Fakta):
        yield post
    for _, vaerdi in post:
        for del_ in vaerdi if isinstance(vaerdi, list) else ():
            if isinstance(del_, Post):
                yield from alle_fakta(del_)


def sagte(ref: Referat) -> Iterator[tuple[Fakta, str]]:
    """Each fact with the words of it that must stand in its place."""
    for m in ref.moeder:
        yield from ((d, d.navn) for d in m.deltagere)
        for p in m.punkter:
            yield p, p.titel or ""
            yield from ((a, a.tekst) for a in p.afsnit)
            yield from ((j, j.raa) for j in p.journalnumre)
            yield from ((i, i.tekst) for i in p.indstillinger)
            yield from ((s, efternavn(s.navn) if s.navn else s.parti or "") for s in p.stemmer)
            yield from ((f, efternavn(f.navn)) for f in p.fravaer)
            yield from ((b, b.titel) for b in p.bilag)
            yield from ((h, f"{aar(h.dato)} {h.punkt_nr or ''}") for h in p.henvisninger)
            yield from ((c, c.raa) for t in p.tabeller for c in t.celler)
    yield from ((j, j.raa) for j in ref.journalnumre)
    yield from ((o, o.raa) for o in ref.omtaler)


def efternavn(navn: str) -> str:
    """What every spelling of a name has: a punkt may name someone more shortly than the list of members does."""
    return navn.split()[-1]


def aar(dato: str | None) -> str:
    return dato[2:4] if dato else ""


def forkerte_sider(ref: Referat) -> list[Fakta]:
    """Facts that lie outside the text or on another page than they say."""
    starter = [0, *accumulate(len(s.tekst) + 1 for s in ref.sider)]
    return [
        f
        for f in alle_fakta(ref)
        if not 0 <= f.belaeg.tegn_fra <= f.belaeg.tegn_til <= len(ref.tekst)
        or f.belaeg.side != ref.sider[bisect_right(starter, f.belaeg.tegn_fra) - 1].side
        or not f.belaeg.regel
    ]


# --- whatever it is given ----------------------------------------------------------------------------------------

TEKSTER = [p.read_text(encoding="utf-8") for p in samling.referater() if p.suffix in (".txt", ".md")]
SKADER = ("slet", "fordobl", "byt", "klip", "lim", "flyt")
rolig = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def holder(data: bytes) -> None:
    """A document is read in order and in bounds, or refused as what cannot be read."""
    try:
        ref = read_referat(data)
    except KanIkkeLaeses as fejl:
        assert fejl.kode and fejl.besked
        return
    assert [p.raekkefoelge for p in ref.punkter] == list(range(1, len(ref.punkter) + 1))
    assert forkerte_sider(ref) == []
    for a, b in pairwise(ref.punkter):
        assert a.belaeg.tegn_til <= b.belaeg.tegn_fra and a.side_til <= b.side_fra
        assert all(x.belaeg.tegn_til <= b.belaeg.tegn_fra for x in a.afsnit)
    for p in ref.punkter:
        assert p.side_fra <= p.side_til
        assert all(x.belaeg.tegn_til <= y.belaeg.tegn_fra for x, y in pairwise(p.afsnit))
    assert Referat.model_validate_json(ref.model_dump_json()) == ref


@rolig
@given(st.text())
def test_any_text(tekst: str) -> None:
    holder(tekst.encode("utf-8", "surrogatepass"))


@rolig
@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    holder(data)


@rolig
@given(st.lists(st.sampled_from(sorted({x for t in TEKSTER for x in t.splitlines()})), max_size=60))
def test_lines_of_minutes_in_any_order(linjer: list[str]) -> None:
    holder("\n".join(linjer).encode())


@rolig
@given(
    st.sampled_from(TEKSTER),
    st.lists(st.tuples(st.sampled_from(SKADER), st.integers(0, 400), st.integers(0, 60)), min_size=1, max_size=12),
)
def test_damaged_minutes(tekst: str, skader: list[tuple[str, int, int]]) -> None:
    linjer = tekst.split("\n")
    for slags, i, n in skader:
        linjer = beskadig(linjer, slags, i % len(linjer), n)
    holder("\n".join(linjer).encode())


def test_a_page_of_nothing_but_its_buttons_is_no_meeting() -> None:
    assert read_referat(b"Transkript\n\nTil toppen\n").moeder == []


def beskadig(linjer: list[str], slags: str, i: int, n: int) -> list[str]:
    """Lines dropped, doubled, swapped, cut, glued or moved at line ``i``; never fewer than one."""
    foer, efter = linjer[:i], linjer[i + 1 :]
    match slags:
        case "slet":
            return [*foer, *linjer[i + n % 7 + 1 :]] or [""]
        case "fordobl":
            return [*foer, *linjer[i : i + n], *linjer[i:]]
        case "byt":
            return [*foer, *efter[:1], linjer[i], *efter[1:]]
        case "klip":
            return [*foer, linjer[i][:n], *efter]
        case "lim":
            return [*foer, linjer[i] + "".join(efter[:1]), *efter[1:]]
    return [*linjer[i:], *foer]


@rolig
@given(st.sampled_from(TEKSTER), st.integers(0, 20_000), st.sampled_from(["utf-8", "cp1252", "utf-16"]))
def test_minutes_that_break_off_in_any_encoding(tekst: str, til: int, kodning: str) -> None:
    holder(tekst[:til].encode(kodning, "replace"))


@pytest.mark.parametrize(
    ("tekst", "advares"),
    [
        ("a", "1 bogstav eller ciffer;"),
        ("abc", "3 bogstaver og cifre;"),
        ("Referat fra Byrådets møde den 12. marts 2024 på rådhuset", None),
    ],
)
def test_a_file_with_hardly_any_text_is_kept_with_a_warning(tekst: str, advares: str | None) -> None:
    ref = read_referat(tekst.encode())
    assert ref.sider[0].tekst == tekst
    beskeder = [a.besked for a in ref.advarsler if a.kode == "naesten-tom"]
    assert len(beskeder) == (advares is not None) and all(f"kun {advares}" in b for b in beskeder)
