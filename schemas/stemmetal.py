"""Whether the named votes of a vote add up to the numbers that are stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from referat.schemas.vokabular import Stemmevalg

Stemt = tuple[Stemmevalg, int | None, bool]
"""How someone voted, with how many votes where that is stated, and whether it is a party."""


def overens(tal: Mapping[Stemmevalg, int], stemmer: Sequence[Stemt]) -> bool | None:
    """Whether names and counts agree; None where no count is stated, or where parties voted without numbers.

    A party is at least one vote: more parties and persons than the stated votes do not agree with them.
    """
    svar: list[bool | None] = []
    for valg, antal in tal.items():
        navngivne = [s for s in stemmer if s[0] is valg]
        if not navngivne:
            continue
        mindst = sum(n or 1 for _, n, _ in navngivne)
        svar.append(False if mindst > antal else None if _uden_tal(navngivne) else mindst == antal)
    if not svar or False in svar:
        return False if svar else None
    return None if None in svar or _uden_tal(stemmer) else True


def _uden_tal(stemmer: Sequence[Stemt]) -> bool:
    return any(parti and n is None for _, n, parti in stemmer)
