"""KLE, the classification that the kommuner share: its main groups, and how an official list of it is read.

KL publishes the list as XML (``KLE-Emneplan`` with ``HovedgruppeNr``, ``GruppeNr`` and ``EmneNr``, each beside its
title); others pass it on as CSV. A number has its level in its shape: ``00``, ``00.01``, ``00.01.00``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

from referat.models.viden import data
from referat.schemas.fejl import KanIkkeLaeses

NUMMER = re.compile(r"\d\d(?:\.\d\d){0,2}")
NIVEAUER = {2: "hovedgruppe", 5: "gruppe", 8: "emne"}
SKILLETEGN = ",;\t|"
TITEL = re.compile(r"[^\W\d_]{2}")
UDGAAET = "UdgaaetDato"


@dataclass(frozen=True, slots=True, order=True)
class Klenummer:
    """A number of the classification and its title."""

    nummer: str
    titel: str

    @property
    def niveau(self) -> str:
        """hovedgruppe, gruppe or emne."""
        return NIVEAUER[len(self.nummer)]


@cache
def hovedgrupper() -> tuple[Klenummer, ...]:
    """The 37 main groups, built in."""
    return tuple(Klenummer(nr, titel) for nr, titel in data("kle_hovedgrupper")["hovedgrupper"].items())


def laes_kle(indhold: bytes) -> list[Klenummer]:
    """The numbers of an official list, XML or CSV, each once, by number.

    Raises ``KanIkkeLaeses`` with the codes ``kle-tom``, ``kle-ikke-tekst``, ``kle-xml-fejl``, ``kle-csv-fejl``
    and ``kle-ingen-numre``.
    """
    if not indhold.strip():
        raise KanIkkeLaeses("kle-tom", "filen er tom; hent KLE-listen igen hos KL eller OS2")
    if b"\0" in indhold[:4096] and not indhold.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise KanIkkeLaeses("kle-ikke-tekst", "filen er hverken CSV eller XML; gem den som CSV, og prøv igen")
    er_xml = indhold.lstrip(b"\xef\xbb\xbf\xff\xfe\xfe\xff\0 \t\r\n").startswith(b"<")
    try:
        fundet = dict(_fra_xml(indhold) if er_xml else _fra_csv(_tekst(indhold)))
    except csv.Error as fejl:
        raise KanIkkeLaeses("kle-csv-fejl", f"filens CSV kan ikke læses ({fejl}); gem den igen som CSV") from fejl
    if not fundet:
        raise KanIkkeLaeses(
            "kle-ingen-numre",
            "filen har ingen numre som 00.01.00 med en titel ved siden af; KLE-listen fås hos KL og OS2",
        )
    return sorted(Klenummer(nr, titel) for nr, titel in fundet.items())


def _tekst(indhold: bytes) -> str:
    """The text, whichever encoding a spreadsheet saved it in."""
    if indhold.startswith((b"\xff\xfe", b"\xfe\xff")):
        return indhold.decode("utf-16", "replace")
    try:
        return indhold.decode("utf-8-sig")
    except UnicodeDecodeError:
        return indhold.decode("cp1252", "replace")


def _fra_xml(indhold: bytes) -> Iterator[tuple[str, str]]:
    """Number and title of every element that has both; of a number that was used again, what stands now."""
    if b"<!DOCTYPE" in indhold or b"<!ENTITY" in indhold:
        raise KanIkkeLaeses("kle-xml-fejl", "filens XML har en DOCTYPE, og sådan én læses ikke; hent listen igen")
    try:
        rod = ElementTree.fromstring(indhold)
    except (ElementTree.ParseError, ValueError, LookupError) as fejl:
        raise KanIkkeLaeses("kle-xml-fejl", f"filens XML kan ikke læses ({fejl}); hent listen igen") from fejl
    gaeldende = []
    for element in rod.iter():
        boern = {_navn(b): (b.text or "").strip() for b in element}
        for navn, nr in boern.items():
            titel = boern.get(f"{navn.removesuffix('Nr')}Titel")
            if navn.endswith("Nr") and titel and NUMMER.fullmatch(nr):
                if _udgaaet(element):
                    yield nr, titel
                else:
                    gaeldende.append((nr, titel))
    yield from gaeldende


def _navn(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _udgaaet(element: ElementTree.Element) -> bool:
    """Whether the element itself, not one within it, has gone out of use."""
    info = next((b for b in element if _navn(b).endswith("AdministrativInfo")), None)
    return info is not None and any(_navn(b) == UDGAAET for b in info.iter())


def _fra_csv(tekst: str) -> Iterator[tuple[str, str]]:
    """Number and title wherever a cell with a number stands before a cell with words."""
    skilletegn = max(SKILLETEGN, key=lambda s: (tekst[:4096].count(s), -SKILLETEGN.index(s)))
    for raekke in csv.reader(io.StringIO(tekst, newline=""), delimiter=skilletegn):
        celler = [c.strip() for c in raekke]
        for nr, titel in pairwise(celler):
            if NUMMER.fullmatch(nr) and TITEL.search(titel):
                yield nr, titel
