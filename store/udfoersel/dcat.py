"""``dcat``: the collection's entry in a catalogue, after DCAT-AP-DK (DCAT 3, EU vocabularies), as Turtle."""

from __future__ import annotations

from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef
from referat.store.udfoersel import foelgeblade
from referat.store.udfoersel.opgave import Opgave

EU = "http://publications.europa.eu/resource/authority/"
MEDIA = "https://www.iana.org/assignments/media-types/"
ADMS = Namespace("http://www.w3.org/ns/adms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")

BESKRIVELSE = (
    "Dagsordenspunkter, indstillinger, beslutninger, stemmer, fravær, journalnumre, bilag, tabeller og bevillinger, "
    "læst maskinelt i kommunernes offentlige referater, hver med henvisning til det sted i kilden, hvor det står."
)
UDGAVER = {
    "csv": ("text/csv", "CSV", "CSV, én fil pr. tabel"),
    "excel": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "XLSX",
        "Projektmappe til Excel og LibreOffice, ét ark pr. tabel",
    ),
    "parquet": ("application/vnd.apache.parquet", "PARQUET", "Parquet, store tabeller delt på kommune"),
    "jsonl": ("application/jsonl", "JSON", "Ét dokument pr. linje, med JSON Schema"),
    "datapackage": ("application/json", "JSON", "Frictionless Data Package"),
    "csvw": ("application/csvm+json", "JSON", "CSV on the Web"),
    "popolo": ("application/json", "JSON", "Popolo"),
    "oparl": ("application/json", "JSON", "OParl 1.1"),
}
"""Format → media type, the EU's file type, title. Each is expected in a folder of its name under ``--base-url``."""


def skriv(opgave: Opgave) -> None:
    """``katalog.ttl``."""
    opgave.meld("katalog")
    opgave.mappe.skriv_tekst("katalog.ttl", graf(opgave).serialize(format="turtle"))


def graf(opgave: Opgave) -> Graph:
    """A catalogue of one dataset with a distribution for each of the other formats."""
    g, base = Graph(), opgave.base_url
    for praefiks, navnerum in (("adms", ADMS), ("vcard", VCARD)):
        g.bind(praefiks, navnerum)
    katalog, samling, udgiver = (URIRef(base + x) for x in ("katalog", "referater", "udgiver"))
    g.add((udgiver, RDF.type, FOAF.Agent))
    g.add((udgiver, FOAF.name, Literal(f"referat {opgave.herkomst.program}".strip(), lang="da")))
    for emne, art in ((katalog, DCAT.Catalog), (samling, DCAT.Dataset)):
        g.add((emne, RDF.type, art))
        g.add((emne, DCTERMS.title, Literal(foelgeblade.titel(opgave.herkomst), lang="da")))
        g.add((emne, DCTERMS.description, Literal(BESKRIVELSE, lang="da")))
        g.add((emne, DCTERMS.publisher, udgiver))
        g.add((emne, DCTERMS.issued, Literal(opgave.dato, datatype=XSD.date)))
        g.add((emne, DCTERMS.language, URIRef(f"{EU}language/DAN")))
    g.add((katalog, DCTERMS.license, URIRef(opgave.licens.url)))
    g.add((katalog, FOAF.homepage, URIRef(base)))
    g.add((katalog, DCAT.dataset, samling))
    _om_samlingen(g, samling, opgave)
    for navn in UDGAVER:
        _udgave(g, samling, navn, opgave)
    return g


def _om_samlingen(g: Graph, samling: URIRef, opgave: Opgave) -> None:
    """Subject, place, time, version and contact of the dataset."""
    h = opgave.herkomst
    g.add((samling, DCTERMS.identifier, Literal(f"sha256:{h.indhold}")))
    g.add((samling, URIRef(f"{DCAT}version"), Literal(f"lager {h.lager}, udtrækker {h.udtraekker}")))
    g.add((samling, DCAT.theme, URIRef(f"{EU}data-theme/GOVE")))
    g.add((samling, DCTERMS.spatial, URIRef(f"{EU}country/DNK")))
    g.add((samling, DCTERMS.accessRights, URIRef(f"{EU}access-right/PUBLIC")))
    g.add((samling, DCTERMS.accrualPeriodicity, URIRef(f"{EU}frequency/IRREG")))
    g.add((samling, DCAT.landingPage, URIRef(opgave.base_url)))
    for emneord in ("referater", "dagsordener", "kommunalbestyrelser", *h.kommuner):
        g.add((samling, DCAT.keyword, Literal(emneord, lang="da")))
    kontakt = URIRef(opgave.base_url + "kontakt")
    g.add((samling, DCAT.contactPoint, kontakt))
    g.add((kontakt, RDF.type, VCARD.Kind))
    g.add((kontakt, VCARD.fn, Literal("Udgiveren af samlingen", lang="da")))
    g.add((kontakt, VCARD.hasURL, URIRef(opgave.base_url)))
    if h.fra and h.til:
        tid = URIRef(opgave.base_url + "periode")
        g.add((samling, DCTERMS.temporal, tid))
        g.add((tid, RDF.type, DCTERMS.PeriodOfTime))
        g.add((tid, DCAT.startDate, Literal(h.fra, datatype=XSD.date)))
        g.add((tid, DCAT.endDate, Literal(h.til, datatype=XSD.date)))


def _udgave(g: Graph, samling: URIRef, navn: str, opgave: Opgave) -> None:
    """One distribution."""
    medietype, filtype, titel = UDGAVER[navn]
    udgave = URIRef(f"{opgave.base_url}{navn}")
    g.add((samling, DCAT.distribution, udgave))
    g.add((udgave, RDF.type, DCAT.Distribution))
    g.add((udgave, DCTERMS.title, Literal(titel, lang="da")))
    g.add((udgave, DCAT.accessURL, URIRef(f"{opgave.base_url}{navn}/")))
    g.add((udgave, DCAT.mediaType, URIRef(MEDIA + medietype)))
    g.add((udgave, DCTERMS["format"], URIRef(f"{EU}file-type/{filtype}")))
    g.add((udgave, DCTERMS.license, URIRef(opgave.licens.url)))
    g.add((udgave, ADMS.status, URIRef(f"{EU}distribution-status/COMPLETED")))
