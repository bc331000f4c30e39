"""The publication of a run whose files are written already."""

import json
from pathlib import Path
from typing import Any

from rating_job.directory_store import DirectoryStore
from rating_job.plan import read_plan
from rating_job.publish import publish
from rating_job.sorted_parts import WrittenFile

WINDOW = "2020-06-30-Monthly"


class StoreThatKeeps(DirectoryStore):
    """A store whose objects cannot be removed."""

    def remove_all(self, prefix: str) -> None:
        raise PermissionError(f"AccessDenied below {prefix}")


def test_a_run_is_published_although_the_run_that_it_replaces_cannot_be_removed(
    tmp_path: Path, plan: dict[str, Any]
) -> None:
    out = StoreThatKeeps(str(tmp_path))
    left = []
    for run_id in ("one", "two"):
        path = f"{WINDOW}/{run_id}/rated.csv"
        out.write(path, [b"text"])
        files = [WrittenFile("rated.csv", path, 4, "")]
        left = publish(read_plan({**plan, "runId": run_id}), WINDOW, files, out, "s3://results/rated")

    assert json.loads(out.read(f"{WINDOW}.json"))["runId"] == "two"
    [(prefix, because)] = left
    assert prefix == f"{WINDOW}/one/"
    assert "AccessDenied" in because
