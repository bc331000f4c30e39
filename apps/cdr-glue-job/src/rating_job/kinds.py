"""The kinds of record that Amazon Chime writes, and how a document's is found: by its folder, or else by its fields."""

from typing import Any, Final

from rating_job.definitions import KINDS, Kind, KindDefinition

#: How records of each kind are found and read.
DEFINITIONS: Final[dict[Kind, KindDefinition]] = {one.kind: one for one in KINDS}
FOLDERS: Final[dict[Kind, str]] = {one.kind: f"{one.folder}/json" for one in KINDS}


def kind_of_key(key: str) -> Kind | None:
    """Which kind of record an object holds, by its folder. A bucket may keep its records below a prefix of its own."""
    return next((kind for kind, folder in FOLDERS.items() if f"/{folder}/" in f"/{key}"), None)


def kind_of(fields: dict[str, Any]) -> Kind | None:
    """Which kind of record a document is, by the fields that only that kind has. None when nothing tells."""
    if "CdrId" in fields or fields.get("ServiceCode") == "AmazonChimeBusinessCalling":
        return "business-calling"
    if "TimeStampEpochSeconds" in fields or "SipApplicationId" in fields:
        return "sip-media-application"
    if not {"Direction", "SourcePhoneNumber", "DestinationPhoneNumber"}.isdisjoint(fields):
        return "voice-connector"
    if {"TransactionId", "StartTimeEpochSeconds", "UsageType"}.isdisjoint(fields):
        return None
    return "voice-connector" if fields.get("ServiceCode") == "AmazonChimeVoiceConnector" else "streaming"
