"""Numbered punkter: where one begins, by the document's own way of numbering, as what stands around bears out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from referat.extract.indhold import Indhold, er_prikket
from referat.extract.limede_numre import LIMET, MINDSTE_RAEKKE, er_punkter, limet_tal
from referat.extract.linjesyn import (
    LUKKET,
    Linjer,
    Start,
    er_afgoerelse,
    er_maerke,
    er_punktart,
    kan_vaere_titel,
    uden_sagsnummer,
)
from referat.extract.loebenumre import nummer, plads, raekke
from referat.extract.records.journalnumre import er_journalnummerlinje
from referat.extract.unummererede import (
    NAESTEN_ALLE,
    find_unummererede,
    sikre_uden_nummer,
    titel_over_sagsnummer,
)
from referat.extract.vaerdier import find_datoer
from referat.models.afsnit import noegle
from referat.models.titler import dagsordensord, fast_punkt, lukket_titel
from referat.models.viden import Regel, regler
from referat.schemas.side import KUGLER
from referat.schemas.vokabular import Afsnitsart

TAERSKEL = 2
"""The least support with which a weak start is taken for a punkt."""
Led = tuple[int, int]
"""Line and number of a point of a list."""
ROMERTAL = "punktstart:romertal"
SAGSID, TITEL_SAGSNR = "punktstart:sagsid", "punktstart:titel-sagsnr"
PUNKTMAERKE = re.compile(rf"^\s*[{KUGLER}*–-]\s+")
ORDFOERST = re.compile(r"\s*[^\W\d_]")
TODELT = re.compile(r"\s[-–]\s+\S{3,}\s")
"""A title that begins with what sort of item it is: `Til efterretning - Rapport fra byen`."""
MED_TEKST = 3
"""A title with text under it is at least so many lines from the next."""
LANG_TITEL = 120
"""A title that nothing bears out is no longer, in characters."""
MANGE_FLERE = 3
"""More titles than this without numbers show that the only one with a number has none of its own."""
NAERT = 3
"""A number in a list is no more than so much higher than one before it, as of points decided together."""
KORTESTE_TITEL_TO_GANGE = 8
"""A line shorter than this that comes twice may be a mark."""
SVAG = 2
"""A point of a list has no more support than this: the heading that follows the list."""


@cache
def familier() -> tuple[Regel, ...]:
    """The ways in which a numbered punkt may begin."""
    return tuple(r for r in regler("punktstart") if r.giver != "ekstra")


def find_starter(x: Linjer, indhold: Indhold) -> list[Start]:
    """The starts by the family that the document bears out best; unnumbered ways where there is none."""
    bedste: list[Start] = []
    for familie in familier():
        starter = _uden_gentagelser(x, list(_stoettede(x, familie, indhold)))
        if familie.id == LIMET and not er_punkter(x, starter, indhold):
            continue  # notes have their number glued to them as well
        if _vaegt(starter) > _vaegt(bedste):
            bedste = starter
    bedste = _med_titler_over(x, bedste)
    over = titel_over_sagsnummer(x, indhold)
    if len(bedste) == 1 and _hellere_uden_nummer(x, bedste[0], indhold):
        bedste = []  # a page's number before a line, or a point of a list
    talte = [s for s in over if s.nr]
    if len(talte) > len(bedste):
        bedste = talte
    if bedste:
        return _med_lukkede(x, _med_unummererede(x, bedste, indhold), indhold)
    andre = find_unummererede(x, indhold)
    kun_indhold = indhold.poster and indhold.til == len(x)
    return andre if len(andre) > 1 or kun_indhold else _ren_raekke(x) or andre


def _hellere_uden_nummer(x: Linjer, eneste: Start, indhold: Indhold) -> bool:
    """Whether the document shows many punkter without numbers beside the only one that seems to have one, or whose
    numbers nothing but their row bears out, its own among them."""
    talte = _ren_raekke(x)
    if len(talte) > MANGE_FLERE and any(s.nr == eneste.nr for s in talte):
        return True
    svag = eneste.stoette <= SVAG and len(find_unummererede(x, indhold)) > MANGE_FLERE
    return svag or len(sikre_uden_nummer(x, indhold)) > MANGE_FLERE


def _med_titler_over(x: Linjer, starter: Sequence[Start]) -> list[Start]:
    """Starts at their case lines, where nearly all have a title of their own above: then it begins them."""
    med_titel = [_titel_over(x, s) if s.regel == SAGSID else s for s in starter]
    titler = {(b.nr, b.titel) for a, b in zip(starter, med_titel, strict=True) if a is not b}  # none is a running head
    return med_titel if len(titler) >= NAESTEN_ALLE * len(starter) else list(starter)


def _titel_over(x: Linjer, start: Start) -> Start:
    """A start at the title that stands above its case line: with a number of its own before it or over it, or right
    above and set apart from what is over it."""
    over = x.foer(start.i)
    if over is None or x.overskrifter[over]:
        return start
    regel, nr, titel = _nummereret(x, over)
    if nr and titel:
        return replace(start, i=over, nr=nr, titel=titel, regel=regel)
    foer = x.foer(over)
    if foer is not None:
        regel, nr, uden = _nummereret(x, foer)
        if nr and not uden:
            return replace(start, i=foer, nr=nr, titel="", regel=regel)
    alene = over == start.i - 1 and x.adskilt(over)
    er_titel = alene and titel[:1].isupper() and titel[-1] != "." and not er_afgoerelse(titel)
    return replace(start, i=over, titel=titel, regel=TITEL_SAGSNR) if er_titel else start


def _nummereret(x: Linjer, i: int) -> tuple[str, str | None, str]:
    """(rule, number, title) of a line in the first family that it has the form of, a bullet before it aside; without a
    number the whole line is the title."""
    tekst = PUNKTMAERKE.sub("", x.linjer[i].tekst).strip()
    fundne = ((f.id, f.moenster.match(tekst)) for f in familier() if "nr" in f.moenster.groupindex)
    regel, m = next(((r, m) for r, m in fundne if m), (TITEL_SAGSNR, None))
    return (regel, nummer(m["nr"]), (m.groupdict().get("titel") or "").strip()) if m else (regel, None, tekst)


def _med_unummererede(x: Linjer, starter: Sequence[Start], indhold: Indhold) -> list[Start]:
    """The starts, and the titles that have lost their numbers in the body and in the contents list, as most have there
    but not all, over a case line or a heading."""
    uden_nummer = {noegle(p.titel) for p in indhold.poster if p.nr is None} - {noegle(s.titel) for s in starter}
    if all(p.nr is None for p in indhold.poster) or 3 * len(uden_nummer) < len(indhold.poster):
        return list(starter)
    kendte = {s.i for s in starter}
    ud = list(starter)
    for i in range(indhold.til, len(x)):
        begynder = noegle(x.linjer[i].tekst) in uden_nummer and i not in kendte and kan_vaere_titel(x, i)
        if begynder and any(x.sagslinje[j] or x.overskrifter[j] for j in x.fyldte(i)[:1]):
            ud.append(Start(i, None, x.linjer[i].tekst.strip(), "punktstart:indhold", SVAG))
    return sorted(ud, key=lambda s: s.i)


def _vaegt(starter: Sequence[Start]) -> tuple[bool, int]:
    """A strong family that is borne out anywhere goes before any weak one; else the sum of the support."""
    staerk = any(s.regel == "punktstart:punkt-n" and s.stoette >= 4 for s in starter)
    return staerk, sum(s.stoette for s in starter)


def kandidater(x: Linjer, familie: Regel) -> list[tuple[int, str | None, str]]:
    """(line, number, title) of every line that has the family's form."""
    ud: list[tuple[int, str | None, str]] = []
    for i, tekst in x.talte:
        m = familie.moenster.match(tekst)
        if m and not er_prikket(x.linjer[i]) and not _er_dato(tekst):
            grupper = m.groupdict()
            titel = (grupper.get("titel") or "").strip(" *#")
            titel = "" if er_journalnummerlinje(titel) else uden_punktart(titel)
            naeste = [x.linjer[j].tekst for j in x.fyldte(i)[:1]]
            bar = grupper.get("titel", "") is None and x.sagslinje[i]
            if bar and (not _under(x, i) or any(map(er_maerke, naeste))):
                continue  # the case number of what stands above it
            taelles = any(map(familie.moenster.match, naeste))  # the next punkt, and not the title of this
            if er_maerke(titel) and x.linjer[i + 1 : i + 2] and x.linjer[i + 1].tom and _under(x, i) and not taelles:
                ud.append((i, nummer(grupper.get("nr")), LUKKET if _laast(titel) else ""))
                continue
            nr = grupper.get("nr") if familie.id == ROMERTAL else nummer(grupper.get("nr"))
            ud.append((i, nr, f"{LUKKET} {titel}".strip() if _laast(grupper.get("laast")) else titel))
    return _uden_adgang(x, ud)


def _uden_adgang(x: Linjer, fundne: Sequence[tuple[int, str | None, str]]) -> list[tuple[int, str | None, str]]:
    """Candidates whose titles stand on the next lines, where most say behind the number whether they are open alone."""
    adgang = dagsordensord("adgang")
    maerkede = [noegle(titel) in adgang and _under(x, i) for i, _, titel in fundne]
    if 2 * sum(maerkede) <= len(fundne):
        return list(fundne)
    parret = zip(fundne, maerkede, strict=True)
    return [(i, nr, (LUKKET if _laast(titel) else "") if m else titel) for (i, nr, titel), m in parret]


def uden_punktart(titel: str) -> str:
    """A title without the kind of item in a cell behind it."""
    foer, _, sidste = titel.rpartition("\t")
    return foer.rstrip() if foer and er_punktart(sidste) else titel


def _under(x: Linjer, i: int) -> bool:
    """Whether the next line may be a title."""
    return any(kan_vaere_titel(x, j) for j in x.fyldte(i)[:1])


def _laast(maerke: str | None) -> bool:
    """Whether the mark before a number says that the item is closed; it then stands before the title."""
    return maerke is not None and "luk" in maerke.lower()


def _er_dato(tekst: str) -> bool:
    """Whether a line begins with a date: `26. januar 2021` is no punkt 26."""
    return any(fra <= len(tekst) - len(tekst.lstrip()) for _, fra, _ in find_datoer(tekst[:40]))


def _stoettede(x: Linjer, familie: Regel, indhold: Indhold) -> list[Start]:
    """The candidates that what stands around them bears out."""
    mulige = [k for k in kandidater(x, familie) if not indhold.fra <= k[0] < indhold.til]
    numre = {i for i, *_ in mulige}
    ud: list[Start] = []
    oversprungne = False
    led: Led | None = None
    bilag: Led | None = None
    for i, nr, titel in mulige:
        if len(titel) > 300 or (familie.giver == "svag" and _midt_i_saetning(x, i, titel, indhold)):
            continue
        stoette = _stoette(x, i, nr, titel, numre, indhold) + {"staerk": 2, "sag": 4}.get(familie.giver, 0)
        if familie.giver == "svag" and _i_liste(x, i, nr, ud):
            stoette -= 4
        foer = x.foer(i)
        over = foer if foer == i - 1 or _foer_naeste(x, i, numre) else None
        bilag = _led(i, nr, over, bilag, begynder=over is not None and _er_bilagsord(x, over))
        if bilag and not indhold.naevner(titel, nr) and not _over_eget_nummer(x, i, numre):
            stoette -= 8
        led = _led(i, nr, foer, led, begynder=foer is not None and x.linjer[foer].tekst.rstrip().endswith(":"))
        if led and familie.giver == "svag" and stoette <= SVAG:
            stoette -= 4
        if familie.giver == "staerk" and not x.fremhaevet(i) and (_i_beslutning(x, i) or _taeller_ikke_op(nr, ud)):
            stoette -= 4
        if familie.giver == "svag" and titel.endswith(".") and _taeller_ikke_op(nr, ud) and not _kan_begynde(titel, ud):
            stoette -= 5  # a decision's point over the case number of the next punkt
        if er_afgoerelse(titel) and not _todelt_over_sag(x, i, titel) and not indhold.naevner(titel, nr):
            stoette -= 5
        if not titel and not _titel_under(x, i, indhold):
            stoette -= 4
        if stoette >= TAERSKEL or (stoette >= 0 and _naeste_i_raekken(nr, titel, ud, oversprungne)):
            ud.append(Start(i, nr, titel, familie.id, stoette))
            oversprungne = False
        else:
            oversprungne = True
    return _i_huller(x, mulige, _foran(x, mulige, ud, familie, indhold), familie)


def _todelt_over_sag(x: Linjer, i: int, titel: str) -> bool:
    """Whether a title says first what sort of item it is, and stands over its case number."""
    return any(x.sagslinje[j] for j in x.fyldte(i)[:1]) and TODELT.search(titel) is not None


def _i_huller(
    x: Linjer, mulige: Sequence[tuple[int, str | None, str]], fundne: Sequence[Start], familie: Regel
) -> list[Start]:
    """The starts, and the numbers missing between two of them, each of which one line alone has, set apart above."""
    ud = list(fundne[:1])
    for a, b in pairwise(fundne):
        if (a.nr or "").isdigit() and (b.nr or "").isdigit():
            for nr in map(str, range(int(a.nr or 0) + 1, int(b.nr or 0))):
                ud += limet_tal(x, nr, ud[-1].i, b.i) if familie.id == LIMET else []
                her = [k for k in mulige if ud[-1].i < k[0] < b.i]
                steder = [n for n, k in enumerate(her) if k[1] == nr]
                if len(steder) != 1:
                    continue
                foer = [k[1] or "" for k in her[: steder[0]]]
                if any(x.isdigit() and int(nr) - NAERT <= int(x) < int(nr) for x in foer):
                    continue  # a list counted up to it
                i, _, titel = her[steder[0]]
                if x.adskilt(i) and x.forbi(ud[-1].i, i) and _kan_begynde(titel, fundne):
                    ud.append(Start(i, nr, titel, familie.id, 0))
        ud.append(b)
    return ud


def _kan_begynde(titel: str, fundne: Sequence[Start]) -> bool:
    """Whether what stands behind a number is a title, and no sentence or outcome; where the titles found end in a full
    stop it may as well, and so may that of a standing item (`Evt.`)."""
    if fast_punkt(titel) or 2 * sum(s.titel.endswith(".") for s in fundne) > len(fundne):
        titel = titel.removesuffix(".")
    return bool(titel) and len(titel) <= LANG_TITEL and not titel.endswith((".", ",", ";")) and not er_afgoerelse(titel)


def _foran(
    x: Linjer,
    mulige: Sequence[tuple[int, str | None, str]],
    fundne: Sequence[Start],
    familie: Regel,
    indhold: Indhold,
) -> list[Start]:
    """The starts, and before the first the numbers that lead up to it, each with text of its own under it."""
    ud = list(fundne)
    while len(ud) > 1 and (ud[0].nr or "").isdigit() and int(ud[0].nr or 0) > 1:
        foer = [k for k in mulige if k[0] < ud[0].i]
        if not foer or foer[-1][1] != str(int(ud[0].nr or 0) - 1) or ud[0].i - foer[-1][0] < MED_TEKST:
            break
        i, nr, titel = foer[-1]
        if not (_kan_begynde(titel, fundne) if titel else _titel_under(x, i, indhold)):
            break
        ud.insert(0, Start(i, nr, titel, familie.id, 0))
    return ud


def _midt_i_saetning(x: Linjer, i: int, titel: str, indhold: Indhold) -> bool:
    """Whether a line ends where no title does, and is not the first of two that the contents list has as one."""
    if not titel.endswith((",", ";")) or x.fremhaevet(i):
        return False
    under = x.linjer[i + 1].tekst.strip() if i + 1 < len(x) else ""
    return not (under and indhold.naevner(f"{titel} {under}"))


def _titel_under(x: Linjer, i: int, indhold: Indhold) -> bool:
    """Whether a title may stand under a number that stands alone; one with a number of its own only where a word says
    that the first is a punkt's, and a case number or a heading follows (`Sag nr. 131` over `2. behandling af …`)."""
    under = [(j, x.linjer[j].tekst) for j in x.titel_under(i)]
    naeste = [
        (j, tekst)
        for j, tekst in under
        if kan_vaere_titel(x, j, punktum=True) or lukket_titel(tekst)[1] or indhold.begynder(tekst) or x.til_komma(j)
    ]
    talt = [any(f.moenster.match(tekst) for f in familier()) for _, tekst in naeste]
    med_ord = ORDFOERST.match(x.linjer[i].tekst) is not None
    return any(
        not har_tal or (med_ord and any(x.sagslinje[k] or x.overskrifter[k] for k in x.fyldte(j)[:1]))
        for har_tal, (j, _) in zip(talt, naeste, strict=True)
    )


def _naeste_i_raekken(nr: str | None, titel: str, fundne: Sequence[Start], oversprungne: bool) -> bool:
    """Whether a title without support is the next punkt all the same: it counts on from two or more that have it, and
    no numbered line was passed over since (then it may belong to a list)."""
    her, sidste = plads(nr), plads(fundne[-1].nr) if fundne else None
    if len(fundne) < 2 or oversprungne or her is None or sidste is None:
        return False
    return her == sidste + 1 and raekke(nr) == raekke(fundne[-1].nr) and (not titel or _kan_begynde(titel, fundne))


def _stoette(x: Linjer, i: int, nr: str | None, titel: str, numre: set[int], indhold: Indhold) -> int:
    """Points for what stands around a candidate."""
    point = 0
    for afstand, j in enumerate(x.fyldte(i)):
        if j in numre and not (titel and noegle(titel) in noegle(x.linjer[j].tekst)):
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
    if foer is not None and er_maerke(x.linjer[foer].tekst):
        point += 3
    navn = titel or next((x.linjer[j].tekst for j in x.titel_under(i)), "")
    if navn and indhold.naevner(lukket_titel(navn)[0], nr):
        point += 2
    if uden_sagsnummer(titel, [x.linjer[i]])[1]:
        point += 3
    under = [noegle(x.linjer[j].tekst) for j in x.fyldte(i)[:2]]
    if not titel and len(under) == 2 and len(under[0]) >= KORTESTE_TITEL_TO_GANGE and under[0] == under[1]:
        point += 2  # the title is printed twice
    return point + (2 if x.fremhaevet(i) else 0)


def _i_liste(x: Linjer, i: int, nr: str | None, fundne: Sequence[Start]) -> bool:
    """Whether a numbered line is a point of a list: its lead-in stands before it, or it counts on within a punkt. None
    has a case number under it."""
    foer = x.foer(i)
    if foer is None or any(x.sagslinje[j] for j in x.fyldte(i)[:2]):
        return False
    tekst = x.linjer[foer].tekst.rstrip()
    h = x.overskrifter[foer]
    afgjort = h is not None and h.rest_fra is not None and x.linjer[i - 1].tom  # the decision is on its heading's line
    if h is not None and (h.art is Afsnitsart.INDSTILLING or (fundne and h.art is Afsnitsart.BESLUTNING)):
        return h.art is Afsnitsart.INDSTILLING or not afgjort
    delliste = noegle(tekst) in dagsordensord("aabne_lister", "lukkede_lister")
    if tekst.endswith((",", ":", " og", " at")) and not delliste:
        return True
    gentager = bool(fundne and fundne[-1].titel) and noegle(fundne[-1].titel) in noegle(x.linjer[i].tekst)
    return _taeller_ikke_op(nr, fundne) and not gentager


def _over_eget_nummer(x: Linjer, i: int, numre: set[int]) -> bool:
    """Whether a case line stands under a title, and is not that of the next numbered title, which stands under it."""
    under, efter = (*x.fyldte(i)[:2], None, None)[:2]
    return under is not None and x.sagslinje[under] and efter not in numre


def _led(i: int, nr: str | None, over: int | None, forrige: Led | None, *, begynder: bool) -> Led | None:
    """A point of a list: the first stands where one may begin, each other under the one before it, line ``over``."""
    if over is None or not nr or not nr.isdigit():
        return None
    return (i, int(nr)) if (int(nr) == 1 and begynder) or forrige == (over, int(nr) - 1) else None


def _foer_naeste(x: Linjer, i: int, numre: set[int]) -> bool:
    """Whether the next numbered line stands right under a line, or under the case number that stands over it."""
    under = x.fyldte(i)[:2]
    return any(j in numre for j in under[:1]) or (len(under) == 2 and x.sagslinje[under[0]] and under[1] in numre)


def _er_bilagsord(x: Linjer, i: int) -> bool:
    """Whether a line is nothing but the heading of attachments."""
    h = x.overskrifter[i]
    return h is not None and h.art is Afsnitsart.BILAG and h.rest_fra is None


def _taeller_ikke_op(nr: str | None, fundne: Sequence[Start]) -> bool:
    """Whether a number is no higher than that of the punkt before it."""
    sidste = fundne[-1].nr if fundne else None
    return bool(nr and sidste and nr.isdigit() and sidste.isdigit() and int(nr) <= int(sidste))


def _i_beslutning(x: Linjer, i: int) -> bool:
    """Whether a line stands right under the heading of a decision, and is not the last: `Punkt 1: Godkendt.`"""
    foer = x.foer(i)
    h = x.overskrifter[foer] if foer is not None else None
    return h is not None and h.art is Afsnitsart.BESLUTNING and bool(x.fyldte(i))


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
    kendte = {s.i for s in starter} | {j for s in starter for j in x.fyldte(s.i)[: 1 if s.titel else 2]}
    ekstra = []
    for i, linje in enumerate(x.linjer):
        if i in kendte or i < starter[0].i or indhold.fra <= i < indhold.til or len(linje.tekst) > 160:
            continue
        if (
            linje.tekst.lstrip()[:1] in "-–•L"
            and lukket_titel(linje.tekst)[1]
            and _enlig(x, i)
            and not er_maerke(linje.tekst.strip())
        ):
            ekstra.append(Start(i, None, linje.tekst.strip(), "punktstart:lukket", TAERSKEL))
    return sorted([*starter, *ekstra, *_ekstra(x, starter[0].i, indhold)], key=lambda s: s.i)


def _ekstra(x: Linjer, fra: int, indhold: Indhold) -> Iterator[Start]:
    """Items put on the agenda late, under a number of their own (`Ekstra 1. …`) over a case number or a heading."""
    regel = next(r for r in regler("punktstart") if r.giver == "ekstra")
    for i, linje in enumerate(x.linjer[fra:], fra):
        m = None if indhold.fra <= i < indhold.til else regel.moenster.match(linje.tekst)
        if m and any(x.sagslinje[j] or x.overskrifter[j] for j in x.fyldte(i)[:2]):
            yield Start(i, m["nr"], m["titel"], f"punktstart:{regel.id}", TAERSKEL)


def _enlig(x: Linjer, i: int) -> bool:
    """A closed item stands alone or over a case number; `Lukket punkt` before a number is a mark of the next item."""
    efter = x.fyldte(i)[:1]
    return not efter or x.sagslinje[efter[0]] or x.linjer[i].tekst.lstrip().startswith(("-", "–"))


def _ren_raekke(x: Linjer) -> list[Start]:
    """Short numbered lines that count up one by one with prose between, where nothing else marks the punkter: from 1,
    or from any number where three and more are set apart from what is over them."""
    bedste: list[Start] = []
    for familie in familier():
        mulige = kandidater(x, familie) if familie.giver == "svag" else []
        hele = ((i, nr, t) for i, nr, t in mulige if not t.endswith((",", ";", ".")) or fast_punkt(t))
        korte = [(i, nr, t) for i, nr, t in hele if len(t) <= LANG_TITEL]
        talte = [Start(i, nr, t, familie.id, 1) for i, nr, t in korte if nr and nr.isdigit()]
        fra_en = (r for r in _raekker(talte) if int(r[0].nr or 0) <= 1)
        adskilte = (r for r in _raekker([s for s in talte if x.adskilt(s.i)]) if len(r) >= MINDSTE_RAEKKE)
        bedste = max(bedste, *fra_en, *adskilte, [], key=len)
    return bedste if len(bedste) > 1 else []


def _raekker(starter: Sequence[Start]) -> list[list[Start]]:
    """The rows of starts that count up one by one; of two that came as far the longer goes on."""
    ved: dict[int, list[Start]] = {}
    for s in starter:
        nr = int(s.nr or 0)
        raekke = ved.pop(nr - 1, [])
        raekke.append(s)
        if len(raekke) > len(ved.get(nr, [])):
            ved[nr] = raekke
    return list(ved.values())
