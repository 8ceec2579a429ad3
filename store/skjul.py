"""Covers what was withdrawn of where people can be reached, in all texts of a published copy, and counts the places.

What stands beside the name is found on the pages; then it is covered wherever it stands, however its words are parted.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from referat.store.migreringer import ForkertLager
from referat.store.tilbagetraekning import DOKUMENTER, MINDST, STAAENDE
from referat.store.titler import slug

DAEKKET = "█"
"""What a sign becomes: one for one, so that offsets stay true; spaces and line breaks stand."""
LAND = re.compile(r"^(?:\+|00)45[\s.]{0,2}")
"""The code of the country, which a number may have or lack."""
Kontakt = Callable[[str, str], Iterable[Any]]
"""Text and name → the details beside the name, each with its ``tekst``."""

SIDER = f"SELECT tekst FROM {{fra}}sider WHERE tekst IS NOT NULL AND dokument_id NOT IN ({DOKUMENTER})"


@dataclass
class Skjul:
    """The patterns of each withdrawal, by its number, and how many places were covered."""

    moenstre: dict[int, re.Pattern[str]] = field(default_factory=dict)
    antal: Counter[int] = field(default_factory=Counter)
    slugs: list[str] = field(default_factory=list)
    """The texts as they would stand in an id made of a title."""

    def __call__(self, tekst: str) -> str:
        """The text with what is withdrawn covered; as long as before."""
        for nr, moenster in self.moenstre.items():
            tekst, antal = moenster.subn(lambda m: re.sub(r"\S", DAEKKET, m[0]), tekst)
            self.antal[nr] += antal
        return tekst

    def slug(self, id_: str) -> str:
        """A part of an id with what is withdrawn taken out of it."""
        for stykke in self.slugs:
            id_ = id_.replace(stykke, "skjult")
        return id_

    def steder(self, tekst: str) -> list[tuple[int, int]]:
        """Where a text has anything to cover, as first characters and ends."""
        return [m.span() for moenster in self.moenstre.values() for m in moenster.finditer(tekst)]


def skjul(db: sqlite3.Connection, kontakt: Kontakt | None) -> Skjul:
    """What is to be covered of a store that is attached as ``kilde``.

    Raises ``ForkertLager`` where somebody's details are withdrawn and there is nothing to find them with.
    """
    db.row_factory, foer = sqlite3.Row, db.row_factory
    raekker = [r for r in db.execute(STAAENDE.format(fra="kilde.")) if r["navn"] is not None]
    db.row_factory = foer
    if not raekker:
        return Skjul()
    if kontakt is None:
        raise ForkertLager("Lageret har personer, hvis oplysninger er trukket tilbage; udgiv det med referat publish.")
    ud = Skjul()
    for r in raekker:
        tekster, undtaget = (json.loads(r[k] or "[]") for k in ("tekster", "undtaget"))
        if alle := find_daekket(db, "kilde.", r["navn"], tekster, undtaget, kontakt):
            ud.moenstre[r["nr"]] = moenster(alle)
            ud.slugs += sorted((x for t in alle if len(x := slug(t)) >= MINDST), key=len, reverse=True)
    return ud


def find_daekket(
    db: sqlite3.Connection, fra: str, navn: str, tekster: Iterable[str], undtaget: Iterable[str], kontakt: Kontakt
) -> dict[str, int | None]:
    """The texts that a person's withdrawal covers: how often each stands beside the name, None for one that was given.

    ``fra`` is the name of the attached store with a point, or nothing.
    """
    fundne = find_oplysninger((t for (t,) in db.execute(SIDER.format(fra=fra))), navn, kontakt)
    undtagne = {ens(t) for t in undtaget}
    return {t: n for t, n in ({**fundne, **dict.fromkeys(tekster)}).items() if ens(t) not in undtagne}


def stadig_daekket(db: sqlite3.Connection, nr: int, kontakt: Kontakt) -> list[dict[str, Any]]:
    """The withdrawals that stand and cover what one that was put back covered (``nr``, ``navn``, ``tekster``), or are
    of the same person."""

    def daekker(r: sqlite3.Row) -> list[str]:
        tekster, undtaget = (json.loads(r[k] or "[]") for k in ("tekster", "undtaget"))
        return list(find_daekket(db, "", r["navn"], tekster, undtaget, kontakt))

    personer = "navn IS NOT NULL"
    (egen,) = db.execute(f"SELECT * FROM tilbagetraekninger WHERE {personer} AND nr = ?", [nr]).fetchall() or (None,)
    if egen is None:
        return []
    egne, ud = {ens(t) for t in daekker(egen)}, []
    for r in db.execute(f"SELECT * FROM ({STAAENDE.format(fra='')}) WHERE {personer} ORDER BY nr").fetchall():
        tekster = [t for t in daekker(r) if ens(t) in egne]
        if tekster or ens(r["navn"]) == ens(egen["navn"]):
            ud.append({"nr": r["nr"], "navn": r["navn"], "tekster": tekster})
    return ud


def find_oplysninger(tekster: Iterable[str], navn: str, kontakt: Kontakt) -> dict[str, int]:
    """The details that stand beside a name in some texts, and how often."""
    ord_ = [o.casefold() for o in navn.split()]
    antal: Counter[str] = Counter()
    for tekst in tekster:
        smaat = tekst.casefold()
        if all(o in smaat for o in ord_) or ("@" in smaat):
            antal.update(" ".join(o.tekst.split()) for o in kontakt(tekst, navn))
    return dict(antal.most_common())


def moenster(tekster: Iterable[str]) -> re.Pattern[str]:
    """One pattern for texts, the longest first: digits in any grouping, words over any spaces, letters of any case."""
    nok = (t for t in tekster if sum(c.isalnum() for c in t) >= MINDST)
    led = sorted({_led(t) for t in nok}, key=lambda x: (-len(x), x))
    return re.compile(rf"(?<!\w)(?:{'|'.join(led)})(?!\w)" if led else r"(?!)", re.IGNORECASE)


def _led(tekst: str) -> str:
    if any(c.isalpha() for c in tekst):
        return r"\s+".join(map(re.escape, tekst.split()))
    cifre = re.sub(r"\D", "", LAND.sub("", tekst.strip()))
    return rf"(?:{LAND.pattern[1:]})?" + r"[\s.-]{0,2}".join(cifre)


def ens(tekst: str) -> str:
    """A text as two writings of it are compared: in small letters, with single spaces."""
    return " ".join(tekst.casefold().split())
