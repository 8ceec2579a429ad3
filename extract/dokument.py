"""What a document is, when it is of, and how its lines divide into meetings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from referat.extract.moede import find_titel
from referat.extract.moedefelter import er_hovedlinje, moededato
from referat.extract.overskrifter import PUNKTETS, find_overskrift
from referat.extract.records.journalnumre import er_journalnummerlinje, find_journalnumre
from referat.extract.udsnit import Udsnit
from referat.extract.vaerdier import begynder_med_dato, find_datoer
from referat.models.afsnit import noegle
from referat.models.organer import er_organ, samme_organ
from referat.models.viden import data, moenster, regler
from referat.schemas.poster import Journalnummer
from referat.schemas.referat import Moede
from referat.schemas.side import Linje
from referat.schemas.vokabular import Dokumenttype

FOERSTE = 15
"""A document says what it is within this many filled lines."""
KORT = 80
"""A line that only says when a meeting was is shorter than this."""
TYPEHOVED = 4
"""A head that begins with the word for minutes has its date and its body within this many filled lines."""
SAETNING = re.compile(r"(?:\S+\s+){6,}\S*\.")
"""A line with so many words and a full stop tells of something."""
FORSIDE = 20
"""So many lines before the first meeting's head are more than a front page."""
FAA_LINJER = 8
"""No meeting has fewer: what follows sooner is more of the same head."""
MAILHOVED, MAILFELTER = 8, 3
"""A mail says so by this many of the labels of its head within its first filled lines."""
KORT_BREV = 120
"""A letter ends with its greeting within this many filled lines; minutes that quote one go on."""


def kalder_sig(linjer: Sequence[Linje]) -> Dokumenttype | None:
    """What a document calls itself before its first case, or what its greeting shows; None where nothing says it."""
    fyldte = [x for x in linjer if not x.tom]
    for linje in fyldte[:FOERSTE]:
        for regel in regler("dokumenttype"):
            if regel.giver not in ("brev", "hilsen") and regel.moenster.search(linje.tekst):
                return Dokumenttype(regel.giver)
        if _i_en_sag(linje):
            break
    breve = [r for r in regler("dokumenttype") if r.giver in ("brev", "hilsen")]
    if len(fyldte) <= KORT_BREV and any(r.moenster.search(x.tekst) for x in fyldte for r in breve):
        return Dokumenttype.BREV
    return None


def _i_en_sag(linje: Linje) -> bool:
    """Whether a line heads a section of a case: what stands below may be the title of an attachment."""
    h = find_overskrift(linje)
    return h is not None and h.rest_fra is None and h.art in PUNKTETS


def afgoer_type(kalder: Dokumenttype | None, moeder: Sequence[Moede]) -> Dokumenttype:
    """What a document is by its own word and by what was found in it."""
    if kalder in (Dokumenttype.NOTAT, Dokumenttype.BREV, Dokumenttype.REFERAT):
        return kalder
    punkter = [p for m in moeder for p in m.punkter]
    if not punkter:
        return kalder or Dokumenttype.ANDET
    besluttet = any(p.beslutning or p.fravaer for p in punkter)
    return Dokumenttype.REFERAT if besluttet else Dokumenttype.DAGSORDEN


def del_i_moeder(linjer: Sequence[Linje]) -> list[Sequence[Linje]]:
    """The lines of each meeting: a new title, or a new label of a date, with another body or date begins the next.

    What stands before the first that is known is a meeting too, where that one begins a page of its own.
    """
    snit: list[int] = []
    sidste: tuple[str | None, str | None] | None = None
    seneste = -FAA_LINJER
    for i in range(len(linjer)):
        moede = _begynder_moede(linjer, i)
        if moede is None or moede == sidste:
            continue
        samme = sidste is not None and moede[1] == sidste[1] and _samme_organ(moede[0], sidste[0])
        ny_side = _siger_type(linjer[i]) and _oeverst(linjer, i) and (sidste is None or moede[1] != sidste[1])
        foer = i - seneste >= FAA_LINJER if sidste else ny_side and i > FORSIDE
        if foer and not samme and (ny_side or _nyt_moede(linjer, i)):
            snit.append(_hovedets_start(linjer, i))
        seneste = i
        sidste = (moede[0] or (sidste[0] if sidste else None), moede[1])
    return [linjer[a:b] for a, b in pairwise([0, *snit, len(linjer)])]


def _samme_organ(a: str | None, b: str | None) -> bool:
    """Whether two heads may name one body; one that names none goes with any."""
    return a is None or b is None or samme_organ(a, b)


def uden_foelgemail(linjer: Sequence[Linje]) -> Sequence[Linje]:
    """The lines without the mail that the minutes were sent with: its head on top, and all before the first meeting."""
    mailhoved = moenster("struktur", "mailhoved")
    if sum(bool(mailhoved.match(x.tekst)) for x in [x for x in linjer if not x.tom][:MAILHOVED]) < MAILFELTER:
        return linjer
    foerste = next((i for i in range(len(linjer)) if _begynder_moede(linjer, i)), None)
    return linjer if foerste is None else linjer[_hovedets_start(linjer, foerste) :]


def _begynder_moede(linjer: Sequence[Linje], i: int) -> tuple[str | None, str | None] | None:
    """(body, date) where a line is a meeting's title or its labelled date."""
    linje = linjer[i]
    tekst = linje.tekst
    if len(tekst) > 160 or linje.tom:
        return None
    titel = find_titel(linje)
    if titel and titel[1]:
        return titel
    if _siger_type(linje) and (find_datoer(tekst) or _oeverst(linjer, i)):
        return _under_type(linjer[i : i + 8], linjer[max(i - 3, 0) : i])
    dato = moededato(linje)
    if dato is None and (len(tekst) > KORT or not find_datoer(tekst)):
        return None
    over = [x for x in linjer[max(i - 6, 0) : i] if not x.tom]
    dato = dato or _dato_under_type(tekst, [x.tekst.strip(" *#") for x in over])
    if dato is None:
        return None
    return (next((organ for x in reversed(over) if (organ := _organ(x))), None), dato)


def _organ(linje: Linje) -> str | None:
    """The body that a line is the name of, or that it says it is the minutes of."""
    tekst = linje.tekst.strip(" *#")
    if er_organ(tekst):
        return tekst
    titel = find_titel(linje)
    return titel[0] if titel else None


def _siger_type(linje: Linje) -> bool:
    """Whether a line names itself minutes or an agenda."""
    return any(r.giver in ("referat", "dagsorden") and r.moenster.search(linje.tekst) for r in regler("dokumenttype"))


def _oeverst(linjer: Sequence[Linje], i: int) -> bool:
    """Whether a line is one of the first on its page, under no more than the names of kommune and body."""
    foer = [x for x in linjer[max(i - 12, 0) : i] if not x.tom and x.side == linjer[i].side]
    return len(foer) <= 2 and (i < 12 or linjer[i - 12].side != linjer[i].side)


def _under_type(linjer: Sequence[Linje], over: Sequence[Linje]) -> tuple[str | None, str] | None:
    """(body, date) where a date stands in one of the first lines of a head that says what it is; the body may stand
    over them."""
    fyldte = [x.tekst.strip(" *#") for x in linjer if not x.tom][:TYPEHOVED]
    dato = next((d[0][0] for t in fyldte if not SAETNING.fullmatch(t) and (d := find_datoer(t))), None)
    navne = (*fyldte, *(x.tekst.strip(" *#") for x in over))
    return (next((t for t in navne if er_organ(t)), None), dato) if dato else None


def _dato_under_type(tekst: str, over: Sequence[str]) -> str | None:
    """The date of a short line that says no more than when a meeting was, near under REFERAT and a body's name."""
    if not any(map(er_type, over)) or not any(map(er_organ, over)):
        return None
    datoer = find_datoer(tekst)
    return datoer[0][0] if len(datoer) == 1 and begynder_med_dato(tekst) else None


def er_type(tekst: str) -> bool:
    """Whether a line is nothing but the word for minutes or an agenda."""
    return noegle(tekst) in _typeord()


@cache
def _typeord() -> frozenset[str]:
    return frozenset(noegle(o) for o in data("dokumenttype")["ord"])


def _nyt_moede(linjer: Sequence[Linje], i: int) -> bool:
    """Whether a head follows, a label of a place, members or absence, or the line stands under the word REFERAT."""
    if any(er_type(x.tekst) for x in linjer[max(i - 6, 0) : i]):
        return True
    return any(er_hovedlinje(x) for x in [k for k in linjer[i : i + 30] if not k.tom][:8])


def _hovedets_start(linjer: Sequence[Linje], i: int) -> int:
    """The first line of the head that line ``i`` is in: names of body and kommune and the word REFERAT stand above."""
    start = i
    for k in range(i - 1, max(i - 8, 0), -1):
        tekst = linjer[k].tekst.strip(" *#")
        if er_type(tekst):
            start = k
        elif any(r.giver in ("referat", "dagsorden") and r.moenster.search(tekst) for r in regler("dokumenttype")):
            return k
        elif er_organ(tekst):
            start = k
    return start


def find_dato(linjer: Sequence[Linje]) -> str | None:
    """The date of a notat or letter: behind a label, else the first that ends a line of the head or stands alone."""
    for linje in linjer:
        for iso, fra, _ in find_datoer(linje.tekst)[:1]:
            if moenster("struktur", "datolinje").search(linje.tekst[:fra]) and len(linje.tekst) < 60:
                return iso
    for linje in [x for x in linjer if not x.tom][:FOERSTE]:
        for iso, _, til in find_datoer(linje.tekst):
            if not linje.tekst[til:].strip(" .*") and len(linje.tekst) < 120:
                return iso
    return None


def egne_numre(linjer: Sequence[Linje]) -> list[Journalnummer]:
    """Journal numbers of the document's own: on lines that are nothing but labels and numbers."""
    return find_journalnumre(Udsnit([x for x in linjer if not x.tom and er_journalnummerlinje(x.tekst)]))
