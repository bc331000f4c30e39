"""A run from beginning to end. Nothing here knows Glue, and no record comes to the driver."""

import re

from pyspark import StorageLevel
from pyspark.sql import SparkSession

from rating_job.fields import Issue
from rating_job.leaks import find_leaks
from rating_job.object_store import ObjectStore
from rating_job.output import write_leaks, write_outcomes, write_summaries, write_usage
from rating_job.plan import Plan
from rating_job.publish import json_bytes, publish
from rating_job.read_objects import count_objects, list_objects, read_documents
from rating_job.report import report_of
from rating_job.settle import settle
from rating_job.sorted_parts import write_hashed
from rating_job.tally import check_tally, tally_of


def configure(spark: SparkSession) -> None:
    """Settings that a run relies on."""
    # A sum that is too large must end the run. By default Spark 3.5 makes it NULL.
    spark.conf.set("spark.sql.ansi.enabled", "true")
    spark.conf.set("spark.sql.session.timeZone", "UTC")


def rate(spark: SparkSession, plan: Plan, cdrs: ObjectStore, out: ObjectStore) -> list[Issue]:
    """
    Rates what the plan says and publishes what came of it: `<out>/<window>.json` names the files.

    Returns what is over the plan's limits, and then nothing was published; or nothing.
    """
    if plan.window is None:
        raise ValueError("Cannot run a plan without a window: expected one, since it names the output")
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]*", plan.run_id):
        raise ValueError(f'Cannot start the run "{plan.run_id}": expected letters, digits, dots and dashes')
    configure(spark)
    shared = spark.sparkContext.broadcast(plan)
    book = spark.sparkContext.broadcast(plan.book)

    objects = list_objects(spark, cdrs, plan.prefixes).persist(StorageLevel.MEMORY_AND_DISK)
    counted = count_objects(objects)
    documents = read_documents(spark, cdrs, objects, counted, plan).persist(StorageLevel.MEMORY_AND_DISK)
    outcomes = settle(documents, book).persist(StorageLevel.MEMORY_AND_DISK)
    try:
        documents_read = documents.count()
        tally = tally_of(outcomes)
        failures = check_tally(tally, documents_read, plan.limits)
        if failures:
            return failures

        folder = f"{plan.window.name}/{plan.run_id}/"
        leaks = find_leaks(spark, outcomes).persist(StorageLevel.MEMORY_AND_DISK)
        found: dict[str, int] = dict(leaks.groupBy("leak").count().collect())
        files = [
            *write_outcomes(outcomes, shared, out, folder),
            write_leaks(leaks, plan.run_id, out, folder),
            *write_summaries(outcomes, plan.run_id, out, folder),
            write_usage(outcomes, plan.run_id, out, folder),
        ]
        leaks.unpersist()
        report = report_of(
            plan,
            plan.window,
            objects=counted[0],
            documents_read=documents_read,
            tally=tally,
            leaks=found,
            failures=failures,
        )
        files.append(write_hashed("report.json", [json_bytes(report)], out, folder))
        out.remove_all(f"{folder}parts/")
        publish(plan, plan.window.name, files, out)
        return []
    finally:
        for frame in (outcomes, documents, objects):
            frame.unpersist()
