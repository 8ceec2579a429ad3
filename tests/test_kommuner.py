from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from referat.extract.kommune import afgoer_kommune
from referat.extract.kommunenavne import find_navne, find_tidligere
from referat.extract.pipeline import read_referat
from referat.extract.records.omtaler import find_omtaler
from referat.extract.udsnit import Udsnit
from referat.models.kommuner import (
    KOMMUNER,
    MYNDIGHEDER,
    REGIONER,
    TIDLIGERE,
    Kommune,
    beskadigede_navne,
    find_kommune,
    hent_kommune,
    paa_dato,
)
from referat.schemas.side import Linje

DELT = Path(__file__).parents[2] / "shared"
BESKADIGEDE = DELT / "data/ocr_damaged_names_eng_tesseract.json"


def test_the_98_kommuner_lie_in_their_five_regions() -> None:
    assert len({k.kode for k in KOMMUNER}) == len({k.navn for k in KOMMUNER}) == 98
    assert Counter(k.region for k in KOMMUNER) == {
        "Hovedstaden": 29,
        "Sjælland": 17,
        "Syddanmark": 22,
        "Midtjylland": 19,
        "Nordjylland": 11,
    }
    assert [r.region for r in REGIONER] == ["Nordjylland", "Midtjylland", "Syddanmark", "Hovedstaden", "Sjælland"]


def test_the_kommuner_of_1970_are_there_under_their_own_codes() -> None:
    """275 in 1974; two handed their codes on to a new name, the others that still are kept theirs."""
    uaendret = {k.kode for k in KOMMUNER if int(k.kode) % 2}
    assert len(TIDLIGERE) + len(uaendret) == 275
    assert len({k.kode for k in MYNDIGHEDER}) == len(MYNDIGHEDER)
    nutidige = {k.kode: k.region for k in KOMMUNER}
    assert all(nutidige[str(k.efterfoelger)] == k.region for k in TIDLIGERE)


@given(st.sampled_from(TIDLIGERE), st.dates())
def test_a_name_has_the_code_of_its_day(kommune: Kommune, dag: date) -> None:
    nu = find_kommune(kommune.navn)
    assert nu is not None
    paa_dagen = hent_kommune(paa_dato(nu.kode, dag.isoformat()))
    assert paa_dagen.navn == kommune.navn
    assert paa_dagen.fandtes(dag.isoformat()) or nu is kommune


@given(st.sampled_from(TIDLIGERE))
def test_a_kommune_that_is_no_more_is_no_misspelt_one_of_today(kommune: Kommune) -> None:
    tekst = f"Referat fra mødet i {kommune.navn} Kommune."
    assert {n.kommune.navn for n in [*find_navne(tekst), *find_tidligere(tekst)] if n.score >= 0.5} == {kommune.navn}


@pytest.mark.parametrize(
    ("dato", "navn"), [("2005-03-01", "Egebjerg"), ("2009-03-01", None), (None, None), ("2006-12-31", "Egebjerg")]
)
def test_a_kommune_is_named_only_while_it_was(dato: str | None, navn: str | None) -> None:
    broed = "Egebjerg Kommunes andel godkendt. Samarbejdet med Svendborg Kommune drøftet."
    kode, _ = afgoer_kommune("Egebjerg Kommune\nBeslutningsprotokol", broed, find_navne(broed), dato)
    assert (hent_kommune(kode).navn if kode else None) == navn


@pytest.mark.parametrize(
    ("navn", "kode"),
    [
        ("København", "0101"),
        ("Københavns Kommune", "0101"),
        ("Høje Taastrup Kommune", "0169"),
        ("høje-tåstrup", "0169"),
        ("Greve", "0253"),
        ("0253", "0253"),
        ("Bornholms Regionskommune", "0400"),
        ("Nordfyns Kommune", "0480"),
        ("Vesthimmerland", "0820"),
        ("Aarhus'", "0751"),
        ("Assens", "0420"),
        ("Hjørring", "0860"),
        ("Region Midtjylland", "1082"),
        ("Egebjerg Kommune", "0427"),
        ("Nr. Aaby", "0451"),
    ],
)
def test_a_name_finds_its_kommune(navn: str, kode: str) -> None:
    kommune = find_kommune(navn)
    assert kommune is not None and kommune.kode == kode


@pytest.mark.parametrize("navn", ["", "Sermersooq", "Kommune", "Uummannaq Kommune", "9999", "s"])
def test_what_was_never_a_kommune_is_not_found(navn: str) -> None:
    assert find_kommune(navn) is None


@given(st.sampled_from(KOMMUNER), st.sampled_from(["{}", "{} Kommune", "{}s Kommune", "{}s", " {} ", "{} kommune"]))
def test_every_kommune_is_found_by_all_forms_of_its_name(kommune: Kommune, form: str) -> None:
    assert find_kommune(form.format(kommune.navn)) == kommune
    assert hent_kommune(kommune.kode) == kommune


def test_a_place_or_postcode_points_to_one_kommune() -> None:
    steder = Counter(navn for k in KOMMUNER for navn, _ in k.steder)
    postnumre = Counter(p for k in KOMMUNER for p in k.postnumre)
    assert max(steder.values()) == max(postnumre.values()) == 1
    assert not set(steder) & {n for k in KOMMUNER for n in k.navne}


def test_no_damaged_spelling_is_the_right_name_of_another() -> None:
    assert not set(beskadigede_navne()) & {n for k in KOMMUNER for n in k.navne}


def test_damage_seen_in_scans_is_known() -> None:
    if not BESKADIGEDE.exists():
        pytest.skip("the shared material is not here")
    par = json.loads(BESKADIGEDE.read_text(encoding="utf-8"))
    kendt = {s: k.navn for s, k in beskadigede_navne().items()}
    assert [(s, navn) for s, navn in par if kendt.get(s, (k := find_kommune(s)) and k.navn) != navn] == []


def udsnit(tekst: str) -> Udsnit:
    linjer, n = [], 0
    for linje in tekst.split("\n"):
        linjer.append(Linje(linje, side=1, tegn_fra=n))
        n += len(linje) + 1
    return Udsnit(linjer)


FIRE = ["Odense", "Fanø", "Høje-Taastrup", "Læsø"]


def omtalt(tekst: str) -> dict[str, str]:
    return {o.raa: hent_kommune(o.kommune_kode).navn for o in find_omtaler(udsnit(tekst), find_navne(tekst))}


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("De fire kommuner er: Odense, Fang,\nHoje Taastrup og Lase Kommune.", FIRE),
        ("Der er dialog med Samse Kommune og Ere Kommune.", ["Samsø", "Ærø"]),
        ("Kommune\tAntal\nAssens\t4\nFavrskov\t2\nVesthimmerland\t3", ["Assens", "Favrskov", "Vesthimmerlands"]),
        ("Jobcentret hører til Højë-Taastrup Kommune.", []),
        ("Skolen ligger i Brønders1ev Kommune.", ["Brønderslev"]),
        ("GLADSAXE KOMMUNE", ["Gladsaxe"]),
        ("Høje-\nTaastrups byråd", ["Høje-Taastrup"]),
    ],
)
def test_kommuner_named(tekst: str, ventet: list[str]) -> None:
    assert list(omtalt(tekst).values()) == ventet


@pytest.mark.parametrize(
    "tekst",
    [
        "Are og Bare er ord. Fang bolden. Ere er det ikke. Kage til alle.",
        "Vejen er lukket. Greve Hans var der. Skive for skive.",
        "Peer Thisted og Lone Nyborg var til stede.",
        "Konferencen holdes på Nyborg Strand, Roskildevej 12.",
        "2300 København S",
        "Kommuneqarfik Sermersooq Kommune",
        "Bov Kommune blev lagt sammen med andre.",
    ],
)
def test_ordinary_words_and_persons_are_no_kommuner(tekst: str) -> None:
    assert omtalt(tekst) == {}


@given(st.text(max_size=80) | st.lists(st.sampled_from([*beskadigede_navne()][:200]), max_size=8).map(", ".join))
def test_a_name_is_kept_as_printed_in_its_place(tekst: str) -> None:
    for navn in find_navne(tekst):
        assert tekst[navn.fra : navn.til] == navn.raa


FLERE = st.lists(st.sampled_from(KOMMUNER), min_size=3, max_size=12, unique=True)


@given(FLERE, st.sampled_from([", ", "\n", "\t4\n", "; "]))
def test_every_kommune_of_a_list_is_found(kommuner: list[Kommune], skil: str) -> None:
    assert set(omtalt(skil.join(k.navn for k in kommuner)).values()) == {k.navn for k in kommuner}


@pytest.mark.parametrize(
    ("hoved", "broed", "navn"),
    [
        ("Byrådet i Varde Kommune, 4. maj 2022", "Sagen blev drøftet med Esbjerg Kommune.", "Varde"),
        ("Byrådet", "I Høje-Taastrup Kommunes Byråd blev der spurgt til København.", "Høje-Taastrup"),
        ("Udvalget, lokale 2608 - Gladsaxeværelset", "Godkendt.", "Gladsaxe"),
        ("Udvalget, Ullasvej 23, 3700 Rønne", "Godkendt.", "Bornholm"),
        ("Regionsrådet, Regionshuset", "Region Midtjylland afsætter midler i Viborg.", "Region Midtjylland"),
        ("Udvalget", "Lejrskole i Greve. Svømmehallen i Greve og Greve Idrætscenter.", "Greve"),
        ("Udvalget", "Godkendt.", None),
        ("Udvalget, Roskildevej 12", "Godkendt.", None),
        ("Udvalget", "Samarbejdet mellem Køge Kommune og Greve Kommune fortsætter.", None),
        ("Udvalget", "Vejen er lukket. Vejen åbnes. Vejen er dyr. Vejen ligger her.", None),
        ("Kommunalbestyrelsen", "Kommuneqarfik Sermersooq afholder mødet i Nuuk.", None),
    ],
)
def test_whose_document_it_is(hoved: str, broed: str, navn: str | None) -> None:
    kode, regel = afgoer_kommune(hoved, broed, find_navne(broed))
    assert (hent_kommune(kode).navn if kode else None) == navn
    assert regel.startswith("kommune:")


FRA_SEEDS = [("000", "Tårnby"), ("001", "Gladsaxe"), ("002", "Høje-Taastrup"), ("003", "København"), ("004", None)]


def seed(nr: str) -> str:
    stier = list((DELT / "seeds").glob(f"{nr}_*.txt"))
    if not stier:
        pytest.skip("the shared material is not here")
    return stier[0].read_text(encoding="utf-8")


@pytest.mark.parametrize(("nr", "navn"), FRA_SEEDS)
def test_whose_the_seeds_are(nr: str, navn: str | None) -> None:
    kode, _ = afgoer_kommune(seed(nr)[:400], seed(nr)[400:], find_navne(seed(nr)[400:]))
    assert (hent_kommune(kode).navn if kode else None) == navn


def test_every_kommune_of_a_damaged_letter_and_no_other() -> None:
    guld = json.loads((DELT / "gold/seeds/004.json").read_text(encoding="utf-8")) if seed("004") else {}
    assert set(omtalt(seed("004")).values()) == set(guld["kommuner_naevnt"])


@pytest.mark.parametrize(
    ("hoved", "givet", "navn"),
    [
        ("Samsø Kommune\nTeknikudvalget\nMødedato: 4. maj 2022", "Læsø", "Samsø"),
        ("Samsø Kommune\nTeknikudvalget\nMødedato: 4. maj 2022", "Samsø", None),
        ("Teknikudvalget\nMødedato: 4. maj 2022", "Samsø", None),
        ("Ølstykke Kommune\nTeknikudvalget\nMødedato: 4. maj 2005", "Egedal", None),
    ],
)
def test_a_kommune_that_is_given_against_what_the_document_says_is_told(
    hoved: str, givet: str, navn: str | None
) -> None:
    tekst = f"{hoved}\n\n1. Veje\nBeslutning\nGodkendt.\n\n2. Eventuelt\nBeslutning\nIntet."
    kommune = find_kommune(givet)
    assert kommune is not None
    ref = read_referat(tekst.encode(), kommune.kode)
    modsagt = [a.besked for a in ref.advarsler if a.kode == "kommune-modsagt"]
    assert ref.kommune_kode == kommune.kode
    assert [f"nævner selv {navn} som" in b for b in modsagt] == ([True] if navn else [])
