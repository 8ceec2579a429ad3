"""Whoever runs a command meets Danish, also where click speaks."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from referat import cli
from referat.cli import gruppe
from referat.cli.dansk import tal_dansk

ORD = "Usage|Options|Commands?|Error|Try|Show|default|required|Missing|No such|Invalid|TEXT|FILE|INTEGER"
ENGELSK = re.compile(rf"\b({ORD})\b")
SPROG = Path(cli.__file__).parent / "locale/da/LC_MESSAGES"


def kommandoer(kommando: click.Command, ctx: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    yield kommando, ctx
    if isinstance(kommando, click.Group):
        for navn in kommando.list_commands(ctx):
            under = kommando.get_command(ctx, navn)
            assert under
            yield from kommandoer(under, click.Context(under, parent=ctx, info_name=navn))


def test_no_help_has_english_words_of_clicks() -> None:
    tal_dansk()
    for kommando, ctx in kommandoer(gruppe, click.Context(gruppe, info_name="referat")):
        hjaelp = kommando.get_help(ctx)
        assert hjaelp.startswith("Brug: referat") and "Vis denne hjælp." in hjaelp
        assert not ENGELSK.findall(hjaelp), ctx.command_path


@pytest.mark.parametrize(
    ("kald", "sagt"),
    [
        ("search --antal", "--antal mangler sin værdi; skriv den efter."),
        ("search --json=1 x", "--json skal ikke have en værdi; skriv den alene."),
        ("search --antl 2 x", "Der er ingen --antl; mente du --antal"),
        ("publish a b c", "c er ét for meget; se hvordan med --help."),
        ("publish a b c d", "c d er for meget; se hvordan med --help."),
        ("export foo ud", "FORMAT: vælg en af csv, excel, "),
        ("serve --port 99999", "--port: skriv et helt tal fra 1 til 65.535."),
        ("search --antal to x", "--antal: skriv et helt tal fra 1."),
        ("search --db . x", "--db: . er en mappe; nævn en fil."),
        ("serch", "Der er ingen kommando serch; mente du search"),
        ("kle inport x", "Der er ingen kommando inport."),
    ],
)
def test_an_error_of_use_is_said_in_danish(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], kald: str, sagt: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["referat", *kald.split()])
    with pytest.raises(SystemExit) as slut:
        cli.main()
    ud = capsys.readouterr()
    assert (slut.value.code, ud.out) == (2, "")
    assert f"Fejl: {sagt}" in ud.err
    assert not ENGELSK.findall(ud.err)


def test_what_is_shipped_is_what_was_translated() -> None:
    with (SPROG / "messages.mo").open("rb") as mo, (SPROG / "messages.po").open("rb") as po:
        sendt, skrevet = GNUTranslations(mo), read_po(po, locale="da")
    for besked in (b for b in skrevet if b.id):
        if isinstance(besked.id, tuple):
            assert [sendt.ngettext(*besked.id, n) for n in (1, 2)] == list(besked.string)
        else:
            assert sendt.gettext(besked.id) == besked.string
