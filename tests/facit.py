"""Holds a `Referat` against truth in the gold form, field by field, and says in one line each what differs.

Only what the truth states is asked. A text is compared without spaces and punctuation, a number as it is, lists of
facts as bags. A recommendation's truth may quote its beginning alone. Unlike ``referat evaluate``, which counts shares
in a store, this wants every field of a document whole, those of its later meetings too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from referat.corpus.evaluering import loest
from referat.schemas.referat import Moede, Punkt, Referat
from referat.schemas.vokabular import Deltagerstatus, Retning

Sandhed = dict[str, Any]


def forskelle(ref: Referat, sandhed: Sandhed, felter: Iterable[str] | None = None) -> list[str]:
    """What the document lacks or has too much of; of the punkters' ``felter`` (all of `PUNKT`) where given."""
    return [*_dokument(ref, sandhed), *_moeder(ref, sandhed), *_punkter(ref, sandhed, felter or PUNKT)]


# --- the document and its meetings -------------------------------------------------------------------------------


def _dokument(ref: Referat, d: Sandhed) -> Iterator[str]:
    yield from _ens("type", d["type"], str(ref.type))
    yield from _ens("dato", d["dato"], ref.dato)
    yield from _ens("antal punkter", len(d["punkter"]), len(ref.punkter))
    yield from _bag("journalnumre", d.get("journalnumre", []), [j.raa for j in ref.journalnumre])


def _moeder(ref: Referat, d: Sandhed) -> Iterator[str]:
    ventet = d.get("moeder") or ([d] if d["punkter"] else [])
    yield from _ens("antal møder", len(ventet), len(ref.moeder))
    for nr, (m, fundet) in enumerate(zip(ventet, ref.moeder, strict=False), 1):
        for felt in ("udvalg", "dato", "start", "sted"):
            if m.get(felt):
                yield from _ens(f"møde {nr}: {felt}", loest(m[felt]), loest(getattr(fundet, felt)))
        if m.get("medlemmer") is not None:
            yield from _bag(f"møde {nr}: medlemmer", m["medlemmer"], [x.navn for x in fundet.deltagere])
        if m.get("fravaerende") is not None:
            yield from _bag(f"møde {nr}: fravær", m["fravaerende"], hele_moedet_fra(fundet))


def hele_moedet_fra(moede: Moede) -> list[str]:
    """Who was away from a whole meeting."""
    return [x.navn for x in moede.deltagere if x.status is not Deltagerstatus.TIL_STEDE]


# --- the punkter -------------------------------------------------------------------------------------------------


def _punkter(ref: Referat, d: Sandhed, felter: Iterable[str]) -> Iterator[str]:
    for nr, (p, fundet) in enumerate(zip(d["punkter"], ref.punkter, strict=False), 1):
        for felt in felter:
            sammenlign = PUNKT[felt]
            if p.get(felt) is not None or felt in ("nr", "titel", "udfald"):
                navn = f"punkt {p.get('nr') or f'({nr})'}: {felt}"
                yield from (f"{navn} {f}" for f in sammenlign(p, fundet))


def _skalar(felt: str) -> Callable[[Sandhed, Punkt], Iterator[str]]:
    def sammenlign(p: Sandhed, fundet: Punkt) -> Iterator[str]:
        return _ens("", p.get(felt), getattr(fundet, felt))

    return sammenlign


def _titel(p: Sandhed, fundet: Punkt) -> Iterator[str]:
    return _ens("", loest(p["titel"]), loest(fundet.titel))


def _beslutning(p: Sandhed, fundet: Punkt) -> Iterator[str]:
    return _ens("", loest(p["beslutning"]), loest(fundet.beslutning)[: len(loest(p["beslutning"]))])


def _journalnumre(p: Sandhed, fundet: Punkt) -> Iterator[str]:
    return _bag("", p["journalnumre"], [j.raa for j in fundet.journalnumre])


def _indstillinger(p: Sandhed, fundet: Punkt) -> Iterator[str]:
    """Number, fate and opening words of each."""
    tekster = {i["nr"]: loest(i["tekst"]) for i in p["indstillinger"]}
    fundne = [(i.nr, i.udfald, loest(i.tekst)[: len(tekster.get(i.nr, ""))]) for i in fundet.indstillinger]
    return _bag("", [(i["nr"], i["udfald"], loest(i["tekst"])) for i in p["indstillinger"]], fundne)


def _fravaer(p: Sandhed, fundet: Punkt) -> Iterator[str]:
    return _bag("", p["fravaerende"], [f.navn for f in fundet.fravaer])


def _stemmer(p: Sandhed, fundet: Punkt) -> Iterator[str]:
    """Who voted how; parties only where the truth names any."""
    partier = any("parti" in s for s in p["stemmer"])
    ventet = [(loest(s.get("navn") or f"parti {s['parti']}"), s["stemme"]) for s in p["stemmer"]]
    fundne = [(loest(s.navn or f"parti {s.parti}"), s.stemme) for s in fundet.stemmer if s.navn or partier]
    return _bag("", ventet, fundne)


def _bilag(p: Sandhed, fundet: Punkt) -> Iterator[str]:
    return _bag("", map(loest, p["bilag"]), [loest(b.titel) for b in fundet.bilag])


def _henvisninger(p: Sandhed, fundet: Punkt) -> Iterator[str]:
    ventet = [(loest(h["udvalg"]), h["dato"], h["punkt"]) for h in p["henvisninger"]]
    fundne = [h for h in fundet.henvisninger if h.retning is Retning.TIDLIGERE]
    return _bag("", ventet, [(loest(h.udvalg), h.dato, h.punkt_nr) for h in fundne])


def _kommende(p: Sandhed, fundet: Punkt) -> Iterator[str]:
    ventet = [(loest(h["udvalg"]), h["dato"]) for h in p["behandlingsforloeb"]]
    fundne = [h for h in fundet.henvisninger if h.retning is Retning.KOMMENDE]
    return _bag("", ventet, [(loest(h.udvalg), h.dato) for h in fundne])


def _tabeller(p: Sandhed, fundet: Punkt) -> Iterator[str]:
    """Every value with the names of its row and column; numbers are never matched fuzzily."""
    ventet = [
        (loest(raekke), loest(kolonne), v)
        for t in p["tabeller"]
        for raekke, vaerdier in t["raekker"].items()
        for kolonne, v in zip(t["kolonner"], vaerdier, strict=True)
    ]
    celler = [c for t in fundet.tabeller for c in t.celler if c.vaerdi is not None]
    return _bag("", ventet, [(loest(c.raekkenavn), loest(c.kolonnenavn), c.vaerdi) for c in celler])


PUNKT: dict[str, Callable[[Sandhed, Punkt], Iterator[str]]] = {
    "nr": _skalar("nr"),
    "titel": _titel,
    "lukket": _skalar("lukket"),
    "udfald": _skalar("udfald"),
    "beslutning": _beslutning,
    "journalnumre": _journalnumre,
    "indstillinger": _indstillinger,
    "fravaerende": _fravaer,
    "stemmer": _stemmer,
    "bilag": _bilag,
    "henvisninger": _henvisninger,
    "behandlingsforloeb": _kommende,
    "tabeller": _tabeller,
}
"""How each field of a punkt in the gold form is held against a punkt that was read."""


# --- comparing ---------------------------------------------------------------------------------------------------


def _ens(navn: str, ventet: object, fundet: object) -> Iterator[str]:
    if ventet != fundet:
        yield f"{navn}: ventet {ventet!r}, fundet {fundet!r}".strip(": ")


def _bag(navn: str, ventet: Iterable[Hashable], fundet: Iterable[Hashable]) -> Iterator[str]:
    a, b = Counter(ventet), Counter(fundet)
    mangler, ekstra = list((a - b).elements()), list((b - a).elements())
    if mangler or ekstra:
        yield f"{navn}: mangler {mangler}, for meget {ekstra}".strip(": ")
