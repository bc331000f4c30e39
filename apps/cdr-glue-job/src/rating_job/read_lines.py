"""
The lines of the objects of one task, as Arrow arrays. NumPy finds the ends of lines, so no statement runs for each record.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from rating_job.csv_text import csv_cell
from rating_job.decode import decode_object
from rating_job.definitions import KINDS
from rating_job.kinds import kind_of_key
from rating_job.membership import day_of_key
from rating_job.records import Rejection

#: A line of an object, or a whole object that does not have one document in each line. `place` is the order of documents in a
#: task: see `place_of`.
LINES = pa.schema(
    [
        ("task", pa.int32()),
        ("place", pa.int64()),
        ("source_key", pa.string()),
        ("key_cell", pa.string()),
        ("kind_number", pa.int32()),
        ("arrived_at", pa.int64()),
        ("day", pa.int32()),
        ("is_whole", pa.bool_()),
        ("line", pa.binary()),
    ]
)

_KIND_NUMBERS = {one.kind: number for number, one in enumerate(KINDS)}
_LINE_BREAK, _RETURN, _OPEN, _CLOSE = b"\n\r{}"
# How much text is handed over at a time.
_BYTES_AT_ONCE = 4 << 20


def place_of(number: int, position: int) -> int:
    """The place of a document in its task: by the number of its object, then by position."""
    return number << 32 | position


class _Object(Protocol):
    """What is needed of an object, or of a piece of one: `first` is the position of its first document."""

    @property
    def key(self) -> str: ...
    @property
    def modified_at(self) -> int: ...
    @property
    def first(self) -> int: ...


@dataclass(slots=True)
class _Held:
    """Objects that wait to be handed over, and their text."""

    numbers: list[int]
    objects: list[_Object]
    contents: list[bytes]
    texts: list[bytes]


def lines_in(
    task: int,
    contents: Iterable[tuple[_Object, bytes]],
    read_whole: frozenset[str],
    *,
    arrivals_known: bool,
) -> Iterator[pa.RecordBatch]:
    """
    The lines of a task's objects, in order. An object stays whole if it is named in `read_whole`, or if one of its lines does
    not look like a document: its documents can only be found from its beginning.
    """

    def batch(objects: list[_Object], places: Any, lines: Any, counts: Any) -> Any:
        """Lines of several objects: `counts` has how many each has."""
        of_object = np.repeat(np.arange(len(objects)), counts)
        keys = [one.key.encode("utf-8", "replace").decode() for one in objects]
        arrived = [one.modified_at if arrivals_known else None for one in objects]
        each = pa.array(of_object)
        size = len(of_object)
        return pa.RecordBatch.from_arrays(
            [
                pa.repeat(pa.scalar(task, pa.int32()), size),
                pa.array(places, pa.int64()),
                pa.array(keys, pa.string()).take(each),
                pa.array(map(csv_cell, keys), pa.string()).take(each),
                pa.array([_kind_number(key) for key in keys], pa.int32()).take(each),
                pa.array(arrived, pa.int64()).take(each),
                pa.array(map(day_of_key, keys), pa.int32()).take(each),
                pa.repeat(pa.scalar(False), size),
                lines,
            ],
            schema=LINES,
        )

    def whole(number: int, one: _Object, content: bytes) -> Any:
        lines = pa.array([content], pa.binary())
        found = batch([one], np.array([place_of(number, 0)]), lines, [1])
        return found.set_column(LINES.get_field_index("is_whole"), "is_whole", pa.array([True]))

    def hand_over(held: _Held) -> Iterator[Any]:
        if not held.texts:
            return
        text = b"".join(held.texts)
        found = _lines_of(text, [len(one) for one in held.texts])
        start = 0
        for first, last in runs_of(found.is_line_shaped):
            if found.is_line_shaped[first]:
                counts = found.counts[first:last]
                size = int(counts.sum())
                numbers = np.repeat(np.array(held.numbers[first:last], np.int64), counts)
                before = np.repeat(
                    np.array([one.first for one in held.objects[first:last]], np.int64), counts
                )
                places = numbers << 32 | before + found.positions[start : start + size]
                lines = found.lines.slice(start, size)
                yield batch(held.objects[first:last], places, lines, counts)
                start += size
            else:
                for at in range(first, last):
                    yield whole(held.numbers[at], held.objects[at], held.contents[at])

    held = _Held([], [], [], [])
    size = 0
    for number, (one, content) in enumerate(contents):
        decoded = content if one.key in read_whole else decode_object(content)
        if one.key in read_whole or isinstance(decoded, Rejection):
            yield from hand_over(held)
            yield whole(number, one, content)
            held, size = _Held([], [], [], []), 0
            continue
        held.numbers.append(number)
        held.objects.append(one)
        held.contents.append(content)
        held.texts.append(decoded if decoded.endswith(b"\n") else decoded + b"\n")
        size += len(decoded)
        if size >= _BYTES_AT_ONCE:
            yield from hand_over(held)
            held, size = _Held([], [], [], []), 0
    yield from hand_over(held)


@dataclass(slots=True)
class _Lines:
    """The lines of the objects that have one document a line, and of each object whether it does and how many lines it has."""

    is_line_shaped: Any
    counts: Any
    positions: Any
    lines: Any


def _lines_of(text: bytes, sizes: list[int]) -> _Lines:
    characters = np.frombuffer(text, np.uint8)
    breaks = np.flatnonzero(characters == _LINE_BREAK)
    starts = np.concatenate(([0], breaks[:-1] + 1))
    ends = breaks - (characters[breaks - 1] == _RETURN) * (breaks > starts)
    is_blank = ends == starts
    looks_whole = (characters[starts] == _OPEN) & (characters[ends - 1] == _CLOSE)
    objects = np.searchsorted(np.cumsum(sizes), starts, "right")
    is_line_shaped = np.ones(len(sizes), np.bool_)
    is_line_shaped[objects[~(looks_whole | is_blank)]] = False
    is_line_shaped &= np.bincount(objects[~is_blank], minlength=len(sizes)) > 0

    is_kept = is_line_shaped[objects] & ~is_blank
    kept = objects[is_kept]
    counts = np.bincount(kept, minlength=len(sizes))
    positions = np.arange(len(kept)) - (np.cumsum(counts) - counts)[kept]
    offsets = np.append(starts, len(text)).astype(np.int32)
    lines = pa.Array.from_buffers(pa.binary(), len(starts), [None, pa.py_buffer(offsets), pa.py_buffer(text)])
    if not is_kept.all():
        lines = lines.filter(pa.array(is_kept))
    return _Lines(is_line_shaped, counts, positions, lines)


def count_lines(text: bytes) -> int | None:
    """The documents of a text with one in each line; None if one of its lines does not look like a document."""
    if not text.strip(b"\r\n"):
        return 0
    whole = text if text.endswith(b"\n") else text + b"\n"
    found = _lines_of(whole, [len(whole)])
    return int(found.counts[0]) if found.is_line_shaped[0] else None


def runs_of(values: Any) -> Iterator[tuple[int, int]]:
    """The first and last place of each run of equal values."""
    edges = np.concatenate(([0], np.flatnonzero(values[1:] != values[:-1]) + 1, [len(values)]))
    yield from zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)


def _kind_number(key: str) -> int:
    kind = kind_of_key(key)
    return -1 if kind is None else _KIND_NUMBERS[kind]
