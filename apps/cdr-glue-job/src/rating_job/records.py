"""Reads a document as a record of its kind, or returns the reason why it is not one."""

import re
from dataclasses import dataclass
from typing import Any, Final

from rating_job.definitions import Kind, KindDefinition
from rating_job.documents import NotJson
from rating_job.fields import FieldReader, Issue
from rating_job.json_text import stringify, text_of
from rating_job.kinds import DEFINITIONS, kind_of


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of a call detail record that rating needs, for any kind."""

    kind: Kind
    service_code: str
    usage_type: str | None
    seconds: int
    at: int
    ended_at: int | None
    #: Billable seconds in addition to those of the call, for which there is no price.
    unpriced_seconds: int
    account_id: str
    transaction_id: str
    #: Two documents with the same identity are copies of one record, or contradict each other.
    identity: str
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a document is not a record: the reason and the issues. Never quotes a phone number."""

    reason: str
    issues: tuple[Issue, ...]


EMPTY: Final = Rejection("empty", (Issue("", "must hold a JSON document"),))
_BROKEN = Rejection("not-json", (Issue("", "must be JSON"),))
_NO_OBJECT = Rejection("not-an-object", (Issue("", "must be a JSON object"),))
_NO_KIND = Rejection(
    "unknown-kind", (Issue("", "must have the fields of a call detail record, such as TransactionId"),)
)
_NO_SCHEMA = Rejection("unknown-schema", (Issue("SchemaVersion", "must be 1.x or 2.x"),))

# Every public record has 2.0; a streaming record has 1.0.
_SCHEMA = re.compile(r"[12](?:\.[0-9]+)*")


def read_record(document: Any, kind: Kind | None) -> Record | Rejection:
    """Reads a parsed document. The kind is that of its folder; with None, its fields decide."""
    if isinstance(document, NotJson):
        return _BROKEN
    if not isinstance(document, dict):
        return _NO_OBJECT
    its_kind = kind or kind_of(document)
    if its_kind is None:
        return _NO_KIND
    version = document.get("SchemaVersion")
    if version is not None and not _SCHEMA.fullmatch(text_of(version)):
        return _NO_SCHEMA
    reader = FieldReader(document)
    record = _read(DEFINITIONS[its_kind], reader)
    return Rejection("bad-field", tuple(reader.issues)) if reader.issues else record


def _read(definition: KindDefinition, read: FieldReader) -> Record:
    """Reads a record by the definition of its kind. Issues are in the same order as in libs/cdr's `readCallRecord`."""
    transaction_id = read.text(definition.transaction_id)
    call_id = read.text("CallId") if definition.has_legs else None
    usage_type = read.optional_text("UsageType")
    ended_at = read.optional_moment(definition.ended_at) if definition.ended_at else None
    leg = [] if call_id is None else [call_id, usage_type or ""]
    return Record(
        kind=definition.kind,
        service_code=read.text("ServiceCode"),
        usage_type=usage_type,
        seconds=read.seconds("BillableDurationSeconds"),
        at=read.moment(definition.started_at),
        ended_at=ended_at,
        unpriced_seconds=read.seconds_if_any(definition.unpriced) if definition.unpriced else 0,
        account_id=read.account("AwsAccountId"),
        transaction_id=transaction_id,
        identity=stringify([definition.kind, transaction_id, *leg]),
        fields=read.fields,
    )
