"""Absence over a whole meeting: the head and every punkt taken together."""

from __future__ import annotations

from collections.abc import Sequence

from referat.extract.fravaersspand import bevaegelser, er_bevaegelse, find_spand, siger_ingen
from referat.extract.navne import samme_person
from referat.extract.records.fravaer import AARSAG_AFBUD, AARSAG_INHABIL, find_fravaer, hele_moedet, saml
from referat.extract.udsnit import Udsnit
from referat.models.titler import godkender_dagsorden, om_moedet
from referat.models.viden import data
from referat.schemas.poster import Fravaer
from referat.schemas.referat import Deltager, Moede, Punkt
from referat.schemas.side import Linje
from referat.schemas.vokabular import Deltagerstatus, Omfang

FAERREST = 3
"""Fewer punkter that each say who was away do not speak for the meeting."""


def med_fravaer(
    moede: Moede, punkter: Sequence[Punkt], hoved: Sequence[Linje] = (), slut: Sequence[Linje] = ()
) -> Moede:
    """The meeting with its punkter, where everyone away from all of it, or from a range that names it, is away from
    each punkt. ``hoved`` are the lines of its head, ``slut`` those that close it: both speak of the whole meeting."""
    om_moedet_selv = [Udsnit(hoved), Udsnit(slut)]
    i_hoved = find_spand(om_moedet_selv)
    pladser = _pladser(punkter)
    numre = {n for n in pladser if n is not None}
    i_hoved = [f for f in i_hoved if _kan_placeres(f, numre)]
    udtalt = [f for p in punkter for f in p.fravaer if f.omfang is Omfang.HELE_MOEDET or om_moedet(p.titel)]
    i_prosa = [f for f in find_fravaer([], om_moedet_selv, i_hovedet=True) if f.omfang is not Omfang.DELVIS]
    udtalt += _ved_dagsordenen(punkter) + _ved_hvert_punkt(punkter) + list(filter(_meldt_til_moedet, i_prosa))
    udtalt = [f for f in udtalt if f.spand is None] + [f for f in i_hoved if _hele(f, numre)]
    i_en_del = [f for f in i_hoved if not _hele(f, numre)]
    deltagere = [_til_stede(d, i_en_del) for d in _med_udtalt(moede.deltagere, udtalt)]
    deltagere = _med_stedfortraedere(deltagere, i_prosa)
    hele = hele_moedet(deltagere)
    spand = i_hoved + [f for f in _fra_punkterne(punkter, pladser, deltagere) if _kan_placeres(f, numre)]
    ingen = siger_ingen(om_moedet_selv)
    faerdige = [
        p.model_copy(update={"fravaer": saml(_egne(p, spand), _fra_spand(p, n, spand), hele, deltagere=deltagere)})
        for p, n in zip(punkter, pladser, strict=True)
    ]
    faerdige = [
        p.model_copy(update={"ingen_fravaer": (p.ingen_fravaer or ingen) if not p.fravaer else None}) for p in faerdige
    ]
    return moede.model_copy(update={"deltagere": deltagere, "punkter": faerdige})


def _ved_dagsordenen(punkter: Sequence[Punkt]) -> list[Fravaer]:
    """Who had sent word of absence as the agenda was approved, where no other punkt says so of anybody: that was for
    the meeting. So is a list of theirs, where no other punkt says anything of absence."""
    regler = data("fravaer")["meldt_til_moedet"]
    dagsordenens = [p for p in punkter if godkender_dagsorden(p.titel)]
    andre = [p for p in punkter if not godkender_dagsorden(p.titel)]
    if any(f.belaeg.regel in regler for p in andre for f in p.fravaer):
        return []
    alene = all(not p.ingen_fravaer and all(map(_ved_sagen_alene, p.fravaer)) for p in andre)
    egne = [f for p in dagsordenens for f in p.fravaer if f.omfang is not Omfang.DELVIS]
    return [
        f
        for f in egne
        if f.belaeg.regel in regler
        or (alene and f.aarsag == AARSAG_AFBUD and not any(_stemte(p, f.navn) for p in punkter))
    ]


def _ved_sagen_alene(f: Fravaer) -> bool:
    """Whether somebody kept out of one case, and that says nothing of who had come."""
    return f.aarsag == AARSAG_INHABIL or f.belaeg.regel in data("fravaer")["ved_sagen_alene"]


def _ved_hvert_punkt(punkter: Sequence[Punkt]) -> list[Fravaer]:
    """Who was away from each punkt, as all say but closed ones that tell nothing of who was there, and name none of
    those who were away."""
    talende = [p for p in punkter if p.fravaer or p.ingen_fravaer or not p.lukket]
    if len(talende) < FAERREST:
        return []
    tavse = "\n".join(a.tekst for p in punkter if p.lukket and not p.fravaer for a in p.afsnit)
    hele = [[f for f in p.fravaer if f.omfang is not Omfang.DELVIS and f.aarsag != AARSAG_INHABIL] for p in talende]
    ved_alle = (f for f in hele[0] if all(any(samme_person(f.navn, y.navn) for y in x) for x in hele))
    return [f for f in ved_alle if f.navn not in tavse and not any(_stemte(p, f.navn) for p in punkter)]


def _fra_punkterne(
    punkter: Sequence[Punkt], pladser: Sequence[int | None], deltagere: Sequence[Deltager]
) -> list[Fravaer]:
    """The ranges that the punkter tell of; that somebody left or came is told of guests as well."""
    alle = [f for p in punkter for f in p.fravaer if f.spand]
    placerede = [p for p, plads in zip(punkter, pladser, strict=True) if plads]
    her = [sorted(filter(er_bevaegelse, p.fravaer), key=lambda f: f.belaeg.tegn_fra) for p in placerede]
    gik_og_kom = bevaegelser([f for fundne in her for f in fundne])
    medlemmers = [f for f in gik_og_kom if f.parti or any(samme_person(f.navn, d.navn) for d in deltagere)]
    return [f for f in alle if not er_bevaegelse(f)] + medlemmers


def _meldt_til_moedet(f: Fravaer) -> bool:
    """Whether a sentence of what frames a meeting says of someone, beside its labelled lists, that they are away."""
    viden = data("fravaer")
    regler = (*viden["meldt_til_moedet"], *viden["meldt_i_hovedet"])
    return f.belaeg.regel in regler or f.omfang is Omfang.HELE_MOEDET


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


def _pladser(punkter: Sequence[Punkt]) -> list[int | None]:
    """What a range counts each punkt by: its number, or its place where none has a number."""
    if not any(p.nr for p in punkter):
        return [p.raekkefoelge for p in punkter]
    return [int(p.nr) if p.nr and p.nr.isdigit() else None for p in punkter]


def _fra_spand(p: Punkt, plads: int | None, spand: Sequence[Fravaer]) -> list[Fravaer]:
    if plads is None:
        return []
    ud = []
    for f in spand:
        omfang = next((o for a, b, o in f.spand or () if a <= plads <= b), None)
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


def _med_stedfortraedere(deltagere: Sequence[Deltager], udtalt: Sequence[Fravaer]) -> list[Deltager]:
    """The people of the meeting with those who, as a sentence of its head says, stood in for somebody else."""
    ud = list(deltagere)
    for f in udtalt:
        if not f.stedfortraeder or any(samme_person(f.navn, d.stedfortraeder_for or "") for d in ud):
            continue
        for_ = next((d.navn for d in ud if samme_person(d.navn, f.navn)), f.navn)
        i = next((i for i, d in enumerate(ud) if samme_person(d.navn, f.stedfortraeder)), None)
        if i is None:
            status = Deltagerstatus.TIL_STEDE
            ud.append(Deltager(belaeg=f.belaeg, navn=f.stedfortraeder, status=status, stedfortraeder_for=for_))
        elif ud[i].stedfortraeder_for is None:
            ud[i] = ud[i].model_copy(update={"stedfortraeder_for": for_})
    return ud
