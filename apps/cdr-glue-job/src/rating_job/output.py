"""The CSV files of a run."""

from collections.abc import Iterator
from typing import Any

from pyspark.broadcast import Broadcast
from pyspark.sql import Column as SparkColumn
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from rating_job.columns import (
    conflict_columns,
    duplicate_columns,
    leak_columns,
    rated_columns,
    rejected_columns,
    summary_columns,
    unrated_columns,
    usage_columns,
)
from rating_job.csv_text import Column, csv_header, csv_row
from rating_job.object_store import ObjectStore
from rating_job.plan import Plan
from rating_job.price_book import PriceBook
from rating_job.schema import COST
from rating_job.sorted_parts import WrittenFile, join_parts, write_parts
from rating_job.summaries import SUMMARIES

Columns = dict[str, list[Column]]

_FILE_OF = {
    "rated": "rated.csv",
    "unrated": "unrated.csv",
    "duplicate": "duplicates.csv",
    "conflict": "conflicts.csv",
    "rejected": "rejected.csv",
}


def write_outcomes(
    outcomes: DataFrame, plan: Plan, book: Broadcast[PriceBook], out: ObjectStore, folder: str
) -> list[WrittenFile]:
    """
    A line for each outcome, in the file of its verdict. With tiers, there is one line for each part. Documents outside the
    window have none.
    """
    run_id, currency = plan.run_id, plan.book.currency

    def price_to(row: dict[str, Any]) -> int:
        end: int = book.value.span_from(row["service_code"], row["usage_type"], row["price_from"]).end
        return end

    columns: Columns = {
        "rated.csv": rated_columns(run_id, currency, price_to),
        "unrated.csv": unrated_columns(run_id),
        "duplicates.csv": duplicate_columns(run_id),
        "conflicts.csv": conflict_columns(run_id),
        "rejected.csv": rejected_columns(run_id),
    }

    def lines(file: str, row: dict[str, Any]) -> Iterator[bytes]:
        if file != "rated.csv":
            yield csv_row(columns[file], row)
            return
        for line in row["lines"]:
            yield csv_row(columns[file], {**row, "line": line})

    file = F.create_map(*(F.lit(text) for pair in _FILE_OF.items() for text in pair))[F.col("verdict")]
    rows = outcomes.where(F.col("verdict") != "outside").withColumn("file", file)
    parts = write_parts(rows, ["source_key", "position"], lines, out, f"{folder}parts/")
    return [join_parts(name, csv_header(columns[name]), parts, out, folder) for name in columns]


def write_leaks(leaks: DataFrame, run_id: str, out: ObjectStore, folder: str) -> WrittenFile:
    """A line for each leak."""
    columns = leak_columns(run_id)
    order = ["source_key", "position", "leak", "other_source_key", "other_position"]
    rows = leaks.withColumn("file", F.lit("leaks.csv"))
    parts = write_parts(rows, order, lambda _, row: [csv_row(columns, row)], out, f"{folder}parts/")
    return join_parts("leaks.csv", csv_header(columns), parts, out, folder)


def write_summaries(outcomes: DataFrame, run_id: str, out: ObjectStore, folder: str) -> list[WrittenFile]:
    """The sums by each of `SUMMARIES`. A summary may have as many rows as there are phone numbers."""
    files = [f"summary-by-{by}.csv" for by in SUMMARIES]
    columns: Columns = {file: summary_columns(run_id, by) for file, by in zip(files, SUMMARIES, strict=True)}
    named = F.arrays_zip(F.array(*map(F.lit, files)).alias("file"), F.col("summary_names").alias("name"))
    counted = (
        outcomes.where(F.col("verdict").isin("rated", "unrated"))
        .select("verdict", "seconds", "cost", F.explode(named).alias("summary"))
        .select("verdict", "seconds", "cost", "summary.file", "summary.name")
    )
    rows = counted.groupBy("file", "name").agg(
        *_count_and_seconds("rated"),
        *_count_and_seconds("unrated"),
        F.coalesce(F.sum("cost"), F.lit(0).cast(COST)).alias("cost"),
    )
    parts = write_parts(
        rows, ["name"], lambda file, row: [csv_row(columns[file], row)], out, f"{folder}parts/"
    )
    return [join_parts(file, csv_header(columns[file]), parts, out, folder) for file in files]


def _count_and_seconds(verdict: str) -> list[SparkColumn]:
    of_verdict = F.col("verdict") == verdict
    return [
        F.count_if(of_verdict).alias(verdict),
        F.sum(F.when(of_verdict, F.col("seconds")).otherwise(0)).alias(f"{verdict}_seconds"),
    ]


def write_usage(outcomes: DataFrame, run_id: str, out: ObjectStore, folder: str) -> WrittenFile:
    """The seconds rated, by account, line and month, which the next run needs for its tiers."""
    columns = usage_columns(run_id)
    rows = (
        outcomes.where(F.col("verdict") == "rated")
        .groupBy("scope")
        .agg(F.sum("seconds").alias("rated_seconds"))
        .where(F.col("rated_seconds") != 0)
        .withColumn("file", F.lit("usage.csv"))
    )
    parts = write_parts(rows, ["scope"], lambda _, row: [csv_row(columns, row)], out, f"{folder}parts/")
    return join_parts("usage.csv", csv_header(columns), parts, out, folder)
