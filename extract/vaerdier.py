"""Danish numbers, dates and times as values. Every parser abstains with None rather than guess."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

from referat.models.viden import data, moenster, regler

MELLEMRUM = "\u00a0\u2007\u2009\u202f"
ET_MELLEMRUM = dict.fromkeys(map(ord, MELLEMRUM), " ")
MINUS = "-‐‑–−"
ENHED = r"(?:%|pct\.?|procent|kr\.?|kroner|(?:mio|mia|mill)\.?\s*kr\.?|t\.?\s?kr\.?)"
CIFRE = r"(?:[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+|\d+)"
TAL = re.compile(
    rf"(?P<parentes>\()?\s*(?:kr\.?\s*)?(?P<fortegn>[{MINUS}+])?\s*(?P<hele>{CIFRE})(?:,(?P<decimaler>\d+)|,[{MINUS}])?"
    rf"\s*(?P<enhed>{ENHED})?\s*(?P<efter>[{MINUS}])?\s*(?P<slut>\))?",
    re.IGNORECASE,
)
KAN_VAERE_DATO = re.compile(r"(?:19|20)\d\d|\d[-./]\d")
"""What every date has: a year in full, or numbers with a mark between them."""
FLEST_CIFRE = 15
"""A double holds 15 digits exactly; longer runs of digits are ids."""


def tal(s: str) -> float | None:
    """The value of a Danish number in its printed unit: ``1.214,2-`` is -1214.2, ``(12,5)`` is -12.5.

    Thousands are parted by points or single spaces; ``2 0`` and ``1.5`` are no clean numbers and give None.
    """
    fundet = tal_med_enhed(s)
    return fundet[0] if fundet else None


@lru_cache(maxsize=4096)  # a cell is asked about for its table, its row and itself
def tal_med_enhed(s: str) -> tuple[float, str | None] | None:
    """The number and its unit as ``enhed`` names it: ``418 pct.`` is (418.0, ``pct.``)."""
    m = TAL.fullmatch(s.translate(ET_MELLEMRUM).strip())
    if not m or bool(m["parentes"]) != bool(m["slut"]) or (m["fortegn"] and m["efter"]):
        return None
    hele, decimaler = m["hele"].replace(".", "").replace(" ", ""), m["decimaler"] or ""
    if len(hele) + len(decimaler) > FLEST_CIFRE:
        return None
    vaerdi = float(f"{hele}.{decimaler or 0}")
    negativ = m["parentes"] or m["efter"] or (m["fortegn"] and m["fortegn"] != "+")
    return (-vaerdi if negativ and vaerdi else vaerdi), enhed(m["enhed"] or "")


def enhed(s: str) -> str | None:
    """The unit that a caption, a column head or a cell names: ``mio. kr.``, ``1.000 kr.``, ``kr.``, ``pct.``."""
    return next((r.giver for r in regler("enheder") if r.moenster.search(s)), None)


def kroner(vaerdi: float, enhed: str | None) -> float | None:
    """The amount in kroner, or None where the unit is no money."""
    faktor = data("enheder")["kroner"].get(enhed)
    return None if faktor is None else round(vaerdi * faktor, 2)


def find_spaend(tekst: str) -> list[tuple[int, int]]:
    """The numbers that a text lists, as first and last: ``1.-3. og 5`` is (1, 3), (5, 5)."""
    return [(int(m["a"]), int(m["b"] or m["a"])) for m in moenster("struktur", "talspaend").finditer(tekst)]


def find_datoer(tekst: str) -> list[tuple[str, int, int]]:
    """Every whole date of a text as (ISO date, first character, end), in the order of the text."""
    if not KAN_VAERE_DATO.search(tekst):
        return []
    smaat = tekst.lower()
    fundne = [
        (iso, m.start(), m.end())
        for r in regler("datoer")
        if r.giver == "dato" and r.kan_findes(smaat)
        for m in r.moenster.finditer(tekst)
        if (iso := _iso(m)) is not None
    ]
    ud: list[tuple[str, int, int]] = []
    for fund in sorted(fundne, key=lambda f: (f[1], -f[2])):
        if not ud or fund[1] >= ud[-1][2]:
            ud.append(fund)
    return ud


def begynder_med_dato(tekst: str) -> bool:
    """Whether the first that a text says is a date, the day of the week and the word for a meeting aside."""
    datoer = find_datoer(tekst)
    return bool(datoer) and moenster("struktur", "moedetid").fullmatch(tekst, 0, datoer[0][1]) is not None


def uden_dato_og_sidetal(tekst: str) -> str:
    """What else stands at a page's edge, or behind the name of a body."""
    for _, fra, til in find_datoer(tekst)[::-1]:
        tekst = tekst[:fra] + tekst[til:]
    return moenster("struktur", "sidetal").sub("", tekst)


def iso_dato(s: str) -> str | None:
    """The one date in a short text, ISO; None where it has none or several different ones."""
    datoer = {iso for iso, _, _ in find_datoer(s)}
    return datoer.pop() if len(datoer) == 1 else None


def _iso(m: re.Match[str]) -> str | None:
    g = m.groupdict()
    maaned = _maaneder()[g["navn"].casefold()] if g.get("navn") else int(g["maaned"])
    aar = int(g["aar"]) if g.get("aar") else helt_aar(int(g["kort"]))
    try:
        return date(aar, maaned, int(g["dag"])).isoformat()
    except ValueError:
        return None


def helt_aar(kort: int) -> int:
    """The year that two digits stand for: 40–99 lie in the 1900s, since the oldest referater online are of 2002."""
    return kort + (1900 if kort >= 40 else 2000)


@cache
def _maaneder() -> dict[str, int]:
    return {navn: nr for nr, navne in enumerate(data("datoer")["maaneder"], 1) for navn in navne}


def klokkeslaet(s: str) -> tuple[str | None, str | None]:
    """Start and end as ``HH:MM`` of the first time in a text: ``kl. 16.00-18.30`` is (``16:00``, ``18:30``)."""
    for regel in regler("datoer"):
        if regel.giver == "klokkeslæt" and (m := regel.moenster.search(s)):
            g = m.groupdict()
            time = _af_tolv(g["time"], bool(g["pm"])) if "pm" in g else g["time"]
            return _hhmm(time, g["minut"] or g.get("minut_klods")), _hhmm(g.get("time2"), g.get("minut2"))
    return None, None


def _af_tolv(time: str, eftermiddag: bool) -> str:
    """An hour of a clock of twelve as one of twenty-four."""
    return str(int(time) % 12 + 12 * eftermiddag)


def _hhmm(time: str | None, minut: str | None) -> str | None:
    return f"{int(time):02d}:{minut or '00'}" if time else None
