"""Addresses: readable, each of one thing, and the same in whatever order the documents came."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from referat.schemas.referat import Moede, Punkt, Referat
from referat.schemas.vokabular import Dokumenttype
from referat.store.adresser import tildel
from referat.store.link import forbind
from referat.store.skriver import Lager
from referat.store.udgivelse import udgiv
from store_hjaelp import KOMMUNER, B, referat

Adresse = tuple[str, str, str | None]


def dokument(
    navn: str,
    numre: list[str | None],
    udvalg: str | None = "Økonomi- og Ældreudvalget",
    dato: str | None = "2024-08-06",
    kommune: str | None = "9002",
    type: Dokumenttype = Dokumenttype.REFERAT,
) -> Referat:
    """A document of one meeting with punkter of these numbers."""
    ref = referat(navn, kommune=kommune)
    (skabelon,) = ref.moeder[0].punkter
    numrene = [j.model_copy(update={"loebenr": "33839"}) for j in skabelon.journalnumre]
    punkter: list[Punkt] = [
        skabelon.model_copy(update={"raekkefoelge": n, "nr": nr, "titel": f"Sag {n} {navn}", "journalnumre": numrene})
        for n, nr in enumerate(numre, 1)
    ]
    moede = Moede(udvalg=udvalg, dato=dato, belaeg=B, punkter=punkter, deltagere=ref.moeder[0].deltagere)
    return ref.model_copy(update={"moeder": [moede], "type": type})


def adresser(*dokumenter: Referat) -> list[Adresse]:
    """The addresses of a store of these documents, written in this order."""
    with tempfile.TemporaryDirectory() as mappe:
        with Lager(Path(mappe) / "t.db", KOMMUNER) as lager:
            for n, ref in enumerate(dokumenter):
                lager.skriv(ref, f"/x/{ref.id[:8]}.pdf", f"{ref.id[:8]}.pdf")
                if n % 2:
                    forbind(lager)
            forbind(lager)
        udgiv(Path(mappe) / "t.db", Path(mappe) / "ud.db")
        db = sqlite3.connect(Path(mappe) / "ud.db")
        try:
            return sorted(db.execute("SELECT sti, art, maal_id FROM adresser").fetchall(), key=repr)
        finally:
            db.close()


def stier(fundne: list[Adresse], art: str) -> list[str]:
    return sorted(sti for sti, a, _ in fundne if a == art)


def test_what_a_store_holds_has_addresses_that_can_be_read() -> None:
    fundne = adresser(dokument("a", ["1", "2", None, "2", "2-2", "12 b"]))
    assert stier(fundne, "kommune") == ["/lyngsaa", "/sandvig"]
    assert stier(fundne, "udvalg") == ["/lyngsaa/oekonomi-og-aeldreudvalget"]
    moede = "/lyngsaa/oekonomi-og-aeldreudvalget/2024-08-06"
    assert stier(fundne, "moede") == [moede]
    assert stier(fundne, "punkt") == sorted(f"{moede}/{x}" for x in ("1", "2", "p3", "2-3", "2-2", "12-b"))
    assert stier(fundne, "person") == ["/lyngsaa/person/bo-lind", "/lyngsaa/person/ida-holt"]
    assert stier(adresser(dokument("a", ["1"])), "sag") == ["/lyngsaa/sag/20-33839"]


def test_the_minutes_of_a_day_come_before_its_agenda() -> None:
    alle = [dokument(n, ["1"], type=Dokumenttype.DAGSORDEN) for n in "abcd"] + [dokument("e", ["1"])]
    fundne = adresser(*alle)
    assert [s[-12:] for s in stier(fundne, "moede")] == ["t/2024-08-06", *(f"2024-08-06-{n}" for n in range(2, 6))]
    (foerste,) = (maal for sti, _, maal in fundne if sti.endswith("/2024-08-06"))
    assert foerste == f"{alle[-1].id[:16]}-m01"


def samme_moede(a: str, b: str) -> list[Referat]:
    """Two documents of one meeting, the one with the smaller id last."""
    ud = [dokument(n, ["1"]) for n in (a, b)]
    titel = {"titel": "Budget 2025"}
    ens = [
        d.model_copy(
            update={
                "moeder": [
                    m.model_copy(update={"punkter": [p.model_copy(update=titel) for p in m.punkter]}) for m in d.moeder
                ]
            }
        )
        for d in ud
    ]
    return sorted(ens, key=lambda d: d.id, reverse=True)


def test_the_copy_of_a_meeting_that_tells_most_has_the_plain_address() -> None:
    stor, lille = samme_moede("a", "b")
    (moede,) = lille.moeder
    lille = lille.model_copy(update={"moeder": [moede.model_copy(update={"deltagere": []})]})
    (foerste,) = (maal for sti, _, maal in adresser(lille, stor) if sti.endswith("/2024-08-06"))
    assert foerste == f"{stor.id[:16]}-m01", "without a list of members it is the copy, whatever its id"


def test_what_is_published_keeps_its_address_when_more_is_read(tmp_path: Path) -> None:
    stor, lille = samme_moede("a", "b")
    givet = []
    for ref in (stor, lille):
        with Lager(tmp_path / "t.db", KOMMUNER) as lager:
            lager.skriv(ref, f"/x/{ref.id[:8]}.pdf", f"{ref.id[:8]}.pdf")
            forbind(lager)
        udgiv(tmp_path / "t.db", tmp_path / "ud.db")
        with closing(sqlite3.connect(tmp_path / "ud.db")) as db:
            givet.append({r for r in db.execute("SELECT art, maal_id, sti FROM adresser") if r[0] != "sag"})
    assert givet[0] < givet[1]
    moeder = {maal: sti[-12:] for art, maal, sti in givet[1] if art == "moede"}
    assert moeder == {f"{stor.id[:16]}-m01": "t/2024-08-06", f"{lille.id[:16]}-m01": "2024-08-06-2"}


def test_what_is_not_named_has_an_address_too() -> None:
    uden = dokument("a", ["1"], kommune=None)
    fundne = adresser(uden, dokument("b", ["1"], udvalg=None, dato=None), dokument("c", ["1"], udvalg="Sag"))
    assert ("/ukendt", "kommune", None) in fundne
    assert ("/lyngsaa/ukendt", "udvalg", None) in fundne
    assert "/lyngsaa/ukendt/uden-dato" in stier(fundne, "moede")
    assert "/lyngsaa/sag-2" in stier(fundne, "udvalg"), "a body may not be called as the folder of cases"
    assert re.fullmatch(r"/ukendt/oekonomi-og-aeldreudvalget-[0-9a-f]{8}", stier(fundne, "udvalg")[-1])


numre = st.lists(st.sampled_from([None, "1", "2", "2-2", "1-2", "A", "å"]), max_size=6)
beskrevne = st.tuples(
    numre,
    st.sampled_from([None, "Byrådet", "BYRÅDET ", "Person", "Ældreråd"]),
    st.sampled_from([None, "2024-08-06", "2024-08-07"]),
    st.sampled_from([None, "9001", "9002"]),
    st.sampled_from([Dokumenttype.REFERAT, Dokumenttype.DAGSORDEN]),
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(beskrevne, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_addresses_are_unique_and_do_not_depend_on_the_order_of_ingestion(alle: list[tuple], tilfaeldig) -> None:  # type: ignore[no-untyped-def, type-arg]
    dokumenter = [dokument(f"d{n}", *felter) for n, felter in enumerate(alle)]
    fundne = adresser(*dokumenter)
    assert len({sti for sti, _, _ in fundne}) == len(fundne)
    assert all(re.fullmatch(r"(/[a-z0-9]+(-[a-z0-9]+)*)+", sti) for sti, _, _ in fundne)
    maal = {(art, m) for _, art, m in fundne if m}
    assert len(maal) == sum(m is not None for _, _, m in fundne), "each thing has one address"
    assert sum(art == "punkt" for art, _ in maal) == sum(len(d.punkter) for d in dokumenter)
    tilfaeldig.shuffle(dokumenter)
    assert adresser(*dokumenter) == fundne


@given(st.lists(st.sampled_from(["a", "a-2", "a-2-2", "b", "a-3"])), st.sets(st.sampled_from(["a", "b", "a-4"])))
def test_each_gets_a_name_of_its_own(navne: list[str], optaget: set[str]) -> None:
    givet = {id_: navn for navn, id_ in tildel(((n, str(i)) for i, n in enumerate(navne)), optaget)}
    assert len(set(givet.values())) == len(navne) == len(givet)
    assert not optaget & set(givet.values())
    for i, navn in enumerate(navne):
        assert givet[str(i)].startswith(navn)
        if navn not in optaget and navn not in navne[:i]:
            assert givet[str(i)] == navn, "the first has it as it is"


@given(st.lists(st.sampled_from(["a", "b"])), st.lists(st.sampled_from(["/a", "/a-2", "/b", "/b-2", "/c", "/a-x"])))
def test_a_name_that_was_given_before_is_given_again(navne: list[str], stier: list[str]) -> None:
    foer: dict[str | None, str] = {str(i): sti for i, sti in enumerate(dict.fromkeys(stier))}
    givet = {id_: navn for navn, id_ in tildel(((n, str(i)) for i, n in enumerate(navne)), (), "/", foer)}
    assert len(set(givet.values())) == len(navne)
    for i, navn in enumerate(navne):
        if foer.get(str(i)) in (f"/{navn}", f"/{navn}-2"):
            assert "/" + givet[str(i)] == foer[str(i)]
