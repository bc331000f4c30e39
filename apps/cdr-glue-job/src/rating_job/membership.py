"""Whether a record is this run's, late, or another run's."""

from rating_job.plan import Plan


def membership_of(at: int, arrived_at: int | None, plan: Plan) -> str:
    """
    The membership of a record: `in-time`, `late`, `before`, `after`, `too-late` or `too-old`. If its arrival is not known, only
    its own time decides. libs/cdr's `membership.ts` defines each word.
    """
    window = plan.window
    if window is None:
        return "in-time"
    if at >= window.end:
        return "after"
    if arrived_at is None:
        return "before" if at < window.start else "in-time"
    if arrived_at >= window.end + plan.lag_seconds:
        return "too-late"
    if at >= window.start:
        return "in-time"
    if arrived_at < window.start + plan.lag_seconds:
        return "before"
    return "too-old" if at < window.start - plan.look_back_days * 86_400 else "late"
