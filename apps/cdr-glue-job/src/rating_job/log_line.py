"""The log entries at the end of a run. They have the wording of apps/cdr-rater, since alarms count both."""

import json
from typing import Any

from rating_job.plan import Plan, window_of
from rating_job.run import Rated


def log_line(plan: Plan, rated: Rated) -> str:
    """One JSON object. It contains counts, reasons and places, and no phone number."""
    place = {"window": window_of(plan).name, "runId": rated.run_id}
    if rated.failures:
        issues = [issue._asdict() for issue in rated.failures]
        is_empty = any(issue.path == "documents" and "no record" in issue.message for issue in rated.failures)
        message = "Found no record for a window" if is_empty else "Refused to publish a window"
        evidence = {"offenders": [one._asdict() for one in rated.offenders], "evidence": rated.evidence}
        return _line("error", message, {**place, "issues": issues, **evidence})
    if rated.report is None:
        return _line("info", "The run is published already", place)
    counts = {name: count for name, count in rated.report["counts"].items() if isinstance(count, int)}
    sums = {"objects": rated.report["objects"], **counts, "cost": rated.report["cost"]["amount"]}
    return _line("info", "Rated a window", {**place, **sums})


def leftover_lines(plan: Plan, rated: Rated) -> list[str]:
    """A warning for each earlier run that could not be removed."""
    place = {"window": window_of(plan).name, "runId": rated.run_id}
    message = "Published a window, but could not remove an earlier run"
    return [
        _line("warn", message, {**place, "folder": prefix, "because": because})
        for prefix, because in rated.leftovers
    ]


def _line(level: str, message: str, fields: dict[str, Any]) -> str:
    return json.dumps({"level": level, "message": message, **fields})
