"""
The evidence of a run that is over its limits: its report and the rows that caused it, in `refused/<window>/`, in place of those
of an earlier attempt. As in libs/rating's `refused-run.ts`.
"""

import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from rating_job.object_store import ObjectStore
from rating_job.sorted_parts import WrittenFile

_SHOWN = 3
_OUTCOMES = {"unrated.csv": "unrated", "rejected.csv": "rejected", "conflicts.csv": "conflict"}

#: The setting of the plan and of the stack that would let a run pass, by the path of an issue.
SETTINGS = {
    "unrated": "limits.unrated",
    "rejected": "limits.rejected",
    "conflict": "limits.conflict",
    "documents": "allowEmpty",
    "too-old": "lookBackDays",
    "too-far-ahead": "lookAheadDays",
}


class Offender(NamedTuple):
    """A row that keeps a run from being published."""

    outcome: str
    source: str
    position: int
    reason: str


def evidence_folder(window: str) -> str:
    """Where the evidence of a window is."""
    return f"refused/{window}/"


def offenders_in(files: Iterable[WrittenFile], out: ObjectStore) -> Iterator[Offender]:
    """The first rows of each file."""
    for file in files:
        if file.part in (None, 1):
            rows = csv.DictReader(_lines_of(out.chunks(file.path)))
            yield from (_offender(_OUTCOMES[file.name], row) for row in islice(rows, _SHOWN))


def _offender(outcome: str, row: dict[str, str]) -> Offender:
    if outcome == "conflict":
        reason = f"contradicts {row['conflicts_with_key']}, document {row['conflicts_with_position']}"
    else:
        reason = ": ".join(filter(None, (row["reason"], row.get("issues", "").replace("\n", "; "))))
    return Offender(outcome, row["source_key"], int(row["position"]), reason)


def _lines_of(chunks: Iterable[bytes]) -> Iterator[str]:
    """The lines of a file. Only as much of it is read as needed."""
    held = b""
    for chunk in chunks:
        *lines, held = (held + chunk).split(b"\n")
        yield from (f"{line.decode()}\n" for line in lines)
    if held:
        yield held.decode()
