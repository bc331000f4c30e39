"""Decides what depends on several documents: which are copies, how full their tiers are, and so what each costs."""

from decimal import Decimal

from pyspark.broadcast import Broadcast
from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F

from rating_job.price_book import PriceBook
from rating_job.schema import COST, LINES
from rating_job.tiers import Line, lines_of


def settle(documents: DataFrame, book: Broadcast[PriceBook]) -> DataFrame:
    """The outcome of each document: `verdict`, and if it is `rated`, `used_before`, `lines` and `cost`."""
    return with_costs(with_used_before(with_copies(documents)), book)


def with_copies(documents: DataFrame) -> DataFrame:
    """
    Among documents with one identity, the first by arrival, object and place keeps its verdict. The others are a `duplicate` if
    they have the same content, and a `conflict` if not. `first` is the place of the first one.
    """
    copies = Window.partitionBy("identity").orderBy("arrived_at", "source_key", "position")
    first = F.first(F.struct("source_key", "position", "digest")).over(copies)
    verdict = (
        F.when(F.col("copy") == 1, F.col("verdict"))
        .when(F.col("digest") == F.col("first.digest"), "duplicate")
        .otherwise("conflict")
    )
    return (
        documents.withColumn("first", first)
        .withColumn("copy", F.row_number().over(copies))
        .withColumn("verdict", verdict)
        .drop("copy")
    )


def with_used_before(documents: DataFrame) -> DataFrame:
    """
    The seconds that the account had used of the line in the month before each call, in order of start, transaction and
    identity. Only rated calls count as use; 0 if a line has no tiers.
    """
    fills = (F.col("verdict") == "rated") & F.col("used_at_start").isNotNull()
    # Calls that fill no tier are partitioned by identity: with a null scope they would all go to one task.
    scope = F.when(fills, F.col("scope")).otherwise(F.array(F.col("identity").cast("binary")))
    earlier = (
        Window.partitionBy(scope)
        .orderBy("at", "order_in_scope", "identity")
        .rowsBetween(Window.unboundedPreceding, -1)
    )
    used = F.sum(F.when(fills, F.col("seconds").cast(COST))).over(earlier)
    before = F.when(fills, F.col("used_at_start") + F.coalesce(used, F.lit(0).cast(COST))).otherwise(F.lit(0))
    return documents.withColumn("used_before", before.cast(COST))


def with_costs(documents: DataFrame, book: Broadcast[PriceBook]) -> DataFrame:
    """The lines of rated calls, and their sum."""

    def lines(
        service_code: str, usage_type: str, price_from: int | None, seconds: int, used_before: Decimal
    ) -> list[Line] | None:
        if price_from is None:
            return None
        span = book.value.span_from(service_code, usage_type, price_from)
        return lines_of(span.tiers, seconds, int(used_before))

    price_from = F.when(F.col("verdict") == "rated", F.col("price_from"))
    found = F.udf(lines, LINES)("service_code", "usage_type", price_from, "seconds", "used_before")
    return documents.withColumn("lines", found).withColumn("cost", _sum_of(F.col("lines")))


def _sum_of(lines: Column) -> Column:
    nothing = F.lit(0).cast(COST)
    return F.aggregate(lines, nothing, lambda sum, line: (sum + line["cost"]).cast(COST))
