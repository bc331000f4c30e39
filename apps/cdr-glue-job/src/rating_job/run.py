"""A run from beginning to end. This module does not depend on Glue, and no record is sent to the driver."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from rating_job.evidence import Offender, evidence_folder, offenders_in
from rating_job.fields import Issue
from rating_job.leaks import find_leaks
from rating_job.membership import LEFT_OUT
from rating_job.object_store import ObjectStore, StoredObject
from rating_job.output import (
    write_leaks,
    write_outcomes,
    write_rated,
    write_summaries,
    write_unrated,
    write_usage,
)
from rating_job.pieces import BYTES_A_TASK, Piece, pieces_of
from rating_job.plan import Plan, window_of
from rating_job.publish import Leftover, claim_run, json_bytes, publish, published_run
from rating_job.rated_parts import PartWriter
from rating_job.read_objects import count_ignored, is_ignored, list_objects
from rating_job.report import report_of
from rating_job.scan import Inputs, scan, tasks_in
from rating_job.settle import calls_of, others_of, settle, with_copies, with_costs, with_used_before
from rating_job.sorted_parts import RunFolder, WrittenFile, write_whole
from rating_job.tally import add_usual, check_tally, tally_of
from rating_job.tasks import tasks_of
from rating_job.unusual import (
    objects_to_read_whole,
    shared_hashes,
    suspect_documents,
    unusual_documents,
    with_suspects,
)
from rating_job.usual_sums import sums_by_group
from rating_job.usual_tiers import calls_in, tiered_spans, with_tiers

#: Files up to this size are one object. A larger one is published in parts.
ONE_FILE_UP_TO = 256 << 20
# What sums need of a usual record.
_SUMMED = ["group", "number", "seconds", "cost", "unpriced_seconds"]
# How much one partition of a shuffle holds of the window's objects. Only a tenth of that is shuffled.
_BYTES_A_PARTITION = 256 << 20


def configure(spark: SparkSession, bytes_of_window: int = 0) -> None:
    """Settings that a run relies on."""
    # A sum that overflows must end the run. By default Spark 3.5 makes it NULL.
    spark.conf.set("spark.sql.ansi.enabled", "true")
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    partitions = max(spark.sparkContext.defaultParallelism, -(-bytes_of_window // _BYTES_A_PARTITION))
    spark.conf.set("spark.sql.shuffle.partitions", str(partitions))


@dataclass(frozen=True, slots=True)
class Rated:
    """The result of a window. If there are failures, nothing was published. Without a report, there was nothing left to do."""

    run_id: str
    failures: list[Issue]
    report: dict[str, Any] | None
    #: The first rows that caused the failures, and the folder with all of them.
    offenders: list[Offender] = field(default_factory=list)
    evidence: str | None = None
    #: Earlier runs that could not be removed after the publication.
    leftovers: list[Leftover] = field(default_factory=list)


def rate(
    spark: SparkSession,
    plan: Plan,
    cdrs: ObjectStore,
    out: ObjectStore,
    address: str | None = None,
    one_file_up_to: int = ONE_FILE_UP_TO,
    bytes_a_task: int = BYTES_A_TASK,
) -> Rated:
    """
    Carries out the plan and publishes the result: `<out>/<window>.json` names the files. Publishes nothing if the run is over
    the plan's limits, and does nothing if the run is already published.

    `address` is the address of the output for other services, such as `s3://results/rated`, if it has one. A file with more
    bytes than `one_file_up_to` is published in parts. An object with more than `bytes_a_task` is read by several tasks, if it
    can be cut.
    """
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]*", plan.run_id):
        raise ValueError(f'Cannot start the run "{plan.run_id}": expected letters, digits, dots and dashes')
    window = window_of(plan)
    if published_run(window.name, out) == plan.run_id:
        return Rated(plan.run_id, [], None)
    configure(spark)
    claimed = replace(plan, run_id=claim_run(plan.run_id, window.name, out))
    run = RunFolder(out, f"{window.name}/{claimed.run_id}/", one_file_up_to)
    held: list[DataFrame] = []
    try:
        rated, files = _rate(spark, claimed, cdrs, run, bytes_a_task, held)
        out.remove_all(f"{run.folder}parts/")
        if rated.failures:
            out.remove_all(run.folder)
            folder = evidence_folder(window.name)
            return replace(rated, evidence=f"{address}/{folder}" if address else folder)
        return replace(rated, leftovers=publish(claimed, window.name, files, out, address))
    finally:
        for frame in reversed(held):
            frame.unpersist()


def _rate(
    spark: SparkSession,
    plan: Plan,
    cdrs: ObjectStore,
    run: RunFolder,
    bytes_a_task: int,
    held: list[DataFrame],
) -> tuple[Rated, list[WrittenFile]]:
    """The result, and the files to publish."""

    def keep(frame: DataFrame) -> DataFrame:
        held.append(frame.persist(StorageLevel.MEMORY_AND_DISK))
        return frame

    listed = keep(list_objects(spark, cdrs, plan.prefixes))
    ignored = count_ignored(listed)
    objects = [StoredObject(*row) for row in listed.where(~is_ignored()).collect()]
    pieces = pieces_of(spark, cdrs, objects, bytes_a_task)
    at_least = spark.sparkContext.defaultParallelism
    tasks = tasks_of(pieces, bytes_a_task, at_least)
    bytes_read = sum(one.bytes for one in objects)
    configure(spark, bytes_read)

    writer = PartWriter(run)
    has_tiers = any(tiered_spans(plan.book))
    given = tasks_in(spark, tasks)
    scanned = keep(scan(spark, cdrs, Inputs(given, frozenset()), plan, writer, has_tiers=has_tiers))
    unusual = keep(unusual_documents(spark, scanned, plan))
    read_whole = objects_to_read_whole(unusual)
    if read_whole:
        wholes = [Piece(*one) for one in objects if one.key in read_whole]
        others = [one for one in pieces if one.key not in read_whole]
        tasks = tasks_of([*wholes, *others], bytes_a_task, at_least)
        given = tasks_in(spark, tasks)
        scanned = keep(scan(spark, cdrs, Inputs(given, read_whole), plan, writer, has_tiers=has_tiers))
        unusual = keep(unusual_documents(spark, scanned, plan))

    usual = scanned.where("is_usual")
    shared = keep(shared_hashes(usual, unusual))
    marked = with_suspects(usual, shared, shared.count())
    suspects = marked.where("is_suspect")
    alone = marked.where(~F.col("is_suspect"))
    documents = unusual.unionAll(suspect_documents(spark, cdrs, suspects, given, plan))
    book = spark.sparkContext.broadcast(plan.book)
    tiered: DataFrame | None = None
    if has_tiers:
        known = keep(with_copies(documents))
        in_tiers = calls_in(spark, alone, plan.used_before)
        calls = keep(with_used_before(calls_of(known).unionByName(in_tiers, allowMissingColumns=True)))
        decided = calls.where(F.col("outcome").isNotNull()).select(*known.columns, "used_before")
        outcomes = keep(with_costs(others_of(known).unionByName(decided), book))
        tiered = keep(with_tiers(spark, calls.where(F.col("outcome").isNull()), plan.book))
        flat = alone.where(F.col("head").isNull())
        alone = flat.unionByName(tiered.select(_SUMMED), allowMissingColumns=True)
    else:
        outcomes = keep(settle(documents, book))
    leaks = keep(find_leaks(spark, outcomes))
    groups = keep(sums_by_group(alone))

    documents_read = scanned.where("is_usual").count() + unusual.count()
    tally = tally_of(outcomes)
    add_usual(tally, groups)
    failures = check_tally(tally, documents_read, bytes_read, plan.limits, allow_empty=plan.allow_empty)
    report = report_of(
        plan,
        objects=len(objects),
        ignored=ignored,
        documents_read=documents_read,
        tally=tally,
        leaks=dict(leaks.groupBy("leak").count().collect()),
        failures=failures,
    )
    target = _evidence(window_of(plan).name, run) if failures else run
    unrated = write_unrated(outcomes, len(tasks), writer, plan, target)
    if failures:
        files = [*unrated, *write_outcomes(outcomes, ["rejected.csv", "conflicts.csv"], plan, target)]
        write_whole("report.json", json_bytes(report), target)
        offenders = [*offenders_in(files, run.out), *_left_out(outcomes)]
        return Rated(plan.run_id, failures, report, offenders), []

    files = [
        *write_rated(outcomes, tiered, len(tasks), writer, plan, book, run),
        *unrated,
        *write_outcomes(outcomes, ["duplicates.csv", "conflicts.csv", "rejected.csv"], plan, run),
        *write_leaks(leaks, plan.run_id, run),
        *write_summaries(outcomes, alone, groups, plan.run_id, run),
        *write_usage(outcomes, groups, plan.run_id, run),
    ]
    return Rated(plan.run_id, [], report), [*files, write_whole("report.json", json_bytes(report), run)]


def _evidence(window: str, run: RunFolder) -> RunFolder:
    """The folder of evidence, without that of an earlier attempt."""
    folder = evidence_folder(window)
    run.out.remove_all(folder)
    return replace(run, folder=folder)


def _left_out(outcomes: DataFrame) -> list[Offender]:
    """The first records that no run rates. They have no row in any file."""
    left_out = outcomes.where(F.col("reason").isin(*LEFT_OUT)).orderBy("source_key", "position")
    places = left_out.select("source_key", "position", "reason").limit(3).collect()
    return [Offender("outside", source, position, reason) for source, position, reason in places]
