"""Lines as reading left them to lines as a person would lay them out: glued headings parted, run-on pages broken."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from referat.extract.afstande import med_afsnit
from referat.extract.brudte import saml_brudte
from referat.extract.formularer import som_linjer
from referat.extract.indledte import del_indledte
from referat.extract.loebende import del_i_sider, del_sammenloebne, er_loebende
from referat.extract.navne import er_navneliste
from referat.extract.overskrifter import find_overskrift
from referat.extract.sidekanter import taeller_op, uden_indre_kanter, uden_sidehoveder, uden_sidetal
from referat.extract.spalter import med_hele_etiketter
from referat.extract.udsnit import skaer
from referat.extract.vaerdier import find_datoer
from referat.models.afsnit import limede_soemme, limet_moenster, noegle, rolle
from referat.models.titler import dagsordensord, er_navigation
from referat.models.viden import moenster
from referat.schemas.side import Laest, Linje
from referat.schemas.vokabular import Afsnitsart

NAESTEN_ALLE = 0.95
"""Where so large a share of the lines is followed by an empty one, a single empty line parts nothing."""
FORTSAT = 0.05
"""So many lines go on with a sentence in a text whose lines were broken at a margin."""
BRED = 0.75
"""A line of at least this share of the longest was broken at the margin."""
FAERREST_LIMEDE = 3
"""Where so many headings are glued to their text, all lines of the text may be glued."""
TALT_TITEL = re.compile(
    r"(?:^|(?<=[a-zæøå!?)])|(?<=[\w)]\.))(?P<nr>\d{1,3})(?P<med>/\d{1,3})?\.(?:\s(?=[A-ZÆØÅ])|\s*$)"
)
"""The number of a punkt before its title, which may be on the next line, at a line's beginning or glued to what is
before it."""
LIMET_ORD = re.compile(
    r"(?:(?<=[a-zæøå.)])|(?<= (?:19|20)\d\d))(?P<ord>[A-ZÆØÅ][a-zæøå]{3,}:?)(?P<hale>(?: [a-zæøå]+){0,2})\s*$"
)
"""A word glued to the end of a line, and what goes on with it."""
LANGT_ORD = 12
"""A longer word for a contents list is none of a title's."""
KORTEST_TITEL, SER_FREM = 4, 3
"""A title of so many letters comes again within so many lines where it is repeated without its number."""
BOGSTAV = re.compile(r"\s*[A-ZÆØÅ]\s*")
TALT = re.compile(r"\s*\d")
LIMET_HALE = re.compile(r"(?<=[a-zæøå\d)?!.])[A-ZÆØÅ][a-zæøå]+(?:[ /][a-zæøå]+)+\s*$")
"""Words glued to the end of a line."""
STREG = re.compile(r"\s*[-_=–—*]{5,}\s*")
LISTESOEM = re.compile(r"(?<=[\d)])(?=[A-ZÆØÅ][a-zæøå])")
"""Where two titles in a list of attachments were glued."""
GAAR_VIDERE = re.compile(r"\s*(?!at\s)[a-zæøå]+\s")
"""A line that goes on with a sentence; one that begins with `at` is a point of a list."""


def loebende_linjer(laest: Laest) -> list[Linje]:
    """The body's lines without running heads and a page's buttons, parted where headings were glued or pages run on."""
    broed = [_uden_streg(x) for x in _uden_knapper(list(som_linjer(laest.sider)))]
    alle = _uden_dobbelt_afstand(_uden_margen(list(med_afsnit(broed))))
    linjer = list(_luk_sideskift(alle, uden_sidetal(uden_sidehoveder(alle))))
    if all(x.boks is None for x in linjer):  # a PDF says where its lines are
        for del_ved in (
            med_hele_etiketter,
            _med_tabte_brud,
            _del_ved_spalter,
            _med_vendt_fravaer,
            _del_ved_numre,
            _del_ved_hale,
            _del_ved_knap,
        ):
            linjer = list(del_ved(linjer))
    delte = [x for x in _del_limede(linjer) if not er_navigation(x.tekst)]
    return list(del_indledte(delte))


def _uden_knapper(linjer: Sequence[Linje]) -> Iterator[Linje]:
    """The lines without a page's buttons; the title in that over a transcript stays where it has a date, which the head
    may have lost."""
    fyldte = [x for x in linjer if not x.tom]
    over = {id(x) for x, under in pairwise(fyldte) if moenster("struktur", "transkript").match(under.tekst)}
    for x in linjer:
        if not er_navigation(x.tekst):
            yield x
        elif (m := moenster("struktur", "download-titel").match(x.tekst)) and id(x) in over and find_datoer(m["titel"]):
            yield skaer(x, *m.span("titel"))


def _med_tabte_brud(linjer: Sequence[Linje]) -> list[Linje]:
    """The lines of a text whose line breaks were lost or fell anywhere, parted where they should be."""
    uden_kanter = list(uden_indre_kanter(linjer, [x for x in linjer if er_loebende(x.tekst)]))
    sider = [del_ for x in saml_brudte(uden_kanter) for del_ in del_i_sider(x)]
    return _uden_nummerrester(list(del_sammenloebne(sider)))


def _uden_nummerrester(linjer: list[Linje]) -> list[Linje]:
    """The lines without the letters that are left over titles where the digits of case numbers were lost; the first
    stays, which parts the first title from the head."""
    rester = [
        id(x)
        for foer, x, under in zip(linjer, linjer[1:], linjer[2:], strict=False)
        if foer.tom and not under.tom and BOGSTAV.fullmatch(x.tekst)
    ]
    return [x for x in linjer if id(x) not in rester[1:]] if len(rester) >= FAERREST_LIMEDE else linjer


def _del_ved_spalter(linjer: Sequence[Linje]) -> Iterator[Linje]:
    """The lines with the labels of a case that stand beside one another, or a punkt's number beside the body, each on
    its own."""
    spalter = moenster("brud", "spalter"), moenster("brud", "punkt-bag-organ")
    for x in linjer:
        steder = [m.end() for regel in spalter for m in regel.finditer(x.tekst)]
        yield from (skaer(y, 0, len(y.tekst.rstrip())) for y in _skaaret_ved(x, steder)) if steder else (x,)


def _med_vendt_fravaer(linjer: Sequence[Linje]) -> Iterator[Linje]:
    """The lines, where decision after decision has the label of those away before it and the same names behind it, with
    the label back at the names; those away from one item alone follow them."""
    fundne = [
        (x, m)
        for hoved, x in pairwise(linjer)
        if (m := moenster("brud", "vendt-fravaer").match(x.tekst)) and er_navneliste(m["navne"]) and _afgoer(hoved)
    ]
    (navne, antal), *_ = Counter(m["navne"] for _, m in fundne).most_common(1) or [("", 0)]
    vendt = {id(x): m for x, m in fundne if antal >= FAERREST_LIMEDE and m["navne"].startswith(navne)}
    for x in linjer:
        m = vendt.get(id(x))
        yield from _dele(x, m, m.start("navne") + len(navne)) if m else (x,)


def _dele(linje: Linje, m: re.Match[str], navne_til: int) -> Iterator[Linje]:
    """A line's decision, its label with the names that all have, and what is behind them."""
    flere = m.end("navne") > navne_til
    alles = (m.start("navne"), navne_til if flere else m.end())
    for fra, til in [m.span("tekst"), m.span("label"), alles, *([(navne_til, m.end())] if flere else [])]:
        yield skaer(linje, fra, til)


def _afgoer(linje: Linje) -> bool:
    """Whether a line heads a decision that is not in it."""
    h = find_overskrift(linje)
    return h is not None and h.art is Afsnitsart.BESLUTNING and h.rest_fra is None


def _uden_margen(linjer: list[Linje]) -> list[Linje]:
    """The lines of a text without the blanks that all begin with, the left margin of ``pdftotext -layout``."""
    margen = min((len(x.tekst) - len(x.tekst.lstrip(" ")) for x in linjer if not x.tom), default=0)
    return [skaer(x, margen, len(x.tekst)) if not x.tom else x for x in linjer] if margen else linjer


def _uden_dobbelt_afstand(linjer: list[Linje]) -> list[Linje]:
    """The lines of a text without the empty one behind each, where nearly all are followed by one: it parts nothing."""
    par = Counter(naeste.tom for linje, naeste in pairwise(linjer) if not linje.tom)
    fortsat = sum(GAAR_VIDERE.match(x.tekst) is not None for x in linjer)  # sentences go on past the empty lines
    if not par or par[True] < NAESTEN_ALLE * par.total() or fortsat < FORTSAT * par.total():
        return linjer
    return [linjer[0], *(x for foer, x in pairwise(linjer) if not x.tom or foer.tom)]


def _luk_sideskift(alle: list[Linje], linjer: Sequence[Linje]) -> Iterator[Linje]:
    """The lines without the empty ones that the edges of pages left: one stays, and none where a sentence goes on."""
    numre = {id(x): i for i, x in enumerate(alle)}
    bred = BRED * max((len(x.tekst) for x in alle), default=0)
    luft: list[Linje] = []
    foer: list[Linje] = alle[:1] * 2
    for x in linjer:
        if x.tom:
            luft.append(x)
            continue
        if x.side != foer[-1].side or numre[id(x)] - numre[id(foer[-1])] > len(luft) + 1:
            luft = [] if _gaar_videre(foer, x, bred) else luft[:1]
        yield from (*luft, x)
        luft, foer = [], [foer[-1], x]
    yield from luft


def _gaar_videre(foer: Sequence[Linje], linje: Linje, bred: float) -> bool:
    """Whether a sentence goes on over a page's end: with a small letter, or from wrapped lines that do not end it."""
    ombrudt = all(len(x.tekst) >= bred for x in foer) and foer[-1].tekst.rstrip()[-1:] not in ".:;!?"
    return linje.tekst.lstrip()[:1].islower() or (ombrudt and linje.tekst.lstrip()[:1].isalpha())


def _uden_streg(linje: Linje) -> Linje:
    """A rule of dashes across a page parts as an empty line does."""
    return skaer(linje, 0, 0) if STREG.fullmatch(linje.tekst) else linje


def _del_ved_numre(linjer: Sequence[Linje]) -> Iterator[Linje]:
    """Lines parted where the number of the next punkt is glued to the end of the one before (`Godkendt.23/3. Budget`):
    the numbers count on from one that begins a line, and are glued in several."""
    fundne = [(x, m) for x in linjer for m in TALT_TITEL.finditer(x.tekst) if x.gitter is None]
    raekke = max((taeller_op(y for y in fundne if bool(y[1]["med"]) is to) for to in (False, True)), key=len)
    steder: dict[int, list[int]] = defaultdict(list)
    for x, m in raekke if raekke and not raekke[0][1].start() else ():
        steder[id(x)] += [m.start()] if m.start() else []
    delt = sum(map(bool, steder.values())) >= FAERREST_LIMEDE
    for x in linjer:
        yield from _skaaret_ved(x, steder[id(x)] if delt else ())


def _del_ved_hale(linjer: Sequence[Linje]) -> Iterator[Linje]:
    """Lines parted before what is glued to their end: a label (`jord.Fraværende:`), the word for a contents list, a
    heading that is glued so again and again."""
    haler = [LIMET_ORD.search(x.tekst) for x in linjer]
    antal = Counter(m[0].strip() for m in haler if m)
    for x, m in zip(linjer, haler, strict=True):
        ord_, hale = m.group("ord", "hale") if m else ("", "")
        overskrift = not hale and (ord_.endswith(":") or antal[ord_] >= FAERREST_LIMEDE) and rolle(ord_) is not None
        limet = m and (overskrift or (len(ord_) > LANGT_ORD and noegle(ord_) in dagsordensord("indhold")))
        yield from _skaaret_ved(x, [m.start()] if m and limet else ())


def _del_ved_knap(linjer: Sequence[Linje]) -> Iterator[Linje]:
    """Numbered lines parted from the words of a button that are glued to most of them: the title without it comes again
    right below."""
    talte = [(i, m.start()) for i, x in enumerate(linjer) if TALT.match(x.tekst) and (m := LIMET_HALE.search(x.tekst))]
    haler = Counter(linjer[i].tekst[n:].strip() for i, n in talte)
    (ens, antal), *_ = haler.most_common(1) or [("", 0)]
    steder = {i: n for i, n in talte if linjer[i].tekst[n:].strip() == ens}
    igen = sum(_kommer_igen(linjer[i].tekst[:n], linjer[i + 1 : i + 1 + SER_FREM]) for i, n in steder.items())
    if antal < FAERREST_LIMEDE or 2 * igen < antal:
        steder = {}
    for i, x in enumerate(linjer):
        yield from _skaaret_ved(x, [steder[i]] if i in steder else ())


def _kommer_igen(talt: str, under: Sequence[Linje]) -> bool:
    """Whether a line below says a numbered title again, without its number."""
    return any(len(n := noegle(x.tekst)) >= KORTEST_TITEL and noegle(talt).endswith(n) for x in under)


def _del_limede(linjer: Sequence[Linje]) -> Iterator[Linje]:
    """Headings parted from the text glued to them; in a text where that was done again and again its sentences, people,
    labels and attachments are glued as well."""
    stykker, hoveder = linjer, [_limet(x) for x in linjer]
    overalt = sum(m is not None for m in hoveder) >= FAERREST_LIMEDE
    if overalt:
        stykker = [y for x in linjer for y in ([x] if x.gitter is not None else _skaaret(x, limede_soemme()))]
        hoveder = [_limet(x, alle=True) for x in stykker]
    for linje, m in zip(stykker, hoveder, strict=True):
        if m is None:
            yield linje
            continue
        yield skaer(linje, 0, m.end())
        rest, kendt = skaer(linje, m.end(), len(linje.tekst)), rolle(m[0]) if overalt else None
        yield from _skaaret(rest, LISTESOEM) if kendt and kendt.art is Afsnitsart.BILAG else [rest]


def _limet(linje: Linje, *, alle: bool = False) -> re.Match[str] | None:
    return limet_moenster(alle=alle).match(linje.tekst) if linje.gitter is None else None


def _skaaret(linje: Linje, soem: re.Pattern[str]) -> Iterator[Linje]:
    """A line cut at its seams."""
    yield from _skaaret_ved(linje, [m.start() for m in soem.finditer(linje.tekst)])


def _skaaret_ved(linje: Linje, steder: Sequence[int]) -> Iterator[Linje]:
    """A line cut before some of its characters."""
    yield from (skaer(linje, a, b) for a, b in pairwise([0, *steder, len(linje.tekst)]))
