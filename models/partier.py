"""Parties: their letters and the names that stand for them in minutes."""

from __future__ import annotations

import re
from functools import cache

from referat.models.viden import data


@cache
def _navne() -> dict[str, str]:
    return {n.casefold(): b for b, navne in data("partier")["partier"].items() for n in navne}


def partibogstav(ord_: str) -> str | None:
    """The letter of a party given by name, abbreviation or letter; None for what is no party."""
    renset = re.sub(r"s$", "", ord_.strip(" ()."))
    if renset in data("partier")["partier"] or re.fullmatch(r"[A-ZÆØÅ]|UP-?\d?|UFP", ord_.strip(" ().")):
        return ord_.strip(" ().")
    return _navne().get(ord_.strip().casefold()) or _navne().get(renset.casefold())


def er_parti(ord_: str) -> bool:
    """Whether a name is a party's, be it a local list whose letter differs by kommune."""
    return partibogstav(ord_) is not None or partinavn(ord_.strip()) in data("partier")["lokale"]


def partinavn(ord_: str) -> str:
    """A party's name without the ending of a genitive."""
    return ord_[:-1] if ord_.endswith("s") and ord_.casefold() not in _navne() else ord_


@cache
def parti_moenster() -> re.Pattern[str]:
    """Party names, letters in parentheses, and enumerated letters (`A, F og Ø`)."""
    navne = [n for navne in data("partier")["partier"].values() for n in navne if len(n) > 1]
    navne += data("partier")["lokale"]
    ord_ = "|".join(sorted((re.escape(n) for n in navne), key=len, reverse=True))
    i_parentes = r"\((?:[A-ZÆØÅ]|UP-?\d?|UFP)\)"
    i_raekke = r"(?:(?<=[\s(,])|^)[A-ZÆØÅ](?=,|\)| og [A-ZÆØÅ]\b|$)|(?<= og )[A-ZÆØÅ]\b"
    return re.compile(rf"\b(?:{ord_})s?\b|{i_parentes}|{i_raekke}")
