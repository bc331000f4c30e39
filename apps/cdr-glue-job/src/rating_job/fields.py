"""Reads single fields of a document, and collects their faults."""

import re
from typing import Any, NamedTuple

from rating_job.json_text import cut, number_text, stringify, trim, units_in
from rating_job.redact import redact

# 9999-12-31T23:59:59Z. Larger numbers are certainly milliseconds.
LAST_MOMENT = 253_402_300_799
# The largest integer up to which JavaScript holds every integer exactly.
LARGEST_SAFE = 2**53 - 1

_WHOLE = re.compile(r"[0-9]+\.?|[0-9]*\.0+|[0-9]+\.0*")


class Issue(NamedTuple):
    """A fault, and its field."""

    path: str
    message: str


class FieldReader:
    """The fields of one document; `issues` grows as they are read."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self.fields = fields
        self.issues: list[Issue] = []

    def text(self, name: str) -> str:
        """A text that is not empty."""
        value = self.fields.get(name)
        if isinstance(value, str) and value != "":
            return value
        self._wrong(name, "text")
        return ""

    def optional_text(self, name: str) -> str | None:
        """The same, or None if the field is missing."""
        return None if _is_blank(self.fields.get(name)) else self.text(name)

    def seconds(self, name: str) -> int:
        """Whole seconds, 0 or more."""
        value = whole_number(self.fields.get(name))
        if value is not None:
            return value
        self._wrong(name, "a whole number of seconds, 0 or more")
        return 0

    def seconds_if_any(self, name: str) -> int:
        """Whole seconds; 0 for a field that is missing or has another value."""
        return whole_number(self.fields.get(name)) or 0

    def moment(self, name: str) -> int:
        """Seconds since 1970."""
        value = whole_number(self.fields.get(name))
        if value is not None and value <= LAST_MOMENT:
            return value
        self._wrong(name, "seconds since 1970, such as 1565399625")
        return 0

    def optional_moment(self, name: str) -> int | None:
        """The same, or None if the field is missing."""
        return None if _is_blank(self.fields.get(name)) else self.moment(name)

    def account(self, name: str) -> str:
        """Twelve digits. An id written as a number has lost its leading zeros."""
        value = whole_number(self.fields.get(name))
        if isinstance(self.fields.get(name), float) and value is not None:
            return str(value).rjust(12, "0")
        return self.text(name)

    def _wrong(self, name: str, expected: str) -> None:
        value = self.fields.get(name)
        message = "is missing" if _is_blank(value) else f"must be {expected}, not {_quote(value)}"
        self.issues.append(Issue(name, message))


def whole_number(value: Any) -> int | None:
    """A number or its text: 6, 6.0, "6" or "6.0". None for anything else, including fractions."""
    if isinstance(value, str):
        trimmed = trim(value)
        value = float(trimmed) if _WHOLE.fullmatch(trimmed) else None
    if not isinstance(value, float) or not value.is_integer() or not 0 <= value <= LARGEST_SAFE:
        return None
    return int(value)


def fact(fields: dict[str, Any], name: str) -> str:
    """The text of a field for a report: a text or number; empty for anything else."""
    value = fields.get(name)
    if isinstance(value, str):
        return value
    return number_text(value) if isinstance(value, float) else ""


def _quote(value: Any) -> str:
    """A wrong value for a report: short and without phone numbers, which any field may contain."""
    text = stringify(value)
    short = f"{cut(text, 40)}…" if units_in(text) > 40 else text
    return short if isinstance(value, float) else redact(short)


def _is_blank(value: Any) -> bool:
    return value is None or value == ""
