"""The tables of what is yet to be done: each is empty after a whole run."""

from __future__ import annotations

from referat.store.kolonner import DOKUMENT, K, Tabel

KOER: tuple[Tabel, ...] = (
    Tabel(
        "uforbundne",
        "A kommune (or a document of unknown kommune) whose links are to be made again; empty after a whole run.",
        (K("omraade", str, "Kommunekode, or the document's id."),),
        pk=("omraade",),
    ),
    Tabel(
        "uindekserede",
        "A document that waits to be put in the search index, as it does while many come at once.",
        (DOKUMENT,),
        pk=("dokument_id",),
        fra=8,
    ),
)
