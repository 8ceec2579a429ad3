"""``referat ingest --reread``: reads again what a store has, and says what that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referat.cli import forskelle as vis
from referat.cli.faelles import aabn
from referat.cli.find import Fundet

if TYPE_CHECKING:
    from referat.schemas.vokabular import Indlaesningsstatus
    from referat.store.raekker import Raekker
    from referat.store.skriver import Lager


class Genlaesning:
    """A run that reads again: what changes is told as it comes (``fortael``), and kept for --json."""

    def __init__(self, fortael: Callable[[str], None] = lambda linje: None) -> None:
        self.fortael = fortael
        self.aendringer: list[dict[str, Any]] = []
        self._skrevet: set[str] = set()

    def skriv(
        self, lager: Lager, ny: Raekker, sti: str, filnavn: str, kommune: str | None = None
    ) -> Indlaesningsstatus:
        """Write a document as ``Lager.skriv_raekker`` does; one that is there is replaced, once however many paths it
        has."""
        id_ = ny["dokumenter"][0]["id"]
        if id_ in self._skrevet or not lager.kendt(id_):
            return lager.skriv_raekker(ny, sti, filnavn, kommune)
        self._skrevet.add(id_)
        status, forskelle = lager.erstat(ny, sti, filnavn, kommune)
        if forskelle:
            self.aendringer.append({"dokument_id": id_, "sti": sti, "forskelle": vis.som_data(forskelle)})
            self.fortael("\n".join([sti, *vis.linjer(forskelle, "læses ikke mere", "er ny")]))
        return status


def alle_kilder(db: Path) -> Iterator[Fundet]:
    """The documents of a store, each where its bytes are kept, else where the ledger met it."""
    from referat.cli.retry import fundne

    with aabn(db) as laeser:
        liste = {r["dokument_id"]: r["sti"] for r in reversed(laeser.kilder_i_liste())}
        gemte = {id_: laeser.kilder.find(id_) for id_ in liste}
    for id_, sti in sorted(liste.items(), key=lambda x: x[1]):
        if gemt := gemte[id_]:
            yield Fundet(Path(sti), gemt=gemt)
        else:
            yield from fundne([sti])
