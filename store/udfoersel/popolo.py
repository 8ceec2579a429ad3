"""``popolo``: persons, organizations, memberships, events, motions and vote events after popoloproject.com.

Where Popolo has no word for what the store knows, the store's own Danish name is an extra property. What a referat does
not state is left out: a membership has the first and the last meeting it was seen at, and no invented beginning.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from referat.store.udfoersel.flade import json_bytes
from referat.store.udfoersel.objekter import Objekt, ren, sql, tidspunkt
from referat.store.udfoersel.opgave import Opgave
from referat.store.udfoersel.udsnit import Udsnit

VALG = {"for": "yes", "imod": "no", "undlod": "abstain"}
RESULTAT = {"godkendt": "pass", "tiltrådt": "pass", "afvist": "fail"}

KOMMUNER = "SELECT kode, navn, region FROM kommuner WHERE kode IN (SELECT kommune_kode FROM moeder WHERE {moeder})"
UDVALG = (
    "SELECT id, navn, kommune_kode FROM udvalg WHERE id IN (SELECT udvalg_id FROM moeder WHERE {moeder}) ORDER BY id"
)
PARTIER = """
SELECT d.parti FROM deltagere d JOIN moeder m ON m.id = d.moede_id WHERE d.parti IS NOT NULL AND {m_moeder}
UNION SELECT s.parti FROM stemmer s JOIN punkter p ON p.id = s.punkt_id WHERE s.parti IS NOT NULL AND {p_punkter}
UNION SELECT e.parti FROM deltagere d JOIN moeder m ON m.id = d.moede_id JOIN personer e ON e.id = d.person_id
  WHERE e.parti IS NOT NULL AND {m_moeder}
"""
MEDLEMMER = """
SELECT d.person_id, m.udvalg_id, p.parti, min(m.dato), max(m.dato), count(DISTINCT m.id),
  min(d.stedfortraeder_for IS NOT NULL), group_concat(DISTINCT d.rolle)
FROM deltagere d JOIN moeder m ON m.id = d.moede_id JOIN personer p ON p.id = d.person_id
WHERE m.udvalg_id IS NOT NULL AND {m_moeder} GROUP BY d.person_id, m.udvalg_id
"""
MOEDER = """
SELECT m.id, coalesce(m.udvalg_navn, 'Møde'), m.udvalg_id, m.kommune_kode, m.dato, m.start, m.slut, m.sted,
  (SELECT sti FROM adresser WHERE art = 'moede' AND maal_id = m.id)
FROM moeder m WHERE {m_moeder} ORDER BY m.id
"""
FORSLAG = """
SELECT p.id, p.titel, m.udvalg_id, m.kommune_kode, m.dato, p.udfald, m.id,
  (SELECT group_concat(tekst, char(10)) FROM (SELECT tekst FROM indstillinger WHERE punkt_id = p.id ORDER BY nr, id)),
  (SELECT sti FROM adresser WHERE art = 'punkt' AND maal_id = p.id), p.side_fra
FROM punkter p JOIN moeder m ON m.id = p.moede_id
WHERE {p_punkter} AND (EXISTS (SELECT 1 FROM indstillinger WHERE punkt_id = p.id)
  OR EXISTS (SELECT 1 FROM stemmer WHERE punkt_id = p.id) OR EXISTS (SELECT 1 FROM afstemninger WHERE punkt_id = p.id))
ORDER BY p.id
"""
AFSTEMNINGER = """
SELECT coalesce(a.id, s.punkt_id || '-stemmer') AS nr, p.id, m.udvalg_id, m.kommune_kode, m.dato, p.udfald, a.emne,
  a.for_antal, a.imod_antal, a.undlod_antal,
  (SELECT sti FROM adresser WHERE art = 'punkt' AND maal_id = p.id), coalesce(a.side, s.side),
  s.person_id, s.navn, s.parti, s.stemme, s.antal
FROM punkter p JOIN moeder m ON m.id = p.moede_id
JOIN (SELECT id AS afstemning_id, punkt_id FROM afstemninger
  UNION SELECT NULL, punkt_id FROM stemmer WHERE afstemning_id IS NULL) e ON e.punkt_id = p.id
LEFT JOIN afstemninger a ON a.id = e.afstemning_id
LEFT JOIN stemmer s ON s.punkt_id = e.punkt_id AND s.afstemning_id IS e.afstemning_id
WHERE {p_punkter} ORDER BY p.id, nr, s.id
"""
"""Every vote beside each of those named in it; votes named without a count are an event of their own."""


def skriv(opgave: Opgave) -> None:
    """``popolo.json``: one object with a list of each class."""
    udsnit = opgave.udsnit
    samlinger = {
        "persons": personer(udsnit),
        "organizations": organisationer(udsnit),
        "memberships": medlemmer(udsnit),
        "events": moeder(udsnit, opgave.base_url),
        "motions": forslag(udsnit, opgave.base_url),
        "vote_events": afstemninger(udsnit, opgave.base_url),
        "areas": omraader(udsnit),
    }
    opgave.meld("popolo")
    opgave.mappe.skriv("popolo.json", json_bytes(samlinger))


def kilde(base_url: str, adresse: str | None, side: int | None) -> list[Objekt]:
    """Where it can be read."""
    return [ren(url=base_url + adresse.lstrip("/"), note=f"side {side}" if side else None)] if adresse else []


def organ(udvalg_id: str | None, kommune: str | None) -> str | None:
    """The organization that met: the body, or where it is not known the kommune."""
    return udvalg_id or (f"kommune:{kommune}" if kommune else None)


def personer(udsnit: Udsnit) -> Iterator[Objekt]:
    """Every person as resolved."""
    ark = udsnit.tabeller["personer"]
    navne = [f.navn for f in ark.felter]
    for raekke in udsnit.raekker(ark):
        p = dict(zip(navne, raekke, strict=True))
        yield ren(id=p["id"], name=p["navn"], parti=p["parti"], kommune_kode=p["kommune_kode"])


def organisationer(udsnit: Udsnit) -> Iterator[Objekt]:
    """Kommuner, their bodies, and the parties by the letters or names they are written with."""
    for kode, navn, _ in sql(udsnit, KOMMUNER):
        yield ren(
            id=f"kommune:{kode}",
            name=f"{navn} Kommune",
            classification="kommune",
            area_id=f"omraade:{kode}",
            identifiers=[{"scheme": "kommunekode", "identifier": kode}],
        )
    for id_, navn, kode in sql(udsnit, UDVALG):
        yield ren(id=id_, name=navn, classification="udvalg", parent_id=f"kommune:{kode}" if kode else None)
    for (parti,) in sql(udsnit, PARTIER):
        yield {"id": f"parti:{parti}", "name": parti, "classification": "party"}


def omraader(udsnit: Udsnit) -> Iterator[Objekt]:
    """The kommuner as places."""
    for kode, navn, region in sql(udsnit, KOMMUNER):
        yield ren(id=f"omraade:{kode}", name=navn, identifier=kode, classification="kommune", region=region)


def medlemmer(udsnit: Udsnit) -> Iterator[Objekt]:
    """A person in a body, as the lists of who was there tell."""
    for person, udvalg, parti, foerste, seneste, antal, kun_stedfortraeder, roller in sql(udsnit, MEDLEMMER):
        yield ren(
            id=f"{person}-{udvalg}",
            person_id=person,
            organization_id=udvalg,
            role="stedfortræder" if kun_stedfortraeder else ", ".join(sorted((roller or "").split(","))),
            on_behalf_of_id=f"parti:{parti}" if parti else None,
            foerste_moede=foerste,
            seneste_moede=seneste,
            antal_moeder=antal,
        )


def moeder(udsnit: Udsnit, base_url: str) -> Iterator[Objekt]:
    """The meetings."""
    for id_, navn, udvalg, kommune, dato, start, slut, sted, adresse in sql(udsnit, MOEDER):
        yield ren(
            id=id_,
            name=navn,
            classification="møde",
            organization_id=organ(udvalg, kommune),
            start_date=tidspunkt(dato, start),
            end_date=tidspunkt(dato, slut) if slut and (not start or slut > start) else None,
            location=sted,
            sources=kilde(base_url, adresse, None),
        )


def forslag(udsnit: Udsnit, base_url: str) -> Iterator[Objekt]:
    """A punkt that the body was asked to decide, with what was recommended."""
    for id_, titel, udvalg, kommune, dato, udfald, moede, tekst, adresse, side in sql(udsnit, FORSLAG):
        yield ren(
            id=id_,
            title=titel,
            text=tekst or titel,
            classification="dagsordenspunkt",
            organization_id=organ(udvalg, kommune),
            legislative_session_id=moede,
            date=dato,
            result=RESULTAT.get(udfald, ""),
            udfald=udfald,
            sources=kilde(base_url, adresse, side),
        )


def afstemninger(udsnit: Udsnit, base_url: str) -> Iterator[Objekt]:
    """The votes with their counts, the persons named, and the parties that are stated with a number."""
    for nr, gruppe in groupby(sql(udsnit, AFSTEMNINGER), key=lambda r: r[0]):
        stemmer = list(gruppe)
        _, punkt, udvalg, kommune, dato, udfald, emne, *tal, adresse, side, _, _, _, _, _ = stemmer[0]
        yield ren(
            id=nr,
            motion_id=punkt,
            organization_id=organ(udvalg, kommune),
            identifier=emne,
            start_date=dato,
            result=RESULTAT.get(udfald, ""),
            counts=[{"option": o, "value": n} for o, n in zip(VALG.values(), tal, strict=True) if n is not None],
            votes=[_stemme(*s[12:]) for s in stemmer if s[15]],
            sources=kilde(base_url, adresse, side),
        )


def _stemme(person: str | None, navn: str | None, parti: str | None, stemme: str, antal: int | None) -> Objekt:
    """One vote: a person's, the name kept as written where it fits nobody or several, or a party's by its number."""
    hold = f"parti:{parti}" if parti else None
    if navn:
        return ren(option=VALG[stemme], voter_id=person, navn=navn, group_id=hold)
    return ren(option=VALG[stemme], voter_id=hold, weight=antal)
