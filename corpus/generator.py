"""Makes any number of varied referater with their truth. The same seed always gives the same documents.

Documents come in tens: two rounds of meetings of one invented kommune (three udvalg, Økonomiudvalget, the council), in
which cases go on from body to body and postponed ones come back, so that references between them can be followed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from random import Random
from typing import Any

from referat.corpus.afgoerelser import afgoer
from referat.corpus.moeder import Behandling, Moede, Person, Sag, Stedfaestet, Tabel, filnavn
from referat.corpus.ordbog import data
from referat.corpus.tabeller import MINUS, budgettabel
from referat.schemas.dansk import dansk_dato

PR_KOMMUNE = 10
FAGOMRAADER = ("social", "boern", "teknik", "kultur", "arbejde")


def generer(antal: int, seed: int) -> Iterator[Moede]:
    """The first ``antal`` meetings of a seed; a longer run begins with the same ones."""

    def alle() -> Iterator[Moede]:
        gruppe = 0
        while True:
            yield from Kommune(seed, gruppe).moeder()
            gruppe += 1

    return islice(alle(), antal)


@lru_cache(maxsize=4)
def kommunenavne(seed: int) -> list[str]:
    """All invented names in the order that a seed uses them."""
    steder = data("steder")
    navne = [a + b for a, b in product(steder["forled"], steder["efterled"])]
    Random(f"{seed}:navne").shuffle(navne)
    return navne


class Kommune:
    """One invented kommune: its people, its way of writing, and two rounds of meetings."""

    def __init__(self, seed: int, gruppe: int) -> None:
        self.rng, self.gruppe = Random(f"{seed}:{gruppe}"), gruppe
        navne = kommunenavne(seed)
        runde, nr = divmod(gruppe, len(navne))
        self.navn = navne[nr] + (f" {['Nord', 'Syd', 'Øst', 'Vest'][runde % 4]}" if runde else "")
        self.dialekt = self.rng.choice(data("dialekter"))
        self.nummerform = data("journalnumre")[self.rng.choice(self.dialekt["numre"])]
        self.minus = self.rng.choice(MINUS)
        self.raad = self.rng.choice(data("udvalg")["raad"])
        self.politikere = self._folk()
        self.omraader = self.rng.sample(FAGOMRAADER, 3)
        self.udvalg = {o: self.rng.choice(data("udvalg")[o]) for o in self.omraader}
        self.udvalg |= {"oekonomi": "Økonomiudvalget", "raad": self.raad}
        self.medlemmer = {o: self.rng.sample(self.politikere, self.rng.randint(5, 7)) for o in self.omraader}
        self.medlemmer |= {"oekonomi": self.rng.sample(self.politikere, 7), "raad": self.politikere}
        self.bunke = {o: self._bunke(o) for o in self.udvalg}
        self.venter: dict[str, list[tuple[Sag, list[Stedfaestet], bool]]] = {o: [] for o in self.udvalg}

    def _folk(self) -> list[Person]:
        navne, antal = data("navne"), self.rng.choice((15, 17, 19, 21))
        for_, efter = self.rng.sample(navne["fornavne"], antal), self.rng.sample(navne["efternavne"], antal)
        mellem = [self.rng.choice(navne["mellemnavne"]) if self.rng.random() < 0.25 else "" for _ in for_]
        return [
            Person(" ".join(filter(None, x)), self.rng.choice(navne["partier"]))
            for x in zip(for_, mellem, efter, strict=True)
        ]

    def _bunke(self, omraade: str) -> list[dict[str, Any]]:
        skabeloner = [s for s in data("sager") if s["til"] == omraade]
        self.rng.shuffle(skabeloner)
        return skabeloner

    def moeder(self) -> Iterator[Moede]:
        """The kommune's ten meetings, in the order of their dates."""
        mandag = datetime.date(self.rng.randint(2013, 2025), self.rng.randint(1, 9), 1)
        mandag += datetime.timedelta(days=-mandag.weekday() % 7)
        self.aar, nr = mandag.year, 0
        for runde in range(2):
            dage = [*(28 * runde + d for d in (0, 1, 2)), 28 * runde + 7, 28 * runde + 15]
            self.datoer = {o: mandag + datetime.timedelta(days=d) for o, d in zip(self.udvalg, dage, strict=True)}
            for omraade in self.udvalg:
                yield self._moede(omraade, self.gruppe * PR_KOMMUNE + nr, sidste=runde == 1)
                nr += 1

    def _moede(self, omraade: str, nr: int, sidste: bool) -> Moede:
        rng, dato, udvalg = self.rng, self.datoer[omraade], self.udvalg[omraade]
        medlemmer = self.medlemmer[omraade]
        moede = Moede(
            fil=f"{nr:05d}_{filnavn(self.navn)}_{filnavn(udvalg)}_{dato}",
            kommune=self.navn,
            dialekt=self.dialekt["navn"],
            udvalg=udvalg,
            omraade=omraade,
            dato=dato,
            start=f"{rng.randint(8, 18):02d}:{rng.choice(('00', '00', '15', '30'))}",
            sted=f"{rng.choice(data('steder')['moedesteder'])}, {self.navn} Rådhus",
            medlemmer=medlemmer,
            afbud=rng.sample(medlemmer, rng.choice((0, 0, 1, 1, 2))),
        )
        for sag, tidligere, lukket in self._dagsorden(omraade):
            self._behandl(moede, sag, tidligere, lukket, sidste)
        return moede

    def _dagsorden(self, omraade: str) -> Iterator[tuple[Sag, list[Stedfaestet], bool]]:
        """Cases in the order of the agenda, each with its earlier treatments and whether it is closed."""
        faste = data("faste")
        yield self._sag(faste["dagsorden"] | {"art": "fast"}, omraade), [], False
        if omraade != "raad":
            yield self._budgetsag(omraade), [], False
        yield from self.venter[omraade]
        self.venter[omraade] = []
        for skabelon in [self.bunke[omraade].pop() for _ in range(min(3, len(self.bunke[omraade])))]:
            yield self._sag(skabelon, omraade), [], False
        led = self.rng.sample(faste["meddelelser"]["led"], 2)
        yield self._sag(faste["meddelelser"] | {"art": "orientering", "led": led}, omraade), [], False
        for lukket in self.rng.sample(faste["lukkede"], self.rng.choice((0, 1, 1, 2))):
            yield self._sag(lukket | {"art": "lukket"}, omraade), [], True
        yield self._sag(faste["eventuelt"] | {"art": "intet"}, omraade), [], False
        yield self._sag(faste["underskrift"] | {"art": "tom"}, omraade), [], False

    def _behandl(self, moede: Moede, sag: Sag, tidligere: list[Stedfaestet], lukket: bool, sidste: bool) -> None:
        punkt = Behandling(len(moede.punkter) + 1, sag, lukket, tidligere=tidligere)
        moede.punkter.append(punkt)
        if sag.art in ("lukket", "tom"):
            return
        videre = sag.art in ("videre", "budget") and moede.omraade != "raad"
        afgoer(self.rng, moede, punkt, videre, bool(self.dialekt.get("ad")))
        her = Stedfaestet(moede.udvalg, moede.dato, punkt.nr, moede.fil)
        if "anbefalet" in punkt.skaebner:
            naeste = ["raad"] if moede.omraade == "oekonomi" else ["oekonomi", "raad"]
            punkt.kommende = [Stedfaestet(self.udvalg[o], self.datoer[o]) for o in naeste]
            self.venter[naeste[0]].append((sag, [*tidligere, her], False))
        elif punkt.udfald == "udsat" and not sidste:
            self.venter[moede.omraade].append((sag, [*tidligere, her], False))

    def _ord(self) -> dict[str, Any]:
        rng, steder = self.rng, data("steder")
        return {
            "by": rng.choice(steder["byer"]),
            "vej": rng.choice(steder["veje"]),
            "aar": self.aar,
            "kommune": self.navn,
            "n": rng.randint(3, 9),
            "antal": rng.randint(12, 96),
            "pct": rng.randint(4, 19),
            "beloeb": rng.randint(2, 9),
        }

    def _nummer(self, kle: str, facet: str) -> str:
        rng = self.rng
        cifre = {f"n{k}": rng.randint(10 ** (k - 1), 10**k - 1) for k in (2, 4, 5, 6, 7)}
        return str(self.nummerform.format(kle=kle, facet=facet, aar=self.aar, yy=f"{self.aar % 100:02d}", **cifre))

    def _sag(self, skabelon: dict[str, Any], omraade: str, tabel: Tabel | None = None, **mere: Any) -> Sag:
        """A case of a template, its blanks filled in alike all through."""
        o = self._ord() | mere
        return Sag(
            art=skabelon["art"],
            titel=skabelon["titel"].format(**o),
            journalnummer=self._nummer(skabelon["kle"], skabelon["facet"]),
            indstiller=data("faste")["indstillere"][omraade],
            resume=" ".join(skabelon.get("resume", ())).format(**o),
            fremstilling=tuple(x.format(**o) for x in skabelon.get("frem", ())),
            led=tuple(x.format(**o) for x in skabelon.get("led", ())),
            punkter=tuple(x.format(**o) for x in skabelon.get("ind", ())),
            bilag=tuple(f"Bilag {n} - {x.format(**o)}" for n, x in enumerate(skabelon.get("bilag", ()), 1)),
            tabel=tabel,
        )

    def _budgetsag(self, omraade: str) -> Sag:
        rng, skabelon, dato = self.rng, data("faste")["budget"], self.datoer[omraade]
        md = dansk_dato(dato.replace(day=1) - datetime.timedelta(days=1))
        tabel = budgettabel(rng, omraade, self.aar, md, self.minus)
        valgt = skabelon | {"art": "budget", "titel": rng.choice(skabelon["titel"])}
        ord_ = {"md": md, "kv": (dato.month - 1) // 3 + 1, "udvalg": self.udvalg[omraade], "afvigelse": _i_tekst(tabel)}
        return self._sag(valgt, omraade, tabel, **ord_)


def _i_tekst(tabel: Tabel) -> str:
    """The table's last sum as a sentence gives it: ``1,2 mio. kr.`` or ``1.200 t.kr.``."""
    tal = tabel.trykt[-1][-1]
    return f"{tal} mio. kr." if tabel.enhed == "mio. kr." else f"{tal} t.kr."
