"""What only a contents list, a page's foot or a run-on line tells: closed items, who was away, decisions."""

from __future__ import annotations

from referat.extract.pipeline import read_referat
from referat.schemas.referat import Punkt, Referat
from referat.schemas.vokabular import Udfald

HOVED = "Referat\nUdvalg: Teknikudvalget\nDato: 12. marts 2014\n\n"
PROSA = "Der søges om midler til opgaven i år, og arbejdet ventes udført inden vinteren. " * 4
TITLER = ("Godkendelse af dagsorden", "Cykelsti til havnen", "Nyt værksted på Nordvej", "Takster for renovation")


def laes(tekst: str) -> Referat:
    return read_referat(tekst.encode())


def navne_fra(p: Punkt) -> list[str]:
    return [f.navn for f in p.fravaer]


def dagsorden(numre: range) -> str:
    return "".join(
        f"{n}. {t}\n\nSagsnr.: 14/{n}\n\nBeslutning\nGodkendt.\n\n" for n, t in zip(numre, TITLER, strict=True)
    )


def test_a_closed_item_that_only_the_contents_list_has_is_a_punkt() -> None:
    liste = "".join(f"{n}. {t} ........ {n}\n" for n, t in enumerate(TITLER, 1))
    r = laes(
        f"{HOVED}Indholdsfortegnelse\n{liste}Lukkede sager\n5. Køb af grund ........ 7\n\n{dagsorden(range(1, 5))}"
    )
    assert [(p.nr, p.titel, p.lukket) for p in r.punkter][-2:] == [
        ("4", "Takster for renovation", False),
        ("5", "Køb af grund", True),
    ]
    assert r.punkter[-1].udfald is None


def test_an_open_entry_without_a_body_is_no_punkt() -> None:
    liste = "".join(f"{n}. {t} ........ {n}\n" for n, t in enumerate((*TITLER, "Se også bilag til budget"), 1))
    r = laes(f"{HOVED}Indholdsfortegnelse\n{liste}\n{dagsorden(range(1, 5))}")
    assert [p.nr for p in r.punkter] == ["1", "2", "3", "4"]
    assert any(a.kode == "punkt-mangler" for a in r.advarsler)


def test_a_closed_items_mark_is_its_title_and_not_the_number_of_its_page() -> None:
    liste = "".join(f"{n}. {t}          {n}\n" for n, t in enumerate(TITLER, 1))
    r = laes(f"{HOVED}Indholdsfortegnelse\n{liste}Lukkede sager\n5. Lukket sag          9\n\n{dagsorden(range(1, 5))}")
    assert [(p.nr, p.titel) for p in r.punkter][-1] == ("5", "Lukket sag")


def test_who_is_named_under_the_last_closed_title_alone_was_away_from_all() -> None:
    r = laes(f"{HOVED}{dagsorden(range(1, 5))}5. Lukket punkt: Eventuelt\n\nAfbud: Per Vang\n")
    assert [navne_fra(p) for p in r.punkter] == [["Per Vang"]] * 5


def test_who_was_away_from_the_last_closed_item_was_not_from_the_others_where_each_says_who_was() -> None:
    tekst = dagsorden(range(1, 5)).replace("Godkendt.", "Godkendt.\n\nFraværende: Lis Dam")
    r = laes(f"{HOVED}{tekst}5. Lukket punkt: Eventuelt\n\nFraværende: Per Vang\n")
    assert all("Per Vang" not in navne_fra(p) for p in r.punkter[:4])


def test_absence_told_as_a_correction_of_earlier_minutes_is_of_another_meeting() -> None:
    r = laes(
        f"{HOVED}1. Godkendelse af referat\n\nBeslutning\nReferatet blev godkendt med den rettelse, at Per Vang havde "
        "meldt afbud til mødet.\n\n2. Cykelsti\n\nBeslutning\nGodkendt. Lis Dam havde meldt afbud.\n"
    )
    assert all("Per Vang" not in navne_fra(p) for p in r.punkter)
    assert "Lis Dam" in navne_fra(r.punkter[1])


def test_a_decision_is_of_a_body_that_is_called_by_what_it_is_for() -> None:
    r = laes(
        "Referat Kultur og fritid 13. marts 2019\n\n24. Cykelsti\n\nSagsnummer: 18/402\n\nIndstilling\nForvaltningen "
        "indstiller at godkende planen.\n\nBeslutning i Kultur og fritid den 13-03-2019\nUdvalget godkendte planen.\n"
    )
    assert [p.udfald for p in r.punkter] == [Udfald.GODKENDT]


def test_closed_items_may_be_listed_before_the_open_ones_begin() -> None:
    lukkede = "".join(f"{n}. {t}\n" for n, t in ((90, "Forhandling om leje"), (91, "Kulturpris"), (92, "Personalesag")))
    r = laes(f"{HOVED}Lukkede sager\n\n{lukkede}\nÅBNE SAGER\n\n{dagsorden(range(86, 90))}LUKKEDE SAGER\n\n{lukkede}")
    assert [p.nr for p in r.punkter] == ["86", "87", "88", "89", "90", "91", "92"]


def test_a_button_glued_to_a_case_number_hides_it_not() -> None:
    r = laes(
        HOVED
        + "".join(
            f"-\nUdskrivSagsid.: 14/{n}07, Sagsinitialer: abcd\nIndstilling\nat sagen fremmes.\nBeslutning\nGodkendt.\n"
            for n in (1, 2, 3)
        )
    )
    assert [[j.raa for j in p.journalnumre] for p in r.punkter] == [["14/107"], ["14/207"], ["14/307"]]


def test_a_transcript_parts_decisions_whose_case_number_and_date_are_lost() -> None:
    sider = "\n\n".join(
        f"{n + 1} {n} (Åben) {titel} Sags ID: EMN Resumé {PROSA}Indstilling Teknik indstiller "
        f"Til Teknikudvalget: At {titel} godkendes. Tidligere beslutninger: Beslutninger Teknikudvalget, den Vedtaget. "
        f"Bilag Oversigt over {titel} Side {n}"
        for n, titel in enumerate(TITLER, 1)
    )
    r = laes(f"1 Referat af møde i Teknikudvalget den 12. marts 2014\n\n{sider}\n")
    assert [(p.nr, p.titel, p.udfald) for p in r.punkter] == [
        (str(n), t, Udfald.GODKENDT) for n, t in enumerate(TITLER, 1)
    ]


def test_a_name_ends_before_what_was_decided() -> None:
    sider = "\n\n".join(
        f"{n + 1} Teknikudvalget den 12. marts 2014 Side {n} {n}. {titel} Sagsnr.: 14/{n} Beslutningstema {PROSA}"
        f"Indstilling Chefen indstiller, 1. sagen fremmes. Beslutning i Teknikudvalget den 12. marts 2014: "
        f"Fraværende: Lis Dam og Per Ulrik Vang {svar}"
        for n, (titel, svar) in enumerate(
            zip(
                TITLER,
                ("Godkendt.", "Fremsendes til Byrådet med anbefaling.", "1. Ikke godkendt.", "Drøftet."),
                strict=True,
            ),
            1,
        )
    )
    r = laes(f"1 Referat Teknikudvalget 12. marts 2014\n\n{sider}\n")
    assert [sorted(navne_fra(p)) for p in r.punkter] == [["Lis Dam", "Per Ulrik Vang"]] * 4
    assert [p.udfald for p in r.punkter] == [Udfald.GODKENDT, Udfald.ANBEFALET, Udfald.AFVIST, Udfald.DROEFTET]


def test_names_behind_the_decision_go_back_to_their_label_with_attachments_behind_them() -> None:
    svar = (
        "Ja Godkendt. Lis Dam 1. Kort over stien",
        "Nej Udsat. Lis Dam",
        "Ja Drøftet. Lis Dam",
        "Ja Vedtaget. Bo Krog var inhabil. Lis Dam Bo Krog",
    )
    sider = "\n\n".join(
        f"{n + 1} Teknikudvalget onsdag den 12. marts TEKNIKUDVALGET {titel} Sagsnr.: 14/20{n} Sagsbeskrivelse {PROSA}"
        f"Administrationens forslag Forvaltningen foreslår, at planen godkendes. Bilag Beslutning "
        f"Teknikudvalget den Fraværende {s}"
        for n, (titel, s) in enumerate(zip(TITLER, svar, strict=True), 1)
    )
    r = laes(f"1 Referat Teknikudvalget onsdag den 12. marts 2014\n\n{sider}\n")
    assert [p.udfald for p in r.punkter] == [Udfald.GODKENDT, Udfald.UDSAT, Udfald.DROEFTET, Udfald.GODKENDT]
    assert [sorted(set(navne_fra(p))) for p in r.punkter] == [["Lis Dam"]] * 3 + [["Bo Krog", "Lis Dam"]]
