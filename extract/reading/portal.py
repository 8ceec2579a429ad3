"""A meeting as a publication portal's JSON, set as the portal's own PDF sets it: a head, then a page for each punkt.

Number, title, case number, attachments and absence are fields there, but decision and recommendations are one piece of
HTML. Laid out like the PDF, they are read by the rules that read PDFs, and every fact has its place in the kept text.
"""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from pydantic import AliasChoices, BaseModel, Field, ValidationError
from referat.extract.reading.linjer import Raaside, saml
from referat.extract.reading.opmaerkning import Opmaerkning
from referat.extract.reading.sidebygger import Sidebygger, ren
from referat.extract.reading.tegn import afkod
from referat.schemas.dansk import dansk_dato
from referat.schemas.fejl import KanIkkeLaeses
from referat.schemas.side import Laest
from referat.schemas.vokabular import UGEDAGE

DANSK_TID = ZoneInfo("Europe/Copenhagen")


class Felt(BaseModel):
    """A piece of a punkt's text."""

    Navn: str | None = None
    Html: str | None = None
    Tekst: str | None = None


class Vedhaeftet(BaseModel):
    """An attachment."""

    Navn: str | None = None


class Borte(BaseModel):
    """Someone who was not there when a punkt was treated, and as what: `Fraværende`."""

    Name: str | None = None
    Reason: str | None = None


class Post(BaseModel):
    """An agenda item."""

    nr: str | None = Field(None, validation_alias=AliasChoices("Number", "Punktnummer"), coerce_numbers_to_str=True)
    titel: str | None = Field(None, validation_alias=AliasChoices("Caption", "Navn"))
    sagsnummer: str | None = Field(None, validation_alias=AliasChoices("CaseNumber", "SagsNummer"))
    raekkefoelge: float = Field(0, validation_alias="Sorting")
    felter: list[Felt] | None = Field(None, validation_alias="Felter")
    bilag: list[Vedhaeftet] | None = Field(None, validation_alias="Bilag")
    borte: list[Borte] | None = Field(None, validation_alias="ExternalAgendaItemAttendees")


class Deltager(BaseModel):
    """A member in the meeting's list."""

    Name: str | None = None
    Absent: bool | None = None
    ParticipationCancelled: bool | None = None


class Moedefelter(BaseModel):
    """When, where and with whom."""

    Navn: str | None = None
    Dato: datetime.datetime | datetime.date | None = None
    Sted: str | None = None
    Afsluttet: bool | None = None
    Moededeltagere: list[Deltager] | None = None


class Organ(BaseModel):
    """The body that met."""

    Navn: str | None = None


class Portalmoede(BaseModel):
    """The file; fields that are not named here are left alone."""

    Udvalg: Organ | None = None
    Moede: Moedefelter | None = None
    Dagsordenpunkter: list[Post]


def laes(data: bytes) -> Laest:
    """The head and the punkter, a page each. Raises ``KanIkkeLaeses`` for a file that is cut off."""
    try:
        moede = Portalmoede.model_validate(json.loads(afkod(data)))
    except (ValueError, RecursionError, ValidationError) as fejl:
        raise KanIkkeLaeses(
            "beskadiget", "Portalens JSON kan ikke læses: den er afbrudt eller ændret; hent den igen fra portalen."
        ) from fejl
    punkter = sorted(moede.Dagsordenpunkter, key=lambda p: p.raekkefoelge)
    return saml([_hoved(moede), *(_punkt(p) for p in punkter)])


def _hoved(moede: Portalmoede) -> Raaside:
    """What the first page of the portal's PDF says."""
    m = moede.Moede or Moedefelter()
    tid = _dansk(m.Dato)
    bygger = Sidebygger()
    art = "REFERAT" if m.Afsluttet else (m.Navn or "DAGSORDEN").upper()
    dato = f"d. {tid:%d-%m-%Y}" if tid else ""
    bygger.overskrift(f"{art} {moede.Udvalg.Navn if moede.Udvalg else ''} {dato}", 1)
    if tid:
        kl = f" kl. {tid:%H:%M}" if isinstance(tid, datetime.datetime) else ""
        bygger.luft()
        dag = f"{UGEDAGE[tid.weekday()].capitalize()} d. {dansk_dato(tid)}"
        bygger.afsnit(f"Mødedato {dag}{kl}", len("Mødedato"))
    if m.Sted and ren(m.Sted):
        bygger.luft()
        bygger.afsnit(f"Mødested {m.Sted}", len("Mødested"))
    if deltagere := [d for d in m.Moededeltagere or () if d.Name]:
        bygger.luft()
        bygger.afsnit(f"Mødedeltagere {', '.join(map(_deltager, deltagere))}", len("Mødedeltagere"))
    return bygger.side()


def _dansk(tid: datetime.datetime | datetime.date | None) -> datetime.datetime | datetime.date | None:
    """A time as the clock showed it in Denmark."""
    return tid.astimezone(DANSK_TID) if isinstance(tid, datetime.datetime) and tid.tzinfo else tid


def _deltager(d: Deltager) -> str:
    borte = " (Fraværende)" if d.Absent else " (Afbud)" if d.ParticipationCancelled else ""
    return f"{ren(d.Name or '')}{borte}"


def _punkt(punkt: Post) -> Raaside:
    bygger = Sidebygger()
    bygger.overskrift(f"Punkt {punkt.nr}: {punkt.titel or ''}" if punkt.nr else punkt.titel or "", 2)
    bygger.luft()
    bygger.afsnit(punkt.sagsnummer or "")
    for felt in punkt.felter or ():
        _felt(bygger, felt)
    if bilag := [ren(b.Navn or "") for b in punkt.bilag or ()]:
        bygger.overskrift("Bilag", 3)
        for titel in bilag:
            bygger.luft()
            bygger.afsnit(titel)
    for grund, navne in _borte(punkt.borte or ()):
        bygger.luft()
        bygger.afsnit(f"{grund} {', '.join(navne)}")
    return bygger.side()


def _felt(bygger: Sidebygger, felt: Felt) -> None:
    bygger.overskrift(felt.Navn or "", 3)
    bygger.luft()
    if felt.Html:
        Opmaerkning(bygger).laes(felt.Html)
    else:
        for linje in (felt.Tekst or "").splitlines():
            bygger.afsnit(linje)


def _borte(borte: Iterable[Borte]) -> Sequence[tuple[str, list[str]]]:
    """Reason → names, in the order of the file."""
    ud: dict[str, list[str]] = defaultdict(list)
    for b in borte:
        if navn := ren(b.Name or ""):
            ud[ren(b.Reason or "") or "Fraværende"].append(navn)
    return list(ud.items())
