"""``referat ingest --reread``: reads again what a store has, and says what that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referat.cli import forskelle as vis
from referat.cli.faelles import aabn
from referat.cli.find import Fundet

if TYPE_CHECKING:
    from referat.schemas.referat import Referat
    from referat.schemas.vokabular import Indlaesningsstatus
    from referat.store.skriver import Lager


class Genlaesning:
    """A run that reads again: what changes is told as it comes (``fortael``), and kept for --json."""

    def __init__(self, fortael: Callable[[str], None] = lambda linje: None) -> None:
        self.fortael = fortael
        self.aendringer: list[dict[str, Any]] = []
        self._skrevet: set[str] = set()

    def skriv(
        self, lager: Lager, ref: Referat, sti: str, filnavn: str, kommune: str | None = None
    ) -> Indlaesningsstatus:
        """Write a document as ``Lager.skriv`` does; one that is there is replaced, once however many paths it has."""
        if ref.id in self._skrevet or not lager.kendt(ref.id):
            return lager.skriv(ref, sti, filnavn, kommune)
        self._skrevet.add(ref.id)
        status, forskelle = lager.erstat(ref, sti, filnavn, kommune)
        if forskelle:
            self.aendringer.append({"dokument_id": ref.id, "sti": sti, "forskelle": vis.som_data(forskelle)})
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
