"""The headers of every answer: nothing is loaded from elsewhere, and nobody frames the site."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

CSP = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HOVEDER = {
    b"content-security-policy": CSP.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
}

App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


def med_hoveder(app: App) -> App:
    """An ASGI application whose answers have the headers, whatever they had before."""

    async def pakket(scope: dict[str, Any], receive: Any, send: Any) -> None:
        async def send_med(besked: dict[str, Any]) -> None:
            if besked["type"] == "http.response.start":
                andre = [(k, v) for k, v in besked.get("headers", []) if k.lower() not in HOVEDER]
                besked = besked | {"headers": [*andre, *HOVEDER.items()]}
            await send(besked)

        await app(scope, receive, send_med)

    return pakket
