"""``referat correct`` and ``referat corrections``: what a person knows better than the reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from referat.cli.faelles import AF, DB, HVORFOR, JSON, aabn, antal, dato, med_tekst, meld, skriv_i, skriv_json
from referat.schemas.vokabular import I_AFLOEST_UDGAVE, Rettelsestilstand

if TYPE_CHECKING:
    from referat.store.laeser import Laeser

Raekke = dict[str, Any]

LAENGST = 80
"""Characters of a value that a list shows."""
SES = {
    Rettelsestilstand.FLYTTET: "punktet eller posten står et andet sted nu; se, om den rammer rigtigt",
    Rettelsestilstand.ANDERLEDES: "der læses nu noget tredje; se, om rettelsen stadig passer",
    Rettelsestilstand.ENIG: "der læses nu det samme; den kan ophæves",
    Rettelsestilstand.FORSVUNDET: "punktet eller posten findes ikke mere; ret igen, eller ophæv den",
    I_AFLOEST_UDGAVE: "en anden udgave af mødet gælder nu, og i den er intet rettet; ret den også, eller ophæv denne",
}
"""State → what to do about it."""


@click.command()
@click.argument("punkt", metavar="PUNKT")
@click.argument("felt", metavar="[FELT]", required=False)
@click.argument("vaerdi", metavar="[VÆRDI]", nargs=-1)
@DB
@click.option("--by", "af", metavar="NAVN", help="Hvem der retter.")
@click.option("--why", "hvorfor", metavar="TEKST", help="Hvorfor; vises på webstedet.")
@JSON
def correct(
    punkt: str, felt: str | None, vaerdi: tuple[str, ...], db: Path, af: str | None, hvorfor: str | None, som_json: bool
) -> None:
    """Ret en oplysning på et punkt, eller tilføj eller fjern en række; det læste gemmes.

    PUNKT er punktets id eller dets adresse (/sandvig/byraadet/2024-08-06/3). Uden FELT vises de felter, punktet har, og
    hvad der står i dem; med begyndelsen af et FELT alene (tabelceller.1) kun de felter. VÆRDI skrives, som det står i
    dokumentet; - er det, dokumentet ikke angiver.

    En række, som læsningen missede, tilføjes felt for felt: fravaer.ny navn="Ida Holt" omfang=punktet side=3. En række,
    som ikke står i dokumentet, fjernes med -: stemmer.2 -.
    """
    from referat.store.felter import UgyldigRettelse

    with aabn(db) as laeser:
        punkt_id = find_punkt(laeser, punkt, db)
        if not vaerdi and af is None and hvorfor is None:
            try:
                return vis_felter(valgte(laeser.felter(punkt_id), felt), som_json)
            except UgyldigRettelse as fejl:
                raise click.UsageError(str(fejl)) from fejl
        ledende = laeser.en("SELECT ledende_punkt_id AS id FROM punktudgaver WHERE punkt_id = ?", punkt_id)
    if not felt or not vaerdi or af is None or hvorfor is None:
        par = (("FELT", felt), ("VÆRDI", vaerdi), ("--by NAVN", af), ("--why TEKST", hvorfor))
        mangler = [n for n, v in par if not v]
        raise click.UsageError(f"{' og '.join(mangler)} mangler; en rettelse siger hvad, hvem og hvorfor.")
    if len(vaerdi) > 1 and not felt.endswith(".ny"):
        raise click.UsageError(f'{felt} har én værdi; skriv den i citationstegn: "{" ".join(vaerdi)}".')
    rettet = _ret(db, punkt_id, felt, "\n".join(vaerdi), med_tekst("--by", af), med_tekst("--why", hvorfor))
    if som_json:
        skriv_json(rettet)
    meld(f"Rettelse {rettet['nr']}: {_sagt(rettet).rstrip('.')}.")
    if anden := _anden_kommune(db, rettet):
        meld(anden)
    if ledende:
        meld(f"Mødet føres an af et andet dokument; skal der rettes, hvor det tælles, er punktet {ledende['id']}.")
    return None


def _sagt(rettet: Raekke) -> str:
    """What a correction did, as one sentence."""
    fra, til = (_vis(rettet["felt"], rettet[k]) for k in ("laest", "rettet_til"))
    if rettet["kolonne"]:
        return f"{rettet['felt']} er {til}; læst: {fra}"
    return f"{rettet['felt']} er fjernet; læst: {fra}" if rettet["laest"] else f"tilføjet {rettet['felt']}: {til}"


def _ret(db: Path, punkt_id: str, felt: str, vaerdi: str, af: str, hvorfor: str) -> Raekke:
    from referat.cli.afkodning import afkod
    from referat.store.rettelser import ret

    with skriv_i(db) as lager:
        rettet = ret(lager, punkt_id, felt, vaerdi, af, hvorfor, afkod)
    return {k: v for k, v in rettet.items() if k != "foer"}


def _anden_kommune(db: Path, rettet: Raekke) -> str | None:
    """That a corrected date is of the time of another kommune than the one that the document is of, which stays."""
    from referat.models.kommuner import MYNDIGHEDER, hent_kommune, paa_dato

    if rettet["felt"] != "moede.dato" or not rettet["rettet_til"]:
        return None
    with aabn(db) as laeser:
        sql = "SELECT kommune_kode AS kode, filnavn FROM dokumenter WHERE id = ?"
        dokument = laeser.en(sql, rettet["dokument_id"])
    if dokument is None or dokument["kode"] not in {k.kode for k in MYNDIGHEDER}:
        return None
    nu, dag = hent_kommune(dokument["kode"]), rettet["rettet_til"]
    igen = f"; er referatet derfra, så indlæs {dokument['filnavn']} igen med --kommune "
    if nu.gyldig_til and nu.efterfoelger and not nu.fandtes(dag):
        ny = hent_kommune(nu.efterfoelger)
        siden = f"{nu.navn} var kommune til {dato(nu.gyldig_til)}, og er siden en del af {ny.navn} ({ny.kode})"
        laeses_som = paa_dato(ny.kode, rettet["laest"])  # a reading chooses by the date that it reads
        return (
            f"{siden}{igen}{ny.kode}." if laeses_som == ny.kode else f"{siden}; mødet regnes stadig til den tidligere."
        )
    kode = paa_dato(nu.kode, dag)
    return f"{nu.navn} var den {dato(dag)} en anden kommune ({kode}){igen}{kode}." if kode != nu.kode else None


def find_punkt(laeser: Laeser, hvad: str, db: Path) -> str:
    """The id of a punkt given by its id or its address; a usage error where there is none."""
    from referat.store.adresser import find_punkt

    id_ = hvad if laeser.en("SELECT 1 FROM punkter WHERE id = ?", hvad) else find_punkt(laeser.db, hvad)
    if id_ is None:
        raise click.UsageError(
            f"{hvad} er hverken et punkts id eller adresse i {db}; find punktet med referat search ORD --db {db}."
        )
    return id_


def vis_felter(felter: list[Raekke], som_json: bool) -> None:
    """The fields that a punkt has, and what they say."""
    if som_json:
        return skriv_json(felter)
    bredde = max((len(f["felt"]) for f in felter), default=0)
    for f in felter:
        vaerdi = _vis(f["felt"], f["vaerdi"]) if f["vaerdi"] is not None else "–"
        click.echo(f"{f['felt']:<{bredde}}  {vaerdi}{click.style(_maerke(f), dim=True)}")
    return None


def valgte(felter: list[Raekke], felt: str | None) -> list[Raekke]:
    """The fields that a beginning names; without one all but the cells of tables, which may be hundreds."""
    from referat.store.felter import laes_felt

    if felt is None:
        resten = [f for f in felter if not f["felt"].startswith("tabelceller.")]
        if n := len(felter) - len(resten):
            meld(f"{antal(n, 'felt', 'felter')} i tabellernes celler: se dem med referat correct PUNKT tabelceller.")
        return resten
    fundne = [f for f in felter if f"{f['felt']}.".startswith(f"{felt}.")]
    if not fundne:
        laes_felt(felt)
        raise click.UsageError(f"Punktet har intet i {felt}; se dets felter med referat correct PUNKT.")
    return fundne


def _maerke(f: Raekke) -> str:
    """What is said behind a field that is corrected."""
    if f.get("tilfoejet"):
        return f"  (tilføjet med rettelse {f['tilfoejet']})"
    if not f["rettet"] and f.get("celle"):
        return f"  ({f['celle']})"
    return f"  (rettet; læst: {_vis(f['felt'], f['laest'])})" if f["rettet"] else ""


@click.group(invoke_without_command=True)
@DB
@click.option("--all", "alle", is_flag=True, help="Også dem, der er ophævet eller afløst af en nyere.")
@click.option("--check", "ses", is_flag=True, help="Kun dem, der bør ses efter, fordi der nu læses noget andet.")
@JSON
@click.pass_context
def corrections(ctx: click.Context, db: Path, alle: bool, ses: bool, som_json: bool) -> None:
    """Vis rettelserne, og hvordan den nyeste læsning møder dem.

    En rettelse bliver stående, når dokumentet læses igen. Læses der nu det samme, noget tredje, eller er punktet
    flyttet eller forsvundet, står det ved den.
    """
    if ctx.invoked_subcommand:
        return None
    with aabn(db) as laeser:
        rettelser = laeser.rettelser(alle)
    i_alt, fundne = len(rettelser), [r for r in rettelser if not ses or r["tilstand"] in SES]
    if som_json:
        return skriv_json(fundne)
    for r in fundne:
        click.echo("\n".join(linjer(r)))
    if ses and not fundne:
        meld(f"Ingen bør ses efter; der er {antal(i_alt, 'rettelse', 'rettelser')}.")
    else:
        meld(f"{antal(len(fundne), 'rettelse', 'rettelser')}{hvor_mange(fundne)}.")
    return None


@corrections.command("undo")
@click.argument("nr", metavar="NR", type=click.IntRange(1))
@DB
@AF
@HVORFOR
@JSON
def fortryd(nr: int, db: Path, af: str, hvorfor: str, som_json: bool) -> None:
    """Ophæv en rettelse, så det læste, eller en ældre rettelse, vises igen. Rettelsen bliver stående i listen."""
    from referat.store.rettelser import ophaev

    with skriv_i(db) as lager:
        gammel = ophaev(lager, nr, med_tekst("--by", af), med_tekst("--why", hvorfor))
    if som_json:
        skriv_json({"ophaevet": nr, "felt": gammel["felt"], "punkt_id": gammel["punkt_id"]})
    meld(f"Rettelse {nr} af {gammel['felt']} er ophævet.")


def linjer(r: Raekke) -> Iterator[str]:
    """A correction as three lines: what, where, who and why; and what to do about it where something is to be done."""
    fra, til = (_vis(r["felt"], r[k]) for k in ("laest", "rettet_til"))
    yield click.style(f"{r['nr']}. {r['felt']}: {fra} → {til}", bold=True)
    hvor = (r["udvalg"], dato(r["dato"]) if r["dato"] else None, r["titel"], r["punkt_id"])
    yield "   " + " · ".join(x for x in hvor if x)
    yield f"   {r['af']}, {dato(r['tidspunkt'][:10])}: {r['hvorfor']}"
    if r["tilstand"] in SES:
        yield f"   {r['tilstand']}: {SES[r['tilstand']]}"
    elif r["ophaevet_af"]:
        yield f"   ophævet af {r['ophaevet_af']}, {dato(r['ophaevet_tidspunkt'][:10])}: {r['ophaevet_fordi']}"
    elif r["tilstand"] != "gælder":
        yield f"   {r['tilstand']}"


def hvor_mange(fundne: list[Raekke]) -> str:
    """How many of them someone should look at."""
    n = sum(r["tilstand"] in SES for r in fundne)
    return f"; {antal(n, 'bør ses efter', 'bør ses efter')}" if n else ""


def _vis(felt: str, vaerdi: str | None) -> str:
    """A value of a field on one line."""
    from referat.store.felter import laes_felt, vis

    tekst = " ".join(vis(laes_felt(felt.replace(".ny.", ".1.")), vaerdi).split())
    return tekst if len(tekst) <= LAENGST else tekst[:LAENGST] + "…"
