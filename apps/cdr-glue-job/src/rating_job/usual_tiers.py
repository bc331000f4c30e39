"""
Rates usual records of lines with tiers, for which the price depends on earlier use: the same rules as in `tiers.py`, as
expressions.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import ArrayType, LongType, StringType, StructField, StructType

from rating_job.fields import LARGEST_SAFE
from rating_job.money import ROUNDING
from rating_job.price_book import PriceBook, Span, Tier
from rating_job.schema import COST
from rating_job.usual_columns import GROUP
from rating_job.usual_prices import cost_of_second, is_small, price_cells
from rating_job.usual_sums import ordered

_TIERS = StructType(
    [
        StructField("tiers_service", StringType(), nullable=False),
        StructField("tiers_usage", StringType(), nullable=False),
        StructField("tiers_start", LongType(), nullable=False),
        StructField(
            "tiers",
            ArrayType(
                StructType(
                    [
                        StructField("begin", LongType(), nullable=False),
                        StructField("end", LongType()),
                        StructField("cost_of_second", LongType(), nullable=False),
                        StructField("cells", StringType(), nullable=False),
                    ]
                )
            ),
            nullable=False,
        ),
    ]
)


def calls_in(
    spark: SparkSession, usual: DataFrame, used_before: dict[tuple[str, str, str, str], int]
) -> DataFrame:
    """Usual records of lines with tiers, with what `with_used_before` needs."""
    scope = ("account_id", "service_code", "usage_type", "month")
    known = spark.createDataFrame(
        [(*place, Decimal(seconds)) for place, seconds in used_before.items()], _USED_BEFORE
    )
    calls = usual.where(F.col("head").isNotNull()).withColumn(
        "month", F.split("group", ",")[GROUP.index("month")]
    )
    return (
        calls.join(F.broadcast(known), [F.col(name) == F.col(f"known_{name}") for name in scope], "left")
        .withColumn("used_at_start", F.coalesce("known_seconds", F.lit(0)).cast(COST))
        .withColumn("scope", F.array(*map(ordered, scope)))
        .withColumn("order_in_scope", ordered("transaction_id"))
        .drop("cost", "line", "month", "known_seconds", *(f"known_{name}" for name in scope))
    )


def tiered_spans(book: PriceBook) -> Iterator[tuple[str, str, Span]]:
    """Service code, usage type and span of the lines whose price depends on earlier use."""
    for service, lines in book.services.items():
        for usage, spans in lines.items():
            if book.is_tiered(service, usage):
                yield from ((service, usage, span) for span in spans if span.fault is None and is_small(span))


_USED_BEFORE = StructType(
    [
        *(
            StructField(f"known_{name}", StringType(), nullable=False)
            for name in ("account_id", "service_code", "usage_type", "month")
        ),
        StructField("known_seconds", COST, nullable=False),
    ]
)


def with_tiers(spark: SparkSession, usual: DataFrame, book: PriceBook) -> DataFrame:
    """Usual records with `used_before`, and now with `cost` and `text`, which has a row for each part of the record."""
    rows = [
        (service, usage, span.start, [_tier(book, span, tier) for tier in span.tiers])
        for service, usage, span in tiered_spans(book)
    ]
    found = usual.join(
        F.broadcast(spark.createDataFrame(rows, _TIERS)),
        (F.col("service_code") == F.col("tiers_service"))
        & (F.col("usage_type") == F.col("tiers_usage"))
        & (F.col("price_from") == F.col("tiers_start")),
    )
    # Limits of tiers are smaller: after this, only the last tier is left.
    used = F.least(F.col("used_before"), F.lit(LARGEST_SAFE).cast("decimal(38,0)")).cast("long")
    counted = found.withColumn("used", used).withColumn("used_after", F.col("used") + F.col("seconds"))

    def is_held(tier: Column) -> Column:
        begins = (tier["begin"] < F.col("used_after")) | (tier["begin"] <= F.col("used"))
        return begins & (tier["end"].isNull() | (F.col("used") < tier["end"]))

    def line(tier: Column) -> Column:
        until = F.least(F.coalesce(tier["end"], F.col("used_after")), F.col("used_after"))
        seconds = until - F.greatest(tier["begin"], F.col("used"))
        return F.struct(
            seconds.alias("seconds"), (seconds * tier["cost_of_second"]).alias("cost"), tier.alias("tier")
        )

    lines = F.transform(F.filter("tiers", is_held), line)
    total = F.aggregate("lines", F.lit(0).cast("long"), lambda sum, one: sum + one["cost"])
    text = F.expr(f"array_join(transform(lines, (line, place) -> {_ROW}), '')")
    return (
        counted.withColumn("lines", lines)
        .withColumn("cost", total)
        .withColumn("text", text)
        .drop("lines", "tiers", "tiers_service", "tiers_usage", "tiers_start", "used", "used_after")
    )


def _tier(book: PriceBook, span: Any, tier: Tier) -> tuple[int, int | None, int, str]:
    return (tier.begin_seconds, tier.end_seconds, cost_of_second(tier), price_cells(book, span, tier))


def _cost_text(cost: str) -> str:
    """SQL that writes a cost as `cost_text` of `money.py` does: ten places, half to even."""
    rounded = f"({cost} div 60 + if({cost} % 60 + {cost} div 60 % 2 > 30, 1, 0))"
    places = f"lpad(cast({rounded} % {10**10} as string), 10, '0')"
    return f"concat(cast({rounded} div {10**10} as string), '.', {places})"


#: A row of rated.csv for the part `line` with the number `place`. `head` has its first cells.
_ROW = f"""
    concat(
        head, ',', cast(place + 1 as string), ',', cast(line.seconds as string), ',', cast(used_before as string), ',',
        cast(line.tier.begin as string), ',', coalesce(cast(line.tier.end as string), ''), ',', line.tier.cells, ',',
        {_cost_text("line.cost")}, ',', cast(line.cost as string), ',{ROUNDING}\r\n'
    )
"""
