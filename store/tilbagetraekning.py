"""What is taken out of what is published: a document, or where a person can be reached. The store itself keeps all.

A withdrawn document is left out of linking too, so that no case, person or count of the published copy rests on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from referat.store.manifestationer import FORSKEL

if TYPE_CHECKING:
    from referat.store.skriver import Lager

Raekke = dict[str, Any]

MINDST = 4
"""A text of fewer letters and digits is not covered: it would be so in places that have nothing to do with it."""
STAAENDE = (
    "SELECT t.* FROM {fra}tilbagetraekninger t WHERE t.ophaever IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM {fra}tilbagetraekninger o WHERE o.ophaever = t.nr)"
)
"""What stands: nobody has put it back."""
DOKUMENTER = f"SELECT dokument_id FROM ({STAAENDE}) WHERE dokument_id IS NOT NULL"
"""The documents that are withdrawn."""

LISTE = """
SELECT t.nr, t.tidspunkt, t.af, t.hvorfor, t.dokument_id, t.navn, t.tekster, t.undtaget, d.filnavn, d.dato,
  o.af AS ophaevet_af, o.hvorfor AS ophaevet_fordi
FROM tilbagetraekninger t LEFT JOIN tilbagetraekninger o ON o.ophaever = t.nr
LEFT JOIN dokumenter d ON d.id = t.dokument_id
WHERE t.ophaever IS NULL AND (? OR o.nr IS NULL) ORDER BY t.nr
"""
LOESN = (
    "DELETE FROM sagspunkter WHERE punkt_id IN {punkter}",
    "DELETE FROM sagskanter WHERE fra_punkt_id IN {punkter} OR til_punkt_id IN {punkter}",
    "DELETE FROM punktudgaver WHERE punkt_id IN {punkter} OR ledende_punkt_id IN {punkter}",
    "DELETE FROM manifestationer WHERE moede_id IN {moeder} OR ledende_id IN {moeder}",
    "DELETE FROM advarsler WHERE dokument_id = :id AND kode = :forskel",
    "UPDATE henvisninger SET maal_punkt_id = NULL, metode = NULL, score = NULL WHERE punkt_id IN {punkter}",
    "UPDATE deltagere SET person_id = NULL WHERE moede_id IN {moeder}",
    *(
        f"UPDATE {t} SET person_id = NULL WHERE punkt_id IN {{punkter}}"
        for t in ("fravaer", "stemmer", "bemaerkninger")
    ),
    "DELETE FROM person_kandidater WHERE substr(raekke_id, 1, 16) = substr(:id, 1, 16)",
)
"""What takes a document out of all that linking has made."""


class UgyldigTilbagetraekning(Exception):  # noqa: N818 - the project's errors are Danish nouns
    """What cannot be withdrawn or put back; the text is one Danish sentence."""


def traek_dokument(lager: Lager, dokument_id: str, af: str, hvorfor: str) -> int:
    """Take a document out; the number of the withdrawal."""
    if any(r["dokument_id"] == dokument_id for r in lager.hent(STAAENDE.format(fra=""))):
        raise UgyldigTilbagetraekning("Dokumentet er allerede trukket tilbage; se det med referat withdrawals.")
    with lager.aendring(dokument_id):
        nr = lager.foej_til("tilbagetraekninger", af=af, hvorfor=hvorfor, dokument_id=dokument_id)
        dele = {
            "punkter": "(SELECT id FROM punkter WHERE dokument_id = :id)",
            "moeder": "(SELECT id FROM moeder WHERE dokument_id = :id)",
        }
        for sql in LOESN:
            lager.db.execute(sql.format(**dele), {"id": dokument_id, "forskel": FORSKEL})
    return nr


def traek_kontakt(
    lager: Lager, navn: str, af: str, hvorfor: str, tekster: Iterable[str] = (), undtaget: Iterable[str] = ()
) -> int:
    """Take out where a person can be reached, and further texts; what is ``undtaget`` stays."""
    tekster = [*tekster]
    if kort := next((t for t in tekster if sum(c.isalnum() for c in t) < MINDST), None):
        raise UgyldigTilbagetraekning(
            f"»{kort}« er for kort til at blive fundet med sikkerhed; skriv mindst {MINDST} bogstaver eller cifre."
        )
    with lager.transaktion():
        lister = {"tekster": json.dumps([*tekster], ensure_ascii=False)}
        lister["undtaget"] = json.dumps([*undtaget], ensure_ascii=False)
        return lager.foej_til("tilbagetraekninger", af=af, hvorfor=hvorfor, navn=navn, **lister)


def fortryd(lager: Lager, nr: int, af: str, hvorfor: str) -> Raekke:
    """Put back what a withdrawal took out; the row of it."""
    gammel = next(iter(lager.hent("SELECT * FROM tilbagetraekninger WHERE nr = ? AND ophaever IS NULL", nr)), None)
    if gammel is None:
        raise UgyldigTilbagetraekning(f"Der er ingen tilbagetrækning {nr}; se dem med referat withdrawals.")
    if lager.hent("SELECT 1 FROM tilbagetraekninger WHERE ophaever = ?", nr):
        raise UgyldigTilbagetraekning(
            f"Tilbagetrækning {nr} er allerede ophævet; se dem med referat withdrawals --all."
        )
    dokument = gammel["dokument_id"]
    with lager.aendring(dokument) if dokument else lager.transaktion():
        lager.foej_til("tilbagetraekninger", af=af, hvorfor=hvorfor, ophaever=nr)
    return gammel
