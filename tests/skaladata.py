"""Invented referater by the ten thousand, quick to make and to read: for measuring how an ingest grows.

Each kommune has its people, its bodies, and cases that go from a committee to the council with the same journal number
and a reference back, so that linking has to do what it does with real ones. The same seed gives the same documents.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from million import EFTERNAVNE, FORNAVNE, STAMMER, Tekster
from referat.models.kommuner import KOMMUNER
from referat.schemas.dansk import dansk_dato
from referat.schemas.fakta import Belaeg
from referat.schemas.poster import Afsnit, Fravaer, Henvisning, Indstilling, Journalnummer, Stemme
from referat.schemas.referat import Deltager, Moede, Punkt, Referat, SideTekst
from referat.schemas.version import UDTRAEKKER
from referat.schemas.vokabular import MAANEDER

PUNKTER = 15
UDVALG = (
    *("Byrådet", "Økonomiudvalget", "Socialudvalget", "Børneudvalget"),
    *("Kulturudvalget", "Teknikudvalget", "Klimaudvalget", "Sundhedsudvalget"),
)
AFSNIT = ("Resume", "Indstilling", "Beslutning")
KODER = {k.navn: k.kode for k in KOMMUNER}
PARTIER = "ABCFOVÆØ"
BEGYNDT = datetime.date(2006, 1, 2)
BESLUTNINGER = (
    *("Godkendt.",) * 6,
    *("Indstillingen blev tiltrådt.", "Taget til efterretning.", "Udsat.", "Drøftet.", "Anbefales.", "Ikke godkendt."),
)


@dataclass(frozen=True, slots=True)
class Sag:
    """A case: its title and number, and where it has been."""

    titel: str
    nummer: str
    sidst: str | None = None


class Kommune:
    """One kommune and its meetings, week by week."""

    def __init__(self, navn: str, tekster: Tekster, seed: int) -> None:
        self.navn, self.tekster, self.rng = navn, tekster, Random(f"{seed}:{navn}")
        folk = [f"{f} {m} {e}" for f in FORNAVNE for m in ("Bak", "Lund", "Vang") for e in EFTERNAVNE]
        self.folk = [f"{n} ({self.rng.choice(PARTIER)})" for n in self.rng.sample(folk, 27)]
        self.venter: list[Sag] = []
        self.nye: list[Sag] = []
        self.loebenr = 0

    def moede(self, nr: int) -> str:
        """The text of the kommune's ``nr``-th meeting (from 0)."""
        udvalg = UDVALG[nr % len(UDVALG)]
        dato = BEGYNDT + datetime.timedelta(days=3 * nr)
        medlemmer = self.folk if udvalg == "Byrådet" else self.rng.sample(self.folk, 7)
        vaek = self.rng.sample(medlemmer, self.rng.choice((0, 0, 1, 2)))
        her = [m for m in medlemmer if m not in vaek]
        linjer = [f"{self.navn} Kommune", "Referat", udvalg, f"Mødedato: {dansk_dato(dato)}", "Mødetidspunkt: 16:00"]
        linjer += ["Mødested: Rådhuset", "", f"Til stede: {', '.join(her)}"]
        linjer += [f"Afbud: {', '.join(vaek)}"] * bool(vaek)
        for punkt in range(1, PUNKTER + 1):
            linjer += ["", *self._punkt(punkt, udvalg, dato, her)]
        self.venter, self.nye = self.venter + self.nye, []
        return "\n".join(linjer) + "\n"

    def _punkt(self, nr: int, udvalg: str, dato: datetime.date, her: list[str]) -> Iterator[str]:
        if nr == 1:
            yield from ("1. Godkendelse af dagsorden", "Beslutning", "Godkendt.")
            return
        sag = self._sag(dato, udvalg)
        yield from (f"{nr}. {sag.titel}", f"Sagsnr.: {sag.nummer}")
        yield from ("Resume", f"{self.tekster.tag(45).capitalize()}.")
        if sag.sidst:
            yield f"Tidligere behandlet: {sag.sidst}"
        yield from ("Indstilling", f"Forvaltningen indstiller, at {self.tekster.tag(8)} godkendes.")
        yield from ("Beslutning", self.rng.choice(BESLUTNINGER))
        if self.rng.random() < 0.05:
            yield f"Imod stemte {self.rng.choice(her)}."
        if udvalg != "Byrådet" and self.rng.random() < 0.3:
            self.nye.append(Sag(sag.titel, sag.nummer, f"{udvalg} den {dansk_dato(dato)}, punkt {nr}"))

    def _sag(self, dato: datetime.date, udvalg: str) -> Sag:
        if self.venter and udvalg in ("Byrådet", "Økonomiudvalget"):
            return self.venter.pop(0)
        self.loebenr += 1
        titel = f"{self.rng.choice(STAMMER).capitalize()} og {self.tekster.tag(4)}"
        return Sag(
            titel, f"{self.rng.randint(0, 29):02d}.{self.rng.randint(1, 39):02d}.00-P20-{self.loebenr}-{dato:%y}"
        )


def skriv(mappe: Path, antal: int, seed: int = 1, kommuner: int = len(KOMMUNER)) -> int:
    """Write ``antal`` documents of so many kommuner, a folder each; gives their bytes."""
    tekster, valgte = Tekster(seed), KOMMUNER[:kommuner]
    samlet = 0
    for n, kommune in enumerate(valgte):
        egne = antal // kommuner + (n < antal % kommuner)
        sted = mappe / kommune.kode
        sted.mkdir(parents=True, exist_ok=True)
        kilde = Kommune(kommune.navn, tekster, seed)
        for nr in range(egne):
            data = kilde.moede(nr).encode()
            samlet += len(data)
            (sted / f"{nr:05d}.txt").write_bytes(data)
    return samlet


B = Belaeg(side=1, tegn_fra=0, tegn_til=9, regel="prøve:1")
NAVN = re.compile(r"(.+) \((.)\)")
TIDLIGERE = re.compile(r"Tidligere behandlet: (\w+) den (\d+)\. (\w+) (\d{4}), punkt (\d+)")
UDFALD = {
    "Godkendt.": "godkendt",
    "Indstillingen blev tiltrådt.": "tiltrådt",
    "Taget til efterretning.": "taget til efterretning",
    "Udsat.": "udsat",
    "Drøftet.": "drøftet",
    "Anbefales.": "anbefalet",
    "Ikke godkendt.": "afvist",
}


def laes(data: bytes, kommune: str | None) -> str:
    """Reads these documents, and no others, in a hundredth of what the reader takes: to measure all but the reading."""
    tekst = data.decode()
    hoved, *blokke = tekst.split("\n\n")
    navn, _, udvalg, dato = hoved.split("\n")[:4]
    deltagere = list(_deltagere(blokke[0]))
    vaek = [d for d in deltagere if d.status == "afbud"]
    moede = Moede(
        udvalg=udvalg, dato=_dato(dato.removeprefix("Mødedato: ")), start="16:00", belaeg=B, deltagere=deltagere
    )
    moede.punkter.extend(_laes_punkt(nr, b.strip().split("\n"), vaek) for nr, b in enumerate(blokke[1:], 1))
    kode = kommune or KODER[navn.removesuffix(" Kommune")]
    felter = {"type": "referat", "kommune_kode": kode, "dato": moede.dato, "udtraekker": UDTRAEKKER}
    sider = [SideTekst(side=1, tekst=tekst)]
    id_ = hashlib.sha256(data).hexdigest()
    return Referat.model_validate({"id": id_, **felter, "sider": sider, "moeder": [moede]}).model_dump_json()


def _deltagere(blok: str) -> Iterator[Deltager]:
    for linje in blok.split("\n"):
        hvem, _, navne = linje.partition(": ")
        for navn in navne.split(", "):
            if m := NAVN.fullmatch(navn):
                yield Deltager(navn=m[1], parti=m[2], status="afbud" if hvem == "Afbud" else "til stede", belaeg=B)


def _laes_punkt(nr: int, linjer: list[str], vaek: list[Deltager]) -> Punkt:
    punkt: dict[str, Any] = {"raekkefoelge": nr, "nr": str(nr), "titel": linjer[0].partition(" ")[2]}
    punkt |= {"side_fra": 1, "side_til": 1, "belaeg": B}
    punkt["fravaer"] = [Fravaer(navn=d.navn, parti=d.parti, omfang="hele mødet", belaeg=B) for d in vaek]
    afsnit = [Afsnit(overskrift=o, art=o.lower(), tekst=t, belaeg=B) for o, t in pairwise(linjer) if o in AFSNIT]
    punkt["afsnit"] = afsnit
    for linje in linjer[1:]:
        if linje.startswith("Sagsnr.: "):
            raa = linje.removeprefix("Sagsnr.: ")
            kle, _, loebenr, aar = raa.split("-")
            nummer = Journalnummer(raa=raa, normaliseret=raa, form="kle-facet-nr-aar", kle=kle, facet="P20", belaeg=B)
            punkt["journalnumre"] = [nummer.model_copy(update={"loebenr": loebenr, "aar": 2000 + int(aar)})]
        elif m := TIDLIGERE.match(linje):
            dato = _dato(f"{m[2]}. {m[3]} {m[4]}")
            punkt["henvisninger"] = [Henvisning(retning="tidligere", udvalg=m[1], dato=dato, punkt_nr=m[5], belaeg=B)]
        elif linje.startswith("Imod stemte ") and (m := NAVN.fullmatch(linje[12:].rstrip("."))):
            punkt["stemmer"] = [Stemme(stemme="imod", navn=m[1], parti=m[2], belaeg=B)]
        elif linje in UDFALD:
            punkt |= {"beslutning": linje, "udfald": UDFALD[linje]}
        elif linje.startswith("Forvaltningen indstiller, "):
            punkt["indstillinger"] = [Indstilling(nr=1, tekst=linje[26:], belaeg=B)]
    return Punkt.model_validate(punkt)


def _dato(tekst: str) -> str:
    dag, maaned, aar = tekst.split()
    return f"{aar}-{MAANEDER.index(maaned) + 1:02d}-{int(dag.rstrip('.')):02d}"
