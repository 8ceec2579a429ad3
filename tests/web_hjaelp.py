"""A site to ask, and a reader of its pages that sees what a browser would run or follow."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from referat.web.billeder import Tegner
from referat.web.server import lav_site

HANDLING = {"href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href"}
KENDTE_SCRIPTS = {"/statisk/site.js", "/statisk/plot.js", "/statisk/d3.min.js", "/statisk/plot.umd.min.js"}


class Site:
    """A site asked without a network, in an event loop and a thread of its own: a browser's test has another."""

    def __init__(self, udgivet: Path, sql: bool = False, tegner: Tegner | None = None) -> None:
        self.loop, self.traad = asyncio.new_event_loop(), ThreadPoolExecutor(1)
        self.datasette = lav_site(udgivet, sql, tegner)
        self._koer(self.datasette.invoke_startup())

    def _koer(self, opgave: Coroutine[Any, Any, Any]) -> Any:
        return self.traad.submit(self.loop.run_until_complete, opgave).result()

    def get(self, sti: str, **params: str) -> Any:
        return self._koer(self.datasette.client.get(sti, params=params or None, follow_redirects=True))

    def side(self, sti: str, **params: str) -> Side:
        svar = self.get(sti, **params)
        assert svar.status_code == 200, (sti, params, svar.status_code)
        return Side(svar.text)

    def sql(self, sql: str, *vaerdier: object) -> list[tuple[Any, ...]]:
        svar = self._koer(self.datasette.get_database("referater").execute(sql, vaerdier))
        return [tuple(r) for r in svar.rows]

    def adresse(self, hvor: str, *vaerdier: object) -> str:
        """The address of the first punkt ``p`` for which this SQL holds."""
        sql = f"SELECT a.sti FROM punkter p JOIN adresser a ON a.art = 'punkt' AND a.maal_id = p.id WHERE {hvor}"
        return str(self.sql(sql + " ORDER BY a.sti LIMIT 1", *vaerdier)[0][0])


class Side(HTMLParser):
    """A page as text, and what of it is alive."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html, self.stykker, self.maerker, self.levende = html, [], [], []
        self.ider: list[str] = []
        self.links: list[str] = []
        self._i: list[str] = []
        self.feed(html)

    @property
    def tekst(self) -> str:
        return " ".join(" ".join(self.stykker).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._i.append(tag)
        egne = dict(attrs)
        if tag == "script" and egne.get("src") not in KENDTE_SCRIPTS:
            self.levende.append((tag, attrs))
        if tag in ("iframe", "object", "embed", "base", "style", "foreignobject"):
            self.levende.append((tag, attrs))
        self.levende += [(tag, a) for a in attrs if a[0].startswith("on") or a[0] == "style"]
        for navn in HANDLING & set(egne):
            sted = (egne[navn] or "").removeprefix("http://localhost")
            if not sted.startswith(("/", "#", "?")) or sted.startswith("//"):
                self.levende.append((tag, (navn, egne[navn])))
        self.ider += [egne["id"]] if egne.get("id") else []
        self.links += [egne["href"]] if tag == "a" and egne.get("href") else []

    def handle_endtag(self, tag: str) -> None:
        while self._i and self._i.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "script" in self._i and data.strip():
            self.levende.append(("script", data))
        elif "mark" in self._i:
            self.maerker.append(data)
        self.stykker.append(data)
