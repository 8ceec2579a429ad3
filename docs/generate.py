"""Writes the references in this folder from the code: `make docs`. With --check it only says whether they are fresh."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click
from referat.cli import gruppe
from referat.cli.dansk import tal_dansk
from referat.extract.tabeladvarsler import ARTER
from referat.extract.tabeltyper import IKKE_MAAL
from referat.models.viden import data, regler
from referat.schemas import kodebog
from referat.schemas.koder import ADVARSLER, KARANTAENE, KILDER, KOMMANDOER, SPRUNGET_OVER, Kode
from referat.store.migreringer import aabn_fil, noegle
from referat.store.skema import BELAEG, TABELLER, Kolonne, Tabel
from referat.store.udfoersel import ordbog
from referat.store.udfoersel.foelgeblade import ordbog_tekst
from referat.store.udgivelse import UDGIVNE
from referat.store.visninger import VISNINGER
from sqlite_utils import Database

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
    tal_dansk()
    top = CONTEXT(gruppe, info_name="referat")
    parts = [f"## {name}\n\n```\n{text.strip()}\n```\n" for name, text in commands(gruppe, top)]
    return "\n".join(["# The command line\n", NOTE.format(source="`cli/`"), *parts])


STORE = """\
A store is one SQLite file. The tables and columns below are a contract: later versions add to them, and rename or drop
none. Names are Danish in ASCII; values keep their Danish letters. Ids follow from content, so ingesting again gives the
same ids. NULL means that the document does not state it.

A fact read from a document says where, in the five columns of its **evidence**:

"""


PUBLISHED = """\
## The published copy

`referat publish DB OUT` writes a copy that may be shown to all: every table and view above but {left_out}. In its
texts each digit of what looks like a CPR number is `•`, so `tegn_fra` and `tegn_til` stay true. What is withdrawn
(`referat withdraw`) is out: all rows of a document, or each sign of where a person can be reached (`█`).
`indlaesninger.sti` is the file's name alone. It has some tables more.
"""


def store_page() -> str:
    """The reference of tables, columns and views."""
    evidence = "\n".join(f"- `{k.navn}`: {k.beskrivelse}" for k in BELAEG) + "\n"
    tables = "\n".join(table(t) for t in TABELLER)
    published = PUBLISHED.format(left_out=", ".join(f"`{t.navn}`" for t in TABELLER if t not in UDGIVNE))
    published += "\n" + "\n".join("#" + table(t) for t in UDGIVNE if t not in TABELLER)
    parts = [NOTE.format(source="`store/`"), STORE + evidence, tables, views(), published]
    return "\n".join(["# The store\n", *parts]).rstrip("\n") + "\n"


def ordbog_page() -> str:
    """The codebook in Danish, for those who use the data: the tables with their columns, and what the views are."""
    source = NOTE.format(source="`schemas/kodebog.toml` and `schemas/kolonner.toml`")
    visninger = "\n".join(f"- `{v}`: {kodebog.tabel(v)}" for v in VISNINGER)
    tabeller = ordbog_tekst(map(ordbog.ark, UDGIVNE))
    return (
        f"{source}\n{tabeller}\n## Visninger\n\nTabellerne sat sammen, med navne i stedet for numre.\n\n{visninger}\n"
    )


def table(t: Tabel) -> str:
    """One table: what a row is, and its columns, the evidence in one line."""
    rows = [column(k, t) for k in t.kolonner if k not in BELAEG]
    if set(BELAEG) <= set(t.kolonner):
        rows.append("| evidence | | " + ", ".join(f"`{k.navn}`" for k in BELAEG) + " |")
    elif BELAEG[0] in t.kolonner:
        rows.append(column(BELAEG[0], t))
    return f"## `{t.navn}`\n\n{t.beskrivelse}\n\n| column | type | |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def column(k: Kolonne, t: Tabel) -> str:
    """One column's line: name, key mark, SQLite type, meaning, the table it points to."""
    kind = {str: "text", int: "integer", float: "real"}[k.type] + (", key" if k.navn in t.pk else "")
    target = f" Points to [`{k.fk}.{noegle(k.fk)}`](#{k.fk})." if k.fk else ""
    return f"| `{k.navn}` | {kind} | {k.beskrivelse}{target} |"


def views() -> str:
    """The views with their columns, as SQLite itself names them in an empty store."""
    db = Database(memory=True)
    aabn_fil(db, ":memory:")
    lines = [f"- `{v}`: " + ", ".join(f"`{k.name}`" for k in db.view(v).columns) for v in VISNINGER]
    return "## Views\n\nThe common joins, ready to query and to browse.\n\n" + "\n".join(lines) + "\n"


TABLES = """\
What is known of the tables in referater. Every cell keeps its print (`raa`); a number has its value in the printed unit
(`vaerdi`, `enhed`), its amount in kroner where the unit is money (`beloeb_kr`), what it measures (`maal`) and its year
(`aar`): from its column's head, else its row's label, else the caption, else the title of the item.

`tabeller.afvigelse_fortegn` says what a positive deviation means in the table, as its own numbers show;
`afvigelser_vis.merforbrug_kr` is positive for more spent whatever the table prints. `tabelraekker` says which row is
part of which, and how that is known.
"""

CHECKS = """\
A check is made where the labels say that numbers belong together, or where most of the table's rows bear it out. It
holds when the difference is no more than the printed decimals explain: half a unit of the last place for each number.
Things counted (`antal`) are exact. What does not hold is a row with `holder` = 0 in `kontroller`, and an `advarsel`.
"""


def tables_page() -> str:
    """The reference of what tables mean: measures, units, checks, appropriations."""
    measures: dict[str, list[str]] = {}
    for r in regler("tabeller"):
        if r.giver not in IKKE_MAAL:
            measures.setdefault(r.giver, []).extend(r.ja)
    units: dict[str, list[str]] = {}
    for r in regler("enheder"):
        units.setdefault(r.giver, []).extend(r.ja)
    kroner = data("enheder")["kroner"]
    arter = dict.fromkeys(r.giver for r in regler("bevillinger") if r.giver not in ("finans", "forbehold", "forslag"))
    parts = [
        "# Tables\n",
        NOTE.format(source="`models/data/` and `extract/tabeladvarsler.py`"),
        TABLES,
        "## `maal`\n\nThe first that fits, in this order.\n",
        grid(("maal", "heads that lead to it"), [(f"`{m}`", quoted(ja)) for m, ja in measures.items()]),
        "## `enhed`\n",
        grid(
            ("enhed", "kroner", "print that leads to it"),
            [(f"`{u}`", f"{kroner[u]:,}" if u in kroner else "", quoted(ja)) for u, ja in units.items()],
        ),
        "## `kontroller`\n",
        CHECKS,
        grid(("regel", "warning", "holds when"), [(f"`{r}`", f"`{a.kode}`", a.beskrivelse) for r, a in ARTER.items()]),
        "## `bevillinger.art`\n",
        ", ".join(f"`{a}`" for a in arter) + ".\n",
    ]
    return "\n".join(parts)


CODES = """\
Hver fil, som `referat ingest` møder, får en række i `indlaesninger`; lykkes den ikke, har rækken en kode og en sætning
om netop den fil. `referat status` viser dem samlet, `referat retry --code KODE` læser dem igen, når årsagen er væk, og
`referat verify` holder kilderne mod det, der blev læst.
"""


def codes_page() -> str:
    """The reference of codes, for archivists: what each means, and what to do."""
    parts = ["# Koder\n", NOTE.format(source="`schemas/koder.py`"), CODES]
    groups = {"Karantæne": KARANTAENE, "Sprunget over": SPRUNGET_OVER, "Advarsler": ADVARSLER, "Arkivpakker": KILDER}
    groups["Kommandoer"] = KOMMANDOER
    for head, codes in groups.items():
        parts += [f"## {head}\n", grid(("kode", "betyder", "gør"), [code_row(k, v) for k, v in codes.items()])]
    return "\n".join(parts)


def code_row(name: str, code: Kode) -> tuple[str, ...]:
    """A code's row."""
    return f"`{name}`", code.betyder, code.goer


def quoted(examples: list[str]) -> str:
    """Examples as code, a bar escaped."""
    return ", ".join(f"`{e}`".replace("|", "\\|") for e in examples)


def grid(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table."""
    celler = [[x.replace("|", "\\|") for x in r] for r in rows]
    return "\n".join(["| " + " | ".join(r) + " |" for r in (heads, ("---",) * len(heads), *celler)]) + "\n"


PAGES = {
    "store.md": store_page,
    "ordbog.md": ordbog_page,
    "cli.md": cli_page,
    "tables.md": tables_page,
    "koder.md": codes_page,
}


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
