"""The words that minutes are written in, and what each looks like where letters were read wrongly or got lost.

The words are those of the knowledge files' lists and examples: a damaged word is only ever taken for one of them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import product
from math import prod
from typing import Any

from referat.models.viden import data

ORD = re.compile(r"[^\W\d_]+")
MOENSTER = re.compile(r"[\\|]|\(\?|\[")
"""What a pattern has, and no text of minutes."""
KORTESTE = 4
"""Letters; of shorter words only some are so common that they are put right."""
IKKE_ORD = frozenset(("moenster", "stykker", "nej", "set", "beskrivelse", "kommentar", "id", "giver", "anker", "led"))
"""What in a knowledge file is not written as minutes are."""
UDEN_FOR = ("tegnfejl", "ocr_bogstaver")
"""The knowledge files whose words are damaged themselves."""
LANGT_HYPPIGERE = 8
"""A word that is known is taken for another where that is so many times as common."""
FLEST_FORMER = 2000
"""A word with more ways to be misread is left out."""
FAERREST_TABTE = 3
"""So many different words that lost a pair of letters show that it is lost throughout."""
LANGT_ORD = 6
"""Letters; a shorter word shows nothing."""


@cache
def ordforraad() -> Mapping[str, int]:
    """Word in small letters → how often the knowledge files have it."""
    ud: Counter[str] = Counter()
    for fil in files("referat.models.data").iterdir():
        navn, _, endelse = fil.name.partition(".")
        if endelse == "json" and navn not in UDEN_FOR:
            for tekst in _tekster(data(navn)):
                ud.update(o.lower() for o in ORD.findall(tekst))
    return ud


def misforstaaede(ord_: Iterable[str]) -> dict[str, str]:
    """Of a text's words, those that are words of minutes as an English OCR reads Danish letters → what they are."""
    return {o: rigtigt for o in ord_ if (rigtigt := _rigtigt(o, _misforstaaede()))}


def kan_have_tabt_par(ord_: Iterable[str]) -> bool:
    """Whether a text, parted at its blanks, has as many words that lack a pair of letters as show that it is lost."""
    return len(_uden_et_par().keys() & {o.strip(".,:;()") for o in set(ord_)}) >= FAERREST_TABTE


def tabte_par(ord_: Collection[str]) -> tuple[str, ...]:
    """The pairs of letters that a text's words have lost: several long words are words of minutes but for the pair,
    and fewer have it; where one is lost, one more word shows another."""
    fundne: dict[str, set[str]] = defaultdict(set)
    for o in _uden_et_par().keys() & set(ord_):
        fundne[_uden_et_par()[o]].add(o.lower())
    tabt = tuple(p for p, alle in sorted(fundne.items()) if len(alle) >= max(FAERREST_TABTE, _hele(p, ord_)))
    for par in data("ocr_bogstaver")["par"] if tabt else ():
        former = _uden_par((*tabt, par))
        nye = (former.keys() - _uden_par(tabt).keys()) & set(ord_)
        if par not in tabt and any(len(former[o]) >= LANGT_ORD and o.lower() not in ordforraad() for o in nye):
            tabt = (*tabt, par)
    return tabt


def uden_par(ord_: Iterable[str], par: tuple[str, ...]) -> dict[str, str]:
    """Of a text's words, those that are words of minutes but for lost pairs of letters → what they are."""
    return {o: rigtigt for o in ord_ if (rigtigt := _rigtigt(o, _uden_par(par)))}


def _hele(par: str, ord_: Iterable[str]) -> int:
    """How many of a text's words have a pair of letters."""
    return sum(par in o for o in ord_)


def _rigtigt(ord_: str, former: Mapping[str, str]) -> str | None:
    """The word of minutes that a damaged one stands for, in its case."""
    kort = len(ord_) < KORTESTE
    rigtigt = former.get(ord_) or (None if kort else former.get(ord_.lower()))
    viden = data("ocr_bogstaver")
    if rigtigt is None or (kort and rigtigt not in viden["korte"]) or ord_.lower() in viden["andre_ord"]:
        return None
    if ordforraad().get(ord_.lower(), 0) * LANGT_HYPPIGERE > ordforraad()[rigtigt]:
        return None
    if ord_.isupper() and len(ord_) > 1:
        return rigtigt.upper()
    return rigtigt if ord_[0].islower() or ord_[0] in viden["smaa"] else rigtigt.capitalize()


def _tekster(kilde: Any) -> Iterator[str]:
    """The texts in a knowledge file that are written as minutes are."""
    if isinstance(kilde, str):
        if not MOENSTER.search(kilde):
            yield kilde
    elif isinstance(kilde, list):
        for del_ in kilde:
            yield from _tekster(del_)
    elif isinstance(kilde, dict):
        for navn, del_ in kilde.items():
            if navn not in IKKE_ORD:
                yield from _tekster(del_)


@cache
def _misforstaaede() -> dict[str, str]:
    """What an English OCR may make of each word, in small letters → the word; the most common where there are more."""
    bogstaver = {k: [k, *(x.lower() for x in v)] for k, v in data("ocr_bogstaver")["i_ord"].items()}
    ud: dict[str, str] = {}
    for o in _sjaeldneste_foerst():
        muligheder = [bogstaver.get(c, [c]) for c in o]
        if 1 < prod(map(len, muligheder)) <= FLEST_FORMER:
            ud.update((stavet, o) for valg in product(*muligheder) if (stavet := "".join(valg)) != o)
    return ud


def _sjaeldneste_foerst() -> list[str]:
    """The words in the order in which each of several that look alike gives way to the next."""
    return sorted(ordforraad(), key=lambda o: (ordforraad()[o], o))


@cache
def _uden_et_par() -> dict[str, str]:
    """Long words that lost a pair of letters, in small letters and with a capital → the pair."""
    ud: dict[str, str] = {}
    for par in data("ocr_bogstaver")["par"]:
        for o, hel in _uden_par((par,)).items():
            if len(hel) >= LANGT_ORD and o.lower() not in ordforraad():
                ud[o] = par
    return ud


@cache
def _uden_par(par: tuple[str, ...]) -> dict[str, str]:
    """Words without some pairs of letters, in small letters and with a capital → the word. A capital of a pair
    stays."""
    vaek = re.compile("|".join(map(re.escape, par)))
    ud: dict[str, str] = {}
    for o in _sjaeldneste_foerst():
        for form in (o, o.capitalize()):
            if (kort := vaek.sub("", form)) and kort != form:
                ud[kort] = o
    return ud
