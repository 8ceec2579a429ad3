"""``referat diff``: what two documents of a meeting differ in, or a store before and after."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from referat.cli import forskelle as vis
from referat.cli.faelles import DB, JSON, aabn, antal, find_dokument, meld, skriv_json
from referat.store.forskelle import Laesning, Punktforskel, find_forskelle, laesning

if TYPE_CHECKING:
    from referat.store.laeser import Laeser

SQLITE = b"SQLite format 3\x00"


@dataclass(frozen=True)
class Svar:
    """Two readings that were held against each other; a side is None where only the other store has the document."""

    a: Laesning | None
    b: Laesning | None
    forskelle: list[Punktforskel]

    @property
    def forskellig(self) -> bool:
        return bool(self.forskelle) or None in (self.a, self.b)

    def som_data(self) -> dict[str, Any]:
        """As plain data, for --json."""
        return {"a": _side(self.a), "b": _side(self.b), "forskelle": vis.som_data(self.forskelle)}

    def linjer(self) -> Iterator[str]:
        """For people: what the two are, and what differs."""
        a, b = (x and f"{x.filnavn} ({x.dokument_id[:16]}, læst af udgave {x.udtraekker})" for x in (self.a, self.b))
        if a is None or b is None:
            yield click.style(f"{a or b}: kun i {'B' if a is None else 'A'}", bold=True)
            return
        yield f"A: {a}"
        yield f"B: {b}"
        yield from vis.linjer(self.forskelle, "kun i A", "kun i B")


@click.command()
@click.argument("a")
@click.argument("b")
@DB
@click.option("--exit-code", "slutkode", is_flag=True, help="Slut med 1, hvis noget er forskelligt.")
@JSON
def diff(a: str, b: str, db: Path, slutkode: bool, som_json: bool) -> None:
    """Vis, hvad to dokumenter om samme møde siger forskelligt, punkt for punkt og oplysning for oplysning.

    A og B er dokumenters id (eller begyndelsen af det) eller filnavn i lageret. Er de to lagre, vises, hvad der er
    anderledes i B for hvert dokument.
    """
    with ExitStack() as aabne:
        if er_lager(Path(a)) and er_lager(Path(b)):
            svar = [s for s in lagre(*(aabne.enter_context(aabn(Path(x))) for x in (a, b))) if s.forskellig]
        else:
            svar = [dokumenter(aabne.enter_context(aabn(db)), a, b, db)]
    if som_json:
        skriv_json([s.som_data() for s in svar])
    else:
        for s in svar:
            click.echo("\n".join(s.linjer()))
    n = sum(len(s.forskelle) for s in svar)
    meld(f"{antal(n, 'punkt er forskelligt', 'punkter er forskellige')}." if n else "Ingen punkter er forskellige.")
    sys.exit(1 if slutkode and any(s.forskellig for s in svar) else 0)


def er_lager(fil: Path) -> bool:
    """Whether a path is a file of SQLite."""
    try:
        with fil.open("rb") as f:
            return f.read(len(SQLITE)) == SQLITE
    except OSError:
        return False


def dokumenter(laeser: Laeser, a: str, b: str, db: Path) -> Svar:
    """Two documents of a store."""
    fra, til = (laesning(laeser.alle, find_dokument(laeser, x, db)) for x in (a, b))
    if fra.dokument_id == til.dokument_id:
        raise click.UsageError(f"{a} og {b} er samme dokument; nævn to, eller hold to lagre mod hinanden.")
    return Svar(fra, til, find_forskelle(fra, til))


def lagre(a: Laeser, b: Laeser) -> Iterator[Svar]:
    """Each document that either store has."""
    ider = [[r["id"] for r in x.alle("SELECT id FROM dokumenter ORDER BY filnavn, id")] for x in (a, b)]
    i_a, i_b = map(set, ider)
    for id_ in dict.fromkeys(ider[0] + ider[1]):
        fra = laesning(a.alle, id_) if id_ in i_a else None
        til = laesning(b.alle, id_) if id_ in i_b else None
        yield Svar(fra, til, find_forskelle(fra, til) if fra and til else [])


def _side(x: Laesning | None) -> dict[str, str] | None:
    return {"dokument_id": x.dokument_id, "filnavn": x.filnavn, "udtraekker": x.udtraekker} if x else None
