"""Suggestions where there is nothing: another spelling of a search, the addresses nearest to one that is not there."""

from __future__ import annotations

from urllib.parse import unquote

from referat.store import forslag, soeg
from referat.web.side import LAENGST, Side
from referat.web.skrift import MENU

FLEST_ORD = 6
FLEST_DELE = 4


async def stavning(side: Side, ord_: str) -> str | None:
    """The same search with the words that are nowhere put right; None where nothing better is known."""
    ny = ord_
    for o in [o for o in dict.fromkeys(soeg.ordene(ord_)) if forslag.kan_staves(o)][:FLEST_ORD]:
        if not await side.koer(forslag.har_sql(o)):
            kandidater = await side.koer(forslag.kandidater_sql(o))
            bedst = forslag.bedste_ord(o, [(k["ord"], k["antal"]) for k in kandidater])
            ny = ny.replace(o, bedst) if bedst else ny
    return ny if ny != ord_ else None


async def adresser(side: Side, sti: str) -> list[str]:
    """Addresses that may be meant by one that is not there: those nearest to it, then what it would lie under."""
    fundet = ""
    for del_ in unquote(sti[:LAENGST]).lower().strip("/").split("/")[:FLEST_DELE]:
        kendte = await _under(side, fundet)
        if del_ not in kendte:
            return [*(kendte[n] for n in forslag.naere(del_, kendte)), *([fundet] if fundet else [])]
        fundet = kendte[del_]
    return [fundet] if fundet else []


async def _under(side: Side, sti: str) -> dict[str, str]:
    """The next part of each address under one → that address; at the top the kommuner and the pages of the menu."""
    if sti:
        raekker = await side.alle("side.under", sti=sti)
    else:
        raekker = [*await side.husket("side.kommuner"), *({"sti": a} for a, _ in MENU if a != "/")]
    return {r["sti"].rpartition("/")[2]: r["sti"] for r in raekker}
