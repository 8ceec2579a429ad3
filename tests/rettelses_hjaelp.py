"""A store whose readings are corrected, for the tests of that."""

from __future__ import annotations

from referat.models.organer import samme_organ
from referat.schemas.referat import Punkt, Referat
from referat.store.link import forbind
from referat.store.raekker import dokumentraekker
from referat.store.skriver import Lager


def gem(lager: Lager, ref: Referat) -> str:
    """Write a document and link; the id of its first punkt."""
    lager.skriv(ref, f"/x/{ref.id}", "a.pdf")
    forbind(lager, samme_organ)
    return f"{ref.id[:16]}-001"


def genlaes(lager: Lager, ref: Referat) -> None:
    lager.erstat(dokumentraekker(ref), f"/x/{ref.id}", "a.pdf")
    forbind(lager, samme_organ)


def med(ref: Referat, *punkter: Punkt) -> Referat:
    (moede,) = ref.moeder
    return ref.model_copy(update={"moeder": [moede.model_copy(update={"punkter": list(punkter)})]})


def punktet(ref: Referat) -> Punkt:
    return ref.moeder[0].punkter[0]


def nu(lager: Lager, sql: str) -> tuple[object, ...]:
    return tuple(lager.db.execute(sql).fetchone())


def tilstande(lager: Lager) -> list[tuple[int, str]]:
    return lager.db.execute("SELECT nr, tilstand FROM rettede ORDER BY nr").fetchall()
