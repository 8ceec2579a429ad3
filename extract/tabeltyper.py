"""From the raw cells of a table to typed ones: header rows, names of rows and columns, units, measures, years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from referat.extract.vaerdier import enhed, kroner, tal_med_enhed
from referat.models.viden import data, regler
from referat.schemas.fakta import Belaeg
from referat.schemas.poster import Tabel, Tabelcelle
from referat.schemas.vokabular import Brudgrund

AAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?![\d.,]\d|\d)")
PRISNIVEAU = re.compile(
    r"\(?\s*(?:(?:19|20)\d\d\s?-?\s?(?:pl|p/l|priser)|(?:pl|p/l|priser)\s?(?:19|20)\d\d)\b\s*\)?", re.IGNORECASE
)
TAL_I_NAVN = re.compile(r"(?<![\d.])(?!1[. ]?000\s?-?\s?kr)\d[\d.,]*\s*(?:%|pct\b|procent|(?:mio|mia)\b\.?\s*kr|kr\b)")
BOGSTAV = re.compile(r"[^\W\d_]")
HOEJST_HOVEDRAEKKER = 3
IKKE_MAAL = ("titel", "enhed", "note", "notetegn")
"""What the wordings of tables give that is no measure."""


@dataclass(frozen=True, slots=True)
class Raacelle:
    """A cell as printed, with its place."""

    raa: str
    belaeg: Belaeg


Raekke = list[Raacelle | None]


@dataclass(slots=True)
class Raatabel:
    """A table before its cells are typed: rows of equal length; the lines above that name it or its unit; its notes.

    ``brudt``: why it is not known which number belongs to which column; then no head names one.
    """

    raekker: list[Raekke]
    titel: str | None = None
    enhed: str | None = None
    brudt: Brudgrund | None = None
    noter: str | None = None

    @property
    def bredde(self) -> int:
        return max(map(len, self.raekker), default=0)

    def raa(self, raekke: int, kolonne: int) -> str:
        celler = self.raekker[raekke]
        celle = celler[kolonne] if kolonne < len(celler) else None
        return celle.raa if celle else ""


@dataclass(frozen=True, slots=True)
class Hoved:
    """What the head of a table says: how many rows it has, a name for each column, and the table's title and unit."""

    raekker: int
    navne: tuple[str, ...]
    titel: str | None
    enhed: str | None


def saet_typer(raa: Raatabel, nr: int, belaeg: Belaeg, moede_aar: int | None = None) -> Tabel:
    """The table as a record. ``moede_aar`` bounds which numbers are years."""
    hoved = laes_hoved(raa, moede_aar)
    if raa.brudt:
        hoved = replace(hoved, navne=())
    celler = [
        c
        for r in range(len(raa.raekker))
        for c in (_hovedceller(raa, r) if r < hoved.raekker else _raekkeceller(raa, r, hoved, moede_aar))
    ]
    return Tabel(
        nr=nr,
        titel=hoved.titel,
        enhed=hoved.enhed,
        er_budget=_er_budget(celler),
        brudt=raa.brudt is not None,
        brudt_fordi=raa.brudt,
        noter=raa.noter,
        celler=celler,
        belaeg=belaeg,
    )


def laes_hoved(raa: Raatabel, moede_aar: int | None = None) -> Hoved:
    """The rows before the first with a value; a row of years is part of the head, a lone first cell is a title."""
    titelraekke = _er_titelraekke(raa)
    antal = int(titelraekke) + _hovedraekker(raa, int(titelraekke), moede_aar)
    navne = tuple(_kolonnenavn(raa, range(int(titelraekke), antal), k) for k in range(raa.bredde))
    titel = raa.titel or (raa.raa(0, 0) if titelraekke else None)
    hjoerne = navne[0] if antal and navne else ""
    return Hoved(antal, navne, titel, _tabelenhed(titel, raa.enhed, hjoerne, navne[1:]))


def _er_titelraekke(raa: Raatabel) -> bool:
    """A first row with its first cell alone, above a row that has more."""
    fyldte = [k for k in range(raa.bredde) if raa.raa(0, k)]
    return len(raa.raekker) > 2 and fyldte == [0] and bool(siger("titel", raa.raa(0, 0)) or _fyldt(raa, 1) > 1)


def _hovedraekker(raa: Raatabel, fra: int, moede_aar: int | None) -> int:
    antal = 0
    for r in range(fra, min(fra + HOEJST_HOVEDRAEKKER, len(raa.raekker) - 1)):
        if not _er_hovedraekke(raa, r, antal, moede_aar):
            break
        antal += 1
    har_tal = any(_har_vaerdi(raa, r, moede_aar) for r in range(fra + antal, len(raa.raekker)))
    return antal if har_tal else min(antal, 1)


def _er_hovedraekke(raa: Raatabel, r: int, foer: int, moede_aar: int | None) -> bool:
    """A row that names columns; after the first one, only a row that goes on below an empty first cell."""
    return not _har_vaerdi(raa, r, moede_aar) and _fyldt(raa, r, 1) > 0 and (foer == 0 or not raa.raa(r, 0))


def _fyldt(raa: Raatabel, r: int, fra: int = 0) -> int:
    return sum(bool(raa.raa(r, k)) for k in range(fra, raa.bredde))


def _har_vaerdi(raa: Raatabel, r: int, moede_aar: int | None) -> bool:
    """Whether a row has a number beyond its first cell; a row whose numbers are all years has none."""
    tal = [c for k in range(1, raa.bredde) if tal_med_enhed(c := raa.raa(r, k))]
    return bool(tal) and not all(er_aar(c, moede_aar) for c in tal)


def er_aar(raa: str, moede_aar: int | None = None) -> bool:
    """Whether a cell is a year: four digits near the meeting's year."""
    if not re.fullmatch(r"\s*\d{4}\s*", raa):
        return False
    graenser = data("tabeller")["aar"]
    fra, til = graenser["uden_moede"]
    if moede_aar:
        fra, til = moede_aar - graenser["tilbage"], moede_aar + graenser["frem"]
    return bool(fra <= int(raa) <= til)


def _kolonnenavn(raa: Raatabel, raekker: range, k: int) -> str:
    """The head cells above a column; an empty one takes its left neighbour's where a row below tells them apart."""
    dele = []
    for r in raekker:
        tekst = raa.raa(r, k)
        if not tekst and r != raekker[-1] and k:
            tekst = next((raa.raa(r, j) for j in range(k, 0, -1) if raa.raa(r, j)), "") if raa.raa(r + 1, k) else ""
        if tekst:
            dele.append(tekst)
    return " ".join(dele)


def _tabelenhed(titel: str | None, oplyst: str | None, hjoerne: str, navne: Sequence[str]) -> str | None:
    """The unit of the whole table: from the corner, the caption, the line above, or all the columns alike."""
    for tekst in (hjoerne, titel or "", oplyst or ""):
        if (fundet := _navngiven(tekst)) and fundet != "antal":
            return fundet
    enheder = {_navngiven(n) for n in navne if n}
    return enheder.pop() if len(enheder) == 1 else None


def _hovedceller(raa: Raatabel, r: int) -> list[Tabelcelle]:
    return [
        Tabelcelle(raekke=r, kolonne=k, raa=c.raa, belaeg=c.belaeg) for k, c in enumerate(raa.raekker[r]) if c and c.raa
    ]


def _raekkeceller(raa: Raatabel, r: int, hoved: Hoved, moede_aar: int | None) -> list[Tabelcelle]:
    navnekolonne = _navnekolonne(raa, r, moede_aar)
    navn = raa.raa(r, navnekolonne) if navnekolonne is not None else None
    ud = []
    for k, celle in enumerate(raa.raekker[r]):
        if celle and celle.raa:
            er_navn = navnekolonne is not None and k <= navnekolonne
            ud.append(_celle(celle, r, k, navn, hoved, moede_aar, er_navn))
    return ud


def _navnekolonne(raa: Raatabel, r: int, moede_aar: int | None) -> int | None:
    """The first cell with letters that is no value; else a first cell that is a year or no number."""
    for k in range(raa.bredde):
        tekst = raa.raa(r, k)
        if BOGSTAV.search(tekst) and not tal_med_enhed(tekst):
            return k
        if k and tal_med_enhed(tekst):
            break
    foerste = raa.raa(r, 0)
    return 0 if foerste and (er_aar(foerste, moede_aar) or not tal_med_enhed(foerste)) else None


def _celle(
    celle: Raacelle, r: int, k: int, navn: str | None, hoved: Hoved, moede_aar: int | None, er_navn: bool
) -> Tabelcelle:
    kolonnenavn = (hoved.navne[k] if k < len(hoved.navne) else "") or None
    fundet = None if er_navn else tal_med_enhed(celle.raa)
    vaerdi = fundet[0] if fundet else None
    maal = _maal(kolonnenavn, navn) if fundet else None
    egen = _celleenhed(fundet[1] if fundet else None, kolonnenavn, navn, hoved.enhed) if fundet else None
    return Tabelcelle(
        raekke=r,
        kolonne=k,
        raa=celle.raa,
        vaerdi=vaerdi,
        enhed=egen,
        raekkenavn=navn,
        kolonnenavn=kolonnenavn,
        maal=maal,
        aar=_aar((kolonnenavn, navn, hoved.titel if maal else None), moede_aar) if fundet else None,
        beloeb_kr=kroner(vaerdi, egen) if vaerdi is not None else None,
        belaeg=celle.belaeg,
    )


def _celleenhed(trykt: str | None, kolonne: str | None, raekke: str | None, tabel: str | None) -> str | None:
    """The unit of a value: printed with it, else of its column, its row, the table."""
    return trykt or _navngiven(kolonne) or _navngiven(raekke) or tabel


@lru_cache(maxsize=1024)  # every cell asks about the names of its column and its row
def _navngiven(navn: str | None) -> str | None:
    """The unit that a name states; a number with its own unit inside the name (``PL (1,4%)``) states none."""
    return enhed(TAL_I_NAVN.sub(" ", navn or ""))


def _maal(kolonne: str | None, raekke: str | None) -> str | None:
    """What a value measures, as its column says, or else its row."""
    return next((m for navn in (kolonne, raekke) if navn and (m := _navngivet_maal(navn))), None)


@lru_cache(maxsize=1024)
def _navngivet_maal(navn: str) -> str | None:
    return next((r.giver for r in regler("tabeller") if r.giver not in IKKE_MAAL and r.moenster.search(navn)), None)


def med_aar(tabeller: Sequence[Tabel], sagstitel: str | None, moede_aar: int | None) -> list[Tabel]:
    """The tables with the year of the punkt's title on budget numbers that no head, label or caption dates."""
    aar = _aar((sagstitel,), moede_aar)
    budgetmaal = set(data("tabeller")["budgetmaal"])
    if aar is None:
        return list(tabeller)
    return [
        t.model_copy(
            update={
                "celler": [
                    c.model_copy(update={"aar": aar}) if c.aar is None and c.maal in budgetmaal else c for c in t.celler
                ]
            }
        )
        if t.er_budget and not any(c.aar for c in t.celler)
        else t
        for t in tabeller
    ]


def _aar(tekster: Iterable[str | None], moede_aar: int | None) -> int | None:
    """The one year that the first of some texts to name any names; the year of a price level is none."""
    for tekst in tekster:
        fundne = {a for a in AAR.findall(_uden_prisniveau(tekst)) if er_aar(a, moede_aar)}
        if fundne:
            return int(fundne.pop()) if len(fundne) == 1 else None
    return None


def _uden_prisniveau(tekst: str | None) -> str:
    return re.sub(r"(?i)\b(?:BO?|FR?|R)(?=(?:19|20)\d\d\b)", " ", PRISNIVEAU.sub(" ", tekst or ""))


def _er_budget(celler: Sequence[Tabelcelle]) -> bool:
    """A table of money in which some value is a budget, a spending or a deviation from one."""
    maal = set(data("tabeller")["budgetmaal"])
    udsagn = {c.maal for c in celler if c.vaerdi is not None and c.enhed != "pct."}
    penge = any(c.beloeb_kr is not None for c in celler)
    return bool(udsagn & maal - {"afvigelse"}) and (penge or len(udsagn & maal) > 1)


def siger(giver: str, tekst: str) -> bool:
    """Whether a line has a wording of the kind ``titel`` or ``enhed`` (``models/data/tabeller.json``)."""
    return any(r.giver == giver and r.moenster.search(tekst) for r in regler("tabeller"))
