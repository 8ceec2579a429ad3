"""A ``Referat`` as rows: pure, one function a table group. Keys are the column names of ``skema``."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from referat.schemas.fakta import Belaeg, Fakta
from referat.schemas.poster import Journalnummer
from referat.schemas.referat import Moede, Punkt, Referat
from referat.store import ids

Raekke = dict[str, Any]
Raekker = dict[str, list[Raekke]]

UNDER_PUNKT = {
    "afsnit": "s",
    "indstillinger": "i",
    "afstemninger": "a",
    "fravaer": "f",
    "bemaerkninger": "r",
    "bilag": "b",
    "henvisninger": "h",
}
"""Table, and field of ``Punkt`` whose records are its rows → the letter in their ids."""
BOGSTAVER = UNDER_PUNKT | {"stemmer": "v", "tabeller": "t", "bevillinger": "g"}
"""The same of those too that are made into rows in their own way."""


def raekker(ref: Referat) -> Raekker:
    """All rows that a document owns, in an order that foreign keys allow; ``dokumenter`` itself is the writer's."""
    ud: Raekker = defaultdict(list)
    ud["sider"] = [{"dokument_id": ref.id, **s.model_dump()} for s in ref.sider]
    for nr, moede in enumerate(ref.moeder, 1):
        _moede(ud, ref, moede, ids.moede_id(ref.id, nr))
    _journalnumre(ud, ref, "dokument_journalnumre", "dokument_id", ref.id, ref.journalnumre)
    kendte = {p.raekkefoelge for p in ref.punkter}
    for nr, omtale in enumerate(ref.omtaler, 1):
        fast = {"id": ids.under(ref.id[: ids.CIFRE], "o", nr), "dokument_id": ref.id}
        ud["omtaler"].append({**fast, "punkt_id": _punkt(ref, omtale.punkt, kendte), **felter(omtale, "punkt")})
    for nr, advarsel in enumerate(ref.advarsler, 1):
        fast = {"id": ids.under(ref.id[: ids.CIFRE], "w", nr), "dokument_id": ref.id}
        punkt = _punkt(ref, advarsel.punkt, kendte)
        ud["advarsler"].append({**fast, "punkt_id": punkt, "kode": advarsel.kode, "besked": advarsel.besked})
    return dict(ud)


def dokumentraekker(ref: Referat) -> Raekker:
    """All rows of a document, its own too, as ``Lager.skriv_raekker`` takes them."""
    return {"dokumenter": [dokument(ref)], **raekker(ref)}


def dokument(ref: Referat) -> Raekke:
    """The document's own row, but for its file name and the kommune that was given for it, which the store weighs."""
    return {
        "id": ref.id,
        "type": str(ref.type),
        "kommune_kode": ref.kommune_kode,
        "dato": ref.dato,
        "sider": len(ref.sider),
        "tegn": len(ref.tekst),
        "ocr": int(ref.ocr),
        "udtraekker": ref.udtraekker,
    }


def omraade(kommune_kode: str | None, dokument_id: str) -> str:
    """Where names mean the same: the kommune, or the document alone where the kommune is not known."""
    return kommune_kode or dokument_id


def felter(fakta: Fakta, *uden: str) -> Raekke:
    """A record's own columns and those of its evidence."""
    return {**fakta.model_dump(mode="json", exclude={"belaeg", *uden}), **belaeg(fakta.belaeg)}


def belaeg(b: Belaeg) -> Raekke:
    """The five columns of evidence."""
    return {
        "side": b.side,
        "tegn_fra": b.tegn_fra,
        "tegn_til": b.tegn_til,
        "regel": b.regel,
        "bbox": json.dumps([round(x, 2) for x in b.boks]) if b.boks else None,
    }


def _punkt(ref: Referat, raekkefoelge: int | None, kendte: set[int]) -> str | None:
    return ids.punkt_id(ref.id, raekkefoelge) if raekkefoelge in kendte and raekkefoelge else None


def _moede(ud: Raekker, ref: Referat, moede: Moede, id_: str) -> None:
    udvalg_id = None
    if moede.udvalg:
        udvalg_id = ids.hash_id("udvalg", omraade(ref.kommune_kode, ref.id), ids.normal(moede.udvalg))
        ud["udvalg"].append({"id": udvalg_id, "kommune_kode": ref.kommune_kode, "navn": moede.udvalg})
    ud["moeder"].append(
        {
            "id": id_,
            "dokument_id": ref.id,
            "kommune_kode": ref.kommune_kode,
            "udvalg_id": udvalg_id,
            "udvalg_navn": moede.udvalg,
            **felter(moede, "udvalg", "deltagere", "punkter"),
        }
    )
    for nr, deltager in enumerate(moede.deltagere, 1):
        ud["deltagere"].append({"id": ids.under(id_, "d", nr), "moede_id": id_, **felter(deltager)})
    for punkt in moede.punkter:
        _punkter(ud, ref, punkt, id_)


def _punkter(ud: Raekker, ref: Referat, punkt: Punkt, moede_id: str) -> None:
    id_ = ids.punkt_id(ref.id, punkt.raekkefoelge)
    fast = {"id": id_, "moede_id": moede_id, "dokument_id": ref.id}
    under = {*UNDER_PUNKT, "journalnumre", "stemmer", "tabeller", "bevillinger"}
    soegenr = ids.soegenr(ref.id, punkt.raekkefoelge)
    ud["punkter"].append({**fast, **felter(punkt, *under), "soegenr": soegenr})
    for tabel, bogstav in UNDER_PUNKT.items():
        for nr, post in enumerate(getattr(punkt, tabel), 1):
            plads = {"raekkefoelge": nr} if tabel == "afsnit" else {}
            ud[tabel].append({"id": ids.under(id_, bogstav, nr), "punkt_id": id_, **plads, **felter(post)})
    _stemmer(ud, punkt, id_)
    _journalnumre(ud, ref, "punkt_journalnumre", "punkt_id", id_, punkt.journalnumre)
    _tabeller(ud, punkt, id_)
    _bevillinger(ud, punkt, id_)


def _stemmer(ud: Raekker, punkt: Punkt, punkt_id: str) -> None:
    afstemninger = {a.nr: ids.under(punkt_id, "a", n) for n, a in enumerate(punkt.afstemninger, 1)}
    for nr, stemme in enumerate(punkt.stemmer, 1):
        fast = {"id": ids.under(punkt_id, BOGSTAVER["stemmer"], nr), "punkt_id": punkt_id}
        afstemning = afstemninger.get(stemme.afstemning_nr) if stemme.afstemning_nr is not None else None
        ud["stemmer"].append({**fast, "afstemning_id": afstemning, **felter(stemme, "afstemning_nr")})


def _journalnumre(
    ud: Raekker, ref: Referat, tabel: str, ejer: str, ejer_id: str, numre: Iterable[Journalnummer]
) -> None:
    set_foer = set()
    for j in numre:
        id_ = ids.hash_id("journalnummer", omraade(ref.kommune_kode, ref.id), j.normaliseret)
        if id_ in set_foer:
            continue
        set_foer.add(id_)
        sagt = j.model_dump(mode="json", exclude={"belaeg"})
        ud["journalnumre"].append({"id": id_, "kommune_kode": ref.kommune_kode, **sagt})
        ud[tabel].append({ejer: ejer_id, "journalnummer_id": id_, **felter(j, "normaliseret")})


def _tabeller(ud: Raekker, punkt: Punkt, punkt_id: str) -> None:
    for nr, tabel in enumerate(punkt.tabeller, 1):
        id_ = ids.under(punkt_id, BOGSTAVER["tabeller"], nr)
        ud["tabeller"].append({"id": id_, "punkt_id": punkt_id, **felter(tabel, "celler", "raekker", "kontroller")})
        for celle in tabel.celler:
            ud["tabelceller"].append({"tabel_id": id_, **felter(celle)})
        ud["tabelraekker"] += [{"tabel_id": id_, **r.model_dump()} for r in tabel.raekker]
        for n, kontrol in enumerate(tabel.kontroller, 1):
            ud["kontroller"].append({"id": ids.under(id_, "k", n), "tabel_id": id_, **kontrol.model_dump()})


def _bevillinger(ud: Raekker, punkt: Punkt, punkt_id: str) -> None:
    indstillinger = {i.nr: ids.under(punkt_id, "i", n) for n, i in enumerate(punkt.indstillinger, 1)}
    for nr, b in enumerate(punkt.bevillinger, 1):
        fast = {"id": ids.under(punkt_id, BOGSTAVER["bevillinger"], nr), "punkt_id": punkt_id}
        indstilling = indstillinger.get(b.indstilling_nr) if b.indstilling_nr is not None else None
        ud["bevillinger"].append({**fast, "indstilling_id": indstilling, **felter(b, "indstilling_nr")})
