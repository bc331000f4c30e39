"""Cuts the objects of a run into tasks: ranges of keys, so that what the tasks write is in order."""

from collections.abc import Iterator

from rating_job.object_store import StoredObject

# How much one task reads. A record is smaller than a kilobyte and often an object of its own, so requests may take most of
# the time.
_BYTES_A_TASK = 64 << 20
_OBJECTS_A_TASK = 20_000


def tasks_of(objects: list[StoredObject], at_least: int) -> list[list[StoredObject]]:
    """The objects of each task, in order of their keys, for at least this many tasks if there are as many objects."""
    size = sum(one.bytes for one in objects)
    most_bytes = min(_BYTES_A_TASK, -(-size // at_least))
    most_objects = min(_OBJECTS_A_TASK, -(-len(objects) // at_least))
    return list(
        _cut(sorted(objects, key=lambda one: one.key.encode("utf-8", "replace")), most_bytes, most_objects)
    )


def _cut(objects: list[StoredObject], most_bytes: int, most_objects: int) -> Iterator[list[StoredObject]]:
    held: list[StoredObject] = []
    size = 0
    for one in objects:
        if held and (size + one.bytes > most_bytes or len(held) >= most_objects):
            yield held
            held, size = [], 0
        held.append(one)
        size += one.bytes
    if held:
        yield held
