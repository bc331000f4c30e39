"""Counts documents by outcome, and checks the counts against the run's limits."""

from dataclasses import dataclass, field

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from rating_job.fields import Issue
from rating_job.json_text import number_text
from rating_job.schema import COST
from rating_job.usual_sums import SUMS

OUTCOMES = ("rated", "unrated", "duplicate", "conflict", "rejected", "outside")


@dataclass(slots=True)
class Tally:
    """The counts by outcome add up to `documents`; those by reason to the count of their outcome. `cost` is exact."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    reasons: dict[str, dict[str, int]] = field(
        default_factory=lambda: {"unrated": {}, "rejected": {}, "outside": {}}
    )
    late: int = 0
    rated_seconds: int = 0
    unrated_seconds: int = 0
    #: Records with billable seconds that have no price, and those seconds.
    unpriced_records: int = 0
    unpriced_seconds: int = 0
    cost: int = 0
    #: Rejected documents that may hold any number of records, and their bytes.
    unread_documents: int = 0
    unread_bytes: int = 0

    @property
    def documents(self) -> int:
        """The number of documents."""
        return sum(self.counts.values())


def tally_of(outcomes: DataFrame) -> Tally:
    """Counts outcomes. Only the counts are sent to the driver: a row for each outcome and reason."""
    tally = Tally()
    rows = (
        outcomes.groupBy("outcome", "reason", "late")
        .agg(
            F.count("*").alias("count"),
            F.sum(F.col("seconds").cast(COST)).alias("seconds"),
            F.sum("cost").alias("cost"),
            F.count_if(F.col("unpriced_seconds") > 0).alias("unpriced_records"),
            F.sum(F.col("unpriced_seconds").cast(COST)).alias("unpriced_seconds"),
            F.count_if(F.col("unread_bytes") > 0).alias("unread_documents"),
            F.sum("unread_bytes").alias("unread_bytes"),
        )
        .collect()
    )
    for outcome, reason, late, count, seconds, cost, *unpriced, unread_documents, unread_bytes in rows:
        unpriced_records, unpriced_seconds = unpriced
        tally.counts[outcome] += count
        tally.unread_documents += unread_documents
        tally.unread_bytes += unread_bytes
        if outcome in tally.reasons:
            tally.reasons[outcome][reason] = tally.reasons[outcome].get(reason, 0) + count
        if outcome in ("rated", "unrated") and late:
            tally.late += count
        if outcome in ("rated", "unrated"):
            tally.unpriced_records += unpriced_records
            tally.unpriced_seconds += int(unpriced_seconds or 0)
        if outcome == "rated":
            tally.rated_seconds += int(seconds)
            tally.cost += int(cost)
        if outcome == "unrated":
            tally.unrated_seconds += int(seconds)
    return tally


def add_usual(tally: Tally, groups: DataFrame) -> None:
    """Adds usual records, by their groups."""
    rows = groups.groupBy("outcome", "reason").agg(*(F.sum(name) for name in SUMS)).collect()
    for outcome, reason, records, seconds, cost, unpriced_records, unpriced_seconds in rows:
        tally.counts[outcome] += records
        if outcome != "rated":
            reasons = tally.reasons[outcome]
            reasons[reason] = reasons.get(reason, 0) + records
        if outcome != "outside":
            tally.unpriced_records += unpriced_records
            tally.unpriced_seconds += unpriced_seconds
        if outcome == "rated":
            tally.rated_seconds += seconds
            tally.cost += int(cost)
        if outcome == "unrated":
            tally.unrated_seconds += seconds


def check_tally(
    tally: Tally, documents_read: int, bytes_read: int, limits: dict[str, float], *, allow_empty: bool
) -> list[Issue]:
    """
    Why a run must not be published: too many faults, or counts that do not add up. Empty if it may be published. A list of
    thousands of records that cannot be decoded is one rejected document, so its share is that of its bytes.
    """
    ours = tally.documents - tally.counts["outside"]
    issues: list[Issue] = []
    if documents_read == 0 and not allow_empty:
        issues.append(Issue("documents", "must be at least one: no record was found for the window"))
    if tally.documents != documents_read:
        issues.append(
            Issue("documents", f"must be the {documents_read} that were read, not {tally.documents}")
        )
    for kind in ("unrated", "rejected", "conflict"):
        count, limit = tally.counts[kind], limits[kind]
        # Divided and not multiplied: 29 of 100 is exactly the limit 0.29, but 0.29 * 100 is a little less than 29.
        if count > 0 and count / ours > limit:
            most = number_text(float(limit))
            issues.append(Issue(kind, f"must be at most {most} of the documents, not {count} of {ours}"))
    too_old = tally.reasons["outside"].get("too-old", 0)
    if too_old > 0:
        message = f"must be 0, not {too_old}: no run will rate these records. Look back further"
        issues.append(Issue("too-old", message))
    too_far_ahead = tally.reasons["outside"].get("too-far-ahead", 0)
    if too_far_ahead > 0:
        message = (
            f"must be 0, not {too_far_ahead}: the run of an earlier window did not find these records. "
            "Look ahead further, and rate that window again"
        )
        issues.append(Issue("too-far-ahead", message))
    unread, limit = tally.unread_bytes, limits["rejected"]
    is_named = any(issue.path == "rejected" for issue in issues)
    if unread > 0 and unread / bytes_read > limit and not is_named:
        message = (
            f"must be at most {number_text(float(limit))} of the bytes, not {unread} of {bytes_read}: "
            f"{tally.unread_documents} documents may hold any number of records, but cannot be read"
        )
        issues.append(Issue("rejected", message))
    return issues
