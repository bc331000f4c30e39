"""The kinds of record that Amazon Chime writes. The kind of a document is known by its folder, or else by its fields."""

from typing import Any, Final

from rating_job.definitions import KINDS, Kind, KindDefinition

#: How to recognise and read records of each kind.
DEFINITIONS: Final[dict[Kind, KindDefinition]] = {one.kind: one for one in KINDS}
FOLDERS: Final[dict[Kind, str]] = {one.kind: f"{one.folder}/json" for one in KINDS}


def kind_of_key(key: str) -> Kind | None:
    """The kind of record in an object, by its folder. In a bucket, records may be below a common prefix."""
    return next((kind for kind, folder in FOLDERS.items() if f"/{folder}/" in f"/{key}"), None)


def kind_of(fields: dict[str, Any]) -> Kind | None:
    """The kind of a record, by the fields that only that kind has. None if no such field is present."""
    if "CdrId" in fields or fields.get("ServiceCode") == "AmazonChimeBusinessCalling":
        return "business-calling"
    if "TimeStampEpochSeconds" in fields or "SipApplicationId" in fields:
        return "sip-media-application"
    if not {"Direction", "SourcePhoneNumber", "DestinationPhoneNumber"}.isdisjoint(fields):
        return "voice-connector"
    if {"TransactionId", "StartTimeEpochSeconds", "UsageType"}.isdisjoint(fields):
        return None
    return "voice-connector" if fields.get("ServiceCode") == "AmazonChimeVoiceConnector" else "streaming"
