"""How an ingest grows: documents a second, time per document first and last, memory, disk: `make bench-scale`.

Invented referater (``skaladata.py``) go through ``--jobs 2`` and through a local dask cluster of two workers, and the
two stores must be the same. The reading itself is measured apart, on the real files where they are: a reader of the
documents' own little format stands in for it, so that what is measured is all the rest, which one process does alone.
Seconds are of processor time unless they are said to be by the clock. Writes the figures in docs/skala.md.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import skaladata
from afproev import indhold
from referat.cli.faelles import kommuner, tal
from referat.cli.find import find_filer
from referat.cli.ingest import Maade, koer_filer
from referat.models.organer import samme_organ
from referat.models.titler import fast_punkt
from referat.schemas.referat import Referat
from referat.store import link
from referat.store.raekker import dokumentraekker
from referat.store.skriver import Lager

ROOT = Path(__file__).parents[1]
GREVE = ROOT.parent / "shared/real/greve/pdf"
PLAN = ROOT / "docs/skala.md"
MAERKE = re.compile(r"(<!-- make bench-scale: (\w+) -->\n).*?(<!-- /make bench-scale -->)", re.DOTALL)
KOMMUNER, AAR, PR_AAR = 98, 20, 150
"""The plan: so many kommuner and years, and so many documents in each (a dozen bodies, agendas too)."""
MB = 1 << 20

Tal = dict[str, Any]


def koersel(docs: Path, db: Path, klynge: str | None = None) -> Tal:
    """An ingest of all documents: processor time and memory of the one process that writes, through the whole run."""
    slet(db)
    filer = find_filer([docs])
    maalt: list[tuple[float, float, int]] = []
    mig = psutil.Process()
    fra_ur, fra = time.perf_counter(), time.process_time()

    class Maaler:
        """Stands for the progress bar: looks at the process as each document is done with."""

        def __init__(self, *_: object, **__: object) -> None: ...
        def __enter__(self) -> Maaler:
            return self

        def __exit__(self, *_: object) -> None: ...
        def update(self, _: int) -> None:
            maalt.append(
                (time.process_time(), time.perf_counter(), mig.memory_info().rss if len(maalt) % 50 == 0 else 0)
            )

    import click

    bjaelke, click.progressbar = click.progressbar, Maaler  # type: ignore[assignment, misc]
    try:
        resultat = koer_filer(filer, Maade(db, jobs=2, gem=False, laes=skaladata.laes, klynge=klynge))
    finally:
        click.progressbar = bjaelke  # type: ignore[misc]
    cpu, ur = time.process_time() - fra, time.perf_counter() - fra_ur
    n, del_ = len(filer), max(len(filer) // 5, 1)
    rss = [r for _, _, r in maalt if r]
    return {
        "dokumenter": n,
        "status": {str(k): v for k, v in resultat.status.items()},
        "ur_s": ur,
        "pr_s": n / ur,
        "skriver_ms": (maalt[-1][0] - maalt[0][0]) / n * 1000,
        "foerst_ms": (maalt[del_][0] - maalt[0][0]) / del_ * 1000,
        "sidst_ms": (maalt[-1][0] - maalt[-1 - del_][0]) / del_ * 1000,
        "forbind_ms": (cpu - (maalt[-1][0] - fra)) / n * 1000,
        "rss_foerst": max(rss[: max(len(rss) // 5, 1)]) / MB,
        "rss_sidst": max(rss[-max(len(rss) // 5, 1) :]) / MB,
        "rss_stoerst": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "lager_kb": db.stat().st_size / n / 1024,
    }


def indeksering(docs: Path, antal: int, db: Path) -> Tal:
    """Milliseconds a document for the search index: one by one, and many at once."""
    filer = sorted(docs.rglob("*.txt"))[:antal]
    raekker = [dokumentraekker(Referat.model_validate_json(skaladata.laes(f.read_bytes(), None))) for f in filer]

    def skriv(bundt: int) -> tuple[float, float]:
        slet(db)
        with Lager(db, kommuner(), bundt=bundt) as lager:
            lager.db.execute("PRAGMA synchronous=OFF")
            fra = time.process_time()
            for fil, ny in zip(filer, raekker, strict=True):
                lager.skriv_raekker(ny, str(fil), fil.name)
            skrevet = time.process_time()
            lager.indekser()
            return skrevet - fra, time.process_time() - skrevet

    enkeltvis, (uden, samlet) = skriv(1)[0], skriv(antal + 1)
    return {"enkeltvis_ms": (enkeltvis - uden) / antal * 1000, "samlet_ms": samlet / antal * 1000}


def stor_kommune(antal: int, db: Path) -> Tal:
    """Seconds to link one kommune of so many documents."""
    slet(db)
    kilde = skaladata.Kommune("Greve", skaladata.Tekster(1), 1)
    with Lager(db, kommuner(), bundt=antal) as lager:
        lager.db.execute("PRAGMA synchronous=OFF")
        for nr in range(antal):
            lager.skriv(Referat.model_validate_json(skaladata.laes(kilde.moede(nr).encode(), None)), f"/{nr}", f"{nr}")
        fra = time.process_time()
        link.forbind(lager, samme_organ, fast_punkt)
    return {"dokumenter": antal, "sekunder": time.process_time() - fra}


def virkelig(db: Path, filer: list[Path]) -> Tal:
    """The real reader over real files: seconds of its workers, and bytes, a document."""
    slet(db)
    fra = resource.getrusage(resource.RUSAGE_CHILDREN)
    koer_filer(find_filer(filer), Maade(db, jobs=2, gem=False, ocr="never"))
    from multiprocessing.forkserver import _forkserver

    _forkserver._stop()  # its processor time is only counted when it has ended  # type: ignore[attr-defined]
    til = resource.getrusage(resource.RUSAGE_CHILDREN)
    n = len(filer)
    return {
        "dokumenter": n,
        "laeser_s": (til.ru_utime + til.ru_stime - fra.ru_utime - fra.ru_stime) / n,
        "kilde_kb": sum(f.stat().st_size for f in filer) / n / 1024,
        "lager_kb": db.stat().st_size / n / 1024,
    }


def slet(db: Path) -> None:
    for fil in db.parent.glob(f"{db.name}*"):
        shutil.rmtree(fil) if fil.is_dir() else fil.unlink()


def maal(antal: int, mappe: Path) -> Tal:
    """All of it; the two ways must give the same store."""
    shutil.rmtree(mappe, ignore_errors=True)
    bytes_ = skaladata.skriv(mappe / "docs", antal)
    ud: Tal = {"dato": date.today().isoformat(), "antal": antal, "bytes": bytes_}
    meld("virkelige filer")
    pdf = sorted(GREVE.glob("*.pdf")) if GREVE.is_dir() else []
    ud["virkelig"] = virkelig(mappe / "greve.db", pdf) if pdf else None
    meld("--jobs 2")
    ud["jobs"] = koersel(mappe / "docs", mappe / "jobs.db")
    meld(json.dumps(ud["jobs"]))
    meld("dask")
    ud["dask"] = koersel(mappe / "docs", mappe / "dask.db", "local")
    meld(json.dumps(ud["dask"]))
    a, b = indhold(mappe / "jobs.db"), indhold(mappe / "dask.db")
    ud["ens"] = a == b
    ud["punkter"] = len(a["punkter"])
    del a, b
    meld("søgeindeks og en stor kommune")
    ud["indeks"] = indeksering(mappe / "docs", min(antal, 1000), mappe / "indeks.db")
    ud["kommune"] = [stor_kommune(n, mappe / "kommune.db") for n in (antal // 16, antal // 4)]
    return ud


def meld(hvad: str) -> None:
    print(hvad, file=sys.stderr, flush=True)


def d(x: float, cifre: int = 1) -> str:
    """A number as Danes write it."""
    return tal(round(x, cifre) if cifre else round(x))


def tabel(m: Tal) -> str:
    """What was measured."""
    j, k = m["jobs"], m["dask"]
    raekker = [
        ("dokumenter og punkter", f"{d(m['antal'], 0)} og {d(m['punkter'], 0)}", ""),
        ("dokumenter pr. sekund efter uret, i alt", d(j["pr_s"]), d(k["pr_s"])),
        ("skriverens regnetid pr. dokument, ms", d(j["skriver_ms"]), d(k["skriver_ms"])),
        ("– den første femtedel", d(j["foerst_ms"]), d(k["foerst_ms"])),
        ("– den sidste femtedel", d(j["sidst_ms"]), d(k["sidst_ms"])),
        ("– den sidste mod den første", d(j["sidst_ms"] / j["foerst_ms"], 2), d(k["sidst_ms"] / k["foerst_ms"], 2)),
        ("forbindelser bagefter pr. dokument, ms", d(j["forbind_ms"]), d(k["forbind_ms"])),
        (
            "skriverens hukommelse, første og sidste femtedel, MB",
            *(f"{d(x['rss_foerst'], 0)} og {d(x['rss_sidst'], 0)}" for x in (j, k)),
        ),
        ("lageret pr. dokument, KB", d(j["lager_kb"], 0), d(k["lager_kb"], 0)),
        ("samme lager", "ja" if m["ens"] else "NEJ", ""),
    ]
    ud = [
        "| | `--jobs 2` | dask, to arbejdere |",
        "| --- | ---: | ---: |",
        *(f"| {a} | {b} | {c} |" for a, b, c in raekker),
    ]
    i, stor = m["indeks"], m["kommune"]
    ud += [
        "",
        f"Søgeindekset koster {d(i['enkeltvis_ms'])} ms pr. dokument ét ad gangen og {d(i['samlet_ms'])} ms samlet, "
        f"{d(i['enkeltvis_ms'] / i['samlet_ms'])} gange så lidt. "
        + " ".join(
            f"En kommune med {d(s['dokumenter'], 0)} dokumenter forbindes på {d(s['sekunder'])} s." for s in stor
        ),
    ]
    if v := m["virkelig"]:
        ud += [
            "",
            f"Virkelige PDF-referater ({d(v['dokumenter'], 0)} filer): {d(v['laeser_s'], 2)} s regnetid pr. dokument "
            f"i en læser; {d(v['kilde_kb'], 0)} KB kilde og {d(v['lager_kb'], 0)} KB lager pr. dokument.",
        ]
    return "\n".join([*(x.rstrip() for x in ud), "", f"Målt {'.'.join(reversed(m['dato'].split('-')))}.", ""])


def plan(m: Tal) -> str:
    """What that makes of a country, and of ten."""
    j, v = m["jobs"], m["virkelig"] or {"laeser_s": 0.5, "kilde_kb": 300, "lager_kb": m["jobs"]["lager_kb"]}
    skriver = (j["sidst_ms"] + j["forbind_ms"]) / 1000
    ud = ["| | hele landet | ti gange så meget |", "| --- | ---: | ---: |"]
    antal = [KOMMUNER * AAR * PR_AAR * gange for gange in (1, 10)]
    timer = [n * v["laeser_s"] / 3600 for n in antal]
    raekker = [
        ("dokumenter", [d(n, 0) for n in antal]),
        ("læsning, kernetimer", [d(t, 0) for t in timer]),
        ("– på 2 kerner, timer", [d(t / 2, 0) for t in timer]),
        ("– på 16 kerner, timer", [d(t / 16) for t in timer]),
        ("– på 64 kerner, timer", [d(t / 64) for t in timer]),
        ("skrivning og forbindelser i én proces, timer", [d(n * skriver / 3600, 1) for n in antal]),
        ("lageret, GB", [d(n * v["lager_kb"] / MB, 0) for n in antal]),
        ("kilderne, GB", [d(n * v["kilde_kb"] / MB, 0) for n in antal]),
        ("skriverens hukommelse, MB", [d(j["rss_sidst"], 0)] * 2),
        ("flest læsere, som én skriver kan følge med", [d(v["laeser_s"] / skriver, 0)] * 2),
    ]
    return "\n".join([*ud, *(f"| {a} | {b} | {c} |" for a, (b, c) in raekker), ""])


def skriv(m: Tal) -> None:
    """Put the figures in the plan."""
    dele = {"tabel": tabel(m), "plan": plan(m)}
    tekst = PLAN.read_text(encoding="utf-8")
    PLAN.write_text(MAERKE.sub(lambda x: x[1] + dele[x[2]] + x[3], tekst), encoding="utf-8")


def main() -> None:
    """Measure, keep the figures in build/skala.json, and write them in the plan."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--from-json", action="store_true", help="write the plan from the figures of the last run")
    args = parser.parse_args()
    fil = ROOT / "build/skala.json"
    fil.parent.mkdir(exist_ok=True)
    m = json.loads(fil.read_text()) if args.from_json else maal(args.documents, ROOT / "build/skala")
    fil.write_text(json.dumps(m, indent=1))
    print(tabel(m), plan(m), sep="\n")
    skriv(m)
    if not m["ens"]:
        sys.exit("De to veje gav ikke samme lager.")


if __name__ == "__main__":
    main()
