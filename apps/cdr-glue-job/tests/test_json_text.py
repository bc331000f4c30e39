"""Values as JavaScript writes them. The expected texts come from Node.js."""

from typing import Any

import pytest

from rating_job.json_text import (
    content_of,
    cut,
    number_text,
    stringify,
    text_of,
    trim,
    units_in,
    well_formed,
)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (6.0, "6"),
        (-6.5, "-6.5"),
        (0.1, "0.1"),
        (0.000001, "0.000001"),
        (1.5e-7, "1.5e-7"),
        (1e-7, "1e-7"),
        (123456789012345678.0, "123456789012345680"),
        (1e20, "100000000000000000000"),
        (1e21, "1e+21"),
        (1.25e21, "1.25e+21"),
        (12345678901234567890123.0, "1.2345678901234568e+22"),
        (5e-324, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (float("inf"), "Infinity"),
        (float("-inf"), "-Infinity"),
        (10.0, "10"),
        (100.25, "100.25"),
    ],
)
def test_numbers_are_written_as_javascript_does(number: float, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x", "x"),
        (2.0, "2"),
        (["2.0"], "2.0"),
        ([[1.0], None, True], "1,,true"),
        ({"a": 1.0}, "[object Object]"),
        (False, "false"),
        ([], ""),
    ],
)
def test_values_become_text_as_by_string(value: Any, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ('a"\\\b\f\n\r\t\x01\x7f\u2028ä😀', '"a\\"\\\\\\b\\f\\n\\r\\t\\u0001\x7f\u2028ä😀"'),
        ("\ud800x\udfff", '"\\ud800x\\udfff"'),
        (
            {"b": 1.0, "2": [], "a": {}, "1": None, "01": True, "4294967295": 0.0},
            '{"1":null,"2":[],"b":1,"a":{},"01":true,"4294967295":0}',
        ),
        ([float("inf"), -0.0, 1e21], "[null,0,1e+21]"),
    ],
)
def test_values_are_written_as_by_json_stringify(value: Any, text: str) -> None:
    assert stringify(value) == text


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ({"a": 1.0, "b": [1.0]}, {"b": [1.0], "a": 1.0}, True),
        ({"a": 0.0}, {"a": -0.0}, True),
        ({"a": float("inf")}, {"a": None}, True),
        ({"a": 1.0}, {"a": "1"}, True),
        ({"a": 0.4}, {"a": ".4"}, True),
        ({"a": 7.0}, {"a": "7 "}, False),
        ({"a": "1234567890123456"}, {"a": 1234567890123456.0}, False),
        ({"a": 1.0}, {"a": True}, False),
        ({"a": None}, {}, False),
    ],
)
def test_copies_have_the_same_content(a: Any, b: Any, same: bool) -> None:
    assert (content_of(a) == content_of(b)) is same


def test_length_and_cuts_count_utf16_units() -> None:
    assert units_in("a😀") == 3
    assert cut("a😀b", 3) == "a😀"
    assert well_formed(cut("a😀b", 2)) == "a\ufffd"


def test_trim_takes_what_javascript_takes() -> None:
    assert trim("\ufeff\u00a0\u2003 x \u3000\u2029\v") == "x"
    assert trim("\x1cx\x85") == "\x1cx\x85"
