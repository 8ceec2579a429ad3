"""Titles: closed items without their mark, those that are about the meeting itself, and minutes that were corrected."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from referat.models.afsnit import noegle
from referat.models.viden import data, moenster, regler

KNAPPER = re.compile(r"\s{2,}|\t|\s*\|\s*")
"""What parts the buttons of a row."""
LAENGSTE_KNAP = 200
"""No button or trail of a page is longer, in characters."""


@cache
def dagsordensord(*lister: str) -> frozenset[str]:
    """The words of some lists of an agenda's own lines (its marks, parts, buttons), as ``noegle`` compares them."""
    return frozenset(noegle(o) for liste in lister for o in data("punktstart")[liste])


@lru_cache(maxsize=8192)
def er_navigation(tekst: str) -> bool:
    """Whether a line is a button, a menu or a trail of the page that the text was taken from."""
    if len(tekst) > LAENGSTE_KNAP:
        return False
    if _er_knap(tekst):
        return True
    dele = KNAPPER.split(tekst.strip()) if "  " in tekst or "\t" in tekst or "|" in tekst else []
    return bool(dele) and dele != [tekst] and all(map(_er_knap, dele))


def _er_knap(tekst: str) -> bool:
    return noegle(tekst) in dagsordensord("navigation") or any(r.moenster.match(tekst) for r in regler("navigation"))


def lukket_titel(titel: str) -> tuple[str, bool]:
    """A title without its marks of a closed or an open item, and whether it is closed."""
    smaat = titel.lower()
    for regel in (r for r in regler("lukket") if r.giver == "lukket" and r.kan_findes(smaat)):
        if m := regel.moenster.match(titel.strip()):
            rest = m["titel"].strip()
            return rest if rest == titel.strip() else lukket_titel(rest)[0], True
    return _uden_aabent(titel.strip()), False


def _uden_aabent(titel: str) -> str:
    """A title without its mark of an open item."""
    m = moenster("struktur", "aabent").match(titel) if "ben" in titel or "BEN" in titel or "ffentlig" in titel else None
    return next(filter(None, m.groups())) if m else titel


def lukket_sagslinje(linje: str) -> bool:
    """Whether a line of case numbers ends in the mark of a closed item."""
    return any(r.giver == "sagslinje" and r.moenster.search(linje) for r in regler("lukket"))


def om_moedet(titel: str | None) -> bool:
    """Whether a punkt is about who is at the meeting, so that absence under it is from all of it."""
    return any(r.giver == "om_moedet" and r.moenster.search(titel or "") for r in regler("moedets_punkter"))


def underskriftsside(titel: str) -> bool:
    """Whether a title is that of the page where the minutes are signed."""
    return any(r.moenster.search(titel) for r in regler("faste_punkter") if r.giver == "underskrift")


def godkender_dagsorden(titel: str | None) -> bool:
    """Whether a punkt is the approval of the agenda, which begins a meeting."""
    return any(r.giver == "dagsorden" and r.moenster.search(titel or "") for r in regler("moedets_punkter"))


def fast_punkt(titel: str) -> bool:
    """Whether a title is that of a standing item, which every meeting has and which is no case of its own."""
    return any(r.moenster.search(titel) for r in regler("faste_punkter"))


def rettet_udgave(hoved: str) -> bool:
    """Whether the beginning of a document calls it a corrected version of minutes."""
    return any(r.moenster.search(hoved) for r in regler("rettet_udgave"))
