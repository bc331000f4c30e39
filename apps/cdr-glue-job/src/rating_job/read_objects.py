"""The objects of a plan, and the documents in them, as Spark holds them."""

from collections.abc import Iterable, Iterator
from math import ceil
from typing import Any

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import Row as SparkRow

from rating_job.decide import Row, rows_of
from rating_job.definitions import IGNORED_NAME
from rating_job.object_store import ObjectStore, StoredObject
from rating_job.plan import Plan
from rating_job.read_ahead import read_ahead
from rating_job.schema import DOCUMENTS, OBJECTS

# How much one task reads. A record is smaller than a kilobyte and usually an object of its own, so requests take most of the
# time.
_BYTES_A_TASK = 64 << 20
_OBJECTS_A_TASK = 20_000


def list_objects(spark: SparkSession, cdrs: ObjectStore, prefixes: list[str]) -> DataFrame:
    """
    The objects below the plan's prefixes. A prefix without objects is not an error. The executors list them: Spark's file
    source would hide keys that begin with `_` or `.`, and would read brackets in a key as a pattern.
    """
    tasks = max(1, min(len(prefixes), 4 * spark.sparkContext.defaultParallelism))

    def list_some(some: Iterable[str]) -> Iterator[StoredObject]:
        for prefix in some:
            yield from cdrs.list(prefix)

    listed = spark.sparkContext.parallelize(prefixes, tasks).mapPartitions(list_some)
    return spark.createDataFrame(listed, OBJECTS, verifySchema=False)


def is_ignored() -> Column:
    """Whether an object with this key cannot be a record that a service wrote."""
    return F.col("key").rlike(f"(?:^|/)(?:{IGNORED_NAME})$")


def count_ignored(listed: DataFrame) -> dict[str, Any]:
    """The number of ignored objects, and the first few of them, for the report."""
    ignored = listed.where(is_ignored())
    examples = [key for (key,) in ignored.select("key").orderBy("key").limit(3).collect()]
    return {"objects": ignored.count() if examples else 0, "examples": examples}


def count_objects(objects: DataFrame) -> tuple[int, int]:
    """The number of objects, and their total bytes."""
    count, size = objects.agg(F.count("*"), F.sum("bytes")).collect()[0]
    return count, size or 0


def read_documents(
    spark: SparkSession, cdrs: ObjectStore, objects: DataFrame, counted: tuple[int, int], plan: Plan
) -> DataFrame:
    """The documents of objects, each decided as far as possible by itself. A task holds a few objects at a time."""
    count, size = counted
    tasks = max(
        spark.sparkContext.defaultParallelism, ceil(size / _BYTES_A_TASK), ceil(count / _OBJECTS_A_TASK)
    )
    shared = spark.sparkContext.broadcast(plan)

    def read_some(some: Iterable[SparkRow]) -> Iterator[Row]:
        listed = (StoredObject(*row) for row in some)
        for (key, _, modified_at), content in read_ahead(listed, cdrs.read):
            arrived_at = modified_at if shared.value.arrivals_known else None
            yield from rows_of(key, content, arrived_at, shared.value)

    read = objects.repartition(tasks).rdd.mapPartitions(read_some)
    return spark.createDataFrame(read, DOCUMENTS, verifySchema=False)
