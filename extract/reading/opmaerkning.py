"""HTML to lines: what is a heading, a paragraph, a list item or a table there is so here; scripts are never text.

Read as a stream by the standard library's tokenizer. A parser that builds HTML's tree as browsers do was tried: it
spends minutes on a megabyte of nested tags, and the tree would only be walked once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from referat.extract.reading.sidebygger import FLEST_KOLONNER, Celle, Sidebygger, ren

UDELADT = {
    *("script", "style", "template", "noscript", "svg", "math", "iframe", "object", "canvas", "audio", "video"),
    *("select", "datalist", "textarea", "map", "head", "nav"),
}
"""What holds no text of the document: code, pictures, what a form offers, and the way around a site."""
BLOKKE = {
    *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "main"),
    *("p", "pre", "section", "summary", "ul", "ol", "li", "button", "caption", "table", "tr", "td", "th"),
    *("thead", "tbody", "tfoot"),
}
"""What begins and ends on a line of its own."""
MED_LUFT = {"p", "div", "section", "article", "ul", "ol", "dl", "blockquote", "pre", "figure", "header", "main"}
"""Blocks with air around them."""
FEDE = {"b", "strong"}
OVERSKRIFTER = {f"h{n}": n for n in range(1, 7)}
SIDENS_OVERSKRIFT = 2
"""A heading of this level or higher is a page's, not a table's."""
FLEST_RAEKKER = 10_000
"""How far down a merged cell may go."""


@dataclass(slots=True)
class Tabel:
    """A table while it is read; ``ramme`` is one that only sets out the page, whose cells are read as blocks."""

    raekker: list[list[Celle | None]] = field(default_factory=list)
    optaget: dict[int, int] = field(default_factory=dict)
    """Column → how many rows more a merged cell from above takes there."""
    celle: list[str] | None = None
    spaend: tuple[int, int] = (1, 1)
    ramme: bool = False


class Opmaerkning(HTMLParser):
    """Reads markup into a ``Sidebygger``; call ``laes`` once for each piece."""

    def __init__(self, bygger: Sidebygger) -> None:
        super().__init__(convert_charrefs=True)
        self._bygger = bygger
        self._stykker: list[str] = []
        self._fed_til = self._fed = 0
        self._ufed = False
        self._maerke = ""
        self._udeladt: tuple[str, int] = ("", 0)
        self._overskrifter: list[int] = []
        self._lister: list[int | None] = []
        self._tabeller: list[Tabel] = []

    def laes(self, html: str) -> None:
        """Read a piece of markup to its end; what it leaves open is closed."""
        self.feed(html)
        self.close()
        self._skyl()
        while self._tabeller:
            self._luk_tabel()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        navn, dybde = self._udeladt
        if navn:
            self._udeladt = (navn, dybde + (tag == navn))
        elif tag in UDELADT:
            self._udeladt = (tag, 1)
        else:
            self._begynd(tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in UDELADT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        navn, dybde = self._udeladt
        if navn:
            dybde -= tag == navn
            # a page whose head is never closed still has a body
            self._udeladt = (navn, dybde) if dybde else ("", 0)
        else:
            self._slut(tag)

    def handle_data(self, data: str) -> None:
        if not self._udeladt[0]:
            self._stykker.append(data)
            self._ufed = self._ufed or not (self._fed or data.isspace())
            if self._fed and not self._ufed:
                self._fed_til = len(self._stykker)

    def _begynd(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag in FEDE:
            self._fed += 1
        elif tag == "br":
            self._skyl()
        elif tag in OVERSKRIFTER:
            self._skyl()
            if OVERSKRIFTER[tag] <= SIDENS_OVERSKRIFT:
                self._opgiv_tabel()
            self._overskrifter.append(OVERSKRIFTER[tag])
        elif tag in BLOKKE:
            self._skyl()
            self._luft(tag)
            if tag == "footer":
                self._bygger.art = "fod"
            self._begynd_blok(tag, attrs)

    def _begynd_blok(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag in ("ul", "ol"):
            self._lister.append(_tal(attrs.get("start"), 1, FLEST_RAEKKER) if tag == "ol" else None)
        elif tag == "li":
            self._maerke = self._naeste_maerke()
        elif tag == "table":
            self._opgiv_tabel()
            self._tabeller.append(Tabel())
        elif tag == "tr" and self._tabeller:
            self._luk_celle()
            self._tabeller[-1].raekker.append([])
        elif tag in ("td", "th") and self._tabeller:
            self._luk_celle()
            spaend = _tal(attrs.get("colspan"), 1, FLEST_KOLONNER), _tal(attrs.get("rowspan"), 1, FLEST_RAEKKER)
            self._tabeller[-1].celle, self._tabeller[-1].spaend = [], spaend

    def _slut(self, tag: str) -> None:
        if tag in FEDE:
            self._fed = max(self._fed - 1, 0)
        elif tag in OVERSKRIFTER:
            self._skyl()
            if self._overskrifter:
                self._overskrifter.pop()
        elif tag in BLOKKE:
            self._skyl()
            self._luft(tag)
            if tag == "footer":
                self._bygger.art = "broed"
            elif tag in ("ul", "ol") and self._lister:
                self._lister.pop()
            elif tag in ("td", "th", "tr") and self._tabeller:
                self._luk_celle()
            elif tag == "table" and self._tabeller:
                self._luk_tabel()

    def _skyl(self) -> None:
        """Set what was read since the last block as a line."""
        raa = "".join(self._stykker)
        fed_til = len(ren("".join(self._stykker[: self._fed_til])))
        self._stykker, self._fed_til, self._ufed = [], 0, False
        if not (tekst := ren(raa)):
            return
        maerke, self._maerke = self._maerke, ""
        celle = self._celle()
        if celle is not None:
            celle.append(maerke + tekst)
        elif self._overskrifter:
            self._bygger.overskrift(tekst, self._overskrifter[-1])
        else:
            self._bygger.afsnit(maerke + tekst, len(maerke) + fed_til if fed_til else 0)

    def _luft(self, tag: str) -> None:
        if tag in MED_LUFT and self._celle() is None and not (self._lister and tag in ("p", "div")):
            self._bygger.luft()

    def _naeste_maerke(self) -> str:
        nr = self._lister[-1] if self._lister else None
        if nr is None:
            return "- "
        self._lister[-1] = nr + 1
        return f"{nr}. "

    def _celle(self) -> list[str] | None:
        """The cell that text goes to, if it is that of a table proper."""
        return self._tabeller[-1].celle if self._tabeller and not self._tabeller[-1].ramme else None

    def _opgiv_tabel(self) -> None:
        """A table that holds a page's headings or tables is a frame: what was read of it is set as paragraphs."""
        if not self._tabeller or self._tabeller[-1].ramme or self._celle() is None:
            return
        tabel = self._tabeller[-1]
        tabel.ramme = True
        for celle in (*(c for r in tabel.raekker for c in r if c), tuple(tabel.celle or ())):
            for tekst in celle:
                self._bygger.afsnit(tekst)

    def _luk_celle(self) -> None:
        tabel = self._tabeller[-1]
        if tabel.celle is not None and not tabel.ramme:
            if not tabel.raekker:
                tabel.raekker.append([])
            raekke = tabel.raekker[-1]
            _fyld_optagne(tabel, raekke)
            bredde, hoejde = tabel.spaend
            for n in range(min(bredde, FLEST_KOLONNER - len(raekke))):
                if hoejde > 1:
                    tabel.optaget[len(raekke)] = hoejde - 1
                raekke.append(tuple(tabel.celle) if n == 0 else None)
        tabel.celle = None

    def _luk_tabel(self) -> None:
        self._luk_celle()
        tabel = self._tabeller.pop()
        if not tabel.ramme:
            self._bygger.tabel(tabel.raekker)


def _fyld_optagne(tabel: Tabel, raekke: list[Celle | None]) -> None:
    """Columns that merged cells from above take, up to the next free one."""
    while tabel.optaget.get(len(raekke), 0):
        tabel.optaget[len(raekke)] -= 1
        raekke.append(None)


def _tal(tekst: str | None, mindst: int, hoejst: int) -> int:
    """An attribute's number within bounds; ``mindst`` where it is none."""
    rent = (tekst or "").strip()
    return min(max(int(rent), mindst), hoejst) if rent.isascii() and rent.isdigit() and len(rent) < 10 else mindst
