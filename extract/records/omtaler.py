"""Kommuner named in a text, each spelling once, with how sure it is that the kommune is meant."""

from __future__ import annotations

from collections.abc import Iterable

from referat.extract.kommunenavne import Kommunenavn
from referat.extract.udsnit import Udsnit
from referat.schemas.poster import Omtale

MINDSTE_SCORE = 0.65


def find_omtaler(udsnit: Udsnit, navne: Iterable[Kommunenavn]) -> list[Omtale]:
    """The kommuner that a stretch names, one record for each spelling, where it is surest; ``navne`` were seen in it.

    A name that is part of another (``Nyborg Strand``, ``Peer Thisted``) or a damaged one in running prose is left out.
    """
    bedst: dict[tuple[str, str], Kommunenavn] = {}
    for navn in navne:
        noegle = (navn.kommune.kode, navn.raa)
        if navn.score >= MINDSTE_SCORE and (noegle not in bedst or navn.score > bedst[noegle].score):
            bedst[noegle] = navn
    return [
        Omtale(
            kommune_kode=n.kommune.kode,
            raa=n.raa,
            score=n.score,
            belaeg=udsnit.belaeg(n.fra, n.til, f"omtaler:{n.sammenhaeng}"),
        )
        for n in bedst.values()
    ]
