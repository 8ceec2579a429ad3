"""What is withdrawn is in no byte of what is published, which says that it is gone and why; the store keeps it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from referat.models.kontakt import find_kontakt
from referat.models.organer import samme_organ
from referat.schemas.poster import Afsnit, Bilag, Tabel, Tabelcelle
from referat.schemas.referat import Referat, SideTekst
from referat.store.adresser import find_punkt
from referat.store.laeser import Laeser
from referat.store.link import forbind
from referat.store.migreringer import ForkertLager
from referat.store.raekker import dokumentraekker
from referat.store.rettelser import ret
from referat.store.skriver import Lager
from referat.store.tilbagetraekning import UgyldigTilbagetraekning, fortryd, traek_dokument, traek_kontakt
from referat.store.udgivelse import udgiv
from store_hjaelp import KOMMUNER, B, fakta, referat

STI = "/sandvig/teknik-og-miljoeudvalget/2024-05-07/7"
UR = "2026-03-01T12:00:00Z"
KONTAKT = "Klage fra Mette Vang Holst, Skovvej 12, 2. tv., 9001 Sandvig, tlf. 22 33 44 55, mette.holst@eksempel.dk.\n"
ANDRE = "Center for Miljø, Algade 1, 9001 Sandvig, svarer på 99 88 77 66. Sagen gælder Åparken 7.\n"
HEMMELIGT = ("Skovvej 12", "22 33 44 55", "22334455", "mette.holst@eksempel.dk", "Skovvej\n12", "skovvej-12")


@pytest.fixture
def sti(tmp_path: Path) -> Path:
    return tmp_path / "t.db"


@pytest.fixture
def lager(sti: Path) -> Iterator[Lager]:
    with Lager(sti, KOMMUNER, ur=lambda: UR) as ud:
        yield ud


def gem(lager: Lager, *dokumenter: Referat) -> None:
    for ref in dokumenter:
        lager.skriv(ref, f"/x/{ref.id}", f"{ref.sider[0].tekst[:3]}.pdf")
    forbind(lager, samme_organ)


def klage() -> Referat:
    """A document with the details on a page, and parts of them in every sort of text."""
    ref = referat("klage")
    (moede,) = ref.moeder
    (punkt,) = moede.punkter
    nyt = {
        "titel": "Klage over Skovvej 12, 2. tv., 9001 Sandvig",
        "beslutning": "Der svares til mette.holst@eksempel.dk.",
        "afsnit": [
            Afsnit(overskrift=None, art="resume", tekst=KONTAKT + "Skovvej\n12, 2. tv.,\n9001 Sandvig", belaeg=B)
        ],
        "bilag": [Bilag(nr=1, titel="Notat af samtale med +4522334455", belaeg=B)],
        "tabeller": [
            Tabel(nr=1, celler=[Tabelcelle(raekke=0, kolonne=0, raa="22334455", vaerdi=22334455.0, belaeg=B)], belaeg=B)
        ],
    }
    side = [SideTekst(side=1, tekst=KONTAKT + "\n" + ANDRE, bredde=595.0, hoejde=842.0)]
    side.append(SideTekst(side=2, tekst=ANDRE, bredde=595.0, hoejde=842.0))
    moeder = [moede.model_copy(update={"punkter": [punkt.model_copy(update=nyt)]})]
    return ref.model_copy(update={"moeder": moeder, "sider": side})


def alle(sti: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(sti)) as db:
        return db.execute(sql).fetchall()


def dump(sti: Path, *uden: str) -> list[str]:
    with closing(sqlite3.connect(sti)) as db:
        linjer = list(db.iterdump())
    return [x for x in linjer if not any(f'"{t}"' in x for t in ("udgivelse", "sqlite_stat1", *uden))]


def test_a_published_copy_without_a_document_is_that_of_a_store_that_never_had_it(lager: Lager, tmp_path: Path) -> None:
    to = referat("b", kommune="9002"), klage()
    gem(lager, referat("a"), *to)
    ret(lager, f"{to[1].id[:16]}-001", "udfald", "udsat", "Anna", "Prøve")
    for ref in to:
        traek_dokument(lager, ref.id, "Anna", "Kommunen har trukket det tilbage")
    forbind(lager, samme_organ)
    assert lager.db.execute("SELECT count(*) FROM punkter").fetchone() == (3,), "the store keeps all"
    with Lager(tmp_path / "uden.db", KOMMUNER, ur=lambda: UR) as uden:
        gem(uden, referat("a"))
        udgiv(uden.sti, tmp_path / "uden-ud.db", ur=lambda: UR)
    udgiv(lager.sti, tmp_path / "ud.db", ur=lambda: UR)
    assert dump(tmp_path / "ud.db", "tilbagetrukket") == dump(tmp_path / "uden-ud.db", "tilbagetrukket")
    assert alle(tmp_path / "ud.db", "SELECT dato, art, hvorfor, steder FROM tilbagetrukket") == 2 * [
        ("2026-03-01", "dokument", "Kommunen har trukket det tilbage", None)
    ]
    assert to[1].id[:16].encode() not in (tmp_path / "ud.db").read_bytes()


def test_a_document_that_is_put_back_is_linked_as_before(lager: Lager) -> None:
    gem(lager, referat("a"), klage())
    foer = fakta(lager, "tilbagetraekninger")
    traek_dokument(lager, klage().id, "Anna", "Prøve")
    forbind(lager, samme_organ)
    assert fakta(lager, "tilbagetraekninger") != foer
    with pytest.raises(UgyldigTilbagetraekning, match="allerede"):
        traek_dokument(lager, klage().id, "Anna", "Prøve")
    fortryd(lager, 1, "Bo", "En fejl")
    forbind(lager, samme_organ)
    assert fakta(lager, "tilbagetraekninger") == foer
    with pytest.raises(UgyldigTilbagetraekning, match="allerede ophævet"):
        fortryd(lager, 1, "Bo", "En fejl")


def test_a_withdrawn_document_stays_so_when_it_is_read_again(lager: Lager, tmp_path: Path) -> None:
    gem(lager, referat("a"), klage())
    traek_dokument(lager, klage().id, "Anna", "Prøve")
    lager.erstat(dokumentraekker(klage()), "/x/klage", "k.pdf")
    forbind(lager, samme_organ)
    udgiv(lager.sti, tmp_path / "ud.db")
    assert alle(tmp_path / "ud.db", "SELECT count(*) FROM dokumenter") == [(1,)]


def test_no_byte_of_the_copy_has_where_a_withdrawn_person_lives(lager: Lager, tmp_path: Path) -> None:
    gem(lager, klage(), referat("b"))
    traek_kontakt(
        lager,
        "Mette Vang Holst",
        "Anna",
        "Borgeren har bedt om det; Mette Vang Holst, Skovvej 12, 2. tv., 9001 Sandvig",
    )
    udgiv(lager.sti, tmp_path / "ud.db", kontakt=find_kontakt)
    bytes_ = (tmp_path / "ud.db").read_bytes()
    assert [h for h in HEMMELIGT if h.encode() in bytes_] == []
    for tekst in ("Mette Vang Holst", "Algade 1, 9001 Sandvig", "99 88 77 66", "Åparken 7"):
        assert tekst.encode() in bytes_, "what is not hers stands"
    side = alle(tmp_path / "ud.db", "SELECT tekst, bredde FROM sider WHERE side = 1 AND tekst LIKE '%Mette%'")
    assert side[0][1] is None, "no picture shows what is covered"
    assert len(str(side[0][0])) == len(KONTAKT + "\n" + ANDRE)
    assert alle(tmp_path / "ud.db", "SELECT bredde FROM sider WHERE side = 2") == [(595.0,)]
    assert alle(tmp_path / "ud.db", "SELECT vaerdi FROM tabelceller WHERE raa LIKE '█%'") == [(None,)]
    with Laeser(tmp_path / "ud.db") as laeser:
        assert laeser.soeg("skovvej") == laeser.soeg("22334455") == []
    ((art, hvorfor, steder),) = alle(tmp_path / "ud.db", "SELECT art, hvorfor, steder FROM tilbagetrukket")
    assert (art, str(hvorfor)[:43]) == ("kontaktoplysninger", "Borgeren har bedt om det; █████ ████ █████,")
    assert isinstance(steder, int) and steder > 8


def test_what_comes_later_is_covered_too_and_what_is_kept_or_given_counts(lager: Lager, tmp_path: Path) -> None:
    gem(lager, referat("b"))
    traek_kontakt(lager, "Mette Vang Holst", "Anna", "Prøve", ["Kildegården"], ["mette.holst@eksempel.dk"])
    gem(lager, klage().model_copy(update={"sider": [SideTekst(side=1, tekst=KONTAKT + "Kildegården ligger der.")]}))
    udgiv(lager.sti, tmp_path / "ud.db", kontakt=find_kontakt)
    (tekst,) = alle(tmp_path / "ud.db", "SELECT tekst FROM sider WHERE tekst LIKE 'Klage%'")[0]
    assert "Skovvej" not in str(tekst) and "Kildegården" not in str(tekst)
    assert "mette.holst@eksempel.dk" in str(tekst)


def test_nothing_is_published_where_what_is_withdrawn_cannot_be_found(lager: Lager, tmp_path: Path) -> None:
    gem(lager, klage())
    traek_kontakt(lager, "Mette Vang Holst", "Anna", "Prøve")
    with pytest.raises(ForkertLager, match="trukket tilbage"):
        udgiv(lager.sti, tmp_path / "ud.db")
    assert not (tmp_path / "ud.db").exists()
    fortryd(lager, 1, "Bo", "Alligevel ikke")
    udgiv(lager.sti, tmp_path / "ud.db")
    assert b"Skovvej 12" in (tmp_path / "ud.db").read_bytes()


@pytest.mark.parametrize(
    ("tekst", "fundet"),
    [
        (
            "Ida Holt\nStrandvejen 4 B, st. th.\n2791 Dragør",
            ["Strandvejen 4 B, st. th. 2791 Dragør", "Strandvejen 4 B"],
        ),
        ("IDA HOLT, Nørre Allé 4", ["Nørre Allé 4"]),
        ("Kontakt: ida_holt@eksempel.dk eller Bo Lind, tlf. 11 22 33 44", ["ida_holt@eksempel.dk"]),
        ("Ida Holts nummer er +45 22 33 44 55.", ["+45 22 33 44 55"]),
        ("Ida Holt stemte imod lokalplan 214 den 11-04-2023, sag 23/33839.", []),
        ("Ida Holt var fraværende.\n\nSalg af Skovvej 12", []),
        ("Bo Lind, Skovvej 12", []),
    ],
)
def test_details_are_those_beside_the_name(tekst: str, fundet: list[str]) -> None:
    assert [o.tekst for o in find_kontakt(tekst, "Ida Holt")] == fundet


def test_a_copy_made_before_all_is_linked_again_names_nobody_of_a_withdrawn_document(
    lager: Lager, tmp_path: Path
) -> None:
    ref = referat("b", kommune="9002")
    gem(lager, ref)
    traek_dokument(lager, ref.id, "Anna", "Prøve")
    udgiv(lager.sti, tmp_path / "ud.db")
    assert alle(tmp_path / "ud.db", "SELECT navn FROM personer UNION ALL SELECT titel FROM sager") == []


def test_a_text_too_short_to_be_covered_is_refused_in_a_sentence(lager: Lager) -> None:
    with pytest.raises(UgyldigTilbagetraekning, match="for kort"):
        traek_kontakt(lager, "Ida Holt", "Anna", "Prøve", ["Bo"])
    assert lager.db.execute("SELECT count(*) FROM tilbagetraekninger").fetchone() == (0,)


@pytest.mark.parametrize("tlf", ["22 33\n44 55", "22-33-44-55", "2233\n4455"])
def test_details_are_found_over_a_line_break_and_with_hyphens(tlf: str) -> None:
    fundne = find_kontakt(f"Brev fra Ida Holt, Skovvej\n12, 2791 Dragør, tlf. {tlf}.", "Ida Holt")
    assert {o.art for o in fundne} == {"adresse", "telefon"}


def test_an_address_is_that_of_the_document_that_is_public(lager: Lager) -> None:
    a, b = referat("a"), referat("b")
    gem(lager, a, b)
    foer = find_punkt(lager.db.conn, STI)
    assert foer is not None
    traek_dokument(lager, next(x.id for x in (a, b) if foer.startswith(x.id[:16])), "Anna", "Prøve")
    forbind(lager, samme_organ)
    assert find_punkt(lager.db.conn, STI) not in (None, foer)


@pytest.mark.parametrize("celler", [[(0, 0, "Skovvej"), (0, 1, "12")], [(0, 0, "Skovvej"), (1, 0, "12")]])
def test_details_that_run_over_two_cells_are_covered_in_both(
    lager: Lager, tmp_path: Path, celler: list[tuple[int, int, str]]
) -> None:
    ref = klage()
    (moede,) = ref.moeder
    alle_celler = [Tabelcelle(raekke=r, kolonne=k, raa=raa, belaeg=B) for r, k, raa in celler]
    alle_celler.append(Tabelcelle(raekke=7, kolonne=7, raa="12", raekkenavn="Skovvej", belaeg=B))
    punkt = moede.punkter[0].model_copy(update={"tabeller": [Tabel(nr=1, celler=alle_celler, belaeg=B)]})
    gem(lager, ref.model_copy(update={"moeder": [moede.model_copy(update={"punkter": [punkt]})]}))
    traek_kontakt(lager, "Mette Vang Holst", "Anna", "Prøve")
    udgiv(lager.sti, tmp_path / "ud.db", kontakt=find_kontakt)
    vist = alle(tmp_path / "ud.db", "SELECT raa FROM tabelceller ORDER BY raekke, kolonne")
    assert vist == [("███████",), ("██",), ("12",)]
    assert alle(lager.sti, "SELECT raa FROM tabelceller ORDER BY raekke, kolonne")[0] == ("Skovvej",)
