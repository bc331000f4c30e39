"""Which run rates a record: the cases of libs/cdr's membership.test.ts, for a run of 10 March 2020."""

from datetime import UTC, datetime
from typing import Any

import pytest

from rating_job.membership import day_of_key, membership_of
from rating_job.plan import read_plan


def second(moment: str) -> int:
    return int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("start", "arrived", "day", "patience", "membership"),
    [
        ("2020-03-10T00:00:00", None, None, {}, "in-time"),
        ("2020-03-09T23:59:59", None, None, {}, "before"),
        ("2020-03-11T00:00:00", None, None, {}, "after"),
        ("2020-03-09T23:59:00", "2020-03-10T03:00:00", None, {}, "late"),
        ("2020-03-10T23:59:00", "2020-03-11T03:00:00", None, {}, "too-late"),
        ("2020-03-06T23:59:59", "2020-03-10T12:00:00", None, {}, "too-old"),
        ("2020-03-09T23:59:59", None, "2020/03/09", {}, "before"),
        ("2020-03-09T23:59:59", None, "2020/03/10", {}, "before"),
        ("2020-03-09T23:59:59", None, "2020/03/11", {}, "too-far-ahead"),
        ("2020-03-09T23:59:59", None, "2020/03/11", {"lookAheadDays": 2}, "before"),
        ("2020-03-10T12:00:00", None, "2020/03/11", {}, "in-time"),
        ("2020-03-11T00:00:00", None, "2020/03/11", {"lookBackDays": 0}, "after"),
        ("2020-03-11T00:00:00", None, "2020/03/10", {"lookBackDays": 0}, "too-old"),
        ("2020-03-11T00:00:00", None, "2020/03/10", {"lookBackDays": 1}, "after"),
        ("2020-03-09T23:59:00", "2020-03-10T02:59:59", "2020/03/10", {}, "before"),
        ("2020-03-09T23:59:00", "2020-03-11T23:59:59", "2020/03/11", {"lagSeconds": 172800}, "too-far-ahead"),
        ("2020-03-09T23:59:00", "2020-03-10T03:00:00", "2020/03/11", {}, "late"),
        ("2020-03-08T12:00:00", "2020-03-11T03:00:00", "2020/03/08", {}, "too-late"),
        ("2020-03-08T12:00:00", "2020-03-11T03:00:00", "2020/03/07", {}, "too-old"),
    ],
)
def test_a_record_belongs_to_one_run(
    plan: dict[str, Any],
    start: str,
    arrived: str | None,
    day: str | None,
    patience: dict[str, int],
    membership: str,
) -> None:
    of_one_day = {
        **plan,
        "window": {**plan["window"], "start": second("2020-03-10"), "end": second("2020-03-11")},
        "patience": patience,
    }
    stored = None if day is None else day_of_key(f"Amazon-Chime-SMADRs/json/sma1/{day}/name")

    found = membership_of(second(start), second(arrived) if arrived else None, stored, read_plan(of_one_day))

    assert found == membership


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("Amazon-Chime-SMADRs/json/sma1/1970/01/02/name", 1),
        ("exports/Amazon-Chime-SMADRs/json/sma1/2020/02/29/any/name", 18_321),
        ("Amazon-Chime-SMADRs/json/some/new/layout", None),
        ("Amazon-Chime-SMADRs/json/sma1/year=2020/02/29/name", None),
        ("Amazon-Chime-SMADRs/json/sma1/2020/13/01/name", None),
        ("report.csv", None),
    ],
)
def test_the_day_of_an_object_is_in_its_key(key: str, day: int | None) -> None:
    assert day_of_key(key) == day
