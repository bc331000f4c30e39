"""Publishes a run: all of its files are written before the manifest names them."""

import json
import uuid
from collections.abc import Iterator
from typing import Any, NamedTuple

from rating_job.moments import iso_with_milliseconds
from rating_job.object_store import ObjectStore
from rating_job.plan import Plan
from rating_job.sorted_parts import WrittenFile

_DAY = 86_400


class Leftover(NamedTuple):
    """The prefix of an earlier run that could not be removed, and why."""

    prefix: str
    because: str


def json_bytes(value: Any) -> bytes:
    """JSON for people, as `JSON.stringify(value, null, 2)` writes it, and a line break."""
    return f"{json.dumps(value, indent=2, ensure_ascii=False)}\n".encode("utf-8", "backslashreplace")


def claim_run(run_id: str, window: str, out: ObjectStore) -> str:
    """
    Claims a run's folder, so that no other attempt writes into it: a job may be started twice with one plan. Returns the run's
    id, with some letters appended if it is another attempt.
    """
    if next(out.list(f"{window}/{run_id}/"), None) is not None:
        return claim_run(f"{run_id}-{uuid.uuid4().hex[:8]}", window, out)
    out.write(f"{window}/{run_id}/begun.txt", [])
    return run_id


def publish(
    plan: Plan, window: str, files: list[WrittenFile], out: ObjectStore, address: str | None
) -> list[Leftover]:
    """
    Publishes a run for its window. If the output has an address (`s3://...`), it first writes the list of addresses that the
    catalogue's table uses, then the manifest. Each is one write. Then it removes the run that was replaced, and the files of
    crashed runs. Returns what it could not remove: the run is published all the same.
    """
    replaced = published_run(window, out)
    if address is not None:
        rated = [f"{address}/{file.path}\n" for file in files if file.name == "rated.csv"]
        out.write(_addresses_key(window), ["".join(rated).encode()])
    manifest = {
        "window": window,
        "runId": plan.run_id,
        "createdAt": iso_with_milliseconds(plan.created_at),
        "files": [_entry_of(file) for file in files],
    }
    out.write(f"{window}.json", [json_bytes(manifest)])
    return _sweep(plan, window, replaced, out)


def _entry_of(file: WrittenFile) -> dict[str, Any]:
    return {name: value for name, value in file._asdict().items() if value is not None}


def published_run(window: str, out: ObjectStore) -> str | None:
    """The published run of a window; None if there is none."""
    manifest = _read(f"{window}.json", out)
    if manifest is None:
        return None
    run_id: str = json.loads(manifest)["runId"]
    return run_id


def _sweep(plan: Plan, window: str, replaced: str | None, out: ObjectStore) -> list[Leftover]:
    """
    Removes old runs. Another run of the window may be in progress, so folders without a manifest are kept for a day. A folder
    that is still in the list of addresses is left to a later run.
    """
    left: list[Leftover] = []
    prefix = f"{window}/"
    try:
        published = published_run(window, out)
        addresses = (_read(_addresses_key(window), out) or b"").decode()
        runs = list(_runs(window, out))
    except Exception as error:
        return [Leftover(prefix, repr(error))]
    for run_id, modified_at in runs:
        prefix = f"{window}/{run_id}/"
        is_left = run_id == replaced or modified_at < plan.created_at - _DAY
        if is_left and run_id != published and f"/{prefix}" not in addresses:
            try:
                out.remove_all(prefix)
            except Exception as error:
                left.append(Leftover(prefix, repr(error)))
    return left


def _runs(window: str, out: ObjectStore) -> Iterator[tuple[str, int]]:
    """The runs of a window that have files, and when each last wrote a file."""
    newest: dict[str, int] = {}
    for key, _, modified_at in out.list(f"{window}/"):
        run_id = key.split("/")[1]
        newest[run_id] = max(modified_at, newest.get(run_id, 0))
    yield from newest.items()


def _addresses_key(window: str) -> str:
    return f"athena/window={window}/files.txt"


def _read(key: str, out: ObjectStore) -> bytes | None:
    try:
        return out.read(key)
    except LookupError:
        return None
