"""The documents that are decided in Python: unusual ones, and those that may be copies or part of a leak."""

from collections.abc import Iterable, Iterator
from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import Row as SparkRow

from rating_job.decide import Row, row_of_line, rows_of
from rating_job.object_store import ObjectStore, StoredObject
from rating_job.plan import Plan
from rating_job.read_ahead import read_ahead
from rating_job.read_lines import lines_in
from rating_job.schema import DOCUMENTS

#: The verdict of a line that is not exactly one document: its object must be read whole.
NOT_A_DOCUMENT = "not-a-document"
_POSITION = 0xFFFFFFFF


def unusual_documents(spark: SparkSession, scanned: DataFrame, plan: Plan) -> DataFrame:
    """The documents in the lines, and in the whole objects, that Spark's expressions left."""
    shared = spark.sparkContext.broadcast(plan)

    def decide(some: Iterable[SparkRow]) -> Iterator[Row]:
        for task, place, key, arrived_at, is_whole, line in some:
            if is_whole:
                for row in rows_of(key, bytes(line), arrived_at, shared.value):
                    yield row._replace(task=task, place=place + row.position)
                continue
            found = row_of_line(key, place & _POSITION, bytes(line), arrived_at, shared.value)
            yield found._replace(task=task, place=place) if found else _not_a_document(key)

    columns = ["task", "place", "source_key", "arrived_at", "is_whole", "line"]
    lines = scanned.where(~F.col("is_usual")).select(columns)
    return spark.createDataFrame(lines.rdd.mapPartitions(decide), DOCUMENTS, verifySchema=False)


def suspect_documents(spark: SparkSession, cdrs: ObjectStore, suspects: DataFrame, plan: Plan) -> DataFrame:
    """The documents of usual records that may be copies or part of a leak. Reads their objects again."""
    shared = spark.sparkContext.broadcast(plan)

    def decide(objects: Iterable[SparkRow]) -> Iterator[Row]:
        found = {row["source_key"]: row for row in objects}
        stored = (StoredObject(key, 0, row["arrived_at"] or 0) for key, row in found.items())
        for one, content in read_ahead(stored, cdrs.read):
            row = found[one.key]
            lines = _lines_at({place & _POSITION for place in row["places"]}, one, content)
            first = min(row["places"]) & ~_POSITION
            for position, line in lines:
                decided = row_of_line(one.key, position, line, row["arrived_at"], shared.value)
                assert decided is not None  # a usual line is a document
                yield decided._replace(task=row["task"], place=first | position, replaces=True)

    objects = suspects.groupBy("source_key", "task", "arrived_at").agg(
        F.collect_list("place").alias("places")
    )
    return spark.createDataFrame(objects.rdd.mapPartitions(decide), DOCUMENTS, verifySchema=False)


def _lines_at(positions: set[int], one: StoredObject, content: bytes) -> Iterator[tuple[int, bytes]]:
    for batch in lines_in(0, [(one, content)], frozenset(), arrivals_known=False):
        places = batch.column("place").to_numpy()
        for at, place in enumerate(places.tolist()):
            if place & _POSITION in positions:
                yield place & _POSITION, batch.column("line")[at].as_py()


def _not_a_document(key: str) -> Row:
    return Row(key, 0, 0, NOT_A_DOCUMENT, None, None, late=False, identity="")


def objects_to_read_whole(documents: DataFrame) -> frozenset[str]:
    """The objects with a line that is not exactly one document."""
    found = documents.where(F.col("verdict") == NOT_A_DOCUMENT).select("source_key").distinct().collect()
    return frozenset(row["source_key"] for row in found)


def shared_hashes(usual: DataFrame, documents: DataFrame) -> DataFrame:
    """
    The hashes of identities and calls that several documents have. Only such documents can be copies or leaks. If two hashes
    are equal by chance, that only costs time.
    """

    def hashes(rows: DataFrame, *columns: Any) -> DataFrame:
        return rows.select(F.explode(F.array(*columns)).alias("hash")).where(F.col("hash").isNotNull())

    def hash_of(name: str) -> Any:
        return F.when(F.col(name).isNotNull(), F.xxhash64(name))

    all_hashes = hashes(usual, "identity_hash", "call_hash").unionAll(
        hashes(documents, hash_of("identity"), hash_of("call_group"))
    )
    return all_hashes.groupBy("hash").count().where(F.col("count") > 1).select("hash")


def with_suspects(usual: DataFrame, shared: DataFrame, count: int) -> DataFrame:
    """Usual records, with `is_suspect`: whether one of their hashes is shared."""
    if count == 0:
        return usual.withColumn("is_suspect", F.lit(False))
    # A hash and its place in a table take some 30 bytes.
    known = F.broadcast(shared) if count < 2_000_000 else shared
    marked = usual
    for name in ("identity_hash", "call_hash"):
        column = f"shared_{name}"
        marked = marked.join(known.withColumnRenamed("hash", column), F.col(name) == F.col(column), "left")
    is_suspect = F.col("shared_identity_hash").isNotNull() | F.col("shared_call_hash").isNotNull()
    return marked.withColumn("is_suspect", is_suspect).drop("shared_identity_hash", "shared_call_hash")
