"""Scans made from PDFs that have text, to hold what OCR gives against what is known of the originals.

`python tests/scans.py OUTDIR [--n 10] [--dpi 200 300] [--seed N]` scans short meetings of Greve, chosen at random.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterable, Iterator
from itertools import repeat
from pathlib import Path
from random import Random, SystemRandom

import pypdfium2
from PIL import Image

SHARED = Path(__file__).parents[2] / "shared"
KILDER, SANDHED = SHARED / "real/greve/pdf", SHARED / "gold/greve"
FLEST_SIDER = 25
"""A page takes Tesseract some two seconds."""
SKAEVT = 1.0
"""Degrees that a page lies askew at most, to either side."""


def scan(data: bytes, grader: Iterable[float] = repeat(0.6), dpi: int = 200) -> Iterator[Image.Image]:
    """The pages as a scanner gives them: grey, each turned a little, and squeezed."""
    with pypdfium2.PdfDocument(data) as dokument:
        for side, vinkel in zip(dokument, grader, strict=False):
            fil = io.BytesIO()
            billede = side.render(scale=dpi / 72, grayscale=True).to_pil()
            billede.rotate(vinkel, resample=Image.Resampling.BICUBIC, fillcolor=255).save(fil, "JPEG", quality=60)
            yield Image.open(fil)


def indscannet(data: bytes, grader: Iterable[float] = repeat(0.6), dpi: int = 200) -> bytes:
    """A PDF of nothing but the scanned pages."""
    ud, (foerste, *resten) = io.BytesIO(), scan(data, grader, dpi)
    foerste.save(ud, "PDF", save_all=True, append_images=resten, resolution=dpi)
    return ud.getvalue()


def vaelg(n: int, held: Random) -> list[Path]:
    """So many meetings at random among the short ones."""
    korte = []
    for fil in sorted(KILDER.glob("*.pdf")):
        with pypdfium2.PdfDocument(fil) as dokument:
            if len(dokument) <= FLEST_SIDER:
                korte.append(fil)
    return held.sample(korte, min(n, len(korte)))


def skaeve(held: Random) -> Iterator[float]:
    """An angle for every page, without end."""
    while True:
        yield held.uniform(-SKAEVT, SKAEVT)


def main() -> None:
    """Make the scans, a folder for each resolution, and say how to score them."""
    valg = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    valg.add_argument("outdir", type=Path)
    valg.add_argument("--n", type=int, default=10)
    valg.add_argument("--dpi", type=int, nargs="+", default=[200, 300])
    valg.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    a = valg.parse_args()
    if not KILDER.exists():
        sys.exit(f"Originalerne mangler: læg dem i {KILDER}.")
    held = Random(a.seed)
    filer = vaelg(a.n, held)
    print(f"--seed {a.seed}")
    for dpi in a.dpi:
        mappe = a.outdir / str(dpi)
        mappe.mkdir(parents=True, exist_ok=True)
        for fil in filer:
            (mappe / fil.name).write_bytes(indscannet(fil.read_bytes(), skaeve(held), dpi))
        only = "|".join(fil.stem.rpartition("_")[2] for fil in filer)
        print(f"{len(filer)} scans: {mappe}")
        print(f"  referat ingest {mappe} --db {mappe}.db")
        print(f"  {sys.executable} {SHARED / 'score.py'} {mappe}.db {SANDHED} --only '{only}' --show punkter")


if __name__ == "__main__":
    main()
