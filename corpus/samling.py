"""The sample referater: where they lie, and how those that are PDF or Word are made from their plain source."""

from __future__ import annotations

from pathlib import Path

from referat.corpus.blokke import laes_kilde

ENDELSER = (".pdf", ".txt", ".md", ".docx", ".html", ".json")
RUM = Path(__file__).resolve().parent
REFERATER, SANDHED, KILDER = RUM / "referater", RUM / "sandhed", RUM / "kilder"


def referater() -> list[Path]:
    """The sample documents, by name."""
    return sorted(p for p in REFERATER.iterdir() if p.suffix in ENDELSER)


def maal_for(kilde: Path) -> str:
    """The name of the document that a plain source is laid out as: ``x.docx`` of ``x.docx.txt``, else ``x.pdf``."""
    return kilde.stem if kilde.stem.endswith(".docx") else f"{kilde.stem}.pdf"


def byg_en(kilde: Path) -> bytes:
    """The PDF or Word document of one plain source."""
    dokument = laes_kilde(kilde.read_text(encoding="utf-8"))
    if maal_for(kilde).endswith(".docx"):
        from referat.corpus.word import byg_docx

        return byg_docx(dokument)
    from referat.corpus.layout import byg_pdf

    return byg_pdf(dokument)


def samme(a: bytes, b: bytes) -> bool:
    """Whether two documents are the same; packed parts may be packed in several ways."""
    if a[:4] != b"PK\x03\x04":
        return a == b
    from referat.corpus.word import samme

    return samme(a, b)


def byg(mappe: Path = REFERATER) -> list[Path]:
    """Writes the document of every source that is missing or stale in ``mappe``; returns those written."""
    skrevet = []
    for kilde in sorted(KILDER.glob("*.txt")):
        maal, data = mappe / maal_for(kilde), byg_en(kilde)
        if not maal.exists() or not samme(maal.read_bytes(), data):
            maal.write_bytes(data)
            skrevet.append(maal)
    return skrevet
