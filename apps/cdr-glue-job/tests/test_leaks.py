"""Legs that stayed up alone, and calls that are billed twice."""

import pytest

from rating_job.leaks import Leak, Use, orphan_in, overlaps_in


def _use(name: str, at: int, seconds: int, ended_at: int | None = None, leg: str | None = None) -> Use:
    return Use(name, 0, "t", "c", at, seconds, ended_at, leg or name)


@pytest.mark.parametrize(
    ("uses", "alone"),
    [
        ([], None),
        ([_use("a", 0, 600)], None),
        ([_use("a", 0, 600), _use("b", 0, 120)], 480),
        ([_use("a", 0, 180), _use("b", 0, 120)], None),
        ([_use("a", 120, 600), _use("b", 0, 120)], None),
        # Two records of one leg do not count as two legs.
        ([_use("a", 0, 600), _use("a2", 0, 500, leg="a"), _use("b", 0, 120)], 480),
        ([_use("a", 0, 600), _use("a2", 0, 500, leg="a")], None),
    ],
)
def test_a_leg_that_stayed_up_alone(uses: list[Use], alone: int | None) -> None:
    found = [leak.seconds for leak in orphan_in(uses)]
    assert found == ([] if alone is None else [alone])


@pytest.mark.parametrize(
    ("uses", "seconds"),
    [
        ([_use("a", 0, 60), _use("b", 54, 60)], [6]),
        ([_use("a", 0, 60), _use("b", 55, 60)], []),
        ([_use("a", 0, 60, ended_at=58), _use("b", 57, 60)], [1]),
        ([_use("a", 0, 60, ended_at=58), _use("b", 58, 60)], []),
        ([_use("a", 0, 600), _use("b", 10, 60), _use("c", 100, 60)], [60, 60]),
    ],
)
def test_records_that_bill_one_call_twice(uses: list[Use], seconds: list[int]) -> None:
    assert [leak.seconds for leak in overlaps_in(uses)] == seconds


def test_a_leak_names_both() -> None:
    a, b = _use("a", 0, 600), _use("b", 10, 60)
    assert list(overlaps_in([a, b])) == [Leak("overlap", 60, b, a)]
