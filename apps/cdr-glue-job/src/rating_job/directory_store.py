"""Objects in a directory, each in the file that its key names."""

import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from rating_job.object_store import StoredObject

_CHUNK = 1 << 20


class DirectoryStore:
    """An `ObjectStore` for one machine, and for tests."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def list(self, prefix: str) -> Iterator[StoredObject]:
        """Follows links. Does not list drafts: files being written, or left when a process died."""
        for folder, _, names in os.walk(Path(self._folder, prefix), followlinks=True):
            for name in names:
                path = Path(folder, name)
                if name.startswith(".draft-") or not path.is_file():
                    continue
                found = path.stat()
                key = path.relative_to(self._folder).as_posix()
                yield StoredObject(key, found.st_size, int(found.st_mtime))

    def read(self, key: str) -> bytes:
        """All bytes of the object."""
        return b"".join(self.chunks(key))

    def read_range(self, key: str, start: int, end: int) -> bytes:
        """Some bytes of the object."""
        try:
            with Path(self._folder, key).open("rb") as file:
                file.seek(start)
                return file.read(end - start)
        except FileNotFoundError as missing:
            raise _missing(key) from missing

    def chunks(self, key: str) -> Iterator[bytes]:
        """The object in pieces."""
        try:
            with Path(self._folder, key).open("rb") as file:
                while chunk := file.read(_CHUNK):
                    yield chunk
        except FileNotFoundError as missing:
            raise _missing(key) from missing

    def write(self, key: str, chunks: Iterable[bytes]) -> None:
        """
        When this returns, the content and the name of the object are on the disk. The content gets its name only when it is
        complete.
        """
        path = Path(self._folder, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".draft-{uuid.uuid4()}")
        try:
            with draft.open("wb") as file:
                file.writelines(chunks)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def remove_all(self, prefix: str) -> None:
        """No error if there is nothing to remove."""
        shutil.rmtree(Path(self._folder, prefix), ignore_errors=True)


def _missing(key: str) -> LookupError:
    return LookupError(f'Cannot read "{key}": it is not there')
