"""Pages drawn from the files that a store was read from, for the site to show."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from referat.cli.kildefiler import Borte, stykker
from referat.schemas.fejl import KanIkkeLaeses
from referat.schemas.side import Boks
from referat.store.laeser import Laeser
from referat.store.tilbagetraekning import DOKUMENTER

STOERST = 200_000_000
"""Bytes of a file that is drawn from."""


class Originaler:
    """The files of a store: where the ledger met them, and those kept beside it. No other file is ever opened, and none
    that is withdrawn."""

    def __init__(self, lager: Path) -> None:
        self.stier: dict[str, list[Path]] = defaultdict(list)
        with Laeser(lager) as laeser:
            self.kilder = laeser.kilder
            ude = {r["dokument_id"] for r in laeser.alle(DOKUMENTER.format(fra=""))}
            for r in laeser.kilder_i_liste():
                if r["dokument_id"] not in ude:
                    self.stier[r["dokument_id"]].append(Path(r["sti"]))

    def tegn(self, dokument_id: str, side: int, felter: Sequence[Boks]) -> bytes | None:
        """A page as PNG with some places marked; None where the file is gone or changed, or cannot be drawn."""
        from referat.extract.reading.sidebillede import tegn_side

        data = self.laes(dokument_id)
        try:
            return tegn_side(data, side, felter) if data else None
        except KanIkkeLaeses:
            return None

    def laes(self, dokument_id: str) -> bytes | None:
        """The bytes of a document of the store, if a file still has them."""
        if dokument_id not in self.stier:
            return None
        gemt = self.kilder.find(dokument_id)
        for sti in (*self.stier[dokument_id], *([gemt] if gemt else [])):
            data = _laes(sti)
            if hashlib.sha256(data).hexdigest() == dokument_id:
                return data
        return None


def _laes(sti: Path) -> bytes:
    """The bytes of a file, also one in an archive; none of one that is gone, or larger than any document."""
    data = b""
    try:
        for stykke in stykker(sti):
            data += stykke
            if len(data) > STOERST:
                return b""
    except Borte:
        return b""
    return data
