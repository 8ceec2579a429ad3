"""Who was away: from the meeting's head, from the punkt's own line, from its prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from referat.extract.moede import uden_indlejrede
from referat.extract.navne import Navn, er_embedsmand, find_navne, find_navne_i_liste, med_hele_navne, samme_person
from referat.extract.udsnit import Udsnit
from referat.extract.vaerdier import find_spaend
from referat.models.sprog import partiskel
from referat.models.viden import Regel, data, regler
from referat.schemas.poster import Fravaer
from referat.schemas.referat import Deltager
from referat.schemas.vokabular import Deltagerstatus, Omfang

AARSAG_INHABIL, AARSAG_AFBUD = "inhabil", "afbud"
SAETNING_SLUT = re.compile(r"[.!]\s+(?=[A-ZÆØÅ])|\n|\.?$")
KORT_FORAN = 60
"""So many characters before a sentence may say that it is about an earlier meeting."""
TITEL_LAENGDE = 50
"""A name in a list stands within this many characters: before it there is at most a title."""
MED_STEDFORTRAEDER = "fravaer:med-stedfortraeder"


def find_fravaer(
    lister: Sequence[tuple[str | None, Udsnit]],
    prosa: Sequence[Udsnit],
    nr: str | None = None,
    *,
    i_hovedet: bool = False,
) -> list[Fravaer]:
    """Absence as punkt number ``nr``, or a meeting's head, states it: ``lister`` are sections of absence with their
    headings, ``prosa`` texts such as a decision."""
    ud: list[Fravaer] = []
    viden = data("fravaer")
    for overskrift, u in lister:
        omfang = Omfang.HELE_MOEDET if re.search(viden["hele_moedet"], overskrift or "", re.I) else Omfang.PUNKTET
        laest = _liste(u, 0, len(u.tekst), "fravaer:afsnit", nr, omfang)
        ud += (_med_aarsag(f, _afbud(overskrift or "")) for f in laest)
    for udsnit in prosa:
        tekst = med_hele_navne(_delt_ved_partier(udsnit.tekst))
        smaat = tekst.lower()
        for regel in (r for r in regler("fravaer") if r.kan_findes(smaat)):
            if regel.id in viden["kun_i_hovedet"] and not i_hovedet:
                continue
            for m in regel.find(tekst):
                if not (i_hovedet and re.search(viden["om_et_punkt"], _til_saetningens_slut(udsnit, m), re.I)):
                    ud += _af_saetning(udsnit, regel, m, nr)
    return _uden_dubletter(ud)


def _delt_ved_partier(tekst: str) -> str:
    """A text with a line break where a sentence ends in a party's letter: `Imod stemte O. Anne Holm var fraværende.`"""
    for n in partiskel(tekst):
        tekst = f"{tekst[: n - 1]}\n{tekst[n:]}"
    return tekst


def hele_moedet(deltagere: Sequence[Deltager]) -> list[Fravaer]:
    """Absence from the whole meeting as its head lists it, with the substitute where the list names one."""
    for_hvem = {d.stedfortraeder_for: d.navn for d in deltagere if d.stedfortraeder_for}
    return [
        Fravaer(
            belaeg=d.belaeg,
            navn=d.navn,
            parti=d.parti,
            aarsag=AARSAG_AFBUD if d.status is Deltagerstatus.AFBUD else None,
            omfang=Omfang.HELE_MOEDET,
            stedfortraeder=next((s for navn, s in for_hvem.items() if navn and samme_person(navn, d.navn)), None),
        )
        for d in deltagere
        if d.status is not Deltagerstatus.TIL_STEDE
    ]


def saml(*kilder: Sequence[Fravaer], deltagere: Sequence[Deltager]) -> list[Fravaer]:
    """One row a person, named as the meeting's own list names them; the first source says most."""
    navne = [d.navn for d in deltagere]
    ud: list[Fravaer] = []
    for f in (f for kilde in kilder for f in kilde):
        ens = [n for n in navne if samme_person(n, f.navn)]
        navngivet = f.model_copy(update={"navn": ens[0]}) if len(ens) == 1 else f
        kendt = next((k for k in ud if samme_person(k.navn, navngivet.navn)), None)
        if kendt is None:
            ud.append(navngivet)
        else:
            ud[ud.index(kendt)] = _flettet(kendt, navngivet)
    return ud


def _flettet(a: Fravaer, b: Fravaer) -> Fravaer:
    """What two statements about one person say together; the first one's evidence stays."""
    return a.model_copy(
        update={
            "parti": a.parti or b.parti,
            "aarsag": AARSAG_INHABIL if AARSAG_INHABIL in (a.aarsag, b.aarsag) else a.aarsag or b.aarsag,
            "omfang": min((a.omfang, b.omfang), key=list(Omfang).index),
            "stedfortraeder": a.stedfortraeder or b.stedfortraeder,
        }
    )


def _liste(
    udsnit: Udsnit, fra: int, til: int, regel: str, punkt_nr: str | None, omfang: Omfang = Omfang.PUNKTET
) -> Iterator[Fravaer]:
    """The people of a list. One who `deltog` or was `indkaldt` stood in for those named before on the line; one away
    `til kl. 18.40` was away in part."""
    viden = data("fravaer")
    sidetal = re.search(viden["sidetal_i_liste"], udsnit.tekst[fra:til])
    tekst = udsnit.tekst[fra : fra + sidetal.start() if sidetal else til]
    vaek: list[tuple[int, Fravaer]] = []
    for n in uden_indlejrede(find_navne_i_liste(tekst)):
        if er_embedsmand(udsnit.tekst, replace(n, fra=fra + n.fra)):
            continue
        linje = tekst.count("\n", 0, n.fra)
        efter, maerke = tekst[n.til :], n.maerke or ""
        foran = re.search(viden["stedfortraeder_foran"], tekst[: n.fra], re.I)
        if foran or re.match(viden["stedfortraeder_efter"], efter, re.I):
            vaek = [(nr, _med(f, n.navn) if nr == linje else f) for nr, f in vaek]
            continue
        if any(_om_andre_punkter(re.match(viden["punkt_efter"], x, re.I), punkt_nr) for x in (efter, maerke)):
            continue
        delvis = any(re.match(viden["delvis_efter"], x, re.I) for x in (efter, maerke))
        aarsag = AARSAG_INHABIL if maerke.strip().casefold() == AARSAG_INHABIL else None
        del_ = Omfang.DELVIS if delvis else omfang
        vaek.append((linje, _fravaer(udsnit, n, fra, regel, del_, aarsag, _i_maerke(n))))
    yield from (f for _, f in vaek)


def _i_maerke(n: Navn) -> str | None:
    """The substitute named in the parentheses behind a name: `(suppleant Knud Bro deltog)`."""
    if not n.maerke or not re.search(data("fravaer")["stedfortraeder_maerke"], n.maerke, re.I):
        return None
    navne = find_navne(n.maerke)
    return navne[0].navn if len(navne) == 1 else None


def _om_andre_punkter(m: re.Match[str] | None, nr: str | None) -> bool:
    """Whether punkt numbers are named (`punkt 3-5 og 7`) and the one at hand is not among them."""
    if m is None or nr is None:
        return False
    return not (nr.isdigit() and any(a <= int(nr) <= b for a, b in find_spaend(m["numre"])))


def _med_aarsag(f: Fravaer, aarsag: str | None) -> Fravaer:
    return f.model_copy(update={"aarsag": f.aarsag or aarsag})


def _med(f: Fravaer, stedfortraeder: str) -> Fravaer:
    return f.model_copy(update={"stedfortraeder": f.stedfortraeder or stedfortraeder})


def _fravaer(
    udsnit: Udsnit, n: Navn, fra: int, regel: str, omfang: Omfang, aarsag: str | None = None, for_: str | None = None
) -> Fravaer:
    return Fravaer(
        belaeg=udsnit.belaeg(fra + n.fra, fra + n.til, regel),
        navn=n.navn,
        parti=n.parti,
        aarsag=aarsag,
        omfang=omfang,
        stedfortraeder=for_,
    )


def _af_saetning(udsnit: Udsnit, regel: Regel, m: re.Match[str], nr: str | None) -> Iterator[Fravaer]:
    """The absences that one match states; none when it speaks of another punkt than this."""
    viden = data("fravaer")
    foran = udsnit.tekst[max(m.start() - KORT_FORAN, 0) : m.end()]
    if re.search(viden["hvor_moede"], foran, re.I):
        return
    hele = _til_saetningens_slut(udsnit, m)
    if re.search(viden["naeste_moede"], hele, re.I):
        return
    if regel.giver == "liste":
        yield from _af_liste(udsnit, regel, m, nr)
        return
    if _om_en_anden_sag(hele, nr) or (regel.giver == "inhabil" and re.search(viden["ikke_inhabil"], hele, re.I)):
        return
    if regel.giver == "stedfortraeder":
        if regel.id == MED_STEDFORTRAEDER and re.search(viden["valgt_med"], m["for"], re.I):  # elected, for later
            return
        stedfortraedere = find_navne(m["navne"])
        omfang = Omfang.HELE_MOEDET if re.search(viden["i_moedet"], m[0], re.I) else Omfang.PUNKTET
        for n in uden_indlejrede(find_navne(m["for"])[:1]):
            navn = stedfortraedere[0].navn if stedfortraedere else None
            yield _fravaer(udsnit, n, m.start("for"), regel.id, omfang, for_=navn)
        return
    aarsag = AARSAG_INHABIL if regel.giver == "inhabil" else _afbud(_etiket(m), regel.id)
    delvis = regel.giver == "delvis" or re.match(viden["delvis_bag"], udsnit.tekst[m.end() :], re.I)
    omfang = Omfang.DELVIS if delvis else Omfang.PUNKTET
    if regel.giver == "punktet" and re.search(viden["fra_hele_moedet"], hele, re.I):
        omfang = Omfang.HELE_MOEDET
    navne = subjekt(m["navne"])
    if re.search(viden["kun_den_sidste"], m[0], re.I):  # `A og B, der er inhabil` says it of B alone
        navne = navne[-1:]
    navne = [n for n in navne if not er_embedsmand(m["navne"], n)]
    afloeser = _afloeser(udsnit.tekst[m.end() :]) if len(navne) == 1 else None
    for n in navne:
        yield _fravaer(udsnit, n, m.start("navne"), regel.id, omfang, aarsag, afloeser)


def _om_en_anden_sag(saetning: str, nr: str | None) -> bool:
    viden = data("fravaer")
    if re.search(viden["andet_punkt"], saetning, re.I):
        return nr is None or _om_andre_punkter(re.search(viden["punkt_numre"], saetning, re.I), nr)
    return re.search(viden["ved_behandling"], saetning, re.I) is not None


def _til_saetningens_slut(udsnit: Udsnit, m: re.Match[str]) -> str:
    """What was found and the rest of its sentence."""
    slut = SAETNING_SLUT.search(udsnit.tekst, m.end())
    return udsnit.tekst[m.start() : slut.start() if slut else len(udsnit.tekst)]


def subjekt(tekst: str) -> list[Navn]:
    """The last names that nothing but commas, `og` and titles joins; those before `oplyste, at` merely spoke."""
    mellem = data("fravaer")["mellem_navne"]
    alle = uden_indlejrede(find_navne_i_liste(tekst))
    ud: list[Navn] = []
    for n in reversed(alle):
        if ud and not re.fullmatch(mellem, tekst[n.til : ud[-1].fra], re.I):
            break
        ud.append(n)
    og = ud and re.fullmatch(data("fravaer")["og_videre"], tekst[ud[0].til :], re.I)
    if og and re.search(data("fravaer")["forholdsord_foran"], tekst[: ud[-1].fra], re.I) and alle[0] is not ud[-1]:
        return [n for n in alle if n.til <= ud[-1].fra][:1]  # `A overlod ledelsen til B og forlod lokalet`
    return ud[::-1]


def _af_liste(udsnit: Udsnit, regel: Regel, m: re.Match[str], nr: str | None) -> Iterator[Fravaer]:
    """The names behind a label of absence, or on the lines under a bare one."""
    viden = data("fravaer")
    foran = _etiket(m) + m["navne"][: next((n.fra for n in find_navne(m["navne"])), 0)]
    if re.search(viden["andet_moede"], foran, re.I):
        return
    if re.search(viden["andet_punkt"], foran, re.I) and _om_en_anden_sag(foran, nr):
        return
    hele = re.search(viden["hele_moedet"], foran, re.I)
    omfang = Omfang.HELE_MOEDET if hele else Omfang.PUNKTET
    fra, navne = m.start("navne"), m["navne"]
    if not navne.strip(" :"):
        fra, navne = _naeste_linjer(udsnit.tekst, m.end())
    slut = re.search(viden["liste_slut"], navne)
    til = fra + (slut.start() if slut else len(navne))
    vaek = list(_liste(udsnit, fra, til, regel.id, nr, omfang))
    if len(vaek) == 1 and (afloeser := _afloeser(udsnit.tekst[til:])):
        vaek = [_med(vaek[0], afloeser)]
    aarsag = AARSAG_INHABIL if m[0].strip().casefold().startswith(AARSAG_INHABIL) else _afbud(_etiket(m), regel.id)
    yield from (_med_aarsag(f, aarsag) for f in vaek)


def _etiket(m: re.Match[str]) -> str:
    """What stands before the names of a match."""
    return m[0][: m.start("navne") - m.start()]


def _afbud(etiket: str, regel: str = "") -> str | None:
    """The reason of those that a label, or the rule that read it, says had sent word."""
    viden = data("fravaer")
    return AARSAG_AFBUD if regel in viden["med_afbud"] or re.search(viden["afbud"], etiket, re.I) else None


def _afloeser(tekst: str) -> str | None:
    """The substitute that the next words name: `Stedfortræder: Knud Bro`, `Knud Bro deltog i stedet`."""
    if not (m := re.match(data("fravaer")["afloeser"], tekst, re.I)):
        return None
    navne = find_navne(m["bag"] or m["efter"] or m["foran"])
    return navne[0].navn if len(navne) == 1 else None


def _naeste_linjer(tekst: str, fra: int) -> tuple[int, str]:
    """The lines under a bare `Fraværende:` up to one that is more than a name with a title or a mark; if it is the
    first, nobody was away."""
    start = fra + len(tekst[fra:]) - len(tekst[fra:].lstrip("\n"))
    ud = []
    for linje in tekst[start:].split("\n"):
        navne = find_navne(linje)
        if not navne or navne[0].fra > TITEL_LAENGDE or _siger_andet(linje):
            break
        ud.append(linje)
    return start, "\n".join(ud)


def _siger_andet(linje: str) -> bool:
    """Whether a line tells of an outcome or a vote rather than of who was away."""
    return any(r.moenster.search(linje) for navn in ("udfald", "stemmer") for r in regler(navn))


def _uden_dubletter(fravaer: Sequence[Fravaer]) -> list[Fravaer]:
    return saml(fravaer, deltagere=())
