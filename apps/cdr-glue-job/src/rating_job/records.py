"""A document as the record of its kind, or the reason why it is none."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from rating_job.documents import NOT_JSON
from rating_job.fields import FieldReader, Issue
from rating_job.json_text import stringify, text_of
from rating_job.kinds import Kind, kind_of


@dataclass(frozen=True, slots=True)
class Record:
    """What rating needs to know of a call detail record, whatever its kind."""

    kind: Kind
    service_code: str
    usage_type: str | None
    seconds: int
    at: int
    ended_at: int | None
    account_id: str
    transaction_id: str
    #: Two documents with the same identity are copies of one record, or contradict each other.
    identity: str
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a document is no record, in a word, and what is wrong with it. Never quotes a phone number."""

    reason: str
    issues: tuple[Issue, ...]


EMPTY: Final = Rejection("empty", (Issue("", "must hold a JSON document"),))
_BROKEN = Rejection("not-json", (Issue("", "must be JSON"),))
_NO_OBJECT = Rejection("not-an-object", (Issue("", "must be a JSON object"),))
_NO_KIND = Rejection(
    "unknown-kind", (Issue("", "must have the fields of a call detail record, such as TransactionId"),)
)
_NO_SCHEMA = Rejection("unknown-schema", (Issue("SchemaVersion", "must be 1.x or 2.x"),))

# Every public record has 2.0, and a streaming record 1.0.
_SCHEMA = re.compile(r"[12](?:\.[0-9]+)*")


def read_record(document: Any, kind: Kind | None) -> Record | Rejection:
    """Reads a document that has been parsed. The kind is that of its folder; None asks its fields."""
    if document is NOT_JSON:
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
    record = _READERS[its_kind](its_kind, reader)
    return Rejection("bad-field", tuple(reader.issues)) if reader.issues else record


def _read_call(kind: Kind, read: FieldReader) -> Record:
    """
    A call through a Voice Connector; its stream, which has the transaction id of the call; or a leg of a meeting by phone,
    in which all values are text and which names no usage type.
    """
    transaction_id = read.text("CdrId" if kind == "business-calling" else "TransactionId")
    usage_type = read.optional_text("UsageType")
    ended_at = read.optional_moment("EndTimeEpochSeconds")
    return Record(
        kind=kind,
        service_code=read.text("ServiceCode"),
        usage_type=usage_type,
        seconds=read.seconds("BillableDurationSeconds"),
        at=read.moment("StartTimeEpochSeconds"),
        ended_at=ended_at,
        account_id=read.account("AwsAccountId"),
        transaction_id=transaction_id,
        identity=stringify([kind, transaction_id]),
        fields=read.fields,
    )


def _read_leg(kind: Kind, read: FieldReader) -> Record:
    """The use that one leg made of a SIP media application. A transaction has several legs, and a leg several usages."""
    transaction_id = read.text("TransactionId")
    call_id = read.text("CallId")
    usage_type = read.optional_text("UsageType")
    return Record(
        kind=kind,
        service_code=read.text("ServiceCode"),
        usage_type=usage_type,
        seconds=read.seconds("BillableDurationSeconds"),
        at=read.moment("TimeStampEpochSeconds"),
        ended_at=None,
        account_id=read.account("AwsAccountId"),
        transaction_id=transaction_id,
        identity=stringify([kind, transaction_id, call_id, usage_type or ""]),
        fields=read.fields,
    )


_READERS: Final[dict[Kind, Callable[[Kind, FieldReader], Record]]] = {
    "voice-connector": _read_call,
    "streaming": _read_call,
    "sip-media-application": _read_leg,
    "business-calling": _read_call,
}
