"""What popoloproject.com's JSON Schemas ask of the classes and properties that we write, in today's JSON Schema."""

from __future__ import annotations

from typing import Any

Skema = dict[str, Any]

TEKST = {"type": ["string", "null"]}
ID = {"type": "string", "minLength": 1}
DATO = {"type": ["string", "null"], "pattern": r"^[0-9]{4}(-[0-9]{2}){0,2}$"}
TID = {
    "type": ["string", "null"],
    "pattern": r"^[0-9]{4}((-[0-9]{2}){0,2}|(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){0,2}(Z|[+-][0-9]{2}(:[0-9]{2})?))$",
}


def objekt(kraevet: tuple[str, ...] = (), **felter: Skema) -> Skema:
    return {"type": "object", "properties": felter, "required": list(kraevet)}


def liste(af: Skema) -> Skema:
    return {"type": "array", "items": af}


KILDER = liste(objekt(("url",), url={"type": "string", "pattern": "^https?://"}, note=TEKST))
KENDETEGN = liste(objekt(("identifier",), identifier={"type": "string"}, scheme=TEKST))
TAL = objekt(("option", "value"), option={"type": "string"}, value={"type": "integer"}, group_id=TEKST)
STEMME = objekt(("option",), voter_id=TEKST, option=TEKST, group_id=TEKST, weight={"type": ["integer", "null"]})

SKEMAER: dict[str, Skema] = {
    "persons": objekt(("id", "name"), id=ID, name=TEKST, sources=KILDER),
    "organizations": objekt(
        ("id", "name"), id=ID, name=TEKST, classification=TEKST, parent_id=TEKST, area_id=TEKST, identifiers=KENDETEGN
    ),
    "memberships": objekt(
        ("person_id", "organization_id"),
        id=ID,
        role=TEKST,
        person_id=ID,
        organization_id=ID,
        on_behalf_of_id=TEKST,
        start_date=DATO,
        end_date=DATO,
    ),
    "events": objekt(
        ("id",), id=ID, name=TEKST, start_date=TID, end_date=TID, location=TEKST, classification=TEKST, sources=KILDER
    ),
    "motions": objekt(
        ("id", "text"),
        id=ID,
        organization_id=TEKST,
        text=TEKST,
        date=TID,
        result=TEKST,
        classification=TEKST,
        sources=KILDER,
    ),
    "vote_events": objekt(
        ("id", "motion_id"),
        id=ID,
        motion_id=TEKST,
        organization_id=TEKST,
        identifier=TEKST,
        start_date=TID,
        result=TEKST,
        counts=liste(TAL),
        votes=liste(STEMME),
        sources=KILDER,
    ),
    "areas": objekt(("id", "name"), id=ID, name=TEKST, identifier=TEKST, classification=TEKST),
}
