"""Lines of one meeting → its head, its contents list and the room of lines of each punkt.

A punkt begins where a line of the document's own way of numbering is borne out by what stands around it: a case
number, a section heading, the contents list, a mark, larger type. Documents without numbers fall back on what repeats.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from referat.extract.indhold import Indhold, er_indholdsoverskrift, er_prikket, laes_indhold
from referat.extract.moede import find_titel
from referat.extract.navne import er_navneliste
from referat.extract.overskrifter import Overskrift, find_overskrift
from referat.extract.records.journalnumre import er_journalnummerlinje
from referat.extract.udsnit import sammenfoej, skaer
from referat.extract.vaerdier import find_datoer
from referat.models.afsnit import noegle
from referat.models.organer import er_organ
from referat.models.titler import lukket_sagslinje, lukket_titel
from referat.models.viden import Regel, data, regler
from referat.schemas.side import Linje
from referat.schemas.vokabular import Afsnitsart

SER_FREM = 4
"""How many filled lines after a title may pass before its case number or first heading."""
TOM_PARENTES = re.compile(r"\s*\(\s*\)\s*$")
SAGSNUMMER_SIDST = re.compile(r"\s*(\([^()]*\d[^()]*\))\s*$")
SAGSNUMMER_FOERST = re.compile(r"^([A-ZÆØÅ]{2,4} \d{1,4}/\d{2,4})\.\s+")
KUGLE = re.compile(r"^\s*[•·]\s+(?=\d)")
SAG_NR = re.compile(r"^\s*Sag nr\.?\s*(\d{1,3})\s*$")
STOR = 1.25
"""Type this much larger than the body is a title's, not a section heading's."""
TAERSKEL = 2
"""The least support with which a weak start is taken for a punkt."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where a punkt begins: the line, its number and title as far as that line has them, and by which rule."""

    i: int
    nr: str | None
    titel: str
    regel: str
    stoette: int


@dataclass(frozen=True, slots=True)
class Rum:
    """The lines of one punkt: how it began, its title lines, its other head lines, and its body."""

    nr: str | None
    titel: str | None
    lukket: bool
    regel: str
    titellinjer: tuple[Linje, ...]
    hoved: tuple[Linje, ...]
    krop: tuple[Linje, ...]


@dataclass(frozen=True, slots=True)
class Inddeling:
    """A meeting's lines divided: head, contents list, punkter."""

    hoved: tuple[Linje, ...]
    indhold: Indhold
    rum: tuple[Rum, ...] = field(default=())
    uden_overskrifter: bool = False
    """No heading names a decision: what stands under a title may be one."""


class Linjer:
    """The lines with what is asked of them again and again: headings, case lines, neighbours."""

    def __init__(self, linjer: Sequence[Linje]) -> None:
        self.linjer = linjer
        self.overskrifter: list[Overskrift | None] = [find_overskrift(x) for x in linjer]
        self.sagslinje = [bool(x.tekst.strip()) and er_journalnummerlinje(x.tekst) for x in linjer]

    def __len__(self) -> int:
        return len(self.linjer)

    def fyldte(self, fra: int, skridt: int = 1) -> list[int]:
        """The next few filled lines from ``fra``, exclusive."""
        ud: list[int] = []
        i = fra + skridt
        while 0 <= i < len(self.linjer) and len(ud) < SER_FREM:
            if not self.linjer[i].tom:
                ud.append(i)
            i += skridt
        return ud

    def foer(self, i: int) -> int | None:
        """The filled line before ``i``."""
        return next(iter(self.fyldte(i, -1)), None)

    def fremhaevet(self, i: int) -> bool:
        return self.linjer[i].forhold > 1.08 or self.linjer[i].fed


def inddel(linjer: Sequence[Linje]) -> Inddeling:
    """Divides one meeting's lines."""
    x = Linjer(linjer)
    indhold = _find_indhold(x)
    starter = find_starter(x, indhold)
    if not starter:
        return Inddeling(tuple(linjer), indhold, tuple(_kun_indhold(indhold)))
    foerste = starter[0].i
    hoved = [k for i, k in enumerate(linjer[:foerste]) if not indhold.fra <= i < indhold.til]
    graenser = [*(_graense(x, s.i) for s in starter), len(linjer)]
    rum = [_rum(x, s, til, indhold) for s, til in zip(starter, graenser[1:], strict=True)]
    rum = [replace(r, lukket=r.lukket or _i_lukket_del(x, s.i)) for r, s in zip(rum, starter, strict=True)]
    uden = not any(h is not None and h.art is Afsnitsart.BESLUTNING for h in x.overskrifter)
    return Inddeling(tuple(hoved), indhold, tuple(rum), uden)


# --- the contents list -------------------------------------------------------------------------------------------


def _find_indhold(x: Linjer) -> Indhold:
    """From its heading (or first dotted line) to the first line that belongs to a punkt's body."""
    fra = next((i for i, k in enumerate(x.linjer) if er_indholdsoverskrift(k) or er_prikket(k)), None)
    if fra is None:
        return Indhold(0, 0, ())
    kandidater = {i for f in familier() for i, *_ in _kandidater(x, f, 0)}
    krop = next((i for i in range(fra + 1, len(x)) if _er_krop(x, i)), len(x))
    til = max((i for i in kandidater if fra < i <= krop), default=krop)
    sidste_prik = max((i for i in range(fra, len(x)) if er_prikket(x.linjer[i])), default=fra)
    til = max(til, sidste_prik + 1) if sidste_prik < krop else til
    return laes_indhold(x.linjer, fra, til)


def _kun_indhold(indhold: Indhold) -> list[Rum]:
    """The punkter of a document of which only the contents list is left: numbered titles and no more."""
    return [
        Rum(p.nr, p.titel, p.lukket, "punktstart:kun-indhold", p.linjer, (), ())
        for p in indhold.poster
        if p.nr is not None and p.linjer
    ]


def _er_krop(x: Linjer, i: int) -> bool:
    """A case line, a section heading or a strong start ends the contents list."""
    h = x.overskrifter[i]
    staerk = any(f.giver == "staerk" and f.moenster.match(x.linjer[i].tekst) for f in familier())
    prikket = er_prikket(x.linjer[i])
    return not prikket and (staerk or x.sagslinje[i] or (h is not None and h.art is not Afsnitsart.ANDET))


# --- numbered punkter --------------------------------------------------------------------------------------------


@cache
def familier() -> tuple[Regel, ...]:
    """The ways in which a punkt may begin."""
    return regler("punktstart")


def find_starter(x: Linjer, indhold: Indhold) -> list[Start]:
    """The starts by the family that the document bears out best; unnumbered ways where there is none."""
    bedste: list[Start] = []
    for familie in familier():
        starter = _uden_gentagelser(x, list(_stoettede(x, familie, indhold)))
        if _vaegt(starter) > _vaegt(bedste):
            bedste = starter
    talte = [s for s in _titel_over_sagsnummer(x) if s.nr]
    if len(talte) > len(bedste):
        bedste = talte
    return _med_lukkede(x, bedste, indhold) if bedste else _unummererede(x, indhold)


def _vaegt(starter: Sequence[Start]) -> tuple[bool, int]:
    """A strong family that is borne out anywhere goes before any weak one; else the sum of the support."""
    staerk = any(s.regel == "punktstart:punkt-n" and s.stoette >= 4 for s in starter)
    return staerk, sum(s.stoette for s in starter)


def _kandidater(x: Linjer, familie: Regel, fra: int) -> list[tuple[int, str | None, str]]:
    """(line, number, title) of every line that has the family's form."""
    ud = []
    for i in range(fra, len(x)):
        linje = x.linjer[i]
        if linje.gitter is not None or "\t" in linje.tekst.strip():
            continue
        m = familie.moenster.match(KUGLE.sub("", linje.tekst))
        if m and not er_prikket(linje) and not _er_dato(linje.tekst):
            grupper = m.groupdict()
            ud.append((i, grupper.get("nr"), (grupper.get("titel") or "").strip(" *#")))
    return ud


def _er_dato(tekst: str) -> bool:
    """Whether a line begins with a date: `26. januar 2021` is no punkt 26."""
    return any(fra <= len(tekst) - len(tekst.lstrip()) for _, fra, _ in find_datoer(tekst[:40]))


def _stoettede(x: Linjer, familie: Regel, indhold: Indhold) -> list[Start]:
    """The candidates that what stands around them bears out."""
    kandidater = [k for k in _kandidater(x, familie, 0) if not indhold.fra <= k[0] < indhold.til]
    numre = {i for i, *_ in kandidater}
    ud: list[Start] = []
    oversprungne = False
    for i, nr, titel in kandidater:
        if len(titel) > 300 or (titel.endswith((",", ";")) and familie.giver == "svag" and not x.fremhaevet(i)):
            continue
        stoette = _stoette(x, i, nr, titel, numre, indhold) + {"staerk": 2, "sag": 4}.get(familie.giver, 0)
        if familie.giver == "svag" and _i_liste(x, i, nr, ud):
            stoette -= 4
        if familie.giver == "staerk" and not x.fremhaevet(i) and (_i_beslutning(x, i) or _taeller_ikke_op(nr, ud)):
            stoette -= 4
        if _er_afgoerelse(titel):
            stoette -= 5
        if stoette >= TAERSKEL or (stoette >= 0 and _naeste_i_raekken(nr, titel, ud, oversprungne)):
            ud.append(Start(i, nr, titel, familie.id, stoette))
            oversprungne = False
        else:
            oversprungne = True
    return ud


def _naeste_i_raekken(nr: str | None, titel: str, fundne: Sequence[Start], oversprungne: bool) -> bool:
    """Whether a title without support is the next punkt all the same: it counts on from two or more that have it, and
    no numbered line was passed over since (then it may belong to a list)."""
    if len(fundne) < 2 or oversprungne or not nr or not nr.isdigit() or not (fundne[-1].nr or "").isdigit():
        return False
    return int(nr) == int(fundne[-1].nr or 0) + 1 and len(titel) <= 120 and not titel.endswith(".")


def _stoette(x: Linjer, i: int, nr: str | None, titel: str, numre: set[int], indhold: Indhold) -> int:
    """Points for what stands around a candidate."""
    point = 0
    for afstand, j in enumerate(x.fyldte(i)):
        if j in numre and noegle(titel) not in noegle(x.linjer[j].tekst):
            break
        if j in numre:
            point += 3
        if x.sagslinje[j]:
            point += 3
            break
        if x.overskrifter[j] is not None:
            point += 2 if afstand < 3 else 1
            break
    foer = x.foer(i)
    if foer is not None and _er_maerke(x.linjer[foer].tekst):
        point += 3
    if titel and indhold.naevner(lukket_titel(titel)[0], nr):
        point += 2
    if _uden_sagsnummer(titel, [x.linjer[i]])[1]:
        point += 3
    return point + (2 if x.fremhaevet(i) else 0)


def _er_maerke(tekst: str) -> bool:
    return noegle(tekst) in {noegle(m) for m in data("punktstart")["maerker"]}


def _i_liste(x: Linjer, i: int, nr: str | None, fundne: Sequence[Start]) -> bool:
    """Whether a numbered line is a point of a list: its lead-in stands before it, or it counts on within a punkt."""
    foer = x.foer(i)
    if foer is None:
        return False
    tekst = x.linjer[foer].tekst.rstrip()
    h = x.overskrifter[foer]
    if h is not None and (h.art is Afsnitsart.INDSTILLING or (fundne and h.art is Afsnitsart.BESLUTNING)):
        return True
    if tekst.endswith((",", ":", " og", " at")):
        return True
    gentager = bool(fundne) and noegle(fundne[-1].titel) in noegle(x.linjer[i].tekst)
    return _taeller_ikke_op(nr, fundne) and not gentager


def _er_afgoerelse(titel: str) -> bool:
    """Whether what stands behind a number is an outcome (`Punkt 2: Udsat.`), not a title."""
    return any((m := r.moenster.search(titel)) and m.start() <= 1 for r in regler("udfald"))


def _taeller_ikke_op(nr: str | None, fundne: Sequence[Start]) -> bool:
    """Whether a number is no higher than that of the punkt before it."""
    sidste = fundne[-1].nr if fundne else None
    return bool(nr and sidste and nr.isdigit() and sidste.isdigit() and int(nr) <= int(sidste))


def _i_beslutning(x: Linjer, i: int) -> bool:
    """Whether the last heading before a line is a decision with nothing between: `Punkt 1: Godkendt.`"""
    foer = x.foer(i)
    h = x.overskrifter[foer] if foer is not None else None
    return h is not None and h.art is Afsnitsart.BESLUTNING and x.fyldte(i)[:1] != []


def _uden_gentagelser(x: Linjer, starter: list[Start]) -> list[Start]:
    """A title printed twice is one start; of two with a number and title alike the better borne out stays."""
    ud: list[Start] = []
    for s in starter:
        if ud and ud[-1].nr == s.nr and noegle(ud[-1].titel) == noegle(s.titel) and x.fyldte(ud[-1].i)[:1] == [s.i]:
            continue
        ens = next(
            (k for k, t in enumerate(ud) if t.nr == s.nr and noegle(t.titel) == noegle(s.titel) and s.titel), None
        )
        if ens is not None and ud[ens].stoette < s.stoette:
            ud.pop(ens)
        elif ens is not None:
            continue
        ud.append(s)
    return ud


def _med_lukkede(x: Linjer, starter: list[Start], indhold: Indhold) -> list[Start]:
    """Closed items that stand without a number between the numbered ones."""
    kendte = {s.i for s in starter} | {j for s in starter for j in x.fyldte(s.i)[:1]}
    ekstra = []
    for i, linje in enumerate(x.linjer):
        if i in kendte or i < starter[0].i or indhold.fra <= i < indhold.til or len(linje.tekst) > 160:
            continue
        _titel, lukket = lukket_titel(linje.tekst)
        if lukket and linje.tekst.lstrip()[:1] in "-–•L" and _enlig(x, i) and not _er_maerke(linje.tekst.strip()):
            ekstra.append(Start(i, None, linje.tekst.strip(), "punktstart:lukket", TAERSKEL))
    return sorted([*starter, *ekstra], key=lambda s: s.i)


def _enlig(x: Linjer, i: int) -> bool:
    """A closed item stands alone or over a case number; `Lukket punkt` before a number is a mark of the next item."""
    efter = x.fyldte(i)[:1]
    return not efter or x.sagslinje[efter[0]] or x.linjer[i].tekst.lstrip().startswith(("-", "–"))


# --- unnumbered punkter ------------------------------------------------------------------------------------------


def _unummererede(x: Linjer, indhold: Indhold) -> list[Start]:
    """Ways to begin without a borne-out number, the surest first: a title printed twice, a title over its case number,
    a title over the first of the headings that repeat, the headings alone, numbers that count 1, 2, 3."""
    if sikre := _titel_to_gange(x) or _titel_over_sagsnummer(x) or _titel_fra_indhold(x, indhold):
        return sikre
    fundne = [starter for finder in (_titel_over_overskrift, _kun_overskrifter, _ren_raekke) if (starter := finder(x))]
    return next((starter for starter in fundne if len(starter) > 1), fundne[0] if fundne else [])


def _titel_to_gange(x: Linjer) -> list[Start]:
    ud: list[Start] = []
    for i, linje in enumerate(x.linjer):
        naeste = x.fyldte(i)[:1]
        if naeste and _kan_vaere_titel(x, i) and noegle(linje.tekst) == noegle(x.linjer[naeste[0]].tekst):
            ud.append(Start(i, None, linje.tekst.strip(), "punktstart:titel-to-gange", 3))
    return ud if len(ud) > 1 else []


def _titel_fra_indhold(x: Linjer, indhold: Indhold) -> list[Start]:
    """Lines of the body that the contents list names; without a headed list, a run of short lines that all come again
    is one."""
    if not indhold.poster:
        indhold = _uanmeldt_indhold(x)
    ud = [
        Start(i, None, linje.tekst.strip(), "punktstart:indhold", 3)
        for i, linje in enumerate(x.linjer)
        if i >= indhold.til and _kan_vaere_titel(x, i) and indhold.naevner(linje.tekst.strip(" *#•-"))
    ]
    return ud if len(ud) > 1 else []


def _uanmeldt_indhold(x: Linjer) -> Indhold:
    """A contents list without a heading."""
    antal = Counter(noegle(k.tekst) for i, k in enumerate(x.linjer) if _kan_vaere_titel(x, i))
    raekke: list[int] = []
    for i, linje in enumerate(x.linjer):
        if linje.tom:
            continue
        if antal[noegle(linje.tekst)] > 1:
            raekke.append(i)
        elif len(raekke) > 1:
            break
        else:
            raekke = []
    return laes_indhold(x.linjer, raekke[0], raekke[-1] + 1) if len(raekke) > 1 else Indhold(0, 0, ())


def _ren_raekke(x: Linjer) -> list[Start]:
    """Short numbered lines that count up one by one with prose between, where nothing else marks the punkter."""
    bedste: list[Start] = []
    for familie in familier():
        raekke: list[Start] = []
        for i, nr, titel in _kandidater(x, familie, 0) if familie.giver == "svag" else ():
            naeste = int(raekke[-1].nr or 0) + 1 if raekke else None
            kort = len(titel) <= 120 and not titel.endswith((",", ";", "."))
            if kort and nr and nr.isdigit() and (int(nr) == naeste or (naeste is None and int(nr) <= 1)):
                raekke.append(Start(i, nr, titel, familie.id, 1))
        bedste = max(bedste, raekke, key=len)
    return bedste if len(bedste) > 1 else []


def _titel_over_sagsnummer(x: Linjer) -> list[Start]:
    """A title over its case number; where those are short and count up (`Sag nr. 129`) they number the punkter."""
    ud: list[Start] = []
    for i in range(len(x)):
        foer = x.foer(i)
        if x.sagslinje[i] and foer is not None and _kan_vaere_titel(x, foer):
            m = SAG_NR.match(x.linjer[i].tekst)
            regel = "punktstart:titel-sag-nr" if m else "punktstart:titel-sagsnr"
            ud.append(Start(foer, m[1] if m else None, x.linjer[foer].tekst.strip(), regel, 3))
    return ud


def _titel_over_overskrift(x: Linjer) -> list[Start]:
    """Short lines above a starting heading, once a decision has passed or at the beginning."""
    ud: list[Start] = []
    beslutning = True
    for i, h in enumerate(x.overskrifter):
        if h is None:
            continue
        foer = x.foer(i)
        if beslutning and h.art in FOERST and foer is not None and _kan_vaere_titel(x, foer) and _alene(x, foer):
            ud.append(Start(foer, None, x.linjer[foer].tekst.strip(), "punktstart:titel", 2))
            beslutning = False
        beslutning = beslutning or h.art is Afsnitsart.BESLUTNING
    afgjort = any(h is not None and h.art in (Afsnitsart.BESLUTNING, Afsnitsart.INDSTILLING) for h in x.overskrifter)
    return ud if afgjort else []


def _kun_overskrifter(x: Linjer) -> list[Start]:
    """Only headings are left: a starting heading after a decision begins the next punkt."""
    if gentagne := _foerste_overskrift_igen(x):
        return gentagne
    ud: list[Start] = []
    beslutning = True
    for i, h in enumerate(x.overskrifter):
        if h is None:
            continue
        if beslutning and h.art in STARTER | {Afsnitsart.INDSTILLING}:
            ud.append(Start(i, None, "", "punktstart:overskrift", 1))
            beslutning = False
        beslutning = beslutning or h.art is Afsnitsart.BESLUTNING
    har_beslutning = any(h is not None and h.art is Afsnitsart.BESLUTNING for h in x.overskrifter)
    return ud if har_beslutning else []


def _foerste_overskrift_igen(x: Linjer) -> list[Start]:
    """Where the very first heading comes again after a decision, each time begins a punkt."""
    fundne = [(i, h) for i, h in enumerate(x.overskrifter) if h is not None and h.art is not Afsnitsart.FRAVAER]
    if not fundne or fundne[0][1].art not in STARTER:
        return []
    steder = [i for i, h in fundne if noegle(h.ord) == noegle(fundne[0][1].ord)]
    mellem = [any(h.art is Afsnitsart.BESLUTNING for k, h in fundne if a < k < b) for a, b in pairwise(steder)]
    ud = [Start(i, None, "", "punktstart:overskrift", 1) for i in steder]
    return ud if len(ud) > 1 and all(mellem) else []


FOERST = {
    Afsnitsart.RESUME,
    Afsnitsart.SAGSFREMSTILLING,
    Afsnitsart.PROCEDURE,
    Afsnitsart.INDSTILLING,
    Afsnitsart.BESLUTNING,
}
STARTER = {Afsnitsart.RESUME, Afsnitsart.SAGSFREMSTILLING, Afsnitsart.PROCEDURE}


def _kan_vaere_titel(x: Linjer, i: int) -> bool:
    tekst = x.linjer[i].tekst.strip()
    return (
        x.overskrifter[i] is None
        and not x.sagslinje[i]
        and 2 < len(tekst) <= 200
        and (tekst[0].isupper() or tekst[0].isdigit())
        and not tekst.endswith((".", ",", ":", ";"))
        and not _er_afgoerelse(tekst)
        and not er_navneliste(tekst)
    )


def _alene(x: Linjer, i: int) -> bool:
    """Whether a line stands by itself (a blank line or the page's top before it) and names no body, date or label."""
    tekst = x.linjer[i].tekst
    sted = any(r.giver == "sted" and r.moenster.match(tekst) for r in regler("moedehoved"))
    hoved = sted or er_organ(tekst.strip(" *#")) or find_titel(x.linjer[i]) or find_datoer(tekst) or ":" in tekst
    return not hoved and (i == 0 or x.linjer[i - 1].tom or x.fremhaevet(i))


# --- one punkt ---------------------------------------------------------------------------------------------------


def _graense(x: Linjer, i: int) -> int:
    """Where a punkt's own lines begin: its marks, and a case number printed above its title, are its own."""
    foer = x.foer(i)
    while foer is not None and _er_maerke(x.linjer[foer].tekst):
        i, foer = foer, x.foer(foer)
    har_eget = any(x.sagslinje[j] for j in x.fyldte(i)[:3])
    if foer is not None and x.sagslinje[foer] and not har_eget and not _forriges_nummer(x, foer):
        return foer
    return i


def _forriges_nummer(x: Linjer, i: int) -> bool:
    """Whether a case line belongs to what stands above it (a punkt with a title and number and no more)."""
    foer = x.foer(i)
    return foer is not None and any(f.moenster.match(x.linjer[foer].tekst) for f in familier())


def _rum(x: Linjer, start: Start, til: int, indhold: Indhold) -> Rum:
    """The lines from a start to the next, parted into title, head and body."""
    fra = _graense(x, start.i)
    titellinjer = _titellinjer(x, start, til, indhold)
    efter = titellinjer[-1] + 1 if titellinjer else start.i + (1 if start.titel else 0)
    if start.regel.endswith(("overskrift", "sagsid")):
        efter = start.i + (1 if start.regel.endswith("sagsid") else 0)
    krop = next((i for i in range(efter, til) if x.overskrifter[i] is not None), None)
    sager = [i for i in range(efter, til if krop is None else krop) if x.sagslinje[i]]
    krop = min(krop if krop is not None else til, sager[-1] + 1 if sager else efter)
    krop = max(krop, efter)
    hoved = [x.linjer[i] for i in range(fra, krop) if i not in titellinjer and not x.linjer[i].tom]
    titel = sammenfoej(list(dict.fromkeys(_titeltekst(x, start, i) for i in titellinjer)))
    titel, lukket = lukket_titel(TOM_PARENTES.sub("", titel))
    titel, egne = _uden_sagsnummer(titel, [x.linjer[i] for i in titellinjer])
    return Rum(
        nr=start.nr,
        titel=titel or None,
        lukket=lukket or _lukket_i_hovedet(hoved) or (bool(titel) and indhold.lukker(titel, start.nr)),
        regel=start.regel,
        titellinjer=tuple(x.linjer[i] for i in titellinjer) or (x.linjer[start.i],),
        hoved=(*egne, *(k for k in hoved if not _er_maerke(k.tekst) and not _er_eget_nummer(start, k))),
        krop=tuple(x.linjer[krop:til]),
    )


def _uden_sagsnummer(titel: str, linjer: Sequence[Linje]) -> tuple[str, list[Linje]]:
    """A title without the case number in parentheses at its end or before its first full stop, and that number as a
    line of the head."""
    for m in (SAGSNUMMER_SIDST.search(titel), SAGSNUMMER_FOERST.match(titel)):
        if m and linjer and er_journalnummerlinje(m[1]):
            linje = linjer[-1] if m.start() else linjer[0]
            sted = linje.tekst.find(m[1])
            rest = f"{titel[: m.start()]} {titel[m.end() :]}".strip()
            return rest, [skaer(linje, sted, sted + len(m[1]))] if sted >= 0 else []
    return titel, []


def _er_eget_nummer(start: Start, linje: Linje) -> bool:
    """Whether a case line is the punkt's own number (`Sag nr. 129`) and no journal number."""
    m = SAG_NR.match(linje.tekst)
    return m is not None and m[1] == start.nr


def _i_lukket_del(x: Linjer, i: int) -> bool:
    """Whether the last line before a punkt that heads a part of the agenda heads its closed part."""
    lukkede, aabne = ({noegle(o) for o in data("punktstart")[n]} for n in ("lukkede_lister", "aabne_lister"))
    return next((n in lukkede for k in x.linjer[i::-1] if (n := noegle(k.tekst)) in lukkede | aabne), False)


def _lukket_i_hovedet(hoved: Sequence[Linje]) -> bool:
    """Whether a mark above the title, or the end of the case line, says that the item is closed."""
    maerket = any(lukket_titel(k.tekst)[1] and _er_maerke(k.tekst) for k in hoved[:1])
    return maerket or any(er_journalnummerlinje(k.tekst) and lukket_sagslinje(k.tekst) for k in hoved)


def _titeltekst(x: Linjer, start: Start, i: int) -> str:
    return start.titel if i == start.i else x.linjer[i].tekst.strip(" *#")


def _titellinjer(x: Linjer, start: Start, til: int, indhold: Indhold) -> list[int]:
    """The line of a title and those that it goes on over; a repeated title is passed over."""
    if not start.titel and start.nr is None:
        return []
    ud = [start.i]
    if not start.titel:
        ud += [i for i in x.fyldte(start.i)[:1] if i < til and x.overskrifter[i] is None and not x.sagslinje[i]]
    gentaget = x.fyldte(ud[-1])[:1]
    if len(ud) == 1 and gentaget and noegle(x.linjer[gentaget[0]].tekst) == noegle(start.titel):
        return [start.i, gentaget[0]]
    i = ud[-1] + 1
    while i < til and _fortsaetter_titel(x, ud[-1], i, " ".join(_titeltekst(x, start, k) for k in ud), indhold, til):
        ud.append(i)
        i += 1
    return ud


def _fortsaetter_titel(x: Linjer, sidste: int, i: int, hidtil: str, indhold: Indhold, til: int) -> bool:
    a, b = x.linjer[sidste], x.linjer[i]
    if b.tom or x.sagslinje[i] or b.gitter is not None:
        return False
    if a.forhold >= STOR and abs(a.forhold - b.forhold) < 0.05:
        return True
    if x.overskrifter[i] is not None:
        return False
    if a.forhold > 1.08 or a.fed:
        return abs(a.forhold - b.forhold) < 0.05 and a.fed == b.fed
    if len(hidtil) < 40:
        return False
    if indhold.naevner(f"{hidtil} {b.tekst.strip()}") and not indhold.naevner(hidtil):
        return True
    naeste = next((j for j in range(i + 1, min(i + 3, til)) if not x.linjer[j].tom), None)
    return naeste == i + 1 and x.sagslinje[naeste] and len(b.tekst) < 120
