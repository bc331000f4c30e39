"""Decides what depends on several documents: which are copies, how full their tiers are, and so what each costs."""

from decimal import Decimal

from pyspark.broadcast import Broadcast
from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F

from rating_job.price_book import PriceBook
from rating_job.schema import COST, LINES
from rating_job.tiers import Line, lines_of


def settle(documents: DataFrame, book: Broadcast[PriceBook]) -> DataFrame:
    """The final `outcome` of each document; and if it is `rated`, `used_before`, `lines` and `cost`."""
    known = with_copies(documents)
    return with_costs(others_of(known).unionByName(with_used_before(calls_of(known))), book)


def calls_of(documents: DataFrame) -> DataFrame:
    """The documents that count as use of a line with tiers. Only rated ones do."""
    return documents.where(_fills_tiers())


def others_of(documents: DataFrame) -> DataFrame:
    """All others. What was used before them does not matter."""
    return documents.where(~_fills_tiers()).withColumn("used_before", F.lit(0).cast(COST))


def with_copies(documents: DataFrame) -> DataFrame:
    """
    Among documents with one identity, the first by arrival, object and place keeps its outcome. The others are a `duplicate` if
    they have the same content, and a `conflict` if not. `first` is the place of the first one.
    """
    copies = Window.partitionBy("identity").orderBy("arrived_at", "source_key", "position")
    first = F.first(F.struct("source_key", "position", "digest")).over(copies)
    outcome = (
        F.when(F.col("copy") == 1, F.col("outcome"))
        .when(F.col("digest") == F.col("first.digest"), "duplicate")
        .otherwise("conflict")
    )
    return (
        documents.withColumn("first", first)
        .withColumn("copy", F.row_number().over(copies))
        .withColumn("outcome", outcome)
        .drop("copy")
    )


def _fills_tiers() -> Column:
    return (F.col("outcome") == "rated") & F.col("used_at_start").isNotNull()


def with_used_before(calls: DataFrame) -> DataFrame:
    """
    The seconds that the account had used of the line in the month before each call, in order of start, transaction and
    identity.

    Adds up the hours of a month first, and then the calls within an hour. So a line with many calls has a task for each hour,
    and not one for all.
    """
    seconds = F.sum(F.col("seconds").cast(COST))
    hour = F.expr("at div 3600")
    hours = Window.partitionBy("scope").orderBy("hour").rowsBetween(Window.unboundedPreceding, -1)
    before_hour = (
        calls.groupBy("scope", hour.alias("hour"))
        .agg(seconds.alias("in_hour"))
        .withColumn("before_hour", F.coalesce(F.sum("in_hour").over(hours), F.lit(0)).cast(COST))
        .drop("in_hour")
    )
    in_hour = (
        Window.partitionBy("scope", "hour")
        .orderBy("at", "order_in_scope", "identity")
        .rowsBetween(Window.unboundedPreceding, -1)
    )
    used = F.col("used_at_start") + F.col("before_hour") + F.coalesce(seconds.over(in_hour), F.lit(0))
    return (
        calls.withColumn("hour", hour)
        .join(before_hour, ["scope", "hour"])
        .withColumn("used_before", used.cast(COST))
        .drop("hour", "before_hour")
    )


def with_costs(documents: DataFrame, book: Broadcast[PriceBook]) -> DataFrame:
    """The lines of rated calls, and their sum."""

    def lines(
        service_code: str,
        usage_type: str,
        price_from: int | None,
        seconds: int,
        used_before: Decimal,
        key: str,
        position: int,
    ) -> list[Line] | None:
        if price_from is None:
            return None
        span = book.value.span_from(service_code, usage_type, price_from)
        try:
            return lines_of(span.tiers, seconds, int(used_before))
        except OverflowError as error:
            raise OverflowError(f'{error}, in document {position} of "{key}"') from error

    price_from = F.when(F.col("outcome") == "rated", F.col("price_from"))
    found = F.udf(lines, LINES)(
        "service_code", "usage_type", price_from, "seconds", "used_before", "source_key", "position"
    )
    return documents.withColumn("lines", found).withColumn("cost", _sum_of(F.col("lines")))


def _sum_of(lines: Column) -> Column:
    nothing = F.lit(0).cast(COST)
    return F.aggregate(lines, nothing, lambda sum, line: (sum + line["cost"]).cast(COST))
