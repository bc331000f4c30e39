"""Sorted files larger than memory: Spark sorts, executors write parts, and the driver joins the parts in order."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby
from typing import Any, NamedTuple

from pyspark.sql import DataFrame
from pyspark.sql.types import Row

from rating_job.object_store import ObjectStore

#: Converts a row to its file and its line.
LinesOf = Callable[[str, dict[str, Any]], Iterable[bytes]]


class Part(NamedTuple):
    """A part of a file. A file is its parts in order of `number`."""

    file: str
    number: int
    key: str


class WrittenFile(NamedTuple):
    """A file of a run, as in the manifest."""

    name: str
    path: str
    bytes: int
    sha256: str


def write_parts(
    rows: DataFrame, order: list[str], lines: LinesOf, out: ObjectStore, folder: str
) -> list[Part]:
    """
    Writes rows in order into the files named in their column `file`. One sort serves all files: each task has a range of it. A
    task that runs twice writes the same parts again.
    """

    def write(number: int, some: Iterable[Row]) -> Iterator[Part]:
        for file, members in groupby(some, key=lambda row: row["file"]):
            key = f"{folder}{file}/{number:06d}"
            out.write(key, chain.from_iterable(lines(file, row.asDict()) for row in members))
            yield Part(file, number, key)

    return sorted(rows.orderBy("file", *order).rdd.mapPartitionsWithIndex(write).collect())


def join_parts(name: str, header: bytes, parts: list[Part], out: ObjectStore, folder: str) -> WrittenFile:
    """Joins the headings and the parts of a file. Holds one piece of one part at a time."""
    keys = [part.key for part in parts if part.file == name]
    return write_hashed(name, chain([header], chain.from_iterable(map(out.chunks, keys))), out, folder)


def write_hashed(name: str, chunks: Iterable[bytes], out: ObjectStore, folder: str) -> WrittenFile:
    """Writes a file, and returns its entry for the manifest."""
    digest = hashlib.sha256()
    size = 0

    def counted() -> Iterator[bytes]:
        nonlocal size
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            yield chunk

    out.write(folder + name, counted())
    return WrittenFile(name, folder + name, size, digest.hexdigest())
