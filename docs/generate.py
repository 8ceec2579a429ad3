"""Writes the references in this folder from the code: `make docs`. With --check it only says whether they are fresh."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click
from referat.cli import main as referat

DOCS = Path(__file__).parent
CONTEXT = partial(click.Context, terminal_width=100, max_content_width=100)  # the same text on every terminal
NOTE = "<!-- Generated from {source} by `make docs`: change it there. -->\n"


def commands(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    """Each command's full name and help text, the program itself first, in the order the help lists them."""
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            part = command.get_command(context, name)
            if part and not part.hidden:
                yield from commands(part, CONTEXT(part, parent=context, info_name=name))


def cli_page() -> str:
    """The command-line reference: the help text of every command."""
    top = CONTEXT(referat, info_name="referat")
    parts = [f"## {name}\n\n```\n{text.strip()}\n```\n" for name, text in commands(referat, top)]
    return "\n".join(["# The command line\n", NOTE.format(source="`cli/`"), *parts])


PAGES = {"cli.md": cli_page}


def main() -> None:
    """Write the pages, or with --check exit 1 with one sentence if any of them is stale."""
    stale = [name for name, page in PAGES.items() if not same(DOCS / name, page())]
    if "--check" in sys.argv:
        if stale:
            sys.exit(f"Stale: {', '.join(stale)} in docs/. Run `make docs` and read what changed.")
        return
    for name in stale:
        (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
        print(f"docs/{name} written")


def same(path: Path, text: str) -> bool:
    """Whether a file holds exactly this text."""
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    main()
