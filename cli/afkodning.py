"""What follows from a value that someone corrected: read as it would be if the document had said it."""

from __future__ import annotations

from typing import Any

from referat.store.felter import Felt

FOELGER = ("normaliseret", "form", "kle", "facet", "aar", "loebenr")


def afkod(felt: Felt, vaerdi: str, raekke: dict[str, Any]) -> dict[str, Any]:
    """The columns that follow from a field's new value; ``raekke`` is its row as it was read."""
    from referat.extract.records.journalnumre import afkod as laes_nummer
    from referat.extract.records.journalnumre import normaliser
    from referat.extract.vaerdier import kroner, tal_med_enhed

    if (felt.art, felt.felt) == ("journalnumre", "raa"):
        nummer = laes_nummer(vaerdi)
        ukendt = dict.fromkeys(FOELGER) | {"normaliseret": normaliser(vaerdi), "form": "andet"}
        return nummer.model_dump(include=set(FOELGER)) if nummer else ukendt
    if felt.art != "tabelceller":
        return {}
    if felt.felt == "vaerdi":
        return {"beloeb_kr": kroner(float(vaerdi), raekke["enhed"])}
    tal, enhed = tal_med_enhed(vaerdi) or (None, None)
    enhed = enhed or raekke["enhed"]
    return {"vaerdi": tal, "enhed": enhed, "beloeb_kr": None if tal is None else kroner(tal, enhed)}
