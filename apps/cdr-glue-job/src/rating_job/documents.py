"""
The JSON documents of an object, with the tolerance of libs/cdr: one or several, pretty or minified, complete or truncated.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from rating_job.deep import however_deep
from rating_job.json_text import trim


class NotJson:
    """A document that is not JSON."""

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def bytes(self) -> int:
        """How long it is, in bytes of UTF-8."""
        return len(self._text.encode("utf-8", "replace"))


def _refuse(name: str) -> Any:
    raise ValueError(f"Cannot read {name}: JSON has no such number")


# JavaScript only has doubles, so an id written as a long number becomes the nearest double.
_decoder = json.JSONDecoder(parse_int=float, parse_constant=_refuse)

_LINE_OR_OBJECT = re.compile(r"[\n{]")
_BRACKET_OR_QUOTE = re.compile(r'[\[\]{}"]')
# A text ends at its quote, or it is truncated, since JSON allows no line break in a text. A backslash escapes the next
# character.
_END_OF_TEXT = re.compile(r'[^"\\\n]*(?:\\.[^"\\\n]*)*(["\n]?)', re.DOTALL)
_JSON_BLANKS = re.compile(r"[ \t\n\r]*")


def decode(content: bytes) -> str:
    """An object's bytes as text. Invalid UTF-8 becomes U+FFFD, as in the Encoding Standard."""
    return content.decode("utf-8", "replace")


def documents_in(text: str) -> Iterator[Any]:
    """
    The documents of a text in order, each parsed or `NotJson`. Blank text has no documents.

    Looks at braces and quotes only if a document is broken, unlike libs/cdr's `splitDocuments`, which always does. Both find
    the same end for a document that is valid JSON.
    """
    whole = _parse(text)
    if isinstance(whole, list):
        yield from whole
        return
    if not isinstance(whole, NotJson):
        yield whole
        return
    at = 0
    while at < len(text):
        # Usually a line is a document. Trying that first is faster than counting braces.
        line = text[at : _end_of_line(text, at)] if _begins_line(text, at) else ""
        document = _parse(line)
        if not isinstance(document, NotJson):
            yield document
            at += len(line)
            continue
        end = _end_of_object(text, at) if text[at] == "{" else _end_of_other(text, at)
        piece = trim(text[at:end])
        if piece:
            yield _parse(piece)
        at = end


class NotOne:
    """Stands for a line that is not exactly one document by itself."""


NOT_ONE: Final = NotOne()


def document_in_line(line: str) -> Any:
    """The document of a line that begins with a brace, as `documents_in` finds it in an object with other such lines."""
    line = line.removesuffix("\n")
    document = _parse(line)
    if not isinstance(document, NotJson):
        return document
    ends_at = _end_of_object(line + "\n", 0)
    # An object that is still open at the end of the line continues after it.
    return document if trim(line[ends_at:]) == "" and ends_at <= len(line) else NOT_ONE


def _parse(text: str) -> Any:
    try:
        value, end = however_deep(lambda: _decoder.raw_decode(text, _after_blanks(text, 0)))
    except ValueError:
        return NotJson(text)
    return value if _after_blanks(text, end) == len(text) else NotJson(text)


def _after_blanks(text: str, at: int) -> int:
    blanks = _JSON_BLANKS.match(text, at)
    return blanks.end() if blanks else at


def _begins_line(text: str, at: int) -> bool:
    return text[at] == "{" and (at == 0 or text[at - 1] == "\n")


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end == -1 else end


def _end_of_other(text: str, start: int) -> int:
    """Text that is not an object extends to the end of the line, or to where an object starts."""
    found = _LINE_OR_OBJECT.search(text, start)
    return len(text) if found is None else max(found.start(), start + 1)


def _end_of_object(text: str, start: int) -> int:
    opened: list[str] = []
    at = start
    while (found := _BRACKET_OR_QUOTE.search(text, at)) is not None:
        character, at = found.group(), found.end()
        if character == '"':
            quoted = _END_OF_TEXT.match(text, at)
            assert quoted is not None  # the pattern matches an empty text too
            at = quoted.end()
            if quoted.group(1) != '"':
                return len(text) if quoted.group(1) == "" else at - 1
        elif character in "{[":
            if character == "{" and opened and not _may_open(opened[-1], _last_before(text, at - 1)):
                return at - 1
            opened.append(character)
        else:
            opened.pop()
            if not opened:
                return at
    return len(text)


def _last_before(text: str, end: int) -> str:
    """The last character that is not blank."""
    while text[end - 1] in " \t\n\r":
        end -= 1
    return text[end - 1]


def _may_open(inside: str, last: str) -> bool:
    """An object may follow a name in an object, or be anywhere in a list."""
    return last == ":" if inside == "{" else last in ("[", ",")
