"""References in the prose: body, date and number stand close together, and a full stop between them parts them."""

from __future__ import annotations

import pytest
from referat.extract.records.henvisninger import find_henvisninger
from referat.extract.udsnit import Udsnit
from referat.schemas.side import Linje

UDEN = (None, None)


def prosa(tekst: str) -> list[tuple[str | None, str | None, str | None]]:
    fundet = find_henvisninger([], [], [], [Udsnit([Linje(tekst=tekst, side=1, tegn_fra=0)])], UDEN)
    return [(h.udvalg, h.dato, h.punkt_nr) for h in fundet]


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("Byrådet besluttede den 6. november 2023 (pkt. 9), at sagen genoptages.", [("Byrådet", "2023-11-06", "9")]),
        ("Se Økonomiudvalget 11.04.2023, punkt 7.", [("Økonomiudvalget", "2023-04-11", "7")]),
        ("Byrådet mødtes den 6. november 2023. Se bilagets pkt. 9.", []),
    ],
)
def test_a_punkt_named_in_the_prose_is_read(tekst: str, ventet: list[tuple[str, str, str]]) -> None:
    assert prosa(tekst) == ventet
