"""Texts as bytes that sort in the texts' order."""

import pytest

from rating_job.text_order import from_ordered, to_ordered

IN_ORDER = [
    "",
    "a",
    "a\u0000",
    "ab",
    "\ud7ff",
    "\ue000",
    "\uffff",
    "\ud800",
    "\ud800a",
    "\U00010000",
    "\U0001f600",
    "\udfff",
]


def test_bytes_are_in_the_order_of_code_points() -> None:
    assert sorted(set(IN_ORDER), key=to_ordered) == IN_ORDER


@pytest.mark.parametrize("text", IN_ORDER)
def test_the_text_comes_back(text: str) -> None:
    assert from_ordered(to_ordered(text)) == text
