"""Ingests the documents with known truth and holds the stores against it: `make evaluate`. Sums only, no details."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SETS = {
    "seeds": ("seeds", "seeds"),
    "greve-pdf": ("real/greve/pdf", "greve"),
    "greve-txt": ("real/greve/txt", "greve"),
    "aarhus": ("real/aarhus", "aarhus"),
    "variants": ("variants", "variants"),
}


def evaluate(name: str, documents: Path, gold: Path) -> None:
    """Ingest into a fresh store and print its scores; files in quarantine are counted as missed, not fatal."""
    db = ROOT / "build" / f"evaluate-{name}.db"
    for old in db.parent.glob(f"{db.name}*"):
        old.unlink()
    print(f"\n## {name}", flush=True)
    referat = Path(sys.executable).with_name("referat")
    subprocess.run([referat, "ingest", documents, "--db", db, "--no-keep"], check=False)
    subprocess.run([sys.executable, SHARED / "score.py", db, gold], check=True)


def main() -> None:
    """Evaluate every set, or those named on the command line."""
    if not (SHARED / "score.py").exists():
        sys.exit(f"Der er ingen facit at måle mod: læg mappen med score.py, dokumenter og gold i {SHARED}.")
    for name in sys.argv[1:] or SETS:
        documents, gold = SETS[name]
        evaluate(name, SHARED / documents, SHARED / "gold" / gold)


if __name__ == "__main__":
    main()
