"""The truth of a generated meeting in the gold form that the evaluation reads: only what the layout really prints."""

from __future__ import annotations

from typing import Any

from referat.corpus.dialekter import acadre_led, dialekt, fravaerende_navne, oe_titel, trung_titel
from referat.corpus.moeder import Behandling, Moede

UDEN_HOVED = ("trung",)
"""Dialects whose head names neither time nor place nor absence."""


def facit(moede: Moede, endelse: str) -> dict[str, Any]:
    """The truth of one document. A reference also says which generated file it points to (``fil``)."""
    d = dialekt(moede.dialekt)
    hoved = d["navn"] not in UDEN_HOVED
    return {
        "fil": f"{moede.fil}.{endelse}",
        "type": "referat",
        "kommune": None,
        "kommunekode": None,
        "kommune_navn": moede.kommune,
        "dialekt": d["navn"],
        "udvalg": moede.udvalg,
        "dato": moede.dato.isoformat(),
        "start": moede.start if hoved else None,
        "sted": moede.sted if hoved else None,
        "medlemmer": [p.navn for p in moede.medlemmer] if d.get("medlemmer", True) else None,
        "fravaerende": [p.navn for p in moede.afbud] if hoved else None,
        "punkter": [_punkt(moede, p, d) for p in moede.punkter],
    }


def _punkt(moede: Moede, p: Behandling, d: dict[str, Any]) -> dict[str, Any]:
    oe1 = d["navn"] == "oe" and p.nr == 1
    punkter = acadre_led(p.sag.punkter) if d["navn"] == "acadre" and p.sag.punkter else list(p.sag.punkter)
    skaebner = p.skaebner or [None] * len(punkter)
    ud: dict[str, Any] = {
        "nr": None if d["navn"] == "acadre" else str(p.nr),
        "titel": _titel(p, d["navn"]),
        "journalnumre": [p.sag.journalnummer],
        "lukket": p.lukket and d["navn"] != "acadre",
        "udfald": ("andet" if moede.afbud else "intet") if oe1 else p.udfald,
        "indstillinger": []
        if oe1
        else [{"nr": n, "udfald": u, "tekst": t} for n, (u, t) in enumerate(zip(skaebner, punkter, strict=True), 1)],
        "fravaerende": _fravaerende(moede, p, d, oe1),
        "stemmer": p.stemmer,
        "bilag": [] if oe1 else list(p.sag.bilag),
        "tabeller": [_tabel(p)] if p.sag.tabel else [],
        "komplet": True,
    }
    if d.get("henvisning"):
        ud["henvisninger"] = [
            {"udvalg": h.udvalg, "dato": h.dato.isoformat(), "punkt": str(h.punkt), "fil": h.fil} for h in p.tidligere
        ]
    if d.get("henvisning") == "relateret":
        ud["behandlingsforloeb"] = [{"udvalg": h.udvalg, "dato": h.dato.isoformat()} for h in p.kommende]
    if d["fravaer"] in ("linje", "hoved") and not d.get("ad"):
        ud["beslutning"] = " ".join(p.ordlyd) or None
    return ud


def _titel(p: Behandling, navn: str) -> str | None:
    return {"acadre": None, "trung": trung_titel(p), "oe": oe_titel(p)}.get(navn, p.sag.titel)


def _fravaerende(moede: Moede, p: Behandling, d: dict[str, Any], oe1: bool) -> list[str]:
    """A dialect without a head says who is away only in the punkter that have a decision."""
    if d["navn"] in UDEN_HOVED and not p.ordlyd:
        return []
    return [x.navn for x in moede.afbud] if oe1 else fravaerende_navne(moede, p)


def _tabel(p: Behandling) -> dict[str, Any]:
    assert p.sag.tabel
    t = p.sag.tabel
    return {"enhed": t.enhed, "kolonner": list(t.kolonner), "raekker": {n: list(v) for n, v in t.raekker}}
