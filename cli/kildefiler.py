"""Where the files of a store's ledger are now: as the ledger says, or in the archive that it leads into."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from referat.cli.arkiv import UDPAKNING, Post, find_post, poster

STYKKE = 1 << 20
UAENDRET, AENDRET, MANGLER = "uændret", "ændret", "mangler"


class Borte(Exception):  # noqa: N818 - the project's errors are Danish nouns
    """A file that is not there or cannot be read."""


def stykker(sti: Path) -> Iterator[bytes]:
    """The bytes of a file, on the disk or in an archive, in chunks. Raises ``Borte``."""
    try:
        if not sti.is_file() and (post := find_post(sti)):
            yield _i_arkiv(*post)
            return
        with sti.open("rb") as fil:
            while stykke := fil.read(STYKKE):
                yield stykke
    except UDPAKNING as fejl:
        raise Borte(str(fejl)) from fejl


def _i_arkiv(arkiv: Path, navn: str) -> bytes:
    for post in poster(arkiv, {navn}):
        if isinstance(post, Post) and isinstance(post.indhold, bytes):
            return post.indhold
    raise Borte(navn)


def findes(sti: Path) -> bool:
    """Whether a file is there, on the disk or in an archive."""
    post = None if sti.exists() else find_post(sti)
    try:
        return any(True for _ in poster(post[0], {post[1]})) if post else sti.exists()
    except UDPAKNING:
        return False


def tilstand(sti: Path, sha256: str) -> str:
    """Whether a file, on the disk or in an archive, has the hash that its document was read with."""
    sum_ = hashlib.sha256()
    try:
        for stykke in stykker(sti):
            sum_.update(stykke)
    except Borte:
        return MANGLER
    return UAENDRET if sum_.hexdigest() == sha256 else AENDRET
