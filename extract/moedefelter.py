"""The labels of a meeting's head, and what stands behind each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from referat.extract.indhold import begynder_indhold
from referat.extract.navne import Navn, er_navneliste, er_rolle, find_navne_i_liste
from referat.extract.udsnit import Udsnit, skaer
from referat.extract.vaerdier import find_datoer
from referat.models.afsnit import noegle
from referat.models.organer import begynder_med_organ
from referat.models.titler import dagsordensord
from referat.models.viden import data, moenster
from referat.schemas.side import Linje

FLERE = 3
"""So many labels with a colon in one line: a head was run together."""
LABELS = ("medlemmer-af", "label-foer-navne", "til-stede-var")
"""Rules for labels that have no colon."""
VAEK = ("afbud", "fravaerende")
"""Fields that name those away."""
PERSONER = ("deltagere", *VAEK)
"""Fields that name people."""
LABEL = re.compile(r"^[\s*#•·|-]*(?P<label>[A-ZÆØÅa-zæøå][\wæøåÆØÅ. /-]{1,40}?)\s*(?P<kolon>:|\.:|\s{2,}|\t|\||$)\s*")
NAESTE_LABEL = re.compile(r"(?: {3,}|\t)(?P<label>[A-ZÆØÅ][\wæøå. ]{1,30}?)\s*:")
FORKORTELSE = re.compile(r"\b[^\W\d_]{1,4}\.$")
"""What a line may end in though its sentence goes on."""
AGENDALINJE = re.compile(r"\s*\d{1,3}[.:]?\t.*\t\d{1,4}\s*$")
"""A number, a title and a page's number: the contents list that follows the head."""
KORT_MAERKE = 14
"""A party or a role between names of a list is no longer than this."""
LANG = 160
"""A line of a head longer than this was run together."""


@dataclass
class Felt:
    """A label of the head and the lines of its value."""

    navn: str
    label: str
    vaerdi: Udsnit


def find_felter(linjer: Sequence[Linje]) -> list[Felt]:
    """The labels in the lines of a head, in order, each with its value."""
    return _samlede(list(_felter([del_ for x in linjer for del_ in _efter_labels(x)])))


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


def felt_i(label: str) -> str | None:
    """The field that a label alone is for."""
    return _labels().get(noegle(label))


def har_label(linje: Linje) -> bool:
    """Whether a line begins with a label of the head and its colon."""
    fundet = _label(linje) if ":" in linje.tekst else None
    return fundet is not None and linje.tekst[: fundet[2]].rstrip().endswith(":")


def felt_alene(linje: Linje) -> str | None:
    """The field of a line that is a label with its colon and nothing more."""
    fundet = _label(linje)
    alene = fundet is not None and fundet[2] >= len(linje.tekst.rstrip()) and linje.tekst.rstrip().endswith(":")
    return fundet[0] if fundet and alene else None


def _efter_labels(linje: Linje) -> Iterator[Linje]:
    """The parts of a line with several labels in columns: `Dato: 4. maj 2022      Sted: Lokale 2`."""
    fra = 0
    fundne = [m for m in NAESTE_LABEL.finditer(linje.tekst) if noegle(m["label"]) in _labels()]
    alle = list(_label_i_linje().finditer(linje.tekst))
    egen = _label(linje)
    uden_vaerdi = egen is None or not linje.tekst[egen[2] : alle[0].start("label") if alle else None].strip()
    vaek = uden_vaerdi and any(_labels()[noegle(m["label"])] in VAEK for m in alle)
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
    first that comes again are the members, or all of a longer list behind a place."""
    ud = list(felter)
    for i, (a, b) in enumerate(pairwise(felter)):
        tom = not a.vaerdi or a.vaerdi.tekst.lstrip().startswith(b.label)
        if a.navn == "deltagere" and tom and b.navn in VAEK:
            navne = find_navne_i_liste(b.vaerdi.tekst)
            igen = _igen(navne)
            if igen or (len(navne) >= FLERE and b.vaerdi.tekst[: navne[0].fra].strip()):
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
    if linjer[i - 1].brudt and not linjer[i].tom and _label(linjer[i]) is None:
        return True
    if not alene and felt in VAEK and moenster("struktur", "kom-eller-gik").search(linjer[i].tekst):
        return False
    ender = linjer[i].tekst.rstrip()
    if moenster("brud", "sager-fra-til").match(ender):  # the agenda begins
        return False
    if felt in PERSONER and begynder_med_organ(ender) and find_datoer(ender):  # the page's running head
        return False
    if felt in VAEK and not alene and _ny_saetning(linjer[i - 1].tekst.rstrip(), ender):
        return False
    if felt in VAEK and ender.endswith(":") and not ender.endswith("):"):  # heads what follows
        return False
    if felt in PERSONER and AGENDALINJE.match(linjer[i].tekst):
        return False
    label = _label(linjer[i])
    if label and alene and felt == "deltagere" and er_rolle(label[1]):  # `Formand: N.N.` in a list of members
        label = None
    return not label and (not linjer[i].tom or _liste_gaar_videre(linjer, i, felt, alene))


def _ny_saetning(foer: str, tekst: str) -> bool:
    """Whether a line under a full stop names nobody, or is set in capitals; an abbreviation ends no sentence."""
    slut = foer.endswith(".") and not FORKORTELSE.search(foer)
    return slut and (tekst.isupper() or not find_navne_i_liste(tekst))


def _liste_gaar_videre(linjer: Sequence[Linje], i: int, felt: str, alene: bool) -> bool:
    """Whether a list of people under its label goes on past a blank line: a name or a mark in parentheses follows."""
    if not alene or felt not in PERSONER:
        return False
    naeste = next((x for x in linjer[i:] if not x.tom), None)
    if naeste is None or _label(naeste) is not None:
        return False
    foerste = _foerste_navn(naeste.tekst)
    return bool(foerste and foerste.parti) or er_navneliste(naeste.tekst) or len(naeste.tekst.strip()) <= KORT_MAERKE


def _foerste_navn(tekst: str) -> Navn | None:
    """The name that a line begins with, behind its bullet if it has one, up to a mark or the line's end."""
    n = next(iter(find_navne_i_liste(tekst)), None)
    alene = n is not None and tekst[n.til :].lstrip()[:1] in ("", *".,;:(-–")
    return n if n and alene and not tekst[: n.fra].strip(" •·-–*") else None


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
