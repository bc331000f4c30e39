"""A run from beginning to end. This module does not depend on Glue, and no record is sent to the driver."""

import re
from dataclasses import dataclass, replace
from typing import Any

from pyspark import StorageLevel
from pyspark.sql import SparkSession

from rating_job.fields import Issue
from rating_job.leaks import find_leaks
from rating_job.object_store import ObjectStore
from rating_job.output import write_leaks, write_outcomes, write_summaries, write_usage
from rating_job.plan import Plan, window_of
from rating_job.publish import claim_run, json_bytes, publish, published_run
from rating_job.read_objects import count_ignored, count_objects, is_ignored, list_objects, read_documents
from rating_job.report import report_of
from rating_job.settle import settle
from rating_job.sorted_parts import write_hashed
from rating_job.tally import check_tally, tally_of


def configure(spark: SparkSession) -> None:
    """Settings that a run relies on."""
    # A sum that overflows must end the run. By default Spark 3.5 makes it NULL.
    spark.conf.set("spark.sql.ansi.enabled", "true")
    spark.conf.set("spark.sql.session.timeZone", "UTC")


@dataclass(frozen=True, slots=True)
class Rated:
    """The result of a window. If there are failures, nothing was published. Without a report, there was nothing left to do."""

    run_id: str
    failures: list[Issue]
    report: dict[str, Any] | None


def rate(
    spark: SparkSession, plan: Plan, cdrs: ObjectStore, out: ObjectStore, address: str | None = None
) -> Rated:
    """
    Carries out the plan and publishes the result: `<out>/<window>.json` names the files. Publishes nothing if the run is over
    the plan's limits, and does nothing if the run is already published.

    `address` is the address of the output for other services, such as `s3://results/rated`, if it has one.
    """
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]*", plan.run_id):
        raise ValueError(f'Cannot start the run "{plan.run_id}": expected letters, digits, dots and dashes')
    window = window_of(plan)
    if published_run(window.name, out) == plan.run_id:
        return Rated(plan.run_id, [], None)
    configure(spark)

    listed = list_objects(spark, cdrs, plan.prefixes).persist(StorageLevel.MEMORY_AND_DISK)
    ignored = count_ignored(listed)
    objects = listed.where(~is_ignored())
    counted = count_objects(objects)
    documents = read_documents(spark, cdrs, objects, counted, plan).persist(StorageLevel.MEMORY_AND_DISK)
    book = spark.sparkContext.broadcast(plan.book)
    outcomes = settle(documents, book).persist(StorageLevel.MEMORY_AND_DISK)
    leaks = find_leaks(spark, outcomes).persist(StorageLevel.MEMORY_AND_DISK)
    try:
        documents_read = documents.count()
        tally = tally_of(outcomes)
        failures = check_tally(tally, documents_read, plan.limits, allow_empty=plan.allow_empty)
        if failures:
            return Rated(plan.run_id, failures, None)

        claimed = replace(plan, run_id=claim_run(plan.run_id, window.name, out))
        folder = f"{window.name}/{claimed.run_id}/"
        files = [
            *write_outcomes(outcomes, claimed, book, out, folder),
            write_leaks(leaks, claimed.run_id, out, folder),
            *write_summaries(outcomes, claimed.run_id, out, folder),
            write_usage(outcomes, claimed.run_id, out, folder),
        ]
        report = report_of(
            claimed,
            objects=counted[0],
            ignored=ignored,
            documents_read=documents_read,
            tally=tally,
            leaks=dict(leaks.groupBy("leak").count().collect()),
        )
        files.append(write_hashed("report.json", [json_bytes(report)], out, folder))
        out.remove_all(f"{folder}parts/")
        publish(claimed, window.name, files, out, address)
        return Rated(claimed.run_id, [], report)
    finally:
        for frame in (leaks, outcomes, documents, listed):
            frame.unpersist()
