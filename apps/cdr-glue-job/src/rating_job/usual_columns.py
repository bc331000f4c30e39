"""
What is kept of usual records, and their rows of rated.csv and unrated.csv, in columns. The same as `decide.py` and `columns.py`
write for single records.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rating_job.definitions import RATED_COLUMNS
from rating_job.money import ROUNDING
from rating_job.plan import Plan, window_of
from rating_job.usual_prices import HAS_NO_PRICE, HAS_TIERS, Prices, UsualPrices
from rating_job.usual_record import UsualRecord
from rating_job.usual_text import Days, costs, joined, moments, whole

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


_NOTHING = pa.scalar(None, pa.string())


@dataclass(frozen=True, slots=True)
class Decided:
    """Usual records, and what was found out about them."""

    record: UsualRecord
    prices: Prices
    #: The line that prices each record. Empty if there is none.
    service_code: Any
    usage_type: Any
    #: Why a record is not in the window; null if it is.
    outside: Any
    #: The cell with the key of its object, and the position in it.
    key_cell: Any
    position: Any


class UsualColumns:
    """Writes the columns of usual records."""

    def __init__(self, plan: Plan, prices: UsualPrices, *, has_tiers: bool) -> None:
        self._plan = plan
        self._prices = prices
        self._has_tiers = has_tiers
        self._window = window_of(plan)
        self._days = Days(self._window)

    def of(self, decided: Decided) -> dict[str, Any]:
        """
        The columns of `USUAL` and `FOR_TIERS`; and `rated.csv` and `unrated.csv`: the row of this file, or null.
        A column that is null for all records may be left out.
        """
        record, prices = decided.record, decided.prices
        is_outside = decided.outside.is_valid().to_numpy(zero_copy_only=False)
        has_price = (prices.cost_of_second != HAS_NO_PRICE) & ~is_outside
        is_unrated = (prices.cost_of_second == HAS_NO_PRICE) & ~is_outside
        is_flat = has_price & (prices.cost_of_second != HAS_TIERS)
        cost = record.seconds * np.maximum(prices.cost_of_second, 0)
        cells = self._cells(decided)
        head = joined(*_in_order(cells), between=",")
        line = joined(*_in_order(self._cells_of_line(decided, cost)), between=",")
        reason = pc.if_else(
            pa.array(is_outside), decided.outside, pc.if_else(pa.array(is_unrated), prices.reason, "")
        )
        outcome = pa.array(["rated", "unrated", "outside"]).take(pa.array(is_unrated * 1 + is_outside * 2))
        inbound = pc.equal(cells["direction"], "Inbound")
        number = pc.if_else(inbound, cells["destination_number"], cells["source_number"])
        return {
            "rated.csv": pc.if_else(pa.array(is_flat), joined(head, ",", line, "\r\n"), _NOTHING),
            "unrated.csv": pc.if_else(pa.array(is_unrated), joined(head, ",", reason, "\r\n"), _NOTHING),
            "group": self._group(outcome, reason, record, cells, is_outside),
            "number": pc.if_else(pa.array(is_outside), _NOTHING, number),
            "seconds": pa.array(record.seconds),
            "cost": pa.array(np.where(is_flat, cost, 0), mask=has_price & ~is_flat),
            "unpriced_seconds": pa.array(record.unpriced),
            **_leak_columns(record, is_outside),
            **(self._for_tiers(decided, head, has_price & ~is_flat) if self._has_tiers else {}),
        }

    def _cells(self, decided: Decided) -> dict[str, Any]:
        """The cells of a row before those of a line."""
        record = decided.record
        account_id = record.text("AwsAccountId")
        return {
            "run_id": self._plan.run_id,
            "source_key": decided.key_cell,
            "position": whole(decided.position),
            "kind": record.kind.kind,
            "account_id": account_id,
            "transaction_id": record.text(record.kind.transaction_id),
            "call_id": record.text("CallId"),
            "connector_or_application": record.text(record.kind.owner) if record.kind.owner else account_id,
            "direction": record.text("Direction"),
            "source_number": self._number(record.text(record.kind.source_number)),
            "destination_number": self._number(record.text("DestinationPhoneNumber")),
            "source_country": record.text(record.kind.source_country),
            "destination_country": record.text("DestinationCountry"),
            "started_at": moments(record.at),
            "billed_seconds": whole(record.seconds),
            "late": "false",
            "service_code": decided.service_code,
            "usage_type": decided.usage_type,
        }

    def _cells_of_line(self, decided: Decided, cost: Any) -> dict[str, Any]:
        """The other cells of a row of rated.csv. That of `price` has all columns of a price."""
        return {
            "line": "1",
            "line_seconds": whole(decided.record.seconds),
            "used_before_seconds": "0",
            "tier_begin_seconds": "0",
            "tier_end_seconds": "",
            "price": self._prices.cells(decided.prices.span),
            "cost": costs(cost),
            "cost_exact": whole(cost),
            "rounding": ROUNDING,
        }

    def _number(self, number: Any) -> Any:
        if self._plan.masked:
            return pc.if_else(pc.equal(number, ""), "", joined("***", pc.utf8_slice_codeunits(number, -2)))
        lacks_plus = pc.match_substring_regex(number, r"\A[1-9][0-9]{10,14}\z")
        return pc.if_else(lacks_plus, joined("+", number), number) if pc.any(lacks_plus).as_py() else number

    def _group(
        self, outcome: Any, reason: Any, record: UsualRecord, cells: dict[str, Any], is_outside: Any
    ) -> Any:
        parts = {
            **cells,
            "outcome": outcome,
            "reason": reason,
            "month": pc.utf8_slice_codeunits(cells["started_at"], 0, 7),
            "owner": cells["connector_or_application"],
            "day": self._days.of(np.clip(record.at, self._window.start, self._window.end - 1)),
        }
        group = joined(*(parts[name] for name in GROUP), between=",")
        if not is_outside.any():
            return group
        rest = "," * (len(GROUP) - 3)
        return pc.if_else(pa.array(is_outside), joined(outcome, reason, rest, between=","), group)

    def _for_tiers(self, decided: Decided, head: Any, is_tiered: Any) -> dict[str, Any]:
        record = decided.record
        given = {
            "head": head,
            "account_id": record.text("AwsAccountId"),
            "service_code": decided.service_code,
            "usage_type": decided.usage_type,
            "price_from": pa.array(self._prices.start(decided.prices.span)),
            "at": pa.array(record.at),
            "transaction_id": record.text(record.kind.transaction_id),
        }
        chosen = pa.array(is_tiered)
        return {name: pc.if_else(chosen, given[name], pa.scalar(None, kind)) for name, kind in FOR_TIERS}


def _leak_columns(record: UsualRecord, is_outside: Any) -> dict[str, Any]:
    """`identity`, `call_group` and `leg_group` of `decide.py`, and the end of a leg by `find_leaks`."""
    kind, size = record.kind, len(record.rows)
    transaction_id, call_id, account_id = (
        record.text(name) for name in (kind.transaction_id, "CallId", "AwsAccountId")
    )
    usage_type = record.text("UsageType")
    leg = [call_id, usage_type] if kind.has_legs else []
    columns = {"identity": _list_of(f'["{kind.kind}","', transaction_id, *leg)}
    if not kind.can_leak:
        return columns
    has_call = record.fields.columns["CallId"].is_valid().to_numpy(zero_copy_only=False)
    may_leak = pa.array((record.seconds > 0) & has_call & ~is_outside)
    line = joined(record.text("ServiceCode"), usage_type, between=" ")
    call_group = _list_of(f'["{kind.kind}","', account_id, call_id, line)
    columns["call_group"] = pc.if_else(may_leak, call_group, _NOTHING)
    if kind.has_legs:
        ended = record.whole(kind.ended_at, missing=-1) if kind.ended_at else np.full(size, -1)
        leg_group = _list_of('["', account_id, transaction_id)
        columns["leg_group"] = pc.if_else(may_leak, leg_group, _NOTHING)
        columns["ends_at"] = pa.array(np.where(ended < 0, record.at + record.seconds, ended))
    return columns


def _in_order(cells: dict[str, Any]) -> list[Any]:
    """Cells in the order of rated.csv."""
    return [cells[name] for name in RATED_COLUMNS if name in cells]


def _list_of(begin: str, first: Any, *others: Any) -> Any:
    """A list of texts as JSON."""
    pieces = [piece for other in others for piece in ('","', other)]
    return joined(begin, first, *pieces, '"]')
