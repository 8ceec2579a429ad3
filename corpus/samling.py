"""The sample referater: where they lie, and how those that are PDF are made from their plain source."""

from __future__ import annotations

from pathlib import Path

from referat.corpus.blokke import laes_kilde

RUM = Path(__file__).resolve().parent
REFERATER, SANDHED, KILDER = RUM / "referater", RUM / "sandhed", RUM / "kilder"


def referater() -> list[Path]:
    """The sample documents, by name."""
    return sorted(p for p in REFERATER.iterdir() if p.suffix in (".pdf", ".txt", ".md"))


def byg_en(kilde: Path) -> bytes:
    """The PDF of one plain source."""
    from referat.corpus.layout import byg_pdf

    return byg_pdf(laes_kilde(kilde.read_text(encoding="utf-8")))


def byg(mappe: Path = REFERATER) -> list[Path]:
    """Writes the PDF of every source that is missing or stale in ``mappe``; returns those written."""
    skrevet = []
    for kilde in sorted(KILDER.glob("*.txt")):
        maal, data = mappe / f"{kilde.stem}.pdf", byg_en(kilde)
        if not maal.exists() or maal.read_bytes() != data:
            maal.write_bytes(data)
            skrevet.append(maal)
    return skrevet
