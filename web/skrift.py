"""How things are written for people: numbers, dates, counts, found words. Everything is escaped by whoever marks it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from markupsafe import Markup, escape
from referat.schemas import dansk, kodebog
from referat.store.fund import SLUT, START
from referat.store.soeg import ordmoenster
from referat.web import penge

UKENDT = "Ukendt kommune"
BAGEST = str.maketrans("æøå", "{|}")
"""Signs that stand after z."""
IKKE_XML = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold, written in any way."""


def tal(n: float | None, decimaler: int = 0) -> str:
    """A number with a real minus; a dash where there is none."""
    return "–" if n is None else dansk.tal(n, decimaler).replace("-", "−")


def kr(n: float | None) -> str:
    """An amount: ``1,5 mio. kr.`` from a million on, else ``91.000 kr.``"""
    if n is None:
        return "beløb ikke angivet"
    if abs(n) >= 1_000_000 and round(n / 1e6, 3) * 1e6 == n:
        return f"{tal(round(n / 1e6, 3))} mio. kr."
    return f"{tal(n)} kr."


def fortegn(n: float | None, skrevet: str) -> str:
    """A difference as it is written, with a plus where it is one."""
    return f"+{skrevet}" if n is not None and n > 0 else skrevet


def procent(del_: float | None) -> str:
    """``96 %``."""
    return "–" if del_ is None else f"{tal(round(100 * del_))} %"


def uddrag(tekst: str | None) -> Markup:
    """A snippet of the index, with what hit marked."""
    ren = str(escape(" ".join((tekst or "").split())))
    return Markup(re.sub(f"{START}([^{START}{SLUT}]*){SLUT}", r"<mark>\1</mark>", ren))


def fremhaev(tekst: str | None, ord_: str = "") -> Markup:
    """A text with the words that were searched for marked."""
    moenster = ordmoenster(ord_) if ord_ and tekst else None
    if moenster is None:
        return escape(tekst or "")
    tekst, ud, slut = tekst or "", [], 0
    for m in moenster.finditer(tekst):
        fra = m.start()
        while fra > slut and (tekst[fra - 1].isalnum() or tekst[fra - 1] == "_"):
            fra -= 1
        ud += [escape(tekst[slut:fra]), Markup("<mark>{}</mark>").format(tekst[fra : m.end()])]
        slut = m.end()
    return Markup("").join([*ud, escape(tekst[slut:])])


def afsnit(tekst: str | None) -> list[str]:
    """The paragraphs of a text."""
    return [linje.strip() for linje in (tekst or "").splitlines() if linje.strip()]


def person(r: dict[str, Any]) -> str:
    """A name with its party."""
    return f"{r['navn']} ({r['parti']})" if r["navn"] and r["parti"] else r["navn"] or r["parti"] or "uden navn"


def xmltekst(tekst: str | None) -> str:
    """A text without the characters that XML cannot hold, which escaping would leave."""
    return IKKE_XML.sub("", tekst or "")


def tidspunkt(iso: str | None) -> str:
    """A date as a moment of Atom; empty where it is no date."""
    try:
        return f"{date.fromisoformat(iso or '')}T00:00:00Z"
    except ValueError:
        return ""


def sorteret(navn: str) -> str:
    """A name as a key for sorting: æ, ø and å come after z."""
    return navn.casefold().translate(BAGEST)


def til_laeser(besked: str) -> str:
    """A warning without the advice that is for whoever reads documents in: how to run a command."""
    return re.sub(r"[;,][^;,.]*\s--\w[^.]*", "", besked)


def rundt(n: float | None) -> float | None:
    """A sum without the dust that binary fractions leave."""
    return None if n is None else round(n, 6)


FILTRE = {
    f.__name__: f for f in (tal, kr, procent, uddrag, fremhaev, afsnit, person, rundt, til_laeser, xmltekst, tidspunkt)
} | {"dato": dansk.lang_dato, "pengeretning": penge.retning, "om_beloebet": penge.omkring}
MENU = (
    ("/", "Forside"),
    ("/soeg", "Søg"),
    ("/spoergsmaal", "Spørgsmål"),
    ("/sammenlign", "Sammenlign"),
    ("/data", "Data"),
    ("/om", "Om"),
)
"""What the head of every page links to."""
KODEBOG = {"tabelnavn": kodebog.tabel, "kolonnenavn": kodebog.kolonne, "enhed": kodebog.enhed}
NAVNE = {"antal": dansk.antal, "fortegn": fortegn, "menu": MENU, **KODEBOG}
