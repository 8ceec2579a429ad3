"""What the commands share: options, how a store is opened, how messages are written; numbers and dates as Danes do."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from referat.schemas.dansk import antal as antal
from referat.schemas.dansk import dato as dato
from referat.schemas.dansk import tal as tal
from referat.store.systemfejl import paa_dansk

if TYPE_CHECKING:
    from referat.models.kommuner import Kommune
    from referat.store.laeser import Laeser
    from referat.store.optaellinger import Titler
    from referat.store.skjul import Kontakt
    from referat.store.skriver import Lager

F = TypeVar("F", bound=Callable[..., Any])

DB = click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    default="referater.db",
    show_default=True,
    help="Lagerets fil.",
)
JSON = click.option("--json", "som_json", is_flag=True, help="Skriv JSON på stdout: ISO-datoer, tal med punktum.")

JOBS = click.option(
    "--jobs", type=click.IntRange(1), default=lambda: os.cpu_count() or 1, help="Antal læsere; én pr. kerne."
)
OCR = click.option(
    "--ocr",
    type=click.Choice(["auto", "never", "always"]),
    default="auto",
    show_default=True,
    help="OCR med Tesseract: af sider uden tekst, hvis det er installeret, af ingen eller af alle.",
)
UDEN_KOPI = click.option("--no-keep", is_flag=True, help="Gem ikke kildernes bytes ved siden af lageret.")

AF = click.option("--by", "af", metavar="NAVN", required=True, help="Hvem der gør det; kan læses af alle.")
HVORFOR = click.option("--why", "hvorfor", metavar="TEKST", required=True, help="Hvorfor; kan læses af alle.")


def meld(besked: str) -> None:
    """One line to the user, on stderr, since stdout is data."""
    click.echo(besked, err=True)


def skriv_json(vaerdi: object) -> None:
    """JSON on stdout."""
    click.echo(json.dumps(vaerdi, ensure_ascii=False, indent=1))


def stor(besked: str) -> str:
    """A sentence with its first letter large and a full stop."""
    return besked[:1].upper() + besked[1:].rstrip(".") + "."


def kommuner() -> tuple[Kommune, ...]:
    """The kommuner, regions and former kommuner that a store is opened with."""
    try:
        from referat.models.kommuner import MYNDIGHEDER
    except ImportError:
        return ()

    return MYNDIGHEDER


def kommunekode(navn: str) -> str:
    """The kode of a kommune given by name or kode. Raises a usage error that suggests the nearest names."""
    from difflib import get_close_matches

    from referat.models.kommuner import find_kommune

    if kommune := find_kommune(navn):
        return kommune.kode
    naere = get_close_matches(navn.title(), [k.navn for k in kommuner()], 3)
    forslag = f" Mente du {' eller '.join(naere)}?" if naere else " Skriv navnet som f.eks. Tårnby, eller kommunekoden."
    raise click.BadParameter(f"Ingen kommune hedder {navn}.{forslag}", param_hint="--kommune")


@contextmanager
def aabn(db: Path) -> Iterator[Laeser]:
    """A store open for reading; where it cannot be, the command ends with one sentence and 1."""
    from referat.store.laeser import Laeser
    from referat.store.migreringer import ForkertLager

    try:
        with Laeser(db) as laeser:
            yield laeser
    except ForkertLager as fejl:
        raise click.ClickException(str(fejl)) from fejl


def venter_paa(db: Path) -> Callable[[], None]:
    """Says that another program writes in a store, and that this one waits for it."""
    return lambda: meld(f"Et andet program skriver i {db}; venter på, at det bliver færdigt …")


@contextmanager
def skriv_i(db: Path) -> Iterator[Lager]:
    """A store that is there, open for writing; what hinders it is told in one sentence. What was changed is linked.

    A correction or a withdrawal that cannot be made is a usage error.
    """
    from referat.cli.laas import skrivelaas
    from referat.models.organer import samme_organ
    from referat.models.titler import fast_punkt, rettet_udgave
    from referat.store.felter import UgyldigRettelse
    from referat.store.link import forbind
    from referat.store.migreringer import ForkertLager
    from referat.store.skriver import Lager
    from referat.store.tilbagetraekning import UgyldigTilbagetraekning

    if not db.is_file():
        raise click.ClickException(f"Der er intet lager i {db}; lav et med referat ingest MAPPE --db {db}.")
    try:
        with skrivelaas(db, venter_paa(db)), Lager(db) as lager:
            yield lager
            forbind(lager, samme_organ, fast_punkt, rettet_udgave)
    except (UgyldigRettelse, UgyldigTilbagetraekning) as fejl:
        raise click.UsageError(str(fejl)) from fejl
    except ForkertLager as fejl:
        raise click.ClickException(str(fejl)) from fejl
    except sqlite3.Error as fejl:
        raise click.ClickException(
            f"Lageret {db} kunne ikke skrives ({paa_dansk(fejl)}); se efter plads og skriveadgang, og om et andet "
            "program har filen, og kør kommandoen igen."
        ) from fejl


def udgivelsens_viden() -> tuple[Kontakt, Titler]:
    """What a copy is made with: what finds where a person can be reached, and what is known of titles."""
    from referat.models.kontakt import find_kontakt
    from referat.models.titler import fast_punkt, underskriftsside
    from referat.store.optaellinger import Titler

    return find_kontakt, Titler(underskriftsside, fast_punkt)


def med_tekst(navn: str, vaerdi: str) -> str:
    """What was given to an option as one line; a usage error where there is nothing in it."""
    tekst = " ".join(vaerdi.split())
    if not tekst:
        raise click.UsageError(f'{navn} mangler en tekst; skriv f.eks. {navn} "…".')
    return tekst


def find_dokument(laeser: Laeser, hvad: str, db: Path) -> str:
    """The id of a document given by its id, the beginning of it, or its file name; a usage error for none or many."""
    fundne = laeser.dokument_ider(hvad)
    if len(fundne) > 1:
        ider = ", ".join(f[:16] for f in fundne[:5])
        raise click.UsageError(f"{hvad} er flere dokumenter i {db}: {ider}; nævn det ene ved dets id.")
    if not fundne:
        raise click.UsageError(f"{hvad} er hverken et dokuments id eller filnavn i {db}; se dem med referat search.")
    return fundne[0]
