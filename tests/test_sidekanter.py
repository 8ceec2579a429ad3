"""Pages that were run together into a line each: what stands at their edges is no part of what was decided."""

from __future__ import annotations

from referat.extract.pipeline import read_referat
from referat.extract.sidekanter import find_sidekanter

SIDER = (
    "1 Havby Kommune Referat Havneudvalget Mødedato: 3. maj 2012 Mødested: Lokale 4 Starttidspunkt: Kl. "
    "14:00 Medlemmer: Anne Holm (V), Per Vang (A) 1\n"
    "2 Havneudvalget 3. maj 2012 7. Godkendelse af dagsorden Sagsnr.: 11/48021 Indstilling: Det "
    "indstilles, at dagsordenen godkendes. Beslutning: Godkendt. Fraværende: Per Vang. 2\n"
    "3 Havneudvalget 3. maj 2012 8. Ny mole Sagsnr.: 12/9937 Sagsfremstilling: Molen er 80 år. "
    "Indstilling: Det indstilles, at molen rives ned. Beslutning: Udsat til mødet i august 2012. "
    "Fraværende: Per Vang. 3\n"
    "4 Havneudvalget 3. maj 2012 9. Tilskud til regatta Sagsnr.: 12/8846 Sagsfremstilling: Klubben søger "
    "om støtte. Beslutning: Godkendt. Fraværende: Per Vang. 4"
)


def test_the_running_head_and_the_page_number_are_no_part_of_a_decision() -> None:
    punkter = read_referat(SIDER.encode()).moeder[0].punkter
    assert [(p.nr, p.titel, p.udfald) for p in punkter] == [
        ("7", "Godkendelse af dagsorden", "godkendt"),
        ("8", "Ny mole", "udsat"),
        ("9", "Tilskud til regatta", "godkendt"),
    ]
    assert [(p.beslutning or "").split("\n")[-1] for p in punkter] == ["Fraværende: Per Vang."] * 3


def test_a_number_that_keeps_no_step_with_the_pages_stays() -> None:
    """An amount behind a page's text is not the page's number."""
    tekster = [f"{n} Havneudvalget {n}. maj 2012 Havnen koster {beloeb}" for n, beloeb in ((1, 90), (2, 40), (3, 70))]
    kanter = find_sidekanter(tekster, [True] * 3)
    assert [tekster[i][fra:til] for i, (fra, til) in kanter.items()][1:] == ["Havnen koster 40", "Havnen koster 70"]


def test_a_list_that_names_different_things_has_no_running_head() -> None:
    tekster = ["1 Havneudvalget holder møde", "2 Skoleudvalget holder møde", "3 Byrådet holder møde"]
    assert [tekster[i][fra:til] for i, (fra, til) in find_sidekanter(tekster, [True] * 3).items()] == [
        "Havneudvalget holder møde",
        "Skoleudvalget holder møde",
        "Byrådet holder møde",
    ]


def test_the_foot_of_pages_that_run_on_is_no_part_of_a_decision() -> None:
    foed = "\n\nHavneudvalget          3. maj 2012          Blad nr. 11{}\n          Form. init.: ____\n\n"
    krop = "".join(
        f"Sag nr. {n}\nMolen {n}\n\nJ.nr.: 05.01.0{n}P20\n\nBeslutning: Godkendt.{foed.format(n)}" for n in range(1, 5)
    )
    punkter = read_referat(f"Referat fra Havneudvalget\n\n{krop}".encode()).moeder[0].punkter
    assert [p.beslutning for p in punkter] == ["Godkendt."] * 4
