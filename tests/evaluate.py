"""Reads the documents with known truth, holds the stores against it, and writes what came out: `make evaluate`.

Writes docs/evaluation.md whole, the figures in README.md, and models/data/sikkerhed.json (the latter only where the
real referater of ../shared are there).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from rapport import Saet, overblik, side
from referat.cli.evaluate import maal_lager
from referat.corpus import sikkerhed
from referat.models.sikkerhed import Maalt
from referat.store.laeser import Laeser

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SIKKERHED = ROOT / "models/data/sikkerhed.json"
MAERKE = re.compile(r"(<!-- make evaluate -->\n).*?(<!-- /make evaluate -->)", re.DOTALL)

UDFORMNINGER = "tests/udformninger"
EGNE = {
    "corpus": ("corpus/referater", "corpus/sandhed"),
    "laest": (f"{UDFORMNINGER}/laest/dokumenter", f"{UDFORMNINGER}/laest/facit"),
    "ulaest": (f"{UDFORMNINGER}/ulaest/dokumenter", f"{UDFORMNINGER}/ulaest/facit"),
}
VIRKELIGE = {
    "seeds": ("seeds", "gold/seeds"),
    "aarhus": ("real/aarhus", "gold/aarhus"),
    "variants": ("variants", "gold/variants"),
    "greve-pdf": ("real/greve/pdf", "gold/greve"),
    "greve-txt": ("real/greve/txt", "gold/greve"),
}
ETIKETTER = {"greve-etiketter": ("greve-pdf", "tests/etiketter/greve.json")}
"""Labels by hand → the set whose store they are held against."""


def laes(navn: str, dokumenter: Path) -> Path:
    """A fresh store of a set; files in quarantine count as missed."""
    db = ROOT / "build" / f"evaluate-{navn}.db"
    db.parent.mkdir(exist_ok=True)
    for gammel in db.parent.glob(f"{db.name}*"):
        gammel.unlink()
    referat = Path(sys.executable).with_name("referat")
    subprocess.run([referat, "ingest", dokumenter, "--db", db, "--no-keep"], check=False)
    return db


def maal(navn: str, db: Path, facit: Path) -> Saet:
    """A store held against a set's truth."""
    with Laeser(db) as laeser:
        return Saet(navn, maal_lager(laeser, (facit,)))


def alle() -> dict[str, Saet]:
    """Every set that is here, measured."""
    valgt = {n: (ROOT / d, ROOT / f) for n, (d, f) in EGNE.items()}
    if SHARED.is_dir():
        valgt |= {n: (SHARED / d, SHARED / f) for n, (d, f) in VIRKELIGE.items()}
    lagre = {n: laes(n, d) for n, (d, _) in valgt.items()}
    saet = {n: maal(n, lagre[n], f) for n, (_, f) in valgt.items()}
    return saet | {n: maal(n, lagre[af], ROOT / f) for n, (af, f) in ETIKETTER.items() if af in lagre}


def skriv_sikkerhed(regler: Mapping[sikkerhed.Regel, sikkerhed.Antal]) -> None:
    """What each rule got right, for the store: by field, then rule."""
    felter: dict[str, dict[str, dict[str, float]]] = {}
    for (felt, regel), a in regler.items():
        m = Maalt(regel, felt, a.n, a.rigtige)
        felter.setdefault(felt, {})[regel] = {"n": m.n, "rigtige": m.rigtige, "sikkerhed": m.sikkerhed}
    om = "Skrevet af make evaluate: hvor ofte hver regel har ret, hvor facit kendes. Se docs/evaluation.md."
    linjer = [
        f"  {json.dumps(f, ensure_ascii=False)}: {{\n"
        + ",\n".join(f"   {json.dumps(r, ensure_ascii=False)}: {json.dumps(t)}" for r, t in regler_.items())
        + "\n  }"
        for f, regler_ in felter.items()
    ]
    tekst = f'{{\n "om": "{om}",\n "felter": {{\n' + ",\n".join(linjer) + "\n }\n}\n"
    SIKKERHED.write_text(tekst, encoding="utf-8")


def main() -> None:
    """Measure and write."""
    saet = alle()
    virkelige = [s.svar for n, s in saet.items() if n not in EGNE]
    kommuner = sikkerhed.efter_kommune(sikkerhed.proever(*virkelige))
    if virkelige:
        skriv_sikkerhed(sikkerhed.saml(kommuner.values()))
    (ROOT / "docs/evaluation.md").write_text(side(saet, kommuner), encoding="utf-8")
    readme = ROOT / "README.md"
    tekst = readme.read_text(encoding="utf-8")
    readme.write_text(MAERKE.sub(lambda m: m[1] + overblik(saet, "en") + m[2], tekst), encoding="utf-8")
    print("\n" + overblik(saet, "da") + "\nSkrevet: docs/evaluation.md, README.md, models/data/sikkerhed.json")


if __name__ == "__main__":
    main()
