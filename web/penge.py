"""What a sentence says of an amount that it states: which way the money goes, in the words that stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from referat.models.viden import Regel, regler, udtryk
from referat.web.soegning import beloeb

NAER = 60
"""Such a word stands within so many characters of an amount."""


def retning(tekst: str | None, kr: float | None) -> str:
    """``mindreudgift``, ``merindtægt`` …; empty where the amount stands in several places that do not say the same."""
    ord_ = {_ved(tekst or "", m) for m in _steder(tekst or "", kr)}
    return ord_.pop() if len(ord_) == 1 else ""


def omkring(tekst: str | None, kr: float | None, bredde: int = 130) -> str:
    """The sentence, or of a long one what stands around the amount."""
    tekst = " ".join((tekst or "").split())
    sted = next(_steder(tekst, kr), None)
    if len(tekst) <= 3 * bredde or sted is None:
        return tekst
    fra, til = max(sted.start() - bredde, 0), sted.end() + bredde
    foer, efter = tekst[fra : sted.start()], tekst[sted.end() : til]
    foer = f"… {foer.partition(' ')[2]}" if fra else foer
    return foer + sted[0] + (f"{efter.rpartition(' ')[0]} …" if til < len(tekst) else efter)


def _steder(tekst: str, kr: float | None) -> Iterator[re.Match[str]]:
    """Where an amount stands."""
    return (m for m in udtryk("pengeord", "beloeb").finditer(tekst) if beloeb(m[0]) == kr)


def _ved(tekst: str, m: re.Match[str]) -> str:
    """The word before an amount, else the one after it, where nothing stands between that parts them."""
    foran, efter = tekst[max(m.start() - NAER, 0) : m.start()], tekst[m.end() : m.end() + NAER]
    ved = [(f.end(), r.giver) for r, f in _fundne(foran) if udtryk("pengeord", "foran").match(foran[f.end() :])]
    bag = udtryk("pengeord", "bagefter")
    ved += [(-f.start(), r.giver) for r, f in _fundne(efter) if bag.match(efter[: f.start()])]
    return max(ved, default=(0, ""))[1]


def _fundne(stykke: str) -> Iterator[tuple[Regel, re.Match[str]]]:
    return ((r, f) for r in regler("pengeord") for f in r.moenster.finditer(stykke))
