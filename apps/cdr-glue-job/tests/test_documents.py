"""Text that JavaScript and Python parse differently, and text that is split into documents."""

from typing import Any

import pytest

from rating_job.documents import NotJson, decode, documents_in


def _read(text: str) -> list[Any]:
    return ["no JSON" if isinstance(one, NotJson) else one for one in documents_in(text)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", []),
        (" \n\t\r", []),
        ('{"a":1}', [{"a": 1.0}]),
        ('{"a":1}{"b":2}', [{"a": 1.0}, {"b": 2.0}]),
        ('{"a":1}\n{"b":2}\n', [{"a": 1.0}, {"b": 2.0}]),
        ('{"a":1}\r\n{"b":2}', [{"a": 1.0}, {"b": 2.0}]),
        ('\ufeff{"a":1}', [{"a": 1.0}]),
        ("\ufeff", []),
        ('{\n  "a": 1\n}\n{\n  "b": 2\n}', [{"a": 1.0}, {"b": 2.0}]),
        # Truncated: an object opens in an invalid place, or a text continues past its line.
        ('{"a":1\n{"b":2}', ["no JSON", {"b": 2.0}]),
        ('{"a":"x\n{"b":2}', ["no JSON", {"b": 2.0}]),
        ('{"a":\n{"b":2}', ["no JSON"]),
        ('{"a":\u00a0\n{"b":2}', ["no JSON", {"b": 2.0}]),
        ('{"a":[1,{"b":2}]}x{"c":3}', [{"a": [1.0, {"b": 2.0}]}, "no JSON", {"c": 3.0}]),
        ('{"a":[{"b":1}{"c":2}]}', ["no JSON", {"c": 2.0}, "no JSON"]),
        ('{"a":"\\"}"}{"b":2}', [{"a": '"}'}, {"b": 2.0}]),
        ('{"a":"x\\', ["no JSON"]),
        # Not objects: they extend to the end of the line, or to where an object starts.
        ("[1,\n2]", [1.0, 2.0]),
        ("[1,\n2]\n{}", ["no JSON", "no JSON", {}]),
        ("null", [None]),
        ("a\nb", ["no JSON", "no JSON"]),
        ("}}", ["no JSON"]),
        # Blanks of JavaScript's trim, which differ from those of Python.
        ("\u00a0\n\u2028\n\u3000", []),
        ("\u001c\n\u0085", ["no JSON", "no JSON"]),
        # Text that only Python accepts as JSON.
        ("NaN", ["no JSON"]),
        ('{"a":Infinity}', ["no JSON"]),
        ('{"a":-Infinity}', ["no JSON"]),
        # Repeated names, and numbers that doubles cannot hold.
        ('{"a":1,"b":2,"a":3}', [{"a": 3.0, "b": 2.0}]),
        ('{"a":12345678901234567890}', [{"a": 12345678901234567000.0}]),
        ('{"a":1e400}', [{"a": float("inf")}]),
        ('{"a":01}', ["no JSON"]),
        ('{"a":.5}', ["no JSON"]),
        ('{"a":"\t"}', ["no JSON"]),
        ('{"a":"\\ud83d\\ude00"}', [{"a": "😀"}]),
        ('{"a":"\\ud83d"}', [{"a": "\ud83d"}]),
    ],
)
def test_a_text_is_read_as_javascript_reads_it(text: str, read: list[Any]) -> None:
    assert _read(text) == read


@pytest.mark.parametrize("levels", [900, 5_000, 50_000])
def test_documents_may_nest_deep(levels: int) -> None:
    found = list(documents_in(f'{{"a":{"[" * levels}{"]" * levels}}}\n{{"b":1}}'))
    assert len(found) == 2
    assert found[1] == {"b": 1.0}


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xff", "\ufffd"),
        (b"\xe2\x82x", "\ufffdx"),
        (b"\xed\xa0\x80", "\ufffd\ufffd\ufffd"),
        (b"\xf4\x90\x80\x80", "\ufffd\ufffd\ufffd\ufffd"),
        (b"\xc0\xaf", "\ufffd\ufffd"),
        ("\ufeffä😀".encode(), "\ufeffä😀"),
    ],
)
def test_bytes_that_are_no_utf8_become_replacement_characters(content: bytes, text: str) -> None:
    assert decode(content) == text
