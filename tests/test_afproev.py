"""A short form of the trials (`make trials`): stops at random moments, a full disk, several writers at once."""

from __future__ import annotations

import random

import pytest
from afproev import Proeve, drab, fuld_disk, maa_montere, skrivebeskyttet, skrivere

pytestmark = pytest.mark.slow
kun_root = pytest.mark.skipif(not maa_montere(), reason="a disk of its own can only be made by root")


@pytest.fixture(scope="module")
def proeve(tmp_path_factory: pytest.TempPathFactory) -> Proeve:
    return Proeve.lav(tmp_path_factory.mktemp("afproev"), 12)


def test_runs_and_workers_that_are_killed_lose_nothing_and_leave_nobody_behind(proeve: Proeve) -> None:
    assert drab(proeve, 12, random.Random(3)).startswith("1")


@kun_root
def test_a_full_disk_is_told_and_with_room_the_store_becomes_whole(proeve: Proeve) -> None:
    assert fuld_disk(proeve, (0.5, 1.5))


@kun_root
def test_a_read_only_disk_is_told_and_changes_nothing(proeve: Proeve) -> None:
    assert skrivebeskyttet(proeve)


def test_two_that_write_at_once_while_another_reads_make_one_store(proeve: Proeve) -> None:
    assert skrivere(proeve, 2)
