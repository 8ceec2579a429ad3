"""``referat status``: what a store holds, and what did not get in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from referat.cli.faelles import DB, JSON, aabn, antal, skriv_json, tal
from referat.schemas.koder import KODER

VIST = 3
"""How many files are named under a code, where not all are asked for."""


@click.command()
@DB
@click.option("--alle", is_flag=True, help="Nævn alle filer, ikke kun de første under hver kode.")
@JSON
def status(db: Path, alle: bool, som_json: bool) -> None:
    """Vis hvad lageret rummer, og hvad der er i karantæne."""
    with aabn(db) as laeser:
        fundet, advarsler = laeser.status(), laeser.advarsler()
    if som_json:
        skriv_json(fundet)
    else:
        click.echo("\n".join(linjer(fundet, advarsler, None if alle else VIST)))


def linjer(s: dict[str, Any], advarsler: dict[str, list[dict[str, Any]]], vist: int | None) -> Iterator[str]:
    """The status as lines, with the first ``vist`` files of each code."""
    ord_ = (("dokumenter", "dokument", "dokumenter"), ("moeder", "møde", "møder"), ("punkter", "punkt", "punkter"))
    yield ", ".join(antal(s[felt], ental, flertal) for felt, ental, flertal in ord_)
    if s["moeder_ledende"] < s["moeder"]:
        een = antal(s["moeder_ledende"], "møde", "møder")
        yield f"Det, flere dokumenter fortæller, talt én gang (ledende = 1): {een}"
    for navn, felt in (("Typer", "typer"), ("Kommuner", "kommuner"), ("År", "aar"), ("Udfald", "udfald")):
        yield f"{navn}: " + (", ".join(f"{k} {tal(n)}" for k, n in s[felt].items()) or "ingen")
    if s["rettelser"] or s["trukket_tilbage"]:
        rettede = ", ".join(f"{k} {tal(n)}" for k, n in s["rettelser"].items()) or "ingen"
        yield f"Rettelser: {rettede}; trukket tilbage: {tal(s['trukket_tilbage'])}"
    for navn, felt in (("Karantæne", "karantaene"), ("Sprunget over", "sprunget_over")):
        yield from _koder(navn, {k: [f"{f['sti']}: {f['besked']}" for f in v] for k, v in s[felt].items()}, vist)
    yield from _koder(
        "Advarsler", {k: [f"{a['filnavn']}: {a['besked']}" for a in v] for k, v in advarsler.items()}, vist
    )


def _koder(navn: str, koder: dict[str, list[str]], vist: int | None) -> Iterator[str]:
    """How many there are, then each code with its first messages."""
    yield f"{navn}: {tal(sum(map(len, koder.values())))}"
    for kode, beskeder in koder.items():
        betyder = f": {KODER[kode].betyder}" if kode in KODER else ""
        yield f"  {kode} ({tal(len(beskeder))}){betyder}"
        yield from (f"    {b}" for b in beskeder[:vist])
        if vist and len(beskeder) > vist:
            yield f"    … og {tal(len(beskeder) - vist)} til (se dem med --alle)"
