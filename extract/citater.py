"""What a decision only quotes: the words of remarks and motions, which are not what was decided."""

from __future__ import annotations

import re

from referat.models.viden import data


def uden_citater(tekst: str) -> str:
    """The text with blanks for what its remarks and motions say in quotation marks, so that places stay the same; as
    it is where a mark has no other to close it."""
    if len(re.findall(data("beslutning")["anfoerselstegn"], tekst)) % 2:
        return tekst
    return re.sub(data("beslutning")["citeret"], lambda m: m[1] + re.sub(r"\S", " ", m[2]), tekst, flags=re.I)
