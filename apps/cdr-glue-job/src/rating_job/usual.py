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

from rating_job.definitions import KINDS, RATED_COLUMNS, KindDefinition
from rating_job.money import ROUNDING
from rating_job.plan import Plan, window_of
from rating_job.usual_fields import FieldNames, Fields, fields_in
from rating_job.usual_prices import HAS_NO_PRICE, HAS_TIERS, IS_UNUSUAL, Prices, UsualPrices
from rating_job.usual_text import Days, costs, joined, moments, whole

# At most 115 days. With the largest price of a usual record, a cost fits into 63 bits.
_MOST_SECONDS = 9_999_999
_LAST_MOMENT = 9_999_999_999
# Text that is written to files and to sums without quotes.
_PLAIN = re.compile(r"[ !#-+\--\[\]-~]*")

#: The parts of `group`, in order: what a record is counted by, except its number.
GROUP = (
    "outcome",
    "reason",
    "account_id",
    "service_code",
    "usage_type",
    "month",
    "owner",
    "direction",
    "source_country",
    "destination_country",
    "day",
)

#: A usual record: what is needed to add it up, and to find copies and leaks. `group` has the parts of `GROUP`.
USUAL = [
    ("group", pa.string()),
    ("number", pa.string()),
    ("seconds", pa.int64()),
    ("cost", pa.int64()),
    ("unpriced_seconds", pa.int64()),
    ("identity", pa.string()),
    ("call_group", pa.string()),
    ("leg_group", pa.string()),
    ("ends_at", pa.int64()),
]
#: In addition, if the price book has tiers: what is needed to rate a record when the use before it is known. Otherwise null.
#: `head` has the cells of its row before those of a line.
FOR_TIERS = [
    ("head", pa.string()),
    ("account_id", pa.string()),
    ("service_code", pa.string()),
    ("usage_type", pa.string()),
    ("price_from", pa.int64()),
    ("at", pa.int64()),
    ("transaction_id", pa.string()),
]


class UsualRecords:
    """Finds the usual records of a plan, and rates them."""

    def __init__(self, plan: Plan, *, has_tiers: bool) -> None:
        self._plan = plan
        self._has_tiers = has_tiers
        self._window = window_of(plan)
        self._days = Days(self._window)
        self._prices = UsualPrices(plan.book)
        named = {name for rule in plan.mapping for name in rule["when"]}
        self._names = [FieldNames(kind, named) for kind in KINDS]

    def among(self, kind_number: int, batch: Any) -> tuple[Any, dict[str, Any]]:
        """
        Which lines of a batch, all of one kind, are usual records; and the columns of these: those of `USUAL` and `FOR_TIERS`,
        and `rated.csv` and `unrated.csv`, their rows of these files.
        """
        kind, names = KINDS[kind_number], self._names[kind_number]
        fields = fields_in(batch.column("line"), names)
        if len(fields.rows) == 0:
            return fields.rows, {}
        record = _Record(kind, fields)
        record = record.where(self._is_complete(record))
        usage_type, service_code, is_certain = self._usage_of(record, names)
        prices = self._prices.find(service_code, usage_type, record.at)
        arrived_at = batch.column("arrived_at").take(pa.array(record.rows))
        outside = self._outside(record.at, arrived_at)
        is_outside = outside.is_valid().to_numpy(zero_copy_only=False)
        is_late = pc.equal(outside, "late").fill_null(False).to_numpy(zero_copy_only=False)
        is_usual = is_certain & (prices.cost_of_second != IS_UNUSUAL) & ~is_late
        if not is_usual.all():
            usual = np.flatnonzero(is_usual)
            record, prices = record.where(is_usual), _prices_at(prices, usual)
            at = pa.array(usual)
            usage_type, service_code, outside = usage_type.take(at), service_code.take(at), outside.take(at)
            is_outside = is_outside[usual]
        if len(record.rows) == 0:
            return record.rows, {}
        usage_type = usage_type.fill_null("")
        return record.rows, self._columns(
            batch, record, prices, (service_code, usage_type), outside, is_outside
        )

    def _is_complete(self, record: "_Record") -> Any:
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

    def _usage_of(self, record: "_Record", names: FieldNames) -> tuple[Any, Any, Any]:
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

    def _outside(self, at: Any, arrived_at: Any) -> Any:
        """The membership of `membership.py`; null if the record is in time. Late records are not usual."""
        window, lag = self._window, self._plan.lag_seconds
        conditions: list[tuple[Any, str | None]]
        if not self._plan.arrivals_known:
            conditions = [(at >= window.end, "after"), (at < window.start, "before")]
        else:
            arrived = arrived_at.to_numpy(zero_copy_only=False)
            conditions = [
                (at >= window.end, "after"),
                (arrived >= window.end + lag, "too-late"),
                (at >= window.start, None),
                (arrived < window.start + lag, "before"),
                (np.ones(len(at), np.bool_), "late"),
            ]
        places = np.select(
            [condition for condition, _ in conditions], range(len(conditions)), len(conditions)
        )
        return pa.array([*(name for _, name in conditions), None], pa.string()).take(pa.array(places))

    def _columns(
        self,
        batch: Any,
        record: "_Record",
        prices: Prices,
        usage: tuple[Any, Any],
        outside: Any,
        is_outside: Any,
    ) -> dict[str, Any]:
        service_code, usage_type = usage
        places = pa.array(record.rows)
        has_price = (prices.cost_of_second != HAS_NO_PRICE) & ~is_outside
        is_unrated = (prices.cost_of_second == HAS_NO_PRICE) & ~is_outside
        is_flat = has_price & (prices.cost_of_second != HAS_TIERS)
        source, destination = (
            self._number(record.text(name)) for name in (record.kind.source_number, "DestinationPhoneNumber")
        )
        started_at, month = moments(record.at)
        seconds = whole(record.seconds)
        cost = record.seconds * np.maximum(prices.cost_of_second, 0)
        account_id, direction = record.text("AwsAccountId"), record.text("Direction")
        owner = record.text(record.kind.owner) if record.kind.owner else account_id
        countries = (record.text(record.kind.source_country), record.text("DestinationCountry"))
        reason = pc.if_else(
            pa.array(is_outside), outside, pc.if_else(pa.array(is_unrated), prices.reason, "")
        )
        cells = {
            "run_id": self._plan.run_id,
            "source_key": batch.column("key_cell").take(places),
            "position": whole(batch.column("place").to_numpy()[record.rows] & 0xFFFFFFFF),
            "kind": record.kind.kind,
            "account_id": account_id,
            "transaction_id": record.text(record.kind.transaction_id),
            "call_id": record.text("CallId"),
            "connector_or_application": owner,
            "direction": direction,
            "source_number": source,
            "destination_number": destination,
            "source_country": countries[0],
            "destination_country": countries[1],
            "started_at": started_at,
            "billed_seconds": seconds,
            "late": "false",
            "service_code": service_code,
            "usage_type": usage_type,
        }
        line = {
            "line": "1",
            "line_seconds": seconds,
            "used_before_seconds": "0",
            "tier_begin_seconds": "0",
            "tier_end_seconds": "",
            "price": self._prices.cells(prices.span),
            "cost": costs(cost),
            "cost_exact": whole(cost),
            "rounding": ROUNDING,
        }
        head = joined(*_in_order(cells), between=",")
        is_outside_column = pa.array(is_outside)
        nothing = pa.scalar(None, pa.string())
        outcome = pa.array(["rated", "unrated", "outside"]).take(pa.array(is_unrated * 1 + is_outside * 2))
        days = self._days.of(np.clip(record.at, self._window.start, self._window.end - 1))
        parts = (account_id, service_code, usage_type, month, owner, direction, *countries, days)
        group = pc.if_else(
            is_outside_column,
            joined(outcome, reason, ",,,,,,,,", between=","),
            joined(outcome, reason, *parts, between=","),
        )
        number = pc.if_else(pc.equal(direction, "Inbound"), destination, source)
        columns = {
            "rated.csv": pc.if_else(
                pa.array(is_flat), joined(head, ",", joined(*_in_order(line), between=","), "\r\n"), nothing
            ),
            "unrated.csv": pc.if_else(pa.array(is_unrated), joined(head, ",", reason, "\r\n"), nothing),
            "group": group,
            "number": pc.if_else(is_outside_column, nothing, number),
            "seconds": pa.array(record.seconds),
            "cost": pa.array(np.where(is_flat, cost, 0), mask=has_price & ~is_flat),
            "unpriced_seconds": pa.array(record.unpriced),
            **self._groups_of_leaks(record, is_outside),
        }
        if self._has_tiers:
            is_tiered = pa.array(has_price & ~is_flat)
            given = {
                "head": head,
                "account_id": account_id,
                "service_code": service_code,
                "usage_type": usage_type,
                "price_from": pa.array(self._prices.start(prices.span)),
                "at": pa.array(record.at),
                "transaction_id": record.text(record.kind.transaction_id),
            }
            columns |= {
                name: pc.if_else(is_tiered, given[name], pa.scalar(None, of_type))
                for name, of_type in FOR_TIERS
            }
        return columns

    def _number(self, number: Any) -> Any:
        if self._plan.masked:
            return pc.if_else(pc.equal(number, ""), "", joined("***", pc.utf8_slice_codeunits(number, -2)))
        lacks_plus = pc.match_substring_regex(number, r"\A[1-9][0-9]{10,14}\z")
        return pc.if_else(lacks_plus, joined("+", number), number) if pc.any(lacks_plus).as_py() else number

    def _groups_of_leaks(self, record: "_Record", is_outside: Any) -> dict[str, Any]:
        """`identity`, `call_group` and `leg_group` of `decide.py`, and the end of a leg by `find_leaks`."""
        kind, size = record.kind, len(record.rows)
        transaction_id, call_id, account_id = (
            record.text(name) for name in (kind.transaction_id, "CallId", "AwsAccountId")
        )
        usage_type = record.text("UsageType")
        leg = [call_id, usage_type] if kind.has_legs else []
        nothing = pa.scalar(None, pa.string())
        has_call = record.fields.columns["CallId"].is_valid().to_numpy(zero_copy_only=False)
        may_leak = pa.array((record.seconds > 0) & has_call & ~is_outside & kind.can_leak)
        ended = record.whole(kind.ended_at, missing=-1) if kind.ended_at else np.full(size, -1)
        ends_at = np.where(ended < 0, record.at + record.seconds, ended)
        line = joined(record.text("ServiceCode"), usage_type, between=" ")
        is_leg = kind.can_leak and kind.has_legs
        return {
            "identity": _list_of(f'["{kind.kind}","', transaction_id, *leg),
            "call_group": pc.if_else(
                may_leak, _list_of(f'["{kind.kind}","', account_id, call_id, line), nothing
            )
            if kind.can_leak
            else pa.nulls(size, pa.string()),
            "leg_group": pc.if_else(may_leak, _list_of('["', account_id, transaction_id), nothing)
            if is_leg
            else pa.nulls(size, pa.string()),
            "ends_at": pa.array(ends_at) if is_leg else pa.nulls(size, pa.int64()),
        }


class _Record:
    """The fields of records of one kind, in columns."""

    def __init__(self, kind: KindDefinition, fields: Fields) -> None:
        self.kind = kind
        self.fields = fields
        self.rows = fields.rows
        self.at = self.whole(kind.started_at, missing=-1)
        self.seconds = self.whole("BillableDurationSeconds", missing=-1)
        self.unpriced = (
            self.whole(kind.unpriced, missing=0) if kind.unpriced else np.zeros(len(self.rows), np.int64)
        )
        #: The fields whose text is written to files or to sums.
        self.written = [
            "AwsAccountId",
            kind.transaction_id,
            "CallId",
            *([kind.owner] if kind.owner else []),
            "ServiceCode",
            "UsageType",
            "Direction",
            kind.source_number,
            kind.source_country,
            "DestinationPhoneNumber",
            "DestinationCountry",
        ]

    def text(self, name: str) -> Any:
        """A field with text; empty where it is missing."""
        return self.fields.columns[name].fill_null("")

    def whole(self, name: str, *, missing: int) -> Any:
        """A field with whole numbers."""
        return self.fields.columns[name].fill_null(missing).to_numpy()

    def where(self, chosen: Any) -> "_Record":
        """Some of these records."""
        if chosen.all():
            return self
        mask = pa.array(chosen)
        columns = {name: column.filter(mask) for name, column in self.fields.columns.items()}
        return _Record(self.kind, Fields(self.rows[chosen], columns))


def _prices_at(prices: Prices, places: Any) -> Prices:
    return Prices(prices.cost_of_second[places], prices.span[places], prices.reason.take(pa.array(places)))


def _in_order(cells: dict[str, Any]) -> list[Any]:
    """Cells in the order of rated.csv. That of a price has all of `PRICE_COLUMNS`."""
    return [cells[name] for name in RATED_COLUMNS if name in cells]


def _list_of(begin: str, first: Any, *others: Any) -> Any:
    """A list of texts as JSON."""
    pieces = [piece for other in others for piece in ('","', other)]
    return joined(begin, first, *pieces, '"]')
