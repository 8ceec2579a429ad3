"""Tables of a punkt: from runs of tab-separated lines and from ruled grids, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from referat.extract.riste import Rist, find_riste
from referat.extract.sammenloebne import del_op
from referat.extract.tabelnoter import med_noter
from referat.extract.tabeltyper import Raacelle, Raatabel, Raekke, er_aar, laes_hoved, saet_typer, siger
from referat.extract.udsnit import Udsnit
from referat.extract.vaerdier import tal
from referat.schemas.fakta import Belaeg
from referat.schemas.poster import Tabel
from referat.schemas.side import Gitter, Linje

TAB, GITTER, LOEBENDE = "tabeller:tabulator", "tabeller:gitter", "tabeller:sammenløbet"
SPREDT = "tabeller:spredt"
STREGER = re.compile(r"[\s\-–—_=|+:]*")
PUNKTTEGN = re.compile(r"[•·▪◦‣o–—*-]|")
INDHOLDSLINJE = re.compile(r"\.{4,}\s*\t\s*\d+\s*$")
LAENGSTE_TITEL = 250


def find_tabeller(udsnit: Udsnit, gitre: Sequence[Gitter] = (), moede_aar: int | None = None) -> list[Tabel]:
    """The tables of a stretch, their cells typed. ``gitre`` are the ruled tables that lie in it.

    A line of text between two tables parts them; an empty one does so only where a new head follows.
    """
    riste = list(find_riste(udsnit))
    spredte = [_af_rist(udsnit, rist) for rist in riste]
    optaget = [*map(_omraade, gitre), *(_plads(t) for t in spredte)]
    fundne = [*_af_gitre(udsnit, gitre), *_af_tabulatorer(udsnit, optaget), *_af_sammenloebne(udsnit), *spredte]
    fundne.sort(key=lambda t: _foerste(t).belaeg.tegn_fra)
    fundne = [med_noter(udsnit, _med_titel(udsnit, t)) for t in fundne]
    return [saet_typer(t, nr, _samlet(t), moede_aar) for nr, t in enumerate(fundne, 1)]


def _celler(tabel: Raatabel) -> Iterator[Raacelle]:
    return (c for raekke in tabel.raekker for c in raekke if c)


def _foerste(tabel: Raatabel) -> Raacelle:
    return next(_celler(tabel))


def _samlet(tabel: Raatabel) -> Belaeg:
    """The evidence of the whole table: its first page's cells in one box."""
    celler = [c.belaeg for c in _celler(tabel)]
    foerste = celler[0]
    bokse = [b.boks for b in celler if b.boks and b.side == foerste.side]
    return foerste.model_copy(
        update={
            "tegn_til": max(b.tegn_til for b in celler),
            "boks": (
                min(b[0] for b in bokse),
                min(b[1] for b in bokse),
                max(b[2] for b in bokse),
                max(b[3] for b in bokse),
            )
            if bokse
            else None,
        }
    )


# Tab-separated lines


def _af_tabulatorer(udsnit: Udsnit, omraader: Sequence[tuple[int, int]]) -> Iterator[Raatabel]:
    """Runs of lines with tabs that lie in none of the grids."""
    blokke: list[list[Raekke]] = []
    hul = 0
    start = 0
    for linje in udsnit.linjer:
        raekke = None if _i_gitter(linje, omraader) else _raekke(udsnit, linje, start)
        start += len(linje.tekst) + 1
        if raekke is None:
            hul = hul + 1 if linje.tom else 99
            continue
        if blokke and (hul == 0 or (hul == 1 and _gaar_videre(blokke[-1], raekke))):
            blokke[-1].append(raekke)
        else:
            blokke.append([raekke])
        hul = 0
    for blok in blokke:
        raekker = [r for r in blok if not all(c is None or (STREGER.fullmatch(c.raa) and len(c.raa) > 1) for c in r)]
        tabel = Raatabel(raekker)
        if _er_tabel(tabel):
            yield tabel


def _raekke(udsnit: Udsnit, linje: Linje, start: int) -> Raekke | None:
    """A line's cells between its tabs; None where it has no tab or is a line of the contents list.

    On a page with places the tables were found by those, and a tab is only a gap.
    """
    if "\t" not in linje.tekst or linje.boks or INDHOLDSLINJE.search(linje.tekst):
        return None
    return _mellem_tabulatorer(udsnit, linje, start, TAB)


def _mellem_tabulatorer(udsnit: Udsnit, linje: Linje, start: int, regel: str) -> Raekke:
    """The cells between a line's tabs; ``start`` is its place in the stretch."""
    ud: Raekke = []
    for m in re.finditer(r"[^\t]*(?:\t|$)", linje.tekst):
        if m.start() == len(linje.tekst) and m.start() and linje.tekst[m.start() - 1] != "\t":
            break
        raa = m[0].strip()
        fra = start + m.start() + len(m[0]) - len(m[0].lstrip())
        ud.append(Raacelle(raa, udsnit.belaeg(fra, fra + len(raa), regel)) if raa else None)
    return ud


def _gaar_videre(blok: Sequence[Raekke], raekke: Raekke) -> bool:
    """Over an empty line a table goes on with as many columns, and with values where it had values."""
    if all(c is None or STREGER.fullmatch(c.raa) for c in raekke):
        return True
    tal_i = [c.raa for c in raekke[1:] if c and tal(c.raa) is not None]
    return len(raekke) == max(map(len, blok)) and not all(er_aar(x) for x in tal_i)


def _er_tabel(tabel: Raatabel) -> bool:
    """Two columns and rows at least, or a row of three cells; no list whose first column is bullets."""
    kolonner = [k for k in range(tabel.bredde) if any(tabel.raa(r, k) for r in range(len(tabel.raekker)))]
    if len(kolonner) < 2 or (len(kolonner) == 2 and len(tabel.raekker) == 1):
        return False
    foerste = [tabel.raa(r, 0) for r in range(len(tabel.raekker))]
    return len(kolonner) > 2 or not all(PUNKTTEGN.fullmatch(x) for x in foerste)


def _af_sammenloebne(udsnit: Udsnit) -> Iterator[Raatabel]:
    """Tables that an export ran together into one line."""
    start = 0
    for linje in udsnit.linjer:
        for raekker in filter(None, [del_op(linje.tekst.rstrip())]):
            yield Raatabel([[_stykke(udsnit, start + a, start + b) for a, b in r] for r in raekker if r])
        start += len(linje.tekst) + 1


def _stykke(udsnit: Udsnit, fra: int, til: int, regel: str = LOEBENDE) -> Raacelle:
    return Raacelle(udsnit.tekst[fra:til], udsnit.belaeg(fra, til, regel))


def _af_rist(udsnit: Udsnit, rist: Rist) -> Raatabel:
    """A table whose cells were spread over lines."""
    raekker: list[Raekke] = [
        [_stykke(udsnit, a, b, SPREDT) if a < b else None for a, b in raekke] for raekke in rist.raekker
    ]
    return Raatabel(raekker, brudt=rist.brudt)


def _plads(tabel: Raatabel) -> tuple[int, int]:
    """First character and end of a table in the document."""
    return min(c.belaeg.tegn_fra for c in _celler(tabel)), max(c.belaeg.tegn_til for c in _celler(tabel))


# Ruled grids


def _af_gitre(udsnit: Udsnit, gitre: Sequence[Gitter]) -> Iterator[Raatabel]:
    """The grids as tables; one that goes on at the top of the next page is one table."""
    samlet: list[tuple[Gitter, Raatabel]] = []
    for gitter in sorted(gitre, key=lambda g: (g.side, _omraade(g))):
        tabel = Raatabel([_gitterraekke(gitter, r) for r in range(len(gitter.raekker))])
        if samlet and _fortsaetter(udsnit, samlet[-1], (gitter, tabel)):
            foer = samlet[-1][1]
            samlet[-1] = (gitter, Raatabel(_sammen(foer.raekker, tabel.raekker[_gentaget_hoved(foer, tabel) :])))
        elif _er_tabel(tabel):
            samlet.append((gitter, Raatabel(_over_siden(udsnit, gitter, tabel.bredde, foer=True) + tabel.raekker)))
    for gitter, tabel in samlet:
        yield Raatabel(tabel.raekker + _over_siden(udsnit, gitter, tabel.bredde, foer=False))


def _sammen(over: list[Raekke], under: list[Raekke]) -> list[Raekke]:
    """Rows over a page break: a first row of text below is the last row's rest where it has no label and goes on with
    a sentence, so that some cell begins small."""
    if not over or not under or not _gaar_over(over[-1], under[0]):
        return over + under
    rest = [_forlaenget(a, b) for a, b in zip_longest(over[-1], under[0])]
    return [*over[:-1], rest, *under[1:]]


def _gaar_over(over: Raekke, under: Raekke) -> bool:
    fyldte = [(a, b) for a, b in zip_longest(over, under) if b]
    if under[0] or not any(b.raa[0].islower() for _, b in fyldte):
        return False
    return all(a and b.raa[0].isalpha() and (b.raa[0].islower() or a.raa[-1] not in ".:!?") for a, b in fyldte)


def _forlaenget(a: Raacelle | None, b: Raacelle | None) -> Raacelle | None:
    if a is None or b is None:
        return a or b
    return Raacelle(f"{a.raa} {b.raa}", a.belaeg.model_copy(update={"tegn_til": b.belaeg.tegn_til}))


def _over_siden(udsnit: Udsnit, gitter: Gitter, bredde: int, foer: bool) -> list[Raekke]:
    """Rows that a page break parts from their table: lines of as many cells at the end of the page before, or at the
    top of the next one."""
    fra, til = _omraade(gitter)
    broed = [x for x in udsnit.linjer if x.art == "broed" and not x.tom]
    naer = [x for x in reversed(broed) if x.tegn_til < fra] if foer else [x for x in broed if x.tegn_fra > til]
    side = gitter.side + (-1 if foer else 1)
    raekker: list[Raekke] = []
    for linje in naer:
        if linje.side != side or linje.gitter is not None or linje.tekst.count("\t") != bredde - 1:
            break
        if not (linje.boks and gitter.boks):
            break
        if linje.boks[0] < gitter.boks[0] - 12 or linje.boks[2] > gitter.boks[2] + 12:
            break
        raekker.append(_mellem_tabulatorer(Udsnit([linje]), linje, 0, GITTER))
    return raekker[::-1] if foer else raekker


def _gitterraekke(gitter: Gitter, r: int) -> Raekke:
    return [
        Raacelle(
            c.raa,
            Belaeg(side=gitter.side, tegn_fra=c.tegn_fra, tegn_til=c.tegn_til, regel=GITTER, boks=c.boks),
        )
        if c and c.raa
        else None
        for c in gitter.raekker[r]
    ]


def _omraade(gitter: Gitter) -> tuple[int, int]:
    celler = [c for raekke in gitter.raekker for c in raekke if c]
    return min((c.tegn_fra for c in celler), default=0), max((c.tegn_til for c in celler), default=0)


def _i_gitter(linje: Linje, omraader: Sequence[tuple[int, int]]) -> bool:
    return any(fra <= linje.tegn_fra < til or fra < linje.tegn_til <= til for fra, til in omraader)


def _fortsaetter(udsnit: Udsnit, a: tuple[Gitter, Raatabel], b: tuple[Gitter, Raatabel]) -> bool:
    """On the next page, with as many columns and no line of prose between."""
    if b[0].side != a[0].side + 1 or a[1].bredde != b[1].bredde:
        return False
    fra, til = _omraade(a[0])[1], _omraade(b[0])[0]
    return not any(fra <= x.tegn_fra and x.tegn_til <= til and x.art == "broed" and not x.tom for x in udsnit.linjer)


def _gentaget_hoved(a: Raatabel, b: Raatabel) -> int:
    """How many rows of the head stand again at the top of the next page."""
    hoved = max(laes_hoved(a).raekker, 1)
    ens = all(
        r < len(b.raekker) and a.raa(r, k) == b.raa(r, k) for r in range(hoved) for k in range(max(a.bredde, b.bredde))
    )
    return hoved if ens else 0


# What stands above


def _med_titel(udsnit: Udsnit, tabel: Raatabel) -> Raatabel:
    """The table with its caption and unit from the lines right above it."""
    fra = _foerste(tabel).belaeg.tegn_fra
    foer = [x.tekst.strip() for x in udsnit.linjer if x.tegn_til < fra and not x.tom and x.art == "broed"]
    for tekst in reversed(foer[-2:]):
        if len(tekst) > LAENGSTE_TITEL or "\t" in tekst:
            break
        if siger("titel", tekst):
            tabel.titel = tekst
            break
        if not siger("enhed", tekst):
            break
        tabel.enhed = tekst
    return tabel
