"""Pages on which numbers and titles, or the line breaks between labels and text, were lost."""

from __future__ import annotations

from referat.extract.pipeline import read_referat
from referat.schemas.referat import Referat
from referat.schemas.vokabular import Deltagerstatus

SIDE = "Referat\nTeknik- og Miljøudvalget onsdag den 3. marts 2021 kl. 14.00\n\nMødelokale 3\n\n"
SAG = "Sagsfremstilling\n\nDer er set på sagen.\n\nIndstilling\n\nat forslaget godkendes\n\n"


def side(*dele: str) -> Referat:
    return read_referat((SIDE + "\n\n".join(dele) + "\n").encode())


def udfald(ref: Referat) -> list[str | None]:
    return [p.udfald for p in ref.punkter]


def test_a_punkt_that_is_but_a_decision_is_one() -> None:
    ref = side("Beslutning\n\nGodkendt.", f"{SAG}Beslutning\n\nUdsat.", f"{SAG}Beslutning\n\nAnbefales.")
    assert udfald(ref) == ["godkendt", "udsat", "anbefalet"]
    assert all(p.titel is None for p in ref.punkter)


def test_the_last_line_of_a_section_is_no_title() -> None:
    dele = [
        f"Sagsfremstilling\n\nDer er set på sagen.\n\nLovgrundlag\n\nPlanlovens § {n}\n\nIndstilling\n\n"
        f"at forslaget godkendes\n\nBilag\n\nNotat {n}\n\nBeslutning\n\n{afgjort}"
        for n, afgjort in enumerate(("Godkendt.", "Udsat.", "Anbefales.", "Drøftet."), 1)
    ]
    ref = side("Beslutning\n\nGodkendt.", *dele)
    assert udfald(ref) == ["godkendt", "godkendt", "udsat", "anbefalet", "drøftet"]
    assert [p.titel for p in ref.punkter] == [None] * 5


def test_a_heading_that_comes_again_begins_the_next_even_where_nothing_was_decided() -> None:
    ref = side(f"{SAG}Beslutning\n\nGodkendt.", "Sagsfremstilling\n\nTil orientering.", f"{SAG}Beslutning\n\nUdsat.")
    assert udfald(ref) == ["godkendt", None, "udsat"]


def test_decisions_before_their_text_begin_the_punkter() -> None:
    dele = [
        f"Beslutning\n\n{x}\n\nSagsfremstilling\n\nDer er set på sagen." for x in ("Godkendt.", "Udsat.", "Drøftet.")
    ]
    assert udfald(side(*dele)) == ["godkendt", "udsat", "drøftet"]


def test_the_points_that_decisions_name_tell_on_which_side_their_text_stands() -> None:
    sag = "Sagsfremstilling\n\nDer er set på sagen.\n\nIndstilling\n\n"
    to, ingen = f"{sag}1. at a godkendes\n2. at b godkendes", f"{sag}at sagen godkendes"
    dele = [
        f"Beslutning\n\n{x}"
        for x in ("Godkendt.", f"Ad 1. Udsat.\nAd 2. Godkendt.\n\n{to}", f"Udsat.\n\n{ingen}", "Drøftet.")
    ]
    ref = side(*dele)
    assert udfald(ref) == ["godkendt", "blandet", "udsat", "drøftet"]
    assert [len(p.indstillinger) for p in ref.punkter] == [0, 2, 1, 0]


LIMET = """ReferatByrådet
DatoMandag den 12. juni 2017
Tidspunkt19:00
StedByrådssalen, Skolevej 5
MedlemmerAnna Holm (V)Per Vang (A)Ida Lund (Borgerlisten)
AfbudPer Vang (A)

1. Godkendelse af dagsorden
Sagsnr.17/107
BeslutningGodkendt.

2. Regnskab 2016
Sagsnr.17/1102
SagsfremstillingRevisionen har afgivet beretning.
IndstillingForvaltningen indstiller, at regnskabet godkendes
BilagÅrsregnskab 2016Revisionens beretning nr. 14
Beslutning i Økonomiudvalget den 6. juni 2017Udsat.
BeslutningGodkendt.Ida Lund deltog ikke.
"""


def test_labels_of_head_and_case_lines_glued_to_their_values() -> None:
    ref = read_referat(LIMET.encode())
    moede = ref.moeder[0]
    assert (moede.udvalg, moede.dato, moede.start, moede.sted) == (
        "Byrådet",
        "2017-06-12",
        "19:00",
        "Byrådssalen, Skolevej 5",
    )
    assert [(d.navn, d.status) for d in moede.deltagere] == [
        ("Anna Holm", Deltagerstatus.TIL_STEDE),
        ("Per Vang", Deltagerstatus.AFBUD),
        ("Ida Lund", Deltagerstatus.TIL_STEDE),
    ]
    assert [[j.raa for j in p.journalnumre] for p in ref.punkter] == [["17/107"], ["17/1102"]]


def test_an_earlier_bodys_decision_and_a_list_glued_to_their_headings() -> None:
    p = read_referat(LIMET.encode()).punkter[1]
    assert p.udfald == "godkendt"
    assert [b.titel for b in p.bilag] == ["Årsregnskab 2016", "Revisionens beretning nr. 14"]
    assert [f.navn for f in p.fravaer if f.omfang == "punktet"] == ["Ida Lund"]


def test_capitals_inside_words_are_no_seams_where_no_heading_is_glued() -> None:
    bilag = "Bilag\n\nNotat om KulturMetropol\n\nBeslutning\n\nUdsat.Sagen tages op igen."
    ref = side(f"{SAG}Beslutning\n\nGodkendt.", SAG + bilag)
    assert [b.titel for p in ref.punkter for b in p.bilag] == ["Notat om KulturMetropol"]
    assert ref.punkter[-1].beslutning == "Udsat.Sagen tages op igen."


SAG_BAGEFTER = (
    "Indstilling\n\nForvaltningen indstiller, at {sag} godkendes.\n\nBeslutning\n\n{udfald}\n\n"
    "Sagsfremstilling\n\nDer er set på {sag}."
)


def test_recommendations_before_decisions_before_their_text_begin_the_punkter() -> None:
    sager = (("badebroen", "Godkendt."), ("havnetaksterne", "Udsat."), ("cykelstien", "Drøftet."))
    andre = ("Sagsfremstilling\n\nTil orientering.", "Beslutning\n\nIntet.\n\nSagsfremstilling\n\nEventuelt.")
    ref = side(*(SAG_BAGEFTER.format(sag=sag, udfald=u) for sag, u in sager), *andre)
    assert udfald(ref) == ["godkendt", "udsat", "drøftet", None, "intet"]


def test_text_that_tells_of_what_is_recommended_below_begins_the_punkt() -> None:
    foerst = "Indstilling\n\nat dagsordenen godkendes\n\nBeslutning\n\nGodkendt."
    sager = [
        f"Sagsfremstilling\n\nDer er set på {sag}.\n\nIndstilling\n\nat {sag} godkendes\n\nBeslutning\n\n{u}"
        for sag, u in (("badebroen", "Udsat."), ("havnetaksterne", "Drøftet."))
    ]
    ref = side(foerst, *sager, "Sagsfremstilling\n\nTil orientering.")
    assert udfald(ref) == ["godkendt", "udsat", "drøftet", None]


def test_the_kind_of_a_punkt_is_no_heading() -> None:
    sag = "Punkttype\n\nBeslutning\n\nTema\n\nDer skal ses på stien.\n\nBeslutning Teknik- og Miljøudvalget\n\n{}"
    ref = side(*map(sag.format, ("Godkendt.", "Udsat.", "Anbefales.")))
    assert udfald(ref) == ["godkendt", "udsat", "anbefalet"]
