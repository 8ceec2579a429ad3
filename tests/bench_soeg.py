"""Search, pages, downloads and exports over a million punkter: how long they take.

The store is invented (``million.py``), made once and kept in the user's cache. Every search is run beside the bare
full-text index's twenty best of the same words, in the same process, so the ratio says what filters, titles, longer
words and snippets cost.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
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

ANTAL = 200
FRIST = 2.0
"""Seconds that no query may take."""
BARE = "SELECT rowid FROM soegning WHERE soegning MATCH ? ORDER BY rank LIMIT 20"

SLAGS = ("et ord", "to ord", "en vending", "begyndelsen af et ord", "et led af mange ord", "tre ord")

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

    slags: dict[str, Callable[[], str]] = {
        "et ord": lambda: ord_(60, 300_000),
        "to ord": lambda: f"{ord_(60, 3000)} {ord_(60, 3000)}",
        "en vending": frase,
        "begyndelsen af et ord": lambda: ord_(1800, 100_000)[: int(rng.integers(4, 8))],
        "et led af mange ord": lambda: STAMMER[int(rng.integers(len(STAMMER)))],
        "tre ord": lambda: f"{ord_(20, 200)} {ord_(200, 2000)} {ord_(200, 20_000)}",
    }
    for n in range(antal):
        yield slags[SLAGS[n % len(SLAGS)]](), dict(_filtre(rng, n // len(SLAGS) % 3))


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


def spoerg(db: sqlite3.Connection, samtale: soeg.Samtale[Any]) -> list[float]:
    """How long each query of a search takes, in seconds."""
    tider: list[float] = []
    raekker = None
    while True:
        try:
            sql, vaerdier = next(samtale) if raekker is None else samtale.send(raekker)
        except StopIteration:
            return tider
        start = perf_counter()
        svar = db.execute(sql, vaerdier)
        raekker = [dict(zip((k[0] for k in svar.description), r, strict=True)) for r in svar]
        tider.append(perf_counter() - start)


def maal_soegning(sti: Path, antal: int) -> None:
    """Print the median and the slowest of all searches, beside the bare index."""
    with closing(sqlite3.connect(f"{sti.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        soeg.registrer(db)
        alle, slags = [], defaultdict(list)
        for n, (ord_, filtre) in enumerate(soegninger(db, antal)):
            print(f"\r{n}/{antal} søgninger", end="", file=sys.stderr, flush=True)
            bart = soeg.fts_udtryk(ord_)
            tid(lambda b=bart: db.execute(BARE, [b]).fetchall())  # type: ignore[misc]
            trin = spoerg(db, soeg.find(ord_, Filtre(**filtre)))
            bar = tid(lambda b=bart: db.execute(BARE, [b]).fetchall())  # type: ignore[misc]
            alle.append((sum(trin), bar, max(trin), ord_, filtre))
            slags[f"{SLAGS[n % len(SLAGS)]}, {'med' if filtre else 'uden'} filtre"].append((sum(trin), bar))
        print("\r", end="", file=sys.stderr)
    for navn, tider in sorted(slags.items()):
        print(_forhold(navn, tider))
    print(_forhold(f"{len(alle)} søgninger", [r[:2] for r in alle]), "  (mål: under 5)")
    loft("den langsomste forespørgsel i en søgning", max(r[2] for r in alle))
    for sekunder, bar, _, ord_, filtre in sorted(alle, key=lambda r: -r[0])[:8]:
        print(f"    {sekunder:6.2f} s (bart {bar:.2f} s)  {ord_!r} {filtre or ''}")


def _forhold(navn: str, tider: list[tuple[float, float]]) -> str:
    """Medians of a search and of the bare index, and how they compare."""
    vores, bare = (statistics.median(r[i] for r in tider) for i in (0, 1))
    return f"{navn:32}{1000 * vores:9.1f} ms   bart {1000 * bare:8.1f} ms   forhold {vores / bare:6.2f}"


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
    yield (
        "Sammenlign",
        ["/sammenlign", *(f"/sammenlign?hvad={h}" for h in ("udfald:afvist", "emne:17", "maal:forbrug"))],
    )
    links = [s for s in site.side("/spoergsmaal").links if s.startswith("/spoergsmaal/")]
    yield "Spørgsmål", ["/spoergsmaal", *dict.fromkeys(links)]
    yield (
        "Spørgsmål med felter",
        [f"{s}?{f}" for s in dict.fromkeys(links) for f in ("kommune=0101", "ord=skole", "fra=2020")],
    )
    yield "Tabel", ["/referater", *(f"/referater/{t}" for t in ("punkter", "moeder", "stemmer_vis", "punkter_vis"))]
    yield "Data", ["/data"]
    yield "Om", ["/om"]


def maal_sider(sti: Path) -> None:
    """Print the median and the slowest of each kind of page; the first asked bears what is counted once."""
    from web_hjaelp import Site

    datasettes = Site(sti)
    site, tider = _uden_frist(sti)
    for navn, stier in adresser(site):
        alle, fejl = [], []
        for s in stier:
            start = perf_counter()
            svar = (datasettes if s.startswith("/referater") else site).get(s)
            alle.append(perf_counter() - start)
            fejl += [f"{svar.status_code} {s}"] if svar.status_code != 200 else []
        _vis_sider(navn, stier, alle, fejl)
    for navn, filer in downloads(site):
        _vis_sider(navn, filer, [_foerste_byte(datasettes, f) for f in filer], [])
    loft("den langsomste forespørgsel på en side", max(tider.values()))
    for sql, sekunder in sorted(tider.items(), key=lambda t: -t[1])[:10]:
        print(f"    {sekunder:6.2f} s  {' '.join(sql.split())[:110]}")


def _uden_frist(sti: Path) -> tuple[Any, dict[str, float]]:
    """The site, where no query of ours is cut off, and what fills with the longest time that each has taken."""
    from referat.web import server, side
    from web_hjaelp import Site

    tider: dict[str, float] = defaultdict(float)
    koer = side.Side.koer

    async def maalt(selv: Any, sporgsmaal: Any) -> Any:
        start = perf_counter()
        svar = await koer(selv, sporgsmaal)
        tider[sporgsmaal[0]] = max(tider[sporgsmaal[0]], perf_counter() - start)
        return svar

    side.Side.koer = maalt  # type: ignore[method-assign]
    side.FRIST_MS = server.INDSTILLINGER["sql_time_limit_ms"] = 60_000
    return Site(sti), tider


def _vis_sider(navn: str, stier: list[str], tider: list[float], fejl: list[str]) -> None:
    print(f"{navn:24}{1000 * statistics.median(tider):8.0f} ms midt   værst {1000 * max(tider):6.0f} ms  ", end="")
    print(stier[tider.index(max(tider))], *fejl, flush=True)


def downloads(site: Any) -> Iterator[tuple[str, list[str]]]:
    """Files that the site hands out, of which the first bytes are waited for."""
    tabeller = [t for (t,) in site.sql("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'")]
    visninger = [v for (v,) in site.sql("SELECT name FROM sqlite_master WHERE name LIKE '%\\_vis' ESCAPE '\\'")]
    yield "CSV af tabel", [f"/referater/{t}.csv?_stream=on&_size=max&_nocount=1" for t in tabeller]
    yield "CSV af visning", [f"/referater/{v}.csv?_stream=on&_size=max&_nocount=1" for v in visninger]
    yield "JSON af tabel", [f"/referater/{t}.json?_shape=objects" for t in tabeller]
    yield "Søgning som fil", ["/soeg.csv?q=skole", "/soeg.json?q=og&kommune=0101", "/soeg.xlsx?udfald=afvist"]
    links = [s for s in site.side("/spoergsmaal").links if s.startswith("/spoergsmaal/")]
    yield "Spørgsmål som fil", [f"{s}.csv" for s in dict.fromkeys(links)]


def _foerste_byte(site: Any, adresse: str) -> float:
    """Seconds until the first bytes of a file come."""
    sti, _, resten = adresse.partition("?")
    scope = {"type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "headers": [], "root_path": ""}
    scope |= {"path": sti, "raw_path": sti.encode(), "query_string": resten.encode(), "server": ("localhost", 80)}

    async def vent() -> None:
        kommet = asyncio.Event()

        async def send(besked: Any) -> None:
            if besked.get("body"):
                kommet.set()
                await asyncio.Event().wait()

        async def modtag() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        app = asyncio.ensure_future(site.datasette.app()(scope, modtag, send))
        await asyncio.wait([app, foerst := asyncio.ensure_future(kommet.wait())], return_when=asyncio.FIRST_COMPLETED)
        for opgave in (app, foerst):
            opgave.cancel()
        await asyncio.gather(app, foerst, return_exceptions=True)

    return float(site.traad.submit(tid, lambda: site.loop.run_until_complete(vent())).result())


MAALER = """
import resource, subprocess, sys
kode = subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL).returncode
brugt = resource.getrusage(resource.RUSAGE_CHILDREN)
print(brugt.ru_utime + brugt.ru_stime, brugt.ru_maxrss)
sys.exit(kode)
"""
"""A program between: the memory of one that a large process starts is at first that of the large one."""


def maal_eksport(sti: Path, formater: tuple[str, ...] = ("parquet", "csv", "jsonl")) -> None:
    """Print how long each export of the whole store takes, how much memory, and how large it is."""
    for format_ in formater:
        with tempfile.TemporaryDirectory(dir=sti.parent) as mappe:
            ud = Path(mappe) / "ud"
            start = perf_counter()
            kald = [sys.executable, "-m", "referat.cli", "export", format_, str(ud), "--db", str(sti)]
            kald = [sys.executable, "-c", MAALER, *kald]
            maalt = subprocess.run(kald, stdout=subprocess.PIPE, text=True, check=False)
            regnetid, hukommelse = map(float, maalt.stdout.split())
            fylder = sum(f.stat().st_size for f in ud.rglob("*") if f.is_file())
            tal = f"{perf_counter() - start:8.0f} s   {regnetid:6.0f} s regnetid"
            tal += f"   {hukommelse / 1024:6.0f} MB hukommelse   {fylder / 1e9:6.2f} GB ud"
            print(f"eksport, {format_:10}{tal}{'' if maalt.returncode == 0 else '   FEJLEDE'}", flush=True)


def main() -> None:
    """Make the store if need be, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--punkter", type=int, default=PUNKTER, help="how many punkter the store has")
    parser.add_argument("--kun", choices=["soegning", "sider", "eksport"], help="measure this alone")
    parser.add_argument("--antal", type=int, default=ANTAL, help="how many searches")
    args = parser.parse_args()
    sti = proeveland(args.punkter)
    print(f"{args.punkter} punkter, {sti.stat().st_size / 1e9:.2f} GB")
    if args.kun in (None, "soegning"):
        maal_soegning(sti, args.antal)
    if args.kun in (None, "sider"):
        maal_sider(sti)
    if args.kun in (None, "eksport"):
        maal_eksport(sti)


if __name__ == "__main__":
    main()
