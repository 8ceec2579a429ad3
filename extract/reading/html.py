"""A saved web page: what a visitor reads on it, on one page."""

from __future__ import annotations

import re
from html import unescape

from referat.extract.reading.linjer import saml
from referat.extract.reading.opmaerkning import Opmaerkning
from referat.extract.reading.sidebygger import Sidebygger
from referat.extract.reading.tegn import afkod
from referat.schemas.fejl import KanIkkeLaeses
from referat.schemas.side import Laest

TITEL = re.compile(r"<title[^>]*>([^<]{1,300})", re.IGNORECASE)
H1 = re.compile(r"<h1[\s>]", re.IGNORECASE)


def laes(data: bytes) -> Laest:
    """The lines of a page. Raises ``KanIkkeLaeses`` where it has no text, as one that a script fills in the browser."""
    html = afkod(data)
    bygger = Sidebygger()
    if (titel := TITEL.search(html)) and not H1.search(html):
        bygger.overskrift(unescape(titel[1]), 1)
    Opmaerkning(bygger).laes(html)
    side = bygger.side()
    if not side.linjer:
        raise KanIkkeLaeses(
            "tom-fil", "Websiden har ingen tekst i sig selv; gem den fra browseren som komplet side, eller hent PDF'en."
        )
    return saml([side])
