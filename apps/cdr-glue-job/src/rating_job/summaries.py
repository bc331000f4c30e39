"""The summaries of records. Each record counts once in each summary."""

from datetime import tzinfo

from rating_job.facts import Facts, number_of
from rating_job.json_text import trim
from rating_job.moments import day_of
from rating_job.redact import redact
from rating_job.usage import Usage

#: The summaries, in the order of `names_of`. The heading in `summary-by-<name>.csv` is the name with underscores.
SUMMARIES = ("connector-or-application", "direction", "country-pair", "usage-type", "number", "day")


def names_of(facts: Facts, line: Usage, at: int, zone: tzinfo, *, masked: bool) -> tuple[str, ...]:
    """The row that a record counts in, for each summary."""
    source, destination = facts.source_country, facts.destination_country
    number = number_of(facts)
    return (
        facts.owner,
        facts.direction,
        f"{source}-{destination}" if source or destination else "",
        trim(f"{line.service_code} {line.usage_type}"),
        redact(number) if masked else number,
        day_of(at, zone).isoformat(),
    )
