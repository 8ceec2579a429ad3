"""What Datasette asks of us: the addresses, the functions of SQL, the words of templates, the headers, the errors."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from datasette import hookimpl
from datasette.utils.asgi import Forbidden, NotFound, Response
from markupsafe import Markup
from referat.store import soeg
from referat.web import forslag, hoveder, ruter, skrift
from referat.web.side import DATABASE, Side

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request
    from jinja2 import Environment

LAENGSTE_VAERDI = 20_000_000
"""Bytes of a single value; no page of a document comes near."""
HUKOMMELSE = 512_000_000
"""Bytes that SQLite may have, all queries together."""
FEJL = {
    400: ("Spørgsmålet blev ikke forstået", "Adressen beder om noget, der ikke kan svares på. Prøv at søge i stedet."),
    403: ("Ikke åben", "Denne side er ikke åben for alle."),
    404: ("Siden findes ikke", "Der er ingen side på adressen. Prøv at søge efter det, du leder efter."),
    500: ("Noget gik galt", "Siden kunne ikke laves. Prøv igen, eller søg efter det, du leder efter."),
    503: ("Det tog for lang tid", "Svaret tog for lang tid at finde. Prøv med flere ord eller flere filtre."),
}
"""Status → heading and sentence, for people."""


MED_SIDE = ("punkt_id", "moede_id", "person_id", "udvalg_id", "sag_id")
"""What the name of a column ends with, whose ids have pages."""
LUKKET = r"^/-/(?!static(?:-plugins)?/)"
"""Datasette's pages about itself, which tell of folders and versions; only their files are of use to ours."""


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    """Our addresses; Datasette's own are asked after them."""
    faste = [(f"^{regex}$", _vis(vis)) for regex, vis in ruter.FASTE.items()]
    egne = "|".join(("-", "statisk", DATABASE))
    return [*faste, (LUKKET, _findes_ikke), (rf"^(?!/(?:{egne})(?:[/.]|$)){ruter.STI}$", _slaa_op)]


def _vis(vis: ruter.Vis) -> Callable[..., Any]:
    """A page as Datasette calls it."""

    async def svar(datasette: Datasette, request: Request) -> Any:
        return await vis(Side(datasette, request, request.url_vars))

    return svar


async def _findes_ikke(datasette: Datasette, request: Request) -> Any:
    raise Side(datasette, request).ikke_fundet()


async def _slaa_op(datasette: Datasette, request: Request) -> Any:
    """The page of what a readable address stands for."""
    side = Side(datasette, request, request.url_vars)
    sti = side.dele["sti"].removesuffix(".atom")
    sider = ruter.ARTER if sti == side.dele["sti"] else ruter.FEEDS
    fundet = await side.en("side.adresse", sti=sti)
    if fundet is None and sti != sti.lower() and await side.en("side.adresse", sti=sti.lower()):
        return Response.redirect("/" + side.dele["sti"].lower())
    if fundet is None or fundet["art"] not in sider:
        raise side.ikke_fundet()
    return await sider[fundet["art"]](Side(datasette, request, side.dele, fundet["maal_id"] or ""))


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """The functions that our queries use, and how much memory any query may take."""
    soeg.registrer(conn)
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LAENGSTE_VAERDI)
    conn.execute(f"PRAGMA hard_heap_limit={HUKOMMELSE}")


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """How numbers, dates and found words are written."""
    env.filters.update(skrift.FILTRE)
    env.globals.update(skrift.NAVNE)


@hookimpl
def render_cell(value: Any, column: str) -> Markup | None:
    """In a table, an id that has a page leads to it."""
    if not isinstance(value, str) or not column.endswith(MED_SIDE):
        return None
    return Markup('<a href="/id/{}">{}</a>').format(quote(value, safe=""), value)


@hookimpl
def asgi_wrapper() -> Callable[..., Any]:
    """Every answer, Datasette's own too, has the headers that keep a browser safe."""
    return hoveder.med_hoveder


@hookimpl
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Any:
    """Errors in Danish with a search box; machines get JSON. Stands in for Datasette's own, see ``server.lav_site``."""

    async def svar() -> Response:
        status = _status(exception)
        titel, besked = FEJL.get(status, FEJL[500])
        if status == 500:
            logging.getLogger("referat").error("%s", request.path, exc_info=exception)
        if request.path.endswith((".json", ".csv", ".jsonl")):
            return Response.json({"ok": False, "status": status, "error": besked}, status=status)
        side = Side(datasette, request)
        naere = await _naere(side) if status == 404 else []
        return await side.html("fejl.html", status, titel=titel, besked=besked, naere=naere)

    return svar


async def _naere(side: Side) -> list[str]:
    """Addresses that may be meant; none where they cannot be had, since an error page must always be made."""
    try:
        return await forslag.adresser(side, side.request.path)
    except Exception:  # noqa: BLE001
        return []


@hookimpl
def forbidden(datasette: Datasette, request: Request) -> Any:
    """What is not open to all, such as SQL of one's own, is refused in the same words as other errors."""
    return handle_exception(datasette, request, Forbidden())


def _status(fejl: Exception) -> int:
    """The status of an error: a query that was cut off is the server's to answer for."""
    if isinstance(fejl, NotFound):
        return 404
    if type(fejl).__name__ == "QueryInterrupted" or "SQL query took too long" in str(fejl):
        return 503
    status = getattr(fejl, "status", 500)
    return status if isinstance(status, int) else 500
