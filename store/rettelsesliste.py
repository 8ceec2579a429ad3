"""What there is of corrections to be seen: the fields of a punkt, and the list of what was corrected."""

from __future__ import annotations

from typing import Any

from referat.store.felter import POSTER, Alle, Felt, felter, raekker_af
from referat.store.visninger import ANDET

Raekke = dict[str, Any]

LISTE = """
SELECT r.nr, r.tidspunkt, r.af, r.hvorfor, r.felt, coalesce(g.laest, r.laest) AS laest, r.rettet_til,
  coalesce(g.tilstand, CASE WHEN o.nr IS NULL THEN 'afløst' ELSE 'ophævet' END) AS tilstand,
  o.af AS ophaevet_af, o.hvorfor AS ophaevet_fordi, coalesce(g.punkt_id, r.punkt_id) AS punkt_id, r.dokument_id,
  d.filnavn, v.udvalg, v.dato, v.nr AS punkt_nr, coalesce(v.titel, json_extract(r.stod, '$.punkt.titel')) AS titel
FROM rettelser r
LEFT JOIN rettede g ON g.nr = r.nr
LEFT JOIN rettelser o ON o.ophaever = r.nr
LEFT JOIN dokumenter d ON d.id = r.dokument_id
LEFT JOIN punkter_vis v ON v.punkt_id = coalesce(g.punkt_id, r.punkt_id)
WHERE r.ophaever IS NULL AND (? OR g.nr IS NOT NULL) ORDER BY r.nr
"""

RETTEDE = f"SELECT raekke_id, kolonne, laest FROM rettede WHERE punkt_id = ? AND {ANDET}"


def rettelsesliste(alle: Alle, ogsaa_gamle: bool) -> list[Raekke]:
    """The corrections in the order they were made; those that are undone or replaced only where they are asked for."""
    return alle(LISTE, ogsaa_gamle)


def felter_paa(alle: Alle, punkt_id: str) -> list[Raekke]:
    """Each field of a punkt (``felt``), what it says (``vaerdi``), whether that is a correction, and what was read."""
    rettede = {(r["raekke_id"], r["kolonne"]): r["laest"] for r in alle(RETTEDE, punkt_id)}
    ud = []
    for art in POSTER:
        for nr, raekke in enumerate(raekker_af(alle, art, punkt_id), 1):
            for navn in felter(art):
                felt = Felt(art, navn, None if art in ("punkter", "moede") else nr)
                noegle = raekke["id"], felt.kolonne
                ud.append(
                    {
                        "felt": str(felt),
                        "vaerdi": None if raekke[felt.kolonne] is None else str(raekke[felt.kolonne]),
                        "rettet": noegle in rettede,
                        "laest": rettede.get(noegle),
                    }
                )
    return ud
