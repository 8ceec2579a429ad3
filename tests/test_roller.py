"""The role of a member is kept where the list states it, and nowhere else."""

from __future__ import annotations

import pytest
from referat.extract.navne import find_navne_i_liste, rolle


@pytest.mark.parametrize(
    ("liste", "ventet"),
    [
        ("Ida Holt (formand), Bo Lind (V)", ["formand", None]),
        ("Borgmester Ida Holt, Bo Lind (A) (Næstformand)", ["borgmester", "næstformand"]),
        ("1. viceborgmester Ida Holt (V)\nBo Lind (C)", ["1. viceborgmester", None]),
        ("Ida Holt (suppleant for formand Bo Lind)", [None]),
        ("Byrådsmedlem Ida Holt, teknikchef Bo Lind", [None, None]),
    ],
)
def test_a_role_is_kept_where_it_is_stated(liste: str, ventet: list[str | None]) -> None:
    navne = find_navne_i_liste(liste)
    assert [rolle(liste, n) for n in navne][: len(ventet)] == ventet


def test_a_name_goes_on_over_an_indented_line() -> None:
    liste = "Anne Holm (V), Bo\n                 Krog (A), Karl Erik\n                 Juul (O), Per Vang"
    navne = find_navne_i_liste(liste)
    assert [n.navn for n in navne] == ["Anne Holm", "Bo Krog", "Karl Erik Juul", "Per Vang"]
    assert [liste[n.fra : n.til].split()[-1] for n in navne] == ["(V)", "(A)", "(O)", "Vang"]
    assert liste[navne[1].fra :].startswith("Bo\n")


def test_a_whole_name_ends_where_its_line_does() -> None:
    liste = "Anne Holm (V), Bo Krog\n                 Lis Dam, Per Vang"
    assert [n.navn for n in find_navne_i_liste(liste)] == ["Anne Holm", "Bo Krog", "Lis Dam", "Per Vang"]
