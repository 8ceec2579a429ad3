"""Names become persons where one fits, and stay apart or open where two do."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from referat.schemas.navne import samme_navn, skadet
from referat.store.personer import Navn, Svar, find_personer, form


def navne(*linjer: str) -> list[Navn]:
    """``liste m1 Ida Holt (V)``: where, meeting, name; a document is its meeting."""
    ud = []
    for nr, linje in enumerate(linjer):
        hvor, moede, navn = linje.split(" ", 2)
        tabel = {"liste": "deltagere", "fravær": "fravaer", "stemme": "stemmer"}[hvor]
        ud.append(Navn(tabel, f"{nr:03}", moede, moede, navn, None))
    return ud


def hvem(svar: Svar, alle: list[Navn]) -> list[str | None]:
    """The resolved spelling for each name, None where it is open."""
    efter_id = {p.id: f"{p.navn} ({p.parti})" if p.parti else p.navn for p in svar.personer}
    return [efter_id.get(svar.sikre.get((n.tabel, n.id), "")) for n in alle]


@pytest.mark.parametrize(
    ("linjer", "ventet"),
    [
        (["liste m1 Ebbe W. Krag (V)", "fravær m2 Ebbe Krag (V)"], ["Ebbe W. Krag (V)"] * 2),
        (["stemme m1 Ebbe Krag", "liste m2 Ebbe W. Krag (V)"], ["Ebbe W. Krag (V)"] * 2),
        (["liste m1 Ebbe William Krag", "liste m2 Ebbe W. Krag"], ["Ebbe William Krag"] * 2),
        (["liste m1 Else-Marie Toft", "liste m2 ELSE MARIE TOFT"], ["Else-Marie Toft"] * 2),
        (["liste m1 Søren Møller", "liste m2 Soren Moller"], ["Søren Møller"] * 2),
        (["liste m1 Jens Hansen (V)", "liste m1 Jens Hansen (A)"], ["Jens Hansen (V)", "Jens Hansen (A)"]),
        (["liste m1 Jens W. Hansen", "liste m2 Jens P. Hansen"], ["Jens W. Hansen", "Jens P. Hansen"]),
        (["liste m1 Anne Bak", "liste m1 Anne Lis Bak"], ["Anne Bak", "Anne Lis Bak"]),
        (["liste m1 Ole Friis (V)", "liste m2 Ove Friis (V)"], ["Ole Friis (V)", "Ove Friis (V)"]),
        (["liste m1 Jens Hansen (V)", "liste m2 Jens Hansen (A)"], ["Jens Hansen (V)", "Jens Hansen (A)"]),
        (["liste m1 Pil Overby (UP)", "stemme m2 Pil Overby (V)"], ["Pil Overby (V)"] * 2),
        (["liste m1 Pil Overby (UP)", "stemme m1 Pil Overby (V)"], ["Pil Overby (UP)", "Pil Overby (V)"]),
        (["liste m1 Bo Skov", "stemme m1 Skov"], ["Bo Skov"] * 2),
        (["liste m1 Bo Skov", "liste m1 Ida Skov", "stemme m1 Skov"], ["Bo Skov", "Ida Skov", None]),
        (["liste m1 Bo Skov", "stemme m2 Skov"], ["Bo Skov", None]),
    ],
)
def test_who_is_who(linjer: list[str], ventet: list[str | None]) -> None:
    alle = navne(*linjer)
    assert hvem(find_personer("9001", alle), alle) == ventet


def test_two_who_fit_are_both_kept_and_none_is_chosen() -> None:
    alle = navne("liste m1 Jens Hansen (V)", "liste m1 Jens Hansen (A)", "stemme m1 Jens Hansen")
    svar = find_personer("9001", alle)
    assert hvem(svar, alle) == ["Jens Hansen (V)", "Jens Hansen (A)", None]
    assert svar.mulige == {("stemmer", "002"): sorted(p.id for p in svar.personer)}


def test_the_meetings_own_list_tells_which_of_two() -> None:
    alle = navne("liste m1 Jens Hansen (V)", "liste m2 Jens Hansen (A)", "stemme m2 Jens Hansen")
    assert hvem(find_personer("9001", alle), alle)[2] == "Jens Hansen (A)"


def test_a_slip_of_one_letter_is_the_person_known_from_elsewhere() -> None:
    alle = navne("liste m1 Ida Mortensen (V)", "liste m2 Ida Mortensen (V)", "fravær m3 Ida Mortcnsen (V)")
    assert hvem(find_personer("9001", alle), alle) == ["Ida Mortensen (V)"] * 3
    samme_moede = navne("liste m1 Ida Mortensen (V)", "liste m2 Ida Mortensen (V)", "liste m2 Ida Mortcnsen (V)")
    assert len(find_personer("9001", samme_moede).personer) == 2


@pytest.mark.parametrize(
    ("a", "b", "ventet"),
    [
        ("Lars Petersen", "Lars Pedersen", False),
        ("Lars Nielsen", "Lars Nilsen", False),
        ("Lars Hansen", "Lars Hanssen", False),
        ("Lars Mortensen", "Lars Mortcnsen", True),
        ("Lars Mortensen", "Lars Motrensen", True),
        ("Lars Bang", "Lars Bank", False),
        ("Jimmi Bak Holt", "Jimmie Bak Holt", True),
        ("Bent Bak Holt", "Bert Bak Holt", False),
        ("Lis Bak Holt", "Lise Bak Holt", False),
    ],
)
def test_real_names_are_no_damage(a: str, b: str, ventet: bool) -> None:
    assert skadet(form(a, None).ord, form(b, None).ord) is ventet


NAVN = st.lists(st.sampled_from(["ane", "bo", "c", "carl", "dam", "e", "eg", "fog"]), min_size=1, max_size=4)


@given(NAVN, NAVN)
def test_likeness_is_the_same_both_ways(a: list[str], b: list[str]) -> None:
    assert samme_navn(tuple(a), tuple(b)) == samme_navn(tuple(b), tuple(a))


@given(
    st.lists(
        st.tuples(st.sampled_from(["liste", "stemme"]), st.sampled_from(["m1", "m2"]), NAVN, st.sampled_from("VA-")),
        max_size=14,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_names_does_not_matter(
    valg: list[tuple[str, str, list[str], str]], tilfaeldig: random.Random
) -> None:
    alle = navne(*(f"{h} {m} {' '.join(n)}" + (f" ({p})" if p != "-" else "") for h, m, n, p in valg))
    blandet = alle[:]
    tilfaeldig.shuffle(blandet)
    svar = find_personer("9001", alle)
    assert svar == find_personer("9001", blandet)
    assert len({p.id for p in svar.personer}) == len(svar.personer)
    assert not svar.sikre.keys() & svar.mulige.keys()
    assert all(len(flere) > 1 for flere in svar.mulige.values())
