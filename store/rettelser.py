"""Corrections: rows with who, when and why, laid over what was read whenever a document is written.

``laeg_over`` is the one place: it sets the corrected values in the document's own rows, so that views, search, links,
the site and exports all have them, and writes beside them (``rettede``) what the reading says. ``tag_af`` undoes it.
A correction knows its punkt and its record again by what was read there when it was made, not by their numbers alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from referat.schemas.vokabular import Rettelsestilstand
from referat.store import ids
from referat.store.felter import Felt, UgyldigRettelse, laes_felt, laes_vaerdi, raekker_af, vis
from referat.store.titler import lighed, titel

if TYPE_CHECKING:
    from referat.store.skriver import Lager
    from sqlite_utils import Database

Raekke = dict[str, Any]

GAELDER, FLYTTET, ANDERLEDES, ENIG, FORSVUNDET = map(str, Rettelsestilstand)
SES_EFTER = (FLYTTET, ANDERLEDES, ENIG, FORSVUNDET)
"""The states that someone should look at."""

LIGE = 0.6
"""How alike (0–1) the titles of a punkt are in two readings."""
KENDES = 0.5
"""So great a share of what a record said then it says now, if it is the same."""
IKKE_LAEST = {"id", "punkt_id", "person_id", "afstemning_id", "indstilling_id", "maal_punkt_id", "metode", "score"}
STED = {"side", "tegn_fra", "tegn_til", "regel", "bbox", "name", "soegenr", "raekkefoelge"}

STAAENDE = """
SELECT r.* FROM rettelser r WHERE r.dokument_id = ? AND r.ophaever IS NULL
  AND NOT EXISTS (SELECT 1 FROM rettelser o WHERE o.ophaever = r.nr) ORDER BY r.nr DESC
"""
"""The corrections of a document that nobody has undone, the newest first."""


@dataclass(frozen=True, slots=True)
class Sted:
    """The row that a correction is of, as it is now, and its punkt."""

    felt: Felt
    punkt: Raekke
    raekke: Raekke
    flyttet: bool = False


def ret(lager: Lager, punkt_id: str, skrevet: str, vaerdi: str, af: str, hvorfor: str) -> Raekke:
    """Correct a field of a punkt; the row of ``rettede`` that it gave.

    Raises ``UgyldigRettelse``, a Danish sentence, for a field or a value that cannot be.
    """
    felt = laes_felt(skrevet)
    ny = laes_vaerdi(felt, vaerdi)
    punkt = _raekke(lager.db, "punkter", punkt_id)
    with lager.aendring(punkt["dokument_id"]):
        tag_af(lager.db, punkt["dokument_id"])
        sted = _find_nu(lager.db, felt, _raekke(lager.db, "punkter", punkt_id))
        laest = som_tekst(sted.raekke[felt.kolonne])
        if laest == ny:
            raise UgyldigRettelse(
                f"{felt} er læst som {vis(felt, ny)}; ophæv en tidligere rettelse, hvis det skal vises."
            )
        stod = {"punkt": _kendetegn(sted.punkt), "post": _kendetegn(sted.raekke)}
        hvad = {"felt": str(felt), "rettet_til": ny, "laest": laest, "stod": json.dumps(stod, ensure_ascii=False)}
        hvor = {"dokument_id": punkt["dokument_id"], "punkt_id": punkt_id}
        nr = lager.foej_til("rettelser", af=af, hvorfor=hvorfor, **hvor, **hvad)
        laeg_over(lager.db, punkt["dokument_id"])
    return next(lager.db.query("SELECT * FROM rettede WHERE nr = ?", [nr]))


def ophaev(lager: Lager, nr: int, af: str, hvorfor: str) -> Raekke:
    """Undo a correction, so that what was read, or an older one, shows again; the row that is undone."""
    gammel = next(lager.db.query("SELECT * FROM rettelser WHERE nr = ? AND ophaever IS NULL", [nr]), None)
    if gammel is None:
        raise UgyldigRettelse(f"Der er ingen rettelse {nr}; se dem med referat corrections.")
    if lager.db.execute("SELECT 1 FROM rettelser WHERE ophaever = ?", [nr]).fetchone():
        raise UgyldigRettelse(f"Rettelse {nr} er allerede ophævet; se dem med referat corrections --all.")
    hvad = {k: gammel[k] for k in ("dokument_id", "punkt_id", "felt")}
    with lager.aendring(gammel["dokument_id"]):
        tag_af(lager.db, gammel["dokument_id"])
        lager.foej_til("rettelser", af=af, hvorfor=hvorfor, **hvad, ophaever=nr)
        laeg_over(lager.db, gammel["dokument_id"])
    return gammel


def tag_af(db: Database, dokument_id: str) -> None:
    """Make the rows of a document as they were read."""
    for r in list(db.query("SELECT * FROM rettede WHERE dokument_id = ? AND foer IS NOT NULL", [dokument_id])):
        foer = json.loads(r["foer"])
        if foer.get("udvalg_id"):
            _udvalg(db, foer["udvalg_navn"], _raekke(db, r["tabel"], r["raekke_id"]))
        _saet(db, r["tabel"], r["raekke_id"], foer)
    db.execute("DELETE FROM rettede WHERE dokument_id = ?", [dokument_id])


def laeg_over(db: Database, dokument_id: str) -> None:
    """Lay a document's corrections over its rows, which must be as they were read; of two of one fact the newer."""
    rettelser = list(db.query(STAAENDE, [dokument_id]))
    if not rettelser:
        return
    punkter = list(db.query("SELECT * FROM punkter WHERE dokument_id = ? ORDER BY raekkefoelge", [dokument_id]))
    optaget: set[tuple[str, str, str]] = set()
    fundne = [(r, _find_igen(db, r, punkter)) for r in rettelser]
    for r, sted in fundne:
        noegle = (sted.felt.tabel, sted.raekke["id"], sted.felt.kolonne) if sted else None
        if noegle in optaget:
            continue
        if noegle:
            optaget.add(noegle)
        db.table("rettede").insert(_rettet(db, r, sted))


def _rettet(db: Database, r: Raekke, sted: Sted | None) -> Raekke:
    """Set one corrected value, and say how the reading meets it."""
    felt = laes_felt(r["felt"])
    ud = {k: r[k] for k in ("nr", "dokument_id", "felt", "rettet_til", "tidspunkt", "af", "hvorfor")}
    ud |= {"tabel": felt.tabel, "kolonne": felt.kolonne}
    if sted is None:
        return ud | {"punkt_id": None, "raekke_id": None, "laest": None, "tilstand": FORSVUNDET, "foer": None}
    laest = som_tekst(sted.raekke[felt.kolonne])
    nye = _kolonner(db, felt, r["rettet_til"], sted.raekke)
    _saet(db, felt.tabel, sted.raekke["id"], nye)
    return ud | {
        "punkt_id": sted.punkt["id"],
        "raekke_id": sted.raekke["id"],
        "laest": laest,
        "tilstand": _tilstand(r, laest, sted.flyttet),
        "foer": json.dumps({k: sted.raekke[k] for k in nye}, ensure_ascii=False),
    }


def _tilstand(r: Raekke, laest: str | None, flyttet: bool) -> str:
    if laest == r["rettet_til"]:
        return ENIG
    if laest != r["laest"]:
        return ANDERLEDES
    return FLYTTET if flyttet else GAELDER


def _kolonner(db: Database, felt: Felt, vaerdi: str | None, raekke: Raekke) -> Raekke:
    """The columns that a correction sets: its own, and of a body's name also which body it is."""
    if felt.kolonne != "udvalg_navn":
        return {felt.kolonne: vaerdi}
    if vaerdi is None:
        return {"udvalg_navn": None, "udvalg_id": None}
    return {"udvalg_navn": vaerdi, "udvalg_id": _udvalg(db, vaerdi, raekke)}


def _udvalg(db: Database, navn: str, moede: Raekke) -> str:
    """The id of the body of that name, which linking may have taken away as one that never met."""
    kommune = moede["kommune_kode"]
    id_ = ids.hash_id("udvalg", kommune or moede["dokument_id"], ids.normal(navn))
    db.table("udvalg").insert({"id": id_, "kommune_kode": kommune, "navn": navn}, ignore=True)
    return id_


def _saet(db: Database, tabel: str, raekke_id: str, vaerdier: Raekke) -> None:
    saet = ", ".join(f"{k} = ?" for k in vaerdier)
    db.execute(f"UPDATE {tabel} SET {saet} WHERE id = ?", [*vaerdier.values(), raekke_id])


def _raekke(db: Database, tabel: str, id_: str) -> Raekke:
    return next(db.query(f"SELECT * FROM {tabel} WHERE id = ?", [id_]))


def _find_nu(db: Database, felt: Felt, punkt: Raekke) -> Sted:
    """The row that a field of a punkt names."""
    poster = _poster(db, felt, punkt)
    plads = (felt.plads or 1) - 1
    if plads >= len(poster):
        antal = f"{len(poster)} {'række' if len(poster) == 1 else 'rækker'}" if poster else "ingen"
        raad = "; se dem med referat show" if poster else ""
        raise UgyldigRettelse(f"Punktet har {antal} i {felt.art}, så {felt} findes ikke{raad}.")
    return Sted(felt, punkt, poster[plads])


def _poster(db: Database, felt: Felt, punkt: Raekke) -> list[Raekke]:
    return raekker_af(lambda sql, *vaerdier: list(db.query(sql, vaerdier)), felt.art, punkt["id"])


def _find_igen(db: Database, r: Raekke, punkter: Sequence[Raekke]) -> Sted | None:
    """Where a correction belongs in a document as it is read now; None where that cannot be told."""
    felt, stod = laes_felt(r["felt"]), json.loads(r["stod"])
    punkt = _samme_punkt(r, stod["punkt"], punkter)
    if punkt is None:
        return None
    flyttet = punkt["id"] != r["punkt_id"]
    poster = _poster(db, felt, punkt)
    if felt.plads is None:
        return Sted(felt, punkt, poster[0], flyttet)
    nr = _samme_post(felt, r, stod["post"], poster)
    return None if nr is None else Sted(felt, punkt, poster[nr], flyttet or nr + 1 != felt.plads)


def _samme_punkt(r: Raekke, stod: Raekke, punkter: Sequence[Raekke]) -> Raekke | None:
    """The punkt that was corrected: by its title, best in its own place; else its place, where the title is alike."""
    titler = {ids.normal(stod["titel"] or "")}
    if r["felt"] == "titel":
        titler.add(ids.normal(r["rettet_til"] or ""))
    ens = [p for p in punkter if ids.normal(p["titel"] or "") in titler]
    if len(ens) > 1:
        ens = [p for p in ens if p["id"] == r["punkt_id"]] or [p for p in ens if p["nr"] == stod["nr"]]
    if len(ens) == 1:
        return ens[0]
    paa_pladsen = (p for p in punkter if p["id"] == r["punkt_id"] and not ens)
    return next((p for p in paa_pladsen if lighed(titel(p["titel"]), titel(stod["titel"])) >= LIGE), None)


def _samme_post(felt: Felt, r: Raekke, stod: Raekke, poster: Sequence[Raekke]) -> int | None:
    """Which of the punkt's records was corrected: the one that says most of what it said, best in place."""
    sagt = {k: v for k, v in stod.items() if v is not None}
    bedst: tuple[float, bool, int] | None = None
    for nr, post in enumerate(poster):
        ens = sum(
            post.get(k) == v or (k == felt.kolonne and som_tekst(post.get(k)) == r["rettet_til"])
            for k, v in sagt.items()
        )
        maal = ens / len(sagt) if sagt else 0.0, nr + 1 == felt.plads, -nr
        if maal[0] >= KENDES or (not sagt and maal[1]):
            bedst = max(bedst or maal, maal)
    return None if bedst is None else -bedst[2]


def _kendetegn(raekke: Raekke) -> Raekke:
    """What a row says, without where it was read and what it is linked to."""
    return {k: v for k, v in raekke.items() if k not in IKKE_LAEST | STED}


def som_tekst(vaerdi: Any) -> str | None:
    """A value of a column as corrections write it."""
    return None if vaerdi is None else str(vaerdi)


def staar(db: Any) -> int:
    """How many corrections someone should look at."""
    spoergsmaal = ", ".join("?" * len(SES_EFTER))
    sql = f"SELECT count(*) FROM rettede WHERE tilstand IN ({spoergsmaal})"
    return int(db.execute(sql, list(SES_EFTER)).fetchone()[0])
