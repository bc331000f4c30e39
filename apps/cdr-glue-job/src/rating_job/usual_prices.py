"""Finds the prices of many records at once."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from rating_job.csv_text import csv_cell
from rating_job.moments import iso_of
from rating_job.money import price_text
from rating_job.price_book import PriceBook, Span, Tier

# With this price, and the most seconds of a usual record, a cost fits into 63 bits.
MOST_COST_OF_A_SECOND = 9 * 10**11
#: The columns that `price_cells` holds.
PRICE_COLUMNS = ("price", "unit", "currency", "price_version", "sku", "rate_code", "price_from", "price_to")

#: Instead of a cost of a second: the line has tiers; there is no price; the price is not usual.
HAS_TIERS, HAS_NO_PRICE, IS_UNUSUAL = -1, -2, -3

_SERVICE, _LINE, _BEFORE, _AFTER, _GAP, _NO_LINE = range(6)
_REASONS = ("unknown-service", "no-price", "before-first-price", "after-last-price", "gap", "no-usage-type")
# Moments are smaller, so a line and a moment are one number.
_A_LINE = 1 << 40


@dataclass(frozen=True, slots=True)
class Prices:
    """The price of each record. `span` is the number of its span, and `reason` says why there is none."""

    cost_of_second: Any
    span: Any
    reason: Any

    def at(self, places: Any) -> "Prices":
        """Some of these prices."""
        some = places.to_numpy()
        return Prices(self.cost_of_second[some], self.span[some], self.reason.take(places))


class UsualPrices:
    """A price book in arrays. All spans are in one order: by line, then by time."""

    def __init__(self, book: PriceBook) -> None:
        self._services = set(book.services)
        self._numbers: dict[str, int] = {}
        starts: list[int] = []
        ends: list[int] = []
        costs: list[int] = []
        faults: list[int] = []
        cells: list[str | None] = []
        self._reasons = list(_REASONS)
        for service, lines in book.services.items():
            for usage, spans in lines.items():
                if not spans:
                    continue
                number = self._numbers[_name_of(service, usage)] = len(self._numbers)
                is_tiered = book.is_tiered(service, usage)
                for span in spans:
                    starts.append(number * _A_LINE + max(0, span.start))
                    ends.append(span.end)
                    cost = _cost_in(span, is_tiered=is_tiered)
                    costs.append(cost)
                    cells.append(price_cells(book, span, span.tiers[0]) if cost >= 0 else None)
                    faults.append(0 if span.fault is None else self._number_of_reason(span.fault))
        self._starts, self._ends = np.array(starts, np.int64), np.array(ends, np.int64)
        self._costs, self._faults = np.array(costs, np.int64), np.array(faults, np.int64)
        self._cells = pa.array(cells, pa.string())

    def _number_of_reason(self, reason: str) -> int:
        if reason not in self._reasons:
            self._reasons.append(reason)
        return self._reasons.index(reason)

    def find(self, service: Any, usage: Any, at: Any) -> Prices:
        """The prices of records, like `PriceBook.find`. A record without a line has the usage type null."""
        size = len(at)
        if len(self._starts) == 0:
            reason = np.where(usage.is_null().to_numpy(zero_copy_only=False), _NO_LINE, _SERVICE)
            return Prices(np.full(size, HAS_NO_PRICE), np.zeros(size, np.int64), self._named(reason))
        # TAB is in no usual text.
        names = pa.compute.binary_join_element_wise(service, usage, "\t").dictionary_encode("encode")
        known = np.array([self._line_of(name) for name in names.dictionary.to_pylist()], np.int64)
        line = known[names.indices.to_numpy(zero_copy_only=False)]
        found = np.maximum(np.searchsorted(self._starts, line * _A_LINE + at, "right") - 1, 0)
        is_before = (self._starts[found] // _A_LINE != line) | (self._starts[found] % _A_LINE > at)
        is_last = np.append(self._starts[1:] // _A_LINE, -1)[found] != line
        is_behind = at >= self._ends[found]
        cost = np.where(is_before | is_behind, HAS_NO_PRICE, self._costs[found])
        late = np.where(is_behind, np.where(is_last, _AFTER, _GAP), self._faults[found])
        reason = np.where(is_before, _BEFORE, late)
        is_unknown = line < 0
        cost = np.where(is_unknown, HAS_NO_PRICE, cost)
        return Prices(cost, found, self._named(np.where(is_unknown, -1 - line, reason)))

    def _named(self, reasons: Any) -> Any:
        return pa.array(self._reasons, pa.string()).take(pa.array(reasons))

    def cells(self, span: Any) -> Any:
        """The cells of `PRICE_COLUMNS` for each of these spans, joined."""
        return self._cells.take(pa.array(span))

    def start(self, span: Any) -> Any:
        """When each of these spans starts."""
        return self._starts[span] % _A_LINE

    def _line_of(self, name: str | None) -> int:
        """The number of a line; or -1 and less for a reason."""
        if name is None:
            return -1 - _NO_LINE
        if name in self._numbers:
            return self._numbers[name]
        return -1 - (_LINE if name.split("\t")[0] in self._services else _SERVICE)


def _name_of(service: str, usage: str) -> str:
    return f"{service}\t{usage}"


def _cost_in(span: Span, *, is_tiered: bool) -> int:
    if span.fault is not None:
        return HAS_NO_PRICE
    if span.start < 0 or not is_small(span):
        return IS_UNUSUAL
    if is_tiered:
        return HAS_TIERS
    is_flat = [(tier.begin_seconds, tier.end_seconds) for tier in span.tiers] == [(0, None)]
    return cost_of_second(span.tiers[0]) if is_flat else IS_UNUSUAL


def is_small(span: Span) -> bool:
    """Whether the cost of a usual record fits into 63 bits."""
    return all(cost_of_second(tier) <= MOST_COST_OF_A_SECOND for tier in span.tiers)


def cost_of_second(tier: Tier) -> int:
    """The cost of a second, in the unit of costs."""
    return tier.price * (60 // tier.seconds_per_unit)


def price_cells(book: PriceBook, span: Span, tier: Tier) -> str:
    """The cells of `PRICE_COLUMNS`."""
    values = {
        "price": price_text(tier.price),
        "unit": tier.unit,
        "currency": book.currency,
        "price_version": tier.version,
        "sku": tier.sku,
        "rate_code": tier.rate_code,
        "price_from": iso_of(span.start),
        "price_to": iso_of(span.end),
    }
    return ",".join(csv_cell(values[name]) for name in PRICE_COLUMNS)
