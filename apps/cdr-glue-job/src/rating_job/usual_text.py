"""Writes whole columns as text, with Arrow and NumPy: the same text as `moments.py`, `money.py` and `csv_text.py` write."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rating_job.moments import day_of, iso_of
from rating_job.plan import Window
from rating_job.zones import zone_of

_DAY = 86_400
_TIMES = pa.array([iso_of(second)[10:] for second in range(_DAY)], pa.string())


def joined(*cells: Any, between: str = "") -> Any:
    """Texts and columns of texts, joined in each row."""
    return pc.binary_join_element_wise(*cells, between)


def whole(numbers: Any) -> Any:
    """Whole numbers."""
    return pa.array(numbers).cast(pa.string())


def moments(at: Any) -> Any:
    """Moments by `iso_of`."""
    days, of_day = np.unique(at // _DAY, return_inverse=True)
    dates = pa.array([iso_of(int(day) * _DAY)[:10] for day in days], pa.string())
    return joined(dates.take(pa.array(of_day)), _TIMES.take(pa.array(at % _DAY)))


def costs(cost: Any) -> Any:
    """Costs by `cost_text`."""
    quotient, rest = np.divmod(cost, 60)
    rounded = quotient + (rest + quotient % 2 > 30)
    places = pc.utf8_slice_codeunits(whole(rounded % 10**10 + 10**10), 1)
    return joined(whole(rounded // 10**10), places, between=".")


class Days:
    """The dates of moments in a window, in its zone."""

    def __init__(self, window: Window) -> None:
        zone = zone_of(window.zone)
        starts = [window.start]
        # Days begin at whole quarters of an hour.
        for at in range(window.start - window.start % 900 + 900, window.end, 900):
            if day_of(at, zone) != day_of(at - 1, zone):
                starts.append(at)
        self._starts = np.array(starts, np.int64)
        self._days = pa.array([day_of(at, zone).isoformat() for at in starts], pa.string())

    def of(self, at: Any) -> Any:
        """The date of each moment, which must be in the window."""
        return self._days.take(pa.array(np.searchsorted(self._starts, at, "right") - 1))
