"""What a store says of one document, as rows by table, for those that hold it against the truth."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from referat.store.laeser import Laeser

Raekke = dict[str, Any]

DOKUMENT = {
    "dokumenter": "SELECT * FROM dokumenter WHERE id = ?",
    "dokument_journalnumre": "SELECT d.*, j.raa AS skrevet FROM dokument_journalnumre d "
    "JOIN journalnumre j ON j.id = d.journalnummer_id WHERE d.dokument_id = ?",
    "omtaler": "SELECT o.*, k.navn AS kommune FROM omtaler o JOIN kommuner k ON k.kode = o.kommune_kode "
    "WHERE o.dokument_id = ? ORDER BY o.id",
    "moeder": "SELECT m.*, k.navn AS kommune, u.navn AS udvalg FROM moeder m "
    "LEFT JOIN kommuner k ON k.kode = m.kommune_kode LEFT JOIN udvalg u ON u.id = m.udvalg_id "
    "WHERE m.dokument_id = ? ORDER BY m.id",
    "deltagere": "SELECT d.* FROM deltagere d JOIN moeder m ON m.id = d.moede_id WHERE m.dokument_id = ? ORDER BY d.id",
    "punkter": "SELECT * FROM punkter WHERE dokument_id = ? ORDER BY raekkefoelge",
}
"""Rows of the document itself; each query takes its id."""

PUNKT = {
    "journalnumre": "SELECT t.*, j.raa AS skrevet FROM punkt_journalnumre t "
    "JOIN journalnumre j ON j.id = t.journalnummer_id",
    "indstillinger": "SELECT t.* FROM indstillinger t",
    "fravaer": "SELECT t.* FROM fravaer t",
    "stemmer": "SELECT t.* FROM stemmer t",
    "bilag": "SELECT t.* FROM bilag t",
    "henvisninger": "SELECT t.* FROM henvisninger t",
    "tabelceller": "SELECT c.*, t.punkt_id, t.nr AS tabel_nr FROM tabelceller c JOIN tabeller t ON t.id = c.tabel_id",
}
"""Rows of its punkter, all of a document at once."""


def filnavne(laeser: Laeser) -> list[tuple[str, str]]:
    """File name and id of each document."""
    return [(r["filnavn"], r["id"]) for r in laeser.alle("SELECT filnavn, id FROM dokumenter ORDER BY id")]


def dokument(laeser: Laeser, id_: str) -> dict[str, Any]:
    """A document's rows by table; each row of ``punkter`` has its own records in lists by table."""
    ud: dict[str, Any] = {tabel: laeser.alle(sql, id_) for tabel, sql in DOKUMENT.items()}
    for tabel, sql in PUNKT.items():
        poster: dict[str, list[Raekke]] = defaultdict(list)
        raekkefoelge = "tabel_nr, c.raekke, c.kolonne" if tabel == "tabelceller" else "t.rowid"
        for r in laeser.alle(
            f"{sql} JOIN punkter p ON p.id = t.punkt_id WHERE p.dokument_id = ? ORDER BY {raekkefoelge}", id_
        ):
            poster[r["punkt_id"]].append(r)
        for punkt in ud["punkter"]:
            punkt[tabel] = poster[punkt["id"]]
    return ud


def tekst(laeser: Laeser, id_: str) -> str:
    """A document's kept text, in which facts say where they were read."""
    return "\f".join(
        r["tekst"] for r in laeser.alle("SELECT tekst FROM sider WHERE dokument_id = ? ORDER BY side", id_)
    )
