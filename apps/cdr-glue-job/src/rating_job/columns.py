"""The columns of each file, in order. They are those of libs/rating, whose README explains each of them."""

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from rating_job.csv_text import Column
from rating_job.definitions import RATED_COLUMNS
from rating_job.json_text import well_formed
from rating_job.moments import iso_of
from rating_job.money import ROUNDING, cost_text
from rating_job.text_order import from_ordered

Cell = Callable[[Any], object]


def _place(run_id: str) -> dict[str, Cell]:
    return {
        "run_id": lambda _: run_id,
        "source_key": itemgetter("source_key"),
        "position": itemgetter("position"),
    }


def _record(run_id: str) -> dict[str, Cell]:
    return {
        **_place(run_id),
        "kind": itemgetter("kind"),
        "account_id": itemgetter("account_id"),
        "transaction_id": itemgetter("transaction_id"),
        "call_id": itemgetter("call_id"),
        "connector_or_application": itemgetter("owner"),
        "direction": itemgetter("direction"),
        "source_number": itemgetter("source_number"),
        "destination_number": itemgetter("destination_number"),
        "source_country": itemgetter("source_country"),
        "destination_country": itemgetter("destination_country"),
        "started_at": lambda row: iso_of(row["at"]),
        "billed_seconds": itemgetter("seconds"),
    }


def _late(row: Any) -> str:
    return "true" if row["late"] else "false"


def rated_columns(run_id: str, currency: str, price_to: Callable[[Any], int]) -> list[Column]:
    """`rated.csv`. A row is a dictionary of the outcome's columns with one of its lines as `line`."""

    def of_line(name: str) -> Callable[[Any], object]:
        return lambda row: row["line"][name]

    cells: dict[str, Cell] = {
        **_record(run_id),
        "late": _late,
        "service_code": itemgetter("service_code"),
        "usage_type": itemgetter("usage_type"),
        "line": of_line("number"),
        "line_seconds": of_line("seconds"),
        "used_before_seconds": _whole("used_before"),
        "tier_begin_seconds": of_line("tier_begin_seconds"),
        "tier_end_seconds": of_line("tier_end_seconds"),
        "price": of_line("price"),
        "unit": of_line("unit"),
        "currency": lambda _: currency,
        "price_version": of_line("version"),
        "sku": of_line("sku"),
        "rate_code": of_line("rate_code"),
        "price_from": lambda row: iso_of(row["price_from"]),
        "price_to": lambda row: iso_of(price_to(row)),
        "cost": lambda row: cost_text(int(row["line"]["cost"])),
        "cost_exact": lambda row: int(row["line"]["cost"]),
        "rounding": lambda _: ROUNDING,
    }
    return [(name, cells[name]) for name in RATED_COLUMNS]


def unrated_columns(run_id: str) -> list[Column]:
    """`unrated.csv`."""
    return [
        *_record(run_id).items(),
        ("late", _late),
        ("service_code", itemgetter("service_code")),
        ("usage_type", itemgetter("usage_type")),
        ("reason", itemgetter("reason")),
    ]


def _copy_columns(run_id: str, prefix: str) -> list[Column]:
    return [
        *_record(run_id).items(),
        (f"{prefix}_key", lambda row: row["first"]["source_key"]),
        (f"{prefix}_position", lambda row: row["first"]["position"]),
    ]


def duplicate_columns(run_id: str) -> list[Column]:
    """`duplicates.csv`."""
    return _copy_columns(run_id, "copy_of")


def conflict_columns(run_id: str) -> list[Column]:
    """`conflicts.csv`."""
    return _copy_columns(run_id, "conflicts_with")


def rejected_columns(run_id: str) -> list[Column]:
    """`rejected.csv`."""
    return [*_place(run_id).items(), ("reason", itemgetter("reason")), ("issues", itemgetter("issues"))]


def leak_columns(run_id: str) -> list[Column]:
    """`leaks.csv`."""
    return [
        ("run_id", lambda _: run_id),
        ("leak", itemgetter("leak")),
        ("seconds", itemgetter("leak_seconds")),
        *_use_columns(""),
        *_use_columns("other_"),
    ]


def _use_columns(prefix: str) -> list[Column]:
    return [
        (f"{prefix}source_key", itemgetter(f"{prefix}source_key")),
        (f"{prefix}position", itemgetter(f"{prefix}position")),
        (f"{prefix}transaction_id", itemgetter(f"{prefix}transaction_id")),
        (f"{prefix}call_id", itemgetter(f"{prefix}call_id")),
        (f"{prefix}started_at", lambda row: iso_of(row[f"{prefix}at"])),
        (f"{prefix}billed_seconds", itemgetter(f"{prefix}seconds")),
    ]


def summary_columns(run_id: str, by: str) -> list[Column]:
    """`summary-by-<by>.csv`."""
    return [
        ("run_id", lambda _: run_id),
        (by.replace("-", "_"), lambda row: _text(row["name"])),
        ("rated_records", _whole("rated")),
        ("rated_seconds", _whole("rated_seconds")),
        ("unrated_records", _whole("unrated")),
        ("unrated_seconds", _whole("unrated_seconds")),
        ("cost", lambda row: cost_text(int(row["cost"]))),
        ("cost_exact", lambda row: int(row["cost"])),
    ]


def _whole(name: str) -> Callable[[Any], int]:
    return lambda row: int(row[name])


def usage_columns(run_id: str) -> list[Column]:
    """`usage.csv`. A row is a scope, and the seconds rated in it."""
    scope = ("account_id", "service_code", "usage_type", "period")
    return [
        ("run_id", lambda _: run_id),
        *((name, _text_at(place)) for place, name in enumerate(scope)),
        ("rated_seconds", _whole("rated_seconds")),
    ]


def _text_at(place: int) -> Callable[[Any], str]:
    return lambda row: _text(row["scope"][place])


def _text(ordered: bytes) -> str:
    return well_formed(from_ordered(ordered))
