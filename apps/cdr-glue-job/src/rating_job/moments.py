"""Moments as text. Python's own types end with the year 9999, and so do ours."""

from datetime import UTC, date, datetime, timedelta, tzinfo

from rating_job.price_book import END_OF_TIME

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def iso_of(at: int) -> str:
    """ISO 8601, UTC, to the second. Empty for the end of time, which represents a price without an end."""
    if at >= END_OF_TIME:
        return ""
    return (_EPOCH + timedelta(seconds=at)).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def iso_with_milliseconds(at: int) -> str:
    """The same with `.000`, as in report.json and the manifest."""
    return iso_of(at).replace("Z", ".000Z")


def month_of(at: int) -> str:
    """The calendar month in UTC, such as `2020-01`. AWS's tiers count by it."""
    return iso_of(at)[:7]


def day_of(at: int, zone: tzinfo) -> date:
    """The date in the zone."""
    return (_EPOCH + timedelta(seconds=at)).astimezone(zone).date()
