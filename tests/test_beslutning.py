"""Recommendations point by point, and what became of each where a decision names points or another body's advice."""

from __future__ import annotations

import pytest
from referat.extract.records.anbefalet import er_for_sagen
from referat.extract.records.beslutning import afgoer
from referat.extract.records.indstillinger import find_indstillinger
from referat.extract.skaebner import fordel
from referat.extract.udsnit import Udsnit
from referat.schemas.poster import Indstilling
from referat.schemas.side import Linje
from referat.schemas.vokabular import Udfald

TO_PUNKTER = "1. at planen godkendes.\n2. at udgiften afholdes af puljen."


def udsnit(tekst: str) -> Udsnit:
    linjer, fra = [], 0
    for linje in tekst.split("\n"):
        linjer.append(Linje(tekst=linje, side=1, tegn_fra=fra))
        fra += len(linje) + 1
    return Udsnit(linjer)


def punkter(tekst: str, overskrift: str | None = None) -> list[Indstilling]:
    return find_indstillinger([(overskrift, udsnit(tekst))])


def skaebner(indstiller: str, beslutning: str, tidligere: dict[str, str] | None = None) -> list[str | None]:
    indstillinger = punkter(f"{indstiller} indstiller,\n{TO_PUNKTER}")
    deres = {organ: afgoer(tekst, anbefalet=["at A", "at B"]) for organ, tekst in (tidligere or {}).items()}
    return [x.udfald for x in fordel(indstillinger, afgoer(beslutning, anbefalet=["at A", "at B"]), deres, None)]


ANDRES = "Byrådet godkendte Økonomiudvalgets indstilling."


def test_what_another_body_recommended_need_not_be_what_the_administration_did() -> None:
    assert skaebner("Administrationen", ANDRES) == [None, None]
    assert skaebner("Økonomiudvalget", ANDRES) == ["godkendt", "godkendt"]
    assert skaebner("Administrationen", "Byrådet godkendte administrationens indstilling.") == ["godkendt", "godkendt"]


@pytest.mark.parametrize(
    ("deres", "ventet"),
    [
        ("Indstillingen anbefales.", ["godkendt", "godkendt"]),
        ("1. Anbefales. 2. Anbefales ikke.", ["godkendt", None]),
        ("Udsat.", [None, None]),
    ],
)
def test_a_printed_advice_tells_which_points_it_was_for(deres: str, ventet: list[str | None]) -> None:
    assert skaebner("Administrationen", ANDRES, {"Økonomiudvalget": deres}) == ventet


def test_a_body_is_known_by_the_end_of_its_name() -> None:
    svar = "Økonomiudvalget anbefaler, at Klima-, Teknik- og Miljøudvalgets indstilling godkendes."
    assert skaebner("Klima-, Teknik- og Miljøudvalget", svar) == ["anbefalet", "anbefalet"]
    assert skaebner("Forvaltningen", svar) == [None, None]


TIL_FLERE = """Administrationen indstiller til Plan- og Byudvalget, Klima-, Natur- og Miljøudvalget og Børneudvalget,
1. at status tages til efterretning

Administrationen indstiller til Byrådet,
2. at puljen nedlægges"""


@pytest.mark.parametrize(
    ("organ", "ventet"),
    [
        ("Børneudvalget", ["anbefalet", "anbefalet"]),
        ("Ældreudvalget", [None, "anbefalet"]),
        ("Økonomiudvalget", ["anbefalet", "anbefalet"]),
    ],
)
def test_a_point_addressed_to_other_committees_is_not_decided_here(organ: str, ventet: list[str | None]) -> None:
    indstillinger = punkter(TIL_FLERE)
    assert indstillinger[0].til == "Plan- og Byudvalget; Klima-, Natur- og Miljøudvalget; Børneudvalget"
    assert [
        x.udfald for x in fordel(indstillinger, afgoer("Anbefales.", anbefalet=["at A", "at B"]), {}, organ)
    ] == ventet


def test_a_heading_says_who_recommends() -> None:
    assert [x.indstiller for x in punkter(TO_PUNKTER, "Administrationen indstiller")] == ["Administrationen"] * 2
    assert [x.indstiller for x in punkter(TO_PUNKTER, "Økonomiudvalgets indstilling")] == ["Økonomiudvalget"] * 2
    assert [x.indstiller for x in punkter(TO_PUNKTER, "Indstilling")] == [None, None]


def test_a_list_inside_a_point_is_part_of_it() -> None:
    fundet = punkter(
        "1. at planen godkendes\n2. at udgifterne fordeles:\n1. anlæg\n2. drift\n3. at sagen sendes i høring"
    )
    assert [(x.nr, x.tekst[:12]) for x in fundet] == [(1, "at planen go"), (2, "at udgiftern"), (3, "at sagen sen")]
    assert "drift" in fundet[1].tekst


def test_a_list_inside_the_first_point_may_be_longer_than_the_outer_one() -> None:
    under = "\n".join(f"{n}. at der bevilges {n} mio. kr." for n in range(1, 6))
    fundet = punkter(f"1. at der bevilges følgende:\n{under}\n2. at sagen sendes i høring")
    assert [x.nr for x in fundet] == [1, 2] and "5 mio." in fundet[0].tekst


def test_a_mark_may_stand_alone_or_close_to_its_point() -> None:
    assert [x.tekst for x in punkter("1.at torvet fejes\n2.\nat havnen\nuddybes")] == [
        "at torvet fejes",
        "at havnen uddybes",
    ]


def test_a_number_printed_twice_is_two_points() -> None:
    fundet = punkter("1. at a vælges\n2. at b vælges\n2. at c vælges\n3. at d vælges")
    assert [x.nr for x in fundet] == [1, 2, 3, 4]


def test_topics_under_a_whole_sentence_are_not_points() -> None:
    indstilling = "Administrationen indstiller, at orienteringen tages til efterretning."
    (eneste,) = punkter(f"{indstilling}\n\nFormanden orienterer om:\n- Torvet\n- Havnen")
    assert eneste.tekst == "at orienteringen tages til efterretning."
    fundet = punkter("Administrationen indstiller til udvalget,\n- at torvet fejes.\n- at havnen uddybes.")
    assert [x.tekst for x in fundet] == ["at torvet fejes.", "at havnen uddybes."]


def test_a_recommendation_to_refuse_is_against_what_was_recommended_unless_that_was_a_refusal_too() -> None:
    raad = "Udvalget indstiller til Byrådet, at ansøgningen ikke imødekommes."
    for anbefalet, ventet in (("at der gives tilskud", "afvist"), ("at ansøgningen ikke imødekommes", "anbefalet")):
        for_sagen = er_for_sagen(punkter(f"Administrationen indstiller,\n1. {anbefalet}."))
        assert afgoer(raad, anbefalet=["at A"], for_sagen=for_sagen).udfald == ventet


@pytest.mark.parametrize(
    ("tekst", "antal"),
    [
        ("at standarden godkendes, at den gælder fra maj, og at den evalueres.", 3),
        ("at planen godkendes og at udgiften afholdes af puljen.", 1),
        ("at Byrådet godkender, at planen sendes i høring, at fristen er 8 uger, og at naboerne spørges.", 1),
        ("at det godkendes, at vinduerne bliver, at døren skiftes, og at lånet sættes ned.", 1),
        ("at selskaberne kan påbydes at bygge, at udføre planen, og at naboerne varsles.", 1),
        ("at det over for Byrådet anbefales, at regnskabet godkendes, og at resten tilføres kassen.", 2),
    ],
)
def test_the_points_of_one_sentence_are_parted_where_no_verb_governs_them(tekst: str, antal: int) -> None:
    assert len(punkter(f"Administrationen indstiller,\n{tekst}")) == antal


def test_points_are_named_by_ordinals() -> None:
    assert afgoer(
        "Første og andet at anbefales. Sidste at kan ikke anbefales.", anbefalet=["at A", "at B", "at C"]
    ).punkter == {
        1: "anbefalet",
        2: "anbefalet",
        3: "afvist",
    }


@pytest.mark.parametrize(
    ("tekst", "naevnt", "antal"),
    [
        ("at planen godkendes at den evalueres og at der spares 2 mio. kr.", 3, 3),
        ("rapporten drøftes, 2. byrådet godkender den, 3. der laves en plan", 3, 3),
        ("at planen godkendes at den evalueres og at der spares 2 mio. kr.", 2, 1),
        ("at planen godkendes at den evalueres", 0, 1),
        ("at planen godkendes at budgettet vedtages", 0, 2),
        ("at planen godkendes at budgettet vedtages", 3, 1),
    ],
)
def test_what_nothing_marks_is_parted_only_as_the_decision_counts(tekst: str, naevnt: int, antal: int) -> None:
    assert len(find_indstillinger([("Indstilling", udsnit(tekst))], naevnt)) == antal


@pytest.mark.parametrize(
    ("beslutning", "udfald"),
    [
        ("Per Vang (F).", Udfald.VALGT),
        ("Per Vang (F).\n\nAfbud: Anne Holm (V)", Udfald.VALGT),
        ("Per Vang taler med naboerne.", Udfald.ANDET),
    ],
)
def test_a_name_alone_is_who_was_elected_where_somebody_is_to_be(beslutning: str, udfald: Udfald) -> None:
    assert afgoer(beslutning, anbefalet=["at der udpeges et nyt medlem"], valg=True).udfald is udfald
    assert afgoer(beslutning, anbefalet=["at sagen afgøres"]).udfald is Udfald.ANDET


@pytest.mark.parametrize(
    ("beslutning", "samlet", "punkt"),
    [
        ("Udvalget besluttede at meddele dispensation.", Udfald.GODKENDT, Udfald.AFVIST),
        ("Ansøgningen imødekommes.", Udfald.GODKENDT, Udfald.AFVIST),
        ("Ansøgningen imødekommes ikke.", Udfald.AFVIST, Udfald.GODKENDT),
        ("Ansøgningen kan ikke imødekommes.", Udfald.AFVIST, Udfald.GODKENDT),
        ("Udvalget foretog besigtigelse. Dispensation meddeles.", Udfald.GODKENDT, Udfald.AFVIST),
        ("Godkendt.", Udfald.GODKENDT, Udfald.GODKENDT),
        ("Godkendt, da ansøgningen ikke kan imødekommes.", Udfald.GODKENDT, Udfald.GODKENDT),
        ("Godkendt. Ansøger orienteres om, at der kan gives tilladelse til et skur.", Udfald.GODKENDT, Udfald.GODKENDT),
    ],
)
def test_to_grant_goes_against_a_recommended_refusal(beslutning: str, samlet: Udfald, punkt: Udfald) -> None:
    afgoerelse = afgoer(beslutning, anbefalet=["at der meddeles afslag på dispensation"])
    assert (afgoerelse.udfald, afgoerelse.af_punkt(1)) == (samlet, punkt)


@pytest.mark.parametrize(
    ("tekst", "antal"),
    [
        ("Direktionen indstiller, at midlerne fordeles efter skemaet at resten overføres til 2. runde", 2),
        ("Forvaltningen indstiller, at boden godkendes at udgiften afholdes af rammen at taksten hæves", 3),
        ("Forvaltningen indstiller, at udvalget godkender at beløbet frigives", 1),
        ("Forvaltningen indstiller, at der gives tilladelse til at huset nedrives", 1),
        ("Forvaltningen indstiller, at sagen udsættes således at der kan indhentes tilbud", 1),
        ("Forvaltningen indstiller, at det godkendes at beløbet frigives", 1),
        ("Forvaltningen indstiller, at udvalget tager til efterretning at taksterne hæves", 1),
        ("Forvaltningen indstiller, at forvaltningen pålægges at udarbejde retningslinjer", 1),
        ("Forvaltningen indstiller, at vejen udvides uanset at træerne fældes", 1),
    ],
)
def test_points_that_lost_their_line_breaks_are_told_apart_where_nothing_governs_them(tekst: str, antal: int) -> None:
    assert len(punkter(tekst)) == antal


def test_points_that_all_have_the_number_one_are_as_many_as_they_are() -> None:
    tekst = (
        "Teknik indstiller til udvalget\n\n1. at planen vedtages\n\n1. at tillægget vedtages\n\n1. at sagen sendes frem"
    )
    assert [(x.nr, x.tekst) for x in punkter(tekst)] == [
        (1, "at planen vedtages"),
        (2, "at tillægget vedtages"),
        (3, "at sagen sendes frem"),
    ]


def test_ranges_that_points_and_decision_name_tell_the_points_apart() -> None:
    anbefalet = ["at ansøgning 1-11 imødekommes,", "at ansøgning 12-19 afslås."]
    afgoerelse = afgoer("Ansøgning 1-11 imødekommes. Ansøgning 12-19 udsættes til næste møde.", anbefalet=anbefalet)
    assert [afgoerelse.af_punkt(n) for n in (1, 2)] == [Udfald.GODKENDT, Udfald.UDSAT]
