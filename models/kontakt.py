"""Where a person can be reached: the addresses, telephone numbers and e-mail addresses that stand beside a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from referat.models.viden import regler

FOER, EFTER = 80, 200
"""So many characters before and after a name its details are looked for in."""
AFSNIT = re.compile(r"\n\s*\n")
"""Where another paragraph begins, another person's details may."""
GADE = re.compile(r"[,\n]")
"""Where the street of an address ends; it is a detail also without the town."""
NAVNESKEL = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Oplysning:
    """A detail: ``art`` is mail, telefon or adresse."""

    art: str
    tekst: str


def find_kontakt(tekst: str, navn: str) -> list[Oplysning]:
    """The details beside each place where a text has a name, and the e-mail addresses that are made of it."""
    steder = list(navnemoenster(navn).finditer(tekst))
    ud = [o for sted in steder for o in _omkring(tekst, sted.start(), sted.end())]
    return list(dict.fromkeys([*ud, *_egne_mails(tekst, navn)]))


def _omkring(tekst: str, fra: int, til: int) -> Iterator[Oplysning]:
    foer = AFSNIT.split(tekst[max(fra - FOER, 0) : fra])[-1]
    efter = AFSNIT.split(tekst[til : til + EFTER])[0]
    for stykke in (" ".join(foer.split()), " ".join(efter.split())):
        for regel in regler("kontakt"):
            for m in regel.find(stykke):
                yield Oplysning(regel.giver, m[0])
                if regel.giver == "adresse" and (kort := GADE.split(m[0])[0]) != m[0]:
                    yield Oplysning(regel.giver, kort)


def _egne_mails(tekst: str, navn: str) -> Iterator[Oplysning]:
    """E-mail addresses that begin with the first and the last name, wherever they stand."""
    if "@" not in tekst:
        return
    led = [_ascii(o) for o in NAVNESKEL.findall(navn.casefold())]
    mail = next(r for r in regler("kontakt") if r.giver == "mail")
    for m in mail.find(tekst):
        lokal = _ascii(m[0].partition("@")[0].casefold())
        if len(led) > 1 and led[0] in lokal and led[-1] in lokal:
            yield Oplysning("mail", m[0])


def _ascii(tekst: str) -> str:
    for fra, til in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        tekst = tekst.replace(fra, til)
    return tekst


def navnemoenster(navn: str) -> re.Pattern[str]:
    """A name however its words are parted on the page."""
    ord_ = r"\s+".join(map(re.escape, navn.split()))
    return re.compile(rf"(?<!\w){ord_}s?(?!\w)", re.IGNORECASE)
