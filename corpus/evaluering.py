"""Holds what a store says of a document against its truth, field by field.

Both are plain dicts: the truth in the gold form of ``corpus/sandhed``, the store's rows as ``store/evaluering.py``
reads them. Only what the truth states is asked. Texts are compared without spaces, punctuation and case; of a
recommendation and a decision only the opening, since a truth may quote no more.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from referat.corpus.maaltal import Faktum, Noegle, Optaelling, Raekke, Sammenholdt, sammenhold

Sandhed = dict[str, Any]

INGEN = "(ingen)"
UFUNDET = "(punktet mangler)"
INDSTILLING, BESLUTNING = 25, 80
"""How many letters of a recommendation and a decision are compared."""
VAEK = ("afbud", "fraværende")
TOMT: Raekke = {
    "udfald": UFUNDET,
    **dict.fromkeys(("id", "nr", "titel", "lukket", "beslutning")),
    **dict.fromkeys(
        ("journalnumre", "indstillinger", "fravaer", "stemmer", "bilag", "henvisninger", "tabelceller"), ()
    ),
}
"""What stands for a punkt that was not found."""


def ren(s: object) -> str:
    """In small letters with single spaces, without the marks of Markdown and hyphenation."""
    tekst = unicodedata.normalize("NFC", "" if s is None else str(s)).replace("\u00ad", "").replace("\\_", "_")
    return " ".join(tekst.split()).strip("*#").strip().casefold()


def loest(s: object) -> str:
    """Letters and digits only: line breaks, spacing and hyphenation do not matter."""
    return re.sub(r"[\W_]", "", ren(s))


def taet(s: object) -> str:
    """Without any space, as numbers of cases are compared."""
    return ren(s).replace(" ", "")


def stamme(sti: object) -> str:
    """The file name without its ending, by which a truth finds its document."""
    navn = PurePosixPath(str(sti).replace("\\", "/")).name
    uden = re.sub(r"\.(truth\.json|json|txt|md|pdf|html?)$", "", navn, flags=re.IGNORECASE)
    return unicodedata.normalize("NFC", uden)


@dataclass(slots=True)
class Svar:
    """One document held against its truth: its fields, and which of the truth's punkter are right in all of them."""

    dokument: str
    kommune: str
    dokument_id: str | None
    felter: dict[str, Sammenholdt]
    punkter: dict[int, str] = field(default_factory=dict)
    """The truth's punkter that were asked about whole: place in the truth → number as printed."""

    def optalt(self) -> dict[str, Optaelling]:
        return {felt: s.optalt() for felt, s in self.felter.items()}

    def forkerte(self) -> dict[int, list[str]]:
        """Punkt that is not right in everything → the fields that are wrong."""
        ud: dict[int, list[str]] = defaultdict(list)
        for felt, s in self.felter.items():
            for p in sorted({f.punkt for f in (*s.mangler, *s.ekstra) if f.punkt in self.punkter}):
                ud[p].append(felt)
        return ud

    def hele(self) -> Optaelling:
        """The punkter that are right in everything, against those that are not."""
        forkerte = len(self.forkerte())
        return Optaelling(rigtige=len(self.punkter) - forkerte, mangler=forkerte)


class _Bog:
    """Facts of truth and store, gathered by field."""

    def __init__(self) -> None:
        self.felter: dict[str, tuple[list[Faktum], list[Faktum]]] = {}

    def spoerg(self, felt: str, ventet: Iterable[Noegle], fundet: Iterable[tuple[Noegle, Raekke | None]]) -> None:
        """Add what the truth states and what was read."""
        self.om(None, felt, ventet, fundet)

    def om(
        self, punkt: int | None, felt: str, ventet: Iterable[Noegle], fundet: Iterable[tuple[Noegle, Raekke | None]]
    ) -> None:
        """The same, of a punkt of the truth."""
        a, b = self.felter.setdefault(felt, ([], []))
        a += [Faktum(n, punkt) for n in ventet]
        b += [Faktum(n, punkt, raekke) for n, raekke in fundet]

    def svar(self) -> dict[str, Sammenholdt]:
        return {felt: sammenhold(*facts) for felt, facts in self.felter.items()}


def N(*fast: Any, tekst: str = "") -> Noegle:  # noqa: N802 - short, as it stands in every line below
    """A fact's key."""
    return Noegle(fast, tekst)


def hold(sandhed: Sandhed, raekker: dict[str, Any] | None, fil: str = "") -> Svar:
    """A document against its truth; of one that the store lacks (None) everything is missed."""
    bog, dokument = _Bog(), stamme(sandhed.get("fil") or fil)
    kommune = sandhed.get("kommune") or sandhed.get("kommune_navn") or dokument
    fundet = raekker or {}
    if sandhed.get("type"):
        _dokument(bog, sandhed, fundet)
    asked: dict[int, str] = {}
    if sandhed["punkter"]:
        _moede(bog, sandhed, fundet)
        asked = _punkter(bog, sandhed, fundet)
    id_ = fundet["dokumenter"][0]["id"] if raekker else None
    return Svar(dokument, kommune, id_, bog.svar(), asked)


# --- the document and its first meeting --------------------------------------------------------------------------


def _en(felt: object, raekke: Raekke | None, noegle: Noegle) -> list[tuple[Noegle, Raekke | None]]:
    return [(noegle, raekke)] if felt else []


def _dokument(bog: _Bog, g: Sandhed, r: dict[str, Any]) -> None:
    d: Raekke = next(iter(r.get("dokumenter", ())), {})
    bog.spoerg("dokument: type", [N(ren(g["type"]))], _en(d.get("type"), d, N(ren(d.get("type")))))
    bog.spoerg("dokument: dato", [N(g["dato"])], _en(d.get("dato"), d, N(d.get("dato"))))
    if not g["punkter"]:
        kode = g.get("kommunekode")
        bog.spoerg(
            "dokument: kommune", [N(kode)] if kode else [], _en(d.get("kommune_kode"), d, N(d.get("kommune_kode")))
        )
        egne = [(N(taet(j["skrevet"])), j) for j in r.get("dokument_journalnumre", ())]
        bog.spoerg("dokument: journalnumre", [N(taet(x)) for x in g.get("journalnumre", [])], egne)
    if g.get("kommuner_naevnt"):
        navne = {loest(o["kommune"]): o for o in reversed(r.get("omtaler", ()))}
        ventet = [N(tekst=loest(x)) for x in g["kommuner_naevnt"]]
        bog.spoerg("dokument: omtalte kommuner", ventet, [(N(tekst=n), o) for n, o in navne.items()])


def _moede(bog: _Bog, g: Sandhed, r: dict[str, Any]) -> None:
    """The head of the first meeting; the members of all."""
    m: Raekke = next(iter(r.get("moeder", ())), {})
    if g.get("kommune"):
        bog.spoerg("kommune", [N(tekst=ren(g["kommune"]))], _en(m.get("kommune"), m, N(tekst=ren(m.get("kommune")))))
    else:
        bog.spoerg("kommune", [], [])
    for felt in ("udvalg", "dato", "start", "sted"):
        if g.get(felt):
            ventet, fundet = (
                N(tekst=loest(x)) if felt in ("udvalg", "sted") else N(loest(x)) for x in (g[felt], m.get(felt))
            )
            bog.spoerg(felt, [ventet], _en(m.get(felt), m, fundet))
    deltagere = [(N(tekst=loest(x["navn"])), x) for x in r.get("deltagere", ())]
    if g.get("medlemmer") is not None:
        bog.spoerg("medlemmer", [N(tekst=loest(x)) for x in g["medlemmer"]], deltagere)
    if g.get("fravaerende") is not None:
        vaek = [(n, x) for n, x in deltagere if x["status"] in VAEK]
        bog.spoerg("fravær, møde", [N(tekst=loest(x)) for x in g["fravaerende"]], vaek)


# --- the punkter -------------------------------------------------------------------------------------------------


def _punkter(bog: _Bog, g: Sandhed, r: dict[str, Any]) -> dict[int, str]:
    """Titles, then each punkt with the one that it is paired with; gives the punkter that were asked about whole."""
    ventede, fundne = g["punkter"], r.get("punkter", [])
    nummereret = all(p.get("nr") for p in ventede)
    _titler(bog, ventede, fundne, nummereret)
    par, hele = parret(ventede, fundne, nummereret), {}
    haandlaest = _Faelles(g, [x for x in r.get("deltagere", ()) if x["status"] in VAEK])
    for i, p in enumerate(ventede):
        nr = ren(p.get("nr")) or str(i + 1)
        h = fundne[par[i]] if i in par else TOMT
        _Punkt(bog, i, nr, p, h, haandlaest).hold()
        if p.get("komplet") is not False:
            hele[i] = nr
    return hele


def _titler(bog: _Bog, ventede: list[Sandhed], fundne: list[Raekke], nummereret: bool) -> None:
    bog.spoerg("antal punkter", [N(i) for i in range(len(ventede))], [(N(i), p) for i, p in enumerate(fundne)])
    if not any(p.get("titel") for p in ventede):
        return

    def noegle(p: Raekke) -> Noegle:
        return N(ren(p.get("nr")) if nummereret else "", tekst=loest(p["titel"]))

    for i, p in enumerate(ventede):
        if p.get("titel"):
            bog.om(i, "punkter", [noegle(p)], [])
    bog.spoerg("punkter", [], [(noegle(p), p) for p in fundne if p.get("titel")])


def parret(ventede: list[Sandhed], fundne: list[Raekke], nummereret: bool) -> dict[int, int]:
    """The truth's punkter with those found: by number and title, by number, by title; unnumbered ones by order."""

    def nr(p: Raekke) -> str:
        return ren(p.get("nr"))

    def titel(p: Raekke) -> str:
        return loest(p.get("titel"))

    proever: tuple[Callable[[Sandhed, Raekke], bool], ...] = (
        lambda a, b: nr(a) == nr(b) and titel(a) == titel(b),
        lambda a, b: bool(nr(a)) and nr(a) == nr(b),
        lambda a, b: bool(titel(a)) and titel(a) == titel(b),
    )
    ledige, par = list(range(len(fundne))), {}
    for passer in proever:
        for i, p in enumerate(ventede):
            if i not in par and (j := next((j for j in ledige if passer(p, fundne[j])), None)) is not None:
                par[i] = j
                ledige.remove(j)
    for i in range(0 if nummereret else len(ventede)):
        if i not in par and i in ledige:
            par[i] = i
            ledige.remove(i)
    return par


class _Faelles:
    """What a document's truth and its store say of all its punkter."""

    def __init__(self, g: Sandhed, vaek: list[Raekke]) -> None:
        self.partier = any("parti" in s for p in g["punkter"] for s in p.get("stemmer") or [])
        """Whether the truth names parties that voted as such; else only persons are asked about."""
        self.fravaer_kendt = g.get("fravaerende") is not None
        self.vaek_sandt = {loest(x) for x in g.get("fravaerende") or []}
        self.vaek_fundet = {loest(x["navn"]): x for x in vaek}


@dataclass(slots=True)
class _Punkt:
    """One punkt of the truth and the one it is paired with."""

    bog: _Bog
    plads: int
    nr: str
    sandt: Sandhed
    fundet: Raekke
    faelles: _Faelles

    def hold(self) -> None:
        """Ask about every field that the truth states; of a punkt that breaks off, its numbers only."""
        self._journalnumre()
        if self.sandt.get("komplet") is False:
            return
        self._lukket_og_udfald()
        for felt, metode in (
            ("indstillinger", self._indstillinger),
            ("stemmer", self._stemmer),
            ("bilag", self._bilag),
            ("henvisninger", self._henvisninger),
            ("behandlingsforloeb", self._forloeb),
            ("beslutning", self._beslutning),
            ("tabeller", self._tabeller),
        ):
            tomt_spoerges = felt in ("stemmer", "henvisninger", "beslutning") and felt in self.sandt
            if self.sandt.get(felt) or tomt_spoerges or (felt == "bilag" and self.sandt.get(felt) is not None):
                metode()
        if self.faelles.fravaer_kendt or "fravaerende" in self.sandt:
            self._fravaer()

    def _om(self, felt: str, ventet: Iterable[Noegle], fundet: Iterable[tuple[Noegle, Raekke | None]]) -> None:
        self.bog.om(self.plads, felt, ventet, fundet)

    def _journalnumre(self) -> None:
        fundne = [(N(self.nr, taet(j["skrevet"])), j) for j in self.fundet["journalnumre"]]
        self._om("journalnumre", [N(self.nr, taet(x)) for x in self.sandt["journalnumre"]], fundne)

    def _lukket_og_udfald(self) -> None:
        h = self.fundet
        self._om("lukket", [N(self.nr)] if self.sandt.get("lukket") else [], _en(h["lukket"], h, N(self.nr)))
        if "udfald" in self.sandt:
            self._om("udfald", [N(self.nr, udfald(self.sandt))], [(N(self.nr, udfald(h)), h)])

    def _indstillinger(self) -> None:
        sande = [(str(x["nr"]), loest(x["tekst"])[:INDSTILLING]) for x in self.sandt["indstillinger"]]

        def begyndelse(x: Raekke) -> str:
            tekst = loest(x["tekst"])
            return next((t for nr, t in sande if nr == str(x["nr"]) and tekst.startswith(t)), tekst[:INDSTILLING])

        fundne = self.fundet["indstillinger"]
        self._om(
            "indstillinger",
            [N(self.nr, nr, tekst=t) for nr, t in sande],
            [(N(self.nr, str(x["nr"]), tekst=begyndelse(x)), x) for x in fundne],
        )
        self._om(
            "udfald, indstilling",
            [N(self.nr, str(x["nr"]), udfald(x)) for x in self.sandt["indstillinger"]],
            [(N(self.nr, str(x["nr"]), udfald(x)), x) for x in fundne],
        )

    def _fravaer(self) -> None:
        """Whoever is away from the meeting is away from each punkt."""
        sande = self.faelles.vaek_sandt | {loest(x) for x in self.sandt.get("fravaerende", [])}
        fundne = self.faelles.vaek_fundet | {loest(x["navn"]): x for x in self.fundet["fravaer"]}
        self._om(
            "fravær, punkt",
            [N(self.nr, tekst=n) for n in sorted(sande)],
            [(N(self.nr, tekst=n), x) for n, x in fundne.items()],
        )

    def _stemmer(self) -> None:
        def noegle(s: Raekke) -> Noegle:
            art, navn = ("navn", loest(s["navn"])) if s.get("navn") else ("parti", ren(s.get("parti")))
            return N(self.nr, art, s["stemme"], tekst=navn)

        fundne = [s for s in self.fundet["stemmer"] if s["navn"] or self.faelles.partier]
        self._om("stemmer", [noegle(s) for s in self.sandt["stemmer"]], [(noegle(s), s) for s in fundne])

    def _bilag(self) -> None:
        fundne = [(N(self.nr, tekst=loest(b["titel"])), b) for b in self.fundet["bilag"]]
        self._om("bilag", [N(self.nr, tekst=loest(x)) for x in self.sandt["bilag"]], fundne)

    def _henvisninger(self) -> None:
        def noegle(h: Raekke, punkt: object) -> Noegle:
            return N(self.nr, h["dato"], str(punkt), tekst=loest(h["udvalg"]))

        fundne = [h for h in self.fundet["henvisninger"] if h["retning"] == "tidligere"]
        ventede = [noegle(h, h["punkt"]) for h in self.sandt["henvisninger"]]
        self._om("henvisninger", ventede, [(noegle(h, h["punkt_nr"]), h) for h in fundne])

    def _forloeb(self) -> None:
        def noegle(h: Raekke) -> Noegle:
            return N(self.nr, h["dato"], tekst=loest(h["udvalg"]))

        fundne = [h for h in self.fundet["henvisninger"] if h["retning"] == "kommende"]
        ventede = [noegle(h) for h in self.sandt["behandlingsforloeb"]]
        self._om("behandlingsforløb", ventede, [(noegle(h), h) for h in fundne])

    def _beslutning(self) -> None:
        a, b = (loest(p["beslutning"])[:BESLUTNING] for p in (self.sandt, self.fundet))
        self._om(
            "beslutningstekst",
            [N(self.nr, tekst=a)] if a else [],
            _en(b, self.fundet, N(self.nr, tekst=b)),
        )

    def _tabeller(self) -> None:
        """Rows by name where the truth has them so, else whole grids as relations of neighbours."""
        celler = self.fundet["tabelceller"]
        if isinstance(self.sandt["tabeller"][0], dict):
            vaerdier = [c for c in celler if c["vaerdi"] is not None]
            fundne = [(self._vaerdi(c["raekkenavn"], c["kolonnenavn"], c["vaerdi"]), c) for c in vaerdier]
            self._om("tabelværdier", self._sande_vaerdier(), fundne)
            return
        sande = [n for t in self.sandt["tabeller"] for n, _ in self._naboer(_gitter(t))]
        fundne = [x for t in _tabeller(celler) for x in self._naboer(t)]
        self._om("tabelceller", sande, fundne)
        self._om("tabelceller, tal", filter(_har_tal, sande), [x for x in fundne if _har_tal(x[0])])

    def _vaerdi(self, raekke: object, kolonne: object, vaerdi: float) -> Noegle:
        return N(self.nr, round(vaerdi + 0.0, 2), tekst=f"{loest(raekke)}|{loest(kolonne)}")

    def _sande_vaerdier(self) -> list[Noegle]:
        return [
            self._vaerdi(raekke, kolonne, v)
            for t in self.sandt["tabeller"]
            for raekke, vaerdier in t["raekker"].items()
            for kolonne, v in zip(t["kolonner"], vaerdier, strict=False)
        ]

    def _naboer(self, celler: dict[tuple[int, int], Raekke]) -> Iterator[tuple[Noegle, Raekke]]:
        """Each filled cell with the next filled one to its right and below it."""
        raekker: dict[int, list[int]] = defaultdict(list)
        kolonner: dict[int, list[int]] = defaultdict(list)
        for r, k in sorted(celler):
            raekker[r].append(k)
            kolonner[k].append(r)
        tekst = {plads: loest(c["raa"]) for plads, c in celler.items()}
        for r, ks in raekker.items():
            for a, b in pairwise(ks):
                yield N(self.nr, "→", tekst[r, a], tekst[r, b]), celler[r, a]
        for k, rs in kolonner.items():
            for a, b in pairwise(rs):
                yield N(self.nr, "↓", tekst[a, k], tekst[b, k]), celler[a, k]


def udfald(p: Raekke) -> str:
    """The outcome of a punkt or a recommendation; that there is none is a fact too."""
    return ren(p["udfald"]) or INGEN


def _gitter(tabel: list[list[object]]) -> dict[tuple[int, int], Raekke]:
    """The filled cells of a truth's grid by place."""
    return {(r, k): {"raa": x} for r, raekke in enumerate(tabel) for k, x in enumerate(raekke) if loest(x)}


def _tabeller(celler: Iterable[Raekke]) -> Iterator[dict[tuple[int, int], Raekke]]:
    """The filled cells of each table by place."""
    tabeller: dict[int, dict[tuple[int, int], Raekke]] = defaultdict(dict)
    for c in celler:
        if loest(c["raa"]):
            tabeller[c["tabel_nr"]][c["raekke"], c["kolonne"]] = c
    yield from tabeller.values()


def _har_tal(noegle: Noegle) -> bool:
    return any(str(tekst).isdigit() for tekst in noegle.fast[2:])


# --- labels by hand ----------------------------------------------------------------------------------------------


def hold_etiketter(fil: str, etiketter: list[Sandhed], raekker: dict[str, Any] | None) -> Svar:
    """A document against labels by hand: what became of some of its punkter, and of their recommendations by place.

    A fate that is not stated (None) is no fact. Those where two readers could differ (``tvivl``) are counted in the one
    of the two fields that has all.
    """
    bog = _Bog()
    fundne = {ren(p["nr"]): p for p in reversed((raekker or {}).get("punkter", []))}
    for i, e in enumerate(etiketter):
        nr = ren(e["punkt"])
        h = fundne.get(nr, TOMT)
        skaebner = [(n, x["udfald"], x) for n, x in enumerate(sorted(h["indstillinger"], key=lambda x: x["nr"]), 1)]
        for tillaeg in ("",) if e.get("tvivl") else ("", ", uden tvivl"):
            bog.om(i, f"udfald{tillaeg}", [N(nr, udfald(e))], [(N(nr, udfald(h)), h)])
            bog.om(
                i,
                f"indstilling og udfald{tillaeg}",
                [N(nr, n, u) for n, u in enumerate(e["indstillinger"], 1) if u],
                [(N(nr, n, u), x) for n, u, x in skaebner if u],
            )
    id_ = raekker["dokumenter"][0]["id"] if raekker else None
    kommune = next((m["kommune"] for m in (raekker or {}).get("moeder", [])), None) or ""
    return Svar(stamme(fil), kommune, id_, bog.svar(), {i: ren(e["punkt"]) for i, e in enumerate(etiketter)})
