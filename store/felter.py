"""What of a punkt can be corrected, and which values each field may have: as the records of ``schemas`` say it.

A field is written as a column of ``punkter`` (``udfald``), a column of its meeting (``moede.dato``), or a table, a
place from 1 among the punkt's rows there, and a column (``stemmer.3.stemme``); a cell's place is table, row and column
(``tabelceller.1.5.3.raa``). Without a column it is the row itself (``stemmer.3``), and ``stemmer.ny`` is one to add.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from referat.schemas import dansk, poster
from referat.schemas.fakta import Fakta
from referat.schemas.referat import Moede, Punkt
from referat.store import skema
from referat.store.datoer import iso_dato

INTET = "-"
"""What is typed for a field that the document does not state."""
AAR = range(1900, 2101)
LAENGST = 20_000
"""Characters of a value."""

Alle = Callable[..., list[dict[str, Any]]]
"""Rows of a query as dicts."""

POSTER: dict[str, type[Fakta]] = {
    "punkter": Punkt,
    "moede": Moede,
    "afsnit": poster.Afsnit,
    "indstillinger": poster.Indstilling,
    "afstemninger": poster.Afstemning,
    "stemmer": poster.Stemme,
    "bemaerkninger": poster.Bemaerkning,
    "fravaer": poster.Fravaer,
    "bilag": poster.Bilag,
    "henvisninger": poster.Henvisning,
    "bevillinger": poster.Bevilling,
    "tabeller": poster.Tabel,
    "tabelceller": poster.Tabelcelle,
    "journalnumre": poster.Journalnummer,
}
"""The first word of a field → the records whose fields it has."""
TABEL = {"moede": "moeder", "journalnumre": "punkt_journalnumre"}
"""Where that is not the table's name."""
KOLONNE = {("moede", "udvalg"): "udvalg_navn"}
"""A record and its field → its column, where that has another name."""
KUN = {"journalnumre": ("raa",), "tabelceller": ("raa", "vaerdi")}
"""Records of which no more than this can be corrected: the rest follows from it, or from their place."""
ENE = ("punkter", "moede")
"""What a punkt has one of."""
NY, SIDE = "ny", "side"
"""What is typed in place of a place for a row to add, and the page where it stands."""
TILFOEJES = tuple(a for a in POSTER if a not in (*ENE, "tabeller", "tabelceller"))
FJERNES = tuple(a for a in POSTER if a not in (*ENE, "tabelceller"))
FASTE = {"nr", "raekkefoelge", "side_fra", "side_til"}
"""What tells the rows of a punkt apart; only the punkt's own number is a fact of the document."""
NAVNE = {"navn", "stedfortraeder", "indstiller", "hvem", "udvalg"}
TIDER = {"start", "slut"}
STORE_TEKSTER = {"tekst", "beslutning", "noter"}
"""Texts of several lines."""
STOERRELSER = {"beloeb_kr", "antal", "for_antal", "imod_antal", "undlod_antal"}
"""Numbers that are never below nought."""


def raekker_af(alle: Alle, art: str, punkt_id: str) -> list[dict[str, Any]]:
    """The rows that a field of a kind may be of, in the order in which a correction counts them."""
    if art == "punkter":
        return alle("SELECT * FROM punkter WHERE id = ?", punkt_id)
    if art == "moede":
        return alle("SELECT m.* FROM moeder m JOIN punkter p ON p.moede_id = m.id WHERE p.id = ?", punkt_id)
    if art == "tabelceller":
        celler = "SELECT c.*, t.nr AS tabel_nr FROM tabelceller c JOIN tabeller t ON t.id = c.tabel_id"
        return alle(f"{celler} WHERE t.punkt_id = ? ORDER BY t.nr, c.raekke, c.kolonne", punkt_id)
    return sorted(alle(f"SELECT * FROM {TABEL.get(art, art)} WHERE punkt_id = ?", punkt_id), key=_orden)


def _orden(raekke: dict[str, Any]) -> tuple[Any, ...]:
    """The order of the reading: a row's id tells it, and of a journal number the place on the page."""
    if "id" in raekke:
        return (raekke["id"],)
    return raekke["tegn_fra"] is None, raekke["tegn_fra"], raekke["journalnummer_id"]


def med_pladser(art: str, raekker: list[dict[str, Any]]) -> list[tuple[tuple[int, ...], dict[str, Any]]]:
    """Rows as they were read, each with the place that a correction names it by."""
    if art in ENE:
        return [((), r) for r in raekker]
    if art == "tabelceller":
        return [((r["tabel_nr"], r["raekke"] + 1, r["kolonne"] + 1), r) for r in raekker]
    return [((nr,), r) for nr, r in enumerate(sorted(raekker, key=_orden), 1)]


class UgyldigRettelse(Exception):  # noqa: N818 - the project's errors are Danish nouns
    """A correction that cannot be made; the text is one Danish sentence that says what may be written instead."""


@dataclass(frozen=True, slots=True)
class Felt:
    """A field of a punkt: ``art`` is the first word, ``plads`` its place among the punkt's rows, from 1.

    Without ``felt`` it is the row itself, and a new one where it has no place.
    """

    art: str
    felt: str = ""
    plads: tuple[int, ...] = ()

    def __str__(self) -> str:
        if self.art == "punkter":
            return self.felt
        plads = self.plads or ([NY] if self.art not in ENE else [])
        return ".".join(map(str, filter(None, (self.art, *plads, self.felt))))

    @property
    def ny(self) -> bool:
        """Whether it is a row to add."""
        return not self.felt and not self.plads

    @property
    def tabel(self) -> str:
        return TABEL.get(self.art, self.art)

    @property
    def kolonne(self) -> str:
        return KOLONNE.get((self.art, self.felt), self.felt)

    @property
    def kolonner(self) -> tuple[tuple[str, str], ...]:
        """The fields of a whole row, with their columns."""
        return tuple((f, KOLONNE.get((self.art, f), f)) for f in felter(self.art))

    @property
    def type(self) -> type:
        fundet: type = _type(self.art, self.felt)[0]
        return fundet

    @property
    def kan_mangle(self) -> bool:
        """Whether the document may say nothing of it."""
        return _type(self.art, self.felt)[1]


@cache
def felter(art: str) -> tuple[str, ...]:
    """The fields of a record that can be corrected."""
    if art in KUN:
        return KUN[art]
    model, tabel = POSTER[art], next(t for t in skema.TABELLER if t.navn == TABEL.get(art, art))
    kolonner = {k.navn for k in tabel.kolonner}
    faste = FASTE - ({"nr"} if art == "punkter" else set())
    navne = (n for n in model.model_fields if n not in faste and KOLONNE.get((art, n), n) in kolonner)
    return tuple(n for n in navne if isinstance(_type(art, n)[0], type))


def _type(art: str, felt: str) -> tuple[Any, bool]:
    """The type of a record's field, and whether it may be None."""
    if felt == SIDE:
        return int, True
    annotation = POSTER[art].model_fields[felt].annotation
    if get_origin(annotation) not in (Union, UnionType):
        return annotation, False
    andre = [a for a in get_args(annotation) if a is not type(None)]
    return (andre[0] if len(andre) == 1 else None), True


def laes_felt(skrevet: str) -> Felt:
    """The field that was typed. Raises ``UgyldigRettelse`` that names those there are."""
    dele = skrevet.strip().split(".")
    felt = _som_felt(dele)
    if felt is None:
        arter = ", ".join(f"{a}.{'1.5.3' if a == 'tabelceller' else 1}.{felter(a)[0]}" for a in POSTER if a not in ENE)
        raise UgyldigRettelse(
            f"Der er intet felt {skrevet}; skriv {_opremset(felter('punkter'))}, "
            f"moede.{'/'.join(felter('moede'))}, en post som {arter}, eller som stemmer.{NY} og stemmer.1 for at "
            "tilføje og fjerne en hel."
        )
    if not felt.felt:
        _efterse_raekke(felt)
    elif felt.felt not in felter(felt.art):
        naere = get_close_matches(felt.felt, felter(felt.art), 2)
        raad = f"mente du {' eller '.join(naere)}?" if naere else f"der er {_opremset(felter(felt.art))}."
        raise UgyldigRettelse(f"{felt.art} har intet felt {felt.felt}, der kan rettes; {raad}")
    return felt


def _som_felt(dele: list[str]) -> Felt | None:
    if len(dele) == 1 and dele[0] in felter("punkter"):
        return Felt("punkter", dele[0])
    if len(dele) == 2 and dele[0] == "moede":
        return Felt("moede", dele[1])
    art, *resten = dele
    if art not in POSTER or art in ENE:
        return None
    if resten == [NY]:
        return Felt(art)
    antal = 3 if art == "tabelceller" else 1
    plads, felt = resten[:antal], resten[antal:]
    if len(plads) < antal or len(felt) > 1 or not all(re.fullmatch("[1-9][0-9]{0,4}", x, re.ASCII) for x in plads):
        return None
    return Felt(art, felt[0] if felt else "", tuple(map(int, plads)))


def _efterse_raekke(felt: Felt) -> None:
    arter, hvad = (TILFOEJES, "tilføjes") if felt.ny else (FJERNES, "fjernes")
    if felt.art not in arter:
        raise UgyldigRettelse(f"En række i {felt.art} kan ikke {hvad}; der er {_opremset(arter)}.")


def laes_vaerdi(felt: Felt, skrevet: str) -> str | None:
    """What was typed, as the column has it; None for ``-``. Raises ``UgyldigRettelse`` that says what can be."""
    tekst = unicodedata.normalize("NFC", skrevet).strip()
    if not felt.felt:
        return _hel_raekke(felt, tekst)
    if tekst == INTET:
        if not felt.kan_mangle:
            raise UgyldigRettelse(f"{felt} kan ikke stå tomt; skriv, hvad der står i dokumentet.")
        return None
    if not tekst or len(tekst) > LAENGST or any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in tekst):
        raise UgyldigRettelse(f"{felt} skal være en tekst, der kan læses; skriv {INTET} for det, der ikke er angivet.")
    if issubclass(felt.type, StrEnum):
        return _af_ordforraad(felt, tekst)
    return _LAESERE.get(felt.type, _tekst)(felt, tekst)


def _hel_raekke(felt: Felt, tekst: str) -> str | None:
    """A row to add as JSON, of lines with a field each; None for one that the document has not."""
    if not felt.ny:
        if tekst != INTET:
            raise UgyldigRettelse(f"{felt} er en hel række; skriv {INTET} for at fjerne den, eller ret et felt i den.")
        return None
    par = [linje.partition("=")[::2] for linje in tekst.splitlines() if linje.strip()]
    ud = {navn.strip(): _del_af_ny(felt, navn.strip(), vaerdi) for navn, vaerdi in par}
    poster_ = POSTER[felt.art].model_fields
    kraevet = [n for n in felter(felt.art) if poster_[n].is_required() and not _type(felt.art, n)[1]]
    if mangler := [n for n in kraevet if n not in ud]:
        raise UgyldigRettelse(f"{felt} mangler {_opremset(mangler)}; skriv f.eks. {felt} {mangler[0]}=VÆRDI.")
    if not ud.keys() - {SIDE}:
        raise UgyldigRettelse(f"{felt} siger intet; skriv f.eks. {felt} {felter(felt.art)[0]}=VÆRDI.")
    return json.dumps(ud, ensure_ascii=False)


def _nye_felter(art: str) -> tuple[str, ...]:
    """What can be said of a row that is added."""
    return (*felter(art), *(("afstemning_nr",) if art == "stemmer" else ()), SIDE)


def _del_af_ny(felt: Felt, navn: str, skrevet: str) -> str | None:
    """One value of a row to add, on one line."""
    if navn not in _nye_felter(felt.art):
        raise UgyldigRettelse(f"{felt} har intet felt {navn}; der er {_opremset(_nye_felter(felt.art))}.")
    vaerdi = laes_vaerdi(Felt(felt.art, navn), skrevet)
    if navn in (SIDE, "afstemning_nr") and int(vaerdi or 0) < 1:
        raise UgyldigRettelse(f"{felt}: {navn} er et tal fra 1, ikke {skrevet}; se det i dokumentet.")
    return " ".join(vaerdi.split()) if vaerdi else vaerdi


def vis(felt: Felt, vaerdi: str | None) -> str:
    """A value of a field as Danes write it."""
    if not felt.felt:
        dele = json.loads(vaerdi).items() if vaerdi else ()
        return ", ".join(f"{k} {vis(Felt(felt.art, k, (1,)), v)}" for k, v in dele) or "ingen række"
    if vaerdi is None:
        return "ikke angivet"
    if felt.type is bool:
        return "ja" if vaerdi == "1" else "nej"
    if felt.type in (int, float) and felt.felt != "aar":
        return dansk.tal(float(vaerdi))
    return dansk.dato(vaerdi) if felt.felt == "dato" else vaerdi


def _af_ordforraad(felt: Felt, tekst: str) -> str:
    valgte = [str(v) for v in felt.type.__members__.values()]  # type: ignore[attr-defined]
    if tekst.casefold() not in valgte:
        naere = get_close_matches(tekst.casefold(), valgte, 1)
        mente = f"mente du {naere[0]}? Vælg en af" if naere else "vælg en af"
        raise UgyldigRettelse(f"{felt} kan ikke være {tekst}; {mente} {_opremset(valgte)}.")
    return tekst.casefold()


def _bool(felt: Felt, tekst: str) -> str:
    svar = {"ja": "1", "nej": "0", "1": "1", "0": "0"}.get(tekst.casefold())
    if svar is None:
        raise UgyldigRettelse(f"{felt} er ja eller nej, ikke {tekst}; skriv ja eller nej.")
    return svar


def _tal(felt: Felt, tekst: str) -> str:
    """A number as Danes or machines write it: ``1.234,5``, ``1234.5``; a dot before three digits parts thousands."""
    rent = re.sub(r"\s*(kr\.?|stemmer?)$", "", tekst.replace("\xa0", " "), flags=re.IGNORECASE).replace(" ", "")
    if re.fullmatch(r"[-+−]?\d{1,3}(\.\d{3})+(,\d+)?", rent, re.ASCII) or "," in rent:
        rent = rent.replace(".", "").replace(",", ".")
    rent = rent.replace("−", "-")
    if not re.fullmatch(r"[-+]?\d{1,15}(\.\d{1,6})?", rent, re.ASCII):
        raise UgyldigRettelse(f"{felt} er et tal, ikke {tekst}; skriv det som 1234 eller 1.234,50.")
    tal = float(rent)
    if felt.type is int and not tal.is_integer():
        raise UgyldigRettelse(f"{felt} er et helt tal, ikke {tekst}; skriv det uden decimaler.")
    if felt.felt in STOERRELSER and tal < 0:
        raise UgyldigRettelse(f"{felt} kan ikke være under nul; skriv tallet uden fortegn.")
    if felt.felt == "aar" and tal not in AAR:
        raise UgyldigRettelse(
            f"{felt} er et årstal fra {AAR[0]} til {AAR[-1]}, ikke {tekst}; skriv det med fire cifre."
        )
    return str(int(tal)) if felt.type is int else str(tal)


def _tekst(felt: Felt, tekst: str) -> str:
    if felt.felt == "dato":
        iso = None if re.fullmatch(r"\d{4}", tekst) else iso_dato(tekst)
        if iso is None:
            raise UgyldigRettelse(f"{felt} er en dato, ikke {tekst}; skriv den som 11.04.2023 eller 2023-04-11.")
        return iso
    if felt.felt in TIDER:
        return _klokkeslaet(felt, tekst)
    if felt.felt in NAVNE and (
        not any(c.isalpha() for c in tekst) or any(c.isdigit() or c in "\n\t<>@" for c in tekst)
    ):
        raise UgyldigRettelse(f"{felt} er et navn, ikke {tekst}; skriv det med bogstaver, som det står i dokumentet.")
    return tekst if felt.felt in STORE_TEKSTER else " ".join(tekst.split())


def _klokkeslaet(felt: Felt, tekst: str) -> str:
    m = re.fullmatch(r"(?:kl\.?\s*)?(\d{1,2})[.:](\d\d)", tekst, re.ASCII | re.IGNORECASE)
    if not m or int(m[1]) > 23 or int(m[2]) > 59:
        raise UgyldigRettelse(f"{felt} er et klokkeslæt, ikke {tekst}; skriv det som 16:30.")
    return f"{int(m[1]):02}:{m[2]}"


_LAESERE: dict[type, Callable[[Felt, str], str]] = {bool: _bool, int: _tal, float: _tal, str: _tekst}


def _opremset(navne: Iterable[str]) -> str:
    return ", ".join(navne)
