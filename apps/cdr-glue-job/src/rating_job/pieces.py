"""
Cuts large objects into pieces, so that several tasks share one: each piece has the lines that begin in a range of its bytes.

The position of a document counts the documents before it, so large objects are read twice: once to count the lines of each
range, and again to rate them. Only objects with one document in each line, in plain text, are cut.
"""

from itertools import groupby
from typing import NamedTuple

from pyspark.sql import SparkSession

from rating_job.decode import decode_object
from rating_job.object_store import ObjectStore, StoredObject
from rating_job.read_lines import count_lines

#: How much one task reads.
BYTES_A_TASK = 64 << 20
_MORE = 1 << 20


class Piece(NamedTuple):
    """An object; or, with a `start`, a range of its bytes. `first` is the position of its first document."""

    key: str
    bytes: int
    modified_at: int
    start: int | None = None
    first: int = 0


def content_of(cdrs: ObjectStore, piece: Piece) -> bytes:
    """The bytes of a piece."""
    if piece.start is None:
        return cdrs.read(piece.key)
    return cdrs.read_range(piece.key, piece.start, piece.start + piece.bytes)


class Range(NamedTuple):
    """The lines of an object that begin in a range: where they are, and their number; None if some are not documents."""

    key: str
    start: int
    end: int
    lines: int | None


def pieces_of(
    spark: SparkSession, cdrs: ObjectStore, objects: list[StoredObject], most_bytes: int
) -> list[Piece]:
    """All objects, those above the limit in pieces if possible. Only ranges come to the driver."""
    large = [one for one in objects if one.bytes > most_bytes]
    pieces = [Piece(*one) for one in objects if one.bytes <= most_bytes]
    if not large:
        return pieces
    ranges = [(one, start) for one in large for start in range(0, one.bytes, most_bytes)]
    counted = (
        spark.sparkContext.parallelize(ranges, len(ranges))
        .map(lambda given: lines_from(cdrs, *given, most_bytes))
        .collect()
    )
    by_key = {key: list(some) for key, some in groupby(counted, lambda one: one.key)}
    return [*pieces, *(piece for one in large for piece in _in_pieces(one, by_key[one.key]))]


def _in_pieces(one: StoredObject, ranges: list[Range]) -> list[Piece]:
    pieces: list[Piece] = []
    first = 0
    for found in ranges:
        if found.lines is None:
            return [Piece(*one)]
        if found.lines > 0:
            pieces.append(Piece(one.key, found.end - found.start, one.modified_at, found.start, first))
        first += found.lines
    return pieces or [Piece(*one)]


def lines_from(cdrs: ObjectStore, one: StoredObject, start: int, most_bytes: int) -> Range:
    """The lines that begin in a range of an object, which is given by its start and its length in bytes."""
    end = min(start + most_bytes, one.bytes)
    # The byte before tells whether a line begins at the start.
    content = cdrs.read_range(one.key, max(0, start - 1), end)
    if start == 0 and decode_object(content[:4]) != content[:4]:
        return Range(one.key, start, end, None)
    begin = 0 if start == 0 else content.find(b"\n") + 1
    if start > 0 and begin == 0:
        return Range(one.key, end, end, 0)
    text = content[begin:]
    begins_at = max(0, start - 1) + begin
    while text and not text.endswith(b"\n") and end < one.bytes:
        if end - start > 2 * most_bytes:
            return Range(one.key, begins_at, end, None)
        more = cdrs.read_range(one.key, end, min(end + _MORE, one.bytes))
        rest = more[: more.find(b"\n") + 1] or more
        text, end = text + rest, end + len(rest)
    return Range(one.key, begins_at, end, count_lines(text))
