"""A table of a punkt as rows of cells, with what its numbers contradict marked where they do."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from referat.web.side import Raekke


@dataclass(frozen=True, slots=True)
class Celle:
    """A cell; ``noter`` are the numbers of the notes that say why it does not add up."""

    r: Raekke
    noter: tuple[int, ...] = ()
    hoved: bool = False
    raekkehoved: bool = False

    @property
    def er_tal(self) -> bool:
        return self.r["vaerdi"] is not None


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table: its row of the store, its heading rows, its other rows, the checks that fail."""

    r: Raekke
    hoved: list[list[Celle]]
    krop: list[list[Celle]]
    fejl: list[Raekke]

    @property
    def trin(self) -> bool:
        """Whether some rows are part of others."""
        return any(c.r["niveau"] for raekke in self.krop for c in raekke)

    def i(self, fra: int, til: int) -> bool:
        """Whether the table begins within these places of the document."""
        return self.r["tegn_fra"] is not None and fra <= self.r["tegn_fra"] < til


def saml(tabeller: list[Raekke], celler: list[Raekke], kontroller: list[Raekke]) -> list[Tabel]:
    """The tables of a punkt, from rows in order; ``kontroller`` are those that fail."""
    fejl, cellerne = defaultdict(list), defaultdict(list)
    for k in kontroller:
        fejl[k["tabel_id"]].append(k)
    for c in celler:
        cellerne[c["tabel_id"]].append(c)
    return [_tabel(t, cellerne[t["id"]], fejl[t["id"]]) for t in tabeller if cellerne[t["id"]]]


def _tabel(t: Raekke, celler: list[Raekke], fejl: list[Raekke]) -> Tabel:
    """One table: rows without values at the top are its head; rows are filled to the same width."""
    bredde = max(c["kolonne"] for c in celler) + 1
    noter: dict[tuple[int, int], tuple[int, ...]] = defaultdict(tuple)
    for n, k in enumerate(fejl, 1):
        noter[k["raekke"], k["kolonne"]] += (n,)
    hoved: list[list[Celle]] = []
    krop: list[list[Celle]] = []
    for _, raekken in groupby(celler, key=lambda c: c["raekke"]):
        raekke = {c["kolonne"]: c for c in raekken}
        er_hoved = not krop and all(c["kolonnenavn"] is None and c["vaerdi"] is None for c in raekke.values())
        tom = {"raa": "", "vaerdi": None, "side": None, "niveau": None, "tegn_fra": None, "tegn_til": None}
        ud = [
            Celle(
                c,
                noter[c["raekke"], k] if "raekke" in c else (),
                er_hoved,
                k == 0 and not er_hoved and c["vaerdi"] is None,
            )
            for k, c in ((k, raekke.get(k, tom)) for k in range(bredde))
        ]
        (hoved if er_hoved else krop).append(ud)
    return Tabel(t, hoved, krop, fejl) if krop else Tabel(t, [], hoved, fejl)


def indsat(stykker: list[str], tabeller: list[tuple[Tabel, str]]) -> list[str | Tabel]:
    """The paragraphs of a section with each table in place of the lines that print it, else after them all.

    Each table comes with its printed text; spaces and line breaks are not compared.
    """
    ud: list[str | Tabel] = list(stykker)
    for tabel, trykt in tabeller:
        fra, til = _linjer(ud, "".join(trykt.split()))
        if fra and ud[fra - 1] == tabel.r["titel"]:
            fra -= 1
        ud[fra:til] = [tabel]
    return ud


def _linjer(stykker: list[str | Tabel], trykt: str) -> tuple[int, int]:
    """Which paragraphs, from and to, are together just this text; the empty place after the last where none are."""
    for fra in range(len(stykker)):
        rest = trykt
        for til in range(fra, len(stykker)):
            stykke = stykker[til]
            linje = "".join(stykke.split()) if isinstance(stykke, str) else ""
            if not linje or not rest.startswith(linje):
                break
            rest = rest[len(linje) :]
            if not rest:
                return fra, til + 1
    return len(stykker), len(stykker)
