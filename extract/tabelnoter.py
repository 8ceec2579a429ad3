"""Notes of a table: `Anm.:`, `Note 1:`, `Kilde:` and footnotes, in the lines under it or in its own last rows.

A footnote's mark (`*`, `1)`) makes a note only where the table bears that mark; a bullet or a numbered list does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from referat.extract.tabeltyper import Raatabel
from referat.extract.udsnit import Udsnit, sammenfoej
from referat.models.viden import regler
from referat.schemas.side import Linje

LAENGSTE_NOTE = 1200
"""A longer paragraph is a page run together, not a note."""
KORTESTE_BRUDTE = 50
"""A line of text as long as this may have been wrapped, if no sentence ends with it."""
STREGER = re.compile(r"[\s\-–—_=|+:]*")
BART = re.compile(r"\W*\w+\W*[:.]\W*")
"""A note's first word alone in its line: what it says stands below."""
BEGREB = re.compile(r"(?:[•·–*-]\s+)?[^\W\d_][\w ,/.]{1,40}\s[–-]\s")
"""`Andel – hvor mange …`: one of the terms that a note explains."""


def med_noter(udsnit: Udsnit, tabel: Raatabel) -> Raatabel:
    """The table with its notes; those that stood in its last rows are rows no more, and stay in the text."""
    til = max(c.belaeg.tegn_til for raekke in tabel.raekker for c in raekke if c)
    maerker = _maerker(tabel)
    i_raekker: list[str] = []
    while len(tabel.raekker) > 2 and (note := _noteraekke(tabel, len(tabel.raekker) - 1, maerker)):
        i_raekker.insert(0, note)
        tabel.raekker.pop()
    under = _under(udsnit, til, maerker)
    tabel.noter = "\n".join([*i_raekker, *under]) or None
    return tabel


def _noteraekke(tabel: Raatabel, r: int, maerker: str) -> str | None:
    """A row that is a note: one cell with text, or a lone `Kilde:` before it."""
    celler = [c for k in range(tabel.bredde) if (c := tabel.raa(r, k))]
    if not celler or (len(celler) > 1 and not (len(celler) == 2 and BART.fullmatch(celler[0]))):
        return None
    tekst = " ".join(celler)
    return tekst if er_note(tekst, maerker) else None


def er_note(tekst: str, maerker: str) -> bool:
    """Whether a paragraph begins as a note does; ``maerker`` is the text in which a footnote's mark must stand."""
    if len(tekst) > LAENGSTE_NOTE:
        return False
    for regel in regler("tabeller"):
        if regel.giver == "note" and regel.moenster.match(tekst):
            return True
        if regel.giver == "notetegn" and (m := regel.moenster.match(tekst)):
            return _baerer(m[1], maerker)
    return False


def _baerer(maerke: str, tekst: str) -> bool:
    """Whether a mark hangs on a word: `Drift*`, `Drift 1)`; not `(1)`, not `2)` for itself, not one star of two."""
    foran = r"[^\W\d]\.?" if maerke[0].isalnum() else r"[^\s*]"
    return bool(re.search(rf"{foran} ?{re.escape(maerke)}(?!\*)", tekst))


def _maerker(tabel: Raatabel) -> str:
    return "\n".join(filter(None, [tabel.titel, *(c.raa for raekke in tabel.raekker for c in raekke if c)]))


def _under(udsnit: Udsnit, til: int, maerker: str) -> Iterator[str]:
    """The notes right under a table that ends at ``til`` in the document."""
    forklarer = False
    foer = ""
    for afsnit in _afsnit([x for x in udsnit.linjer if x.art == "broed" and x.tegn_fra >= til]):
        if er_note(afsnit, maerker):
            forklarer = bool(BART.fullmatch(afsnit))
        elif not forklarer or not (BART.fullmatch(foer) or BEGREB.match(afsnit)):
            return
        yield afsnit
        foer = afsnit


def _afsnit(linjer: Sequence[Linje]) -> Iterator[str]:
    """Paragraphs: lines that were wrapped are joined; on a text without places an empty line parts them."""
    samlet: list[Linje] = []
    for linje in linjer:
        if samlet and not _gaar_videre(samlet[-1], linje):
            yield sammenfoej([x.tekst for x in samlet])
            samlet = []
        if not STREGER.fullmatch(linje.tekst):
            samlet.append(linje)
    if samlet:
        yield sammenfoej([x.tekst for x in samlet])


def _gaar_videre(foer: Linje, linje: Linje) -> bool:
    if foer.boks or linje.boks:
        return foer.brudt or linje.tekst[:1].islower()
    if linje.tom or "\t" in linje.tekst:
        return False
    return linje.tekst[0].islower() or (len(foer.tekst) >= KORTESTE_BRUDTE and foer.tekst.rstrip()[-1] not in ".:!?)")
