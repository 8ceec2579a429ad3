"""Documents made by hand, and a look at a whole store, for the tests of store and cli."""

from __future__ import annotations

import hashlib

from referat.schemas.fakta import Belaeg
from referat.schemas.poster import (
    Afsnit,
    Afstemning,
    Bemaerkning,
    Bevilling,
    Bilag,
    Fravaer,
    Henvisning,
    Indstilling,
    Journalnummer,
    Kontrol,
    Omtale,
    Stemme,
    Tabel,
    Tabelcelle,
    Tabelraekke,
)
from referat.schemas.referat import Advarsel, Deltager, Moede, Punkt, Referat, SideTekst
from referat.store.skriver import Lager

B = Belaeg(side=1, tegn_fra=0, tegn_til=5, regel="prøve:1", boks=(1.0, 2.0, 3.0, 4.5))

KONTROL = Kontrol(
    regel="kontroller:i-alt",
    raekke=0,
    kolonne=0,
    ventet=2.5,
    fundet=1.5,
    difference=-1.0,
    tolerance=0.15,
    udtryk="1,0 + 1,5",
    holder=False,
)


class Kommune:
    def __init__(self, kode: str, navn: str) -> None:
        self.kode, self.navn, self.region = kode, navn, "Region Prøve"
        self.gyldig_til = self.efterfoelger = None


KOMMUNER = [Kommune("9001", "Sandvig"), Kommune("9002", "Lyngså")]


def referat(navn: str = "a", udtraekker: str = "1", kommune: str | None = "9001", **andet: object) -> Referat:
    """A document with at least one record in every table."""
    punkt = Punkt(
        raekkefoelge=1,
        nr="7",
        titel=f"Budgetopfølgning for Åparken {navn}",
        udfald="godkendt",
        beslutning="Godkendt.",
        side_fra=1,
        side_til=1,
        belaeg=B,
        afsnit=[Afsnit(overskrift="Resume", art="resume", tekst=f"Søen er fuld af ænder {navn}.", belaeg=B)],
        journalnumre=[Journalnummer(raa="Sag 20/33839", normaliseret="20/33839", form="aar/nr", aar=2020, belaeg=B)],
        indstillinger=[Indstilling(nr=1, tekst="at planen godkendes", udfald="godkendt", belaeg=B)],
        afstemninger=[Afstemning(nr=1, for_antal=4, imod_antal=1, stemmer_overens=True, belaeg=B)],
        stemmer=[Stemme(stemme="imod", navn="Ida Holt", parti="V", afstemning_nr=1, belaeg=B)],
        fravaer=[Fravaer(navn="Bo Lind", omfang="punktet", aarsag="inhabil", belaeg=B)],
        bemaerkninger=[
            Bemaerkning(
                nr=1, art="forbehold", hvem="Ida Holt (V)", navn="Ida Holt", parti="V", tekst="prisen", belaeg=B
            )
        ],
        bilag=[Bilag(nr=1, titel="Kort", belaeg=B)],
        henvisninger=[Henvisning(retning="tidligere", udvalg="Byrådet", dato="2024-01-01", belaeg=B)],
        tabeller=[
            Tabel(
                nr=1,
                enhed="mio. kr.",
                noter="Kilde: Egne tal.",
                afvigelse_fortegn="mindreforbrug positivt",
                celler=[
                    Tabelcelle(
                        raekke=0,
                        kolonne=0,
                        raa="1,5",
                        vaerdi=1.5,
                        enhed="mio. kr.",
                        maal="afvigelse",
                        beloeb_kr=1500000,
                        belaeg=B,
                    )
                ],
                raekker=[Tabelraekke(raekke=0, navn="Drift")],
                kontroller=[KONTROL],
                belaeg=B,
            )
        ],
        bevillinger=[
            Bevilling(
                art="anlægsbevilling",
                beloeb_kr=500000,
                fra="kassebeholdningen",
                aar=2024,
                tekst="at give en anlægsbevilling",
                status="givet",
                indstilling_nr=1,
                belaeg=B,
            )
        ],
    )
    moede = Moede(
        udvalg="Teknik- og Miljøudvalget",
        dato="2024-05-07",
        start="16:00",
        belaeg=B,
        deltagere=[Deltager(navn="Ida Holt", parti="V", status="til stede", belaeg=B)],
        punkter=[punkt],
    )
    felter: dict[str, object] = {
        "id": hashlib.sha256(navn.encode()).hexdigest(),
        "type": "referat",
        "kommune_kode": kommune,
        "udtraekker": udtraekker,
        "sider": [SideTekst(side=1, tekst="hej")],
        "moeder": [moede],
        "journalnumre": [Journalnummer(raa="20/33839", normaliseret="20/33839", form="aar/nr", aar=2020, belaeg=B)],
        "omtaler": [Omtale(kommune_kode="9002", raa="Lyngsa", score=0.9, punkt=1, belaeg=B)],
        "advarsler": [Advarsel(kode="prøve", besked="Se efter.", punkt=1)],
    }
    return Referat.model_validate(felter | andet)


def dump(lager: Lager) -> list[str]:
    return list(lager.db.conn.iterdump())


def fakta(lager: Lager, *uden: str) -> dict[str, list[tuple[object, ...]]]:
    """Every table's rows but the ledger's, sorted."""
    tabeller = [t for t in lager.db.table_names() if not t.startswith(("soegning", "_sqlite", "sqlite_"))]
    return {
        t: sorted(lager.db.execute(f"SELECT * FROM {t}").fetchall(), key=repr)
        for t in tabeller
        if t not in {"indlaesninger", *uden}
    }
