"""The sums of usual records. Those of other records come from their outcomes."""

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from rating_job.schema import COST
from rating_job.summaries import SUMMARIES
from rating_job.usual_columns import GROUP

# Costs of single records fit into 63 bits, and so do sums of each of their halves: 10^9 records have at most 10^9 of a half.
_HALF = 10**9


def sums_by_group(usual: DataFrame) -> DataFrame:
    """Count, seconds and cost of usual records by each part of `GROUP`. There are few groups."""
    parts = F.split("group", ",")
    return _summed(usual, "group").select(
        *(parts[place].alias(name) for place, name in enumerate(GROUP)), *SUMS
    )


def summary_rows(usual: DataFrame, groups: DataFrame) -> DataFrame:
    """The rows of each summary: `file`, `name`, and the sums."""
    country_pair = F.when(
        (F.col("source_country") != "") | (F.col("destination_country") != ""),
        F.concat_ws("-", "source_country", "destination_country"),
    ).otherwise("")
    names = {
        "connector-or-application": F.col("owner"),
        "direction": F.col("direction"),
        "country-pair": country_pair,
        "usage-type": F.trim(F.concat_ws(" ", "service_code", "usage_type")),
        "day": F.col("day"),
    }
    few = _by_outcome(groups.where(F.col("outcome") != "outside")).select(
        F.explode(
            F.array(
                *(
                    F.struct(F.lit(by).alias("by"), names[by].alias("name"))
                    for by in SUMMARIES
                    if by != "number"
                )
            )
        ).alias("row"),
        *_SHOWN,
    )
    rated_or_not = usual.where(F.col("number").isNotNull())
    outcome = F.split("group", ",", 2)[0].alias("outcome")
    numbers = _by_outcome(_summed(rated_or_not, "number", outcome)).select(
        F.struct(F.lit("number").alias("by"), F.col("number").alias("name")).alias("row"), *_SHOWN
    )
    return few.unionAll(numbers).select(
        F.concat(F.lit("summary-by-"), "row.by", F.lit(".csv")).alias("file"),
        ordered("row.name").alias("name"),
        *_SHOWN,
    )


def _by_outcome(sums: DataFrame) -> DataFrame:
    """The sums of each outcome, in columns of its own."""
    return sums.select(
        "*",
        *(
            F.when(F.col("outcome") == outcome, F.col(of)).otherwise(0).alias(name)
            for outcome in ("rated", "unrated")
            for name, of in ((outcome, "records"), (f"{outcome}_seconds", "record_seconds"))
        ),
    )


_SHOWN = ("rated", "rated_seconds", "unrated", "unrated_seconds", "cost")


def ordered(name: str) -> Column:
    """As `to_ordered`, for text in ASCII."""
    return F.encode(F.col(name), "UTF-16BE")


#: The sums of `sums_by_group`.
SUMS = ("records", "record_seconds", "cost", "unpriced_records", "unpriced_seconds")


def _summed(usual: DataFrame, *by: str | Column) -> DataFrame:
    high, low = F.sum(F.expr(f"cost div {_HALF}")), F.sum(F.col("cost") % _HALF)
    cost = high.cast(COST) * F.lit(_HALF).cast(COST) + low.cast(COST)
    return usual.groupBy(*by).agg(
        F.count("*").alias("records"),
        F.sum("seconds").alias("record_seconds"),
        cost.cast(COST).alias("cost"),
        F.count_if(F.col("unpriced_seconds") > 0).alias("unpriced_records"),
        F.sum("unpriced_seconds").alias("unpriced_seconds"),
    )
