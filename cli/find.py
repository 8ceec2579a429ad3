"""Finds the files of an ingest: every path once, in an order that no file system decides."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from referat.cli.laas import ENDELSE
from referat.cli.webside import BESKED, er_sidedel, er_sidemappe
from referat.store.systemfejl import paa_dansk


@dataclass(frozen=True, slots=True)
class Fundet:
    """A file met; ``kode`` and ``besked`` say why it is passed over, else it is to be read."""

    sti: Path
    kode: str | None = None
    besked: str | None = None
    poster: frozenset[str] | None = None
    """Of an archive, the files to read; None for all."""
    gemt: Path | None = None
    """Where its bytes are kept, if they are to be read there."""


EGNE = ("", "-wal", "-shm", "-journal", ".kilder", ".skaar", ENDELSE)


WINDOWS = os.name == "nt"
SAMLING = 0xA0000003
"""``IO_REPARSE_TAG_MOUNT_POINT``: how Windows marks a junction."""


def find_filer(stier: Iterable[Path], lager: Path | None = None) -> list[Fundet]:
    """Every file under the paths, sorted, none twice; the store's own files are not met at all.

    Passed over, each with a code: what is hidden (a name that begins with a dot; a hidden folder counts as one),
    links that lead out of the folder given or to nothing, what is no plain file (pipes, devices, sockets), and the
    parts of a saved web page.
    A path that was named on its own is read whatever its name.
    """
    fundne: dict[str, Fundet] = {}
    egne = {os.path.normcase(absolut(f"{lager}{e}")) for e in EGNE} if lager else set()
    for sti in stier:
        rod = absolut(sti)
        for fundet in _under(rod, os.path.realpath(rod), egne) if rod.is_dir() else [_fil(rod, None)]:
            fundne.setdefault(str(fundet.sti), fundet)
    return [fundne[n] for n in sorted(fundne)]


def absolut(sti: Path | str) -> Path:
    """A path from the root without dots in it; links stand, since the ledger names what the user named."""
    return Path(os.path.abspath(sti))  # noqa: PTH100 - resolve() would follow links


def _under(mappe: Path, rod: str, egne: set[str], i_sidemappe: bool = False) -> Iterator[Fundet]:
    try:
        indhold = sorted(os.scandir(mappe), key=lambda e: e.name)
    except OSError as fejl:
        yield Fundet(mappe, "mappe-lukket", f"mappen kan ikke åbnes ({paa_dansk(fejl)}); giv læseadgang, og prøv igen")
        return
    for post in indhold:
        sti = Path(post.path)
        if os.path.normcase(post.path) in egne:
            continue
        skjult, samling = _i_windows(post)
        if skjult or post.name.startswith("."):
            yield Fundet(sti, "skjult", "skjulte filer læses ikke; omdøb den, eller nævn den selv, hvis den skal med")
        elif post.is_dir(follow_symlinks=False) and not samling:
            yield from _under(sti, rod, egne, i_sidemappe or er_sidemappe(post.name, (e.name for e in indhold)))
        elif er_sidedel(post.name, i_sidemappe):
            yield Fundet(sti, "sidedel", BESKED)
        else:
            yield _fil(sti, rod if samling or post.is_symlink() else None)


def _i_windows(post: os.DirEntry[str]) -> tuple[bool, bool]:
    """Whether Windows hides a file, as it does ``desktop.ini``, and whether it is a junction, which leads elsewhere as
    a link does; other systems know neither."""
    art = post.stat(follow_symlinks=False) if WINDOWS else None
    skjult = getattr(art, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_HIDDEN
    return bool(skjult), getattr(art, "st_reparse_tag", 0) == SAMLING


def _fil(sti: Path, rod: str | None) -> Fundet:
    """A single path: to be read, or why not. ``rod`` is the real path of the folder that a link was found in."""
    if rod is not None:
        if Path(rod) not in Path(os.path.realpath(sti)).parents:
            return Fundet(sti, "henviser-ud", "genvejen fører ud af mappen; indlæs den mappe, den fører til")
        if sti.is_dir():
            return Fundet(sti, "genvej-mappe", "genvejen fører til en mappe, som læses, hvor den ligger")
    try:
        art = sti.stat()
    except OSError as fejl:
        if sti.is_symlink() and not sti.exists():
            grund = "genvejen fører til noget, der ikke findes; ret den, eller læg filen tilbage"
        else:
            grund = f"filen kan ikke åbnes ({paa_dansk(fejl)}); se efter i stien"
        return Fundet(sti, "kan-ikke-aabnes", grund)
    if not stat.S_ISREG(art.st_mode):
        return Fundet(sti, "ikke-en-fil", "det er ikke en almindelig fil (men f.eks. et rør eller en enhed)")
    return Fundet(sti)
