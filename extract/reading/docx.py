"""Word documents: paragraphs by their styles, numbered as Word shows them, and tables as grids.

python-docx opens the file and knows its styles. Its text is not asked for: that leaves out what stands in content
controls, which templates of minutes are made of, and what was put in as a tracked change.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from referat.extract.reading.linjer import Raaside, saml
from referat.extract.reading.sidebygger import FLEST_KOLONNER, Celle, Sidebygger, ren
from referat.schemas.fejl import KanIkkeLaeses
from referat.schemas.side import Laest

if TYPE_CHECKING:
    from docx.document import Document

STOERST = 256 * 1024 * 1024
"""Bytes that the parts of a file may take when unpacked."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OVERSKRIFT = re.compile(r"(?:heading|overskrift) ?([1-9])", re.IGNORECASE)
TITEL = re.compile(r"(?:title|titel)", re.IGNORECASE)
LISTE = re.compile(r"list|opstilling", re.IGNORECASE)
UDELADT = {f"{W}del", f"{W}moveFrom", f"{W}drawing", f"{W}pict", f"{W}object", f"{W}instrText", f"{W}rPr", f"{W}pPr"}
"""What is struck out, drawn, or told to Word only."""
INDHOLD = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}ins", f"{W}moveTo"}
"""What paragraphs and tables may stand in."""


def laes(data: bytes) -> Laest:
    """The pages of a Word document, where it says how it was paged. Raises ``KanIkkeLaeses``."""
    dokument = _aabn(data)
    laeser = _Laeser(dokument)
    laeser.blokke(dokument.element.body)
    if not any(x.tekst for side in laeser.sider for x in side.linjer):
        raise KanIkkeLaeses("tom-fil", "Word-filen har ingen tekst; hent den igen, hvor den kom fra.")
    return saml(laeser.sider)


def _aabn(data: bytes) -> Document:
    """The document, when it is no larger than a document can be."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as zip_:
            if sum(x.file_size for x in zip_.infolist()) > STOERST:
                raise KanIkkeLaeses("for-stor", "Word-filen er for stor til at være et referat; gem den som PDF.")
        return docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, OpcError, LxmlError, KeyError, ValueError, EOFError, NotImplementedError) as fejl:
        raise KanIkkeLaeses(
            "beskadiget", "Word-filen er beskadiget eller låst; åbn den i Word, og gem den på ny."
        ) from fejl


class _Laeser:
    """Sets the blocks of a document on its pages."""

    def __init__(self, dokument: Document) -> None:
        self._stile = {s.style_id: (s.name or "", s.element) for s in dokument.styles}
        self._formater = _listeformater(dokument)
        self._numre: Counter[tuple[str, int]] = Counter()
        self._byggere = [Sidebygger()]

    @property
    def sider(self) -> list[Raaside]:
        return [b.side() for b in self._byggere]

    def blokke(self, element: Any) -> None:
        """The paragraphs and tables in an element, in order."""
        for x in element:
            if x.tag == f"{W}p":
                self._afsnit(x)
            elif x.tag == f"{W}tbl":
                self._byggere[-1].tabel([_raekke(r) for r in _boern(x, f"{W}tr")])
            elif x.tag in INDHOLD:
                self.blokke(x)

    def _afsnit(self, p: Any) -> None:
        if _begynder_side(p) and self._byggere[-1].side().linjer:
            self._byggere.append(Sidebygger())
        bygger = self._byggere[-1]
        linjer, fed_til = _linjer(p)
        stil, stilens = self._stile.get(_vaerdi(p, "pStyle") or "", ("", None))
        if not any(map(ren, linjer)):
            bygger.luft()
            return
        maerke = self._maerke(p, stilens, stil)
        if m := OVERSKRIFT.match(stil):
            bygger.overskrift(maerke + " ".join(linjer), int(m[1]))
        elif TITEL.match(stil):
            bygger.overskrift(" ".join(linjer), 1)
        else:
            if not maerke:
                bygger.luft()
            for n, linje in enumerate(linjer):
                foran = maerke if n == 0 else ""
                bygger.afsnit(foran + ren(linje), len(foran) + fed_til if fed_til and n == 0 else 0)

    def _maerke(self, p: Any, stilens: Any, stil: str) -> str:
        """The number or the mark that Word sets before an item of a list, by itself or by its style."""
        kilde, sti = (p, "numPr") if _vaerdi(p, "numPr/numId") or stilens is None else (stilens, "pPr/numPr")
        liste, trin = _vaerdi(kilde, f"{sti}/numId"), int(_vaerdi(kilde, f"{sti}/ilvl") or 0)
        if liste is None or liste == "0":
            return "- " if LISTE.match(stil) else ""
        form = self._formater.get((liste, trin), "bullet")
        if form in ("bullet", "none"):
            return "- "
        self._numre[liste, trin] += 1
        for noegle in [k for k in self._numre if k[0] == liste and k[1] > trin]:
            del self._numre[noegle]
        n = self._numre[liste, trin]
        return f"{chr(96 + n) if form == 'lowerLetter' and n < 27 else n}. "


def _listeformater(dokument: Document) -> dict[tuple[str, int], str]:
    """(list, level) → how its items are numbered."""
    try:
        rod = dokument.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstrakte = {
        a.get(f"{W}abstractNumId"): {int(n.get(f"{W}ilvl", "0")): _vaerdi(n, "numFmt") or "" for n in a.iter(f"{W}lvl")}
        for a in rod.iter(f"{W}abstractNum")
    }
    return {
        (num.get(f"{W}numId"), trin): form
        for num in rod.iter(f"{W}num")
        for trin, form in abstrakte.get(_vaerdi(num, "abstractNumId"), {}).items()
    }


def _vaerdi(element: Any, sti: str) -> str | None:
    """The value of a property of a paragraph (or, outside one, of an element)."""
    rod = element.find(f"{W}pPr") if element.tag == f"{W}p" else element
    fundet = rod.find("/".join(W + led for led in sti.split("/"))) if rod is not None else None
    return fundet.get(f"{W}val") if fundet is not None else None


def _begynder_side(p: Any) -> bool:
    """Whether a page ends before or in a paragraph, as its author or Word's last layout has it."""
    egenskab = p.find(f"{W}pPr/{W}pageBreakBefore")
    if egenskab is not None and egenskab.get(f"{W}val") not in ("0", "false"):
        return True
    brud = (x.get(f"{W}type") == "page" for x in p.iter(f"{W}br"))
    return any(brud) or next(p.iter(f"{W}lastRenderedPageBreak"), None) is not None


def _linjer(p: Any) -> tuple[list[str], int]:
    """The lines of a paragraph, and how many of the first one's characters are bold."""
    tekst, fed_til, fed = "", 0, True
    for run, stykke in _stykker(p):
        fed = fed and (not stykke.strip() or _til(run, "b"))
        tekst += stykke
        fed_til = len(tekst) if fed and stykke.strip() else fed_til
    return tekst.split("\n"), len(ren(tekst[:fed_til].split("\n")[0]))


def _stykker(element: Any, run: Any = None) -> Iterator[tuple[Any, str]]:
    """The pieces of text that are shown, each with its run."""
    for x in element:
        if x.tag in UDELADT or (x.tag == f"{W}r" and _til(x, "vanish")):
            continue
        if x.tag == f"{W}t":
            yield run, x.text or ""
        elif x.tag in (f"{W}tab", f"{W}noBreakHyphen"):
            yield run, " " if x.tag == f"{W}tab" else "-"
        elif x.tag in (f"{W}br", f"{W}cr"):
            yield run, "\n"
        elif isinstance(x.tag, str) and x.tag.startswith(W):
            yield from _stykker(x, x if x.tag == f"{W}r" else run)


def _til(run: Any, egenskab: str) -> bool:
    """Whether a run has a property that is on or off."""
    fundet = run.find(f"{W}rPr/{W}{egenskab}") if run is not None else None
    return fundet is not None and fundet.get(f"{W}val") not in ("0", "false")


def _raekke(r: Any) -> list[Celle | None]:
    """A row's cells: None for what a merged cell takes further to the right, or from above."""
    ud: list[Celle | None] = []
    for celle in _boern(r, f"{W}tc"):
        bredde = celle.find(f"{W}tcPr/{W}gridSpan")
        n = int(bredde.get(f"{W}val", "1")) if bredde is not None else 1
        sammen = celle.find(f"{W}tcPr/{W}vMerge")
        gaar_videre = sammen is not None and sammen.get(f"{W}val") != "restart"
        tekster = tuple(t for p in celle.iter(f"{W}p") if (t := ren(" ".join(_linjer(p)[0]))))
        ud += [None if gaar_videre else tekster, *[None] * (min(n, FLEST_KOLONNER) - 1)]
    return ud[:FLEST_KOLONNER]


def _boern(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, in content controls too."""
    for x in element:
        if x.tag == tag:
            yield x
        elif x.tag in INDHOLD:
            yield from _boern(x, tag)
