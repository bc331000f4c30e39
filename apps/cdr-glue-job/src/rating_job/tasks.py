"""Groups the objects of a run into tasks: ranges of keys, so that what the tasks write is in order."""

from collections.abc import Iterator

from rating_job.pieces import Piece

# A record is smaller than a kilobyte and often an object of its own, so requests may take most of the time.
_OBJECTS_A_TASK = 20_000


def tasks_of(pieces: list[Piece], bytes_a_task: int, at_least: int) -> list[list[Piece]]:
    """The objects of each task, in order of their keys, for at least this many tasks if there are as many objects."""
    size = sum(one.bytes for one in pieces)
    most_bytes = min(bytes_a_task, -(-size // at_least))
    most_objects = min(_OBJECTS_A_TASK, -(-len(pieces) // at_least))
    in_order = sorted(pieces, key=lambda one: (one.key.encode("utf-8", "replace"), one.start or 0))
    return list(_grouped(in_order, most_bytes, most_objects))


def _grouped(pieces: list[Piece], most_bytes: int, most_objects: int) -> Iterator[list[Piece]]:
    held: list[Piece] = []
    size = 0
    for one in pieces:
        if held and (size + one.bytes > most_bytes or len(held) >= most_objects):
            yield held
            held, size = [], 0
        held.append(one)
        size += one.bytes
    if held:
        yield held
