"""The folder of an export: built beside its place under another name, and moved there when it is whole."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


class Optaget(Exception):  # noqa: N818 - the project's errors are Danish nouns
    """The place of the export is taken; ``fremmed`` by something else than an export, which is never written over."""

    def __init__(self, ud: Path, fremmed: bool) -> None:
        super().__init__(str(ud))
        self.fremmed = fremmed


SUMMER = "SHA256SUMS"
"""The file by which an export is known."""


def efterse(ud: Path, overskriv: bool) -> None:
    """See that a place is free (an empty folder is), or that an older export there is to be written over."""
    if os.path.lexists(ud) and not _er_tom(ud):
        fremmed = ud.is_symlink() or not ((ud / SUMMER).is_file() and (ud / "CITATION.cff").is_file())
        if fremmed or not overskriv:
            raise Optaget(ud, fremmed)


def _er_tom(ud: Path) -> bool:
    return ud.is_dir() and not ud.is_symlink() and not any(ud.iterdir())


@dataclass(frozen=True, slots=True)
class Fil:
    """A file that was written: its size and the sha256 of its bytes."""

    sti: str
    bytes: int
    sha256: str


@dataclass
class Mappe:
    """The folder while it is built. ``filer`` has every file in the order they were written."""

    rod: Path
    filer: list[Fil] = field(default_factory=list)

    def skriv(self, sti: str, stykker: Iterable[bytes]) -> Fil:
        """Write a file from chunks; ``sti`` is relative, with slashes."""
        maal, sum_, antal = self.plads(sti), hashlib.sha256(), 0
        with maal.open("wb") as ud:
            for stykke in stykker:
                ud.write(stykke)
                sum_.update(stykke)
                antal += len(stykke)
        return self._noter(Fil(sti, antal, sum_.hexdigest()))

    def skriv_tekst(self, sti: str, tekst: str) -> Fil:
        """Write a small text file."""
        return self.skriv(sti, [tekst.encode("utf-8", "replace")])

    def plads(self, sti: str) -> Path:
        """Where a file is to be, its folder made."""
        maal = self.rod / sti
        maal.parent.mkdir(parents=True, exist_ok=True)
        return maal

    def taget(self, sti: str) -> Fil:
        """Note a file that someone else wrote at its ``plads``."""
        with (self.rod / sti).open("rb") as ind:
            sum_ = hashlib.file_digest(ind, "sha256").hexdigest()
        return self._noter(Fil(sti, (self.rod / sti).stat().st_size, sum_))

    def _noter(self, fil: Fil) -> Fil:
        self.filer.append(fil)
        return fil


@contextmanager
def ny_mappe(ud: Path, overskriv: bool = False) -> Iterator[Mappe]:
    """A folder to fill, which takes its place when the block ends well, and is gone when it does not.

    Raises ``Optaget`` where something is there already, unless it is an export to be written over; then it goes when
    the new is whole.
    """
    efterse(ud, overskriv)
    ud.parent.mkdir(parents=True, exist_ok=True)
    midlertidig = Path(tempfile.mkdtemp(prefix=f".{ud.name}.", suffix=".ny", dir=ud.parent))
    try:
        rod = midlertidig / "ny"
        rod.mkdir()
        yield Mappe(rod)
        if os.path.lexists(ud):
            efterse(ud, overskriv)
            ud.rename(midlertidig / "gammel")
        rod.rename(ud)
    finally:
        shutil.rmtree(midlertidig, ignore_errors=True)
