"""``csvw``: CSV with W3C CSV on the Web metadata."""

from __future__ import annotations

import json
from typing import Any

from referat.store.udfoersel import foelgeblade
from referat.store.udfoersel.datapakke import peger
from referat.store.udfoersel.opgave import Opgave
from referat.store.udfoersel.ordbog import Ark, Art, Felt
from referat.store.udfoersel.tabelfiler import skriv_csv
from referat.store.udfoersel.udsnit import Udsnit

DATATYPER: dict[Art, Any] = {
    Art.TEKST: "string",
    Art.HELTAL: "integer",
    Art.TAL: "double",
    Art.JA_NEJ: {"base": "boolean", "format": "1|0"},
    Art.DATO: {"base": "date", "format": "yyyy-MM-dd"},
}


def skriv(opgave: Opgave) -> None:
    """The tables, and ``csv-metadata.json``: the name under which readers of CSVW look for it."""
    ark = opgave.udsnit.ark()
    for a in ark:
        opgave.meld(a.navn)
        skriv_csv(opgave, a)
    opgave.mappe.skriv_tekst("csv-metadata.json", json.dumps(metadata(opgave, ark), ensure_ascii=False, indent=1))


def metadata(opgave: Opgave, ark: list[Ark]) -> dict[str, Any]:
    """The table group."""
    h, navne = opgave.herkomst, {a.navn for a in ark}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "da"}],
        "dc:title": foelgeblade.titel(h),
        "dc:license": {"@id": opgave.licens.url},
        "dc:issued": {"@value": opgave.dato, "@type": "xsd:date"},
        "dc:identifier": f"sha256:{h.indhold}",
        "dc:hasVersion": f"lager {h.lager}, udtrækker {h.udtraekker}",
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
        "tables": [tabel(a, fremmednoegler(opgave.udsnit, a, navne)) for a in ark],
    }


def tabel(ark: Ark, noegler: list[dict[str, Any]]) -> dict[str, Any]:
    """One table with its columns and keys."""
    skema: dict[str, Any] = {"columns": [kolonne(f, ark) for f in ark.felter]}
    if ark.pk:
        skema["primaryKey"] = list(ark.pk)
    if noegler:
        skema["foreignKeys"] = noegler
    return {"url": f"{ark.navn}.csv", "dc:description": ark.beskrivelse, "tableSchema": skema}


def fremmednoegler(udsnit: Udsnit, ark: Ark, navne: set[str]) -> list[dict[str, Any]]:
    """The keys to other tables; CSVW wants every row to have one, so a column with NULL is only described."""
    return [
        {"columnReference": f.navn, "reference": {"resource": f"{f.peger[0]}.csv", "columnReference": f.peger[1]}}
        for f in peger(ark, navne, udsnit.snaevert)
        if f.peger and not udsnit.har_tomme(ark, f.navn)
    ]


def kolonne(f: Felt, ark: Ark) -> dict[str, Any]:
    """One column: name, type, meaning, unit."""
    ud: dict[str, Any] = {"name": f.navn, "titles": f.navn, "datatype": DATATYPER[f.art]}
    if f.beskrivelse:
        ud["dc:description"] = f.beskrivelse
    if f.enhed:
        ud["schema:unitText"] = f.enhed
    if f.navn in ark.pk:
        ud["required"] = True
    return ud
