"""Which punkter have an outcome: as a whole, or in a point of a decision that decided its points differently.

All is SQL. What became of a point (``indstillinger.udfald``) is asked only where the whole is ``blandet``.
"""

from __future__ import annotations

from referat.schemas.vokabular import Udfald

BLANDET = f"'{Udfald.BLANDET}'"


def har_udfald(punkt: str, id_: str, udfald: str) -> str:
    """That a row ``punkt`` of punkter, whose id is its ``id_``, has an outcome, itself an expression."""
    del_ = f"SELECT 1 FROM indstillinger i WHERE i.punkt_id = {punkt}.{id_} AND i.udfald = {udfald}"
    return f"({punkt}.udfald = {udfald} OR ({punkt}.udfald = {BLANDET} AND EXISTS ({del_})))"


def udfaldene(punkt_id: str) -> str:
    """The outcomes of a punkt's points as ``|godkendt|udsat|``; NULL where they have none."""
    hver = (
        f"SELECT DISTINCT udfald FROM indstillinger WHERE punkt_id = {punkt_id} AND udfald IS NOT NULL ORDER BY udfald"
    )
    return f"'|' || (SELECT group_concat(udfald, '|') FROM ({hver})) || '|'"


def punktvis(punkt_id: str) -> str:
    """The same for people: ``nr. 1, 3 godkendt; nr. 2 udsat``."""
    hver = f"SELECT udfald, nr FROM indstillinger WHERE punkt_id = {punkt_id} AND udfald IS NOT NULL ORDER BY nr"
    grupper = f"SELECT udfald, group_concat(nr, ', ') AS numre FROM ({hver}) GROUP BY udfald ORDER BY min(nr)"
    return f"(SELECT group_concat('nr. ' || numre || ' ' || udfald, '; ') FROM ({grupper}))"
