"""The objects of a plan, as Spark holds them."""

from collections.abc import Iterable, Iterator
from typing import Any

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

from rating_job.definitions import IGNORED_NAME
from rating_job.object_store import ObjectStore, StoredObject
from rating_job.schema import OBJECTS


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
