"""Tables at random, set in the ways that kommuner set them, with their true grids: what the table finder is held to.

Heads of one to three rows, cells that span columns, wrapped labels, group rows, rulings of five kinds, any alignment,
units, empty cells, prose and captions around, and breaks over the page with and without the head again.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from referat.corpus.layout import BREDDE, HOEJDE, _bredde, _hent_font, ombryd
from referat.corpus.tabeller import MINUS, dansk_tal
from reportlab.pdfgen.canvas import Canvas

MARGEN = 56
SKRIFTER = (
    ("Times-Roman", "Times-Bold"),
    ("Helvetica", "Helvetica-Bold"),
    ("Courier", "Courier-Bold"),
    ("Vera", "VeraBd"),
)
ORDFORRAAD = (
    "drift anlæg skole dagtilbud vedligehold byggeri ældre pleje kultur fritid natur miljø veje park sundhed",
    "beskæftigelse ejendom renovering tilskud kørsel administration puljer bibliotek svømmehal integration",
    "genoptræning forebyggelse hjælpemidler specialundervisning befordring rengøring",
)
GRUPPER = ("Budget {}", "Regnskab {}", "Overslagsår {}", "Prognose {}", "Ændring i {}")
HOVEDER = (
    "Oprindeligt budget", "Korrigeret budget", "Forbrug", "Forventet regnskab", "Afvigelse", "2023", "2024", "2025",
    "2026", "Beløb i 1.000 kr.", "Antal", "Pct.", "Udgift netto", "Tillægs- bevilling", "Rest", "Indtægt inkl. moms",
)  # fmt: skip
STREGER = ("ingen", "ingen", "alle", "vandrette", "hoved", "skygge")


@dataclass(slots=True)
class Celle:
    """A cell of a table to be set: its text and over how many columns it goes."""

    tekst: str
    bredde: int = 1


@dataclass(slots=True)
class Proevetabel:
    """A table and how it is set. Sizes in points; ``justering`` has l, r or c for each column."""

    raekker: list[list[Celle]]
    hoved: int
    bredder: list[float]
    justering: str
    skrift: tuple[str, str]
    stoerrelse: float
    linje: float
    luft: tuple[float, float]
    streger: str
    fedt_hoved: bool
    bundstillet: bool
    gentag: bool
    indryk: list[float] = field(default_factory=list)

    @property
    def gitter(self) -> list[list[str]]:
        """The true grid: a cell that spans columns stands in its first."""
        return [[t for c in r for t in [c.tekst, *[""] * (c.bredde - 1)]] for r in self.raekker]


def tilfaeldig_tabel(rng: Random) -> Proevetabel:
    """A table of 4 to 16 rows, no wider than the page."""
    while sum((t := _tabel(rng)).bredder) > BREDDE - 2 * MARGEN + 1:
        pass
    return t


def _tabel(rng: Random) -> Proevetabel:
    antal = rng.randint(1, 6)
    tekster = rng.randint(1, 2) if antal < 4 and rng.random() < 0.2 else 0
    hovedraekker = _hoved(rng, antal, tekster)
    krop = _krop(rng, antal, tekster)
    stoerrelse = rng.choice((7.5, 8.0, 9.0, 10.0, 11.0))
    skrift = rng.choice(SKRIFTER)
    luft = (
        rng.uniform(0.3, 0.7) * stoerrelse * (1.6 if skrift[0] == "Courier" else 1.0),
        rng.choice((0.0, 1.0, 1.7, 2.5, 4.0)),
    )
    bredder = _bredder(rng, hovedraekker + krop, 1 + antal + tekster, skrift, stoerrelse, luft[0])
    tal = rng.choice("rrrrlc")
    return Proevetabel(
        raekker=hovedraekker + krop,
        hoved=len(hovedraekker),
        bredder=bredder,
        justering="l" + tal * antal + "l" * tekster,
        skrift=skrift,
        stoerrelse=stoerrelse,
        linje=rng.uniform(1.12, 1.28),
        luft=luft,
        streger=rng.choice(STREGER),
        fedt_hoved=rng.random() < 0.7,
        bundstillet=rng.random() < 0.3,
        gentag=rng.random() < 0.5,
        indryk=[rng.choice((0.0, 0.0, 6.0)) if rng.random() < 0.5 else 0.0 for _ in hovedraekker + krop],
    )


def _navn(rng: Random, mindst: int = 1, flest: int = 6) -> str:
    navn = " ".join(rng.sample(" ".join(ORDFORRAAD).split(), rng.randint(mindst, flest)))
    return navn.capitalize()


def _hoved(rng: Random, antal: int, tekster: int) -> list[list[Celle]]:
    hjoerne = rng.choice(("1.000 kr.", "Mio. kr.", "", "Område", "Bevilling (mio. kr.)"))
    navne = rng.sample(HOVEDER, antal) + [_navn(rng, 1, 2) for _ in range(tekster)]
    nederst = [Celle(x) for x in (hjoerne, *navne)]
    if antal < 3 or rng.random() < 0.6:
        return [nederst]
    graense = rng.randint(2, antal - 1) if antal > 2 else antal
    over = [Celle("")]
    for a, b in pairwise((0, graense, antal)):
        over.append(Celle(rng.choice(GRUPPER).format(rng.randint(2020, 2027)), b - a))
    over += [Celle("") for _ in range(tekster)]
    if rng.random() < 0.3:
        return [[Celle(""), Celle(_navn(rng, 2, 3), antal), *(Celle("") for _ in range(tekster))], over, nederst]
    return [over, nederst]


def _krop(rng: Random, antal: int, tekster: int) -> list[list[Celle]]:
    faktor = rng.choice((1, 10, 10, 100))
    minus, enhed = rng.choice(MINUS), rng.choice(("", "", "", "", " kr.", " %", " pct."))
    tom = rng.choice(("", "-", "0"))
    raekker = []
    for n in range(rng.randint(3, 14)):
        if n and rng.random() < 0.08:
            raekker.append([Celle(_navn(rng, 1, 3)), *(Celle("") for _ in range(antal + tekster))])
        tal = [_tal(rng, faktor, minus, enhed, tom) for _ in range(antal)]
        tekst = [Celle(_navn(rng, 2, 12) if rng.random() < 0.85 else "") for _ in range(tekster)]
        raekker.append([Celle(_navn(rng)), *tal, *tekst])
    sidste = [Celle("I alt"), *(_tal(rng, faktor, minus, enhed, "0") for _ in range(antal))]
    return [*raekker, [*sidste, *(Celle("") for _ in range(tekster))]]


def _tal(rng: Random, faktor: int, minus: str, enhed: str, tom: str) -> Celle:
    if rng.random() < 0.07:
        return Celle(tom)
    vaerdi = rng.choice((1, 1, -1)) * rng.randint(0, 10 ** rng.randint(1, 6))
    return Celle(dansk_tal(vaerdi, faktor, minus) + enhed)


def _bredder(
    rng: Random, raekker: list[list[Celle]], antal: int, skrift: tuple[str, str], pkt: float, luft: float
) -> list[float]:
    """Each column as wide as its longest word, or its longest number; labels and text get a share of what is left."""
    mindst = [0.0] * antal
    laengst = [0.0] * antal
    for raekke in raekker:
        k = 0
        for c in raekke:
            if c.bredde == 1 and c.tekst:
                er_tal = c.tekst[-1].isdigit() or any(x.isdigit() for x in c.tekst[:3])
                dele = [c.tekst] if er_tal else c.tekst.split()
                mindst[k] = max(mindst[k], *(_bredde(x, skrift[1], pkt) + 2 * luft for x in dele))
                laengst[k] = max(laengst[k], _bredde(c.tekst, skrift[1], pkt) + 2 * luft + 6)
            k += c.bredde
    rest = max(BREDDE - 2 * MARGEN - sum(mindst), 0.0)
    if rng.random() < 0.5:
        rest = min(rest, sum(laengst) - sum(mindst))
    vaegt = [b - a + 1 for a, b in zip(mindst, laengst, strict=True)]
    return [m + rest * v / sum(vaegt) for m, v in zip(mindst, vaegt, strict=True)]


class Saetter:
    """Sets tables and prose down pages."""

    def __init__(self) -> None:
        self.ud = io.BytesIO()
        self.laerred = Canvas(self.ud, pagesize=(BREDDE, HOEJDE), pageCompression=0, invariant=1)
        self.y = HOEJDE - MARGEN

    def ny_side(self) -> None:
        """The next page from its top."""
        self.laerred.showPage()
        self.y = HOEJDE - MARGEN

    def prosa(self, tekst: str, font: str = "Times-Roman", pkt: float = 10.0) -> None:
        """A paragraph."""
        for linje in ombryd([(font, tekst)], pkt, BREDDE - 2 * MARGEN):
            if self.y < MARGEN + pkt:
                self.ny_side()
            self.y -= pkt * 1.2
            self._skriv(MARGEN, self.y, font, pkt, linje[0][2])
        self.y -= 7

    def _skriv(self, x: float, y: float, font: str, pkt: float, tekst: str) -> None:
        self.laerred.setFont(_hent_font(font), pkt)
        self.laerred.drawString(round(x, 2), round(y, 2), tekst)

    def tabel(self, t: Proevetabel) -> None:
        """A table; over the page it goes on, with its head again where it says so."""
        for nr in range(len(t.raekker)):
            sammen = range(nr, t.hoved + 2) if nr == 0 else (nr,)  # a head stands above rows
            if self.y - sum(self._hoejde(t, r) for r in sammen) < MARGEN:
                self.ny_side()
                if t.gentag and nr >= t.hoved:
                    for h in range(t.hoved):
                        self._raekke(t, h)
            self._raekke(t, nr)
        self.y -= 10

    def _celler(self, t: Proevetabel, nr: int) -> list[tuple[float, float, str, list[str]]]:
        """x, width, alignment and lines of each cell of a row."""
        ud = []
        x, k = float(MARGEN), 0
        for c in t.raekker[nr]:
            w = sum(t.bredder[k : k + c.bredde])
            hoejre = nr < t.hoved and c.bredde > 1
            ryk = t.indryk[nr] if k == 0 and nr >= t.hoved else 0.0
            linjer = ombryd([(self._font(t, nr), c.tekst)], t.stoerrelse, w - 2 * t.luft[0] - ryk)
            tekster = [x[0][2] for x in linjer if x]
            ud.append((x + ryk, w - ryk, "c" if hoejre else t.justering[k], tekster))
            x, k = x + w, k + c.bredde
        return ud

    def _font(self, t: Proevetabel, nr: int) -> str:
        return t.skrift[1] if nr < t.hoved and t.fedt_hoved else t.skrift[0]

    def _hoejde(self, t: Proevetabel, nr: int) -> float:
        flest = max(len(c[3]) for c in self._celler(t, nr))
        return flest * t.stoerrelse * t.linje + 2 * t.luft[1]

    def _raekke(self, t: Proevetabel, nr: int) -> None:
        hoejde = self._hoejde(t, nr)
        self._streg(t, nr, hoejde)
        for x, w, justering, tekster in self._celler(t, nr):
            ned = hoejde - 2 * t.luft[1] - len(tekster) * t.stoerrelse * t.linje if t.bundstillet else 0.0
            for n, tekst in enumerate(tekster, 1):
                fri = w - 2 * t.luft[0] - _bredde(tekst, self._font(t, nr), t.stoerrelse)
                ryk = {"l": 0.0, "r": fri, "c": fri / 2}[justering]
                y = self.y - t.luft[1] - ned - (n - 0.25) * t.stoerrelse * t.linje
                self._skriv(x + t.luft[0] + ryk, y, self._font(t, nr), t.stoerrelse, tekst)
        self.y -= hoejde

    def _streg(self, t: Proevetabel, nr: int, hoejde: float) -> None:
        c, hoejre, bund = self.laerred, MARGEN + sum(t.bredder), self.y - hoejde
        c.setLineWidth(0.5)
        if t.streger == "alle":
            x, k = float(MARGEN), 0
            for celle in t.raekker[nr]:
                w = sum(t.bredder[k : k + celle.bredde])
                c.rect(x, bund, w, hoejde)
                x, k = x + w, k + celle.bredde
        elif t.streger == "vandrette" or (t.streger == "hoved" and nr in (t.hoved - 1, len(t.raekker) - 1)):
            c.line(MARGEN, bund, hoejre, bund)
        elif t.streger == "skygge" and nr % 2:
            c.setFillGray(0.9)
            c.rect(MARGEN, bund, hoejre - MARGEN, hoejde, stroke=0, fill=1)
            c.setFillGray(0)

    def faerdig(self) -> bytes:
        """The pages as PDF."""
        self.laerred.save()
        return self.ud.getvalue()


def proevefil(rng: Random, antal: int = 10) -> tuple[bytes, list[list[list[str]]]]:
    """A PDF of tables with prose, captions and notes between them, and the true grids in order."""
    s = Saetter()
    gitre = []
    for nr in range(1, antal + 1):
        t = tilfaeldig_tabel(rng)
        s.prosa(" ".join(_navn(rng, 8, 20) + "." for _ in range(rng.randint(2, 5))))
        if rng.random() < 0.6:
            s.prosa(f"Tabel {nr}: {_navn(rng, 3, 8)}", *rng.choice((("Times-Roman", 10.0), ("Times-Bold", 10.0))))
        s.tabel(t)
        if rng.random() < 0.4:
            s.prosa(f"{rng.choice(('Anm.', 'Kilde', 'Note'))}: {_navn(rng, 6, 16)}.", "Times-Roman", 8.0)
        gitre.append(t.gitter)
    s.prosa(" ".join(_navn(rng, 8, 20) + "." for _ in range(3)))
    return s.faerdig(), gitre
