"""Pages per second of the PDF reader beside pdfplumber's plain text, over the same files in the same run: `make bench`.

The ratio is the figure to compare between machines and versions. Give a folder to measure other PDFs than the samples.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pdfplumber
from referat.extract.reading.pdf import laes

SAMPLES = Path(__file__).parents[1] / "corpus" / "referater"
ROUNDS = 3


def ours(data: bytes) -> list[str]:
    """The text of each page, after reading lines, fonts and ruled tables."""
    return [side.tekst for side in laes(data).sider]


def plumber(data: bytes) -> list[str]:
    """The text of each page, and nothing else."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [page.extract_text() for page in pdf.pages]


def best(read: Callable[[bytes], list[str]], files: list[bytes]) -> tuple[list[str], float]:
    """The pages of all files, and the seconds of the fastest round."""
    seconds: list[float] = []
    pages: list[str] = []
    for _ in range(ROUNDS):
        start = perf_counter()
        pages = [page for data in files for page in read(data)]
        seconds.append(perf_counter() - start)
    return pages, min(seconds)


def main() -> None:
    """Print both rates and their ratio."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    files = [p.read_bytes() for p in sorted(folder.rglob("*.pdf"))]
    if not files:
        sys.exit(f"Ingen PDF'er i {folder}: nævn en mappe med PDF'er.")
    (pages, a), (_, b) = best(ours, files), best(plumber, files)
    n, tegn = len(pages), sum(map(len, pages))
    print(f"{len(files)} PDF'er, {n} sider med {tegn // n} tegn pr. side, bedste af {ROUNDS} runder")
    print(f"referat     {n / a:8.1f} sider/s  (linjer, skrift og tabeller)")
    print(f"pdfplumber  {n / b:8.1f} sider/s  (kun tekst)")
    print(f"forhold     {b / a:8.1f}")


if __name__ == "__main__":
    main()
