"""Absence that a text states for several punkter at once: from punkt 12 on, up to punkt 8, in punkt 3–5."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from referat.extract.navne import Navn, er_embedsmand, er_navneliste, find_navne, samme_person
from referat.extract.records.fravaer import AARSAG_INHABIL, subjekt
from referat.extract.udsnit import Udsnit
from referat.extract.vaerdier import find_spaend
from referat.models.viden import data, moenster, regler, udtryk
from referat.schemas.poster import Fravaer, Spand
from referat.schemas.vokabular import Omfang

LAENGSTE_LISTE = 30
"""So many lines over a line of those away its label may stand."""
KORT_EFTER = 120
"""So many characters behind the words that someone left or came may say why, or for how long."""
HER = "-her"
"""Ends the kind of a rule that tells of the moment by the punkt it stands in."""
FORLOD_HER, ANKOM_HER, RETUR_HER = (f"fravaersspand:{x}{HER}" for x in ("forlod", "ankom", "retur"))
SIDST = 10**6
"""Stands for the meeting's last punkt."""


def find_spand(udsnit: Sequence[Udsnit], nr: str | None = None) -> list[Fravaer]:
    """Absences with the numbers of the punkter that they cover in ``spand``; the texts' own punkt (``nr``) need not be
    one."""
    eget = int(nr) if nr and nr.isdigit() else None
    return [f for u in udsnit for f in _i_tekst(u, eget)]


def er_bevaegelse(f: Fravaer) -> bool:
    """Whether a punkt told that someone left, came or came back while it was treated."""
    return f.belaeg.regel.endswith(HER)


def bevaegelser(fundne: Sequence[Fravaer]) -> list[Fravaer]:
    """What the punkter told of who left and came, in their order: one who came back was away only in between."""
    ud: list[Fravaer] = []
    for f in fundne:
        egne = (i for i, x in enumerate(ud) if x.belaeg.regel == FORLOD_HER and samme_person(x.navn, f.navn))
        vaek = max(egne, default=None)
        if vaek is not None and f.belaeg.regel != FORLOD_HER:
            ud[vaek] = ud[vaek].model_copy(update={"spand": _faelles(ud[vaek].spand or (), f.spand or ())})
        elif f.belaeg.regel != RETUR_HER:
            ud.append(f)
    return ud


def siger_ingen(tekster: Sequence[Udsnit]) -> bool | None:
    """True where a text states that nobody was away; None where none does."""
    return True if any(moenster("fravaersspand", "ingen").search(u.tekst) for u in tekster) else None


def _i_tekst(udsnit: Udsnit, nr: int | None) -> Iterator[Fravaer]:
    smaat, brugt, viden = udsnit.tekst.lower(), set(), data("fravaersspand")
    for regel in (r for r in regler("fravaersspand") if r.giver != "ingen" and r.kan_findes(smaat)):
        her = regel.giver.endswith(HER)
        if her and nr is None:
            continue
        i_liste = regel.id in viden["i_liste"]
        for m in regel.find(udsnit.tekst):
            if i_liste and not (er_navneliste(m["navne"]) and _under_maerkat(udsnit.tekst[: m.start()])):
                continue
            if her and not _for_resten(regel.giver, m):
                continue
            spand = _her(regel.giver, m, nr) if her and nr else _spand(regel.giver, m)
            navne = [n for n in subjekt(m["navne"]) if not er_embedsmand(m["navne"], n)] if spand else []
            if not _opregnet(m["navne"], navne):
                continue
            if regel.id in viden["led"] and not _i_opregning(udsnit.tekst[: m.start()]):
                continue
            for n in navne[-1:] if _kun_sidste(regel.id, m["navne"], navne, m.string[m.end("navne") :]) else navne:
                fra = m.start("navne") + n.fra
                if fra not in brugt:
                    brugt.add(fra)
                    yield Fravaer(
                        belaeg=udsnit.belaeg(fra, m.start("navne") + n.til, regel.id),
                        navn=n.navn,
                        parti=n.parti,
                        aarsag=AARSAG_INHABIL if AARSAG_INHABIL in m[0].lower() else None,
                        omfang=Omfang.PUNKTET,
                        spand=spand,
                    )


def _kun_sidste(regel: str, tekst: str, navne: Sequence[Navn], bag: str) -> bool:
    """Whether what is said behind names is the last one's: it is a mark, or commas alone stand between them in a list
    of those away, and none (nor `begge`) before what is said."""
    om_alle = udtryk("fravaersspand", "om_alle").search((tekst[navne[-1].til :] if navne else "") + bag[:2])
    lister = data("fravaersspand")["lister"]
    listet = regel in lister and not udtryk("fravaersspand", "og").search(tekst) and not om_alle
    return tekst.rstrip().endswith("(") or listet


def _i_opregning(foer: str) -> bool:
    """Whether a text ends in a list of those away that goes on: its label, and names alone behind it."""
    linje = foer[foer.rfind("\n") + 1 :]
    m = udtryk("fravaersspand", "liste_maerkat").match(linje)
    return m is not None and er_navneliste(linje[m.end() :].rstrip(" ,;"))


def _opregnet(tekst: str, navne: Sequence[Navn]) -> bool:
    """Whether the names of a text are listed; where nothing stands between two, the text ran together and the sentence
    may be about the last alone."""
    mellem = udtryk("fravaersspand", "mellem_navne")
    return all(mellem.search(tekst[a.til : b.fra]) for a, b in pairwise(navne))


def _under_maerkat(foer: str) -> bool:
    """Whether a text ends in a list of those away: a label, and under it, perhaps past a blank line, lines that begin
    with a name, or with a punkt (`Punkt 3:`)."""
    luft = False
    for linje in reversed(foer.splitlines()[-LAENGSTE_LISTE:]):
        if udtryk("fravaersspand", "liste_maerkat").match(linje):
            return True
        if not linje.strip():
            luft = True
            continue
        if luft:
            return False
        led = udtryk("fravaersspand", "liste_led").match(linje)
        fra = led.end() if led else 0
        navne = find_navne(linje[fra:])
        if not navne or linje[fra : fra + navne[0].fra].strip(" \t*•-"):
            return False
    return False


def _spand(giver: str, m: re.Match[str]) -> Spand:
    """The ranges (first, last, how much) that the words of a rule tell."""
    if giver in ("i", "kun"):
        vaek = tuple((a, b, Omfang.PUNKTET) for a, b in find_spaend(m["numre"]))
        return vaek if giver == "i" else _uden(vaek)
    viden, hvornaar = data("fravaersspand"), re.sub(r"\s+", " ", m["hvornaar"].lower())
    a, b = int(m["a"]), int(m["b"]) if m.groupdict().get("b") else None
    if giver in ("forlod", "ankom"):
        vaek = _ved(giver, a, hvornaar in viden["efter"], hvornaar in viden["under"])
        if giver == "ankom" or not m["tilbage"]:
            return vaek
        retur = (m["retur"] or "").lower()
        return _faelles(vaek, _ved("ankom", b, retur in viden["efter"], retur in viden["under"])) if b else ()
    if hvornaar in viden["efter"]:
        periode = (a + 1, SIDST)
    elif hvornaar in viden["fra_og_med"]:
        periode = (a, b or SIDST)
    elif hvornaar in viden["til_og_med"] or giver == "deltog":
        periode = (1, a)
    else:
        periode = (1, a - 1)
    vaek = ((*periode, Omfang.PUNKTET),)
    return _uden(vaek) if giver == "deltog" else tuple(s for s in vaek if s[0] <= s[1])


def _for_resten(giver: str, m: re.Match[str]) -> bool:
    """Whether it is told of those named right before the verb, and not that they were away for a moment or a matter."""
    navne = find_navne(m["navne"])
    bag = m["navne"][navne[-1].til :] if navne else m["navne"]
    if not udtryk("fravaersspand", "kun_navne").search(bag) or udtryk("fravaersspand", "naegtet").search(m["navne"]):
        return False
    senere = m.string[m.start() : m.end() + KORT_EFTER]
    return giver == f"retur{HER}" or not udtryk("fravaersspand", "ikke_for_resten").search(senere)


def _her(giver: str, m: re.Match[str], nr: int) -> Spand:
    """The ranges where a punkt tells that someone left or came as it was treated, or before or after."""
    viden, hvornaar = data("fravaersspand"), (m.groupdict().get("hvornaar") or "under").lower()
    slags = "forlod" if giver == "forlod-her" else "ankom"
    return _ved(slags, nr, hvornaar in viden["efter"], hvornaar in viden["under"])


def _ved(giver: str, nr: int, efter: bool, under: bool) -> Spand:
    """Away before a moment (``ankom``) or after it (``forlod``); in part from the punkt during which it was."""
    delvis = ((nr, nr, Omfang.DELVIS),) if under else ()
    if giver == "forlod":
        return (*delvis, (nr + 1 if efter or under else nr, SIDST, Omfang.PUNKTET))
    foer = ((1, nr if efter else nr - 1, Omfang.PUNKTET),) if efter or nr > 1 else ()
    return (*foer, *delvis)


def _faelles(a: Spand, b: Spand) -> Spand:
    """What two statements both cover, in part where either says so."""
    faelles = (
        (max(x[0], y[0]), min(x[1], y[1]), Omfang.DELVIS if Omfang.DELVIS in (x[2], y[2]) else x[2])
        for x in a
        for y in b
    )
    return tuple(s for s in faelles if s[0] <= s[1])


def _uden(her: Spand) -> Spand:
    """The ranges that are left of a meeting beside those that someone was there for."""
    ud, naeste = [], 1
    for a, b, _ in sorted(her):
        if naeste < a:
            ud.append((naeste, a - 1, Omfang.PUNKTET))
        naeste = max(naeste, b + 1)
    return (*ud, (naeste, SIDST, Omfang.PUNKTET)) if naeste < SIDST else tuple(ud)
