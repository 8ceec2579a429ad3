"""ZIP archives of referater: read file by file, never laid out on the disk, and within limits.

What an archive claims of itself is not believed: each file is unpacked no further than its own limit.
"""

from __future__ import annotations

import zipfile
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from referat.cli.graenser import MB, Fejl
from referat.cli.webside import BESKED, er_sidedel, er_sidemappe
from referat.store.systemfejl import paa_dansk

FLEST = 10_000
STOERST = 200 * MB
"""Bytes of one file."""
STOERST_SAMLET = 4096 * MB
FORHOLD, FRA = 200, 10 * MB
"""A file that is so many times its packed size, and larger than this, is a bomb."""
SIGNATUR, TOM = b"PK\x03\x04", b"PK\x05\x06"
KONTOR = frozenset(("[Content_Types].xml", "mimetype"))
"""What tells a document of an office program from an archive."""
UDPAKNING = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Post:
    """A file in an archive: its name there, and its bytes or why there are none."""

    navn: str
    indhold: bytes | Fejl


def er_arkiv(sti: Path) -> bool:
    """Whether a file is a ZIP archive of files that can be listed, and no office document."""
    try:
        with sti.open("rb") as fil:
            if fil.read(4) not in (SIGNATUR, TOM):
                return False
        with zipfile.ZipFile(sti) as arkiv:
            return not KONTOR & set(arkiv.namelist()[:FLEST])
    except UDPAKNING:
        return False


def poster(sti: Path, kun: Collection[str] | None = None) -> Iterator[Post | Fejl]:
    """The files of an archive, or those named; a reason where the whole archive is refused."""
    with zipfile.ZipFile(sti) as arkiv:
        alle = [i for i in arkiv.infolist() if not i.is_dir() and not _skjult(i.filename)]
        if fejl := _som_helhed(alle):
            yield fejl
            return
        dele = _sidedele([i.filename for i in alle]) if kun is None else set()
        for info in sorted(alle, key=lambda i: i.filename):
            if info.filename in dele:
                yield Post(info.filename, Fejl("sidedel", BESKED))
            elif kun is None or info.filename in kun:
                yield Post(info.filename, _pak_ud(arkiv, info))


def _sidedele(navne: Collection[str]) -> set[str]:
    """The files that are parts of a saved web page, as they would be in a folder."""
    ved_siden: dict[str, list[str]] = defaultdict(list)
    for navn in navne:
        mappe, _, fil = navn.rpartition("/")
        ved_siden[mappe].append(fil)

    @cache
    def er_mappe(mappe: str) -> bool:
        over, _, navn = mappe.rpartition("/")
        return bool(navn) and (er_sidemappe(navn, ved_siden.get(over, ())) or er_mappe(over))

    return {n for n in navne if er_sidedel(n, er_mappe(n.rpartition("/")[0]))}


def _skjult(navn: str) -> bool:
    return any(del_.startswith(".") or del_ == "__MACOSX" for del_ in navn.split("/") if del_ not in (".", ".."))


def _som_helhed(alle: Collection[zipfile.ZipInfo]) -> Fejl | None:
    """Why the whole archive is refused, by what it says of itself."""
    if not alle:
        return Fejl("tomt-arkiv", "ZIP-arkivet er tomt; se efter, om det er det rigtige")
    if len(alle) > FLEST:
        return Fejl("arkiv-for-stort", f"ZIP-arkivet har over {FLEST} filer; pak det ud, og indlæs mappen")
    if sum(i.file_size for i in alle) > STOERST_SAMLET:
        grund = f"ZIP-arkivet fylder over {STOERST_SAMLET // MB} MB pakket ud; pak det ud, og indlæs mappen"
        return Fejl("arkiv-for-stort", grund)
    steder = [i.header_offset for i in alle]
    if len(set(steder)) < len(steder):  # files that share their bytes: small outside, without end inside
        return Fejl("arkiv-for-stort", "ZIP-arkivets filer deler indhold, som en zip-bombes gør; pak det selv ud")
    return None


def _pak_ud(arkiv: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | Fejl:
    """A file's bytes, or why they are not unpacked."""
    if info.file_size > FRA and info.file_size > FORHOLD * info.compress_size:
        return Fejl("arkiv-for-stort", "filen er pakket, som en zip-bombe er; pak den selv ud et sikkert sted")
    if info.file_size > STOERST:
        return Fejl("for-stor", f"filen fylder over {STOERST // MB} MB; del den op, og prøv igen")
    try:
        with arkiv.open(info) as fil:
            data = fil.read(info.file_size + 1)
    except UDPAKNING as fejl:
        grund = "er låst med en adgangskode" if info.flag_bits & 1 else f"kan ikke pakkes ud ({paa_dansk(fejl)})"
        return Fejl("arkiv-beskadiget", f"filen {grund}; hent arkivet igen")
    if data.startswith((SIGNATUR, TOM)) and info.filename.lower().endswith(".zip"):
        return Fejl("arkiv-i-arkiv", "arkivet ligger i et andet arkiv; pak det ydre ud, og indlæs mappen")
    return data


def find_post(sti: Path) -> tuple[Path, str] | None:
    """The archive that a path of the ledger leads into, with the file's name there; None for a plain path."""
    for mappe in sti.parents:
        if mappe.is_file():
            return mappe, sti.relative_to(mappe).as_posix()
    return None
