"""A search as it stands in an address: what was typed and chosen, made into ``Filtre``; what cannot be used is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar
from urllib.parse import urlencode

from referat.store import soeg
from referat.store.datoer import iso_dato
from referat.store.soeg import Filtre
from referat.web.side import LAENGST, Raekke, Side

FELTER = ("kommune", "region", "udvalg", "fra", "til", "udfald", "kle", "person", "beloeb_fra", "beloeb_til")
PER_SIDE = 20
T = TypeVar("T")
TEGN = set("+#%@§$€£=~^|<>&*")
"""Signs that mean something where they stand, and that the index has not."""
ANFOERSEL = re.compile(r'["“”„»«]')


@dataclass(frozen=True, slots=True)
class Soegning:
    """A search: its words, what was written in each field, the filters that this gives, and what was not understood.

    ``q`` is what was typed, ``ord_`` what of it is looked for, and ``udeladt`` the words that cannot be.
    """

    ord_: str
    skrevet: dict[str, str]
    filtre: Filtre
    uforstaaet: tuple[str, ...] = ()
    side: int = 1
    q: str = ""
    udeladt: tuple[str, ...] = ()

    @property
    def tom(self) -> bool:
        """Whether nothing is asked."""
        return not self.q and not self.filtre.satte

    @property
    def forgaeves(self) -> bool:
        """Whether words were typed of which none can be looked for."""
        return bool(self.udeladt) and not self.ord_

    def url(self, side: int = 1, sti: str = "/soeg", uden: str = "", **andet: str) -> str:
        """The address of the same search: another page of it, another form (``/soeg.csv``), without one filter, or with
        others (``andet``)."""
        felter = {"q": self.q, **self.skrevet, **andet, "side": str(side) if side > 1 else ""}
        return f"{sti}?{urlencode({k: v for k, v in felter.items() if v and k != uden})}"


def laes(side: Side) -> Soegning:
    """The search that the request's address asks for. Never fails: what is no date or number is told and left out."""
    skrevet = {felt: side.arg(felt)[:LAENGST] for felt in FELTER}
    filtre: dict[str, str | float | None] = {}
    uforstaaet = []
    for felt, vaerdi in skrevet.items():
        if vaerdi:
            laest = OVERSAET.get(felt, _tekst)(vaerdi)
            filtre[NAVN.get(felt, felt)] = laest
            uforstaaet += [vaerdi] if laest is None else []
    nr = side.arg("side")
    ord_, udeladt = soegbart(side.q)
    return Soegning(
        ord_,
        skrevet,
        Filtre(**filtre),  # type: ignore[arg-type]  # each field is read by its own function
        tuple(uforstaaet),
        min(max(int(nr), 1), 500) if nr.isascii() and nr.isdigit() and len(nr) < 5 else 1,
        side.q,
        udeladt,
    )


def soegbart(skrevet: str) -> tuple[str, tuple[str, ...]]:
    """What of a text can be looked for, and the words that cannot: a letter or less and signs (``c++``, ``§``).

    A letter alone is looked for as a word, not as the beginning of one; what stands in quotes stays as it is.
    """
    if ANFOERSEL.search(skrevet):
        return skrevet, ()
    ord_, udeladt = [], []
    for o in skrevet.split():
        ren = "".join(soeg.ordene(o))
        if TEGN & set(o) and len(ren) < 2 and not ren.isdigit():
            udeladt.append(o)
        else:
            ord_.append(f'"{ren}"' if len(ren) == 1 and ren.isalpha() else o)
    return " ".join(ord_), tuple(udeladt)


async def udfoer(side: Side, s: Soegning, antal: int, spring: int) -> tuple[list[Raekke], int]:
    """The best hits of a search after the first ``spring``, and how many there are in all.

    Of more than ``soeg.FLEST`` it is ``soeg.FLEST`` + 1.
    """
    return await foer(side, soeg.find(s.ord_, s.filtre, antal, spring))


async def nyeste(side: Side, s: Soegning, antal: int) -> list[Raekke]:
    """The ids of the newest hits of a search, whatever their rank; none of what another document tells too."""
    return await foer(side, soeg.nyeste(s.ord_, s.filtre, antal))


async def udtryk_for(side: Side, ord_: str) -> str:
    """The words for the index, with the longer words that they stand for; empty where there are none."""
    return await foer(side, soeg.udvid(ord_))


async def foer(side: Side, samtale: soeg.Samtale[T]) -> T:
    """Ask the site's store what a search asks; other pages are made while it answers."""
    raekker = None
    while True:
        try:
            sporgsmaal = next(samtale) if raekker is None else samtale.send(raekker)
        except StopIteration as slut:
            fundet: T = slut.value
            return fundet
        raekker = await side.koer(sporgsmaal)


def _tekst(skrevet: str) -> str | None:
    """A text as it stands; SQLite cannot hold half a character."""
    return skrevet.encode("utf-8", "ignore").decode()


def beloeb(skrevet: str) -> float | None:
    """Kroner: ``1.500.000``, ``1,5 mio.``, ``250 t.kr.``; None for anything else."""
    m = re.fullmatch(r"([\d.\s]{1,20})(?:,(\d{1,4}))?\s*(mia|mio|t|tusind)?\.?\s*(?:kr\.?)?", skrevet.lower(), re.ASCII)
    cifre = re.sub(r"[.\s]", "", m[1]) if m else ""
    if not m or not cifre:
        return None
    faktor = {"mia": 1e9, "mio": 1e6, "t": 1e3, "tusind": 1e3}.get(m[3] or "", 1.0)
    return float(f"{cifre}.{m[2] or 0}") * faktor


OVERSAET: dict[str, Callable[[str], str | float | None]] = {
    "fra": iso_dato,
    "til": partial(iso_dato, slut=True),
    "beloeb_fra": beloeb,
    "beloeb_til": beloeb,
}
NAVN = {"kommune": "kommune_kode"}
