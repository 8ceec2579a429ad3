"""Where a fact was read: the document's kept text around it, and how sure the rule is that read it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlencode

from referat.web.side import Raekke, Side

OMKRING = 140
"""So many characters are shown on each side of a passage."""
GRAENSE = re.compile(r"(?<=[^\W\d_A-ZÆØÅ]{2}[.!?:])\s+(?=[A-ZÆØÅ]|$)|\n\s*\n")
"""Between two sentences; a full stop after a single letter or a figure ends none."""
LANGT = 900
"""Of a passage longer than this the beginning and the end are shown."""

FELTER = {
    "journalnumre": "journalnumre",
    "indstillinger": "indstillinger",
    "fravaer": "fravær, punkt",
    "stemmer": "stemmer",
    "bilag": "bilag",
    "henvisninger": "henvisninger",
    "tabeller": "tabelceller",
    "punkt": "punkter",
}
"""Table → what its rules were measured on (``regler.felt``)."""


@dataclass(frozen=True, slots=True)
class Kilde:
    """A passage of a document: ``foer`` and ``efter`` stand around ``sted``; ``sikkerhed`` is in words.

    ``nr`` counts the sources of a page: theirs are the addresses ``#kilde-1``, ``#kilde-2`` …
    """

    nr: int
    dokument_id: str
    side: int
    tegn_fra: int
    tegn_til: int
    regel: str
    foer: str
    sted: str
    efter: str
    sikkerhed: str

    @property
    def url(self) -> str:
        """The page of the source with the passage marked."""
        return kilde_url(self.dokument_id, self.side, self.tegn_fra, self.tegn_til)

    @property
    def saetning(self) -> tuple[str, str, str]:
        """The sentence that the passage stands in: what is before it, itself, what is after it."""
        foer, efter = GRAENSE.split(self.foer)[-1], GRAENSE.split(self.efter)[0]
        return " ".join(foer.split()) + (" " if foer[-1:].isspace() else ""), self.sted, efter


def kilde_url(dokument_id: str, side: int, tegn_fra: int | None = None, tegn_til: int | None = None) -> str:
    """The address of a page of a source document, with a passage marked."""
    sted = {"fra": tegn_fra, "til": tegn_til} if tegn_fra is not None else {}
    return f"/kilde/{dokument_id}/{side}" + (f"?{urlencode(sted)}#sted" if sted else "")


def billede_url(dokument_id: str, side: int, tegn_fra: int, tegn_til: int) -> str:
    """The address of a picture of a page, with what was read at a place marked."""
    sted = f"?fra={tegn_fra}&til={tegn_til}" if tegn_fra < tegn_til else ""
    return f"/kilde/{dokument_id}/{side}.png{sted}"


class Tekst:
    """Some pages of a document's kept text, by the places that facts give."""

    def __init__(self, sider: Iterable[Raekke]) -> None:
        self.sider = {r["side"]: (r["start"], r["tekst"] or "") for r in sider}

    def stykke(self, fra: int, til: int) -> str:
        """The characters from ``fra`` to ``til``, as far as the pages are here."""
        ud = [
            t[max(fra - s, 0) : max(til - s, 0)] for s, t in sorted(self.sider.values()) if s < til and fra < s + len(t)
        ]
        return "\n".join(ud)

    def omkring(self, fra: int, til: int, bredde: int = OMKRING) -> tuple[str, str, str]:
        """A passage and what stands before and after it, cut at words."""
        foer, efter = self.stykke(max(fra - bredde, 0), fra), self.stykke(til, til + bredde)
        if len(foer) >= bredde and " " in foer:
            foer = "… " + foer.split(None, 1)[-1]
        if len(efter) >= bredde and " " in efter:
            efter = efter.rsplit(None, 1)[0] + " …"
        return foer, _kortet(self.stykke(fra, til)), efter


def _kortet(sted: str) -> str:
    """A long passage without its middle."""
    return sted if len(sted) <= LANGT else f"{sted[: LANGT // 2]} […] {sted[-LANGT // 2 :]}"


@dataclass(frozen=True, slots=True)
class Belaeg:
    """The sources of a punkt's facts."""

    dokument_id: str
    tekst: Tekst
    regler: dict[tuple[str, str], Raekke]
    naeste: Iterator[int] = field(default_factory=lambda: count(1))
    bredde: int = OMKRING

    def giv(self, tabel: str, raekker: Iterable[Raekke]) -> None:
        """Give each row its ``kilde``; None where it has no place."""
        for r in raekker:
            r["kilde"] = self.kilde(r, FELTER.get(tabel, ""))

    def kilde(self, r: Raekke, felt: str = "") -> Kilde | None:
        """The source of a fact."""
        if r.get("tegn_fra") is None or r.get("side") is None:
            return None
        foer, sted, efter = self.tekst.omkring(r["tegn_fra"], r["tegn_til"], self.bredde)
        regel = r.get("regel") or ""
        sikkert = maalt(self.regler.get((regel, felt)))
        hvor = (self.dokument_id, r["side"], r["tegn_fra"], r["tegn_til"], regel)
        return Kilde(next(self.naeste), *hvor, foer, sted, efter, sikkert)

    def udfald(self, udfald: str | None, felt: str = "udfald") -> str:
        """In words, how sure an outcome is; empty where it is."""
        return maalt(self.regler.get((f"udfald:{udfald}", felt)))


def maalt(regel: Raekke | None) -> str:
    """In words, what is known of a rule that is not nearly always right; empty for others, and for the unmeasured."""
    if regel is None or regel["sikkerhed"] >= 0.9:
        return ""
    if regel["n"] < 10:
        return (
            f"Reglen er kun holdt mod facit {regel['n']} {'gang' if regel['n'] == 1 else 'gange'}, så læs selv efter."
        )
    return f"Usikkert læst: omkring {round(10 * regel['sikkerhed'])} af 10 læsninger som denne er rigtige."


async def hent(side: Side, dokument_id: str, fakta: Iterable[dict[str, Any]]) -> Belaeg:
    """What is needed to show the sources of some facts of a document."""
    sider = await _sider(side, ((dokument_id, r) for r in fakta))
    return Belaeg(dokument_id, Tekst(sider[dokument_id]), await _regler(side))


async def giv_alle(side: Side, *lister: tuple[str, list[Raekke]], bredde: int = OMKRING) -> None:
    """Give rows of many documents (``dokument_id``) their ``kilde``: a page's lists in order, each with its table."""
    sider = await _sider(side, ((r["dokument_id"], r) for _, raekker in lister for r in raekker))
    regler, naeste = await _regler(side), count(1)
    tekster = {dokument_id: Tekst(s) for dokument_id, s in sider.items()}
    for tabel, raekker in lister:
        for r in raekker:
            tekst = tekster.get(r["dokument_id"]) or Tekst(())
            Belaeg(r["dokument_id"], tekst, regler, naeste, bredde).giv(tabel, [r])


async def _sider(side: Side, fakta: Iterable[tuple[str, Raekke]]) -> dict[str, list[Raekke]]:
    """Document → the pages that its facts stand on, and those around them."""
    steder = {(d, n) for d, r in fakta if r.get("side") for n in (r["side"] - 1, r["side"], r["side"] + 1)}
    ud: dict[str, list[Raekke]] = defaultdict(list)
    for t in await side.alle("side.steder", steder=json.dumps(sorted(steder))):
        ud[t["dokument_id"]].append(t)
    return ud


async def _regler(side: Side) -> dict[tuple[str, str], Raekke]:
    """What is known of each rule."""
    return {(r["regel"], r["felt"]): r for r in await side.husket("side.regler")}
