"""The commands over the corpus: ``referat corpus generate`` and ``referat corpus build``."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import click

FORMATER = ("text", "pdf")


@click.group()
def corpus() -> None:
    """Prøvereferater: egne eksempler med facit, og en generator til belastning."""


@corpus.command()
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--n", "antal", default=100, show_default=True, type=click.IntRange(1), help="Antal referater.")
@click.option("--seed", default=1, show_default=True, help="Samme tal giver samme referater.")
@click.option("--format", "format_", default="text", show_default=True, type=click.Choice(FORMATER), help="Filformat.")
def generate(out: Path, antal: int, seed: int, format_: str) -> None:
    """Skriv opdigtede referater i mappen OUT og deres facit i OUT/sandhed."""
    from referat.corpus.facit import facit as facit_for
    from referat.corpus.generator import generer
    from referat.corpus.skrivning import endelse, skriv

    if format_ == "pdf":
        _kraev_reportlab()
    (out / "sandhed").mkdir(parents=True, exist_ok=True)
    for moede in generer(antal, seed):
        e = endelse(moede, format_)
        (out / f"{moede.fil}.{e}").write_bytes(skriv(moede, format_))
        facit = json.dumps(facit_for(moede, e), ensure_ascii=False, indent=1)
        (out / "sandhed" / f"{moede.fil}.json").write_text(facit + "\n", encoding="utf-8")
    click.echo(f"{antal} referater ligger i {out}, facit i {out / 'sandhed'}.")


@corpus.command()
def build() -> None:
    """Dan de eksempler i PDF og Word igen, hvis kilde er ændret."""
    from referat.corpus.samling import byg

    _kraev_reportlab()
    skrevet = byg()
    for fil in skrevet:
        click.echo(fil.name)
    click.echo(f"{len(skrevet)} filer er dannet igen." if skrevet else "Alle filer svarer til deres kilde.")


def _kraev_reportlab() -> None:
    if find_spec("reportlab") is None:
        raise click.ClickException("At danne PDF kræver reportlab; skriv: pip install 'referat[corpus]'.")
