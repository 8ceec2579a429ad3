"""The tables of meetings told several times, of cases and of KLE, which linking and ``referat kle import`` fill."""

from __future__ import annotations

from referat.store.kolonner import DOKUMENT, ID, KOMMUNE, MOEDE, PUNKT, K, Tabel, visningsnavn

UDGAVETABELLER: tuple[Tabel, ...] = (
    Tabel(
        "manifestationer",
        "A meeting that several documents tell (a PDF, a portal's JSON, a text, the agenda before it): a row for "
        "each telling. A meeting that one document tells has none.",
        (
            MOEDE,
            K("ledende_id", str, "The telling to show and to count: itself where rang is 1.", "moeder"),
            K(
                "rang",
                int,
                "1 for the leading telling: minutes, what its path holds now, with a list of members, as pages, with "
                "most items.",
            ),
            K(
                "rettet",
                int,
                "1 where the document calls itself a corrected version; such minutes lead the others.",
                fra=9,
            ),
        ),
        pk=("moede_id",),
        fra=7,
    ),
    Tabel(
        "punktudgaver",
        "An item of a further telling of a meeting beside the leading telling's item.",
        (PUNKT, K("ledende_punkt_id", str, "The same item as the leading document tells it.", "punkter")),
        pk=("punkt_id",),
        fra=7,
    ),
    Tabel(
        "afloesninger",
        "An earlier version of a source: a document whose path has come to hold another, and that no path holds now.",
        (DOKUMENT, K("afloest_af", str, "The document that its path holds now.", "dokumenter")),
        pk=("dokument_id",),
        fra=12,
    ),
)

SAGSTABELLER: tuple[Tabel, ...] = (
    Tabel(
        "sager",
        "A case: all treatments of it in the store, made anew whenever its kommune changes.",
        (
            ID,
            KOMMUNE,
            K("titel", str, "Title of its newest treatment."),
            K("journalnummer", str, "The journal number that most of its items have; NULL where none has one."),
            K("kle", str, "KLE emne of that number, where it states one."),
            K("foerste_dato", str, "ISO date of the first treatment."),
            K("seneste_dato", str, "ISO date of the last."),
            K(
                "antal",
                int,
                "How often it was treated: meetings of one body and date, however many documents tell them.",
            ),
            K("antal_udvalg", int, "How many bodies treated it."),
            visningsnavn("coalesce(titel, id)"),
        ),
        indeks=(("kommune_kode", "journalnummer"),),
        fra=4,
    ),
    Tabel(
        "sagspunkter",
        "An item of a case. Standing items of every meeting (approval of the agenda) are of none.",
        (
            K("sag_id", str, "The case.", "sager"),
            PUNKT,
            K("metode", str, "The surest way in which it is joined to the others; ene where it is the only one."),
            K("score", float, "How sure, 0 to 1."),
        ),
        pk=("punkt_id",),
        fra=4,
    ),
    Tabel(
        "sagskanter",
        "A join of two items, the older one first, and what it rests on; with forslag = 1 it joins no case.",
        (
            K("fra_punkt_id", str, "The older item.", "punkter"),
            K("til_punkt_id", str, "The newer item.", "punkter"),
            K(
                "metode",
                str,
                "journalnummer, journalnummer+titel (a number used for several matters), henvisning, sagsforløb; "
                "as suggestions titel, omtale (its prose names the other), and delt journalnummer (a number used for "
                "several matters, unlike titles).",
            ),
            K("score", float, "How sure, 0 to 1."),
            K("forslag", int, "1 for a suggestion, which joins no case."),
            K("journalnummer_id", str, "The number they share, where that is what joins them.", "journalnumre"),
            K("henvisning_id", str, "The reference, with its place, where that joins them.", "henvisninger"),
        ),
        pk=("fra_punkt_id", "til_punkt_id", "metode"),
        fra=4,
    ),
    Tabel(
        "kle",
        "A number of KLE, the municipal classification: the main groups, and what an imported list adds.",
        (
            K("nummer", str, "00, 00.01 or 00.01.00."),
            K("titel", str, "Title."),
            K("niveau", str, "hovedgruppe, gruppe or emne."),
            visningsnavn("nummer || ' ' || titel"),
        ),
        pk=("nummer",),
        fra=4,
    ),
)
