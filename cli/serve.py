"""``referat serve``: the store as a site in Danish."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path

import click
from referat.cli.faelles import meld, udgivelsens_viden


@click.command()
@click.argument("db", type=click.Path(dir_okay=False, path_type=Path), default="referater.db")
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Porten.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adressen, der lyttes på; 0.0.0.0 for alle.")
@click.option("--open", "aabn_browser", is_flag=True, help="Åbn forsiden i browseren.")
@click.option("--sql", is_flag=True, help="Lad alle spørge i SQL, med grænser for tid og hukommelse.")
def serve(db: Path, port: int, host: str, aabn_browser: bool, sql: bool) -> None:
    """Vis lageret som et websted på dansk.

    Det, der vises, er en kopi, som kan læses af alle; lageret selv røres ikke, og CPR-numre er skjult. Er DB selv lavet
    med referat publish, vises den, som den er.
    """
    try:
        import uvicorn
        from referat.web.server import lav_site
    except ImportError as fejl:
        raise click.ClickException(
            f"Webstedet mangler {fejl.name}; installér det med pip install 'referat[web]'."
        ) from fejl
    from referat.cli.originaler import Originaler
    from referat.store.migreringer import ForkertLager
    from referat.store.udgivet import udgivet_fil

    _se_efter_port(host, port)
    with ExitStack() as aabne:
        try:
            fil = udgivet_fil(db, Path(tempfile.gettempdir()), *udgivelsens_viden())
            udgivet = aabne.enter_context(fil)
            originaler = None if udgivet == db else Originaler(db)
        except ForkertLager as fejl:
            raise click.ClickException(str(fejl)) from fejl
        url = f"http://{host}:{port}/"
        meld(f"{db} vises på {url}; stop med Ctrl-C.")
        if aabn_browser:
            click.launch(url)
        site = lav_site(udgivet, sql, originaler.tegn if originaler else None)
        uvicorn.run(site.app(), host=host, port=port, log_level="warning", lifespan="on")


def _se_efter_port(host: str, port: int) -> None:
    """End with one sentence where the server could not listen; it would have said so in a traceback."""
    import socket

    try:
        with socket.create_server((host, port)):
            pass
    except OSError as fejl:
        raise click.ClickException(
            f"Port {port} på {host} er optaget eller lukket ({fejl.strerror}); vælg en anden med --port."
        ) from fejl
