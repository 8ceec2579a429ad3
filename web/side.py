"""What a page is given: the request, the store's named queries, and the templates."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referat.store.soeg import Sporgsmaal

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

DATABASE = "referater"
"""The name that the published copy has in Datasette: its tables are at ``/referater/punkter``."""
FRIST_MS = 2000
"""No query of a page takes longer."""
LAENGST = 300
"""More than this is not a search but a text."""
SQL = Path(__file__).parent / "sql"

Raekke = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Side:
    """A page being made. ``dele`` are the named parts of its address, ``maal`` the id of what it stands for."""

    datasette: Datasette
    request: Request
    dele: Mapping[str, str] = field(default_factory=dict)
    maal: str = ""

    def arg(self, navn: str) -> str:
        """What the address says after the question mark, without spaces around it; empty where it says nothing."""
        return (self.request.args.get(navn) or "").strip()

    @property
    def q(self) -> str:
        """The words that were searched for, here or on the way here, to be marked on the page."""
        return self.arg("q")[:LAENGST]

    async def koer(self, sporgsmaal: Sporgsmaal) -> list[Raekke]:
        """The rows of a query as dicts."""
        sql, vaerdier = sporgsmaal
        database = self.datasette.get_database(DATABASE)
        svar = await database.execute(sql, vaerdier, custom_time_limit=FRIST_MS, log_sql_errors=False)
        return [dict(r) for r in svar.rows]

    async def alle(self, navn: str, **vaerdier: Any) -> list[Raekke]:
        """The rows of the named query ``file.name`` (``sql/file.sql``, under ``-- name: name``)."""
        return await self.koer((foresporgsel(navn), vaerdier))

    async def en(self, navn: str, **vaerdier: Any) -> Raekke | None:
        """The first row of a named query."""
        return next(iter(await self.alle(navn, **vaerdier)), None)

    async def flere(self, *navne: str, **vaerdier: Any) -> dict[str, list[Raekke]]:
        """Several named queries at once, by the last part of their names."""
        svar = await asyncio.gather(*(self.alle(navn, **vaerdier) for navn in navne))
        return {navn.rpartition(".")[2]: raekker for navn, raekker in zip(navne, svar, strict=True)}

    async def husket(self, navn: str, **vaerdier: Any) -> list[Raekke]:
        """As ``alle``, but asked once: what is published does not change. For counts of the whole store."""
        gemt: dict[tuple[str, str], list[Raekke]] = self.datasette.__dict__.setdefault("referat_husket", {})
        noegle = navn, repr(sorted(vaerdier.items()))
        if noegle not in gemt:
            gemt[noegle] = await self.alle(navn, **vaerdier)
        return gemt[noegle]

    async def stier(self, ids: Iterable[str | None]) -> dict[str, str]:
        """Id of a punkt, a meeting, a body … → its address."""
        raekker = await self.alle("side.stier", ids=json.dumps([i for i in ids if i]))
        return {r["maal_id"]: r["sti"] for r in raekker}

    async def html(self, skabelon: str, status: int = 200, **kontekst: Any) -> Response:
        """The page from its template; ``side`` and ``q`` are always there."""
        from datasette.utils.asgi import Response

        kontekst = {"side": self, "q": self.q} | kontekst
        return Response.html(await self.datasette.render_template(skabelon, kontekst, self.request), status=status)

    def ikke_fundet(self) -> Exception:
        """To be raised where there is nothing at the address."""
        from datasette.utils.asgi import NotFound

        fejl: Exception = NotFound("Siden findes ikke")
        return fejl


@cache
def foresporgsel(navn: str) -> str:
    """The text of a named query."""
    fil, _, kort = navn.partition(".")
    stykker = (SQL / f"{fil}.sql").read_text(encoding="utf-8").split("-- name: ")[1:]
    return {s.partition("\n")[0].strip(): s.partition("\n")[2].strip() for s in stykker}[kort]
