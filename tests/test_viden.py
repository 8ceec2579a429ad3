"""Every rule and pattern of every knowledge file matches what it says that it matches, and not what it says not."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest
from referat.extract.overskrifter import find_overskrift
from referat.models.viden import Regel, data, regler, udtryk
from referat.schemas.side import Linje


def _filer(liste: str) -> list[str]:
    mappe = files("referat.models.data")
    navne = sorted(p.name for p in mappe.iterdir() if p.name.endswith(".json"))
    return [n.removesuffix(".json") for n in navne if liste in json.loads((mappe / n).read_text(encoding="utf-8"))]


ALLE = [regel for navn in _filer("regler") for regel in regler(navn)]
MOENSTER = re.compile(r"\\[sbwdAZ]|\(\?|\[")
UDTRYK = [(navn, u) for navn in _filer("udtryk") for u in data(navn)["udtryk"]]


@pytest.mark.parametrize("regel", ALLE, ids=lambda r: r.id)
def test_examples_of_the_rule_hold(regel: Regel) -> None:
    assert regel.ja, f"{regel.id}: a rule needs an example that it matches"
    assert [x for x in regel.ja if not regel.moenster.search(x)] == [], f"{regel.id} ({regel.moenster.pattern})"
    assert [x for x in regel.nej if regel.moenster.search(x)] == [], f"{regel.id} ({regel.moenster.pattern})"


@pytest.mark.parametrize(("navn", "u"), UDTRYK, ids=[f"{navn}:{u['id']}" for navn, u in UDTRYK])
def test_examples_of_the_pattern_hold(navn: str, u: dict[str, Any]) -> None:
    moenster = udtryk(navn, u["id"])
    assert u["ja"], "a pattern needs an example that it matches"
    assert [x for x in u["ja"] if not moenster.search(x)] == [], moenster.pattern
    assert [x for x in u.get("nej", ()) if moenster.search(x)] == [], moenster.pattern


@pytest.mark.parametrize("regel", [r for r in ALLE if r.anker], ids=lambda r: r.id)
def test_no_rule_matches_without_its_anchor(regel: Regel) -> None:
    tekster = [*regel.ja, *(x for r in ALLE if r.id.split(":")[0] == regel.id.split(":")[0] for x in (*r.ja, *r.nej))]
    brudte = [x.replace(" ", "\n") for x in tekster]
    assert [x for x in (*tekster, *brudte) if regel.moenster.search(x) and not regel.kan_findes(x.lower())] == []


@pytest.mark.parametrize("regel", [r for r in ALLE if r.led], ids=lambda r: r.id)
@pytest.mark.parametrize("skel", [". ", ", og ", "\n", ": "])
def test_a_rule_tried_once_between_stops_finds_what_it_would_find_at_every_letter(regel: Regel, skel: str) -> None:
    fil = regel.id.split(":")[0]
    tekst = skel.join(x.rstrip(".") for r in ALLE if r.id.split(":")[0] == fil for x in (*r.ja, *r.nej))
    assert [m.span() for m in regel.find(tekst)] == [m.span() for m in regel.moenster.finditer(tekst)] != []


@pytest.mark.parametrize(("navn", "liste"), [(navn, liste) for liste in ("regler", "udtryk") for navn in _filer(liste)])
def test_ids_are_unique(navn: str, liste: str) -> None:
    ider = [r["id"] for r in data(navn)[liste]]
    assert len(ider) == len(set(ider))


@pytest.mark.parametrize("navn", sorted({*_filer("regler"), *_filer("udtryk")}))
def test_no_pattern_stands_beside_those_with_examples(navn: str) -> None:
    assert [k for k, v in data(navn).items() if isinstance(v, str) and MOENSTER.search(v)] == []


@pytest.mark.parametrize("eksempel", data("afsnit")["eksempler"], ids=lambda e: e["linje"])
def test_heading_examples_hold(eksempel: dict[str, str | None]) -> None:
    fundet = find_overskrift(Linje(str(eksempel["linje"]), side=1, tegn_fra=0))
    assert (fundet.art if fundet else None) == eksempel["art"]


@pytest.mark.parametrize(
    "navn", sorted(p.name for p in files("referat.models.data").iterdir() if p.name.endswith(".json"))
)
def test_no_piece_of_knowledge_hides_another_of_its_name(navn: str) -> None:
    def en_gang(par: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(dict(par)) == len(par), [k for k, _ in par]
        return dict(par)

    json.loads((files("referat.models.data") / navn).read_text(encoding="utf-8"), object_pairs_hook=en_gang)
