"""Absence over a whole meeting: the head and every punkt taken together."""

from __future__ import annotations

from collections.abc import Sequence

from referat.extract.fravaersspand import find_spand, siger_ingen
from referat.extract.navne import samme_person
from referat.extract.records.fravaer import AARSAG_AFBUD, find_fravaer, hele_moedet, saml
from referat.extract.udsnit import Udsnit
from referat.models.titler import godkender_dagsorden, om_moedet
from referat.models.viden import data
from referat.schemas.poster import Fravaer
from referat.schemas.referat import Deltager, Moede, Punkt
from referat.schemas.side import Linje
from referat.schemas.vokabular import Deltagerstatus, Omfang


def med_fravaer(moede: Moede, punkter: Sequence[Punkt], hoved: Sequence[Linje] = ()) -> Moede:
    """The meeting with its punkter, where everyone away from all of it, or from a range that names it, is away from
    each punkt. ``hoved`` are the lines of its head."""
    i_hoved = find_spand([Udsnit(hoved)])
    numre = {int(p.nr) for p in punkter if p.nr and p.nr.isdigit()}
    i_hoved = [f for f in i_hoved if _kan_placeres(f, numre)]
    udtalt = [f for p in punkter for f in p.fravaer if f.omfang is Omfang.HELE_MOEDET or om_moedet(p.titel)]
    udtalt += _ved_dagsordenen(punkter) + _i_hovedets_prosa(hoved)
    deltagere = _med_udtalt(moede.deltagere, [f for f in udtalt if f.spand is None])
    deltagere = [_til_stede(d, [f for f in i_hoved if not _hele(f, numre)]) for d in deltagere]
    hele = hele_moedet(deltagere)
    spand = i_hoved + [f for p in punkter for f in p.fravaer if f.spand and _kan_placeres(f, numre)]
    ingen = siger_ingen([Udsnit(hoved)])
    faerdige = [
        p.model_copy(update={"fravaer": saml(_egne(p, spand), _fra_spand(p, spand), hele, deltagere=deltagere)})
        for p in punkter
    ]
    faerdige = [
        p.model_copy(update={"ingen_fravaer": (p.ingen_fravaer or ingen) if not p.fravaer else None}) for p in faerdige
    ]
    return moede.model_copy(update={"deltagere": deltagere, "punkter": faerdige})


def _ved_dagsordenen(punkter: Sequence[Punkt]) -> list[Fravaer]:
    """Who had sent word of absence as the agenda was approved, where no other punkt says so of anybody: that was for
    the meeting."""
    regler = data("fravaer")["meldt_til_moedet"]
    meldt = [(p, f) for p in punkter for f in p.fravaer if f.belaeg.regel in regler]
    if any(not godkender_dagsorden(p.titel) for p, _ in meldt):
        return []
    return [f for _, f in meldt if f.omfang is not Omfang.DELVIS]


def _i_hovedets_prosa(hoved: Sequence[Linje]) -> list[Fravaer]:
    """Who is away as a sentence of the meeting's head says, beside its labelled lists."""
    regler = data("fravaer")["meldt_til_moedet"]
    return [f for f in find_fravaer([], [Udsnit(hoved)]) if f.belaeg.regel in regler and f.omfang is not Omfang.DELVIS]


def _kan_placeres(f: Fravaer, numre: set[int]) -> bool:
    """Whether the meeting has a punkt of the number that a range begins or ends with."""
    return any(n in numre for a, b, _ in f.spand or () for n in (a - 1, a, b, b + 1))


def _hele(f: Fravaer, numre: set[int]) -> bool:
    """Whether a range covers every punkt of the meeting."""
    return all(any(a <= n <= b for a, b, _ in f.spand or ()) for n in numre)


def _til_stede(d: Deltager, spand: Sequence[Fravaer]) -> Deltager:
    """A member whose absence in the head is only from a range was there."""
    i_delen = any(samme_person(f.navn, d.navn) for f in spand)
    return d.model_copy(update={"status": Deltagerstatus.TIL_STEDE}) if i_delen else d


def _egne(p: Punkt, spand: Sequence[Fravaer]) -> list[Fravaer]:
    """What the punkt says of itself: a statement of a range is read as that and not once more."""
    laest = {f.belaeg.tegn_fra for f in spand}
    return [f for f in p.fravaer if f.spand is None and (f.belaeg.tegn_fra not in laest or f.aarsag)]


def _fra_spand(p: Punkt, spand: Sequence[Fravaer]) -> list[Fravaer]:
    if not p.nr or not p.nr.isdigit():
        return []
    ud = []
    for f in spand:
        omfang = next((o for a, b, o in f.spand or () if a <= int(p.nr) <= b), None)
        if omfang and not _stemte(p, f.navn):
            ud.append(f.model_copy(update={"omfang": omfang, "spand": None}))
    return ud


def _stemte(p: Punkt, navn: str) -> bool:
    """Whether someone is named among a punkt's voters, and so was there."""
    return any(s.navn and samme_person(s.navn, navn) for s in p.stemmer)


def _med_udtalt(deltagere: Sequence[Deltager], udtalt: Sequence[Fravaer]) -> list[Deltager]:
    ud = list(deltagere)
    for f in udtalt:
        i = next((i for i, d in enumerate(ud) if samme_person(d.navn, f.navn)), None)
        status = Deltagerstatus.AFBUD if f.aarsag == AARSAG_AFBUD else Deltagerstatus.FRAVAERENDE
        if i is None:
            ud.append(Deltager(belaeg=f.belaeg, navn=f.navn, parti=f.parti, status=status))
        elif ud[i].status is Deltagerstatus.TIL_STEDE:
            ud[i] = ud[i].model_copy(update={"status": status, "parti": ud[i].parti or f.parti})
    return ud
