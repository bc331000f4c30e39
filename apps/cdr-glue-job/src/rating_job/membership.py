"""Whether a record is this run's, late, another run's, or no run's."""

import re
from datetime import date
from typing import Final

from rating_job.plan import Plan, window_of

_DAY: Final = 86_400
_SINCE: Final = date(1970, 1, 1)
_KEY: Final = re.compile(r"(?:^|/)json/[^/]+/([0-9]{4})/([0-9]{2})/([0-9]{2})/")

#: The memberships of records that no run rates.
LEFT_OUT: Final = ("too-old", "too-far-ahead")


def membership_of(at: int, arrived_at: int | None, day: int | None, plan: Plan) -> str:
    """
    The membership of a record: `in-time`, `late`, `before`, `after`, `too-late`, `too-old` or `too-far-ahead`. If its arrival
    is not known, only its own time decides. `day` is the day in the key of its object, by `day_of_key`. libs/cdr's
    `membership.ts` defines each word.
    """
    membership = _by_time(at, arrived_at, plan)
    if day is None:
        return membership
    if membership == "before" and day > last_day_before(plan):
        return "too-far-ahead"
    if membership in ("after", "too-late") and day < first_day_after(plan):
        return "too-old"
    return membership


def _by_time(at: int, arrived_at: int | None, plan: Plan) -> str:
    window = plan.window
    if window is None:
        return "in-time"
    if at >= window.end:
        return "after"
    if arrived_at is None:
        return "before" if at < window.start else "in-time"
    if arrived_at >= window.end + plan.lag_seconds:
        return "too-late"
    if at >= window.start:
        return "in-time"
    if arrived_at < window.start + plan.lag_seconds:
        return "before"
    return "too-old" if at < window.start - plan.look_back_days * _DAY else "late"


def last_day_before(plan: Plan) -> int:
    """The last day of keys that the run of the window before lists, in days since 1970."""
    return (window_of(plan).start - 1) // _DAY + plan.look_ahead_days


def first_day_after(plan: Plan) -> int:
    """The first day of keys that the run of the window after lists, in days since 1970."""
    return window_of(plan).end // _DAY - plan.look_back_days


def day_of_key(key: str) -> int | None:
    """The day in the key of an object, in days since 1970 (UTC); None if the key has none."""
    found = _KEY.search(key)
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    try:
        return (date(year, month, day) - _SINCE).days
    except ValueError:
        return None
