"""``referat withdraw`` and ``referat withdrawals``: what is taken out of what is published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from referat.cli.faelles import (
    AF,
    DB,
    HVORFOR,
    JSON,
    aabn,
    antal,
    dato,
    find_dokument,
    med_tekst,
    meld,
    skriv_i,
    skriv_json,
)

Raekke = dict[str, Any]

UKENDT_PERSON = "ukendt-person"
UDGIV = "Det, der allerede er lagt ud, skal udgives igen med referat publish."


@click.command()
@click.argument("dokument", metavar="[DOKUMENT]", required=False)
@click.option("--person", metavar="NAVN", help="Tag personens adresse, telefon og e-mail ud, ikke et dokument.")
@click.option("--text", "tekster", metavar="TEKST", multiple=True, help="Dæk også denne tekst; kan gentages.")
@click.option("--keep", "undtaget", metavar="TEKST", multiple=True, help="Dæk ikke denne tekst; kan gentages.")
@click.option("--ahead", "paa_vej", is_flag=True, help="Gem også et navn, der endnu ikke står i lageret.")
@click.option("--try", "proev", is_flag=True, help="Vis, hvad der ville blive dækket, og gør intet.")
@DB
@AF
@HVORFOR
@JSON
def withdraw(
    dokument: str | None,
    person: str | None,
    tekster: tuple[str, ...],
    undtaget: tuple[str, ...],
    paa_vej: bool,
    proev: bool,
    db: Path,
    af: str,
    hvorfor: str,
    som_json: bool,
) -> None:
    """Tag et dokument, eller hvor en person kan træffes, ud af det, der udgives.

    DOKUMENT er et id (eller begyndelsen af det) eller et filnavn. Med --person dækkes adresse, telefon og e-mail, der
    står ved navnet, i alle tekster, søgningen og sidernes billeder. Står navnet ingen steder, gemmes intet, og
    kommandoen slutter med 1; med --ahead gemmes det, så det dækkes, når det kommer. Lageret selv beholder alt.
    Udgivelsen siger, at noget er trukket tilbage, og hvorfor, men ikke hvad.
    """
    if (dokument is None) == (person is None):
        raise click.UsageError("Nævn enten et dokument eller --person NAVN.")
    if dokument and (tekster or undtaget or proev or paa_vej):
        raise click.UsageError("--text, --keep, --ahead og --try hører til --person; et dokument tages ud helt.")
    hvem = med_tekst("--by", af), med_tekst("--why", hvorfor)
    if dokument:
        svar = _dokument(db, dokument, *hvem)
    else:
        svar = _person(db, med_tekst("--person", person or ""), tekster, undtaget, paa_vej, proev, *hvem)
    if som_json:
        skriv_json(svar)
    else:
        click.echo("\n".join(_linjer(svar)))
    if svar["nr"]:
        meld(f"Tilbagetrækning {svar['nr']}. {UDGIV}")


def _dokument(db: Path, dokument: str, af: str, hvorfor: str) -> Raekke:
    from referat.store.tilbagetraekning import traek_dokument

    with aabn(db) as laeser:
        id_ = find_dokument(laeser, dokument, db)
        filnavn = (laeser.en("SELECT filnavn FROM dokumenter WHERE id = ?", id_) or {})["filnavn"]
        andre = laeser.andre_udgaver(id_)
    with skriv_i(db) as lager:
        nr = traek_dokument(lager, id_, af, hvorfor)
    return {"nr": nr, "dokument_id": id_, "filnavn": filnavn, "andre_udgaver": andre}


def _person(
    db: Path,
    navn: str,
    tekster: tuple[str, ...],
    undtaget: tuple[str, ...],
    paa_vej: bool,
    proev: bool,
    af: str,
    hvorfor: str,
) -> Raekke:
    from referat.models.kontakt import find_kontakt, navnemoenster
    from referat.store.skjul import SIDER, find_daekket
    from referat.store.tilbagetraekning import traek_kontakt

    with aabn(db) as laeser:
        daekket = find_daekket(laeser.db, "", navn, tekster, undtaget, find_kontakt)
        navnet = navnemoenster(navn)
        staar = any(navnet.search(tekst) for (tekst,) in laeser.db.execute(SIDER.format(fra="")))
    if not (staar or paa_vej):
        raise click.ClickException(
            f"{navn} står ingen steder i det, der udgives, og intet er gemt; stav navnet, som det er trykt, eller læg "
            f"--ahead til, hvis det først kommer. [{UKENDT_PERSON}]"
        )
    nr = None
    if not proev:
        with skriv_i(db) as lager:
            nr = traek_kontakt(lager, navn, af, hvorfor, tekster, undtaget)
    return {
        "nr": nr,
        "navn": navn,
        "staar": staar,
        "fundet": {t: n for t, n in daekket.items() if n},
        "tekster": [t for t, n in daekket.items() if n is None],
        "undtaget": list(undtaget),
    }


def _linjer(svar: Raekke) -> Iterator[str]:
    """What was taken out, for the archivist's eyes."""
    if "filnavn" in svar:
        yield f"{svar['filnavn']} ({svar['dokument_id'][:16]})"
        for u in svar["andre_udgaver"]:
            yield f"Mødet står også i {u['filnavn']} ({u['dokument_id'][:16]}), som stadig udgives."
        return
    for tekst, n in svar["fundet"].items():
        yield f"{tekst}  ({antal(n, 'sted', 'steder')})"
    yield from (f"{tekst}  (givet)" for tekst in svar["tekster"])
    if not svar["staar"]:
        yield f"{svar['navn']} står endnu ingen steder; det, der kommer til, dækkes."
    elif not svar["fundet"] and not svar["tekster"]:
        yield f"Ved {svar['navn']} er der nu ingen adresse, telefon eller e-mail; det, der kommer til, dækkes."


@click.group(invoke_without_command=True)
@DB
@click.option("--all", "alle", is_flag=True, help="Også det, der er lagt tilbage.")
@JSON
@click.pass_context
def withdrawals(ctx: click.Context, db: Path, alle: bool, som_json: bool) -> None:
    """Vis, hvad der er trukket tilbage fra det, der udgives."""
    if ctx.invoked_subcommand:
        return None
    with aabn(db) as laeser:
        fundne = [_laest(r) for r in laeser.tilbagetrukne(alle)]
    if som_json:
        return skriv_json(fundne)
    for r in fundne:
        hvad = f"{r['filnavn']} ({r['dokument_id'][:16]})" if r["dokument_id"] else f"kontaktoplysninger: {r['navn']}"
        click.echo(click.style(f"{r['nr']}. {hvad}", bold=True))
        click.echo(f"   {r['af']}, {dato(r['tidspunkt'][:10])}: {r['hvorfor']}")
        if r["ophaevet_af"]:
            click.echo(f"   lagt tilbage af {r['ophaevet_af']}: {r['ophaevet_fordi']}")
    meld(f"{antal(len(fundne), 'tilbagetrækning', 'tilbagetrækninger')}.")
    return None


@withdrawals.command("undo")
@click.argument("nr", metavar="NR", type=click.IntRange(1))
@DB
@AF
@HVORFOR
@JSON
def fortryd(nr: int, db: Path, af: str, hvorfor: str, som_json: bool) -> None:
    """Læg det tilbage, som en tilbagetrækning tog ud."""
    from referat.models.kontakt import find_kontakt
    from referat.store.skjul import stadig_daekket
    from referat.store.tilbagetraekning import fortryd

    with skriv_i(db) as lager:
        gammel = fortryd(lager, nr, med_tekst("--by", af), med_tekst("--why", hvorfor))
    with aabn(db) as laeser:
        stadig = stadig_daekket(laeser.db, nr, find_kontakt)
    if som_json:
        ophaevet = {"ophaevet": nr, "dokument_id": gammel["dokument_id"], "navn": gammel["navn"]}
        skriv_json(ophaevet | {"daekkes_stadig": stadig})
    meld(f"Tilbagetrækning {nr} er ophævet. {UDGIV}")
    for r in stadig:
        hvad = f" og dækker stadig {'; '.join(r['tekster'])}" if r["tekster"] else ""
        meld(f"Tilbagetrækning {r['nr']} ({r['navn']}) står{hvad}.")


def _laest(r: Raekke) -> Raekke:
    return r | {k: json.loads(r[k]) if r[k] else [] for k in ("tekster", "undtaget")}
