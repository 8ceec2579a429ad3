"""Decisions that no heading names: the lines of a punkt from the first that tells what the body decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from referat.extract.afsnit import Stykke
from referat.extract.udsnit import Udsnit
from referat.models.afsnit import noegle, ordliste
from referat.models.organer import find_organ, kan_vaere_samme_organ
from referat.models.viden import data, moenster, regler, saml
from referat.schemas.side import Linje
from referat.schemas.vokabular import Afsnitsart

FORAN = frozenset(
    {Afsnitsart.INDLEDNING, Afsnitsart.RESUME, Afsnitsart.SAGSFREMSTILLING, Afsnitsart.INDSTILLING, Afsnitsart.OEKONOMI}
)
"""Sections that have text of the case."""


def med_uhovedet(
    stykker: Sequence[Stykke], udvalg: str | None, *, ingen_har: bool, konkluderer: bool = False
) -> list[Stykke]:
    """The sections, where a decision in the last of them that has text of the case is one of its own, the body's that
    met (``udvalg``).

    ``ingen_har`` says that the document heads next to no decisions: one that heads other sections is then an agenda,
    and what its text tells of decisions is of earlier ones. Where others are headed, one is only known by saying that
    the recommendation was followed. ``konkluderer`` says that conclusions are the decisions.
    """
    i = next((i for i in reversed(range(len(stykker))) if stykker[i].art in FORAN and stykker[i].udsnit), None)
    afgjort = any(s.art is Afsnitsart.BESLUTNING for s in stykker)
    if (
        konkluderer
        and i is not None
        and not afgjort
        and noegle(stykker[i].overskrift or "") in ordliste("konklusioner")
    ):
        return [*stykker[:i], replace(stykker[i], art=Afsnitsart.BESLUTNING), *stykker[i + 1 :]]
    if i is None or afgjort or (ingen_har and any(s.overskrift and s.art in FORAN for s in stykker)):
        return list(stykker)
    linjer = stykker[i].udsnit.linjer
    indstiller = moenster("struktur", "indstiller-at")
    fra = max((n for n, x in enumerate(linjer) if indstiller.match(x.tekst)), default=-1) + 1
    mulige = (n for n in range(fra, len(linjer)) if _kan_begynde(linjer, n) and _afgoer(linjer[n], ingen_har))
    n = next((n for n in mulige if not om_andet_organ(linjer[n].tekst, udvalg)), None)
    if n is None:
        return list(stykker)
    hoved = replace(stykker[i], udsnit=Udsnit(linjer[:n]))
    egen = Stykke(Afsnitsart.BESLUTNING, None, Udsnit(linjer[n:]), linjer[n], regel="afsnit:uhovedet")
    return [*stykker[:i], *([hoved] if n else []), egen, *stykker[i + 1 :]]


def om_andet_organ(tekst: str, udvalg: str | None) -> bool:
    """Whether a text begins with what another body than the one that met did (`Økonomiudvalget anbefaler …`)."""
    organ = find_organ(tekst.lstrip()) if udvalg else None
    if organ is None or organ.start() or kan_vaere_samme_organ(organ[0], udvalg or ""):
        return False
    gerning = saml("<<gerning>>", data("uhovedet")["stykker"])
    return re.match(gerning, tekst.lstrip()[organ.end() :], re.IGNORECASE) is not None


def _kan_begynde(linjer: Sequence[Linje], n: int) -> bool:
    """Whether the line before a line does not go on in it."""
    foer = linjer[n - 1].tekst.rstrip() if n else ""
    return not foer or (foer[-1] in ".:;!?)" and not linjer[n - 1].brudt)


def _afgoer(linje: Linje, ingen_har: bool) -> bool:
    fundet = any(r.moenster.match(linje.tekst) for r in regler("uhovedet") if ingen_har or r.giver == "indstilling")
    return fundet or (ingen_har and moenster("struktur", "afgjort-foran").match(linje.tekst.lstrip()) is not None)
