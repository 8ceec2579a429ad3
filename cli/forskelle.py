"""Lays out what two readings differ in, for people and for machines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from difflib import SequenceMatcher
from typing import Any

import click
from referat.store.forskelle import Faktum, Feltforskel, Punktforskel

OMKRING = 6
"""Words that are shown before and after what differs."""
KORT = 80
"""A text of more characters is shown by its differences."""


def som_data(forskelle: Iterable[Punktforskel]) -> list[dict[str, Any]]:
    """Punkt by punkt, fact by fact, as plain data."""
    return [asdict(f) for f in forskelle]


def linjer(forskelle: Iterable[Punktforskel], kun_a: str, kun_b: str) -> Iterator[str]:
    """For people; ``kun_a`` and ``kun_b`` say of a punkt that only one side has it."""
    for f in forskelle:
        alene = f" ({kun_a if f.b is None else kun_b})" if None in (f.a, f.b) else ""
        yield click.style(f"{f.navn}{alene}", bold=True)
        for felt in f.felter:
            yield from _felt(felt)


def _felt(f: Feltforskel) -> Iterator[str]:
    """One change as one line; of a list, what went and what came."""
    if len(f.a) == len(f.b) == 1:
        fra, til = f.a[0].tekst, f.b[0].tekst
        lange = max(len(fra), len(til)) > KORT
        regler = "" if f.felt == "udfald" else _regel(f.a[0], f.b[0])  # an outcome's rule is the outcome itself
        yield f"  {f.felt}: " + (ordforskel(fra, til) if lange else f"{_en(fra)} → {_en(til)}{regler}")
        return
    yield from (click.style(f"  − {f.felt}: {_kortet(x.tekst)}", fg="red") for x in f.a)
    yield from (click.style(f"  + {f.felt}: {_kortet(x.tekst)}{_af(x)}", fg="green") for x in f.b)


def _regel(a: Faktum, b: Faktum) -> str:
    """The rules, where they are not the same."""
    return f"  [{a.regel} → {b.regel}]" if a.regel != b.regel else ""


def _af(x: Faktum) -> str:
    return f"  [{x.regel}]" if x.regel else ""


def _en(tekst: str) -> str:
    return " ".join(tekst.split())


def _kortet(tekst: str) -> str:
    ud = _en(tekst)
    return ud if len(ud) <= KORT else ud[:KORT] + "…"


def ordforskel(fra: str, til: str) -> str:
    """Two long texts as one: ``[-what went-]`` and ``{+what came+}``, each with some words around it."""
    a, b = re.findall(r"\S+", fra), re.findall(r"\S+", til)
    ud: list[str] = []
    for hvad, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if hvad == "equal":
            ud.append(_ens(a[a1:a2], foerst=a1 == 0, sidst=a2 == len(a)))
            continue
        ud += [f"[-{' '.join(a[a1:a2])}-]"] if a1 < a2 else []
        ud += [f"{{+{' '.join(b[b1:b2])}+}}"] if b1 < b2 else []
    return " ".join(x for x in ud if x)


def _ens(ord_: list[str], foerst: bool, sidst: bool) -> str:
    """What both say, without its middle."""
    foran, bagved = (0 if foerst else OMKRING), (0 if sidst else OMKRING)
    if len(ord_) <= foran + bagved:
        return " ".join(ord_)
    return " ".join([*ord_[:foran], "…", *(ord_[-bagved:] if bagved else [])])
