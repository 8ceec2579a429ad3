"""What a decision only quotes: the words of remarks and motions, and what another body had recommended before."""

from __future__ import annotations

import re

from referat.models.viden import udtryk


def uden_citater(tekst: str) -> str:
    """The text with blanks for what it only quotes, so that places stay the same: an udvalg's advice to the council
    before what the council did with it, and what remarks and motions say in quotation marks, if each mark has another
    to close it."""
    tekst = udtryk("beslutning", "andres_foran").sub(lambda m: _blank(m[0]), tekst)
    if len(udtryk("beslutning", "anfoerselstegn").findall(tekst)) % 2:
        return tekst
    return udtryk("beslutning", "citeret").sub(lambda m: m[1] + _blank(m[2]), tekst)


def _blank(tekst: str) -> str:
    return re.sub(r"\S", " ", tekst)
