"""Cases as rows: what the store says of a kommune's punkter, and what of its cases differs from before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from referat.store import ids
from referat.store.henvisninger import Samme
from referat.store.manifestationsraekker import samlede_navne
from referat.store.sager import OMTALE, Behandling, Kant, Led, Nummer, Sag, find_sager
from referat.store.titler import titel

if TYPE_CHECKING:
    from sqlite_utils import Database

Hent = Callable[[str], list[dict[str, Any]]]
Raekke = tuple[Any, ...]

PUNKTER = """
SELECT p.id, m.udvalg_navn, m.dato, p.titel FROM punkter p JOIN moeder m ON m.id = p.moede_id WHERE {her}
"""
NUMRE = """
SELECT pj.punkt_id, j.id, j.normaliseret, j.kle, j.aar, j.loebenr
FROM punkt_journalnumre pj JOIN journalnumre j ON j.id = pj.journalnummer_id
JOIN punkter p ON p.id = pj.punkt_id JOIN moeder m ON m.id = p.moede_id
WHERE {her} ORDER BY pj.punkt_id, pj.tegn_fra, j.normaliseret
"""
LED = """
SELECT h.id, h.punkt_id, h.maal_punkt_id, h.score, h.regel, h.retning FROM henvisninger h
JOIN punkter p ON p.id = h.punkt_id JOIN moeder m ON m.id = p.moede_id
WHERE h.maal_punkt_id IS NOT NULL AND {her}
"""
FORLOEB = "henvisning:forloeb"
"""The rule that reads the blocks in which a referat lists how a case went."""
HER = "IN (SELECT p.id FROM punkter p JOIN moeder m ON m.id = p.moede_id WHERE {her})"
GAMLE = {
    "sagspunkter": "SELECT punkt_id, sag_id, metode, score FROM sagspunkter WHERE punkt_id " + HER,
    "sagskanter": "SELECT fra_punkt_id, til_punkt_id, metode, score, forslag, journalnummer_id, henvisning_id "
    "FROM sagskanter WHERE fra_punkt_id " + HER,
}


def forbind_sager(
    db: Database, omraade: str, kommune: str | None, hent: Hent, samme: Samme, fast: Callable[[str], bool]
) -> None:
    """Find the cases of a kommune (or of a document without one) and write what differs."""
    sager, kanter = find_sager(omraade, _behandlinger(hent, samme), _led(hent), fast)
    gamle = _gamle_sager(db, omraade, kommune)
    nye = {_sagsraekke(s, kommune) for s in sager}
    _indsaet(db, "sager", SAGSKOLONNER, nye - gamle)
    _erstat(db, hent, "sagspunkter", "punkt_id, sag_id, metode, score", 1, _sagspunkter(sager, kanter))
    kolonner = "fra_punkt_id, til_punkt_id, metode, score, forslag, journalnummer_id, henvisning_id"
    _erstat(db, hent, "sagskanter", kolonner, 3, {_kantraekke(k) for k in kanter})
    vaek = {r[0] for r in gamle} - {r[0] for r in nye}
    db.conn.executemany("DELETE FROM sager WHERE id = ?", [(id_,) for id_ in sorted(vaek)])


def _behandlinger(hent: Hent, samme: Samme) -> list[Behandling]:
    """The punkter of the kommune, each body under one of its names."""
    numre: dict[str, list[Nummer]] = {}
    for r in hent(NUMRE):
        numre.setdefault(r.pop("punkt_id"), []).append(Nummer(**r))
    raekker = hent(PUNKTER)
    udvalg = samlede_navne(sorted({r["udvalg_navn"] for r in raekker if r["udvalg_navn"]}), samme)
    return [
        Behandling(
            r["id"], udvalg.get(r["udvalg_navn"], ""), r["dato"] or "", titel(r["titel"]), tuple(numre.get(r["id"], ()))
        )
        for r in raekker
    ]


def _led(hent: Hent) -> list[Led]:
    def led(r: dict[str, Any]) -> Led:
        metode = "sagsforløb" if r["regel"] == FORLOEB else OMTALE if r["retning"] == "omtalt" else "henvisning"
        return Led(r["id"], r["punkt_id"], r["maal_punkt_id"], metode, r["score"])

    return [led(r) for r in hent(LED)]


SAGSKOLONNER = "id, kommune_kode, titel, journalnummer, kle, foerste_dato, seneste_dato, antal, antal_udvalg"


def _sagsraekke(s: Sag, kommune: str | None) -> Raekke:
    datoer = [b.dato for b in s.punkter if b.dato]
    nummer, kle = (s.nummer.normaliseret, s.nummer.kle) if s.nummer else (None, None)
    yderst = (min(datoer), max(datoer)) if datoer else (None, None)
    udvalg = {b.udvalg for b in s.punkter if b.udvalg}
    return s.id, kommune, s.titel, nummer, kle, *yderst, s.behandlinger, len(udvalg)


def _sagspunkter(sager: Iterable[Sag], kanter: Iterable[Kant]) -> set[Raekke]:
    """Each punkt with its case and the surest of the joins that hold it there."""
    bedst: dict[str, tuple[float, str]] = {}
    for k in (k for k in kanter if not k.forslag):
        for p in (k.fra, k.til):
            bedst[p] = min(bedst.get(p, (0.0, "~")), (-k.score, k.metode))
    ene = {b.punkt_id for s in sager if len(s.punkter) == 1 for b in s.punkter}
    return {
        (b.punkt_id, s.id, *(("ene", None) if b.punkt_id in ene else (bedst[b.punkt_id][1], -bedst[b.punkt_id][0])))
        for s in sager
        for b in s.punkter
    }


def _kantraekke(k: Kant) -> Raekke:
    return k.fra, k.til, k.metode, k.score, int(k.forslag), k.journalnummer_id, k.henvisning_id


def _gamle_sager(db: Database, omraade: str, kommune: str | None) -> set[Raekke]:
    """Those of a kommune; of a document without one by their ids alone, since all such documents have no kommune."""
    hvor, vaerdi = (
        ("kommune_kode = ?", kommune) if kommune else ("id >= ?1 || '-' AND id < ?1 || '.'", omraade[: ids.CIFRE])
    )
    return set(db.execute(f"SELECT {SAGSKOLONNER} FROM sager WHERE {hvor}", [vaerdi]).fetchall())


def _erstat(db: Database, hent: Hent, tabel: str, kolonner: str, noegle: int, nye: set[Raekke]) -> None:
    """Make the kommune's rows of a table those given, where they differ; the first ``noegle`` columns are the key."""
    gamle = {tuple(r.values()) for r in hent(GAMLE[tabel])}
    vaek = {r[:noegle] for r in gamle} - {r[:noegle] for r in nye}
    hvor = " AND ".join(f"{k} = ?" for k in kolonner.split(", ")[:noegle])
    db.conn.executemany(f"DELETE FROM {tabel} WHERE {hvor}", sorted(vaek))
    _indsaet(db, tabel, kolonner, nye - gamle, noegle)


def _indsaet(db: Database, tabel: str, kolonner: str, raekker: set[Raekke], noegle: int = 1) -> None:
    navne = kolonner.split(", ")
    saet = ", ".join(f"{k} = excluded.{k}" for k in navne[noegle:])
    sql = f"INSERT INTO {tabel} ({kolonner}) VALUES ({', '.join('?' * len(navne))}) ON CONFLICT DO UPDATE SET {saet}"
    db.conn.executemany(sql, sorted(raekker, key=repr))
