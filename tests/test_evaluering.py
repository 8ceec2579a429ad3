"""Comparison with truth: what counts as right, how sure a figure is, and how sure a rule is."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from referat.cli import gruppe
from referat.corpus import sikkerhed
from referat.corpus.evaluering import hold_etiketter
from referat.corpus.maaling import maal
from referat.corpus.maaltal import Faktum, Noegle, Optaelling, ens_nok, intervaller, sammenhold, wilson
from referat.models.sikkerhed import maalte_regler
from referat.store import evaluering
from referat.store.laeser import Laeser
from referat.store.skriver import Lager
from store_hjaelp import KOMMUNER, referat

ROOT = Path(__file__).parents[1]
SANDHED: dict[str, Any] = {
    "fil": "a.pdf",
    "kommune": "Sandvig",
    "udvalg": "Teknik- og Miljøudvalget",
    "dato": "2024-05-07",
    "fravaerende": [],
    "punkter": [
        {
            "nr": "7",
            "titel": "Budgetopfølgning for Åparken a",
            "journalnumre": ["Sag 20/33839"],
            "udfald": "godkendt",
            "fravaerende": ["Bo Lind"],
            "indstillinger": [{"nr": 1, "tekst": "At planen god-\nkendes", "udfald": "godkendt"}],
            "stemmer": [{"navn": "Ida Holt", "stemme": "imod"}],
        }
    ],
}


@dataclass(frozen=True)
class Regel:
    regel: str
    felt: str
    n: int
    rigtige: int
    sikkerhed: float


@pytest.fixture
def db(tmp_path: Path) -> Path:
    with Lager(tmp_path / "t.db", KOMMUNER) as lager:
        lager.skriv(referat(), "/x/a.pdf", "a.pdf")
    return tmp_path / "t.db"


def evaluer(db: Path, sandhed: object, *valg: str) -> Result:
    facit = db.parent / "facit.json"
    facit.write_text(json.dumps(sandhed), encoding="utf-8")
    return CliRunner().invoke(gruppe, ["evaluate", str(db), str(facit), *valg])


def punkt(**andet: object) -> dict[str, Any]:
    return {**SANDHED, "punkter": [{**SANDHED["punkter"][0], **andet}]}


# --- what counts as right ----------------------------------------------------------------------------------------


def test_a_store_that_says_what_the_truth_says_is_right_in_everything(db: Path) -> None:
    d = json.loads(evaluer(db, SANDHED, "--json").stdout)
    assert {f: (x["for_meget"], x["mangler"]) for f, x in d["felter"].items() if x["f1"] < 1} == {}
    assert {"punkter", "udfald", "indstillinger", "fravær, punkt", "stemmer"} <= d["felter"].keys()
    assert d["hele_punkter"]["rigtige"] == d["hele_punkter"]["facts"] == 1


@pytest.mark.parametrize(
    ("andet", "felt"),
    [
        ({"udfald": "afvist"}, "udfald"),
        ({"udfald": None}, "udfald"),
        ({"fravaerende": []}, "fravær, punkt"),
        ({"stemmer": [{"navn": "Ida Holt", "stemme": "for"}]}, "stemmer"),
        ({"journalnumre": ["20/33838"]}, "journalnumre"),
    ],
)
def test_one_wrong_fact_makes_a_punkt_wrong(db: Path, andet: dict[str, object], felt: str) -> None:
    d = json.loads(evaluer(db, punkt(**andet), "--json").stdout)
    assert [f for f, x in d["felter"].items() if x["f1"] < 1] == [felt]
    assert d["kommuner"]["Sandvig"]["hele_punkter"]["rigtige"] == 0


def test_an_error_is_shown_with_its_evidence(db: Path) -> None:
    r = evaluer(db, punkt(fravaerende=[]), "--show", "fravær, punkt")
    assert "for meget: bolind" in r.stdout and "a punkt 7" in r.stdout
    assert "side 1, tegn 0, regel prøve:1: …hej…" in r.stdout
    assert "forkert: godkendt (facit: afvist)" in evaluer(db, punkt(udfald="afvist")).stdout


def test_a_document_that_the_store_lacks_is_missed_whole(db: Path) -> None:
    d = json.loads(evaluer(db, {**SANDHED, "fil": "b.pdf"}, "--json").stdout)
    assert d["ikke_i_lageret"] == ["b"] and d["felter"]["punkter"]["recall"] == 0


def test_what_is_no_truth_is_refused_in_one_sentence(db: Path) -> None:
    kald = CliRunner().invoke(gruppe, ["evaluate", str(db), str(db.parent)])
    assert kald.exit_code == 1 and "intet facit" in kald.output
    assert evaluer(db, {"fil": "a.pdf"}).exit_code == 1
    assert "spørger ikke om humør" in evaluer(db, SANDHED, "--show", "humør").output


def test_labels_count_fates_by_place_and_leave_out_the_doubtful(db: Path) -> None:
    with Laeser(db) as laeser:
        raekker = evaluering.dokument(laeser, evaluering.filnavne(laeser)[0][1])
    etiketter: list[dict[str, Any]] = [
        {"fil": "a", "punkt": "7", "udfald": "godkendt", "indstillinger": ["godkendt", None, "afvist"]},
        {"fil": "a", "punkt": "8", "udfald": "valgt", "indstillinger": [], "tvivl": True},
    ]
    optalt = hold_etiketter("a", etiketter, raekker).optalt()
    assert optalt["udfald"] == Optaelling(rigtige=1, ekstra=1, mangler=1)
    assert optalt["udfald, uden tvivl"] == Optaelling(rigtige=1)
    assert optalt["indstilling og udfald"] == Optaelling(rigtige=1, mangler=1)


# --- figures -----------------------------------------------------------------------------------------------------

SMAA = st.lists(st.integers(0, 4).map(lambda n: Faktum(Noegle((n,)))), max_size=12)


@given(SMAA, SMAA)
def test_facts_match_as_bags(ventet: list[Faktum], fundet: list[Faktum]) -> None:
    s = sammenhold(ventet, fundet)
    a, b = Counter(f.noegle for f in ventet), Counter(f.noegle for f in fundet)
    assert Counter(f.noegle for f in s.rigtige) == a & b
    assert Counter(f.noegle for f in s.ekstra) == b - a
    assert Counter(f.noegle for f in s.mangler) == a - b


@pytest.mark.parametrize(
    ("a", "b", "ens"),
    [
        (Noegle(("7",), "karenpedersen"), Noegle(("7",), "karenpetersen"), True),
        (Noegle(("7",), "karenpedersen"), Noegle(("8",), "karenpedersen"), False),
        (Noegle(("7",), "moedelokale211"), Noegle(("7",), "moedelokale212"), False),
        (Noegle((2954.9,)), Noegle((2954.8,)), False),
    ],
)
def test_spelling_may_differ_softly_and_digits_never(a: Noegle, b: Noegle, ens: bool) -> None:
    assert ens_nok(a, b) is ens


@given(
    st.lists(st.builds(Optaelling, st.integers(0, 30), st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=8)
)
def test_an_interval_holds_its_figure_and_is_the_same_each_time(dokumenter: list[Optaelling]) -> None:
    i, sum_ = intervaller(dokumenter), sum(dokumenter, Optaelling())
    assert i == intervaller(dokumenter)
    if sum_.rigtige and i.metode == "wilson":
        assert i.f1[0] - 1e-9 <= sum_.f1 <= i.f1[1] + 1e-9
    assert 0 <= i.f1[0] <= i.f1[1] <= 1


def test_no_error_in_few_facts_is_no_certainty() -> None:
    assert intervaller([Optaelling(rigtige=1)] * 9).metode == "wilson"
    assert wilson(9, 9) == pytest.approx((0.7009, 1.0), abs=1e-4)
    assert wilson(0, 0) == (0, 1)


# --- confidence --------------------------------------------------------------------------------------------------


def proeve(kommune: str, rigtig: bool, nr: int = 0) -> sikkerhed.Proeve:
    return sikkerhed.Proeve(f"{kommune}{nr}", kommune, "stemmer", "stemmer:x", Noegle((nr,)), rigtig)


def test_a_confidence_is_tested_with_other_kommuner_only() -> None:
    """A rule always right in one kommune and always wrong in another promises the wrong thing in both."""
    alle = [proeve("A", True, n) for n in range(9)] + [proeve("B", False, n) for n in range(9)]
    trin, umaalt = sikkerhed.trovaerdighed(sikkerhed.efter_kommune(alle))
    assert [(t.fra, t.facts.rigtige) for t in trin] == [(0.0, 9), (0.95, 0)] and not umaalt.n
    assert sikkerhed.trovaerdighed(sikkerhed.efter_kommune(alle[:9])) == ([], sikkerhed.Antal(9, 9))


def test_the_same_fact_read_from_pdf_and_text_counts_once(db: Path) -> None:
    facit = db.parent / "facit.json"
    facit.write_text(json.dumps(punkt(stemmer=[])), encoding="utf-8")
    with Laeser(db) as laeser:
        svar = maal([facit], lambda _: evaluering.dokument(laeser, evaluering.filnavne(laeser)[0][1]))
    regler = sikkerhed.saml(sikkerhed.efter_kommune(sikkerhed.proever(svar, svar)).values())
    assert regler["stemmer", "prøve:1"] == sikkerhed.Antal(1, 0)
    assert regler["udfald", "udfald:godkendt"] == sikkerhed.Antal(1, 1)


def test_views_say_how_sure_a_fact_is_and_nothing_where_it_was_not_measured(tmp_path: Path) -> None:
    regler = [Regel("prøve:1", "stemmer", 9, 9, 0.95), Regel("udfald:godkendt", "udfald", 1, 1, 0.75)]
    with Lager(tmp_path / "t.db", KOMMUNER, regler=regler) as lager:
        lager.skriv(referat(), "/x/a.pdf", "a.pdf")
        assert lager.db.execute("SELECT sikkerhed FROM stemmer_vis").fetchall() == [(0.95,)]
        assert lager.db.execute("SELECT sikkerhed, udfald_sikkerhed FROM punkter_vis").fetchall() == [(None, 0.75)]
        assert lager.db.execute("SELECT sikkerhed FROM fravaer_vis").fetchall() == [(None,)]
    with Lager(tmp_path / "t.db", KOMMUNER) as lager:
        assert len(lager.db.execute("SELECT * FROM regler").fetchall()) == 2, "who measures nothing changes nothing"
    with Lager(tmp_path / "t.db", KOMMUNER, regler=regler[:1]) as lager:
        assert lager.db.execute("SELECT regel, n FROM regler").fetchall() == [("prøve:1", 9)]


# --- what make evaluate wrote ------------------------------------------------------------------------------------


def tabeltal(tekst: str) -> list[list[str]]:
    """The numbers of each row of a Markdown table, with points."""
    raekker = [r.split("|")[2:-1] for r in tekst.splitlines() if r.startswith("| ")][2:]
    return [[c.strip().replace(",", ".") for c in r] for r in raekker]


def test_the_readme_quotes_the_evaluation() -> None:
    readme, side = (ROOT / f for f in ("README.md", "docs/evaluation.md"))
    citat = re.search(r"<!-- make evaluate -->\n(.*?)<!-- /make", readme.read_text(encoding="utf-8"), re.DOTALL)
    kilde = re.search(r"## Overblik\n\n(.*?)\n\n", side.read_text(encoding="utf-8"), re.DOTALL)
    assert citat and kilde
    assert tabeltal(citat[1]) == tabeltal(kilde[1]) != []


def test_the_confidences_are_those_of_the_evaluation() -> None:
    side = (ROOT / "docs/evaluation.md").read_text(encoding="utf-8").partition("### Hver regel")[2]
    raekker = re.findall(r"\| (.+?) \| `(.+?)` \| \d+ \| ([\d.]+)\*? \| ([\d.]+) \|", side)
    skrevet = {(f, r, int(n.replace(".", "")), int(k.replace(".", ""))) for f, r, n, k in raekker}
    assert {(m.felt, m.regel, m.n, m.rigtige) for m in maalte_regler()} == skrevet
