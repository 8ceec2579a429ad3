"""A document before it is set: blocks, from a plain source or the generator, to be written as text or set as PDF.

The plain source (``corpus/kilder``) is lines: ``# titel``, ``## punkt``, ``### overskrift``, ``- led``, ``1. led``,
``| celle | celle |`` (ruled table), ``~ celle ~ celle`` (aligned table), ``**maerke** tekst`` (bold run-in),
``@felt Navn | værdi``, ``@indhold``, ``@side``; any other line is a paragraph, and blank lines say nothing. ``@stil``,
``@hoved``, ``@bund`` and ``@titel`` choose the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

Raekker = tuple[tuple[str, ...], ...]
LED = re.compile(r"(-|\d+\.|[a-z]\)) (.+)")
FED = re.compile(r"\*\*(.+?)\*\*\s*(.*)")
INDHOLDSBREDDE = 98
"""FirstAgenda cuts the titles of its contents list at about this many characters."""


class Art(StrEnum):
    """What a block is."""

    TITEL = "titel"
    PUNKT = "punkt"
    OVERSKRIFT = "overskrift"
    TEKST = "tekst"
    LED = "led"
    FELT = "felt"
    TABEL = "tabel"
    OPSTILLING = "opstilling"
    INDHOLD = "indhold"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class Blok:
    """A piece of a document. ``maerke`` is what stands before the text: a list mark, a field's name, a bold run-in;
    on a table ``gentag`` prints its header again over the page."""

    art: Art
    tekst: str = ""
    maerke: str = ""
    raekker: Raekker = ()


@dataclass(frozen=True, slots=True)
class Dokument:
    """Blocks, and the page they are to be set on. ``hoved`` and ``bund`` may hold ``{side}`` and ``{sider}``."""

    blokke: tuple[Blok, ...]
    stil: str = "firstagenda"
    hoved: str = ""
    bund: str = ""
    titel: str = field(default="Referat")


def laes_kilde(kilde: str) -> Dokument:
    """The document that a plain source describes."""
    side = dict(re.findall(r"^@(stil|hoved|bund|titel) +(.+)$", kilde, re.M))
    krop = re.sub(r"^@(?:stil|hoved|bund|titel) .*\n", "", kilde, flags=re.M)
    return Dokument(blokke=tuple(_blokke(krop.splitlines())), **side)


def _blokke(linjer: Iterable[str]) -> Iterator[Blok]:
    """One block a line, but the rows of a table are one block."""
    for skille, samlet in groupby(filter(str.strip, linjer), lambda x: x[0] if x[0] in "|~" else ""):
        if skille:
            raekker = tuple(tuple(c.strip() for c in x.strip(" " + skille).split(skille)) for x in samlet)
            yield Blok(Art.TABEL if skille == "|" else Art.OPSTILLING, raekker=raekker)
        else:
            yield from map(_linje, samlet)


def _linje(linje: str) -> Blok:
    for tegn, art in (("### ", Art.OVERSKRIFT), ("## ", Art.PUNKT), ("# ", Art.TITEL)):
        if linje.startswith(tegn):
            return Blok(art, linje.removeprefix(tegn).strip())
    if linje.strip() in ("@side", "@indhold"):
        return Blok(Art(linje.strip()[1:]))
    if linje.startswith("@felt "):
        navn, _, vaerdi = linje.removeprefix("@felt ").partition("|")
        return Blok(Art.FELT, vaerdi.strip(), navn.strip())
    if m := LED.match(linje):
        return Blok(Art.LED, m[2].strip(), m[1])
    if m := FED.fullmatch(linje):
        return Blok(Art.TEKST, m[2], m[1])
    return Blok(Art.TEKST, linje.strip())


def indhold(blokke: Iterable[Blok]) -> list[str]:
    """The titles of a contents list as FirstAgenda prints them: without number, cut short."""
    return [re.sub(r"^Punkt \S+: ", "", b.tekst)[:INDHOLDSBREDDE].strip() for b in blokke if b.art is Art.PUNKT]


def som_tekst(dokument: Dokument, fed: str = "", skille: str = "\n\n", naeste_side: int = 3) -> str:
    """The document as text: tables tab-separated, bold between ``fed`` (Markdown), ``skille`` between blocks."""
    titler = indhold(dokument.blokke)
    dele = []
    for b in dokument.blokke:
        if b.art is Art.INDHOLD:
            dele.append("\n".join(f"{t}.....\t{n}" for n, t in enumerate(titler, naeste_side)))
        elif b.art is not Art.SIDE:
            luft = "\n" if b.art is Art.PUNKT and skille == "\n" else ""
            dele.append(luft + _blok_tekst(b, fed) + luft)
    return skille.join(dele) + "\n"


def _blok_tekst(b: Blok, fed: str) -> str:
    if b.raekker:
        return "\n".join("\t".join(r) for r in b.raekker)
    overskrift = {Art.TITEL: "# ", Art.PUNKT: "## ", Art.OVERSKRIFT: "### "}.get(b.art)
    if overskrift:
        return (overskrift if fed else "") + b.tekst
    if b.art is Art.LED:
        return f"{b.maerke} {b.tekst}"
    return f"{fed}{b.maerke}{fed} {b.tekst}".strip() if b.maerke else b.tekst
