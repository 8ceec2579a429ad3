"""click's own words in Danish: what it says through gettext is in ``locale``, the rest is set on the commands."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

import click

ORD = {
    "text": "TEKST",
    "integer": "TAL",
    "integer range": "TAL",
    "float": "TAL",
    "float range": "TAL",
    "file": "FIL",
    "filename": "FIL",
    "directory": "MAPPE",
    "path": "STI",
}
"""What click calls a kind of value → what help calls it."""


def tal_dansk() -> None:
    """Let click speak Danish, whatever the machine's language is."""
    os.environ["LANGUAGE"] = "da"
    gettext.bindtextdomain("messages", Path(__file__).parent / "locale")


def med_danske_ord(kommando: click.Command) -> click.Command:
    """A command, and those under it, with Danish words for the values in its help."""
    kommando.options_metavar = "[VALG]"
    for p in kommando.params:
        if isinstance(p, click.Option) and p.metavar is None and not p.is_flag and not p.count:
            p.metavar = ORD.get(p.type.name)
    if isinstance(kommando, click.Group):
        kommando.subcommand_metavar = "KOMMANDO [ARGUMENTER]…"
        for under in kommando.commands.values():
            med_danske_ord(under)
    return kommando
