"""What somebody may have meant: words of a published store near one that it has not, addresses near one that is not."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA
from referat.store.soeg import KORTEST, Sporgsmaal

NAER_ORD = 0.75
"""How alike (0–1) a word is to one that is suggested for it: one slip in four letters."""
NAER_STI = 65
"""How alike (0–100) a part of an address is."""
KANDIDATER = 400


def har_sql(ord_: str) -> Sporgsmaal:
    """Whether any word of the store's list is this one, or holds it."""
    return "SELECT 1 FROM ordliste WHERE ordliste MATCH :ord LIMIT 1", {"ord": f'"{ord_}"'}


def kandidater_sql(ord_: str) -> Sporgsmaal:
    """The words that share most pieces of three letters with a word, and how often each is used."""
    stykker = sorted({ord_[i : i + 3] for i in range(len(ord_) - 2)})
    sql = f"SELECT ord, antal FROM ordliste WHERE ordliste MATCH :stykker ORDER BY rank LIMIT {KANDIDATER}"
    return sql, {"stykker": " OR ".join(f'"{s}"' for s in stykker)}


def kan_staves(ord_: str) -> bool:
    """Whether a word is long enough for another to be meant, and made of letters alone."""
    return len(ord_) > KORTEST and ord_.isalpha()


def bedste_ord(ord_: str, kandidater: Iterable[tuple[str, int]]) -> str | None:
    """The word most like this one, the most used of those that are equally like it; None where none is near."""
    lille = ord_.casefold()
    vurderet = [(OSA.normalized_similarity(lille, k), antal, k) for k, antal in kandidater]
    bedst = max(vurderet, default=(0.0, 0, ""))
    return bedst[2] if bedst[0] >= NAER_ORD else None


def naere(del_: str, kendte: Collection[str], flest: int = 3) -> list[str]:
    """The parts of addresses most like one that is not there."""
    return [k for k, _, _ in process.extract(del_, list(kendte), scorer=fuzz.ratio, limit=flest, score_cutoff=NAER_STI)]
