"""How a run comes to stand for its window: all of its files are there for good before the manifest names them."""

import json
from collections.abc import Iterator
from typing import Any

from rating_job.moments import iso_with_milliseconds
from rating_job.object_store import ObjectStore
from rating_job.plan import Plan
from rating_job.sorted_parts import WrittenFile

_DAY = 86_400


def json_bytes(value: Any) -> bytes:
    """JSON for people, as `JSON.stringify(value, null, 2)` writes it, and a new line."""
    return f"{json.dumps(value, indent=2, ensure_ascii=False)}\n".encode("utf-8", "backslashreplace")


def publish(plan: Plan, window: str, files: list[WrittenFile], out: ObjectStore) -> None:
    """Writes the manifest, in one step; then removes the run that it replaces, and what crashed runs have left."""
    replaced = _standing(window, out)
    manifest = {
        "window": window,
        "runId": plan.run_id,
        "createdAt": iso_with_milliseconds(plan.created_at),
        "files": [file._asdict() for file in files],
    }
    out.write(f"{window}.json", [json_bytes(manifest)])
    _sweep(plan, window, replaced, out)


def _standing(window: str, out: ObjectStore) -> str | None:
    try:
        manifest = json.loads(out.read(f"{window}.json"))
    except LookupError:
        return None
    run_id: str = manifest["runId"]
    return run_id


def _sweep(plan: Plan, window: str, replaced: str | None, out: ObjectStore) -> None:
    """Another run of the window may be under way, so folders that nobody has named are left alone for a day."""
    standing = _standing(window, out)
    for run_id, modified_at in _runs(window, out):
        is_left = run_id == replaced or modified_at < plan.created_at - _DAY
        if run_id != standing and is_left:
            out.remove_all(f"{window}/{run_id}/")


def _runs(window: str, out: ObjectStore) -> Iterator[tuple[str, int]]:
    """The runs of a window that have files, and when each last wrote one."""
    newest: dict[str, int] = {}
    for key, _, modified_at in out.list(f"{window}/"):
        run_id = key.split("/")[1]
        newest[run_id] = max(modified_at, newest.get(run_id, 0))
    yield from newest.items()
