"""The lines of a meeting with what is asked of them again and again when its punkter are looked for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from referat.extract.moedefelter import er_hovedets_bemaerkning
from referat.extract.navne import er_navneliste
from referat.extract.overskrifter import Overskrift, find_overskrift
from referat.extract.records.journalnumre import er_journalnummerlinje, er_maerkat, er_tom_sagslinje
from referat.extract.udsnit import skaer
from referat.models.afsnit import noegle, ordliste
from referat.models.titler import dagsordensord, fast_punkt, lukket_titel
from referat.models.viden import moenster, regler, udtryk
from referat.schemas.side import KUGLER, Linje
from referat.schemas.vokabular import Afsnitsart

KUGLE = re.compile(rf"^\s*[{KUGLER}]\s+")
TAL_OG_TITEL = re.compile(r"\s*\d{1,3}[.:)]?\s+[A-ZÆØÅ]")
FAERREST_KUGLER = 3
"""Fewer punkter behind bullets may be points of a list."""
SER_FREM = 4
"""How many filled lines after a title may pass before its case number or first heading."""
ETIKETLINJE = re.compile(r"\s*[A-ZÆØÅ][\wæøå./ -]{2,40}:(?:\s|$)")
"""A label, with or without its value."""
FLEST_ETIKETTER = 12
"""A block of labels has no more lines."""
FREMHAEVET = 1.08
"""Type this much larger than the body is set off from it."""
SAETNINGSSLUT = re.compile(r"(?<!^\d)(?<!^\d\d)\.(?=\s+[A-ZÆØÅ]|$)")
FILNAVN = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|msg)\s*$", re.IGNORECASE)
SAGSNUMMER_SIDST = re.compile(r"\s*(\([^()]*\d[^()]*\))\s*$")
SAGSNUMMER_BAG = re.compile(r"(?:(?<=[a-zæøå)]) ?|(?<= 19\d\d)|(?<= 20\d\d))(\d\d/\d{3,6})\s*$")
"""Behind a title, or glued to it: `Orientering12/28115`."""
SAGSNUMMER_I_CELLE = re.compile(r"(?: {3,}|\t\s*)(\S(?:(?! {3}|\t).)*)$")
SAGSNUMMER_FOERST = re.compile(r"^([A-ZÆØÅ]{2,4} \d{1,4}/\d{2,4})\.\s+")


BOGSTAV_SIDST = re.compile(r"\s[A-ZÆØÅ]\.$")
"""`Nykøbing F.`"""
LUKKET = "Lukket:"
"""Stands before the title of a closed item, or for a title that is on a line below."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where a punkt begins: the line, its number and title as far as that line has them, and by which rule."""

    i: int
    nr: str | None
    titel: str
    regel: str
    stoette: int


class Linjer:
    """The lines with what is asked of them again and again: headings, case lines, neighbours."""

    def __init__(self, linjer: Sequence[Linje]) -> None:
        self.linjer = linjer
        self._fyldte = [i for i, x in enumerate(linjer) if not x.tom]
        talte = [(i, t, t != linjer[i].tekst) for i in self._fyldte if (t := _talt(linjer[i]))]
        self.talte = _med_kugler(_uden_lister(talte))
        """The lines that begin with a number or a word for an item, without a bullet before it."""
        self.overskrifter = [self._overskrift(i) for i in range(len(linjer))]
        self.sagslinje = [er_journalnummerlinje(x.tekst) or er_tom_sagslinje(x.tekst) for x in linjer]
        for i, naeste in pairwise(self._fyldte):
            if er_maerkat(linjer[i].tekst):  # a number on a line of its own may be one only behind its label
                self.sagslinje[naeste] |= er_journalnummerlinje(f"{linjer[i].tekst} {linjer[naeste].tekst}")
                self.sagslinje[i] |= self.sagslinje[naeste]

    def __len__(self) -> int:
        return len(self.linjer)

    def _overskrift(self, i: int) -> Overskrift | None:
        fundet = find_overskrift(self.linjer[i])
        if fundet and fundet.rest_fra is None and self._er_punkttype(i):
            return None
        return None if fundet and er_hovedets_bemaerkning(self.linjer[i], self.linjer[max(i - 2, 0) : i]) else fundet

    def _er_punkttype(self, i: int) -> bool:
        """Whether a line says what kind of item a punkt is (`Beslutning`), under the label for that."""
        over = self.foer(i)
        return over is not None and noegle(self.linjer[over].tekst) in ordliste("punkttype")

    def fyldte(self, fra: int, skridt: int = 1) -> list[int]:
        """The next few filled lines from ``fra``, exclusive."""
        if skridt > 0:
            n = bisect_right(self._fyldte, fra)
            return self._fyldte[n : n + SER_FREM]
        n = bisect_left(self._fyldte, fra)
        return self._fyldte[max(n - SER_FREM, 0) : n][::-1]

    def titel_under(self, i: int) -> list[int]:
        """The line under ``i`` that may be the title of a number that stands alone; marks are passed over, but for one
        of a closed item that has no other title, and so is the case number."""
        umaerkede = [j for j in self.fyldte(i) if not er_maerke(self.linjer[j].tekst)]
        under = next(iter(umaerkede), None)
        h = self.overskrifter[under] if under is not None else None
        fri = under is not None and (h is None or h.art is Afsnitsart.ANDET or self.er_fast_punkt(under))
        if under is not None and fri and not self.sagslinje[under]:
            return [under]
        if under is None or not self.sagslinje[under]:
            return []
        lukket = [j for j in self.fyldte(i)[:1] if lukket_titel(self.linjer[j].tekst)[1]]
        efter = [j for j in umaerkede if not self.sagslinje[j]][:1]
        return self._under_etiketter(i) or lukket or [j for j in efter if kan_vaere_titel(self, j) or self.til_komma(j)]

    def _under_etiketter(self, i: int) -> list[int]:
        """The line under a block of labels with their values, which stands under ``i`` and has a case number.

        A title that goes on over the next line may end in a comma."""
        fra = bisect_right(self._fyldte, i)
        under = self._fyldte[fra : fra + FLEST_ETIKETTER]
        hoved = list(takewhile(lambda j: self._er_etiket(j) and (j == i + 1 or self._hoerer_til_hovedet(j)), under))
        if not any(self.sagslinje[j] for j in hoved):
            return []
        fra = hoved[-1]
        if (
            self.linjer[fra].tekst.rstrip().endswith(":")
        ):  # its value and those of others stand below, up to a blank line
            fra = next((j for j in range(fra, len(self)) if self.linjer[j].tom), fra)
        under = self.fyldte(fra)[:1]
        return [j for j in under if kan_vaere_titel(self, j) or self.til_komma(j) or self.er_fast_punkt(j)]

    def er_fast_punkt(self, i: int) -> bool:
        """Whether a line is the title of a standing item that could head a section (`Bemærkninger til dagsordenen`)."""
        h = self.overskrifter[i]
        return h is not None and h.rest_fra is None and fast_punkt(self.linjer[i].tekst)

    def _er_etiket(self, i: int) -> bool:
        """Whether a line is a label with or without its value, or a case line."""
        return self.sagslinje[i] or ETIKETLINJE.match(self.linjer[i].tekst) is not None

    def _hoerer_til_hovedet(self, i: int) -> bool:
        """Whether a label stands right under a line, or past an empty one is one that only heads of cases have."""
        etiket = self.linjer[i].tekst.split(":")[0]
        return not self.adskilt(i) or self.sagslinje[i] or noegle(etiket) in dagsordensord("hovedetiketter")

    def til_komma(self, i: int) -> bool:
        """Whether a line ends in a comma, and the next goes on with a small letter (or in capitals as it does) and ends
        the paragraph."""
        tekst, naeste = self.linjer[i].tekst.rstrip(), [x.tekst.strip() for x in self.linjer[i + 1 : i + 3]]
        return (
            tekst.endswith(",")
            and len(naeste) == 2
            and (naeste[0][:1].islower() or (tekst.isupper() and naeste[0].isupper()))
            and not naeste[0].endswith(".")
            and not naeste[1]
        )

    def foer(self, i: int) -> int | None:
        """The filled line before ``i``."""
        return next(iter(self.fyldte(i, -1)), None)

    def adskilt(self, i: int) -> bool:
        """Whether an empty line, or the document's beginning, is over a line."""
        return i == 0 or self.linjer[i - 1].tom

    def forbi(self, fra: int, i: int) -> bool:
        """Whether a punkt that begins at ``fra`` may have ended before a line: it was decided, or has no headings, and
        nothing leads up to the line."""
        foer = self.foer(i)
        if foer is None or self.linjer[foer].tekst.rstrip().endswith(":"):
            return False
        hoveder = [h for h in self.overskrifter[fra + 1 : i] if h is not None]
        return not hoveder or any(h.art is Afsnitsart.BESLUTNING for h in hoveder)

    def fremhaevet(self, i: int) -> bool:
        """Whether line ``i`` is larger than the body, or bold."""
        return er_fremhaevet(self.linjer[i])

    def har(self, *arter: Afsnitsart, fra: int = 0, til: int | None = None) -> bool:
        """Whether any heading, among the lines from one up to another, has one of the roles."""
        return any(h is not None and h.art in arter for h in self.overskrifter[fra:til])


def er_fremhaevet(linje: Linje) -> bool:
    """Whether a line is set off from the body: larger, or bold."""
    return linje.forhold > FREMHAEVET or linje.fed


def _tabuleret(tekst: str) -> bool:
    """Whether a line is a number set off from its title with a tabulator, or a case number or the kind of item from
    that; a row of a table has other cells, or begins otherwise."""
    m = udtryk("punktstart", "tal_og_tabulator").match(tekst)
    bag = m["sag"] if m else None
    return m is not None and (bag is None or er_punktart(bag) or er_maerkat(bag) or er_journalnummerlinje(bag))


def er_punktart(tekst: str) -> bool:
    """Whether a text is what kind of item a punkt is (`Beslutning`, `Til orientering`)."""
    return noegle(tekst) in dagsordensord("punktarter")


def _talt(linje: Linje) -> str | None:
    if linje.gitter is not None or ("\t" in linje.tekst.strip() and not _tabuleret(linje.tekst.rstrip())):
        return None
    tekst = KUGLE.sub("", linje.tekst)
    return tekst if udtryk("punktstart", "begynder").match(tekst) else None


def _uden_lister(fundne: Sequence[tuple[int, str, bool]]) -> list[tuple[int, str, bool]]:
    """Such lines but those that stand right below each other, several, each with a cell behind its title: a list of
    cases."""
    tabulerede = ((i, tekst.rstrip()) for i, tekst, _ in fundne if "\t" in tekst.strip())
    bag = {i: m["sag"] for i, tekst in tabulerede if (m := udtryk("punktstart", "tal_og_tabulator").match(tekst))}
    liste = {i for i in bag if any({i + a, i + b} <= bag.keys() for a, b in ((-2, -1), (-1, 1), (1, 2)))}
    return [x for x in fundne if x[0] not in liste or not bag[x[0]]]


def _med_kugler(fundne: Sequence[tuple[int, str, bool]]) -> list[tuple[int, str]]:
    """Such lines (number, text, whether behind a bullet): words for an item behind bullets are those of punkter only
    where most stand so (`• Punkt 3 …`), and more than titles behind a number alone do; else points about others."""
    ord_og_tal = udtryk("punktstart", "ord_og_tal")
    ord_ = [bag_kugle for _, tekst, bag_kugle in fundne if ord_og_tal.match(tekst)]
    talte = sum(not bag_kugle and TAL_OG_TITEL.match(tekst) is not None for _, tekst, bag_kugle in fundne)
    alle = sum(ord_) >= FAERREST_KUGLER and 2 * sum(ord_) > len(ord_) and sum(ord_) > talte
    return [(i, tekst) for i, tekst, bag_kugle in fundne if alle or not bag_kugle or tekst.lstrip()[0].isdigit()]


def er_maerke(tekst: str) -> bool:
    """Whether a line is a mark that the next punkt begins (`Åbent punkt`); behind a dash it is an item of its own."""
    return noegle(tekst) in dagsordensord("maerker") and not tekst.lstrip().startswith(("-", "–"))


def er_afgoerelse(titel: str) -> bool:
    """Whether what stands behind a number is an outcome (`Punkt 2: Udsat.`) or votes, not a title."""
    if any(moenster("stemmer", x).match(titel) for x in ("for-stemte", "imod-stemte")):
        return True
    m = udtryk("indstilling", "at_foran").match(titel)  # a decision may name a point by its first word
    return any(r.moenster.match(titel) or r.moenster.match(titel, m.end() if m else 1) for r in regler("udfald"))


def kan_vaere_titel(x: Linjer, i: int, *, punktum: bool = False) -> bool:
    """Whether a line may be a title: no heading, case line, outcome or list of names, and no end of a sentence, but for
    one full stop where ``punktum`` says that older titles end so."""
    tekst = x.linjer[i].tekst.strip()
    if punktum and len(SAETNINGSSLUT.findall(tekst)) == 1:
        tekst = tekst.removesuffix(".")
    return (
        x.overskrifter[i] is None
        and not x.sagslinje[i]
        and 2 < len(tekst) <= 200
        and (tekst[0].isupper() or tekst[0].isdigit() or lukket_titel(tekst)[1])
        and (not tekst.endswith((".", ",", ":", ";")) or BOGSTAV_SIDST.search(tekst) is not None)
        and not er_afgoerelse(tekst)
        and not er_navneliste(tekst)
        and not FILNAVN.search(tekst)
    )


def uden_sagsnummer(titel: str, linjer: Sequence[Linje]) -> tuple[str, list[Linje]]:
    """A title without the case number in parentheses or in a cell of its own at its end, or before its first full stop,
    and that number as a line of the head."""
    for m in (SAGSNUMMER_SIDST.search(titel), SAGSNUMMER_FOERST.match(titel)):
        if m and linjer and er_journalnummerlinje(m[1]):
            linje = linjer[-1] if m.start() else linjer[0]
            sted = linje.tekst.find(m[1])
            rest = f"{titel[: m.start()]} {titel[m.end() :]}".strip()
            return rest, [skaer(linje, sted, sted + len(m[1]))] if sted >= 0 else []
    m = SAGSNUMMER_I_CELLE.search(linjer[-1].tekst.rstrip(" *")) if linjer else None
    if m and er_journalnummerlinje(m[1]):
        slut = re.compile(r"\s+".join(map(re.escape, m[1].split())) + r"\W*$")
        return slut.sub("", titel).rstrip(), [skaer(linjer[-1], m.start(1), m.end(1))]
    if linjer and (m := SAGSNUMMER_BAG.search(linjer[-1].tekst)) and er_journalnummerlinje(m[1]):
        return titel.rstrip().removesuffix(m[1]).rstrip(), [skaer(linjer[-1], m.start(1), m.end(1))]
    return titel, []
