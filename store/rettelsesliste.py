"""What there is of corrections to be seen: the fields of a punkt, and the list of what was corrected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from referat.schemas.vokabular import I_AFLOEST_UDGAVE, Rettelsestilstand
from referat.store.felter import POSTER, TABEL, Alle, Felt, felter, med_pladser, raekker_af
from referat.store.overlaeg import raekke_id
from referat.store.visninger import ANDET

Raekke = dict[str, Any]

LISTE = f"""
SELECT r.nr, r.tidspunkt, r.af, r.hvorfor, r.felt, coalesce(g.laest, r.laest) AS laest, r.rettet_til,
  CASE WHEN g.tilstand = '{Rettelsestilstand.GAELDER}' AND v.ledende = 0 THEN '{I_AFLOEST_UDGAVE}'
    ELSE coalesce(g.tilstand, CASE WHEN o.nr IS NULL THEN 'afløst' ELSE 'ophævet' END) END AS tilstand,
  o.af AS ophaevet_af, o.tidspunkt AS ophaevet_tidspunkt, o.hvorfor AS ophaevet_fordi,
  coalesce(g.punkt_id, r.punkt_id) AS punkt_id, r.dokument_id,
  d.filnavn, v.udvalg, v.dato, v.nr AS punkt_nr, coalesce(v.titel, json_extract(r.stod, '$.punkt.titel')) AS titel
FROM rettelser r
LEFT JOIN rettede g ON g.nr = r.nr
LEFT JOIN rettelser o ON o.ophaever = r.nr
LEFT JOIN dokumenter d ON d.id = r.dokument_id
LEFT JOIN punkter_vis v ON v.punkt_id = coalesce(g.punkt_id, r.punkt_id)
WHERE r.ophaever IS NULL AND (? OR g.nr IS NOT NULL) ORDER BY r.nr
"""

RETTEDE = f"""
SELECT nr, tabel, raekke_id, kolonne, felt, laest, foer FROM rettede WHERE punkt_id = ? AND {ANDET}
"""


def rettelsesliste(alle: Alle, ogsaa_gamle: bool) -> list[Raekke]:
    """The corrections in the order they were made; those that are undone or replaced only where they are asked for."""
    return alle(LISTE, ogsaa_gamle)


def felter_paa(alle: Alle, punkt_id: str) -> list[Raekke]:
    """Each field of a punkt (``felt``), what it says (``vaerdi``), whether that is a correction, and what was read.

    A row that was added has the number of that correction (``tilfoejet``); one that was taken away is one field.
    """
    rettede = alle(RETTEDE, punkt_id)
    return [f for art in POSTER for f in _af_art(alle, art, punkt_id, rettede)]


def _af_art(alle: Alle, art: str, punkt_id: str, rettede: list[Raekke]) -> Iterator[Raekke]:
    """The fields of one kind of record, with the places that the rows have in the reading."""
    tabel = TABEL.get(art, art)
    nu = {raekke_id(tabel, r): r for r in raekker_af(alle, art, punkt_id)}
    egne = [r for r in rettede if r["tabel"] == tabel]
    nye = {r["raekke_id"]: r["nr"] for r in egne if r["kolonne"] is None and r["raekke_id"] in nu}
    vaek = {r["raekke_id"]: r for r in egne if r["kolonne"] is None and r["raekke_id"] not in nu}
    fjernede = [
        x
        for r in vaek.values()
        for t, _, x in json.loads(r["foer"])
        if t == tabel and x and r["raekke_id"] == raekke_id(t, x)
    ]
    for plads, raekke in med_pladser(art, [r for id_, r in nu.items() if id_ not in nye] + fjernede):
        id_ = raekke_id(tabel, raekke)
        if id_ in vaek:
            yield _linje(Felt(art, "", plads), None, vaek[id_])
        else:
            yield from _linjer(Felt(art, "", plads), raekke, [r for r in egne if r["raekke_id"] == id_])
    for id_, nr in nye.items():
        for linje in _linjer(Felt(art), nu[id_], []):
            yield linje | {"tilfoejet": nr}


def _linjer(raekken: Felt, raekke: Raekke, rettede: list[Raekke]) -> Iterator[Raekke]:
    efter_kolonne = {r["kolonne"]: r for r in rettede}
    for navn in felter(raekken.art):
        felt = Felt(raekken.art, navn, raekken.plads)
        linje = _linje(felt, raekke[felt.kolonne], efter_kolonne.get(felt.kolonne))
        navne = [raekke[k] for k in ("raekkenavn", "kolonnenavn") if raekke.get(k)]
        yield linje | ({"celle": ", ".join(navne)} if navne else {})


def _linje(felt: Felt, vaerdi: object, rettet: Raekke | None) -> Raekke:
    return {
        "felt": str(felt),
        "vaerdi": None if vaerdi is None else str(vaerdi),
        "rettet": rettet is not None,
        "laest": rettet and rettet["laest"],
    }
