"""The sums of usual records. Those of other records come from their outcomes."""

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from rating_job.schema import COST
from rating_job.summaries import SUMMARIES
from rating_job.usual import GROUP

# Costs of single records fit into 63 bits, and so do sums of each of their halves: 10^9 records have at most 10^9 of a half.
_HALF = 10**9


def sums_by_group(usual: DataFrame) -> DataFrame:
    """Count, seconds and cost of rated usual records by each part of `GROUP`. There are few groups."""
    parts = F.split("group", ",")
    return _summed(usual.where(F.col("group").isNotNull()), "group").select(
        *(parts[place].alias(name) for place, name in enumerate(GROUP)), "rated", "rated_seconds", "cost"
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
    few = groups.select(
        F.explode(
            F.array(
                *(
                    F.struct(F.lit(by).alias("by"), names[by].alias("name"))
                    for by in SUMMARIES
                    if by != "number"
                )
            )
        ).alias("row"),
        "rated",
        "rated_seconds",
        "cost",
    ).select("row.by", "row.name", "rated", "rated_seconds", "cost")
    numbers = _summed(usual.where(F.col("group").isNotNull()), "number").select(
        F.lit("number").alias("by"), F.col("number").alias("name"), "rated", "rated_seconds", "cost"
    )
    return few.unionAll(numbers).select(
        F.concat(F.lit("summary-by-"), "by", F.lit(".csv")).alias("file"),
        ordered("name").alias("name"),
        "rated",
        "rated_seconds",
        "cost",
    )


def ordered(name: str) -> Column:
    """As `to_ordered`, for text in ASCII."""
    return F.encode(F.col(name), "UTF-16BE")


def _summed(usual: DataFrame, by: str) -> DataFrame:
    high, low = F.sum(F.expr(f"cost div {_HALF}")), F.sum(F.col("cost") % _HALF)
    cost = high.cast(COST) * F.lit(_HALF).cast(COST) + low.cast(COST)
    return usual.groupBy(by).agg(
        F.count("*").alias("rated"), F.sum("seconds").alias("rated_seconds"), cost.cast(COST).alias("cost")
    )
