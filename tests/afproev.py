"""Trials of what is promised when things go wrong: `make trials`. A short form of them runs among the tests.

Ingests of generated referater are stopped with SIGKILL at random moments, their workers too, one after another on the
same store until it is whole; the disk is full or read-only; several write at once while another reads; the machine is
busy with other work. After each stop the store is looked at: every document in it must be whole, and all that a reader
had seen in it must still be there. When all is read it must hold what an undisturbed ingest gives, row for row.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from referat.corpus.generator import generer
from referat.corpus.skrivning import endelse, skriv
from referat.store import skema

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
MAERKE = "REFERAT_AFPROEVNING"
"""An environment variable by which the processes of a run are known after it is gone."""
LINKEDE = ("person_id", "maal_punkt_id", "metode")
"""Columns that linking fills in later."""
EJERE = ("dokument_id", "moede_id", "punkt_id", "tabel_id")
LINKTABELLER = {
    *("indlaesninger", "person_kandidater", "manifestationer", "punktudgaver", "sagspunkter", "sagskanter"),
    *("uforbundne", "uindekserede"),
}

Raekker = list[tuple[object, ...]]


class Brudt(AssertionError):  # noqa: N818 - as the project's other errors
    """A promise was not kept."""


def lav(mappe: Path, antal: int, seed: int = 6) -> Path:
    """A folder of small generated referater."""
    mappe.mkdir(parents=True)
    for moede in generer(antal, seed):
        (mappe / f"{moede.fil}.{endelse(moede, 'text')}").write_bytes(skriv(moede, "text"))
    return mappe


def start(docs: Path, db: Path, *mere: str, maerke: str = "") -> subprocess.Popen[str]:
    """An ingest in a process of its own."""
    kommando = [sys.executable, "-m", "referat.cli", "ingest", str(docs), "--db", str(db), "--jobs", "2", *mere]
    miljoe = {**os.environ, MAERKE: maerke}
    return subprocess.Popen(kommando, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=miljoe)


def koer(docs: Path, db: Path, *mere: str) -> subprocess.CompletedProcess[str]:
    """A whole ingest."""
    proces = start(docs, db, *mere)
    ud, fejl = proces.communicate()
    return subprocess.CompletedProcess(proces.args, proces.returncode, ud, fejl)


@contextmanager
def aaben(db: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(db, timeout=60)) as forbindelse:
        yield forbindelse


def tabeller(db: sqlite3.Connection) -> dict[str, list[str]]:
    """The store's own tables with their columns."""
    navne = {r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    kendte = [t.navn for t in skema.TABELLER if t.navn in navne]
    return {t: [r[1] for r in db.execute(f"PRAGMA table_info({t})")] for t in kendte}


def indhold(db: Path) -> dict[str, Raekker]:
    """All that a store holds: every row but when a file was met, the schema, and the words of its index.

    Raises ``Brudt`` where the index does not fit the texts, or the file is damaged.
    """
    ud: dict[str, Raekker] = {}
    with aaben(db) as f:
        for tabel, kolonner in tabeller(f).items():
            valgt = ", ".join(k for k in kolonner if (tabel, k) != ("indlaesninger", "tidspunkt"))
            ud[tabel] = sorted(f.execute(f"SELECT {valgt} FROM {tabel}").fetchall(), key=repr)
        ud["skema"] = sorted(f.execute("SELECT name, sql FROM sqlite_master").fetchall(), key=repr)
        f.execute("CREATE VIRTUAL TABLE temp.ordene USING fts5vocab('main', 'soegning', 'row')")
        ud["ord"] = f.execute("SELECT term, doc, cnt FROM temp.ordene ORDER BY term").fetchall()
        try:
            f.execute("INSERT INTO soegning(soegning, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as fejl:
            raise Brudt(f"søgeindekset passer ikke med teksterne ({fejl})") from fejl
        for pragma in ("integrity_check", "foreign_key_check"):
            if (svar := f.execute(f"PRAGMA {pragma}").fetchall()) not in ([], [("ok",)]):
                raise Brudt(f"{pragma}: {svar[:3]}")
    return ud


def dokumenter(db: Path) -> dict[str, Counter[str]]:
    """Document → its rows, but for what linking adds."""
    ud: dict[str, Counter[str]] = defaultdict(Counter)
    with aaben(db) as f:
        for tabel, kolonner in tabeller(f).items():
            ejer = "id" if tabel == "dokumenter" else next((e for e in EJERE if e in kolonner), None)
            if ejer is None or tabel in LINKTABELLER:
                continue
            egne = [k for k in kolonner if k not in LINKEDE and (tabel, k) != ("henvisninger", "score")]
            hvor = "WHERE kode <> 'udgave-forskel'" if tabel == "advarsler" else ""
            for id_, *raekke in f.execute(f"SELECT {ejer}, {', '.join(egne)} FROM {tabel} {hvor}"):
                ud[str(id_)[:16]][f"{tabel} {raekke!r}"] += 1
    return dict(ud)


def lagrede(db: Path) -> set[str]:
    """The documents that a reader sees in a store that may be in use, or may not be one yet."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as f:
        return {r[0] for r in f.execute("SELECT id FROM dokumenter")}
    return set()


@dataclass
class Proeve:
    """Documents, and what an undisturbed ingest makes of them."""

    docs: Path
    mappe: Path
    facit: dict[str, Raekker] = field(default_factory=dict)
    hele: dict[str, Counter[str]] = field(default_factory=dict)
    varighed: float = 0.0

    @classmethod
    def lav(cls, mappe: Path, antal: int) -> Proeve:
        ud = cls(lav(mappe / "dokumenter", antal), mappe)
        db, fra = mappe / "facit.db", time.perf_counter()
        svar = koer(ud.docs, db)
        if svar.returncode != 0:
            raise Brudt(svar.stderr)
        ud.varighed = time.perf_counter() - fra
        ud.facit, ud.hele = indhold(db), dokumenter(db)
        return ud

    def efterse_halve(self, db: Path, set_foer: set[str]) -> None:
        """After a stop: no half document, and none lost that was there."""
        if tabt := set_foer - lagrede(db):
            raise Brudt(f"{len(tabt)} dokumenter var lagret og er væk")
        if not db.exists() or not lagrede(db):
            return
        halve = [d for d, raekker in dokumenter(db).items() if raekker != self.hele.get(d)]
        if halve:
            raise Brudt(f"{len(halve)} dokumenter er halve eller anderledes: {halve[0]}")

    def efterse_hele(self, db: Path) -> None:
        """After a whole run: the store of the undisturbed one."""
        fundet = indhold(db)
        for tabel in sorted({*fundet, *self.facit}):
            a, b = Counter(map(repr, self.facit.get(tabel, []))), Counter(map(repr, fundet.get(tabel, [])))
            if a != b:
                mangler, ekstra = list((a - b).elements()), list((b - a).elements())
                raise Brudt(f"{tabel}: mangler {len(mangler)} {mangler[:2]}, har {len(ekstra)} for meget {ekstra[:2]}")


def efterladte(maerke: str, frist: float = 10.0) -> list[psutil.Process]:
    """The processes of a run that outlive it by more than ``frist`` seconds."""
    slut = time.monotonic() + frist
    while (tilbage := list(_maerkede(maerke))) and time.monotonic() < slut:
        time.sleep(0.05)
    return tilbage


def _maerkede(maerke: str) -> Iterator[psutil.Process]:
    for proces in psutil.process_iter():
        with suppress(psutil.Error):
            if proces.status() != psutil.STATUS_ZOMBIE and proces.environ().get(MAERKE) == maerke:
                yield proces


# -- stops ---------------------------------------------------------------------------------------------------------


def drab(proeve: Proeve, antal: int, rng: random.Random) -> str:
    """Stop ingests and their workers until they have been stopped ``antal`` times."""
    taal: Counter[str] = Counter()
    while taal["drab"] < antal:
        db = proeve.mappe / f"drab-{taal['lagre']}.db"
        hele = _til_ende(proeve, db, antal, rng, taal)
        taal["lagre"] += 1
        taal["hele kørsler"] += hele
        _slet(db)
    hvem = f"{taal['forældre']} af kørslen, {taal['arbejdere']} af dens arbejdere"
    return f"{taal['drab']} drab ({hvem}) på {taal['lagre']} lagre: 0 halve, 0 tabte, alle lagre som uforstyrret"


def _til_ende(proeve: Proeve, db: Path, antal: int, rng: random.Random, taal: Counter[str]) -> int:
    """One store, stopped and taken up again until a run comes to its end undisturbed."""
    while taal["drab"] < antal:
        if rng.random() < 0.25:
            _draeb_arbejdere(proeve, db, rng, taal)
        elif _draeb_koersel(proeve, db, rng, taal):
            break
        _vis(taal)
    svar = koer(proeve.docs, db)
    if svar.returncode != 0:
        raise Brudt(svar.stderr)
    proeve.efterse_hele(db)
    return 1


def _draeb_koersel(proeve: Proeve, db: Path, rng: random.Random, taal: Counter[str]) -> bool:
    """Stop a run at a random moment, most often when it has begun to write; whether it came to its end before."""
    maerke, foer = uuid.uuid4().hex, lagrede(db)
    proces = start(proeve.docs, db, maerke=maerke)
    try:
        if rng.random() < 0.25:
            time.sleep(rng.uniform(0, proeve.varighed))
        else:
            while proces.poll() is None and lagrede(db) == foer:
                time.sleep(0.02)
            time.sleep(rng.choice((0.2, 0.2, 1.0, 3.0)) * rng.random())
        set_foer = lagrede(db)
        naaet = proces.poll() is not None
    finally:
        proces.send_signal(signal.SIGKILL)
        proces.communicate()
    if not naaet:
        taal.update(("drab", "forældre"))
    if rester := efterladte(maerke):
        raise Brudt(f"{len(rester)} arbejdere lever videre uden deres kørsel: {rester[0].cmdline()[-1]}")
    proeve.efterse_halve(db, set_foer)
    return naaet


def _draeb_arbejdere(proeve: Proeve, db: Path, rng: random.Random, taal: Counter[str]) -> None:
    """Stop the processes under a run, one after another; it goes on, and says which documents they cost."""
    maerke = uuid.uuid4().hex
    proces = start(proeve.docs, db, maerke=maerke)
    for _ in range(rng.randint(1, 8)):
        time.sleep(rng.uniform(0.0, 0.6))
        with suppress(psutil.Error, IndexError):
            rng.choice(psutil.Process(proces.pid).children(recursive=True)).kill()
            taal.update(("drab", "arbejdere"))
    fejl = proces.communicate()[1]
    if proces.returncode not in (0, 3) or "Traceback" in fejl:
        raise Brudt(f"kørslen gik til grunde med sine arbejdere ({proces.returncode}): {fejl[-2000:]}")
    if rester := efterladte(maerke):
        raise Brudt(f"{len(rester)} arbejdere lever videre uden deres kørsel")
    with aaben(db) as f:
        filer = f.execute("SELECT count(*) FROM indlaesninger").fetchone()[0]
    if filer != len(list(proeve.docs.iterdir())):
        raise Brudt(f"listen har {filer} filer af {len(list(proeve.docs.iterdir()))}")
    proeve.efterse_halve(db, set())


def _slet(db: Path) -> None:
    for fil in db.parent.glob(f"{db.name}*"):
        if fil.is_file():
            fil.unlink()


def _vis(taal: Counter[str]) -> None:
    paa_skaerm = sys.stderr.isatty()
    if paa_skaerm or taal["drab"] // 25 > taal["vist"]:
        taal["vist"] = taal["drab"] // 25
        print(
            f"{taal['drab']} drab, {taal['lagre']} lagre", end="\r" if paa_skaerm else "\n", file=sys.stderr, flush=True
        )


# -- disks ---------------------------------------------------------------------------------------------------------


@contextmanager
def lille_disk(sted: Path, mb: float) -> Iterator[Callable[[str], None]]:
    """A disk of its own size in memory; what is given sets it anew (``size=64m``, ``ro``). Root alone may make it."""
    sted.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={int(mb * 1024)}k", "tmpfs", sted], check=True)
    try:
        yield lambda valg: _kald("mount", "-o", f"remount,{valg}", str(sted))
    finally:
        _kald("umount", str(sted))


def _kald(*kommando: str) -> None:
    subprocess.run(kommando, check=True)


def maa_montere() -> bool:
    """Whether this process may make such a disk."""
    with tempfile.TemporaryDirectory() as sted:
        try:
            with lille_disk(Path(sted), 1):
                return True
        except (OSError, subprocess.SubprocessError):
            return False


def fuld_disk(proeve: Proeve, stoerrelser: tuple[float, ...]) -> str:
    """The disk fills up at different moments; when there is room, the next run makes the store whole."""
    for mb in stoerrelser:
        with lille_disk(proeve.mappe / "disk", mb) as saet:
            db = proeve.mappe / "disk/t.db"
            svar = koer(proeve.docs, db)
            _en_saetning(svar, f"en disk på {mb} MB")
            proeve.efterse_halve(db, set())
            saet("size=512m")
            if (svar := koer(proeve.docs, db)).returncode != 0:
                raise Brudt(svar.stderr)
            proeve.efterse_hele(db)
    return (
        f"{len(stoerrelser)} diske på {min(stoerrelser)}–{max(stoerrelser)} MB løb fulde; med plads blev lageret helt"
    )


def skrivebeskyttet(proeve: Proeve) -> str:
    """A store, and a folder without one, on a disk that became read-only: told, and nothing changed."""
    with lille_disk(proeve.mappe / "disk", 512) as saet:
        db = proeve.mappe / "disk/t.db"
        koer(proeve.docs, db)
        (proeve.mappe / "disk/tom").mkdir()
        saet("ro")
        for sti in (db, proeve.mappe / "disk/tom/t.db"):
            _en_saetning(koer(proeve.docs, sti), "en skrivebeskyttet disk")
        saet("rw")
        proeve.efterse_hele(db)
    return "lager og mappe på en skrivebeskyttet disk: én sætning, intet ændret"


def _en_saetning(svar: subprocess.CompletedProcess[str], hvor: str) -> None:
    linjer = [x for x in svar.stderr.splitlines() if x.strip()]
    if svar.returncode != 1 or "Traceback" in svar.stderr or not linjer or not linjer[-1].startswith("Fejl: "):
        raise Brudt(f"på {hvor} endte kørslen med {svar.returncode}: {svar.stderr[-2000:]}")


# -- several at once -----------------------------------------------------------------------------------------------


def skrivere(proeve: Proeve, antal: int, gange: int = 1) -> str:
    """Several ingests of the same folder into the same new store, while a reader holds it open."""
    for gang in range(gange):
        db = proeve.mappe / f"skrivere-{antal}-{gang}.db"
        processer = [start(proeve.docs, db) for _ in range(antal)]
        with laeser(db):
            svar = [(p.communicate()[1], p.returncode) for p in processer]
        if fejl := [s for s in svar if s[1] != 0]:
            raise Brudt(f"{len(fejl)} af {antal} samtidige kørsler gik galt: {fejl[0]}")
        proeve.efterse_hele(db)
        _slet(db)
    return f"{antal} kørsler på én gang i samme lager, {gange} gange, mens det læses: alle hele, intet dobbelt"


@contextmanager
def laeser(db: Path) -> Iterator[None]:
    """A reader in the middle of a question from the store's first document on, who must not see it change."""
    while not lagrede(db):
        time.sleep(0.02)
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True, isolation_level=None)) as f:
        f.execute("BEGIN")
        foer = f.execute("SELECT count(*) FROM punkter").fetchone()
        yield
        if f.execute("SELECT count(*) FROM punkter").fetchone() != foer:
            raise Brudt("en læser så lageret ændre sig midt i et spørgsmål")


TRAVL = "while True: pass"


def travl(mapper: list[Path], mappe: Path, andre: int = 6) -> str:
    """An ingest beside busy processes: nothing may be taken for too slow or too heavy."""
    optaget = [subprocess.Popen([sys.executable, "-c", TRAVL]) for _ in range(andre)]
    try:
        db = mappe / "travl.db"
        filer = mappe / "travl"
        filer.mkdir()
        for n, m in enumerate(mapper):
            (filer / f"{n}-{m.name}").mkdir()
            for fil in m.iterdir():
                if fil.suffix == ".pdf":
                    shutil.copyfile(fil, filer / f"{n}-{m.name}" / fil.name)
        svar = koer(filer, db, "--ocr", "never")
    finally:
        for p in optaget:
            p.kill()
            p.wait()
    if svar.returncode not in (0, 3):
        raise Brudt(svar.stderr)
    with aaben(db) as f:
        koder = Counter(dict(f.execute("SELECT kode, count(*) FROM indlaesninger WHERE kode IS NOT NULL GROUP BY 1")))
        antal = f.execute("SELECT count(*) FROM indlaesninger").fetchone()[0]
        sene = f.execute("SELECT sti, kode FROM indlaesninger WHERE kode IN ('for-langsom', 'for-tung')").fetchall()
    if sene:
        raise Brudt(f"{len(sene)} filer blev stoppet på en travl maskine: {sene[:3]}")
    karantaene = ", ".join(f"{kode} {n}" for kode, n in sorted(koder.items()))
    return f"{antal} filer ved siden af {andre} travle processer: 0 stoppet for tid; karantæne: {karantaene}"


def main() -> None:
    """Run the trials; the first promise that is broken ends them with 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--documents", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("drab", "disk", "skrivere", "travl"), action="append")
    args = parser.parse_args()
    valgt = args.only or ["disk", "skrivere", "travl", "drab"]
    with tempfile.TemporaryDirectory(prefix="afproev-", dir=ROOT / "build") as mappe:
        proeve = Proeve.lav(Path(mappe), args.documents)
        print(f"{args.documents} referater, en uforstyrret kørsel tager {proeve.varighed:.1f} s", flush=True)
        if "disk" in valgt:
            if maa_montere():
                print(fuld_disk(proeve, (0.5, 1, 1.5, 2, 3, 4, 6)), flush=True)
                print(skrivebeskyttet(proeve), flush=True)
            else:
                print("fuld og skrivebeskyttet disk: ikke prøvet, da kun root må lave en")
        if "skrivere" in valgt:
            print(skrivere(proeve, 2, 3), flush=True)
            print(skrivere(proeve, 4, 3), flush=True)
        if "travl" in valgt:
            mapper = [m for m in (SHARED / "real/greve/pdf", SHARED / "hostile") if m.is_dir()]
            print(travl(mapper, Path(mappe)) if mapper else "travl maskine: ikke prøvet uden ../shared", flush=True)
        if "drab" in valgt:
            print(drab(proeve, args.kills, random.Random(args.seed)), flush=True)


if __name__ == "__main__":
    try:
        main()
    except Brudt as fejl:
        sys.exit(f"Brudt: {fejl}")
