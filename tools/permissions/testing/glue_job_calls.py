"""
Makes the calls to S3 that a run of the Glue job makes, without Spark, and prints each as a line of JSON.

    glue_job_calls.py <folder of the job> <endpoint> <plan> <records> <results> <prefixes of records>...
"""

import json
import sys
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

job, endpoint, plan, records, results, *prefixes = sys.argv[1:]
sys.path.insert(0, job)
# Modules of the job import Spark for its types. What runs here calls none of it.
for name in ("pyspark", "pyspark.sql", "pyspark.sql.functions", "pyspark.sql.types"):
    sys.modules[name] = MagicMock()

from rating_job.publish import claim_run, publish, published_run  # noqa: E402
from rating_job.s3_store import S3Store  # noqa: E402


def recorded(bucket: str, below: str = "") -> S3Store:
    store = S3Store(
        bucket, below, endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x"
    )

    def called(params: dict[str, Any], model: Any, **_: Any) -> None:
        shown = {name: value for name, value in params.items() if name in ("Bucket", "Key", "Prefix", "Delete")}
        print(json.dumps({"command": model.name, "input": shown}))

    def answered(parsed: dict[str, Any], **_: Any) -> None:
        if parsed.get("Error", {}).get("Code") == "NoSuchKey":
            print(json.dumps({"missing": bucket}))

    store._client.meta.events.register("provide-client-params.s3", called)
    store._client.meta.events.register("after-call.s3", answered)
    return store


recorded(results).read(plan)
cdrs, out = recorded(records), recorded(results, "rated")
for prefix in prefixes:
    for found in list(cdrs.list(prefix)):
        cdrs.read(found.key)
window = "2020-06-30-Monthly"
for run_id in ("one", "two"):
    published_run(window, out)
    claimed = claim_run(run_id, window, out)
    out.write(f"{window}/{claimed}/rated.csv", [b"x"])
    publish(SimpleNamespace(run_id=claimed, created_at=1_593_648_000), window, [], out, f"s3://{results}/rated")
try:
    # More than one part, and it breaks off.
    out.write(f"{window}/large", (bytes(1 << 20) for _ in range(33)))
except Exception:  # noqa: BLE001
    pass
