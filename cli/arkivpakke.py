"""A store with every file it was read from, as a BagIt bag (RFC 8493): what an archive keeps.

In ``data/`` the store lies as it did, with its sources beside it as ``Kilder`` keeps them, so that the payload is a
working store. Files in quarantine are sources too, and ``indlaesninger.csv`` says where each file of the ledger is.
Nothing is covered: a bag is no publication.
"""

from __future__ import annotations

import datetime
import importlib.metadata
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from referat.cli.arkiv import find_post
from referat.cli.kildefiler import Borte, stykker
from referat.store.kilder import Kilder
from referat.store.laeser import Laeser
from referat.store.migreringer import ForkertLager
from referat.store.udfoersel.flade import csv_bytes
from referat.store.udfoersel.mappe import Mappe, ny_mappe
from referat.store.udgivelse import er_udgivet

SUMMER = ("sha256", "sha512")
BAGIT_TXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
FORBEHOLD = (
    "Arkivpakke, ikke en udgivelse: kilder og lager er hele, med de CPR-numre og kontaktoplysninger, der står i dem."
)
LISTE = ("sti", "status", "kode", "besked", "tidspunkt", "sha256", "fil")
"""The columns of ``indlaesninger.csv``; ``fil`` is the file's place in the bag, empty where it is missing."""


@dataclass(frozen=True, slots=True)
class Savnet:
    """A source that the bag has not: where it should have been, a code, and a Danish sentence."""

    sti: str
    kode: str
    besked: str


@dataclass
class Pakke:
    """A bag while it is filled, and what it came to hold."""

    mappe: Mappe
    lager: str
    """The name of the store's file."""
    dokumenter: int = 0
    karantaene: int = 0
    fra_kopi: int = 0
    """Documents whose file is no longer where the ledger says, but was kept beside the store."""
    savnede: list[Savnet] = field(default_factory=list)
    steder: dict[str, str] = field(default_factory=dict)
    """sha256 → the file's place in the bag."""
    sum_for: dict[str, str] = field(default_factory=dict)
    """Path of a file in quarantine → its sha256."""

    def hent(self, sti: Path, mappe: str, endelse: str, sha256: str | None = None) -> str | None:
        """Copy a file into a folder of the bag under its hash; the hash, None where it is not that asked for.

        Raises ``Borte`` for a file that cannot be read.
        """
        foreloebig = self.mappe.plads("ny")
        try:
            fundet = self.mappe.skriv("ny", stykker(sti)).sha256
            if sha256 not in (None, fundet):
                return None
            if fundet not in self.steder:
                self.steder[fundet] = f"{mappe}/{fundet[:2]}/{fundet}{endelse.lower()}"
                foreloebig.replace(self.mappe.plads(self.steder[fundet]))
            return fundet
        finally:
            foreloebig.unlink(missing_ok=True)

    def resume(self) -> dict[str, Any]:
        """What the bag came to hold as plain data."""
        antal = {"dokumenter": self.dokumenter, "fra_kopi": self.fra_kopi, "karantaene": self.karantaene}
        return {**antal, "mangler": [asdict(s) for s in self.savnede]}

    def savn(self, sti: str, kode: str, grund: str) -> None:
        self.savnede.append(Savnet(sti, kode, f"{grund}; find den frem, og lav pakken igen."))


def pak(db: Path, ud: Path, oplysninger: dict[str, str], fremdrift: Callable[[int], None] = lambda _: None) -> Pakke:
    """Make the bag of a store, which may be in use, in a new folder; ``oplysninger`` go into ``bag-info.txt``.

    ``fremdrift`` is called with the number of sources as each is done with. Raises ``ForkertLager`` where there is no
    store, ``Optaget`` where the place is taken.
    """
    with Laeser(db) as laeser:
        if er_udgivet(laeser.db):
            raise ForkertLager(f"{db} er en udgivelse; læg det lager, den er lavet af, i arkivpakken.")
    with ny_mappe(ud) as mappe:
        pakke = Pakke(mappe, db.name)
        kopi = mappe.plads(f"data/{db.name}")
        kopier_lager(db, kopi)
        with Laeser(kopi) as laeser:  # what the copy says, whatever comes into the store meanwhile
            for _ in _kilder(pakke, laeser, Kilder(db)):
                fremdrift(_antal_kilder(laeser))
            mappe.skriv("data/indlaesninger.csv", csv_bytes(LISTE, _liste(pakke, laeser)))
            oplysninger = _om_lageret(laeser, pakke) | oplysninger
        _forsegl(pakke, oplysninger)
    return pakke


def kopier_lager(db: Path, kopi: Path) -> None:
    """A store as one moment has it, in a single file."""
    with closing(sqlite3.connect(f"{db.absolute().as_uri()}?mode=ro", uri=True)) as kilde:
        kilde.execute("VACUUM INTO ?", [str(kopi)])
    with closing(sqlite3.connect(kopi)) as ny:
        ny.execute("PRAGMA journal_mode=DELETE")


def _kilder(pakke: Pakke, laeser: Laeser, gemte: Kilder) -> Iterator[None]:
    """Copy every source into the bag, or say why it is not there; one step for each."""
    stier: dict[str, list[str]] = {}
    for r in laeser.kilder_i_liste():
        stier.setdefault(r["dokument_id"], []).append(r["sti"])
    for r in laeser.alle("SELECT id, filnavn FROM dokumenter ORDER BY id"):
        _dokument(pakke, r["id"], r["filnavn"] or "", stier.get(r["id"], []), gemte.find(r["id"]))
        yield
    for sti in laeser.karantaene():
        _i_karantaene(pakke, sti)
        yield


def _dokument(pakke: Pakke, id_: str, filnavn: str, stier: list[str], gemt: Path | None) -> None:
    """The file of a document, from the first place that still has the bytes that were read."""
    mappe, endelse = f"data/{pakke.lager}.kilder", PurePosixPath(filnavn).suffix
    aendret = False
    for sti in [*map(Path, stier), *([gemt] if gemt else [])]:
        try:
            if pakke.hent(sti, mappe, endelse, id_):
                pakke.dokumenter += 1
                pakke.fra_kopi += sti == gemt
                return
            aendret = True
        except Borte:
            continue
    hvor = stier[0] if stier else filnavn
    if aendret:
        pakke.savn(hvor, "kilde-aendret", "filen er en anden end den, der blev læst")
    else:
        pakke.savn(hvor, "kilde-mangler", "filen er der ikke mere eller kan ikke læses")


def _i_karantaene(pakke: Pakke, sti: str) -> None:
    """A file that could not be read: as it is now; of one in an archive, the archive."""
    fil = Path(sti)
    if not fil.is_file() and (post := find_post(fil)):
        fil = post[0]
    try:
        pakke.sum_for[sti] = pakke.hent(fil, "data/karantaene", fil.suffix) or ""
        pakke.karantaene += 1
    except Borte:
        pakke.savn(sti, "kilde-mangler", "filen er der ikke mere eller kan ikke læses")


def _antal_kilder(laeser: Laeser) -> int:
    sql = "SELECT (SELECT count(*) FROM dokumenter) + (SELECT count(*) FROM indlaesninger WHERE status = 'karantæne')"
    return int(laeser.db.execute(sql).fetchone()[0])


def _liste(pakke: Pakke, laeser: Laeser) -> Iterator[list[Any]]:
    """The ledger, with each file's hash and its place in the bag."""
    savnet = {s.sti: s.kode for s in pakke.savnede}
    for r in laeser.alle("SELECT * FROM indlaesninger ORDER BY sti"):
        sum_ = r["dokument_id"] or pakke.sum_for.get(r["sti"])
        kode = r["kode"] or savnet.get(r["sti"])
        yield [r["sti"], r["status"], kode, r["besked"], r["tidspunkt"], sum_, pakke.steder.get(sum_ or "")]


def _om_lageret(laeser: Laeser, pakke: Pakke) -> dict[str, str]:
    """What ``bag-info.txt`` says of the store."""
    fra, til, antal = laeser.db.execute("SELECT min(dato), max(dato), count(*) FROM dokumenter").fetchone()
    version = laeser.db.execute("PRAGMA user_version").fetchone()[0]
    status = laeser.status()
    kommuner = ", ".join(status["kommuner"])
    udtraekkere = laeser.alle("SELECT DISTINCT udtraekker FROM dokumenter ORDER BY 1")
    return {
        "External-Description": f"Referater læst ind i et lager: {antal} dokumenter; kommuner: {kommuner or 'ingen'}.",
        "Internal-Sender-Description": FORBEHOLD,
        "Referat-Dokumenter": str(antal),
        "Referat-Moeder": str(status["moeder"]),
        "Referat-Punkter": str(status["punkter"]),
        "Referat-I-Karantaene": str(sum(map(len, status["karantaene"].values()))),
        "Referat-Manglende-Kilder": str(len(pakke.savnede)),
        "Referat-Foerste-Dato": fra or "ukendt",
        "Referat-Sidste-Dato": til or "ukendt",
        "Referat-Udtraekker": ", ".join(r["udtraekker"] for r in udtraekkere) or "ingen",
        "Referat-Lager-Version": str(version),
    }


def _forsegl(pakke: Pakke, oplysninger: dict[str, str]) -> None:
    """Write the manifests, and see that what was written is what was read."""
    import bagit

    logging.getLogger("bagit").setLevel(logging.CRITICAL)  # what goes wrong comes as an exception too
    rod = pakke.mappe.rod
    (rod / "bagit.txt").write_bytes(BAGIT_TXT.encode())
    bag = bagit.Bag(str(rod))
    bag.algorithms = list(SUMMER)
    agent = f"referat {importlib.metadata.version('referat')} (bagit {importlib.metadata.version('bagit')})"
    fyld = sum(f.stat().st_size for f in (rod / "data").rglob("*") if f.is_file())
    bag.info = {
        "Bagging-Date": datetime.datetime.now().astimezone().date().isoformat(),
        "Bag-Size": f"{fyld / 1e6:.1f} MB",
        "Bag-Software-Agent": agent,
        **oplysninger,
    }
    bag.save(manifests=True)
    for sum_, sti in pakke.steder.items():
        if bag.entries[str(Path(sti))]["sha256"] != sum_:
            raise OSError(f"{sti} blev ikke skrevet, som den blev læst")
    if hasattr(os, "sync"):
        os.sync()  # on the disk before it takes its name
