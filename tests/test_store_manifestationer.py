"""A meeting that several documents tell is one meeting in any order, and what they disagree on is told."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from referat.models.organer import samme_organ
from referat.models.titler import rettet_udgave
from referat.schemas.poster import Bevilling, Bilag, Fravaer
from referat.schemas.referat import Moede, Punkt, Referat, SideTekst
from referat.schemas.vokabular import Udfald
from referat.store.forskelle import find_forskelle, laesning
from referat.store.laeser import Laeser
from referat.store.link import forbind
from referat.store.skriver import Lager
from referat.store.tilbagetraekning import fortryd, traek_dokument
from referat.store.udgivelse import udgiv
from store_hjaelp import KOMMUNER, B, fakta, referat


def dokument(
    navn: str, *punkter: Punkt, udvalg: str = "Byrådet", start: str | None = "16:00", **andet: object
) -> Referat:
    moede = Moede(udvalg=udvalg, dato="2024-05-07", start=start, belaeg=B, punkter=list(punkter))
    return referat(navn, moeder=[moede], omtaler=[], advarsler=[], journalnumre=[], **andet)


def punkt(nr: int, titel: str, **andet: object) -> Punkt:
    felter = {"udfald": "godkendt", "side_fra": 1, "side_til": 1, "belaeg": B, "raekkefoelge": nr, "nr": str(nr)}
    return Punkt.model_validate(felter | {"titel": titel} | andet)


def dagsordenen() -> list[Punkt]:
    return [punkt(1, "Skolernes ferieplan"), punkt(2, "Ny vej ved havnen"), punkt(3, "Salg af grund", lukket=True)]


@pytest.fixture
def lager(tmp_path: Path) -> Iterator[Lager]:
    with Lager(tmp_path / "a.db", KOMMUNER) as ud:
        yield ud


def gem(lager: Lager, *dokumenter: Referat) -> list[tuple[str, int]]:
    """Which telling each document became."""
    for ref in dokumenter:
        lager.skriv(ref, f"/x/{ref.id}", f"{ref.sider[0].tekst}.pdf")
    forbind(lager, samme_organ)
    sql = "SELECT d.filnavn, x.rang FROM manifestationer x JOIN moeder m ON m.id = x.moede_id "
    return lager.db.execute(sql + "JOIN dokumenter d ON d.id = m.dokument_id ORDER BY x.ledende_id, x.rang").fetchall()


def side(navn: str, bredde: float | None = None) -> list[SideTekst]:
    return [SideTekst(side=1, tekst=navn, bredde=bredde, hoejde=bredde)]


def test_minutes_lead_an_agenda_and_pages_lead_a_text_in_any_order(tmp_path: Path) -> None:
    alle = [
        dokument("a", *dagsordenen(), sider=side("tekst")),
        dokument("b", *dagsordenen(), udvalg="Byråd", sider=side("pdf", 595.0)),
        dokument("c", *dagsordenen(), punkt(4, "Eventuelt"), type="dagsorden", sider=side("dagsorden", 595.0)),
    ]
    udfald = []
    for nr, dokumenter in enumerate(itertools.permutations(alle)):
        with Lager(tmp_path / f"{nr}.db", KOMMUNER) as lager:
            assert gem(lager, *dokumenter) == [("pdf.pdf", 1), ("tekst.pdf", 2), ("dagsorden.pdf", 3)]
            assert lager.db.execute("SELECT count(*) FROM punktudgaver").fetchone() == (6,)
            assert lager.db.execute("SELECT count(*), sum(antal_udgaver) FROM moeder_ledende").fetchone() == (1, 3)
            assert lager.db.execute("SELECT count(*) FROM punkter_vis WHERE ledende").fetchone() == (3,)
            udfald.append(fakta(lager))
    assert all(u == udfald[0] for u in udfald)


@pytest.mark.parametrize(
    ("anden", "samme"),
    [
        (dokument("b", *dagsordenen(), start=None), True),
        (dokument("b", *dagsordenen(), start="16:10"), True),
        (dokument("b", *dagsordenen(), start="19:00"), False),
        (dokument("b", punkt(1, "Budget"), punkt(2, "Høring"), punkt(3, "Valg")), False),
        (dokument("b", *dagsordenen(), udvalg="Økonomiudvalget"), False),
        (dokument("b", *dagsordenen(), kommune="9002"), False),
    ],
)
def test_only_one_bodys_meeting_at_one_time_is_the_same(lager: Lager, anden: Referat, samme: bool) -> None:
    assert bool(gem(lager, dokument("a", *dagsordenen()), anden)) is samme


def test_what_documents_disagree_on_is_told_with_both_readings(lager: Lager) -> None:
    en, to, tre = dagsordenen()
    away = Fravaer(navn="Bo Lind", omfang="punktet", belaeg=B)
    en = en.model_copy(update={"bilag": [Bilag(nr=1, titel="Kort", belaeg=B)], "fravaer": [away]})
    ny = en.model_copy(update={"bilag": [*en.bilag, Bilag(nr=2, titel="Plan", belaeg=B)], "udfald": Udfald.UDSAT})
    ordret = to.model_copy(update={"titel": "Ny vej ved havnen i Åby"})
    a = dokument("a", en, to, tre, sider=side("a", 595.0))
    gem(lager, a, dokument("b", ny, ordret, sider=side("b")))
    fundet = lager.db.execute(
        "SELECT punkt_id, besked FROM advarsler WHERE kode = 'udgave-forskel' ORDER BY id"
    ).fetchall()
    assert [(p[-3:], b) for p, b in fundet] == [
        ("001", "Mødets udgaver er uenige om bilag: ikke mere i a.pdf, »Plan« i b.pdf."),
        ("001", "Mødets udgaver er uenige om udfald: »godkendt« i a.pdf, »udsat« i b.pdf."),
        (
            "002",
            "Mødets udgaver er uenige om titel: »Ny vej ved havnen« i a.pdf, »Ny vej ved havnen i Åby« i b.pdf.",
        ),
        ("003", "Punktet står i a.pdf, men ikke i b.pdf."),
    ]


def test_an_agenda_is_not_asked_what_was_decided(lager: Lager) -> None:
    uden = [p.model_copy(update={"udfald": None}) for p in dagsordenen()]
    gem(lager, dokument("a", *dagsordenen()), dokument("b", *uden, type="dagsorden"))
    assert lager.db.execute("SELECT count(*) FROM advarsler").fetchone() == (0,)


def test_a_case_counts_a_meeting_once_and_a_telling_that_changes_is_linked_anew(lager: Lager) -> None:
    gem(lager, dokument("a", *dagsordenen()), dokument("b", *dagsordenen()))
    assert lager.db.execute("SELECT DISTINCT antal, antal_udvalg FROM sager").fetchall() in ([], [(1, 1)])
    aendret = dokument("b", *dagsordenen(), udvalg="Økonomiudvalget", udtraekker="2")
    assert gem(lager, aendret) == []
    assert lager.db.execute("SELECT count(*) FROM punktudgaver").fetchone() == (0,)


def test_a_corrected_version_stands_beside_the_first_one_and_leads_it_in_any_order(tmp_path: Path) -> None:
    (en, *resten) = dagsordenen()
    foerste = dokument("a", en, *resten, sider=side("Referat\nByrådet", 595.0))
    nyt = en.model_copy(update={"udfald": Udfald.UDSAT})
    rettet = dokument("b", nyt, *resten, sider=side("Rettet referat\nByrådet"))
    for nr, dokumenter in enumerate(itertools.permutations([foerste, rettet])):
        with Lager(tmp_path / f"{nr}.db", KOMMUNER) as lager:
            for ref in dokumenter:
                lager.skriv(ref, f"/x/{ref.id}", f"{ref.id[:4]}.pdf")
            forbind(lager, samme_organ, rettet=rettet_udgave)
            sql = "SELECT m.dokument_id, x.rang, x.rettet FROM manifestationer x JOIN moeder m ON m.id = x.moede_id"
            assert lager.db.execute(f"{sql} ORDER BY x.rang").fetchall() == [(rettet.id, 1, 1), (foerste.id, 2, 0)]
            assert lager.db.execute("SELECT count(*) FROM punkter_vis WHERE ledende AND udfald = 'udsat'").fetchone()[0]
            (forskel,) = find_forskelle(laesning(lager.hent, foerste.id), laesning(lager.hent, rettet.id))
            assert (forskel.navn, [(f.felt, f.a[0].tekst, f.b[0].tekst) for f in forskel.felter]) == (
                "1. Skolernes ferieplan",
                [("udfald", "godkendt", "udsat")],
            )


def test_where_the_leading_telling_is_withdrawn_another_leads_and_the_copy_is_as_if_it_never_was(
    lager: Lager, tmp_path: Path
) -> None:
    foerer = dokument("a", *dagsordenen(), sider=side("Pdf", 595.0))
    andre = [dokument("b", *dagsordenen(), sider=side("Tekst")), dokument("c", *dagsordenen(), type="dagsorden")]
    for antal, resten in ((1, andre[:1]), (2, andre)):
        gem(lager, foerer, *resten)
        traek_dokument(lager, foerer.id, "Anna", "Trukket af kommunen")
        assert gem(lager)[-1] == ("Pdf.pdf", antal + 1)
        ledende = lager.db.execute("SELECT DISTINCT filnavn FROM punkter_vis WHERE ledende").fetchall()
        assert ledende == [("Tekst.pdf",)] == lager.db.execute("SELECT filnavn FROM moeder_ledende").fetchall()
        with Lager(tmp_path / f"uden-{antal}.db", KOMMUNER, ur=lambda: "t") as uden:
            gem(uden, *resten)
            udgiv(uden.sti, tmp_path / "uden-ud.db", lambda: "t")
        udgiv(lager.sti, tmp_path / "ud.db", lambda: "t")
        tabeller = ("manifestationer", "punktudgaver", "advarsler", "gentagelser", "moeder_ledende", "punkter_vis")
        with Laeser(tmp_path / "ud.db") as a, Laeser(tmp_path / "uden-ud.db") as b:
            for tabel in tabeller:
                assert a.alle(f"SELECT * FROM {tabel}") == b.alle(f"SELECT * FROM {tabel}")
        fortryd(lager, antal * 2 - 1, "Bo", "En fejl")
        assert gem(lager)[0] == ("Pdf.pdf", 1)


def test_the_same_said_twice_and_oere_are_differences_too(lager: Lager) -> None:
    def med(*bilag: str, kr: float) -> Punkt:
        bevilling = Bevilling(art="tillægsbevilling", beloeb_kr=kr, tekst="at give", belaeg=B)
        alle = [Bilag(nr=nr, titel=titel, belaeg=B) for nr, titel in enumerate(bilag, 1)]
        return punkt(1, "Ny vej", bilag=alle, bevillinger=[bevilling])

    a, b = dokument("a", med("Kort", "Kort", kr=1250.5)), dokument("b", med("Kort", kr=1250.0))
    gem(lager, a, b)
    (forskel,) = find_forskelle(laesning(lager.hent, a.id), laesning(lager.hent, b.id))
    assert [(f.felt, [x.tekst for x in f.a], [x.tekst for x in f.b]) for f in forskel.felter] == [
        ("bilag", ["Kort"], []),
        ("bevilling", ["tillægsbevilling 1.250,50 kr."], ["tillægsbevilling 1.250 kr."]),
    ]


def paa_stien(lager: Lager, *dokumenter: Referat, sti: str = "/x/a.pdf") -> list[tuple[str, int, str | None]]:
    """What one path held, one after the other: the tellings of meetings, each with its kommune."""
    for ref in dokumenter:
        lager.skriv(ref, sti, "a.pdf")
        forbind(lager, samme_organ)
    sql = "SELECT m.dokument_id, x.rang, m.kommune_kode FROM manifestationer x JOIN moeder m ON m.id = x.moede_id"
    return lager.db.execute(f"{sql} ORDER BY x.ledende_id, x.rang").fetchall()


@pytest.mark.parametrize("foerst", ["9002", None])
def test_a_source_that_changed_and_was_given_another_kommune_is_one_meeting(lager: Lager, foerst: str | None) -> None:
    (en, *resten) = dagsordenen()
    gammel = dokument("a", *dagsordenen(), kommune=foerst, sider=side("Pdf", 595.0))
    ny = dokument("b", en.model_copy(update={"udfald": Udfald.UDSAT}), *resten, kommune="9001")
    assert paa_stien(lager, gammel, ny) == [(ny.id, 1, "9001"), (gammel.id, 2, foerst)]
    assert lager.db.execute("SELECT count(*) FROM moeder_ledende").fetchone() == (1,)
    besked = "SELECT besked FROM advarsler WHERE kode = 'udgave-forskel' AND dokument_id = ? ORDER BY besked"
    navn = "Lyngså" if foerst else "ukendt"
    assert lager.db.execute(besked, [ny.id]).fetchall() == [
        (f"Mødets udgaver er uenige om kommune: »Sandvig« i a.pdf, »{navn}« i en tidligere udgave af a.pdf.",),
        ("Mødets udgaver er uenige om udfald: »udsat« i a.pdf, »godkendt« i en tidligere udgave af a.pdf.",),
    ]
    foer = fakta(lager)
    for omraade in ("9001", "9002", gammel.id):
        lager.db.execute("INSERT INTO uforbundne VALUES (?)", [omraade])
    forbind(lager, samme_organ)
    assert fakta(lager) == foer, "linking again changes nothing, whichever of the kommuner it begins with"


def test_what_a_path_holds_leads_what_it_held_and_one_that_is_found_elsewhere_is_no_earlier_version(
    lager: Lager,
) -> None:
    a, b, c = (dokument(n, *dagsordenen(), kommune=k) for n, k in (("a", "9001"), ("b", "9002"), ("c", "9001")))
    assert [r[:2] for r in paa_stien(lager, a, b, c)] == [
        (c.id, 1),
        *((d, 2 + n) for n, d in enumerate(sorted([a.id, b.id]))),
    ]
    assert paa_stien(lager, b)[0][:2] == (b.id, 1), "the old file put back leads again"
    assert len(paa_stien(lager, a, sti="/y/a.pdf")) == 2, "the other is a document of its own, of its own kommune"
    assert lager.db.execute("SELECT count(*) FROM moeder_ledende").fetchone() == (2,)


def test_a_path_that_came_to_hold_another_meeting_joins_nothing_and_parts_nothing(lager: Lager) -> None:
    gammel = dokument("a", *dagsordenen(), kommune="9002", sider=side("Pdf", 595.0))
    tekst = dokument("t", *dagsordenen(), kommune="9002")
    paa_stien(lager, tekst, sti="/x/t.txt")
    foer = paa_stien(lager, gammel)
    assert len(foer) == 2
    andet = dokument("b", punkt(1, "Budget"), punkt(2, "Høring"), punkt(3, "Valg"), kommune="9001")
    assert {r[0] for r in paa_stien(lager, andet)} == {r[0] for r in foer}
