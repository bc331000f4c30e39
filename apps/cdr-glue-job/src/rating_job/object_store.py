"""Where objects are: a bucket, or a directory. The port is as wide as a run needs; both adapters pass one contract."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol


class StoredObject(NamedTuple):
    """An object, as a listing has it. `modified_at` is in whole seconds since 1970."""

    key: str
    bytes: int
    modified_at: int


class ObjectStore(Protocol):
    """Executors get a copy of it, so it must be one that can be pickled."""

    def list(self, prefix: str) -> Iterator[StoredObject]:
        """Every object whose key begins with a prefix that ends with a slash. None if there is no such folder."""

    def read(self, key: str) -> bytes:
        """All bytes of the object. Raises a LookupError if there is none."""

    def chunks(self, key: str) -> Iterator[bytes]:
        """The object, a piece at a time."""

    def write(self, key: str, chunks: Iterable[bytes]) -> None:
        """Writes an object, and replaces another if there is one. A reader sees either the old object or the new one."""

    def remove_all(self, prefix: str) -> None:
        """Removes every object whose key begins with a prefix that ends with a slash."""
