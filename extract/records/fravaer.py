"""Who was away: from the meeting's head, from the punkt's own line, from its prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from referat.extract.moede import uden_indlejrede
from referat.extract.navne import Navn, er_navneliste, find_navne, find_navne_i_liste, samme_person
from referat.extract.udsnit import Udsnit
from referat.models.viden import Regel, data, regler
from referat.schemas.poster import Fravaer
from referat.schemas.referat import Deltager
from referat.schemas.vokabular import Deltagerstatus, Omfang

AARSAG_INHABIL = "inhabil"


def find_fravaer(lister: Sequence[Udsnit], prosa: Sequence[Udsnit]) -> list[Fravaer]:
    """Absence as one punkt states it: ``lister`` are sections of absence, ``prosa`` texts such as its decision."""
    ud = [f for u in lister for f in _liste(u, 0, len(u.tekst), "fravaer:afsnit")]
    for udsnit in prosa:
        for regel in regler("fravaer"):
            for m in regel.moenster.finditer(udsnit.tekst):
                ud += _af_saetning(udsnit, regel, m)
    return _uden_dubletter(ud)


def hele_moedet(deltagere: Sequence[Deltager]) -> list[Fravaer]:
    """Absence from the whole meeting as its head lists it, with the substitute where the list names one."""
    for_hvem = {d.stedfortraeder_for: d.navn for d in deltagere if d.stedfortraeder_for}
    return [
        Fravaer(
            belaeg=d.belaeg,
            navn=d.navn,
            parti=d.parti,
            aarsag="afbud" if d.status is Deltagerstatus.AFBUD else None,
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


def _liste(udsnit: Udsnit, fra: int, til: int, regel: str, omfang: Omfang = Omfang.PUNKTET) -> Iterator[Fravaer]:
    for n in uden_indlejrede(find_navne_i_liste(udsnit.tekst[fra:til])):
        yield _fravaer(udsnit, n, fra, regel, omfang)


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


def _af_saetning(udsnit: Udsnit, regel: Regel, m: re.Match[str]) -> Iterator[Fravaer]:
    """The absences that one match states; none when it speaks of another punkt than this."""
    viden = data("fravaer")
    slut = re.search(r"[.\n]", udsnit.tekst[m.end() :])
    hele = udsnit.tekst[m.start() : m.end() + (slut.start() if slut else 80)]
    if regel.giver != "liste" and re.search(f"{viden['andet_punkt']}|{viden['ved_behandling']}", hele, re.I):
        return
    if regel.giver == "inhabil" and re.search(viden["ikke_inhabil"], hele, re.I):
        return
    if regel.giver == "stedfortraeder":
        stedfortraedere = find_navne(m["navne"])
        for n in uden_indlejrede(find_navne(m["for"])[:1]):
            navn = stedfortraedere[0].navn if stedfortraedere else None
            yield _fravaer(udsnit, n, m.start("for"), regel.id, Omfang.PUNKTET, for_=navn)
        return
    omfang = {"delvis": Omfang.DELVIS}.get(regel.giver, Omfang.PUNKTET)
    if regel.giver == "liste" and re.search(viden["hele_moedet"], m[0][: m.start("navne") - m.start()], re.I):
        omfang = Omfang.HELE_MOEDET
    aarsag = AARSAG_INHABIL if regel.giver == "inhabil" else None
    navne = m["navne"]
    if regel.giver == "liste" and not navne.strip(" :"):
        navne = _naeste_linje(udsnit.tekst, m.end())
    if regel.giver == "liste":
        navne = re.split(viden["liste_slut"], navne)[0]
    fra = udsnit.tekst.index(navne, m.start("navne"))
    for n in uden_indlejrede(find_navne_i_liste(navne)):
        yield _fravaer(udsnit, n, fra, regel.id, omfang, aarsag)


def _naeste_linje(tekst: str, fra: int) -> str:
    """The line under a bare `Fraværende:` when it is names and nothing more; else nobody was away."""
    linje = tekst[fra:].lstrip("\n").split("\n", 1)[0]
    return linje if er_navneliste(linje) else ""


def _uden_dubletter(fravaer: Sequence[Fravaer]) -> list[Fravaer]:
    return saml(fravaer, deltagere=())
