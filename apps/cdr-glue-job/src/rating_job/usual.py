"""
Reads, checks and rates usual records in whole columns, with Arrow and NumPy: no statement of Python runs for each record.

A record is usual if it is written as AWS's services write it: one JSON object in a line, with plain text and whole numbers.
`decide.py` has the same rules for any record, and decides the unusual ones. In doubt, a record is unusual: that costs time, and
a wrong decision costs money.
"""

import re
from functools import reduce
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rating_job.definitions import KINDS
from rating_job.membership import LEFT_OUT, first_day_after, last_day_before
from rating_job.plan import Plan, window_of
from rating_job.usual_columns import Decided, UsualColumns
from rating_job.usual_fields import FieldNames, fields_in
from rating_job.usual_prices import IS_UNUSUAL, UsualPrices
from rating_job.usual_record import UsualRecord
from rating_job.usual_text import joined

# At most 115 days. With the largest price of a usual record, a cost fits into 63 bits.
_MOST_SECONDS = 9_999_999
_LAST_MOMENT = 9_999_999_999
# Text that is written to files and to sums without quotes.
_PLAIN = re.compile(r"[ !#-+\--\[\]-~]*")


class UsualRecords:
    """Finds the usual records of a plan, and rates them."""

    def __init__(self, plan: Plan, *, has_tiers: bool) -> None:
        self._plan = plan
        self._window = window_of(plan)
        self._prices = UsualPrices(plan.book)
        self._columns = UsualColumns(plan, self._prices, has_tiers=has_tiers)
        named = {name for rule in plan.mapping for name in rule["when"]}
        self._names = [FieldNames(kind, named) for kind in KINDS]

    def among(self, kind_number: int, batch: Any) -> tuple[Any, dict[str, Any]]:
        """Which lines of a batch, all of one kind, are usual records; and the columns of these, by `UsualColumns`."""
        names = self._names[kind_number]
        record = UsualRecord(KINDS[kind_number], fields_in(batch.column("line"), names))
        if len(record.rows) > 0:
            record = record.where(self._is_complete(record))
        if len(record.rows) == 0:
            return record.rows, {}
        usage_type, service_code, is_certain = self._usage_of(record, names)
        prices = self._prices.find(service_code, usage_type, record.at)
        rows = pa.array(record.rows)
        outside = self._outside(
            record.at, batch.column("arrived_at").take(rows), batch.column("day").take(rows)
        )
        is_other = pc.is_in(outside, pa.array(["late", *LEFT_OUT])).to_numpy(zero_copy_only=False)
        is_usual = is_certain & (prices.cost_of_second != IS_UNUSUAL) & ~is_other
        chosen = pa.array(np.flatnonzero(is_usual))
        record = record.where(is_usual)
        if len(record.rows) == 0:
            return record.rows, {}
        decided = Decided(
            record=record,
            prices=prices.at(chosen),
            service_code=service_code.take(chosen),
            usage_type=usage_type.take(chosen).fill_null(""),
            outside=outside.take(chosen),
            key_cell=batch.column("key_cell").take(pa.array(record.rows)),
            position=batch.column("place").to_numpy()[record.rows] & 0xFFFFFFFF,
        )
        return record.rows, self._columns.of(decided)

    def _is_complete(self, record: UsualRecord) -> Any:
        """Whether a record has what it needs, as `records.py` checks it, in a form that is usual."""
        needed = [
            record.kind.transaction_id,
            "ServiceCode",
            "AwsAccountId",
            *(["CallId"] if record.kind.has_legs else []),
        ]
        checks = [pc.not_equal(record.text(name), "").to_numpy(zero_copy_only=False) for name in needed]
        version = record.fields.columns["SchemaVersion"].fill_null("2.0")
        checks.append(pc.is_in(version, pa.array(["1.0", "2.0"])).to_numpy(zero_copy_only=False))
        checks += [(record.at >= 0) & (record.at <= _LAST_MOMENT)]
        checks += [(record.seconds >= 0) & (record.seconds <= _MOST_SECONDS)]
        checks += [(record.unpriced >= 0) & (record.unpriced <= _MOST_SECONDS)]
        if record.kind.ended_at is not None:
            ended = record.whole(record.kind.ended_at, missing=0)
            checks.append((ended >= 0) & (ended <= _LAST_MOMENT))
        written = joined(*(record.text(name) for name in record.written))
        checks.append(~pc.match_substring(written, ",").to_numpy(zero_copy_only=False))
        if self._plan.masked:
            # What is masked is decided by `redact.py`. Only of plain numbers is it so simple that it can be said here.
            for name in (record.kind.source_number, "DestinationPhoneNumber"):
                plain = pc.match_substring_regex(record.text(name), r"\A(?:\+?[0-9]{7,20})?\z")
                checks.append(plain.to_numpy(zero_copy_only=False))
        return reduce(np.logical_and, checks)

    def _usage_of(self, record: UsualRecord, names: FieldNames) -> tuple[Any, Any, Any]:
        """Usage type and service code of each record, as in `usage.py`; and whether that can be said here."""
        usage_type, service_code = record.text("UsageType"), record.text("ServiceCode")
        has_none = pc.equal(usage_type, "")
        usage_type = pc.if_else(has_none, pa.scalar(None, pa.string()), usage_type)
        certain = np.ones(len(record.rows), np.bool_)
        if not self._plan.mapping or not pc.any(has_none).as_py():
            return usage_type, service_code, certain
        own = service_code
        for rule in reversed(self._plan.mapping):
            given = rule.get("serviceCode")
            is_plain = all(_PLAIN.fullmatch(text) for text in (rule["usageType"], given or ""))
            if not is_plain or not set(rule["when"]) <= set(names.texts):
                return usage_type, own, ~has_none.to_numpy(zero_copy_only=False)
            applies = has_none
            for name, value in rule["when"].items():
                applies = pc.and_(applies, pc.equal(record.fields.columns[name], value).fill_null(False))
            usage_type = pc.if_else(applies, rule["usageType"], usage_type)
            service_code = pc.if_else(applies, pa.scalar(given) if given else own, service_code)
        return usage_type, service_code, certain

    def _outside(self, at: Any, arrived_at: Any, day: Any) -> Any:
        """
        The membership of `membership.py`; null if the record is in time. Late records are not usual, and neither are those
        that no run rates. Of these, some are called late here.
        """
        window, lag = self._window, self._plan.lag_seconds
        # A missing day is NaN, which is neither before nor after a day.
        days = day.to_numpy(zero_copy_only=False)
        is_too_far_ahead = (at < window.start) & (days > last_day_before(self._plan))
        is_too_old = days < first_day_after(self._plan)
        conditions: list[tuple[Any, str | None]]
        conditions = [((at >= window.end) & is_too_old, "too-old"), (at >= window.end, "after")]
        if not self._plan.arrivals_known:
            conditions += [(is_too_far_ahead, "too-far-ahead"), (at < window.start, "before")]
        else:
            arrived = arrived_at.to_numpy(zero_copy_only=False)
            is_too_late = arrived >= window.end + lag
            was_there_before = arrived < window.start + lag
            conditions += [
                (is_too_late & is_too_old, "too-old"),
                (is_too_late, "too-late"),
                (at >= window.start, None),
                (was_there_before & is_too_far_ahead, "too-far-ahead"),
                (was_there_before, "before"),
                (np.ones(len(at), np.bool_), "late"),
            ]
        places = np.select(
            [condition for condition, _ in conditions], range(len(conditions)), len(conditions)
        )
        return pa.array([*(name for _, name in conditions), None], pa.string()).take(pa.array(places))
