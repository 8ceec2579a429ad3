"""Makes the site of a store: publishes a copy that nothing writes to, and has Datasette show it with our pages."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referat.store.udfoersel import ordbog
from referat.store.udgivelse import UDGIVNE
from referat.web.billeder import Billeder, Tegner
from referat.web.side import DATABASE, FRIST_MS

if TYPE_CHECKING:
    from datasette.app import Datasette

HER = Path(__file__).parent
INDSTILLINGER: dict[str, Any] = {
    "sql_time_limit_ms": FRIST_MS,
    "facet_time_limit_ms": 500,
    "max_returned_rows": 1000,
    "default_page_size": 50,
    "allow_download": True,
    "suggest_facets": False,
    "truncate_cells_html": 200,
    "default_cache_ttl": 0,
    "template_debug": False,
    "max_csv_mb": 0,
}


def lav_site(udgivet: Path, sql: bool = False, tegner: Tegner | None = None) -> Datasette:
    """Datasette over a published copy. With ``sql`` anyone may ask it in SQL, within the limits.

    ``tegner`` draws the pages of sources; this room reads no files, so it is given by the one that may.
    """
    from datasette.app import Datasette
    from datasette.database import Database
    from datasette.plugins import pm
    from referat.web import plugin

    if not pm.has_plugin("referat"):
        pm.register(plugin, name="referat")
    if pm.has_plugin("datasette.handle_exception"):
        pm.unregister(name="datasette.handle_exception")  # it would answer in English, and print every missing page
    site = Datasette(
        [],
        metadata=metadata(),
        inspect_data={DATABASE: om_filen(udgivet)},
        template_dir=str(HER / "templates"),
        static_mounts=[("statisk", str(HER / "statisk"))],
        settings=INDSTILLINGER | {"default_allow_sql": sql},
    )
    site.add_database(Database(site, path=str(udgivet), is_mutable=False), name=DATABASE)
    if tegner:
        site.referat_billeder = Billeder(tegner)
    return site


def om_filen(udgivet: Path) -> dict[str, Any]:
    """What Datasette would find out by reading the whole file, which takes a minute of a million punkter."""
    with closing(sqlite3.connect(f"{udgivet.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        findes = {r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        navne = [t.navn for t in UDGIVNE if t.navn in findes]
        tal = {navn: {"count": db.execute(f"SELECT count(*) FROM {navn}").fetchone()[0]} for navn in navne}
        (aftryk,) = db.execute("SELECT aftryk || tidspunkt FROM udgivelse").fetchone()
    return {"hash": sha256(aftryk.encode()).hexdigest(), "size": udgivet.stat().st_size, "tables": tal}


def metadata() -> dict[str, Any]:
    """What Datasette says of the tables: from the schema and the codebook, never another's word."""
    tabeller = {
        a.navn: {"description": a.beskrivelse, "columns": {f.navn: f.beskrivelse for f in a.felter}}
        for a in map(ordbog.ark, UDGIVNE)
    }
    return {"title": "Referater", "databases": {DATABASE: {"tables": tabeller}}}
