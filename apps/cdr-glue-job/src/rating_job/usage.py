"""The line of the price lists that prices a record."""

from typing import Any, NamedTuple

from rating_job.records import Record


class Usage(NamedTuple):
    """A line of the price lists."""

    service_code: str
    usage_type: str


def usage_of(record: Record, mapping: list[dict[str, Any]]) -> Usage | None:
    """The record's own line, or that of the first rule whose fields all match. None if there is neither."""
    if record.usage_type is not None:
        return Usage(record.service_code, record.usage_type)
    for rule in mapping:
        if all(record.fields.get(name) == value for name, value in rule["when"].items()):
            return Usage(rule.get("serviceCode", record.service_code), rule["usageType"])
    return None
