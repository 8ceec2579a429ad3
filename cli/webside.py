"""What lies beside a web page that was saved whole: its styles, scripts, fonts and pictures, which are no referater."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

BESKED = "filen er en del af en gemt webside (stil, script, skrifttype eller billede); nævn den selv, hvis den skal med"

TEKNIK = frozenset((".css", ".js", ".mjs", ".map", ".download", ".woff", ".woff2", ".ttf", ".otf", ".eot"))
"""Endings of what only web pages have; Chrome puts ``.download`` behind ``.js``."""
SIDER = frozenset((".html", ".htm", ".xhtml"))
LAESES = SIDER | {".pdf", ".docx"}
"""What is read even of a page's own folder: its frames, and what it shows."""
MAPPE = re.compile(r"(.+)(?:[_-](?:files|filer)|\.files)", re.IGNORECASE)
"""How browsers call the folder, in English and Danish."""


def er_sidemappe(navn: str, ved_siden: Iterable[str]) -> bool:
    """Whether a folder is that of a page among the names beside it; only there is a picture no scan of a page."""
    m = MAPPE.fullmatch(navn)
    filer = (PurePosixPath(n) for n in ved_siden) if m else ()
    return any(m is not None and f.suffix.lower() in SIDER and f.stem == m[1] for f in filer)


def er_sidedel(navn: str, i_sidemappe: bool) -> bool:
    """Whether a file is a part of a page, by its name and whether it lies in the page's folder."""
    endelse = PurePosixPath(navn).suffix.lower()
    return endelse in TEKNIK or (i_sidemappe and endelse not in LAESES)
