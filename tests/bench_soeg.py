"""Search and pages over a million punkter: how long they take, and search beside SQLite's bare full-text index.

The store is invented (``million.py``), made once and kept in ``build/``. Every search is run beside the index's own
twenty best of the same words, in the same process, so the ratio says what filters, titles and snippets cost.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from million import PUNKTER, STAMMER, Tekster, proeveland
from referat.models.kommuner import KOMMUNER
from referat.store import soeg
from referat.store.soeg import Filtre

ROOT = Path(__file__).parents[1]
ANTAL = 200
FRIST = 2.0
"""Seconds that no query may take."""
BARE = "SELECT rowid FROM soegning WHERE soegning MATCH ? ORDER BY rank LIMIT 20"

Soegning = tuple[str, dict[str, Any]]
"""Words, and filters."""


def soegninger(db: sqlite3.Connection, antal: int = ANTAL) -> Iterator[Soegning]:
    """Searches of every kind in turn, each with none, one or two filters."""
    tekster = Tekster()
    rng = np.random.default_rng(7)
    ids = [r[0] for r in db.execute("SELECT id FROM punkter WHERE soegenr % 5003 = 1 ORDER BY id LIMIT 500")]

    def ord_(fra: int, til: int) -> str:
        """A word whose rank is somewhere between these, as likely in each power of ten."""
        return str(tekster.ord[int(np.exp(rng.uniform(np.log(fra), np.log(til))))])

    def frase() -> str:
        (tekst,) = db.execute(
            "SELECT beslutning FROM punkter WHERE id = ?", [ids[int(rng.integers(len(ids)))]]
        ).fetchone()
        ordene = soeg.ordene(tekst)
        return f'"{" ".join(ordene[:2])}"'

    slags: tuple[Callable[[], str], ...] = (
        lambda: ord_(60, 300_000),
        lambda: f"{ord_(60, 3000)} {ord_(60, 3000)}",
        frase,
        lambda: ord_(1800, 100_000)[: int(rng.integers(4, 8))],
        lambda: STAMMER[int(rng.integers(len(STAMMER)))],
        lambda: f"{ord_(20, 200)} {ord_(200, 2000)} {ord_(200, 20_000)}",
    )
    for n in range(antal):
        yield slags[n % len(slags)](), dict(_filtre(rng, n // len(slags) % 3))


def _filtre(rng: np.random.Generator, antal: int) -> Iterator[tuple[str, Any]]:
    """So many different filters."""
    aar = int(rng.integers(2007, 2025))
    alle: tuple[tuple[str, Any], ...] = (
        ("kommune_kode", KOMMUNER[int(rng.integers(len(KOMMUNER)))].kode),
        ("udvalg", "Socialudvalget"),
        ("fra", f"{aar}-01-01"),
        ("til", f"{aar}-12-31"),
        ("udfald", "godkendt"),
        ("kle", f"{int(rng.integers(28)):02}"),
        ("region", "Nordjylland"),
        ("person", "Anna"),
        ("beloeb_fra", 1_200_000.0),
    )
    yield from (alle[int(i)] for i in rng.choice(len(alle), antal, replace=False))


def tid(opgave: Callable[[], Any]) -> float:
    """Seconds by the clock."""
    start = perf_counter()
    opgave()
    return perf_counter() - start


def foerste_side(db: sqlite3.Connection, ord_: str, filtre: dict[str, Any]) -> None:
    """What the site asks for the first page of a search: the longer words, how many hits, the best twenty."""
    laengere = {o: [r[0] for r in db.execute(*soeg.sammensatte_sql(o))] for o in soeg.delord(ord_)}
    udtryk, valgt = soeg.fts_udtryk(ord_, laengere), Filtre(**filtre)

    def antal(udtryk: str, valgt: Filtre) -> int:
        return int(db.execute(*soeg.antal_sql(udtryk, valgt)).fetchone()[0])

    antal(udtryk, valgt)
    if antal(udtryk, Filtre()) > soeg.FLEST and antal(soeg.i_titlen(udtryk), valgt) >= 20:
        udtryk = soeg.i_titlen(udtryk)
    db.execute(*soeg.find_sql(udtryk, valgt)).fetchall()


def maal_soegning(sti: Path, antal: int) -> None:
    """Print the median and the slowest of all searches, beside the bare index."""
    with closing(sqlite3.connect(f"{sti.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        soeg.registrer(db)
        alle = []
        for n, (ord_, filtre) in enumerate(soegninger(db, antal), 1):
            print(f"\r{n}/{antal} søgninger", end="", file=sys.stderr, flush=True)
            bart = soeg.fts_udtryk(ord_)
            tid(lambda b=bart: db.execute(BARE, [b]).fetchall())  # type: ignore[misc]
            vores = tid(lambda o=ord_, f=filtre: foerste_side(db, o, f))  # type: ignore[misc]
            bar = tid(lambda b=bart: db.execute(BARE, [b]).fetchall())  # type: ignore[misc]
            alle.append((vores, bar, ord_, filtre))
        print("\r", end="", file=sys.stderr)
    vores, bare = (statistics.median(r[i] for r in alle) for i in (0, 1))
    print(f"{len(alle)} søgninger, median: {1000 * vores:.1f} ms; det bare indeks {1000 * bare:.1f} ms")
    print(f"{'søgning mod det bare indeks, median':55}{vores / bare:9.2f}     (mål: under 5)")
    loft("den langsomste søgning", max(r[0] for r in alle))
    for sekunder, bar, ord_, filtre in sorted(alle, key=lambda r: -r[0])[:8]:
        print(f"    {sekunder:6.2f} s (bart {bar:.2f} s)  {ord_!r} {filtre or ''}")


def loft(navn: str, sekunder: float) -> None:
    print(f"{navn:55}{sekunder:9.2f} s   (mål: under {FRIST:g})", flush=True)


def adresser(site: Any) -> Iterator[tuple[str, list[str]]]:
    """Kinds of pages, each with some addresses."""
    yield "Forside", ["/"]
    for art in ("moede", "punkt", "kommune", "udvalg", "person", "sag"):
        sql = "SELECT sti FROM adresser WHERE art = ? AND maal_id IS NOT NULL LIMIT 12"
        fundne = [r[0] for r in site.sql(sql, art)]
        yield art.capitalize(), fundne
        if art not in ("moede", "punkt"):
            yield f"{art.capitalize()}, feed", [f"{s}.atom" for s in fundne[:4]]
    ((dokument,),) = site.sql("SELECT min(id) FROM dokumenter")
    yield "Kilde", [f"/kilde/{dokument}/1?fra=0&til=9"]
    yield "Søg med ord", [f"/soeg?q={o}" for o in ("skole", "budget", "plejehjem", "vej trafik", "og", "lokal*")]
    yield "Søg med ord og filtre", ["/soeg?q=skole&kommune=0101&fra=2020", "/soeg?q=budget&udfald=afvist&kle=02"]
    felter = ("kommune=0851", "region=Sjælland", "udvalg=Byr", "fra=2020&til=2020", "til=2008", "udfald=afvist")
    felter += ("kle=05", "person=Carl", "beloeb_fra=1.3 mio", "udfald=godkendt&kommune=0101", "fra=2030", "person=Zz")
    yield "Søg uden ord", [f"/soeg?{f}" for f in felter]
    yield "Søg, feed", ["/soeg.atom?q=skole", "/soeg.atom?q=skole&kommune=0101", "/soeg.atom?udfald=afvist"]
    yield "Sammenlign", ["/sammenlign", "/sammenlign?vis=udfald", "/sammenlign?emne=17"]
    links = [s for s in site.side("/spoergsmaal").links if s.startswith("/spoergsmaal/")]
    yield "Spørgsmål", ["/spoergsmaal", *dict.fromkeys(links)]
    yield "Data", ["/data"]
    yield "Om", ["/om"]


def maal_sider(sti: Path) -> None:
    """Print the median and the slowest of each kind of page; the first asked bears what is counted once."""
    from web_hjaelp import Site

    site = Site(sti)
    for navn, stier in adresser(site):
        tider, fejl = [], []
        for s in stier:
            start = perf_counter()
            svar = site.get(s)
            tider.append(perf_counter() - start)
            fejl += [f"{svar.status_code} {s}"] if svar.status_code != 200 else []
        print(f"{navn:24}{1000 * statistics.median(tider):8.0f} ms midt   værst {1000 * max(tider):6.0f} ms  ", end="")
        print(stier[tider.index(max(tider))], *fejl, flush=True)


def main() -> None:
    """Make the store if need be, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--punkter", type=int, default=PUNKTER, help="how many punkter the store has")
    parser.add_argument("--kun", choices=["soegning", "sider"], help="measure this alone")
    parser.add_argument("--antal", type=int, default=ANTAL, help="how many searches")
    args = parser.parse_args()
    sti = proeveland(ROOT / "build", args.punkter)
    print(f"{args.punkter} punkter, {sti.stat().st_size / 1e9:.2f} GB")
    if args.kun != "sider":
        maal_soegning(sti, args.antal)
    if args.kun != "soegning":
        maal_sider(sti)


if __name__ == "__main__":
    main()
