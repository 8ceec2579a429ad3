"""Lays one correction over the rows, with all that follows from it: the same words in another place, the body of a
name, what a journal number says, whether votes and sums still do not add up.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from referat.schemas.stemmetal import overens
from referat.schemas.vokabular import Afsnitsart, Stemmevalg
from referat.store import ids
from referat.store.felter import SIDE, Felt
from referat.store.overlaeg import Overlaeg, Raekke, noegle
from referat.store.raekker import BOGSTAVER, omraade

RETTELSE = "rettelse"
"""The rule of a row that no rule read."""
TABELDELE = ("tabelceller", "tabelraekker", "kontroller")
TABELADVARSLER = ("sum-holder-ikke", "difference-holder-ikke", "procent-holder-ikke", "tekst-holder-ikke")
TABELFEJL = "SELECT 1 FROM kontroller k JOIN tabeller t ON t.id = k.tabel_id WHERE t.punkt_id = ? AND k.holder = 0"
STEMMEFEJL = "SELECT 1 FROM afstemninger WHERE punkt_id = ? AND stemmer_overens = 0"

Plads = tuple[str, Raekke, str]
"""Another place of a text: table, key and column."""


@dataclass(frozen=True, slots=True)
class Sted:
    """The row that a correction is of, as it is read now, and its punkt; ``ogsaa`` are the places that say the same.

    A row to add has none, and neither has one to take away that is not read any more.
    """

    felt: Felt
    punkt: Raekke
    raekke: Raekke | None
    flyttet: bool = False
    ogsaa: tuple[Plads, ...] = ()


def find_ogsaa(log: Overlaeg, felt: Felt, punkt: Raekke, raekke: Raekke) -> Iterator[Plads]:
    """Where else the store has what a field says: a decision is a section too, the first meeting's date the
    document's."""
    if (felt.art, felt.felt) == ("punkter", "beslutning") and raekke["beslutning"]:
        afsnit = {"punkt_id": punkt["id"], "art": Afsnitsart.BESLUTNING, "tekst": raekke["beslutning"]}
        yield from (("afsnit", {"id": a["id"]}, "tekst") for a in log.alle("afsnit", afsnit))
    if (felt.art, felt.felt) == ("afsnit", "tekst") and raekke["tekst"] == punkt["beslutning"]:
        yield "punkter", {"id": punkt["id"]}, "beslutning"
    if (felt.art, felt.felt) == ("moede", "dato") and raekke["id"] == ids.moede_id(raekke["dokument_id"], 1):
        dokument = {"id": raekke["dokument_id"], "dato": raekke["dato"]}
        yield from (("dokumenter", {"id": d["id"]}, "dato") for d in log.alle("dokumenter", dokument))


def laeg_over(log: Overlaeg, sted: Sted, rettelse: Raekke) -> Raekke | None:
    """Do what a correction says; the row as it then is, None where there is none."""
    afkodet = json.loads(rettelse["afkodet"] or "{}")
    raekke: Raekke | None = None
    if sted.felt.ny:
        raekke = _tilfoej(log, sted, rettelse, afkodet)
    elif not sted.felt.felt:
        _fjern(log, sted.felt.tabel, sted.raekke or {})
    else:
        raekke = _ret(log, sted, rettelse["rettet_til"], afkodet)
    if sted.felt.art in ("stemmer", "afstemninger"):
        _taelles_op(log, sted.punkt["id"])
    if sted.felt.art == "tabelceller":
        _uden_kontrol(log, sted.raekke or {})
    _uden_gendrevne(log, sted)
    return raekke


def _ret(log: Overlaeg, sted: Sted, vaerdi: str | None, afkodet: Raekke) -> Raekke | None:
    tabel, raekke = sted.felt.tabel, sted.raekke or {}
    nye = {sted.felt.kolonne: vaerdi, **afkodet}
    if sted.felt.kolonne == "udvalg_navn":
        nye["udvalg_id"] = _udvalg(log, vaerdi, raekke)
    if tabel == "punkt_journalnumre":
        nye = _journalnummer(log, sted.punkt, nye)
        if nye["journalnummer_id"] != raekke["journalnummer_id"] and log.find(tabel, noegle(tabel, raekke | nye)):
            _fjern(log, tabel, raekke)
            return None
    log.saet(tabel, noegle(tabel, raekke), nye)
    _behold_delte(log, raekke, nye)
    for anden, hvor, kolonne in sted.ogsaa:
        ikke_beslutning = {"art": str(Afsnitsart.ANDET)} if anden == "afsnit" and vaerdi is None else None
        log.saet(anden, hvor, ikke_beslutning or {kolonne: vaerdi})
    return raekke | nye


def _tilfoej(log: Overlaeg, sted: Sted, rettelse: Raekke, afkodet: Raekke) -> Raekke:
    """Add a row behind those that were read."""
    tabel, punkt_id = sted.felt.tabel, sted.punkt["id"]
    sagt: Raekke = json.loads(rettelse["rettet_til"])
    faste = {"punkt_id": punkt_id, SIDE: sagt.pop(SIDE, None), "regel": RETTELSE}
    if tabel == "punkt_journalnumre":
        raekke = faste | _journalnummer(log, sted.punkt, sagt | afkodet)
    else:
        raekke = {"id": ids.under(punkt_id, BOGSTAVER[tabel] + "r", rettelse["nr"]), **faste, **sagt}
        andre = log.alle(tabel, {"punkt_id": punkt_id})
        raekke |= {k: 1 + max((r[k] for r in andre), default=0) for k in _taelles(tabel)}
    if tabel == "stemmer":
        raekke["afstemning_id"] = _afstemning(log, punkt_id, raekke.pop("afstemning_nr", None))
    log.foej_til(tabel, raekke)
    return raekke


def _taelles(tabel: str) -> tuple[str, ...]:
    """The column that counts the rows of a punkt, if there is one."""
    return {"afsnit": ("raekkefoelge",)}.get(
        tabel, ("nr",) if tabel in ("indstillinger", "afstemninger", "bemaerkninger", "bilag") else ()
    )


def _afstemning(log: Overlaeg, punkt_id: str, nr: str | None) -> str | None:
    """The vote that somebody's vote was given in: the numbered one, else the only one."""
    alle = log.alle("afstemninger", {"punkt_id": punkt_id})
    fundne = [a["id"] for a in alle if nr is None or str(a["nr"]) == nr]
    return fundne[0] if len(fundne) == 1 else None


def _fjern(log: Overlaeg, tabel: str, raekke: Raekke) -> None:
    """Take a row away, and what is a part of it: the votes of a vote, the cells of a table."""
    if tabel == "afstemninger":
        log.fjern("stemmer", {"afstemning_id": raekke["id"]})
    if tabel == "indstillinger":
        for b in log.alle("bevillinger", {"indstilling_id": raekke["id"]}):
            log.saet("bevillinger", {"id": b["id"]}, {"indstilling_id": None})
    for del_ in TABELDELE if tabel == "tabeller" else ():
        log.fjern(del_, {"tabel_id": raekke["id"]})
    log.fjern(tabel, noegle(tabel, raekke))
    _behold_delte(log, raekke, raekke)


def _behold_delte(log: Overlaeg, foer: Raekke, nye: Raekke) -> None:
    """What a row pointed to must be there when the row is as it was again."""
    for tabel, kolonne in (("udvalg", "udvalg_id"), ("journalnumre", "journalnummer_id")):
        if kolonne in nye and foer.get(kolonne):
            log.behold(tabel, {"id": foer[kolonne]})


def _udvalg(log: Overlaeg, navn: str | None, moede: Raekke) -> str | None:
    """The id of the body of that name, which is made if need be."""
    if navn is None:
        return None
    kommune = moede["kommune_kode"]
    id_ = ids.hash_id("udvalg", omraade(kommune, moede["dokument_id"]), ids.normal(navn))
    log.db.table("udvalg").insert({"id": id_, "kommune_kode": kommune, "navn": navn}, ignore=True)
    return id_


def _journalnummer(log: Overlaeg, punkt: Raekke, sagt: Raekke) -> Raekke:
    """What ``punkt_journalnumre`` says of a number; the number itself is made if need be."""
    normaliseret = sagt.pop("normaliseret", None) or "".join(sagt["raa"].split()).upper()
    dokument = log.find("dokumenter", {"id": punkt["dokument_id"]}) or {}
    kommune = dokument["kommune_kode"]
    id_ = ids.hash_id("journalnummer", omraade(kommune, punkt["dokument_id"]), normaliseret)
    delt = {"id": id_, "kommune_kode": kommune, "normaliseret": normaliseret, **sagt}
    log.db.table("journalnumre").insert(delt, ignore=True)
    return {**sagt, "journalnummer_id": id_}


def _taelles_op(log: Overlaeg, punkt_id: str) -> None:
    """Hold the named votes against the stated numbers anew."""
    for a in log.alle("afstemninger", {"punkt_id": punkt_id}):
        tal = {v: a[f"{v}_antal"] for v in Stemmevalg if a[f"{v}_antal"] is not None}
        stemmer = log.alle("stemmer", {"afstemning_id": a["id"]})
        svar = overens(tal, [(Stemmevalg(s["stemme"]), s["antal"], s["navn"] is None) for s in stemmer])
        if (nyt := None if svar is None else int(svar)) != a["stemmer_overens"]:
            log.saet("afstemninger", {"id": a["id"]}, {"stemmer_overens": nyt})


def _uden_kontrol(log: Overlaeg, celle: Raekke) -> None:
    """A check of a cell's row or column may rest on the number that is not said any more."""
    for akse in ("raekke", "kolonne"):
        log.fjern("kontroller", {"tabel_id": celle["tabel_id"], akse: celle[akse]})


def _uden_gendrevne(log: Overlaeg, sted: Sted) -> None:
    """Take away the warnings of a punkt that nothing in it bears out any more."""
    punkt_id = sted.punkt["id"]
    for arter, fejl, koder in (
        (("stemmer", "afstemninger"), STEMMEFEJL, ("stemmer-uens",)),
        (("tabelceller", "tabeller"), TABELFEJL, TABELADVARSLER),
    ):
        if sted.felt.art in arter and not log.db.execute(fejl, [punkt_id]).fetchone():
            for kode in koder:
                log.fjern("advarsler", {"punkt_id": punkt_id, "kode": kode})


def som_laest(felt: Felt, raekke: dict[str, Any]) -> str | None:
    """What a row says in a field, or as a whole, as corrections write it."""
    if felt.felt:
        return som_tekst(raekke[felt.kolonne])
    sagt = {f: som_tekst(raekke[k]) for f, k in felt.kolonner if raekke.get(k) is not None}
    return json.dumps({f: " ".join((v or "").split()) for f, v in sagt.items()}, ensure_ascii=False)


def som_tekst(vaerdi: Any) -> str | None:
    """A value of a column as corrections write it."""
    return None if vaerdi is None else str(vaerdi)
