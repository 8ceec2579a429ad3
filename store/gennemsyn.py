"""What a person should look at first: the punkter whose reading is least sure, and where it matters most.

``usikkert`` (0–1) is how likely something of the punkt is read wrong, as far as the store can tell: how often outcomes
of the kind are read right, votes that do not add up, warnings, a decision without an outcome. ``vaegt`` (from 1) is
what hangs on it: votes, the digits of the money, an outcome that stops a case. They are multiplied.
"""

from __future__ import annotations

from typing import Any

from referat.schemas.vokabular import STANDSET
from referat.store.felter import Alle

Raekke = dict[str, Any]

UOPLYST = 0.1
"""How often an outcome of a kind that was never measured is taken to be read wrong."""
UDEN_UDFALD = 0.5
"""A decision that gave no outcome was not understood."""
STEMMER_UENS = 0.9
ADVARSEL = 0.6
"""A warning on the punkt itself, which says that something does not fit."""
LETTE = ("udgave-forskel", "punkt-ekstra")
"""Warnings that leave one of two readings right."""
LET = 0.3

LISTE = f"""
WITH fund AS (
  SELECT v.punkt_id, v.kommune, v.udvalg, v.dato, v.nr, v.titel, v.udfald, v.udfald_sikkerhed, v.side_fra AS side,
    v.filnavn,
    EXISTS (SELECT 1 FROM rettede r WHERE r.raekke_id = v.punkt_id AND r.kolonne = 'udfald') AS udfald_set,
    v.beslutning IS NOT NULL AND v.udfald IS NULL AS uden_udfald,
    (SELECT count(*) FROM stemmer s WHERE s.punkt_id = v.punkt_id)
      + (SELECT count(*) FROM afstemninger a WHERE a.punkt_id = v.punkt_id) AS stemmer,
    EXISTS (SELECT 1 FROM afstemninger a WHERE a.punkt_id = v.punkt_id AND a.stemmer_overens = 0
      AND NOT EXISTS (SELECT 1 FROM rettede r WHERE r.raekke_id = a.id)) AS uens,
    (SELECT max(b.beloeb_kr) FROM bevillinger b WHERE b.punkt_id = v.punkt_id) AS beloeb_kr,
    (SELECT count(*) FROM advarsler a WHERE a.punkt_id = v.punkt_id AND a.kode NOT IN {LETTE}) AS advarsler,
    (SELECT count(*) FROM advarsler a WHERE a.punkt_id = v.punkt_id AND a.kode IN {LETTE}) AS lette,
    (SELECT group_concat(a.besked, char(10)) FROM advarsler a WHERE a.punkt_id = v.punkt_id) AS beskeder
  FROM punkter_vis v WHERE v.type = 'referat' AND v.ledende
), maalt AS (
  SELECT *, max(
    CASE WHEN udfald IS NULL OR udfald_set THEN 0 ELSE 1 - coalesce(udfald_sikkerhed, 1 - {UOPLYST}) END,
    CASE WHEN uden_udfald AND NOT udfald_set THEN {UDEN_UDFALD} ELSE 0 END,
    CASE WHEN uens THEN {STEMMER_UENS} ELSE 0 END,
    CASE WHEN advarsler THEN {ADVARSEL} WHEN lette THEN {LET} ELSE 0 END) AS usikkert,
  1 + (stemmer > 0) * 2 + coalesce(min(max(length(CAST(beloeb_kr AS INTEGER)) - 4, 0), 6) / 2.0, 0)
    + (udfald IN {STANDSET}) AS vaegt
  FROM fund
)
SELECT *, round(usikkert * vaegt, 3) AS vigtighed FROM maalt
WHERE usikkert > 0 ORDER BY vigtighed DESC, dato DESC, punkt_id LIMIT ?
"""


def gennemsyn(alle: Alle, antal: int) -> list[Raekke]:
    """The ``antal`` punkter to look at first, each with why (``grunde``)."""
    return [_med_grunde(r) for r in alle(LISTE, antal)]


def _med_grunde(r: Raekke) -> Raekke:
    ud = {k: r[k] for k in ("punkt_id", "kommune", "udvalg", "dato", "nr", "titel", "udfald", "side", "filnavn")}
    ud |= {k: r[k] for k in ("vigtighed", "usikkert", "vaegt", "udfald_sikkerhed", "beloeb_kr", "stemmer")}
    grunde = [x for x in (r["beskeder"] or "").split("\n") if x]
    if r["uens"] and not grunde:
        grunde.append("De navngivne stemmer giver ikke de oplyste tal.")
    if r["uden_udfald"] and not r["udfald_set"]:
        grunde.append("Beslutningen er læst, men ikke forstået som et udfald.")
    elif r["udfald"] and not r["udfald_set"]:
        grunde.append(_sikkerhed(r["udfald"], r["udfald_sikkerhed"]))
    return ud | {"grunde": grunde}


def _sikkerhed(udfald: str, sikkerhed: float | None) -> str:
    if sikkerhed is None:
        return f"Udfaldet »{udfald}« er ikke målt."
    return f"Udfaldet »{udfald}« læses rigtigt i omkring {round(100 * sikkerhed)} af 100."
