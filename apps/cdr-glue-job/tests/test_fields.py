"""Numbers, texts and times in every format, and the messages for wrong ones."""

from typing import Any

import pytest

from rating_job.fields import FieldReader, fact, whole_number


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (6.0, 6), (-0.0, 0), ("6", 6), ("6.0", 6), ("6.", 6), (".0", 0), ("06", 6), (" 6 ", 6), ("\u00a06\ufeff", 6),
        (2.0**53 - 1, 2**53 - 1), ("9007199254740991", 2**53 - 1),
        (2.0**53, None), ("9007199254740993", None), (6.5, None), ("6.5", None), (-6.0, None), ("-6", None), ("1e3", None),
        ("0x10", None), ("٦", None), ("\x1c6", None), ("", None), (None, None), (True, None), ([6.0], None),
        (float("inf"), None), ("6\n7", None), (".", None),
    ],
)  # fmt: skip
def test_whole_numbers(value: Any, number: int | None) -> None:
    assert whole_number(value) == number


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "is missing"),
        ("", "is missing"),
        (-6.0, "must be a whole number of seconds, 0 or more, not -6"),
        (float("inf"), "must be a whole number of seconds, 0 or more, not null"),
        (12065550100.5, "must be a whole number of seconds, 0 or more, not 12065550100.5"),
        ("+1 (206) 555-0100", 'must be a whole number of seconds, 0 or more, not "***00"'),
        ({"b": 1.0, "2": 2.0}, 'must be a whole number of seconds, 0 or more, not {"2":2,"b":1}'),
        ("a" * 50, f'must be a whole number of seconds, 0 or more, not "{"a" * 39}…'),
        ("a" * 38 + "😀", f'must be a whole number of seconds, 0 or more, not "{"a" * 38}\ud83d…'),
    ],
)
def test_what_is_said_of_wrong_seconds(value: Any, message: str) -> None:
    reader = FieldReader({"Seconds": value})
    assert reader.seconds("Seconds") == 0
    assert reader.issues == [("Seconds", message)]


@pytest.mark.parametrize(
    ("value", "account"),
    [("111122223333", "111122223333"), (11122223333.0, "011122223333"), ("a", "a"), (1.5, ""), ("", "")],
)
def test_an_account_that_was_written_as_a_number_has_its_zeros_back(value: Any, account: str) -> None:
    assert FieldReader({"A": value}).account("A") == account


@pytest.mark.parametrize(
    ("value", "text"),
    [("x", "x"), (123.0, "123"), (1e21, "1e+21"), (True, ""), (None, ""), ([], "")],
)
def test_facts_are_texts_and_numbers(value: Any, text: str) -> None:
    assert fact({"F": value}, "F") == text
