"""Search finds what a person means, and never fails on what is typed."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from referat.schemas.poster import Indstilling
from referat.schemas.referat import Punkt, Referat
from referat.schemas.vokabular import Udfald
from referat.store import fund, soeg
from referat.store.laeser import Laeser
from referat.store.migreringer import ForkertLager
from referat.store.skriver import Lager
from referat.store.udgivelse import udgiv
from store_hjaelp import KOMMUNER, B, referat


@pytest.fixture(scope="module")
def laeser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laeser]:
    sti = tmp_path_factory.mktemp("soeg") / "t.db"
    with Lager(sti, KOMMUNER) as lager:
        lager.skriv(referat("a"), "/x/a.pdf", "a.pdf")
        lager.skriv(referat("kommunen", kommune="9002"), "/x/b.pdf", "b.pdf")
    with Laeser(sti) as laeser:
        yield laeser


@pytest.mark.parametrize(
    ("ord_", "antal"),
    [
        ("budget", 2),
        ("BUDGETOPF", 2),
        ('"budget"', 0),
        ('"fuld af ænder"', 2),
        ('"fuld ænder"', 0),
        ("ænder søen", 2),
        ("aender", 0),
        ("soen", 0),
        ("åparken", 2),
        ("aparken", 0),
        ("20/33839", 2),
        ("20/338", 2),
        ("33839/20", 0),
        ("kommunen", 1),
        ("budget findesikke", 0),
        ("", 0),
        ('"', 0),
        ("NOT budget", 0),
    ],
)
def test_words_prefixes_phrases_and_danish_letters(laeser: Laeser, ord_: str, antal: int) -> None:
    assert len(laeser.soeg(ord_)) == antal


def test_filters_narrow(laeser: Laeser) -> None:
    assert [t.kommune for t in laeser.soeg("budget", kommune_kode="9002")] == ["Lyngså"]
    assert len(laeser.soeg("budget", udvalg="TEKNIK- OG MILJØ")) == 2
    assert len(laeser.soeg("budget", fra="2024-05-07", til="2024-05-07")) == 2
    assert laeser.soeg("budget", fra="2024-05-08") == []
    assert laeser.soeg("budget", udfald="afvist") == []


def test_a_hit_in_the_title_comes_before_one_in_the_text(tmp_path: Path) -> None:
    with Lager(tmp_path / "t.db", KOMMUNER) as lager:
        for navn, titel, tekst in (("a", "Andet", "Om havnen. " * 3), ("b", "Havnen", "Om andet.")):
            ref = referat(navn)
            ref.punkter[0].titel = titel
            ref.punkter[0].afsnit[0].tekst = tekst
            lager.skriv(ref, navn, navn)
    with Laeser(tmp_path / "t.db") as laeser:
        assert [t.titel for t in laeser.soeg("havn")] == ["Havnen", "Andet"]


def med_tekst(navn: str, titel: str, tekst: str, udvalg: str = "Social- og Sundhedsudvalget") -> Referat:
    ref = referat(navn)
    ref.moeder[0].udvalg = udvalg
    ref.punkter[0].titel, ref.punkter[0].afsnit[0].tekst = titel, tekst
    return ref


@pytest.fixture(scope="module")
def organer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laeser]:
    """Three items: their body's name many times, a part of it alone, and the subject once."""
    sti = tmp_path_factory.mktemp("organer") / "t.db"
    navnet = "Forvaltningen indstiller til Social- og Sundhedsudvalget. "
    with Lager(sti, KOMMUNER) as lager:
        for ref in (
            med_tekst("a", "Meddelelser i Social- og Sundhedsudvalget", navnet * 8),
            med_tekst("b", "Beredskab", "Sendes til Sundhedsudvalgets orientering.", "Byrådet"),
            med_tekst("c", "Indvielse", navnet + "Ord om andet. " * 40 + "Det nye sundhedshus og social støtte."),
        ):
            lager.skriv(ref, ref.id, ref.id)
    with Laeser(sti) as laeser:
        yield laeser


@pytest.mark.parametrize("ord_", ["sundhed", "social", "sundhed social"])
def test_the_subject_comes_before_the_name_of_a_body(organer: Laeser, ord_: str) -> None:
    titler = [t.titel for t in organer.soeg(ord_)]
    assert titler[0] == "Indvielse" and len(titler) > 1
    assert [t.titel for t in organer.soeg(ord_, antal=1)] == ["Indvielse"]


def test_a_body_is_found_by_its_name(organer: Laeser) -> None:
    assert next(t.titel for t in organer.soeg("sundhedsudvalget")).startswith("Meddelelser")
    assert len(organer.soeg('"Social- og Sundhedsudvalget"')) == 2


@pytest.mark.parametrize(
    ("uddrag", "vist"),
    [
        ("Resume\nDet kommunale\ntilsyn", "Resume: Det kommunale tilsyn"),
        ("…blev enige.\nBeslutning\nGodkendt", "…blev enige. · Beslutning: Godkendt"),
        (
            f"…{fund.START}Resume{fund.SLUT}\nTekst\nBilag:\nKort",
            f"…{fund.START}Resume{fund.SLUT}: Tekst · Bilag: Kort",
        ),
        ("…Resume\nTekst\nBilag", "…Resume: Tekst · Bilag"),
        ("…Bilag\nResume\nTekst", "…Bilag: Resume: Tekst"),
        ("Et resume af sagen\nfindes", "Et resume af sagen findes"),
        ("", ""),
    ],
)
def test_a_heading_in_a_passage_is_set_apart_from_the_text(uddrag: str, vist: str) -> None:
    assert fund.opstil(uddrag, ["Resume", "Beslutning", "BILAG", ""]) == vist


def test_the_passage_of_a_hit_shows_its_heading_as_one(laeser: Laeser) -> None:
    (traef,) = laeser.soeg("kommunen ænder")
    assert traef.uddrag.startswith("Resume: Søen er fuld af ")


@settings(deadline=None)
@given(st.text())
@example('"a" OR * NEAR(b) -c titel:d ^e {f} (')
@example("ord " * 2000)
@example("\x00 \ud800 \ue000")
@example("a\u0301 \u0301 ½ ²")
def test_whatever_is_typed_is_a_search(laeser: Laeser, tekst: str) -> None:
    assert isinstance(laeser.soeg(tekst), list)


ALT = f"""
SELECT p.id, p.soegenr AS nr, p.udfald, m.kommune_kode, m.dato, {soeg.BM25} AS rang,
  p.soegenr IN (SELECT rowid FROM soegning WHERE soegning MATCH :titler) AS i_titlen,
  soegning.titel || char(10) || coalesce(soegning.beslutning, '') || char(10) || soegning.tekst AS hele
FROM soegning JOIN punkter p ON p.soegenr = soegning.rowid JOIN moeder m ON m.id = p.moede_id
WHERE soegning MATCH :udtryk ORDER BY rang, nr
"""
"""Every hit with its weight, and nothing to make it quick."""


def naevnt(db: sqlite3.Connection, navn: str) -> set[str]:
    sql = " UNION ".join(
        f"SELECT punkt_id FROM {t} WHERE navn LIKE ?1" for t in ("stemmer", "fravaer", "bemaerkninger")
    )
    return {r[0] for r in db.execute(sql, [f"%{navn}%"])}


def punktvise(db: sqlite3.Connection, punkt_id: str) -> set[str]:
    return {r[0] for r in db.execute("SELECT udfald FROM indstillinger WHERE punkt_id = ?", [punkt_id])}


def alle_traef(db: sqlite3.Connection, ord_: str, filtre: dict[str, str]) -> list[sqlite3.Row]:
    udtryk = soeg.foer(db, soeg.udvid(ord_))
    raekker = db.execute(ALT, {"udtryk": udtryk, "titler": soeg.i_titlen(udtryk)}).fetchall()
    krav = {
        "udfald": lambda r, v: r["udfald"] == v or (r["udfald"] == "blandet" and v in punktvise(db, r["id"])),
        "kommune_kode": lambda r, v: r["kommune_kode"] == v,
        "fra": lambda r, v: (r["dato"] or "") >= v,
        "person": lambda r, v: r["id"] in naevnt(db, v),
        "til": lambda r, v: "" < (r["dato"] or "") <= v,
    }
    return [r for r in raekker if all(krav[k](r, v) for k, v in filtre.items())]


def med_emnet_foerst(db: sqlite3.Connection, ord_: str, raekker: list[sqlite3.Row]) -> list[str]:
    """The ids of rows in order, those last that have the word in the names of bodies alone."""
    navne = [n for (n,) in db.execute("SELECT navn FROM udvalg") if ord_ in n.lower() and len(ord_) > 3]
    uden_navne = re.compile("|".join(rf"\b{n}\w*" for n in (*navne, *(n.split()[-1] for n in navne)) or ("$^",)), re.I)
    i_emnet = [ord_ in uden_navne.sub("", r["hele"] or "").lower() or not navne for r in raekker]
    return [r["id"] for _, r in sorted(zip(i_emnet, raekker, strict=True), key=lambda x: not x[0])]


SOEGT = (
    "at",
    "budget",
    "plejehjem",
    "orientering",
    "lokalplan",
    "godkendelse af",
    '"byrådet godkender"',
    "skole",
    "zzz",
)
FILTRE: tuple[dict[str, str], ...] = (
    {},
    {"udfald": "godkendt"},
    {"udfald": "udsat"},
    {"fra": "2019-01-01"},
    {"til": "2019-06-18", "udfald": "godkendt"},
    {"fra": "2018-02-07", "til": "2019-06-18"},
    {"person": "Kirsten Engholm Thy"},
    {"fra": "2099-01-01"},
    {"til": "1999-01-01"},
)


@pytest.mark.parametrize("filtre", FILTRE)
@pytest.mark.parametrize("ord_", SOEGT)
def test_the_quick_search_finds_what_the_plain_one_does(udgivet: Path, ord_: str, filtre: dict[str, str]) -> None:
    with Laeser(udgivet) as laeser:
        soeg.registrer(laeser.db)
        ventet = med_emnet_foerst(laeser.db, ord_, alle_traef(laeser.db, ord_, filtre))
        fundne, i_alt = soeg.foer(laeser.db, soeg.find(ord_, soeg.Filtre(**filtre), 1000))
        assert [r["punkt_id"] for r in fundne] == ventet
        assert i_alt == len(ventet)
        side2, _ = soeg.foer(laeser.db, soeg.find(ord_, soeg.Filtre(**filtre), 3, 3))
        assert [r["punkt_id"] for r in side2] == ventet[3:6]
        nyeste = soeg.foer(laeser.db, soeg.nyeste(ord_, soeg.Filtre(**filtre), 1000))
        gentagne = {r[0] for r in laeser.db.execute("SELECT p.id FROM punkter p JOIN gentagelser g USING (moede_id)")}
        efter_dato = [r["id"] for r in sorted(alle_traef(laeser.db, ord_, filtre), key=lambda r: r["nr"]) if r["dato"]]
        assert [r["id"] for r in nyeste] == [p for p in efter_dato if p not in gentagne]


@pytest.mark.parametrize("flest", [1, 4, 20])
@pytest.mark.parametrize("filtre", FILTRE)
@pytest.mark.parametrize("ord_", SOEGT)
def test_of_too_many_hits_the_newest_are_weighed_and_those_in_titles_first(
    udgivet: Path, monkeypatch: pytest.MonkeyPatch, ord_: str, filtre: dict[str, str], flest: int
) -> None:
    monkeypatch.setattr(soeg, "FLEST", flest)
    with Laeser(udgivet) as laeser:
        soeg.registrer(laeser.db)
        alle = alle_traef(laeser.db, ord_, filtre)
        fundne, i_alt = soeg.foer(laeser.db, soeg.find(ord_, soeg.Filtre(**filtre), 1000))
        efter_emne = med_emnet_foerst(laeser.db, ord_, alle)
    assert i_alt == min(len(alle), flest + 1)
    titler = [r for r in alle if r["i_titlen"]]
    nyeste = {r["id"] for r in sorted(alle, key=lambda r: r["nr"])[: flest + 1]}
    if len(titler) > flest:
        nyeste = {r["id"] for r in sorted(titler, key=lambda r: r["nr"])[: flest + 1]}
        assert {r["punkt_id"] for r in fundne} == nyeste
    else:
        vejes = nyeste | {r["id"] for r in titler}
        assert [r["punkt_id"] for r in fundne] == [p for p in efter_emne if p in vejes]


def test_an_outcome_is_found_in_a_mixed_decision_too_and_the_hit_says_where(tmp_path: Path) -> None:
    """In the store and in its copy alike; a point of another decision is not asked, nor one of no outcome."""
    (moede,) = referat("a").moeder
    (punkt,) = moede.punkter
    punkter = []
    for nr, (udfald, *punktvis) in enumerate(
        [("blandet", "godkendt", "udsat", None, "udsat"), ("godkendt", "udsat"), ("udsat",), ("blandet", "godkendt")], 1
    ):
        ind = [Indstilling(nr=n, tekst="at", udfald=u, belaeg=B) for n, u in enumerate(punktvis, 1)]
        nyt = {"raekkefoelge": nr, "nr": str(nr), "udfald": udfald, "indstillinger": ind, "bevillinger": []}
        punkter.append(Punkt.model_validate(punkt.model_dump() | nyt))
    with Lager(tmp_path / "t.db", KOMMUNER) as lager:
        lager.skriv(referat("a", moeder=[moede.model_copy(update={"punkter": punkter})]), "/x/a.pdf", "a.pdf")
    udgiv(tmp_path / "t.db", tmp_path / "ud.db")
    for fil in ("t.db", "ud.db"):
        with Laeser(tmp_path / fil) as laeser:
            for ord_ in ("", "budget"):
                fundne = sorted(laeser.soeg(ord_, udfald="udsat"), key=lambda t: t.nr or "")
                assert [(t.nr, t.udfald, t.punktvis) for t in fundne] == [
                    ("1", "blandet", "nr. 1 godkendt; nr. 2, 4 udsat"),
                    ("3", "udsat", None),
                ], (fil, ord_)


@pytest.mark.parametrize("udfald", [str(u) for u in Udfald])
def test_an_outcome_without_words_is_found_from_the_newest_on(udgivet: Path, udfald: str) -> None:
    with Laeser(udgivet) as laeser:
        sql = "SELECT p.id, p.udfald, p.soegenr AS nr FROM punkter p ORDER BY p.soegenr"
        ventet = [
            r["id"]
            for r in laeser.alle(sql)
            if udfald in {r["udfald"]} | (punktvise(laeser.db, r["id"]) if r["udfald"] == "blandet" else set())
        ]
        fundne, i_alt = soeg.foer(laeser.db, soeg.find("", soeg.Filtre(udfald=udfald), 1000))
        assert ({r["punkt_id"] for r in fundne}, i_alt) == (set(ventet), len(ventet))
        datoer = [r["dato"] or "" for r in fundne]
        assert datoer == sorted(datoer, reverse=True)
        side2, _ = soeg.foer(laeser.db, soeg.find("", soeg.Filtre(udfald=udfald, fra="2018"), 2, 2))
        assert {r["punkt_id"] for r in side2} <= set(ventet)
        nyeste = soeg.foer(laeser.db, soeg.nyeste("", soeg.Filtre(udfald=udfald), 1000))
        gentagne = {r[0] for r in laeser.db.execute("SELECT p.id FROM punkter p JOIN gentagelser g USING (moede_id)")}
        uden_dato = {r["punkt_id"] for r in fundne if not r["dato"]}
        assert [r["id"] for r in nyeste] == [p for p in ventet if p not in gentagne | uden_dato]


def test_a_published_copy_numbers_its_items_from_the_newest_on(udgivet: Path) -> None:
    with Laeser(udgivet) as laeser:
        sql = "SELECT soegenr, coalesce(dato, '') FROM punkter p JOIN moeder m ON m.id = p.moede_id ORDER BY soegenr"
        numre, datoer = zip(*laeser.db.execute(sql), strict=True)
    assert list(numre) == list(range(1, len(numre) + 1))
    assert list(datoer) == sorted(datoer, reverse=True)
    assert len(set(datoer)) > 3


def test_a_file_that_is_no_store_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "tekst.db").write_text("ikke en database, men tekst nok til at ligne en fil " * 50)
    sqlite3.connect(tmp_path / "andet.db").execute("CREATE TABLE min (id)").connection.close()
    for navn in ("tekst.db", "andet.db"):
        with pytest.raises(ForkertLager, match="--db"):
            Lager(tmp_path / navn)
    for navn in ("tekst.db", "andet.db", "findes-ikke.db"):
        with pytest.raises(ForkertLager):
            Laeser(tmp_path / navn)
    assert not (tmp_path / "findes-ikke.db").exists()


@pytest.mark.parametrize(
    ("tekst", "uden"),
    [
        ("Til Social- og Sundhedsudvalget, om social støtte", "Til , om social støtte"),
        ("Socialudvalgets møde", " møde"),
        ("Sundhedsudvalget og socialrådgiveren", "Sundhedsudvalget og socialrådgiveren"),
        ("Social- og Ældreudvalget", "Social- og Ældreudvalget"),
        ("Udvalget for Social og Arbejde", ""),
    ],
)
def test_the_names_of_bodies_are_found_whole(tekst: str, uden: str) -> None:
    navne = [
        "Social- og Sundhedsudvalget",
        "Socialudvalget",
        "Udvalget for Social og Arbejde",
        "Udvalget for Social",
        "-",
    ]
    moenster = fund.organmoenster(navne, [re.compile("social", re.I)])
    assert moenster is not None
    assert moenster.sub("", tekst) == uden
    assert fund.organmoenster(navne, [re.compile("skole", re.I)]) is None


@pytest.mark.parametrize(
    "navn", ["Plan- & Boligudvalget", "Plan- samt Boligudvalget", "Plan-, Miljø- og Boligudvalget"]
)
def test_the_last_part_of_a_bodys_name_is_found_alone_whatever_joins_the_parts(navn: str) -> None:
    moenster = fund.organmoenster([navn], [re.compile("bolig", re.I)])
    assert moenster is not None and moenster.sub("", f"Boligudvalget og {navn}") == " og "
    hele = fund.organmoenster(["Udvalget for plan - bolig"], [re.compile("bolig", re.I)])
    assert hele is not None and hele.sub("", "bolig") == "bolig", "a dash is no hyphen"
