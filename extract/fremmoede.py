"""A table of who was there: names below each other, and a mark in the column of those present or of those away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, takewhile

from referat.extract.moedefelter import felt_i, har_label
from referat.extract.navne import Navn, find_navne, rolle
from referat.extract.udsnit import Udsnit
from referat.models.afsnit import noegle
from referat.models.viden import data, udtryk
from referat.schemas.referat import Deltager
from referat.schemas.side import Linje
from referat.schemas.vokabular import Deltagerstatus

CELLE = re.compile(r"[^\s](?:[^\t\n]*?[^\s])??(?=\t| {2,}|\s*$)")
STEDFORTRAEDER, PARTI, BEMAERKNING, STATUS = "stedfortraeder", "parti", "bemaerkning", "status"
"""Columns whose cells say something themselves; in any other a mark says what its head does."""
NAVN_KOLON = re.compile(r"[\s•·*-]*(?P<navn>[^:\n]{4,60}):\s+(?P<svar>\S.*)$")
"""A name, and a word of who was there."""
MAERKE = 3
"""A mark, whatever sign it is, has no more characters than this."""
FAERREST = 3
"""Fewer words of who was there, one under the other, are no column."""
SER_FREM = 3
"""How many lines on the table's next row may stand, a blank line or a remark between."""


@dataclass(frozen=True, slots=True)
class Celle:
    """A cell of a line: its text, where it stands, and its number among the line's tabs."""

    tekst: str
    fra: int
    nr: int


Kolonne = tuple[str, Celle]
"""What a mark in a column means, and the cell that heads it."""


@dataclass(frozen=True, slots=True)
class Fremmoede:
    """What such a table says, and its lines from ``fra`` up to ``til``."""

    fra: int
    til: int
    deltagere: tuple[Deltager, ...]


def find_fremmoede(linjer: Sequence[Linje]) -> Fremmoede | None:
    """The table of who was there among the lines of a head, None where there is none."""
    over = naeste = ""
    for i, linje in enumerate(linjer):
        over, naeste = naeste, naeste if linje.tom else linje.tekst
        kolonner = _kolonner(linje, medlemmer=felt_i(over) == "deltagere")
        if not kolonner:
            continue
        til = i + 1
        deltagere: list[Deltager] = []
        while til < len(linjer) and any(_raekke(x, kolonner) for x in linjer[til : til + SER_FREM]):
            deltagere += _raekke(linjer[til], kolonner)
            til += 1
        if len([d for d in deltagere if d.stedfortraeder_for is None]) > 1:
            return Fremmoede(i, til, tuple(deltagere))
    return _med_kolon(linjer) or _i_to_spalter(linjer) or _skiftevis(linjer)


def _med_kolon(linjer: Sequence[Linje]) -> Fremmoede | None:
    """A list of names with a word of who was there behind the colon of each: `Anne Holm: Deltog`."""
    raekker = [_navn_og_svar(x) for x in linjer]
    for er_raekke, gruppe in groupby(range(len(linjer)), key=lambda i: bool(raekker[i])):
        numre = list(gruppe)
        if er_raekke and len(numre) >= FAERREST:
            return Fremmoede(numre[0], numre[-1] + 1, tuple(d for i in numre for d in raekker[i]))
    return None


def _navn_og_svar(linje: Linje) -> list[Deltager]:
    """The person of such a line, and the substitute named behind."""
    m = NAVN_KOLON.match(linje.tekst)
    status = _status(m["svar"]) if m else None
    navne = find_navne(m["navn"]) if m and status else []
    if m is None or status is None or len(navne) != 1:
        return []
    person = _deltager(linje, Celle(m["navn"], m.start("navn"), 0), navne[0], Deltagerstatus(status))
    rest = m["svar"][len(_foran_tilfoejelse(m["svar"])) :]
    if not udtryk("fravaer", "stedfortraeder_maerke").search(rest):
        return [person]
    celle = Celle(rest, m.end() - len(rest), 1)
    return [person, *_stedfortraedere(Udsnit([linje]), celle, person.navn)]


def _i_to_spalter(linjer: Sequence[Linje]) -> Fremmoede | None:
    """A table whose columns were copied one under the other: names, and then as many lines that say who was there."""
    svar = [_svar(x) for x in linjer]
    for er_svar, gruppe in groupby(range(len(linjer)), key=lambda i: svar[i] is not None):
        fra, *resten = gruppe
        antal = 1 + len(resten)
        if not er_svar or not FAERREST <= antal <= fra:
            continue
        foer = linjer[fra - antal : fra]
        navne = [find_navne(x.tekst) for x in foer]
        flere = fra > antal and find_navne(linjer[fra - antal - 1].tekst)
        if not flere and all(len(n) == 1 for n in navne):
            raekker = zip(foer, navne, filter(None, svar[fra:]), strict=False)
            deltagere = tuple(_deltager(x, Celle(x.tekst, 0, 0), n, status) for x, (n,), status in raekker)
            return Fremmoede(fra - antal, fra + antal, deltagere)
    return None


def _skiftevis(linjer: Sequence[Linje]) -> Fremmoede | None:
    """A list of names with a word of who was there under each. One with a colon is a label, and so are all where a name
    follows the last, or where none comes twice."""
    fyldte = [i for i, x in enumerate(linjer) if not x.tom]
    for n, fra in enumerate(fyldte):
        to_og_to = zip(fyldte[n::2], fyldte[n + 1 :: 2], strict=False)
        par = list(takewhile(_er_par, ((linjer[a], linjer[b]) for a, b in to_og_to)))
        rest = fyldte[n + 2 * len(par) :]
        svar = [_svar(x) for _, x in par]
        etiketter = (n and _svar(linjer[fyldte[n - 1]])) or (rest and find_navne(linjer[rest[0]].tekst))
        if len(par) < FAERREST or len(set(svar)) == len(svar) or etiketter:
            continue
        deltagere = tuple(
            _deltager(x, Celle(x.tekst, 0, 0), find_navne(x.tekst)[0], status)
            for (x, _), status in zip(par, svar, strict=True)
            if status
        )
        return Fremmoede(fra, fyldte[n + 2 * len(par) - 1] + 1, deltagere)
    return None


def _er_par(par: tuple[Linje, Linje]) -> bool:
    """Whether a line is a name, and the next a word of who was there."""
    navn, svar = par
    ord_ = _svar(svar) is not None and not svar.tekst.rstrip().endswith(":")
    return ord_ and _svar(navn) is None and len(find_navne(navn.tekst)) == 1


def _svar(linje: Linje) -> Deltagerstatus | None:
    """What a line that is no more than a word of who was there says."""
    betyder = _hoveder().get(noegle(linje.tekst))
    return Deltagerstatus(betyder) if betyder in _statusser() else None


def _deltager(linje: Linje, celle: Celle, n: Navn, status: Deltagerstatus, parti: str | None = None) -> Deltager:
    """The person whom a cell of a line names; the party as a column says, where the name has none."""
    belaeg = Udsnit([linje]).belaeg(celle.fra + n.fra, celle.fra + n.til, "deltagere:tabel")
    return Deltager(belaeg=belaeg, navn=n.navn, parti=n.parti or parti, status=status, rolle=rolle(celle.tekst, n))


def _kolonner(linje: Linje, *, medlemmer: bool) -> list[Kolonne]:
    """The columns that a line heads, with what a mark in each means, those of other heads being remarks; none unless
    one is of those away, or the table stands under a label of members and all heads are known."""
    celler = _celler(linje.tekst)
    kolonner = [(_hoveder().get(noegle(c.tekst), BEMAERKNING), c) for c in celler[1:]]
    kendte = [noegle(c.tekst) in _hoveder() for c in celler[1:]]
    alle = {betyder for betyder, _ in kolonner}
    siger_hvem = alle - {"til stede", PARTI, BEMAERKNING}
    begge = "til stede" in alle and siger_hvem  # then the names may be headed by the body's own
    if len(celler) < 2 or (noegle(celler[0].tekst) not in _navnehoveder() and not begge):
        return []
    return kolonner if (siger_hvem and sum(kendte) * 2 >= len(kendte)) or (medlemmer and all(kendte)) else []


def _raekke(linje: Linje, kolonner: Sequence[Kolonne]) -> list[Deltager]:
    """The person of a row, and the substitutes named in it; none where it is no row of such a table."""
    celler = _celler(linje.tekst)
    navne = find_navne(celler[0].tekst) if celler else []
    if len(navne) != 1 or har_label(linje):
        return []
    n, status, ud, parti = navne[0], Deltagerstatus.TIL_STEDE, list[Deltager](), None
    for celle in celler[1:]:
        kolonne = _kolonne(celle, kolonner, "\t" in linje.tekst)
        if kolonne == STEDFORTRAEDER:
            ud += _stedfortraedere(Udsnit([linje]), celle, n.navn)
        elif kolonne == PARTI:
            parti = parti or celle.tekst
        elif kolonne == STATUS and (betyder := _status(celle.tekst)):
            status = Deltagerstatus(betyder)
        elif len(_foran_tilfoejelse(celle.tekst)) <= MAERKE and kolonne not in (BEMAERKNING, STATUS):
            status = Deltagerstatus(kolonne)
        elif kolonne != BEMAERKNING:
            return []
    return [_deltager(linje, celler[0], n, status, parti), *ud]


def _stedfortraedere(udsnit: Udsnit, celle: Celle, for_: str) -> list[Deltager]:
    """Those whom a cell names as present in a member's stead."""
    return [
        Deltager(
            belaeg=udsnit.belaeg(celle.fra + s.fra, celle.fra + s.til, "deltagere:tabel"),
            navn=s.navn,
            parti=s.parti,
            status=Deltagerstatus.TIL_STEDE,
            stedfortraeder_for=for_,
        )
        for s in find_navne(celle.tekst)
    ]


def _status(tekst: str) -> str | None:
    """What a cell that is no mark says of a member: `Til stede (fra kl. 15)`."""
    ord_ = noegle(_foran_tilfoejelse(tekst))
    fundne = ((len(o), betyder) for o, betyder in _hoveder().items() if betyder in _statusser() and ord_.startswith(o))
    return max(fundne, default=(0, None))[1]


def _foran_tilfoejelse(tekst: str) -> str:
    """The mark that a cell begins with: `Ja, med afbud`."""
    return re.split(r"[(,;]|\s[-–]\s", tekst, maxsplit=1)[0].strip()


def _kolonne(celle: Celle, kolonner: Sequence[Kolonne], tabulator: bool) -> str:
    """What the column means that a cell stands in: the one of its number, else the nearest."""
    return min(kolonner, key=lambda k: abs((k[1].nr - celle.nr) if tabulator else (k[1].fra - celle.fra)))[0]


def _celler(tekst: str) -> list[Celle]:
    return [Celle(m[0], m.start(), tekst.count("\t", 0, m.start())) for m in CELLE.finditer(tekst)]


@cache
def _hoveder() -> dict[str, str]:
    return {noegle(o): betyder for betyder, ord_ in data("moedehoved")["fremmoede"].items() for o in ord_}


@cache
def _statusser() -> frozenset[str]:
    return frozenset(Deltagerstatus)


@cache
def _navnehoveder() -> frozenset[str]:
    viden = data("moedehoved")
    return frozenset(noegle(o) for o in (*viden["felter"]["deltagere"], *viden["fremmoede"]["navn"]))
