"""A reference is linked where one punkt remains, and says what it rests on or why it is not."""

from __future__ import annotations

import pytest
from referat.store.henvisninger import Maal, Reference, find_maal


def maal(id_: str, udvalg: str = "Økonomiudvalget", nr: str = "7", **andet: object) -> Maal:
    felter: dict[str, object] = {
        "punkt_id": id_,
        "udvalg": udvalg,
        "dato": "2023-04-11",
        "nr": nr,
        "titel": f"Titel {id_}",
        "type": "referat",
        "journalnumre": frozenset(),
    }
    return Maal(**(felter | andet))  # type: ignore[arg-type]


FRA = maal("fra", "Byrådet", "3", dato="2023-05-01", titel="Ny skole", journalnumre=frozenset({"j1"}))
FULD = Reference("h", "fra", "Økonomiudvalget", "2023-04-11", "7")


@pytest.mark.parametrize(
    ("reference", "punkter", "ventet"),
    [
        (FULD, [maal("a"), maal("b", nr="8")], ("a", "udvalg+dato+punkt_nr", 1.0)),
        (FULD, [maal("a", "Skoleudvalget")], (None, "ingen kandidat", None)),
        (FULD, [maal("a"), maal("b")], (None, "flere kandidater", None)),
        (FULD, [maal("a"), maal("b", type="dagsorden")], ("a", "udvalg+dato+punkt_nr", 1.0)),
        (FULD, [maal("a", "Økonomi-udvalget", "07.")], ("a", "udvalg+dato+punkt_nr", 0.968)),
        (FULD, [], (None, "ingen kandidat", None)),
        (Reference("h", "fra", "Økonomiudvalget", None, "7"), [maal("a")], (None, "for lidt oplyst", None)),
        (
            Reference("h", "fra", "Økonomiudvalget", "2023-04-11", None),
            [maal("a"), maal("b", journalnumre=frozenset({"j1"}))],
            ("b", "udvalg+dato+journalnummer", 1.0),
        ),
        (
            Reference("h", "fra", "Økonomiudvalget", "2023-04-11", None),
            [maal("a"), maal("b", titel="NY SKOLE")],
            ("b", "udvalg+dato+titel", 1.0),
        ),
        (
            Reference("h", "fra", "Økonomiudvalget", "2023-04-11", None),
            [maal(i, journalnumre=frozenset({"j1"}), titel=t) for i, t in (("a", "Ny vej"), ("b", "Ny skole"))],
            ("b", "udvalg+dato+journalnummer+titel", 1.0),
        ),
        (
            Reference("h", "fra", "Økonomiudvalget", "2023-04-11", None),
            [maal(i, journalnumre=frozenset({"j1"}), titel=t) for i, t in (("a", "Ny vej"), ("b", "Ny hal"))],
            (None, "flere kandidater", None),
        ),
        (FULD, [maal("b", titel="Ny vej"), maal("a", nr="7.", titel="Ny vej")], ("a", "udvalg+dato+punkt_nr", 1.0)),
        (Reference("h", "fra", None, "2023-04-11", "7"), [maal("a")], (None, "ingen kandidat", None)),
    ],
)
def test_a_link_needs_one_candidate(
    reference: Reference, punkter: list[Maal], ventet: tuple[str | None, str, float | None]
) -> None:
    traef = find_maal([reference], [FRA, *punkter], lambda a, b: False)["h"]
    assert (traef.punkt_id, traef.metode, traef.score) == ventet


def test_what_the_caller_knows_of_bodies_counts() -> None:
    reference = Reference("h", "fra", "Byråd", "2023-04-11", "7")
    traef = find_maal([reference], [FRA, maal("a", "Byrådet")], lambda a, b: {a, b} == {"Byråd", "Byrådet"})["h"]
    assert traef.punkt_id == "a"
