"""Decides what it can about a document by itself: everything except whether it is a copy, and how full its tiers are."""

import hashlib
from collections.abc import Iterator
from datetime import tzinfo
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from rating_job.decode import decode_object
from rating_job.deep import however_deep
from rating_job.definitions import LONGEST_RECORD, Kind
from rating_job.documents import NOT_ONE, NotJson, decode, document_in_line, documents_in
from rating_job.facts import Facts, facts_of
from rating_job.json_text import content_of, stringify, well_formed
from rating_job.kinds import DEFINITIONS, kind_of_key
from rating_job.membership import day_of_key, membership_of
from rating_job.moments import month_of
from rating_job.plan import Plan
from rating_job.price_book import Span
from rating_job.records import EMPTY, Record, Rejection, read_record
from rating_job.redact import redact
from rating_job.summaries import names_of
from rating_job.text_order import to_ordered
from rating_job.usage import Usage, usage_of
from rating_job.zones import zone_of


class Row(NamedTuple):
    """
    A document, as Spark holds it: `schema.py` has the types. Text for display is well-formed. Text that is compared or sorted
    is JSON or bytes, since Spark's text cannot hold halves of surrogate pairs.
    """

    source_key: str
    position: int
    #: 0 if it is not known.
    arrived_at: int
    #: `rejected`, `outside`, `unrated` or `rated`, unless it is a copy.
    outcome: str
    reason: str | None
    issues: str | None
    late: bool
    identity: str
    digest: bytes | None = None
    kind: str | None = None
    account_id: str | None = None
    transaction_id: str | None = None
    call_id: str | None = None
    owner: str | None = None
    direction: str | None = None
    source_number: str | None = None
    destination_number: str | None = None
    source_country: str | None = None
    destination_country: str | None = None
    at: int | None = None
    seconds: int | None = None
    ended_at: int | None = None
    unpriced_seconds: int | None = None
    service_code: str | None = None
    usage_type: str | None = None
    #: The span of the price book, together with service code and usage type.
    price_from: int | None = None
    #: The scope of the tier, if the record has a price: account, service code, usage type and month.
    scope: list[bytes] | None = None
    #: Only if the line has tiers: the seconds used before the run, and the order in which calls fill the tiers.
    used_at_start: Decimal | None = None
    order_in_scope: bytes | None = None
    summary_names: list[bytes] | None = None
    #: Only for uses that can be part of a leak: legs of one transaction, records of one call, and which leg it is.
    leg_group: str | None = None
    call_group: str | None = None
    leg: str | None = None
    #: The bytes of a rejected document that may hold any number of records; 0 of others.
    unread_bytes: int = 0
    #: The task that reads the document, and its place there. Only a run has these.
    task: int = 0
    place: int = 0
    #: Whether rated.csv already has a row for the document, which has turned out to be one of several for a record or a call.
    replaces: bool = False


def rows_of(key: str, content: bytes, arrived_at: int | None, plan: Plan) -> Iterator[Row]:
    """The rows of an object's documents, in order. An object without documents has one row, which is rejected."""
    kind = kind_of_key(key)
    decoded = decode_object(content)
    if isinstance(decoded, Rejection):
        yield _rejected(key, 0, arrived_at, decoded, len(content))
        return
    position = -1
    for position, document in enumerate(documents_in(decode(decoded))):
        yield _row_of_document(key, position, arrived_at, document, kind, plan)
    if position == -1:
        yield _rejected(key, 0, arrived_at, EMPTY, 0)


def row_of_line(key: str, position: int, line: bytes, arrived_at: int | None, plan: Plan) -> Row | None:
    """The row of a line that looks like one document; None if it is not exactly one, so that the object must be read whole."""
    document = document_in_line(decode(line))
    if document is NOT_ONE:
        return None
    return _row_of_document(key, position, arrived_at, document, kind_of_key(key), plan)


def _row_of_document(
    key: str, position: int, arrived_at: int | None, document: Any, kind: Kind | None, plan: Plan
) -> Row:
    record = however_deep(partial(read_record, document, kind))
    if isinstance(record, Rejection):
        return _rejected(key, position, arrived_at, record, _size_of(document))
    return _row_of(
        key, position, arrived_at, record, plan, zone_of(plan.window.zone if plan.window else "UTC")
    )


def _size_of(document: Any) -> int:
    """The bytes of a document. JSON is counted without blanks."""
    if isinstance(document, NotJson):
        return document.bytes
    return len(however_deep(partial(stringify, document)).encode("utf-8", "replace"))


def _rejected(key: str, position: int, arrived_at: int | None, rejection: Rejection, size: int) -> Row:
    is_one_record = rejection.reason != "unknown-encoding" and size <= LONGEST_RECORD
    issues = "\n".join(f"{path} {message}".strip() for path, message in rejection.issues)
    return Row(
        source_key=key,
        position=position,
        arrived_at=arrived_at or 0,
        outcome="rejected",
        reason=rejection.reason,
        issues=well_formed(issues),
        late=False,
        identity=stringify(["rejected", key, position]),  # a copy of no other document
        unread_bytes=0 if is_one_record else size,
    )


def _row_of(key: str, position: int, arrived_at: int | None, record: Record, plan: Plan, zone: tzinfo) -> Row:
    facts = facts_of(record)
    membership = membership_of(record.at, arrived_at, day_of_key(key), plan)
    usage = usage_of(record, plan.mapping)
    price = plan.book.find(usage.service_code, usage.usage_type, record.at) if usage else "no-usage-type"
    outcome, reason = _outcome_of(membership, price)
    row = Row(
        source_key=key,
        position=position,
        arrived_at=arrived_at or 0,
        outcome=outcome,
        reason=reason,
        issues=None,
        late=membership == "late",
        identity=record.identity,
        digest=hashlib.sha256(however_deep(lambda: content_of(record.fields)).encode()).digest(),
        kind=record.kind,
        account_id=well_formed(record.account_id),
        transaction_id=well_formed(record.transaction_id),
        call_id=well_formed(facts.call_id),
        owner=well_formed(facts.owner),
        direction=well_formed(facts.direction),
        source_number=_number(facts.source, plan),
        destination_number=_number(facts.destination, plan),
        source_country=well_formed(facts.source_country),
        destination_country=well_formed(facts.destination_country),
        at=record.at,
        seconds=record.seconds,
        ended_at=record.ended_at,
        unpriced_seconds=record.unpriced_seconds,
        service_code=well_formed(usage.service_code if usage else record.service_code),
        usage_type=well_formed(usage.usage_type if usage else ""),
    )
    if outcome == "outside":
        return row
    row = _with_leak_groups(row, record)._replace(
        summary_names=_summary_names(record, facts, usage, plan, zone),
    )
    if usage and isinstance(price, Span):
        return _with_price(row, record, usage, price, plan)
    return row


def _outcome_of(membership: str, price: Span | str) -> tuple[str, str | None]:
    if membership not in ("in-time", "late"):
        return "outside", membership
    return ("unrated", price) if isinstance(price, str) else ("rated", None)


def _with_price(row: Row, record: Record, usage: Usage, price: Span, plan: Plan) -> Row:
    scope = (record.account_id, *usage, month_of(record.at))
    row = row._replace(price_from=price.start, scope=[to_ordered(part) for part in scope])
    if not plan.book.is_tiered(*usage):
        return row
    return row._replace(
        used_at_start=Decimal(plan.used_before.get(scope, 0)),
        order_in_scope=to_ordered(record.transaction_id),
    )


def _with_leak_groups(row: Row, record: Record) -> Row:
    call_id = record.fields.get("CallId")
    definition = DEFINITIONS[record.kind]
    if record.seconds == 0 or not definition.can_leak or not isinstance(call_id, str):
        return row
    is_leg = definition.has_legs
    line = f"{record.service_code} {record.usage_type or ''}"
    return row._replace(
        leg_group=stringify([record.account_id, record.transaction_id]) if is_leg else None,
        call_group=stringify([record.kind, record.account_id, call_id, line]),
        leg=stringify(call_id),
    )


def _summary_names(
    record: Record, facts: Facts, usage: Usage | None, plan: Plan, zone: tzinfo
) -> list[bytes]:
    line = usage or Usage(record.service_code, record.usage_type or "")
    names = names_of(facts, line, record.at, zone, masked=plan.masked)
    return [to_ordered(name) for name in names]


def _number(text: str, plan: Plan) -> str:
    return well_formed(redact(text) if plan.masked else text)
