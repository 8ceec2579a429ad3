"""One at a time writes in a store: the others wait, and say so. Readers are never held up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

ENDELSE = ".laas"
"""What the lock's file is called after the store; it is empty, and may be deleted when nothing runs."""


class IBrug(Exception):  # noqa: N818 - the project's errors are Danish nouns
    """Another program writes in the store."""


@contextmanager
def skrivelaas(db: Path, venter: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold a store for writing. Where another has it: wait, after calling ``venter``; without that, raise ``IBrug``.

    SQLite alone keeps two writers from harming each other, but gives up on one that has waited long. Where no lock can
    be had (a disk that knows none, a folder that may not be written in), all is as if there were none.
    """
    laas = FileLock(f"{db}{ENDELSE}")
    try:
        db.parent.mkdir(parents=True, exist_ok=True)
        try:
            laas.acquire(timeout=0)
        except Timeout:
            if venter is None:
                raise IBrug from None
            venter()
            laas.acquire()
    except (OSError, NotImplementedError):
        yield
        return
    try:
        yield
    finally:
        laas.release()
