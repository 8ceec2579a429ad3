"""What is counted is counted once, and as it stands: meetings told twice, parties, appropriations, budgets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from referat.models.titler import fast_punkt, underskriftsside
from referat.schemas.poster import Afstemning, Bemaerkning, Bevilling, Fravaer, Journalnummer, Stemme, Tabel, Tabelcelle
from referat.schemas.referat import Deltager, Moede, Punkt, Referat
from referat.store.link import forbind
from referat.store.optaellinger import Titler
from referat.store.skriver import Lager
from referat.store.udgivelse import udgiv
from store_hjaelp import KOMMUNER, B, referat
from web_hjaelp import Site

Byg = Callable[..., Site]
UDVALG = "Økonomiudvalget"


@pytest.fixture
def byg(tmp_path: Path) -> Byg:
    """A site of these documents."""

    def af(*dokumenter: Referat) -> Site:
        with Lager(tmp_path / "t.db", KOMMUNER) as lager:
            for ref in dokumenter:
                lager.skriv(ref, f"/x/{ref.id}", f"{ref.id[:8]}.pdf")
            forbind(lager)
        udgiv(tmp_path / "t.db", tmp_path / "ud.db", titler=Titler(underskriftsside, fast_punkt))
        return Site(tmp_path / "ud.db")

    return af


def punkt(plads: int, titel: str, nr: str | None = "", **andet: Any) -> Punkt:
    felter = {"raekkefoelge": plads, "nr": str(plads) if nr == "" else nr, "titel": titel, "udfald": "godkendt"}
    return Punkt.model_validate(felter | {"side_fra": 1, "side_til": 1, "belaeg": B} | andet)


def moede(
    navn: str, *punkter: Punkt, start: str | None = "16:00", kommune: str | None = "9001", til_stede: str = ""
) -> Referat:
    liste = [Deltager(navn=n, status="til stede", belaeg=B) for n in til_stede.split(", ") if n]
    m = Moede(udvalg=UDVALG, dato="2024-05-07", start=start, belaeg=B, deltagere=liste, punkter=list(punkter))
    tomme = {"journalnumre": [], "omtaler": [], "advarsler": []}
    return referat(navn, kommune=kommune, moeder=[m], **tomme)


def stemte(*hvem: tuple[str | None, str | None, str]) -> dict[str, Any]:
    """The votes of a punkt: name, party, vote."""
    stemmer = [Stemme(navn=n, parti=p, stemme=s, afstemning_nr=1, belaeg=B) for n, p, s in hvem]
    return {"afstemninger": [Afstemning(nr=1, belaeg=B)], "stemmer": stemmer}


def hent(site: Site, navn: str, **felter: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(site.get(f"/spoergsmaal/{navn}.csv", **felter).text)))


def to_gengivelser() -> tuple[Referat, Referat]:
    """A meeting told twice; the second document has a letter of a title wrong."""
    imod = stemte(("Åse Ørum", "A", "imod"))
    vaek = {"fravaer": [Fravaer(navn="Åse Ørum", omfang="punktet", belaeg=B)]}
    ord_ = {"bemaerkninger": [Bemaerkning(nr=1, art="forbehold", navn="Åse Ørum", tekst="prisen", belaeg=B)]}
    besluttet = {"beslutning": "Godkendt."}
    dagsorden, lejre = "Godkendelse af dagsorden", "Tilskud til spejdernes sommerlejre"
    return tuple(
        moede(
            n,
            punkt(1, dagsorden),
            punkt(2, lejre, **besluttet),
            punkt(3, titel, nr, **imod, **vaek, **ord_),
            til_stede="Åse Ørum",
        )
        for n, titel, nr in (
            ("a", "Salg af Havnegrunden til boliger", "3"),
            ("b", "Salg af Havnegruden til boliger", None),
        )
    )  # type: ignore[return-value]


def test_a_title_misread_in_one_of_two_documents_makes_no_second_punkt(byg: Byg) -> None:
    site = byg(*to_gengivelser())
    assert site.sql("SELECT count(*) FROM behandlinger") == [(3,)]
    assert len(hent(site, "imod-eller-undlod")) == 1
    (aase,) = hent(site, "oftest-fravaerende", mindst="1")
    assert (aase["navn"], aase["vaek"], aase["moeder"], aase["delvis"]) == ("Åse Ørum", "0", "1", "1")
    side = site.side("/sandvig/person/aase-oerum")
    assert "1 gang imod" in side.tekst
    assert side.html.count('class="maerke stemt-imod"') == 1
    assert side.tekst.count("prisen") == 1
    assert site.get("/sandvig/person/aase-oerum.atom").text.count("<entry>") == 1


def test_the_front_page_counts_a_meeting_told_twice_once(byg: Byg) -> None:
    side = byg(*to_gengivelser()).side("/")
    assert "Søg i 3 punkter fra 1 møde " in side.tekst
    assert side.html.split('id="nyeste"')[1].split("</section>")[0].count("<li>") == 2
    assert '<th scope="row">2024</th><td class="tal" data-v="3">' in side.html
    assert re.search(r"Sandvig 1 3", side.tekst.split("Hvad der er her")[1])


def paa_dag(navn: str, dato: str | None, *titler: str, kommune: str | None = "9001", udvalg: str = UDVALG) -> Referat:
    ref = moede(navn, *(punkt(n, t) for n, t in enumerate(titler, 1)), kommune=kommune)
    ref.moeder[0].dato, ref.moeder[0].udvalg = dato, udvalg
    return ref


def test_the_newest_decisions_are_those_of_the_newest_meetings_whatever_they_are_called(byg: Byg) -> None:
    sager = ("Salg", "Køb", "Leje", "Lån", "Pant")
    site = byg(
        paa_dag("a", "2024-05-07", "Godkendelse af dagsorden", "Meddelelser", *sager, udvalg="Byrådet"),
        *(paa_dag(f"m{n}", f"2024-04-0{n}", f"En sag om havnen, nummer {n}") for n in range(1, 7)),
    )
    nyeste = site.side("/").html.split('id="nyeste"')[1].split("Hvad der")[0]
    titler = re.findall(r"<h4><a [^>]*>(.*?)</a>", nyeste)
    assert titler == ["Salg", "Køb", "Leje", *(f"En sag om havnen, nummer {n}" for n in (6, 5, 4, 3))]
    assert 'href="/sandvig/byraadet/2024-05-07">Mødets andre beslutninger (2)' in nyeste


def test_a_kommune_is_counted_once_and_the_same_on_every_page(byg: Byg) -> None:
    site = byg(
        paa_dag("a", "2024-05-07", "Salg"),
        paa_dag("b", None, "Køb", kommune="9002"),
        paa_dag("c", "2023-05-07", "Leje", kommune=None),
    )
    forside = site.side("/").tekst
    assert "fra 3 møder i 2 kommuner. 1 møde er fra referater, der ikke nævner kommunen." in forside
    raekker = forside.split("Hvad der er her")[1]
    assert re.search(r"2024 2023 uden dato Punkter Lyngså ingen ingen 1 1 Sandvig 1 ingen ingen 1 Ukendt", raekker)
    assert "3 møder i 2 kommuner, 1 af dem i referater, der ikke nævner kommunen" in site.side("/om").tekst
    assert "i 2 kommuner" in site.side("/data").tekst
    assert len(re.findall(r'name="kommune" value="\d+"', site.side("/sammenlign").html)) <= 2


def test_closed_punkter_without_a_number_are_each_one(byg: Byg) -> None:
    imod = stemte(("Åse Ørum", "A", "imod"))
    lukkede = [punkt(n, "Lukket punkt", None, lukket=True, **imod) for n in (2, 3, 4)]
    site = byg(moede("a", punkt(1, "Godkendelse af dagsorden"), *lukkede))
    (udvalg,) = hent(site, "lukkede-punkter", mindst="1")
    assert (udvalg["lukkede"], udvalg["punkter"]) == ("3", "4")
    side = site.side("/sandvig/person/aase-oerum")
    assert "3 gange imod" in side.tekst
    assert side.html.count('class="maerke stemt-imod"') == 3
    assert site.get("/sandvig/person/aase-oerum.atom").text.count("<entry>") == 3


def test_two_meetings_of_a_body_on_a_day_are_two(byg: Byg) -> None:
    dagsorden = punkt(1, "Godkendelse af dagsorden")
    site = byg(
        moede("a", dagsorden, punkt(2, "Salg af Havnegrunden"), start="16:00"), moede("b", dagsorden, start="20:00")
    )
    assert site.sql("SELECT count(*) FROM behandlinger") == [(3,)]
    assert "Søg i 3 punkter fra 2 møder" in site.side("/").tekst


def test_parties_of_a_letter_are_told_apart_by_kommune(byg: Byg) -> None:
    ens, uens = (stemte((None, "A", "for"), (None, "L", s)) for s in ("for", "imod"))
    site = byg(moede("a", punkt(1, "Salg", **ens)), moede("b", punkt(1, "Salg", **uens), kommune="9002"))
    fundet = {
        (r["kommune"], r["parti_a"], r["parti_b"], r["ens"], r["faelles"])
        for r in hent(site, "partier-der-stemmer-sammen", mindst="1")
    }
    assert fundet == {("Sandvig", "A", "L", "1", "1"), ("Lyngså", "A", "L", "0", "1")}


def test_one_member_is_no_party_and_one_who_differs_divides_it(byg: Byg) -> None:
    site = byg(
        moede(
            "a",
            punkt(1, "Kun et medlem er nævnt", **stemte((None, "A", "for"), ("Åse Ørum", "B", "for"))),
            punkt(
                2,
                "Et medlem stemmer anderledes",
                **stemte((None, "A", "for"), (None, "B", "for"), ("Åse Ørum", "B", "imod")),
            ),
            punkt(3, "Begge er nævnt", **stemte((None, "A", "for"), (None, "B", "imod"), ("Åse Ørum", "B", "imod"))),
        )
    )
    (par,) = hent(site, "partier-der-stemmer-sammen", mindst="1")
    assert (par["parti_a"], par["parti_b"], par["ens"], par["faelles"]) == ("A", "B", "0", "1")


def test_an_amount_given_for_two_years_is_two_appropriations(byg: Byg) -> None:
    def giver(*aar: int | None) -> dict[str, Any]:
        return {
            "bevillinger": [
                Bevilling(art="anlægsbevilling", beloeb_kr=500_000, aar=a, tekst="at give", belaeg=B) for a in aar
            ]
        }

    site = byg(moede("a", punkt(1, "Ny sti", **giver(2024, 2025, None)), punkt(2, "Ny bro", **giver(None, None))))
    aar = [(r["punkt"], r["bevillingsaar"]) for r in hent(site, "stoerste-bevillinger", bevilling="")]
    assert sorted(aar) == [("Ny bro", ""), ("Ny sti", "2024"), ("Ny sti", "2025")]


def test_a_result_is_held_against_the_corrected_budget_then_the_adopted_one(byg: Byg) -> None:
    maal = ("budget", "oprindeligt budget", "vedtaget budget", "korrigeret budget")

    def tabel(nr: int, *budgetter: str) -> Tabel:
        celler = [
            Tabelcelle(raekke=0, kolonne=k, raa="1", vaerdi=1.0, enhed="kr.", maal=m, beloeb_kr=1000.0 + k, belaeg=B)
            for k, m in enumerate((*budgetter, "regnskab"))
        ]
        return Tabel(nr=nr, enhed="kr.", celler=celler, belaeg=B)

    tabeller = [tabel(n, *maal[: 5 - n]) for n in range(1, 5)]
    site = byg(moede("a", punkt(1, "Regnskab", tabeller=tabeller)))
    fundet = [r[0] for r in site.sql("SELECT budget_maal FROM budgetafvigelser ORDER BY tabel_id")]
    assert fundet == list(reversed(maal))


def test_who_was_away_at_every_decision_was_away_from_the_meeting(byg: Byg) -> None:
    def vaek(plads: int, **andet: Any) -> Punkt:
        return punkt(
            plads, f"Sag om vej {plads}", fravaer=[Fravaer(navn="Bo Lind", omfang="punktet", belaeg=B)], **andet
        )

    hele = moede(
        "a", vaek(1, beslutning="Ja."), vaek(2, beslutning="Ja."), punkt(3, "Underskriftsark"), til_stede="Bo Lind"
    )
    site = byg(hele)
    assert site.sql("SELECT moeder, vaek, delvis FROM fremmoede") == [(1, 1, 0)]
    (sti,) = site.sql("SELECT sti FROM adresser WHERE art = 'person'")[0]
    assert "Hele mødet" in site.side(sti).tekst.split("Hvornår")[1]
    (sti,) = site.sql("SELECT sti FROM adresser WHERE art = 'moede'")[0]
    assert "væk ved 2 af 2 punkter med en beslutning" in site.side(sti).tekst


def test_each_vote_of_a_case_stands_for_itself(byg: Byg) -> None:
    nummer = [Journalnummer(raa="22-000100", normaliseret="22-000100", aar=2022, loebenr="000100", form="x", belaeg=B)]
    to = {
        "afstemninger": [
            Afstemning(nr=n, emne=e, belaeg=B) for n, e in ((1, "ændringsforslaget"), (2, "indstillingen"))
        ],
        "stemmer": [
            Stemme(navn=navn, stemme=s, afstemning_nr=nr, belaeg=B)
            for nr, navn, s in ((1, "Bo Lind", "for"), (1, "Ida Holm", "imod"), (2, "Ida Holm", "for"))
        ],
    }
    site = byg(moede("a", punkt(1, "Ny vej ved Åparken", journalnumre=nummer, **to), til_stede="Bo Lind, Ida Holm"))
    (sti,) = site.sql("SELECT sti FROM adresser WHERE art = 'sag'")[0]
    foerste, anden = site.side(sti).tekst.split("ændringsforslaget")[1].split("indstillingen")
    assert "for Bo Lind" in foerste and "imod Ida Holm" in foerste
    assert "for Ida Holm" in anden and "Bo Lind" not in anden


def test_a_meeting_of_unknown_kommune_shows_where_its_members_and_items_are_from(byg: Byg) -> None:
    navne = "Bo Lind, Ida Holm, Per Vang"
    site = byg(
        moede("a", punkt(1, "Ny vej"), til_stede=navne), moede("b", punkt(1, "Sti"), kommune=None, til_stede=navne)
    )
    ((ukendt,),) = site.sql(
        "SELECT a.sti FROM adresser a JOIN moeder m ON m.id = a.maal_id WHERE m.kommune_kode IS NULL"
    )
    side = site.side(ukendt)
    assert "3 af 3 navne på deltagerlisten" in side.tekst
    assert "/ukendt" in side.links
    assert site.sql("SELECT count(*) FROM moeder WHERE kommune_kode IS NULL") == [(1,)]
