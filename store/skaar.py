"""Readings as Parquet: what machines that read hand to the one that writes the store.

A shard holds some documents, a file for each table (``<store>.skaar/punkter/<name>.parquet``), and is named by the
hash of what it was made of, so that whoever makes it again makes the same. The file in ``laesninger`` is written last:
it says that the others are whole. Every table has the document's id, also where the store's own table has not.
"""

from __future__ import annotations

import hashlib
import time
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from referat.store import skema
from referat.store.raekker import Raekke, Raekker

LAESNINGER = "laesninger"
GAMMEL = 3600
"""Seconds after which a file that is not whole is nobody's."""
EJER = "dokument_id"
UDTRAEKKER = b"udtraekker"
TYPER = {t.navn: {k.navn: k.type for k in t.kolonner} for t in skema.TABELLER}
LAESNINGSTYPER: dict[str, type] = {EJER: str, "kommune_givet": str, "kode": str, "besked": str, "side": int}


@dataclass(frozen=True, slots=True)
class Laesning:
    """What came of a document: its rows (``raekker.dokumentraekker``), or a code and a sentence why there are none."""

    dokument_id: str
    kommune_givet: str | None
    raekker: Raekker | None = None
    kode: str | None = None
    besked: str | None = None
    side: int | None = None


class Skaar:
    """The shards beside a store, in a folder that every machine sees."""

    def __init__(self, lager: Path) -> None:
        self.mappe = lager.absolute().with_name(lager.name + ".skaar")

    def register(self, udtraekker: str) -> dict[tuple[str, str | None], str]:
        """Document and given kommune → the whole shard of this version that has its rows; failures are tried again."""
        import pyarrow.parquet as pq

        ud = {}
        for fil in sorted((self.mappe / LAESNINGER).glob("*.parquet")):
            tabel = pq.read_table(fil)
            if (tabel.schema.metadata or {}).get(UDTRAEKKER) == udtraekker.encode():
                for r in tabel.select([EJER, "kommune_givet", "kode"]).to_pylist():
                    if r["kode"] is None:
                        ud[r[EJER], r["kommune_givet"]] = fil.stem
        return ud

    def findes(self, navn: str) -> bool:
        """Whether a shard is there, whole."""
        return self._fil(LAESNINGER, navn).exists()

    def gem(self, navn: str, laesninger: Iterable[Laesning], udtraekker: str) -> None:
        """Write a shard, its list of readings last."""
        tabeller: dict[str, list[Raekke]] = defaultdict(list)
        for x in laesninger:
            tabeller[LAESNINGER].append({k: getattr(x, k) for k in LAESNINGSTYPER})
            for tabel, nye in (x.raekker or {}).items():
                tabeller[tabel] += [{EJER: x.dokument_id} | r for r in nye]
        for tabel in sorted(tabeller, key=lambda t: t == LAESNINGER):
            self._skriv(self._fil(tabel, navn), tabeller[tabel], TYPER.get(tabel, LAESNINGSTYPER), udtraekker)

    def laes(self, navn: str) -> Iterator[Laesning]:
        """The readings of a shard."""
        import pyarrow.parquet as pq

        efter: dict[str, Raekker] = defaultdict(lambda: defaultdict(list))
        for tabel, typer in TYPER.items():
            if (fil := self._fil(tabel, navn)).exists():
                for r in pq.read_table(fil).to_pylist():
                    ejer = r[EJER] if EJER in typer else r.pop(EJER)
                    efter[ejer][tabel].append(r)
        for r in pq.read_table(self._fil(LAESNINGER, navn)).to_pylist():
            yield Laesning(**r, raekker=None if r["kode"] else dict(efter[r[EJER]]))

    def slet(self, navn: str) -> None:
        """Take a shard away, its list of readings first."""
        for tabel in (LAESNINGER, *TYPER):
            self._fil(tabel, navn).unlink(missing_ok=True)

    def ryd(self) -> None:
        """Take away the folders that are empty, and what was being written when a machine stopped."""
        for rest in self.mappe.glob("*/.*.ny"):
            if time.time() - rest.stat().st_mtime > GAMMEL:
                rest.unlink(missing_ok=True)
        for mappe in (*self.mappe.glob("*"), self.mappe):
            if mappe.is_dir() and not any(mappe.iterdir()):
                mappe.rmdir()

    def _fil(self, tabel: str, navn: str) -> Path:
        return self.mappe / tabel / f"{navn}.parquet"

    def _skriv(self, fil: Path, nye: list[Raekke], typer: dict[str, type], udtraekker: str) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        arrow = {str: pa.string(), int: pa.int64(), float: pa.float64()}
        kolonner = {k: pa.array([_tal(r[k]) for r in nye], arrow[typer.get(k, str)]) for k in nye[0]}
        fil.parent.mkdir(parents=True, exist_ok=True)
        ny = fil.with_name(f".{fil.stem}.{uuid.uuid4().hex}.ny")
        tabel = pa.table(kolonner).replace_schema_metadata({UDTRAEKKER: udtraekker.encode()})
        pq.write_table(tabel, ny, compression="zstd")
        ny.replace(fil)


def navn(dele: Iterable[str]) -> str:
    """The name of a shard made of these, whatever their order."""
    return hashlib.sha256("\n".join(sorted(dele)).encode()).hexdigest()[:32]


def _tal(vaerdi: Any) -> Any:
    return int(vaerdi) if isinstance(vaerdi, bool) else vaerdi
