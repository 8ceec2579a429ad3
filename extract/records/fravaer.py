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
from referat.models.viden import Regel, data, regler, udtryk
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
    for overskrift, u in lister:
        omfang = Omfang.HELE_MOEDET if udtryk("fravaer", "hele_moedet").search(overskrift or "") else Omfang.PUNKTET
        laest = _liste(u, 0, len(u.tekst), "fravaer:afsnit", nr, omfang)
        ud += (_med_aarsag(f, _afbud(overskrift or "")) for f in laest)
    for udsnit in prosa:
        tekst = med_hele_navne(_delt_ved_partier(udsnit.tekst))
        smaat = tekst.lower()
        for regel in (r for r in regler("fravaer") if r.kan_findes(smaat)):
            if regel.id in data("fravaer")["kun_i_hovedet"] and not i_hovedet:
                continue
            for m in regel.find(tekst):
                if not (i_hovedet and udtryk("fravaer", "om_et_punkt").search(_til_saetningens_slut(udsnit, m))):
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
    sidetal = udtryk("fravaer", "sidetal_i_liste").search(udsnit.tekst[fra:til])
    tekst = udsnit.tekst[fra : fra + sidetal.start() if sidetal else til]
    vaek: list[tuple[int, Fravaer]] = []
    for n in uden_indlejrede(find_navne_i_liste(tekst)):
        if er_embedsmand(udsnit.tekst, replace(n, fra=fra + n.fra)):
            continue
        linje = tekst.count("\n", 0, n.fra)
        efter, maerke = tekst[n.til :], n.maerke or ""
        foran = udtryk("fravaer", "stedfortraeder_foran").search(tekst[: n.fra])
        if foran or udtryk("fravaer", "stedfortraeder_efter").match(efter):
            vaek = [(nr, _med(f, n.navn) if nr == linje else f) for nr, f in vaek]
            continue
        if any(_om_andre_punkter(udtryk("fravaer", "punkt_efter").match(x), punkt_nr) for x in (efter, maerke)):
            continue
        delvis = any(udtryk("fravaer", "delvis_efter").match(x) for x in (efter, maerke))
        aarsag = AARSAG_INHABIL if maerke.strip().casefold() == AARSAG_INHABIL else None
        del_ = Omfang.DELVIS if delvis else omfang
        vaek.append((linje, _fravaer(udsnit, n, fra, regel, del_, aarsag, _i_maerke(n))))
    yield from (f for _, f in vaek)


def _i_maerke(n: Navn) -> str | None:
    """The substitute named in the parentheses behind a name: `(suppleant Knud Bro deltog)`."""
    if not n.maerke or not udtryk("fravaer", "stedfortraeder_maerke").search(n.maerke):
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
    foran = udsnit.tekst[max(m.start() - KORT_FORAN, 0) : m.end()]
    if udtryk("fravaer", "hvor_moede").search(foran):
        return
    hele = _til_saetningens_slut(udsnit, m)
    if udtryk("fravaer", "naeste_moede").search(hele):
        return
    if regel.giver == "liste":
        yield from _af_liste(udsnit, regel, m, nr)
        return
    if _om_en_anden_sag(hele, nr) or (regel.giver == "inhabil" and udtryk("fravaer", "ikke_inhabil").search(hele)):
        return
    if regel.giver == "stedfortraeder":
        if regel.id == MED_STEDFORTRAEDER and udtryk("fravaer", "valgt_med").search(m["for"]):  # elected, for later
            return
        stedfortraedere = find_navne(m["navne"])
        omfang = Omfang.HELE_MOEDET if udtryk("fravaer", "i_moedet").search(m[0]) else Omfang.PUNKTET
        for n in uden_indlejrede(find_navne(m["for"])[:1]):
            navn = stedfortraedere[0].navn if stedfortraedere else None
            yield _fravaer(udsnit, n, m.start("for"), regel.id, omfang, for_=navn)
        return
    aarsag = AARSAG_INHABIL if regel.giver == "inhabil" else _afbud(_etiket(m), regel.id)
    delvis = regel.giver == "delvis" or udtryk("fravaer", "delvis_bag").match(udsnit.tekst[m.end() :])
    omfang = Omfang.DELVIS if delvis else Omfang.PUNKTET
    if regel.giver == "punktet" and udtryk("fravaer", "fra_hele_moedet").search(hele):
        omfang = Omfang.HELE_MOEDET
    navne = subjekt(m["navne"])
    if udtryk("fravaer", "kun_den_sidste").search(m[0]):  # `A og B, der er inhabil` says it of B alone
        navne = navne[-1:]
    navne = [n for n in navne if not er_embedsmand(m["navne"], n)]
    afloeser = _afloeser(udsnit.tekst[m.end() :]) if len(navne) == 1 else None
    for n in navne:
        yield _fravaer(udsnit, n, m.start("navne"), regel.id, omfang, aarsag, afloeser)


def _om_en_anden_sag(saetning: str, nr: str | None) -> bool:
    if udtryk("fravaer", "andet_punkt").search(saetning):
        return nr is None or _om_andre_punkter(udtryk("fravaer", "punkt_numre").search(saetning), nr)
    return udtryk("fravaer", "ved_behandling").search(saetning) is not None


def _til_saetningens_slut(udsnit: Udsnit, m: re.Match[str]) -> str:
    """What was found and the rest of its sentence."""
    slut = SAETNING_SLUT.search(udsnit.tekst, m.end())
    return udsnit.tekst[m.start() : slut.start() if slut else len(udsnit.tekst)]


def subjekt(tekst: str) -> list[Navn]:
    """The last names that nothing but commas, `og` and titles joins; those before `oplyste, at` merely spoke."""
    alle = uden_indlejrede(find_navne_i_liste(tekst))
    ud: list[Navn] = []
    for n in reversed(alle):
        if ud and not udtryk("fravaer", "mellem_navne").search(tekst[n.til : ud[-1].fra]):
            break
        ud.append(n)
    og = ud and udtryk("fravaer", "og_videre").search(tekst[ud[0].til :])
    if og and udtryk("fravaer", "forholdsord_foran").search(tekst[: ud[-1].fra]) and alle[0] is not ud[-1]:
        return [n for n in alle if n.til <= ud[-1].fra][:1]  # `A overlod ledelsen til B og forlod lokalet`
    return ud[::-1]


def _af_liste(udsnit: Udsnit, regel: Regel, m: re.Match[str], nr: str | None) -> Iterator[Fravaer]:
    """The names behind a label of absence, or on the lines under a bare one."""
    foran = _etiket(m) + m["navne"][: next((n.fra for n in find_navne(m["navne"])), 0)]
    if udtryk("fravaer", "andet_moede").search(foran):
        return
    if udtryk("fravaer", "andet_punkt").search(foran) and _om_en_anden_sag(foran, nr):
        return
    hele = udtryk("fravaer", "hele_moedet").search(foran)
    omfang = Omfang.HELE_MOEDET if hele else Omfang.PUNKTET
    fra, navne = m.start("navne"), m["navne"]
    if not navne.strip(" :"):
        fra, navne = _naeste_linjer(udsnit.tekst, m.end())
    slut = udtryk("fravaer", "liste_slut").search(navne)
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
    meldt = regel in data("fravaer")["med_afbud"] or udtryk("fravaer", "afbud").search(etiket)
    return AARSAG_AFBUD if meldt else None


def _afloeser(tekst: str) -> str | None:
    """The substitute that the next words name: `Stedfortræder: Knud Bro`, `Knud Bro deltog i stedet`."""
    if not (m := udtryk("fravaer", "afloeser").match(tekst)):
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
