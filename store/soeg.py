"""Full-text search over titles, sections, decisions and journal numbers. Whatever is typed is a search, never an error.

Words are matched from their start (``budget`` finds ``budgetopfølgning``) and, where the store has its list of words,
within longer ones (``dagpenge`` finds ``sygedagpenge``); words in quotes are a phrase, matched whole; all must be
there. Signs that are not letters or digits part words, as they do in the index, but a number written with them is one
(``22-28-15.00.00``, ``1,5``): its parts must follow each other. å, ø and æ are letters of their own.

The command line and the site ask in the same words: ``sammensatte`` → ``fts_udtryk`` → ``find_sql``, ``antal_sql``.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from referat.store.indeks import indekser_ventende, oejeblik, venter

START, SLUT = "\ue000", "\ue001"
"""What stands around a hit in a snippet: characters for private use, which no text has."""

UDDRAG_ORD = 24
UDDRAG_TEGN = 160
VAEGTE = (8.0, 4.0, 1.0, 8.0)
"""How much a hit counts in the title, the decision, the sections, the journal numbers."""
FLEST = 10_000
"""More hits than this are not counted."""
KORTEST = 4
"""A word of fewer letters is not looked for within longer ones: too many have it."""
FLEST_MAERKES = 8
FLEST_SAMMENSATTE = 40
"""So many longer words stand for one, the most used first."""

Sporgsmaal = tuple[str, dict[str, Any]]
"""SQL and its parameters."""

ORDLISTE = """
CREATE VIRTUAL TABLE temp.soegeord USING fts5vocab('main', 'soegning', 'row');
CREATE VIRTUAL TABLE ordliste USING fts5(ord, antal UNINDEXED, tokenize="trigram");
INSERT INTO ordliste (ord, antal) SELECT term, doc FROM temp.soegeord
  WHERE length(term) > 4 AND term GLOB '*[^0-9]*' ORDER BY term;
DROP TABLE temp.soegeord;
"""
"""The words of the index, themselves indexed by three letters at a time: made once, in the copy that is published."""

EMNER = (
    "(SELECT p.soegenr, p.id AS punkt_id, m.id AS moede_id, m.kommune_kode, m.udvalg_id, m.dato, p.udfald "
    "FROM punkter p JOIN moeder m ON m.id = p.moede_id)"
)
"""What the filters are asked of: every punkt and its meeting."""
UDGIVNE_EMNER = "soegepunkter"
"""The same, as a published store has it ready."""

NAVNGIVET = " UNION ALL ".join(
    f"SELECT punkt_id FROM {tabel} WHERE {kolonne} IN (SELECT {valgt} FROM {personer} "
    "WHERE instr(dansk_lille(navn), dansk_lille(:person)))"
    for tabel in ("stemmer", "fravaer", "bemaerkninger")
    for kolonne, valgt, personer in (
        ("person_id", "id", "personer"),
        ("navn", "navn", f"(SELECT DISTINCT navn FROM {tabel})"),
    )
)
"""The punkter where someone is named so, as written or as resolved."""
UDVALG = "IN (SELECT id FROM main.udvalg WHERE substr(dansk_lille(navn), 1, length(:udvalg)) = dansk_lille(:udvalg))"
"""What a body's id must be in, where its name is to begin so."""
BETINGELSER = {
    "kommune_kode": "e.kommune_kode = :kommune_kode",
    "region": "e.kommune_kode IN (SELECT kode FROM kommuner WHERE region = :region)",
    "udvalg": f"e.udvalg_id {UDVALG}",
    "fra": "e.dato >= :fra",
    "til": "e.dato <= :til",
    "udfald": "e.udfald = :udfald",
    "kle": "e.punkt_id IN (SELECT punkt_id FROM punkt_journalnumre WHERE kle >= :kle AND kle < :kle || char(1114111))",
    "person": f"e.punkt_id IN ({NAVNGIVET})",
    "beloeb_fra": "e.punkt_id IN (SELECT punkt_id FROM bevillinger WHERE beloeb_kr >= :beloeb_fra "
    "AND (:beloeb_til IS NULL OR beloeb_kr <= :beloeb_til))",
    "beloeb_til": "e.punkt_id IN (SELECT punkt_id FROM bevillinger WHERE beloeb_kr <= :beloeb_til "
    "AND (:beloeb_fra IS NULL OR beloeb_kr >= :beloeb_fra))",
}
"""Filter → what it asks of a row ``e`` of ``EMNER``."""
RANG = f"bm25({', '.join(map(str, VAEGTE))})"
PUNKT = "v.punkt_id, v.kommune, v.udvalg, v.dato, v.nr, v.titel, v.udfald, v.side_fra AS side, v.filnavn"
MED_ORD = f"""
SELECT {PUNKT}, s.uddrag, s.score FROM (
  SELECT rowid AS soegenr, -rank AS score, snippet(soegning, -1, '{START}', '{SLUT}', '…', {UDDRAG_ORD}) AS uddrag
  FROM soegning WHERE {{hvor}} ORDER BY rank LIMIT :antal OFFSET :spring
) s JOIN punkter p ON p.soegenr = s.soegenr JOIN punkter_vis v ON v.punkt_id = p.id
ORDER BY s.score DESC, v.punkt_id
"""
UDEN_ORD = f"""
SELECT {PUNKT}, coalesce(substr(v.beslutning, 1, {UDDRAG_TEGN}), '') AS uddrag, 0.0 AS score FROM (
  SELECT e.punkt_id FROM {{emner}} e WHERE {{hvor}}
  ORDER BY e.dato DESC, e.soegenr LIMIT :antal OFFSET :spring
) s JOIN punkter_vis v ON v.punkt_id = s.punkt_id
ORDER BY v.dato DESC, v.punkt_id
"""
"""Filters alone: the newest first, each with the beginning of its decision."""
NYESTE = """
SELECT e.punkt_id AS id, '' AS hvad FROM {fra}
WHERE {hvor} AND e.dato IS NOT NULL AND e.moede_id NOT IN (SELECT moede_id FROM gentagelser)
ORDER BY e.dato DESC, e.soegenr LIMIT :antal
"""
FRA_ORD = f"soegning CROSS JOIN {UDGIVNE_EMNER} e ON e.soegenr = soegning.rowid"
FRA_DATO = f"{UDGIVNE_EMNER} e"
MANGE_ORD = "e.soegenr IN (SELECT rowid FROM soegning WHERE soegning MATCH :udtryk)"
"""Few hits are held against each other; of many the newest are met soon when all is gone through by date."""


@dataclass(frozen=True, slots=True)
class Filtre:
    """What the punkter must be, besides having the words; None asks nothing.

    ``udvalg`` is the beginning of a body's name and ``person`` a part of one, whatever their case; ``fra`` and ``til``
    are ISO dates, both within; ``kle`` is the beginning of a KLE number; the amounts are of appropriations, in kroner.
    """

    kommune_kode: str | None = None
    region: str | None = None
    udvalg: str | None = None
    fra: str | None = None
    til: str | None = None
    udfald: str | None = None
    kle: str | None = None
    person: str | None = None
    beloeb_fra: float | None = None
    beloeb_til: float | None = None

    @property
    def satte(self) -> dict[str, Any]:
        """The filters that ask something."""
        return {k: v for k, v in asdict(self).items() if v not in (None, "")}


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


def soeg(db: sqlite3.Connection, ord_: str, antal: int = 20, **filtre: Any) -> list[Traef]:
    """The punkter that hold all the words, best first; the filters are those of ``Filtre``.

    Filters without words give the newest punkter that they leave; neither gives none.
    """
    valgt = Filtre(**filtre)
    registrer(db)
    udgivet = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'ordliste'").fetchone()
    laengere = {o: [r[0] for r in db.execute(*sammensatte_sql(o))] for o in (delord(ord_) if udgivet else ())}
    udtryk = fts_udtryk(ord_, laengere)
    if not udtryk and (ord_.strip() or not valgt.satte):
        return []
    spoergsmaal = find_sql(udtryk, valgt, antal, emner=UDGIVNE_EMNER if udgivet else EMNER)
    if udgivet or not udtryk:
        return _traef(db, spoergsmaal)
    with oejeblik(db):
        fundne = _traef(db, spoergsmaal)
        if venter(db):
            indekser_ventende(db)
            fundne = sorted(fundne + _traef(db, spoergsmaal), key=lambda t: (-t.score, t.punkt_id))[:antal]
    return fundne


def _traef(db: sqlite3.Connection, spoergsmaal: Sporgsmaal) -> list[Traef]:
    raekker = db.execute(*spoergsmaal)
    navne = [k[0] for k in raekker.description]
    return [Traef(**dict(zip(navne, r, strict=True))) for r in raekker]


def registrer(db: sqlite3.Connection) -> None:
    """Give a connection the functions that the queries use."""
    db.create_function("dansk_lille", 1, lambda s: s.casefold() if isinstance(s, str) else s, deterministic=True)


def find_sql(udtryk: str, filtre: Filtre, antal: int = 20, spring: int = 0, emner: str = UDGIVNE_EMNER) -> Sporgsmaal:
    """The best ``antal`` punkter after the first ``spring``; without words the newest.

    ``emner`` is ``EMNER`` for a store that is not published.
    """
    hvor, vaerdier = _hvor(udtryk, filtre, emner)
    return (MED_ORD if udtryk else UDEN_ORD).format(hvor=hvor, emner=emner), vaerdier | {
        "antal": antal,
        "spring": spring,
    }


def nyeste_sql(udtryk: str, filtre: Filtre, antal: int, mange: bool) -> Sporgsmaal:
    """The ids of the newest ``antal`` punkter of a published store; ``mange``: the words have more than ``FLEST``."""
    krav = [f"({BETINGELSER[k]})" for k in filtre.satte]
    if udtryk:
        krav.append(MANGE_ORD if mange else "soegning MATCH :udtryk")
    fra = FRA_ORD if udtryk and not mange else FRA_DATO
    sql = NYESTE.format(fra=fra, hvor=" AND ".join(krav) or "1")
    return sql, asdict(filtre) | {"udtryk": udtryk, "antal": antal}


def antal_sql(udtryk: str, filtre: Filtre) -> Sporgsmaal:
    """How many a published store has, ``FLEST`` + 1 for more than ``FLEST``."""
    hvor, vaerdier = _hvor(udtryk, filtre)
    fra = "soegning" if udtryk else f"{UDGIVNE_EMNER} e"
    return f"SELECT count(*) AS antal FROM (SELECT 1 FROM {fra} WHERE {hvor} LIMIT {FLEST + 1})", vaerdier


def _hvor(udtryk: str, filtre: Filtre, emner: str = UDGIVNE_EMNER) -> Sporgsmaal:
    """The conditions: with words the index leads, and each hit is held against the filters in order of rank."""
    krav = " AND ".join(f"({BETINGELSER[k]})" for k in filtre.satte)
    if not udtryk:
        return krav or "1", asdict(filtre)
    af_punkt = f"SELECT 1 FROM {emner} e WHERE e.soegenr = soegning.rowid AND {krav}"
    hvor = f"soegning MATCH :udtryk AND rank MATCH '{RANG}'" + (f" AND EXISTS ({af_punkt})" if krav else "")
    return hvor, asdict(filtre) | {"udtryk": udtryk}


def fts_udtryk(ord_: str, laengere: Mapping[str, Sequence[str]] | None = None) -> str:
    """What was typed as an FTS5 expression: phrases as they are, other words as prefixes; empty where there is none.

    ``laengere`` has the longer words that stand for a word too.
    """
    ud = []
    for stykke, vending in _led(ord_):
        andre = (laengere or {}).get(stykke, ())
        dele = [f'"{stykke}"' + ("" if vending else "*"), *(f'"{o}"' for o in andre if not vending)]
        ud.append(f"({' OR '.join(dele)})" if len(dele) > 1 else dele[0])
    return " AND ".join(ud)


def i_titlen(udtryk: str) -> str:
    """An expression asked of titles and journal numbers alone.

    Where hundreds of thousands of punkter have a common word, those that have it there are the best ones anyway, and
    to weigh the rest would take seconds.
    """
    return f"{{titel numre}} : ({udtryk})"


def delord(ord_: str) -> list[str]:
    """The words that are looked for within longer words."""
    return [s for s, vending in _led(ord_) if not vending and len(s) >= KORTEST and s.isalpha()]


def sammensatte_sql(ord_: str) -> Sporgsmaal:
    """The words that hold this one further in, the most used first."""
    sql = (
        "SELECT ord FROM ordliste WHERE ordliste MATCH :soegt AND instr(ord, :lille) > 1 "
        f"ORDER BY antal DESC, ord LIMIT {FLEST_SAMMENSATTE}"
    )
    return sql, {"soegt": f'"{ord_}"', "lille": ord_.casefold()}


def ordmoenster(ord_: str) -> re.Pattern[str] | None:
    """What to mark in a text that was found by these words, ``FLEST_MAERKES`` of them; None where there is nothing.

    It is found in time that grows with the text alone; a word that holds another is told from there on.
    """
    led = []
    for stykke, vending in _led(ord_)[:FLEST_MAERKES]:
        tekst = r"\W+".join(map(re.escape, stykke.split()))
        indeni = len(stykke) >= KORTEST and stykke.isalpha()
        led.append(rf"\b{tekst}\b" if vending else ("" if indeni else r"\b") + tekst + r"\w*")
    return re.compile("|".join(led), re.IGNORECASE) if led else None


def _led(ord_: str) -> list[tuple[str, bool]]:
    """The parts of what was typed, and whether each is a phrase in quotes."""
    ud = []
    for n, stykke in enumerate(re.split(r'["“”„»«]', ord_)):
        if n % 2:
            ud.extend([(" ".join(ordene(stykke)), True)] if ordene(stykke) else [])
        else:
            ud.extend((o, False) for skrevet in stykke.split() for o in sammenhold(skrevet))
    return ud


def sammenhold(skrevet: str) -> list[str]:
    """What was typed without spaces, as the words to look for; a number with signs in it stays in one piece."""
    fundne = ordene(skrevet)
    return [" ".join(fundne)] if fundne and any(c.isdigit() for c in skrevet) else fundne


def ordene(tekst: str) -> list[str]:
    """The words of a text as the index parts them: letters, digits, marks on letters and signs for private use."""
    ren = unicodedata.normalize("NFC", tekst)
    return "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in ren).split()
