"""Titles of punkter: the mark of a closed item taken off."""

from __future__ import annotations

from referat.models.viden import regler


def lukket_titel(titel: str) -> tuple[str, bool]:
    """A title without its mark of a closed item, and whether it had one."""
    for regel in regler("lukket"):
        if m := regel.moenster.match(titel.strip()):
            return m["titel"].strip(), True
    return titel.strip(), False
