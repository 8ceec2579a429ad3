"""Flat formats as streams of bytes: columns and rows in, chunks of a file out.

They know nothing of tables, so that a site can send any query's rows through them as it reads them.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

Vaerdi = str | int | float | None
Raekker = Iterable[Sequence[Vaerdi]]
Celle = Callable[[str, Vaerdi], Vaerdi]

STYKKE = 1 << 16
"""Characters in a chunk, about."""

CELLE_TEGN = 32_767
"""The most that a spreadsheet keeps in a cell; of a longer one Excel makes several rows."""

FORKORTET = " … [afkortet]"
LEVENDE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet runs, in half and full width."""

MAANEDER = "jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec"
OMTOLKES = re.compile(
    rf"""(?xi) [\ \u00a0]* (?:
      [-+]? [\d.,:/%()\ \u00a0kr$€£-]* \d [\d.,:/%()\ \u00a0kr$€£-]*      # 0155, 00.01.00, 12/2024, -5, 1.234,5 %
    | [-+]? \d [\d.,]* e [-+]? \d+                                       # 12E5
    | [\d./\ -]* (?:{MAANEDER}) [a-zæøå]* [\d./\ -]*                     # 3. maj, maj-24
    | \d [\d:.]* \s* [ap]m?                                              # 3 pm
    | sandt? | falske? | true | false
    ) [\ \u00a0]*"""
)
"""Texts that a spreadsheet makes a number, a date, a time or a truth value of."""

DATO = re.compile(r"\d{4}-\d\d-\d\d")
KLOKKEN = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def csv_bytes(kolonner: Sequence[str], raekker: Raekker) -> Iterator[bytes]:
    """CSV after RFC 4180 in UTF-8: comma, CRLF, quotes where needed; NULL is an empty field."""
    yield from _csv(kolonner, raekker, ",", lambda _, vaerdi: vaerdi)


def excel_bytes(kolonner: Sequence[str], raekker: Raekker) -> Iterator[bytes]:
    """CSV as a Danish Excel or LibreOffice opens it by a double click: semicolon, BOM, decimal comma.

    A text that the spreadsheet would take for a number or a date (0155, 00.01.00, 12/2024) is written ``="0155"``,
    which shows as the text; a text that would be run has an apostrophe before it.
    """
    yield "\ufeff".encode()
    yield from _csv(kolonner, raekker, ";", regnearkscelle)


def _csv(kolonner: Sequence[str], raekker: Raekker, tegn: str, celle: Celle) -> Iterator[bytes]:
    ud = io.StringIO(newline="")
    skriver = csv.writer(ud, delimiter=tegn, lineterminator="\r\n")
    skriver.writerow(kolonner)
    for raekke in raekker:
        skriver.writerow([celle(k, v) for k, v in zip(kolonner, raekke, strict=True)])
        if ud.tell() > STYKKE:
            yield ud.getvalue().encode("utf-8", "replace")
            ud.seek(0)
            ud.truncate()
    yield ud.getvalue().encode("utf-8", "replace")


def regnearkscelle(kolonne: str, vaerdi: Vaerdi) -> Vaerdi:
    """A value as a cell that shows in a Danish spreadsheet as it stands in the store."""
    if isinstance(vaerdi, str):
        return _tekstcelle(kolonne, vaerdi)
    if isinstance(vaerdi, float):
        return f"{Decimal(repr(vaerdi)):f}".replace(".", ",")
    return f'="{vaerdi}"' if isinstance(vaerdi, int) and abs(vaerdi) >= 10**15 else vaerdi


def _tekstcelle(kolonne: str, tekst: str) -> str:
    """A text, guarded where a spreadsheet would change it or run it."""
    if _er_tid(kolonne, tekst):
        return tekst
    if len(tekst) <= 255 and OMTOLKES.fullmatch(tekst):
        return f'="{tekst}"'
    renset = tekst.replace("\r\n", "\n").replace("\r", "\n")
    if renset.lstrip(" \u00a0").startswith(LEVENDE):
        renset = "'" + renset
    return renset if len(renset) <= CELLE_TEGN else renset[: CELLE_TEGN - len(FORKORTET)] + FORKORTET


def _er_tid(kolonne: str, tekst: str) -> bool:
    """Whether a spreadsheet does right to make a date or a time of the text; a journal number may look like one."""
    if kolonne in ("start", "slut"):
        return KLOKKEN.fullmatch(tekst) is not None
    if not (kolonne.endswith("dato") and DATO.fullmatch(tekst)):
        return False
    try:
        return datetime.date.fromisoformat(tekst).year >= 1900
    except ValueError:
        return False


def json_bytes(samlinger: Mapping[str, Iterable[Mapping[str, object]]]) -> Iterator[bytes]:
    """One JSON object of lists, an element a line, each list read as it is written."""
    for n, (navn, elementer) in enumerate(samlinger.items()):
        yield f"{',' if n else '{'}\n{json.dumps(navn)}: [".encode()
        for m, element in enumerate(elementer):
            yield (("," if m else "") + "\n" + json.dumps(element, ensure_ascii=False)).encode("utf-8", "replace")
        yield b"\n]"
    yield b"\n}\n" if samlinger else b"{}\n"
