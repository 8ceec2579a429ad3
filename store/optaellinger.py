"""What a published store has counted beforehand, so that a question to all of it is answered at once.

Everything here follows from the other tables. Whoever was away at every punkt that states a decision was away from the
meeting: a page of signatures states none, and names nobody. The minutes of one meeting may lie in several files; what
is counted are the punkter of those that are not in ``gentagelser``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from referat.schemas.vokabular import (
    BUDGETMAAL,
    INHABIL,
    RESULTATMAAL,
    STANDSET,
    Bemaerkningsart,
    Deltagerstatus,
    Dokumenttype,
    Omfang,
    Stemmevalg,
    Udfald,
)
from referat.store.kolonner import K, Tabel
from referat.store.udfald import har_udfald
from referat.store.visninger import MEDLEMSKABER, PARTINAVNE

KOMMUNE = K("kommune_kode", str, "The kommune; NULL where it is not known.")
UDVALG = K("udvalg_id", str, "The body that met.")
AAR = K("aar", int, "Year of the meeting.")
UDFALD = K("udfald", str, "What became of it; NULL where the document states no decision.")
ANTAL = K("antal", int, "How many punkter.")
RAEKKE = K("id", int, "Number of the row.")
EKSEMPEL = K("punkt_id", str, "The newest of them.")

BEHANDLINGER = Tabel(
    "behandlinger",
    "A punkt of minutes, once, also where several files hold the same meeting; agendas and letters are left out.",
    (
        K("punkt_id", str, "The agenda item."),
        K("moede_id", str, "The meeting."),
        K("dokument_id", str, "The document."),
        KOMMUNE,
        UDVALG,
        K("dato", str, "ISO date of the meeting."),
        AAR,
        UDFALD,
        K("lukket", int, "1 for an item treated behind closed doors."),
        K("soegenr", int, "Number of the item in the search index."),
        K("fast", int, "1 for an item that meetings have again and again and that is no case: the agenda, messages."),
    ),
    pk=("punkt_id",),
    indeks=(("dato",), ("kommune_kode", "dato"), ("udvalg_id", "dato"), ("udfald", "dato"), ("moede_id",)),
)
FUNDSTEDER = Tabel(
    "fundsteder",
    "A punkt of minutes that has something that is often asked for, so that the newest are found at once.",
    (
        RAEKKE,
        K(
            "art",
            str,
            "stemmer, imod (or abstaining), udsat (all or a point of it, and not treated later), ikke fulgt (a "
            "recommendation), anbefalet (by one body and not simply adopted by a later one), oversendt (all or a "
            "point), bemærkning, uden beslutning or inhabil.",
        ),
        K("punkt_id", str, "The agenda item."),
        KOMMUNE,
        UDVALG,
        K("dato", str, "ISO date of the meeting."),
        AAR,
        K("soegenr", int, "Number of the item in the search index."),
        K("andet_punkt_id", str, "For anbefalet: the earlier item."),
    ),
    indeks=(("art", "dato", "punkt_id"), ("art", "kommune_kode", "dato", "punkt_id")),
)
BEVILLINGSSUMMER = Tabel(
    "bevillingssummer",
    "An appropriation as its case has it: the same kind, amount and year at several meetings is one, by the last of "
    "them; a mention without a year goes with the latest of the case.",
    (
        RAEKKE,
        K("bevilling_id", str, "The appropriation at the last meeting."),
        K("art", str, "tillægsbevilling, anlægsbevilling and more."),
        K("beloeb_kr", float, "Amount in kroner, without a sign."),
        K("gange", int, "How many punkter state it."),
        K("punkt_id", str, "The last of them."),
        KOMMUNE,
        UDVALG,
        AAR,
        K("soegenr", int, "Its number in the search index."),
    ),
    indeks=(("beloeb_kr",), ("art", "beloeb_kr"), ("kommune_kode", "beloeb_kr")),
)
PUNKTTAL = Tabel(
    "punkttal",
    "How many punkter of minutes each body had in a year, by outcome.",
    (
        RAEKKE,
        KOMMUNE,
        UDVALG,
        AAR,
        UDFALD,
        K("lukket", int, "1 for items treated behind closed doors."),
        ANTAL,
        EKSEMPEL,
        K("dato", str, "Its date."),
    ),
    indeks=(("kommune_kode", "aar"),),
)
MOEDETAL = Tabel(
    "moedetal",
    "How many days each body met in a year.",
    (
        RAEKKE,
        KOMMUNE,
        UDVALG,
        AAR,
        K("antal", int, "How many days with minutes."),
        K("dokumenter", int, "How many files."),
    ),
    indeks=(("kommune_kode", "aar"),),
)
DAEKNING = Tabel(
    "daekning",
    "How many meetings a kommune has in a year, and punkter, also agendas; one that several files hold counts once.",
    (
        RAEKKE,
        KOMMUNE,
        K("aar", int, "Year of the meeting; NULL where its date is not known."),
        K("moeder", int, "How many meetings."),
        K("punkter", int, "How many punkter they have."),
    ),
    indeks=(("kommune_kode", "aar"),),
)
EMNETAL = Tabel(
    "emnetal",
    "How many punkter of minutes have a KLE main group in a year, by outcome; one with two groups counts in both.",
    (
        RAEKKE,
        KOMMUNE,
        AAR,
        K("emne", str, "KLE main group, two digits."),
        UDFALD,
        ANTAL,
        EKSEMPEL,
        K("dato", str, "Its date."),
    ),
    indeks=(("emne", "kommune_kode", "aar"),),
)
FREMMOEDE = Tabel(
    "fremmoede",
    "A person at a body's meeting days of a year: where the minutes have the name, and where they say it was away.",
    (
        RAEKKE,
        K("person_id", str, "The person."),
        KOMMUNE,
        UDVALG,
        AAR,
        K("moeder", int, "Days whose minutes have the name, as present or away."),
        K("vaek", int, "Of them: away from the whole meeting."),
        K("delvis", int, "Of them: away at some of the punkter, inhabile not counted."),
        K("punkt_id", str, "A punkt of the newest day away."),
        K("dato", str, "That day."),
    ),
    indeks=(("kommune_kode", "aar"), ("person_id",)),
)
PARTIPAR = Tabel(
    "partipar",
    "Two parties of a kommune at the votes of a year where the minutes say what both did, each as one: a party that is "
    "itself named, and none of whose members is named with another vote.",
    (
        RAEKKE,
        KOMMUNE,
        AAR,
        K("parti_a", str, "A party."),
        K("parti_b", str, "Another, later in the alphabet."),
        K("faelles", int, "Votes where both are known."),
        K("ens", int, "Of them: both for, both against or both abstaining."),
        K("punkt_id", str, "The newest of them where they differ, or else the newest."),
        K("dato", str, "Its date."),
    ),
    indeks=(("kommune_kode", "aar"),),
)
BUDGETAFVIGELSER = Tabel(
    "budgetafvigelser",
    "A row of a budget table that has both a budget and what came of it, or is expected to, for the same year.",
    (
        RAEKKE,
        K("punkt_id", str, "The agenda item."),
        K("tabel_id", str, "The table."),
        K("raekke", int, "Row, from 0."),
        K("raekkenavn", str, "The row's label."),
        K("regnskabsaar", int, "The year that the numbers are of, where the table says."),
        K("budget_maal", str, "Which budget: korrigeret budget, vedtaget budget, oprindeligt budget or budget."),
        K("budget_kr", float, "That budget, in kroner."),
        K("resultat_maal", str, "regnskab or forventet regnskab."),
        K("resultat_kr", float, "That result, in kroner."),
        K("afvigelse_kr", float, "resultat_kr minus budget_kr."),
        K("afvigelse_pct", float, "afvigelse_kr as per cent of the budget's size."),
        K("side", int, "Page of the result."),
        K("tegn_fra", int, "First character of the result in the document's kept text."),
        K("tegn_til", int, "The character after the last."),
    ),
    indeks=(("punkt_id",),),
)
MAALTAL = Tabel(
    "maaltal",
    "What the budget tables of a year hold of a measure: how much, and the largest amount.",
    (
        RAEKKE,
        KOMMUNE,
        K("aar", int, "The year that the numbers are of; the meeting's where the table does not say."),
        K("maal", str, "oprindeligt budget, korrigeret budget, forbrug, regnskab and more."),
        K("tabeller", int, "How many tables have it."),
        K("celler", int, "How many cells."),
        K("stoerste_kr", float, "The largest amount in one cell, in kroner, by its size."),
        K("punkt_id", str, "The item that has that cell."),
    ),
    indeks=(("maal", "kommune_kode", "aar"),),
)
MEDLEMSKAB = Tabel(
    "medlemskaber",
    "A person at a body's meetings: when first and last, and how often present.",
    (
        RAEKKE,
        K("person_id", str, "The person."),
        UDVALG,
        KOMMUNE,
        K("foerste_moede", str, "ISO date of the first meeting whose minutes list the person."),
        K("seneste_moede", str, "ISO date of the last."),
        K("antal_moeder", int, "Days whose minutes list the person."),
        K("antal_til_stede", int, "Of them: as present."),
        K("roller", str, "The roles that the lists give, with commas."),
        K("kun_stedfortraeder", int, "1 for someone who was there in place of others only."),
    ),
    indeks=(("person_id",), ("udvalg_id",), ("kommune_kode",)),
)
PARTINAVN = Tabel(
    "partinavne",
    "A party that a person is written with, and when.",
    (
        RAEKKE,
        K("person_id", str, "The person."),
        K("parti", str, "The party, as written."),
        K("foerste_dato", str, "ISO date of the first meeting."),
        K("seneste_dato", str, "ISO date of the last."),
        K("antal", int, "At how many places."),
        K("antal_partier", int, "How many parties the person is written with in all."),
    ),
    indeks=(("person_id",),),
)
OPTAELLINGER = (
    *(BEHANDLINGER, FUNDSTEDER, BEVILLINGSSUMMER, PUNKTTAL, MOEDETAL, DAEKNING),
    *(EMNETAL, FREMMOEDE, PARTIPAR, BUDGETAFVIGELSER, MAALTAL, MEDLEMSKAB, PARTINAVN),
)
"""In the order they build on each other."""
SUMMER = (PUNKTTAL, MOEDETAL, DAEKNING, EMNETAL, FREMMOEDE, PARTIPAR, MAALTAL, MEDLEMSKAB, PARTINAVN)
"""Those whose rows are counts of many punkter, and say nothing of a part of them."""


def _ingen(titel: str) -> bool:
    """Where nothing is known of titles."""
    return False


@dataclass(frozen=True, slots=True)
class Titler:
    """What is known of titles: whether one is that of the page where a meeting signs its minutes, which decides
    nothing, and whether it is that of an item which every meeting has and which is no case of its own."""

    underskrift: Callable[[str], bool] = _ingen
    fast: Callable[[str], bool] = _ingen


UDEN_VIDEN = Titler()
"""Where nothing is known of them."""

INDEKS = """
CREATE INDEX svar_fejl ON kontroller(tabel_id) WHERE holder = 0;
CREATE INDEX svar_kle ON punkt_journalnumre(kle, punkt_id);
CREATE INDEX svar_maal ON tabelceller(maal, tabel_id, raekke) WHERE maal IS NOT NULL;
CREATE INDEX svar_sagens_udvalg ON sager(antal_udvalg, antal);
"""


def foerst(felt: str, raekkefoelge: tuple[str, ...]) -> str:
    """What SQL sorts by to have values in this order."""
    return f"CASE {felt} {' '.join(f'WHEN {m!r} THEN {n}' for n, m in enumerate(raekkefoelge))} END"


def _kolonner(tabel: Tabel) -> str:
    """What is filled of a table: all but the number of the row."""
    return ", ".join(k.navn for k in tabel.kolonner if k is not RAEKKE)


STED = "b.punkt_id, b.kommune_kode, b.udvalg_id, b.dato, b.aar, b.soegenr"
FUND = {
    "stemmer": "EXISTS (SELECT 1 FROM stemmer s WHERE s.punkt_id = b.punkt_id)",
    "imod": f"EXISTS (SELECT 1 FROM stemmer s WHERE s.punkt_id = b.punkt_id AND s.stemme <> '{Stemmevalg.FOR}')",
    "udsat": f"""{har_udfald("b", "punkt_id", f"'{Udfald.UDSAT}'")} AND NOT EXISTS (SELECT 1 FROM sagspunkter s
      JOIN sagspunkter o ON o.sag_id = s.sag_id JOIN punkter p ON p.id = o.punkt_id JOIN moeder m ON m.id = p.moede_id
      WHERE s.punkt_id = b.punkt_id AND m.dato > b.dato)""",
    "ikke fulgt": "EXISTS (SELECT 1 FROM indstillinger i WHERE i.punkt_id = b.punkt_id "
    f"AND i.udfald = '{Udfald.AFVIST}')",
    "oversendt": har_udfald("b", "punkt_id", f"'{Udfald.OVERSENDT}'"),
    "bemærkning": "EXISTS (SELECT 1 FROM bemaerkninger r WHERE r.punkt_id = b.punkt_id "
    f"AND r.art <> '{Bemaerkningsart.BEMAERKNING}')",
    "uden beslutning": """b.udfald IS NULL AND b.lukket IS NOT 1 AND EXISTS (SELECT 1 FROM punkter p
      WHERE p.id = b.punkt_id AND p.beslutning IS NULL AND NOT underskrift(p.titel))""",
    "inhabil": f"EXISTS (SELECT 1 FROM fravaer f WHERE f.punkt_id = b.punkt_id AND f.aarsag = '{INHABIL}')",
}
"""Kind of ``fundsteder`` → what its punkter have."""
ANBEFALET = f"""
SELECT 'anbefalet', {STED}, substr(max(y.dato || y.punkt_id), 11)
FROM behandlinger b CROSS JOIN sagspunkter s ON s.punkt_id = b.punkt_id CROSS JOIN sagspunkter o ON o.sag_id = s.sag_id
CROSS JOIN behandlinger y ON y.punkt_id = o.punkt_id
WHERE b.udfald IN {STANDSET} AND y.udfald = '{Udfald.ANBEFALET}' AND y.dato < b.dato
  AND y.udvalg_id <> b.udvalg_id GROUP BY b.punkt_id
"""

SQL = {
    "behandlinger": f"""
SELECT p.id, m.id, p.dokument_id, m.kommune_kode, m.udvalg_id, m.dato, CAST(substr(m.dato, 1, 4) AS INTEGER), p.udfald,
  p.lukket, p.soegenr, fast(p.titel)
FROM punkter p JOIN moeder m ON m.id = p.moede_id JOIN dokumenter d ON d.id = p.dokument_id
WHERE d.type = '{Dokumenttype.REFERAT}' AND m.id NOT IN (SELECT moede_id FROM gentagelser)
""",
    "fundsteder": " UNION ALL ".join(
        (*(f"SELECT '{art}', {STED}, NULL FROM behandlinger b WHERE {krav}" for art, krav in FUND.items()), ANBEFALET)
    ),
    "bevillingssummer": """
SELECT bevilling_id, art, beloeb_kr, gange, punkt_id, kommune_kode, udvalg_id, aar, soegenr FROM (
  SELECT *, count(DISTINCT punkt_id) AS gange, max(coalesce(dato, '') || (status IS NOT NULL)) FROM (
    SELECT v.id AS bevilling_id, v.art, v.beloeb_kr, v.status, b.*, coalesce(s.sag_id, b.punkt_id) AS sag,
      coalesce(v.aar, max(v.aar) OVER (PARTITION BY coalesce(s.sag_id, b.punkt_id), v.art, v.beloeb_kr)) AS til_aar
    FROM bevillinger v JOIN behandlinger b ON b.punkt_id = v.punkt_id LEFT JOIN sagspunkter s ON s.punkt_id = b.punkt_id
    WHERE v.beloeb_kr IS NOT NULL
  ) GROUP BY sag, art, beloeb_kr, til_aar
)
""",
    "punkttal": """
SELECT kommune_kode, udvalg_id, aar, udfald, coalesce(lukket, 0), count(*), punkt_id, max(dato)
FROM behandlinger GROUP BY 1, 2, 3, 4, 5
""",
    "moedetal": """
SELECT kommune_kode, udvalg_id, aar, count(DISTINCT dato), count(DISTINCT dokument_id) FROM behandlinger
GROUP BY 1, 2, 3
""",
    "daekning": """
SELECT m.kommune_kode, CAST(substr(m.dato, 1, 4) AS INTEGER), count(*),
  sum((SELECT count(*) FROM punkter p WHERE p.moede_id = m.id))
FROM moeder m WHERE m.id NOT IN (SELECT moede_id FROM gentagelser) GROUP BY 1, 2
""",
    "emnetal": """
SELECT kommune_kode, aar, emne, udfald, count(*), punkt_id, max(dato) FROM (
  SELECT DISTINCT b.punkt_id, b.kommune_kode, b.aar, b.udfald, b.dato, substr(j.kle, 1, 2) AS emne
  FROM behandlinger b JOIN punkt_journalnumre j ON j.punkt_id = b.punkt_id WHERE j.kle IS NOT NULL
) GROUP BY 1, 2, 3, 4
""",
    "fremmoede": f"""
WITH vaek_paa AS (
  SELECT f.person_id, b.moede_id, count(DISTINCT CASE WHEN p.beslutning IS NOT NULL THEN p.id END) AS n,
    count(DISTINCT p.id) AS alle,
    max(f.omfang = '{Omfang.HELE_MOEDET}') AS hele, min(b.punkt_id) AS punkt_id
  FROM fravaer f JOIN behandlinger b ON b.punkt_id = f.punkt_id JOIN punkter p ON p.id = f.punkt_id
  WHERE f.person_id IS NOT NULL AND f.aarsag IS NOT '{INHABIL}' GROUP BY 1, 2
), moedernes AS (
  SELECT moede_id, min(kommune_kode) AS kommune_kode, min(udvalg_id) AS udvalg_id, min(dato) AS dato, min(aar) AS aar,
    sum(beslutning IS NOT NULL) AS punkter, count(*) AS alle, min(punkt_id) AS punkt_id
  FROM (SELECT b.*, p.beslutning FROM behandlinger b JOIN punkter p ON p.id = b.punkt_id) GROUP BY 1
), navngivet AS (
  SELECT d.person_id, d.moede_id, max(d.status <> '{Deltagerstatus.TIL_STEDE}') AS vaek FROM deltagere d
  WHERE d.person_id IS NOT NULL GROUP BY 1, 2
  UNION ALL SELECT person_id, moede_id, 0 FROM vaek_paa
), dage AS (
  SELECT n.person_id, m.kommune_kode, m.udvalg_id, m.aar, m.dato,
    max(n.vaek OR coalesce(v.hele, 0) OR coalesce(iif(m.punkter, v.n >= m.punkter, v.alle >= m.alle), 0)) AS vaek,
    max(v.n IS NOT NULL) AS noget,
    min(coalesce(v.punkt_id, m.punkt_id)) AS punkt_id
  FROM navngivet n JOIN moedernes m ON m.moede_id = n.moede_id
  LEFT JOIN vaek_paa v ON v.person_id = n.person_id AND v.moede_id = n.moede_id GROUP BY 1, 2, 3, 4, 5
)
SELECT person_id, kommune_kode, udvalg_id, aar, count(*), sum(vaek), sum(noget AND NOT vaek), punkt_id,
  nullif(max(CASE WHEN vaek OR noget THEN dato ELSE '' END), '')
FROM dage GROUP BY 1, 2, 3, 4
""",
    "partipar": """
WITH stillinger AS MATERIALIZED (
  SELECT s.afstemning_id, min(b.kommune_kode) AS kommune_kode, min(b.aar) AS aar, min(b.punkt_id) AS punkt_id,
    min(b.dato) AS dato, trim(coalesce(s.parti, p.parti)) AS parti, min(s.stemme) AS stemme
  FROM stemmer s JOIN behandlinger b ON b.punkt_id = s.punkt_id LEFT JOIN personer p ON p.id = s.person_id
  WHERE s.afstemning_id IS NOT NULL AND coalesce(s.parti, p.parti) IS NOT NULL
  GROUP BY 1, 6 HAVING min(s.stemme) = max(s.stemme) AND max(s.navn IS NULL)
)
SELECT x.kommune_kode, x.aar, x.parti, y.parti, count(*), sum(x.stemme = y.stemme), x.punkt_id,
  substr(max(CASE WHEN x.stemme <> y.stemme THEN '1' ELSE '0' END || x.dato), 2)
FROM stillinger x JOIN stillinger y ON y.afstemning_id = x.afstemning_id AND x.parti < y.parti GROUP BY 1, 2, 3, 4
""",
    "budgetafvigelser": f"""
WITH tal AS MATERIALIZED (
  SELECT c.tabel_id, c.raekke, c.maal, c.aar, max(c.beloeb_kr) AS kr, max(c.raekkenavn) AS navn, max(c.side) AS side,
    max(c.tegn_fra) AS tegn_fra, max(c.tegn_til) AS tegn_til
  FROM tabelceller c
  WHERE c.maal IS NOT NULL AND c.beloeb_kr IS NOT NULL
    AND c.maal IN {(*BUDGETMAAL, *RESULTATMAAL)}
  GROUP BY 1, 2, 3, 4 HAVING count(*) = 1
)
SELECT punkt_id, tabel_id, raekke, navn, aar, bm, bkr, rm, rkr, rkr - bkr, 100.0 * (rkr - bkr) / abs(bkr), side,
  tegn_fra, tegn_til
FROM (
  SELECT b.punkt_id, x.tabel_id, x.raekke, y.navn, coalesce(y.aar, x.aar) AS aar, x.maal AS bm, x.kr AS bkr,
    y.maal AS rm, y.kr AS rkr, y.side, y.tegn_fra, y.tegn_til,
    row_number() OVER (PARTITION BY x.tabel_id, x.raekke, y.aar
      ORDER BY {foerst("y.maal", RESULTATMAAL)}, {foerst("x.maal", BUDGETMAAL)}) AS gang
  FROM tal x JOIN tal y ON y.tabel_id = x.tabel_id AND y.raekke = x.raekke AND y.aar IS x.aar
  JOIN tabeller t ON t.id = x.tabel_id JOIN behandlinger b ON b.punkt_id = t.punkt_id
  WHERE x.maal IN {BUDGETMAAL} AND y.maal IN {RESULTATMAAL} AND x.kr <> 0 AND t.brudt IS NOT 1
) WHERE gang = 1
""",
    "maaltal": """
SELECT b.kommune_kode, coalesce(c.aar, b.aar), c.maal, count(DISTINCT c.tabel_id), count(*),
  CAST(substr(max(printf('%018.2f', abs(c.beloeb_kr)) || c.beloeb_kr), 19) AS REAL), b.punkt_id
FROM tabelceller c JOIN tabeller t ON t.id = c.tabel_id JOIN behandlinger b ON b.punkt_id = t.punkt_id
WHERE c.maal IS NOT NULL AND c.beloeb_kr IS NOT NULL AND t.er_budget = 1 GROUP BY 1, 2, 3
""",
    "medlemskaber": f"SELECT {_kolonner(MEDLEMSKAB)} FROM ({MEDLEMSKABER})",
    "partinavne": f"SELECT {_kolonner(PARTINAVN)} FROM ({PARTINAVNE})",
}
"""Table → the query that fills it, in the order of ``OPTAELLINGER``; a bare column comes from the row of the max()."""


def skriv_optaellinger(db: sqlite3.Connection, titler: Titler) -> None:
    """Fill the tables, whose texts must be those that are to be public, and index what questions start from."""
    for navn, viden in (("underskrift", titler.underskrift), ("fast", titler.fast)):
        db.create_function(navn, 1, lambda titel, viden=viden: viden(titel or ""), deterministic=True)
    for sql in INDEKS.strip().removesuffix(";").split(";\n"):
        db.execute(sql)
    for tabel in OPTAELLINGER:
        db.execute(f"INSERT INTO {tabel.navn} ({_kolonner(tabel)}) {SQL[tabel.navn]}")
