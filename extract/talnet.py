"""The numbers of a table as a net that can be reckoned with: each with the rounding that its print allows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from referat.schemas.dansk import tal
from referat.schemas.poster import Tabel, Tabelcelle

DECIMALER = re.compile(r"\d,(\d+)")
STREG = re.compile(r"[\s\-‐‑–−—.]*")
LUFT = 1e-6
"""What the arithmetic of binary fractions may add to a difference, next to the numbers' own size."""


Plads = tuple[int, int]
"""Row and column."""


@dataclass(frozen=True, slots=True)
class Tal:
    """A printed number: its value, half a unit of its last printed place, and its cell."""

    vaerdi: float
    halv: float
    celle: Tabelcelle

    @property
    def procent(self) -> bool:
        return self.celle.enhed == "pct."


class Net:
    """Numbers by (row, column), and the names of rows and columns; ``tekst`` are the cells that hold words instead."""

    def __init__(
        self,
        tal: Mapping[Plads, Tal],
        raekkenavne: Mapping[int, str],
        kolonnenavne: Mapping[int, str],
        tekst: frozenset[Plads],
        vendt: bool = False,
    ) -> None:
        self.tal, self.tekst, self.vendt = tal, tekst, vendt
        self.raekkenavne, self.kolonnenavne = raekkenavne, kolonnenavne
        self.raekker, self.kolonner = sorted({r for r, _ in tal}), sorted({k for _, k in tal})
        self.procent = {k for (_, k), t in tal.items() if t.procent}
        """The columns in which some number is a percentage."""
        maal: dict[int, Counter[str | None]] = {}
        for (_, k), t in tal.items():
            maal.setdefault(k, Counter())[t.celle.maal] += 1
        self._maal = {k: antal.most_common(1)[0][0] for k, antal in maal.items()}

    def vend(self) -> Net:
        """The same net with columns for rows: what holds down a table is then asked across it."""
        tal = {(k, r): t for (r, k), t in self.tal.items()}
        return Net(
            tal, self.kolonnenavne, self.raekkenavne, frozenset((k, r) for r, k in self.tekst), vendt=not self.vendt
        )

    def navn(self, raekke: int) -> str:
        return self.raekkenavne.get(raekke, "")

    def maal(self, kolonne: int) -> str | None:
        """What the most of a column's numbers measure."""
        return self._maal.get(kolonne)


def lav_net(tabel: Tabel) -> Net:
    """The net of a table's values."""
    tal: dict[tuple[int, int], Tal] = {}
    raekkenavne: dict[int, str] = {}
    kolonnenavne: dict[int, str] = {}
    tekst = set()
    for c in tabel.celler:
        plads = (c.raekke, c.kolonne)
        raekkenavne[c.raekke] = c.raekkenavn or raekkenavne.get(c.raekke, "")
        if c.vaerdi is not None:
            tal[plads] = Tal(c.vaerdi, _halv(c), c)
            kolonnenavne.setdefault(c.kolonne, c.kolonnenavn or "")
        elif not STREG.fullmatch(c.raa):
            tekst.add(plads)
    return Net(tal, raekkenavne, kolonnenavne, frozenset(tekst))


def _halv(c: Tabelcelle) -> float:
    """Half a unit of the last printed place; things counted are exact."""
    if c.enhed == "antal":
        return 0.0
    m = DECIMALER.search(c.raa)
    return 0.5 * 10.0 ** -(len(m[1]) if m else 0)


def naer(difference: float, tolerance: float, stoerrelse: float = 1.0) -> bool:
    """Whether a difference is one that rounding explains; ``stoerrelse`` is that of the numbers."""
    return abs(difference) <= tolerance + LUFT * max(1.0, abs(stoerrelse) * LUFT)


def skriv_tal(vaerdi: float, halv: float = 0.5) -> str:
    """A number as Danes print it, with as many decimals as its rounding tells: ``1.234,5``."""
    decimaler = 0 if halv in (0.0, 0.5) else max(0, len(f"{halv:.6f}".rstrip("0")) - 3)
    if not halv and vaerdi != round(vaerdi):
        decimaler = 2
    printet = tal(round(abs(vaerdi), decimaler), decimaler)
    return f"−{printet}" if vaerdi < 0 and printet.strip("0,.") else printet


def skriv_sum(led: Iterable[tuple[Tal, int]]) -> str:
    """Numbers with their signs, in Danish: ``12,5 + 3,0 − (−1,5)``."""
    ud = ""
    for t, fortegn in led:
        tal = skriv_tal(t.vaerdi, t.halv)
        tegn = " + " if fortegn > 0 else " − "
        ud += (tegn if ud else tegn.strip(" +")) + (f"({tal})" if t.vaerdi < 0 and ud else tal)
    return ud
