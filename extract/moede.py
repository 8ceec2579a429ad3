"""The head of a meeting: body, date, times, place, and who was there or away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise, product

from referat.extract.fremmoede import Fremmoede, find_fremmoede
from referat.extract.hovedpar import parret
from referat.extract.moedefelter import PERSONER, VAEK, Felt, find_felter
from referat.extract.navne import (
    Navn,
    er_embedsmand,
    er_navneliste,
    find_efternavne,
    find_navne_i_liste,
    find_person,
    rolle,
)
from referat.extract.overskrifter import Overskrift, find_organlinje, find_overskrift, uden_versaler
from referat.extract.udsnit import Udsnit, skaer
from referat.extract.vaerdier import begynder_med_dato, find_datoer, klokkeslaet, uden_dato_og_sidetal
from referat.models.afsnit import noegle, ordliste
from referat.models.organer import er_organ, find_organ, kan_have_organ, samme_organ, uden_initialer, uden_periode
from referat.models.viden import data, moenster, regler, udtryk
from referat.schemas.fakta import Belaeg
from referat.schemas.referat import Deltager, Moede
from referat.schemas.side import Linje
from referat.schemas.vokabular import UGEDAGE, Afsnitsart, Deltagerstatus

STATUS = {"afbud": Deltagerstatus.AFBUD, "fravaerende": Deltagerstatus.FRAVAERENDE}
"""What the fields of those away say of whom they name; all other fields name those present."""
OM_NAVNET = re.compile(r";|(?<![,(–-])\s(?=[A-ZÆØÅ][a-zæøå])|\n(?!\s*\()")
"""What stands behind it is no longer about the name before."""
FLERE_NAVNE = 4
"""Where so many names stand, a head ran together and nobody can tell the place from them."""
DATO_OG_TID = re.compile(r"\s*\S.{5,30}\b\d{4},?\s+\d{1,2}[:.]\d{2}(?:\s*[-–]\s*\d{1,2}[:.]\d{2})?\s*")
SIDSTE_LINJER = 12
"""Among so many filled lines at its end a meeting says when it ended."""
FREMMED_LABEL = re.compile(r"\s{3,}[A-ZÆØÅ][\w.]{2,20}:")
"""A column with a label of its own behind a value."""
LANGT_NAVN = 6
"""Nobody's name has so many words: columns ran together, and those of four or five words may be two as well."""
BOGSTAVER = re.compile(r"[^\W\d_]{2}")
HOVED_LINJER = 12
"""How many filled lines of a head may name the body or date without a label."""


@dataclass
class Hoved:
    """What a meeting's head says, before it is put together."""

    felter: list[Felt] = field(default_factory=list)

    def foerste(self, navn: str) -> Udsnit | None:
        return next((f.vaerdi for f in self.felter if f.navn == navn and f.vaerdi), None)


def laes_moede(
    linjer: Sequence[Linje], alle: Sequence[Linje], afslutning: Sequence[Linje] = (), kanter: Sequence[Linje] = ()
) -> Moede:
    """The meeting as its head says, and who was away by the lines that close it (``afslutning``); ``alle`` are the
    meeting's lines, for the evidence where the head is empty, and ``kanter`` those at the edges of its pages, which may
    be all that names the body."""
    linjer = parret(linjer)
    fremmoede = find_fremmoede(linjer)
    uden = _uden(linjer, fremmoede) if fremmoede else linjer
    slut = [*(f for f in find_felter(afslutning) if f.navn in VAEK), *_maerkede(afslutning)]
    hoved = Hoved([*find_felter(uden), *slut])
    udvalg, dato, belaeg = _titel(linjer)
    felt = hoved.foerste("udvalg")
    if felt and ("\n" not in felt.tekst.strip() or find_organ(felt.tekst)):  # else a web page's menu
        udvalg = felt.tekst.strip()
    dato = _dato(hoved) or dato or _foerste_dato(linjer, _ugedag(hoved))
    if udvalg is None or dato is None:
        organ, dag = _fra_beslutninger(alle, udvalg)
        udvalg, dato = udvalg or organ or _i_kanten(kanter), dato or dag
    navn, periode = uden_periode(udvalg) if udvalg else (None, None)
    start, sluttede = _tider(hoved, linjer)
    sluttede = sluttede or _hvornaar_haevet(alle)
    sted = hoved.foerste("sted") or _foran_navnene(hoved) or _uden_label(linjer, "sted") or _bag_tiden(linjer)
    return Moede(
        belaeg=belaeg or Udsnit(alle[:1]).hele("moede:hele"),
        udvalg=navn or None,
        periode=periode,
        dato=dato,
        start=start,
        slut=sluttede,
        sted=_uden_tid(sted.tekst) if sted and len(find_navne_i_liste(sted.tekst)) < FLERE_NAVNE else None,
        deltagere=list(_deltagere(hoved, fremmoede.deltagere if fremmoede else ())),
    )


def _maerkede(linjer: Sequence[Linje]) -> Iterator[Felt]:
    """Those away by the mark behind their name where members sign: `Per Vang (afbud)`."""
    for x in linjer:
        navne = find_navne_i_liste(x.tekst)
        bag = (navne[0].maerke or x.tekst[navne[0].til :]).strip(" _.-()") if len(navne) == 1 else ""
        siger = next((r.giver for r in regler("status") if r.moenster.fullmatch(bag)), None)
        felt = next((f for f, status in STATUS.items() if status == siger), None)
        if felt and not x.tekst[: navne[0].fra].strip():
            yield Felt(felt, "underskrifter", Udsnit([skaer(x, navne[0].fra, navne[0].fra + len(navne[0].navn))]))


def _uden(linjer: Sequence[Linje], tabel: Fremmoede) -> list[Linje]:
    """The lines without a table's; a blank one stands for it, so that what follows it goes on with nothing."""
    return [*linjer[: tabel.fra], replace(linjer[tabel.fra], tekst=""), *linjer[tabel.til :]]


# --- body, date, time --------------------------------------------------------------------------------------------


def find_titel(linje: Linje) -> tuple[str, str | None] | None:
    """(body, date) when a line is a document's title such as `REFERAT Byrådet d. 01-02-2020`."""
    if not kan_have_organ(linje.tekst):
        return None
    tekst = uden_versaler(linje.tekst) if linje.tekst.isupper() else linje.tekst
    for regel in (r for r in regler("moedehoved") if r.giver == "titel"):
        m = regel.moenster.match(tekst)
        if m and (organ := find_organ(m["udvalg"])) is not None:
            datoer = find_datoer(m["dato"] or "")
            hele = m["udvalg"] if regel.id.endswith("titel-d") else organ[0] + m["udvalg"][organ.end() :]
            navn = moenster("moedehoved", "organets-moede").sub("", hele.strip(" ,–-"))
            return navn, datoer[0][0] if datoer else None
    return None


def _titel(linjer: Sequence[Linje]) -> tuple[str | None, str | None, Belaeg | None]:
    """Body and date from a title line, else the body from a line that is its name, else from the first lines."""
    fyldte = [x for x in linjer if not x.tom][:HOVED_LINJER]
    for linje in fyldte:
        if titel := find_titel(linje):
            return *titel, Udsnit([linje]).hele("moede:titel")
    for linje in fyldte:
        if er_organ(linje.tekst.strip(" *#")):
            return uden_initialer(linje.tekst.strip(" *#")), None, Udsnit([linje]).hele("moede:organ")
    for linje, emner in product(fyldte, (r for r in regler("moedehoved") if r.giver == "titel-emner")):
        if m := emner.moenster.match(linje.tekst):
            return m["udvalg"], None, Udsnit([linje]).hele("moede:titel")
    for linje in fyldte:
        if organ := find_organ(uden_versaler(linje.tekst)):
            navn = moenster("struktur", "ejefald").sub("", organ[0])
            return navn, None, Udsnit([linje]).belaeg(organ.start(), organ.end(), "moede:naevnt")
    for linje in fyldte:
        if m := moenster("moedehoved", "organ-i-sammensat").search(linje.tekst):
            bestemt = data("moedehoved")["bestemt"][m["slags"].casefold()]
            return f"{m['organ'].capitalize()}{bestemt}", None, Udsnit([linje]).belaeg(*m.span("organ"), "moede:naevnt")
    return None, None, None


def _i_kanten(kanter: Sequence[Linje]) -> str | None:
    """The body that a running head names, beside dates and numbers alone."""
    for linje in kanter:
        tekst = uden_versaler(linje.tekst.strip())
        organ = find_organ(tekst)
        rest = tekst[organ.end() :] if organ else ""
        if organ and not organ.start() and not BOGSTAVER.search(uden_dato_og_sidetal(rest)):
            return organ[0]
    return None


def _uden_label(linjer: Sequence[Linje], felt: str) -> Udsnit | None:
    """A value that stands without a label among the first lines."""
    for linje in [x for x in linjer if not x.tom][: HOVED_LINJER // 2]:
        for regel in regler("moedehoved"):
            if regel.giver == felt and not er_organ(linje.tekst.strip()) and regel.moenster.match(linje.tekst):
                return Udsnit([linje])
    return None


def _foran_navnene(hoved: Hoved) -> Udsnit | None:
    """A place whose label was parted from it: it stands before the first name of the list that follows."""
    for a, b in pairwise(hoved.felter):
        if a.navn == "sted" and not a.vaerdi and b.navn in PERSONER:
            navne = find_navne_i_liste(b.vaerdi.tekst)
            foran = b.vaerdi.fra_til(0, navne[0].fra) if navne else b.vaerdi
            if navne and moenster("moedehoved", "sted").match(_uden_tid_foran(foran.tekst)):
                return foran
    return None


def _uden_tid_foran(tekst: str) -> str:
    """A text without the date and the time that begin it."""
    datoer = find_datoer(tekst)
    dag = moenster("struktur", "ugedag-foran").match(tekst)
    fra = datoer[0][2] if datoer and datoer[0][1] <= (dag.end() if dag else 0) else 0
    return tekst[moenster("struktur", "tid-foran").match(tekst, fra).end() :]  # type: ignore[union-attr]


def _bag_tiden(linjer: Sequence[Linje]) -> Udsnit | None:
    """A line whose time is followed by the place (`… kl. 18.30 i Byrådssalen`), among the first."""
    for x in [x for x in linjer if not x.tom][:HOVED_LINJER]:
        m = moenster("struktur", "sted-bag-tid").search(x.tekst)
        if m and moenster("moedehoved", "sted").match(m["sted"]):
            return Udsnit([x])
    return None


def _dato(hoved: Hoved) -> str | None:
    return next((d[0][0] for f in hoved.felter if f.navn == "dato" and (d := find_datoer(f.vaerdi.tekst))), None)


def _ugedag(hoved: Hoved) -> int | None:
    """The day of the week (Monday is 0) that a label of the meeting's date says where the date was left out."""
    fundne = (moenster("struktur", "ugedag-alene").match(f.vaerdi.tekst) for f in hoved.felter if f.navn == "dato")
    return next((UGEDAGE.index(m["dag"].lower()) for m in fundne if m), None)


def _foerste_dato(linjer: Sequence[Linje], ugedag: int | None) -> str | None:
    """The first date among the first lines, of a day of the week where one is known."""
    fyldte = [x for x in linjer if not x.tom][: HOVED_LINJER * 2]
    datoer = (d for x in fyldte for d, _, _ in find_datoer(x.tekst)[:1])
    return next((d for d in datoer if ugedag is None or date.fromisoformat(d).weekday() == ugedag), None)


def _uden_tid(sted: str) -> str | None:
    """A place without the preposition before it and the time that may stand on either side; a date is no place."""
    sted = FREMMED_LABEL.split(sted, maxsplit=1)[0]
    paa_linje = moenster("struktur", "i-eller-paa").sub("", re.sub(r"\s+", " ", sted))
    if m := moenster("struktur", "sted-bag-tid").search(paa_linje):
        return m["sted"].strip(" ,.")
    foran = moenster("struktur", "klokken").split(_uden_tid_foran(paa_linje), maxsplit=1)[0].strip(" ,")
    return foran if foran and not find_datoer(foran) else None


def _fra_beslutninger(linjer: Sequence[Linje], udvalg: str | None) -> tuple[str | None, str | None]:
    """Body and date of the last decision whose heading names both: earlier ones are earlier bodies' or meetings'.

    A name and date alone on a line count where they are of the body that meets, ``udvalg``; where nothing says which
    that is and decisions are headed without a body, those with the number of a punkt are another meeting's.
    """
    henvist = moenster("struktur", "punkt-henvist")
    fundne = [h for x in linjer if (h := find_overskrift(x)) and h.art is Afsnitsart.BESLUTNING and h.udvalg and h.dato]
    if udvalg and not fundne:
        fundne = [h for x in linjer if (h := find_organlinje(x)) and h.dato and samme_organ(h.udvalg, udvalg)]
    egne = (h for x in linjer if (h := find_overskrift(x)) and noegle(h.ord) not in ordliste("dokumentets_navn"))
    uden_organ = any(h.art is Afsnitsart.BESLUTNING and h.udvalg is None for h in egne)
    if udvalg:
        fundne = [h for h in fundne if samme_organ(h.udvalg, udvalg)]
    elif uden_organ:
        fundne = [h for h in fundne if not henvist.search(h.ord)]
    if not fundne:
        return None, None
    sidste = max(fundne, key=lambda h: h.dato or "")
    tabte = sum(_har_tabt_dato(x, under, sidste) for x, under in pairwise(linjer))
    return sidste.udvalg, None if tabte > len(fundne) else sidste.dato  # then those that have one are earlier ones


def _har_tabt_dato(linje: Linje, under: Linje, daterede: Overskrift) -> bool:
    """Whether a line heads a decision of the same body whose date was lost, and not wrapped to the next line."""
    h = find_overskrift(linje)
    if h is None or not h.udvalg or h.dato or begynder_med_dato(under.tekst):
        return False
    return moenster("struktur", "dato-tabt").search(h.ord) is not None and samme_organ(h.udvalg, daterede.udvalg)


def _tider(hoved: Hoved, linjer: Sequence[Linje]) -> tuple[str | None, str | None]:
    start = slut = None
    for felt in hoved.felter:
        a, b = klokkeslaet(felt.vaerdi.tekst) if felt.navn in ("dato", "start", "slut") else (None, None)
        if felt.navn == "slut":
            slut = slut or a
        else:
            start, slut = start or a, slut or b
    for linje in [x for x in linjer if not x.tom][:HOVED_LINJER]:
        if start is None and (moenster("struktur", "klokken").search(linje.tekst) or _dato_og_tid(linje.tekst)):
            start, anden = klokkeslaet(linje.tekst)
            slut = slut or anden
    return start, slut


def _hvornaar_haevet(linjer: Sequence[Linje]) -> str | None:
    """When the meeting ended, as one of its last lines says: `Mødet sluttede kl. 10.40`."""
    sidste = [x for x in linjer if not x.tom][-SIDSTE_LINJER:]
    haevet = (x.tekst for x in reversed(sidste) if moenster("struktur", "haevet").match(x.tekst))
    return next((tid for tekst in haevet if (tid := klokkeslaet(tekst)[0])), None)


def _dato_og_tid(tekst: str) -> bool:
    """Whether a line is a date and a time, and no more: `13-06-2022 18:00`."""
    return DATO_OG_TID.fullmatch(tekst) is not None and bool(find_datoer(tekst))


# --- people ------------------------------------------------------------------------------------------------------


def _deltagere(hoved: Hoved, tabel: Sequence[Deltager]) -> Iterator[Deltager]:
    """The members' table or list, with those away marked; those named away only elsewhere come after it."""
    ud = {d.navn: d for d in tabel if d.stedfortraeder_for is None}
    yield from (d for d in tabel if d.stedfortraeder_for is not None and d.navn not in ud)
    tom_liste = any(not f.vaerdi for f in hoved.felter if f.navn == "deltagere")
    for felt in hoved.felter:
        if felt.navn not in PERSONER:
            continue
        foer = tuple(ud)
        afbrudt = udtryk("fravaer", "liste_afbrudt").search(felt.vaerdi.tekst) if felt.navn in VAEK else None
        liste = felt.vaerdi.tekst[: afbrudt.start() if afbrudt else None]
        navne = _adskilte(liste, uden_indlejrede(find_navne_i_liste(liste)))
        navne = [n for n in navne if not er_embedsmand(felt.vaerdi.tekst, n)]
        if felt.navn in VAEK and not navne:
            navne = find_efternavne(felt.vaerdi.tekst, foer)
        adskilt = begynder_med_dato(felt.vaerdi.tekst)  # the meeting's, and its place, parted from their labels
        if adskilt and felt.navn not in VAEK:
            navne = navne[1:]
        elif adskilt and tom_liste and not foer:
            navne = []  # they may be the members
        elif felt.navn in VAEK and find_datoer(liste):
            navne = _bag_tiderne(liste, navne) or ([] if adskilt else navne)
        for i, n in enumerate(navne):
            ny = _deltager(felt, n, navne[i - 1 : i], navne[i + 1 : i + 2])
            kendt = n.navn if n.navn in ud else find_person(n.navn, (k for k in foer if _kan_vaere(ud[k], ny)))
            if kendt is None:
                ud[n.navn] = ny
            elif ny.status is not Deltagerstatus.TIL_STEDE:
                ud[kendt] = ud[kendt].model_copy(update={"status": ny.status, "parti": ud[kendt].parti or ny.parti})
        if afbrudt and (afloeser := _afloeser(felt, afbrudt.start(), navne, tuple(ud))):
            ud[afloeser.navn] = afloeser
    yield from ud.values()


def _afloeser(felt: Felt, fra: int, vaek: Sequence[Navn], kendte: Sequence[str]) -> Deltager | None:
    """The substitute that a sentence behind those away names, where it is one, and whom for if that is told of one."""
    navne = uden_indlejrede(find_navne_i_liste(felt.vaerdi.tekst[fra:]))
    nye = [n for n in navne if find_person(n.navn, kendte) is None]
    for_ = [k for n in navne if (k := find_person(n.navn, kendte)) is not None] or [n.navn for n in vaek]
    if len(nye) != 1:
        return None
    return Deltager(
        belaeg=felt.vaerdi.belaeg(fra + nye[0].fra, fra + nye[0].til, f"deltagere:{felt.label.casefold()}"),
        navn=nye[0].navn,
        parti=nye[0].parti,
        status=Deltagerstatus.TIL_STEDE,
        stedfortraeder_for=for_[0] if len(for_) == 1 else None,
    )


def _bag_tiderne(tekst: str, navne: Sequence[Navn]) -> list[Navn]:
    """The names behind the last time of a head whose labels are parted from their values, where nothing else is: they
    are what the last label says."""
    tider = list(moenster("struktur", "klokken").finditer(tekst))
    til = tider[-1].end() if tider else len(tekst)
    til += len(tekst[til:]) - len(tekst[til:].lstrip(" 0123456789.:"))
    return [n for n in navne if n.fra >= til] if er_navneliste(tekst[til:]) else []


def _adskilte(tekst: str, navne: Sequence[Navn]) -> list[Navn]:
    """Names without those that ran together with the next, so that nobody can tell where one ends."""
    loeber = [(a, b) for a, b in pairwise(navne) if tekst[a.til : b.fra] == " " and not (a.parti or a.maerke)]
    i_spalter = any(len(n.navn.split()) >= LANGT_NAVN for n in navne)
    navne = [n for n in navne if not i_spalter or len(n.navn.split()) < LANGT_NAVN - 2]
    return [n for n in navne if all(n not in par for par in loeber)]


def _kan_vaere(a: Deltager, b: Deltager) -> bool:
    """Whether two entries may be one person's: none of two parties is."""
    return a.parti is None or b.parti is None or a.parti == b.parti


def _deltager(felt: Felt, n: Navn, foer: Sequence[Navn], efter: Sequence[Navn]) -> Deltager:
    """A name of a list as a member: away if its label or mark says so, in another's stead if the words before do."""
    status = STATUS.get(felt.navn, Deltagerstatus.TIL_STEDE)
    stedfortraeder_for = None
    bag = felt.vaerdi.tekst[n.til : efter[0].fra if efter else None]
    maerke = n.maerke or _maerke_bag(bag)
    for regel in regler("status") if maerke else ():
        if m := regel.moenster.search(maerke):
            if regel.giver == "stedfortraeder":
                stedfortraeder_for = m["for"].strip()
            else:
                status = Deltagerstatus(regel.giver)
            break
    if udtryk("fravaer", "en_del").search(n.maerke or OM_NAVNET.split(bag, maxsplit=1)[0]):
        status = Deltagerstatus.TIL_STEDE  # away from a part only: each punkt says from which
    foran = foer and udtryk("fravaer", "stedfortraeder_foran").search(felt.vaerdi.tekst[: n.fra])
    if foran or (foer and felt.navn in VAEK and udtryk("fravaer", "som_stedfortraeder").match(bag)):
        status, stedfortraeder_for = Deltagerstatus.TIL_STEDE, foer[0].navn
    return Deltager(
        belaeg=felt.vaerdi.belaeg(n.fra, n.til, f"deltagere:{felt.label.casefold()}"),
        navn=n.navn,
        parti=n.parti,
        status=status,
        stedfortraeder_for=stedfortraeder_for,
        rolle=rolle(felt.vaerdi.tekst, n),
    )


def _maerke_bag(tekst: str) -> str:
    """What stands on a name's line behind a dash or far behind it: `Per Vang (V) - afbud`."""
    m = udtryk("status", "maerke_bag").match(tekst)
    return m[1] if m else ""


def uden_indlejrede(navne: Sequence[Navn]) -> list[Navn]:
    """Names without those that stand inside another's parentheses."""
    ud: list[Navn] = []
    for n in navne:
        if not ud or n.fra >= ud[-1].til:
            ud.append(n)
    return ud
