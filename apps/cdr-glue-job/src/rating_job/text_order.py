"""
Text as bytes in the order of libs/pricing's `inOrder`: by UTF-8 bytes, with half of a surrogate pair sorted like a pair.

Spark's own text cannot hold such a half, so text that must be compared or sorted exactly is kept as these bytes. They are
UTF-16 with surrogates moved after all other code units.
"""

import re
import struct
from collections.abc import Callable

_MOVED = re.compile("[\ud800-\U0010ffff]")


def to_ordered(text: str) -> bytes:
    """The bytes of a text."""
    units = text.encode("utf-16-be", "surrogatepass")
    return _moved(units, _up) if _MOVED.search(text) else units


def from_ordered(ordered: bytes) -> str:
    """The text that the bytes stand for."""
    return _moved(ordered, _down).decode("utf-16-be", "surrogatepass")


def _moved(units: bytes, move: Callable[[int], int]) -> bytes:
    return b"".join(move(unit).to_bytes(2, "big") for (unit,) in struct.iter_unpack(">H", units))


def _up(unit: int) -> int:
    if unit < 0xD800:
        return unit
    return unit + 0x2000 if unit < 0xE000 else unit - 0x0800


def _down(unit: int) -> int:
    if unit < 0xD800:
        return unit
    return unit - 0x2000 if unit >= 0xF800 else unit + 0x0800
