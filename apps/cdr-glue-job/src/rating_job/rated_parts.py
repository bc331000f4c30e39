"""
The parts of rated.csv, one for each task. The draft of a part has the rows of usual records. Beside it is an index with the
place of each row, so that rows can be replaced and inserted without reading the records again.
"""

import io
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np

from rating_job.sorted_parts import Part, RunFolder, write_counted


class Change(NamedTuple):
    """Rows to write at a place of a part. `replaces` takes out the row that is there."""

    place: int
    replaces: bool
    rows: list[bytes]


class PartWriter:
    """Writes the parts of a run's rated.csv. Drafts are in the folder `parts/` of the run."""

    def __init__(self, run: RunFolder) -> None:
        self._run = run
        self._out = run.out
        self._folder = run.folder

    def _draft(self, task: int) -> str:
        return f"{self._folder}parts/usual/{task:06d}"

    def _index(self, task: int) -> str:
        return f"{self._folder}parts/places/{task:06d}"

    def drafted(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Passes the batches of one task on, and writes the texts in them as the draft of its part."""
        task: int | None = None
        texts: list[bytes] = []
        places: list[Any] = []
        sizes: list[Any] = []
        for batch in batches:
            if batch.num_rows == 0:
                continue
            task = batch.column("task")[0].as_py()
            text, place = _without_nulls(batch.column("text"), batch.column("place"))
            texts.append(_bytes_of(text))
            places.append(np.asarray(place, np.int64))
            sizes.append(np.diff(_offsets_of(text)))
            yield batch
        if task is None:
            return
        self._out.write(self._draft(task), texts)
        index = io.BytesIO()
        np.save(index, np.concatenate(places))
        np.save(index, np.concatenate(sizes))
        self._out.write(self._index(task), [index.getvalue()])

    def finished(self, task: int, changes: Iterable[Change], header: bytes) -> Part:
        """Writes a part with its changes, which come in order of their places."""
        content = memoryview(self._out.read(self._draft(task)))
        index = io.BytesIO(self._out.read(self._index(task)))
        places, sizes = np.load(index), np.load(index)
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

        key = self._run.part_key("rated.csv", task)
        return Part("rated.csv", task, key, *write_counted(self._out, key, changed()))


def _without_nulls(text: Any, place: Any) -> tuple[Any, Any]:
    if text.null_count == 0:
        return text, place
    is_row = text.is_valid()
    return text.filter(is_row), place.filter(is_row)


def _bytes_of(text: Any) -> bytes:
    """All texts, one after another: an Arrow array holds them so already."""
    offsets = _offsets_of(text)
    if len(text) == 0:
        return b""
    return bytes(memoryview(text.buffers()[2])[int(offsets[0]) : int(offsets[-1])])


def _offsets_of(text: Any) -> Any:
    if len(text) == 0:
        return np.zeros(1, np.int32)
    return np.frombuffer(text.buffers()[1], np.int32)[text.offset : text.offset + len(text) + 1]
