"""
Reads the fields of usual records: whole columns at a time, with Arrow's JSON reader.

A line is usual in form if it is one JSON object of plain text, numbers, true, false and null, as AWS's services write it.
Arrow's reader is stricter than JavaScript's in some places (repeated names), and more tolerant in none that this form allows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import json as arrow_json

from rating_job.definitions import KindDefinition

# Printable ASCII without quotes and backslashes. RE2 reads these patterns, which never backtracks.
_TEXT = r'"[ !#-\[\]-~]*"'
_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
_MEMBER = rf'"[A-Za-z0-9_]+": ?(?:{_TEXT}|{_NUMBER}|true|false|null)'
_LINE = rf"\A\{{{_MEMBER}(?:, ?{_MEMBER})*\}}\r?\n?\z"
_WHOLE_NUMBER = r"\A(?:0|[1-9][0-9]{0,14})\z"
# Among fewer lines it is not worth finding those that Arrow can read.
_FEW = 16


def written_fields(kind: KindDefinition) -> list[str]:
    """The fields of a kind whose text is written to files or to sums."""
    return [
        "AwsAccountId",
        kind.transaction_id,
        "CallId",
        *([kind.owner] if kind.owner else []),
        "ServiceCode",
        "UsageType",
        "Direction",
        kind.source_number,
        kind.source_country,
        "DestinationPhoneNumber",
        "DestinationCountry",
    ]


class FieldNames:
    """The fields of a kind that are read: text, and whole numbers, which some kinds write in quotes."""

    def __init__(self, kind: KindDefinition, also: set[str]) -> None:
        wholes = ("BillableDurationSeconds", kind.started_at, kind.ended_at, kind.unpriced)
        self.wholes = [name for name in wholes if name is not None]
        self.texts = sorted({*written_fields(kind), "SchemaVersion"} | also - set(self.wholes))
        self.is_quoted = kind.quotes_numbers
        texts, numbers = ("|".join(map(re.escape, names)) for names in (self.texts, self.wholes))
        self.other_than_text = f'"(?:{texts})": ?[^"n ]'
        self.quoted = f'"(?:{numbers})": ?"'
        self.unquoted = f'"(?:{numbers})": ?[^"n ]'

    def options(self, *, is_quoted: bool) -> Any:
        """How Arrow reads these fields. It skips all others."""
        whole = pa.string() if is_quoted else pa.int64()
        fields = [*((name, pa.string()) for name in self.texts), *((name, whole) for name in self.wholes)]
        return arrow_json.ParseOptions(explicit_schema=pa.schema(fields), unexpected_field_behavior="ignore")


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of some lines. `rows` says which lines; a missing field is null."""

    rows: Any
    columns: dict[str, Any]


def fields_in(lines: Any, names: FieldNames) -> Fields:
    """The fields of the lines that are usual in form. `lines` is an Arrow array of bytes."""
    rows = np.flatnonzero(_matches(lines, _LINE))
    chosen = lines if len(rows) == len(lines) else lines.take(pa.array(rows))
    table = _read(chosen, names, is_quoted=names.is_quoted)
    pieces = [(rows, table)] if table is not None else list(_what_can_be_read(chosen, rows, names))
    if not pieces:
        texts = {name: pa.array([], pa.string()) for name in names.texts}
        return Fields(
            np.zeros(0, np.int64), texts | {name: pa.array([], pa.int64()) for name in names.wholes}
        )
    tables = pa.concat_tables([one for _, one in pieces]).combine_chunks()
    columns = {name: tables.column(name).combine_chunks() for name in tables.column_names}
    return Fields(np.concatenate([some for some, _ in pieces]), columns)


def _read(lines: Any, names: FieldNames, *, is_quoted: bool) -> Any:
    """The table of these lines; None if one of them has a field of another type, or a field twice."""
    if len(lines) == 0:
        return None
    offsets = np.frombuffer(lines.buffers()[1], np.int32)[lines.offset : lines.offset + len(lines) + 1]
    text = lines.buffers()[2].slice(int(offsets[0]), int(offsets[-1] - offsets[0]))
    options = arrow_json.ReadOptions(use_threads=False, block_size=len(text) + 1)
    try:
        table = arrow_json.read_json(pa.BufferReader(text), options, names.options(is_quoted=is_quoted))
    except pa.ArrowInvalid:
        return None
    if table.num_rows != len(lines):
        return None
    return _with_whole_numbers(table, names) if is_quoted else table


def _with_whole_numbers(table: Any, names: FieldNames) -> Any:
    """The table with numbers instead of texts; None if one of them is not a whole number."""
    for name in names.wholes:
        texts = table.column(name)
        if not pc.all(pc.match_substring_regex(texts, _WHOLE_NUMBER), skip_nulls=True).as_py():
            return None
        table = table.set_column(table.schema.get_field_index(name), name, texts.cast(pa.int64()))
    return table


def _what_can_be_read(lines: Any, rows: Any, names: FieldNames) -> Iterator[tuple[Any, Any]]:
    """Tables of lines that are written alike, without those that cannot be read."""
    is_text = ~_matches(lines, names.other_than_text)
    is_quoted, is_unquoted = _matches(lines, names.quoted), _matches(lines, names.unquoted)
    for quoted, are_alike in ((True, is_quoted & ~is_unquoted), (False, is_unquoted & ~is_quoted)):
        chosen = np.flatnonzero(is_text & are_alike)
        yield from _halves(lines.take(pa.array(chosen)), rows[chosen], names, is_quoted=quoted)


def _halves(lines: Any, rows: Any, names: FieldNames, *, is_quoted: bool) -> Iterator[tuple[Any, Any]]:
    table = _read(lines, names, is_quoted=is_quoted)
    if table is not None:
        yield rows, table
    elif len(rows) > _FEW:
        half = len(rows) // 2
        yield from _halves(lines.slice(0, half), rows[:half], names, is_quoted=is_quoted)
        yield from _halves(lines.slice(half), rows[half:], names, is_quoted=is_quoted)


def _matches(texts: Any, pattern: str) -> Any:
    return pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False).astype(np.bool_)
