"""References to other treatments of the case: listed (earlier, coming), in a history, or named in the prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from referat.extract.udsnit import Udsnit
from referat.extract.vaerdier import find_datoer
from referat.models.organer import find_organ, organ_moenster, samme_organ, uden_periode
from referat.models.viden import moenster, regler
from referat.schemas.poster import Henvisning
from referat.schemas.vokabular import Retning


def find_henvisninger(
    relateret: Sequence[Udsnit],
    kommende: Sequence[Udsnit],
    forloeb: Sequence[Udsnit],
    prosa: Sequence[Udsnit],
    moede: tuple[str | None, str | None],
) -> list[Henvisning]:
    """All references of a punkt. ``moede`` is (body, ISO date) of its own meeting, which is no reference."""
    ud = [h for u in relateret for h in _linjer(u, Retning.TIDLIGERE)]
    ud += [h for u in kommende for h in _linjer(u, Retning.KOMMENDE)]
    kendte = {(h.udvalg, h.dato, h.punkt_nr) for h in ud}
    for h in (h for u in forloeb for h in _forloeb(u, moede)):
        if (h.udvalg, h.dato, h.punkt_nr) not in kendte:
            ud.append(h)
            kendte.add((h.udvalg, h.dato, h.punkt_nr))
    return ud + [h for u in prosa for h in _prosa(u, kendte)]


def fra_beslutning(beslutninger: Sequence[tuple[Udsnit, str | None, str | None]]) -> list[Henvisning]:
    """Earlier bodies' decisions printed inside a punkt: each is an earlier treatment, whatever it says."""
    return [
        Henvisning(
            belaeg=udsnit.hele("henvisning:beslutning"),
            retning=Retning.TIDLIGERE,
            udvalg=uden_periode(udvalg)[0],
            dato=dato,
            punkt_nr=nr["nr"] if (nr := _punkt_nr().search(udsnit.linjer[0].tekst)) else None,
        )
        for udsnit, udvalg, dato in beslutninger
        if udvalg and dato and udsnit
    ]


@cache
def _punkt_nr() -> re.Pattern[str]:
    return next(r.moenster for r in regler("henvisninger") if r.giver == "punkt")


def _linjer(udsnit: Udsnit, retning: Retning) -> Iterator[Henvisning]:
    """One reference a line: body, date, punkt number in any order."""
    start = 0
    for linje in udsnit.tekst.split("\n"):
        organ, datoer = find_organ(linje), find_datoer(linje)
        if organ and datoer:
            yield _henvisning(udsnit, start, linje, organ[0], datoer[0][0], retning, "henvisning:liste")
        start += len(linje) + 1


def _henvisning(
    udsnit: Udsnit, start: int, tekst: str, organ: str, dato: str, retning: Retning, regel: str
) -> Henvisning:
    nr = _punkt_nr().search(tekst)
    return Henvisning(
        belaeg=udsnit.belaeg(start, start + len(tekst), regel),
        retning=retning,
        udvalg=uden_periode(organ)[0],
        dato=dato,
        punkt_nr=nr["nr"] if nr else None,
    )


@dataclass(frozen=True, slots=True)
class Behandling:
    """A treatment that a history names: body, date, the words that name it, where they begin, and where they end."""

    organ: str
    dato: str
    navnet: str
    fra: int
    til: int


def tidligere_beslutninger(forloeb: Sequence[Udsnit], dato: str | None) -> dict[str, str]:
    """Body → what a history prints that it decided, no later than ``dato``, the last where it met more than once."""
    ud: dict[str, str] = {}
    for udsnit in forloeb:
        behandlinger = list(_behandlinger(udsnit))
        slutter = [*(x.fra for x in behandlinger[1:]), len(udsnit.tekst)]
        for x, slut in zip(behandlinger, slutter, strict=False):
            if (tekst := udsnit.tekst[x.til : slut].strip()) and (dato is None or x.dato <= dato):
                ud[x.organ] = tekst
    return ud


def _behandlinger(udsnit: Udsnit) -> Iterator[Behandling]:
    """A history: each line, or three labelled lines (Udvalg, Dato, Punktnummer), names one treatment."""
    linjer = udsnit.tekst.split("\n")
    starter = [sum(len(x) + 1 for x in linjer[:i]) for i in range(len(linjer))]
    for i, linje in enumerate(linjer):
        blok = linje
        organ = find_organ(linje)
        if organ and not find_datoer(linje) and len(linje) < 80:
            fyldte = [k for k in range(i, len(linjer)) if linjer[k].strip()][:3]
            blok = udsnit.tekst[starter[i] : starter[fyldte[-1]] + len(linjer[fyldte[-1]])]
        datoer = find_datoer(blok)
        if organ and datoer and len(linje) <= 120 and _begynder(linje, organ, datoer[0]):
            yield Behandling(organ[0], datoer[0][0], blok, starter[i], starter[i] + len(blok))


def _forloeb(udsnit: Udsnit, moede: tuple[str | None, str | None]) -> Iterator[Henvisning]:
    """The treatments of a history but the meeting's own."""
    for x in _behandlinger(udsnit):
        if samme_organ(x.organ, moede[0]) and x.dato == moede[1]:
            continue
        retning = Retning.KOMMENDE if moede[1] and x.dato > moede[1] else Retning.TIDLIGERE
        yield _henvisning(udsnit, x.fra, x.navnet, x.organ, x.dato, retning, "henvisning:forloeb")


def _begynder(linje: str, organ: re.Match[str], dato: tuple[str, int, int]) -> bool:
    """Whether a line of a history begins with its body, or with its date and then its body."""
    foran = linje[: organ.start()]
    if dato[1] < organ.start():
        foran = foran[: dato[1]] + foran[dato[2] :]
    return not moenster("struktur", "forloebslinje").sub("", foran)


def _prosa(udsnit: Udsnit, kendte: set[tuple[str | None, str | None, str | None]]) -> Iterator[Henvisning]:
    """`Økonomiudvalget 11.04.2023, punkt 7` in running text: body, date and number close together."""
    if not _punkt_nr().search(udsnit.tekst):
        return
    for dato, fra, til in find_datoer(udsnit.tekst):
        foer = udsnit.tekst[max(fra - 90, 0) : fra]
        organer = list(organ_moenster().finditer(foer))
        efter = re.match(r"(?:[^.\n]|\.(?= ?\d)){0,25}", udsnit.tekst[til:])  # the stop in "pkt. 9" ends no sentence
        nr = _punkt_nr().search(efter[0]) if efter else None
        if not organer or not nr or re.search(r"[.;]\s", foer[organer[-1].end() :]):
            continue
        organ = uden_periode(organer[-1][0])[0]
        noegle = (organ, dato, nr["nr"])
        if noegle in kendte:
            continue
        kendte.add(noegle)
        start = max(fra - 90, 0) + organer[-1].start()
        yield Henvisning(
            belaeg=udsnit.belaeg(start, til + nr.end(), "henvisning:prosa"),
            retning=Retning.OMTALT,
            udvalg=organ,
            dato=dato,
            punkt_nr=nr["nr"],
        )
