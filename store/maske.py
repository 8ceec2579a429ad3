"""Covers personal numbers, and what is withdrawn, in what is published: in a text, over pages, over a row's cells."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from referat.schemas import cpr
from referat.store.skjul import Skjul
from referat.store.tilbagetraekning import MINDST

Sted = tuple[int, int]
SIDESKIFT, CELLESKEL = "\f", " "
CELLER = "SELECT tabel_id, raekke, kolonne, raa FROM kilde.tabelceller ORDER BY tabel_id, raekke, kolonne"


@dataclass
class Maske:
    """Covers the personal numbers of what it is given; before that what was withdrawn. ``numre`` are those it met."""

    numre: set[str] = field(default_factory=set)
    skjul: Skjul = field(default_factory=Skjul)

    def __call__(self, tekst: str | None) -> str | None:
        if tekst is None or len(tekst) < MINDST:
            return tekst
        tekst = self.skjul(tekst)
        if len(tekst) < cpr.KORTEST or not (steder := cpr.find(tekst)):
            return tekst
        self.numre.update(cpr.nummer(tekst[fra:til]) for fra, til in steder)
        return cpr.mask(tekst)

    def har(self, tekst: str) -> bool:
        """Whether a text has anything to cover."""
        return bool(self.steder(tekst))

    def steder(self, tekst: str) -> list[Sted]:
        """Where a text has anything to cover, as first characters and ends."""
        return [*self.skjul.steder(tekst), *(cpr.find(tekst) if len(tekst) >= cpr.KORTEST else ())]

    def dele(self, tekster: Sequence[str]) -> list[str]:
        """The texts of pages that follow each other; a number may begin in one and end in the next."""
        return _dele(self, tekster, SIDESKIFT)


def _dele(daek: Callable[[str], str | None], tekster: Sequence[str], skel: str) -> list[str]:
    """Texts that are covered as one, each as long as before."""
    ud, fra = daek(skel.join(tekster)) or "", 0
    dele = []
    for t in tekster:
        dele.append(ud[fra : fra + len(t)])
        fra += len(t) + len(skel)
    return dele


@dataclass
class Celler:
    """The cells that have a part of something that stands in several and is to be covered; the rest is left to
    ``maske``.

    A number goes on in the next cell of its row; what was withdrawn also in the one below. Numbers under each other are
    no personal number.
    """

    maske: Maske
    daekkede: dict[tuple[Any, ...], str] = field(default_factory=dict)
    navne: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """Table → text of such a cell → the same covered: it may be the label of other cells."""

    def find(self, db: sqlite3.Connection) -> None:
        """Look through the store's tables."""
        for _, tabel in groupby(db.execute(CELLER), lambda r: r[0]):
            celler = [(tuple(plads), raa or "") for *plads, raa in tabel]
            akser: tuple[tuple[int, Maske | Skjul], ...] = ((1, self.maske), (2, self.maske.skjul))
            for akse, daek in akser if self.maske.skjul.moenstre else akser[:1]:
                langs = sorted((plads[akse], plads, raa) for plads, raa in celler)
                for _, gruppe in groupby(langs, lambda c: c[0]):
                    self._find_i(daek, [(plads, raa) for _, plads, raa in gruppe])

    def _find_i(self, daek: Maske | Skjul, celler: Sequence[tuple[tuple[Any, ...], str]]) -> None:
        """Look through the cells of one row or column."""
        tekster = [self.daekkede.get(plads, raa) for plads, raa in celler]
        if not _over_flere(daek.steder(CELLESKEL.join(tekster)), tekster):
            return
        for (plads, raa), foer, ny in zip(celler, tekster, _dele(daek, tekster, CELLESKEL), strict=True):
            if ny != foer:
                self.daekkede[plads] = ny
                self.navne[plads[0]][raa.strip()] = ny.strip()

    def celle(self, raa: str | None, *plads: Any) -> str | None:
        """What a cell is to show; ``plads`` is its table, row and column."""
        return self.daekkede.get(plads) or self.maske(raa)

    def har_cpr(self, raa: str | None, *plads: Any) -> bool:
        """Whether a text, or a cell at its place, holds what is covered or a part of it."""
        return raa is not None and (plads in self.daekkede or self.maske.har(raa))

    def navn(self, tabel_id: str, navn: str | None) -> str | None:
        """What the label of a row or a column is to show."""
        ud = navn or ""
        for raa, ny in self.navne[tabel_id].items() if tabel_id in self.navne else ():
            ud = ud.replace(raa, ny)
        return self.maske(ud) if navn else navn


def _over_flere(steder: Sequence[Sted], tekster: Sequence[str]) -> bool:
    """Whether one of the places goes from one text into the next."""
    slut = -1
    skel = [slut := slut + len(t) + len(CELLESKEL) for t in tekster[:-1]]
    return any(fra <= s < til for fra, til in steder for s in skel)
