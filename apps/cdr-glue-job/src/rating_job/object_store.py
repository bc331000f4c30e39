"""Access to objects in a bucket or a directory. The port only has what a run needs; both adapters pass one contract."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol


class StoredObject(NamedTuple):
    """A listed object. `modified_at` is in whole seconds since 1970."""

    key: str
    bytes: int
    modified_at: int


class ObjectStore(Protocol):
    """Executors get a copy of the store, so it must be picklable."""

    def list(self, prefix: str) -> Iterator[StoredObject]:
        """Every object whose key starts with a prefix that ends with a slash. None if there is no such folder."""

    def read(self, key: str) -> bytes:
        """All bytes of the object. Raises a LookupError if there is none."""

    def read_range(self, key: str, start: int, end: int) -> bytes:
        """The bytes from `start` up to `end`: at least one. Raises a LookupError if there is no such object."""

    def chunks(self, key: str) -> Iterator[bytes]:
        """The object in pieces."""

    def write(self, key: str, chunks: Iterable[bytes]) -> None:
        """Writes an object and replaces an existing one. A reader sees either the old object or the new one."""

    def remove_all(self, prefix: str) -> None:
        """Removes every object whose key starts with a prefix that ends with a slash."""
