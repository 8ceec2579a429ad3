"""``parquet``: typed columns, zstd, a file a table; a table of many rows in a folder parted by kommune.

Every table whose rows are of a meeting or a document has two more columns that say which kommune and year, so that no
join is needed to choose by them: ``kommune`` (the name; in a parted table it is the folder's) and ``moedeaar`` (several
tables have a year, ``aar``, of their own).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq
from referat.schemas import kodebog
from referat.store.udfoersel.opgave import Opgave
from referat.store.udfoersel.ordbog import Ark, Art, Felt
from referat.store.udfoersel.udsnit import Raekke, Vaerdi

RAEKKER = 10_000
"""Rows in a row group, which is what is held in memory."""

MANGE = 250_000
"""A table with more rows is parted: fewer are read at once by anything, and files by the thousand by nothing."""
UKENDT = "ukendt"
"""The folder of what is of no kommune: pandas cannot read Hive's own name for it."""

TYPER = {
    Art.TEKST: pa.string(),
    Art.HELTAL: pa.int64(),
    Art.TAL: pa.float64(),
    Art.JA_NEJ: pa.bool_(),
    Art.DATO: pa.date32(),
}


MOEDE = "SELECT {hvad} FROM main.moeder m LEFT JOIN main.kommuner k ON k.kode = m.kommune_kode WHERE m.id = {id}"
DOKUMENT = "SELECT {hvad} FROM main.dokumenter m LEFT JOIN main.kommuner k ON k.kode = m.kommune_kode WHERE m.id = {id}"
AF_PUNKT = MOEDE.replace("{id}", "(SELECT moede_id FROM main.punkter WHERE id = {id})")
AF_TABEL = AF_PUNKT.replace("WHERE id = {id}", "WHERE id = (SELECT punkt_id FROM main.tabeller WHERE id = {id})")
VEJE = {
    "moede_id": MOEDE,
    "fra_punkt_id": AF_PUNKT,
    "tabel_id": AF_TABEL,
    "dokument_id": DOKUMENT,
    "punkt_id": AF_PUNKT,
}
"""Column → what finds a row's kommune and year by it; the first that a table has."""
SELV = {"moeder": MOEDE, "dokumenter": DOKUMENT}

VALGT = "(SELECT id FROM main.moeder WHERE kommune_kode IS ?)"
VALGT_PUNKT = f"(SELECT id FROM main.punkter WHERE moede_id IN {VALGT})"
DEL = {
    "moede_id": f"moede_id IN {VALGT}",
    "fra_punkt_id": f"fra_punkt_id IN {VALGT_PUNKT}",
    "tabel_id": f"tabel_id IN (SELECT id FROM main.tabeller WHERE punkt_id IN {VALGT_PUNKT})",
    "dokument_id": "dokument_id IN (SELECT id FROM main.dokumenter WHERE kommune_kode IS ?)",
    "punkt_id": f"punkt_id IN {VALGT_PUNKT}",
}
"""The same column → the condition that a row is of a kommune."""
MED_KODE = (*SELV, "soegepunkter", "behandlinger", "fundsteder", "bevillingssummer")
"""Tables that have the meeting's kommune themselves; in others (``omtaler``) a kommune is what is spoken of."""
KOMMUNE = Felt("kommune", Art.TEKST, kodebog.kolonne("punkter_vis", "kommune"))
MOEDEAAR = Felt("moedeaar", Art.HELTAL, "Mødets eller dokumentets år.")
AARET = "CAST(substr(m.dato, 1, 4) AS INTEGER)"


def skriv(opgave: Opgave) -> None:
    """Every chosen table and view."""
    koder = "SELECT DISTINCT kode, navn FROM (SELECT kommune_kode AS kode FROM main.moeder UNION SELECT kommune_kode "
    koder += "FROM main.dokumenter) LEFT JOIN main.kommuner USING (kode) ORDER BY 1"
    kommuner = opgave.udsnit.db.execute(koder).fetchall()
    for ark in opgave.udsnit.ark():
        opgave.meld(ark.navn)
        noegle = vej(ark)
        if noegle is None or opgave.udsnit.antal(ark) <= MANGE:
            _skriv_fil(opgave, _med(ark, noegle, (KOMMUNE, MOEDEAAR)), f"{ark.navn}/{ark.navn}.parquet")
            continue
        delt = _med(ark, noegle, (MOEDEAAR,), uden=("kommune",))
        af_kommune = "kommune_kode IS ?" if ark.navn in MED_KODE else DEL[noegle]
        for kode, navn in kommuner:
            sti = f"{ark.navn}/kommune={quote(navn or UKENDT)}/{kode or UKENDT}.parquet"
            _skriv_fil(opgave, delt, sti, af_kommune, kode)


def vej(ark: Ark) -> str | None:
    """The column that tells the kommune and year of a table's rows; None where they are of none."""
    navne = {f.navn for f in ark.felter}
    return "id" if ark.navn in SELV else next((kolonne for kolonne in VEJE if kolonne in navne), None)


@dataclass(frozen=True, slots=True)
class Udvidet:
    """A table as it is written: its columns, and the SQL of those that it has not itself."""

    ark: Ark
    ogsaa: tuple[str, ...] = ()


def _med(ark: Ark, noegle: str | None, nye: tuple[Felt, ...], uden: tuple[str, ...] = ()) -> Udvidet:
    """A table with the columns that tell whose a row is, unless it has them, and without some."""
    felter = tuple(f for f in ark.felter if f.navn not in uden)
    if noegle is None:
        return Udvidet(replace(ark, felter=felter))
    find = SELV.get(ark.navn) or VEJE[noegle]
    hvad = {KOMMUNE.navn: "k.navn", MOEDEAAR.navn: AARET}
    mangler = [f for f in nye if f.navn not in {x.navn for x in felter}]
    udtryk = tuple(f"({find.format(hvad=hvad[f.navn], id=f'{ark.navn}.{noegle}')}) AS {f.navn}" for f in mangler)
    return Udvidet(replace(ark, felter=(*felter, *mangler)), udtryk)


def _skriv_fil(opgave: Opgave, u: Udvidet, sti: str, og: str = "", *vaerdier: Vaerdi) -> None:
    """Write rows in groups; a part without rows is no file."""
    egne = replace(u.ark, felter=u.ark.felter[: len(u.ark.felter) - len(u.ogsaa)])
    raekker = opgave.udsnit.raekker(egne, og, *vaerdier, ogsaa=u.ogsaa)
    gruppe = list(islice(raekker, RAEKKER))
    if not gruppe and og:
        return
    skema = arrow_skema(u.ark, opgave)
    with pq.ParquetWriter(opgave.mappe.plads(sti), skema, compression="zstd") as skriver:
        while gruppe:
            skriver.write_batch(_gruppe(u.ark, gruppe, skema))
            gruppe = list(islice(raekker, RAEKKER))
    opgave.mappe.taget(sti)


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
