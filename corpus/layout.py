"""Sets blocks as a PDF, as a publication portal would. The same document always gives the same bytes.

Streams are left uncompressed, so that the bytes do not depend on the zlib of the machine. Positions are PDF points.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import zip_longest

from referat.corpus.blokke import Blok, Dokument, indhold
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

BREDDE, HOEJDE = A4
TAL = re.compile(r"[-−(]?[\d.]*\d(,\d+)?[-)]?( ?(%|pct\.))?")


@dataclass(frozen=True, slots=True)
class Stil:
    """A page and its types. Sizes in points; ``linje`` is the line pitch over the type size."""

    normal: str
    fed: str
    stoerrelse: float = 9.5
    titel: float = 20
    punkt: float = 15
    overskrift: float = 12
    margen: float = 40
    linje: float = 1.2
    ny_side: bool = True


STILE = {
    "firstagenda": Stil("Times-Roman", "Times-Bold"),
    "sans": Stil("Helvetica", "Helvetica-Bold", stoerrelse=9, titel=17, punkt=13, overskrift=10.5, margen=54),
    "vera": Stil("Vera", "VeraBd", stoerrelse=8.5, titel=15, punkt=12, overskrift=10, margen=50),
    "sbsys": Stil("Helvetica", "Helvetica-Bold", 10, 15, 11.5, 10, 62, ny_side=False),
    "protokol": Stil("Times-Roman", "Times-Bold", 11, 15, 12, 11, 70, ny_side=False),
    "skrivemaskine": Stil("Courier", "Courier-Bold", 10, 12, 11, 10, 64, ny_side=False),
}

Stykke = tuple[float, str, float, str]
"""x, font, size, text: one run on a line."""


@dataclass(slots=True)
class Side:
    """A page as set: runs of type at a height, and ruled lines. Heights count from the bottom, as in PDF."""

    tekster: list[tuple[float, Stykke]] = field(default_factory=list)
    streger: list[tuple[float, float, float, float]] = field(default_factory=list)


@cache
def _hent_font(navn: str) -> str:
    """Vera comes with reportlab (Bitstream Vera licence) and is embedded; the others are standard PDF fonts."""
    if navn.startswith("Vera"):
        pdfmetrics.registerFont(TTFont(navn, f"{navn}.ttf"))
    return navn


@lru_cache(maxsize=50_000)
def _bredde(ord_: str, font: str, stoerrelse: float) -> float:
    return float(pdfmetrics.stringWidth(ord_, _hent_font(font), stoerrelse))


def ombryd(dele: list[tuple[str, str]], stoerrelse: float, bredde: float) -> list[list[tuple[float, str, str]]]:
    """Runs of (font, text) broken into lines of (x, font, text); a word wider than the line stands alone."""
    linjer: list[list[tuple[float, str, str]]] = [[]]
    x = 0.0
    for font, tekst in dele:
        mellemrum = _bredde(" ", font, stoerrelse)
        for ord_ in tekst.split():
            w = _bredde(ord_, font, stoerrelse)
            if linjer[-1] and x + w > bredde:
                linjer.append([])
                x = 0.0
            linje = linjer[-1]
            if linje and linje[-1][1] == font:
                linje[-1] = (linje[-1][0], font, f"{linje[-1][2]} {ord_}")
            else:
                linje.append((x, font, ord_))
            x += w + mellemrum
    return linjer


class Sats:
    """Sets blocks down pages."""

    def __init__(self, dokument: Dokument) -> None:
        self.dokument, self.stil = dokument, STILE[dokument.stil]
        self.sider = [Side()]
        self.y = HOEJDE - self.stil.margen
        self.bredde = BREDDE - 2 * self.stil.margen
        self.punktsider: list[int] = []
        self.indholdssteder: list[tuple[Side, float]] = []

    def saet(self) -> list[Side]:
        """All pages; the contents list gets its page numbers last."""
        for blok in self.dokument.blokke:
            getattr(self, f"_{blok.art}")(blok)
        self._fyld_indhold()
        return self.sider

    def _ny_side(self) -> None:
        self.sider.append(Side())
        self.y = HOEJDE - self.stil.margen

    def _plads(self, hoejde: float) -> None:
        if self.y - hoejde < self.stil.margen:
            self._ny_side()

    def _linjer(self, dele: list[tuple[str, str]], stoerrelse: float, indryk: float = 0.0) -> None:
        x0 = self.stil.margen + indryk
        for linje in ombryd(dele, stoerrelse, self.bredde - indryk):
            self._plads(stoerrelse * self.stil.linje)
            self.y -= stoerrelse * self.stil.linje
            self.sider[-1].tekster += [(self.y, (x0 + x, f, stoerrelse, t)) for x, f, t in linje]

    def _titel(self, b: Blok) -> None:
        self._linjer([(self.stil.fed, b.tekst)], self.stil.titel)
        self.y -= 22

    def _punkt(self, b: Blok) -> None:
        if self.stil.ny_side and self.sider[-1].tekster:
            self._ny_side()
        elif not self.stil.ny_side:
            self.y -= 12
            self._plads(80)
        self.punktsider.append(len(self.sider))
        self._linjer([(self.stil.fed, b.tekst)], self.stil.punkt)
        self.y -= 9

    def _overskrift(self, b: Blok) -> None:
        self._plads(40)
        self.y -= 4
        self._linjer([(self.stil.fed, b.tekst)], self.stil.overskrift)
        self.y -= 3

    def _tekst(self, b: Blok) -> None:
        self._linjer([(self.stil.fed, b.maerke), (self.stil.normal, b.tekst)], self.stil.stoerrelse)
        self.y -= 5

    def _led(self, b: Blok) -> None:
        maerke = "•" if b.maerke == "-" else b.maerke
        self._plads(self.stil.stoerrelse * self.stil.linje)
        y = self.y - self.stil.stoerrelse * self.stil.linje
        self.sider[-1].tekster.append((y, (self.stil.margen + 6, self.stil.normal, self.stil.stoerrelse, maerke)))
        self._linjer([(self.stil.normal, b.tekst)], self.stil.stoerrelse, indryk=24)
        self.y -= 2

    def _felt(self, b: Blok) -> None:
        self._plads(self.stil.stoerrelse * self.stil.linje)
        y = self.y - self.stil.stoerrelse * self.stil.linje
        self.sider[-1].tekster.append((y, (self.stil.margen, self.stil.fed, self.stil.stoerrelse, b.maerke)))
        self._linjer([(self.stil.normal, b.tekst)], self.stil.stoerrelse, indryk=90)
        self.y -= 6

    def _side(self, b: Blok) -> None:
        self._ny_side()

    def _indhold(self, b: Blok) -> None:
        for _ in indhold(self.dokument.blokke):
            self._plads(self.stil.stoerrelse * 1.35)
            self.y -= self.stil.stoerrelse * 1.35
            self.indholdssteder.append((self.sider[-1], self.y))

    def _fyld_indhold(self) -> None:
        st = self.stil
        steder = zip(self.indholdssteder, indhold(self.dokument.blokke), self.punktsider, strict=False)
        for (side, y), titel, nr in steder:
            rest = self.bredde - 24 - _bredde(titel, st.normal, st.stoerrelse)
            prikker = "." * max(int(rest / _bredde(".", st.normal, st.stoerrelse)), 0)
            side.tekster.append((y, (st.margen, st.normal, st.stoerrelse, f"{titel}{prikker} {nr}")))

    def _tabel(self, b: Blok, streger: bool = True) -> None:
        bredder = self._kolonner(b)
        for nr, raekke in enumerate(b.raekker):
            side = len(self.sider)
            self._plads(self.stil.stoerrelse * 4)
            if len(self.sider) > side and nr and b.maerke == "gentag":
                self._raekke(b.raekker[0], bredder, self.stil.fed, streger)
            self._raekke(raekke, bredder, self.stil.fed if nr == 0 else self.stil.normal, streger)
        self.y -= 8

    def _opstilling(self, b: Blok) -> None:
        self._tabel(b, streger=False)

    def _kolonner(self, b: Blok) -> list[float]:
        """Column widths: each its longest word, and the rest of the line shared by what the columns hold."""
        pkt = self.stil.stoerrelse - 0.5
        kolonner = list(zip_longest(*b.raekker, fillvalue=""))
        mindst = [max(_bredde(o, self.stil.fed, pkt) for c in k for o in c.split() or [""]) + 8 for k in kolonner]
        vaegt = [min(max(map(len, k)), 40) for k in kolonner]
        rest = max(self.bredde - sum(mindst), 0)
        return [w + rest * v / sum(vaegt) for w, v in zip(mindst, vaegt, strict=True)]

    def _raekke(self, raekke: tuple[str, ...], bredder: list[float], font: str, streger: bool) -> None:
        pkt = self.stil.stoerrelse - 0.5
        celler = [ombryd([(font, c)], pkt, w - 6) for c, w in zip(raekke, bredder, strict=False)]
        hoejde = max(len(c) for c in celler) * pkt * 1.2 + 5
        self._plads(hoejde)
        side, x, top = self.sider[-1], self.stil.margen, self.y
        for celle, raa, w in zip(celler, raekke, bredder, strict=False):
            for n, linje in enumerate(celle, 1):
                for dx, f, t in linje:
                    ryk = w - 6 - _bredde(t, f, pkt) if TAL.fullmatch(raa) else dx
                    side.tekster.append((top - n * pkt * 1.2, (x + 3 + ryk, f, pkt, t)))
            x += w
        if streger:
            side.streger += _kasser(self.stil.margen, bredder, top, top - hoejde)
        self.y -= hoejde


def _kasser(x: float, bredder: list[float], top: float, bund: float) -> list[tuple[float, float, float, float]]:
    """The rules around a row of cells."""
    hoejre = x + sum(bredder)
    streger = [(x, top, hoejre, top), (x, bund, hoejre, bund), (x, top, x, bund)]
    for w in bredder:
        x += w
        streger.append((x, top, x, bund))
    return streger


def byg_pdf(dokument: Dokument) -> bytes:
    """The document set as PDF."""
    sider = Sats(dokument).saet()
    ud = io.BytesIO()
    laerred = Canvas(ud, pagesize=A4, pageCompression=0, invariant=1)
    laerred.setTitle(dokument.titel)
    for nr, side in enumerate(sider, 1):
        _tegn(laerred, side)
        _tegn_hoved(laerred, dokument, nr, len(sider))
        laerred.showPage()
    laerred.save()
    return ud.getvalue()


def _tegn(laerred: Canvas, side: Side) -> None:
    laerred.setLineWidth(0.5)
    for streg in side.streger:
        laerred.line(*streg)
    tekst = laerred.beginText()
    skrift: tuple[str, float] | None = None
    for y, (x, font, stoerrelse, indhold_) in side.tekster:
        if skrift != (font, stoerrelse):
            tekst.setFont(_hent_font(font), stoerrelse)
            skrift = (font, stoerrelse)
        tekst.setTextOrigin(round(x, 2), round(y, 2))
        tekst.textOut(indhold_)
    laerred.drawText(tekst)


def _tegn_hoved(laerred: Canvas, dokument: Dokument, nr: int, antal: int) -> None:
    """The running head (left) and foot (centred) of a page."""
    stil = STILE[dokument.stil]
    laerred.setFont(_hent_font(stil.normal), 8)
    if dokument.hoved:
        laerred.drawString(stil.margen, HOEJDE - 26, dokument.hoved.format(side=nr, sider=antal))
    if dokument.bund:
        laerred.drawCentredString(BREDDE / 2, 24, dokument.bund.format(side=nr, sider=antal))
