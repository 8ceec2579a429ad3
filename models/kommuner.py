"""The 98 kommuner, the five regions and the kommuner that are no more: codes, names, and the places that point to them.

Codes are those of the CPR register (0101 København … 0860 Hjørring); the regions' are 1081–1085.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from referat.models.viden import data


@dataclass(frozen=True, slots=True)
class Kommune:
    """A kommune, or a region (its own ``region``). ``steder`` point to it with a weight of 1 or 2."""

    kode: str
    navn: str
    region: str
    ogsaa: tuple[str, ...] = ()
    steder: tuple[tuple[str, int], ...] = ()
    postnumre: tuple[str, ...] = ()
    ogsaa_ord: bool = False
    """Whether the name is a common word or surname too (``Vejen``, ``Greve``), so that it says little alone."""
    gyldig_til: str | None = None
    """Its last day, ISO; None for those that still are."""
    efterfoelger: str | None = None
    """The code of the kommune of today that all or most of it went to."""

    @property
    def er_region(self) -> bool:
        return self.kode.startswith("108")

    def fandtes(self, dato: str | None) -> bool:
        """Whether it is known to have been a kommune on a date (ISO)."""
        return not self.gyldig_til or (dato is not None and dato <= self.gyldig_til)

    @property
    def navne(self) -> tuple[str, ...]:
        """The name and its other spellings."""
        return (self.navn, *self.ogsaa)


def _kommuner(kilde: dict[str, Any]) -> tuple[Kommune, ...]:
    return tuple(
        Kommune(
            kode=k["kode"],
            navn=k["navn"],
            region=kilde["regioner"][k["region"]],
            ogsaa=tuple(k.get("ogsaa", ())),
            steder=tuple(k.get("steder", {}).items()),
            postnumre=tuple(k.get("postnumre", ())),
            ogsaa_ord=k.get("ogsaa_ord", False),
        )
        for k in kilde["kommuner"]
    )


KOMMUNER: tuple[Kommune, ...] = _kommuner(data("kommuner"))
"""The 98 kommuner in the order of their codes."""

REGIONER: tuple[Kommune, ...] = tuple(
    Kommune(kode, f"Region {navn}", navn) for kode, navn in data("kommuner")["regioner"].items()
)


@cache
def kommunenavne() -> frozenset[str]:
    """The names of the kommuner of today and before, in small letters."""
    return frozenset(n.casefold() for k in (*KOMMUNER, *TIDLIGERE) for n in k.navne)


def _tidligere(kilde: dict[str, Any]) -> tuple[Kommune, ...]:
    region = {k.kode: k.region for k in KOMMUNER}
    return tuple(
        Kommune(
            kode=k["kode"],
            navn=k["navn"],
            region=region[k["efterfoelger"]],
            ogsaa=tuple(k.get("ogsaa", ())),
            gyldig_til=k.get("til", kilde["til"]),
            efterfoelger=k["efterfoelger"],
        )
        for k in kilde["kommuner"]
    )


TIDLIGERE: tuple[Kommune, ...] = _tidligere(data("tidligere_kommuner"))
"""The kommuner that were merged into others; their region is the one where they would lie today."""

MYNDIGHEDER: tuple[Kommune, ...] = (*KOMMUNER, *REGIONER, *TIDLIGERE)
"""All whose minutes can be read."""


@cache
def _efter_kode() -> dict[str, Kommune]:
    return {k.kode: k for k in MYNDIGHEDER}


def hent_kommune(kode: str) -> Kommune:
    """The kommune or region of a code, those of former days too; KeyError where there is none."""
    return _efter_kode()[kode]


def find_kommune(navn: str) -> Kommune | None:
    """The kommune that a name or code means: ``Høje Taastrup Kommune``, ``Københavns``, ``aarhus``, ``0253``.

    A name that one of today and one of former days had is that of today's; see ``paa_dato``.
    """
    navn = navn.strip()
    if navn in _efter_kode():
        return _efter_kode()[navn]
    noegle = _noegle(re.sub(r"\s+(?:regions)?kommunes?$", "", navn, flags=re.IGNORECASE))
    return _efter_navn().get(noegle) or _efter_navn().get(re.sub(r"['’]?s?$", "", noegle))


@cache
def _efter_navn() -> dict[str, Kommune]:
    return {_noegle(n): k for k in (*TIDLIGERE, *REGIONER, *KOMMUNER) for n in k.navne}


def paa_dato(kode: str, dato: str | None) -> str:
    """The code that the kommune of a name had on a date: Slagelse in 2005 was not the Slagelse of today."""
    tidligere = _tidligere_navne().get(_noegle(hent_kommune(kode).navn))
    return tidligere.kode if tidligere and tidligere.fandtes(dato) else kode


@cache
def _tidligere_navne() -> dict[str, Kommune]:
    return {_noegle(k.navn): k for k in TIDLIGERE}


def _noegle(navn: str) -> str:
    return re.sub(r"[\s‐‑–-]+", " ", navn.casefold().replace("å", "aa")).strip()


@cache
def beskadigede_navne() -> dict[str, Kommune]:
    """Spellings that an English OCR makes of the names with Danish letters, each with the kommune it means.

    Made by rule from ``models/data/ocr_bogstaver.json``; a spelling that fits two kommuner, or is the right name of
    one, is left out.
    """
    rigtige = {n for k in KOMMUNER for n in k.navne}
    ud: dict[str, Kommune | None] = {}
    for kommune in KOMMUNER:
        for stavet in _beskadig(kommune.navn) - rigtige:
            ud[stavet] = kommune if ud.get(stavet, kommune) is kommune else None
    return {stavet: k for stavet, k in ud.items() if k is not None}


def _beskadig(navn: str) -> set[str]:
    bogstaver = data("ocr_bogstaver")["bogstaver"]
    muligheder = [[*bogstaver[c], c] if c in bogstaver else [c] for c in navn]
    ud = {"".join(valg) for valg in product(*muligheder)}
    for rigtigt, laest in data("ocr_bogstaver")["klynger"]:
        ud |= {stavet.replace(rigtigt, laest) for stavet in ud}
    return ud - {navn}
