"""Loads what the project knows of Danish minutes: patterns and words kept as data, with the examples that prove them.

A file in ``models/data`` holds named pieces (``stykker``) and rules (``regler``). A rule has an ``id``, a pattern in
which ``<<navn>>`` stands for a piece, what it ``giver``, examples that it must match (``ja``), examples that it must
not (``nej``), and where the wording was ``set``. ``tests/test_viden.py`` runs every example. A costly pattern has an
``anker``: words in small letters of which a text must have one for the pattern to match at all. One that first takes
anything up to a stop has a ``led``: a pattern of what it may begin with.

Patterns that the code asks for one by one (``udtryk``) have an ``id`` and examples as well; they ignore case, but for
those that tell capitals from small letters (``skelner``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

STYKKE = re.compile(r"<<(\w+)>>")
LED_SLUT = re.compile(r"[.;:\n]")


@dataclass(frozen=True, slots=True)
class Regel:
    """A pattern with what it means and the examples that prove it."""

    id: str
    moenster: re.Pattern[str]
    giver: str
    ja: tuple[str, ...]
    nej: tuple[str, ...]
    anker: tuple[str, ...] = ()
    led: re.Pattern[str] | None = None

    def find(self, tekst: str) -> Iterator[re.Match[str]]:
        """What ``finditer`` finds; with a ``led`` the pattern is tried once between two stops, not at every letter."""
        if self.led is None:
            yield from self.moenster.finditer(tekst)
            return
        pos = 0
        while begynd := self.led.search(tekst, pos):
            if m := self.moenster.match(tekst, begynd.start()):
                yield m
                pos = m.end()
            elif stop := LED_SLUT.search(tekst, begynd.start()):
                pos = stop.end()
            else:
                return

    def kan_findes(self, smaat: str) -> bool:
        """Whether a text, given in small letters, has what the pattern cannot do without."""
        return not self.anker or any(map(smaat.__contains__, self.anker))


@cache
def data(navn: str) -> Any:
    """The parsed JSON of ``models/data/<navn>.json``."""
    return json.loads((files("referat.models.data") / f"{navn}.json").read_text(encoding="utf-8"))


@cache
def regler(navn: str) -> tuple[Regel, ...]:
    """The rules of a knowledge file, in the order written, which is the order of precedence."""
    kilde = data(navn)
    return tuple(
        Regel(
            id=f"{navn}:{r['id']}",
            moenster=re.compile(saml(r["moenster"], kilde.get("stykker", {})), re.IGNORECASE | re.MULTILINE),
            giver=r.get("giver", ""),
            ja=tuple(r.get("ja", ())),
            nej=tuple(r.get("nej", ())),
            anker=tuple(r.get("anker", ())),
            led=re.compile(r["led"]) if "led" in r else None,
        )
        for r in kilde["regler"]
    )


@cache
def moenster(navn: str, id_: str) -> re.Pattern[str]:
    """The pattern of one rule of a knowledge file."""
    return next(r.moenster for r in regler(navn) if r.id == f"{navn}:{id_}")


@cache
def udtryk(navn: str, id_: str) -> re.Pattern[str]:
    """One of the single patterns of a knowledge file."""
    kilde = data(navn)
    u = next(u for u in kilde["udtryk"] if u["id"] == id_)
    return re.compile(saml(u["moenster"], kilde.get("stykker", {})), 0 if u.get("skelner") else re.IGNORECASE)


def saml(moenster: str, stykker: dict[str, str]) -> str:
    """A pattern with its named pieces put in; a piece may name other pieces."""
    while STYKKE.search(moenster):
        moenster = STYKKE.sub(lambda m: f"(?:{stykker[m[1]]})", moenster)
    return moenster
