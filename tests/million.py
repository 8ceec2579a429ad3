"""A published store of a million invented punkter, as large as all of Denmark, to measure search and pages on.

Words are drawn with the frequencies of a language (Zipf) from small words, stems and their compounds, so that the
index has a few words that are everywhere and many that are rare. The same seed gives the same store.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections import defaultdict
from contextlib import closing, redirect_stderr
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import numpy as np
from referat.models.kommuner import KOMMUNER
from referat.schemas.vokabular import Udfald
from referat.store import ids, skema
from referat.store.migreringer import opret
from referat.store.udgivelse import OFFENTLIGE, goer_faerdig, lav_egne
from sqlite_utils import Database

PUNKTER = 1_000_000
PR_MOEDE = 15
ORDFORRAAD = 400_000
Raekke = tuple[Any, ...]
START = perf_counter()

SMAAORD = (
    "og i at er til af der for på med det den som en de har om et fra ved ikke eller kan skal samt vil efter blev "
    "under blive over også være ud hvor denne når således mellem dette inden have ikke op mod gennem disse alle andre "
    "efterfølgende herunder derfor samtidig fortsat hvilket"
).split()
STAMMER = (
    "kommune udvalg byråd møde sag plan lokal budget økonomi skole barn ældre pleje hjem social sundhed kultur "
    "fritid idræt teknik miljø klima vand vej trafik cykel sti bolig by land område bygge grund salg køb lån pris "
    "takst gebyr tilskud støtte pulje ramme drift anlæg bevilling tillæg merforbrug mindreforbrug overførsel "
    "regnskab revision beretning tilsyn kontrol kvalitet mål strategi politik vision indsats projekt udbud "
    "kontrakt aftale leverandør borger bruger pårørende forening frivillig erhverv turisme virksomhed arbejde job "
    "ledighed dagpenge syge kontant hjælp integration flygtning ung uddannelse undervisning lærer pædagog "
    "dagtilbud børnehave vuggestue institution fælles samarbejde region stat ministerium lov bekendtgørelse regel "
    "vedtægt forslag høring svar bemærkning klage dispensation tilladelse landzone kyst strand skov natur park sø "
    "å ø havn bro tunnel bane station bus færge lufthavn energi varme fjernvarme vind mølle sol celle el gas "
    "affald genbrug spildevand kloak rense anlæg forsyning selskab bestyrelse direktør leder medarbejder "
    "personale løn ansættelse tillid repræsentant formand medlem gruppe parti valg periode konstituering "
    "vedtagelse godkendelse orientering drøftelse indstilling beslutning afgørelse dagsorden referat bilag notat "
    "rapport analyse undersøgelse evaluering opfølgning prognose tal kvartal måned år dag tid frist proces fase "
    "start afslutning åbning lukning flytning udvidelse renovering vedligehold reparation nedrivning opførelse"
).split()
ENDELSER = ("", "en", "et", "er", "erne", "ens", "ets", "s", "ne")


def ordforraad(rng: np.random.Generator) -> np.ndarray[Any, Any]:
    """Words, the most used first: small words, stems with endings, compounds of two and three."""
    ud = dict.fromkeys(SMAAORD)
    ud |= dict.fromkeys(s + e for e in ENDELSER for s in STAMMER)
    while len(ud) < ORDFORRAAD:
        for a, b, c in rng.integers(len(STAMMER), size=(100_000, 3)).tolist():
            if len(ud) == ORDFORRAAD:
                break
            ende = ENDELSER[(a + c) % len(ENDELSER)]
            ud.setdefault(STAMMER[a] + STAMMER[b] + (ende if c % 3 else "s" * (b % 2) + STAMMER[c] + ende))
    return np.array(list(ud), dtype=object)


class Tekster:
    """Runs of words drawn with the frequencies of a language."""

    def __init__(self, froe: int = 1) -> None:
        self.rng = np.random.default_rng(froe)
        self.ord = ordforraad(self.rng)
        vaegt = 1 / (np.arange(len(self.ord)) + 2.7) ** 1.2
        self.graenser = np.cumsum(vaegt / vaegt.sum())
        self._bunke: list[str] = []

    def tag(self, antal: int) -> str:
        """The next words, with a full stop now and then."""
        if len(self._bunke) < antal:
            self._bunke = self.ord[np.searchsorted(self.graenser, self.rng.random(2_000_000))].tolist()
        ud = self._bunke[-antal:]
        del self._bunke[-antal:]
        return " ".join(ud)


def lav(sti: Path, punkter: int = PUNKTER) -> None:
    """Write the store, in place of one that is there: rows first, in the order of their keys, and indexes last."""
    ny = sti.with_suffix(".ny")
    ny.unlink(missing_ok=True)
    ny.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(ny, isolation_level=None)) as db:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-300000"):
            db.execute(f"PRAGMA {pragma}")
        indeks = _tabeller(db)
        db.execute("BEGIN")
        _Land(db, punkter).skriv()
        meld("indeks")
        for sql in indeks:
            db.execute(sql)
        meld("adresser og optællinger")
        lav_egne(db, 0, "2026-01-01T00:00:00Z")
        db.execute("COMMIT")
        meld("søgeindeks")
        goer_faerdig(db)
        db.execute("PRAGMA journal_mode=DELETE")
    ny.replace(sti)


def _tabeller(db: sqlite3.Connection) -> list[str]:
    """Make the public tables; the SQL of their indexes, which are not there yet."""
    tabeller = {t.navn: t for t in skema.TABELLER}
    for navn in OFFENTLIGE:
        opret(Database(db), tabeller[navn], skema.VERSION)
    indeks = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    for navn, _ in indeks:
        db.execute(f"DROP INDEX {navn}")
    return [sql for _, sql in indeks]


def meld(hvad: str) -> None:
    print(f"laver proevelandet: {perf_counter() - START:6.0f} s  {hvad}", file=sys.stderr, flush=True)


FORNAVNE = (
    "Anna Bo Carl Dorte Erik Frida Gorm Hanne Ivar Jytte Karl Lone Mads Nina Ole Pia Rune Sanne Tage Ulla".split()
)
EFTERNAVNE = (
    "Agerbo Brink Dalum Egelund Fuglsang Granly Holt Isager Juulsen Klint Lynge Mose Nygaard Ravn Skovby".split()
)
UDVALG = (
    "Byrådet Økonomiudvalget Socialudvalget Børneudvalget Kulturudvalget Teknikudvalget Klimaudvalget Sundhedsudvalget "
    "Beskæftigelsesudvalget Erhvervsudvalget Planudvalget Seniorudvalget"
).split()
BELAEG = (1, 0, 9, "prøve:1")
"""Where all is said to be read: side, tegn_fra, tegn_til, regel."""
UDFALD = [str(u) for u in Udfald]
UDFALD_P = np.cumsum([40, 12, 14, 12, 8, 4, 3, 2, 2, 1, 1, 0.5, 0.5]) / 100
ARTER = ("tillægsbevilling", "anlægsbevilling", "rådighedsbeløb")


class _Land:
    """Writes kommuner, bodies, persons, meetings and their punkter, in the order of the documents' ids."""

    def __init__(self, db: sqlite3.Connection, punkter: int) -> None:
        self.db, self.tekster = db, Tekster()
        self.rng = self.tekster.rng
        self.moeder = max(punkter // PR_MOEDE, 1)
        self.koe: dict[tuple[str, str], list[Raekke]] = defaultdict(list)

    def skriv(self) -> None:
        self._faste()
        sha = sorted(hashlib.sha256(str(n).encode()).hexdigest() for n in range(self.moeder))
        dage = self.rng.integers(19 * 365, size=self.moeder)
        numre = np.empty(self.moeder, dtype=int)
        numre[np.lexsort((np.arange(self.moeder), -dage))] = np.arange(self.moeder) * PR_MOEDE
        for n, (id_, dag, nummer) in enumerate(zip(sha, dage.tolist(), numre.tolist(), strict=True)):
            self._moede(id_, (date(2007, 1, 1) + timedelta(days=dag)).isoformat(), nummer)
            if n % 500 == 0:
                self._toem()
            if n % 10_000 == 0:
                meld(f"{n * PR_MOEDE} punkter")
        self._toem()
        self._sager()

    def _faste(self) -> None:
        self.personer: dict[str, list[Raekke]] = {}
        navne = [f"{f} {e}" for f in FORNAVNE for e in EFTERNAVNE]
        for k in KOMMUNER:
            self._laeg("kommuner", "kode navn region", (k.kode, k.navn, k.region))
            for n, u in enumerate(UDVALG):
                self._laeg("udvalg", "id kommune_kode navn", (f"{k.kode}-{n:02}", k.kode, u))
            valgte = self.rng.choice(navne, 60, replace=False).tolist()
            self.personer[k.kode] = [(f"{k.kode}-p{n:02}", navn, "ABCFVØ"[n % 6]) for n, navn in enumerate(valgte)]
            for p in self.personer[k.kode]:
                self._laeg("personer", "id kommune_kode navn parti", (p[0], k.kode, p[1], p[2]))
        for n in range(28):
            self._laeg("kle", "nummer titel niveau", (f"{n:02}", self.tekster.tag(2).capitalize(), "hovedgruppe"))

    def _laeg(self, tabel: str, kolonner: str, raekke: Raekke) -> None:
        self.koe[tabel, kolonner].append(raekke)

    def _toem(self) -> None:
        for (tabel, kolonner), raekker in self.koe.items():
            pladser = ", ".join("?" * len(raekker[0]))
            self.db.executemany(f"INSERT INTO {tabel} ({', '.join(kolonner.split())}) VALUES ({pladser})", raekker)
        self.koe.clear()

    def _moede(self, sha: str, dato: str, nummer: int) -> None:
        """A meeting; its punkter are numbered in the index after ``nummer``."""
        rng = self.rng
        kode = KOMMUNER[int(rng.integers(len(KOMMUNER)))].kode
        u = int(rng.integers(len(UDVALG)))
        m = ids.moede_id(sha, 1)
        navn = f"{UDVALG[u].lower()}-{dato}.pdf"
        kolonner = "id filnavn type kommune_kode dato sider tegn ocr udtraekker"
        self._laeg("dokumenter", kolonner, (sha, navn, "referat", kode, dato, 8, 20_000, 0, "prøve"))
        self._laeg("sider", "dokument_id side tekst bredde hoejde", (sha, 1, self.tekster.tag(40), 595.0, 842.0))
        kolonner = "id sti dokument_id tidspunkt status"
        self._laeg("indlaesninger", kolonner, (m, navn, sha, "2026-01-01T00:00:00Z", "lagret"))
        kolonner = "id dokument_id kommune_kode udvalg_id udvalg_navn dato start slut side tegn_fra tegn_til regel"
        self._laeg("moeder", kolonner, (m, sha, kode, f"{kode}-{u:02}", UDVALG[u], dato, "16:00", "18:00", *BELAEG))
        periode = int(dato[:4]) // 4
        folk = [self.personer[kode][(5 * u + 7 * periode + 8 * n) % 60] for n in range(7)]
        kolonner = "id moede_id person_id navn parti status side tegn_fra tegn_til regel"
        for n, (id_, navn, parti) in enumerate(folk):
            vaek = "afbud" if n == 6 and rng.random() < 0.3 else "til stede"
            self._laeg("deltagere", kolonner, (ids.under(m, "d", n + 1), m, id_, navn, parti, vaek, *BELAEG))
        for n in range(1, PR_MOEDE + 1):
            self._punkt(sha, m, kode, n, nummer + n, folk, int(dato[:4]))

    def _punkt(self, sha: str, m: str, kode: str, n: int, nummer: int, folk: list[Raekke], aar: int) -> None:
        tag, valg = self.tekster.tag, self.rng.random(8)
        p = ids.punkt_id(sha, n)
        udfald = UDFALD[int(np.searchsorted(UDFALD_P, valg[0]))] if valg[1] < 0.85 else None
        titel, beslutning = tag(3 + int(valg[2] * 5)).capitalize(), tag(4 + int(valg[3] * 14)).capitalize() + "."
        tekst = ". ".join(tag(12).capitalize() for _ in range(4 + int(valg[4] ** 3 * 6))) + "."
        kolonner = (
            "id moede_id dokument_id raekkefoelge nr titel lukket udfald beslutning side_fra side_til soegenr side "
            "tegn_fra tegn_til regel"
        )
        raekke = (p, m, sha, n, str(n), titel, 0, udfald, beslutning, 1, 2, nummer, *BELAEG)
        self._laeg("punkter", kolonner, raekke)
        kolonner = "id punkt_id raekkefoelge overskrift art tekst side tegn_fra tegn_til regel"
        dele = ("Sagsfremstilling", "sagsfremstilling", tekst), ("Beslutning", "beslutning", beslutning)
        for nr, del_ in enumerate(dele, 1):
            self._laeg("afsnit", kolonner, (ids.under(p, "a", nr), p, nr, *del_, *BELAEG))
        if valg[5] < 0.4:
            self._journalnummer(p, kode, aar, int(valg[6] * 9000))
        self._mere(p, folk, valg[7], aar)

    def _journalnummer(self, p: str, kode: str, aar: int, loebenr: int) -> None:
        kle = f"{loebenr % 28:02}.{loebenr % 17:02}.00"
        raa = f"{kle}-P{loebenr % 20:02}-{loebenr}-{aar % 100:02}"
        vaerdier = (raa, "ny", kle, f"P{loebenr % 20:02}", aar, str(loebenr))
        kolonner = "punkt_id journalnummer_id raa form kle facet aar loebenr side tegn_fra tegn_til regel"
        self._laeg("punkt_journalnumre", kolonner, (p, f"{kode}-{raa}", *vaerdier, *BELAEG))

    def _mere(self, p: str, folk: list[Raekke], held: float, aar: int) -> None:
        """What only some punkter have."""
        if held < 0.02:
            kolonner = "id punkt_id nr for_antal imod_antal undlod_antal side tegn_fra tegn_til regel"
            self._laeg("afstemninger", kolonner, (ids.under(p, "v", 1), p, 1, 4, 3, 0, *BELAEG))
            kolonner = "id punkt_id afstemning_id navn person_id parti antal stemme side tegn_fra tegn_til regel"
            for n, (id_, navn, parti) in enumerate(folk):
                raekke = ids.under(p, "s", n), p, ids.under(p, "v", 1), navn, id_, parti, 1, "for" if n < 4 else "imod"
                self._laeg("stemmer", kolonner, (*raekke, *BELAEG))
        if 0.01 < held < 0.11:
            kolonner = "id punkt_id navn person_id parti aarsag omfang side tegn_fra tegn_til regel"
            id_, navn, parti = folk[-1]
            aarsag = "inhabil" if held < 0.02 else "afbud"
            raekke = ids.under(p, "f", 1), p, navn, id_, parti, aarsag, "punktet" if held < 0.02 else "hele mødet"
            self._laeg("fravaer", kolonner, (*raekke, *BELAEG))
        if 0.1 < held < 0.14:
            kolonner = "id punkt_id art beloeb_kr aar tekst status side tegn_fra tegn_til regel"
            raekke = ids.under(p, "k", 1), p, ARTER[int(held * 1e4) % 3], round(held * 1e7), aar, self.tekster.tag(8)
            self._laeg("bevillinger", kolonner, (*raekke, "givet", *BELAEG))
        if 0.1 < held < 0.4:
            kolonner = "id punkt_id nr indstiller tekst udfald side tegn_fra tegn_til regel"
            raekke = ids.under(p, "i", 1), p, 1, "Forvaltningen", self.tekster.tag(10), "godkendt"
            self._laeg("indstillinger", kolonner, (*raekke, *BELAEG))
        if held > 0.996:
            self._tabel(p, aar)

    def _tabel(self, p: str, aar: int) -> None:
        t = ids.under(p, "t", 1)
        kolonner = "id punkt_id nr titel enhed er_budget afvigelse_fortegn brudt side tegn_fra tegn_til regel"
        self._laeg("tabeller", kolonner, (t, p, 1, "Budget", "1.000 kr.", 1, "merforbrug positivt", 0, *BELAEG))
        kolonner = (
            "tabel_id raekke kolonne raa vaerdi raekkenavn kolonnenavn maal aar beloeb_kr side tegn_fra tegn_til regel"
        )
        for r in range(1, 5):
            for k, maal in enumerate(("oprindeligt budget", "forbrug", "afvigelse"), 1):
                v = float(100 * r + 10 * k)
                raekke = (t, r, k, f"{v:.0f}", v, f"Område {r}", maal.capitalize(), maal, aar, v * 1000)
                self._laeg("tabelceller", kolonner, (*raekke, *BELAEG))
        kolonner = "id tabel_id regel raekke kolonne ventet fundet difference holder tolerance"
        self._laeg("kontroller", kolonner, (ids.under(t, "k", 1), t, "kontroller:i-alt", 1, 1, 1.0, 2.0, 1.0, 0, 0.1))

    def _sager(self) -> None:
        """Each journal number is a case of its punkter."""
        meld("sager")
        for sql in SAGER:
            self.db.execute(sql)


SAGER = (
    "INSERT INTO journalnumre (id, kommune_kode, raa, normaliseret, form, kle, facet, aar, loebenr) "
    "SELECT journalnummer_id, substr(journalnummer_id, 1, 4), raa, raa, form, kle, facet, aar, loebenr "
    "FROM punkt_journalnumre GROUP BY journalnummer_id",
    "INSERT INTO sager (id, kommune_kode, titel, journalnummer, kle, foerste_dato, seneste_dato, antal, antal_udvalg) "
    "SELECT j.journalnummer_id, m.kommune_kode, max(p.titel), j.raa, j.kle, min(m.dato), max(m.dato), count(*), "
    "count(DISTINCT m.udvalg_id) FROM punkt_journalnumre j JOIN punkter p ON p.id = j.punkt_id "
    "JOIN moeder m ON m.id = p.moede_id GROUP BY 1",
    "INSERT INTO sagspunkter (sag_id, punkt_id, metode, score) "
    "SELECT journalnummer_id, punkt_id, 'journalnummer', 1.0 FROM punkt_journalnumre ORDER BY punkt_id",
)


def aftryk() -> str:
    """What a store made now would be made of: the hash of a small one, which the code makes in the same way."""
    with TemporaryDirectory() as mappe:
        sti = Path(mappe) / "lille.db"
        with redirect_stderr(StringIO()):
            lav(sti, 4 * PR_MOEDE)
        return hashlib.sha256(sti.read_bytes()).hexdigest()[:12]


def proeveland(punkter: int = PUNKTER, mappe: Path | None = None) -> Path:
    """The store, made if it is not there as it would be made now; one that was made otherwise goes.

    It lies in the user's folder for what can be made again (``XDG_CACHE_HOME``), for every checkout to use.
    """
    mappe = mappe or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "referat"
    sti = mappe / f"proeveland-{punkter}-{aftryk()}.db"
    if not sti.exists():
        for gammel in mappe.glob(f"proeveland-{punkter}-*"):
            gammel.unlink()
        lav(sti, punkter)
    return sti


if __name__ == "__main__":
    print(proeveland(int(sys.argv[1]) if len(sys.argv) > 1 else PUNKTER))
