"""Pages that are pictures, read by Tesseract: the system's own program, one process a page, Danish, 300 dpi.

Its words keep the boxes and lines it saw, turned level, so that they are laid out by the same rules as drawn text.
What it read is kept as it stands; whoever looks for a number or a heading in it must expect 0 for O and 1 for l.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from statistics import median
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from referat.extract.reading.livstegn import livstegn
from referat.extract.reading.ord import Ord, Ramme, Skrift
from referat.extract.reading.tegn import normaliser
from referat.schemas.side import Boks

DPI = 300
FLEST_PIXELS = 40_000_000
LAENGST = 30_000
"""Pixels along an edge; Tesseract takes no more than 32,767."""
FRIST = 120.0
"""Seconds for a page."""
SPROG = "dan"
INSTALLER = (
    "installér Tesseract med dansk (Debian og Ubuntu: apt-get install tesseract-ocr tesseract-ocr-dan; macOS: brew "
    "install tesseract tesseract-lang; Windows: Tesseracts installationsprogram, hvor Danish vælges til, og mappen "
    "sættes i PATH), og læs filen igen"
)

BILLEDE = 0.25
"""The share of a page that its pictures cover when it is a scan."""
TEGNET = 200
"""So many objects on a page without text are letters drawn as outlines."""
SAMME_STOERRELSE = 0.18
"""Sizes that differ less than this from the page's usual one are that: they are guessed from which letters occur."""

SAMME_OVERSKRIFT = 0.45
"""Lines of a heading may seem to differ by so much: a short one has few letters to guess from."""
LINJEAFSTAND = 1.5
"""Headings that go on do so within so many type sizes."""

STYKKE = re.compile(r"<span class='(ocrx_word|ocr_\w+)'[^>]*? title=(['\"])(.*?)\2[^>]*>", re.DOTALL)
TAL = r"-?\d+(?:\.\d+)?"
BBOX = re.compile(rf"\bbbox ({TAL}) ({TAL}) ({TAL}) ({TAL})")
GRUNDLINJE = re.compile(rf"\bbaseline ({TAL}) ({TAL})")
STOERRELSE = re.compile(rf"\bx_size ({TAL})")
MAERKE = re.compile(r"<[^>]*>")


class OcrFejl(Exception):  # noqa: N818 (the name is the sentence)
    """Tesseract gave no answer for a page."""


@dataclass(slots=True)
class Ocrlinje:
    """A line as Tesseract saw it, in pixels; its baseline starts ``loeft`` below the box's foot, and slopes."""

    boks: Boks
    haeldning: float
    loeft: float
    stoerrelse: float
    ord: list[tuple[str, Boks]]


@cache
def findes() -> bool:
    """Whether Tesseract is installed, and knows Danish."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        svar = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=FRIST, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return SPROG in svar.stdout.split() + svar.stderr.split()


def er_billede(side: Any, ramme: Ramme) -> bool:
    """Whether a page without text may show some: a picture over much of it, or letters drawn as outlines."""
    return pdfium.FPDFPage_CountObjects(side) > TEGNET or har_billede(side, ramme)


def har_billede(side: Any, ramme: Ramme) -> bool:
    """Whether pictures cover much of a page, which may have text too."""
    daekket = 0.0
    for billede in side.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        try:
            x0, y0, x1, y1 = billede.get_bounds()
        except pypdfium2.PdfiumError:
            continue
        daekket += max(x1 - x0, 0.0) * max(y1 - y0, 0.0)
    return daekket >= BILLEDE * ramme.bredde * ramme.hoejde


def laes_ord(side: Any, ramme: Ramme) -> list[Ord]:
    """The words of a page as it looks. Raises ``OcrFejl``."""
    skala = min(DPI / 72, (FLEST_PIXELS / (ramme.bredde * ramme.hoejde)) ** 0.5)
    skala = min(skala, LAENGST / max(ramme.bredde, ramme.hoejde))
    hocr = _tesseract(_billede(side, skala), round(skala * 72))
    livstegn.get()()
    return list(_ord(list(_linjer(hocr)), ramme, skala))


def _billede(side: Any, skala: float) -> bytes:
    """The page in grey as a PGM file."""
    bitmap = side.render(scale=skala, grayscale=True, may_draw_forms=False)
    try:
        raa, bredde = memoryview(bitmap.buffer), bitmap.width
        raekker = (raa[n * bitmap.stride : n * bitmap.stride + bredde] for n in range(bitmap.height))
        return b"P5 %d %d 255\n" % (bredde, bitmap.height) + b"".join(raekker)
    finally:
        bitmap.close()


def _tesseract(billede: bytes, dpi: int) -> str:
    """What Tesseract says of a picture, as hOCR."""
    kommando = [shutil.which("tesseract") or "tesseract", "stdin", "stdout", "-l", SPROG, "--dpi", str(dpi)]
    try:
        svar = subprocess.run(
            [*kommando, "-c", "tessedit_create_hocr=1"],
            input=billede,
            capture_output=True,
            timeout=FRIST,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as fejl:
        raise OcrFejl(type(fejl).__name__) from fejl
    return svar.stdout.decode("utf-8", errors="replace")


def _linjer(hocr: str) -> Iterator[Ocrlinje]:
    """The lines of an hOCR page that have words."""
    linje: Ocrlinje | None = None
    for m in STYKKE.finditer(hocr):
        boks = BBOX.search(m[3])
        if boks is None:
            continue
        x0, top, x1, bottom = map(float, boks.groups())
        if m[1] != "ocrx_word":
            if linje and linje.ord:
                yield linje
            grund, maal = GRUNDLINJE.search(m[3]), STOERRELSE.search(m[3])
            haeldning, loeft = map(float, grund.groups()) if grund else (0.0, 0.0)
            linje = Ocrlinje((x0, top, x1, bottom), haeldning, loeft, float(maal[1]) if maal else bottom - top, [])
        elif linje:
            tekst = normaliser(unescape(MAERKE.sub("", hocr[m.end() : hocr.find("</span>", m.end())])))
            linje.ord += [(t, (x0, top, x1, bottom)) for t in tekst.split()[:1]]
    if linje and linje.ord:
        yield linje


def _ord(linjer: list[Ocrlinje], ramme: Ramme, skala: float) -> Iterator[Ord]:
    """The words in points, turned about the page's middle until its lines are level."""
    if not linjer:
        return
    haeldning = _haeldning(linjer)
    mx, my = ramme.bredde * skala / 2, ramme.hoejde * skala / 2
    almindelig = median(x.stoerrelse for x in linjer for _ in x.ord)
    forrige = (0.0, 0.0)
    for nr, linje in enumerate(linjer):
        x0, _, x1, bottom = linje.boks
        midt = (x0 + x1) / 2
        grund = bottom + linje.loeft + linje.haeldning * (midt - x0) - haeldning * (midt - mx)
        stoerrelse = _stoerrelse(linje.stoerrelse, almindelig, forrige[0], grund - forrige[1])
        forrige = stoerrelse, grund
        skrift = Skrift("", round(stoerrelse / skala, 1), False, grund / skala)
        for tekst, (a0, top, a1, bund) in linje.ord:
            dx, dy = haeldning * ((top + bund) / 2 - my), -haeldning * ((a0 + a1) / 2 - mx)
            x0, y0, x1, y1 = (round(v / skala, 2) for v in (a0 + dx, top + dy, a1 + dx, bund + dy))
            yield Ord(tekst, x0, y0, x1, y1, skrift, 0, nr)


def _haeldning(linjer: list[Ocrlinje]) -> float:
    """The page's own slope: that of its long lines."""
    laengste = sorted(linjer, key=lambda x: x.boks[2] - x.boks[0])[len(linjer) // 2 :]
    return median(x.haeldning for x in laengste)


def _stoerrelse(maalt: float, almindelig: float, forrige: float, afstand: float) -> float:
    """A line's size: the page's usual one if that is near, that of the heading it goes on with, or as measured."""
    if abs(maalt / almindelig - 1) < SAMME_STOERRELSE:
        return almindelig
    fortsat = almindelig < min(maalt, forrige) and 0 < afstand < LINJEAFSTAND * forrige
    return forrige if fortsat and abs(maalt / forrige - 1) < SAMME_OVERSKRIFT else maalt
