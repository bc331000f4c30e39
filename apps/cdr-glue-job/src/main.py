"""
The Glue job: rates one window by a plan.

    main.py --plan s3://bucket/plan.json --cdrs s3://bucket --out s3://bucket/rated

It also accepts directories. If the run is over its limits, it publishes nothing, says why, and exits with status 1.
"""

import argparse
import json
import sys

from pyspark.sql import SparkSession

from rating_job.evidence import SETTINGS
from rating_job.log_line import leftover_lines, log_line
from rating_job.plan import read_plan
from rating_job.run import ONE_FILE_UP_TO, rate
from rating_job.stores import is_bucket, read_at, store_at


def main(arguments: list[str]) -> int:
    """Runs the plan, and returns the exit status."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--plan", required=True, help="the run plan, a JSON file")
    parser.add_argument("--cdrs", required=True, help="where the records are")
    parser.add_argument("--out", required=True, help="where the output goes")
    parser.add_argument(
        "--one-file-up-to",
        type=int,
        default=ONE_FILE_UP_TO,
        help="the most bytes of a file that is not in parts",
    )
    # Glue adds its own arguments, such as --JOB_NAME.
    given, _ = parser.parse_known_args(arguments)

    plan = read_plan(json.loads(read_at(given.plan)))
    spark = SparkSession.builder.appName(f"rating-{plan.run_id}").getOrCreate()
    address = given.out.rstrip("/") if is_bucket(given.out) else None
    rated = rate(spark, plan, store_at(given.cdrs), store_at(given.out), address, given.one_file_up_to)
    for line in leftover_lines(plan, rated):
        print(line)
    print(log_line(plan, rated))
    for path, message in rated.failures:
        print(f"{path} {message} (allow it with {SETTINGS[path]})", file=sys.stderr)
    for outcome, source, position, reason in rated.offenders:
        print(f"  {outcome}: document {position} of {source}: {reason}", file=sys.stderr)
    if rated.failures:
        print(f"  All of them, and the report, are in {rated.evidence}", file=sys.stderr)
    return 1 if rated.failures else 0


if __name__ == "__main__":
    status = main(sys.argv[1:])
    # Glue treats every exit as a failure, even one with status 0.
    if status != 0:
        sys.exit(status)
