"""
The algorithm of the published sample in our own words, for the bench: the same steps in the same order, with its results and
its faults.

    sample_algorithm.py PLAN CDRS OUT

Source: https://github.com/aws-samples/amazon-chime-voice-connector-automated-cdr-transformation. Its Glue script reads all
records below a folder without a schema, filters them with a Python function, counts them, joins them with the price list by
text, and writes one CSV file. AWS Glue's DynamicFrame is replaced by Spark's own reader, and its Python filter by one on
rows.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pyspark.sql import Row, SparkSession
from pyspark.sql import functions as F

PRICES = "usageType string, EffectiveDate string, EffectiveEndDate string, PricePerUnit string"


def main(plan_path: str, cdrs: str, out: str) -> None:
    """Rates the window of a plan, and prints how many rows were written."""
    plan = json.loads(Path(plan_path).read_text())
    spark = SparkSession.builder.appName("sample").getOrCreate()
    start, end = plan["window"]["start"], plan["window"]["end"]

    def is_inside(record: Row) -> bool:
        at: int = record["StartTimeEpochSeconds"]
        return bool(start <= at < end)

    read = spark.read.json(f"{cdrs}/Amazon-Chime-Voice-Connector-CDRs/json", recursiveFileLookup=True)
    records = spark.createDataFrame(read.rdd.filter(is_inside), read.schema)
    if records.count() == 0:
        return
    timed = records.withColumn("StartTime", _text_of("StartTimeEpochSeconds")).withColumn(
        "EndTime", _text_of("EndTimeEpochSeconds")
    )
    prices = spark.createDataFrame(_prices(plan["book"]), PRICES)
    matches = (
        (timed["UsageType"] == prices["usageType"])
        & (prices["EffectiveEndDate"].isNull() | (timed["StartTime"] < prices["EffectiveEndDate"]))
        & (timed["StartTime"] >= prices["EffectiveDate"])
    )
    rated = timed.join(prices, matches, "left").drop(prices["usageType"])
    cost = F.col("BillableDurationMinutes") * F.col("PricePerUnit").cast("double")
    rated.withColumn("Cost", cost).repartition(1).write.csv(out, header=True, mode="overwrite")


def _text_of(seconds: str) -> Any:
    return F.from_unixtime(F.col(seconds), "yyyy-MM-dd HH:mm:ss")


def _prices(book: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """A row for each price, with dates in the form of the price list: compared as text with the times of records."""
    return [
        (usage_type, _date(span["from"]), _date(span.get("to", 253_370_764_800)), tier["price"])
        for lines in book["services"].values()
        for usage_type, spans in lines.items()
        for span in spans
        if not isinstance(span["holds"], str)
        for tier in span["holds"]["tiers"]
    ]


def _date(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


if __name__ == "__main__":
    main(*sys.argv[1:4])
