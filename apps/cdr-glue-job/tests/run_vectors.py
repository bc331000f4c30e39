"""
Rates golden vectors. Each is read by its own plan, and all with the same price book are settled in one Spark run.

    run_vectors.py IN OUT

Settling identifies documents only by object, identity and scope, so the vector's name is put in front of these three to keep
the vectors apart. Everything else is the same as in a run.
"""

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

from rating_job.decide import Row, rows_of
from rating_job.money import cost_text
from rating_job.plan import read_plan
from rating_job.run import configure
from rating_job.schema import DOCUMENTS
from rating_job.settle import settle
from rating_job.text_order import to_ordered


def main(source: str, target: str) -> None:
    """Writes the outcomes of every vector, by vector id."""
    given = json.loads(Path(source).read_text())
    spark = SparkSession.builder.getOrCreate()
    configure(spark)
    outcomes: dict[str, list[dict[str, Any]]] = {vector["id"]: [] for vector in given["vectors"]}
    for name, book in given["books"].items():
        vectors = [vector for vector in given["vectors"] if vector["prices"] == name]
        rows = [row for vector in vectors for row in rows_of_vector(vector, book)]
        price_book = read_plan({**vectors[0]["plan"], "book": book}).book
        documents = spark.createDataFrame(rows, DOCUMENTS, verifySchema=False)
        settled = settle(documents, spark.sparkContext.broadcast(price_book))
        for row in settled.orderBy("source_key", "position").collect():
            vector_id, source_key = row["source_key"].split("|", 1)
            outcomes[vector_id].append(in_words_of_vectors(source_key, row.asDict(recursive=True)))
    Path(target).write_text(json.dumps(outcomes))


def rows_of_vector(vector: dict[str, Any], book: dict[str, Any]) -> Iterator[Row]:
    """The documents of a vector, with the vector's id in front of everything that identifies them."""
    plan = read_plan({**vector["plan"], "book": book})
    for stored in vector["objects"]:
        content = stored["text"].encode("utf-8", "surrogatepass")
        for row in rows_of(stored["source"], content, stored.get("arrivedAt"), plan):
            yield row._replace(
                source_key=f"{vector['id']}|{row.source_key}",
                identity=f"{vector['id']}|{row.identity}",
                scope=row.scope and [to_ordered(vector["id"]), *row.scope],
            )


def in_words_of_vectors(source: str, row: dict[str, Any]) -> dict[str, Any]:
    """An outcome in the format of libs/pricing/golden/README.md."""
    place = {"source": source, "position": row["position"], "outcome": row["outcome"]}
    match row["outcome"]:
        case "rated":
            return {**place, **_rated(row)}
        case "unrated":
            return {**place, "late": row["late"], "reason": row["reason"], "seconds": row["seconds"]}
        case "duplicate":
            return {**place, "of": _first(row)}
        case "conflict":
            return {**place, "with": _first(row)}
        case "rejected":
            return {**place, "reason": row["reason"]}
        case _:
            return {**place, "because": row["reason"]}


def _rated(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "late": row["late"],
        "serviceCode": row["service_code"],
        "usageType": row["usage_type"],
        "seconds": row["seconds"],
        "usedBefore": int(row["used_before"]),
        "version": row["lines"][0]["version"],
        "lines": [
            [line["rate_code"], line["seconds"], line["price"], _digits(line["cost"])]
            for line in row["lines"]
        ],
        "cost60": _digits(row["cost"]),
        "cost": cost_text(int(row["cost"])),
    }


def _first(row: dict[str, Any]) -> list[Any]:
    return [row["first"]["source_key"].split("|", 1)[1], row["first"]["position"]]


def _digits(cost: Decimal) -> str:
    return str(int(cost))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
