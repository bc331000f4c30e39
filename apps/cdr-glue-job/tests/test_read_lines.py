"""How objects become lines: by NumPy, for many objects at a time."""

import gzip

import pytest

pytest.importorskip("pyarrow")

from rating_job.pieces import Piece
from rating_job.read_lines import lines_in, place_of


def lines_of(
    *contents: bytes, read_whole: frozenset[str] = frozenset()
) -> list[tuple[str, int, bool, bytes]]:
    objects = [(Piece(f"k{number}", len(one), 7), one) for number, one in enumerate(contents)]
    return [
        (row["source_key"], row["place"], row["is_whole"], row["line"])
        for batch in lines_in(3, objects, read_whole, arrivals_known=True)
        for row in batch.to_pylist()
    ]


def test_each_line_has_its_position_and_blank_lines_do_not_count() -> None:
    assert lines_of(b'{"a":1}\n\n{"b":2}\r\n\r\n{"c":3}', b'{"d":4}\n') == [
        ("k0", place_of(0, 0), False, b'{"a":1}\n'),
        ("k0", place_of(0, 1), False, b'{"b":2}\r\n'),
        ("k0", place_of(0, 2), False, b'{"c":3}\n'),
        ("k1", place_of(1, 0), False, b'{"d":4}\n'),
    ]


def test_compressed_lines_are_lines() -> None:
    assert lines_of(gzip.compress(b'{"a":1}\n')) == [("k0", 0, False, b'{"a":1}\n')]


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b'{"a":\n1}', b'[{"a":1}]', b'{"a":1} \n', b'x{"a":1}', b'{"a":1}\n5\n', b"\x1f\x8bdamaged"],
)
def test_an_object_with_a_line_that_looks_otherwise_stays_whole(content: bytes) -> None:
    assert lines_of(b'{"a":1}', content, b'{"b":2}') == [
        ("k0", place_of(0, 0), False, b'{"a":1}\n'),
        ("k1", place_of(1, 0), True, content),
        ("k2", place_of(2, 0), False, b'{"b":2}\n'),
    ]


def test_an_object_stays_whole_if_asked() -> None:
    assert lines_of(b'{"a":1}', read_whole=frozenset(["k0"])) == [("k0", 0, True, b'{"a":1}')]
