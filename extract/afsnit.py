"""A punkt's lines → its sections: each heading with the text under it, by role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from referat.extract.linjesyn import er_afgoerelse, er_fremhaevet, er_maerke
from referat.extract.overskrifter import ORGAN_DATO, Overskrift, find_organlinje, find_overskrift
from referat.extract.records.journalnumre import er_maerkat
from referat.extract.udsnit import Udsnit, skaer
from referat.models.afsnit import noegle, ordliste
from referat.models.organer import er_organ
from referat.models.viden import moenster, regler
from referat.schemas.side import Linje
from referat.schemas.vokabular import Afsnitsart

VERSALER = re.compile(r"\s*[A-ZÆØÅ][A-ZÆØÅ &-]+\s*:\s*")
"""A name in capitals with its colon."""
FOERSTE_LED, BOGSTAVLED = re.compile(r"\s*(?:1[.)]|at\s|[•·-]\s)"), re.compile(r"\s*a[.)]\s")
KORT = 160
"""A line that leads in a recommendation without a heading is no longer than this."""
EFTER_BILAG = frozenset(
    {Afsnitsart.FRAVAER, Afsnitsart.RELATERET, Afsnitsart.KOMMENDE, Afsnitsart.FORLOEB, Afsnitsart.BILAG}
)
"""Roles whose headings may follow a list of attachments and are never the title of one."""


@dataclass(frozen=True, slots=True)
class Stykke:
    """A section: its heading (None before the first), role, text, whose decision of when it is, and its first line."""

    art: Afsnitsart
    overskrift: str | None
    udsnit: Udsnit
    linje: Linje
    udvalg: str | None = None
    dato: str | None = None
    regel: str = "afsnit:indledning"


def del_i_afsnit(linjer: Sequence[Linje]) -> list[Stykke]:
    """The sections of a punkt's body, empty ones (a heading with no text) included, in order."""
    if not linjer:
        return []
    fundne = [
        None if _midt_i_saetning(linjer, i) else find_overskrift(x) or _organlinje(linjer, i)
        for i, x in enumerate(linjer)
    ]
    stile = {_stil(x) for x, h in zip(linjer, fundne, strict=True) if h and h.rest_fra is None and er_fremhaevet(x)}
    ud: list[Stykke] = []
    hoved: Overskrift | None = None
    dele: list[Linje] = []
    forrige = linjer[0]
    for i, linje in enumerate(linjer):
        andet = None if _er_fremhaevet_tekst(hoved, dele) else _andet(linje, stile)
        ny = fundne[i] or andet or _indstiller(linjer, i, hoved, fundne)
        ny = ny or _indstiller_alene(linjer, i, fundne, i_liste=hoved is not None and hoved.art is Afsnitsart.BILAG)
        if ny is None or (fundne[i] and _hoerer_til(ny, hoved, forrige, linjer, i)):
            dele.append(linje)
            continue
        ud.append(_stykke(hoved, dele, forrige))
        hoved, dele, forrige = ny, [], linje
        if ny.rest_fra is not None:
            dele.append(skaer(linje, ny.rest_fra, len(linje.tekst)))
    ud.append(_stykke(hoved, dele, forrige))
    return [s for s in ud if s.overskrift is not None or s.udsnit]


def _organlinje(linjer: Sequence[Linje], i: int) -> Overskrift | None:
    """A body's name alone that heads what it decided: set apart above, or with the outcome below; its text right below
    (with a date or in capitals, past a blank line), no list of bodies, and not on top of a page, where it may be a
    running head."""
    overskrift = find_organlinje(linjer[i])
    under = next((x for x in linjer[i + 1 :] if not x.tom), None)
    if overskrift is None or under is None or find_organlinje(under) or find_overskrift(under):
        return None
    over = next((x.tekst.rstrip() for x in reversed(linjer[:i]) if not x.tom), ".")
    sikker = overskrift.dato or (VERSALER.fullmatch(linjer[i].tekst) and not over.endswith(":"))
    if linjer[i + 1].tom and not (sikker and i + 2 < len(linjer) and linjer[i + 2] is under):
        return None
    foer = linjer[i - 1] if i else None
    if foer is None:
        return overskrift
    adskilt = _slutter(foer) or _er_overskrift(foer) or er_maerke(foer.tekst) or _afgoer_under(foer, under)
    return overskrift if adskilt and foer.side == linjer[i].side else None


def _afgoer_under(foer: Linje, under: Linje) -> bool:
    """Whether the line below a body's name begins with an outcome, and the one above does not lead up to the name."""
    uafsluttet = moenster("struktur", "gaar-videre").search(foer.tekst)
    tekst = under.tekst.strip(" *#")
    afgjort = all(moenster("struktur", x).match(tekst) for x in ("afgjort-foran", "afgjort-med-slut"))
    return not uafsluttet and (afgjort or moenster("struktur", "punkter-afgjort").match(tekst) is not None)


def _er_overskrift(linje: Linje) -> bool:
    """Whether a line is the heading under which bodies decide, one by one."""
    h = find_overskrift(linje)
    return h is not None and h.rest_fra is None and h.art in (Afsnitsart.BESLUTNING, Afsnitsart.RELATERET)


def _slutter(linje: Linje) -> bool:
    """Whether a line ends what it belongs to: a blank one, or one that ends in a full stop."""
    return linje.tom or linje.tekst.rstrip().endswith(".")


def _midt_i_saetning(linjer: Sequence[Linje], i: int) -> bool:
    """Whether a line goes on with a sentence that was wrapped, and is not set as a heading."""
    return i > 0 and linjer[i - 1].brudt and not er_fremhaevet(linjer[i])


def _stykke(hoved: Overskrift | None, dele: Sequence[Linje], linje: Linje) -> Stykke:
    if hoved is not None and hoved.art in (Afsnitsart.BESLUTNING, Afsnitsart.FRAVAER):
        dele = [_uden_indryk(x) for x in dele]
    udsnit = Udsnit(_trim(dele))
    if hoved is None:
        return Stykke(Afsnitsart.INDLEDNING, None, udsnit, linje)
    return Stykke(hoved.art, hoved.ord or None, udsnit, linje, hoved.udvalg, hoved.dato, hoved.regel)


def _uden_indryk(linje: Linje) -> Linje:
    """A line without the blanks before it: names and sentences go on from line to line."""
    indryk = len(linje.tekst) - len(linje.tekst.lstrip(" "))
    return linje if linje.tom else skaer(linje, indryk, len(linje.tekst))


def _trim(linjer: Sequence[Linje]) -> Sequence[Linje]:
    fyldte = [i for i, x in enumerate(linjer) if not x.tom]
    return linjer[fyldte[0] : fyldte[-1] + 1] if fyldte else ()


def _stil(linje: Linje) -> tuple[float, bool]:
    return round(linje.forhold, 1), linje.fed


def _andet(linje: Linje, stile: set[tuple[float, bool]]) -> Overskrift | None:
    """A heading of no known role: set like the known ones, or in capitals."""
    tekst = linje.tekst.strip()
    if linje.gitter is not None or not 3 <= len(tekst) <= 120 or tekst.endswith((",", ".", ";", ":")):
        return None
    versaler = tekst.isupper() and len(re.findall(r"[A-ZÆØÅ]{3,}", tekst)) >= 2
    if versaler or (er_fremhaevet(linje) and _stil(linje) in stile):
        return Overskrift(Afsnitsart.ANDET, tekst, regel="overskrift:stil")
    return None


def _er_fremhaevet_tekst(hoved: Overskrift | None, dele: Sequence[Linje]) -> bool:
    """Whether a line stands right under the heading of a decision, or under one that is set off as headings are and
    does not end there: the text of the decision may be bold."""
    if hoved is None or hoved.art is not Afsnitsart.BESLUTNING:
        return False
    fyldte = [x for x in dele if not x.tom]
    slut = bool(fyldte) and dele[-1].tom and _slutter(fyldte[-1])
    return all(map(er_fremhaevet, fyldte)) and not slut


def _indstiller(
    linjer: Sequence[Linje], i: int, hoved: Overskrift | None, fundne: Sequence[Overskrift | None]
) -> Overskrift | None:
    """`Forvaltningen indstiller,` without a heading begins the recommendations; the line is part of their text. A body
    that recommends before any heading may be deciding, unless a decision is headed further down."""
    efter_andres = hoved is not None and hoved.udvalg and hoved.dato and i and _slutter(linjer[i - 1])
    if hoved is not None and hoved.art in (Afsnitsart.INDSTILLING, Afsnitsart.BESLUTNING) and not efter_andres:
        return None
    linje = linjer[i]
    tekst = linje.tekst.strip(" *#")
    if len(tekst) > KORT or not _ender_som_indledning(tekst, linjer, i):
        return None
    for regel in (r for r in regler("indstilling") if r.giver == "indleder"):
        m = regel.moenster.fullmatch(tekst) or regel.moenster.match(f"{tekst}\n")
        if m is None or m.end() < len(tekst):
            continue
        afgoeres = any(h and h.art is Afsnitsart.BESLUTNING for h in fundne[i:])
        et_organ = er_organ(m.groupdict().get("hvem") or "")
        if efter_andres and not linjer[i - 1].tom and (et_organ or not afgoeres):
            return None  # goes on with what was decided
        i_forloeb = et_organ and hoved is not None and hoved.art is Afsnitsart.FORLOEB
        if i_forloeb and not (m.groupdict().get("til") and _alene_om_at_indstille(linjer, i, fundne)):
            return None  # what it recommended at its own meeting
        if (hoved is not None and not efter_andres) or afgoeres or not et_organ:
            return Overskrift(Afsnitsart.INDSTILLING, "", 0, regel="afsnit:indstiller")
    return None


def _alene_om_at_indstille(linjer: Sequence[Linje], i: int, fundne: Sequence[Overskrift | None]) -> bool:
    """Whether a line stands apart, and no heading is for recommendations."""
    return i > 0 and linjer[i - 1].tom and not any(h and h.art is Afsnitsart.INDSTILLING for h in fundne)


def _indstiller_alene(
    linjer: Sequence[Linje], i: int, fundne: Sequence[Overskrift | None], *, i_liste: bool
) -> Overskrift | None:
    """A paragraph of its own that is a recommendation (`Forvaltningen indstiller, at …`), the last before a heading
    where no heading is for recommendations; or a line of a list of attachments that is one."""
    alene = not i or i_liste or _slutter(linjer[i - 1])
    if not alene or not moenster("struktur", "indstiller-at").match(linjer[i].tekst):
        return None
    if any(h and h.art is Afsnitsart.INDSTILLING for h in fundne):
        return None
    slut = next((j for j in range(i + 1, len(linjer)) if linjer[j].tom or fundne[j]), len(linjer))
    naeste = next((j for j in range(slut, len(linjer)) if not linjer[j].tom), None)
    alene = naeste is not None and fundne[naeste] is not None
    return Overskrift(Afsnitsart.INDSTILLING, "", 0, regel="afsnit:indstiller") if alene else None


def _ender_som_indledning(tekst: str, linjer: Sequence[Linje], i: int) -> bool:
    """A lead-in ends in a comma, a colon or `at`, or a numbered point follows."""
    if tekst.endswith((",", ":", " at")):
        return True
    naeste = next((x.tekst for x in linjer[i + 1 : i + 4] if not x.tom), "")
    if moenster("struktur", "indstiller-sidst").search(tekst) and BOGSTAVLED.match(naeste):
        return True
    return FOERSTE_LED.match(naeste) is not None


def _hoerer_til(ny: Overskrift, hoved: Overskrift | None, hovedlinje: Linje, linjer: Sequence[Linje], i: int) -> bool:
    """Whether what looks like a heading is part of the text it stands in: absence noted in a decision, an earlier
    body's decision in a history, an attachment named `Høringssvar`."""
    if hoved is None:
        return False
    if hoved.art is Afsnitsart.FORLOEB and ny.regel == ORGAN_DATO:
        return True
    if hoved.art is Afsnitsart.BESLUTNING and noegle(ny.ord) in ordliste("afstemninger"):
        return True
    if hoved.art in (Afsnitsart.FORLOEB, Afsnitsart.BESLUTNING) and ny.art is Afsnitsart.FRAVAER:
        return not _sidste_ord(ny, linjer, i)
    begge = hoved.rest_fra is not None and ny.rest_fra is not None and noegle(ny.ord) in ordliste("gentaget")
    if hoved.art is not Afsnitsart.BILAG or begge:
        return False  # `Bilag: …` over `Beslutning: …`
    return _er_bilagstitel(ny, hovedlinje, linjer, i)


def _er_bilagstitel(ny: Overskrift, hovedlinje: Linje, linjer: Sequence[Linje], i: int) -> bool:
    """Under attachments a heading must name body and date, be set as one or have prose under it; `Indstilling` may head
    the list."""
    linje = linjer[i]
    if ny.udvalg and (ny.dato or moenster("struktur", "dato-tabt").search(ny.ord)):
        return False
    if ny.art is Afsnitsart.BILAG and ny.rest_fra is not None:
        return True
    if ny.art in EFTER_BILAG or er_fremhaevet(linje) or er_maerkat(ny.ord):
        return False
    foer = next((x for x in reversed(linjer[:i]) if not x.tom), None)
    h = find_overskrift(foer) if foer is not None else None
    foerst = h is not None and h.art is Afsnitsart.BILAG and h.rest_fra is None
    if ny.rest_fra is None and linje.tekst.rstrip().endswith(":"):
        return False
    if _som_hovedet(linje, hovedlinje, foer):
        return False
    if ny.art in (Afsnitsart.INDSTILLING, Afsnitsart.BESLUTNING) and not ny.dato:
        return foerst or (linje.boks is not None and (er_fremhaevet(hovedlinje) or not _adskilt(linjer, i)))
    under = next((x.tekst for x in linjer[i + 1 :] if not x.tom), "")
    return len(under) < KORT and not under.rstrip().endswith(".")


def _som_hovedet(linje: Linje, hovedlinje: Linje, foer: Linje | None) -> bool:
    """Whether a line of a PDF is set as the heading of the list that it stands under, and the list is set otherwise."""
    if foer is None or foer is hovedlinje or linje.boks is None:
        return False
    egen, hoved, liste = ((*_stil(x), x.tekst.isupper()) for x in (linje, hovedlinje, foer))
    return egen == hoved != liste


def _adskilt(linjer: Sequence[Linje], i: int) -> bool:
    """Whether a line stands apart from the one above, which does not from its own."""
    return i > 2 and linjer[i - 1].tom and not linjer[i - 3].tom


def _sidste_ord(ny: Overskrift, linjer: Sequence[Linje], i: int) -> bool:
    """Whether absence stands as the punkt's own last line (no colon: the portal's field), not in the decision."""
    linje = linjer[i]
    under = next((x.tekst for x in linjer[i + 1 :] if not x.tom), "")
    if er_afgoerelse(under.strip()):
        return False
    if ny.regel != "overskrift:uden-kolon" and not (
        linje.fed and moenster("struktur", "fravaer-alene").match(linje.tekst)
    ):
        return False
    return not any(find_overskrift(x) for x in linjer[i + 1 :])
