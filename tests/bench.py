"""Speed and memory of the PDF reading beside its peers, all of it measured in one run: `make bench`.

Every ratio is work per second of processor time, over the same files: file by file, each reader has its turn. Ours
runs with Python's search for cyclic garbage off, as it always does. Only `to læsere` is measured by the clock, and so
says something only where two processors are idle. The ratios are what to compare between machines and versions; the
seconds are this machine's.
"""

from __future__ import annotations

import argparse
import io
import re
import resource
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time

import pypdfium2
from referat.cli.arbejdere import Laeser, Opgave, laes_alle, laes_json
from referat.cli.graenser import Fejl
from referat.extract.oprydning import uden_oprydning
from referat.extract.pipeline import read_referat
from referat.extract.reading.ord import Ramme, Set, laes_ord
from referat.extract.reading.pdf import laes
from referat.extract.reading.tegn import normaliser

ROOT = Path(__file__).parents[1]
REAL, SAMPLES = ROOT.parent / "shared" / "real", ROOT / "corpus" / "referater"
QUICK = 10
"""With --quick, every tenth file."""
CID = re.compile(r"\(cid:\d+\)")


def pdfium_text(data: bytes) -> int:
    """PDFium's bare text; the number of pages."""
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            page.get_textpage().get_text_range()
        return len(pdf)


def words(data: bytes) -> int:
    """Our words with boxes and fonts, and no more."""
    n = 0
    with pypdfium2.PdfDocument(data) as pdf, uden_oprydning():
        seen = Set()
        for page in pdf:
            text = page.get_textpage()
            n += len(laes_ord(text, Ramme(page), text.count_chars(), seen))
    return n


def records(data: bytes) -> int:
    """Bytes to complete records."""
    return len(read_referat(data, ocr="never").punkter)


def plumber_words(data: bytes) -> int:
    """pdfplumber's words with boxes and fonts."""
    import pdfplumber  # here, lest the workers load it with this file

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return sum(len(page.extract_words(extra_attrs=["fontname", "size"])) for page in pdf.pages)


def plumber_all(data: bytes) -> int:
    """pdfplumber's text, words and tables."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return sum(
            len(page.extract_text()) + len(page.extract_words()) + len(page.extract_tables()) for page in pdf.pages
        )


READERS: tuple[Callable[[bytes], int], ...] = (pdfium_text, words, records, plumber_words, plumber_all)


@dataclass
class Sums:
    """What all files gave, and the CPU seconds of each reader."""

    seconds: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)

    def ratio(self, ours: str, peer: str) -> float:
        return self.seconds[peer] / self.seconds[ours]


def measure(files: list[bytes]) -> Sums:
    """Each reader over each file."""
    sums = Sums()
    for reader in READERS:
        reader(files[0])
    for n, data in enumerate(files, 1):
        print(f"\r{n}/{len(files)} filer", end="", file=sys.stderr, flush=True)
        for reader in READERS:
            start = process_time()
            sums.counts[reader.__name__] += reader(data)
            sums.seconds[reader.__name__] += process_time() - start
    print("\r", end="", file=sys.stderr)
    return sums


def characters(files: list[bytes]) -> tuple[int, int]:
    """How many characters pdfplumber has that are no errors of its own, and how many of ours and its differ."""
    import pdfplumber

    total = wrong = 0
    for data in files:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for page, ours in zip(pdf.pages, laes(data, "never").sider, strict=True):
                theirs = seen("".join(c["text"] for c in page.chars if not CID.search(c["text"])))
                mine = seen(ours.tekst)
                total += theirs.total()
                wrong += max((theirs - mine).total(), (mine - theirs).total())
                page.close()
    return total, wrong


def seen(text: str) -> Counter[str]:
    """The characters of a text that can be seen, in one spelling."""
    return Counter("".join(normaliser(text).split()))


def memory(files: list[bytes]) -> float:
    """Peak megabytes of one worker that reads all files.

    It is asked of the worker itself: a process of our own would begin with the peak of this one, which Linux hands on.
    """
    return max(map(float, answers(files, 1, laes_og_maal)))


def laes_og_maal(data: bytes, kommune: str | None) -> str:
    """Reads as a worker does, and answers with the peak megabytes of its process so far."""
    laes_json(data, kommune, "never")
    return str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10))


def clock(files: list[bytes], jobs: int) -> float:
    """Seconds by the clock for worker processes to read all files, after their server is up."""
    answers(files[:1], jobs, laes_uden_ocr)
    start = perf_counter()
    answers(files, jobs, laes_uden_ocr)
    return perf_counter() - start


def laes_uden_ocr(data: bytes, kommune: str | None) -> str:
    """Reads as a worker does, but no pictures, as everywhere here."""
    return laes_json(data, kommune, "never")


def answers(files: list[bytes], jobs: int, read: Laeser) -> list[str]:
    """What the workers answer; a file that they cannot read ends the measuring."""
    svar = [x for _, x in laes_alle((Opgave(str(n), data) for n, data in enumerate(files)), jobs, read)]
    if fejl := [x for x in svar if isinstance(x, Fejl)]:
        sys.exit(f"{len(fejl)} filer kunne ikke læses: {fejl[0].besked}")
    return [str(x) for x in svar]


def report(paths: list[Path]) -> None:
    """Measure, and print every figure beside its floor."""
    files = [p.read_bytes() for p in paths]
    sums = measure(files)
    s, n, w = sums.seconds, sums.counts["pdfium_text"], sums.counts["words"]
    print(f"{len(files)} PDF'er, {n} sider, {w} ord; sekunders regnetid\n")
    print(f"{'PDFium, kun tekst':45}{s['pdfium_text']:9.2f} s {n / s['pdfium_text']:9.1f} sider/s")
    print(f"{'referat, ord med boks og skrift':45}{s['words']:9.2f} s {n / s['words']:9.1f} sider/s")
    print(f"{'referat, bytes til færdige poster':45}{s['records']:9.2f} s {n / s['records']:9.1f} sider/s")
    print(f"{'pdfplumber, ord med boks og skrift':45}{s['plumber_words']:9.2f} s {n / s['plumber_words']:9.1f} sider/s")
    print(f"{'pdfplumber, tekst + ord + tabeller':45}{s['plumber_all']:9.2f} s {n / s['plumber_all']:9.1f} sider/s\n")
    figure("ord mod pdfplumbers ord", sums.ratio("words", "plumber_words"), 40)
    figure("poster mod pdfplumbers tekst + ord + tabeller", sums.ratio("records", "plumber_all"), 20)
    figure("poster mod PDFiums tekst", sums.ratio("records", "pdfium_text"), 0.3)
    one, two = clock(files, 1), clock(files, 2)
    figure(f"to læsere mod én ({one:.1f} s og {two:.1f} s)", one / two, 1.8)
    total, wrong = characters(files)
    figure(
        f"de samme tegn som pdfplumber, uanset orden, pct. ({wrong} af {total} afviger)",
        100 * (1 - wrong / max(total, 1)),
        99.9,
    )
    megabytes = memory(files)
    print(f"{'en læsers største hukommelse':55}{megabytes:9.1f} MB  (mål: under 250)")


def figure(name: str, value: float, floor: float) -> None:
    print(f"{name:55}{value:9.2f}     (mål: mindst {floor:g})")


def main() -> None:
    """Measure the real files, or the samples where those are absent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, help="folders or PDFs; the real files if none is named")
    parser.add_argument("--quick", action="store_true", help=f"every {QUICK}th file only")
    args = parser.parse_args()
    if not args.paths and not REAL.exists():
        print(f"{REAL} findes ikke; der måles på prøverne i corpus/referater.")
    folders = args.paths or [REAL if REAL.exists() else SAMPLES]
    paths = sorted(p for f in folders for p in ([f] if f.is_file() else f.rglob("*.pdf")))
    if not paths:
        sys.exit(f"Ingen PDF'er i {', '.join(map(str, folders))}: nævn en mappe med PDF'er.")
    return report(paths[::QUICK] if args.quick else paths)


if __name__ == "__main__":
    main()
