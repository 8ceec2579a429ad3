"""A page of a PDF as a picture for all to see: some places marked, and every personal number painted over.

Numbers are looked for in the page's text, and by OCR where it is a picture; such a page is refused where there is no
Tesseract, since a number on it could not be found. Annotations and forms are not drawn, for they are no text of
the page. A PDF may be made to do harm, so ``tegn_side`` draws in a process of its own, short of time and memory.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageDraw
from referat.extract.reading import ocr
from referat.extract.reading.opstilling import linjegrupper
from referat.extract.reading.ord import Ord, Ramme, laes_ord
from referat.extract.reading.pdf import FLEST_TEGN_PAA_SIDE, aabn, aabn_side
from referat.schemas import cpr
from referat.schemas.fejl import KanIkkeLaeses
from referat.schemas.side import Boks

SKALA = 1.5
"""Pixels a point."""
MINDST = 0.05
FLEST_PIXELS = 8_000_000
LAENGST = 10_000
"""Pixels along an edge."""
MAERKE, KANT, DAEKKE = (255, 236, 130), (214, 158, 0), (0, 0, 0)
MARGEN = 1.5
"""Points around what is painted over, since a glyph may reach out of its box."""

MODUL = "referat.extract.reading.sidebillede"
FRIST = 30.0
"""Seconds for a page."""
CPU = 20
HUKOMMELSE = 3 << 29
"""Bytes of address space."""
AFSLAG = 3
"""The exit code of a process that says why it draws nothing."""


def tegn_side(pdf: bytes, side: int, felter: Sequence[Boks] = (), skala: float = SKALA, frist: float = FRIST) -> bytes:
    """Page ``side`` (from 1) of a PDF as PNG, ``felter`` marked (points from the upper left corner).

    Raises ``KanIkkeLaeses``: those of reading a PDF, and ``ingen-side``, ``beskadiget-side``, ``side-er-billede``,
    ``for-langsom``, ``for-stor``, ``arbejder-doed``.
    """
    bestilling = json.dumps({"side": side, "felter": list(felter), "skala": skala}).encode() + b"\n"
    try:
        svar = subprocess.run(
            [sys.executable, "-P", "-m", MODUL],
            input=bestilling + pdf,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=frist,
            check=False,
        )
    except subprocess.TimeoutExpired as fejl:
        raise KanIkkeLaeses(
            "for-langsom", f"Side {side} kunne ikke tegnes på {frist:.0f} sekunder; {NAESTE}."
        ) from fejl
    if svar.returncode == AFSLAG:
        kode, besked = json.loads(svar.stdout)
        raise KanIkkeLaeses(kode, besked, side)
    if svar.returncode or not svar.stdout:
        raise KanIkkeLaeses("arbejder-doed", f"Tegningen af side {side} gik ned ({svar.returncode}); {NAESTE}.", side)
    return svar.stdout


NAESTE = "læs sidens tekst i stedet"


def tegn_her(pdf: bytes, side: int, felter: Iterable[Boks] = (), skala: float = SKALA) -> bytes:
    """As ``tegn_side``, in this process and without limits."""
    with aabn(pdf) as dokument:
        if not 1 <= side <= len(dokument):
            raise KanIkkeLaeses("ingen-side", f"Side {side} findes ikke; PDF'ens sider er 1 til {len(dokument)}.")
        try:
            with aabn_side(dokument, side) as aabnet:
                billede = _tegn(aabnet, side, felter, skala)
        except pypdfium2.PdfiumError as fejl:
            raise KanIkkeLaeses("beskadiget-side", f"Side {side} er beskadiget og kan ikke vises; {NAESTE}.") from fejl
    ud = io.BytesIO()
    billede.save(ud, "PNG")
    return ud.getvalue()


def _tegn(side: Any, nr: int, felter: Iterable[Boks], skala: float) -> Image.Image:
    ramme = Ramme(side)
    daekkes = [boks for alle in _ord(side, ramme, nr) for boks in find_cpr(alle)]
    skala = min(skala, (FLEST_PIXELS / (ramme.bredde * ramme.hoejde)) ** 0.5, LAENGST / max(ramme.bredde, ramme.hoejde))
    skala = max(skala, MINDST)
    bitmap = side.render(scale=skala, may_draw_forms=False, draw_annots=False)
    try:
        billede: Image.Image = bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()
    maal = billede.width / ramme.bredde, billede.height / ramme.hoejde
    for felt in felter:
        _maerk(billede, _pixels(felt, *maal, 0.0))
    for boks in daekkes:
        ImageDraw.Draw(billede).rectangle(_pixels(boks, *maal, MARGEN), fill=DAEKKE)
    return billede


def _ord(side: Any, ramme: Ramme, nr: int) -> Iterator[list[Ord]]:
    """The words of a page; of one that is a picture also as Tesseract reads them, whatever text it has."""
    tekstside = side.get_textpage()
    try:
        antal = max(pdfium.FPDFText_CountChars(tekstside), 0)
        if antal > FLEST_TEGN_PAA_SIDE:
            raise KanIkkeLaeses("for-stor", f"Side {nr} har for mange tegn til at blive vist; {NAESTE}.")
        alle = laes_ord(tekstside, ramme, antal)
    finally:
        tekstside.close()
    yield alle
    if not (ocr.har_billede if alle else ocr.er_billede)(side, ramme):
        return
    if not ocr.findes():
        besked = f"Side {nr} er et billede, og uden Tesseract kan CPR-numre på den ikke dækkes; {NAESTE}."
        raise KanIkkeLaeses("side-er-billede", besked)
    try:
        yield ocr.laes_ord(side, ramme)
    except ocr.OcrFejl as fejl:
        besked = (
            f"Side {nr} er et billede, som Tesseract ikke kunne læse, så CPR-numre på den kan ikke dækkes; {NAESTE}."
        )
        raise KanIkkeLaeses("side-er-billede", besked) from fejl


def find_cpr(alle: Sequence[Ord]) -> Iterator[Boks]:
    """The boxes of the words that make up personal numbers, in whatever order they are drawn."""
    for orden in _ordener(alle):
        steder, tekst = [], ""
        for o in orden:
            steder.append((len(tekst), len(tekst) + len(o.tekst), o.boks))
            tekst += o.tekst + " "
        for fra, til in cpr.find(tekst):
            yield from (boks for a, b, boks in steder if a < til and fra < b)


def _ordener(alle: Sequence[Ord]) -> Iterator[Sequence[Ord]]:
    """The words as drawn, by the lines as seen, and what is turned: upside down, downwards and upwards."""
    yield alle
    yield [o for gruppe in linjegrupper(alle) for o in gruppe]
    drejede = [o for o in alle if o.skrift.bund is None]
    yield sorted(drejede, key=lambda o: (-round(o.top + o.bottom, -1), -o.x1))
    yield sorted(drejede, key=lambda o: (-round(o.x0 + o.x1, -1), o.top))
    yield sorted(drejede, key=lambda o: (round(o.x0 + o.x1, -1), -o.bottom))


def _pixels(boks: Boks, sx: float, sy: float, margen: float) -> tuple[int, int, int, int]:
    """A box in pixels, at least one each way."""
    x0, y0, x1, y1 = boks
    v, t = round((x0 - margen) * sx), round((y0 - margen) * sy)
    return v, t, max(round((x1 + margen) * sx), v + 1), max(round((y1 + margen) * sy), t + 1)


def _maerk(billede: Image.Image, felt: tuple[int, int, int, int]) -> None:
    """Colour a place as a marker pen does, so that its text can be read, with an edge."""
    hele = (0, 0, billede.width, billede.height)
    v, t, h, b = max(felt[0], 0), max(felt[1], 0), min(felt[2], hele[2]), min(felt[3], hele[3])
    if v >= h or t >= b:
        return
    udsnit = billede.crop((v, t, h, b))
    billede.paste(ImageChops.multiply(udsnit, Image.new("RGB", udsnit.size, MAERKE)), (v, t))
    ImageDraw.Draw(billede).rectangle((v, t, h - 1, b - 1), outline=KANT)


def arbejd() -> None:
    """The process of ``tegn_side``: an order and a PDF on stdin, a picture or a refusal on stdout."""
    _loft()
    ind, ud = sys.stdin.buffer, sys.stdout.buffer
    try:
        bestilling = json.loads(ind.readline())
        ud.write(tegn_her(ind.read(), **bestilling))
    except KanIkkeLaeses as fejl:
        afslag = fejl.kode, fejl.besked
    except MemoryError:
        afslag = "for-stor", f"Siden er for stor til at blive tegnet; {NAESTE}."
    else:
        return
    ud.write(json.dumps(afslag).encode())
    raise SystemExit(AFSLAG)


def _loft() -> None:
    """Limit this process, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    for hvad, loft in ((resource.RLIMIT_AS, HUKOMMELSE), (resource.RLIMIT_CPU, CPU), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(hvad, (loft, loft))


if __name__ == "__main__":
    arbejd()
