"""``datapackage``: CSV with a Frictionless descriptor of types, keys, units and meanings."""

from __future__ import annotations

import json
from typing import Any

from referat.store.udfoersel import foelgeblade
from referat.store.udfoersel.mappe import Fil
from referat.store.udfoersel.opgave import Opgave
from referat.store.udfoersel.ordbog import Ark, Art, Felt
from referat.store.udfoersel.tabelfiler import skriv_csv

UD_AF_SAETTET = ("maal_punkt_id",)


def skriv(opgave: Opgave) -> None:
    """The tables in ``data/`` and ``datapackage.json`` beside it."""
    resurser, ark = [], opgave.udsnit.ark()
    navne = {a.navn for a in ark}
    for a in ark:
        opgave.meld(a.navn)
        resurser.append(resurse(a, skriv_csv(opgave, a, "data/"), navne, opgave.udsnit.snaevert))
    opgave.mappe.skriv_tekst("datapackage.json", json.dumps(pakke(opgave, resurser), ensure_ascii=False, indent=1))


def pakke(opgave: Opgave, resurser: list[dict[str, Any]]) -> dict[str, Any]:
    """The descriptor of the whole."""
    h, licens = opgave.herkomst, opgave.licens
    return {
        "profile": "tabular-data-package",
        "name": "referater",
        "title": foelgeblade.titel(h),
        "description": "Dagsordenspunkter, beslutninger, stemmer, fravær og tabeller, læst i kommunernes referater.",
        "version": f"{h.lager}.{h.indhold[:12]}",
        "created": f"{opgave.dato}T00:00:00Z",
        "licenses": [{"name": licens.id, "title": licens.navn, "path": licens.url}],
        "sources": [{"title": "Kommunernes offentlige referater"}],
        "keywords": ["kommuner", "referater", "dagsordener", "Danmark"],
        "referat": {"program": h.program, "lager": h.lager, "udtraekker": h.udtraekker, "indhold": h.indhold},
        "resources": resurser,
    }


def resurse(ark: Ark, fil: Fil, navne: set[str], snaevert: bool) -> dict[str, Any]:
    """The descriptor of one table."""
    skema: dict[str, Any] = {"fields": [felt(f, ark) for f in ark.felter], "missingValues": [""]}
    if ark.pk:
        skema["primaryKey"] = list(ark.pk)
    noegler = [
        {"fields": [f.navn], "reference": {"resource": f.peger[0], "fields": [f.peger[1]]}}
        for f in peger(ark, navne, snaevert)
        if f.peger
    ]
    if noegler:
        skema["foreignKeys"] = noegler
    return {
        "name": ark.navn,
        "path": fil.sti,
        "profile": "tabular-data-resource",
        "description": ark.beskrivelse,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": fil.bytes,
        "hash": f"sha256:{fil.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": skema,
    }


def peger(ark: Ark, navne: set[str], snaevert: bool) -> list[Felt]:
    """The columns that are keys of a table among those exported; in a filtered set a reference may lead out of it."""
    ud = [f for f in ark.felter if f.peger and f.peger[0] in navne]
    return [f for f in ud if not (snaevert and f.navn in UD_AF_SAETTET)]


def felt(f: Felt, ark: Ark) -> dict[str, Any]:
    """The descriptor of one column."""
    ud: dict[str, Any] = {"name": f.navn, "type": "string" if f.art is Art.TEKST else str(f.art)}
    if f.art is Art.JA_NEJ:
        ud |= {"trueValues": ["1"], "falseValues": ["0"]}
    if f.beskrivelse:
        ud["description"] = f.beskrivelse
    if f.enhed:
        ud["unit"] = f.enhed
    if f.navn in ark.pk:
        ud["constraints"] = {"required": True} | ({"unique": True} if len(ark.pk) == 1 else {})
    return ud
