"""The types that Spark uses. None are inferred, so a run reads its input once."""

from pyspark.sql.types import (
    ArrayType,
    BinaryType,
    BooleanType,
    DecimalType,
    IntegerType,
    LongType,
    StringType,
    StructField,
    StructType,
)

# Costs are integers in units of 10^-10 / 60: Spark's largest decimal, without decimal places.
COST = DecimalType(38, 0)

OBJECTS = StructType(
    [
        StructField("key", StringType(), nullable=False),
        StructField("bytes", LongType(), nullable=False),
        StructField("modified_at", LongType(), nullable=False),
    ]
)

#: A `Piece` of `pieces.py`.
PIECES = StructType(
    [
        *OBJECTS.fields,
        StructField("start", LongType()),
        StructField("first", LongType(), nullable=False),
    ]
)

#: What a task reads.
TASKS = StructType(
    [
        StructField("task", IntegerType(), nullable=False),
        StructField("objects", ArrayType(PIECES), nullable=False),
    ]
)

#: A `Row` of `decide.py`.
DOCUMENTS = StructType(
    [
        StructField("source_key", StringType(), nullable=False),
        StructField("position", LongType(), nullable=False),
        StructField("arrived_at", LongType(), nullable=False),
        StructField("outcome", StringType(), nullable=False),
        StructField("reason", StringType()),
        StructField("issues", StringType()),
        StructField("late", BooleanType(), nullable=False),
        StructField("identity", StringType(), nullable=False),
        StructField("digest", BinaryType()),
        StructField("kind", StringType()),
        StructField("account_id", StringType()),
        StructField("transaction_id", StringType()),
        StructField("call_id", StringType()),
        StructField("owner", StringType()),
        StructField("direction", StringType()),
        StructField("source_number", StringType()),
        StructField("destination_number", StringType()),
        StructField("source_country", StringType()),
        StructField("destination_country", StringType()),
        StructField("at", LongType()),
        StructField("seconds", LongType()),
        StructField("ended_at", LongType()),
        StructField("unpriced_seconds", LongType()),
        StructField("service_code", StringType()),
        StructField("usage_type", StringType()),
        StructField("price_from", LongType()),
        StructField("scope", ArrayType(BinaryType())),
        StructField("used_at_start", COST),
        StructField("order_in_scope", BinaryType()),
        StructField("summary_names", ArrayType(BinaryType())),
        StructField("leg_group", StringType()),
        StructField("call_group", StringType()),
        StructField("leg", StringType()),
        StructField("unread_bytes", LongType(), nullable=False),
        StructField("task", IntegerType(), nullable=False),
        StructField("place", LongType(), nullable=False),
        StructField("replaces", BooleanType(), nullable=False),
    ]
)

#: A `Line` of `tiers.py`.
LINES = ArrayType(
    StructType(
        [
            StructField("number", IntegerType(), nullable=False),
            StructField("seconds", LongType(), nullable=False),
            StructField("tier_begin_seconds", LongType(), nullable=False),
            StructField("tier_end_seconds", LongType()),
            StructField("price", StringType(), nullable=False),
            StructField("unit", StringType(), nullable=False),
            StructField("version", StringType(), nullable=False),
            StructField("sku", StringType(), nullable=False),
            StructField("rate_code", StringType(), nullable=False),
            StructField("cost", COST, nullable=False),
        ]
    )
)
