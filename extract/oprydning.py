"""Python's search for cyclic garbage, and when it can wait."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uden_oprydning() -> Iterator[None]:
    """No search for cyclic garbage meanwhile.

    Reading makes objects by the hundred thousand and hardly a cycle; the search goes through all of them again and
    again, and takes a tenth to a fifth of the time.
    """
    til = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if til:
            gc.enable()
