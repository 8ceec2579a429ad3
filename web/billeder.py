"""Pictures of source pages: drawn by what the site was given for it, a few at a time, the latest kept."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cache

from referat.schemas.side import Boks
from referat.store.skema import BELAEG
from referat.store.udgivelse import UDGIVNE
from referat.web.side import Raekke, Side, foresporgsel

Tegner = Callable[[str, int, Sequence[Boks]], bytes | None]
"""Document, page and places to mark → a PNG with every personal number painted over; None where it cannot be drawn."""

PLADS = 64_000_000
"""Bytes of pictures that are kept."""
AD_GANGEN = 2
"""Each is drawn by a process of its own."""
FLEST_FELTER = 100

PUNKTER = "punkt_id IN (SELECT id FROM punkter WHERE dokument_id = :dokument)"
VEJE = {
    "dokument_id": "dokument_id = :dokument",
    "moede_id": "moede_id IN (SELECT id FROM moeder WHERE dokument_id = :dokument)",
    "punkt_id": PUNKTER,
    "tabel_id": f"tabel_id IN (SELECT id FROM tabeller WHERE {PUNKTER})",
}
"""Column → the condition that a row is of a document; the first that a table has."""

Noegle = tuple[str, int, tuple[Boks, ...]]


class Billeder:
    """Draws pages, and keeps those last asked for. What cannot be drawn is kept as such."""

    def __init__(self, tegner: Tegner, plads: int = PLADS) -> None:
        self.tegner, self.plads = tegner, plads
        self._gemt: OrderedDict[Noegle, bytes | None] = OrderedDict()
        self._fylder = 0
        self._tur = asyncio.Semaphore(AD_GANGEN)

    async def hent(self, dokument: str, side: int, felter: Sequence[Boks]) -> bytes | None:
        """The picture of a page; None where there is none."""
        noegle = dokument, side, tuple(felter)
        if noegle not in self._gemt:
            async with self._tur:
                if noegle not in self._gemt:
                    self._gem(noegle, await asyncio.to_thread(self.tegner, *noegle))
        self._gemt.move_to_end(noegle)
        return self._gemt[noegle]

    def _gem(self, noegle: Noegle, billede: bytes | None) -> None:
        """Keep one, and let the oldest go where there is no room; the newest always stays."""
        self._gemt[noegle] = billede
        self._fylder += _vaegt(billede)
        while self._fylder > self.plads and len(self._gemt) > 1:
            self._fylder -= _vaegt(self._gemt.popitem(last=False)[1])


def _vaegt(billede: bytes | None) -> int:
    """What one counts for; also one that could not be drawn takes a little room."""
    return len(billede or b"") + 1000


def findes(side: Side) -> bool:
    """Whether this site draws pages."""
    return _billeder(side) is not None


async def tegn(side: Side, dokument: str, nr: int, fra: int, til: int) -> bytes | None:
    """The picture of a page with what was read at a place of the text marked."""
    billeder = _billeder(side)
    if billeder is None:
        return None
    vaerdier = {"dokument": dokument, "nr": nr, "fra": fra, "til": til}
    fakta = await side.koer((fakta_sql(), vaerdier)) if fra < til else []
    return await billeder.hent(dokument, nr, felter(fakta, fra, til))


@cache
def fakta_sql() -> str:
    """The query for what was read on a page of a document, whatever table of the schema holds it."""
    stykker = []
    for t in UDGIVNE:
        navne = [k.navn for k in t.kolonner]
        if set(BELAEG) <= set(t.kolonner):
            vej = next(vej for kolonne, vej in VEJE.items() if kolonne in navne)
            stykker.append(f"SELECT side, tegn_fra, tegn_til, bbox FROM {t.navn} WHERE {vej}")
    return foresporgsel("kilde.felter").replace("{fakta}", "\n  UNION ALL ".join(stykker))


def _billeder(side: Side) -> Billeder | None:
    fundet = getattr(side.datasette, "referat_billeder", None)
    return fundet if isinstance(fundet, Billeder) else None


def felter(fakta: Sequence[Raekke], fra: int, til: int) -> list[Boks]:
    """Where a place of the text stands on its page, of what was read there (``tegn_fra``, ``tegn_til``, ``bbox``).

    Of facts read at just this place their boxes; else of those within it; else of the shortest around it.
    """
    valgt = [r for r in fakta if (r["tegn_fra"], r["tegn_til"]) == (fra, til)]
    valgt = valgt or [r for r in fakta if fra <= r["tegn_fra"] and r["tegn_til"] <= til]
    rundt = [r for r in fakta if r["tegn_fra"] <= fra and til <= r["tegn_til"]]
    valgt = valgt or sorted(rundt, key=lambda r: r["tegn_til"] - r["tegn_fra"])[:1]
    return [(x0, y0, x1, y1) for x0, y0, x1, y1 in sorted({tuple(json.loads(r["bbox"])) for r in valgt})][:FLEST_FELTER]
