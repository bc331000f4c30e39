"""The result of a run: report.json, as libs/rating writes it."""

from typing import Any

from rating_job.fields import Issue
from rating_job.moments import iso_with_milliseconds
from rating_job.money import ROUNDING, cost_text
from rating_job.plan import Plan, window_of
from rating_job.tally import Tally


def report_of(
    plan: Plan,
    *,
    objects: int,
    ignored: dict[str, Any],
    documents_read: int,
    tally: Tally,
    leaks: dict[str, int],
    failures: list[Issue],
) -> dict[str, Any]:
    """The report of a run. `leaks` has their number by kind. With failures, it is not published."""
    window = window_of(plan)
    return {
        "engine": "spark",
        "runId": plan.run_id,
        "createdAt": iso_with_milliseconds(plan.created_at),
        "window": {
            "name": window.name,
            "zone": window.zone,
            "start": iso_with_milliseconds(window.start),
            "end": iso_with_milliseconds(window.end),
            "early": plan.created_at < window.end + plan.lag_seconds,
        },
        "objects": objects,
        "ignored": ignored,
        **({"unlisted": plan.unlisted} if plan.unlisted else {}),
        "documentsRead": documents_read,
        "counts": {
            "documents": tally.documents,
            **tally.counts,
            "late": tally.late,
            "unratedBy": _in_order(tally.reasons["unrated"]),
            "rejectedBy": _in_order(tally.reasons["rejected"]),
            "outsideBy": _in_order(tally.reasons["outside"]),
            "ratedSeconds": tally.rated_seconds,
            "unratedSeconds": tally.unrated_seconds,
            "unpricedRecords": tally.unpriced_records,
            "unpricedSeconds": tally.unpriced_seconds,
        },
        "cost": {
            "currency": plan.book.currency,
            "amount": cost_text(tally.cost),
            "exact": str(tally.cost),
            "rounding": ROUNDING,
        },
        "leaks": {"orphanLegs": leaks.get("orphan-leg", 0), "overlaps": leaks.get("overlap", 0)},
        "limits": plan.limits,
        "failures": [issue._asdict() for issue in failures],
        "warnings": [*plan.warnings, *_unpriced_warning(tally)],
        "prices": plan.prices,
    }


def _in_order(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _unpriced_warning(tally: Tally) -> list[str]:
    """The warning about billable use that is not included in the cost."""
    if tally.unpriced_records == 0:
        return []
    return [
        f"{tally.unpriced_records} records have {tally.unpriced_seconds} billable Voice Focus seconds "
        "(BillableVoiceFocusSeconds), which are not in the cost: no known line of the price lists covers them"
    ]
