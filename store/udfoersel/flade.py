"""Flat formats as streams of bytes: columns and rows in, chunks of a file out.

They know nothing of tables, so that a site can send any query's rows through them as it reads them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

Vaerdi = str | int | float | None
Raekker = Iterable[Sequence[Vaerdi]]

STYKKE = 1 << 16
"""Characters in a chunk, about."""


def csv_bytes(kolonner: Sequence[str], raekker: Raekker) -> Iterator[bytes]:
    """CSV after RFC 4180 in UTF-8: comma, CRLF, quotes where needed; NULL is an empty field."""
    yield from csv_raekker(chain([kolonner], raekker))


def csv_raekker(raekker: Raekker) -> Iterator[bytes]:
    """The same without heads: more rows of a file that has begun."""
    ud = io.StringIO(newline="")
    skriver = csv.writer(ud, lineterminator="\r\n")
    for raekke in raekker:
        skriver.writerow(raekke)
        if ud.tell() > STYKKE:
            yield ud.getvalue().encode("utf-8", "replace")
            ud.seek(0)
            ud.truncate()
    yield ud.getvalue().encode("utf-8", "replace")


def json_bytes(samlinger: Mapping[str, Iterable[Mapping[str, object]]]) -> Iterator[bytes]:
    """One JSON object of lists, an element a line, each list read as it is written."""
    for n, (navn, elementer) in enumerate(samlinger.items()):
        yield f"{',' if n else '{'}\n{json.dumps(navn)}: [".encode()
        for m, element in enumerate(elementer):
            yield (("," if m else "") + "\n" + json.dumps(element, ensure_ascii=False)).encode("utf-8", "replace")
        yield b"\n]"
    yield b"\n}\n" if samlinger else b"{}\n"
