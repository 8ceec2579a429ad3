"""Addresses that people can read, for what a published store holds: ``/sandvig/byraadet/2024-08-06/3``.

They follow from what the documents say, so they survive a new reading and any order of ingestion. Where two things
would have the same one, the second has ``-2``: a meeting that repeats another comes after it, an agenda after minutes,
else the id decides. What has an address in the copy before keeps it as long as its name is the same.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from referat.store.kolonner import K, Tabel
from referat.store.tilbagetraekning import DOKUMENTER
from referat.store.titler import slug

UKENDT = "ukendt"
"""Stands for a kommune or a body that the document does not name."""
RESERVERET = (UKENDT, "person", "sag")
"""What no body is called, since it stands beside them."""
ADRESSE = re.compile(r"(?P<moede>/(?P<kommune>[^/\s]+)/[^/\s]+/[^/\s]+)/(?P<nr>[^/\s?#]+)/?(?:[?#]\S*)?$")
"""A punkt's address, whatever stands before it."""
KORT_ID = 8
"""So many digits of its id tell what stands under no kommune from what is called the same in other documents."""

ADRESSER = Tabel(
    "adresser",
    "The address of what can be shown, under the site's own. Only in a published copy.",
    (
        K("sti", str, "Such as /sandvig/byraadet/2024-08-06/3: lower case, å as aa, ø as oe, æ as ae."),
        K("art", str, "kommune, udvalg, moede, punkt, person or sag."),
        K("maal_id", str, "Its id (of a kommune its kode); NULL for the kommune or the body that is not known."),
    ),
    pk=("sti",),
    indeks=(("art", "maal_id"),),
)

MOEDER = """
SELECT m.kommune_kode, m.udvalg_id, m.dato, m.id FROM moeder m JOIN dokumenter d ON d.id = m.dokument_id
LEFT JOIN manifestationer g ON g.moede_id = m.id AND g.rang > 1 {hvor}
ORDER BY 1, 2, g.moede_id IS NOT NULL, d.type <> 'referat', d.type <> 'dagsorden', m.dokument_id, m.id
"""
PUNKTER = "SELECT moede_id, nr, id FROM punkter {hvor} ORDER BY moede_id, raekkefoelge"

Raekke = tuple[str, str, str | None]
"""A row of the table: address, kind, id."""
Stier = dict[str | None, str]
"""Id → address."""


def gamle_adresser(db: sqlite3.Connection) -> Stier:
    """Id → address in the copy that is to be replaced."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'adresser'").fetchone():
        return {}
    return dict(db.execute("SELECT maal_id, sti FROM adresser WHERE maal_id IS NOT NULL"))


def skriv_adresser(db: sqlite3.Connection, gamle: Stier | None = None) -> None:
    """Fill the table; the texts must be those that are to be public."""
    foer = gamle or {}
    kommuner = _kommuner(db, foer)
    udvalg = _under_kommuner(db, "SELECT kommune_kode, navn, id FROM udvalg", kommuner, foer, "", RESERVERET)
    moeder = _moeder(db, kommuner, udvalg, foer)
    personer = _under_kommuner(db, "SELECT kommune_kode, navn, id FROM personer", kommuner, foer, "person/")
    sager = _under_kommuner(
        db, "SELECT kommune_kode, substr(id, instr(id, '-')), id FROM sager", kommuner, foer, "sag/"
    )
    for art, stier in (("udvalg", udvalg), ("moede", moeder), ("person", personer), ("sag", sager)):
        _indsaet(db, ((sti, art, id_) for id_, sti in stier.items()))
    _indsaet(db, ((sti, "punkt", id_) for sti, id_ in _punkter(db, moeder, foer)))
    _indsaet(db, ((sti, "kommune", kode) for kode, sti in kommuner.items() if kode))
    _indsaet(db, _ukendte(db, kommuner))


def find_punkt(db: sqlite3.Connection, sti: str) -> str | None:
    """The punkt at an address (``/sandvig/byraadet/2024-08-06/3``, with or without a site before it) in a store that
    has no table of them; None where there is none. Only that kommune's meetings are looked at, and none of a document
    that is withdrawn: the address is the one that is public.
    """
    dele = ADRESSE.search(sti.strip().casefold())
    if not dele:
        return None
    moedets, punktets = dele["moede"], f"{dele['moede']}/{dele['nr']}"
    kommuner = _kommuner(db, {})
    ude = f"AND m.dokument_id NOT IN ({DOKUMENTER.format(fra='')})"
    for kode in (k for k, over in kommuner.items() if over == f"/{dele['kommune']}"):
        i_kommunen = f"SELECT kommune_kode, navn, id FROM udvalg WHERE kommune_kode IS {_sqltekst(kode)}"
        udvalg = _under_kommuner(db, i_kommunen, kommuner, {}, "", RESERVERET)
        moeder = _moeder(db, kommuner, udvalg, {}, f"WHERE m.kommune_kode IS {_sqltekst(kode)} {ude}")
        for moede_id in (m for m, over in moeder.items() if over == moedets):
            punkter = dict(_punkter(db, moeder, {}, f"WHERE moede_id = {_sqltekst(moede_id)}"))
            return punkter.get(punktets)
    return None


def _sqltekst(tekst: str | None) -> str:
    return "NULL" if tekst is None else "'" + tekst.replace("'", "''") + "'"


def tildel(
    poster: Iterable[tuple[str, str]], optaget: Collection[str] = (), mappe: str = "", foer: Stier | None = None
) -> Iterator[tuple[str, str]]:
    """Give each of some named things (name, id) a name of its own: the first has it as it is, later ones a number.

    What had the name, or the name with a number, in ``mappe`` before (id → address) has it first.
    """
    brugt, nye, venter, naaet = set(optaget), [], [], Counter[str]()
    for navn, id_ in poster:
        givet = (foer or {}).get(id_, "").removeprefix(mappe)
        if givet not in brugt and re.fullmatch(r"(-[0-9]+)?", givet.removeprefix(navn)) and givet.startswith(navn):
            brugt.add(givet)
            yield givet, id_
        else:
            nye.append((navn, id_))
    for navn, id_ in nye:
        if navn in brugt:
            venter.append((navn, id_))
        else:
            brugt.add(navn)
            yield navn, id_
    for navn, id_ in venter:
        nr = naaet[navn] or 2
        while f"{navn}-{nr}" in brugt:
            nr += 1
        naaet[navn] = nr + 1
        brugt.add(f"{navn}-{nr}")
        yield f"{navn}-{nr}", id_


def _kommuner(db: sqlite3.Connection, foer: Stier) -> Stier:
    """Kode → address, and None → that of no kommune."""
    navne = (
        (slug(navn or "") or kode, kode) for kode, navn in db.execute("SELECT kode, navn FROM kommuner ORDER BY 1")
    )
    return {None: f"/{UKENDT}"} | {kode: f"/{navn}" for navn, kode in tildel(navne, (UKENDT,), "/", foer)}


def _under_kommuner(
    db: sqlite3.Connection, sql: str, kommuner: Stier, foer: Stier, mappe: str, optaget: Collection[str] = ()
) -> Stier:
    """Id → address of things named within a kommune; the query gives kommunekode, name and id."""
    ud: Stier = {}
    for kode, raekker in groupby(db.execute(f"{sql} ORDER BY 1, 3"), lambda r: r[0]):
        poster = ((_navn(navn, id_, kode), id_) for _, navn, id_ in raekker)
        over = f"{kommuner[kode]}/{mappe}"
        ud |= {id_: over + navn for navn, id_ in tildel(poster, optaget, over, foer)}
    return ud


def _navn(navn: str | None, id_: str, kode: str | None) -> str:
    ud = slug(navn or "") or "uden-navn"
    return ud if kode else f"{ud}-{id_[:KORT_ID]}"


def _moeder(db: sqlite3.Connection, kommuner: Stier, udvalg: Stier, foer: Stier, hvor: str = "") -> Stier:
    ud: Stier = {}
    for (kode, udvalg_id), raekker in groupby(db.execute(MOEDER.format(hvor=hvor)), lambda r: tuple(r[:2])):
        over = f"{udvalg.get(udvalg_id) or f'{kommuner[kode]}/{UKENDT}'}/"
        poster = ((slug(dato or "") or "uden-dato", id_) for *_, dato, id_ in raekker)
        ud |= {id_: over + navn for navn, id_ in tildel(poster, (), over, foer)}
    return ud


def _punkter(db: sqlite3.Connection, moeder: Stier, foer: Stier, hvor: str = "") -> Iterator[tuple[str, str]]:
    """Address and id of each item, by its number; one without has its place in the meeting (``p4``)."""
    for moede_id, raekker in groupby(db.execute(PUNKTER.format(hvor=hvor)), lambda r: r[0]):
        over = f"{moeder[moede_id]}/"
        poster = [(slug(nr or "") or f"p{plads}", id_) for plads, (_, nr, id_) in enumerate(raekker, 1)]
        yield from ((over + navn, id_) for navn, id_ in tildel(poster, (), over, foer))


def _indsaet(db: sqlite3.Connection, raekker: Iterable[Raekke]) -> None:
    db.executemany("INSERT INTO adresser (sti, art, maal_id) VALUES (?, ?, ?)", raekker)


def _ukendte(db: sqlite3.Connection, kommuner: Stier) -> Iterator[Raekke]:
    """The body that is not named has an address in each kommune where it met; so has the kommune that is not."""
    for (kode,) in db.execute("SELECT DISTINCT kommune_kode FROM moeder WHERE udvalg_id IS NULL ORDER BY 1"):
        yield f"{kommuner[kode]}/{UKENDT}", "udvalg", None
    if db.execute("SELECT 1 FROM dokumenter WHERE kommune_kode IS NULL").fetchone():
        yield kommuner[None], "kommune", None
