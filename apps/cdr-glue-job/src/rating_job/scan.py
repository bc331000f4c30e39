"""
Reads all objects of a run, rates the usual records, and writes their rows. Of each usual record it keeps only what is needed
for sums and to find copies and leaks. Unusual records are kept as they are.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from rating_job.object_store import ObjectStore, StoredObject
from rating_job.plan import Plan
from rating_job.rated_parts import PartWriter
from rating_job.read_ahead import read_ahead
from rating_job.read_lines import LINES, lines_in
from rating_job.schema import TASKS
from rating_job.usual import with_usual


class Inputs(NamedTuple):
    """What is read: the objects of each task, and those that must be read from their beginning to find their documents."""

    tasks: list[list[StoredObject]]
    read_whole: frozenset[str]


def scan(spark: SparkSession, cdrs: ObjectStore, inputs: Inputs, plan: Plan, writer: PartWriter) -> DataFrame:
    """The documents of usual records and the lines of others. Their rows are written as Spark computes this."""
    read_whole, arrivals_known = spark.sparkContext.broadcast(inputs.read_whole), plan.arrivals_known

    def read(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            for task in batch.to_pylist():
                objects = [StoredObject(**one) for one in task["objects"]]
                contents = read_ahead(objects, cdrs.read)
                yield from lines_in(task["task"], contents, read_whole.value, arrivals_known=arrivals_known)

    tasks = [(number, [one._asdict() for one in some]) for number, some in enumerate(inputs.tasks)]
    given = spark.createDataFrame(
        spark.sparkContext.parallelize(tasks, max(1, len(tasks))), TASKS, verifySchema=False
    )
    usual = with_usual(spark, given.mapInArrow(read, from_arrow_schema(LINES)), plan)
    kept = [name for name in usual.columns if name != "text"]

    def write(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in writer.drafted(batches):
            yield batch.select(kept)

    return usual.mapInArrow(write, usual.select(kept).schema)
