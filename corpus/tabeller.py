"""Budget tables whose sums and deviations hold, in the ways that Danish kommuner print numbers."""

from __future__ import annotations

from random import Random

from referat.corpus.moeder import Tabel
from referat.corpus.ordbog import data
from referat.schemas.dansk import tal

MINUS = ("-{}", "-{}", "-{}", "−{}", "({})", "{}-")


def budgettabel(rng: Random, omraade: str, aar: int, md: str, minus: str) -> Tabel:
    """A table of 6 rows to all that the area has; the deviation is regnskab − budget, the last row the sum."""
    kilde = data("budget")
    i_tusinder = rng.random() < 0.4
    kolonner = tuple(k.format(aar=aar, md=md) for k in rng.choice(kilde["kolonner"]))
    navne = kilde["raekker"].get(omraade) or kilde["raekker"]["oekonomi"]
    navne = [n for n in navne if rng.random() < 0.9] if rng.random() < 0.6 else navne[: rng.randint(6, 9)]
    raekker = [(n, _tal(rng, len(kolonner))) for n in navne]
    raekker.append(("I alt", tuple(sum(r[k] for _, r in raekker) for k in range(len(kolonner)))))
    enhed = "1.000 kr." if i_tusinder else "mio. kr."
    faktor = 1 if i_tusinder else 10
    hoved = (rng.choice((f"{enhed}", f"Område ({enhed})")), *kolonner)
    trykt = [hoved] + [(n, *(dansk_tal(v, faktor, minus) for v in r)) for n, r in raekker]
    return Tabel(enhed, kolonner, tuple((n, tuple(v / faktor for v in r)) for n, r in raekker), tuple(trykt))


def _tal(rng: Random, antal: int) -> tuple[int, ...]:
    """Whole numbers, so that sums hold: budgets that drift a little, and at last forecast − corrected budget."""
    oprindeligt = rng.randint(20, 4000)
    korrigeret = oprindeligt + rng.choice((0, 0, rng.randint(-15, 40)))
    regnskab = korrigeret + rng.choice((0, rng.randint(-60, 90)))
    midt = {3: (), 4: (oprindeligt,), 5: (oprindeligt, round(regnskab * rng.uniform(0.2, 0.7)))}[antal]
    tal = [*midt[:1], korrigeret, *midt[1:], regnskab, regnskab - korrigeret]
    return tuple(tal)


def dansk_tal(vaerdi: int, faktor: int, minus: str) -> str:
    """``-12345`` as ``-12.345``, with factor 10 as ``-1.234,5``, with 100 as ``-123,45``."""
    tekst = tal(abs(vaerdi) / faktor, len(str(faktor)) - 1)
    return minus.format(tekst) if vaerdi < 0 else tekst
