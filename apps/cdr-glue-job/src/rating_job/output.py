"""The CSV files of a run."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from pyspark.broadcast import Broadcast
from pyspark.sql import Column as SparkColumn
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import Row

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
from rating_job.plan import Plan
from rating_job.price_book import PriceBook
from rating_job.rated_parts import Change, PartWriter
from rating_job.schema import COST
from rating_job.sorted_parts import LinesOf, Part, RunFolder, WrittenFile, publish_parts, write_parts
from rating_job.summaries import SUMMARIES
from rating_job.usual_sums import ordered, summary_rows

Columns = dict[str, list[Column]]

_FILE_OF = {
    "duplicate": "duplicates.csv",
    "conflict": "conflicts.csv",
    "rejected": "rejected.csv",
}


def write_rated(
    outcomes: DataFrame,
    tiered: DataFrame | None,
    tasks: int,
    writer: PartWriter,
    plan: Plan,
    book: Broadcast[PriceBook],
    run: RunFolder,
) -> list[WrittenFile]:
    """
    A line for each rated record; with tiers, for each of its parts. Puts the outcomes, and the rows of usual records with
    tiers, among the rows that are drafted.
    """

    def price_to(row: Any) -> int:
        end: int = book.value.span_from(row["service_code"], row["usage_type"], row["price_from"]).end
        return end

    columns = rated_columns(plan.run_id, plan.book.currency, price_to)

    def rows_of(row: Row) -> list[bytes]:
        if row["text"] is not None:
            return [row["text"].encode()]
        return [csv_row(columns, {**row.asDict(), "line": line}) for line in row["lines"]]

    changed = _changed(outcomes, "rated").withColumn("text", F.lit(None).cast("string"))
    if tiered is not None:
        changed = changed.unionByName(
            tiered.select("task", "place", "text", F.lit(True).alias("is_here")), allowMissingColumns=True
        )
    return _write_drafted("rated.csv", csv_header(columns), changed, rows_of, tasks, writer, run)


def write_unrated(
    outcomes: DataFrame, tasks: int, writer: PartWriter, plan: Plan, run: RunFolder
) -> list[WrittenFile]:
    """A line for each record without a price. Puts the outcomes among the rows that are drafted."""
    columns = unrated_columns(plan.run_id)
    changed = _changed(outcomes, "unrated")
    return _write_drafted(
        "unrated.csv", csv_header(columns), changed, lambda row: [csv_row(columns, row)], tasks, writer, run
    )


def _changed(outcomes: DataFrame, outcome: str) -> DataFrame:
    """The outcomes that change the draft of a file: those that are in it, and those that replace a usual record."""
    is_here = F.col("outcome") == outcome
    return outcomes.where(F.col("replaces") | is_here).withColumn("is_here", is_here)


def _write_drafted(
    file: str,
    header: bytes,
    changed: DataFrame,
    rows_of: Callable[[Row], list[bytes]],
    tasks: int,
    writer: PartWriter,
    run: RunFolder,
) -> list[WrittenFile]:
    def finish(rows: Iterable[Row]) -> Iterator[Part]:
        for task, members in groupby(rows, key=lambda row: row["task"]):
            changes = (
                Change(row["place"], bool(row["replaces"]), rows_of(row) if row["is_here"] else [])
                for row in members
                if row["place"] >= 0
            )
            yield writer.finished(file, task, changes, header, run)

    every = changed.sparkSession.range(tasks).select(
        F.col("id").cast("int").alias("task"), F.lit(-1).cast("long").alias("place")
    )
    rows = every.unionByName(changed, allowMissingColumns=True).repartition("task")
    parts = rows.sortWithinPartitions("task", "place").rdd.mapPartitions(finish).collect()
    return publish_parts(file, header, sorted(parts), run)


def write_outcomes(outcomes: DataFrame, names: list[str], plan: Plan, run: RunFolder) -> list[WrittenFile]:
    """
    A line for each copy and each rejected document, in the file of its outcome, for these files. Documents outside the window
    have none.
    """
    run_id = plan.run_id
    every: Columns = {
        "duplicates.csv": duplicate_columns(run_id),
        "conflicts.csv": conflict_columns(run_id),
        "rejected.csv": rejected_columns(run_id),
    }
    columns = {name: every[name] for name in names}
    pairs = [(outcome, file) for outcome, file in _FILE_OF.items() if file in names]
    file = F.create_map(*(F.lit(text) for pair in pairs for text in pair))[F.col("outcome")]
    rows = outcomes.withColumn("file", file).where(F.col("file").isNotNull())
    return _write_sorted(rows, ["source_key", "position"], _rows_of(columns), columns, run)


def _write_sorted(
    rows: DataFrame, order: list[str], lines: LinesOf, columns: Columns, run: RunFolder
) -> list[WrittenFile]:
    headers = {file: csv_header(columns[file]) for file in columns}
    parts = write_parts(rows, order, lines, headers, run)
    return [file for name in columns for file in publish_parts(name, headers[name], parts, run)]


def write_leaks(leaks: DataFrame, run_id: str, run: RunFolder) -> list[WrittenFile]:
    """A line for each leak."""
    columns = {"leaks.csv": leak_columns(run_id)}
    order = ["source_key", "position", "leak", "other_source_key", "other_position"]
    rows = leaks.withColumn("file", F.lit("leaks.csv"))
    return _write_sorted(rows, order, _rows_of(columns), columns, run)


def _rows_of(columns: Columns) -> LinesOf:
    return lambda file, row: [csv_row(columns[file], row)]


def write_summaries(
    outcomes: DataFrame, usual: DataFrame, groups: DataFrame, run_id: str, run: RunFolder
) -> list[WrittenFile]:
    """The sums by each of `SUMMARIES`. A summary may have as many rows as there are phone numbers."""
    files = [f"summary-by-{by}.csv" for by in SUMMARIES]
    columns: Columns = {file: summary_columns(run_id, by) for file, by in zip(files, SUMMARIES, strict=True)}
    named = F.arrays_zip(F.array(*map(F.lit, files)).alias("file"), F.col("summary_names").alias("name"))
    counted = (
        outcomes.where(F.col("outcome").isin("rated", "unrated"))
        .select("outcome", "seconds", "cost", F.explode(named).alias("summary"))
        .select("outcome", "seconds", "cost", "summary.file", "summary.name")
    )
    summed = counted.groupBy("file", "name").agg(
        *_count_and_seconds("rated"),
        *_count_and_seconds("unrated"),
        F.coalesce(F.sum("cost"), F.lit(0).cast(COST)).alias("cost"),
    )
    usual_rows = summary_rows(usual, groups)
    sums = ["rated", "rated_seconds", "unrated", "unrated_seconds", "cost"]
    rows = (
        summed.unionByName(usual_rows, allowMissingColumns=True)
        .groupBy("file", "name")
        .agg(*(F.sum(F.coalesce(F.col(name), F.lit(0).cast(COST))).cast(COST).alias(name) for name in sums))
    )
    return _write_sorted(rows, ["name"], _rows_of(columns), columns, run)


def _count_and_seconds(outcome: str) -> list[SparkColumn]:
    of_outcome = F.col("outcome") == outcome
    return [
        F.count_if(of_outcome).alias(outcome),
        F.sum(F.when(of_outcome, F.col("seconds")).otherwise(0).cast(COST)).alias(f"{outcome}_seconds"),
    ]


def write_usage(outcomes: DataFrame, groups: DataFrame, run_id: str, run: RunFolder) -> list[WrittenFile]:
    """The seconds rated, by account, line and month, which the next run needs for its tiers."""
    columns = {"usage.csv": usage_columns(run_id)}
    scope = ("account_id", "service_code", "usage_type", "month")
    usual = groups.where(F.col("outcome") == "rated").select(
        F.array(*map(ordered, scope)).alias("scope"), F.col("record_seconds").alias("seconds")
    )
    rows = (
        outcomes.where(F.col("outcome") == "rated")
        .select("scope", "seconds")
        .unionAll(usual)
        .groupBy("scope")
        .agg(F.sum(F.col("seconds").cast(COST)).alias("rated_seconds"))
        .where(F.col("rated_seconds") != 0)
        .withColumn("file", F.lit("usage.csv"))
    )
    return _write_sorted(rows, ["scope"], _rows_of(columns), columns, run)
