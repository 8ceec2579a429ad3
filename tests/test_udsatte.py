"""What the approval of an agenda says of the other punkter."""

from __future__ import annotations

import pytest
from referat.extract.pipeline import read_referat
from referat.schemas.referat import Referat

HOVED = "Referat\nTeknik- og Miljøudvalget\nMødedato: 4. maj 2022\n\n"


def moede(dagsorden: str, *andre: str) -> Referat:
    sager = [
        f"{nr}. Sag om sti {nr}\nSagsnr. 22/10{nr}\n\nIndstilling\nForvaltningen indstiller, at stien anlægges.\n\n"
        f"Beslutning\n{tekst}\n"
        for nr, tekst in enumerate(andre, 2)
    ]
    foerst = f"1. Godkendelse af dagsorden\nSagsnr. 22/100\n\nBeslutning\n{dagsorden}\n"
    return read_referat((HOVED + "\n".join([foerst, *sager])).encode())


@pytest.mark.parametrize(
    "dagsorden",
    [
        "Godkendt, idet punkt 3 udgår.",
        "Dagsordenen blev godkendt med den ændring, at pkt. 3 udsættes til næste møde.",
        "Godkendt med undtagelse af punkt 3, som udgår.",
        "Godkendt, dog således at punkterne 3 og 5 tages af dagsordenen.",
    ],
)
def test_a_punkt_without_a_decision_is_postponed_where_the_agenda_says_so(dagsorden: str) -> None:
    ref = moede(dagsorden, "Godkendt.", "", "Drøftet.")
    assert [p.udfald for p in ref.punkter] == ["godkendt", "godkendt", "udsat", "drøftet"]
    udsat = ref.punkter[2]
    assert udsat.beslutning is None
    assert [i.udfald for i in udsat.indstillinger] == ["udsat"]
    assert [a.punkt for a in ref.advarsler if a.kode == "udsat-andetsteds"] == [3]


@pytest.mark.parametrize(
    "dagsorden", ["Godkendt.", "Punkt 3 behandles først.", "Godkendt, idet punkt 3 trækkes frem.", "Punkt 4 udgår."]
)
def test_nothing_is_postponed_that_is_not_said_to_be(dagsorden: str) -> None:
    ref = moede(dagsorden, "Godkendt.", "", "Drøftet.")
    assert [p.udfald for p in ref.punkter[1:]] == ["godkendt", None, "drøftet"]
    assert not [a for a in ref.advarsler if a.kode == "udsat-andetsteds"]


def test_what_a_punkt_decides_itself_stands() -> None:
    ref = moede("Godkendt, idet punkt 2 og 3 udgår.", "Godkendt.", "Oversendes til byrådet.")
    assert [p.udfald for p in ref.punkter[1:]] == ["godkendt", "oversendt"]


def test_what_else_the_approval_says_is_its_outcome() -> None:
    beslutning = "Sag nr. 2 blev taget af dagsordenen. I øvrigt blev dagsordenen godkendt."
    ref = moede(beslutning, "Udsat.")
    assert ref.punkter[0].udfald == "godkendt"
