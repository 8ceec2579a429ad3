"""Corrections: rows with who, when and why, laid over what was read whenever a document is written.

``laeg_over`` is the one place: it sets the corrected values in the document's own rows, adds those that the reading
missed and takes away those it should not have, so that views, search, links, the site and exports all have it; and it
writes beside them (``rettede``) what the reading says. ``tag_af`` undoes it. A correction knows its punkt and record
again by what was read there when it was made, not by their numbers alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from referat.schemas.vokabular import Rettelsestilstand
from referat.store import foelger, ids
from referat.store.felter import Felt, UgyldigRettelse, laes_felt, laes_vaerdi, med_pladser, raekker_af, vis
from referat.store.foelger import Sted, som_laest, som_tekst
from referat.store.overlaeg import LINKS, Overlaeg, raekke_id
from referat.store.titler import lighed, titel

if TYPE_CHECKING:
    from referat.store.skriver import Lager
    from sqlite_utils import Database

Raekke = dict[str, Any]
Afkod = Callable[[Felt, str, Raekke], Raekke]
"""Field, its new value and its row → the columns that follow: what a journal number says, the amount of a cell."""

GAELDER, FLYTTET, ANDERLEDES, ENIG, FORSVUNDET = map(str, Rettelsestilstand)
SES_EFTER = (FLYTTET, ANDERLEDES, ENIG, FORSVUNDET)
"""The states that someone should look at."""

LIGE = 0.6
"""How alike (0–1) the titles of a punkt are in two readings."""
KENDES = 0.5
"""So great a share of what a record said then it says now, if it is the same."""
IKKE_LAEST = LINKS | {"id", "punkt_id", "afstemning_id", "indstilling_id", "tabel_id", "journalnummer_id", "tabel_nr"}
STED = {"side", "tegn_fra", "tegn_til", "regel", "bbox", "name", "soegenr", "raekkefoelge"}

STAAENDE = """
SELECT r.* FROM rettelser r WHERE r.dokument_id = ? AND r.ophaever IS NULL
  AND NOT EXISTS (SELECT 1 FROM rettelser o WHERE o.ophaever = r.nr) ORDER BY r.nr DESC
"""
"""The corrections of a document that nobody has undone, the newest first."""


def intet_foelger(felt: Felt, vaerdi: str, raekke: Raekke) -> Raekke:
    """Where nobody is there to say what a value means."""
    return {}


def ret(
    lager: Lager, punkt_id: str, skrevet: str, vaerdi: str, af: str, hvorfor: str, afkod: Afkod = intet_foelger
) -> Raekke:
    """Correct a field of a punkt, or add or take away a row of it; the row of ``rettede`` that it gave.

    ``vaerdi`` of a row to add is its fields, one a line (``navn=Ida Holt``); of one to take away it is ``-``. Raises
    ``UgyldigRettelse``, a Danish sentence, for a field or a value that cannot be.
    """
    felt = laes_felt(skrevet)
    ny = laes_vaerdi(felt, vaerdi)
    dokument_id = _raekke(lager.db, punkt_id)["dokument_id"]
    with lager.aendring(dokument_id):
        tag_af(lager.db, dokument_id)
        sted = _find_nu(lager.db, felt, _raekke(lager.db, punkt_id))
        _efterse(lager.db, sted, ny)
        hvad = {"felt": str(felt), "rettet_til": ny, "laest": som_laest(felt, sted.raekke) if sted.raekke else None}
        if foelger_ := _foelger(sted, ny, afkod):
            hvad["afkodet"] = json.dumps(foelger_, ensure_ascii=False)
        stod = json.dumps(_stod(lager.db, sted), ensure_ascii=False)
        hvor = {"dokument_id": dokument_id, "punkt_id": punkt_id, "stod": stod}
        nr = lager.foej_til("rettelser", af=af, hvorfor=hvorfor, **hvor, **hvad)
        laeg_over(lager.db, dokument_id)
    return next(lager.db.query("SELECT * FROM rettede WHERE nr = ?", [nr]))


def _efterse(db: Database, sted: Sted, ny: str | None) -> None:
    """See that a correction changes something, and that its page is one."""
    felt = sted.felt
    if felt.felt and (laest := som_laest(felt, sted.raekke or {})) == ny:
        raise UgyldigRettelse(
            f"{felt} er læst som {vis(felt, laest)}; ophæv en tidligere rettelse, hvis det skal vises."
        )
    if not felt.ny:
        return
    if _siger_det(ny, _poster(db, felt, sted.punkt)):
        raise UgyldigRettelse(f"{felt} ({vis(felt, ny)}) er læst allerede; se rækkerne med referat correct PUNKT.")
    denne = sted.punkt["id"], str(felt), ny
    for r in db.query(STAAENDE, [sted.punkt["dokument_id"]]):
        if (r["punkt_id"], r["felt"], r["rettet_til"]) == denne:
            raise UgyldigRettelse(
                f"{felt} ({vis(felt, ny)}) er tilføjet allerede, med rettelse {r['nr']}; lad den stå."
            )
    [(sider,)] = db.execute("SELECT sider FROM dokumenter WHERE id = ?", [sted.punkt["dokument_id"]])
    if (side := int(json.loads(ny or "{}").get("side") or 1)) > sider:
        raise UgyldigRettelse(f"{felt}: dokumentet har ingen side {side}; det har {sider}.")


def _foelger(sted: Sted, ny: str | None, afkod: Afkod) -> Raekke:
    """The columns that follow from the new value."""
    if ny is None:
        return {"beloeb_kr": None, "vaerdi": None} if sted.felt.art == "tabelceller" else {}
    hele = json.loads(ny) if sted.felt.ny else {sted.felt.felt: ny}
    felter = [replace(sted.felt, felt=k) for k in hele]
    return {k: v for f in felter for k, v in afkod(f, hele[f.felt] or "", sted.raekke or {}).items()}


def _stod(db: Database, sted: Sted) -> Raekke:
    """The punkt and the record as they are read, and how many records say the same."""
    if sted.raekke is None:
        return {"punkt": _kendetegn(sted.punkt)}
    post = _kendetegn(sted.raekke)
    ens = sum(_ens(r, post) for r in _poster(db, sted.felt, sted.punkt))
    return {"punkt": _kendetegn(sted.punkt), "post": post, "ens": ens}


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
    sql = "SELECT foer FROM rettede WHERE dokument_id = ? AND foer IS NOT NULL ORDER BY nr DESC"
    for (foer,) in db.execute(sql, [dokument_id]).fetchall():
        Overlaeg(db).tag_af(json.loads(foer))
    db.execute("DELETE FROM rettede WHERE dokument_id = ?", [dokument_id])


def laeg_over(db: Database, dokument_id: str) -> None:
    """Lay a document's corrections over its rows, which must be as they were read; of two of one fact the newer.

    All are found before any is laid, and then laid in the order they were made.
    """
    rettelser = list(db.query(STAAENDE, [dokument_id]))
    if not rettelser:
        return
    punkter = list(db.query("SELECT * FROM punkter WHERE dokument_id = ? ORDER BY raekkefoelge", [dokument_id]))
    gaelder: dict[object, tuple[Raekke, Sted | None]] = {}
    for r in rettelser:
        sted = _find_igen(db, r, punkter)
        gaelder.setdefault(_hvad(r, sted), (r, sted))
    for r, sted in sorted(gaelder.values(), key=lambda x: x[0]["nr"]):
        db.table("rettede").insert(_rettet(db, r, sted))


def _hvad(r: Raekke, sted: Sted | None) -> object:
    """What a correction is of: two of the same are not both to be laid."""
    if sted is None or sted.raekke is None:
        return r["nr"]
    return sted.felt.tabel, raekke_id(sted.felt.tabel, sted.raekke), sted.felt.kolonne


def _rettet(db: Database, r: Raekke, sted: Sted | None) -> Raekke:
    """Do what one correction says, and say how the reading meets it."""
    felt = laes_felt(r["felt"])
    ud = {k: r[k] for k in ("nr", "dokument_id", "felt", "rettet_til", "tidspunkt", "af", "hvorfor")}
    ud |= {"tabel": felt.tabel, "kolonne": felt.kolonne or None}
    if sted is None:
        return ud | {"punkt_id": None, "raekke_id": None, "laest": None, "tilstand": FORSVUNDET, "foer": None}
    laest = som_laest(felt, sted.raekke) if sted.raekke else None
    tilstand = _tilstand(db, r, sted, laest)
    log, raekke = Overlaeg(db), sted.raekke
    if felt.felt or tilstand in (GAELDER, FLYTTET):
        raekke = foelger.laeg_over(log, sted, r) or raekke
    return ud | {
        "punkt_id": sted.punkt["id"],
        "raekke_id": raekke_id(felt.tabel, raekke) if raekke else None,
        "laest": laest,
        "tilstand": tilstand,
        "foer": log.som_json(),
    }


def _tilstand(db: Database, r: Raekke, sted: Sted, laest: str | None) -> str:
    """How the newest reading meets a correction. A row is taken away only where it says what it said then."""
    ny = sted.felt.ny
    if _siger_det(r["rettet_til"], _poster(db, sted.felt, sted.punkt)) if ny else laest == r["rettet_til"]:
        return ENIG
    if laest != r["laest"]:
        return ANDERLEDES
    return FLYTTET if sted.flyttet else GAELDER


def _siger_det(ny: str | None, poster: Sequence[Raekke]) -> bool:
    """Whether a row that was read says all that one to add does."""
    sagt = {k: v for k, v in json.loads(ny or "{}").items() if k not in ("side", "afstemning_nr")}
    return any(all(som_tekst(p[k]) == v for k, v in sagt.items()) for p in poster if p["regel"] != foelger.RETTELSE)


def _raekke(db: Database, punkt_id: str) -> Raekke:
    return next(db.query("SELECT * FROM punkter WHERE id = ?", [punkt_id]))


def _sted(db: Database, felt: Felt, punkt: Raekke, raekke: Raekke, flyttet: bool = False) -> Sted:
    return Sted(felt, punkt, raekke, flyttet, tuple(foelger.find_ogsaa(Overlaeg(db), felt, punkt, raekke)))


def _find_nu(db: Database, felt: Felt, punkt: Raekke) -> Sted:
    """The row that a field of a punkt names."""
    if felt.ny:
        return Sted(felt, punkt, None)
    poster = med_pladser(felt.art, _poster(db, felt, punkt))
    if raekke := dict(poster).get(felt.plads):
        return _sted(db, felt, punkt, raekke)
    antal = f"{len(poster)} {'række' if len(poster) == 1 else 'rækker'}" if poster else "ingen"
    raise UgyldigRettelse(
        f"Punktet har {antal} i {felt.art}, så {felt} findes ikke; se dem med referat correct PUNKT. En række, der er "
        "tilføjet, rettes ved at ophæve rettelsen."
    )


def _poster(db: Database, felt: Felt, punkt: Raekke) -> list[Raekke]:
    return raekker_af(lambda sql, *vaerdier: list(db.query(sql, vaerdier)), felt.art, punkt["id"])


def _find_igen(db: Database, r: Raekke, punkter: Sequence[Raekke]) -> Sted | None:
    """Where a correction belongs in a document as it is read now; None where that cannot be told."""
    felt, stod = laes_felt(r["felt"]), json.loads(r["stod"])
    punkt = _samme_punkt(r, stod["punkt"], punkter)
    if punkt is None:
        return None
    flyttet = punkt["id"] != r["punkt_id"]
    if felt.ny:
        return Sted(felt, punkt, None, flyttet)
    poster = med_pladser(felt.art, _poster(db, felt, punkt))
    if not felt.plads:
        return _sted(db, felt, punkt, poster[0][1], flyttet)
    fundet = _samme_post(felt, r, stod, poster)
    if fundet is None:
        return None if felt.felt else Sted(felt, punkt, None, flyttet)
    plads, raekke = fundet
    return _sted(db, felt, punkt, raekke, flyttet or plads != felt.plads)


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


def _samme_post(
    felt: Felt, r: Raekke, stod: Raekke, poster: Sequence[tuple[tuple[int, ...], Raekke]]
) -> tuple[tuple[int, ...], Raekke] | None:
    """Which of the punkt's records was corrected: the one that says most of what it said, best in place.

    One of several that said the same is not there any more where there are fewer of them.
    """
    sagt = {k: v for k, v in stod["post"].items() if v is not None}
    if not felt.felt and 0 < sum(_ens(p, stod["post"]) for _, p in poster) < stod["ens"]:
        return None
    bedst: tuple[float, bool, int] | None = None
    for nr, (plads, post) in enumerate(poster):
        ens = sum(
            post.get(k) == v or (k == felt.kolonne and som_tekst(post.get(k)) == r["rettet_til"])
            for k, v in sagt.items()
        )
        maal = ens / len(sagt) if sagt else 0.0, plads == felt.plads, -nr
        if maal[0] >= KENDES or (not sagt and maal[1]):
            bedst = max(bedst or maal, maal)
    return None if bedst is None else poster[-bedst[2]]


def _kendetegn(raekke: Raekke) -> Raekke:
    """What a row says, without where it was read and what it is linked to."""
    return {k: v for k, v in raekke.items() if k not in IKKE_LAEST | STED}


def _ens(raekke: Raekke, post: Raekke) -> bool:
    """Whether a row says what a record said, whatever its number."""
    return _kendetegn(raekke) | {"nr": None} == post | {"nr": None}


def staar(db: Any) -> int:
    """How many corrections someone should look at."""
    spoergsmaal = ", ".join("?" * len(SES_EFTER))
    sql = f"SELECT count(*) FROM rettede WHERE tilstand IN ({spoergsmaal})"
    return int(db.execute(sql, list(SES_EFTER)).fetchone()[0])
