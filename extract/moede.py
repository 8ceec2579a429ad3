"""The head of a meeting: body, date, times, place, and who was there or away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import pairwise

from referat.extract.fremmoede import Fremmoede, find_fremmoede
from referat.extract.indhold import begynder_indhold
from referat.extract.navne import (
    Navn,
    er_embedsmand,
    er_navneliste,
    er_rolle,
    find_efternavne,
    find_navne_i_liste,
    find_person,
    rolle,
)
from referat.extract.overskrifter import find_organlinje, find_overskrift, uden_versaler
from referat.extract.udsnit import Udsnit, skaer
from referat.extract.vaerdier import begynder_med_dato, find_datoer, klokkeslaet
from referat.models.afsnit import noegle
from referat.models.organer import er_organ, find_organ, kan_have_organ, samme_organ, uden_initialer, uden_periode
from referat.models.titler import dagsordensord
from referat.models.viden import data, moenster, regler
from referat.schemas.fakta import Belaeg
from referat.schemas.referat import Deltager, Moede
from referat.schemas.side import Linje
from referat.schemas.vokabular import UGEDAGE, Afsnitsart, Deltagerstatus

FLERE = 3
"""So many labels with a colon in one line: a head was run together."""
OM_NAVNET = re.compile(r";|(?<![,(–-])\s(?=[A-ZÆØÅ][a-zæøå])|\n(?!\s*\()")
"""What stands behind it is no longer about the name before."""
VAEK = ("afbud", "fravaerende")
"""Fields that name those away."""
LABELS = ("medlemmer-af", "label-foer-navne", "til-stede-var")
"""Rules for labels that have no colon."""
LABEL = re.compile(r"^[\s*#•·|-]*(?P<label>[A-ZÆØÅa-zæøå][\wæøåÆØÅ. /-]{1,40}?)\s*(?P<kolon>:|\.:|\s{2,}|\t|\||$)\s*")
MAERKE_BAG = re.compile(r"(?:[ \t]*[-–][ \t]*|[ ]{3,}|\t)([^\n,;]{1,30})[ \t]*(?:\n|$)")
DATO_OG_TID = re.compile(r"\s*\S.{5,30}\b\d{4},?\s+\d{1,2}[:.]\d{2}(?:\s*[-–]\s*\d{1,2}[:.]\d{2})?\s*")
LANG = 160
"""A line of a head longer than this was run together."""
NAESTE_LABEL = re.compile(r"(?: {3,}|\t)(?P<label>[A-ZÆØÅ][\wæøå. ]{1,30}?)\s*:")
KORT_MAERKE = 14
"""A party or a role between names of a list is no longer than this."""
SIDSTE_LINJER = 12
"""Among so many filled lines at its end a meeting says when it ended."""
FREMMED_LABEL = re.compile(r"\s{3,}[A-ZÆØÅ][\w.]{2,20}:")
"""A column with a label of its own behind a value."""
LANGT_NAVN = 6
"""Nobody's name has so many words: columns ran together, and those of four or five words may be two as well."""
HOVED_LINJER = 12
"""How many filled lines of a head may name the body or date without a label."""


@dataclass
class Felt:
    """A label of the head and the lines of its value."""

    navn: str
    label: str
    vaerdi: Udsnit


@dataclass
class Hoved:
    """What a meeting's head says, before it is put together."""

    felter: list[Felt] = field(default_factory=list)

    def foerste(self, navn: str) -> Udsnit | None:
        return next((f.vaerdi for f in self.felter if f.navn == navn and f.vaerdi), None)


def laes_moede(linjer: Sequence[Linje], alle: Sequence[Linje], afslutning: Sequence[Linje] = ()) -> Moede:
    """The meeting as its head says, and who was away by the lines that close it (``afslutning``); ``alle`` are the
    meeting's lines, for the evidence where the head is empty."""
    fremmoede = find_fremmoede(linjer)
    uden = _uden(linjer, fremmoede) if fremmoede else linjer
    hoved = Hoved(list(_felter([del_ for x in uden for del_ in _efter_labels(x)])))
    hoved.felter = [*_samlede(hoved.felter), *(f for f in _felter(afslutning) if f.navn in VAEK)]
    udvalg, dato, belaeg = _titel(linjer)
    felt = hoved.foerste("udvalg")
    if felt and ("\n" not in felt.tekst.strip() or find_organ(felt.tekst)):  # else a web page's menu
        udvalg = felt.tekst.strip()
    dato = _dato(hoved) or dato or _foerste_dato(linjer, _ugedag(hoved))
    if udvalg is None or dato is None:
        organ, dag = _fra_beslutninger(alle, udvalg)
        udvalg, dato = udvalg or organ, dato or dag
    navn, periode = uden_periode(udvalg) if udvalg else (None, None)
    start, slut = _tider(hoved, linjer)
    slut = slut or _hvornaar_haevet(alle)
    sted = hoved.foerste("sted") or _foran_navnene(hoved) or _uden_label(linjer, "sted") or _bag_tiden(linjer)
    return Moede(
        belaeg=belaeg or Udsnit(alle[:1]).hele("moede:hele"),
        udvalg=navn or None,
        periode=periode,
        dato=dato,
        start=start,
        slut=slut,
        sted=_uden_tid(sted.tekst) if sted else None,
        deltagere=list(_deltagere(hoved, fremmoede.deltagere if fremmoede else ())),
    )


def _uden(linjer: Sequence[Linje], tabel: Fremmoede) -> list[Linje]:
    """The lines without a table's; a blank one stands for it, so that what follows it goes on with nothing."""
    return [*linjer[: tabel.fra], replace(linjer[tabel.fra], tekst=""), *linjer[tabel.til :]]


# --- labels ------------------------------------------------------------------------------------------------------


@cache
def _labels() -> dict[str, str]:
    return {noegle(o): felt for felt, ord_ in data("moedehoved")["felter"].items() for o in ord_}


@cache
def _uden_kolon() -> re.Pattern[str]:
    ord_ = "|".join(sorted(data("moedehoved")["uden_kolon"], key=len, reverse=True))
    return re.compile(rf"^[\s*#]*(?P<label>{ord_})\s+(?=\S)")


def _label(linje: Linje) -> tuple[str, str, int] | None:
    """(field, label, where the value starts) of a line that begins with a label."""
    if m := _uden_kolon().match(linje.tekst):
        return _labels()[noegle(m["label"])], m["label"], m.end()
    if m := next((m for navn in LABELS if (m := moenster("struktur", navn).match(linje.tekst))), None):
        return _labels()[noegle(m["label"])], m["label"], m.end()
    m = LABEL.match(linje.tekst)
    if m and noegle(m["label"]) in _labels():
        return _labels()[noegle(m["label"])], m["label"].strip(), m.end()
    if linje.fed_til and noegle(linje.tekst[: linje.fed_til]) in _labels():
        return _labels()[noegle(linje.tekst[: linje.fed_til])], linje.tekst[: linje.fed_til].strip(" *:"), linje.fed_til
    return None


def _efter_labels(linje: Linje) -> Iterator[Linje]:
    """The parts of a line with several labels in columns: `Dato: 4. maj 2022      Sted: Lokale 2`."""
    fra = 0
    fundne = [m for m in NAESTE_LABEL.finditer(linje.tekst) if noegle(m["label"]) in _labels()]
    alle = list(_label_i_linje().finditer(linje.tekst))
    vaek = _label(linje) is None and any(_labels()[noegle(m["label"])] in VAEK for m in alle)
    if len(alle) >= FLERE or len(linje.tekst) > LANG or vaek:
        fundne = alle
    for m in fundne:
        if m.start() > fra:
            yield skaer(linje, fra, m.start())
            fra = m.start("label")
    yield skaer(linje, fra, len(linje.tekst)) if fra else linje


@cache
def _label_i_linje() -> re.Pattern[str]:
    """A label with its colon anywhere in a line in which a head was run together."""
    ord_ = (o for felt in data("moedehoved")["felter"].values() for o in felt)
    return re.compile(rf"(?<=\s)(?P<label>{'|'.join(sorted(map(re.escape, ord_), key=len, reverse=True))})\s*:")


def moededato(linje: Linje) -> str | None:
    """The date behind a line's label of a meeting's date."""
    if "møde" not in linje.tekst.casefold():
        return None
    fundet = _label(linje)
    if not fundet or fundet[0] != "dato" or not fundet[1].casefold().startswith("møde"):
        return None
    datoer = find_datoer(linje.tekst[fundet[2] :])
    return datoer[0][0] if datoer else None


def er_hovedets_bemaerkning(linje: Linje, foer: Sequence[Linje]) -> bool:
    """Whether a line that could head a punkt's text is a label of the head: right under another of its labels, or under
    the value that stands on a line of its own."""
    fundet = _label(linje)
    if fundet is None or fundet[0] != "andet" or any(x.tom for x in foer[-1:]):
        return False
    return any(over is not None and over[0] != "andet" for over in map(_label, foer))


def er_hovedlinje(linje: Linje) -> bool:
    """Whether a line has the label of a place or of members."""
    fundet = _label(linje)
    return fundet is not None and fundet[0] in ("sted", "deltagere")


def _felter(linjer: Sequence[Linje]) -> Iterator[Felt]:
    """Each label with its value: the rest of its line and the lines up to a blank one or the next label."""
    i = 0
    while i < len(linjer):
        fundet = _label(linjer[i])
        i += 1
        if not fundet:
            continue
        navn, label, fra = fundet
        foerste = linjer[i - 1]
        til = len(foerste.tekst.rstrip(" |"))
        dele = [skaer(foerste, fra, til)] if foerste.tekst[fra:til].strip() else []
        alene = not dele
        while alene and i < len(linjer) and linjer[i].tom:
            i += 1
        while i < len(linjer) and _hoerer_til_vaerdi(linjer, i, navn, alene):
            dele.append(linjer[i])
            i += 1
        vaerdi = Udsnit(dele)
        indre = list(_indre(navn, vaerdi))
        yield Felt(navn, label, _uden_indre(vaerdi) if indre and navn == "deltagere" else vaerdi)
        yield from indre


def _samlede(felter: Sequence[Felt]) -> list[Felt]:
    """The fields, where the labels of members and of those away stand before what belongs to both: the names up to the
    first that comes again are the members."""
    ud = list(felter)
    for i, (a, b) in enumerate(pairwise(felter)):
        tom = not a.vaerdi or a.vaerdi.tekst.lstrip().startswith(b.label)
        if a.navn == "deltagere" and tom and b.navn in VAEK:
            navne = find_navne_i_liste(b.vaerdi.tekst)
            igen = _igen(navne)
            if navne and (igen or b.vaerdi.tekst[: navne[0].fra].strip()):
                til = igen or len(b.vaerdi.tekst)
                ud[i] = replace(a, vaerdi=b.vaerdi.fra_til(navne[0].fra, til))
                ud[i + 1] = replace(b, vaerdi=b.vaerdi.fra_til(til, len(b.vaerdi.tekst)))
    return ud


def _igen(navne: Sequence[Navn]) -> int | None:
    """Where the first name of a list begins that stands in it already, be it run together with the one before."""
    kendte: list[str] = []
    for n in navne:
        if gentaget := next((k for k in kendte if n.navn == k or n.navn.endswith(f" {k}")), None):
            return n.fra + len(n.navn) - len(gentaget)
        kendte.append(n.navn)
    return None


def _hoerer_til_vaerdi(linjer: Sequence[Linje], i: int, felt: str, alene: bool) -> bool:
    """Whether a line goes on with a label's value: up to a blank line, but for a list of people, or the next label.

    Those away are names: a sentence under them says something else of somebody."""
    if begynder_indhold(linjer[i]) or noegle(linjer[i].tekst) in dagsordensord("aabne_lister", "lukkede_lister"):
        return False
    if not alene and felt in VAEK and moenster("struktur", "kom-eller-gik").search(linjer[i].tekst):
        return False
    ender = linjer[i].tekst.rstrip()
    if moenster("brud", "sager-fra-til").match(ender):  # the agenda begins
        return False
    if felt in VAEK and ender.endswith(":") and not ender.endswith("):"):  # heads what follows
        return False
    label = _label(linjer[i])
    if label and alene and felt == "deltagere" and er_rolle(label[1]):  # `Formand: N.N.` in a list of members
        label = None
    return not label and (not linjer[i].tom or _liste_gaar_videre(linjer, i, felt, alene))


def _liste_gaar_videre(linjer: Sequence[Linje], i: int, felt: str, alene: bool) -> bool:
    """Whether a list of people under its label goes on past a blank line: a name or a mark in parentheses follows."""
    if not alene or felt not in ("deltagere", "afbud", "fravaerende"):
        return False
    naeste = next((x for x in linjer[i:] if not x.tom), None)
    if naeste is None or _label(naeste) is not None:
        return False
    return er_navneliste(naeste.tekst) or len(naeste.tekst.strip()) <= KORT_MAERKE


def _indre(navn: str, vaerdi: Udsnit) -> Iterator[Felt]:
    """A label inside the value of another: `Bemærkninger: Afbud: N.N.`, `… Afbud: Fraværende:` on one line."""
    if navn not in ("andet", "deltagere"):
        return
    label = moenster("struktur", "indre-fravaer")
    for m in label.finditer(vaerdi.tekst):
        slut = label.search(vaerdi.tekst, m.end())
        til = slut.start() if slut else len(vaerdi.tekst)
        if vaerdi.tekst[m.start() - 1 : m.start()] != "(" and vaerdi.tekst[m.end() : til].strip():
            yield Felt(_labels()[noegle(m["label"])], m["label"], vaerdi.fra_til(m.end(), til))


def _uden_indre(vaerdi: Udsnit) -> Udsnit:
    """A list of members up to the first label of those away inside it; whole where none stands before it."""
    m = moenster("struktur", "indre-fravaer").search(vaerdi.tekst)
    foer = vaerdi.fra_til(0, m.start()) if m else vaerdi
    return foer if find_navne_i_liste(foer.tekst) else vaerdi


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
            return moenster("moedehoved", "organets-moede").sub("", hele.strip()), datoer[0][0] if datoer else None
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
    for linje in fyldte:
        if m := moenster("moedehoved", "titel-emner").match(linje.tekst):
            return m["udvalg"], None, Udsnit([linje]).hele("moede:titel")
    for linje in fyldte:
        if organ := find_organ(uden_versaler(linje.tekst)):
            navn = moenster("struktur", "ejefald").sub("", organ[0])
            return navn, None, Udsnit([linje]).belaeg(organ.start(), organ.end(), "moede:naevnt")
    return None, None, None


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
        if a.navn == "sted" and not a.vaerdi and b.navn in ("deltagere", "afbud", "fravaerende"):
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

    A name and date alone on a line count where they are of the body that meets, ``udvalg``.
    """
    fundne = [h for x in linjer if (h := find_overskrift(x)) and h.art is Afsnitsart.BESLUTNING and h.udvalg and h.dato]
    if udvalg and not fundne:
        fundne = [h for x in linjer if (h := find_organlinje(x)) and h.dato and samme_organ(h.udvalg, udvalg)]
    if not fundne:
        return None, None
    sidste = max(fundne, key=lambda h: h.dato or "")
    return sidste.udvalg, sidste.dato


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
    for felt in hoved.felter:
        if felt.navn not in ("deltagere", "afbud", "fravaerende"):
            continue
        foer = tuple(ud)
        navne = _adskilte(felt.vaerdi.tekst, uden_indlejrede(find_navne_i_liste(felt.vaerdi.tekst)))
        navne = [n for n in navne if not er_embedsmand(felt.vaerdi.tekst, n)]
        if felt.navn in VAEK and not navne:
            navne = find_efternavne(felt.vaerdi.tekst, foer)
        if begynder_med_dato(felt.vaerdi.tekst):  # the meeting's, and its place, parted from their labels
            navne = navne[1:] if felt.navn == "deltagere" else []
        for i, n in enumerate(navne):
            ny = _deltager(felt, n, navne[i - 1 : i], navne[i + 1 : i + 2])
            kendt = n.navn if n.navn in ud else find_person(n.navn, (k for k in foer if _kan_vaere(ud[k], ny)))
            if kendt is None:
                ud[n.navn] = ny
            elif ny.status is not Deltagerstatus.TIL_STEDE:
                ud[kendt] = ud[kendt].model_copy(update={"status": ny.status, "parti": ud[kendt].parti or ny.parti})
    yield from ud.values()


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
    status = {"afbud": Deltagerstatus.AFBUD, "fravaerende": Deltagerstatus.FRAVAERENDE}.get(
        felt.navn, Deltagerstatus.TIL_STEDE
    )
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
    if re.search(data("fravaer")["en_del"], n.maerke or OM_NAVNET.split(bag, maxsplit=1)[0], re.I):
        status = Deltagerstatus.TIL_STEDE  # away from a part only: each punkt says from which
    viden = data("fravaer")
    foran = foer and re.search(viden["stedfortraeder_foran"], felt.vaerdi.tekst[: n.fra], re.I)
    if foran or (foer and felt.navn in VAEK and re.match(viden["som_stedfortraeder"], bag, re.I)):
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
    m = MAERKE_BAG.match(tekst)
    return m[1] if m else ""


def uden_indlejrede(navne: Sequence[Navn]) -> list[Navn]:
    """Names without those that stand inside another's parentheses."""
    ud: list[Navn] = []
    for n in navne:
        if not ud or n.fra >= ud[-1].til:
            ud.append(n)
    return ud
