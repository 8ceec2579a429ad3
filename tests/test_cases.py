"""Decisions, votes and absence in the words of many kommuner: each case was labelled by hand before it was read.

A case that is read wrong carries ``kendt_fejl``, the reason why it stays so; when it is read right, its test fails
until the mark is taken away.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from referat.extract.fravaersspand import find_spand
from referat.extract.pipeline import read_referat
from referat.extract.records.bemaerkninger import find_bemaerkninger
from referat.extract.records.beslutning import afgoer
from referat.extract.records.fravaer import find_fravaer
from referat.extract.records.stemmer import find_stemmer
from referat.extract.skaebner import fordel
from referat.extract.udsnit import Udsnit
from referat.models.partier import partibogstav
from referat.schemas.fakta import Belaeg
from referat.schemas.poster import Afstemning, Indstilling, Stemme
from referat.schemas.side import Linje
from referat.schemas.vokabular import Stemmevalg

Sag = dict[str, Any]


def _sager(navn: str) -> list[Any]:
    sager = json.loads((Path(__file__).parent / "cases" / f"{navn}.json").read_text(encoding="utf-8"))
    return [
        pytest.param(
            s,
            id=f"{s['gruppe']}: {s['tekst'][:40]}".replace("\n", " "),
            marks=[pytest.mark.xfail(reason=s["kendt_fejl"], strict=True)] if "kendt_fejl" in s else [],
        )
        for s in sager
    ]


def _udsnit(tekst: str) -> Udsnit:
    linjer, fra = [], 0
    for linje in tekst.split("\n"):
        linjer.append(Linje(tekst=linje, side=1, tegn_fra=fra))
        fra += len(linje) + 1
    return Udsnit(linjer)


def _indstillinger(antal: int) -> list[Indstilling]:
    belaeg = Belaeg(side=1, tegn_fra=0, tegn_til=1, regel="test")
    return [Indstilling(belaeg=belaeg, nr=n, tekst="at sagen godkendes") for n in range(1, antal + 1)]


@pytest.mark.parametrize("sag", _sager("beslutninger"))
def test_what_became_of_the_matter(sag: Sag) -> None:
    indstillinger = _indstillinger(len(sag.get("punkter", ())))
    afgoerelse = afgoer(sag["tekst"], anbefalet=[x.tekst for x in indstillinger])
    assert afgoerelse.udfald == sag["udfald"]
    assert [x.udfald for x in fordel(indstillinger, afgoerelse, {}, None)] == sag.get("punkter", [])


def _vaelger(s: Stemme) -> str:
    """A person's name, a party's letter, and the number where one stands beside it."""
    parti = partibogstav(s.navn) if s.navn else s.parti
    return f"{parti or s.navn}{f'={s.antal}' if s.antal else ''}"


def _som_sag(a: Afstemning, stemmer: list[Stemme], ogsaa: set[str]) -> Sag:
    """A vote as the case tells it; its subject and whether it was unanimous only where the case speaks of that."""
    ud: Sag = {k: v for k, v in (("emne", a.emne), ("enstemmig", a.enstemmig)) if k in ogsaa}
    ud |= {"tal": [a.for_antal, a.imod_antal, a.undlod_antal], "overens": a.stemmer_overens}
    for valg in Stemmevalg:
        if navne := [_vaelger(s) for s in stemmer if s.stemme is valg and s.afstemning_nr == a.nr]:
            ud[valg.value] = navne
    return ud


@pytest.mark.parametrize("sag", _sager("stemmer"))
def test_who_voted_how(sag: Sag) -> None:
    afstemninger, stemmer = find_stemmer(_udsnit(sag["tekst"]))
    ogsaa = {k for a in sag["afstemninger"] for k in a}
    assert [_som_sag(a, stemmer, ogsaa) for a in afstemninger] == sag["afstemninger"]


@pytest.mark.parametrize("sag", _sager("bemaerkninger"))
def test_who_remarked_what(sag: Sag) -> None:
    fundet = [{"art": b.art.value, "hvem": b.hvem, "tekst": b.tekst} for b in find_bemaerkninger(_udsnit(sag["tekst"]))]
    assert fundet == sag["bemaerkninger"]


@pytest.mark.parametrize("sag", _sager("fravaer"))
def test_who_was_away(sag: Sag) -> None:
    udsnit = _udsnit(sag["tekst"])
    lister, prosa = ([(None, udsnit)], []) if sag.get("liste") else ([], [udsnit])
    fundet = [
        {"navn": f.navn, "omfang": f.omfang.value}
        | ({"inhabil": True} if f.aarsag == "inhabil" else {})
        | ({"stedfortraeder": f.stedfortraeder} if f.stedfortraeder else {})
        for f in find_fravaer(lister, prosa, sag.get("nr"))
    ]
    assert fundet == sag["fravaer"]


@pytest.mark.parametrize("sag", _sager("fravaersspand"))
def test_who_was_away_from_which_of_eight_punkter(sag: Sag) -> None:
    fundet = {
        f.navn: [n for n in range(1, 9) if any(a <= n <= b for a, b, _ in f.spand or ())]
        for f in find_spand([_udsnit(sag["tekst"])])
    }
    assert fundet == sag["vaek"]


def test_absence_from_a_range_is_a_row_of_each_punkt_that_it_covers() -> None:
    hoved = "Referat fra Teknikudvalget den 3. maj 2021\nMødested: Lokale 1\nMedlemmer: Anne Holm (V), Bo Krag (Å)\n"
    afbud = "Afbud: Bo Krag (Å) (fra punkt 3)\n"
    beslutninger = ["Godkendt.", "Godkendt. Anne Holm (V) forlod mødet efter punkt 2.", "Godkendt."]
    krop = "".join(f"\nPunkt {n}: Vej {n}\nBeslutning\n{b}\n" for n, b in enumerate(beslutninger, 1))
    ref = read_referat((hoved + afbud + krop).encode())
    assert [{f.navn for f in p.fravaer} for p in ref.punkter] == [set(), set(), {"Anne Holm", "Bo Krag"}]


def _med_initial(sag: Sag, ord_: str = "K.") -> Sag:
    """The same case with an initial in every member's name."""
    navne = {f["navn"] for f in sag.get("fravaer", ())} | set(sag.get("vaek", ()))
    tekst = json.dumps(sag, ensure_ascii=False)
    for fornavn, efternavn in (n.split(" ", 1) for n in navne if " " in n):
        tekst = tekst.replace(f"{fornavn} {efternavn}", f"{fornavn} {ord_} {efternavn}")
    ud: Sag = json.loads(tekst)
    return ud


@pytest.mark.parametrize("ord_", ["K.", "Chr."])
def test_the_full_stop_of_an_initial_ends_no_statement_of_absence(ord_: str) -> None:
    for navn, proev in (
        ("fravaer", test_who_was_away),
        ("fravaersspand", test_who_was_away_from_which_of_eight_punkter),
    ):
        for sag in (p.values[0] for p in _sager(navn) if not p.marks):
            proev(_med_initial(sag, ord_))
