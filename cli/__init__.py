"""The command line: the only place that prints or exits. A command's module is imported when the command is run."""

from __future__ import annotations

import importlib
import sys
from difflib import get_close_matches
from typing import Any

import click
from referat.cli.dansk import med_danske_ord, tal_dansk
from referat.cli.faelles import tal

KOMMANDOER = {
    "ingest": ("referat.cli.ingest:ingest", "Læs mapper og filer ind i et lager."),
    "show": ("referat.cli.show:show", "Vis hvad der blev læst i en fil eller et punkt, og hvor."),
    "search": ("referat.cli.search:search", "Søg i titler, afsnit og beslutninger."),
    "status": ("referat.cli.status:status", "Vis hvad lageret rummer, og hvad der er i karantæne."),
    "correct": ("referat.cli.correct:correct", "Ret en oplysning på et punkt; det læste gemmes."),
    "corrections": ("referat.cli.correct:corrections", "Vis rettelserne, og ophæv dem."),
    "review": ("referat.cli.review:review", "Vis de punkter, der først bør ses efter."),
    "diff": ("referat.cli.diff:diff", "Hold to dokumenter om samme møde, eller to lagre, mod hinanden."),
    "withdraw": ("referat.cli.withdraw:withdraw", "Tag et dokument eller kontaktoplysninger ud af det, der udgives."),
    "withdrawals": ("referat.cli.withdraw:withdrawals", "Vis det, der er trukket tilbage, og læg det tilbage."),
    "retry": ("referat.cli.retry:retry", "Læs det igen, der er i karantæne."),
    "verify": ("referat.cli.verify:verify", "Se efter, om kilderne er, som da de blev læst."),
    "watch": ("referat.cli.watch:watch", "Læs det ind, der kommer i en mappe, så længe kommandoen kører."),
    "bagit": ("referat.cli.bagit:bagit", "Læg lageret og dets kilder i en BagIt-pakke til arkivet."),
    "export": ("referat.cli.export:export", "Skriv lageret som CSV, Excel, Parquet, JSON og andre formater."),
    "publish": ("referat.cli.publish:publish", "Lav en kopi af et lager, der kan lægges ud til alle."),
    "serve": ("referat.cli.serve:serve", "Vis lageret som et websted på dansk."),
    "kle": ("referat.cli.kle:kle", "KL's emneplan (KLE), som journalnumrene henviser til."),
    "evaluate": ("referat.cli.evaluate:evaluate", "Hold et lager mod facit, felt for felt."),
    "corpus": ("referat.corpus.cli:corpus", "Prøvereferater: lav, læs og mål."),
}
"""Command → where it is, and its line in the help, so that the help imports none of them."""


class DovenGruppe(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(KOMMANDOER)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in KOMMANDOER:
            naere = " eller ".join(get_close_matches(cmd_name, KOMMANDOER, 2))
            raad = f"mente du {naere}?" if naere else f"der er {', '.join(KOMMANDOER)}."
            raise click.UsageError(f"Der er ingen kommando {cmd_name}; {raad}", ctx)
        modul, navn = KOMMANDOER[cmd_name][0].split(":")
        kommando = getattr(importlib.import_module(modul), navn)
        assert isinstance(kommando, click.Command)
        return med_danske_ord(kommando)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        tal_dansk()
        return super().main(*args, **kwargs)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Kommandoer"):
            formatter.write_dl([(navn, hjaelp) for navn, (_, hjaelp) in KOMMANDOER.items()])


@click.group(cls=DovenGruppe)
@click.version_option(package_name="referat", message="referat %(version)s", help="Vis udgaven.")
def gruppe() -> None:
    """Læser kommunale referater ind i ét SQLite-lager med belæg for hver oplysning."""


med_danske_ord(gruppe)


def main() -> None:
    """Run the command line. Whatever goes wrong, the user gets one sentence: 1 failure, 2 usage, 3 quarantine."""
    if sys.platform == "win32":  # what is piped there is written in an old encoding that has not every letter
        for ud in (sys.stdout, sys.stderr):
            ud.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        sys.exit(gruppe.main(prog_name="referat", standalone_mode=False))
    except click.exceptions.NoArgsIsHelpError as fejl:
        click.echo(fejl.format_message(), err=True)
        sys.exit(2)
    except click.UsageError as fejl:
        if fejl.ctx:
            click.echo(fejl.ctx.get_usage(), err=True)
        click.echo(f"Fejl: {dansk(fejl)}", err=True)
        sys.exit(2)
    except click.ClickException as fejl:
        click.echo(f"Fejl: {fejl.format_message()}", err=True)
        sys.exit(1)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Afbrudt; det, der er lagret, står fast. Kør kommandoen igen for at fortsætte.", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except Exception as fejl:  # noqa: BLE001 - the last door before the user
        click.echo(f"Uventet fejl: {type(fejl).__name__}: {fejl}. Meld den gerne som en fejl i referat.", err=True)
        sys.exit(1)


def dansk(fejl: click.UsageError) -> str:
    """A usage error in Danish, for those that click words itself and users meet."""
    if isinstance(fejl, click.MissingParameter) and fejl.param:
        return f"{fejl.param.make_metavar(fejl.ctx or click.Context(gruppe))} mangler; se hvordan med --help."
    if isinstance(fejl, click.NoSuchOption):
        forslag = f"; mente du {' eller '.join(fejl.possibilities)}?" if fejl.possibilities else "; se dem med --help."
        return f"Der er ingen {fejl.option_name}{forslag}"
    if isinstance(fejl, click.BadParameter) and fejl.param:
        hvor = fejl.param_hint or (fejl.param.opts[-1] if isinstance(fejl.param, click.Option) else fejl.param.metavar)
        return f"{hvor}: {_hvad(fejl)}"
    return fejl.format_message()


def _hvad(fejl: click.BadParameter) -> str:
    """What may be written for a value, where click would say no more than that it may not."""
    art = fejl.param.type if fejl.param else None
    if isinstance(art, click.Choice):
        return f"vælg en af {', '.join(art.choices)}."
    if isinstance(art, click.IntRange):
        til = f" til {tal(art.max)}" if art.max else ""
        return f"skriv et helt tal fra {tal(art.min or 0)}{til}."
    return fejl.message


__all__ = ["gruppe", "main"]
