"""``referat retry``: read again what is in quarantine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from referat.cli import ingest
from referat.cli.arkiv import find_post
from referat.cli.faelles import DB, JOBS, JSON, OCR, UDEN_KOPI, aabn, meld, skriv_json
from referat.cli.find import Fundet, find_filer
from referat.schemas.koder import KARANTAENE
from referat.schemas.side import Ocr


@click.command()
@DB
@click.option("--code", "kode", metavar="KODE", help="Kun filer med denne kode, f.eks. ocr-mangler.")
@JOBS
@OCR
@UDEN_KOPI
@JSON
def retry(db: Path, kode: str | None, jobs: int, ocr: Ocr, no_keep: bool, som_json: bool) -> None:
    """Læs det igen, der er i karantæne.

    Når filerne er hentet igen, der er installeret Tesseract, eller referat er opdateret. Slutter med 3, hvis noget
    stadig er i karantæne.
    """
    if kode and kode not in KARANTAENE:
        raise click.BadParameter(f"der er ingen kode {kode}; der er {', '.join(KARANTAENE)}.", param_hint="--code")
    with aabn(db) as laeser:
        stier = laeser.karantaene(kode)
    if not stier:
        meld("Intet er i karantæne." if kode is None else f"Intet er i karantæne med koden {kode}.")
        if som_json:
            skriv_json(ingest.Koersel().resume())
        return
    maade = ingest.Maade(db, jobs=jobs, gem=not no_keep, ocr=ocr)
    ingest.slut(ingest.koer_filer(list(fundne(stier)), maade), db, som_json)


def fundne(stier: Iterable[str]) -> Iterator[Fundet]:
    """The files of the ledger's paths, those of an archive together."""
    arkiver: dict[Path, set[str]] = {}
    for sti in map(Path, stier):
        if sti.is_file():
            yield from find_filer([sti])
        elif post := find_post(sti):
            arkiver.setdefault(post[0], set()).add(post[1])
        else:
            yield Fundet(sti)  # gone: it stays in quarantine, and says why
    for arkiv, navne in sorted(arkiver.items()):
        yield Fundet(arkiv, poster=frozenset(navne))
