"""People and parties in running text: lists of names with parties, marks and substitutes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from referat.models.kommuner import kommunenavne
from referat.models.organer import er_organ
from referat.models.partier import er_parti, parti_moenster, partibogstav, partinavn
from referat.models.viden import data, moenster, regler, udtryk
from referat.schemas.navne import navneord, samme_navn, skadet

PARENTES = re.compile(r"\s*\(([^()]{0,80})\)")
LINJE = re.compile(r"[^\n]+")
KOLONNE = re.compile(r"(?<=\S)(?:\t| {3,})(?=[A-ZÆØÅ])")
PARTI_BAG = re.compile(r"(?<=[a-zæøå]), ([A-ZÆØÅ])(?=\s*(?:[,;(\n]|\s{2}|\Z))")
"""`Anne Holm, V`: a letter that is no initial is her party; in parentheses it takes as much room."""
LAENGST_FORAN = 160
"""Characters before a name that may say whose it is."""
INITIAL = re.compile(r"[A-ZÆØÅ]\.")
SKILLE = re.compile(r"\s*(?:[,;]|\bog\b|\bsamt\b|\n\s*[-•·]?|(?<=\s)[-•·](?=\s))\s*")
LOEB_SAMMEN = 2
"""So many words behind a known name are none of its own: something ran together with it."""


@dataclass(frozen=True, slots=True)
class Navn:
    """A name as written, what stood in parentheses behind it, and its place in the text it was found in."""

    navn: str
    fra: int
    til: int
    parti: str | None = None
    maerke: str | None = None


def find_navne(tekst: str) -> list[Navn]:
    """Every person's name (two words or more) in a text, with party and mark from the parentheses behind it."""
    ud = []
    for m in _navn().finditer(tekst):
        navn, fra = _uden_titel(m["navn"], m.start("navn"))
        if navn is None:
            continue
        parti, maerke, til = _parenteser(tekst, fra + len(navn))
        if parti is None and any(udtryk("navne", "organisation").search(o) for o in navn.split(" ")):
            continue
        ud.append(Navn(navn, fra, til, parti, maerke))
    return ud


def med_hele_navne(tekst: str) -> str:
    """The text with a space for a line break inside a name of a list, or between two: `Anne Holm og Per⏎Vang (V)`.

    A name of two words goes on over the line only where the list goes on behind it.
    """

    def samlet(m: re.Match[str]) -> str:
        ord_ = [*m["foer"].split(), m["efter"]]
        andet = m["efter"].casefold() in _ikke_navne() or any(er_parti(o) for o in ord_)
        andet = andet or udtryk("navne", "ikke_efternavn").match(m["efter"]) is not None
        skel = "\n" if andet or (len(ord_) > 2 and not m["videre"]) else " "
        return m[0][: m.start("skel") - m.start()] + skel + m[0][m.end("skel") - m.start() :]

    return udtryk("navne", "ombrudt").sub(samlet, udtryk("navne", "mellem_navne").sub(" ", tekst))


def find_navne_i_liste(tekst: str) -> list[Navn]:
    """Names of a list; where commas part them a line break stands inside a name as well as a space, also one whose next
    line is indented, unless each line is one name. Names in columns are parted by a wide gap."""
    brud = [m.span("brud") for m in udtryk("navne", "indrykket").finditer(tekst)]
    if not brud:
        return _i_liste(tekst)
    skel = {fra for fra, _ in brud}
    indryk = {i for fra, til in brud for i in range(fra + 1, til)}
    pladser = [i for i in range(len(tekst)) if i not in indryk]
    navne = _i_liste("".join(" " if i in skel else tekst[i] for i in pladser))
    return [replace(n, fra=pladser[n.fra], til=pladser[n.til - 1] + 1) for n in navne]


def _i_liste(tekst: str) -> list[Navn]:
    """The names of a list in which no name goes on under an indentation."""
    bag_initialer = udtryk("navne", "parti_bag_initialer")  # `Anne Holm (ahol) V Per Vang (pvan) A`
    tekst = bag_initialer.sub(lambda m: f"({m['parti']})".ljust(len(m[0])), PARTI_BAG.sub(r"(\1)", tekst))
    if ud := _med_tilfoejelse(tekst):
        return ud
    et_paa_hver = all(len(find_navne(PARENTES.sub("", x))) == 1 for x in tekst.split("\n") if x.strip())
    paa_linje = tekst.replace("\n", " ") if "," in tekst and not et_paa_hver else tekst
    return find_navne(KOLONNE.sub(lambda m: m[0].replace(" ", "\n", 1).replace("\t", "\n", 1), paa_linje))


def _med_tilfoejelse(tekst: str) -> list[Navn]:
    """The names of a list that has one a line, with what stands behind a comma as its mark: whom someone represents or
    stands in for. Most of that comes again or is no name; else the lines are those of a list that runs on."""
    linjer = [m for m in LINJE.finditer(tekst) if m[0].strip()]
    dele = [(m.start(), *PARENTES.sub(lambda x: "x" * len(x[0]), m[0]).partition(",")) for m in linjer]
    hale = [rest.strip() for *_, rest in dele if rest]
    sikre = [x for x in hale if x[:1].islower() or hale.count(x) > 1 or er_organ(x)]
    if len(dele) < 2 or not sikre or len(sikre) * 2 < len(hale):
        return []
    ud: list[Navn] = []
    for fra, foerst, komma, rest in dele:
        navne = find_navne(tekst[fra : fra + len(foerst)])
        if len(navne) != 1 or "," in rest or (komma and not rest.strip()):
            return []
        n = navne[0]
        ud.append(replace(n, fra=fra + n.fra, til=fra + n.til, maerke=n.maerke or rest.strip() or None))
    return ud


def find_partier(tekst: str) -> list[Navn]:
    """Parties named in a text, by name or by a letter in parentheses: `(V), (A)`, `A, F og Ø`, `Enhedslisten`."""
    ud = []
    for m in parti_moenster().finditer(tekst):
        ord_ = partinavn(m[0].strip("()"))
        ud.append(Navn(ord_, m.start(), m.end(), partibogstav(ord_)))
    return ud


def rolle(tekst: str, n: Navn) -> str | None:
    """The role that a list states for a name, in front of it, or behind in parentheses or after a comma or a dash; None
    where it states none."""
    foran = _rolle().search(tekst[max(n.fra - 30, 0) : n.fra])
    bagved = _rolle().fullmatch((n.maerke or "").strip()) or _rolle_bag().match(tekst, n.til)
    fundet = foran or bagved
    return fundet["rolle"].casefold() if fundet else None


def er_embedsmand(tekst: str, n: Navn) -> bool:
    """Whether the words before a name in a text say that it is an official's (`planchef`, `Desuden deltog`); one with
    a party is a member's, whatever he lives by."""
    foran = tekst[max(n.fra - LAENGST_FORAN, 0) : n.fra]
    return n.parti is None and moenster("struktur", "embedsmaend").search(foran) is not None


def er_rolle(ord_: str) -> bool:
    """Whether a word is a role that a member may have."""
    return _rolle().fullmatch(ord_.strip(" :")) is not None


def er_navneliste(tekst: str) -> bool:
    """Whether a text is names and the marks around them, and nothing more; a title in capitals is known by its small
    words."""
    if tekst.isupper() and not set(tekst.lower().split()).isdisjoint(data("punktstart")["forholdsord"]):
        return False
    rest = tekst
    for n in reversed(find_navne(tekst)):
        rest = rest[: n.fra] + rest[n.til :]
    rest = re.sub(r"\([^()]*\)", "", moenster("struktur", "navneord").sub("", rest))
    return not re.search(r"\w{2}", rest) and bool(find_navne(tekst))


def find_efternavne(tekst: str, kendte: Iterable[str]) -> list[Navn]:
    """The members of a list that are the surname of one alone of the people known: `Holm, Vang`."""
    alle = list(kendte)
    ud = []
    for ord_, fra in led(PARENTES.sub(lambda m: " " * len(m[0]), tekst)):
        rent = ord_.strip(" .")
        egne = [k for k in alle if k.split()[-1] == rent or (" " in rent and _med_initialer(k, rent))]
        if len(egne) == 1:
            ud.append(Navn(egne[0], fra, fra + len(ord_.rstrip())))
    return ud


def samme_person(a: str, b: str) -> bool:
    """Whether two spellings of one document mean the same person: middle names may be left out, a letter damaged."""
    x, y = navneord(a), navneord(b)
    return samme_navn(x, y) or skadet(x, y)


def find_person(navn: str, kendte: Iterable[str]) -> str | None:
    """Which of the known names a name means: itself, else the only one that may be the same person, or that it begins
    with where other words ran together with it."""
    alle = list(kendte)
    if navn in alle:
        return navn
    mulige = [k for k in alle if samme_person(k, navn)] or [k for k in alle if _med_initialer(k, navn)]
    mulige = mulige or [k for k in alle if " " in k and navn.startswith(f"{k} ") and _ord_bag(navn, k) >= LOEB_SAMMEN]
    return mulige[0] if len(mulige) == 1 else None


def _ord_bag(navn: str, kendt: str) -> int:
    return len(navn.removeprefix(kendt).split())


def _med_initialer(helt: str, kort: str) -> bool:
    """Whether a short form has the surname, and of each other name the beginning: `N. Chr. Holm`, `R. Holm`."""
    hele, korte = navneord(helt), navneord(kort)
    if min(len(hele), len(korte)) < 2 or hele[-1] != korte[-1] or len(korte[0]) > 1 or hele[0][0] != korte[0]:
        return False
    rest = iter(hele[:-1])
    return all(any(f.startswith(k) for f in rest) for k in korte[:-1])


@cache
def _navn() -> re.Pattern[str]:
    return next(r.moenster for r in regler("navne") if r.giver == "navn")


@cache
def _parti() -> re.Pattern[str]:
    return next(r.moenster for r in regler("navne") if r.giver == "parti")


@cache
def _rolle() -> re.Pattern[str]:
    """A role that ends a text, with a colon also on the line before."""
    return re.compile(rf"(?:^|(?<=[\s,;(]))(?P<rolle>{_roller()})(?:[ \t]*:\s*|[ \t]*)\Z", re.IGNORECASE)


@cache
def _rolle_bag() -> re.Pattern[str]:
    """A role behind a name, up to the end of its entry."""
    return re.compile(rf"\s*[,–-]\s*(?P<rolle>{_roller()})(?=[ \t]*(?:[,;(\n]|\Z))", re.IGNORECASE)


@cache
def _roller() -> str:
    return "|".join(sorted(map(re.escape, data("navne")["roller"]), key=len, reverse=True))


@cache
def _ikke_navne() -> frozenset[str]:
    return frozenset(x.casefold() for x in data("navne")["ikke_navne"])


def _uden_titel(navn: str, fra: int) -> tuple[str | None, int]:
    """A name without words before or behind it that are no part of a name; None when less than two words stay, or two
    initials and a word."""
    ord_ = navn.split(" ")
    titler = {t.casefold() for t in data("navne")["titler"]} | _ikke_navne()
    endelser = tuple(data("navne")["titelendelser"])
    while len(ord_) > 1 and (ord_[0].casefold().strip(".") in titler or ord_[0].casefold().endswith(endelser)):
        fra += len(ord_.pop(0)) + 1
    graense = next((i for i, o in enumerate(ord_) if o.casefold().strip(".") in _ikke_navne()), len(ord_))
    bag = data("navne")["bag_kommunenavn"]
    if 0 < graense < len(ord_) and ord_[graense].casefold() in bag and ord_[graense - 1].casefold() in kommunenavne():
        graense -= 1
    ord_ = ord_[:graense]
    if ord_ and ord_[-1].endswith(".") and len(ord_[-1]) > 2:
        ord_[-1] = ord_[-1].rstrip(".")
    hele = [o for o in ord_ if len(o.strip(".")) > 1]
    initialer = sum(INITIAL.fullmatch(o) is not None for o in ord_)
    if len(hele) < 1 or len(hele) + (initialer > 1) < 2 or any(re.search(r"\d", o) for o in ord_):
        return None, fra
    return " ".join(ord_), fra


def _parenteser(tekst: str, til: int) -> tuple[str | None, str | None, int]:
    """Party and mark from the parentheses that follow a name, and where they end."""
    parti = maerke = None
    while m := PARENTES.match(tekst, til):
        p = _parti().match(m[0].strip())
        if p:
            parti = p["parti"]
        elif m[1].strip():
            if len(m[1].split()) > 6:
                break
            maerke = m[1].strip()
        til = m.end()
    return parti, maerke, til


def led(tekst: str) -> Iterator[tuple[str, int]]:
    """The members of an enumeration (commas, `og`, bullets), each with its place."""
    start = 0
    for m in SKILLE.finditer(tekst):
        if tekst[start : m.start()].strip():
            yield tekst[start : m.start()], start
        start = m.end()
    if tekst[start:].strip():
        yield tekst[start:], start
