"""Markdown to plain lines: what the marks say becomes size and boldness, and the text is kept without them."""

from __future__ import annotations

import html
import re

from referat.extract.reading.linjer import Raalinje

OVERSKRIFT = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(?=\S)")
SLUT_HEGN = re.compile(r"[ \t]+#+$")
FED = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|__(?=\S)(.+?)(?<=\S)__")
KURSIV = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\w*])")
HENVISNING = re.compile(r"!?\[([^\]]*)\]\((?:[a-z]+:|/|#|<)[^)\s]*(?:\s+\"[^\"]*\")?\)")
UNDVEGET = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~&])")
LINJESKIFT = re.compile(r"[ ]*<br\s*/?>[ ]*", re.IGNORECASE)
TABELRAEKKE = re.compile(r"[ ]{0,3}\|.*\|\s*$")
TABELSTREG = re.compile(r"[ ]{0,3}\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
STREG = re.compile(r"[ ]{0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})$")
KENDETEGN = re.compile(r"^ {0,3}#{1,6} +\S|^\|(?: *:?-{2,}:? *\|)+ *$", re.MULTILINE)
FED_LINJE = re.compile(r"^ {0,3}\*\*\S.*?\S\*\*", re.MULTILINE)
FORHOLD = (2.0, 1.6, 1.35, 1.2, 1.1, 1.05)
"""Type size over body size for a heading of level 1 to 6, about as browsers show them."""

LAENGSTE_AFSNIT = 50
"""Lines that bold is followed over."""

GEMT = "\ue000"
"""Stands before a character that was escaped, so that it is not taken for a mark."""


def er_markdown(tekst: str) -> bool:
    """Whether a text is Markdown by its own signs: a heading, a table's rule, or two lines that begin bold."""
    if KENDETEGN.search(tekst):
        return True
    fede = FED_LINJE.finditer(tekst)
    return next(fede, None) is not None and next(fede, None) is not None


def laes_linjer(linjer: list[str]) -> list[Raalinje]:
    """The lines of a page without markup; a table's rule is dropped, and its cells are parted by tabs."""
    linjer = _fed_over_linjer(linjer)
    ud: list[Raalinje] = []
    i_tabel = False
    for n, linje in enumerate(linjer):
        naeste = linjer[n + 1] if n + 1 < len(linjer) else ""
        er_tabel = "|" in linje and (i_tabel or ("|" in naeste and TABELSTREG.match(naeste) is not None))
        er_tabel = er_tabel or TABELRAEKKE.match(linje) is not None
        if er_tabel and TABELSTREG.match(linje):
            i_tabel = True
            continue
        i_tabel = er_tabel
        ud.append(_raekke(linje) if er_tabel else _linje(linje))
    return ud


def _fed_over_linjer(linjer: list[str]) -> list[str]:
    """Bold that goes on over a line end is closed there and opened again, so that each line says what it is."""
    ud: list[str] = []
    aaben = False
    for n, linje in enumerate(linjer):
        linje = "**" + linje.lstrip() if aaben else linje
        aaben = linje.count("**") % 2 == 1 and _lukkes(linjer, n + 1)
        ud.append(linje.rstrip() + "**" if aaben else linje)
    return ud


def _lukkes(linjer: list[str], fra: int) -> bool:
    """Whether bold that is open is closed in the paragraph's next lines."""
    for linje in linjer[fra : fra + LAENGSTE_AFSNIT]:
        if not linje.strip():
            return False
        if "**" in linje:
            return linje.count("**") % 2 == 1
    return False


def _linje(linje: str) -> Raalinje:
    if STREG.match(linje):
        return Raalinje("")
    overskrift = OVERSKRIFT.match(linje)
    if overskrift is None:
        tekst, fed_til = _uden_maerker(re.sub(r"^ {0,3}> ?", "", linje))
        return Raalinje(tekst, fed_til=fed_til)
    tekst, fed_til = _uden_maerker(SLUT_HEGN.sub("", linje[overskrift.end() :]))
    return Raalinje(tekst, fed_til=fed_til, forhold=FORHOLD[len(overskrift[1]) - 1])


def _raekke(linje: str) -> Raalinje:
    indhold = linje.strip().removeprefix("|")
    if indhold.endswith("|") and not indhold.endswith("\\|"):
        indhold = indhold[:-1]
    celler = [_uden_maerker(c.strip()) for c in re.split(r"(?<!\\)\|", indhold)]
    tekster = [tekst for tekst, _ in celler]
    fed = all(fed_til >= len(tekst) for tekst, fed_til in celler) and any(tekster)
    samlet = "\t".join(tekster)
    return Raalinje(samlet, fed_til=len(samlet) if fed else celler[0][1])


def _uden_maerker(linje: str) -> tuple[str, int]:
    """A line without marks, and how many of its first characters were bold."""
    linje = UNDVEGET.sub(lambda m: GEMT + chr(0xE100 + ord(m[1])), linje.rstrip(" "))
    linje = LINJESKIFT.sub(" ", HENVISNING.sub(r"\1", linje))
    stykker: list[tuple[str, bool]] = []
    sidst = 0
    for m in FED.finditer(linje):
        stykker += [(linje[sidst : m.start()], False), (m[1] or m[2], True)]
        sidst = m.end()
    stykker.append((linje[sidst:], False))
    rene = [(_tilbage(KURSIV.sub(r"\1", tekst)), fed) for tekst, fed in stykker]
    return "".join(t for t, _ in rene), _fed_begyndelse(rene)


def _tilbage(tekst: str) -> str:
    """Entities and escaped characters as the characters they stand for."""
    tekst = html.unescape(tekst).replace("\xa0", " ") if "&" in tekst else tekst
    return re.sub(GEMT + "(.)", lambda m: chr(ord(m[1]) - 0xE100), tekst)


def _fed_begyndelse(stykker: list[tuple[str, bool]]) -> int:
    n = fed_til = 0
    for tekst, fed in stykker:
        if not fed and tekst.strip():
            break
        n += len(tekst)
        fed_til = n if fed else fed_til
    return fed_til
