"""One table of a punkt as a file: its printed rows and columns, with numbers as numbers."""

from __future__ import annotations

from typing import Any

from referat.web import hentning, tabeller
from referat.web.kilder import kilde_url
from referat.web.side import Side
from referat.web.tabeller import Celle, Tabel


async def hent(side: Side) -> Any:
    """``/tabel/<id>.csv`` and the other forms of ``hentning.FORMER``."""
    tabel = side.dele["tabel"]
    raekker = await side.flere("tabel.tabel", "tabel.celler", tabel=tabel)
    fundet = tabeller.saml(raekker["tabel"], raekker["celler"], [])
    if not fundet:
        raise side.ikke_fundet()
    t = fundet[0]
    om = {k: t.r[k] for k in ("titel", "enhed", "punkt", "dato", "udvalg", "kommune", "filnavn", "side")}
    om["kilde"] = side.datasette.absolute_url(side.request, kilde_url(t.r["dokument_id"], t.r["side"]))
    krop = [[_vaerdi(c) for c in raekke] for raekke in t.krop]
    stykker = hentning.paa_en_gang(krop)
    return await hentning.fil(side.dele["form"], f"tabel-{tabel}", _hoveder(t), stykker, om)


def _vaerdi(c: Celle) -> Any:
    """A number in the table's unit, a whole one without decimals; else the cell as printed."""
    tal = c.r["vaerdi"]
    return c.r["raa"] if tal is None else int(tal) if float(tal).is_integer() else tal


def _hoveder(t: Tabel) -> list[str]:
    """A name for each column, no two the same: what its heading rows say together, else its number."""
    ud: list[str] = []
    for n in range(len(t.krop[0])):
        navn = " ".join(h[n].r["raa"] for h in t.hoved if h[n].r["raa"]) or f"kolonne {n + 1}"
        ud.append(navn if navn not in ud else f"{navn} ({n + 1})")
    return ud
