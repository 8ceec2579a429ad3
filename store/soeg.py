"""Full-text search over titles, sections, decisions and journal numbers. Whatever is typed is a search, never an error.

Words are matched from their start (``budget`` finds ``budgetopfølgning``); words in quotes are a phrase, matched whole;
all must be there. Signs that are not letters or digits part words, as they do in the index, but a number written with
them is one (``22-28-15.00.00``, ``1,5``): its parts must follow each other. å, ø and æ are letters of their own.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import dataclass

START, SLUT = "\ue000", "\ue001"
"""What stands around a hit in a snippet: characters for private use, which no text has."""

UDDRAG_ORD = 24
UDDRAG_TEGN = 160
VAEGTE = (8.0, 4.0, 1.0, 8.0)
"""How much a hit counts in the title, the decision, the sections, the journal numbers."""

PUNKT = "v.punkt_id, v.kommune, v.udvalg, v.dato, v.nr, v.titel, v.udfald, v.side_fra AS side, v.filnavn"
FILTRE = """
(:kommune_kode IS NULL OR v.kommune_kode = :kommune_kode)
  AND (:udvalg IS NULL OR dansk_lille(v.udvalg) LIKE dansk_lille(:udvalg) || '%')
  AND (:fra IS NULL OR v.dato >= :fra) AND (:til IS NULL OR v.dato <= :til)
  AND (:udfald IS NULL OR v.udfald = :udfald)
"""
RANG = f"bm25(soegning, {', '.join(map(str, VAEGTE))})"
SQL = f"""
SELECT {PUNKT}, snippet(soegning, -1, '{START}', '{SLUT}', '…', {UDDRAG_ORD}) AS uddrag, -{RANG} AS score
FROM soegning JOIN punkter p ON p.soegenr = soegning.rowid JOIN punkter_vis v ON v.punkt_id = p.id
WHERE soegning MATCH :udtryk AND {FILTRE}
ORDER BY {RANG}, v.punkt_id LIMIT :antal
"""
UDEN_ORD = f"""
SELECT {PUNKT}, coalesce(substr(v.beslutning, 1, {UDDRAG_TEGN}), '') AS uddrag, 0.0 AS score
FROM punkter_vis v WHERE {FILTRE}
ORDER BY v.dato DESC, v.punkt_id LIMIT :antal
"""
"""Filters alone: the newest first, each with the beginning of its decision."""


@dataclass(frozen=True, slots=True)
class Traef:
    """A punkt that was found; ``uddrag`` has ``START`` and ``SLUT`` around what hit, ``score`` is higher for better."""

    punkt_id: str
    kommune: str | None
    udvalg: str | None
    dato: str | None
    nr: str | None
    titel: str | None
    udfald: str | None
    side: int
    filnavn: str
    uddrag: str
    score: float


def soeg(
    db: sqlite3.Connection,
    ord_: str,
    kommune_kode: str | None = None,
    udvalg: str | None = None,
    fra: str | None = None,
    til: str | None = None,
    udfald: str | None = None,
    antal: int = 20,
) -> list[Traef]:
    """The punkter that hold all the words, best first. ``fra`` and ``til`` are ISO dates, both within.

    ``udvalg`` is the beginning of a body's name, whatever its case. Filters without words give the newest punkter that
    they leave; neither gives none.
    """
    udtryk = fts_udtryk(ord_)
    filtre = {"kommune_kode": kommune_kode, "udvalg": udvalg, "fra": fra, "til": til, "udfald": udfald}
    if not udtryk and (ord_.strip() or not any(filtre.values())):
        return []
    db.create_function("dansk_lille", 1, lambda s: s.casefold() if isinstance(s, str) else s, deterministic=True)
    raekker = db.execute(SQL if udtryk else UDEN_ORD, filtre | {"udtryk": udtryk, "antal": antal})
    navne = [k[0] for k in raekker.description]
    return [Traef(**dict(zip(navne, r, strict=True))) for r in raekker]


def fts_udtryk(ord_: str) -> str:
    """What was typed as an FTS5 expression: phrases as they are, other words as prefixes; empty where there is none."""
    ud = []
    for n, stykke in enumerate(re.split(r'["“”„»«]', ord_)):
        if n % 2:
            ud.extend([f'"{" ".join(ordene(stykke))}"'] if ordene(stykke) else [])
        else:
            ud.extend(f'"{o}"*' for skrevet in stykke.split() for o in sammenhold(skrevet))
    return " ".join(ud)


def sammenhold(skrevet: str) -> list[str]:
    """What was typed without spaces, as the words to look for; a number with signs in it stays in one piece."""
    fundne = ordene(skrevet)
    return [" ".join(fundne)] if fundne and any(c.isdigit() for c in skrevet) else fundne


def ordene(tekst: str) -> list[str]:
    """The words of a text as the index parts them: letters, digits, marks on letters and signs for private use."""
    ren = unicodedata.normalize("NFC", tekst)
    return "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in ren).split()
