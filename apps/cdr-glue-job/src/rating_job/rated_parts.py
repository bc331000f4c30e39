"""
The parts of rated.csv and unrated.csv, one for each task. The draft of a part has the rows of usual records. Beside it is an
index with the place of each row, so that rows can be replaced and inserted without reading the records again.
"""

import io
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np

from rating_job.object_store import ObjectStore
from rating_job.sorted_parts import Part, RunFolder, write_counted


class Change(NamedTuple):
    """Rows to write at a place of a part. `replaces` takes out the row that is there."""

    place: int
    replaces: bool
    rows: list[bytes]


#: The files of which every task writes a part.
DRAFTED = ("rated.csv", "unrated.csv")


class Drafts:
    """The drafts of one task: texts with their places and sizes, for each file."""

    def __init__(self, out: ObjectStore, folder: str, task: int) -> None:
        self._out = out
        self._folder = folder
        self._task = task
        self._rows: dict[str, list[tuple[bytes, Any, Any]]] = {file: [] for file in DRAFTED}

    def add(self, file: str, text: Any, place: Any) -> None:
        """Adds texts at their places. Those that are null are left out."""
        if text.null_count > 0:
            is_row = text.is_valid()
            text, place = text.filter(is_row), place.filter(is_row)
        offsets = np.frombuffer(text.buffers()[1], np.int32)[text.offset : text.offset + len(text) + 1]
        # An Arrow array holds all texts one after another already.
        content = (
            bytes(memoryview(text.buffers()[2])[int(offsets[0]) : int(offsets[-1])]) if len(text) > 0 else b""
        )
        self._rows[file].append((content, place.to_numpy(), np.diff(offsets)))

    def write(self) -> None:
        """Writes a draft and its index for each file, even if it has no rows: an earlier attempt may have left other ones."""
        for file, rows in self._rows.items():
            self._out.write(_draft_key(self._folder, file, self._task), (text for text, _, _ in rows))
            index = io.BytesIO()
            np.save(index, np.concatenate([np.zeros(0, np.int64), *(places for _, places, _ in rows)]))
            np.save(index, np.concatenate([np.zeros(0, np.int64), *(sizes for _, _, sizes in rows)]))
            self._out.write(_index_key(self._folder, file, self._task), [index.getvalue()])


class PartWriter:
    """Writes the parts of a run's rated.csv and unrated.csv. Drafts are in the folder `parts/` of the run."""

    def __init__(self, run: RunFolder) -> None:
        self._out = run.out
        self._folder = run.folder

    def drafts(self, task: int) -> Drafts:
        """The drafts of a task. A task that runs twice writes the same drafts again."""
        return Drafts(self._out, self._folder, task)

    def finished(
        self, file: str, task: int, changes: Iterable[Change], header: bytes, target: RunFolder
    ) -> Part:
        """Writes a part with its changes, which come in order of their places, into a folder."""
        content, places, sizes = self._read(file, task)
        ends = np.cumsum(sizes, dtype=np.int64)

        def changed() -> Iterator[bytes]:
            yield header
            done = 0
            for change in changes:
                at = int(np.searchsorted(places, change.place))
                start = int(ends[at - 1]) if at > 0 else 0
                yield bytes(content[done:start])
                done = start
                if change.replaces and at < len(places) and places[at] == change.place:
                    done = int(ends[at])
                yield from change.rows
            yield bytes(content[done:])

        key = target.part_key(file, task)
        return Part(file, task, key, *write_counted(self._out, key, changed()))

    def _read(self, file: str, task: int) -> tuple[memoryview, Any, Any]:
        """A draft, and the places and sizes of its rows."""
        content = self._out.read(_draft_key(self._folder, file, task))
        index = io.BytesIO(self._out.read(_index_key(self._folder, file, task)))
        return memoryview(content), np.load(index), np.load(index)


def _draft_key(folder: str, file: str, task: int) -> str:
    return f"{folder}parts/usual/{file}/{task:06d}"


def _index_key(folder: str, file: str, task: int) -> str:
    return f"{folder}parts/places/{file}/{task:06d}"
