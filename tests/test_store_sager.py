"""Punkter become cases by what is sure, in any order; what is merely likely is suggested and joins nothing."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from referat.models.titler import fast_punkt
from referat.schemas.poster import Henvisning, Journalnummer
from referat.schemas.referat import Moede, Punkt, Referat
from referat.store.link import forbind
from referat.store.sager import Behandling, Led, Nummer, find_sager
from referat.store.skriver import Lager
from referat.store.titler import lignende, slug, titel
from store_hjaelp import KOMMUNER, B, fakta, referat

NUMMER = itertools.count()


def nummer(n: str, aar: int | None = 2022, loebenr: str | None = "1", kle: str | None = None) -> Nummer:
    return Nummer(f"j-{n}", n, kle, aar, loebenr)


def b(udvalg: str, dato: str, navn: str | None, *numre: str | Nummer) -> Behandling:
    """A treatment; its id says body and date, so that a failure can be read."""
    alle = tuple(n if isinstance(n, Nummer) else nummer(n) for n in numre)
    return Behandling(f"{udvalg}-{dato}-{slug(navn or '')}", udvalg, dato, titel(navn), alle)


def sager(*behandlinger: Behandling, led: tuple[Led, ...] = ()) -> list[set[str]]:
    """The cases of more than one punkt, as body and date."""
    fundet, _ = find_sager("9001", behandlinger, led, fast_punkt)
    return [{f"{x.udvalg} {x.dato}" for x in s.punkter} for s in fundet if len(s.punkter) > 1]


def test_a_case_goes_through_the_bodies_under_its_number() -> None:
    vej = [b("TMU", "2022-01-10", "Ny vej", "22-1"), b("ØU", "2022-01-20", "Ny vej ved havnen", "22-1")]
    byraad = b("BY", "2022-02-01", "Anlægsbevilling til vejprojekt", "22-1")
    fundet, kanter = find_sager("9001", [*vej, byraad, b("BY", "2022-02-01", "Skole", "22-2")], (), fast_punkt)
    assert [(s.id, len(s.punkter), s.titel) for s in fundet] == [
        ("9001-22-1", 3, "Anlægsbevilling til vejprojekt"),
        ("9001-22-2", 1, "Skole"),
    ]
    assert {(k.metode, k.score, k.journalnummer_id) for k in kanter} == {("journalnummer", 1.0, "j-22-1")}


@pytest.mark.parametrize(
    ("behandlinger", "hvorfor"),
    [
        (
            [
                b("BY", "2022-01-01", "Godkendelse af dagsorden", "22-1"),
                b("BY", "2022-02-01", "Godkendelse af dagsorden", "22-1"),
            ],
            "fast punkt",
        ),
        ([b("BY", f"2022-0{m}-01", "Rådhusets hjørne", "22-1") for m in range(1, 6)], "hvert møde har det"),
        (
            [
                b("BY", "2022-01-01", "Skole", nummer("17.01", loebenr=None, kle="17.01.00")),
                b("ØU", "2022-02-01", "Ny hal", nummer("17.01", loebenr=None, kle="17.01.00")),
            ],
            "kun KLE",
        ),
        (
            [
                b("BY", "2016-01-01", "Ny skole", nummer("130", aar=None)),
                b("BY", "2017-01-01", "Vejbump", nummer("130", aar=None)),
            ],
            "løbenummer uden år",
        ),
        (
            [
                b("SU", "2022-01-01", "Plejehjem i byen", "22-1"),
                b("SU", "2022-01-01", "Hjemmesygepleje", "22-1"),
                b("SU", "2022-02-01", "Tandpleje", "22-1"),
            ],
            "flere emner på ét møde",
        ),
        (
            [b("BY", "2022-01-01", "Ny skole", "22-1"), b("ØU", "2022-02-01", "Vejbump", "22-2", "22-1")],
            "andet nummer er en omtale",
        ),
        (
            [
                b("BY", f"2022-0{m}-01", t, "22-1")
                for m, t in enumerate(["Skolen", "Havnen", "Svømmehal", "Biblioteker"], 1)
            ],
            "nyt emne hver gang",
        ),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_a_number_that_names_no_case_joins_nothing(behandlinger: list[Behandling], hvorfor: str) -> None:
    assert sager(*behandlinger) == [], hvorfor


def test_a_number_of_several_matters_joins_those_with_like_titles_and_suggests_the_rest() -> None:
    alle = [
        b("SU", "2022-01-01", "Nyt plejehjem ved skoven", "22-1"),
        b("SU", "2022-01-01", "Tandpleje for børn", "22-1"),
        b("ØU", "2022-02-01", "Nyt plejehjem ved skoven, bevilling", "22-1"),
        b("ØU", "2022-02-02", "Tilbud hos tandlæger", "22-1"),
    ]
    assert sager(*alle) == [{"SU 2022-01-01", "ØU 2022-02-01"}]
    fundet, kanter = find_sager("9001", alle, (), fast_punkt)
    assert {k.metode for k in kanter if k.forslag} == {"delt journalnummer"}
    assert sorted(s.id for s in fundet)[0] == "9001-22-1-nyt-plejehjem-ved-skoven"


def test_a_reference_joins_and_one_within_the_meeting_does_not() -> None:
    a, c, d = b("ØU", "2022-01-01", "Ny vej"), b("BY", "2022-02-01", "Vejprojekt"), b("BY", "2022-02-01", "Skole")
    led = Led("h1", c.punkt_id, a.punkt_id, "sagsforløb", 1.0), Led("h2", c.punkt_id, d.punkt_id, "henvisning", 1.0)
    assert sager(a, c, d, led=led) == [{"ØU 2022-01-01", "BY 2022-02-01"}]


def test_a_punkt_that_the_prose_names_is_a_suggestion_and_joins_nothing() -> None:
    a, c = b("BY", "2022-01-01", "Forslag om varme i bygninger", "22-1"), b("KU", "2022-02-01", "Opfølgning", "22-2")
    fundet, kanter = find_sager("9001", [a, c], [Led("h1", c.punkt_id, a.punkt_id, "omtale", 1.0)], fast_punkt)
    assert len(fundet) == 2
    assert [(k.fra, k.til, k.metode, k.forslag, k.henvisning_id) for k in kanter] == [
        (a.punkt_id, c.punkt_id, "omtale", True, "h1")
    ]


@pytest.mark.parametrize(
    ("anden", "foreslaaet"),
    [
        (b("ØU", "2022-02-01", "Ny sti ved havnebassinet"), True),
        (b("ØU", "2022-02-01", "Ny sti ved havnebassinet,"), True),
        (b("BY", "2022-02-01", "Ny sti ved havnebassinet"), False),
        (b("ØU", "2023-02-01", "Ny sti ved havnebassinet"), False),
        (b("ØU", "2022-02-01", "Ny sti ved havnebassinet 2"), False),
        (b("ØU", "2022-02-01", "Ny bro ved åen"), False),
    ],
)
def test_like_titles_of_another_body_within_a_year_are_a_suggestion(anden: Behandling, foreslaaet: bool) -> None:
    fundet, kanter = find_sager("9001", [b("BY", "2022-01-01", "Ny sti ved havnebassinet"), anden], (), fast_punkt)
    assert len(fundet) == 2, "a suggestion joins no case"
    assert [(k.metode, k.forslag) for k in kanter] == [("titel", True)] * foreslaaet


TITLER = ["Ny skole ved havnen", "Ny skole ved havnen, bevilling", "Vejbump", "Vejbump på Åvej", "Eventuelt", None]
BEHANDLING = st.builds(
    b,
    st.sampled_from(["BY", "ØU", "SU"]),
    st.sampled_from([f"2022-0{m}-01" for m in range(1, 7)]),
    st.sampled_from(TITLER),
    st.sampled_from(["22-1", "22-2", nummer("7", aar=None), nummer("17.01", loebenr=None, kle="17.01")]),
)


@given(st.lists(BEHANDLING, max_size=14, unique_by=lambda x: x.punkt_id), st.data())
def test_any_order_gives_the_same_cases_and_each_punkt_one(alle: list[Behandling], data: st.DataObject) -> None:
    par = st.tuples(st.sampled_from(alle), st.sampled_from(alle)) if alle else st.nothing()
    led = (
        [
            Led(f"h{n}", x.punkt_id, y.punkt_id, "henvisning", 1.0)
            for n, (x, y) in enumerate(data.draw(st.lists(par, max_size=3)))
        ]
        if alle
        else []
    )
    svar = find_sager("9001", alle, led, fast_punkt)
    assert svar == find_sager("9001", data.draw(st.permutations(alle)), data.draw(st.permutations(led)), fast_punkt)
    medlemmer = [x.punkt_id for s in svar[0] for x in s.punkter]
    assert len(medlemmer) == len(set(medlemmer))
    assert len({s.id for s in svar[0]}) == len(svar[0])


@given(st.lists(st.lists(st.sampled_from(["havn", "skole", "vejen", "åparken", "7", "ny"]), max_size=6), max_size=12))
def test_no_like_pair_of_titles_is_missed(ord_: list[list[str]]) -> None:
    """Looking only among titles that share a rare word finds what trying every pair does."""
    from rapidfuzz import fuzz

    alle = {titel(" ".join(o)) for o in ord_}
    fundet = {frozenset((x, y)) for x, y, _ in lignende(alle)}
    for x, y in itertools.combinations(sorted(alle), 2):
        noget = all(len(t.ord) > 1 and len(" ".join(t.ord)) >= 15 for t in (x, y))
        ens = x.tal == y.tal and fuzz.token_sort_ratio(" ".join(x.ord), " ".join(y.ord)) == 100
        assert not (noget and ens) or frozenset((x, y)) in fundet


def dokument(
    navn: str, udvalg: str, dato: str, *punkter: tuple[str, str], henvis: tuple[str, str] | None = None
) -> Referat:
    """A referat with punkter (title, number); the first may refer to (body, date)."""
    ud = []
    for nr, (t, j) in enumerate(punkter, 1):
        h = (
            [Henvisning(retning="tidligere", udvalg=henvis[0], dato=henvis[1], punkt_nr="1", belaeg=B)] * (nr == 1)
            if henvis
            else []
        )
        numre = [Journalnummer(raa=j, normaliseret=j, form="aa-loebenr", aar=2022, loebenr=j[3:], belaeg=B)]
        ud.append(
            Punkt(
                raekkefoelge=nr,
                nr=str(nr),
                titel=t,
                side_fra=1,
                side_til=1,
                belaeg=B,
                journalnumre=numre,
                henvisninger=h,
            )
        )
    return referat(navn, moeder=[Moede(udvalg=udvalg, dato=dato, belaeg=B, punkter=ud)])


DOKUMENTER = [
    dokument("a", "Teknikudvalget", "2022-01-10", ("Ny vej ved søen", "22-000001"), ("Meddelelser", "22-000009")),
    dokument(
        "b", "Økonomiudvalget", "2022-01-20", ("Ny vej ved søen", "22-000001"), ("Budget for havnen", "22-000002")
    ),
    dokument(
        "c",
        "Byrådet",
        "2022-02-01",
        ("Bevilling", "22-000003"),
        ("Ny vej", "22-000001"),
        henvis=("Økonomiudvalget", "2022-01-20"),
    ),
    dokument("d", "Kulturudvalget", "2022-03-01", ("Ny hal i byparken", "22-000004"), ("Skolebio", "22-000004")),
    dokument("e", "Økonomiudvalget", "2022-04-01", ("Ny hal i byparken", "22-000004")),
    dokument("f", "Byrådet", "2022-05-01", ("Ny hal i byparken", "22-000005")),
]
SAGSTABELLER = ("sager", "sagspunkter", "sagskanter")


def koer(sti: Path, *bundter: list[Referat]) -> dict[str, list[tuple[object, ...]]]:
    """The tables of cases after ingesting some bundles, with linking after each."""
    with Lager(sti, KOMMUNER) as lager:
        for bundt in bundter:
            for ref in bundt:
                lager.skriv(ref, f"/x/{ref.id}", ref.id)
            forbind(lager, fast=fast_punkt)
        return {t: r for t, r in fakta(lager).items() if t in SAGSTABELLER}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tilfaeldig=st.randoms(use_true_random=False))
def test_linking_as_documents_come_gives_what_linking_all_does(tmp_path: Path, tilfaeldig: random.Random) -> None:
    samlet = koer(tmp_path / f"{next(NUMMER)}.db", DOKUMENTER)
    blandet = tilfaeldig.sample(DOKUMENTER, len(DOKUMENTER))
    snit = tilfaeldig.randint(1, len(blandet) - 1)
    assert koer(tmp_path / f"{next(NUMMER)}.db", blandet[:snit], *([x] for x in blandet[snit:])) == samlet


def test_the_steps_of_a_case_are_in_order_of_date(tmp_path: Path) -> None:
    koer(tmp_path / "t.db", DOKUMENTER)
    with Lager(tmp_path / "t.db") as lager:
        trin = lager.db.execute("SELECT trin, udvalg, titel FROM sager_vis WHERE sag_id LIKE '%22-000001'").fetchall()
        assert trin == [
            (1, "Teknikudvalget", "Ny vej ved søen"),
            (2, "Økonomiudvalget", "Ny vej ved søen"),
            (3, "Byrådet", "Bevilling"),
            (4, "Byrådet", "Ny vej"),
        ], "Bevilling has a number of its own, and is joined by its reference"
        forslag = lager.db.execute("SELECT metode, fra_titel, til_titel FROM sagsforslag_vis").fetchall()
        assert ("titel", "Ny hal i byparken", "Ny hal i byparken") in forslag


def test_a_document_read_anew_leaves_no_trace_of_its_old_case(tmp_path: Path) -> None:
    med = koer(tmp_path / "a.db", DOKUMENTER[:1])
    ny = dokument("b", "Økonomiudvalget", "2022-01-20", ("Ny vej ved søen", "22-000008"))
    assert koer(tmp_path / "b.db", DOKUMENTER[:2], [ny.model_copy(update={"udtraekker": "9"})])["sager"] != med["sager"]
    with Lager(tmp_path / "b.db") as lager:
        assert {r[0] for r in lager.db.execute("SELECT id FROM sager")} == {"9001-22-000001", "9001-22-000008"}
        assert not lager.db.execute("PRAGMA foreign_key_check").fetchall()
