"""The bytes of an object as plain UTF-8, by the same rules as libs/cdr's `decodeObject`."""

import codecs
import zlib
from collections.abc import Callable
from typing import Final

from rating_job.fields import Issue
from rating_job.records import Rejection

# The most bytes of an object when it is decompressed.
_MOST = 64 << 20


class _TooLargeError(Exception):
    """The object is larger than `_MOST` after decompression."""


def _gunzip(content: bytes) -> bytes:
    """All members of a gzip file. Raises a zlib.error if it is damaged or incomplete."""
    decoded = bytearray()
    rest = content
    while rest.startswith(b"\x1f\x8b"):
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        decoded += member.decompress(rest, _MOST + 1 - len(decoded))
        if len(decoded) > _MOST:
            raise _TooLargeError
        if not member.eof:
            raise zlib.error("it breaks off")
        rest = member.unused_data
    return bytes(decoded)


def _unzstd(content: bytes) -> bytes:
    """All frames of a zstd file. Raises an OSError if it is damaged or incomplete."""
    import pyarrow  # Glue provides it; only objects that need it load it

    decoded = pyarrow.input_stream(pyarrow.BufferReader(content), compression="zstd").read(_MOST + 1)
    if len(decoded) > _MOST:
        raise _TooLargeError
    return bytes(decoded)


def _text_in(encoding: str) -> Callable[[bytes], bytes]:
    return lambda content: (
        content.decode(encoding, "replace").removeprefix("\ufeff").encode("utf-8", "replace")
    )


#: Formats other than plain UTF-8: the name, the first bytes, and the decoder, if we have one.
_ENCODINGS: Final[tuple[tuple[str, bytes, Callable[[bytes], bytes] | None], ...]] = (
    ("gzip", b"\x1f\x8b", _gunzip),
    ("UTF-8 with a byte order mark", codecs.BOM_UTF8, lambda content: content[3:]),
    ("UTF-16", codecs.BOM_UTF16_LE, _text_in("utf-16-le")),
    ("UTF-16", codecs.BOM_UTF16_BE, _text_in("utf-16-be")),
    ("UTF-16", b"{\x00", _text_in("utf-16-le")),
    ("UTF-16", b"\x00{", _text_in("utf-16-be")),
    ("zstd", b"\x28\xb5\x2f\xfd", _unzstd),
    ("bzip2", b"BZh", None),
    ("xz", b"\xfd7zXZ", None),
    ("zip", b"PK\x03\x04", None),
    ("Parquet", b"PAR1", None),
)


def decode_object(content: bytes) -> bytes | Rejection:
    """The bytes decompressed, converted, and without a byte order mark; or the reason why that is not possible."""
    for name, begins, decode in _ENCODINGS:
        if not content.startswith(begins):
            continue
        if decode is None:
            return _rejection(f"must be plain text, gzip or zstd, not {name}")
        try:
            return decode(content)
        except _TooLargeError:
            return _rejection(f"must have at most {_MOST} bytes when it is decompressed")
        except ImportError:
            return _rejection(f"cannot be decompressed here, since it is {name}: pyarrow is missing")
        except (zlib.error, OSError):
            return _rejection(f"must be complete {name}")
    return content


def _rejection(message: str) -> Rejection:
    return Rejection("unknown-encoding", (Issue("", message),))
