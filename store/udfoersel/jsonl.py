"""``jsonl``: one whole document a line, all that was read in it nested under it, and the JSON Schema of a line."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from referat.schemas import kodebog
from referat.store.udfoersel.opgave import Opgave
from referat.store.udfoersel.ordbog import Ark, Art, Felt
from referat.store.udfoersel.udsnit import Udsnit, Vaerdi

SKEMA = "https://json-schema.org/draft/2020-12/schema"
Post = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Led:
    """A table under another: ``over`` is the column that names its owner, ``vej`` the rows of a document."""

    tabel: str
    over: str
    vej: str
    under: tuple[Led, ...] = ()
    navn: str = ""


PUNKT = "punkt_id IN (SELECT id FROM punkter WHERE dokument_id = ?)"
TABEL = f"tabel_id IN (SELECT id FROM tabeller WHERE {PUNKT})"
MOEDE = "moede_id IN (SELECT id FROM moeder WHERE dokument_id = ?)"
DOKUMENT = "dokument_id = ?"

I_PUNKT = (
    *(Led(t, "punkt_id", PUNKT) for t in ("afsnit", "indstillinger", "bemaerkninger", "fravaer", "bilag")),
    Led("punkt_journalnumre", "punkt_id", PUNKT, navn="journalnumre"),
    Led("afstemninger", "punkt_id", PUNKT),
    Led("stemmer", "punkt_id", PUNKT),
    Led("henvisninger", "punkt_id", PUNKT),
    Led("bevillinger", "punkt_id", PUNKT),
    Led("sagspunkter", "punkt_id", PUNKT, navn="sager"),
    Led(
        "tabeller",
        "punkt_id",
        PUNKT,
        (
            Led("tabelceller", "tabel_id", TABEL, navn="celler"),
            Led("tabelraekker", "tabel_id", TABEL, navn="raekker"),
            Led("kontroller", "tabel_id", TABEL),
        ),
    ),
)
TRAE = Led(
    "dokumenter",
    "id",
    "id = ?",
    (
        Led("dokument_journalnumre", "dokument_id", DOKUMENT, navn="journalnumre"),
        Led("omtaler", "dokument_id", DOKUMENT),
        Led("advarsler", "dokument_id", DOKUMENT),
        Led("sider", "dokument_id", DOKUMENT, navn="tekst"),
        Led(
            "moeder",
            "dokument_id",
            DOKUMENT,
            (Led("deltagere", "moede_id", MOEDE), Led("punkter", "moede_id", MOEDE, I_PUNKT)),
        ),
    ),
)
"""A document, its meetings, their punkter, and the records of each."""


def skriv(opgave: Opgave) -> None:
    """``referater.jsonl`` and ``referat.schema.json``."""
    opgave.meld("referater")
    linjer = ((json.dumps(d, ensure_ascii=False) + "\n").encode("utf-8", "replace") for d in dokumenter(opgave.udsnit))
    opgave.mappe.skriv("referater.jsonl", linjer)
    skema = json_schema(opgave.udsnit.tabeller)
    opgave.mappe.skriv_tekst("referat.schema.json", json.dumps(skema, ensure_ascii=False, indent=1))


def dokumenter(udsnit: Udsnit) -> Iterator[Post]:
    """The chosen documents, each whole, one in memory at a time."""
    kommuner = dict(udsnit.db.execute("SELECT kode, navn FROM kommuner"))
    udvalg = dict(udsnit.db.execute("SELECT id, navn FROM udvalg"))
    ark = udsnit.tabeller["dokumenter"]
    nr = [f.navn for f in ark.felter].index("id")
    for raekke in udsnit.raekker(ark):
        (dokument,) = _poster(udsnit, TRAE, str(raekke[nr]))
        dokument["kommune"] = kommuner.get(dokument["kommune_kode"])
        for moede in dokument["moeder"]:
            moede["kommune"], moede["udvalg"] = kommuner.get(moede["kommune_kode"]), udvalg.get(moede["udvalg_id"])
        yield dokument


def _poster(udsnit: Udsnit, led: Led, dokument_id: str) -> list[Post]:
    """The rows of a table that are of a document, as objects with those of the tables under it."""
    if led.tabel not in udsnit.tabeller:
        return []
    ark = udsnit.tabeller[led.tabel]
    poster = [_post(ark, r) for r in udsnit.raekker(ark, led.vej, dokument_id)]
    if "raekkefoelge" in {f.navn for f in ark.felter}:
        poster.sort(key=lambda p: p["raekkefoelge"])
    for under in led.under:
        efter: dict[Vaerdi, list[Post]] = defaultdict(list)
        for p in _poster(udsnit, under, dokument_id):
            efter[p.pop(under.over)].append(p)
        for p in poster:
            p[under.navn or under.tabel] = efter[p["id"]]
    return poster


def _post(ark: Ark, raekke: Iterable[Vaerdi]) -> Post:
    """A row as an object; NULL stays null, so that every line has the same shape."""
    return {f.navn: json_vaerdi(f, v) for f, v in zip(ark.felter, raekke, strict=True)}


def json_vaerdi(f: Felt, v: Vaerdi) -> Any:
    """A value as JSON: 0/1 as a truth value, a box as its four numbers."""
    if v is None:
        return None
    if f.art is Art.JA_NEJ:
        return bool(v)
    return json.loads(v) if f.navn == "bbox" and isinstance(v, str) else v


def json_schema(tabeller: dict[str, Ark]) -> Post:
    """The JSON Schema of a line, made from the store's schema: an object for each table, under ``$defs``."""
    defs: Post = {}
    rod = _objekt(TRAE, tabeller, defs)
    moede = defs["moeder"]["properties"]
    navne = {"type": ["string", "null"]}
    rod["properties"]["kommune"] = moede["kommune"] = navne | {"description": kodebog.kolonne("punkter_vis", "kommune")}
    moede["udvalg"] = navne | {"description": kodebog.kolonne("punkter_vis", "udvalg")}
    return {"$schema": SKEMA, "title": "referat", **rod, "$defs": defs}


def _objekt(led: Led, tabeller: dict[str, Ark], defs: Post) -> Post:
    ark = tabeller[led.tabel]
    egne = {f.navn: egenskab(f, ark) for f in ark.felter if led is TRAE or f.navn != led.over}
    for under in led.under:
        if under.tabel in tabeller:
            defs[under.tabel] = _objekt(under, tabeller, defs)
            egne[under.navn or under.tabel] = {"type": "array", "items": {"$ref": f"#/$defs/{under.tabel}"}}
    return {"type": "object", "description": ark.beskrivelse, "properties": egne, "required": list(egne)}


def egenskab(f: Felt, ark: Ark) -> Post:
    """The JSON Schema of a column."""
    if f.navn == "bbox":
        return {"type": ["array", "null"], "items": {"type": "number"}, "description": f.beskrivelse}
    art = "string" if f.art in (Art.TEKST, Art.DATO) else str(f.art)
    ud: Post = {"type": art if f.navn in ark.pk else [art, "null"], "description": f.beskrivelse}
    if f.art is Art.DATO:
        ud["format"] = "date"
    return ud | ({"x-unit": f.enhed} if f.enhed else {})
