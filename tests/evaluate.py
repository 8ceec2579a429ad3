"""Ingests the documents with known truth and holds the stores against it: `make evaluate`. Sums only, no details."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SETS = {
    "corpus": (ROOT / "corpus/referater", ROOT / "corpus/sandhed"),
    "seeds": (SHARED / "seeds", SHARED / "gold/seeds"),
    "greve-pdf": (SHARED / "real/greve/pdf", SHARED / "gold/greve"),
    "greve-txt": (SHARED / "real/greve/txt", SHARED / "gold/greve"),
    "aarhus": (SHARED / "real/aarhus", SHARED / "gold/aarhus"),
    "variants": (SHARED / "variants", SHARED / "gold/variants"),
}


def evaluate(name: str, documents: Path, gold: Path) -> None:
    """Ingest into a fresh store and print its scores; files in quarantine are counted as missed, not fatal."""
    db = ROOT / "build" / f"evaluate-{name}.db"
    db.parent.mkdir(exist_ok=True)
    for old in db.parent.glob(f"{db.name}*"):
        old.unlink()
    print(f"\n## {name}", flush=True)
    referat = Path(sys.executable).with_name("referat")
    subprocess.run([referat, "ingest", documents, "--db", db, "--no-keep"], check=False)
    subprocess.run([sys.executable, SHARED / "score.py", db, gold], check=True)


def main() -> None:
    """Evaluate every set, or those named on the command line."""
    if not (SHARED / "score.py").exists():
        sys.exit(f"Målingen mangler score.py, dokumenter og facit: læg dem i {SHARED}.")
    for name in sys.argv[1:] or SETS:
        evaluate(name, *SETS[name])


if __name__ == "__main__":
    main()
