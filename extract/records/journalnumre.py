"""Journal and case numbers: found by label, alone on a case line, or in prose where the shape is clear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from referat.extract.udsnit import Udsnit
from referat.extract.vaerdier import find_datoer
from referat.models.viden import Regel, data, moenster, regler, udtryk
from referat.schemas.poster import Journalnummer
from referat.schemas.side import Linje

OVERALT, LINJE, MAERKAT = "overalt", "linje", "mærkat"
CELLER = re.compile(r"\s+\|\s+|\s{3,}|\t")
FELT = re.compile(r"[A-ZÆØÅ][\wæøå. ]{2,30}:\s*\S")
CIFFER = re.compile(r"\d")
KAN_VAERE_NUMMER = re.compile(r"\d[ \t]?[-‐‑–−./][ \t]?\d")
"""What every number has that is known without a label: a mark between digits."""
LAENGSTE_PLAN = 20
"""Years."""
LINJETEGN = re.compile(r"[\s\-‐‑–−,;:.()\[\]/|*]+|\bog\b", re.IGNORECASE)
FOER_NUMMER = re.compile(r"[\s:.,;(\[#]*(?:\bog\b\s*)?", re.IGNORECASE)
EFTER_BART_TAL = re.compile(r"\s*(?:$|[,;)\]]|\bog\b|\s{2}|-\s*$)", re.IGNORECASE)
ET_ORD = re.compile(r"[\s:.]*[^\s,;]+")


@dataclass(frozen=True)
class Fund:
    """A number in a line, before it becomes a record."""

    fra: int
    til: int
    regel: Regel
    match: re.Match[str]


@dataclass(frozen=True)
class Laesning:
    """A line as read: its numbers, and what stands around them and their labels."""

    fund: tuple[Fund, ...]
    rester: tuple[str, ...]

    @property
    def er_alt(self) -> bool:
        """Whether the line says nothing but its numbers."""
        return bool(self.fund) and not _indhold(" ".join(self.rester))


def find_journalnumre(udsnit: Udsnit) -> list[Journalnummer]:
    """The journal numbers of a stretch in the order of the text, each once.

    A line with nothing but case numbers counts in every shape; elsewhere a number needs a label or a clear shape.
    """
    ud: dict[str, Journalnummer] = {}
    venter = False
    for linje in re.finditer(r"[^\n]+", udsnit.tekst):
        fund, ender_paa_maerkat = _laes(linje[0], venter)
        venter = ender_paa_maerkat or (venter and not linje[0].strip())
        for x in fund:
            post = _post(udsnit, linje.start(), x)
            ud.setdefault(post.normaliseret, post)
    return list(ud.values())


def afkod(raa: str) -> Journalnummer | None:
    """A number that someone wrote down, with what it says; None where it has no known shape."""
    fund = _nummer_ved(raa, 0, MAERKAT)
    return _post(Udsnit([Linje(raa, 1, 0)]), 0, fund) if fund and fund.til == len(raa) else None


def er_journalnummerlinje(tekst: str) -> bool:
    """Whether a line is nothing but case numbers, with or without labels, initials and ``Åbent``."""
    egen = _uden_felter(tekst)
    return bool(CIFFER.search(egen) and _aabner().match(egen)) and _del_op(egen, LINJE).er_alt


def _uden_felter(tekst: str) -> str:
    """A line without the labelled cells behind its first: `2014/04231      Sagsgang: TM/ØK`. What another label of a
    number stands before is no such cell, nor are the numbers of other bodies in parentheses behind its own."""
    if "(" in tekst:
        tekst = udtryk("journalnumre", "andres_numre").sub("", tekst)
    if not ("  " in tekst or "\t" in tekst or "|" in tekst):
        return tekst
    foerst, *resten = CELLER.split(tekst.strip())
    andres = all(FELT.match(x) and not _aabner().match(x) for x in resten)
    return foerst if resten and andres and (_aabner().match(foerst) or not FELT.match(foerst)) else tekst


def er_maerkat(tekst: str) -> bool:
    """Whether a text is the label of a journal number and nothing more, be it behind a bullet."""
    tekst = tekst.strip(" \t•·*#")
    m = _maerkatmoenster().match(tekst)
    return m is not None and m["sag"] is not None and not LINJETEGN.sub("", tekst[m.end() :])


def er_tom_sagslinje(tekst: str) -> bool:
    """Whether a line is the labels of a case's number and of whoever treats it, with the number lost."""
    return moenster("struktur", "sagslinje-tom").match(tekst) is not None


def normaliser(raa: str) -> str:
    """A number without spaces, in capitals, with plain hyphens: what two spellings of one number share."""
    return re.sub(r"[-‐‑–−]", "-", re.sub(r"\s+", "", raa)).upper()


def _laes(linje: str, venter: bool) -> tuple[Sequence[Fund], bool]:
    """The numbers of a line, read as a case line where that explains all of it, else as prose; and whether a label at
    its end waits for the next line."""
    if not CIFFER.search(linje):
        return (), _ender_paa_maerkat(linje)
    if venter and (efter := _efter_maerkat(linje, 0, len(linje))):
        return efter, False
    linje = _uden_felter(linje)
    alene = _del_op(linje, LINJE)
    fund = alene.fund if alene.er_alt else _del_op(linje, OVERALT).fund
    return fund, not fund and _ender_paa_maerkat(linje)


def _del_op(linje: str, sted: str) -> Laesning:
    """Reads a line label by label; what stands before the first label has none."""
    fund: list[Fund] = []
    rest: list[str] = []
    maerkater = [("", 0, 0), *_maerkater(linje), ("", len(linje), len(linje))]
    for (art, _, fra), (_, til, _) in pairwise(maerkater):
        if art == "sag":
            fund += _efter_maerkat(linje, fra, til)
            fra = fund[-1].til if fund and fund[-1].fra >= fra else fra
        elif art == "andet" and (m := ET_ORD.match(linje, fra, til)):
            fra = m.end()
        frie = [] if art == "andet" else list(_uden_maerkat(linje, fra, til, sted))
        fund += frie
        rest.append(_uden(linje, fra, til, frie))
    return Laesning(tuple(fund), tuple(rest))


def _ender_paa_maerkat(linje: str) -> bool:
    sidste = max(_maerkater(linje[-40:]), key=lambda m: m[2], default=None)
    return sidste is not None and sidste[0] == "sag" and not LINJETEGN.sub("", linje[-40:][sidste[2] :])


@cache
def _maerkatmoenster() -> re.Pattern[str]:
    m = data("journalnumre")["maerkater"]
    return re.compile(f"(?P<sag>{m['sag']})|(?P<andet>{m['andet']})", re.IGNORECASE)


@cache
def _aabner() -> re.Pattern[str]:
    """How a case line can begin: with a label, a word that may stand by it, or a number that may have letters."""
    m = data("journalnumre")["maerkater"]
    nummer = r"\S*\d|[A-ZÆØÅ]{1,6} \d"
    return re.compile(
        f"(?:{LINJETEGN.pattern})*+(?:{nummer}|{m['sag']}|{m['andet']}|{m['staar_ogsaa']})", re.IGNORECASE
    )


def _maerkater(linje: str) -> Iterator[tuple[str, int, int]]:
    for m in _maerkatmoenster().finditer(linje):
        yield ("sag" if m["sag"] else "andet"), m.start(), m.end()


def _efter_maerkat(linje: str, fra: int, til: int) -> list[Fund]:
    """The numbers that stand right after a label, one after another."""
    fund: list[Fund] = []
    while (fra := FOER_NUMMER.match(linje, fra, til).end()) < til:  # type: ignore[union-attr]
        nummer = _nummer_ved(linje, fra, MAERKAT)
        if not nummer or _er_dato(nummer.match[0]) or (_bart(nummer) and not _bart_tal_staar_frit(linje, nummer)):
            break
        fund.append(nummer)
        fra = nummer.til
    return fund


def _bart(fund: Fund) -> bool:
    return set(fund.match.re.groupindex) == {"loebenr"}


def _bart_tal_staar_frit(linje: str, fund: Fund) -> bool:
    """A bare number counts only where its label opens the line and no words follow: not ``sag nr. 3 på listen``."""
    foer = linje[: fund.fra]
    foerste = next(_maerkater(linje), None)
    aabner = not foer.strip() or (foerste is not None and not LINJETEGN.sub("", linje[: foerste[1]]))
    naeste = next((a for _, a, _ in _maerkater(linje) if a >= fund.til), len(linje))
    return aabner and (EFTER_BART_TAL.match(linje, fund.til) is not None or not linje[fund.til : naeste].strip())


def _uden_maerkat(linje: str, fra: int, til: int, sted: str) -> Iterator[Fund]:
    while KAN_VAERE_NUMMER.search(linje, fra, til):
        kandidater = [k for r in _regler(sted) if (k := _soeg(r, linje, fra, til))]
        if not kandidater:
            return
        bedst = min(kandidater, key=lambda k: (k.fra, -k.til))
        yield bedst
        fra = bedst.til


def _soeg(regel: Regel, linje: str, fra: int, til: int) -> Fund | None:
    fundne = (Fund(m.start(), m.end(), regel, m) for m in regel.moenster.finditer(linje, fra) if m.end() <= til)
    return next((f for f in fundne if _trovaerdig(f)), None)


def _nummer_ved(linje: str, fra: int, sted: str) -> Fund | None:
    """The number that begins at a character, by the first rule that reads one."""
    for regel in _regler(sted):
        if m := regel.moenster.match(linje, fra):
            return Fund(m.start(), m.end(), regel, m)
    return None


@cache
def _regler(sted: str) -> tuple[Regel, ...]:
    gaelder = {OVERALT: {OVERALT}, LINJE: {OVERALT, LINJE}, MAERKAT: {OVERALT, LINJE, MAERKAT}}[sted]
    return tuple(r for r in regler("journalnumre") if r.giver.split()[1] in gaelder)


def _trovaerdig(fund: Fund) -> bool:
    """Without a label a number needs a year that can be one, and must not be a date or a school year."""
    g = fund.match.groupdict()
    if g.get("aa") and _aar(g["aa"]) is None and "kle" not in g:
        return False
    return not (_er_dato(fund.match[0]) or _er_aarspar(g) or _er_kort_dato(fund.match[0]))


def _er_dato(raa: str) -> bool:
    return bool(find_datoer(raa))


def _er_aarspar(g: dict[str, str | None]) -> bool:
    """``2019/2020``, ``19/20`` and ``03/2020`` are school years and months, ``2014-2017`` is the years of a plan."""
    aar, nr = g.get("aaaa") or g.get("aa"), g.get("loebenr")
    if any(map(g.get, ("kle", "praefiks", "kommune", "nr"))) or not aar or not nr or len(nr) not in (2, 4):
        return False
    andet = int(nr) if len(nr) == 4 else _aar(nr)
    if andet is None:
        return False
    periode = len(aar) == len(nr) == 4 and 0 < andet - int(aar) <= LAENGSTE_PLAN
    return periode or _aar(aar) == andet - 1 or (len(nr) == 4 and int(aar) <= 12 and _aar(nr) is not None)


def _er_kort_dato(raa: str) -> bool:
    """``11.04.23`` may be a date as well as a KLE emne."""
    m = re.fullmatch(r"(\d\d)\.(\d\d)\.\d\d", raa)
    return bool(m and 1 <= int(m[1]) <= 31 and 1 <= int(m[2]) <= 12)


def _uden(linje: str, fra: int, til: int, fund: list[Fund]) -> str:
    dele = []
    for f in fund:
        dele.append(linje[fra : f.fra])
        fra = f.til
    return " ".join([*dele, linje[fra:til]])


def _indhold(rest: str) -> str:
    staar_ogsaa = data("journalnumre")["maerkater"]["staar_ogsaa"]
    return LINJETEGN.sub("", re.sub(staar_ogsaa, "", rest, flags=re.IGNORECASE))


def _aar(s: str) -> int | None:
    """The year of two or four digits within the window in which journals were kept so; else None."""
    fra, til = data("journalnumre")["aar_vindue"]
    kandidater = [int(s)] if len(s) == 4 else [1900 + int(s), 2000 + int(s)]
    return next((a for a in kandidater if fra <= a <= til), None)


def _post(udsnit: Udsnit, start: int, fund: Fund) -> Journalnummer:
    g = fund.match.groupdict()
    form, aar, loebenr = fund.regel.giver.split()[0], g.get("aaaa") or g.get("aa"), g.get("loebenr")
    if form == "kle-facet-loebenr-aar" and _hale_er_tvetydig(loebenr or ""):
        form, aar, loebenr = "kle-facet-kort", None, None
    return Journalnummer(
        raa=fund.match[0],
        normaliseret=normaliser(fund.match[0]),
        form=form,
        kle=g.get("kle"),
        facet=facet.upper() if (facet := g.get("facet")) else None,
        aar=_aar(aar) if aar else None,
        loebenr=loebenr,
        belaeg=udsnit.belaeg(start + fund.fra, start + fund.til, fund.regel.id),
    )


def _hale_er_tvetydig(loebenr: str) -> bool:
    """``-24-57`` may be year 24 and number 57, or the other way about; ``-36-19`` can only be of 2019."""
    return len(loebenr) == 2 and _aar(loebenr) is not None
