"""The documents that are decided in Python: unusual ones, and those that may be copies or part of a leak."""

import operator
from collections.abc import Iterable, Iterator
from functools import partial, reduce

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import Row as SparkRow

from rating_job.decide import Row, row_of_line, rows_of
from rating_job.leaks import ALONE_SECONDS
from rating_job.object_store import ObjectStore
from rating_job.pieces import Piece, content_of
from rating_job.plan import Plan
from rating_job.read_ahead import read_ahead
from rating_job.read_lines import lines_in, place_of
from rating_job.schema import DOCUMENTS

#: The outcome of a line that is not exactly one document: its object must be read whole.
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


def suspect_documents(
    spark: SparkSession, cdrs: ObjectStore, suspects: DataFrame, tasks: DataFrame, plan: Plan
) -> DataFrame:
    """The documents of usual records that may be copies or part of a leak. Reads their objects again."""
    shared = spark.sparkContext.broadcast(plan)

    def decide(some: Iterable[SparkRow]) -> Iterator[Row]:
        for task, places, objects in some:
            positions: dict[int, set[int]] = {}
            for place in places:
                positions.setdefault(place >> 32, set()).add(place & _POSITION)
            numbers = sorted(positions)
            pieces = (Piece(*objects[number]) for number in numbers)
            for number, (one, content) in zip(
                numbers, read_ahead(pieces, partial(content_of, cdrs)), strict=True
            ):
                arrived_at = one.modified_at if shared.value.arrivals_known else None
                for position, line in _lines_at(positions[number], one, content):
                    row = row_of_line(one.key, position, line, arrived_at, shared.value)
                    assert row is not None  # a usual line is a document
                    yield row._replace(task=task, place=place_of(number, position), replaces=True)

    chosen = suspects.groupBy("task").agg(F.collect_list("place").alias("places"))
    objects = chosen.join(tasks, "task").select("task", "places", "objects")
    return spark.createDataFrame(objects.rdd.mapPartitions(decide), DOCUMENTS, verifySchema=False)


def _lines_at(positions: set[int], one: Piece, content: bytes) -> Iterator[tuple[int, bytes]]:
    for batch in lines_in(0, [(one, content)], frozenset(), arrivals_known=False):
        places = batch.column("place").to_numpy()
        for at, place in enumerate(places.tolist()):
            if place & _POSITION in positions:
                yield place & _POSITION, batch.column("line")[at].as_py()


def _not_a_document(key: str) -> Row:
    return Row(key, 0, 0, NOT_A_DOCUMENT, None, None, late=False, identity="")


def objects_to_read_whole(documents: DataFrame) -> frozenset[str]:
    """The objects with a line that is not exactly one document."""
    found = documents.where(F.col("outcome") == NOT_A_DOCUMENT).select("source_key").distinct().collect()
    return frozenset(row["source_key"] for row in found)


def shared_hashes(usual: DataFrame, documents: DataFrame) -> DataFrame:
    """
    The hashes of identities, calls and transactions that several documents have, if these can be copies or leaks. Legs of one
    transaction that ended at almost the same time are none. If two hashes are equal by chance, that only costs time.
    """

    def hashes(rows: DataFrame, identity: Column, call: Column, leg: Column, ends_at: Column) -> DataFrame:
        never = F.lit(None).cast("long")
        pairs = [(identity, never), (call, never), (leg, ends_at)]
        found = F.array(*(F.struct(hash.alias("hash"), end.alias("ends_at")) for hash, end in pairs))
        return rows.select(F.inline(found)).where(F.col("hash").isNotNull())

    def hash_of(name: str) -> Column:
        return F.when(F.col(name).isNotNull(), F.xxhash64(name))

    known = [F.col(name) for name in ("identity_hash", "call_hash", "leg_hash", "ends_at")]
    ends_at = F.coalesce("ended_at", F.col("at") + F.col("seconds"))
    decided = [*map(hash_of, ("identity", "call_group", "leg_group")), ends_at]
    between = F.max("ends_at") - F.min("ends_at")
    return (
        hashes(usual, *known)
        .unionAll(hashes(documents, *decided))
        .groupBy("hash")
        .agg(F.count("*").alias("count"), between.alias("between"))
        .where((F.col("count") > 1) & (F.col("between").isNull() | (F.col("between") > ALONE_SECONDS)))
        .select("hash")
    )


def with_suspects(usual: DataFrame, shared: DataFrame, count: int) -> DataFrame:
    """Usual records, with `is_suspect`: whether one of their hashes is shared."""
    if count == 0:
        return usual.withColumn("is_suspect", F.lit(False))
    # A hash and its place in a table take some 30 bytes.
    known = F.broadcast(shared) if count < 2_000_000 else shared
    names = ("identity_hash", "call_hash", "leg_hash")
    marked = usual
    for name in names:
        column = f"shared_{name}"
        marked = marked.join(known.withColumnRenamed("hash", column), F.col(name) == F.col(column), "left")
    is_suspect = reduce(operator.or_, (F.col(f"shared_{name}").isNotNull() for name in names))
    return marked.withColumn("is_suspect", is_suspect).drop(*(f"shared_{name}" for name in names))
