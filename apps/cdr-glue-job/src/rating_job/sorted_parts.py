"""Sorted files larger than memory: Spark sorts, executors write parts, and only the parts of small files are joined."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any, NamedTuple

from pyspark.sql import DataFrame
from pyspark.sql.types import Row

from rating_job.object_store import ObjectStore

#: Converts a row to its file and its line.
LinesOf = Callable[[str, dict[str, Any]], Iterable[bytes]]


class Part(NamedTuple):
    """A part of a file, with the headings. A file is its parts in order of `number`."""

    file: str
    number: int
    key: str
    bytes: int
    sha256: str


class WrittenFile(NamedTuple):
    """A file of a run, as in the manifest. A large file has several parts, each with an entry; they are numbered from 1."""

    name: str
    path: str
    bytes: int
    sha256: str
    part: int | None = None


@dataclass(frozen=True, slots=True)
class RunFolder:
    """Where a run writes its files. Those with more bytes than `one_file_up_to` are published in parts."""

    out: ObjectStore
    folder: str
    one_file_up_to: int

    def part_key(self, file: str, number: int) -> str:
        """The key of a part, which is also that of the published part."""
        return f"{self.folder}{file.removesuffix('.csv')}/{number:06d}.csv"


def write_parts(
    rows: DataFrame, order: list[str], lines: LinesOf, headers: dict[str, bytes], run: RunFolder
) -> list[Part]:
    """
    Writes rows in order into the files named in their column `file`. One sort serves all files: each task has a range of it. A
    task that runs twice writes the same parts again.
    """

    def write(number: int, some: Iterable[Row]) -> Iterator[Part]:
        for file, members in groupby(some, key=lambda row: row["file"]):
            key = run.part_key(file, number)
            texts = chain.from_iterable(lines(file, row.asDict()) for row in members)
            size, sha256 = write_counted(run.out, key, chain([headers[file]], texts))
            yield Part(file, number, key, size, sha256)

    return sorted(rows.orderBy("file", *order).rdd.mapPartitionsWithIndex(write).collect())


def publish_parts(name: str, header: bytes, parts: list[Part], run: RunFolder) -> list[WrittenFile]:
    """
    The entries of a file in the manifest. The parts of a small file are joined, a piece at a time. A larger file stays in
    parts, so that only their names come to the driver.
    """
    own = [part for part in parts if part.file == name and part.bytes > len(header)]
    if sum(part.bytes for part in own) > run.one_file_up_to:
        return [
            WrittenFile(name, part.key, part.bytes, part.sha256, place) for place, part in enumerate(own, 1)
        ]
    bodies = (_without(header, run.out.chunks(part.key)) for part in own)
    size, sha256 = write_counted(run.out, run.folder + name, chain([header], chain.from_iterable(bodies)))
    if any(part.file == name for part in parts):
        run.out.remove_all(f"{run.folder}{name.removesuffix('.csv')}/")
    return [WrittenFile(name, run.folder + name, size, sha256)]


def _without(header: bytes, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks without the headings, which the first of them holds."""
    for number, chunk in enumerate(chunks):
        yield chunk if number > 0 else chunk[len(header) :]


def write_whole(name: str, content: bytes, run: RunFolder) -> WrittenFile:
    """Writes a small file, and returns its entry for the manifest."""
    size, sha256 = write_counted(run.out, run.folder + name, [content])
    return WrittenFile(name, run.folder + name, size, sha256)


def write_counted(out: ObjectStore, key: str, chunks: Iterable[bytes]) -> tuple[int, str]:
    """Writes an object, and returns its size and its SHA-256."""
    digest = hashlib.sha256()
    size = 0

    def counted() -> Iterator[bytes]:
        nonlocal size
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            yield chunk

    out.write(key, counted())
    return size, digest.hexdigest()
