"""From bytes to pages of lines: one module a format, chosen by what the bytes themselves say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from referat.schemas.fejl import KanIkkeLaeses
from referat.schemas.side import Laest, Ocr

STOERST = 200 * 1024 * 1024
"""Bytes; a larger file is refused before anything opens it."""

PDF = re.compile(rb"%PDF-\d")
MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|\?xml|!--)", re.IGNORECASE)
HTML = re.compile(rb"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
PORTAL = re.compile(rb'"Dagsordenpunkter"\s*:\s*\[')
JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]\s*(?:[\[{]\s*)*\"")
SIGNATURER = (
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"\x1f\x8b",
    b"GIF8",
    b"II*\0",
)
BINAER = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: how its first bytes are known, and the module whose ``laes(data)`` reads it."""

    navn: str
    kendes: Callable[[bytes], bool]
    modul: str
    billeder: bool = False
    """Whether it may hold pictures of text, so that its ``laes`` takes ``ocr`` too."""


def er_pdf(data: bytes) -> bool:
    """A PDF says so within its first 1024 bytes (ISO 32000-2, annex I), unless it is markup that mentions one."""
    return PDF.search(data[:1024]) is not None and not MARKUP.match(data)


def er_tekst(data: bytes) -> bool:
    """Text of any encoding: neither markup, data nor a known container, and hardly a control character."""
    if data.startswith(UTF16):
        return True
    proeve = data[:65536]
    if data.startswith(SIGNATURER) or MARKUP.match(proeve) or JSON.match(proeve):
        return False
    return len(BINAER.findall(proeve)) <= len(proeve) // 200


def er_html(data: bytes) -> bool:
    """Markup that says within its first characters that it is a web page, not other XML."""
    return MARKUP.match(data) is not None and HTML.search(data[:4096]) is not None


def er_portal(data: bytes) -> bool:
    """The JSON of a publication portal's meeting, known by the field that holds its agenda."""
    return JSON.match(data) is not None and PORTAL.search(data) is not None


def er_docx(data: bytes) -> bool:
    """A Word document: a ZIP file with Word's part for the text; older Word files (.doc) are another format."""
    return data.startswith(b"PK\x03\x04") and b"word/document" in data


FORMATER: tuple[Format, ...] = (
    Format("pdf", er_pdf, "referat.extract.reading.pdf", billeder=True),
    Format("html", er_html, "referat.extract.reading.html"),
    Format("portal", er_portal, "referat.extract.reading.portal"),
    Format("docx", er_docx, "referat.extract.reading.docx"),
    Format("tekst", er_tekst, "referat.extract.reading.tekst"),
)
"""The formats that can be read, the first that knows the bytes wins. A new format is a module and a line here."""


def laes(data: bytes, ocr: Ocr = "auto") -> Laest:
    """The pages and lines of a file. Raises ``KanIkkeLaeses`` with a stable code where that cannot be done."""
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf\xfe\xff"):
        raise KanIkkeLaeses("tom-fil", "Filen er tom; hent den igen, hvor den kom fra.")
    if len(data) > STOERST:
        raise KanIkkeLaeses("for-stor", "Filen er for stor til at være et referat; del den op, og prøv igen.")
    for form in FORMATER:
        if form.kendes(data):
            valg = {"ocr": ocr} if form.billeder else {}
            laest: Laest = import_module(form.modul).laes(data, **valg)
            return laest
    raise KanIkkeLaeses(
        "ukendt-format",
        "Filen er hverken PDF, Word (.docx), webside, en portals JSON eller tekst, hvad den så end hedder; "
        "hent den igen som PDF eller tekst.",
    )
