"""A generated meeting as the bytes of a file."""

from __future__ import annotations

from referat.corpus.blokke import som_tekst
from referat.corpus.dialekter import dialekt, dokument
from referat.corpus.moeder import Moede


def endelse(moede: Moede, format_: str) -> str:
    """The file's extension: a dialect that is published as Markdown keeps it."""
    return "pdf" if format_ == "pdf" else "md" if dialekt(moede.dialekt)["tekst"] == "md" else "txt"


def skriv(moede: Moede, format_: str) -> bytes:
    """The document; ``format_`` is ``text`` or ``pdf``."""
    if format_ == "pdf":
        from referat.corpus.layout import byg_pdf

        return byg_pdf(dokument(moede))
    maade = dialekt(moede.dialekt)["tekst"]
    fed, skille = ("**" if maade == "md" else ""), ("\n" if maade == "taet" else "\n\n")
    return som_tekst(dokument(moede), fed=fed, skille=skille).encode()
