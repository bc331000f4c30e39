"""
Reads, checks and rates usual records with Spark's own expressions, without Python.

A record is usual if it is written as AWS's services write it: one JSON object in a line, with plain text and whole numbers,
of a kind and with a price that these expressions know. `decide.py` has the same rules for any record, and decides the unusual
ones. In doubt, a record is unusual: that costs time, and a wrong decision costs money.
"""

from collections.abc import Iterator
from functools import reduce
from typing import Any

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import LongType, StringType, StructField, StructType

from rating_job.csv_text import csv_cell
from rating_job.definitions import KINDS, RATED_COLUMNS, KindDefinition
from rating_job.moments import day_of, iso_of
from rating_job.money import ROUNDING, price_text
from rating_job.plan import Plan, Window, window_of
from rating_job.price_book import PriceBook, Span, Tier
from rating_job.zones import zone_of

#: The kinds that these expressions read, by their number in `KINDS`.
READ_HERE = tuple(number for number, one in enumerate(KINDS) if one.kind in ("voice-connector", "streaming"))

# Fields with text. Only these are copied to the output, so a comma, which would need quotes, makes a record unusual.
_TEXT = (
    "AwsAccountId",
    "TransactionId",
    "CallId",
    "VoiceConnectorId",
    "ServiceCode",
    "UsageType",
    "Direction",
    "SourcePhoneNumber",
    "SourceCountry",
    "DestinationPhoneNumber",
    "DestinationCountry",
    "SchemaVersion",
)
_WHOLE = ("BillableDurationSeconds", "StartTimeEpochSeconds", "EndTimeEpochSeconds")

# Printable ASCII without quotes and backslashes. Java reads these patterns; none of them backtracks.
_PLAIN = r'"[ !#-+\--\[\]-~]*+"'
_ANY = r'"[ !#-\[\]-~]*+"'
_NUMBER = r"-?+(?:0|[1-9][0-9]{0,14}+)(?:\.[0-9]{1,15}+)?+"
_WHOLE_NUMBER = r"(?:0|[1-9][0-9]{0,14}+)"


def _member() -> str:
    text, whole = "|".join(_TEXT), "|".join(_WHOLE)
    return (
        rf'(?:"(?:{text})": ?+(?:{_PLAIN}|null)'
        rf'|"(?:{whole})": ?+(?:{_WHOLE_NUMBER}|null)'
        rf'|"(?!(?:{text}|{whole})")[A-Za-z0-9_]++": ?+(?:{_ANY}|{_NUMBER}|true|false|null))'
    )


_LINE = rf"\A\{{{_member()}(?:, ?+{_member()}){{1,63}}+\}}\r?+\n?+\z"

# At most 115 days. With the largest price that is rated here, a cost fits into 63 bits.
_MOST_SECONDS = 9_999_999
MOST_COST_OF_A_SECOND = 9 * 10**11
_LAST_MOMENT = 9_999_999_999
_PRICES = StructType(
    [
        StructField("price_service", StringType(), nullable=False),
        StructField("price_usage", StringType(), nullable=False),
        StructField("price_start", LongType(), nullable=False),
        StructField("price_end", LongType(), nullable=False),
        # Null for a line with tiers.
        StructField("cost_of_second", LongType()),
        StructField("price_cells", StringType()),
    ]
)


def with_usual(spark: SparkSession, lines: DataFrame, plan: Plan) -> DataFrame:
    """
    Lines with what follows from each usual one:

    - `is_usual`; the other columns have a meaning only if it is true.
    - `because`: why the record is not in the window; null if it is rated.
    - `text`: its row of rated.csv.
    - `identity_hash`, `call_hash`: of `identity` and `call_group`, as in `decide.py`. Null if it has none.
    - `group`: the record's place in every summary except that of numbers; `number`: that one.
    - `seconds` and `cost`.

    The price of a record whose line has tiers is not known yet: it has no `text` and no `cost`, but what `usual_tiers.py`
    needs.
    """
    read = F.from_json(F.col("line").cast("string"), _FIELDS, _STRICT)
    seen = (
        lines.withColumn(
            "looks_usual",
            ~F.col("is_whole")
            & F.col("kind_number").isin(*READ_HERE)
            & F.col("line").cast("string").rlike(_LINE),
        )
        .withColumn("f", F.when(F.col("looks_usual"), read))
        .withColumn("at", F.col("f.StartTimeEpochSeconds"))
        .withColumn("seconds", F.col("f.BillableDurationSeconds"))
        .withColumn("because", _because(plan))
        # Used by several columns: Spark computes what is in a column of its own only once.
        .withColumn("started_at", F.when(F.col("looks_usual"), _iso(F.col("at"))))
        .withColumn("source_number", F.when(F.col("looks_usual"), _number("SourcePhoneNumber", plan)))
        .withColumn(
            "destination_number", F.when(F.col("looks_usual"), _number("DestinationPhoneNumber", plan))
        )
    )
    priced = seen.join(
        F.broadcast(_prices(spark, plan.book)),
        (F.col("f.ServiceCode") == F.col("price_service"))
        & (F.col("f.UsageType") == F.col("price_usage"))
        & (F.col("at") >= F.col("price_start"))
        & (F.col("at") < F.col("price_end")),
        "left",
    )
    is_usual = F.coalesce(F.col("looks_usual") & _is_complete() & _is_certain(plan), F.lit(False))
    is_rated = F.col("is_usual") & F.col("because").isNull()
    is_flat = is_rated & F.col("cost_of_second").isNotNull()
    is_tiered = is_rated & F.col("cost_of_second").isNull()
    facts = _facts()
    cells = _cells(facts, plan)
    return (
        priced.withColumn("is_usual", is_usual)
        .withColumn("cost", F.when(is_flat, F.col("seconds") * F.col("cost_of_second")))
        .select(
            "task",
            "place",
            "source_key",
            "arrived_at",
            "is_whole",
            "is_usual",
            F.when(~F.col("is_usual"), F.col("line")).alias("line"),
            F.when(F.col("is_usual"), F.col("because")).alias("because"),
            F.when(is_flat, F.concat(*_joined(cells), F.lit("\r\n"))).alias("text"),
            F.when(F.col("is_usual"), F.xxhash64(_identity())).alias("identity_hash"),
            F.when(is_rated & _may_leak(), F.xxhash64(_call_group())).alias("call_hash"),
            F.when(is_rated, F.concat_ws(",", *_group(facts, plan))).alias("group"),
            F.when(is_rated, facts["number"]).alias("number"),
            F.when(is_rated, F.col("seconds")).alias("seconds"),
            "cost",
            *(F.when(is_tiered, column).alias(name) for name, column in _for_tiers(cells).items()),
        )
    )


_FIELDS = StructType(
    [
        *(StructField(name, StringType()) for name in _TEXT),
        *(StructField(name, LongType()) for name in _WHOLE),
    ]
)
_STRICT = {"allowSingleQuotes": "false", "allowNonNumericNumbers": "false"}


def _text(name: str) -> Column:
    return F.coalesce(F.col(f"f.{name}"), F.lit(""))


def _is_complete() -> Column:
    """Whether the record has what it needs, as `records.py` checks it. A missing field makes this null."""
    has_text = [
        F.col(f"f.{name}") != "" for name in ("TransactionId", "ServiceCode", "UsageType", "AwsAccountId")
    ]
    version = F.coalesce(F.col("f.SchemaVersion"), F.lit("2.0")).isin("1.0", "2.0")
    ended_at = F.coalesce(F.col("f.EndTimeEpochSeconds"), F.lit(0)) <= _LAST_MOMENT
    in_range = (F.col("seconds") <= _MOST_SECONDS) & (F.col("at") <= _LAST_MOMENT)
    return reduce(Column.__and__, [*has_text, version, ended_at, in_range])


def _is_certain(plan: Plan) -> Column:
    """Whether these expressions can say what becomes of the record: it has a price, or belongs to another window."""
    is_outside = F.coalesce(F.col("because").isin("before", "after", "too-late"), F.lit(False))
    is_rated = F.col("because").isNull() & F.col("price_start").isNotNull()
    numbers = [F.col("f.SourcePhoneNumber"), F.col("f.DestinationPhoneNumber")]
    # What is masked is decided by `redact.py`; only plain numbers are so simple that it can be said here.
    plain = (
        [F.coalesce(one, F.lit("")).rlike(r"\A(?:\+?[0-9]{7,20})?\z") for one in numbers]
        if plan.masked
        else []
    )
    return reduce(Column.__and__, plain, is_outside | is_rated)


def _because(plan: Plan) -> Column:
    """The membership of `membership.py`; null if the record is in time."""
    window, at = window_of(plan), F.col("at")
    if not plan.arrivals_known:
        return F.when(at >= window.end, "after").when(at < window.start, "before")
    return (
        F.when(at >= window.end, "after")
        .when(F.col("arrived_at") >= window.end + plan.lag_seconds, "too-late")
        .when(at >= window.start, F.lit(None))
        .when(F.col("arrived_at") < window.start + plan.lag_seconds, "before")
        .otherwise("late")
    )


def _by_kind(value_of: dict[int, Any]) -> Column:
    """A value for each kind that is read here."""
    (first, value), *others = value_of.items()
    column = F.when(F.col("kind_number") == first, value)
    for number, other in others:
        column = column.when(F.col("kind_number") == number, other)
    return column


def _of_kind(choose: Any) -> Column:
    return _by_kind({number: choose(KINDS[number]) for number in READ_HERE})


def _identity() -> Column:
    return F.concat(_of_kind(lambda kind: f'["{kind.kind}","'), F.col("f.TransactionId"), F.lit('"]'))


def _call_group() -> Column:
    parts = [F.col("f.AwsAccountId"), F.col("f.CallId"), F.concat_ws(" ", "f.ServiceCode", "f.UsageType")]
    texts = [F.concat(F.lit('"'), part, F.lit('"')) for part in parts]
    kind = _of_kind(lambda kind: f'["{kind.kind}"')
    return F.concat(kind, *(piece for text in texts for piece in (F.lit(","), text)), F.lit("]"))


def _may_leak() -> Column:
    return (F.col("seconds") > 0) & F.col("f.CallId").isNotNull() & _of_kind(lambda kind: kind.can_leak)


def _facts() -> dict[str, Column]:
    """The facts of `facts.py`, as they are written."""

    def owner(kind: KindDefinition) -> Column:
        return _text(kind.owner) if kind.owner else _text("AwsAccountId")

    source, destination = F.col("source_number"), F.col("destination_number")
    return {
        "owner": _of_kind(owner),
        "direction": _text("Direction"),
        "source_number": source,
        "destination_number": destination,
        "source_country": _text("SourceCountry"),
        "destination_country": _text("DestinationCountry"),
        "number": F.when(_text("Direction") == "Inbound", destination).otherwise(source),
        "started_at": F.col("started_at"),
    }


def _number(name: str, plan: Plan) -> Column:
    number = _text(name)
    if plan.masked:
        return F.when(number != "", F.concat(F.lit("***"), F.substring(number, -2, 2))).otherwise("")
    return F.when(number.rlike(r"\A[1-9][0-9]{10,14}\z"), F.concat(F.lit("+"), number)).otherwise(number)


def _iso(at: Column) -> Column:
    return F.date_format(F.timestamp_seconds(at), "yyyy-MM-dd'T'HH:mm:ss'Z'")


def _cells(facts: dict[str, Column], plan: Plan) -> dict[str, Column]:
    """The cells of a row of rated.csv, in their order. `price_cells` are those from price to price_to."""
    seconds, cost = F.col("seconds").cast("string"), F.col("cost")
    cells = {
        "run_id": F.lit(plan.run_id),
        "source_key": F.col("key_cell"),
        "position": (F.col("place").bitwiseAND(0xFFFFFFFF)).cast("string"),
        "kind": _of_kind(lambda kind: kind.kind),
        "account_id": _text("AwsAccountId"),
        "transaction_id": _text("TransactionId"),
        "call_id": _text("CallId"),
        "connector_or_application": facts["owner"],
        "direction": facts["direction"],
        "source_number": facts["source_number"],
        "destination_number": facts["destination_number"],
        "source_country": facts["source_country"],
        "destination_country": facts["destination_country"],
        "started_at": facts["started_at"],
        "billed_seconds": seconds,
        "late": F.lit("false"),
        "service_code": _text("ServiceCode"),
        "usage_type": _text("UsageType"),
        "line": F.lit("1"),
        "line_seconds": seconds,
        "used_before_seconds": F.lit("0"),
        "tier_begin_seconds": F.lit("0"),
        "tier_end_seconds": F.lit(""),
        "price": F.col("price_cells"),
        "cost": F.expr(cost_text("cost")),
        "cost_exact": cost.cast("string"),
        "rounding": F.lit(ROUNDING),
    }
    return {name: cells[name] for name in RATED_COLUMNS if name in cells}


def _joined(cells: dict[str, Column]) -> list[Column]:
    """Cells with commas between them."""
    return [piece for cell in cells.values() for piece in (F.lit(","), cell)][1:]


def _for_tiers(cells: dict[str, Column]) -> dict[str, Column]:
    """What is needed to rate a record when the earlier use is known: `head` has the cells before those of a line."""
    names = list(cells)
    head = {name: cells[name] for name in names[: names.index("line")]}
    return {
        "head": F.concat(*_joined(head)),
        "account_id": F.col("f.AwsAccountId"),
        "service_code": F.col("f.ServiceCode"),
        "usage_type": F.col("f.UsageType"),
        "price_from": F.col("price_start"),
        "at": F.col("at"),
        "transaction_id": F.col("f.TransactionId"),
        "identity": _identity(),
    }


#: The columns that `price_cells` holds.
PRICE_COLUMNS = ("price", "unit", "currency", "price_version", "sku", "rate_code", "price_from", "price_to")


def cost_text(cost: str) -> str:
    """SQL that writes a cost as `cost_text` of `money.py` does: ten places, half to even."""
    rounded = f"({cost} div 60 + if({cost} % 60 + {cost} div 60 % 2 > 30, 1, 0))"
    places = f"lpad(cast({rounded} % {10**10} as string), 10, '0')"
    return f"concat(cast({rounded} div {10**10} as string), '.', {places})"


#: The parts of `group`, in order.
GROUP = (
    "account_id",
    "service_code",
    "usage_type",
    "month",
    "owner",
    "direction",
    "source_country",
    "destination_country",
    "day",
)


def _group(facts: dict[str, Column], plan: Plan) -> list[Column]:
    parts = {
        "account_id": _text("AwsAccountId"),
        "service_code": _text("ServiceCode"),
        "usage_type": _text("UsageType"),
        "month": F.substring(facts["started_at"], 1, 7),
        "day": _day(window_of(plan)),
        **facts,
    }
    return [parts[name] for name in GROUP]


def _day(window: Window) -> Column:
    """The date of a moment in the window, in the zone of the window."""
    zone = zone_of(window.zone)
    starts = [window.start]
    # The zone's rules are Python's here too: Java's may be of another version. Days begin at whole quarters of an hour.
    for at in range(window.start - window.start % 900 + 900, window.end, 900):
        if day_of(at, zone) != day_of(at - 1, zone):
            starts.append(at)
    latest, *earlier = [(start, day_of(start, zone).isoformat()) for start in reversed(starts)]
    column = F.when(F.col("at") >= latest[0], latest[1])
    for start, day in earlier:
        column = column.when(F.col("at") >= start, day)
    return column


def _prices(spark: SparkSession, book: PriceBook) -> DataFrame:
    """The spans of lines in which these expressions find a price."""
    flat = [
        (
            service,
            usage,
            span.start,
            span.end,
            cost_of_second(span.tiers[0]),
            price_cells(book, span, span.tiers[0]),
        )
        for service, usage, span in _spans(book, tiered=False)
        if _is_flat(span)
    ]
    tiered = [
        (service, usage, span.start, span.end, None, None) for service, usage, span in tiered_spans(book)
    ]
    return spark.createDataFrame([*flat, *tiered], _PRICES)


def tiered_spans(book: PriceBook) -> Iterator[tuple[str, str, Span]]:
    """Service code, usage type and span of the lines whose price depends on earlier use."""
    return _spans(book, tiered=True)


def _spans(book: PriceBook, *, tiered: bool) -> Iterator[tuple[str, str, Span]]:
    for service, lines in book.services.items():
        for usage, spans in lines.items():
            if book.is_tiered(service, usage) != tiered:
                continue
            for span in spans:
                is_small = all(cost_of_second(tier) <= MOST_COST_OF_A_SECOND for tier in span.tiers)
                if span.fault is None and is_small:
                    yield service, usage, span


def _is_flat(span: Span) -> bool:
    return [(tier.begin_seconds, tier.end_seconds) for tier in span.tiers] == [(0, None)]


def cost_of_second(tier: Tier) -> int:
    """The cost of a second, in the unit of costs."""
    return tier.price * (60 // tier.seconds_per_unit)


def price_cells(book: PriceBook, span: Span, tier: Tier) -> str:
    """The cells of `PRICE_COLUMNS`."""
    values = {
        "price": price_text(tier.price),
        "unit": tier.unit,
        "currency": book.currency,
        "price_version": tier.version,
        "sku": tier.sku,
        "rate_code": tier.rate_code,
        "price_from": iso_of(span.start),
        "price_to": iso_of(span.end),
    }
    return ",".join(csv_cell(values[name]) for name in PRICE_COLUMNS)
