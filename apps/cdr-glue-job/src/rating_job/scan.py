"""
Reads all objects of a run, rates the usual records, and writes their rows. Of each usual record it keeps only what is needed
for sums and to find copies and leaks. Unusual records are kept as they are.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema

from rating_job.object_store import ObjectStore
from rating_job.pieces import Piece, content_of
from rating_job.plan import Plan
from rating_job.rated_parts import DRAFTED, Drafts, PartWriter
from rating_job.read_ahead import read_ahead
from rating_job.read_lines import lines_in, runs_of
from rating_job.schema import TASKS
from rating_job.usual import UsualRecords
from rating_job.usual_columns import FOR_TIERS, USUAL

# An unusual record as it is.
_UNUSUAL = [
    ("source_key", pa.string()),
    ("arrived_at", pa.int64()),
    ("is_whole", pa.bool_()),
    ("line", pa.binary()),
]


class Inputs(NamedTuple):
    """What is read: the objects of each task, and those that must be read from their beginning to find their documents."""

    tasks: DataFrame
    read_whole: frozenset[str]


def tasks_in(spark: SparkSession, tasks: list[list[Piece]]) -> DataFrame:
    """The objects of each task, each task in a partition of its own."""
    rows = [(number, [one._asdict() for one in some]) for number, some in enumerate(tasks)]
    return spark.createDataFrame(
        spark.sparkContext.parallelize(rows, max(1, len(rows))), TASKS, verifySchema=False
    )


def scan(
    spark: SparkSession, cdrs: ObjectStore, inputs: Inputs, plan: Plan, writer: PartWriter, *, has_tiers: bool
) -> DataFrame:
    """
    The documents of usual records and the lines of others. The rows of usual records are written as Spark computes this.
    `identity_hash`, `call_hash` and `leg_hash` are those of `identity`, `call_group` and `leg_group` in `decide.py`.
    """
    shared = spark.sparkContext.broadcast((plan, inputs.read_whole))
    scanned = _schema(has_tiers=has_tiers)

    def read(batches: Iterable[Any]) -> Iterator[Any]:
        plan, read_whole = shared.value
        records = UsualRecords(plan, has_tiers=has_tiers)
        for batch in batches:
            for task in batch.to_pylist():
                pieces = [Piece(**one) for one in task["objects"]]
                contents = read_ahead(pieces, partial(content_of, cdrs))
                drafts = writer.drafts(task["task"])
                for lines in lines_in(task["task"], contents, read_whole, arrivals_known=plan.arrivals_known):
                    yield from _rated(lines, records, drafts, scanned)
                drafts.write()

    found = inputs.tasks.mapInArrow(read, from_arrow_schema(scanned))
    kept = [name for name in found.columns if name not in ("identity", "call_group", "leg_group")]
    return found.select(
        *kept,
        _hash("identity").alias("identity_hash"),
        _hash("call_group").alias("call_hash"),
        _hash("leg_group").alias("leg_hash"),
        *([F.when(F.col("head").isNotNull(), F.col("identity")).alias("identity")] if has_tiers else []),
    )


def _hash(name: str) -> Column:
    return F.when(F.col(name).isNotNull(), F.xxhash64(name))


def _schema(*, has_tiers: bool) -> Any:
    place = [("task", pa.int32()), ("place", pa.int64()), ("is_usual", pa.bool_())]
    return pa.schema([*place, *_UNUSUAL, *USUAL, *(FOR_TIERS if has_tiers else [])])


def _rated(lines: Any, records: UsualRecords, drafts: Drafts, schema: Any) -> Iterator[Any]:
    """The lines of one batch: first the usual ones, then the others."""
    kinds = lines.column("kind_number").to_numpy()
    for start, end in runs_of(kinds):
        batch = lines.slice(start, end - start)
        if kinds[start] < 0 or batch.column("is_whole")[0].as_py():
            yield _batch(batch, {name: batch.column(name) for name, _ in _UNUSUAL}, schema, is_usual=False)
            continue
        rows, columns = records.among(int(kinds[start]), batch)
        if len(rows) > 0:
            usual = batch if len(rows) == batch.num_rows else batch.take(pa.array(rows))
            for file in DRAFTED:
                drafts.add(file, columns[file], usual.column("place"))
            yield _batch(usual, columns, schema, is_usual=True)
        if len(rows) < batch.num_rows:
            others = batch.take(pa.array(np.setdiff1d(np.arange(batch.num_rows), rows, assume_unique=True)))
            yield _batch(others, {name: others.column(name) for name, _ in _UNUSUAL}, schema, is_usual=False)


def _batch(lines: Any, columns: dict[str, Any], schema: Any, *, is_usual: bool) -> Any:
    size = lines.num_rows
    place = {
        "task": lines.column("task"),
        "place": lines.column("place"),
        "is_usual": pa.repeat(pa.scalar(is_usual), size),
    }
    given = {**columns, **place}
    arrays = [given[field.name] if field.name in given else pa.nulls(size, field.type) for field in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
