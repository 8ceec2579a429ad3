"""``referat evaluate``: a store held against truth files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from referat.cli.faelles import JSON, aabn, antal, skriv_json, tal

if TYPE_CHECKING:
    from referat.corpus.evaluering import Svar
    from referat.corpus.maaling import Fejl
    from referat.corpus.maaltal import Optaelling
    from referat.store.laeser import Laeser

VAERSTE = 10
"""How many of the worst errors are shown where no field is asked for."""
OMKRING = 60
"""How many characters of the document stand on either side of a fact."""


@click.command()
@click.argument("store", type=click.Path(path_type=Path))
@click.argument("gold", nargs=-1, required=True, metavar="GOLD…", type=click.Path(path_type=Path))
@click.option("--show", "vis_felt", metavar="FELT", help="Vis alle fejl i et felt, med teksten omkring.")
@JSON
def evaluate(store: Path, gold: tuple[Path, ...], vis_felt: str | None, som_json: bool) -> None:
    """Hold et lager mod facit, felt for felt.

    STORE er lagerets fil. GOLD er mapper med facit (én JSON-fil pr. dokument), enkelte facit eller en fil med
    etiketter sat i hånden. Et dokument findes på filnavnet. Tal i kantede parenteser er 95 %-intervaller.
    """
    from referat.corpus.maaling import fejl, vaerste

    with aabn(store) as laeser:
        svar = maal_lager(laeser, gold)
        if som_json:
            skriv_json(som_data(svar))
            return
        if vis_felt:
            fundne = fejl(svar, vis_felt)
            kendt(vis_felt, svar)
        else:
            click.echo("\n".join(linjer(svar)))
            fundne = vaerste(svar, VAERSTE)
            click.echo("\nDe værste fejl (se alle i et felt med --show FELT)" if fundne else "\nIngen fejl.")
        tekster: dict[str, str] = {}
        for f in fundne:
            click.echo("\n".join(vis_fejl(f, laeser, tekster)))


def maal_lager(laeser: Laeser, gold: tuple[Path, ...]) -> list[Svar]:
    """An open store held against truths; a truth that is none ends the command with one sentence."""
    from referat.corpus.evaluering import stamme
    from referat.corpus.maaling import ForkertFacit, maal
    from referat.store import evaluering

    ider = {stamme(navn): id_ for navn, id_ in reversed(evaluering.filnavne(laeser))}

    def hent(navn: str) -> dict[str, Any] | None:
        return evaluering.dokument(laeser, ider[navn]) if navn in ider else None

    try:
        return maal(gold, hent)
    except ForkertFacit as fejl:
        raise click.ClickException(str(fejl)) from fejl


def kendt(felt: str, svar: list[Svar]) -> None:
    """A usage error where no truth asks about a field."""
    felter = dict.fromkeys(navn for s in svar for navn in s.felter)
    if felt not in felter:
        raise click.UsageError(f"Facit spørger ikke om {felt}; der er {'; '.join(felter)}.")


def som_data(svar: list[Svar]) -> dict[str, Any]:
    """All figures as plain data."""
    from referat.corpus.maaling import efter_kommune, felter, hele_punkter

    def saet(svar: list[Svar]) -> dict[str, Any]:
        ud: dict[str, Any] = {felt: figurer(o) for felt, o in felter(svar).items()}
        return {"felter": ud, "hele_punkter": figurer(hele_punkter(svar))}

    return {
        "dokumenter": len(svar),
        "ikke_i_lageret": sorted(s.dokument for s in svar if s.dokument_id is None),
        **saet(svar),
        "kommuner": {k: {"dokumenter": len(s), **saet(s)} for k, s in efter_kommune(svar).items()},
    }


def figurer(dokumenter: list[Optaelling]) -> dict[str, Any]:
    """The figures of one field: counts, strict and soft, with intervals."""
    from referat.corpus.maaltal import intervaller, opsum

    o, i = opsum(dokumenter), intervaller(dokumenter)
    return {
        "facts": o.facts,
        "rigtige": o.rigtige,
        "for_meget": o.ekstra,
        "mangler": o.mangler,
        **{n: getattr(o, n) for n in ("precision", "recall", "f1")},
        "f1_bloed": o.bloed.f1,
        "interval": {n: getattr(i, n) for n in ("precision", "recall", "f1")},
        "metode": i.metode,
    }


def linjer(svar: list[Svar]) -> Iterator[str]:
    """The figures for people: fields, whole punkter, kommuner."""
    from referat.corpus.maaling import efter_kommune, felter, hele_punkter
    from referat.corpus.maaltal import intervaller, opsum

    borte = sum(s.dokument_id is None for s in svar)
    yield f"{antal(len(svar), 'dokument', 'dokumenter')}, {tal(borte)} af dem ikke i lageret"
    yield f"{'':36}{'præcision':>10}{'genkaldelse':>13}{'F1':>8}  {'95 %':15}{'F1 blødt':>9}{'oplysninger':>13}"
    for felt, dokumenter in felter(svar).items():
        o, i = opsum(dokumenter), intervaller(dokumenter)
        tre = f"{andel(o.precision):>10}{andel(o.recall):>13}{andel(o.f1):>8}"
        yield f"{felt:36}{tre}  {interval(i.f1):15}{andel(o.bloed.f1):>9}{tal(o.facts):>13}"
    if hele := hele_punkter(svar):
        o = opsum(hele)
        yield f"\nHele punkter rigtige: {tal(o.rigtige)} af {tal(o.facts)}, {andel(o.recall)} " + interval(
            intervaller(hele).recall
        )
        for kommune, sine in efter_kommune(svar).items():
            k = opsum(hele_punkter(sine))
            yield f"  {kommune:30}{tal(k.rigtige):>6} af {tal(k.facts)}"


def andel(x: float) -> str:
    """A share with three decimals as Danes write it; cut, not rounded, so that only all is 1,000."""
    return f"{int(x * 1000 + 1e-9) / 1000:.3f}".replace(".", ",")


def interval(i: tuple[float, float]) -> str:
    """An interval: ``[0,981–0,995]``."""
    return f"[{andel(i[0])}–{andel(i[1])}]"


def vis_fejl(f: Fejl, laeser: Laeser, tekster: dict[str, str]) -> Iterator[str]:
    """An error with its evidence: where in the document, by which rule, and the text around."""
    punkt = f" punkt {f.punkt}" if f.punkt else ""
    yield f"{f.felt} {f.slags}: {f.siger}\n    {f.svar.dokument}{punkt}"
    r = f.faktum.raekke
    if not r or r.get("tegn_fra") is None or not f.svar.dokument_id:
        return
    from referat.store.evaluering import tekst

    id_ = f.svar.dokument_id
    if id_ not in tekster:
        tekster[id_] = tekst(laeser, id_)
    fra, til = max(0, r["tegn_fra"] - OMKRING), r["tegn_fra"] + OMKRING
    ordret = f"…{tekster[id_][fra:til]}…" if "beslutning" not in r else f"Beslutning: {r['beslutning']}"[: 3 * OMKRING]
    yield f"    side {r['side']}, tegn {r['tegn_fra']}, regel {r['regel']}: {' '.join(ordret.split())}"
