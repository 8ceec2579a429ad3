"""Full-text search over titles, sections, decisions and journal numbers. Whatever is typed is a search, never an error.

Words are matched from their start (``budget`` finds ``budgetopfølgning``) and, where the store has its list of words,
within longer ones (``dagpenge`` finds ``sygedagpenge``); words in quotes are a phrase, matched whole; all must be
there. Signs that are not letters or digits part words, as they do in the index, but a number written with them is one
(``22-28-15.00.00``, ``1,5``): its parts must follow each other. å, ø and æ are letters of their own.

A search is a conversation with the store: ``find`` and ``nyeste`` give one query after another and are given its
rows. So the command line, which waits for each, and the site, which does not, ask the same. In a published store the
items are numbered from the newest on, and of hundreds of thousands of hits the newest are weighed; see ``_vejes``.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Generator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from referat.store.fund import SLUT, START, emnet_foerst, opstil, organmoenster
from referat.store.indeks import indekser_ventende, oejeblik, venter
from referat.store.udfald import BLANDET, udfaldene

UDDRAG_ORD = 24
UDDRAG_TEGN = 160
VAEGTE = (8.0, 4.0, 1.0, 8.0)
"""How much a hit counts in the title, the decision, the sections, the journal numbers."""
FLEST = 10_000
"""More hits than this are not counted, nor weighed against each other."""
KORTEST = 4
"""A word of fewer letters is not looked for within longer ones: too many have it."""
FLEST_MAERKES = 8
FLEST_DELORD = 8
"""So many words are looked for within longer ones."""
FLEST_SAMMENSATTE = 40
"""So many longer words stand for one, the most used first."""
EFTERSES = 100
"""Of so many hits, the best, it is seen whether a word stands in the names of bodies alone."""

Sporgsmaal = tuple[str, dict[str, Any]]
"""SQL and its parameters."""
T = TypeVar("T")
Samtale = Generator[Sporgsmaal, list[dict[str, Any]], T]
"""Gives queries, is given the rows of each, ends with what they say together."""

ORDLISTE = """
CREATE VIRTUAL TABLE temp.soegeord USING fts5vocab('main', 'soegning', 'row');
CREATE VIRTUAL TABLE ordliste USING fts5(ord, antal UNINDEXED, tokenize="trigram");
INSERT INTO ordliste (ord, antal) SELECT term, doc FROM temp.soegeord
  WHERE length(term) > 4 AND term GLOB '*[^0-9]*' ORDER BY doc DESC, term;
DROP TABLE temp.soegeord;
"""
"""The words of the index, the most used first, themselves indexed by three letters at a time: made once, in the copy
that is published."""

EMNER = (
    "(SELECT p.soegenr, p.id AS punkt_id, m.id AS moede_id, m.kommune_kode, m.udvalg_id, m.dato, p.udfald, "
    f"CASE p.udfald WHEN {BLANDET} THEN {udfaldene('p.id')} END AS udfald_punktvis "
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
        ("navn", "navn", f"(SELECT DISTINCT navn FROM {tabel} LIMIT -1)"),
    )
)
"""The punkter where someone is named so, as written or as resolved. The limit keeps SQLite from asking of every row
what it is to ask of every name."""
UDVALG = "IN (SELECT id FROM main.udvalg WHERE substr(dansk_lille(navn), 1, length(:udvalg)) = dansk_lille(:udvalg))"
"""What a body's id must be in, where its name is to begin so."""
BETINGELSER = {
    "kommune_kode": "e.kommune_kode = :kommune_kode",
    "region": "e.kommune_kode IN (SELECT kode FROM kommuner WHERE region = :region)",
    "udvalg": f"e.udvalg_id {UDVALG}",
    "fra": "e.dato >= :fra",
    "til": "e.dato <= :til",
    "udfald": f"e.udfald IN (:udfald, {BLANDET}) AND (e.udfald = :udfald "
    "OR instr(e.udfald_punktvis, '|' || :udfald || '|'))",
    "kle": "e.punkt_id IN (SELECT punkt_id FROM punkt_journalnumre WHERE kle >= :kle AND kle < :kle || char(1114111))",
    "person": f"e.punkt_id IN ({NAVNGIVET})",
    "beloeb_fra": "e.punkt_id IN (SELECT punkt_id FROM bevillinger WHERE beloeb_kr >= :beloeb_fra "
    "AND (:beloeb_til IS NULL OR beloeb_kr <= :beloeb_til))",
    "beloeb_til": "e.punkt_id IN (SELECT punkt_id FROM bevillinger WHERE beloeb_kr <= :beloeb_til "
    "AND (:beloeb_fra IS NULL OR beloeb_kr >= :beloeb_fra))",
}
"""Filter → what it asks of a row ``e`` of ``EMNER``."""
UDFALDETS = (
    f"(SELECT * FROM {UDGIVNE_EMNER} WHERE udfald = :udfald UNION ALL SELECT * FROM {UDGIVNE_EMNER} "
    f"WHERE udfald = {BLANDET} AND :udfald <> {BLANDET} AND instr(udfald_punktvis, '|' || :udfald || '|'))"
)
"""Those of an outcome, as two runs that the index has in order: for one condition SQLite would read or sort all."""
NUMMER = f"(SELECT soegenr FROM {UDGIVNE_EMNER} WHERE {{krav}} ORDER BY {{orden}} LIMIT 1)"
AELDSTE, NYEST = "dato, soegenr DESC", "dato DESC, soegenr"
GRAENSER = {
    "fra": f"soegning.rowid <= {NUMMER.format(krav='dato >= :fra', orden=AELDSTE)}",
    "til": f"soegning.rowid >= {NUMMER.format(krav='dato <= :til', orden=NYEST)} "
    f"AND soegning.rowid <= {NUMMER.format(krav='dato IS NOT NULL', orden=AELDSTE)}",
}
"""The same of dates in a published store, whose numbers rise from the newest on, those without a date last."""
BM25 = f"bm25(soegning, {', '.join(map(str, VAEGTE))})"
LEDENDE = (
    "v.ledende, (SELECT ledende_punkt_id FROM punktudgaver WHERE punkt_id = v.punkt_id) AS ledende_punkt_id, "
    "(SELECT coalesce(d.filnavn, d.id) FROM manifestationer x JOIN moeder m ON m.id = x.ledende_id "
    "JOIN dokumenter d ON d.id = m.dokument_id WHERE x.moede_id = v.moede_id AND x.rang > 1) AS ledende_filnavn"
)
"""Whether a punkt is of the telling of its meeting that counts; if not, the same punkt there, and in which document."""
PUNKT = (
    "v.punkt_id, v.kommune, v.udvalg, v.dato, v.nr, v.titel, v.udfald, v.punktvis, v.side_fra AS side, v.filnavn, "
    f"{LEDENDE}"
)
MED_ORD = f"""
WITH bedste AS MATERIALIZED (
  SELECT soegning.rowid AS soegenr, {BM25} AS rang FROM soegning WHERE {{hvor}}
  ORDER BY rang, soegenr LIMIT :antal OFFSET :spring
)
SELECT {PUNKT}, s.uddrag, s.score, {{hele}} AS hele,
  (SELECT json_group_array(overskrift) FROM afsnit WHERE punkt_id = p.id AND overskrift IS NOT NULL) AS overskrifter
FROM (
  SELECT b.soegenr, -b.rang AS score, snippet(soegning, -1, '{START}', '{SLUT}', '…', {UDDRAG_ORD}) AS uddrag
  FROM soegning CROSS JOIN bedste b ON b.soegenr = soegning.rowid
  WHERE soegning MATCH :udtryk AND soegning.rowid BETWEEN (SELECT min(soegenr) FROM bedste)
    AND (SELECT max(soegenr) FROM bedste)
) s CROSS JOIN punkter p ON p.soegenr = s.soegenr CROSS JOIN punkter_vis v ON v.punkt_id = p.id
ORDER BY s.score DESC, s.soegenr
"""
"""The filters come before the weight, which is dear, and that before the passage, which is dearer."""
HELE = (
    "(SELECT coalesce(titel, '') || char(10) || coalesce(beslutning, '') || char(10) || coalesce(tekst, '') "
    "FROM soegetekst WHERE rowid = s.soegenr)"
)
"""All that a hit may be in."""
ORGANER = "SELECT DISTINCT navn FROM udvalg"
UDEN_ORD = f"""
SELECT {PUNKT}, coalesce(substr(v.beslutning, 1, {UDDRAG_TEGN}), '') AS uddrag, 0.0 AS score FROM (
  SELECT e.punkt_id, e.dato, e.soegenr FROM {{emner}} e WHERE {{hvor}}
  ORDER BY e.dato DESC, e.soegenr LIMIT :antal OFFSET :spring
) s JOIN punkter_vis v ON v.punkt_id = s.punkt_id
ORDER BY v.dato DESC, v.punkt_id
"""
"""Filters alone: the newest first, each with the beginning of its decision."""
TAEL_MED_ORD = """
SELECT count(*) AS antal, max(soegenr) AS sidste FROM (
  SELECT rowid AS soegenr FROM soegning WHERE {hvor} ORDER BY rowid LIMIT :flest + 1
)
"""
"""How many, and the last of those that were counted, from the newest on."""
TAEL_UDEN_ORD = "SELECT count(*) AS antal FROM (SELECT 1 FROM {emner} e WHERE {hvor} LIMIT :flest + 1)"
NYESTE = """
SELECT e.punkt_id AS id, '' AS hvad, e.dato, e.soegenr FROM {fra}
WHERE {hvor} AND e.dato IS NOT NULL AND e.moede_id NOT IN (SELECT moede_id FROM gentagelser)
ORDER BY {orden} LIMIT :antal
"""
I_TITLER = "SELECT rowid FROM soegning WHERE soegning MATCH :titler"
MED_TITLER = f"(soegning.rowid <= :sidste OR soegning.rowid IN ({I_TITLER}))"


@dataclass(frozen=True, slots=True)
class Filtre:
    """What the punkter must be, besides having the words; None asks nothing.

    ``udvalg`` is the beginning of a body's name and ``person`` a part of one, whatever their case; ``fra`` and ``til``
    are ISO dates, both within; ``udfald`` is the punkt's, or that of a point of one that is ``blandet``; ``kle`` is the
    beginning of a KLE number; the amounts are of appropriations, in kroner.
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
    """A punkt that was found; ``uddrag`` has ``START`` and ``SLUT`` around what hit, ``score`` is higher for better.

    Where another document's telling of the meeting counts, ``ledende`` is 0, ``ledende_filnavn`` says which document,
    and ``ledende_punkt_id`` is the punkt there, if it has it. ``punktvis`` is what became of each point of a decision
    that is ``blandet``.
    """

    punkt_id: str
    kommune: str | None
    udvalg: str | None
    dato: str | None
    nr: str | None
    titel: str | None
    udfald: str | None
    side: int
    filnavn: str
    ledende: int
    ledende_punkt_id: str | None
    ledende_filnavn: str | None
    punktvis: str | None
    uddrag: str
    score: float


def soeg(db: sqlite3.Connection, ord_: str, antal: int = 20, **filtre: Any) -> list[Traef]:
    """The punkter that hold all the words, best first; the filters are those of ``Filtre``.

    Filters without words give the newest punkter that they leave; neither gives none.
    """
    registrer(db)
    udgivet = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'ordliste'").fetchone() is not None

    def spoerg() -> list[Traef]:
        fundne, _ = foer(db, find(ord_, Filtre(**filtre), antal, udgivet=udgivet))
        return [Traef(**r) for r in fundne]

    if udgivet or not fts_udtryk(ord_):
        return spoerg()
    with oejeblik(db):
        fundne = spoerg()
        if venter(db):
            indekser_ventende(db)
            fundne = sorted(fundne + spoerg(), key=lambda t: (-t.score, t.punkt_id))[:antal]
    return fundne


def foer(db: sqlite3.Connection, samtale: Samtale[T]) -> T:
    """Ask a store what a search asks, and wait for it."""
    raekker = None
    try:
        while True:
            svar = db.execute(*(samtale.send(raekker) if raekker is not None else next(samtale)))
            navne = [k[0] for k in svar.description]
            raekker = [dict(zip(navne, r, strict=True)) for r in svar]
    except StopIteration as slut:
        fundet: T = slut.value
        return fundet


def registrer(db: sqlite3.Connection) -> None:
    """Give a connection the functions that the queries use."""
    db.create_function("dansk_lille", 1, lambda s: s.casefold() if isinstance(s, str) else s, deterministic=True)


def find(
    ord_: str, filtre: Filtre, antal: int = 20, spring: int = 0, udgivet: bool = True
) -> Samtale[tuple[list[dict[str, Any]], int]]:
    """The best ``antal`` punkter after the first ``spring``, without words the newest; and how many there are.

    Of more than ``FLEST`` it is ``FLEST`` + 1. In a store that is not ``udgivet`` all are weighed, and none counted.
    """
    udtryk = (yield from udvid(ord_)) if udgivet else fts_udtryk(ord_)
    if not udtryk and (ord_.strip() or not filtre.satte):
        return [], 0
    mange = False
    if udgivet and udtryk and filtre.satte:
        (talt,) = yield _tael("soegning MATCH :udtryk", {"udtryk": udtryk})
        mange = talt["antal"] > FLEST
    hvor, vaerdier = _hvor(udtryk, filtre, udgivet, mange)
    i_alt, emner = 0, _emner(filtre) if udgivet else EMNER
    if udgivet:
        (talt,) = yield _tael(hvor, vaerdier, emner)
        i_alt = talt["antal"]
        if not i_alt:
            return [], 0
        if udtryk and i_alt > FLEST:
            hvor, vaerdier = yield from _vejes(hvor, vaerdier, talt["sidste"])
    if udtryk:
        return (yield from _bedste(ord_, hvor, vaerdier, antal, spring)), i_alt
    return (yield UDEN_ORD.format(hvor=hvor, emner=emner), vaerdier | {"antal": antal, "spring": spring}), i_alt


def _bedste(ord_: str, hvor: str, vaerdier: dict[str, Any], antal: int, spring: int) -> Samtale[list[dict[str, Any]]]:
    """The best hits; where a word may be of a body's name, those that have it elsewhere come before the others."""
    led = [re.compile(m, re.IGNORECASE) for m in _moenstre(ord_)]
    navne = [r["navn"] for r in (yield ORGANER, {})]
    organer = organmoenster(navne, led) if spring < EFTERSES else None
    fra, til = (0, max(EFTERSES, spring + antal)) if organer else (spring, spring + antal)
    sql = MED_ORD.format(hvor=hvor, hele=HELE if organer else "NULL")
    fundne = yield sql, vaerdier | {"antal": til - fra, "spring": fra}
    if organer:
        fundne = (emnet_foerst(fundne[:EFTERSES], led, organer) + fundne[EFTERSES:])[spring : spring + antal]
    return [_vist(r) for r in fundne]


def _vist(r: dict[str, Any]) -> dict[str, Any]:
    """A hit as it is shown."""
    uddrag = opstil(r["uddrag"], json.loads(r["overskrifter"]))
    return {k: v for k, v in r.items() if k not in ("hele", "overskrifter")} | {"uddrag": uddrag}


def _vejes(hvor: str, vaerdier: dict[str, Any], sidste: int) -> Samtale[Sporgsmaal]:
    """Which of many hits are weighed: the newest ``FLEST`` that have the words in their titles or numbers.

    Where fewer have them there, those and the newest ``FLEST`` of the rest; ``sidste`` is the last of these.
    """
    titler = i_titlen(vaerdier["udtryk"])
    (talt,) = yield _tael(hvor, vaerdier | {"udtryk": titler})
    if talt["antal"] > FLEST:
        return f"{hvor} AND soegning.rowid <= :sidste", vaerdier | {"udtryk": titler, "sidste": talt["sidste"]}
    return f"{hvor} AND {MED_TITLER}", vaerdier | {"titler": titler, "sidste": sidste}


def nyeste(ord_: str, filtre: Filtre, antal: int) -> Samtale[list[dict[str, Any]]]:
    """The ids of the newest ``antal`` punkter of a published store; none of what another document tells too."""
    udtryk = yield from udvid(ord_)
    if not udtryk and (ord_.strip() or not filtre.satte):
        return []
    krav = [f"({BETINGELSER[k]})" for k in filtre.satte] + (["soegning MATCH :udtryk"] if udtryk else [])
    fra, orden = f"{_emner(filtre)} e", "e.dato DESC, e.soegenr"
    if udtryk:
        fra, orden = f"soegning CROSS JOIN {UDGIVNE_EMNER} e ON e.soegenr = soegning.rowid", "soegning.rowid"
    sql = NYESTE.format(fra=fra, hvor=" AND ".join(krav) or "1", orden=orden)
    return (yield sql, asdict(filtre) | {"udtryk": udtryk, "antal": antal})


def udvid(ord_: str) -> Samtale[str]:
    """The words for the index of a published store, with the longer words that they stand for; empty for none."""
    laengere = {}
    for o in dict.fromkeys(delord(ord_)[:FLEST_DELORD]):
        laengere[o] = [r["ord"] for r in (yield sammensatte_sql(o))]
    return fts_udtryk(ord_, laengere)


def _emner(filtre: Filtre) -> str:
    """Where a published store is asked without words."""
    return UDFALDETS if filtre.udfald else UDGIVNE_EMNER


def _tael(hvor: str, vaerdier: dict[str, Any], emner: str = UDGIVNE_EMNER) -> Sporgsmaal:
    """How many a published store has, no further than ``FLEST`` + 1."""
    sql = TAEL_MED_ORD if vaerdier.get("udtryk") else TAEL_UDEN_ORD
    return sql.format(hvor=hvor, emner=emner), vaerdier | {"flest": FLEST}


def _hvor(udtryk: str, filtre: Filtre, udgivet: bool, mange: bool) -> Sporgsmaal:
    """The conditions: with words the index leads, and each hit is held against the filters.

    In a published store dates are bounds on its numbers, and where ``mange`` have the words, it is quicker to find once
    what the other filters leave than to look each hit up.
    """
    krav = {k: f"({BETINGELSER[k]})" for k in filtre.satte}
    vaerdier = asdict(filtre) | {"udtryk": udtryk}
    if not udtryk:
        return " AND ".join(krav.values()) or "1", vaerdier
    dele = ["soegning MATCH :udtryk"]
    if udgivet:
        dele += [GRAENSER[k] for k in krav if k in GRAENSER]
        krav = {k: v for k, v in krav.items() if k not in GRAENSER}
    if krav:
        fra = f"FROM {UDGIVNE_EMNER if udgivet else EMNER} e WHERE {' AND '.join(krav.values())}"
        for_hvert = f"EXISTS (SELECT 1 {fra} AND e.soegenr = soegning.rowid)"
        dele.append(f"+soegning.rowid IN (SELECT e.soegenr {fra})" if mange else for_hvert)
    return " AND ".join(dele), vaerdier


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

    Where hundreds of thousands of punkter have a common word, those that have it there are the best ones anyway.
    """
    return f"{{titel numre}} : ({udtryk})"


def delord(ord_: str) -> list[str]:
    """The words that are looked for within longer words."""
    return [s for s, vending in _led(ord_) if not vending and len(s) >= KORTEST and s.isalpha()]


def sammensatte_sql(ord_: str) -> Sporgsmaal:
    """The words that hold this one further in, the most used first."""
    sql = (
        "SELECT ord FROM ordliste WHERE ordliste MATCH :soegt AND instr(ord, :lille) > 1 "
        f"ORDER BY rowid LIMIT {FLEST_SAMMENSATTE}"
    )
    return sql, {"soegt": f'"{ord_}"', "lille": ord_.casefold()}


def ordmoenster(ord_: str) -> re.Pattern[str] | None:
    """What to mark in a text that was found by these words, ``FLEST_MAERKES`` of them; None where there is nothing.

    It is found in time that grows with the text alone; a word that holds another is told from there on.
    """
    led = _moenstre(ord_)
    return re.compile("|".join(led), re.IGNORECASE) if led else None


def _moenstre(ord_: str) -> list[str]:
    """A pattern for each of the first ``FLEST_MAERKES`` parts of what was typed."""
    led = []
    for stykke, vending in _led(ord_)[:FLEST_MAERKES]:
        tekst = r"\W+".join(map(re.escape, stykke.split()))
        indeni = len(stykke) >= KORTEST and stykke.isalpha()
        led.append(rf"\b{tekst}\b" if vending else ("" if indeni else r"\b") + tekst + r"\w*")
    return led


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
