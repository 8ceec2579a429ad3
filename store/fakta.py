"""What a store says of punkter, fact by fact, and the meetings as tellings: what two readings are held against each
other on, whether they are two documents of a meeting or one document read twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from referat.schemas.navne import navneord
from referat.store import ids
from referat.store.manifestationer import Punktudgave, Udgave

KR = (
    "replace(printf('%,d', x.beloeb_kr), ',', '.') || iif(x.beloeb_kr = CAST(x.beloeb_kr AS INTEGER), '', "
    "replace(substr(printf('%.2f', x.beloeb_kr), -3), '.', ',')) || ' kr.'"
)
"""An amount as Danes write it, with øre where it has any."""


def punktfakta(felter: Mapping[str, tuple[str, str]], her: str) -> str:
    """The query for facts of punkter (``punkt_id``, ``felt``, ``tekst``, ``regel``) that have any.

    ``felter`` gives each field its table (``x``) and its text as SQL, ``her`` which punkter (``p``) of which meetings
    (``m``).
    """
    return " UNION ALL ".join(
        f"SELECT x.punkt_id, '{felt}' AS felt, {tekst} AS tekst, x.regel FROM {tabel} x "
        f"JOIN punkter p ON p.id = x.punkt_id JOIN moeder m ON m.id = p.moede_id WHERE {tekst} IS NOT NULL AND {her}"
        for felt, (tabel, tekst) in felter.items()
    )


def noegle(felt: str, tekst: str) -> str:
    """What a field of two documents is held against each other by: names by their words, numbers without blanks."""
    if felt == "journalnumre":
        return "".join(tekst.split()).casefold()
    if felt == "fravær":
        return " ".join(navneord(tekst))
    return tekst if felt == "afstemning" else ids.normal(tekst)


def udgave(r: Mapping[str, Any], organ: str, punkter: Iterable[Punktudgave], rettet: bool = False) -> Udgave:
    """A meeting as its document tells it, of a row of ``moeder`` with its document's ``filnavn`` and ``type``."""
    return Udgave(
        moede_id=r["id"],
        dokument_id=r["dokument_id"],
        filnavn=r["filnavn"] or r["dokument_id"][: ids.CIFRE],
        type=r["type"],
        organ=organ,
        dato=r["dato"] or "",
        start=r["start"],
        deltagere=bool(r["deltagere"]),
        sider=bool(r.get("sider")),
        punkter=tuple(punkter),
        rettet=rettet,
        trukket=bool(r.get("trukket")),
        afloest=bool(r.get("afloest")),
        kommune=r.get("kommune"),
    )
