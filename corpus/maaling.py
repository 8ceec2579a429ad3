"""A whole set of documents held against truth files: the figures of each field and kommune, and the errors."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from referat.corpus.evaluering import Sandhed, Svar, hold, hold_etiketter, stamme
from referat.corpus.maaltal import Faktum, Optaelling

Hent = Callable[[str], dict[str, Any] | None]
"""File name without its ending → the document's rows, None where the store lacks it."""

HOVED = ("kommune", "udvalg", "dato", "start", "sted", "dokument: type", "dokument: dato")
ALVOR = (
    *("stemmer", "fravær, punkt", "udfald", "indstilling og udfald", "udfald, indstilling", "beslutningstekst"),
    *("tabelværdier", "henvisninger", "punkter", "journalnumre", "lukket", "indstillinger", "bilag"),
)
"""The fields in the order in which an error is worst; those not named come last."""
ENE = ("udfald", "udfald, uden tvivl", "beslutningstekst", *HOVED)
"""Fields of which a punkt, or a document, has one fact."""
FORKERT = "forkert"
HOEJST = 3
"""How many errors of a field one document may have among the worst, so that it does not fill the list."""


class ForkertFacit(Exception):  # noqa: N818 - the project's errors are Danish nouns
    """A path that holds no truth; the text is a Danish sentence."""


@dataclass(frozen=True, slots=True)
class Fejl:
    """A fact that is wrong: missed, or read and not in the truth (``faktum.raekke`` then says where)."""

    felt: str
    svar: Svar
    slags: str
    faktum: Faktum
    facit: Faktum | None = None
    """What the truth says instead, where a punkt has one such fact only."""

    @property
    def punkt(self) -> str | None:
        """The number of the punkt that it is of."""
        return self.svar.punkter.get(self.faktum.punkt) if self.faktum.punkt is not None else None

    @property
    def siger(self) -> str:
        """What the fact says, but for the punkt's number, and what the truth says instead."""
        return self._ordlyd(self.faktum) + (f" (facit: {self._ordlyd(self.facit)})" if self.facit else "")

    def _ordlyd(self, faktum: Faktum) -> str:
        fast = faktum.noegle.fast[1:] if self.punkt is not None else faktum.noegle.fast
        return " · ".join(str(x) for x in (*fast, faktum.noegle.tekst) if x not in ("", None)) or self.felt


def maal(facit: Iterable[Path], hent: Hent) -> list[Svar]:
    """Each document that a truth file names, held against it. Raises ``ForkertFacit``."""
    return [s for sti in facit for s in _en(sti, hent)]


def _en(sti: Path, hent: Hent) -> Iterator[Svar]:
    """A folder of truths, one truth, or a file of labels by hand."""
    if sti.is_dir():
        filer = [(f, d) for f in sorted(sti.glob("*.json")) if "punkter" in (d := _laes(f))]
        if not filer:
            raise ForkertFacit(f"Der er intet facit i {sti}; nævn en mappe med JSON-filer, der har punkter.")
        yield from (hold(d, hent(stamme(d.get("fil") or f.name)), f.name) for f, d in filer)
        return
    d = _laes(sti)
    if isinstance(d, list):
        yield from _etiketter(d, hent)
    elif "punkter" in d:
        yield hold(d, hent(stamme(d.get("fil") or sti.name)), sti.name)
    else:
        raise ForkertFacit(f"{sti} er intet facit; det skal have punkter, eller være en liste af etiketter.")


def _etiketter(etiketter: list[Sandhed], hent: Hent) -> Iterator[Svar]:
    """Labels do not name the kommune: it is the one that most of their documents have in the store."""
    efter_fil: dict[str, list[Sandhed]] = defaultdict(list)
    for e in etiketter:
        efter_fil[e["fil"]].append(e)
    svar = [hold_etiketter(fil, liste, hent(stamme(fil))) for fil, liste in efter_fil.items()]
    kommuner = Counter(s.kommune for s in svar if s.kommune).most_common(1)
    yield from (replace(s, kommune=kommuner[0][0] if kommuner else s.dokument) for s in svar)


def _laes(sti: Path) -> Any:
    try:
        return json.loads(sti.read_text(encoding="utf-8"))
    except OSError as fejl:
        raise ForkertFacit(f"{sti} kan ikke læses ({fejl.strerror}); se efter i stien.") from fejl
    except ValueError as fejl:
        raise ForkertFacit(f"{sti} er ikke gyldig JSON ({fejl}); ret filen.") from fejl


def felter(svar: Iterable[Svar]) -> dict[str, list[Optaelling]]:
    """Field → the counts of each document that was asked about it."""
    ud: dict[str, list[Optaelling]] = defaultdict(list)
    for s in svar:
        for felt, o in s.optalt().items():
            ud[felt].append(o)
    return dict(ud)


def hele_punkter(svar: Iterable[Svar]) -> list[Optaelling]:
    """The punkter of each document that are right in all that the truth says of them."""
    return [s.hele() for s in svar if s.punkter]


def efter_kommune(svar: Iterable[Svar]) -> dict[str, list[Svar]]:
    """Kommune → its documents, by name."""
    ud: dict[str, list[Svar]] = defaultdict(list)
    for s in svar:
        ud[s.kommune].append(s)
    return dict(sorted(ud.items()))


def fejl(svar: Iterable[Svar], felt: str | None = None) -> list[Fejl]:
    """The errors of a field, or of all."""
    return [f for s in svar for navn in s.felter if felt in (None, navn) for f in _fejl(s, navn)]


def _fejl(svar: Svar, felt: str) -> Iterator[Fejl]:
    """What was read and is not so, then what was missed; one error where a punkt has one such fact only."""
    holdt, ene = svar.felter[felt], felt in ENE
    mangler = {f.punkt: f for f in holdt.mangler} if ene else {}
    for f in holdt.ekstra:
        yield Fejl(felt, svar, FORKERT if f.punkt in mangler else "for meget", f, mangler.pop(f.punkt, None))
    yield from (Fejl(felt, svar, "mangler", f) for f in (mangler.values() if ene else holdt.mangler))


def vaerste(svar: Iterable[Svar], antal: int) -> list[Fejl]:
    """The errors that hurt most: by field, what was read and is not so before what was missed."""
    alvor = {felt: n for n, felt in enumerate(ALVOR)}
    set_: dict[tuple[str, str], int] = defaultdict(int)
    ud = []
    for f in sorted(fejl(svar), key=lambda f: (alvor.get(f.felt, len(alvor)), f.slags)):
        set_[f.svar.dokument, f.felt] += 1
        if set_[f.svar.dokument, f.felt] <= HOEJST:
            ud.append(f)
    return ud[:antal]
