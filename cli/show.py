"""``referat show``: what was read, beside where it was read."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from referat.cli import vis
from referat.cli.arbejdere import Opgave, laes_alle
from referat.cli.faelles import DB, JSON, aabn, find_dokument, kommunekode, kommuner, skriv_json, stor
from referat.cli.graenser import Fejl
from referat.store.systemfejl import paa_dansk

if TYPE_CHECKING:
    from referat.store.laeser import Laeser

ID = re.compile(r"[0-9a-f]{8,64}(-\w+)*")
"""What an id looks like, so that a mistyped file is not looked for in a store."""


@click.command()
@click.argument("hvad", metavar="FIL|ID|FILNAVN")
@DB
@click.option("--kommune", help="Kommunens navn eller kode, når en fil læses.")
@JSON
def show(hvad: str, db: Path, kommune: str | None, som_json: bool) -> None:
    """Vis hvad der blev læst i en fil eller et punkt, og hvor.

    En fil læses direkte, uden lager. Et punkts eller dokuments id, eller et dokuments filnavn, slås op i lageret.
    """
    if Path(hvad).is_dir():
        raise click.ClickException(f"{hvad} er en mappe; læs den ind med referat ingest {hvad}.")
    if Path(hvad).is_file():
        vis_fil(Path(hvad), kommunekode(kommune) if kommune else None, som_json)
    elif ID.fullmatch(hvad):
        vis_id(hvad, db, som_json)
    elif id_ := _ved_navn(hvad, db):
        vis_id(id_, db, som_json)
    else:
        raise click.ClickException(f"{hvad} findes ikke; nævn en fil, eller et id eller filnavn fra referat search.")


def _ved_navn(hvad: str, db: Path) -> str | None:
    """The id of the store's document of a file name; None without a store or such a document."""
    if not db.is_file():
        return None
    with aabn(db) as laeser:
        return find_dokument(laeser, hvad, db) if laeser.dokument_ider(hvad) else None


def vis_id(id_: str, db: Path, som_json: bool) -> None:
    """Show a punkt, or a document, of a store."""
    with aabn(db) as laeser:
        punkt = laeser.punkt(id_)
        if punkt is None and laeser.dokument(id_) is None:
            raise click.ClickException(
                f"{id_} er hverken en fil eller et punkt i {db}; find punkter med referat search ORD --db {db}."
            )
        if som_json:
            skriv_json(punkt or laeser.dokument(id_))
        else:
            click.echo("\n".join(vis.punkt(punkt) if punkt else dokument(laeser, id_)))


def vis_fil(fil: Path, kommune: str | None, som_json: bool) -> None:
    """Read a file in a worker process, as ingest does, and show it."""
    try:
        data = fil.read_bytes()
    except OSError as fejl:
        raise click.ClickException(f"{fil} kan ikke læses ({paa_dansk(fejl)}); giv læseadgang, og prøv igen.") from fejl
    ((_, svar),) = laes_alle([Opgave("", data, kommune)], 1)
    if isinstance(svar, Fejl):
        side = f", side {svar.side}" if svar.side else ""
        raise click.ClickException(f"{fil}{side}: {stor(svar.besked)} [{svar.kode}]")
    if som_json:
        skriv_json(json.loads(svar))
    else:
        _gennem_lager(svar, fil.name)


def _gennem_lager(svar: str, filnavn: str) -> None:
    """Show a document as a store would hold it, so that a file and a punkt look the same."""
    from referat.schemas.referat import Referat
    from referat.store.laeser import Laeser
    from referat.store.skriver import Lager

    ref = Referat.model_validate_json(svar)
    with tempfile.TemporaryDirectory() as mappe:
        sti = Path(mappe) / "t.db"
        with Lager(sti, kommuner()) as lager:
            lager.skriv(ref, filnavn, filnavn)
        with Laeser(sti) as laeser:
            click.echo("\n".join(dokument(laeser, ref.id)))


def dokument(laeser: Laeser, id_: str) -> Iterator[str]:
    """A whole document: its head, its meetings, their punkter."""
    d: dict[str, Any] = laeser.dokument(id_) or {}
    yield from vis.dokument(d)
    for moede in d["moeder"]:
        yield from vis.moede(moede)
        for punkt_id in moede["punkter"]:
            yield from vis.punkt(laeser.punkt(punkt_id) or {})
