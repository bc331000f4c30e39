"""
What may have cost money for nothing: legs left up alone, and records that bill one call twice. The rules, and what they cannot
see, are in libs/rating's `find-leaks.ts`. Groups are streamed in order, so a group may be of any size.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import LongType, Row, StringType, StructField, StructType

# How long the last leg of a transaction may stay up alone, in seconds: the time of a message that is played.
ALONE_SECONDS = 60
# What billed seconds are rounded up to. All public records have multiples of 6; AWS does not document it.
ROUNDING_SECONDS = 6


class Use(NamedTuple):
    """What the search needs to know of a record. `leg` is the call's id as JSON."""

    source_key: str
    position: int
    transaction_id: str
    call_id: str
    at: int
    seconds: int
    ended_at: int | None
    leg: str

    @property
    def end(self) -> int:
        """When it ended, or where that is not known, how far its billed seconds reach."""
        return self.at + self.seconds if self.ended_at is None else self.ended_at

    @property
    def sure_end(self) -> int:
        """Up to where it was surely up: billed seconds are rounded up from at least one more than the step below."""
        if self.ended_at is not None:
            return self.ended_at
        return self.at + max(1, self.seconds - ROUNDING_SECONDS + 1)


class Leak(NamedTuple):
    """`use` is the leg that stayed up, or the record that began while `other` was up."""

    leak: str
    seconds: int
    use: Use
    other: Use


def orphan_in(uses: Iterable[Use]) -> Iterator[Leak]:
    """The last leg of a transaction, if it was up with the one before it, and then alone. Uses come by end, the last first."""
    ordered = iter(uses)
    last = next(ordered, None)
    if last is None:
        return
    # A leg may have several records, one for each use that it made.
    other = next((use for use in ordered if use.leg != last.leg), None)
    if other is None or last.at >= other.end:
        return
    seconds = last.end - other.end
    if seconds > ALONE_SECONDS:
        yield Leak("orphan-leg", seconds, last, other)


def overlaps_in(uses: Iterable[Use]) -> Iterator[Leak]:
    """Each use that begins while an earlier one of the same call is surely up. Uses come by start."""
    longest: Use | None = None
    for use in uses:
        other = longest
        if longest is None or use.end > longest.end:
            longest = use
        if other is not None and use.at < other.sure_end:
            yield Leak("overlap", min(use.end, other.end) - use.at, use, other)


def find_leaks(spark: SparkSession, outcomes: DataFrame) -> DataFrame:
    """The leaks among records that were rated, or for which there is no price."""
    counted = outcomes.where(F.col("verdict").isin("rated", "unrated"))
    end = F.coalesce("ended_at", F.col("at") + F.col("seconds"))
    uses = counted.where(F.col("call_group").isNotNull()).withColumn("end", end)
    orphans = _search(
        spark, uses.where(F.col("leg_group").isNotNull()), "leg_group", F.desc("end"), orphan_in
    )
    return orphans.union(_search(spark, uses, "call_group", F.asc("at"), overlaps_in))


def _search(
    spark: SparkSession,
    uses: DataFrame,
    group: str,
    order: Column,
    leaks_in: Callable[[Iterable[Use]], Iterator[Leak]],
) -> DataFrame:
    columns = [group, *Use._fields]
    ordered = (
        uses.repartition(group).sortWithinPartitions(group, order, "source_key", "position").select(columns)
    )

    def search(rows: Iterable[Row]) -> Iterator[tuple[object, ...]]:
        for _, members in groupby(rows, key=lambda row: row[0]):
            for leak in leaks_in(Use(*row[1:]) for row in members):
                yield (leak.leak, leak.seconds, *leak.use[:6], *leak.other[:6])

    return spark.createDataFrame(ordered.rdd.mapPartitions(search), LEAKS, verifySchema=False)


def _use_fields(prefix: str) -> list[StructField]:
    types = {"position": LongType(), "at": LongType(), "seconds": LongType()}
    return [StructField(prefix + name, types.get(name, StringType())) for name in Use._fields[:6]]


#: A leak as Spark holds it.
LEAKS = StructType(
    [
        StructField("leak", StringType()),
        StructField("leak_seconds", LongType()),
        *_use_fields(""),
        *_use_fields("other_"),
    ]
)
