"""Text and Markdown files: a form feed begins a page; Markdown's marks become size and boldness."""

from __future__ import annotations

import re

from referat.extract.reading.linjer import Raalinje, Raaside, saml
from referat.extract.reading.loebehoved import maerk_loebehoveder
from referat.extract.reading.markdown import er_markdown, laes_linjer
from referat.extract.reading.tegn import afkod, normaliser
from referat.schemas.fejl import KanIkkeLaeses
from referat.schemas.side import SIDESKIFT, Laest

HTMLREST = re.compile(r"(?P<brud><(?:br|/?p) ?/?>(?!\s*\n))|</?(?:br|strong|em|b|i|u|p|span) ?/?>", re.IGNORECASE)
"""What is left of a page's markup; some of it breaks a line."""
FAERREST_RESTER = 5
"""Fewer tags may be what a text speaks of."""
FLEST_TEGN = 64 * 1024 * 1024


def laes(data: bytes) -> Laest:
    """The pages of a text file; one page where it has no form feeds. Raises ``KanIkkeLaeses``."""
    if len(data) > FLEST_TEGN:
        raise KanIkkeLaeses("for-stor", "Teksten er for lang til at være et referat; del den op, og prøv igen.")
    tekst = _uden_rester(normaliser(afkod(data)))
    if not tekst.strip():
        raise KanIkkeLaeses("tom-fil", "Filen har ingen tekst; hent den igen, hvor den kom fra.")
    linjer = laes_linjer if er_markdown(tekst) else _raa_linjer
    sider = [Raaside(linjer(side.split("\n"))) for side in _sider(tekst)]
    maerk_loebehoveder(sider)
    return saml(sider)


def _uden_rester(tekst: str) -> str:
    """A text without the tags that some pages left in it."""
    rent, antal = HTMLREST.subn(lambda m: "\n" if m["brud"] else "", tekst)
    return rent if antal >= FAERREST_RESTER else tekst


def _raa_linjer(linjer: list[str]) -> list[Raalinje]:
    """The lines as they stand but for blanks at their end; tabs there are a table's empty cells."""
    return [Raalinje(x.rstrip(" ")) for x in linjer]


def _sider(tekst: str) -> list[str]:
    """The pages: a form feed at the very end closes the last page, and begins none."""
    sider = tekst.split(SIDESKIFT)
    if len(sider) > 1 and not sider[-1].strip():
        sider.pop()
    return [s[1:] if i and s.startswith("\n") else s for i, s in enumerate(s.removesuffix("\n") for s in sider)]
