"""How a reading tells whoever waits for it that it goes on, and how much there is to read."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

livstegn: ContextVar[Callable[[], None]] = ContextVar("livstegn", default=lambda: None)
"""Called after each page that was read as a picture: a scan of a hundred pages takes minutes."""


def _ingen(sider: int) -> None:
    """Nobody waits."""


sideantal: ContextVar[Callable[[int], None]] = ContextVar("sideantal", default=_ingen)
"""Called with the number of pages once it is known."""
