"""The tables of what people said of the reading: corrections, and what is taken out of what is published.

``rettelser`` and ``tilbagetraekninger`` are written and never overwritten, which the file itself sees to; what stands
of them is worked out anew whenever a document is written (``rettede``) or a copy published.
"""

from __future__ import annotations

from referat.store.kolonner import DOKUMENT, PUNKT, K, Tabel

NR = K("nr", int, "Number, from 1 in the order they were made.")
TIDSPUNKT = K("tidspunkt", str, "UTC, ISO.")
AF = K("af", str, "Who.")
HVORFOR = K("hvorfor", str, "Why.")
OPHAEVER = K("ophaever", int, "The number of the row that this one undoes; NULL for one that stands for itself.")
FELT = K(
    "felt",
    str,
    "What is corrected: a column of punkter, or a table, a place from 1 and a column: stemmer.3.stemme (of a cell "
    "table, row and column: tabelceller.1.5.3.raa). stemmer.ny is a row that was added, stemmer.3 one that was taken "
    "away.",
)
RETTET_TIL = K(
    "rettet_til",
    str,
    "What it is corrected to, written as in its own column; NULL for not stated; JSON of a row that was added.",
)

RETTELSER = Tabel(
    "rettelser",
    "A correction that someone made, or undid. Never changed or deleted.",
    (
        NR,
        TIDSPUNKT,
        AF,
        HVORFOR,
        K("dokument_id", str, "The document."),
        K("punkt_id", str, "The agenda item, as it was numbered then."),
        FELT,
        RETTET_TIL,
        K("laest", str, "What the reading said then; JSON of a row that was taken away."),
        K("stod", str, "JSON: the item and the record as they were read then, by which they are known again."),
        OPHAEVER,
        K(
            "afkodet",
            str,
            "JSON: the columns that follow from what it is corrected to, such as what a journal number says.",
            fra=11,
        ),
    ),
    pk=("nr",),
    indeks=(("dokument_id",), ("ophaever",)),
    fra=9,
)
RETTEDE = Tabel(
    "rettede",
    "A correction that stands, and how the newest reading of its document meets it.",
    (
        NR,
        DOKUMENT,
        PUNKT,
        FELT,
        K("tabel", str, "The table of the fact."),
        K(
            "raekke_id",
            str,
            "The id of its row there (a number's journalnummer_id; a cell's table, row and column with hyphens); NULL "
            "where it is not found any more.",
        ),
        K("kolonne", str, "The column; NULL for a whole row."),
        K("laest", str, "What the newest reading says."),
        RETTET_TIL,
        K(
            "tilstand",
            str,
            "gælder; flyttet (the item or the record has another place now); læst anderledes (neither as it was nor as "
            "corrected); enig (the reading says the same now); forsvundet (not found any more, and laid over nothing).",
        ),
        TIDSPUNKT,
        AF,
        HVORFOR,
        K("foer", str, "JSON: the rows that were changed, as they were read."),
    ),
    pk=("nr",),
    indeks=(("raekke_id", "kolonne"),),
    fra=9,
)
TILBAGETRAEKNINGER = Tabel(
    "tilbagetraekninger",
    "What someone took out of what is published, or put back. Never changed or deleted; never published.",
    (
        NR,
        TIDSPUNKT,
        AF,
        HVORFOR,
        K("dokument_id", str, "The document that is taken out."),
        K("navn", str, "The person whose address, telephone and e-mail are."),
        K("tekster", str, "JSON: further texts that are covered with them."),
        K("undtaget", str, "JSON: texts that are not covered, though they stand beside the name."),
        OPHAEVER,
    ),
    pk=("nr",),
    fra=9,
)
RETTELSESTABELLER = (RETTELSER, RETTEDE, TILBAGETRAEKNINGER)

FASTE = {
    RETTELSER.navn: "En rettelse ændres ikke; lav en ny, eller ophæv den.",
    TILBAGETRAEKNINGER.navn: "En tilbagetrækning ændres ikke; lav en ny, eller ophæv den.",
}
UROERLIG = "".join(
    f"CREATE TRIGGER {tabel}_{navn} BEFORE {hvad} ON {tabel} BEGIN SELECT RAISE(ABORT, '{besked}'); END;\n"
    for tabel, besked in FASTE.items()
    for navn, hvad in (("aendres_ikke", "UPDATE"), ("slettes_ikke", "DELETE"))
)
"""Nothing that someone said is overwritten, whoever writes in the file."""
