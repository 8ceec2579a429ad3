"""How often each rule was right where the truth is known: ``make evaluate`` counts it, the store shows it.

This is all that is learned from the truth; every rule was written by hand.
"""

from __future__ import annotations

from dataclasses import dataclass

from referat.models.viden import data


@dataclass(frozen=True, slots=True)
class Maalt:
    """A rule and what it reads, how many such facts were held against the truth, and how many were right.

    A fact of a rule with ``sikkerhed`` 0.9 is right about nine times in ten, in referater like those measured.
    """

    regel: str
    felt: str
    n: int
    rigtige: int

    @property
    def sikkerhed(self) -> float:
        """The share right by Jeffreys' prior, so that a rule seen three times is never quite certain."""
        return round((self.rigtige + 0.5) / (self.n + 1), 4)


def maalte_regler() -> tuple[Maalt, ...]:
    """The rules that were measured, by field and rule."""
    return tuple(
        Maalt(regel, felt, tal["n"], tal["rigtige"])
        for felt, regler in data("sikkerhed")["felter"].items()
        for regel, tal in regler.items()
    )
