"""Makes ready, once, what every reader of documents needs: patterns, word lists, the language pipeline.

The server that workers are forked from imports this. It can only be told what to import, so this is the one module
that does something when imported; whatever goes wrong here is left to the workers to meet and to tell of.
"""

from __future__ import annotations

import contextlib
import gc

PROEVE = """Referat fra Børneudvalget d. 03-02-2020

1. Skovbo Skoles nye legeplads
00.01.00-P00-1-20

Indstilling
Forvaltningen indstiller, at der gives en anlægsbevilling på 2,5 mio. kr.

Beslutning
Godkendt. Afbud: Anna Holm Sørensen (A).
"""


def goer_klar() -> None:
    """Reads a few invented lines, so that all that is made at its first use is made."""
    from referat.extract.pipeline import read_referat
    from referat.extract.reading import pdf  # noqa: F401

    read_referat(PROEVE.encode())
    gc.collect()
    gc.freeze()


with contextlib.suppress(Exception):
    goer_klar()
