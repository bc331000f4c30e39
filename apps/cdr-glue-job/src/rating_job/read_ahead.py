"""Reads several objects at once. With one record per object, most of the time is latency."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol, TypeVar

_AT_ONCE = 16
# Sizes as listed. A larger object is read by itself.
_BYTES_AT_ONCE = 32 << 20


class _Sized(Protocol):
    @property
    def bytes(self) -> int: ...


T = TypeVar("T", bound=_Sized)


def read_ahead(objects: Iterable[T], read: Callable[[T], bytes]) -> Iterator[tuple[T, bytes]]:
    """Each object with its content, in the given order."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        pending: deque[tuple[T, Future[bytes]]] = deque()
        held = 0
        for one in objects:
            while pending and (len(pending) >= _AT_ONCE or held + one.bytes > _BYTES_AT_ONCE):
                first, content = pending.popleft()
                yield first, content.result()
                held -= first.bytes
            pending.append((one, pool.submit(read, one)))
            held += one.bytes
        while pending:
            first, content = pending.popleft()
            yield first, content.result()
