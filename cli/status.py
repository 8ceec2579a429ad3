"""``referat status``: what a store holds, and what did not get in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from referat.cli.faelles import DB, JSON, aabn, skriv_json, tal

VIST = 3
"""How many files are named under a code, where not all are asked for."""


@click.command()
@DB
@click.option("--alle", is_flag=True, help="Nævn alle filer, ikke kun de første under hver kode.")
@JSON
def status(db: Path, alle: bool, som_json: bool) -> None:
    """Vis hvad lageret rummer, og hvad der er i karantæne."""
    with aabn(db) as laeser:
        fundet = laeser.status()
    if som_json:
        skriv_json(fundet)
    else:
        click.echo("\n".join(linjer(fundet, None if alle else VIST)))


def linjer(s: dict[str, Any], vist: int | None) -> Iterator[str]:
    """The status as lines, with the first ``vist`` files of each code."""
    yield f"{tal(s['dokumenter'])} dokumenter, {tal(s['moeder'])} møder, {tal(s['punkter'])} punkter"
    for navn, felt in (("Typer", "typer"), ("Kommuner", "kommuner"), ("År", "aar"), ("Udfald", "udfald")):
        yield f"{navn}: " + (", ".join(f"{k} {tal(n)}" for k, n in s[felt].items()) or "ingen")
    for navn, felt in (("Karantæne", "karantaene"), ("Sprunget over", "sprunget_over")):
        yield f"{navn}: {tal(sum(map(len, s[felt].values())))}"
        for kode, filer in s[felt].items():
            yield f"  {kode} ({tal(len(filer))})"
            yield from (f"    {f['sti']}: {f['besked']}" for f in filer[:vist])
            if vist and len(filer) > vist:
                yield f"    … og {tal(len(filer) - vist)} til (se dem med --alle)"
    yield f"Advarsler: {tal(sum(s['advarsler'].values()))}"
    yield from (f"  {kode} {tal(n)}" for kode, n in s["advarsler"].items())
