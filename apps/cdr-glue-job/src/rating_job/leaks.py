"""
Finds what may have cost money for no benefit: legs that stayed up alone, and records that bill one call twice. libs/rating's
`find-leaks.ts` explains the rules and what they cannot detect. Groups are streamed in order, so a group may have any size.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import LongType, Row, StringType, StructField, StructType

# How long the last leg of a transaction may stay up alone, in seconds: the length of a played message.
ALONE_SECONDS = 60
# The step that billed seconds are rounded up to. All public records have multiples of 6; AWS does not document it.
ROUNDING_SECONDS = 6


class Use(NamedTuple):
    """The facts about a record that the search needs. `leg` is the call's id as JSON."""

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
        """When it ended; if that is not known, its start plus the billed seconds."""
        return self.at + self.seconds if self.ended_at is None else self.ended_at

    @property
    def sure_end(self) -> int:
        """
        The latest moment at which it was certainly up. Billed seconds are rounded up, so the real length may be shorter by
        almost one step.
        """
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
    """
    The last leg of a transaction, if it overlapped with the one before it and then stayed up alone. Uses come in order of end,
    the last first.
    """
    ordered = iter(uses)
    last = next(ordered, None)
    if last is None:
        return
    # A leg may have several records, one for each kind of use.
    other = next((use for use in ordered if use.leg != last.leg), None)
    if other is None or last.at >= other.end:
        return
    seconds = last.end - other.end
    if seconds > ALONE_SECONDS:
        yield Leak("orphan-leg", seconds, last, other)


def overlaps_in(uses: Iterable[Use]) -> Iterator[Leak]:
    """Each use that starts while an earlier one of the same call is certainly up. Uses come in order of start."""
    longest: Use | None = None
    for use in uses:
        other = longest
        if longest is None or use.end > longest.end:
            longest = use
        if other is not None and use.at < other.sure_end:
            yield Leak("overlap", min(use.end, other.end) - use.at, use, other)


def find_leaks(spark: SparkSession, outcomes: DataFrame) -> DataFrame:
    """The leaks among records that were rated, or that have no price."""
    counted = outcomes.where(F.col("outcome").isin("rated", "unrated"))
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
