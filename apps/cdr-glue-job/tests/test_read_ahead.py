"""Reading several objects at once."""

from threading import Event, Lock

import pytest

from rating_job.object_store import StoredObject
from rating_job.read_ahead import read_ahead


def test_objects_come_in_their_order() -> None:
    objects = [StoredObject(str(n), 1, 0) for n in range(100)]
    assert list(read_ahead(objects, lambda one: one.key.encode())) == [
        (one, one.key.encode()) for one in objects
    ]


@pytest.mark.parametrize(("size", "most"), [(1, 16), (8 << 20, 4), (100 << 20, 1)])
def test_so_many_are_on_their_way_as_memory_has_room_for(size: int, most: int) -> None:
    counting, seen, reading, full = Lock(), [0], [0], Event()

    def read(one: StoredObject) -> bytes:
        with counting:
            reading[0] += 1
            seen[0] = max(seen[0], reading[0])
            if seen[0] >= most:
                full.set()
        assert full.wait(10)
        with counting:
            reading[0] -= 1
        return one.key.encode()

    assert len(list(read_ahead([StoredObject(str(n), size, 0) for n in range(40)], read))) == 40
    assert seen[0] == most


def test_what_cannot_be_read_ends_it() -> None:
    def read(one: StoredObject) -> bytes:
        raise LookupError(one.key)

    with pytest.raises(LookupError, match="gone"):
        list(read_ahead([StoredObject("gone", 1, 0)], read))
