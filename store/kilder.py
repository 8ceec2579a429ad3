"""The source bytes beside the store, named by their hash, so a page can be shown when the original folder is gone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


class Kilder:
    """The folder ``<store>.kilder``: ``ab/abcdef….pdf`` for the document whose id is ``abcdef…``."""

    def __init__(self, lager: Path) -> None:
        self.mappe = lager.with_name(lager.name + ".kilder")

    def sti(self, dokument_id: str, filnavn: str = "") -> Path:
        """Where a document's bytes are, or would be; the ending is that of the name it was first kept under."""
        gemt = self.find(dokument_id)
        return gemt or self.mappe / dokument_id[:2] / (dokument_id + Path(filnavn).suffix.lower())

    def find(self, dokument_id: str) -> Path | None:
        """The kept file of a document, None where it was not kept."""
        return next(iter(sorted((self.mappe / dokument_id[:2]).glob(f"{dokument_id}*"))), None)

    def gem(self, dokument_id: str, filnavn: str, data: bytes) -> Path:
        """Keep a document's bytes; whole or not at all, whenever the machine stops."""
        maal = self.sti(dokument_id, filnavn)
        if maal.exists():
            return maal
        maal.parent.mkdir(parents=True, exist_ok=True)
        fd, midlertidig = tempfile.mkstemp(dir=maal.parent, prefix=".ny-")
        try:
            with os.fdopen(fd, "wb") as fil:
                fil.write(data)
                fil.flush()
                os.fsync(fil.fileno())
            Path(midlertidig).replace(maal)
        except BaseException:
            Path(midlertidig).unlink(missing_ok=True)
            raise
        return maal
