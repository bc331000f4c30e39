"""Cells, moments and days as both engines write them."""

import pytest

from rating_job.csv_text import csv_line
from rating_job.moments import day_of, iso_of, iso_with_milliseconds, month_of
from rating_job.zones import zone_of


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (None, ""),
        ("", ""),
        (0, "0"),
        (" x ", " x "),
        ("=1+1", "=1+1"),
        ("a,b", '"a,b"'),
        ('"', '""""'),
        ("a\nb", '"a\nb"'),
        ("a\rb", '"a\rb"'),
        ("ä😀", "ä😀"),
    ],
)
def test_only_cells_that_must_be_are_quoted(cell: object, written: str) -> None:
    assert csv_line(["x", cell]) == f"x,{written}\r\n".encode()


@pytest.mark.parametrize(
    ("at", "iso"),
    [
        (0, "1970-01-01T00:00:00Z"),
        (1582934400, "2020-02-29T00:00:00Z"),
        (253402300799, "9999-12-31T23:59:59Z"),
        (253402300800, ""),
    ],
)
def test_moments_are_iso_8601(at: int, iso: str) -> None:
    assert iso_of(at) == iso


def test_reports_have_milliseconds_and_tiers_have_months() -> None:
    assert iso_with_milliseconds(1582934400) == "2020-02-29T00:00:00.000Z"
    assert month_of(1583020799) == "2020-02"


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("UTC", "2020-03-01"),
        ("America/New_York", "2020-02-29"),
        ("america/new_york", "2020-02-29"),
        ("Pacific/Kiritimati", "2020-03-01"),
        ("-03:30", "2020-02-29"),
        ("+01", "2020-03-01"),
    ],
)
def test_days_are_those_of_the_zone(zone: str, day: str) -> None:
    assert day_of(1583020800, zone_of(zone)).isoformat() == day


def test_a_zone_that_is_not_known_is_an_error() -> None:
    with pytest.raises(LookupError, match='Cannot use the time zone "Nowhere"'):
        zone_of("Nowhere")
