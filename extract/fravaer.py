"""Absence over a whole meeting: the head and every punkt taken together."""

from __future__ import annotations

from collections.abc import Sequence

from referat.extract.navne import samme_person
from referat.extract.records.fravaer import hele_moedet, saml
from referat.models.titler import om_moedet
from referat.schemas.poster import Fravaer
from referat.schemas.referat import Deltager, Moede, Punkt
from referat.schemas.vokabular import Deltagerstatus, Omfang


def med_fravaer(moede: Moede, punkter: Sequence[Punkt]) -> Moede:
    """The meeting with its punkter, where everyone away from all of it is away from each punkt."""
    udtalt = [f for p in punkter for f in p.fravaer if f.omfang is Omfang.HELE_MOEDET or om_moedet(p.titel)]
    deltagere = _med_udtalt(moede.deltagere, udtalt)
    hele = hele_moedet(deltagere)
    faerdige = [p.model_copy(update={"fravaer": saml(p.fravaer, hele, deltagere=deltagere)}) for p in punkter]
    return moede.model_copy(update={"deltagere": deltagere, "punkter": faerdige})


def _med_udtalt(deltagere: Sequence[Deltager], udtalt: Sequence[Fravaer]) -> list[Deltager]:
    ud = list(deltagere)
    for f in udtalt:
        i = next((i for i, d in enumerate(ud) if samme_person(d.navn, f.navn)), None)
        if i is None:
            ud.append(Deltager(belaeg=f.belaeg, navn=f.navn, parti=f.parti, status=Deltagerstatus.AFBUD))
        elif ud[i].status is Deltagerstatus.TIL_STEDE:
            ud[i] = ud[i].model_copy(update={"status": Deltagerstatus.AFBUD, "parti": ud[i].parti or f.parti})
    return ud
