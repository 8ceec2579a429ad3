"""Whatever is typed is a search: fuzzed addresses are all answered. REFERAT_FUZZ=10000 asks so many."""

from __future__ import annotations

import os
import random

import pytest
from referat.web.soegning import FELTER
from web_hjaelp import Site

ANTAL = int(os.environ.get("REFERAT_FUZZ", "300"))
FROE = int(os.environ.get("REFERAT_FROE", "20240806"))
STUMPER = (
    *('"', "'", "*", "^", "(", ")", "{", "}", ":", "-", "+", "\\", "%", "_", "\x00", "\ue000", "\ud800", "\u0301", "İ"),
    *(
        " AND ",
        " OR ",
        " NOT ",
        "NEAR(",
        "titel:",
        "rank:",
        "; DROP TABLE punkter --",
        "1=1",
        "NULL",
        "é",
        "Ø",
        "å",
        "ß",
    ),
    *(
        "plejehjem",
        "budget",
        "lokalplan",
        "00.01.00-P00-1-20",
        "1,5 mio",
        "-1",
        "1e999",
        "٣",
        "½",
        "2024-02-30",
        "31.12.2023",
    ),
    *(
        "9999999999999999999",
        "0101",
        "Sandvig",
        "godkendt",
        "Sjælland",
        "NaN",
        "inf",
        "\n",
        "\t",
        "𝕏",
        "🙂",
        "\u202e",
        "\ufffe",
    ),
)


def skrevet(r: random.Random) -> str:
    """Something that a hand, a cat or a machine might write in a field."""
    stumper = [r.choice(STUMPER) if r.random() < 0.7 else chr(r.randrange(0x110000)) for _ in range(r.randrange(1, 9))]
    tekst = "".join(stumper)
    return tekst * r.randrange(50, 400) if r.random() < 0.02 else tekst


@pytest.mark.slow
def test_fuzzed_searches_are_all_answered(site: Site) -> None:
    r = random.Random(FROE)
    for n in range(ANTAL):
        felter = ["q"] * (r.random() < 0.8) + r.sample([*FELTER, "side", "_x"], r.randrange(4))
        params = {f: skrevet(r).encode("utf-8", "ignore").decode() for f in felter}
        sti = "/soeg.atom" if r.random() < 0.1 else "/soeg"
        status = site.get(sti, **params).status_code
        assert status == 200, (FROE, n, sti, params, status)
