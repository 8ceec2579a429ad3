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
