"""The worked questions: ``spoergsmaal.toml`` says what each asks and shows; here is what its fields mean in SQL."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from referat.store import soeg
from referat.store.datoer import iso_dato
from referat.web.side import LAENGST, Side, foresporgsel
from referat.web.soegning import beloeb, soegbart, udtryk_for

PER_SIDE = 100

BETINGELSER = {
    "kommune": "b.kommune_kode = :kommune",
    "udvalg": f"b.udvalg_id {soeg.UDVALG}",
    "fra": "b.aar >= :fra",
    "til": "b.aar <= :til",
    "ord": "b.soegenr IN (SELECT rowid FROM soegning WHERE soegning MATCH :ord)",
    "kle": "b.punkt_id IN (SELECT punkt_id FROM punkt_journalnumre WHERE kle >= :kle AND kle < :kle || ':')",
}
"""Field → what it asks of ``b``, the rows that a question is of; the other fields stand in the question's own SQL."""
EGNE = ("stemme", "parti", "navn", "forskel", "mindst", "bemaerkning", "pct", "beloeb", "bevilling", "sagsord")
STANDARD: dict[str, Any] = {"forskel": 3, "mindst": 1, "pct": 10, "beloeb": 0}
"""What a number is where nothing is typed."""

HOVEDER = {
    "kommune": "Kommune",
    "udvalg": "Udvalg",
    "fra": "Fra år",
    "til": "Til år",
    "ord": "Ord i punktet",
    "kle": "Emne (KLE)",
    "stemme": "Stemme",
    "parti": "Parti",
    "navn": "Person",
    "forskel": "Højst så mange stemmers forskel",
    "mindst": "Mindst så mange i alt",
    "bemaerkning": "Hvad",
    "pct": "Mindst så mange procent",
    "beloeb": "Mindst så mange kroner",
    "bevilling": "Art",
    "sagsord": "Ord i sagens titel",
}
"""Field → its label."""


@dataclass(frozen=True, slots=True)
class Kolonne:
    """A column of an answer: what the query calls it, its head, and how it is shown."""

    felt: str
    hoved: str
    art: str


@dataclass(frozen=True, slots=True)
class Spoergsmaal:
    """A question: what it answers and does not, its fields, and its columns; ``om`` says what a row is of."""

    navn: str
    gruppe: str
    titel: str
    svarer: str
    ikke: str
    felter: tuple[str, ...]
    om: str
    kolonner: tuple[Kolonne, ...]
    standard: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sti(self) -> str:
        return f"/spoergsmaal/{self.navn}"


@dataclass(frozen=True, slots=True)
class Stillet:
    """A question as somebody asks it: what was typed, what is bound, and what was not understood."""

    spm: Spoergsmaal
    skrevet: dict[str, str]
    vaerdier: dict[str, Any]
    uforstaaet: tuple[str, ...] = ()
    side: int = 1

    def sql(self, navn: str = "") -> str:
        """The question's query, or another over the same rows."""
        krav = "".join(f" AND {BETINGELSER[f]}" for f in BETINGELSER if self.vaerdier.get(f) is not None)
        return foresporgsel(f"spoergsmaal.{navn or self.spm.navn}").replace("{hvor}", krav)

    def url(self, form: str = "", side: int = 1, **andet: str) -> str:
        """The address of this question, or of its answer as a file (``.csv``, ``.xlsx``, ``.json``); ``andet`` are
        fields that are to say something else."""
        felter = {k: v for k, v in (self.skrevet | andet).items() if v or k in self.spm.standard}
        felter |= {"side": str(side)} if side > 1 else {}
        return self.spm.sti + form + (f"?{urlencode(felter)}" if felter else "")


@cache
def alle() -> dict[str, Spoergsmaal]:
    """The questions by name, in their order."""
    tekst = (Path(__file__).parent / "spoergsmaal.toml").read_text(encoding="utf-8")
    ud = {}
    for post in tomllib.loads(tekst)["spoergsmaal"]:
        kolonner = tuple(Kolonne(*k) for k in post.pop("kolonner"))
        ud[post["navn"]] = Spoergsmaal(kolonner=kolonner, **(post | {"felter": tuple(post["felter"])}))
    return ud


def laes(side: Side, spm: Spoergsmaal) -> Stillet:
    """What the address asks. Never fails: what is no number is told, and the usual is asked instead."""
    stillet = any(n in side.request.args for n in spm.felter)
    skrevet, uforstaaet = {}, []
    vaerdier: dict[str, Any] = dict.fromkeys((*BETINGELSER, *EGNE)) | STANDARD
    for felt in spm.felter:
        tekst = side.arg(felt)[:LAENGST].encode("utf-8", "ignore").decode().replace("\0", "")
        skrevet[felt] = tekst if stillet else str(spm.standard.get(felt, ""))
        if skrevet[felt]:
            laest = LAESERE.get(felt, str)(skrevet[felt])
            uforstaaet += [skrevet[felt]] if laest is None else []
            vaerdier[felt] = vaerdier[felt] if laest is None else laest
    nr = side.arg("side")
    return Stillet(
        spm, skrevet, vaerdier, tuple(uforstaaet), int(nr) if re.fullmatch("[1-9][0-9]?", nr, re.ASCII) else 1
    )


async def udvid(side: Side, stillet: Stillet) -> Stillet:
    """The question with its words as an expression of the index, longer words that hold them too."""
    if not (skrevet := stillet.vaerdier["ord"]):
        return stillet
    udtryk = await udtryk_for(side, soegbart(skrevet)[0]) or '"\ufffd"'
    return replace(stillet, vaerdier=stillet.vaerdier | {"ord": udtryk})


def _fra_aar(skrevet: str) -> int | None:
    """The year, also of its first day; another day is no year."""
    iso = iso_dato(skrevet) or ""
    return int(iso[:4]) if iso.endswith("-01-01") else None


def _til_aar(skrevet: str) -> int | None:
    """The year, also of its last day."""
    iso = iso_dato(skrevet, slut=True) or ""
    return int(iso[:4]) if iso.endswith("-12-31") else None


def _tal(skrevet: str) -> float | None:
    """``12,5`` or ``12.5``, with ``%`` or ``pct.`` or without."""
    m = re.fullmatch(r"(\d{1,9}(?:[.,]\d{1,4})?)\s*(?:%|pct\.?)?", skrevet, re.ASCII)
    tal = float(m[1].replace(",", ".")) if m else math.nan
    return tal if math.isfinite(tal) else None


def _kle(skrevet: str) -> str | None:
    """``15`` or ``15.20.00``, of what may be followed by a title."""
    m = re.match(r"\d\d(?:\.\d\d){0,2}", skrevet, re.ASCII)
    return m[0] if m else None


LAESERE: dict[str, Callable[[str], Any]] = {
    "fra": _fra_aar,
    "til": _til_aar,
    "forskel": _tal,
    "mindst": _tal,
    "pct": _tal,
    "beloeb": beloeb,
    "kle": _kle,
}
"""Field → what reads it; None for what it cannot read."""
