"""Covers personal numbers, and what is withdrawn, in what is published: in a text, over pages, over a row's cells."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from referat.schemas import cpr
from referat.store.skjul import Skjul
from referat.store.tilbagetraekning import MINDST

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
        return self.skjul.har(tekst) or bool(cpr.find(tekst))

    def dele(self, tekster: Sequence[str], skel: str = SIDESKIFT) -> list[str]:
        """Texts that follow each other; a number may begin in one and end in the next."""
        ud, fra = self(skel.join(tekster)) or "", 0
        dele = []
        for t in tekster:
            dele.append(ud[fra : fra + len(t)])
            fra += len(t) + len(skel)
        return dele


@dataclass
class Celler:
    """The cells that are part of a number which stands in several cells of a row; the rest is left to ``maske``."""

    maske: Maske
    daekkede: dict[tuple[Any, ...], str] = field(default_factory=dict)
    navne: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """Table → text of such a cell → the same covered: it may be the label of other cells."""

    def find(self, db: sqlite3.Connection) -> None:
        """Look through the store's tables."""
        for (tabel_id, raekke), gruppe in groupby(db.execute(CELLER), lambda r: r[:2]):
            celler = [(kolonne, raa or "") for *_, kolonne, raa in gruppe]
            if not _over_flere([raa for _, raa in celler]):
                continue
            for (kolonne, raa), ny in zip(celler, self.maske.dele([r for _, r in celler], CELLESKEL), strict=True):
                if ny != raa:
                    self.daekkede[tabel_id, raekke, kolonne] = ny
                    self.navne[tabel_id][raa.strip()] = ny.strip()

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


def _over_flere(tekster: Sequence[str]) -> bool:
    """Whether a number stands in more than one of the texts of a row."""
    hele = CELLESKEL.join(tekster)
    if len(hele) < cpr.KORTEST or not (steder := cpr.find(hele)):
        return False
    slut = -1
    skel = [slut := slut + len(t) + len(CELLESKEL) for t in tekster[:-1]]
    return any(fra <= s < til for fra, til in steder for s in skel)
