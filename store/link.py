"""Links between documents, made after an ingest from all that the store holds, and the same however often they are.

What a kommune's documents say together is found anew for each kommune that has changed: how its bodies and journal
numbers are best written, which names are one person, which punkt a reference means. Only differences are written.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from referat.store.afloesninger import over_kommuner
from referat.store.henvisninger import Maal, Reference, Samme, find_maal
from referat.store.manifestationsraekker import Rettet, forbind_manifestationer, samme_moeder
from referat.store.personer import Navn, find_personer
from referat.store.sagsraekker import forbind_sager
from referat.store.tilbagetraekning import DOKUMENTER

if TYPE_CHECKING:
    from referat.store.skriver import Lager
    from sqlite_utils import Database

NAVNETABELLER = ("deltagere", "fravaer", "stemmer", "bemaerkninger")

NAVNE = """
SELECT 'deltagere' AS tabel, d.id, m.id AS moede_id, m.dokument_id, d.navn, d.parti, d.person_id AS hidtil
FROM deltagere d JOIN moeder m ON m.id = d.moede_id WHERE {her}
UNION ALL SELECT 'fravaer', f.id, m.id, m.dokument_id, f.navn, f.parti, f.person_id
FROM fravaer f JOIN punkter p ON p.id = f.punkt_id JOIN moeder m ON m.id = p.moede_id WHERE {her}
UNION ALL SELECT 'stemmer', s.id, m.id, m.dokument_id, s.navn, s.parti, s.person_id
FROM stemmer s JOIN punkter p ON p.id = s.punkt_id JOIN moeder m ON m.id = p.moede_id
WHERE s.navn IS NOT NULL AND {her}
UNION ALL SELECT 'bemaerkninger', b.id, m.id, m.dokument_id, b.navn, b.parti, b.person_id
FROM bemaerkninger b JOIN punkter p ON p.id = b.punkt_id JOIN moeder m ON m.id = p.moede_id
WHERE b.navn IS NOT NULL AND {her}
"""
MAAL = """
SELECT p.id, m.udvalg_navn, m.dato, p.nr, p.titel, d.type, group_concat(j.journalnummer_id) AS journalnumre
FROM punkter p JOIN moeder m ON m.id = p.moede_id JOIN dokumenter d ON d.id = p.dokument_id
LEFT JOIN punkt_journalnumre j ON j.punkt_id = p.id
WHERE m.dato IS NOT NULL AND {her} GROUP BY p.id
"""
REFERENCER = """
SELECT h.id, h.punkt_id, h.udvalg, h.dato, h.punkt_nr FROM henvisninger h
JOIN punkter p ON p.id = h.punkt_id JOIN moeder m ON m.id = p.moede_id WHERE {her}
"""
NUMRE = """
SELECT j.journalnummer_id AS id, j.raa, j.form, j.kle, j.facet, j.aar, j.loebenr
FROM punkt_journalnumre j JOIN punkter p ON p.id = j.punkt_id JOIN moeder m ON m.id = p.moede_id WHERE {her}
UNION ALL SELECT j.journalnummer_id, j.raa, j.form, j.kle, j.facet, j.aar, j.loebenr
FROM dokument_journalnumre j
JOIN (SELECT id AS dokument_id, kommune_kode FROM dokumenter) m ON m.dokument_id = j.dokument_id WHERE {her}
"""
FORAELDRELOES = {
    "udvalg": ("moeder.udvalg_id",),
    "journalnumre": ("punkt_journalnumre.journalnummer_id", "dokument_journalnumre.journalnummer_id"),
    "personer": (*(f"{t}.person_id" for t in NAVNETABELLER), "person_kandidater.person_id"),
}
"""Shared table → the columns that point to it; a row that none points to goes."""


Fast = Callable[[str], bool]
"""Whether a title is that of a standing item, which is no case."""


def forbind(
    lager: Lager,
    samme: Samme = lambda a, b: False,
    fast: Fast = lambda titel: False,
    rettet: Rettet = lambda hoved: False,
) -> dict[str, int]:
    """Link every kommune that has changed since it was last linked, each in one transaction.

    ``samme`` says whether two names mean the same body, beyond equal spelling; ``fast`` which titles are of no case,
    ``rettet`` which documents begin as corrected versions do. Gives what the whole store then holds.
    """
    omraader = [r[0] for r in lager.db.execute("SELECT omraade FROM uforbundne ORDER BY omraade")]
    for nr, omraade in enumerate(omraader, 1):
        with lager.transaktion():
            _Omraade(lager.db, omraade).forbind(samme, fast, rettet)
            if nr == len(omraader):
                _ryd(lager.db)
    return _tal(lager.db)


class _Omraade:
    """A kommune, or a document whose kommune is not known; what is withdrawn is linked to nothing but the other
    tellings of its meetings."""

    def __init__(self, db: Database, omraade: str) -> None:
        self.db, self.omraade = db, omraade
        self.kommune = None if len(omraade) == 64 else omraade
        self.her = "m.kommune_kode = ?" if self.kommune else "m.kommune_kode IS NULL AND m.dokument_id = ?"
        self.egne = self.her
        if db.execute(DOKUMENTER.format(fra="")).fetchone():
            self.her += f" AND m.dokument_id NOT IN ({DOKUMENTER.format(fra='')})"

    def forbind(self, samme: Samme, fast: Fast, rettet: Rettet) -> None:
        self._udvalg()
        self._journalnumre()
        self._personer()
        self._henvisninger(samme)
        alle = self._tidligere_udgaver(samme, rettet)
        forbind_manifestationer(self.db, lambda sql: self._hent(sql, alle), samme, rettet)
        forbind_sager(self.db, self.omraade, self.kommune, self._hent, samme, fast)
        self.db.execute("DELETE FROM uforbundne WHERE omraade = ?", [self.omraade])

    def _hent(self, sql: str, her: str | None = None) -> list[dict[str, Any]]:
        her = sql.format(her=her or self.her)
        return list(self.db.query(her, [self.omraade] * her.count("?")))

    def _tidligere_udgaver(self, samme: Samme, rettet: Rettet) -> str:
        """The documents whose meetings are met here: the kommune's own, and earlier versions of its sources that were
        read as of another; those of its own whose source is of another now are met there."""
        ind, ud = set[str](), set[str]()
        for gammelt, nyt, egen in over_kommuner(self.db, self.omraade):
            if samme_moeder(partial(self._hent_af, {gammelt, nyt}), samme, rettet):
                (ud if egen else ind).add(gammelt)
        alle = self.egne
        alle += f" AND m.dokument_id NOT IN ({_liste(ud)})" if ud else ""
        return f"({alle} OR m.dokument_id IN ({_liste(ind)}))" if ind else alle

    def _hent_af(self, dokumenter: Iterable[str], sql: str) -> list[dict[str, Any]]:
        return list(self.db.query(sql.format(her=f"m.dokument_id IN ({_liste(dokumenter)})")))

    def _udvalg(self) -> None:
        """A body is called what most meetings call it."""
        navne: dict[str, Counter[str]] = {}
        for r in self._hent("SELECT udvalg_id, udvalg_navn FROM moeder m WHERE udvalg_id IS NOT NULL AND {her}"):
            navne.setdefault(r["udvalg_id"], Counter())[r["udvalg_navn"]] += 1
        for id_, n in navne.items():
            self._ret("udvalg", id_, navn=min(n, key=lambda x: (x in (x.upper(), x.lower()), -n[x], x)))

    def _journalnumre(self) -> None:
        """A number says what most of its places say."""
        fundet: dict[str, Counter[tuple[tuple[str, Any], ...]]] = {}
        raa: dict[str, str] = {}
        for r in self._hent(NUMRE):
            id_, skrevet = r.pop("id"), r.pop("raa")
            raa[id_] = min(raa.get(id_, skrevet), skrevet)
            maade: tuple[tuple[str, Any], ...] = tuple(r.items())
            fundet.setdefault(id_, Counter())[maade] += 1
        for id_, maader in fundet.items():
            self._ret("journalnumre", id_, raa=raa[id_], **dict(sorted(maader, key=lambda m: (-maader[m], repr(m)))[0]))

    def _personer(self) -> None:
        raekker = self._hent(NAVNE)
        hidtil = {(r["tabel"], r["id"]): r.pop("hidtil") for r in raekker}
        navne = [Navn(**r) for r in raekker]
        svar = find_personer(self.omraade, navne)
        for p in svar.personer:
            sql = "INSERT OR IGNORE INTO personer (id, kommune_kode, navn, parti) VALUES (?, ?, ?, ?)"
            self.db.execute(sql, [p.id, self.kommune, p.navn, p.parti])
            self._ret("personer", p.id, kommune_kode=self.kommune, navn=p.navn, parti=p.parti)
        for (tabel, id_), person in hidtil.items():
            if person != svar.sikre.get((tabel, id_)):
                self._ret(tabel, id_, person_id=svar.sikre.get((tabel, id_)))
        self._kandidater(navne, {(*noegle, p) for noegle, flere in svar.mulige.items() for p in flere})

    def _kandidater(self, navne: list[Navn], nye: set[tuple[str, str, str]]) -> None:
        gamle: set[tuple[str, str, str]] = set()
        for tabel in NAVNETABELLER:
            her = json.dumps([n.id for n in navne if n.tabel == tabel])
            sql = "SELECT tabel, raekke_id, person_id FROM person_kandidater WHERE tabel = ? AND raekke_id IN "
            gamle |= {(t, r, p) for t, r, p in self.db.execute(f"{sql}(SELECT value FROM json_each(?))", [tabel, her])}
        for raekke in sorted(gamle - nye):
            sql = "DELETE FROM person_kandidater WHERE tabel = ? AND raekke_id = ? AND person_id = ?"
            self.db.execute(sql, list(raekke))
        for raekke in sorted(nye - gamle):
            self.db.execute("INSERT INTO person_kandidater VALUES (?, ?, ?)", list(raekke))

    def _henvisninger(self, samme: Samme) -> None:
        def maal(r: dict[str, Any]) -> Maal:
            numre = frozenset((r["journalnumre"] or "").split(",")) - {""}
            return Maal(r["id"], r["udvalg_navn"], r["dato"], r["nr"], r["titel"], r["type"], numre)

        referencer = [Reference(**r) for r in self._hent(REFERENCER)]
        traef = find_maal(referencer, map(maal, self._hent(MAAL)), samme) if referencer else {}
        for id_, t in traef.items():
            self._ret("henvisninger", id_, maal_punkt_id=t.punkt_id, metode=t.metode, score=t.score)

    def _ret(self, tabel: str, id_: str, **vaerdier: Any) -> None:
        """Set columns of a row where they differ, so that nothing is written when nothing is new."""
        saet = ", ".join(f"{k} = ?" for k in vaerdier)
        uens = " OR ".join(f"{k} IS NOT ?" for k in vaerdier)
        v = list(vaerdier.values())
        self.db.execute(f"UPDATE {tabel} SET {saet} WHERE id = ? AND ({uens})", [*v, id_, *v])


def _liste(ider: Iterable[str]) -> str:
    """Ids, which are hexadecimal, as a list in SQL."""
    return ", ".join(f"'{i}'" for i in sorted(ider))


def _ryd(db: Database) -> None:
    """Take away shared rows that no document points to any more, and candidates for rows that are gone.

    Once a run, over the whole store: it takes as long as the store is large, however many kommuner have changed.
    """
    for t in NAVNETABELLER:
        mangler = f"NOT EXISTS (SELECT 1 FROM {t} WHERE {t}.id = raekke_id)"
        db.execute(f"DELETE FROM person_kandidater WHERE tabel = '{t}' AND {mangler}")
    for tabel, kolonner in FORAELDRELOES.items():
        findes = " AND ".join(f"NOT EXISTS (SELECT 1 FROM {k.split('.')[0]} WHERE {k} = {tabel}.id)" for k in kolonner)
        db.execute(f"DELETE FROM {tabel} WHERE {findes}")


def _tal(db: Database) -> dict[str, int]:
    """How much of the store is linked."""

    def antal(sql: str) -> int:
        return int(db.execute(sql).fetchone()[0])

    return {
        "personer": antal("SELECT count(*) FROM personer"),
        "navne": sum(antal(f"SELECT count(*) FROM {t} WHERE navn IS NOT NULL") for t in NAVNETABELLER),
        "navne_med_person": sum(antal(f"SELECT count(person_id) FROM {t}") for t in NAVNETABELLER),
        "navne_flertydige": antal("SELECT count(*) FROM (SELECT DISTINCT tabel, raekke_id FROM person_kandidater)"),
        "henvisninger": antal("SELECT count(*) FROM henvisninger"),
        "henvisninger_med_maal": antal("SELECT count(maal_punkt_id) FROM henvisninger"),
        "moeder_i_flere_udgaver": antal("SELECT count(*) FROM manifestationer WHERE rang = 1"),
        "sager": antal("SELECT count(*) FROM sager"),
        "sager_paa_flere_punkter": antal("SELECT count(*) FROM sager WHERE antal > 1"),
        "sager_i_flere_udvalg": antal("SELECT count(*) FROM sager WHERE antal_udvalg > 1"),
    }
