"""The tellings of meetings as rows: what the store says of a kommune's meetings, and what of it differs from before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from referat.store import ids
from referat.store.fakta import KR, noegle, punktfakta, udgave
from referat.store.henvisninger import Samme
from referat.store.manifestationer import FORSKEL, Gruppe, Punktudgave, Udgave, find_forskelle, find_grupper
from referat.store.tilbagetraekning import DOKUMENTER

if TYPE_CHECKING:
    from sqlite_utils import Database

Hent = Callable[[str], list[dict[str, Any]]]
Raekke = tuple[Any, ...]
Rettet = Callable[[str], bool]
"""Whether the beginning of a document calls it a corrected version."""

GENTAGET = f"""
SELECT m.id, m.udvalg_navn, m.dato, m.start, m.dokument_id, d.filnavn, d.type,
  EXISTS (SELECT 1 FROM deltagere x WHERE x.moede_id = m.id) AS deltagere,
  EXISTS (SELECT 1 FROM sider s WHERE s.dokument_id = d.id AND s.bredde IS NOT NULL) AS sider,
  (SELECT substr(s.tekst, 1, 1000) FROM sider s WHERE s.dokument_id = d.id AND s.side = 1) AS hoved,
  d.id IN ({DOKUMENTER.format(fra="")}) AS trukket, k.navn AS kommune,
  EXISTS (SELECT 1 FROM afloesninger a WHERE a.dokument_id = d.id) AS afloest
FROM moeder m JOIN dokumenter d ON d.id = m.dokument_id LEFT JOIN kommuner k ON k.kode = m.kommune_kode
WHERE m.udvalg_navn IS NOT NULL AND m.dato IS NOT NULL AND {{her}}
"""
PUNKTER = """
SELECT p.id, p.moede_id, p.nr, p.titel, p.lukket, p.udfald FROM punkter p
JOIN moeder m ON m.id = p.moede_id WHERE {her} ORDER BY p.raekkefoelge
"""
FELTER = {
    "journalnumre": ("punkt_journalnumre", "x.raa"),
    "fravær": ("fravaer", "x.navn"),
    "stemmer": ("stemmer", "coalesce(x.navn, x.parti, '') || ' ' || x.stemme"),
    "afstemning": (
        "afstemninger",
        "coalesce(x.for_antal, '–') || ' for, ' || coalesce(x.imod_antal, '–') || ' imod'",
    ),
    "indstillingernes udfald": ("indstillinger", "x.nr || ': ' || coalesce(x.udfald, '–')"),
    "bevillinger": ("bevillinger", f"x.art || ' ' || {KR}"),
    "bilag": ("bilag", "x.titel"),
}
"""What an archivist is warned of: field → its table, and the fact as one text."""
GAMLE = {
    "manifestationer": "SELECT x.moede_id, x.ledende_id, x.rang, x.rettet FROM manifestationer x "
    "JOIN moeder m ON m.id = x.moede_id WHERE {her}",
    "punktudgaver": "SELECT x.punkt_id, x.ledende_punkt_id FROM punktudgaver x "
    "JOIN punkter p ON p.id = x.punkt_id JOIN moeder m ON m.id = p.moede_id WHERE {her}",
    "advarsler": "SELECT x.id, x.dokument_id, x.punkt_id, x.kode, x.besked FROM advarsler x WHERE x.kode = '"
    + FORSKEL
    + "' AND x.dokument_id IN (SELECT m.dokument_id FROM "
    "(SELECT id AS dokument_id, kommune_kode FROM dokumenter) m WHERE {her})",
}
KOLONNER = {
    "manifestationer": ("moede_id", "ledende_id", "rang", "rettet"),
    "punktudgaver": ("punkt_id", "ledende_punkt_id"),
    "advarsler": ("id", "dokument_id", "punkt_id", "kode", "besked"),
}


def forbind_manifestationer(db: Database, hent: Hent, samme: Samme, rettet: Rettet) -> None:
    """Find the meetings of a kommune that several documents tell, and write what differs from before.

    Those that are withdrawn are met too (``hent``), so that another telling of the meeting leads.
    """
    grupper = find_grupper(_udgaver(hent, samme, rettet))
    _erstat(db, hent, "manifestationer", {r for g in grupper for r in _gruppe(g)})
    _erstat(db, hent, "punktudgaver", {par for g in grupper for par in g.par.items()})
    _erstat(db, hent, "advarsler", set(_advarsler(grupper)))


def samme_moeder(hent: Hent, samme: Samme, rettet: Rettet) -> set[str]:
    """The documents that tell a meeting of another one of those given."""
    return {u.dokument_id for g in find_grupper(_udgaver(hent, samme, rettet)) for u in g.udgaver}


def samlede_navne(navne: Iterable[str], samme: Samme) -> dict[str, str]:
    """Name of a body → the first of the names, in the order that they come in, that means it."""
    ud: dict[str, str] = {}
    for navn in navne:
        kendt = (k for k in ud.values() if ids.normal(k) == ids.normal(navn) or samme(k, navn))
        ud[navn] = next(kendt, navn)
    return ud


def _udgaver(hent: Hent, samme: Samme, rettet: Rettet) -> list[Udgave]:
    """The meetings whose body has another one that day; most have none, and their punkter are not looked at."""
    moeder = hent(GENTAGET)
    navne = samlede_navne([n for _, n in sorted({(r["trukket"], r["udvalg_navn"]) for r in moeder})], samme)
    antal = Counter((navne[r["udvalg_navn"]], r["dato"]) for r in moeder)
    flere = [r for r in moeder if antal[navne[r["udvalg_navn"]], r["dato"]] > 1]
    punkter = _punkter(hent) if flere else {}
    return [
        udgave(r, navne[r["udvalg_navn"]], punkter.get(r["id"], ()), rettet=rettet(r["hoved"] or "")) for r in flere
    ]


def _punkter(hent: Hent) -> dict[str, list[Punktudgave]]:
    """Meeting → its punkter with what they say."""
    felter: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for r in hent(punktfakta(FELTER, "{her}")):
        felter[r["punkt_id"]][r["felt"]].add((noegle(r["felt"], r["tekst"]), r["tekst"]))
    ud: dict[str, list[Punktudgave]] = defaultdict(list)
    for r in hent(PUNKTER):
        egne = {f: frozenset(v) for f, v in felter[r["id"]].items()}
        for kolonne, felt in (("titel", "titel"), ("nr", "nummer"), ("udfald", "udfald")):
            if r[kolonne] is not None:
                egne[felt] = frozenset({(ids.normal(r[kolonne]), r[kolonne])})
        if r["lukket"]:
            egne["lukning"] = frozenset({("1", "lukket")})
        ud[r["moede_id"]].append(Punktudgave(r["id"], r["nr"], r["titel"], egne))
    return ud


def _gruppe(g: Gruppe) -> Iterable[Raekke]:
    return ((u.moede_id, g.udgaver[0].moede_id, nr, int(u.rettet)) for nr, u in enumerate(g.udgaver, 1))


def _advarsler(grupper: Iterable[Gruppe]) -> Iterable[Raekke]:
    """The disagreements, on the punkt of the leading telling."""
    for g in grupper:
        hoved = g.udgaver[0]
        antal: Counter[str] = Counter()
        for f in find_forskelle(g):
            under = f.punkt_id or hoved.moede_id
            antal[under] += 1
            yield ids.under(under, "u", antal[under]), hoved.dokument_id, f.punkt_id, FORSKEL, f.besked


def _erstat(db: Database, hent: Hent, tabel: str, nye: set[Raekke]) -> None:
    """Make the kommune's rows of a table those given, where they differ."""
    kolonner = KOLONNER[tabel]
    gamle = {tuple(r.values()) for r in hent(GAMLE[tabel])}
    sql = f"DELETE FROM {tabel} WHERE {kolonner[0]} = ?"
    db.conn.executemany(sql, sorted({(r[0],) for r in gamle - nye}))
    sql = f"INSERT INTO {tabel} ({', '.join(kolonner)}) VALUES ({', '.join('?' * len(kolonner))})"
    db.conn.executemany(sql, sorted(nye - gamle, key=repr))
