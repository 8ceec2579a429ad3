"""Characters: bytes to text, and text to one spelling of every character whatever program wrote it."""

from __future__ import annotations

import codecs
import re
import unicodedata

LIGATURER = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
SYMBOLFONT = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF02D: "-", 0xF06F: "o", 0xF0E0: "→"}
"""Bullets that Word writes in the private area, after the Symbol and Wingdings fonts."""

MELLEMRUM = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
USYNLIGE = dict.fromkeys(
    [0xAD, 0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
STYRETEGN = dict.fromkeys([*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xFFFE, 0xFFFF])
SURROGATER = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
BINDESTREGER = dict.fromkeys([0x2010, 0x2011], "-")
LINJESKIFT = dict.fromkeys([0x0B, 0x85, 0x2028, 0x2029], "\n")
TEGN = LIGATURER | SYMBOLFONT | MELLEMRUM | USYNLIGE | STYRETEGN | SURROGATER | BINDESTREGER | LINJESKIFT

ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[@-Z\\^_])")
RING_FOERST = re.compile(r"(?:[\u030a\u02da]|(?<=[^\W\d_])°)([aA])")
RING_SIDST = re.compile(r"([aA])(?:\u02da|°(?=[^\W\d_]))")
RING = re.compile("[\u030a\u02da°]")
MED_RING = {"a": "å", "A": "Å"}
ALMINDELIG = re.compile(r"[\t\n\f -~¡-\xac®¯±-ɏ–—‘’“”„•…€]*")


def normaliser(tekst: str) -> str:
    """Text in NFC with plain spaces, ``\\n`` as the only line end, and nothing that cannot be seen.

    Ligatures become letters; å is one character, also where its ring was drawn before or after the a;
    soft hyphens, zero-width and control characters, terminal escapes and direction overrides are gone;
    every hyphen is the one of the keyboard.
    """
    if ALMINDELIG.fullmatch(tekst):
        return tekst
    tekst = ANSI.sub("", tekst.replace("\r\n", "\n").replace("\r", "\n"))
    tekst = unicodedata.normalize("NFC", tekst.translate(TEGN))
    if RING.search(tekst):
        tekst = RING_FOERST.sub(lambda m: MED_RING[m[1]], tekst)
        tekst = RING_SIDST.sub(lambda m: MED_RING[m[1]], tekst)
    return tekst


def afkod(data: bytes) -> str:
    """Bytes as text: UTF-16 by its mark, else UTF-8 if every byte fits, else Windows-1252, else Latin-1."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    for kodning in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(kodning)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
