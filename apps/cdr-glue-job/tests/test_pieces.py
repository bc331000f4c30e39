"""How large objects are cut: no line is lost, and none is read twice."""

import gzip
from pathlib import Path

import pytest

pytest.importorskip("pyspark")

from rating_job.directory_store import DirectoryStore
from rating_job.object_store import StoredObject
from rating_job.pieces import Piece, content_of, lines_from

LINES = b'{"a":1}\n\n{"bb":22}\r\n{"c":"' + b"x" * 30 + b'"}\n{"d":4}'


@pytest.fixture
def store(tmp_path: Path) -> DirectoryStore:
    return DirectoryStore(str(tmp_path))


@pytest.mark.parametrize(
    "content", [LINES, LINES + b"\n", LINES.replace(b"\n", b"\n\n\n"), b"\n" * 40 + LINES]
)
def test_ranges_of_any_size_have_every_line_once(store: DirectoryStore, content: bytes) -> None:
    store.write("k", [content])
    one = StoredObject("k", len(content), 0)
    for size in range(20, len(content) + 2):
        ranges = [lines_from(store, one, start, size) for start in range(0, len(content), size)]
        texts = [content_of(store, Piece("k", found.end - found.start, 0, found.start)) for found in ranges]
        assert b"".join(texts) == content
        assert sum(found.lines or 0 for found in ranges) == 4
        assert all(text.endswith(b"\n") for text in list(filter(None, texts))[:-1])


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":\n1}\n',
        b'[{"a":1}]',
        gzip.compress(LINES),
        b"\xef\xbb\xbf" + LINES,
        LINES.decode().encode("utf-16"),
        b'{"a":"' + b"x" * 300,
    ],
)
def test_an_object_in_another_form_is_not_cut(store: DirectoryStore, content: bytes) -> None:
    store.write("k", [content])
    assert None in [
        lines_from(store, StoredObject("k", len(content), 0), start, 40).lines
        for start in range(0, len(content), 40)
    ]
