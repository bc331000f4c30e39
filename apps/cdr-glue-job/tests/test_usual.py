"""Usual records are decided in columns exactly as `decide.py` decides them one by one."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("pyarrow")

from rating_job.columns import rated_columns, unrated_columns
from rating_job.csv_text import csv_row
from rating_job.decide import Row, rows_of
from rating_job.definitions import KINDS
from rating_job.pieces import Piece
from rating_job.plan import Plan, read_plan
from rating_job.read_lines import lines_in
from rating_job.summaries import SUMMARIES
from rating_job.text_order import from_ordered
from rating_job.tiers import lines_of
from rating_job.usual import UsualRecords
from rating_job.usual_columns import GROUP

NUMBERS: dict[str, int] = {kind.kind: number for number, kind in enumerate(KINDS)}
AT = 1590969600

CALL = {
    "AwsAccountId": "111122223333",
    "TransactionId": "t",
    "CallId": "c@203.0.113.9:8080",
    "VoiceConnectorId": "vc1",
    "SchemaVersion": "2.0",
    "BillableDurationSeconds": 66,
    "BillableDurationMinutes": 1.1,
    "SourcePhoneNumber": "+12065550100",
    "SourceCountry": "US",
    "DestinationPhoneNumber": "12065550101",
    "DestinationCountry": "DE",
    "UsageType": "out",
    "ServiceCode": "AmazonChimeVoiceConnector",
    "Direction": "Outbound",
    "StartTimeEpochSeconds": AT + 86_399,
    "EndTimeEpochSeconds": AT + 86_460,
    "Streaming": False,
}
LEG = {
    "AwsAccountId": "111122223333",
    "TransactionId": "t",
    "CallId": "c",
    "SipApplicationId": "sma1",
    "BillableDurationSeconds": "66",
    "BillableVoiceFocusSeconds": "12",
    "SourcePhoneNumber": "+12065550100",
    "DestinationPhoneNumber": "+12065550101",
    "UsageType": "out",
    "ServiceCode": "AmazonChimeVoiceConnector",
    "Direction": "Inbound",
    "TimeStampEpochSeconds": str(AT),
}
MEETING = {
    "SchemaVersion": "2.0",
    "CdrId": "i",
    "ServiceCode": "AmazonChimeBusinessCalling",
    "AwsAccountId": "111122223333",
    "CallerPhoneNumber": "+12065550100",
    "CallerCountry": "US",
    "DestinationPhoneNumber": "+12065550101",
    "DestinationCountry": "US",
    "StartTimeEpochSeconds": str(AT),
    "EndTimeEpochSeconds": str(AT + 12),
    "BillableDurationSeconds": "24",
    "BillableDurationMinutes": ".4",
    "Direction": "Outbound",
}
STREAM = {**CALL, "SchemaVersion": "1.0", "UsageType": "USE1-VC-kinesis-audio-streaming"}
STREAM = {name: value for name, value in STREAM.items() if "Phone" not in name and name != "Direction"}

#: Changes of a record; None takes a field out.
CHANGES: list[dict[str, Any]] = [
    {},
    {"BillableDurationSeconds": 0},
    {"UsageType": "other"},
    {"UsageType": "second"},
    {"UsageType": "broken"},
    {"UsageType": "", "Direction": "Inbound"},
    {"UsageType": None},
    {"UsageType": None, "Direction": "Outbound"},
    {"ServiceCode": "Other"},
    {"EndTimeEpochSeconds": None},
    {"EndTimeEpochSeconds": ""},
    {"CallId": None},
    {"CallId": ""},
    {"SourcePhoneNumber": None, "DestinationPhoneNumber": ""},
    {"SourcePhoneNumber": "911", "Direction": "Inbound"},
    {"SourceCountry": None, "DestinationCountry": None},
    {"VoiceConnectorId": None, "SipApplicationId": None},
    {"StartTimeEpochSeconds": AT - 1, "TimeStampEpochSeconds": AT - 1},
    {"StartTimeEpochSeconds": AT + 30 * 86_400, "TimeStampEpochSeconds": AT + 30 * 86_400},
    {"StartTimeEpochSeconds": AT + 30 * 86_400 - 1},
    {"StartTimeEpochSeconds": 1_500, "TimeStampEpochSeconds": 1_500},
    {"BillableDurationSeconds": "66"},
    {"BillableDurationSeconds": 66},
    {"BillableDurationSeconds": 6.5},
    {"BillableDurationSeconds": 6.0},
    {"BillableDurationSeconds": -6},
    {"BillableDurationSeconds": 2**53},
    {"BillableDurationSeconds": 10**30},
    {"BillableVoiceFocusSeconds": "x"},
    {"BillableVoiceFocusSeconds": None},
    {"AwsAccountId": 111122223333},
    {"AwsAccountId": ""},
    {"TransactionId": "a,b", "CdrId": "a,b"},
    {"TransactionId": "ü", "CdrId": "ü"},
    {"TransactionId": 'a"b\\', "CdrId": 'a"b\\'},
    {"TransactionId": None, "CdrId": None},
    {"SchemaVersion": "1.7"},
    {"SchemaVersion": "3.0"},
    {"SchemaVersion": None},
    {"Note": {"a": 1}},
    {"Note": [1]},
    {"Note": 1e30},
    {"Note": None},
    {"Direction": 5},
]
KINDS_AND_RECORDS: list[tuple[str, dict[str, Any]]] = [
    ("voice-connector", CALL),
    ("streaming", STREAM),
    ("sip-media-application", LEG),
    ("business-calling", MEETING),
]
#: Those that leave a record of any kind as AWS writes it, so that it is usual.
USUAL_CHANGES = (0, 2, 3)


def key_of(kind: str, day: str = "2020/06/01") -> str:
    return f"{KINDS[NUMBERS[kind]].folder}/json/o/{day}/a,b"


def texts_of(record: dict[str, Any]) -> Iterator[str]:
    for change in CHANGES:
        changed = {**record, **change}
        fields = {name: value for name, value in changed.items() if value is not None or name == "Note"}
        yield json.dumps(fields, separators=(",", ":"), ensure_ascii=False)
        yield json.dumps(dict(reversed(fields.items())))
    plain = json.dumps(record)
    yield plain[:-1] + ', "ServiceCode": "AmazonChimeVoiceConnector"}'
    yield plain.replace("11112222", "\\u00311112222")
    yield plain.replace('"out"', '"out" ')


@pytest.fixture
def prices(plan: dict[str, Any]) -> dict[str, Any]:
    """The plan with more lines: one whose price changes within the window, and one with a fault."""
    lines = plan["book"]["services"]["AmazonChimeVoiceConnector"]
    [tier] = lines["out"][0]["holds"]["tiers"]
    second = {**tier, "unit": "se,cond", "secondsPerUnit": 1, "price": "0.0000000011"}
    lines["second"] = [
        {"from": AT, "to": AT + 86_399, "holds": {"tiers": [tier]}},
        {"from": AT + 86_399, "to": AT + 86_400, "holds": {"tiers": [second]}},
        {"from": AT + 30 * 86_400 - 1, "holds": "second-unit"},
    ]
    lines["broken"] = [{"from": AT, "holds": "ambiguous"}]
    lines["later"] = [{"from": AT + 40 * 86_400, "holds": {"tiers": [tier]}}]
    return plan


VARIANTS: list[dict[str, Any]] = [
    {},
    {"numbers": "masked"},
    {"arrivals": "modified"},
    {"window_zone": "America/New_York"},
    {
        "mapping": [
            {"when": {"Direction": "Inbound"}, "usageType": "none"},
            {
                "when": {"Direction": "Outbound", "CallerCountry": "US"},
                "usageType": "second",
                "serviceCode": "AmazonChimeVoiceConnector",
            },
            {"when": {}, "usageType": "out"},
        ]
    },
    {"mapping": [{"when": {"BillableDurationSeconds": "66"}, "usageType": "out"}]},
    {"mapping": [{"when": {}, "usageType": "a,b"}]},
]


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize(("kind", "record"), KINDS_AND_RECORDS, ids=[kind for kind, _ in KINDS_AND_RECORDS])
def test_columns_decide_as_single_records_do(
    kind: str, record: dict[str, Any], variant: dict[str, Any], prices: dict[str, Any]
) -> None:
    zone = variant.get("window_zone")
    given = {**prices, **{name: value for name, value in variant.items() if name != "window_zone"}}
    if zone:
        given["window"] = {**given["window"], "zone": zone}
    plan = read_plan(given)
    arrived_at = AT + 7_200
    content = "\n".join(texts_of(record)).encode()
    key = key_of(kind)
    expected = {
        row.position: row for row in rows_of(key, content, (plan.arrivals_known and arrived_at) or None, plan)
    }
    [batch] = lines_in(
        0, [(Piece(key, 1, arrived_at), content)], frozenset(), arrivals_known=plan.arrivals_known
    )

    rows, columns = UsualRecords(plan, has_tiers=False).among(NUMBERS[kind], batch)

    found = {
        int(row): {name: column[place].as_py() for name, column in columns.items()}
        for place, row in enumerate(rows)
    }
    for position, one in found.items():
        wanted = in_columns(expected[position], plan)
        assert dict.fromkeys(wanted) | one == wanted, position  # a column that is left out is null
    if "mapping" not in variant:
        assert {place for change in USUAL_CHANGES for place in (2 * change, 2 * change + 1)} <= set(found)


@pytest.mark.parametrize(
    ("day", "outside"),
    [
        ("2020/05/31", {"before"}),
        ("2020/06/01", {"before"}),
        ("2020/06/02", set()),
        ("2020/06/27", set()),
        ("2020/06/28", {"after"}),
        ("2020/07/01", {"after"}),
        ("soon", {"before", "after"}),
    ],
)
@pytest.mark.parametrize("arrivals", ["unknown", "modified"])
@pytest.mark.parametrize(("kind", "record"), KINDS_AND_RECORDS[:2])
def test_records_that_no_run_rates_are_not_usual(
    kind: str, record: dict[str, Any], arrivals: str, day: str, outside: set[str], plan: dict[str, Any]
) -> None:
    planned = read_plan({**plan, "arrivals": arrivals})
    content = "\n".join(texts_of(record)).encode()
    key = key_of(kind, day)
    arrived_at = AT + 7_200
    known = planned.arrivals_known
    decided = {row.position: row for row in rows_of(key, content, arrived_at if known else None, planned)}
    [batch] = lines_in(0, [(Piece(key, 1, arrived_at), content)], frozenset(), arrivals_known=known)

    rows, columns = UsualRecords(planned, has_tiers=False).among(NUMBERS[kind], batch)

    groups = {int(row): group.as_py() for row, group in zip(rows, columns["group"], strict=True)}
    assert all(group == in_columns(decided[at], planned)["group"] for at, group in groups.items())
    assert {decided[at].reason for at in groups if decided[at].outcome == "outside"} == outside


@pytest.mark.parametrize(("day", "reason"), [("2020/06/27", "too-old"), ("2020/06/28", "too-late")])
def test_a_record_that_a_later_run_rates_is_usual(day: str, reason: str, plan: dict[str, Any]) -> None:
    planned = read_plan({**plan, "arrivals": "modified"})
    key, content, arrived_at = key_of("voice-connector", day), json.dumps(CALL).encode(), AT + 31 * 86_400
    [row] = rows_of(key, content, arrived_at, planned)
    [batch] = lines_in(0, [(Piece(key, 1, arrived_at), content)], frozenset(), arrivals_known=True)

    rows, _ = UsualRecords(planned, has_tiers=False).among(NUMBERS["voice-connector"], batch)

    assert row.reason == reason
    assert list(rows) == ([0] if reason == "too-late" else [])


@pytest.mark.parametrize(
    "line", [b"{}", b'{"a":1e5}', b'{"ServiceCode":5}', b'{"CallId":"a","CallId":"b"}', b'{"a":1}']
)
@pytest.mark.parametrize("kind", NUMBERS)
def test_lines_may_all_be_unusual(kind: str, line: bytes, plan: dict[str, Any]) -> None:
    content = b"\n".join([line] * 40)
    [batch] = lines_in(0, [(Piece(key_of(kind), 1, 0), content)], frozenset(), arrivals_known=False)

    rows, _ = UsualRecords(read_plan(plan), has_tiers=True).among(NUMBERS[kind], batch)

    assert list(rows) == []


def in_columns(row: Row, plan: Plan) -> dict[str, Any]:
    """A row in the form of the columns, by the code for single records."""
    book, fields = plan.book, row._asdict()
    is_rated = row.outcome == "rated"
    assert row.service_code is not None
    assert row.usage_type is not None
    assert row.seconds is not None
    span = (
        book.span_from(row.service_code, row.usage_type, row.price_from)
        if row.price_from is not None
        else None
    )
    [line] = lines_of(span.tiers, row.seconds, 0) if span else [None]
    rated = rated_columns(plan.run_id, book.currency, lambda _: span.end if span else 0)
    summaries = dict(
        zip(SUMMARIES, map(from_ordered, row.summary_names or []), strict=bool(row.summary_names))
    )
    leg_end = row.ended_at if row.ended_at is not None else (row.at or 0) + row.seconds
    is_leg = row.kind == "sip-media-application"
    group = {
        "outcome": row.outcome,
        "reason": row.reason or "",
        "account_id": row.account_id,
        "service_code": row.service_code,
        "usage_type": row.usage_type,
        "month": "2020-06",
        "owner": row.owner,
        "direction": row.direction,
        "source_country": row.source_country,
        "destination_country": row.destination_country,
        "day": summaries.get("day"),
    }
    parts = [group[name] or "" for name in GROUP]
    return {
        "rated.csv": csv_row(rated, {**fields, "line": line._asdict(), "used_before": 0}).decode()
        if line
        else None,
        "unrated.csv": csv_row(unrated_columns(plan.run_id), fields).decode()
        if row.outcome == "unrated"
        else None,
        "group": ",".join(parts if row.outcome != "outside" else [*parts[:2], *[""] * (len(parts) - 2)]),
        "number": summaries.get("number"),
        "seconds": row.seconds,
        "cost": int(line.cost) if line and is_rated else 0,
        "unpriced_seconds": row.unpriced_seconds,
        "identity": row.identity,
        "call_group": row.call_group,
        "leg_group": row.leg_group,
        "ends_at": leg_end if is_leg else None,
    }
