"""Labels in a column of their own, closed punkter between the others, and refusals that were recommended."""

from __future__ import annotations

import pytest
from referat.extract.pipeline import read_referat
from referat.schemas.referat import Moede
from referat.schemas.vokabular import Deltagerstatus, Udfald

BRED = 24
"""The column of the values."""


HAVBY = "Havby Kommune\nByrådet\nReferat\nMødedato: 12. marts 2014\n\n"


def moede(tekst: str) -> Moede:
    (ene,) = read_referat(tekst.encode()).moeder
    return ene


def raekke(etiket: str, vaerdi: str) -> str:
    return f"{etiket:{BRED}}{vaerdi}".rstrip() + "\n"


def sag(nr: int, beslutning: str) -> str:
    return (
        f"\n{nr}. Sag om vej {nr}\n\n"
        + raekke("Sagsnr.:", f"11/10{nr}")
        + raekke("Sagsbeskrivelse", "Vejen er nedslidt.")
        + "\n"
        + raekke("Administrationens", "Forvaltningen foreslår, at vejen")
        + raekke("forslag", "anlægges.")
        + "\n"
        + beslutning
        + "\n"
        + raekke("Fraværende", "Bo Krog")
    )


def test_labels_broken_over_lines_beside_their_values_are_whole_headings() -> None:
    udvalgets = (
        raekke("Beslutning", "Anbefales ikke.")
        + raekke("Kultur- og", "")
        + raekke("Fritidsudvalget", "Lis Dam tog forbehold.")
        + raekke("den 03-05-2011", "")
    )
    byraadets = (
        raekke("Beslutning", "Vedtaget med 6 stemmer for og 1 imod (Lis")
        + raekke("Havby Byråd", "Dam).")
        + raekke("den 26-05-2011", "")
    )
    m = moede(
        "Havby Kommune\nHavby Byråd\nTorsdag den 26. maj 2011\n"
        + sag(1, byraadets)
        + sag(2, udvalgets + "\n" + byraadets)
        + sag(3, byraadets)
    )
    assert [p.beslutning for p in m.punkter] == ["Vedtaget med 6 stemmer for og 1 imod (Lis\nDam)."] * 3
    assert [[i.tekst for i in p.indstillinger] for p in m.punkter] == [["at vejen anlægges."]] * 3
    assert [p.udfald for p in m.punkter] == [Udfald.GODKENDT] * 3
    assert [(b.udvalg, b.dato) for p in m.punkter for b in p.henvisninger] == [
        ("Kultur- og Fritidsudvalget", "2011-05-03")
    ]


def test_a_label_with_a_colon_is_whole_whatever_stands_under_it() -> None:
    krop = "Beslutning\nFraværende:  Lis Dam\nGodkendt med den ændring, at der opsættes bænke.\n"
    m = moede(
        "Referat\nUdvalg: Teknikudvalget\nDato: 12. marts 2014\n"
        + "".join(f"\n{n}. Sag om vej {n}\nSagsnr. 14/10{n}\n{krop}" for n in range(1, 6))
    )
    assert {p.udfald for p in m.punkter} == {Udfald.GODKENDT}
    assert {p.beslutning for p in m.punkter} == {krop.removeprefix("Beslutning\n").rstrip()}


LUKKET = "\n23. Lukket punkt\n"


def med_lukket(krop: str) -> Moede:
    punkter = {n: f"\n{n}. Sag om vej {n}\n\nSagsnr. 19/10{n}\n\n{krop}" for n in (21, 22, 24, 25)} | {23: LUKKET}
    return moede(
        "Referat\nUdvalg: Teknikudvalget\nDato: 12. marts 2019\n" + "".join(punkter[n] for n in sorted(punkter))
    )


def test_a_closed_punkt_of_one_line_is_none_of_the_points_before_it() -> None:
    m = med_lukket("Forvaltningen indstiller\n\n1. at vejen anlægges\n\nBeslutning\n\n1. Godkendt\n\nAfbud: Lis Dam\n")
    assert [(p.nr, p.lukket) for p in m.punkter] == [(str(n), n == 23) for n in range(21, 26)]
    assert m.punkter[1].udfald is Udfald.GODKENDT


def test_who_is_away_from_all_that_is_told_is_away_from_the_closed_punkt_as_well() -> None:
    m = med_lukket("Beslutning\n\nGodkendt.\n\nAfbud: Lis Dam\n")
    assert [(d.navn, d.status) for d in m.deltagere] == [("Lis Dam", Deltagerstatus.AFBUD)]
    assert [[f.navn for f in p.fravaer] for p in m.punkter] == [["Lis Dam"]] * 5


@pytest.mark.parametrize(
    ("indstilling", "udfald"),
    [
        ("at der meddeles afslag efter § 9.", Udfald.GODKENDT),
        ("at der ikke gives dispensation.", Udfald.GODKENDT),
        ("at der gives dispensation.", Udfald.AFVIST),
    ],
)
@pytest.mark.parametrize("beslutning", ["Afslag som foreslået.", "Der meddeles afslag.", "Afslag vedtaget."])
def test_a_refusal_is_what_a_recommended_refusal_asked_for(indstilling: str, udfald: Udfald, beslutning: str) -> None:
    m = moede(
        "Referat\nUdvalg: Teknikudvalget\nDato: 12. marts 2019\n"
        + "".join(
            f"\n{n}. Ansøgning om skur {n}\nSagsnr. 19/10{n}\n\n"
            f"Indstilling\nForvaltningen indstiller,\n{indstilling}\n\nBeslutning\n{beslutning}\n"
            for n in (1, 2)
        )
    )
    assert [(p.udfald, [i.udfald for i in p.indstillinger]) for p in m.punkter] == [(Udfald.AFVIST, [udfald])] * 2


def test_remarks_to_the_agenda_take_a_punkt_off_it_and_approve_the_rest() -> None:
    m = moede(
        "Referat\nUdvalg: Teknikudvalget\nDato: 12. marts 2019\n"
        "\n1. Bemærkninger til dagsordenen\nSagsnr. 19/1\n\nBeslutning\nPunkt 2 udgik af dagsordenen efter ønske fra "
        "Lis Dam.\nHerefter blev dagsordenen godkendt.\n"
        "\n2. Salg af grund\nSagsnr. 19/2\n\nBeslutning\n\n3. Køb af bil\nSagsnr. 19/3\n\nBeslutning\nGodkendt.\n"
    )
    assert [p.udfald for p in m.punkter] == [Udfald.GODKENDT, Udfald.UDSAT, Udfald.GODKENDT]


def test_a_line_broken_before_a_name_goes_on_with_its_sentence() -> None:
    m = moede(
        "Referat\nUdvalg: Teknikudvalget\nDato: 12. marts 2019\n"
        "\n1. Salg af grund\nSagsnr. 19/2\n\nBeslutning\nFor stemte Leif\nHolm (A) og Dorte Krog (F). Imod stemte\n"
        "Hans Dam (V), Ulla Vang (V) og\nFinn Lund (O).\n"
    )
    assert [(s.navn, s.stemme) for s in m.punkter[0].stemmer] == [
        ("Leif Holm", "for"),
        ("Dorte Krog", "for"),
        ("Hans Dam", "imod"),
        ("Ulla Vang", "imod"),
        ("Finn Lund", "imod"),
    ]


def test_page_numbers_over_the_running_head_go_though_some_pages_have_none() -> None:
    kant = "Udvalget for Kultur og Fritid, mandag den 11. maj 2015"
    krop = "Forvaltningen indstiller,\nat vejen anlægges.\n{}\n{}\nBeslutning\nGodkendt.\n"
    sider = {1: "2", 2: "3", 3: "5", 4: "6"}
    m = moede(
        f"Referat\n{kant}\n\n"
        + "".join(
            f"{n}.\nSag om vej {n}\n15/10{n}\nÅben sag\nIndstilling\n{krop.format(s, kant)}" for n, s in sider.items()
        )
    )
    assert [[i.tekst for i in p.indstillinger] for p in m.punkter] == [["at vejen anlægges."]] * 4


@pytest.mark.parametrize(
    ("saetning", "punkter"),
    [
        ("at regnskabet tages til efterretning, og at beløbet overføres.", 2),
        ("at det tages til efterretning, at regnskabet er aflagt, og at beløbet er overført.", 1),
        ("at der optages et lån på 3 mio. kr., at lånet optages med fast rente.", 2),
        ("at der meddeles dispensation på vilkår af, at der plantes en hæk.", 1),
        ("at der meddeles dispensation til fældning mod, at der plantes en hæk.", 1),
        ("at det over for Byrådet anbefales, at der gives en bevilling.", 1),
    ],
)
def test_points_of_one_sentence_are_parted_where_none_governs_the_next(saetning: str, punkter: int) -> None:
    m = moede(
        "Referat\nUdvalg: Teknikudvalget\nDato: 12. marts 2019\n"
        f"\n1. Salg af grund\nSagsnr. 19/2\n\nIndstilling\nForvaltningen indstiller, {saetning}\n\n"
        "Beslutning\nGodkendt.\n"
    )
    assert len(m.punkter[0].indstillinger) == punkter


def test_what_a_body_recommended_earlier_and_who_was_away_then_belong_to_the_history() -> None:
    m = moede(
        "Referat\nByrådet\nDato: 17. april 2023\n\n1. Tavler ved motorvejen\nSagsnr. 23/2\n\n"
        "Indstilling\nForvaltningen indstiller, at tavlerne opstilles.\n\nBeslutning\nGodkendt.\n\n"
        "Sagens forløb\n27-03-2023 Økonomiudvalget\n"
        "Økonomiudvalget anbefaler overfor Byrådet at Kulturudvalgets indstilling godkendes med bemærkning om,\n"
        "at der udarbejdes et forslag.\nAfbud: Lis Dam (V)\nBilag\nKort over tavler\n"
    )
    assert (m.punkter[0].fravaer, [i.tekst for i in m.punkter[0].indstillinger]) == ([], ["at tavlerne opstilles."])


@pytest.mark.parametrize(
    ("indstilling", "beslutning", "udfald"),
    [
        ("at der meddeles dispensation, da naboerne ikke har indsigelser.", "Afslag.", Udfald.AFVIST),
        ("at der gives afslag.", "Afslag kunne ikke vedtages. Der meddeles dispensation.", Udfald.AFVIST),
        ("at der gives afslag.", "Afslag blev nedstemt. Udvalget imødekommer ansøgningen.", Udfald.AFVIST),
        ("at klagen over gebyret afvises.", "Der gives dispensation.", Udfald.GODKENDT),
    ],
)
def test_what_only_looks_like_a_recommended_refusal(indstilling: str, beslutning: str, udfald: Udfald) -> None:
    m = moede(f"{HAVBY}1. Sag om vej\nIndstilling\nForvaltningen indstiller, {indstilling}\nBeslutning\n{beslutning}\n")
    assert [i.udfald for p in m.punkter for i in p.indstillinger] == [udfald]


@pytest.mark.parametrize(
    ("saetning", "punkter"),
    [
        ("at udvalget udpeger den skole, der skal bygges på, og at sagen sendes i høring.", 2),
        ("at lokalplanen vedtages endeligt med den ændring, at bygningshøjden nedsættes til 8 meter.", 1),
        ("at planen vedtages på betingelse af at naboerne høres, at hegnet bevares.", 1),
        ("at ansøgeren meddeles, at vejen lukkes.", 1),
    ],
)
def test_conditions_are_no_points_and_what_ends_in_a_preposition_may_be(saetning: str, punkter: int) -> None:
    m = moede(f"{HAVBY}1. Sag om vej\nIndstilling\nForvaltningen indstiller, {saetning}\nBeslutning\nGodkendt.\n")
    assert [len(p.indstillinger) for p in m.punkter] == [punkter]


def test_points_decided_together_in_a_gap_are_no_punkt() -> None:
    m = moede(
        HAVBY
        + "3. Budget\nSagsnr.: 14/1203\n\nBeslutning\n1. Tiltrådt\n2.-3. Tiltrådt med 5 stemmer\n\n"
        + "4. Vejlisten forelægges igen til maj\n\n5. Affald\nSagsnr.: 14/1205\n\nBeslutning\nGodkendt.\n"
        + "\n6. Eventuelt\nSagsnr.: 14/1206\n\nBeslutning\nIntet.\n"
    )
    assert [p.nr for p in m.punkter] == ["3", "5", "6"]


def test_labels_of_one_line_are_cut_where_others_are_broken() -> None:
    m = moede(
        HAVBY
        + "Punkt 1. Dagsorden\n\n"
        + raekke("Beslutning", "Godkendt.")
        + "\nPunkt 2. Lokalplan\n\n"
        + raekke("Beslutning", "Vedtaget.")
        + "Byrådet den\n12. marts 2014\n"
        + "\nPunkt 3. Budget\n\n"
        + raekke("Beslutning", "Forkastet.")
        + "\nPunkt 4. Eventuelt\n\n"
        + raekke("Beslutning", "Intet.")
    )
    assert [p.beslutning for p in m.punkter] == ["Godkendt.", "Vedtaget.", "Forkastet.", "Intet."]


def test_word_of_absence_from_one_punkt_is_none_from_the_meeting() -> None:
    m = moede(
        HAVBY
        + "Til stede: Anne Holm, Bo Krog, Lis Dam\n\nPunkt 1. Bemærkninger til dagsordenen\n\nBeslutning\n"
        + "Bo Krog har meldt afbud til punkt 3. Lis Dam havde meldt afbud til besigtigelsen.\n"
        + "".join(f"\nPunkt {n}. Vej {n}\n\nBeslutning\nGodkendt.\n" for n in (2, 3))
    )
    assert [[f.navn for f in p.fravaer] for p in m.punkter] == [[], [], ["Bo Krog"]]
    assert {d.status for d in m.deltagere} == {Deltagerstatus.TIL_STEDE}


def test_a_closed_punkt_with_text_tells_who_was_there() -> None:
    m = moede(
        HAVBY
        + "Til stede: Anne Holm, Bo Krog, Lis Dam\n"
        + "".join(f"\nPunkt {n}. Vej {n}\n\nBeslutning\nGodkendt.\nFraværende: Bo Krog\n" for n in (1, 2, 3))
        + "\nPunkt 4. Lukket: Salg\n\nBo Krog deltog fra dette punkt.\n"
        + "\nPunkt 5. Lukket: Sag\n\nSagsfremstilling\nBo Krog (O) indledte drøftelsen.\n"
    )
    assert [[f.navn for f in p.fravaer] for p in m.punkter] == [["Bo Krog"]] * 3 + [[], []]


def test_what_another_body_recommends_to_this_one_is_the_punkts_own_where_nothing_else_is() -> None:
    m = moede(
        HAVBY
        + "Punkt 1. Sti\nSagsnr.: 14/12\n\nSagsforløb\nTeknikudvalget den 3. marts 2014: Anbefales.\n\n"
        + "Økonomiudvalget indstiller til Byrådet,\n\n1. at stien anlægges.\n2. at den belyses.\n\n"
        + "Beslutning\n1. godkendt. 2. afvist.\n"
    )
    assert [i.udfald for p in m.punkter for i in p.indstillinger] == [Udfald.GODKENDT, Udfald.AFVIST]
