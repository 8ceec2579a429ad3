"""``oparl``: the objects of OParl 1.1 as files that any web server can hand out under ``--base-url``.

Lists are pages with links, as the standard wants; what it nests (agenda items, memberships, files, places) is nested.
The store's own facts that OParl has no word for have the prefix ``referat:``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from referat.store.udfoersel import foelgeblade
from referat.store.udfoersel.objekter import Objekt, ren, sql, tidspunkt
from referat.store.udfoersel.opgave import Opgave
from referat.store.udfoersel.udsnit import Udsnit

SKEMA = "https://schema.oparl.org/1.1/"
PR_SIDE = 100
DOKUMENTET = {"referat": "resultsProtocol", "dagsorden": "invitation"}
"""Type of the document → what it is to its meeting."""
MIME = {"pdf": "application/pdf", "txt": "text/plain", "html": "text/html", "htm": "text/html", "md": "text/markdown"}

KOMMUNER = """
SELECT DISTINCT m.kommune_kode, k.navn FROM moeder m LEFT JOIN kommuner k ON k.kode = m.kommune_kode WHERE {m_moeder}
ORDER BY m.kommune_kode
"""
UDVALG = """
SELECT id, navn FROM udvalg WHERE kommune_kode IS ? AND id IN (SELECT udvalg_id FROM moeder WHERE {moeder}) ORDER BY id
"""
PERSONER = """
SELECT p.id, p.navn, p.parti, m.udvalg_id, min(m.dato), max(m.dato), max(d.rolle)
FROM personer p JOIN deltagere d ON d.person_id = p.id JOIN moeder m ON m.id = d.moede_id
WHERE p.kommune_kode IS ? AND {m_moeder} GROUP BY p.id, m.udvalg_id ORDER BY p.id, m.udvalg_id
"""
MOEDER = """
SELECT m.id, m.udvalg_id, m.udvalg_navn, m.dato, m.start, m.slut, m.sted, m.dokument_id, d.filnavn, d.type
FROM moeder m JOIN dokumenter d ON d.id = m.dokument_id WHERE m.kommune_kode IS ? AND {m_moeder} ORDER BY m.dato, m.id
"""
PUNKTER = """
SELECT p.id, p.raekkefoelge, p.nr, p.titel, p.lukket, p.udfald, p.beslutning, s.sag_id
FROM punkter p LEFT JOIN sagspunkter s ON s.punkt_id = p.id WHERE p.moede_id = ? AND {p_punkter} ORDER BY p.raekkefoelge
"""
TIL_STEDE = (
    "SELECT DISTINCT person_id FROM deltagere WHERE moede_id = ? AND status = 'til stede' AND person_id NOT NULL"
)
FILER = """
SELECT d.id, d.filnavn, min(m.dato) FROM moeder m JOIN dokumenter d ON d.id = m.dokument_id
WHERE m.kommune_kode IS ? AND {m_moeder} GROUP BY d.id ORDER BY d.id
"""
SAGER = """
SELECT s.id, s.titel, s.journalnummer, s.foerste_dato FROM sager s WHERE s.kommune_kode IS ?
  AND EXISTS (SELECT 1 FROM sagspunkter x JOIN punkter p ON p.id = x.punkt_id WHERE x.sag_id = s.id AND {p_punkter})
ORDER BY s.id
"""
SAGSPUNKTER = """
SELECT p.id, m.id, m.udvalg_id FROM sagspunkter x JOIN punkter p ON p.id = x.punkt_id JOIN moeder m ON m.id = p.moede_id
WHERE x.sag_id = ? AND {p_punkter} ORDER BY m.dato, p.id
"""


@dataclass(frozen=True, slots=True)
class Krop:
    """A body, OParl's word for a kommune: its addresses and the store's part that it is made of."""

    udsnit: Udsnit
    base: str
    kode: str | None
    navn: str

    @property
    def noegle(self) -> str:
        """Its place in addresses."""
        return self.kode or "ukendt"

    @property
    def id(self) -> str:
        """Its own address."""
        return f"{self.base}body/{self.noegle}.json"

    def liste(self, art: str) -> str:
        """The first page of one of its lists."""
        return f"{self.base}body/{self.noegle}/{art}/1.json"

    def objekt(self, art: str, id_: str, **felter: object) -> Objekt:
        """An object of the kind, with its address and type."""
        return {"id": f"{self.base}{art.lower()}/{id_}", "type": f"{SKEMA}{art}"} | ren(**felter)

    def adresse(self, art: str, id_: str | None) -> str | None:
        """The address of an object."""
        return f"{self.base}{art.lower()}/{id_}" if id_ else None


def skriv(opgave: Opgave) -> None:
    """``system.json``, ``bodies/1.json`` and a folder of lists for each kommune."""
    base, udsnit = opgave.base_url, opgave.udsnit
    kroppe = [Krop(udsnit, base, kode, navn or "Ukendt") for kode, navn in sql(udsnit, KOMMUNER)]
    _skriv(opgave, "system.json", system(opgave))
    _skriv_sider(opgave, "bodies", (body(k, opgave) for k in kroppe))
    for krop in kroppe:
        opgave.meld(krop.navn)
        _skriv(opgave, f"body/{krop.noegle}.json", body(krop, opgave))
        for art, objekter in LISTER.items():
            _skriv_sider(opgave, f"body/{krop.noegle}/{art}", objekter(krop))


def system(opgave: Opgave) -> Objekt:
    """The entry."""
    base = opgave.base_url
    return {
        "id": f"{base}system.json",
        "type": f"{SKEMA}System",
        "oparlVersion": SKEMA,
        "name": foelgeblade.titel(opgave.herkomst),
        "license": opgave.licens.url,
        "body": f"{base}bodies/1.json",
        "product": "https://oparl.org/",
        "referat:lager": opgave.herkomst.lager,
        "referat:udtraekker": opgave.herkomst.udtraekker,
        "referat:indhold": opgave.herkomst.indhold,
    }


def body(krop: Krop, opgave: Opgave) -> Objekt:
    """A kommune and the addresses of its lists."""
    return {
        "id": krop.id,
        "type": f"{SKEMA}Body",
        "system": f"{krop.base}system.json",
        "name": f"{krop.navn} Kommune" if krop.kode else "Ukendt kommune",
        "shortName": krop.navn,
        "license": opgave.licens.url,
        "classification": "Kommune",
        **({"referat:kommunekode": krop.kode} if krop.kode else {}),
        **{art: krop.liste(art) for art in LISTER},
        "legislativeTerm": [],
    }


def organisationer(krop: Krop) -> Iterator[Objekt]:
    """The bodies that met."""
    for id_, navn in sql(krop.udsnit, UDVALG, krop.kode):
        yield krop.objekt(
            "Organization", id_, body=krop.id, name=navn, classification="Udvalg", meeting=krop.liste("meeting")
        )


def personer(krop: Krop) -> Iterator[Objekt]:
    """The persons that the lists name, with the bodies they were seen in."""
    person: Objekt = {}
    for id_, navn, parti, udvalg, foerste, seneste, rolle in sql(krop.udsnit, PERSONER, krop.kode):
        adresse = krop.adresse("Person", id_)
        if person.get("id") != adresse:
            if person:
                yield person
            person = krop.objekt("Person", id_, body=krop.id, name=navn, **{"referat:parti": parti})
            person["membership"] = []
        if udvalg:
            fundet = {"referat:foersteMoede": foerste, "referat:senesteMoede": seneste}
            organ = krop.adresse("Organization", udvalg)
            medlem = krop.objekt(
                "Membership", f"{id_}-{udvalg}", person=adresse, organization=organ, role=rolle, **fundet
            )
            person["membership"].append(medlem)
    if person:
        yield person


def moeder(krop: Krop) -> Iterator[Objekt]:
    """The meetings with their agenda and the document that tells of them."""
    for id_, udvalg, navn, dato, start, slut, sted, dokument, filnavn, type_ in sql(krop.udsnit, MOEDER, krop.kode):
        yield krop.objekt(
            "Meeting",
            id_,
            name=navn or "Møde",
            start=tidspunkt(dato, start) if start else None,
            end=tidspunkt(dato, slut) if slut and slut > (start or "") else None,
            location=krop.objekt("Location", id_, description=sted) if sted else None,
            organization=[krop.adresse("Organization", udvalg)] if udvalg else [],
            participant=[krop.adresse("Person", p) for (p,) in sql(krop.udsnit, TIL_STEDE, id_)],
            agendaItem=list(punkter(krop, id_)),
            **{DOKUMENTET.get(type_, "resultsProtocol"): fil(krop, dokument, filnavn, dato), "referat:dato": dato},
        )


def punkter(krop: Krop, moede_id: str) -> Iterator[Objekt]:
    """The agenda of a meeting."""
    for id_, orden, nr, titel, lukket, udfald, beslutning, sag in sql(krop.udsnit, PUNKTER, moede_id):
        yield krop.objekt(
            "AgendaItem",
            id_,
            meeting=krop.adresse("Meeting", moede_id),
            number=nr,
            order=orden,
            name=titel or "(uden titel)",
            public=None if lukket is None else not lukket,
            result=udfald,
            resolutionText=beslutning,
            consultation=krop.adresse("Consultation", f"{sag}-{id_}") if sag else None,
        )


def fil(krop: Krop, dokument_id: str, filnavn: str, dato: str | None) -> Objekt:
    """A source document."""
    return krop.objekt(
        "File",
        dokument_id,
        name=filnavn,
        fileName=filnavn,
        mimeType=MIME.get(filnavn.rpartition(".")[2].lower()),
        date=dato,
        accessUrl=f"{krop.base}file/{dokument_id}",
        **{"referat:sha256": dokument_id},
    )


def filer(krop: Krop) -> Iterator[Objekt]:
    """The source documents of the body's meetings."""
    for dokument, filnavn, dato in sql(krop.udsnit, FILER, krop.kode):
        yield fil(krop, dokument, filnavn, dato)


def sager(krop: Krop) -> Iterator[Objekt]:
    """The cases as papers, each treatment a consultation."""
    for id_, titel, nummer, dato in sql(krop.udsnit, SAGER, krop.kode):
        paper = krop.objekt("Paper", id_, body=krop.id, name=titel, reference=nummer, date=dato, paperType="Sag")
        paper["consultation"] = [
            krop.objekt(
                "Consultation",
                f"{id_}-{punkt}",
                paper=paper["id"],
                agendaItem=krop.adresse("AgendaItem", punkt),
                meeting=krop.adresse("Meeting", moede),
                organization=[krop.adresse("Organization", udvalg)] if udvalg else [],
            )
            for punkt, moede, udvalg in sql(krop.udsnit, SAGSPUNKTER, id_)
        ]
        yield paper


def _inde_i(objekter: Callable[[Krop], Iterator[Objekt]], felt: str) -> Callable[[Krop], Iterator[Objekt]]:
    """The list of what other objects have within them."""

    def liste(krop: Krop) -> Iterator[Objekt]:
        for objekt in objekter(krop):
            inde = objekt.get(felt, [])
            yield from inde if isinstance(inde, list) else [inde]

    return liste


LISTER = {
    "organization": organisationer,
    "person": personer,
    "meeting": moeder,
    "paper": sager,
    "agendaItem": _inde_i(moeder, "agendaItem"),
    "consultation": _inde_i(sager, "consultation"),
    "membership": _inde_i(personer, "membership"),
    "locationList": _inde_i(moeder, "location"),
    "file": filer,
    "legislativeTermList": _inde_i(organisationer, "legislativeTerm"),
}
"""A body's lists; the last is empty, as the store knows of no terms."""


def _skriv(opgave: Opgave, sti: str, objekt: Objekt) -> None:
    opgave.mappe.skriv_tekst(sti, json.dumps(objekt, ensure_ascii=False, indent=1) + "\n")


def _skriv_sider(opgave: Opgave, liste: str, objekter: Iterable[Objekt]) -> None:
    """A list as pages, each with the address of the next where there is one."""
    resten = iter(objekter)
    side, nr = list(islice(resten, PR_SIDE)), 1
    while side or nr == 1:
        naeste = list(islice(resten, PR_SIDE))
        links = {"first": f"{opgave.base_url}{liste}/1.json"}
        links |= {"next": f"{opgave.base_url}{liste}/{nr + 1}.json"} if naeste else {}
        indhold = {"data": side, "pagination": {"elementsPerPage": PR_SIDE, "currentPage": nr}, "links": links}
        _skriv(opgave, f"{liste}/{nr}.json", indhold)
        side, nr = naeste, nr + 1
