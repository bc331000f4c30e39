"""CSV by RFC 4180: lines end in CR LF; a cell with a comma, a quote or a line break is quoted."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

#: A heading, and the value of its cells. None is an empty cell.
Column = tuple[str, Callable[[Any], object]]

_QUOTED = re.compile('[,"\r\n]')


def csv_line(cells: Iterable[object]) -> bytes:
    """A line, in UTF-8."""
    return (",".join(map(csv_cell, cells)) + "\r\n").encode()


def csv_header(columns: Sequence[Column]) -> bytes:
    """The line of headings."""
    return csv_line(heading for heading, _ in columns)


def csv_row(columns: Sequence[Column], row: Any) -> bytes:
    """The line of a row."""
    return csv_line(value(row) for _, value in columns)


def csv_cell(value: object) -> str:
    """A cell, quoted if it must be. None is an empty cell."""
    if value is None:
        return ""
    text = str(value)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
