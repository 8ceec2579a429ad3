"""``parquet``: typed columns, zstd, each table in a folder parted by kommune and by the meeting's year.

The keys are the kommune's name and ``moedeaar``: readers guess types from folder names and would make 155 of 0155, and
several tables have a year (``aar``) of their own that a key of that name would hide.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq
from referat.store.udfoersel.opgave import Opgave
from referat.store.udfoersel.ordbog import Ark, Art, Felt
from referat.store.udfoersel.udsnit import Raekke, Udsnit, Vaerdi

RAEKKER = 10_000
"""Rows in a row group, which is what is held in memory."""

UKENDT_KOMMUNE, UKENDT_AAR = "ukendt", "0"
"""What stands for NULL in the folders: pandas cannot read Hive's own name for it, and a year must stay a number."""

TYPER = {
    Art.TEKST: pa.string(),
    Art.HELTAL: pa.int64(),
    Art.TAL: pa.float64(),
    Art.JA_NEJ: pa.bool_(),
    Art.DATO: pa.date32(),
}


@dataclass(frozen=True, slots=True)
class Del:
    """A kommune and a year, either of them unknown."""

    kode: str | None
    kommune: str | None
    aar: str | None


MOEDE = "(SELECT id FROM main.moeder WHERE kommune_kode IS ? AND substr(dato, 1, 4) IS ?)"
PUNKT = f"(SELECT id FROM main.punkter WHERE moede_id IN {MOEDE})"
DOKUMENT = "(SELECT id FROM main.dokumenter WHERE kommune_kode IS ? AND substr(dato, 1, 4) IS ?)"
VEJE = {
    "moede_id": f"moede_id IN {MOEDE}",
    "fra_punkt_id": f"fra_punkt_id IN {PUNKT}",
    "tabel_id": f"tabel_id IN (SELECT id FROM main.tabeller WHERE punkt_id IN {PUNKT})",
    "dokument_id": f"dokument_id IN {DOKUMENT}",
    "punkt_id": f"punkt_id IN {PUNKT}",
}
"""Column → the condition that a row is of a kommune and a year; the first that a table has."""

SELV = dict.fromkeys(("moeder", "dokumenter"), "kommune_kode IS ? AND substr(dato, 1, 4) IS ?")


def skriv(opgave: Opgave) -> None:
    """Every chosen table; those of no kommune as one file."""
    dele = list(find_dele(opgave.udsnit))
    for ark in opgave.udsnit.ark():
        opgave.meld(ark.navn)
        hvor = vej(ark)
        if hvor is None:
            _skriv_fil(opgave, ark, f"{ark.navn}/{ark.navn}.parquet", opgave.udsnit.raekker(ark), altid=True)
            continue
        skrevet = [_skriv_del(opgave, ark, d, hvor) for d in dele]
        if not any(skrevet):
            _skriv_fil(opgave, ark, f"{ark.navn}/{ark.navn}.parquet", iter(()), altid=True)


def vej(ark: Ark) -> str | None:
    """The condition on a table's rows for a kommune and a year; None where they are of none."""
    if ark.navn in SELV:
        return SELV[ark.navn]
    navne = {f.navn for f in ark.felter}
    return next((hvor for kolonne, hvor in VEJE.items() if kolonne in navne), None)


def find_dele(udsnit: Udsnit) -> Iterator[Del]:
    """The kommuner and years of the store's meetings and documents, few beside its rows."""
    sql = (
        "SELECT DISTINCT kode, k.navn, aar FROM (SELECT kommune_kode AS kode, substr(dato, 1, 4) AS aar FROM moeder "
        "UNION SELECT kommune_kode, substr(dato, 1, 4) FROM dokumenter) LEFT JOIN kommuner k USING (kode) ORDER BY 1, 3"
    )
    for raekke in udsnit.db.execute(sql).fetchall():
        yield Del(*raekke)


def _skriv_del(opgave: Opgave, ark: Ark, d: Del, hvor: str) -> bool:
    raekker = opgave.udsnit.raekker(ark, hvor, d.kode, d.aar)
    kommune, aar = d.kommune or UKENDT_KOMMUNE, d.aar or UKENDT_AAR
    mappe = f"{ark.navn}/kommune={quote(kommune)}/moedeaar={aar}"
    return _skriv_fil(opgave, ark, f"{mappe}/{d.kode or kommune}-{aar}.parquet", raekker)


def _skriv_fil(opgave: Opgave, ark: Ark, sti: str, raekker: Iterator[Raekke], altid: bool = False) -> bool:
    """Write rows in groups; none are no file, unless there is always to be one."""
    gruppe = list(islice(raekker, RAEKKER))
    if not gruppe and not altid:
        return False
    skema = arrow_skema(ark, opgave)
    with pq.ParquetWriter(opgave.mappe.plads(sti), skema, compression="zstd") as skriver:
        while gruppe:
            skriver.write_batch(_gruppe(ark, gruppe, skema))
            gruppe = list(islice(raekker, RAEKKER))
    opgave.mappe.taget(sti)
    return True


def arrow_skema(ark: Ark, opgave: Opgave) -> pa.Schema:
    """The table's types, with the meaning and unit of each column, and where it all comes from."""
    h = opgave.herkomst
    felter = [pa.field(f.navn, TYPER[f.art], metadata=_metadata(f)) for f in ark.felter]
    om = {"description": ark.beskrivelse, "license": opgave.licens.id, "lager": str(h.lager)}
    return pa.schema(felter, metadata=om | {"udtraekker": h.udtraekker, "indhold": h.indhold})


def _metadata(f: Felt) -> dict[str, str]:
    return {"description": f.beskrivelse} | ({"unit": f.enhed} if f.enhed else {})


def _gruppe(ark: Ark, raekker: list[Raekke], skema: pa.Schema) -> pa.RecordBatch:
    kolonner = zip(*raekker, strict=True)
    lister = [
        pa.array([_vaerdi(f, v) for v in k], type=TYPER[f.art]) for f, k in zip(ark.felter, kolonner, strict=True)
    ]
    return pa.RecordBatch.from_arrays(lister, schema=skema)


def _vaerdi(f: Felt, v: Vaerdi) -> Vaerdi | bool | datetime.date:
    """A value as Arrow wants it; a date that is none is left out rather than guessed."""
    if v is None:
        return None
    if f.art is Art.JA_NEJ:
        return bool(v)
    if f.art is Art.DATO:
        try:
            return datetime.date.fromisoformat(str(v))
        except ValueError:
            return None
    return v
