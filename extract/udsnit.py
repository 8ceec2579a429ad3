"""A stretch of lines as one string that remembers where every character stood in the document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from referat.models.viden import moenster
from referat.schemas.fakta import Belaeg
from referat.schemas.side import Boks, Linje


class Udsnit:
    """Lines joined by newlines, by a space where one was wrapped, or by nothing where a word was divided there.

    Offsets into ``tekst`` become evidence in the document by ``belaeg``.
    """

    def __init__(self, linjer: Iterable[Linje]) -> None:
        self.linjer: Sequence[Linje] = tuple(linjer)
        self._starter: list[int] = []
        dele: list[str] = []
        n = 0
        for nr, linje in enumerate(self.linjer, 1):
            self._starter.append(n)
            delt = linje.delt and nr < len(self.linjer)
            dele += (linje.tekst[:-1], "") if delt else (linje.tekst, " " if linje.brudt else "\n")
            n += len(linje.tekst) + (-1 if delt else 1)
        self.tekst = "".join(dele[:-1])

    def __bool__(self) -> bool:
        return bool(self.tekst.strip())

    def linje_ved(self, i: int) -> tuple[Linje, int]:
        """The line that holds character ``i`` of ``tekst``, and the character's place in it."""
        n = max(bisect_right(self._starter, i) - 1, 0)
        return self.linjer[n], i - self._starter[n]

    def belaeg(self, fra: int, til: int, regel: str) -> Belaeg:
        """The evidence for ``tekst[fra:til]``; the box is the lines' union where they lie on one page."""
        til = max(til, fra + 1)
        foerste, i = self.linje_ved(fra)
        sidste, j = self.linje_ved(til - 1)
        a, b = bisect_right(self._starter, fra) - 1, bisect_right(self._starter, til - 1)
        return Belaeg(
            side=foerste.side,
            tegn_fra=foerste.tegn_fra + i,
            tegn_til=min(sidste.tegn_fra + j + 1, sidste.tegn_til) if sidste.tekst else sidste.tegn_fra,
            regel=regel,
            boks=foren_bokse(self.linjer[max(a, 0) : b]),
        )

    def hele(self, regel: str) -> Belaeg:
        """The evidence for the whole stretch."""
        return self.belaeg(0, len(self.tekst), regel)

    def fra_til(self, fra: int, til: int) -> Udsnit:
        """The stretch ``tekst[fra:til]``, its first and last line cut to fit."""
        dele = []
        for start, linje in zip(self._starter, self.linjer, strict=True):
            a, b = max(fra - start, 0), min(til - start, len(linje.tekst))
            if a < b or (a == b == 0 and fra <= start < til):
                dele.append(skaer(linje, a, b))
        return Udsnit(dele)


def sammenfoej(linjer: Sequence[str]) -> str:
    """Wrapped lines as one: a word divided at a hyphen is whole, `EU- / støtte` is joined, `klima- / og` is not."""
    ud = ""
    for linje in map(str.strip, linjer):
        if er_delt(ud, linje):
            ud = ud[:-1] + linje
        else:
            ud = f"{ud}{linje}" if _er_sammensat(ud, linje) else f"{ud} {linje}".strip()
    return ud


def er_delt(linje: str, naeste: str) -> bool:
    """Whether a line ends in a hyphen that divides a word."""
    return linje[-2:-1].islower() and _er_sammensat(linje, naeste)


def _er_sammensat(linje: str, naeste: str) -> bool:
    """Whether the word that a line ends with goes on, past its hyphen, in small letters."""
    bindestreg = linje[-1:] == "-" and linje[-2:-1].isalnum() and naeste[:1].islower()
    return bindestreg and not moenster("struktur", "bindestreg-bliver").match(naeste)


def skaer(linje: Linje, fra: int, til: int) -> Linje:
    """The part of a line between two characters, with its place kept."""
    if fra == 0 and til == len(linje.tekst):
        return linje
    return Linje(
        tekst=linje.tekst[fra:til],
        side=linje.side,
        tegn_fra=linje.tegn_fra + fra,
        boks=linje.boks,
        font=linje.font,
        forhold=linje.forhold,
        fed_til=max(linje.fed_til - fra, 0),
        art=linje.art,
        brudt=linje.brudt and til == len(linje.tekst),
        delt=linje.delt and til == len(linje.tekst),
        gitter=linje.gitter,
        margen=linje.margen,
    )


def foren_bokse(linjer: Sequence[Linje]) -> Boks | None:
    """The box around lines of one page; None across pages or without positions."""
    bokse = [x.boks for x in linjer if x.boks]
    if not bokse or len({x.side for x in linjer}) > 1:
        return None
    return (
        min(b[0] for b in bokse),
        min(b[1] for b in bokse),
        max(b[2] for b in bokse),
        max(b[3] for b in bokse),
    )
